"""What a message carries as it was printed: lines of text, or a file in base64."""

from collections.abc import Iterator

import hl7

from medapp.ingest.enclosed import Enclosed, decoded, read_enclosed
from medapp.ingest.hl7v2.messages import WITHDRAWN, field, unescape
from medapp.ingest.limits import Limits
from medapp.ingest.readers import plain_text

_LINE_TYPES = ("TX", "FT", "ST")


def printed(messages: list[hl7.Message], limits: Limits) -> Enclosed:
    """The first file that can be read, else a page of the text lines. Raises what is wrong with a file
    when there is nothing else."""
    lines = [line for message in messages for line in _lines(message)]
    has_lines = any(char.isdigit() for line in lines for char in line)
    found = read_enclosed(enclosed_in(messages), limits, has_more=has_lines)
    if found.pages or found.tables or not has_lines:
        return found
    return Enclosed(pages=plain_text.read("\n".join(lines).encode(), "", limits).pages)


def enclosed_in(messages: list[hl7.Message]) -> Iterator[bytes]:
    """The files of the observations that were not taken back."""
    for segment in (s for message in messages for s in _observations(message, ("ED",))):
        if data := decoded(field(segment, 5, 5)):
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
        if field(segment, 2).upper() in types and field(segment, 11) not in WITHDRAWN:
            yield segment
