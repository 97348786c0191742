"""State laboratories print the names of the nomenclature of medical services, in the genitive."""

import pytest

from medapp.domain.parsing.names import Context, resolve


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Исследование уровня глюкозы в крови", "mmol/L", "glucose"),
        ("Исследование уровня глюкозы в моче", "mmol/L", "urine_glucose"),
        ("A09.05.021 Исследование уровня общего билирубина в крови", "umol/L", "bilirubin_total"),
        ("Исследование уровня билирубина связанного (конъюгированного) в крови", "umol/L", "bilirubin_direct"),
        ("Определение активности аланинаминотрансферазы в крови", "U/L", "alt"),
        ("Исследование уровня C-реактивного белка в сыворотке крови", "mg/L", "crp"),
        ("Исследование уровня общего магния в сыворотке крови", "mmol/L", "magnesium"),
        ("Исследование уровня альбумина в крови", "g/L", "albumin"),
        ("Определение тромбинового времени в крови", "s", "thrombin_time"),
        ("Исследование скорости оседания эритроцитов", "mm/h", "esr"),
        ("Исследование уровня свободного и связанного билирубина в крови", "umol/L", None),
        ("Определение ДНК вируса гепатита B", None, "hbv_dna"),
    ],
)
def test_a_service_names_its_analyte(name: str, unit: str | None, analyte: str | None) -> None:
    found = resolve(name, unit, Context()).analyte
    assert (found.id if found else None) == analyte
