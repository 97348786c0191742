"""One page of a report as a picture whose boxes are those of reading: drawn from a PDF, or straightened from a scan."""

import io
from collections.abc import Iterator, Sequence

import numpy as np
from PIL import Image

from medapp.domain.documents import Page, Slopes, Word
from medapp.errors import NotFound, TooComplex, UnreadableFile
from medapp.ingest.enclosed import pdf_of
from medapp.ingest.explain.backgrounds import as_words_stand, straightened
from medapp.ingest.limits import DEFAULT_LIMITS, Limits
from medapp.ingest.ocr.pictures import LONGEST_SIDE, PDF_DPI, Grey, open_picture

WIDTH = 1440  # px: a row of A4 stays legible when it is shown enlarged
TALLEST = 3.0  # heights of a page in widths; a longer strip is cut off from being drawn sharply, not from being shown
_STEP = 17  # between shades of grey: sixteen of them make a small file, and print has no more
_FROM_PICTURES = ("picture", "pdf_scan")

Box = tuple[float, float, float, float]


def draw_page(
    data: bytes,
    reader: str,
    number: int,
    size: tuple[float, float] | None,
    boxes: Sequence[Box] = (),
    slopes: Slopes = (),
    limits: Limits = DEFAULT_LIMITS,
) -> bytes:
    """Page `number` (from 1) as PNG.

    `size` is its width and height in the units of `boxes`, which lie where there is ink: a sheet that was scanned
    on its side or its head is turned by them. `slopes`, in the same units, are those that reading straightened it by.
    Raises NotFound beyond the last page, UnreadableFile, TooComplex.
    """
    if reader == "picture":
        pages = open_picture(data, limits)
    else:
        pages = _one_of_pdf(pdf_of(data, limits, has_text=reader == "pdf_text"), number, limits, reader)
    wanted = number if reader == "picture" else 1
    for place, grey in enumerate(pages, start=1):
        if place == wanted:
            sheet = next(straightened([grey])) if reader in _FROM_PICTURES else grey
            return _as_png(_as_read(sheet, size, boxes, slopes), size)
    raise NotFound


def _one_of_pdf(data: bytes, number: int, limits: Limits, reader: str) -> Iterator[Grey]:
    """The page alone: those before it are not drawn. A scan is drawn as sharply as recognition saw it."""
    import pypdfium2  # the renderer is loaded when a page is drawn

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile from error
    with document:
        if not 1 <= number <= min(len(document), limits.pages):
            return
        try:
            page = document[number - 1]
            width, height = page.get_size()
            if not (width > 0 and height > 0):
                raise UnreadableFile
            wanted = PDF_DPI / 72 if reader in _FROM_PICTURES else WIDTH / min(width, height)
            scale = min(wanted, LONGEST_SIDE / max(width, height))
            drawn = np.asarray(page.render(scale=scale, grayscale=True).to_numpy())
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile from error
        yield drawn.reshape(drawn.shape[:2])


def _as_read(sheet: Grey, size: tuple[float, float] | None, boxes: Sequence[Box], slopes: Slopes) -> Grey:
    if size is None or not boxes:
        return sheet
    return as_words_stand(sheet, Page(1, *size, words=tuple(Word("", *box) for box in boxes), slopes=slopes))


def _as_png(grey: Grey, size: tuple[float, float] | None) -> bytes:
    height, width = grey.shape
    shape = height / width if size is None else size[1] / max(size[0], 1.0)
    if not shape > 0:
        raise TooComplex
    across = round(WIDTH * min(1.0, TALLEST / shape))
    picture = Image.fromarray(np.ascontiguousarray(grey))
    picture = picture.resize((across, max(1, round(across * shape))), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.point(lambda shade: (shade + _STEP // 2) // _STEP * _STEP).save(out, "PNG", compress_level=6)
    return out.getvalue()
