# ruff: noqa: E501 - vocabulary
"""A panel's name before the test's own: `Общий анализ мочи: белок`, `CBC - Haemoglobin`."""

import re

_PANEL = (
    r"(?:общ\w*\s+)?(?:клинич\w*\s+)?(?:анализ|исследование)\s+(?:крови|мочи|кала|эякулята|спермы)(?:\s*\([^()]*\))?|"
    r"общеклинический анализ (?:крови|мочи)|биохимическ\w+ (?:анализ|исследование)(?: крови| мочи)?|гемограмма|лейкоцитарная формула|лейкоформула|"
    r"оак|оам|б/х|биохимия(?: крови)?|гематология|копрограмма|спермограмма|коагулограмма|гемостаз|липидограмма|"
    r"липидный (?:профиль|спектр|обмен)|печ[её]ночные пробы|почечные пробы|ревмопробы|электролиты|гормоны(?: щитовидной железы)?|"
    r"щитовидная железа|витамины|онкомаркеры|инфекции|"
    r"(?:cbc|fbc|full blood count|complete blood count|blood count|h(?:a)?emogram)(?: (?:with|w/) diff\w*)?|h(?:a)?ematology|differential|"
    r"(?:clinical |blood |serum |general )?(?:bio)?chemistry|(?:basic|comprehensive) metabolic panel|bmp|cmp|metabolic panel|"
    r"u&e'?s?|lfts?|liver (?:function tests?|panel)|hepatic (?:function )?panel|renal (?:function tests?|panel)|kidney function|"
    r"lipids?(?: panel| profile)?|thyroid(?: panel| function tests?| profile)?|tfts?|coagulation(?: panel| screen)?|coags?|"
    r"iron (?:studies|panel)|vitamins?|hormones?|electrolytes|minerals|urinalysis|urine (?:analysis|dipstick|test)|stool (?:analysis|test)|"
    r"inflammation|infectious disease\w*|tumou?r markers?|cardiac markers?|bone profile"
)
_BEFORE = re.compile(rf"(?:{_PANEL})\s*(?:[:;>»|]|\s[-–—/\\]\s)+\s*(?P<own>\S.*)", re.IGNORECASE)


def without_panel(name: str) -> str | None:
    """The test's own name behind a panel's; None where no panel stands before it."""
    match = _BEFORE.fullmatch(name)
    return match["own"] if match else None
