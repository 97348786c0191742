# ruff: noqa: E501 - vocabulary
"""Which specimen a heading or a row speaks of: blood, urine, stool …"""

import re

_SPECIMENS = (
    ("urine", r"\bмоч[аиеуой]\w{0,2}\b|\bоам\b|urine\b|urinalysis|urinary|\burin\b|orina|зәр\b|несеп\b|осадк\w*\s+мочи|нечипоренк|зимницк"),
    ("stool", r"\bкал[ауе]?\b|копрограмм|копролог|stool|fa?eces|fa?ecal|coprogram|нәжіс"),
    ("csf", r"ликвор|спинномозг|cerebrospinal|\bcsf\b"),
    ("semen", r"спермограмм|эякулят|semen|seminal|sperm"),
    ("saliva", r"слюн[аые]|saliva\w*"),
    ("blood", r"\bкров[ьи]\w{0,3}\b|blood|serum|plasma|сыворотк\w*|плазм[аыеу]\b|\bоак\b|венозн\w*|капиллярн\w*|\bқан\w*|hematolog\w*|haematolog\w*|гематолог\w*|биохими\w*|biochemistry|"
              r"lipid|липид|гормон|hormon|thyroid|щитовид|коагул|coagul|гемостаз|liver|печен|kidney\s+(?:panel|function)|почечн|electrolyt|электролит|cbc\b|иммунолог|immunolog"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _SPECIMENS)
_KEYED = re.compile(
    r"(?:specimen|sample(?:\s+type)?|биоматериал|материал|вид\s+материала|проба)\b[^:]{0,12}:\s*(.{2,60})",
    re.IGNORECASE,
)


def specimen_in(text: str) -> str | None:
    """The one specimen the text names, None for none or several."""
    keyed = _KEYED.search(text)
    found = {name for name, pattern in _PATTERNS if pattern.search(keyed[1] if keyed else text)}
    return found.pop() if len(found) == 1 else None
