"""Files just sent: accepted and on their way, known already, or refused with the reason and the next step."""

from dataclasses import dataclass

from medapp.domain.lifecycle import JobStatus
from medapp.errors import FileTooLarge, MedAppError, TooManyFiles, UnsupportedFormat
from medapp.i18n import error_words, format_date, translate
from medapp.ingest.formats import accepted_suffixes, all_readers
from medapp.services.intake import Accepted
from medapp.services.jobs import JobView
from medapp.settings import get_settings
from medapp.ui import routes
from medapp.ui.views.job import show_size

# Suffix -> what people call the format, in the order in which it helps to read them.
_SHOWN_FORMATS = {
    "pdf": "PDF", "jpg": "JPG", "jpeg": "JPG", "png": "PNG", "heic": "HEIC", "heif": "HEIC", "tif": "TIFF",
    "tiff": "TIFF", "webp": "WEBP", "bmp": "BMP", "csv": "CSV", "tsv": "CSV", "txt": "TXT", "xlsx": "XLSX",
    "xlsm": "XLSX", "xls": "XLS", "ods": "ODS", "fhir": "FHIR", "json": "FHIR", "ndjson": "FHIR", "hl7": "HL7",
    "oru": "HL7", "zip": "Apple Health (ZIP)", "xml": "C-CDA", "cda": "C-CDA", "ccda": "C-CDA",
}  # fmt: skip
_LONGEST_NAME = 120


@dataclass(frozen=True)
class SentFileView:
    """`kind` is the class of its word; `href` leads to its job or result and is empty when it was refused."""

    name: str = ""
    size: str = ""
    job_id: str = ""
    kind: str = "none"
    icon: str = "working"
    word: str = ""
    detail: str = ""
    href: str = ""
    link_code: str = ""


@dataclass(frozen=True)
class LimitsView:
    """What may be sent; `types` is media type -> suffixes."""

    formats: str
    size_mb: int
    size_bytes: int
    pages: int
    files: int
    types: dict[str, list[str]]


def show_limits() -> LimitsView:
    settings = get_settings()
    return LimitsView(
        formats=_list_formats(),
        size_mb=settings.max_file_mb,
        size_bytes=settings.max_file_bytes,
        pages=settings.max_pages,
        files=settings.max_files,
        types=_dropzone_types(),
    )


def _list_formats() -> str:
    """ "PDF, JPG, CSV …": the accepted formats as people know them, the commonest first."""
    accepted = {suffix.removeprefix(".") for suffix in accepted_suffixes()}
    known = [name for suffix, name in _SHOWN_FORMATS.items() if suffix in accepted]
    rest = sorted(suffix.upper() for suffix in accepted - set(_SHOWN_FORMATS))
    return ", ".join(dict.fromkeys([*known, *rest]))


def _dropzone_types() -> dict[str, list[str]]:
    """Media type -> suffixes, as the browser's file dialog wants them."""
    types: dict[str, list[str]] = {}
    for reader in all_readers():
        for media in reader.media_types:
            types.setdefault(media, []).extend(reader.suffixes)
    return {media: sorted(set(suffixes)) for media, suffixes in types.items()}


def show_accepted(name: str, size_bytes: int, accepted: Accepted, language: str) -> SentFileView:
    """A file that has a job: a new one, or the one it had before."""
    if accepted.duplicate_of is None:
        return SentFileView(
            name=name,
            size=show_size(size_bytes, language),
            job_id=accepted.job_id,
            word=translate(language, f"statuses.{accepted.status}"),
            href=routes.job(accepted.job_id),
            link_code="open_job",
        )
    return SentFileView(
        name=name,
        size=show_size(size_bytes, language),
        kind="none",
        icon="info",
        word=_say_known(accepted, language),
        href=routes.result(accepted.result_id) if accepted.result_id else routes.job(accepted.job_id),
        link_code="open_old" if accepted.result_id else "open_job",
    )


def _say_known(accepted: Accepted, language: str) -> str:
    if accepted.known_since is None:
        return translate(language, "upload.duplicate")
    day = format_date(accepted.known_since.date(), language, with_year=False)
    return translate(language, "upload.duplicate_since", date=day)


def show_refused(name: str, error: MedAppError, language: str) -> SentFileView:
    """A file that was not taken: what is wrong and what to do."""
    words = error_words(language, error.code, **error.values)
    return SentFileView(
        name=name,
        kind="clear",
        icon="file-alert",
        word=words.title,
        detail=f"{words.detail} {words.next_step}",
    )


def follow(item: SentFileView, job: JobView, language: str) -> SentFileView:
    """The same file with its job's present state."""
    if job.status == JobStatus.FAILED:
        word = error_words(language, job.error_code or "internal", **job.error_values).title
        kind, icon = "clear", "file-alert"
    else:
        code = f"stages.{job.stage}" if job.status == JobStatus.PROCESSING and job.stage else f"statuses.{job.status}"
        word = translate(language, code)
        kind, icon = ("in", "check") if job.status == JobStatus.DONE else ("none", "working")
    done = job.result_id is not None
    return SentFileView(
        name=item.name,
        size=item.size,
        job_id=item.job_id,
        kind=kind,
        icon=icon,
        word=word,
        href=routes.result(job.result_id) if job.result_id else routes.job(job.id),
        link_code="open_result" if done else "open_job",
    )


def refused_by_browser(line: str, language: str) -> SentFileView:
    """A file that never left the browser; `line` is "code code|name", as the page reports it."""
    codes, _, name = line.partition("|")
    settings = get_settings()
    error: MedAppError
    if "file-too-large" in codes:
        error = FileTooLarge(limit_mb=settings.max_file_mb)
    elif "too-many-files" in codes:
        error = TooManyFiles(limit=settings.max_files)
    else:
        error = UnsupportedFormat()
    return show_refused(name.removeprefix("./")[:_LONGEST_NAME], error, language)
