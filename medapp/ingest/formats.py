"""Which file formats are read, and how a file finds its reader: by its content, never by its name alone.

A module in `readers/` that carries `READER` is a reader; nothing else has to change.
"""

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from medapp.domain.documents import Document
from medapp.errors import EmptyFile, FileTooLarge, NoReadableText
from medapp.ingest import readers
from medapp.ingest.limits import DEFAULT_LIMITS, Limits

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how its bytes look and how they become a `Document`.

    `sniff(data, filename)` looks at the bytes and imports nothing heavy: the web process calls it.
    `read(data, filename, limits)` may raise any `Rejected`; `NoReadableText` passes the file on to the
    next reader that sniffs it (a scan goes from the text layer to recognition). Lower `priority` is asked first.
    `recognises` marks a reader that looks at pictures: it takes seconds a page and hundreds of megabytes.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Limits], Document]
    priority: int = 50
    recognises: bool = False


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every `READER` found in the readers folder, in the order in which they are asked."""
    modules = (import_module(f"{readers.__name__}.{found.name}") for found in pkgutil.iter_modules(readers.__path__))
    known = [module.READER for module in modules if hasattr(module, "READER")]
    return tuple(sorted(known, key=lambda reader: (reader.priority, reader.name)))


def accepted_suffixes() -> tuple[str, ...]:
    """What an upload form offers to choose: (".csv", ".pdf", …)."""
    return tuple(sorted({suffix for reader in all_readers() for suffix in reader.suffixes}))


def accepted_media_types() -> tuple[str, ...]:
    return tuple(sorted({media for reader in all_readers() for media in reader.media_types}))


def sniff_all(data: bytes, filename: str = "") -> tuple[Reader, ...]:
    """Every reader whose format these bytes are; raises EmptyFile or UnsupportedFormat."""
    if not data.strip(b"\x00\t\r\n "):
        raise EmptyFile
    matching = tuple(reader for reader in all_readers() if reader.sniff(data, filename))
    if not matching:
        from medapp.ingest.refusals import refusal_of

        raise refusal_of(data)
    return matching


def sniff(data: bytes, filename: str = "") -> Reader:
    """The reader that is asked first; raises EmptyFile or UnsupportedFormat."""
    return sniff_all(data, filename)[0]


def read_document(
    data: bytes,
    filename: str = "",
    *,
    limits: Limits = DEFAULT_LIMITS,
    on_reader: Callable[[Reader], object] = lambda _: None,
) -> Document:
    """The file as words with places, rows of cells, or a structured report. `on_reader` is told who reads next."""
    if len(data) > limits.size_bytes:
        raise FileTooLarge(limit_mb=limits.size_bytes // _MEGABYTE)
    matching = sniff_all(data, filename)
    for reader in matching[:-1]:
        try:
            on_reader(reader)
            return reader.read(data, filename, limits)
        except NoReadableText:
            continue
    on_reader(matching[-1])
    return matching[-1].read(data, filename, limits)
