"""Files of a multipart request, one at a time in memory: nothing of a report is spooled to a temporary file."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from medapp.errors import InvalidForm


@dataclass(slots=True)
class Part:
    """One file as it comes; `too_large` ones keep no bytes."""

    name: str = ""
    filename: str | None = None
    data: bytearray = field(default_factory=bytearray)
    too_large: bool = False


async def files_of(request: Request, field_name: str, limit_bytes: int) -> AsyncIterator[Part]:
    """Each file under `field_name`, as soon as it is complete. Raises InvalidForm when it is no such request."""
    reader = _Reader(request.headers.get("content-type", ""), limit_bytes)
    async for chunk in request.stream():
        for part in reader.feed(chunk):
            if part.filename is not None and part.name == field_name:
                yield part
    reader.finish()


class _Reader:
    """The parser's callbacks, gathered into parts."""

    def __init__(self, content_type: str, limit_bytes: int) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise InvalidForm(field="file")
        self._limit = limit_bytes
        self._part = Part()
        self._done: list[Part] = []
        self._header = b""
        self._value = b""
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_part_data": self._take,
                "on_part_end": self._end,
                "on_header_field": self._take_header,
                "on_header_value": self._take_value,
                "on_header_end": self._end_header,
            },
        )

    def feed(self, chunk: bytes) -> list[Part]:
        try:
            self._parser.write(chunk)
        except ValueError as error:  # the parser's own errors are of this kind
            raise InvalidForm(field="file") from error
        done, self._done = self._done, []
        return done

    def finish(self) -> None:
        try:
            self._parser.finalize()
        except ValueError as error:
            raise InvalidForm(field="file") from error

    def _begin(self) -> None:
        self._part = Part()

    def _take_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _take_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            self._part.name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                self._part.filename = options[b"filename"].decode("utf-8", "replace")
        self._header, self._value = b"", b""

    def _take(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part.too_large or part.filename is None:
            return
        if len(part.data) + end - start > self._limit:
            part.too_large, part.data = True, bytearray()
            return
        part.data += data[start:end]

    def _end(self) -> None:
        self._done.append(self._part)
