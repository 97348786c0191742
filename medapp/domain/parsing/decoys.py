# ruff: noqa: E501 - vocabulary reads best as long lines
"""What looks like a result and is none: persons, orders, grids of risk, methods, legends, prose."""

import re

_ADMIN = re.compile(
    r"^\W*(?:рекоменд|recommend|page\b|стр(?:\.|аница)|лист\b|бет\b|age\b|возраст|жасы|sex|gender|пол\b|жынысы|d\.?o\.?b|date|дата|time|время|patient|пациент|name\b|ф\.?\s?и\.?\s?о|фамилия|имя|"
    r"lab\s*(?:no|id|ref|number|code)|order|заказ|заявк|инз\b|иин|снилс|полис|штрих|barcode|accession|specimen|(?:primary\s+)?sample|образец|биоматериал|проба|материал|collected|"
    r"received|reported|printed|registered|registration|взят|поступ|выда|выполн|готов|напечат|ref(?:erred|\.?\s*by)|doctor|dr\b|врач|лаборант|тел(?:\.|ефон|\b)|phone|fax|email|адрес|"
    r"address|копия\s+\w|регистратур|лиценз|licen[cs]e|инн|огрн|окуд|форма|код\b|mrn|uhid|pid|patient\s*id|visit|account|a/c|client|клиент|ward|палата|отделение|участок|карт[аы]\b|"
    r"method\b|метод\b|метод:|note|примеч|comment|коммент|interpretation|интерпрет|instrument|прибор|анализатор|оборудован|reference|source|version|serial|"
    r"copyright|©|http|www|e-?mail|height|weight|рост\b|вес\b|bmi\b|имт\b|fasting\s+status|status|договор|страх|insurance|invoice|amount|price|цена|стоимость|сумма|итого|"
    r"clinical\s+(?:history|details|info)|диагноз|diagnosis|курс|доза|dose|isbn|iso\b|гост|nabl|cap\b|clia\b(?!.*\d.*[-–]))",
    re.IGNORECASE,
)
# 603000, г. Нижний Новгород, ул. Белинского, 61: the laboratory's address
_ADDRESS = re.compile(
    r"(?<!\w)(?:(?:[Уу]л|[Пп]росп|[Пп]ер|[Нн]аб|[Бб]ульв|[Шш]оссе)\.?|[Пп]р-к?т\.?|г\.)\s?[«А-ЯЁ][а-яё]|(?<![\d.,])\d{6},\s|\b(?:Street|Road|Avenue|Blvd|Suite)\b,?\s",
)
_CATEGORY = re.compile(
    r"^\W*(?:(?:very|extreme(?:ly)?|moderate(?:ly)?|очень|умеренно|умеренный|крайне)?[-\s]*(?:high|low|высок\w+|низк\w+|повышенн\w+|пониженн\w+|нормальн\w+|оптимальн\w+|"
    r"пограничн\w+|желательн\w+|средн\w+\s+риск)\s*(?:risk|риск\w*|уровень|level|normal|значени\w*)?|normal|optimal|desirable|near\s+optimal|above\s+optimal|borderline\w*(?:\s+high)?|deficien\w+|"
    r"insufficien\w+|sufficien\w+|toxic\w*|potential|intoxication|pre-?diabet\w+|diabet\w+|non[- ]?diabet\w+|ifg\b|igt\b|dm\b|risk\b|risk\s+(?:group|category)|категори\w+|"
    r"category|therapeutic|target|goal|цел\w+|дефицит\w*|недостат\w*|избыток|норма|men|women|male|female|мужчин\w*|женщин\w*|муж\b|жен\b|дет\w*|children|adults?|взросл\w*|"
    r"newborn\w*|новорожд\w*|pregnan\w*|беремен\w*|(?:i{1,3}|1|2|3|1st|2nd|3rd|first|second|third)[-\s]*(?:trimester|триместр)|follicular|luteal|ovulat\w*|mid-?cycle|"
    r"postmenopaus\w*|menopaus\w*|фолликулярн\w*|лютеинов\w*|овулятор\w*|менопауз\w*|постменопауз\w*|<|>|≤|≥|\d+\s*[-–]\s*\d+\s*(?:лет|мес|дн|нед|years?|yrs?|months?|weeks?|days?)|"
    r"stage|стадия|grade|степень|a[123]\b|g[1-5][ab]?\b|\d+\s*(?:лет|years?|мес|months?)|level\b|уровень\b|interpretation|positive|negative|equivocal|положит\w*|отрицат\w*|сомнит\w*)",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"\b(?:key|legend|обозначения|примечание)\b|(?:^|\s)[HLН*+]{1,2}\s*[=–-]\s*(?:high|low|abnormal|выше|ниже|результат)",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:method|calculated|расч[её]т\w*|photometr\w*|spectrophotom\w*|colou?rimetr\w*|turbidimetr\w*|nephelometr\w*|immunoassay|clia|cmia|eclia|elisa|hplc|ise\b|ifcc|"
    r"impedance|flow\s?cytometr\w*|enzymatic|ферментативн\w*|кинетич\w*|иммуно\w*|хемилюмин\w*|ифа\b|метод\w*|microscop\w*|микроскоп\w*|jaffe|biuret|god-pod|chod|"
    r"technology|technique|technolog|analy[sz]er|cytochem\w*|westergren|вестергрен\w*\s+метод|uv\b|electrode|direct\s+ise)\b",
    re.IGNORECASE,
)


def is_administrative(name: str) -> bool:
    """About the person, the order or the paper."""
    return bool(_ADMIN.match(name) or _ADDRESS.search(name))


def is_category(name: str) -> bool:
    """A line of a grid: risk groups, phases, ages, sexes."""
    return bool(_CATEGORY.match(name))


_ANTIBIOGRAM = re.compile(
    r"антибиот|антимикотик|бактериофаг|\bмпк\b|\bmic\b|antibio|antimicrob|suscept|чувствительност|(?:s|i|r)\s*[/,-]\s*(?:i|s|r)\s*[/,-]\s*(?:r|s)\b",
    re.IGNORECASE,
)


def is_antibiogram(text: str) -> bool:
    """What a microbe yields to: drugs with their least inhibiting amounts are no drug levels of the person."""
    return bool(_ANTIBIOGRAM.search(text))


_IMAGING = re.compile(
    r"ультразвук|\bузи\b|эхокардио|рентген|томограф|эндоскоп|\bмрт\b|ultraso|sonograph|echocardio|radiolog|\bx-?ray|\bmri\b|\bct scan",
    re.IGNORECASE,
)
_SIZES = re.compile(r"(?:мм|см|mm|cm)[²³23]?|(?:куб\.?\s*см|кв\.?\s*см)")


def is_imaging(text: str) -> bool:
    """A picture of organs, not a laboratory's work."""
    return bool(_IMAGING.search(text))


def is_size(unit: str) -> bool:
    """How long, wide or large an organ is."""
    return bool(_SIZES.fullmatch(unit.strip(" .")))


def grades_a_drug(text: str) -> bool:
    """`Амикацин 4 S`, `Амикацин S 21`, of two microbes `Амикацин ≤ 2 S — —`: the grade beside the amount or the zone."""
    return bool(re.search(r"\d\s+[SIR](?:\s*$|\s+(?:[-–—]|[<>≤≥]?\s?\d))|\s[SR]\s+[<>≤≥]?\s?\d", text))


_PEOPLE = re.compile(
    r"\b(?:M\.?D\b|Ph\.?D|DNB|MNAMS|FRCPath|Dr\b|Prof\b|consultant|director|pathologist|technologist|technician|biochemist\b|lab(?:oratory)?\s+manager|врач|лаборант|заведующ\w*|"
    r"зав\.|к\.?м\.?н|д\.?м\.?н|доктор|facharzt|leiter)",
)


def names_people(text: str) -> bool:
    """A signature: titles and offices, not analytes."""
    return bool(_PEOPLE.search(text))


def is_legend(text: str) -> bool:
    return bool(_LEGEND.search(text))


def is_method(text: str) -> bool:
    """A line that names a method, not an analyte."""
    return bool(_METHOD.search(text))


def is_prose(text: str) -> bool:
    """Too many words for a name, or the marks of a sentence."""
    words = text.split()
    if len(words) > 16:
        return True
    return len(words) > 6 and bool(
        re.search(r"[a-zа-яё]{3,}\.(?:\s+[^a-zа-яё]|$)|\w[;!?](?:\s|$)|,\s\w+\s\w+\s\w+,", text)
    )
