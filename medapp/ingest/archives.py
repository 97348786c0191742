"""ZIP archives of strangers: their entries and a few bytes of them in memory, within limits; nothing goes to disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from medapp.errors import EncryptedFile, TooComplex, UnreadableFile

MAX_ENTRIES = 20_000
MAX_DIRECTORY_BYTES = 4_000_000
MAX_RATIO = 200  # unpacked to packed; text of records packs to a tenth, a bomb to a thousandth
_SMALL = 1_000_000  # below it any ratio is harmless
_MARK = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")  # the end of the directory: its entries and its size
_LONGEST_REMARK = 65_535
_ENCRYPTED = 0x1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError)


def is_archive(data: bytes) -> bool:
    return data.startswith(_MARK)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive with its directory read. Raises UnreadableFile; TooComplex for a directory too long to read."""
    tail = data[-(_LONGEST_REMARK + _END.size) :]
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END.size:
        raise UnreadableFile
    *_, entries, size, _, _ = _END.unpack_from(tail, at)
    if entries > MAX_ENTRIES or size > MAX_DIRECTORY_BYTES:
        raise TooComplex(limit=MAX_ENTRIES)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise UnreadableFile from error


def head_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, size: int) -> bytes:
    """At most `size` first bytes of an entry. Raises EncryptedFile, UnreadableFile."""
    if entry.flag_bits & _ENCRYPTED:
        raise EncryptedFile
    if entry.compress_type not in _PACKINGS:
        raise UnreadableFile
    try:
        with archive.open(entry) as file:
            return file.read(size)
    except _BROKEN as error:
        raise UnreadableFile from error


def contents(archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo], size: int) -> Iterator[bytes]:
    """The entries one by one. Raises TooComplex when together they hold more than `size` bytes, or when one is packed
    as only a bomb is; what the directory says of sizes is not believed, only counted against it."""
    left = size
    for entry in entries:
        is_bomb = entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size)
        if is_bomb or entry.file_size > left:
            raise TooComplex(limit=size)
        data = head_of(archive, entry, left + 1)
        left -= len(data)
        if left < 0:
            raise TooComplex(limit=size)
        yield data
