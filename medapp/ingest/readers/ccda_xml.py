"""C-CDA: whole documents and the result sections or entries cut out of them."""

from collections.abc import Iterator
from typing import Any

from medapp.domain.documents import Document, StructuredReport, StructuredRow, Table
from medapp.errors import NoResultsFound
from medapp.ingest.enclosed import Enclosed, read_enclosed
from medapp.ingest.formats import Reader
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.limits import Limits

SNIFF_BYTES = 65_536
_MARKS = (b"ClinicalDocument", b"urn:hl7-org:v3", b"2.16.840.1.113883.10.20", b'moodCode="EVN"')


def looks_like_ccda(data: bytes, filename: str) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and any(mark in data[:SNIFF_BYTES] for mark in _MARKS)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.ccda.enclosed import enclosed_in
    from medapp.ingest.ccda.names import shared_places
    from medapp.ingest.ccda.observations import row_of  # XML packages are loaded for XML files only
    from medapp.ingest.ccda.sections import results
    from medapp.ingest.ccda.trees import attribute, child, parse, tag, text_of

    root = parse(data)
    anchors = {key: element for element in root.iter() if (key := element.get("ID"))}
    rows: list[StructuredRow] = []
    skipped: list[tuple[str, str]] = []
    found = list(results(root))
    shared = shared_places(observation for observation, _ in found)
    for observation, organizer in found:
        item = row_of(observation, organizer, anchors, shared)
        if isinstance(item, StructuredRow):
            rows.append(item)
        elif item is not None:
            skipped.append(item)
    tables = () if rows else _narrative(root)
    shown = Enclosed() if rows else read_enclosed(enclosed_in(root), limits, has_more=bool(tables))
    tables = tables or shown.tables
    if not rows and not skipped and not tables and not shown.pages:
        raise NoResultsFound()
    head = root if tag(root) == "ClinicalDocument" else child(root, "ClinicalDocument")
    patient = child(head, "recordTarget", "patientRole", "patient")
    days = {row.collected_at for row in rows if row.collected_at}
    return Document(
        reader=shown.reader or "ccda_xml",
        pages=shown.pages,
        tables=tables,
        structured=StructuredReport(
            rows=tuple(rows), skipped=tuple(skipped),
            sex=_sex(child(patient, "administrativeGenderCode")),
            birth_date=read_date(attribute(child(patient, "birthTime"), "value")),
            collected_at=max(days) if days else None,
            reported_at=read_date(attribute(child(head, "effectiveTime"), "value")),
            laboratory=text_of(child(head, "author", "assignedAuthor", "representedOrganization", "name")),
        ),
    )  # fmt: skip


def _sex(code: Any) -> str | None:
    """The code, or what a national one (1, 2) is called."""
    from medapp.ingest.ccda.trees import attribute

    coded = attribute(code, "code")
    return coded if coded and coded.isalpha() else attribute(code, "displayName") or coded


def _narrative(root: Any) -> tuple[Table, ...]:
    """The tables of the sections of results, else of all that do not say they hold something else."""
    from xml.etree.ElementTree import tostring

    from medapp.ingest.ccda.sections import LABORATORY_SECTIONS, OTHER_SECTIONS
    from medapp.ingest.ccda.trees import attribute, child, descendants
    from medapp.ingest.narrative import tables_in

    coded = [(attribute(child(section, "code"), "code"), section) for section in descendants(root, "section")]
    results = [section for code, section in coded if code in LABORATORY_SECTIONS]
    others = [section for code, section in coded if code not in OTHER_SECTIONS]
    texts = [text for section in results or others if (text := child(section, "text")) is not None]
    return tuple(table for text in texts for table in tables_in(tostring(text, encoding="unicode")))


def files(data: bytes) -> Iterator[bytes]:
    """The files that it encloses."""
    from medapp.ingest.ccda.enclosed import enclosed_in
    from medapp.ingest.ccda.trees import parse

    return enclosed_in(parse(data))


READER = Reader(
    name="ccda_xml",
    suffixes=(".xml", ".cda", ".ccda"),
    media_types=("application/hl7-cda+xml", "text/xml", "application/xml"),
    sniff=looks_like_ccda,
    read=read,
)
