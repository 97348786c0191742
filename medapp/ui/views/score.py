"""The score block and what made it: one number, its class, its margin, and the terms behind it."""

from dataclasses import dataclass, field

from medapp.domain.analytes import Catalogue
from medapp.domain.results import Contribution, ScoreResult
from medapp.i18n import format_date, format_number, knows, plural, translate
from medapp.i18n.formats import TRUE_MINUS
from medapp.services.reports import NewerScore
from medapp.ui.views.marks import percent
from medapp.ui.views.printed import name_of

SHOWN_EACH_WAY = 3
SHOWN_MISSING = 8
LEAST_WHOLE_GAIN = 0.01  # below one percent a decimal is shown
PEERS_YEARS = 5  # the model compares with people up to five years younger or older
YOUNGEST_PEER = 20
NEEDED_MARKERS = 8  # said for results that were read before the reason carried its figures


@dataclass(frozen=True)
class ScoreView:
    """`kind`: "scored" has a number, "limited" only a class, "none" only the reason."""

    kind: str = "none"
    number: str = ""
    class_word: str = ""
    left: str = "0%"
    band_left: str = "0%"
    band_width: str = "0%"
    label: str = ""
    meaning: str = ""
    margin: str = ""
    reason_title: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TermView:
    name: str = ""
    value: str = ""
    width: str = "0%"
    effect: str = ""


@dataclass(frozen=True)
class MadeOfView:
    """Terms that raised and lowered the score, the largest first; `terms` is the whole exact table."""

    shown: bool = False
    raised: list[TermView] = field(default_factory=list)
    lowered: list[TermView] = field(default_factory=list)
    more_raised: str = ""
    more_lowered: str = ""
    terms: list[TermView] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    dropped: str = ""
    model: str = ""


def show_score(score: ScoreResult, sex: str | None, age_years: float | None, language: str) -> ScoreView:
    """The block beside the takeaway. Without a score it says what is missing, never why the person is at fault."""
    if score.status != "scored" or score.score_class is None:
        return _no_score(score, language)
    word = translate(language, f"score.classes.{score.score_class}")
    peers = _peers(sex, age_years, language)
    if score.limited or score.score is None:
        return ScoreView(
            kind="limited",
            class_word=word,
            label=word,
            meaning=translate(language, "score.limited", peers=peers),
        )
    number = round(score.score)
    left, width, margin = _margin(score, language)
    return ScoreView(
        kind="scored",
        number=format_number(number, language),
        class_word=word,
        left=percent(score.score),
        band_left=left,
        band_width=width,
        label=translate(language, "score.label", number=number, word=word),
        meaning=_meaning(number, peers, language),
        margin=margin,
    )


def show_made_of(score: ScoreResult, values: dict[str, str], catalogue: Catalogue, language: str) -> MadeOfView:
    """`values`: analyte id -> value with unit as the report prints it."""
    if score.status != "scored":
        return MadeOfView(missing=_missing(score, catalogue, language), model=_model(score, language))
    ordered = sorted(score.contributions, key=lambda term: -abs(term.effect))
    largest = max((abs(term.effect) for term in ordered), default=0.0) or 1.0

    def show(term: Contribution) -> TermView:
        return TermView(
            name=name_of(catalogue.analytes.get(term.analyte), term.analyte, language),
            value=values.get(term.analyte, ""),
            width=percent(100 * abs(term.effect) / largest),
            effect=_signed(-term.effect, language),
        )

    raised = [show(term) for term in ordered if term.effect < 0]
    lowered = [show(term) for term in ordered if term.effect > 0]
    return MadeOfView(
        shown=bool(ordered),
        raised=raised[:SHOWN_EACH_WAY],
        lowered=lowered[:SHOWN_EACH_WAY],
        more_raised=_more(len(raised), language),
        more_lowered=_more(len(lowered), language),
        terms=[show(term) for term in ordered],
        missing=_missing(score, catalogue, language),
        dropped=_dropped(score, catalogue, language),
        model=_model(score, language),
    )


def _no_score(score: ScoreResult, language: str) -> ScoreView:
    code = f"score.abstained.{score.reason}"
    if not knows(f"{code}.title"):
        code = "score.abstained.other"
    figures = {"measured": len(score.contributions), "needed": NEEDED_MARKERS} | dict(score.reason_values)
    return ScoreView(
        kind="none",
        reason_title=translate(language, f"{code}.title"),
        reason=translate(language, f"{code}.detail", **figures),
    )


def _peers(sex: str | None, age_years: float | None, language: str) -> str:
    if sex is None or age_years is None:
        return translate(language, "score.peers.people")
    low, high = max(YOUNGEST_PEER, int(age_years) - PEERS_YEARS), int(age_years) + PEERS_YEARS
    return translate(language, f"score.peers.{sex}", low=low, high=high)


def _meaning(number: int, peers: str, language: str) -> str:
    if number <= 0:
        return translate(language, "score.meaning_none", peers=peers)
    if number >= 100:
        return translate(language, "score.meaning_all", peers=peers)
    return plural(language, "score.meaning", number, peers=peers)


def _margin(score: ScoreResult, language: str) -> tuple[str, str, str]:
    if score.low is None or score.high is None:
        return "0%", "0%", ""
    low, high = round(score.low), round(score.high)
    words = translate(language, "score.margin", low=low, high=high)
    return percent(score.low), percent(score.high - score.low), words


def _signed(number: float, language: str) -> str:
    text = format_number(abs(number), language, 2)
    return text if number == 0 else ("+" if number > 0 else TRUE_MINUS) + text


def _more(count: int, language: str) -> str:
    left = count - SHOWN_EACH_WAY
    return plural(language, "score.more", left) if left > 0 else ""


def _missing(score: ScoreResult, catalogue: Catalogue, language: str) -> list[str]:
    best = sorted(score.missing, key=lambda item: -item.gain)[:SHOWN_MISSING]
    return [
        translate(
            language,
            "score.missing_item",
            name=name_of(catalogue.analytes.get(item.analyte), item.analyte, language),
            gain=format_number(100 * item.gain, language, 0 if item.gain >= LEAST_WHOLE_GAIN else 1),
        )
        for item in best
    ]


def _dropped(score: ScoreResult, catalogue: Catalogue, language: str) -> str:
    if not score.dropped:
        return ""
    names = ", ".join(name_of(catalogue.analytes.get(item), item, language) for item in score.dropped)
    return translate(language, "score.dropped", names=names)


def _model(score: ScoreResult, language: str) -> str:
    if not score.model_version:
        return ""
    return translate(
        language,
        "score.model",
        name=translate(language, code) if knows(code := f"score.models.{score.model_name}") else score.model_name or "",
        version=score.model_version,
        used=len(score.contributions),
    )


def say_newer(item: NewerScore, language: str) -> str:
    """What a later model makes of the same values, with its name and the day it was asked."""
    score = item.score
    if score.status != "scored":
        words = translate(language, "score.newer.abstained")
    elif score.limited or score.score is None:
        words = translate(language, f"score.classes.{score.score_class}")
    else:
        number = format_number(round(score.score), language)
        words = translate(
            language, "score.label", number=number, word=translate(language, f"score.classes.{score.score_class}")
        )
    return translate(
        language,
        "score.newer.line",
        version=score.model_version,
        date=format_date(item.created_at.date(), language),
        words=words,
    )
