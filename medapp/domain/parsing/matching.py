"""Which analyte a row is, by its name and what its unit and its norm say against it."""

from dataclasses import replace

from medapp.domain.parsing.confidence import Draft
from medapp.domain.parsing.names import Context, Match, resolve
from medapp.domain.parsing.rows import RawRow

SHARE_OF_ONE = "L/L"


def match_of(row: RawRow, draft: Draft) -> Match:
    """The best match. The draft loses a heading's unit, or has it settled, where that alone makes it fit."""
    match = _match(row, draft)
    if match.reason == "unit_does_not_fit" and draft.unit and draft.unit is row.heading_unit:
        match = _without_heading_unit(row, draft) or match
    if match.reason == "unit_does_not_fit" and draft.ucum == "1" and row.bound == "cells":
        match = _as_share_of_one(row, draft) or match
    return _of_its_norm(row, draft, match)


def _without_heading_unit(row: RawRow, draft: Draft) -> Match | None:
    """pH under a heading that says ммоль/л: an analyte that has no unit takes none from its heading."""
    match = _match(row, replace(draft, unit=None, ucum=None))
    if match.analyte is None or not match.analyte.accepts(None):
        return None
    draft.unit = draft.ucum = None
    return match


def _of_its_norm(row: RawRow, draft: Draft, match: Match) -> Match:
    """pH with a norm of 5 - 8 that nothing says the specimen of: the blood of nobody alive, so it is urine's."""
    analyte, low = match.analyte, draft.range.low if draft.range else None
    if analyte is None or low is None or analyte.unit != "[pH]" or row.context.specimen or analyte.hard_min is None:
        return match
    if analyte.specimen != "blood" or low >= analyte.hard_min:
        return match
    other = _match(replace(row, context=Context(row.context.section, "urine")), draft)
    return other if other.analyte is not None and other.analyte.specimen == "urine" else match


def _as_share_of_one(row: RawRow, draft: Draft) -> Match | None:
    """0.31 with UCUM's unit for a bare number: lymphocytes that are counted in per cent."""
    match = _match(row, replace(draft, ucum=SHARE_OF_ONE))
    if match.analyte is None or match.reason or match.analyte.unit != "%":
        return None
    draft.ucum = SHARE_OF_ONE
    return match


def _match(row: RawRow, draft: Draft) -> Match:
    is_words = row.result.number is None
    best = Match(None, 0.0, "unknown_name")
    for name in (row.name, *row.other_names):
        found = resolve(name, draft.ucum, row.context, is_words)
        if (found.analyte is not None and found.score > best.score) or (
            best.analyte is None and found.reason not in (None, "unknown_name")
        ):
            best = found
    return best
