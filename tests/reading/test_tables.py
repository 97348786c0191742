# ruff: noqa: E501 - tables of data
"""CSV files in any encoding, separator and column order."""

import pytest

from medapp.domain.parsing.report import parse
from medapp.domain.results import ParsedReport
from medapp.ingest.formats import read_document

LONG = "Дата;Норма;Показатель;Ед. изм.;Результат\n05.11.2024;120 - 150;Гемоглобин;г/л;141\n05.11.2024;3,8 - 5,1;Эритроциты;10^12/л;4,62\n"
WIDE = "Показатель,Ед. изм.,05.11.2024,20.05.2025\nГемоглобин,г/л,141,138\nСОЭ,мм/ч,,11\n"


def _read(text: str, encoding: str) -> ParsedReport:
    return parse(read_document(text.encode(encoding), "table.csv"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_long_table_is_read_in_any_encoding_and_separator(encoding: str, separator: str) -> None:
    report = _read(LONG.replace(";", separator), encoding)
    assert [(m.analyte, m.value, m.ref_low, m.ref_high) for m in report.measurements] == [
        ("hemoglobin", 141.0, 120, 150),
        ("rbc", 4.62, 3.8, 5.1),
    ]
    assert str(report.collected_at) == "2024-11-05"


def test_every_dates_cell_of_a_wide_table_is_a_result_of_its_day() -> None:
    report = _read(WIDE, "utf-8")
    assert [(m.analyte, m.value, str(m.collected_at)) for m in report.measurements] == [
        ("hemoglobin", 141.0, "2024-11-05"), ("hemoglobin", 138.0, "2025-05-20"), ("esr", 11.0, "2025-05-20"),
    ]  # fmt: skip


def test_quoted_decimal_commas_stay_in_their_cell() -> None:
    report = _read(
        '"Test","Result","Unit","Reference Range"\n"Глюкоза","5,1","ммоль/л","4,1 - 5,9"\n"ТТГ","< 0,05","мЕд/л","0,4 - 4,0"\n',
        "utf-8",
    )
    assert [(m.value_as_printed, m.comparator) for m in report.measurements] == [("5,1", None), ("< 0,05", "<")]
