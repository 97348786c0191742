"""Printed spellings of units become UCUM, or are refused."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.units import UNITS, parse_unit, show_unit, to_canonical

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
    "/uL": ["Ед/мкл", "эр/мкл", "в 1 мкл", "cells/cumm", "cumm", "кл/мкл", "/μL", "/µL", "cells/mcL"],
    "10*5/uL": ["Lakhs/cumm"],
    "umol/L": ["мкмоль/л", "мкмoль/л", "µmol/L", "μmol/L", "mcmol/L"],
    "[IU]/L": ["МЕ/л", "IU/L", "ME/л", "IU/L @ 37C"],
    "mU/L": ["мЕд/л", "мЕ/л", "mU/l", "mE/L"],
    "u[IU]/mL": ["мкМЕ/мл", "мкME/мл", "uIU/mL", "µIU/mL", "μIU/mL"],
    "m[IU]/L": ["мМЕ/л", "mIU/L"],
    "U/L": ["Ед/л", "Е/л", "U/l", "ед./л", "Бірл/л", "U/L (37°C)"],
    "U/mL": ["Ед/мл"],
    "mm/h": ["мм/ч", "мм/час", "mm/hr", "mm/1st hr", "мм/сағ", "мм/год", "mm at the end of 1 hour"],
    "s": ["сек", "сек.", "seconds", "с"],
    "[ppth]": ["‰", "промилле"],
    "%": ["%", "% по Квику", "отн. %", "об.%", "% от общего", "% of total", "% активности"],
    "g/dL": ["г/дл", "g/dl", "gm/dL", "gms%", "г%", "г/100мл"],
    "mg/dL": ["мг/дл", "mg/dl", "mg%", "мг%", "мг/100 мл"],
    "meq/L": ["mEq/L", "мэкв/л"],
    "{copies}/mL": ["copies/mL", "копий/мл"],
    "mmol/mol": ["mmol/mol", "ммоль/моль"],
    "mL/min/{1.73_m2}": [
        "мл/(мин*1,73 м2)",
        "мл/мин на 1,73 м2",
        "mL/min/1.73m2",
        "мл/мин/1,73 м²",
        "ml/min/1.73 m^2",
        "мл/мин/1.73м2",
        "mL/min/1.73 sq m",
    ],
    "/[HPF]": [
        "в п/зр",
        "ед. в п. зр",
        "в поле зр.",
        "шт в п/зр",
        "/high power field",
        "в п.зр.",
        "в поле зрения",
        "/HPF",
        "cells/hpf",
    ],
    "mg/mmol": ["мг/ммоль", "mg Alb/mmol"],
    "ug{FEU}/mL": ["ug/mL FEU", "мкг FEU/мл"],
    "mg/(24.h)": ["мг/сут", "mg/24 h"],
    "fL": ["фл", "fl", "fL"],
    "pg": ["пг", "pg", "пкг"],
    "{Log_copies}/mL": ["lg копий/мл", "lg(копий/мл)", "log10 копий/мл", "Log copies/mL"],
    "{Log_IU}/mL": ["lg МЕ/мл", "log10 IU/mL"],
    "{GE}/mL": ["ГЭ/мл"],
    "[CFU]/mL": ["КОЕ/мл", "CFU/mL"],
    "ng/mL/h": ["нг/мл/час", "ng/mL/hr"],
    "nmol/min/mL": ["nmol/min/mL", "нмоль/мин/мл"],
    "nmol/mmol": ["nM BCE/mM", "nmol BCE/mmol creat", "нмоль/ммоль"],
    "10*6": ["млн/эякулят", "10^6"],
    "kU/L": ["кЕд/л", "кЕ/л", "kU/L", "kUA/L"],
    "mosm/kg": ["мОсм/кг", "мОсм/кг Н2О", "mOsm/kg H2O", "mosmol/kg"],
    "mm[Hg]": ["мм рт.ст.", "mmHg", "мм Hg"],
    "/100{WBCs}": ["/100 WBC", "на 100 лейкоцитов", "на 100 лейк."],
    "{index}": ["S/CO", "COI", "index", "коэффициент позитивности", "КП", "инд.", "инд. поз.", "Index Value"],
    "ug/g": ["мкг/г", "мкг/г кала", "µg/g stool"],
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


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_unit_printed_by_the_product_is_read_back_as_itself(language: str) -> None:
    words = {code: show_unit(code, language) for code in UNITS if "/" in code}
    assert {code: parse_unit(word) for code, word in words.items()} == {code: code for code in words}


def test_a_logarithm_is_never_the_number_it_stands_for() -> None:
    for id_ in ("hbv_dna", "hcv_rna", "hiv_rna"):
        analyte = load_catalogue().analytes[id_]
        for printed in ("lg копий/мл", "lg МЕ/мл"):
            assert to_canonical(4.2, parse_unit(printed), analyte) is None
