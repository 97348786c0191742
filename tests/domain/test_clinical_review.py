"""Whatever a physician has to look at stands in the review page."""

from pathlib import Path

from medapp.domain.analytes import load_catalogue
from medapp.domain.indices import INDICES

PAGE = (Path(__file__).parents[2] / "docs" / "clinical-review.md").read_text(encoding="utf-8")


def test_every_critical_threshold_is_listed_with_its_numbers() -> None:
    for analyte in load_catalogue().analytes.values():
        if analyte.critical is None:
            continue
        row = next((line for line in PAGE.splitlines() if line.startswith(f"| `{analyte.id}` |")), "")
        for limit in (analyte.critical.low, analyte.critical.high):
            assert limit is None or str(limit) in row, analyte.id


def test_every_analyte_with_a_limit_or_interval_is_listed() -> None:
    for analyte in load_catalogue().analytes.values():
        if analyte.decisions or analyte.intervals:
            assert f"`{analyte.id}`" in PAGE, analyte.id


def test_every_source_and_index_is_listed() -> None:
    for id_ in (*load_catalogue().sources, *INDICES):
        assert f"`{id_}`" in PAGE, id_


def test_the_page_counts_the_catalogue_rightly() -> None:
    analytes = load_catalogue().analytes.values()
    coded = sum(1 for analyte in analytes if analyte.loinc_codes)
    unrated = sum(1 for analyte in analytes if not analyte.intervals and not analyte.decisions)
    assert f"{coded} of {len(analytes)} analytes carry LOINC codes" in PAGE
    assert f"The other {len(analytes) - coded} say" in PAGE
    assert f"prints a range: {unrated} quantities" in PAGE


def test_the_page_says_that_nobody_has_reviewed_it_yet() -> None:
    assert "not yet reviewed by a physician" in PAGE
