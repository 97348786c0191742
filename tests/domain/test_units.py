"""Printed spellings of units become UCUM, or are refused."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.units import parse_unit

SPELLINGS = {
    "10*9/L": [
        "10^9/л",
        "10*9/л",
        "x10⁹/л",
        "10E9/л",
        "x 109/L",
        "10⁹/L",
        "×10^9/L",
        "*10^9/л",
        "10 9/L",
        "giga.l-1",
        "x10(9)/L",
    ],
    "10*12/L": ["10х12/л", "1012/л", "х10^12/л", "10¹²/L", "tera.l-1"],
    "10*3/uL": ["тыс/мкл", "тыс./мкл", "X 10³/µL", "thou/µL", "K/mcL", "K/uL", "x10E3/uL", "thou/mm3", "тыс. в 1 мкл"],
    "10*6/uL": ["млн/мкл", "mill/cumm", "M/uL", "Million/µL"],
    "/uL": ["cells/cumm", "cumm", "кл/мкл", "/μL", "/µL", "cells/mcL"],
    "10*5/uL": ["Lakhs/cumm"],
    "umol/L": ["мкмоль/л", "µmol/L", "μmol/L", "mcmol/L"],
    "[IU]/L": ["МЕ/л", "IU/L"],
    "mU/L": ["мЕд/л", "мЕ/л", "mU/l"],
    "u[IU]/mL": ["мкМЕ/мл", "uIU/mL", "µIU/mL", "μIU/mL"],
    "m[IU]/L": ["мМЕ/л", "mIU/L"],
    "U/L": ["Ед/л", "Е/л", "U/l", "ед./л", "Бірл/л", "U/L (37°C)"],
    "U/mL": ["Ед/мл"],
    "mm/h": ["мм/ч", "мм/час", "mm/hr", "mm/1st hr", "мм/сағ"],
    "s": ["сек", "сек.", "seconds", "с"],
    "[ppth]": ["‰", "промилле"],
    "%": ["%"],
    "g/dL": ["г/дл", "g/dl", "gm/dL", "gms%", "г%", "г/100мл"],
    "mg/dL": ["мг/дл", "mg/dl", "mg%"],
    "meq/L": ["mEq/L", "мэкв/л"],
    "{copies}/mL": ["copies/mL", "копий/мл"],
    "mmol/mol": ["mmol/mol", "ммоль/моль"],
    "mL/min/{1.73_m2}": ["mL/min/1.73m2", "мл/мин/1,73 м²", "ml/min/1.73 m^2", "мл/мин/1.73м2", "mL/min/1.73 sq m"],
    "/[HPF]": ["в п/зр", "в п.зр.", "в поле зрения", "/HPF", "cells/hpf"],
    "mg/mmol": ["мг/ммоль", "mg Alb/mmol"],
    "ug{FEU}/mL": ["ug/mL FEU", "мкг FEU/мл"],
    "mg/(24.h)": ["мг/сут", "mg/24 h"],
    "fL": ["фл", "fl", "fL"],
    "pg": ["пг", "pg"],
}


@pytest.mark.parametrize(("ucum", "text"), [(ucum, text) for ucum, texts in SPELLINGS.items() for text in texts])
def test_a_spelling_is_understood(ucum: str, text: str) -> None:
    assert parse_unit(text) == ucum


@pytest.mark.parametrize("text", ["", "лв", "md/dL", "134", "Гемоглобин", "10/л", "м/ч", "г//", "3,5 - 5,1", "109"])
def test_what_is_no_unit_is_refused(text: str) -> None:
    assert parse_unit(text) is None


def test_capital_g_per_litre_is_cells_beside_a_count_and_grams_beside_a_mass() -> None:
    analytes = load_catalogue().analytes
    assert parse_unit("G/L", analytes["platelets"]) == "10*9/L"
    assert parse_unit("G/L", analytes["hemoglobin"]) == "g/L"
