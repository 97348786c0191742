"""What a person takes is printed beside what was measured, and is no result of it."""

from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document
from tests.corpus.cases import FOLDER, load_case, set_text

DRUGS = (
    "Drug                  Strength    Sig",
    "Potassium             20 mEq      1 tab daily",
    "Calcium               500 mg      2 tabs daily",
    "Vitamin D3            2000 IU/day",
    "Vitamin B12           1000 mcg    1 daily",
)
RESULTS = (
    "Potassium             4.4         mmol/L     3.5 - 5.1",
    "Calcium               9.4         mg/dL      8.6 - 10.3",
)


def _read(*lines: str) -> ParsedReport:
    return parse(read_document(set_text(lines), "report.pdf"))


def _values(report: ParsedReport) -> list[str]:
    return [row.value_as_printed for row in report.measurements]


def test_doses_below_results_are_neither_results_nor_unread() -> None:
    report = _read(*load_case(FOLDER / "medicines_below.txt").page)
    assert _values(report) == ["5,4", "28", "14", "5,7", "1,1"]
    assert report.unrecognised == ()


def test_results_go_on_below_doses_with_and_without_a_heading_between() -> None:
    for between in ((), ("", "Laboratory"), ("Test                  Result      Units      Reference",)):
        report = _read(*DRUGS, *between, *RESULTS)
        assert _values(report) == ["4.4", "9.4"]
        assert report.unrecognised == ()


def test_the_level_of_a_drug_beside_its_dose_is_a_result() -> None:
    report = _read(
        "Drug                  Dose        Result      Units      Reference",
        "Digoxin               125 mcg     1.1         ng/mL      0.8 - 2.0",
        "Carbamazepine         400 mg      7.2         mg/L       4.0 - 12.0",
    )
    assert _values(report) == ["1.1", "7.2"]
