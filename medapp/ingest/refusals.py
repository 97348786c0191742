"""Why a file that no reader knows is refused: some kinds deserve a better word than "unknown format"."""

from medapp.errors import Rejected, UnsupportedFormat
from medapp.ingest.archives import is_archive, open_archive
from medapp.ingest.fhir.zipped import is_health_export

_HEAD = 16_384
_OFFICE = ("[Content_Types].xml", "mimetype")  # a text document or slides, in a package that is a ZIP as well


class ArchiveWithoutRecords(UnsupportedFormat):
    """A ZIP that holds no FHIR records."""

    code = "archive_without_records"


class HealthExportWithoutRecords(UnsupportedFormat):
    """Apple Health's export.xml alone, or its archive without clinical records: steps and pulse, no results."""

    code = "health_export_without_records"


def refusal_of(data: bytes) -> UnsupportedFormat:
    """The error to raise for bytes that are no known format."""
    head = data[:_HEAD]
    if b"<HealthData" in head or b"<!DOCTYPE HealthData" in head:
        return HealthExportWithoutRecords()
    if not is_archive(data):
        return UnsupportedFormat()
    try:
        if is_health_export(data):
            return HealthExportWithoutRecords()
        with open_archive(data) as archive:
            is_office = any(name in _OFFICE for name in archive.namelist())
    except Rejected:
        return UnsupportedFormat()
    return UnsupportedFormat() if is_office else ArchiveWithoutRecords()
