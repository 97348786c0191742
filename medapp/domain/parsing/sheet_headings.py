# ruff: noqa: E501 - vocabulary
"""What a heading cell of a spreadsheet or an export announces; machine names are read word by word."""

import re

from medapp.domain.parsing.cells import is_date_or_time
from medapp.domain.parsing.dates import DATE, parse_date
from medapp.domain.parsing.header_words import Role, fold_heading, role_of
from medapp.domain.parsing.sheet_words import (
    CODES,
    COMPARATORS,
    DAY,
    FLAGS,
    HIGH,
    LOINC,
    LOW,
    NAMES,
    RANGES,
    SECTIONS,
    SPECIMEN,
    UNITS,
    VALUES,
)  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # RefLow, TestName
_MONTH = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[a-zа-я]*[.,]?"
    r"[\s\-]*(?:20)?\d{2}(?:\s*г\.?)?|(?:0?[1-9]|1[0-2])[./]20\d{2}|20\d{2}[./-](?:0[1-9]|1[0-2])",
    re.IGNORECASE,
)
_LIMIT = r"(?:ref(?:erence)?|normal|norms?|range|limits?|bound|interval|grenzwert|норм\w*|реф\w*|предел|границ\w*)"
_LOWER = re.compile(rf"(?=.*\b{_LIMIT})(?=.*\b(?:lo|low(?:er)?|min(?:imum)?|from|unterer|нижн\w*|мин\w*|от)\b)")
_HIGHER = re.compile(rf"(?=.*\b{_LIMIT})(?=.*\b(?:hi|high(?:er)?|upper|max(?:imum)?|to|oberer|верхн\w*|макс\w*|до)\b)")
_NAME = re.compile(
    r"(?:lab(?:oratory)? |source |raw )?"
    r"(?:test|analyte|component|measurement|observation|marker|biomarker|parameter|item|"
    r"assay|exam|investigation)s?(?: concept| test| item| code)? (?:name|description|desc|term|label)"
)
_VALUE = re.compile(
    r"(?:(?:test|lab|your|observed|measured|numeric|source|raw|observation) )*(?:value|result)(?: as)?"
    r"(?: (?:numeric|number|num|text|reported|as reported))?"
)
_LAB = r"(?:lab(?:oratory)?(?: s)?|labs|лаб|лаборатори\w+)"
_NORMS = r"(?:ranges?|norms?|normals?|ref(?:erence|s)?|intervals?|limits|норм[аы]?|реф\w*|диапазон\w*|пределы|границы)"
# Whose norm it is: Lab range, Normal per lab, Норма лаборатории.
_RANGE = re.compile(
    rf"(?:the )?(?:{_LAB}|лабораторн\w+|their|usual|typical|good|ok|given|printed|stated|accepted|acceptable) (?:{_NORMS} )?"
    rf"{_NORMS}(?: (?:values?|знач\w*|нормы))?|"
    rf"(?:{_NORMS} ){{1,2}}(?:values? |знач\w* |нормы )?(?:per |of |by |from |at |in |according to |по |в |от |для )?"
    rf"(?:the |this |that |эт\w+ |дан\w+ )?{_LAB}|normals"
)
# Reckoned from a limit, and none itself: Отклонение от нормы, Ratio to upper limit.
_RECKONED = re.compile(
    r"% (?:от|of)\b|процент|percent|\bоткл|deviat|разниц|differen|\bdiff\b|chang|измен|ratio|отношен|compared|сравн|кратн|delta|дельта|[δ∆]|score"
)
_UNIT = re.compile(r"(?:.+ )?(?:units?|uom)(?: source value| name| of measure(?:ment)?)?")
_OF_PERSON = r"(?: (?:of )?(?:the )?(?:patient|пациент\w*))?"
_PERSONAL = (
    (
        "birth",
        re.compile(
            rf"(?:patient )?(?:d ?o ?b|birth ?(?:date|day)|date of birth|born|дата рожд\w*|год рожд\w*|рожд\w*|д[ /]?р|г ?р){_OF_PERSON}|"
            r".*\b(?:geburts\w+|geb ?dat\w*|geboren|geboorte\w*|nacimiento|naissance|nascit\w+|nasciment\w+|urodzenia|födelse\w*|"
            r"fødsels\w*|syntymä\w*|doğum|туған|народження)\b.*"
        ),
    ),
    (
        "sex",
        re.compile(
            rf"(?:patient )?(?:sex|gender|пол)(?: at birth)?{_OF_PERSON}|geschlecht|geslacht|sexe|sexo|sesso|płeć|kjønn|kön|стать|жынысы|cinsiyet"
        ),
    ),
    (
        "age",
        re.compile(
            rf"(?:patient )?(?:age|возраст)(?: (?:in )?(?:years?|yrs?|лет))?{_OF_PERSON}|alter|leeftijd|edad|âge|età|idade|wiek|вік|жасы"
        ),
    ),
)
# Whose results they are, by name.
_PERSON = re.compile(
    r"(?:(?:the )?(?:patient|client|person|member|subject|employee)s?(?: s)?(?: (?:full |first |last |family |given )?names?)?|"
    r"(?:full|first|last|family|given|middle|maiden) names?|forenames?|surnames?|names? of (?:the )?(?:patient|client|person)|"
    r"(?:фио|ф и о|имя|фамилия|отчество)(?: (?:и )?(?:имя|фамилия|отчество|и о))*(?: (?:пациент|клиент|обследуем|заказчик)\w*)?|"
    r"(?:пациент|клиент|обследуем|больно|сотрудник|застрахованн)\w*(?: (?:фио|ф и о|имя))?|кто|"
    r"vorname|nachname|familienname|patientenname|paciente|apellidos?|nombre y apellidos?|prénom|prenom|cognome|paziente|"
    r"imię|nazwisko|imię i nazwisko|pacjent|etternavn|fornavn|efternamn|förnamn|fornamn|sukunimi|etunimi|potilas|"
    r"пацієнт|піб|прізвище|аты жөні|пациенттің аты жөні)"
)
# Of another occasion than the row's, in a longer heading: its day, its unit, how much has changed since.
_EARLIER = re.compile(
    r"\b(?:prev|previous|prior|former|earlier|preceding|пред|предыд\w*|предшеств\w+|прошл\w+|прежн\w+|vorwerte?|vordatum|vorbefund\w*|vorherig\w+|позапрошл\w+|"
    r"anterior\w*|antériorité\w*|poprzedni\w*)\b"
)
_BOTH = re.compile(r"\b(?:current|and|in|текущ\w+|и|в)\b")
_DATED = re.compile(r"\b(?:от|на|за|of|on|from|dated|vom|del|at|\d{1,2}:\d\d(?::\d\d)?)(?!\w)|\bг\.", re.IGNORECASE)
_LONGEST = 40  # a result's heading with its day
_ROLES = (Role.NAME, Role.VALUE, Role.UNIT, Role.RANGE, Role.FLAG, Role.LOW, Role.HIGH)


def kind_of(cell: str) -> str | None:
    """What a heading says of its column, None when nothing that is known.

    name, value, unit, range, low, high, flag, day, specimen, loinc, code, section, comparator, date_value, previous,
    and of the person sex, birth, age or person, the name.
    """
    if parse_date(cell, "dmy") and is_date_or_time(cell):
        return "date_value"
    if _MONTH.fullmatch(cell.strip()):
        return "date_value"
    text = _CAMEL.sub(" ", cell.replace("_", " "))
    if _is_dated_result(text):
        return "date_value"
    folded = fold_heading(text)
    bare = folded.removeprefix("source ").removeprefix("raw ").removeprefix("test ")
    forms = dict.fromkeys((folded, bare, fold_heading(re.split(r"[,(\[]", text)[0])))
    return next((kind for form in forms if form and (kind := _kind(form))), None)


def _is_dated_result(text: str) -> bool:
    """`Result 12.05.2025`, `Значение (на 05.02.2024)`: a day's results as plainly as the day alone."""
    match = DATE.search(text) if len(text) <= _LONGEST else None
    return match is not None and _kind(fold_heading(_DATED.sub(" ", DATE.sub(" ", text)))) == "value"


def _kind(form: str) -> str | None:
    personal = next((kind for kind, shape in _PERSONAL if shape.fullmatch(form)), None)
    if personal:
        return personal
    if _PERSON.fullmatch(form):
        return "person"
    if form not in VALUES and (role_of(form) is Role.PREVIOUS or (_EARLIER.search(form) and not _BOTH.search(form))):
        return "previous"
    if _RANGE.fullmatch(form):
        return "range"
    is_plain = role_of(form) in _ROLES or _VALUE.fullmatch(form)  # Laboratory test, Laboratory result
    if form.startswith(("lab name", "laboratory", "лаборатори")) and not is_plain:
        return "laboratory"
    words = (("low", LOW), ("high", HIGH), ("comparator", COMPARATORS), ("section", SECTIONS), ("code", CODES),
             ("name", NAMES), ("value", VALUES), ("unit", UNITS), ("flag", FLAGS), ("range", RANGES))  # fmt: skip
    if form.startswith(LOINC) or form.endswith("loinc"):
        return "loinc"
    exact = next((kind for kind, known in words if form in known), None)
    if exact:
        return exact
    if any(form.startswith(word) or form.endswith(word) for word in SPECIMEN):
        return "specimen"
    role = role_of(form)
    if role in _ROLES:
        return str(role.value)
    if role is Role.NORMAL:
        return "range"
    if (_LOWER.match(form) or _HIGHER.match(form)) and not _RECKONED.search(form):
        return "low" if _LOWER.match(form) else "high"
    if any(form.startswith(word) or form.endswith(word) for word in DAY):
        return "day"
    shapes = (("name", _NAME), ("value", _VALUE), ("unit", _UNIT))
    return next((kind for kind, shape in shapes if shape.fullmatch(form)), None)
