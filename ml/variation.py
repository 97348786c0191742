"""How much a result varies by itself: within-person and analytical coefficients of variation, per cent.

Within-person: rounded medians of the EFLM Biological Variation Database (biologicalvariation.eu; Aarsand et al.,
Clin Chem 2018;64:501 on its appraisal; Coskun et al., Clin Chem Lab Med 2019;58:25 on the blood count). Those of the
white cells and platelets were compared with a second public copy; the percentages of a differential are taken to vary
like the counts where the database has counts only.
Analytical: half of the within-person variation, the "desirable" goal of Fraser et al., Ann Clin Biochem 1997;34:8.
"""

import numpy as np
from numpy.typing import NDArray

from ml.features import NAMES

WITHIN_PERSON: dict[str, float] = {
    "hemoglobin": 2.7, "hematocrit": 2.8, "rbc": 2.6, "wbc": 11.1, "platelets": 7.3, "mcv": 0.8, "mch": 0.8,
    "mchc": 1.0, "rdw": 1.7, "mpv": 2.3, "neut_pct": 7.8, "lymph_pct": 10.2, "mono_pct": 14.0, "eos_pct": 15.0,
    "baso_pct": 12.4, "albumin": 2.5, "alt": 10.1, "ast": 9.6, "alp": 5.3, "ggt": 8.9, "ldh": 5.2, "urea": 13.9,
    "creatinine": 4.5, "glucose": 5.0, "hba1c": 1.2, "bilirubin_total": 20.0, "protein_total": 2.6, "uric_acid": 8.3,
    "chol_total": 5.3, "hdl": 5.8, "trig": 19.7, "sodium": 0.5, "potassium": 4.1, "chloride": 1.1,
    "bicarbonate": 4.0, "calcium": 1.8, "phosphate": 7.7, "iron": 20.7, "crp": 34.1,
}  # fmt: skip
ANALYTICAL_SHARE = 0.5


def fractions() -> NDArray[np.float64]:
    """(fields,) total variation of one result as a fraction of its value."""
    within = np.array([WITHIN_PERSON[name] for name in NAMES]) / 100.0
    return within * np.sqrt(1.0 + ANALYTICAL_SHARE**2)
