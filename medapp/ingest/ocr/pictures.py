"""Open a picture, or draw the pages of a PDF, as upright grey arrays."""

import io
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.limits import Limits
from medapp.ingest.ocr.coloured_ink import without_coloured_strokes
from medapp.ingest.photo_pages import is_joined, parts_of

Grey = np.ndarray[Any, np.dtype[np.uint8]]
Matrix = np.ndarray[Any, np.dtype[np.float64]]

MAX_PIXELS = 80_000_000
LONGEST_SIDE = 4_200  # px; a sharp A4 scan at 350 dpi
_COLOURED = ("RGB", "RGBA", "P", "CMYK", "YCbCr", "LAB", "HSV")
PDF_DPI = 220
Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def open_picture(data: bytes, limits: Limits) -> Iterator[Grey]:
    """Each frame of the file, or of the photos joined in it, turned as EXIF says. Raises UnreadableFile, TooComplex."""
    if is_joined(data):
        for part in parts_of(data, limits):
            yield from _frames(part, limits)
    else:
        yield from _frames(data, limits)


def _frames(data: bytes, limits: Limits) -> Iterator[Grey]:
    _know_heic(data)
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooComplex
            for count, frame in enumerate(ImageSequence.Iterator(picture), start=1):
                if count > limits.pages:
                    raise TooComplex(limit=limits.pages)
                yield _grey(ImageOps.exif_transpose(frame.copy()))
    except Image.DecompressionBombError as error:
        raise TooComplex from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile from error


def draw_pdf(data: bytes, limits: Limits) -> Iterator[Grey]:
    """The pages of a PDF as pictures. Raises UnreadableFile, TooComplex."""
    import pypdfium2  # the renderer is loaded for scans only

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile from error
    with document:
        if len(document) > limits.pages:
            raise TooComplex(limit=limits.pages)
        for page in document:
            width, height = page.get_size()
            scale = min(PDF_DPI / 72, LONGEST_SIDE / max(width, height, 1))
            drawn = np.asarray(page.render(scale=scale, rev_byteorder=True).to_numpy())
            yield without_coloured_strokes(drawn, cv2.cvtColor(drawn, cv2.COLOR_RGB2GRAY))


def _know_heic(data: bytes) -> None:
    if data[4:8] == b"ftyp":
        import pillow_heif  # only phones of one maker send these

        pillow_heif.register_heif_opener()


def _grey(picture: Image.Image) -> Grey:
    """Transparent pixels and coloured strokes become paper; huge pictures shrink to what recognition can use."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture)
    picture = picture.convert("RGB" if picture.mode in _COLOURED else "L")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    grey = np.asarray(picture.convert("L"))
    return grey if picture.mode == "L" else without_coloured_strokes(np.asarray(picture), grey)
