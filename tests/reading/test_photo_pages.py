"""Several photos of one report are one file, whose pages come in order and are opened only where files are read."""

import io
import zipfile

import pytest
from PIL import Image

from medapp.errors import TooComplex, UnreadableFile
from medapp.ingest.formats import sniff
from medapp.ingest.limits import Limits
from medapp.ingest.ocr.pictures import open_picture
from medapp.ingest.photo_pages import is_joined, join, parts_of


def photo(shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 60), shade).save(out, "JPEG")
    return out.getvalue()


def test_joined_photos_are_the_pages_of_one_picture_file() -> None:
    data = join([photo(10), photo(200)])
    shades = [round(float(page.mean()), -1) for page in open_picture(data, Limits())]

    assert sniff(data, "photos.zip").name == "picture"
    assert shades == [10, 200]


def test_the_same_photos_make_the_same_file() -> None:
    assert join([photo(10), photo(20)]) == join([photo(10), photo(20)])
    assert join([photo(10), photo(20)]) != join([photo(20), photo(10)])


def test_what_only_looks_like_ours_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("medapp-photo-pages", b"")
        package.writestr("001", b"0" * 1_000_000)
    with pytest.raises(TooComplex):
        list(parts_of(packed.getvalue(), Limits()))
    with pytest.raises(UnreadableFile):
        list(parts_of(join([photo(1)])[:-40], Limits()))
    with pytest.raises(TooComplex):
        list(parts_of(join([photo(1)] * 3), Limits(pages=2)))
    assert not is_joined(b"PK\x03\x04 something else")
