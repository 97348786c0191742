"""Where the training data stand in the files of NHANES, and in which units: tables only.

Laboratory, demographic, examination and questionnaire files as published by the CDC (wwwn.cdc.gov/nchs/nhanes);
the 2019 public-use linked mortality files of NCHS. US-government public-use data: statistical analysis only,
no re-identification, no linkage (NCHS Data User Agreement, cdc.gov/nchs/data_access/restrictions.htm).
"""

from collections.abc import Callable
from dataclasses import dataclass

DATA_URL = "https://wwwn.cdc.gov/Nchs/Data/Nhanes/Public/{year}/DataFiles/{name}.xpt"
MORTALITY_URL = (
    "https://ftp.cdc.gov/pub/Health_Statistics/NCHS/datalinkage/linked_mortality/"
    "NHANES_{year}_{next_year}_MORT_2019_PUBLIC.dat"
)

_TOPICS = (
    "demographics", "count", "chemistry", "crp", "hba1c", "fasting_glucose", "cholesterol", "hdl",
    "fasting_lipids", "urine_albumin", "body", "fasting", "smoking", "diabetes", "conditions",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cycle:
    """Two years of examinations: the first year, and the file of each topic in the order of `_TOPICS`."""

    year: int
    names: tuple[str, ...]

    def files(self) -> dict[str, str]:
        """Topic to file name without its ending; two topics may share a file."""
        return dict(zip(_TOPICS, self.names, strict=True))


def _old(suffix: str, lab: str, chemistry: str) -> tuple[str, ...]:
    """Names until 2004, when laboratory files were numbered."""
    numbered = ("25", chemistry, "11", "10", "10AM", "13", "13", "13AM", "16")
    labs = tuple(f"{lab}{number}{suffix}" for number in numbered)
    return (f"DEMO{suffix}", *labs, *(f"{name}{suffix}" for name in ("BMX", "PH", "SMQ", "DIQ", "MCQ")))


def _new(suffix: str) -> tuple[str, ...]:
    """Names from 2005 on."""
    return tuple(
        f"{name}{suffix}" for name in (
            "DEMO", "CBC", "BIOPRO", "CRP", "GHB", "GLU", "TCHOL", "HDL", "TRIGLY", "ALB_CR",
            "BMX", "FASTQX", "SMQ", "DIQ", "MCQ",
        )
    )  # fmt: skip


CYCLES = (
    Cycle(1999, _old("", "LAB", "18")),
    Cycle(2001, _old("_B", "L", "40")),
    Cycle(2003, _old("_C", "L", "40")),
    Cycle(2005, _new("_D")),
    Cycle(2007, _new("_E")),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: the first of `variables` that a cycle has, times `factor` (to the canonical unit)."""

    name: str
    topic: str
    variables: tuple[str, ...]
    factor: float = 1.0


def _columns(topic: str, *entries: tuple[str, str, float]) -> tuple[Column, ...]:
    return tuple(Column(name, topic, tuple(variables.split()), factor) for name, variables, factor in entries)


COLUMNS: tuple[Column, ...] = (
    *_columns(
        "chemistry",
        ("albumin", "LBXSAL", 10), ("alt", "LBXSATSI", 1), ("ast", "LBXSASSI", 1), ("alp", "LBXSAPSI LBDSAPSI", 1),
        ("ggt", "LBXSGTSI", 1), ("ldh", "LBXSLDSI LBDSLDSI", 1), ("urea", "LBXSBU", 0.357),
        ("calcium", "LBXSCA", 0.2495),
        ("chol_total_chem", "LBXSCH", 0.02586), ("bicarbonate", "LBXSC3SI", 1), ("creatinine", "LBXSCR", 88.4),
        ("glucose", "LBXSGL", 0.05551), ("iron", "LBXSIR", 0.1791), ("phosphate", "LBXSPH LBDSPH", 0.3229),
        ("bilirubin_total", "LBXSTB LBDSTB", 17.1), ("protein_total", "LBXSTP", 10),
        ("triglycerides_chem", "LBXSTR", 0.01129),
        ("uric_acid", "LBXSUA", 59.48), ("sodium", "LBXSNASI", 1), ("potassium", "LBXSKSI", 1),
        ("chloride", "LBXSCLSI", 1), ("globulin", "LBXSGB", 10),
    ),
    *_columns(
        "count",
        ("wbc", "LBXWBCSI", 1), ("lymph_pct", "LBXLYPCT", 1), ("mono_pct", "LBXMOPCT", 1), ("neut_pct", "LBXNEPCT", 1),
        ("eos_pct", "LBXEOPCT", 1), ("baso_pct", "LBXBAPCT", 1), ("rbc", "LBXRBCSI", 1), ("hemoglobin", "LBXHGB", 10),
        ("hematocrit", "LBXHCT", 1), ("mcv", "LBXMCVSI", 1), ("mch", "LBXMCHSI", 1), ("mchc", "LBXMC", 10),
        ("rdw", "LBXRDW", 1), ("platelets", "LBXPLTSI", 1), ("mpv", "LBXMPSI", 1),
    ),
    *_columns("crp", ("crp", "LBXCRP", 10)),
    *_columns("hba1c", ("hba1c", "LBXGH", 1)),
    *_columns("fasting_glucose", ("glucose_fasting", "LBXGLU", 0.05551), ("insulin", "LBXIN", 1)),
    *_columns("cholesterol", ("chol_total", "LBXTC", 0.02586)),
    *_columns("hdl", ("hdl", "LBDHDD LBXHDD LBDHDL", 0.02586)),
    *_columns("fasting_lipids", ("triglycerides_fasting", "LBXTR", 0.01129), ("ldl_nhanes", "LBDLDL", 0.02586)),
    *_columns("body", ("bmi", "BMXBMI", 1), ("waist_cm", "BMXWAIST", 1)),
    *_columns("fasting", ("fasting_h", "PHAFSTHR", 1)),
    *_columns(
        "demographics",
        ("age", "RIDAGEYR", 1), ("race_eth", "RIDRETH1", 1), ("wt_mec2yr", "WTMEC2YR", 1),
        ("stratum", "SDMVSTRA", 1), ("psu", "SDMVPSU", 1),
    ),
)  # fmt: skip

# Serum creatinine (mg/dL) as the NHANES documentation asks for it, to be comparable between cycles (Selvin et al.,
# Am J Kidney Dis 2007;50:918): intercept and slope.
CREATININE_CORRECTION: dict[int, tuple[float, float]] = {1999: (0.147, 1.013), 2005: (-0.016, 0.978)}

# Fixed columns of the 2019 public-use linked mortality files: first and one past the last, from zero.
MORTALITY_LAYOUT: dict[str, tuple[int, int]] = {
    "SEQN": (0, 6), "ELIGSTAT": (14, 15), "MORTSTAT": (15, 16), "UCOD_LEADING": (16, 19),
    "PERMTH_INT": (42, 45), "PERMTH_EXM": (45, 48),
}  # fmt: skip

Fetch = Callable[[str], bytes]
