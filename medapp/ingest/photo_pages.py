"""Several photos that are the pages of one report, kept as one file: a ZIP that stores them one after another.

Joining opens no picture: that is done where strangers' files are read, under its limits.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.limits import Limits

_FIRST = "medapp-photo-pages"
_DATE = (1980, 1, 1, 0, 0, 0)  # equal photos make an equal file: the same report is known again


def join(pages: Sequence[bytes]) -> bytes:
    """The pages in this order as one file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as package:
        package.writestr(zipfile.ZipInfo(_FIRST, _DATE), b"")
        for number, page in enumerate(pages, start=1):
            package.writestr(zipfile.ZipInfo(f"{number:03d}", _DATE), page)
    return data.getvalue()


def is_joined(data: bytes) -> bool:
    """By its first bytes: a ZIP whose first entry is ours."""
    return data.startswith(b"PK\x03\x04") and data[30 : 30 + len(_FIRST)] == _FIRST.encode()


def parts_of(data: bytes, limits: Limits) -> Iterator[bytes]:
    """The photos one by one. Raises UnreadableFile; TooComplex for more pages than are read, or packed ones."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()[1:]
            if len(entries) > limits.pages or any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
                raise TooComplex(limit=limits.pages)
            for entry in entries:
                yield package.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, OSError) as error:
        raise UnreadableFile from error
