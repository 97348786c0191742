"""Electrolytes: what is left over, and calcium corrected for albumin. Inputs in mmol/L, albumin in g/L."""

from medapp.domain.indices.registry import index


@index("anion_gap_calculated", needs=("sodium", "chloride", "bicarbonate"), unit="mmol/L",
       source="Emmett M, Narins RG. Medicine 1977;56:38-54 (without potassium)")  # fmt: skip
def anion_gap_calculated(sodium: float, chloride: float, bicarbonate: float) -> float:
    return sodium - chloride - bicarbonate


@index("calcium_corrected", needs=("calcium", "albumin"), unit="mmol/L",
       source="Payne RB et al. Br Med J 1973;4:643-646")  # fmt: skip
def calcium_corrected(calcium: float, albumin: float) -> float:
    return calcium + 0.02 * (40 - albumin)


@index("osmolality_calculated", needs=("sodium", "glucose", "urea"), unit="mosm/kg",
       source="2 Na + glucose + urea: Worthley LIG et al. Anaesth Intensive Care 1987;15:199-202")  # fmt: skip
def osmolality_calculated(sodium: float, glucose: float, urea: float) -> float:
    return 2 * sodium + glucose + urea


@index("tsat_calculated", needs=("iron", "tibc"), unit="%", source="100 x iron / total iron-binding capacity")
def tsat_calculated(iron: float, tibc: float) -> float:
    return 100 * iron / tibc
