"""What a message carries as it was printed: lines of text, or a PDF file in base64."""

import base64
import binascii
from collections.abc import Iterator

import hl7

from medapp.domain.documents import Page
from medapp.errors import Rejected
from medapp.ingest.hl7v2.messages import field, unescape
from medapp.ingest.limits import Limits
from medapp.ingest.readers import pdf_text, plain_text

_LINE_TYPES = ("TX", "FT", "ST")
_TAKEN_BACK = ("D", "W", "X")


def printed_pages(messages: list[hl7.Message], limits: Limits) -> tuple[Page, ...]:
    """The pages of the first PDF whose text can be read, else a page of the text lines; empty when there is neither."""
    for data in _files(messages):
        try:
            return pdf_text.read(data, "", limits).pages
        except Rejected:
            continue
    lines = [line for message in messages for line in _lines(message)]
    if not any(char.isdigit() for line in lines for char in line):
        return ()
    return plain_text.read("\n".join(lines).encode(), "", limits).pages


def _files(messages: list[hl7.Message]) -> Iterator[bytes]:
    for segment in (s for message in messages for s in _observations(message, ("ED",))):
        try:
            data = base64.b64decode("".join(field(segment, 5, 5).split()))
        except (binascii.Error, ValueError):
            continue
        if pdf_text.sniff(data, ""):
            yield data


def _lines(message: hl7.Message) -> Iterator[str]:
    """The text of a message line by line; blanks in front hold the columns in their places."""
    for segment in _observations(message, _LINE_TYPES):
        for repetition in segment[5]:
            yield from unescape(str(repetition)).split("\n")


def _observations(message: hl7.Message, types: tuple[str, ...]) -> Iterator[hl7.Segment]:
    """The OBX segments with a value of one of the types that was not taken back."""
    for segment in message:
        if str(segment[0]) != "OBX" or len(segment) <= 5:
            continue
        if field(segment, 2).upper() in types and field(segment, 11) not in _TAKEN_BACK:
            yield segment
