"""Cut a file of HL7 v2 into parsed messages: MLLP frames, batches, any line ending, any declared character set."""

import re

import hl7

from medapp.errors import TooComplex, UnreadableFile

MAX_SEGMENTS = 20_000
MAX_SEGMENT_CHARS = 200_000
_FRAME = re.compile(r"[\x0b\x1c]")
_ENVELOPE = ("FHS", "BHS", "BTS", "FTS")

# HL7 table 0085: results that were taken back, never came, or were asked for only.
WITHDRAWN = {"D": "withdrawn", "W": "withdrawn", "X": "no_value", "N": "no_value", "O": "no_value"}
# HL7 table 0211, as far as laboratories that print Russian or English use it.
_CHARSETS = {
    "UNICODE UTF-8": "utf-8",
    "UTF-8": "utf-8",
    "8859/1": "latin-1",
    "8859/5": "iso8859-5",
    "8859/15": "iso8859-15",
    "CP1251": "cp1251",
    "WINDOWS-1251": "cp1251",
    "KOI8-R": "koi8-r",
}


def _segments(lines: list[str]) -> list[str]:
    """One segment a line: indents dropped, and a line that begins no segment goes on with the one before."""
    segments: list[str] = []
    separator = "|"
    for line in lines:
        bare = line.lstrip(" \t\ufeff")
        if bare.startswith(("MSH", "FHS", "BHS")) and len(bare) > 3:
            separator = bare[3]
        if re.match(rf"[A-Z][A-Z0-9]{{2}}(?:{re.escape(separator)}|$)", bare):
            segments.append(bare.rstrip())
        elif bare.strip() and segments:
            segments[-1] += " " + bare.strip()
    return segments


def messages(data: bytes) -> list[hl7.Message]:
    """Every message of the file. Raises UnreadableFile when none can be parsed, TooComplex beyond the limits."""
    lines = _segments(re.split(r"[\r\n]+", _FRAME.sub("\r", _decode(data))))
    # A file inside a message is bounded by the limit on all bytes.
    if len(lines) > MAX_SEGMENTS or any(len(x) > MAX_SEGMENT_CHARS and not is_embedded(x) for x in lines):
        raise TooComplex()
    groups: list[list[str]] = []
    for line in lines:
        if line.startswith("MSH"):
            groups.append([line])
        elif groups and not line.startswith(_ENVELOPE):
            groups[-1].append(line)
    try:
        return [hl7.parse("\r".join(group) + "\r") for group in groups]
    except (hl7.HL7Exception, ValueError, IndexError) as error:
        raise UnreadableFile() from error


def is_embedded(line: str) -> bool:
    """An OBX segment that carries a file."""
    return re.match(r"OBX(.)[^\r]{0,40}?\1ED\1", line) is not None


def _decode(data: bytes) -> str:
    """UTF-8 when it is; else what MSH-18 declares; else the Windows code page of Russian laboratories."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        head = data[:2000].decode("latin-1").upper()
        declared = next((codec for name, codec in _CHARSETS.items() if f"|{name}" in head), "cp1251")
        return data.decode(declared, errors="replace")


def field(segment: hl7.Segment, number: int, component: int = 1) -> str:
    """The text of one component, escapes undone and `""` (HL7's explicit null) emptied."""
    if len(segment) <= number or not str(segment[number]):
        return ""
    repetition = segment[number][0]
    if isinstance(repetition, str):
        text = repetition if component == 1 else ""
    else:
        text = str(repetition[component - 1]) if len(repetition) >= component else ""
    text = unescape(text).strip()
    return "" if text == '""' else text


_ESCAPES = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\", ".br": "\n"}


def unescape(text: str) -> str:
    """The text with HL7's escapes of delimiters and line breaks undone."""
    return re.sub(r"\\(F|S|T|R|E|\.br)\\", lambda match: _ESCAPES[match[1]], text) if "\\" in text else text
