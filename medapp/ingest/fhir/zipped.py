"""ZIPs of FHIR JSON: the export of Apple's Health, whose clinical records are resources, or a folder of such files.

Of Apple's large `export.xml` (steps, pulse, weight) only the first lines are looked at, which say whose export it is.
"""

import re
import zipfile
from collections.abc import Iterator

from medapp.errors import Rejected
from medapp.ingest.archives import contents, head_of, is_archive, open_archive
from medapp.ingest.fhir.resources import Resource, load

_RECORD = re.compile(r"(?!__MACOSX/)(?:[^/]+/)*(?!\.)[^/]+\.(?:json|ndjson|fhir)", re.IGNORECASE)
# Apple names a file by its resource; these hold no results.
_OTHER_RESOURCE = re.compile(
    r"(?:.*/)?(?:Medication\w*|Immunization|Condition|AllergyIntolerance|Procedure|DocumentReference|Coverage)-[^/]*"
)
_HEALTH_FOLDER = "apple_health_export/"
_HEALTH_EXPORT = re.compile(rf"(?:.*/)?{_HEALTH_FOLDER}[^/]+(?<!_cda)\.xml")  # its name is in the phone's language
_OWNER = re.compile(rb"<Me\b([^>]{0,4000})>")
_BORN = re.compile(rb'DateOfBirth="(\d{4}-\d\d-\d\d)"')
_SEX = re.compile(rb'BiologicalSex="HKBiologicalSex(Female|Male)"')
_OWNER_WITHIN = 262_144
_SNIFFED, _SNIFF_BYTES = 20, 65_536
_DROPPED = ("DocumentReference", "Binary")  # notes and letters


def holds_records(data: bytes) -> bool:
    """A ZIP with FHIR JSON in it; raises nothing."""
    if not is_archive(data):
        return False
    try:
        with open_archive(data) as archive:
            first = _records(archive)[:_SNIFFED]
            return any(b'"resourceType"' in head_of(archive, entry, _SNIFF_BYTES) for entry in first)
    except Rejected:
        return False


def is_health_export(data: bytes) -> bool:
    """Apple's export, with or without clinical records; raises Rejected for an archive that cannot be opened."""
    with open_archive(data) as archive:
        return any(_HEALTH_FOLDER in name for name in archive.namelist())


def load_zip(data: bytes, size: int) -> list[Resource]:
    """Every resource of its records, `size` bytes at most. Raises UnreadableFile, EncryptedFile, TooComplex."""
    with open_archive(data) as archive:
        texts = contents(archive, _records(archive), size)
        found = [r for text in texts if b'"resourceType"' in text for r in load(text)]
        kept = [resource for resource in found if resource["resourceType"] not in _DROPPED]
        return _with_owner(kept, _owner(archive))


def _records(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    named = (entry for entry in archive.infolist() if _RECORD.fullmatch(entry.filename))
    return [entry for entry in named if not _OTHER_RESOURCE.fullmatch(entry.filename)]


def _owner(archive: zipfile.ZipFile) -> Resource | None:
    """The person as the first lines of Apple's export tell of him."""
    for entry in archive.infolist():
        if _HEALTH_EXPORT.fullmatch(entry.filename):
            said = _OWNER.search(head_of(archive, entry, _OWNER_WITHIN))
            return dict(_told(said[1])) if said else None
    return None


def _told(attributes: bytes) -> Iterator[tuple[str, str]]:
    yield "resourceType", "Patient"
    if sex := _SEX.search(attributes):
        yield "gender", sex[1].decode().lower()
    if born := _BORN.search(attributes):
        yield "birthDate", born[1].decode()


def _with_owner(resources: list[Resource], owner: Resource | None) -> list[Resource]:
    """The owner in place of the patients of each clinic, unless one of them says otherwise."""
    patients = [resource for resource in resources if resource["resourceType"] == "Patient"]
    differs = any(patient.get(k, v) != v for patient in patients for k, v in (owner or {}).items())
    if owner is None or differs:
        return resources
    return [owner, *(resource for resource in resources if resource["resourceType"] != "Patient")]
