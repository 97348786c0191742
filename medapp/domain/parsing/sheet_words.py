"""What the columns of spreadsheets and exports are called, folded as headings are."""

LOW = frozenset(
    [
        "ref range lower",
        "lower ref limit",
        "unterer grenzwert",
        "untere grenze",
        "low",
        "min",
        "minimum",
        "lower",
        "lower limit",
        "ref low",
        "reference low",
        "range low",
        "lower bound",
        "low limit",
        "ref lower",
        "normal low",
        "нижняя граница",
        "мин",
        "минимум",
        "от",
        "норма от",
        "нижний предел",
        "ref min",
        "normal min",
        "норма мин",
        "реф мин",
        "ниж граница",
    ]
)
HIGH = frozenset(
    [
        "ref range upper",
        "upper ref limit",
        "oberer grenzwert",
        "obere grenze",
        "high",
        "max",
        "maximum",
        "upper",
        "upper limit",
        "ref high",
        "reference high",
        "range high",
        "upper bound",
        "high limit",
        "ref upper",
        "normal high",
        "верхняя граница",
        "макс",
        "максимум",
        "до",
        "норма до",
        "верхний предел",
        "ref max",
        "normal max",
        "норма макс",
        "реф макс",
        "верх граница",
    ]
)
DAY = (
    "drawn",
    "date",
    "дата",
    "collected",
    "datum",
    "fecha",
    "время взятия",
    "sampled",
    "sampling time",
    "sample time",
    "время забора",
    "время сдачи",
    "күні",
    "effective",
    "observed",
)
SPECIMEN = ("specimen", "биоматериал", "sample type", "material", "тип образца", "specimen type", "тип биоматериала")
LOINC = ("loinc",)
NAMES = frozenset(
    [
        "analysis",
        "analyses",
        "analysis name",
        "abbreviation",
        "short name",
        "сокращение",
        "label",
        "code term",
        "term",
        "component",
        "measurement concept name",
        "name full",
        "bepaling",
        "exame",
        "badanie",
        "concept name",
        "что",
        "analyte name",
        "analyte",
        "test code name",
        "component name",
        "display",
        "display name",
        "biomarker name",
        "marker name",
        "test item name",
        "observation name",
        "lab test name",
        "показатель название",
        "анализ название",
    ]
)
VALUES = frozenset(
    [
        "latest",
        "последний",
        "последнее",
        "последняя",
        "текущий",
        "текущее",
        "сейчас",
        "стало",
        "now",
        "latest result",
        "latest value",
        "last result",
        "last value",
        "most recent",
        "most recent result",
        "most recent value",
        "последний результат",
        "последнее значение",
        "valuenum",
        "level",
        "drug level",
        "value as number",
        "value as concept name",
        "uitslag",
        "wynik",
        "сколько",
        "raw value",
        "numeric value",
        "value text",
        "result text",
        "value numeric",
        "quantity",
        "val",
        "res",
        "result val",
        "measured",
        "observation value",
        "result numeric",
        "знач",
        "рез",
    ]
)
UNITS = frozenset(
    [
        "eenheid",
        "unidade",
        "jednostka",
        "valueuom",
        "unit source value",
        "result unit",
        "result units",
        "value unit",
        "unit name",
        "units name",
        "unit code",
        "ucum",
        "ед",
    ]
)
FLAGS = frozenset(["abn", "abnormal", "flg", "abnormal indicator", "hl", "interp", "флаги"])
COMPARATORS = frozenset(["operator", "comparator", "qualifier", "value modifier", "value operator", "sign", "знак"])
CODES = frozenset(["code", "test code", "observation code", "concept code", "item code", "код", "код теста"])
SECTIONS = frozenset(
    [
        "panel",
        "panel name",
        "panel description",
        "раздел",
        "группа",
        "section",
        "category",
        "профиль",
        "order name",
        "order description",
        "ordered test",
        "ordered item",
        "ordered panel",
        "battery",
        "battery name",
        "profile",
        "profile name",
        "test group",
    ]
)
# What exports call rows that are no laboratory results.
NOT_LABORATORY = frozenset(
    ["vital signs", "vital-signs", "vitals", "social history", "social-history", "survey", "imaging"]
)
RANGES = frozenset(
    [
        "referanse",
        "referanseområde",
        "referansegrenser",
        "referentiewaarden",
        "referentiewaarde",
        "valores de referência",
        "zakres referencyjny",
        "norma",
        "therapeutic range",
        "therapeutic interval",
        "терапевтический диапазон",
        "терапевтический интервал",
    ]
)
# What stands under a heading of flags and is the state of the report.
NOT_FLAGS = frozenset(
    ["final", "preliminary", "corrected", "amended", "completed", "active", "f", "p", "готов", "выполнено"]
)
