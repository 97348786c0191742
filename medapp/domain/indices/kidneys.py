"""Kidney function: estimated filtration."""

from medapp.domain.indices.registry import index
from medapp.domain.people import Sex

_UMOL_PER_MG_DL = 88.4


@index(
    "egfr_ckd_epi_2021", needs=("creatinine", "sex", "age"), unit="mL/min/{1.73_m2}", adults_only=True,
    source="CKD-EPI 2021: Inker LA et al. N Engl J Med 2021;385:1737-1749",
)  # fmt: skip
def egfr_ckd_epi_2021(creatinine: float, sex: Sex, age: float) -> float:
    """Filtration from creatinine (umol/L) without race."""
    female = sex is Sex.FEMALE
    kappa, alpha = (0.7, -0.241) if female else (0.9, -0.302)
    ratio = creatinine / _UMOL_PER_MG_DL / kappa
    return 142 * min(ratio, 1) ** alpha * max(ratio, 1) ** -1.200 * 0.9938**age * (1.012 if female else 1)


@index(
    "egfr_cystatin_2012", needs=("cystatin_c", "sex", "age"), unit="mL/min/{1.73_m2}", adults_only=True,
    source="CKD-EPI cystatin C 2012: Inker LA et al. N Engl J Med 2012;367:20-29",
)  # fmt: skip
def egfr_cystatin_2012(cystatin_c: float, sex: Sex, age: float) -> float:
    """Filtration from cystatin C (mg/L)."""
    ratio = cystatin_c / 0.8
    return 133 * min(ratio, 1) ** -0.499 * max(ratio, 1) ** -1.328 * 0.996**age * (0.932 if sex is Sex.FEMALE else 1)
