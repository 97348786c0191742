"""Cholesterol: what follows from the measured fractions. All inputs and results in mmol/L."""

from math import log10

from medapp.domain.indices.registry import OutsideValidity, index

CHOL_MG_DL = 38.665  # mg/dL in one mmol/L of cholesterol, by its molar mass of 386.65
TRIG_MG_DL = 88.543  # of triglycerides, as triolein


@index("non_hdl_calculated", needs=("chol_total", "hdl"), unit="mmol/L", source="Total cholesterol - HDL cholesterol")
def non_hdl_calculated(chol_total: float, hdl: float) -> float:
    return chol_total - hdl


@index(
    "ldl_friedewald", needs=("chol_total", "hdl", "trig"), unit="mmol/L",
    source="Friedewald WT et al. Clin Chem 1972;18:499-502",
)  # fmt: skip
def ldl_friedewald(chol_total: float, hdl: float, trig: float) -> float:
    """Void from 400 mg/dL of triglycerides (4.52 mmol/L)."""
    if trig * TRIG_MG_DL >= 400:
        raise OutsideValidity("trig_too_high")
    return (chol_total * CHOL_MG_DL - hdl * CHOL_MG_DL - trig * TRIG_MG_DL / 5) / CHOL_MG_DL


@index(
    "ldl_sampson", needs=("chol_total", "hdl", "trig"), unit="mmol/L",
    source="Sampson M et al. JAMA Cardiol 2020;5:540-548 (NIH equation 2)",
)  # fmt: skip
def ldl_sampson(chol_total: float, hdl: float, trig: float) -> float:
    """Valid up to 800 mg/dL of triglycerides (9.03 mmol/L)."""
    total, high, fats = chol_total * CHOL_MG_DL, hdl * CHOL_MG_DL, trig * TRIG_MG_DL
    if fats > 800:
        raise OutsideValidity("trig_too_high")
    low = total / 0.948 - high / 0.971 - (fats / 8.56 + fats * (total - high) / 2140 - fats**2 / 16100) - 9.44
    return low / CHOL_MG_DL


@index("aip", needs=("trig", "hdl"), unit="1", source="Dobiasova M, Frohlich J. Clin Biochem 2001;34:583-588")
def aip(trig: float, hdl: float) -> float:
    return log10(trig / hdl)


@index(
    "atherogenic_coefficient", needs=("chol_total", "hdl"), unit="1",
    source="Klimov AN: (total cholesterol - HDL) / HDL",
)  # fmt: skip
def atherogenic_coefficient(chol_total: float, hdl: float) -> float:
    return (chol_total - hdl) / hdl


@index("remnant_cholesterol", needs=("chol_total", "hdl", "ldl"), unit="mmol/L",
       source="Varbo A et al. J Am Coll Cardiol 2013;61:427-436")  # fmt: skip
def remnant_cholesterol(chol_total: float, hdl: float, ldl: float) -> float:
    return chol_total - hdl - ldl
