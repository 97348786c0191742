# ruff: noqa: E501 - rows of reports
"""Invented reports: what is printed and what must be read from it. No person, laboratory or number is real."""

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One printed row. `low`, `high` are what is in force for the report's person."""

    name: str
    value: str
    unit: str = ""
    norm: str = ""
    low: float | None = None
    high: float | None = None
    flag: str = ""
    previous: tuple[str, ...] = ()
    method: str = ""
    norm_lines: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # lines of text under the row


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    advice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """`head` are the lines above the tables; `foot` below them."""

    language: str
    head: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = ()
    sex: str | None = None
    age_years: int | None = None
    collected: str | None = None
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[Row]:
        return [row for section in self.sections for row in section.rows if row.value]


def _r(
    *cells: str, flag: str = "", previous: tuple[str, ...] = (), method: str = "", lines: tuple[str, ...] = ()
) -> Row:
    """name, value, unit, norm with the limits read off a plain norm."""
    name, value, unit, norm = (*cells, "", "", "")[:4]
    low, high = _limits(norm)
    return Row(name, value, unit, norm, low, high, flag, previous, method, lines)


def _limits(norm: str) -> tuple[float | None, float | None]:
    bare = re.sub(r"(?<=\d),(?=\d{3}\b)", "", norm) if "000" in norm else norm
    bare = bare.replace(" ", "").replace(",", ".").strip("()[]")
    for mark in ("<", "до"):
        if bare.startswith(mark):
            return None, float(bare.removeprefix(mark))
    if bare.startswith(">"):
        return float(bare[1:]), None
    parts = bare.replace("–", "-").replace("_", "-").split("-")
    if len(parts) == 2 and all(part.replace(".", "").isdigit() for part in parts):
        return float(parts[0]), float(parts[1])
    return None, None


BLOOD_RU = Section(
    "Общий анализ крови",
    (
        _r("Гемоглобин", "112", "г/л", "120 - 150", flag="L", previous=("118", "121")),
        _r("Эритроциты", "4,02", "10^12/л", "3,80 - 5,10", previous=("4,11", "4,20")),
        _r("Гематокрит", "34,1", "%", "35,0 - 45,0", flag="L", previous=("36,0", "")),
        _r("Средний объем эритроцита (MCV)", "84,8", "фл", "81,0 - 100,0", previous=("85,1", "84,0")),
        _r("Среднее содержание гемоглобина в эритроците (MCH)", "27,9", "пг", "27,0 - 34,0", previous=("28,0", "28,2")),
        _r("Средняя концентрация гемоглобина в эритроцитах (MCHC)", "328", "г/л", "320 - 360", previous=("330", "331")),
        _r("Тромбоциты", "402", "10^9/л", "150 - 400", flag="H", previous=("388", "340")),
        _r("Лейкоциты", "6,75", "10^9/л", "4,00 - 9,00", previous=("7,10", "5,90")),
        _r("Лимфоциты, %", "31,2", "%", "19,0 - 37,0", previous=("30,0", "29,1")),
        _r("Лимфоциты, абс.", "2,11", "10^9/л", "1,20 - 3,00", previous=("2,13", "1,72")),
        _r("Эозинофилы, %", "0,5", "%", "1,0 - 5,0", flag="L", previous=("1,1", "2,0")),
        _r("СОЭ (по Вестергрену)", "18", "мм/ч", "2 - 20", previous=("12", "9")),
    ),
)
CHEMISTRY_RU = Section(
    "Биохимия крови",
    (
        _r("Глюкоза", "5,4", "ммоль/л", "4,1 - 5,9", previous=("5,2", "5,0")),
        _r("Креатинин", "71", "мкмоль/л", "50 - 98", previous=("70", "68")),
        _r("Мочевина", "8,6", "ммоль/л", "2,1 - 7,1", flag="H", previous=("6,2", "5,9")),
        _r("Билирубин общий", "9,3", "мкмоль/л", "3,4 - 20,5", previous=("8,8", "9,0")),
        _r("Билирубин прямой", "< 1,0", "мкмоль/л", "< 8,6", previous=("1,2", "1,1")),
        _r("Аланинаминотрансфераза (АЛТ)", "44", "Ед/л", "< 31", flag="H", previous=("28", "25")),
        _r("Аспартатаминотрансфераза (АСТ)", "27", "Ед/л", "< 31", previous=("24", "22")),
        _r("Холестерин общий", "5,8", "ммоль/л", "< 5,2", flag="H", previous=("5,6", "5,5")),
        _r("Триглицериды", "1,05", "ммоль/л", "< 1,70", previous=("1,12", "0,98")),
        _r("Коэффициент атерогенности", "2,6", "", "2,0 - 3,0", previous=("2,5", "2,4")),
        _r("Тиреотропный гормон (ТТГ)", "2,14", "мкМЕ/мл", "0,27 - 4,20", previous=("2,00", "1,94")),
        _r("Ферритин", "11,4", "мкг/л", "10 - 120", previous=("14,0", "22,3")),
        _r("С-реактивный белок", "0,8", "мг/л", "< 5,0", previous=("0,6", "1,2")),
    ),
)
HEAD_RU = (
    "ООО «Образец-Лаб», 125000, г. Москва, ул. Образцовая, д. 7, тел. 8 (800) 000-00-00",
    "Пациент: Тестова Т.Т.    Пол: Ж    Возраст: 34 г.    Заказ № 77-120045",
    "Дата взятия: 12.03.2025 08:45    Дата выдачи: 14.03.2025 10:02",
)
FOOT_RU = (
    "Результаты исследований не являются диагнозом. Лиц. Л041-00000 от 01.02.2020",
    "Врач КДЛ: Примерова П.П. (подпись)    Стр. 1 из 2",
)
FULL_RU = Report("ru", HEAD_RU, (BLOOD_RU, CHEMISTRY_RU), FOOT_RU, "female", 34, "2025-03-12")

CBC_EN = Section(
    "COMPLETE BLOOD COUNT (CBC)",
    (
        _r("Hemoglobin", "11.2", "g/dL", "12.0 - 15.5", flag="L", previous=("11.9", "12.4"), method="Photometry"),
        _r("RBC Count", "4.12", "mill/cumm", "3.80 - 4.80", previous=("4.20", "4.31"), method="Electrical Impedance"),
        _r(
            "Packed Cell Volume (PCV)",
            "34.6",
            "%",
            "36.0 - 46.0",
            flag="L",
            previous=("35.9", "37.0"),
            method="Calculated",
        ),
        _r("MCV", "84.0", "fL", "83.0 - 101.0", previous=("85.5", "85.8"), method="Calculated"),
        _r("MCHC", "32.4", "g/dL", "31.5 - 34.5", previous=("33.1", "33.5"), method="Calculated"),
        _r(
            "Total Leukocyte Count (TLC)",
            "9,800",
            "/µL",
            "4,000 - 10,000",
            previous=("8,700", "9,100"),
            method="Flow cytometry",
        ),
        _r("Neutrophils", "62", "%", "40 - 80", previous=("60", "58")),
        _r("Lymphocytes", "28", "%", "20 - 40", previous=("30", "31")),
        _r("Platelet Count", "185,000", "/µL", "150,000 - 410,000", previous=("190,000", "201,000")),
    ),
)
METABOLIC_EN = Section(
    "COMPREHENSIVE METABOLIC PANEL",
    (
        _r("Glucose", "104", "mg/dL", "70 - 99", flag="H", previous=("98", "97")),
        _r("Urea Nitrogen (BUN)", "14", "mg/dL", "7 - 25", previous=("15", "13")),
        _r("Creatinine", "0.91", "mg/dL", "0.50 - 1.10", previous=("0.88", "0.90")),
        _r("eGFR", "> 60", "mL/min/1.73m2", "> 59", previous=("> 60", "> 60")),
        _r("BUN/Creatinine Ratio", "15", "", "6 - 22", previous=("17", "14")),
        _r("Sodium", "139", "mmol/L", "135 - 146", previous=("140", "138")),
        _r("Potassium", "5.6", "mmol/L", "3.5 - 5.3", flag="H", previous=("4.4", "4.2")),
        _r("Calcium", "9.4", "mg/dL", "8.6 - 10.2", previous=("9.3", "9.2")),
        _r("Alkaline Phosphatase", "61", "U/L", "31 - 125", previous=("60", "58")),
        _r("Bilirubin, Total", "0.6", "mg/dL", "0.2 - 1.2", previous=("0.5", "0.5")),
        _r("TSH", "0.05", "mIU/L", "0.40 - 4.50", flag="L", previous=("1.90", "2.05")),
        _r("HDL Cholesterol", "38", "mg/dL", "> 50", flag="L", previous=("40", "41")),
        _r("Hemoglobin A1c", "5.9", "%", "< 5.7", flag="H", previous=("5.6", "5.5")),
    ),
)
HEAD_EN = (
    "Example Diagnostics Laboratory, 12 Sample Street, Springfield    Phone: 555-0100",
    "Patient: SAMPLE, ANNA    Age/Sex: 45 Y / F    DOB: 05/23/1980    Patient ID: 555123",
    "Collected: 06/14/2025 08:15    Received: 06/14/2025    Reported: 06/15/2025",
)
FOOT_EN = (
    "H = High, L = Low. Results relate only to the sample tested. Page 1 of 2",
    "Dr. A. Example, MD, Pathologist    Reg. No: 12345",
)
FULL_EN = Report("en", HEAD_EN, (CBC_EN, METABOLIC_EN), FOOT_EN, "female", 45, "2025-06-14")

URINE_RU = Report(
    "ru",
    HEAD_RU,
    (
        Section(
            "Общий анализ мочи",
            (
                _r("Цвет", "соломенно-желтый", "", "соломенно-желтый"),
                _r("Прозрачность", "прозрачная", "", "прозрачная"),
                _r("Относительная плотность", "1,021", "г/мл", "1,010 - 1,025"),
                _r("pH", "5,5", "", "5,0 - 7,0"),
                _r("Белок", "0,12", "г/л", "до 0,14"),
                _r("Глюкоза", "отрицательно", "ммоль/л", "отрицательно"),
                _r("Кетоновые тела", "1+", "", "отрицательно", flag="*"),
                _r("Нитриты", "не обнаружены", "", "не обнаружены"),
                _r("Эпителий плоский", "1-2", "в п/зр", "0 - 5"),
                _r("Лейкоциты", "12-15", "в п/зр", "0 - 6", flag="*"),
                _r("Эритроциты", "0-1", "в п/зр", "0 - 2"),
                _r("Слизь", "умеренное количество", "", "незначительное количество"),
                _r("Бактерии", "не обнаружено", "", "не обнаружено"),
            ),
        ),
    ),
    FOOT_RU, "female", 34, "2025-03-12",
)  # fmt: skip
GERMAN = Report(
    "de",
    ("Musterlabor GmbH, Beispielweg 3, 10115 Berlin", "Patient: Muster, Max    Geschlecht: männlich    Geb.: 04.05.1970", "Entnahme: 03.02.2025    Befunddatum: 04.02.2025"),
    (
        Section(
            "Klinische Chemie",
            (
                _r("Glukose", "5,4", "mmol/l", "4,1-5,9"),
                _r("Kreatinin", "0,91", "mg/dl", "0,76-1,27"),
                _r("GPT (ALT)", "52", "U/l", "< 50", flag="+"),
                _r("GOT (AST)", "28", "U/l", "< 50"),
                _r("Gamma-GT", "61", "U/l", "< 60", flag="+"),
                _r("Cholesterin", "212", "mg/dl", "< 200", flag="+"),
                _r("Natrium", "141", "mmol/l", "135-145"),
                _r("Kalium", "4,3", "mmol/l", "3,5-5,1"),
                _r("TSH basal", "1,87", "mU/l", "0,27-4,20"),
            ),
        ),
        Section(
            "Hämatologie",
            (
                _r("Leukozyten", "7,4", "/nl", "4,0-10,0"),
                _r("Erythrozyten", "4,92", "/pl", "4,50-5,90"),
                _r("Hämoglobin", "14,8", "g/dl", "13,5-17,5"),
                _r("Hämatokrit", "43,9", "%", "40,0-53,0"),
                _r("Thrombozyten", "231", "/nl", "150-400"),
            ),
        ),
    ),
    ("Dieser Befund wurde elektronisch erstellt. Seite 1 von 1",), "male", 54, "2025-02-03",
)  # fmt: skip

ADVICE_EN = (
    "Interpretation as per guideline:", "Category        Fasting glucose (mg/dL)    HbA1c (%)", "Normal          70 - 99                    < 5.7",
    "Prediabetes     100 - 125                  5.7 - 6.4", "Diabetes        >= 126                     >= 6.5",
    "Note: values between 100 and 125 mg/dL should be confirmed by a second fasting sample within 3 months.",
)  # fmt: skip
ADVICE_RU = (
    "Рекомендации: желательный уровень холестерина < 5,0 ммоль/л; пограничный 5,0 - 6,2 ммоль/л.", "Умеренно-повышенный    5,18 - 6,19", "Высокий уровень        > 6,22",
    "I триместр    0,1 - 2,5", "II триместр    0,2 - 3,0", "Терапевтический диапазон МНО при приеме варфарина 2,0 - 3,0.",
)  # fmt: skip
