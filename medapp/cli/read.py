# ruff: noqa: E501 - tables of data
"""`python -m medapp read FILE…`: reports as JSON lines, without database, Redis or account."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from medapp.domain.documents import Document
from medapp.domain.results import Measurement, ParsedReport, as_json
from medapp.errors import MedAppError, NoResultsFound
from medapp.ingest.formats import read_document
from medapp.ingest.limits import DEFAULT_ENGINE, Limits

if TYPE_CHECKING:
    from medapp.domain.parsing.trace import Trace

# For the operator's terminal; what a person reads in the product comes from the locale files.
_MESSAGES = {
    "empty_file": "The file is empty. Choose another file.",
    "unsupported_format": "This is not a format that medapp reads, whatever its name says.",
    "archive_without_records": "The archive holds no FHIR records. Unpack it and give the reports in it one by one.",
    "health_export_without_records": "This export of Apple Health holds no laboratory results. Give the whole export.zip"
    " with clinical records, or the report itself.",
    "file_too_large": "The file is larger than the limit of {limit_mb} MB.",
    "encrypted_file": "The file is protected by a password. Save it without one and try again.",
    "unreadable_file": "The file is damaged or incomplete. Export or download it again.",
    "no_readable_text": "There is no text in this file that can be read: a scan or a garbled text layer.",
    "picture_too_dark": "The picture is too dark: its numbers cannot be seen.",
    "picture_blurred": "The picture is blurred: its numbers cannot be told apart.",
    "picture_too_small": "The letters in the picture are too small.",
    "no_results_found": "The file was read, but nothing in it looks like a laboratory result.",
    "too_complex": "The file goes beyond the limits on pages, size or nesting ({limit}).",
    "not_found": "There is no such file.",
    "unavailable": "What should read this file is not there: {engine}.",
}
_FIELDS = (
    "analyte", "loinc", "specimen", "name_as_printed", "value_as_printed", "unit_as_printed", "comparator", "value", "unit", "value_text",
    "ref_low", "ref_high", "ref_as_printed", "flag_as_printed", "collected_at", "page", "bbox", "confidence", "warnings",
)  # fmt: skip


class _Values(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "?"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--explain", is_flag=True, help="Also draw each page with what every word was taken for, as PNG.")
@click.option("--engine", default=DEFAULT_ENGINE, show_default=True, help="What reads the words of pictures.")
@click.option("--explain-to", type=click.Path(path_type=Path), default=Path(), help="Folder of the drawings.")
def read(files: tuple[Path, ...], explain: bool, engine: str, explain_to: Path) -> None:
    """Read reports and print one JSON object a file; exit code 1 when one was refused."""
    refused = False
    for path in files:
        answer = read_file(path, explain_to if explain else None, engine)
        if answer["error"]:
            refused = True
            click.echo(f"{path}: {answer['error']['message']}", err=True)
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.exit(1 if refused else 0)


def read_file(path: Path, drawings: Path | None = None, engine: str = DEFAULT_ENGINE) -> dict[str, Any]:
    """The file's results or the reason why not; with `drawings`, a folder, its pages are drawn there."""
    try:
        data = path.read_bytes()
    except OSError:
        return _refused(path, "not_found", {})
    try:
        document = read_document(data, path.name, limits=Limits(engine=engine))
        from medapp.domain.parsing.report import parse  # a third of a second: a picture's engines load meanwhile
        from medapp.domain.parsing.trace import Trace

        trace = Trace() if drawings is not None else None
        try:
            report = parse(document, trace)
        except NoResultsFound:
            if drawings is not None and trace is not None:
                _explain(document, trace, (), data, drawings / path.stem)
            raise
        if drawings is not None and trace is not None:
            _explain(document, trace, report.measurements, data, drawings / path.stem)
        return {"file": str(path), "status": "read", "error": None, **report_json(report)}
    except MedAppError as error:
        return _refused(path, error.code, error.values)


def _explain(document: Document, trace: "Trace", rows: Sequence[Measurement], data: bytes, stem: Path) -> None:
    from medapp.ingest.explain.story import explain, save  # drawing packages, for this option only

    for saved in save(explain(document, trace, rows, data), stem.parent, stem.name):
        click.echo(f"drawn: {saved}", err=True)


def report_json(report: ParsedReport) -> dict[str, Any]:
    """A parsed report as the keys of one output line."""
    whole = as_json(report)
    head = ("reader", "language", "laboratory", "collected_at", "reported_at", "sex", "age_years", "birth_date")
    answer = {key: whole[key] for key in head}
    answer["measurements"] = [_row(m) for m in report.measurements]
    answer["previous"] = [_row(m) for m in report.previous]
    answer["unrecognised"] = [{"text": u.text, "page": u.page, "reason": u.reason} for u in report.unrecognised]
    answer["warnings"] = list(report.warnings)
    return answer


def _row(measurement: Measurement) -> dict[str, Any]:
    plain = as_json(measurement)
    return {key: plain[key] for key in _FIELDS}


def _refused(path: Path, code: str, values: dict[str, Any]) -> dict[str, Any]:
    message = _MESSAGES.get(code, "The file could not be read.").format_map(_Values(values))
    empty = dict.fromkeys(
        ("reader", "language", "laboratory", "collected_at", "reported_at", "sex", "age_years", "birth_date")
    )
    return {
        "file": str(path), "status": "rejected", "error": {"code": code, "message": message}, **empty,
        "measurements": [], "previous": [], "unrecognised": [], "warnings": [],
    }  # fmt: skip
