"""A row goes to the analyte that its name and unit mean, or to none; a doubtful number is never sure."""

import pytest

from medapp.domain.analytes import load_catalogue
from medapp.domain.certainty import MIN_CONFIDENCE
from medapp.domain.documents import Document, Table, Word
from medapp.domain.interpretation import flags
from medapp.domain.names import fold_name, squeeze
from medapp.domain.parsing.cells import parse_result
from medapp.domain.parsing.celltexts import unit_text
from medapp.domain.parsing.lines import Line
from medapp.domain.parsing.misspelling import may_be_slip
from medapp.domain.parsing.names import Context, is_known_name, resolve
from medapp.domain.parsing.report import parse
from medapp.domain.parsing.specimens import specimen_in
from medapp.domain.parsing.tables import TableLine
from medapp.domain.people import Person
from medapp.domain.results import Measurement, State
from medapp.ingest.formats import read_document


@pytest.mark.parametrize(
    ("name", "unit", "section", "analyte"),
    [
        ("T-хелперы (CD3+CD4+), %", "%", "", "cd4_pct"),
        ("T-хелперы (CD3+CD4+), абс.", "10*9/L", "", "cd4_abs"),
        ("CD8", "%", "", "cd8_pct"),
        ("T-лимфоциты (CD3+), %", "%", "", "cd3_pct"),
        ("Q-лимфоциты, %", "%", "", None),
        ("Ferritin, %", "%", "", None),
        ("Urine", "mg/dL", "Glucose", None),
        ("Urine Albumin/Creatinine Ratio", "mg/g", "", "uacr"),
        ("GRAN#", "10*9/L", "", "neut_abs"),
        ("Активность протромбина по Квику", "%", "", "pt_quick"),
        ("Glucose, 60 min", "mg/dL", "", "glucose_1h"),
        ("Глюкоза, 120 мин", "mmol/L", "", "glucose_post"),
        ("Glucose, 45 min", "mg/dL", "", None),
        ("Иммуноглобулин D", "mg/L", "", "igd"),
        ("Иммуноглобулин K", "g/L", "", None),
        ("Ca++", "mmol/L", "", None),
        ("Ca++", "mmol/L", "Газы крови", "calcium_ionized"),
        ("Alpha-1-Globulin", "g/dL", "", "alpha1_globulin"),
        ("Alpha-1-Globulin", "%", "", "alpha1_globulin_pct"),
        ("M-SPIKE", "g/dL", "", "m_protein"),
        ("HDL as % of Cholesterol", "%", "", "hdl_share"),
        ("Vancomycin, trough", "mg/L", "", "vancomycin_trough"),
        ("Cytomegalovirus IgG, авидность", "%", "", None),
        ("anti-HCV суммарные", None, "", "anti_hcv"),
        ("Valproic Acid (Depakote), S", "ug/mL", "", "valproate"),
        ("Calcium, Urine", "mg/dL", "", "urine_calcium"),
        ("Calcium, Urine", "mg/(24.h)", "Chemistry, blood", "urine_calcium_24h"),
        ("Potassium, CSF", "mmol/L", "", None),
        ("Калий в суточной моче", "mmol/(24.h)", "", "urine_potassium_24h"),
        ("Anti-HXV total", None, "", None),
        ("Milk, Cow (F2) IgE", "kU/L", "", "ige_f2"),
        ("Спец. IgE, арахис (f13)", "kU/L", "", "ige_f13"),
        ("Молоко коровье", "kU/L", "", "ige_f2"),
        ("Молоко коровье", "U/mL", "", None),
        ("Milk (f2) IgG4", "ug/mL", "", None),
        ("t3", "pmol/L", "", "t3_total"),
        ("AMA-M2", "kU/L", "", "ama_m2"),
        ("HCV RNA log", "{Log_IU}/mL", "", "hcv_rna_log"),
        ("dU-Sodium", "mmol/(24.h)", "", "urine_sodium_24h"),
        ("fP-Glucose", "mmol/L", "", "glucose"),
        ("Unknown bug (IgM)", "U/mL", "", None),
        ("Urea/Creatinine Ratio", None, "", "urea_creatinine_ratio"),
        ("BUN/Creatinine Ratio", None, "", "bun_creatinine_ratio"),
    ],
)
def test_the_unit_and_the_whole_name_decide(name: str, unit: str | None, section: str, analyte: str | None) -> None:
    found = resolve(name, unit, Context(section, specimen_in(section))).analyte
    assert (found.id if found else None) == analyte


def test_a_common_word_is_a_name_only_under_the_heading_of_its_specimen() -> None:
    assert resolve("Объём", "mL", Context("Спермограмма", "semen")).analyte is load_catalogue().analytes["semen_volume"]
    assert resolve("Вязкость", "cm", Context("")).analyte is None


@pytest.mark.parametrize(
    ("printed", "alias", "is_slip"),
    [
        ("Билирубнн общий", "Билирубин общий", True),
        ("Mean Corpuscular Volme", "Mean Corpuscular Volume", True),
        ("Щелочная фосфотаза", "Щелочная фосфатаза", True),
        ("Bilirubin, direct", "Bilirubin, indirect", False),
        ("Липопротеины низкой плотности", "Липопротеины очень низкой плотности", False),
        ("LDL Cholesterol", "VLDL Cholesterol", False),
        ("Эритроциты измененные", "Эритроциты неизмененные", False),
        ("Абсолютное количество лимфоцитов", "Абсолютное количество моноцитов", False),
        ("Factor II activity", "Factor VII activity", False),
        ("Anti-HBe total", "Anti-HBc total", False),
        ("Калий в суточной моче", "Кальций в суточной моче", False),
        ("Creatine kinase", "Creatine kinase MB", False),
    ],
)
def test_a_slip_of_the_pen_is_told_from_another_name(printed: str, alias: str, is_slip: bool) -> None:
    assert may_be_slip(printed, squeeze(fold_name(alias))) is is_slip


def test_a_third_fluid_is_never_taken_for_the_one_of_the_heading() -> None:
    assert resolve("Mucus", None, Context("Stool", "stool"), is_words=True).analyte is not None
    assert resolve("Nitrite", None, Context("Stool", "stool"), is_words=True).analyte is None


def test_a_specimen_alone_names_nothing() -> None:
    words = ("Urine", "Serum", "Plasma", "Stool", "Saliva", "Моча", "Сыворотка", "Плазма", "Кал")
    assert [word for word in words if load_catalogue().by_alias(word)] == []


def test_a_dot_beside_a_number_is_a_flag() -> None:
    read = _row("Bilirubin, total", "● 27.4", "umol/L", "3.4 - 17.1")
    assert (read.value, read.flag_as_printed) == (27.4, "●")


def _row(name: str, value: str, unit: str, limits: str) -> Measurement:
    table = Table((("Test", "Result", "Units", "Reference range"), (name, value, unit, limits)))
    return parse(Document("csv_file", tables=(table,))).measurements[0]


def test_an_antibody_in_its_makers_own_units_is_rated_by_its_printed_range() -> None:
    read = _row("Антитела к ядерному антигену ВЭБ IgG", "45", "Ед/мл", "0 - 20")
    assert (read.analyte, read.value, read.warnings) == ("ebv_ebna_igg", None, ())
    assert read.confidence >= 0.95
    assert flags.rate(read, Person(), load_catalogue()).state is not State.NOT_RATED


def test_a_number_beyond_what_can_be_is_not_rated_even_with_a_printed_range() -> None:
    read = _row("Hemoglobin", "1134", "g/L", "120 - 160")
    assert read.value is None and read.confidence < MIN_CONFIDENCE and "implausible_value" in read.warnings
    assert flags.rate(read, Person(), load_catalogue()).state is State.NOT_RATED


def test_a_signed_number_without_a_value_is_doubted() -> None:
    message = "MSH|^~\\&|L|L||||202501010101||ORU^R01|1|P|2.5\rPID|1||1\rOBR|1|||x\r"
    message += "OBX|1|NM|2823-3^Potassium^LN||-2.65|mmol/L|3.5-5.1|L|||F\r"
    (read,) = parse(read_document(message.encode(), "message.hl7")).measurements
    assert read.value is None and read.confidence < MIN_CONFIDENCE and "ambiguous_number" in read.warnings


def test_a_unit_that_begins_behind_its_number_is_joined() -> None:
    number = Word("94,6", 240, 100, 260, 110)
    row = TableLine(Line((number,)), [[number]], result=parse_result("94,6 мкмоль/"))
    row.more_units.append([Word("л", 240, 120, 246, 130)])
    assert unit_text(row) == "мкмоль/л"


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Эоз.", "%", "eos_pct"), ("Палочкояд.", "%", "neut_band_pct"), ("Общ. белок", "g/L", "protein_total"),
        ("cK+", "mmol/L", "potassium"), ("CK", "U/L", "ck"),
        ("cGlu", "mg/dL", "glucose"), ("ctHb", "g/dL", "hemoglobin"),
        ("T Bili", "mg/dL", "bilirubin_total"), ("TSH reflex", "m[IU]/L", "tsh"),
    ],
)  # fmt: skip
def test_short_names_of_analysers_and_forms(name: str, unit: str, analyte: str) -> None:
    found = resolve(name, unit, Context()).analyte
    assert found is not None and found.id == analyte


def test_an_s_before_a_name_says_serum_under_urine_too() -> None:
    found = resolve("S-ALT", "U/L", Context("Urine microscopy", "urine")).analyte
    assert found is not None and found.id == "alt"


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("HCT Гематокрит, %", "%", "hematocrit"),
        ("NE% Нейтрофилы", "%", "neut_pct"),
        ("MCH Среднее содержание гемоглобина", "pg", "mch"),
        ("PCT Прокальцитонин", "ng/mL", "procalcitonin"),
        ("LEU Лейкоциты", "/uL", "urine_leukocyte_esterase"),
        ("WBC White blood cells", "10*9/L", "wbc"),
        ("ТТГ сверхчувствительный", "m[IU]/L", "tsh"),
        ("Тропонин I высокочувств.", "ng/L", "troponin_i"),
        ("VLDL Холестерин", "mmol/L", None),
        ("PSA Свободный", "ng/mL", None),
        ("CK Креатинкиназа МВ", "U/L", None),
        ("HBF Гемоглобин", "g/L", None),
    ],
)
def test_a_code_before_the_name_counts_where_both_say_the_same(name: str, unit: str, analyte: str | None) -> None:
    found = resolve(name, unit, Context()).analyte
    assert (found.id if found else None) == analyte


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Creatininium; P", "umol/L", "creatinine"),
        ("P—Sodium ion; subst.c. = ? mmol/L", "mmol/L", "sodium"),
        ("Potassium ion;P", "mmol/L", "potassium"),
        ("B—Haemoglobin(Fe); subst.c.", "mmol/L", "hemoglobin"),
        ("U--Creatininium; substc.", "mmol/L", "urine_creatinine"),
        ("Alanine transaminase; P", "U/L", "alt"),
        ("P(fPt)—Glucose; subst.c.", "mmol/L", "glucose"),
        ("Calcium ion; P", "mmol/L", None),
    ],
)
def test_names_of_the_npu_terminology_say_system_and_component(name, unit, analyte):
    found = resolve(name, unit, Context("", None)).analyte
    assert (found.id if found else None) == analyte


@pytest.mark.parametrize(("name", "full"), [("Фолиевая к-та", "Фолиевая кислота"), ("мочевая К-ТА", "Мочевая кислота")])
def test_an_abbreviated_acid_is_the_acid(name, full):
    assert is_known_name(name)
    assert resolve(name, None, Context()).analyte == resolve(full, None, Context()).analyte


def test_grams_of_stool_are_no_volume_of_urine() -> None:
    assert resolve("Количество", "g", Context("Копрограмма", "stool")).analyte is None


@pytest.mark.parametrize(
    ("name", "unit", "analyte"),
    [
        ("Авидность IgG к CMV", "%", "cmv_igg_avidity"),
        ("Toxoplasma gondii IgG avidity", "%", "toxoplasma_igg_avidity"),
        ("Дефекты головки сперматозоидов", "%", "sperm_head_defects"),
        ("Патология хвоста", "%", "sperm_tail_defects"),
        ("Индекс тератозооспермии (TZI)", None, "teratozoospermia_index"),
        ("Нормальные формы (строгий критерий Крюгера)", "%", "sperm_morphology"),
    ],
)
def test_forms_of_sperm_and_avidity_are_analytes_of_their_own(name: str, unit: str | None, analyte: str) -> None:
    found = resolve(name, unit, Context()).analyte
    assert found is not None and found.id == analyte
