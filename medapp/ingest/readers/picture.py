"""Photos and scans: JPEG, PNG, WebP, TIFF, HEIC and BMP."""

from medapp.domain.documents import Document
from medapp.ingest.formats import Reader
from medapp.ingest.limits import Limits
from medapp.ingest.photo_pages import is_joined

_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"BM")
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def looks_like_picture(data: bytes, filename: str) -> bool:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return True
    return data.startswith(_STARTS) or is_joined(data) or (data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS)


def read(data: bytes, filename: str, limits: Limits) -> Document:
    from medapp.ingest.ocr.pictures import open_picture  # the engines weigh 200 MB: loaded for pictures only
    from medapp.ingest.ocr.recognise import read_pages

    return read_pages(open_picture(data, limits), "picture", limits.engine)


READER = Reader(
    name="picture",
    suffixes=(".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".heic", ".heif", ".bmp"),
    media_types=("image/jpeg", "image/png", "image/webp", "image/tiff", "image/heic", "image/heif", "image/bmp"),
    sniff=looks_like_picture,
    read=read,
    recognises=True,
)
