"""Reports that are no single file: pasted text, typed rows, photos of several pages. All go the way of a file."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from medapp.db.tables import utc_now
from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.numbers import MINUS
from medapp.domain.people import Sex
from medapp.domain.units import from_canonical, parse_unit, show_unit
from medapp.errors import InvalidForm, UnsupportedFormat
from medapp.i18n import DEFAULT_LANGUAGE, translate
from medapp.ingest.photo_pages import join
from medapp.ingest.readers.picture import looks_like_picture
from medapp.ingest.readers.typed_rows import MARK
from medapp.services.actors import Actor
from medapp.services.intake import Accepted, accept

MOST_ROWS = 100
LONGEST_TEXT = 200_000
OLDEST_YEAR = 1900
HANDY = (0.2, 2000.0)  # laboratories choose units in which results look like this
_NUMBER = re.compile(rf"([<>]=?)?([{MINUS}])?(\d{{1,9}}|\d{{0,9}}[.,]\d{{1,6}})")
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row as the form has it. `analyte` is the catalogue's id, `unit` a UCUM code or "" for a bare number."""

    analyte: str
    value: str
    unit: str = ""
    ref_low: str = ""
    ref_high: str = ""


@dataclass(frozen=True, slots=True)
class TypedReport:
    """`language` is the one the rows were typed in: it says what a comma means."""

    rows: tuple[TypedRow, ...]
    sampled_on: date | None = None
    sex: Sex | None = None
    age_years: int | None = None
    language: str = DEFAULT_LANGUAGE


def accept_text(actor: Actor, text: str, language: str, person_id: str | None = None) -> Accepted:
    """Queue pasted text. Raises EmptyFile, UnsupportedFormat, InvalidForm(field) and what `intake.accept` raises."""
    if len(text) > LONGEST_TEXT:
        raise InvalidForm(field="text")
    return accept(actor, _name(language, "pasted", "txt"), text.encode(), person_id)


def accept_typed(actor: Actor, report: TypedReport, person_id: str | None = None) -> Accepted:
    """Queue typed rows. Raises InvalidForm(field) that names the first field in need of another look."""
    today = utc_now().date()
    if not 1 <= len(report.rows) <= MOST_ROWS:
        raise InvalidForm(field="rows")
    if report.sampled_on and not (report.sampled_on.year >= OLDEST_YEAR and report.sampled_on <= today):
        raise InvalidForm(field="sampled_on")
    if report.age_years is not None and not 0 <= report.age_years <= 120:
        raise InvalidForm(field="age")
    facts = {
        "sampled_on": report.sampled_on.isoformat() if report.sampled_on else None,
        "sex": report.sex,
        "age": report.age_years,
        "rows": [_written(row, place, report.language) for place, row in enumerate(report.rows)],
    }
    body = json.dumps({"medapp": "typed", **facts}, ensure_ascii=False).encode()
    assert body.startswith(MARK)
    return accept(actor, _name(report.language, "typed", "json"), body, person_id)


def accept_photos(actor: Actor, photos: Sequence[bytes], language: str, person_id: str | None = None) -> Accepted:
    """Queue several photos as the pages of one report, in this order. Raises UnsupportedFormat for another file."""
    for photo in photos:
        if not looks_like_picture(photo, ""):
            raise UnsupportedFormat
    return accept(actor, _name(language, "photos", "zip"), join(photos), person_id)


def units_of(analyte: Analyte) -> tuple[str, ...]:
    """The UCUM codes a value of this analyte may be typed in, the usual ones first; () when it has none.

    Of the units that convert only those stay in which a possible value is a handy number: a long list invites slips.
    """
    if analyte.kind != "quantity":
        return ()
    usual = tuple(dict.fromkeys((analyte.unit, *analyte.default_units)))
    others = sorted(code for code in analyte.conversions if code not in usual and _is_handy(code, analyte))
    printable = (code for code in usual + tuple(others) if parse_unit(_printed(code, analyte, "en"), analyte))
    return tuple(code for code in printable if show_unit(code, "en"))


def _is_handy(code: str, analyte: Analyte) -> bool:
    if analyte.hard_max is None or code.rpartition("/")[2] not in ("L", "dL", "mL", code):
        return False
    middle = from_canonical(sqrt(max(analyte.hard_min or 0, analyte.hard_max / 1000) * analyte.hard_max), code, analyte)
    return middle is not None and HANDY[0] <= middle <= HANDY[1]


def read_number(text: str, language: str, field: str, can_be_negative: bool = False) -> str:
    """ "< 5,4" as "<5.4". Raises InvalidForm(field) for no number, for one below nothing where there is no such thing,
    and for 1,234 where a comma may part thousands."""
    bare = re.sub(r"\s", "", text).replace("≤", "<=").replace("≥", ">=")
    found = _NUMBER.fullmatch(bare)
    grouped = _GROUPED.fullmatch(found[3]) if found else None
    if found is None or (found[2] and not can_be_negative) or (grouped and "," in found[3] and language == "en"):
        raise InvalidForm(field=field)
    number = found[3].replace(",", ".")
    return (found[1] or "") + ("-" if found[2] else "") + (f"0{number}" if number.startswith(".") else number)


def _written(row: TypedRow, place: int, language: str) -> dict[str, str]:
    analyte = load_catalogue().analytes.get(row.analyte)
    if analyte is None:
        raise InvalidForm(field=f"rows.{place}.analyte")
    units = units_of(analyte)
    if units and row.unit not in units and not (row.unit == "" and analyte.accepts(None)):
        raise InvalidForm(field=f"rows.{place}.unit")
    value = row.value.strip()
    if analyte.kind == "quantity" or any(char.isdigit() for char in value):
        value = read_number(value, language, f"rows.{place}.value", analyte.can_be_negative())
    elif not value or len(value) > 60:
        raise InvalidForm(field=f"rows.{place}.value")
    limits = {
        side: read_number(text, language, f"rows.{place}.{side}", analyte.can_be_negative())
        for side, text in (("ref_low", row.ref_low), ("ref_high", row.ref_high))
        if text.strip()
    }
    if any(limit[0] in "<>" for limit in limits.values()) or (len(limits) == 2 and not _in_order(**limits)):
        raise InvalidForm(field=f"rows.{place}.ref_high")
    name = analyte.names.get(language) or analyte.names.get(DEFAULT_LANGUAGE) or analyte.id
    return {"analyte": analyte.id, "name": name, "value": value, "unit": _printed(row.unit, analyte, language)} | limits


def _in_order(ref_low: str, ref_high: str) -> bool:
    return float(ref_low) < float(ref_high)


def _printed(ucum: str, analyte: Analyte, language: str) -> str:
    """The unit as a report in this language prints it, when those words mean this very unit here."""
    shown = show_unit(ucum, language) if ucum else ""
    return shown if not ucum or parse_unit(shown, analyte) == ucum else ucum


def _name(language: str, kind: str, suffix: str) -> str:
    return f"{translate(language, f'by_hand.{kind}_name')}.{suffix}"
