"""What a person typed in by hand, as the product itself writes it down: a small JSON file of rows."""

import json
from typing import Any

from medapp.domain.documents import Document, StructuredReport, StructuredRow
from medapp.errors import NoResultsFound, UnreadableFile
from medapp.ingest.formats import Reader
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.limits import Limits

MARK = b'{"medapp": "typed"'
NAME = "typed_rows"


def sniff(data: bytes, filename: str) -> bool:
    return data.startswith(MARK)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    """The rows as they were typed. Raises UnreadableFile, NoResultsFound."""
    try:
        typed: dict[str, Any] = json.loads(data)
        rows = tuple(_row(row) for row in typed["rows"])
        age = typed.get("age")
        report = StructuredReport(
            rows,
            sex=typed.get("sex"),
            age_years=float(age) if age is not None else None,
            collected_at=read_date(typed.get("sampled_on")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile from error
    if not rows:
        raise NoResultsFound
    return Document(reader=NAME, structured=report)


def _row(row: dict[str, Any]) -> StructuredRow:
    texts = {key: _text(row.get(key)) for key in ("name", "value", "unit", "analyte", "ref_low", "ref_high")}
    return StructuredRow(
        name=str(row["name"]),
        value=str(row["value"]),
        unit=texts["unit"],
        analyte=texts["analyte"],
        ref_low=texts["ref_low"],
        ref_high=texts["ref_high"],
    )


def _text(value: Any) -> str | None:
    return str(value) if value else None


READER = Reader(NAME, (".json",), ("application/vnd.medapp.typed+json",), sniff, read, priority=10)
