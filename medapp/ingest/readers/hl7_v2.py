"""HL7 v2: ORU^R01 messages, alone, in MLLP frames or in batches."""

from collections.abc import Iterator

from medapp.domain.documents import Document, StructuredReport, StructuredRow
from medapp.errors import NoResultsFound, UnreadableFile
from medapp.ingest.enclosed import Enclosed
from medapp.ingest.formats import Reader
from medapp.ingest.hl7_dates import read_date
from medapp.ingest.limits import Limits


def looks_like_hl7(data: bytes, filename: str) -> bool:
    start = data[:64].lstrip(b"\xef\xbb\xbf\x0b \t\r\n")
    return start[:3] in (b"MSH", b"FHS", b"BHS") and len(start) > 8 and not start[3:4].isalnum()


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.hl7v2.messages import field, messages  # the parser is loaded for HL7 files only
    from medapp.ingest.hl7v2.observations import rows_of
    from medapp.ingest.hl7v2.printed import printed

    found = messages(data)
    if not found:
        raise UnreadableFile()
    rows: list[StructuredRow] = []
    skipped: list[tuple[str, str]] = []
    people: set[tuple[str, str, str]] = set()
    sex = birth = laboratory = reported = ordered = None
    for message in found:
        made, without = rows_of(message)
        rows += made
        skipped += without
        laboratory = laboratory or field(message[0], 4) or None
        for segment in message:
            if str(segment[0]) == "PID":
                people.add((field(segment, 3), field(segment, 7), field(segment, 8)))
                sex, birth = field(segment, 8) or None, read_date(field(segment, 7))
            elif str(segment[0]) == "OBR":
                reported = read_date(field(segment, 22)) or reported
                ordered = ordered or read_date(field(segment, 7))
    shown = Enclosed() if rows else printed(found, limits)
    if not rows and not skipped and not shown.pages and not shown.tables:
        raise NoResultsFound()
    if len(people) > 1:  # a batch over several people: nobody's sex and age hold for all rows
        sex = birth = None
    days = {row.collected_at for row in rows if row.collected_at}
    return Document(
        reader=shown.reader or "hl7_v2",
        pages=shown.pages,
        tables=shown.tables,
        structured=StructuredReport(
            rows=tuple(rows), skipped=tuple(skipped), sex=sex, birth_date=birth,
            collected_at=max(days, default=None if rows else ordered), reported_at=reported, laboratory=laboratory,
        ),
    )  # fmt: skip


def files(data: bytes) -> Iterator[bytes]:
    """The files that its messages enclose."""
    from medapp.ingest.hl7v2.messages import messages
    from medapp.ingest.hl7v2.printed import enclosed_in

    return enclosed_in(messages(data))


READER = Reader(
    name="hl7_v2",
    suffixes=(".hl7", ".oru"),
    media_types=("application/hl7-v2", "x-application/hl7-v2+er7"),
    sniff=looks_like_hl7,
    read=read,
)
