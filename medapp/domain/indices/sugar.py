"""Sugar: insulin resistance. Glucose must have been taken fasting for these to mean anything."""

from math import log

from medapp.domain.indices.lipids import TRIG_MG_DL
from medapp.domain.indices.registry import index

GLUCOSE_MG_DL = 18.0156


@index("homa_ir_calculated", needs=("glucose", "insulin"), unit="1",
       source="Matthews DR et al. Diabetologia 1985;28:412-419 (fasting)")  # fmt: skip
def homa_ir_calculated(glucose: float, insulin: float) -> float:
    """Glucose in mmol/L, insulin in uIU/mL."""
    return glucose * insulin / 22.5


@index("tyg", needs=("trig", "glucose"), unit="1",
       source="Simental-Mendia LE et al. Metab Syndr Relat Disord 2008;6:299-304 (fasting)")  # fmt: skip
def tyg(trig: float, glucose: float) -> float:
    return log(trig * TRIG_MG_DL * glucose * GLUCOSE_MG_DL / 2)


@index("eag_calculated", needs=("hba1c",), unit="mmol/L",
       source="Nathan DM et al. Diabetes Care 2008;31:1473-1478")  # fmt: skip
def eag_calculated(hba1c: float) -> float:
    return 1.59 * hba1c - 2.59
