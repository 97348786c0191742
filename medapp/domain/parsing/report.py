"""The story of reading: a document becomes a report with measurements, doubts and what was left over."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from medapp.domain.documents import Document, StructuredReport
from medapp.domain.numbers import observe_style
from medapp.domain.parsing import checks, decoys, measure, sheet_persons, sheets, structured
from medapp.domain.parsing.angle_marks import with_marks_as_flags
from medapp.domain.parsing.dates import parse_date
from medapp.domain.parsing.header import Heading, read_heading
from medapp.domain.parsing.labels_above import fact_lines
from medapp.domain.parsing.lines import lines_of
from medapp.domain.parsing.measure import Setting
from medapp.domain.parsing.medicines import without_medicines
from medapp.domain.parsing.pages import PageReader
from medapp.domain.parsing.rows import Loose, RawRow
from medapp.domain.parsing.sentences import read_sentences, untabled
from medapp.domain.parsing.strips import with_strips
from medapp.domain.parsing.told_panels import with_told_panels
from medapp.domain.parsing.trace import Trace
from medapp.domain.parsing.unread_lines import unread_lines
from medapp.domain.people import parse_sex
from medapp.domain.pictures import PICTURE_TROUBLES
from medapp.domain.results import Measurement, ParsedReport, Unrecognised
from medapp.errors import NoResultsFound, TooComplex

# Years of one person's results are some thousands; each costs about a millisecond.
MOST_ROWS = 5_000


def parse(document: Document, trace: Trace | None = None) -> ParsedReport:
    """Everything the document asserts; raises NoResultsFound, or what was wrong with its picture, when nothing on it
    is a result, TooComplex for too many.

    A `trace` is filled with what was decided where, also when nothing was found.
    """
    heading, rows, loose = _read(document, trace)
    if trace is not None:
        trace.loose += loose
    if not rows:
        raise next((PICTURE_TROUBLES[code] for code in document.warnings if code in PICTURE_TROUBLES), NoResultsFound)
    if len(rows) > MOST_ROWS:
        raise TooComplex(limit=MOST_ROWS)
    collected = _latest_column(rows) or heading.collected_at or _only_day(rows)
    setting = Setting(observe_style(_numbers(rows)), heading.sex, heading.age_years, collected)
    rows = with_strips(with_marks_as_flags(rows, setting))
    measurements = checks.cross_check([measure.measure(row, setting) for row in rows])
    return ParsedReport(
        reader=document.reader,
        measurements=tuple(measurements),
        unrecognised=tuple(Unrecognised(item.text, item.page, item.reason, item.box) for item in loose),
        previous=tuple(_previous(rows, setting, heading.date_order)),
        language=_language(document),
        laboratory=heading.laboratory,
        collected_at=collected,
        reported_at=heading.reported_at,
        sex=heading.sex,
        age_years=heading.age_years,
        birth_date=heading.birth_date,
        pregnant=heading.pregnant,
        pages=len(document.pages),
        warnings=tuple(dict.fromkeys((*document.warnings, *heading.warnings))),
        page_sizes=tuple((round(page.width, 1), round(page.height, 1)) for page in document.pages),
        page_slopes=tuple(page.slopes for page in document.pages) if any(p.slopes for p in document.pages) else (),
    )


def _only_day(rows: list[RawRow]) -> date | None:
    """The day over the results, where no line above says it and all that have one have the same."""
    days = {row.collected_at for row in rows if row.collected_at is not None and row.bound != "content"}
    return days.pop() if len(days) == 1 else None


def _latest_column(rows: list[RawRow]) -> date | None:
    """The day over the current results where others stand under earlier days: what lines of the paper say a day of is
    then an admission or another test.
    """
    days = {row.collected_at for row in rows}
    beside = any(earlier.date for row in rows for earlier in row.earlier)
    return days.pop() if beside and len(days) == 1 else None


def _read(document: Document, trace: Trace | None) -> tuple[Heading, list[RawRow], list[Loose]]:
    """What the report says of itself, its rows, and what was left over."""
    if document.structured is not None and (document.structured.rows or not (document.tables or document.pages)):
        source = document.structured
        said = [(row, structured.as_row(row)) for row in source.rows]
        without = [(row.name, "no_value") for row, read in said if read is None]
        return (
            _facts(source),
            [read for _, read in said if read is not None],
            [Loose(text, None, reason) for text, reason in (*source.skipped, *without)],
        )
    if document.tables and ((found := _of_tables(document, trace))[1] or not document.pages):
        return found
    pages = [(page, without_medicines(lines_of(page))) for page in document.pages]
    heading = read_heading([text for _, lines in pages for text in fact_lines(lines)])
    if document.structured is not None:  # a message that carries its report as lines or as a file says whose it is
        heading = replace(heading, **_said(document.structured))
    reader = PageReader(heading.sex, trace, heading.date_order)
    for page, lines in pages:
        reader.read(page, lines)
    told = bool(reader.rows)
    for page, lines in pages:
        if told:
            reader.rows = with_told_panels(reader.rows, lines, page.number, heading.date_order)
        else:
            reader.rows += read_sentences([line.text for line in lines], page.number)
    for page, lines in pages:
        reader.loose += unread_lines(page.number, lines, reader.rows)
    if any(decoys.is_imaging(line.text) for _, lines in pages for line in lines[:25]):
        reader.rows = [row for row in reader.rows if not decoys.is_size(row.unit or row.result.unit or "")]
    return heading, reader.rows, reader.loose


def _of_tables(document: Document, trace: Trace | None) -> tuple[Heading, list[RawRow], list[Loose]]:
    bound = [sheets.bind(table) for table in document.tables]
    orders = {sheet.order for sheet in bound if sheet.order}
    order = orders.pop() if len(orders) == 1 else None
    said = read_heading([line for sheet in bound for line in sheet_persons.lines_above(sheet)], order=order)
    columns = sheet_persons.columns_of(bound)
    sex = parse_sex(document.structured.sex) if document.structured else columns.sex or said.sex
    rows: list[RawRow] = []
    loose: list[Loose] = []
    sheet_days = sheet_persons.days_of(bound)
    differ = len({day for day in sheet_days if day}) > 1
    for sheet, day in zip(bound, sheet_days, strict=True):
        more, rest = sheets.read_table(sheet, sex, trace)
        rows += [replace(row, collected_at=row.collected_at or day) for row in more] if differ else more
        loose += rest
    if columns.several:
        rows = [replace(row, warnings=(*row.warnings, "several_people")) for row in rows]
    rows = rows or read_sentences([untabled(row) for sheet in bound for row in sheet.table.rows], None)
    if document.structured is not None:
        return _facts(document.structured), rows, loose
    days = [row.collected_at for row in rows]
    if not any(days):
        said = read_heading(["  ".join(row) for table in document.tables for row in table.rows[:30]], order=order)
        day = said.collected_at or next(filter(None, sheet_days), None)
        said = replace(said, collected_at=None if any(map(sheet_persons.is_undated, bound)) else day)
    return sheet_persons.heading(said, columns, days), rows, loose


def _facts(source: StructuredReport) -> Heading:
    """What a message says of the person and the days."""
    return Heading(
        sex=parse_sex(source.sex), age_years=source.age_years, birth_date=source.birth_date,
        collected_at=source.collected_at, reported_at=source.reported_at, laboratory=source.laboratory,
    )  # fmt: skip


def _said(source: StructuredReport) -> dict[str, Any]:
    """What of the person and the days the message itself says."""
    facts = _facts(source)
    names = ("sex", "age_years", "birth_date", "collected_at", "reported_at", "laboratory")
    return {name: value for name in names if (value := getattr(facts, name)) is not None}


def _numbers(rows: list[RawRow]) -> list[str]:
    """The printed numbers of the rows themselves: prose and dates do not teach a document's habits."""
    texts = [row.result.number for row in rows if row.result.number]
    return texts + [row.range_text for row in rows if row.range_text]


def _previous(rows: list[RawRow], setting: Setting, order: str | None) -> list[Measurement]:
    found = []
    for row in rows:
        for earlier in row.earlier:
            day = parse_date(earlier.date or earlier.value, order)
            past = measure.measure_earlier(row, earlier, day, setting)
            if past is not None:
                found.append(past)
    return found


def _language(document: Document) -> str | None:
    """Russian or English by the letters of most words; None when neither."""
    text = "".join(word.text for page in document.pages for word in page.words)
    text += "".join(cell for table in document.tables for row in table.rows for cell in row)
    if document.structured is not None:
        text += "".join(row.name for row in document.structured.rows)
    counts = Counter("ru" if "а" <= char <= "я" or char == "ё" else "en" for char in text.lower() if char.isalpha())
    if not counts:
        return None
    return "ru" if counts["ru"] > 0.3 * sum(counts.values()) else "en"
