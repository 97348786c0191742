"""Which language data Tesseract reads with: the project's own, or larger data that the system has and is asked for.

Larger is not better by itself. On 11 English pages of the tests' own (228 rows, November 2026) standard English data
read 0.952 of the values and 0.864 of their units, the project's fast data 0.956 and 0.873, in 4 % less time: so the
project's are read with unless the operator wants the system's.

The data come in three kinds that differ in the network of each language: *fast* (0.3 to 0.4 MB; the project's, and
Debian's), *standard* (about 1.5 MB of whole numbers) and *best* (floating point, many megabytes and many times as
slow). The kind is told by the network's size in the file, not by the file's, most of which is word lists.
"""

import lzma
import os
import struct
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGE_CODES = ("rus", "eng")
OWN, SYSTEM, CHOSEN = "own", "system", "chosen"
_DATA = Path(__file__).with_name("tessdata")
_SYSTEM = (
    *sorted(Path("/usr/share/tesseract-ocr").glob("*/tessdata"), reverse=True),
    *(Path(folder) for folder in ("/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata")),
)
# Parts of a file by their number in its table (tessdatamanager.h of Tesseract 5).
_NETWORK, _LETTERS, _RECODER, _MOST_PARTS = 17, 21, 22, 64
_STANDARD = 800_000  # bytes of a network: twice the largest fast one, half of the smallest standard one
_BEST = 4_000_000


@dataclass(frozen=True, slots=True)
class LanguageData:
    """`kind` is fast, standard or best; `source` says whose it is: own, system or chosen by TESSDATA_PREFIX."""

    folder: Path
    kind: str
    source: str


@cache
def language_data() -> LanguageData:
    """The data to read with, unpacked: a folder chosen by TESSDATA_PREFIX, of any kind; with MEDAPP_OCR_DATA=system the
    system's standard data; in all other cases, and when those are missing or broken, the project's."""
    wanted = os.environ.get("TESSDATA_PREFIX")
    if wanted:
        for folder in (Path(wanted), Path(wanted) / "tessdata"):
            if kind := kind_of(folder):
                return LanguageData(folder, kind, CHOSEN)
    if os.environ.get("MEDAPP_OCR_DATA") == SYSTEM:
        better = next((folder for folder in _SYSTEM if kind_of(folder) == "standard"), None)
        if better:
            return LanguageData(better, "standard", SYSTEM)
    return LanguageData(_own_folder(), "fast", OWN)


def kind_of(folder: Path) -> str | None:
    """The kind of the folder's data, by the smaller network; None when a language is missing or its file is broken."""
    sizes = [_network_size(folder / f"{code}.traineddata") for code in LANGUAGE_CODES]
    if not all(sizes):
        return None
    smallest = min(sizes)
    return "best" if smallest >= _BEST else "standard" if smallest >= _STANDARD else "fast"


def _network_size(path: Path) -> int:
    """Bytes of the network in a data file; 0 when there is none, or the file is damaged or cut short."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            (count,) = struct.unpack("<i", file.read(4))
            if not _RECODER < count <= _MOST_PARTS:
                return 0
            starts = struct.unpack(f"<{count}q", file.read(8 * count))
    except (OSError, struct.error):
        return 0
    there = sorted(start for start in starts if start >= 0)
    if min(starts[part] for part in (_NETWORK, _LETTERS, _RECODER)) < 0 or there[-1] >= size:
        return 0
    return min((start for start in there if start > starts[_NETWORK]), default=size) - starts[_NETWORK]


def _own_folder() -> Path:
    """Unpacked beside its archives, or in a private folder when that cannot be written."""
    folder = _DATA if os.access(_DATA, os.W_OK) else Path(tempfile.mkdtemp(prefix="medapp-tessdata-"))
    for code in LANGUAGE_CODES:
        target = folder / f"{code}.traineddata"
        if not target.exists():
            _unpack(_DATA / f"{code}.traineddata.xz", target)
    return folder


def _unpack(archive: Path, target: Path) -> None:
    """Written under another name first: a second process never sees half a file."""
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(lzma.decompress(archive.read_bytes()))
    Path(name).chmod(0o644)
    Path(name).replace(target)
