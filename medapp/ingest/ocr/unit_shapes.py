"""Which unit a recogniser meant, weighed by what the row's analyte is measured in."""

import re
from collections.abc import Iterable

from medapp.domain.analytes import Analyte
from medapp.domain.parsing.misread import repair_unit
from medapp.domain.units import parse_unit

_MOLES = re.compile(r"[^\w]*(мк|м|н|п)мо[лп][ьыъбв]?[ьыъ]?[\W_]*[/мил1|]*[лЛпn]\W*", re.IGNORECASE)
_MOLES_LATIN = re.compile(r"\W*(m[«kx]|m|n|h|u|µ)?m[o0]n?[nl]?[bei]{0,2}b?/[nN]\W*", re.IGNORECASE)
_POWER = re.compile(
    r"(?P<x>[xх×*]\s?)?(?:[1lI][09oOоО6]|1\d(?=\s?\^))\s?[\^*\"'°?ˆ~e%’‘”“®º&]?(?P<power>12|9|6|3)?\s?(?:[/|]|(?<=[°%?’”]))\s?(?P<volume>[лnпΠπlL1])\W*"
)
_SURFACE = re.compile(r"(\S*[мm][лlL]\s?/\s?(?:мин|min))(\s?/\s?1[.,]|[\s‚,.'’/1]{1,3})73(\s?[мm])\S?")
_PICOLITRE = re.compile(r"(\S*/\s?)p([lL])")  # nothing is counted in so little
_PERCENT = re.compile(r"(?:[%‰]|[9o°0][/%][oо0]?|%[o06о]|Yo|96|[оo]/[оo]|Ж|Vo)\W*")
_PERMILLE = re.compile(r"%\s?[oо0O]{1,2}|‰")
_UNITS_PER_LITRE = re.compile(r"[EЕ][dдднnaApgлД][/il1|\\]{0,2}[лnпaЛ1]\W*")


def meant_unit(readings: Iterable[str], analytes: tuple[Analyte, ...]) -> str | None:
    """The unit as printed; beside a known analyte only one that it is measured in. None when none is certain."""
    guesses = [guess for reading in readings for guess in _guesses(reading.strip("|[](){}_—-~‘’'\"., "), analytes)]
    fitting = [guess for guess in guesses if _fits(guess, analytes)]
    if not fitting:
        return None
    codes = {parse_unit(guess) for guess in fitting}
    if len(codes) > 1:
        return _usual(fitting, analytes)
    return fitting[0]


def with_power(text: str) -> str | None:
    """A rate for the surface of a body, whose raised 2 was misread or lost, or a count whose µ was read as p; None for
    anything else."""
    if _PICOLITRE.fullmatch(text):
        return _PICOLITRE.sub(r"\1µ\2", text)
    match = _SURFACE.fullmatch(text)
    if match is None or parse_unit(text):
        return None
    square = match[2] if "1" in match[2] and match[2][-1] in ".," else "/1,"  # a lost stroke or 1 can be nothing else
    unit = f"{match[1]}{square}73{match[3]}²"
    return unit if parse_unit(unit) else None


def may_be_permille(text: str, analytes: tuple[Analyte, ...]) -> bool:
    """A per cent sign beside what is counted in thousandths too: the third ring of ‰ is easily lost."""
    return text == "%" and any("[ppth]" in analyte.default_units for analyte in analytes)


def _guesses(text: str, analytes: tuple[Analyte, ...]) -> list[str]:
    """What one reading may stand for, as it is if it is a unit."""
    if not text:
        return []
    if not text.isdigit() and _fits(text, analytes):
        return [text]
    power = _POWER.fullmatch(text)
    if power:
        return _power(power, analytes)
    moles = _MOLES.fullmatch(text)
    if moles:
        return [f"{moles[1].lower()}моль/л"]
    if _PERMILLE.fullmatch(text) and any("[ppth]" in analyte.default_units for analyte in analytes):
        return ["‰"]
    if _PERCENT.fullmatch(text):
        return ["%"]
    if _UNITS_PER_LITRE.fullmatch(text):
        return ["Ед/л"]
    forms = [
        text,
        re.sub(r"(?<=[a-zA-Z])[i1l|](?=[nN]$)", "/", text),
        re.sub(r"^[cс](?=/[nл])", "г", text),
        re.sub(r"dt$", "dL", text),
        re.sub(r"^м/[лпn]$", "мг/л", text),
        re.sub(r"^[1lIJ|/]\s?([uµμ])[lL1I]$", r"/\1L", text),
        re.sub(r"(?<=[a-zA-Z])\s?/\s?[1I|]$", "/L", re.sub(r"^[тm][оo][тlnл1I|]?(?=\s?/)", "mmol", text)),
        re.sub(r"^([mu])[l1|]U(?=/)", r"\1IU", text),
        re.sub(r"^/\s?H[lL1I]$", "/µL", text),
        re.sub(r"^((?:мк|н)г)\s?[FЕEРГ][EЕ][UИЦО0]?\s?/\s?(?=м?л$)", r"\1 FEU/", text),
    ]
    if text in ("UA", "UЛ") and any(analyte.unit == "U/L" for analyte in analytes):
        forms.append("U/l")  # not for what is counted in thousandths of a unit
    if "/" not in text:
        forms += [re.sub(r"[ИиПп]", "г/", text, count=1)]
    forms += [re.sub(r"(?<=[мнпк])[ИиПп]{1,2}/?", "г/", text)]
    found = [form if "/" in form and parse_unit(form) else repair_unit(form) for form in forms]
    return [guess for guess in dict.fromkeys(found) if guess]


def _power(match: re.Match[str], analytes: tuple[Analyte, ...]) -> list[str]:
    """10^9/л; where the exponent was lost, the one that the analyte is counted in."""
    litre = "л" if match["volume"] in "лnпΠπ" else "L"
    powers = (
        [match["power"]]
        if match["power"]
        else [power for power in ("9", "12") if any(f"10*{power}/L" == a.unit for a in analytes)]
    )
    return [f"{match['x'] or ''}10^{power}/{litre}" for power in powers] if len(powers) == 1 else []


def _fits(unit: str, analytes: tuple[Analyte, ...]) -> bool:
    code = parse_unit(unit)
    return code is not None and (not analytes or any(analyte.accepts(code) for analyte in analytes))


def _usual(units: list[str], analytes: tuple[Analyte, ...]) -> str | None:
    """Readings that differ: the only one that is usual for the analyte."""
    usual = [
        unit
        for unit in units
        if any(parse_unit(unit) == a.unit or parse_unit(unit) in a.default_units for a in analytes)
    ]
    return usual[0] if usual and len({parse_unit(unit) for unit in usual}) == 1 else None
