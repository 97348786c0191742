# ruff: noqa: E501 - vocabulary reads best as long lines
"""The words laboratories head their columns with, and the role each gives a column."""

import re
from enum import StrEnum
from functools import cache, lru_cache

from medapp.domain.parsing.earlier_words import names_earlier
from medapp.domain.parsing.event_columns import names_event
from medapp.domain.parsing.norm_groups import is_group, sex_in


class Role(StrEnum):
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"
    RANGE = "range"
    FLAG = "flag"
    PREVIOUS = "previous"
    COMMENT = "comment"
    OTHER = "other"
    MALE = "male"
    FEMALE = "female"
    GROUP = "group"
    DATE = "date"
    LOW = "low"
    HIGH = "high"
    NORMAL = "normal"
    ABNORMAL = "abnormal"
    SECTION = "section"


CORE = (Role.NAME, Role.VALUE, Role.UNIT, Role.RANGE)

_WORDS: dict[Role, str] = {
    Role.NAME: """test|tests|blood test|blood tests|test name|test names|name of test|test description|test parameter|test parameters|parameter|parameters|analyte|analytes|
        investigation|investigations|component|components|assay|examination|determination|procedure|laboratory test|lab test|description|test performed|
        tests performed|test requested|observation|measurement|biomarker|marker|test item|item|your test|what was tested|name|test report|
        показатель|показатели|исследование|исследования|тест|тесты|параметр|параметры|анализ|анализы|наименование|наименование показателя|
        наименование показателей|наименование исследования|наименование исследований|наименование теста|наименование анализа|название|название теста|
        название исследования|название показателя|название анализа|вид исследования|определяемый показатель|лабораторный показатель|компонент|
        наименование услуги|услуга|аналит|определение|көрсеткіш|көрсеткіштер|зерттеу|analyse|analysen|analyt|untersuchung|bezeichnung|messgröße|
        prueba|pruebas|examen|estudio|determinación|analito|parámetro|tutkimus|analys|esame|exame|badanie|parametr|测试项目|检验项目|项目|показник|дослідження|
        investigation name|test / investigation|tests / investigation|particulars|test particulars|profile|panel|лабораторный тест|лабораторное исследование|
        исследуемый показатель|показатель исследования|показатель (метод)|тест/показатель|
        аллерген|аллергены|allergen|allergens|антиген|antigen|фракция|фракции|fraction|fractions|возбудитель|микроорганизм|микроорганизмы|organism|
        выделенный микроорганизм|выделенные микроорганизмы|наименование микроорганизма|вид микроорганизма|выделенная микрофлора|organism isolated|
        көрсеткіш атауы|көрсеткіштің атауы|көрсеткіштердің атауы|зерттеу атауы|зерттеу түрі|талдау|талдау атауы|назва|назва показника|назва дослідження|найменування показника|
        паказчык|паказчыкі|даследаванне|հետազոտություն|ցուցանիշ|անվանում|tahlil|tahlil nomi|
        определяемый параметр|определяемые показатели|вид анализа|анализируемый показатель|парам""",
    Role.VALUE: """result|results|value|values|your result|your results|your value|observed value|observed values|obs value|reading|finding|findings|
        test result|test results|current result|current results|current result and flag|result value|result(s)|patient value|patient result|measured value|
        in range|out of range|результат|результаты|значение|значения|результат исследования|результаты исследования|полученное значение|результат анализа|
        ваш результат|значение показателя|текущий результат|текущее значение|полученный результат|результат теста|найдено|нәтиже|нәтижесі|ergebnis|
        ergebnisse|wert|messwert|befund|resultado|resultados|résultat|résultats|tulos|resultat|valeur|valor|risultato|wynik|结果|检测结果|результат(ы)|рез-т|рез-ты|рез|резул|результ|current|
        результат измерения|результат определения|найденное значение|данные пациента|факт|фактическое значение|титр|титры|titer|titers|titre|titres|
        получено|измерено|выявлено|ваше значение|ваши значения|ваш показатель|ваши показатели|значение пациента|результат пациента|результаты пациента|
        фактический результат|факт результат|факт значение|полученные данные|полученные значения|полученные результаты|вынік|вынікі|արդյունք|արդյունքներ|natija|natijalar|
        концентрация|concentration|result obtained|obtained value|количество|степень обсемененности|степень роста""",
    Role.UNIT: """unit|units|unit of measure|units of measure|unit of measurement|measurement unit|measure unit|uom|units of measurement|si units|conventional units|us units|metric units|
        ед|ед изм|едизм|ед измер|единицы|единица|единицы измерения|единица измерения|ед измерения|единиц|размерность|ед изм-я|ед изм-ия|изм|единицы си|
        единица изм|единицы изм|един изм|ед-ца|ед-цы|одиниця виміру|одиниці виміру|адзінка|адзінкі|адзінкі вымярэння|միավոր|չափման միավոր|birlik|birligi|
        өлшем бірлігі|өлшем бірліктері|einheit|einheiten|unidad|unidades|unité|unités|yksikkö|enhet|unità|unità di misura|jednostka|单位|од вим|одиниці""",
    Role.RANGE: """reference range|reference ranges|reference interval|reference intervals|reference value|reference values|ref range|ref ranges|ref interval|
        ref intervals|ref value|ref values|ref|refs|bio ref interval|bio ref intervals|bio ref range|biological reference interval|biological reference intervals|
        biological reference range|biological ref interval|biological ref range|biological reference|bio reference interval|bio reference range|normal range|
        normal ranges|normal value|normal values|norm|norms|standard range|expected range|expected values|range|ranges|reference|reference limits|limits|
        desired range|optimal range|optimal ranges|optimal|desirable range|healthy range|ref interval units|reference range & units|reference range and units|reference range - units|reference range units|reference range/units|ref range units|reference units|reference interval units|target range|target|
        референсные значения|референсное значение|референтное значение|референсный показатель|референсные показатели|референсные|референсный|референтные|референсный интервал|референсные интервалы|референсные пределы|референтные значения|
        референтный интервал|референтные интервалы|референтные пределы|реф|критерий нормы|критерии нормы|критерий оценки|критерии оценки|реф интервал|реф интервалы|реф норма|реф значения|реф знач|реф пределы|реф диапазон|
        референс|референсы|референсные значения / норма|норма|нормы|нормальные значения|нормальные показатели|нормальное значение|границы нормы|
        пределы нормы|диапазон нормы|диапазон|интервал|интервал нормы|норма единицы си|референстік аралық|референсный диапазон|референтный диапазон|
        референсные границы|допустимые значения|допустимо|допустимый уровень|норматив|нормативы|показатели нормы|референстік мәндер|қалыпты мәндер|қалыпты мәндері|қалыпты мән|қалыпты көрсеткіштер|қалыпты көрсеткіштері|қалыпты шама|нормальні значення|նորմա|նորմ|
        норма си|
        referenzbereich|referenzbereiche|normbereich|referenzwert|referenzwerte|normalwert|normalwerte|norm bereich|
        valores de referencia|valor de referencia|intervalo de referencia|rango de referencia|rango|valeurs de référence|intervalle de référence|normes|
        valori di riferimento|viitearvo|viitearvot|viiteväli|viitealue|referensintervall|referensvärde|wartości referencyjne|zakres referencyjny|norma|
        参考范围|参考区间|参考值|референтні значення""",
    Role.FLAG: """flag|flags|abnormal flag|abnormal flags|status|откл|отклонение|отклонения|отклон|флаг|оценка|h/l|l/h|hi/lo|indicator|alert|abn|маркер|
        патология|+/-|индикатор|признак|сигнал|out of range flag|flg|отклонение от нормы|отклонения от нормы|выход за пределы нормы|вне референса|deviation""",
    Role.PREVIOUS: """previous|previous result|previous results|prior|prior result|prior results|last result|last results|previous value|previous values|historical|
        previous result and date|previous date|history|предыдущий результат|предыдущие результаты|предыдущее значение|предыдущие значения|предыдущий|
        предыдущие|пред результат|пред рез|прошлый результат|прошлые результаты|динамика|архив|vorwert|vorwerte|resultado anterior|antériorités|antériorité|
        previous 1|previous 2|предыд результат|ранее""",
    Role.COMMENT: """comment|comments|remark|remarks|note|notes|interpretation|комментарий|комментарии|примечание|примечания|заключение|интерпретация|
        комментарий к исследованию|комментарий врача|kommentar|bemerkung|түсініктеме|observaciones""",
    Role.OTHER: """method|methods|methodology|метод|методика|метод исследования|метод определения|instrument|analyzer|analyser|прибор|анализатор|оборудование|
        lab|code|test code|код|код теста|код услуги|№|n|no|s no|sno|sl no|sr no|sl|№ п/п|п/п|specimen|sample|sample type|specimen type|биоматериал|loinc|
        material|materia|technique|accredited|исполнитель|подпись|date|time|дата|время|дата выполнения|дата исследования|дата анализа|дата готовности|status date|
        collected|performed|lab code|methode|price|цена|site|performing site|performing lab|тип биоматериала|вид биоматериала|trend|график|тренд|graph|chart""",
    Role.MALE: "м|муж|мужчины|мужской|male|males|men|m|мужч|ер|ерлер|мужчин|чоловіки",
    Role.FEMALE: "ж|жен|женщины|женский|female|females|women|f|женщ|әйел|әйелдер|женщин|жінки",
    Role.LOW: """low|min|minimum|ref low|ref min|reference low|low limit|lower limit|lower|lower bound|normal low|range low|lower ref limit|мин|минимум|мин значение|нижняя граница|нижний предел|
        норма от|норма мин|реф мин|ниж граница|от""",
    Role.HIGH: """high|max|maximum|ref high|ref max|reference high|high limit|upper limit|upper|upper bound|normal high|range high|upper ref limit|макс|максимум|макс значение|верхняя граница|
        верхний предел|норма до|норма макс|реф макс|верх граница|до""",
    Role.NORMAL: "normal|within range|в норме",
    Role.ABNORMAL: "abnormal|outside range|вне нормы",
    Role.SECTION: "section|panel name|panel|раздел|группа|category|department|профиль",
}

_STRIP = re.compile(r"[\s:;,.*()\[\]«»\"'’№#|]+")
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[-\s](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*[-\s]\d{2,4}",
    re.IGNORECASE,
)

_OF_DAY = re.compile(r"^(?:от|за|на|from|of|on)\s+", re.IGNORECASE)


def fold_heading(text: str) -> str:
    """Lower case, one space, no punctuation."""
    return _STRIP.sub(" ", text.lower().replace("ё", "е").replace("(s)", "s")).strip(" /-–—")


@cache
def _roles() -> dict[str, Role]:
    known: dict[str, Role] = {}
    for role, words in _WORDS.items():
        for phrase in words.split("|"):
            known.setdefault(fold_heading(phrase), role)
    known["normal"] = Role.NORMAL
    return known


@lru_cache(maxsize=8192)
def role_of(text: str) -> Role | None:
    """The role that a heading gives its column; every part of a bilingual heading agrees or the last known wins."""
    folded = fold_heading(text)
    if not folded:
        return Role.OTHER if text.strip(" .:") in ("№", "#") else None
    roles = _roles()
    if folded in roles:
        return roles[folded]
    if _DATE.fullmatch(_OF_DAY.sub("", text.strip(" :;,()").strip())):
        return Role.DATE
    if names_event(folded):
        return Role.DATE
    if names_earlier(folded):
        return Role.PREVIOUS
    if is_group(folded):
        return Role.GROUP
    if sex := sex_in(folded):
        return Role(sex)
    halves = [roles[part] for half in re.split(r"\s*/\s*", folded) if (part := half.strip()) in roles]
    if "/" in folded and halves:
        holds_both = [role for role in halves if role in CORE and role is not Role.UNIT]
        return holds_both[-1] if Role.UNIT in halves and holds_both else halves[-1]  # `Норма / ед.`
    return _limit(folded)


_LOWER = frozenset(
    [
        "low",
        "lower",
        "min",
        "minimum",
        "lln",
        "мин",
        "минимум",
        "минимальное",
        "минимальная",
        "нижн",
        "нижняя",
        "нижний",
        "ниж",
        "от",
        "from",
    ]
)
_UPPER = frozenset(
    [
        "high",
        "upper",
        "max",
        "maximum",
        "uln",
        "макс",
        "максимум",
        "максимальное",
        "максимальная",
        "верхн",
        "верхняя",
        "верхний",
        "верх",
        "до",
        "to",
    ]
)
_ABOUT_LIMITS = frozenset(
    [
        "ref",
        "reference",
        "range",
        "normal",
        "norm",
        "limit",
        "bound",
        "value",
        "interval",
        "of",
        "реф",
        "референс",
        "референсное",
        "референсная",
        "референтная",
        "норма",
        "нормы",
        "граница",
        "гр",
        "предел",
        "значение",
        "диапазон",
        "интервал",
        "n",
    ]
)


def _limit(folded: str) -> Role | None:
    """One end of a range however it is put: `Ref. range (min)`, `Норма, верхн. граница`."""
    words = re.split(r"[\s/]+", folded)
    low, high = any(word in _LOWER for word in words), any(word in _UPPER for word in words)
    if len(words) > 4 or low is high or not all(word in _LOWER | _UPPER | _ABOUT_LIMITS for word in words):
        return None
    return Role.LOW if low else Role.HIGH


def longest_phrase() -> int:
    return 4
