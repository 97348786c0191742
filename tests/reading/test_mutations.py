"""A report means the same however it is printed: no value moves by a power of ten, no decoy becomes a result."""

from functools import cache
from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document
from tests.corpus.layouts import LAYOUTS
from tests.corpus.mutations import REPORTS, Mutant, mutate, number_of
from tests.corpus.reports import Report
from tests.corpus.typeset import typeset

_PLAIN = {"ru": "ru_four_columns", "en": "en_four_columns", "de": "de_befund"}


def _mutants() -> st.SearchStrategy[Mutant]:
    return st.builds(
        mutate, st.sampled_from(REPORTS), st.integers(0, 1_000_000), st.booleans(), st.booleans(), st.booleans()
    )


def _read(report: Report, mutant: Mutant | None = None) -> list[Measurement]:
    layout = mutant.layout if mutant else LAYOUTS[_PLAIN[report.language]][1]
    try:
        return list(parse(read_document(typeset(mutant.report if mutant else report, layout))).measurements)
    except MedAppError:
        return []


@cache
def _factors(language: str) -> tuple[tuple[str, float], ...]:
    """Analyte and canonical units per printed unit of each row, from the unchanged report in a plain layout."""
    report = next(one for one in REPORTS if one.language == language)
    found = _read(report)
    assert len(found) == len(report.rows)
    return tuple(
        (str(m.analyte), float(m.value or 0) / float(number_of(row.value)))
        for m, row in zip(found, report.rows, strict=True)
    )


def _meant(mutant: Mutant) -> dict[str, float]:
    pairs = zip(_factors(mutant.report.language), mutant.meant, strict=True)
    return {analyte: factor * float(number) for (analyte, factor), number in pairs}


def _check_never_wrong(mutant: Mutant) -> None:
    """No number is another one, and nothing is a result that is none."""
    meant = _meant(mutant)
    found = _read(mutant.report, mutant)
    moved = [m for m in found if m.value is not None and not _is(m.value, meant.get(str(m.analyte)))]
    assert not moved, f"not what was meant: {moved}"
    printed = {row.value for row in mutant.report.rows}
    decoys = [m for m in found if not any(value in m.value_as_printed for value in printed)]
    assert not decoys, f"no result: {decoys}"


def _is(value: float, meant: float | None) -> bool:
    return meant is not None and isclose(value, meant, rel_tol=1e-6)


def _check(mutant: Mutant) -> None:
    _check_never_wrong(mutant)
    meant = _meant(mutant)
    found = _read(mutant.report, mutant)
    strange = [m for m in found if m.analyte not in meant]
    assert not strange, f"a decoy was taken: {strange}"
    assert sorted(str(m.analyte) for m in found if m.value is not None) == sorted(meant)
    limits = dict(zip(meant, ((row.low, row.high) for row in mutant.report.rows), strict=True))
    assert {str(m.analyte): (m.ref_low, m.ref_high) for m in found} == limits


@settings(max_examples=4)
@given(_mutants())
def test_a_report_printed_in_another_way_reads_the_same_values(mutant: Mutant) -> None:
    _check(mutant)


@pytest.mark.slow
@settings(max_examples=250)
@given(_mutants())
def test_no_value_is_ever_another_and_no_sentence_a_result(mutant: Mutant) -> None:
    _check_never_wrong(mutant)
