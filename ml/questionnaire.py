"""Answers about smoking and known diseases as columns of the training table; for description, never features."""

import numpy as np
import pandas as pd

_YES, _NO = 1, 2
_HEART_AND_BRAIN = ("MCQ160B", "MCQ160C", "MCQ160E", "MCQ160F")  # heart failure, coronary disease, infarction, stroke


def conditions(files: dict[str, pd.DataFrame], people: pd.Index) -> pd.DataFrame:
    """smoking (never, former, current), diabetes_dx, cvd_dx, cancer_dx (0, 1) of these people; missing when unknown."""
    answers = files["conditions"].reindex(people)
    return pd.DataFrame(
        {
            "smoking": _smoking(files["smoking"].reindex(people)),
            # Borderline (3) counts as no.
            "diabetes_dx": files["diabetes"]["DIQ010"].reindex(people).map({_YES: 1.0, _NO: 0.0, 3: 0.0}),
            "cvd_dx": _any(answers.reindex(columns=list(_HEART_AND_BRAIN))),
            "cancer_dx": answers["MCQ220"].map({_YES: 1.0, _NO: 0.0}),
        },
        index=people,
    )


def _smoking(answers: pd.DataFrame) -> pd.Series:
    """SMQ020: a hundred cigarettes in life; SMQ040: now every day (1), some days (2), not at all (3)."""
    ever, now = answers["SMQ020"], answers["SMQ040"]
    words = np.select([ever == _NO, now.isin([1, 2]), (ever == _YES) & (now == 3)], ["never", "current", "former"], "")
    return pd.Series(words, index=answers.index).replace("", None)


def _any(answers: pd.DataFrame) -> pd.Series:
    """1 when any answer is yes, 0 when one is no and none is yes, missing otherwise."""
    yes, no = (answers == _YES).any(axis=1), (answers == _NO).any(axis=1)
    return pd.Series(np.select([yes, no], [1.0, 0.0], np.nan), index=answers.index)
