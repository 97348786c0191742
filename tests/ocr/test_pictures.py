"""Reading pictures: what is promised of scans, photos, turned pages, odd formats and hostile files."""

import io
import struct
import zlib

import cv2
import numpy as np
import pytest
from PIL import Image

from medapp.domain.documents import Document
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement
from medapp.errors import MedAppError, NoReadableText, TooComplex, UnreadableFile
from medapp.ingest.formats import read_document
from medapp.ingest.limits import DEFAULT_LIMITS, Limits
from medapp.ingest.ocr.pictures import Grey, open_picture
from tests.corpus.reports import Row
from tests.ocr.__main__ import SURE, measure
from tests.ocr.degrade import photographed, quarter_turned, scanned
from tests.ocr.drawn import draw_table


@pytest.fixture(scope="module")
def table() -> tuple[Grey, list[Row]]:
    return draw_table(3)


def _read(picture: Grey, suffix: str = ".png") -> list[Measurement]:
    return list(parse(_document(picture, suffix)).measurements)


def _document(picture: Grey, suffix: str) -> Document:
    return read_document(cv2.imencode(suffix, picture)[1].tobytes(), f"report{suffix}")


def test_a_scanned_table_is_read_and_what_is_confident_is_right(table: tuple[Grey, list[Row]]) -> None:
    picture, rows = table
    counts, misses = measure(rows, _read(scanned(picture, 3)))
    assert counts["value"] >= 0.93 * len(rows), misses
    assert counts["unit"] >= 0.9 * len(rows), misses
    assert counts["sure"] >= 0.5 * len(rows)
    assert counts["sure_value"] == counts["sure"], misses


@pytest.mark.slow
def test_a_photo_taken_at_an_angle_under_a_shadow_is_read(table: tuple[Grey, list[Row]]) -> None:
    picture, rows = table
    counts, misses = measure(rows, _read(photographed(picture, 3)))
    assert counts["value"] >= 0.75 * len(rows), misses
    assert counts["sure_value"] == counts["sure"], misses


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_turned(table: tuple[Grey, list[Row]], quarters: int) -> None:
    picture, rows = table
    counts, misses = measure(rows, _read(quarter_turned(picture, quarters)))
    assert counts["value"] >= 0.93 * len(rows), misses


@pytest.mark.slow
def test_light_numbers_in_filled_cells_keep_their_decimals() -> None:
    picture, rows = draw_table(1)
    counts, misses = measure(rows, _read(scanned(picture, 1)))
    assert counts["power_of_ten"] == 0, misses
    assert counts["value"] >= 0.88 * len(rows), misses


def _small(mode: str = "L") -> Image.Image:
    return Image.new(mode, (40, 30), "white")


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("RGB", "WEBP"),
        ("1", "TIFF"),
        ("CMYK", "JPEG"),
        ("P", "PNG"),
        ("RGBA", "PNG"),
        ("I;16", "PNG"),
        ("LA", "PNG"),
        ("L", "BMP"),
    ],
)
def test_every_kind_of_picture_becomes_dark_letters_on_light_paper(mode: str, kind: str) -> None:
    made = _small("L").convert(mode) if mode != "I;16" else Image.fromarray(np.full((30, 40), 65535, np.uint16))
    (frame,) = open_picture(_saved(made, kind), DEFAULT_LIMITS)
    assert frame.shape == (30, 40)
    assert frame.dtype == np.uint8
    assert np.median(frame) > 200


def test_a_picture_from_a_phone_in_heic_is_opened() -> None:
    pillow_heif = pytest.importorskip("pillow_heif")
    pillow_heif.register_heif_opener()
    (frame,) = open_picture(_saved(Image.new("RGB", (64, 48), "white"), "HEIF"), DEFAULT_LIMITS)
    assert frame.shape == (48, 64)


def test_a_picture_is_turned_as_its_exif_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (frame,) = open_picture(_saved(_small(), "JPEG", exif=exif), DEFAULT_LIMITS)
    assert frame.shape == (40, 30)


def test_every_frame_of_a_fax_is_a_page_up_to_the_limit() -> None:
    fax = _saved(_small("1"), "TIFF", save_all=True, append_images=[_small("1"), _small("1")])
    assert len(list(open_picture(fax, DEFAULT_LIMITS))) == 3
    with pytest.raises(TooComplex):
        list(open_picture(fax, Limits(pages=2)))


def test_a_huge_picture_is_refused_before_it_is_unpacked() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = lambda kind, body: struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))  # noqa: E731
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(TooComplex):
        list(open_picture(bomb, DEFAULT_LIMITS))


@pytest.mark.parametrize("cut", [20, 200, 2000])
def test_a_picture_cut_short_is_called_unreadable(table: tuple[Grey, list[Row]], cut: int) -> None:
    data = cv2.imencode(".jpg", table[0])[1].tobytes()[:cut]
    with pytest.raises(UnreadableFile):
        list(open_picture(data, DEFAULT_LIMITS))


@pytest.mark.parametrize(
    "picture", [np.full((3, 3), 255, np.uint8), np.zeros((200, 300), np.uint8), np.full((1, 900), 128, np.uint8)]
)
def test_a_picture_without_text_says_so(picture: Grey) -> None:
    with pytest.raises(NoReadableText):
        _document(picture, ".png")


@pytest.mark.slow
def test_noise_is_no_result() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (600, 800), np.uint8)
    try:
        found = _read(noise)
    except MedAppError:
        return
    assert not [m for m in found if m.confidence >= SURE]
