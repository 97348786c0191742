"""The fields of a urine test strip stand together: pH and GLU among NIT and URO are the urine's, said or not."""

from dataclasses import replace
from itertools import pairwise

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.parsing.names import Context, variants
from medapp.domain.parsing.rows import RawRow

_FIELDS = {
    "urine_leukocyte_esterase", "urine_nitrite", "urine_urobilinogen", "urine_protein", "urine_ph", "urine_blood",
    "urine_sg", "urine_ketones", "urine_bilirubin", "urine_glucose", "urine_ascorbic", "urine_wbc", "urine_rbc",
    "urine_colour", "urine_clarity", "urine_creatinine", "urine_albumin",
}  # fmt: skip
_FEWEST = 4  # fields
_FEWEST_OWN = 3  # of these that only urine has
_REACH = 4.0  # row heights between two fields


def with_strips(rows: list[RawRow]) -> list[RawRow]:
    """Rows of a strip take its specimen where no heading and no name says one."""
    kept: list[RawRow] = []
    for run in _runs(rows):
        is_strip = len(run) >= _FEWEST and sum(_is_own(row) for row in run) >= _FEWEST_OWN
        kept += [_of_urine(row) for row in run] if is_strip else run
    return kept


def _runs(rows: list[RawRow]) -> list[list[RawRow]]:
    """The rows in their order, cut where one is no field, stands apart, or is said to be of something else."""
    runs: list[list[RawRow]] = [rows[:1]] if rows else []
    for before, row in pairwise(rows):
        if _is_field(before) and _is_field(row) and _go_together(before, row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _go_together(before: RawRow, row: RawRow) -> bool:
    if (before.page, before.context.specimen, before.collected_at) != (
        row.page,
        row.context.specimen,
        row.collected_at,
    ):
        return False
    if before.box is None or row.box is None:
        return True
    height = before.box[3] - before.box[1]
    return row.box[1] - before.box[3] <= _REACH * height


def _is_field(row: RawRow) -> bool:
    return row.context.specimen is None and any(analyte.id in _FIELDS for analyte in _candidates(row))


def _is_own(row: RawRow) -> bool:
    return {analyte.specimen for analyte in _candidates(row)} == {"urine"}


def _candidates(row: RawRow) -> tuple[Analyte, ...]:
    """What the name may mean, by its most telling form that means something."""
    catalogue = load_catalogue()
    return next((found for form, _ in variants(row.name) if (found := catalogue.by_alias(form))), ())


def _of_urine(row: RawRow) -> RawRow:
    return replace(row, context=Context(row.context.section, "urine", row.context.certain))
