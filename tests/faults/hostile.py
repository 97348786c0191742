"""Files made to harm whoever opens them: bombs, loops, endless nesting. Each maker gives the bytes of one file."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

Maker = Callable[[], bytes]
HOSTILE: dict[str, Maker] = {}

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FLATE = b"/Filter/FlateDecode"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
TEXT = b"BT /F1 12 Tf 50 700 Td (Hemoglobin 140 g/L 117 - 155) Tj ET"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"


def hostile(maker: Maker) -> Maker:
    HOSTILE[maker.__name__] = maker
    return maker


def pdf(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, with a correct cross-reference table; the first is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n" % (entries, len(data)) + data + b"\nendstream"


def page(content: bytes, resources: bytes = b"/Font<</F1 5 0 R>>", more: tuple[bytes, ...] = ()) -> bytes:
    """One page that shows `content` (object 4); objects from 6 on are `more`."""
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources
    return pdf([CATALOG, ONE_PAGE, leaf, content, FONT, *more])


@cache
def _gigabyte_of_blanks() -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(b" " * (1 << 20)) for _ in range(1024)) + packer.flush()


@hostile
def flate_bomb() -> bytes:
    return page(stream(_gigabyte_of_blanks(), FLATE))


@hostile
def flate_bomb_packed_twice() -> bytes:
    return page(stream(zlib.compress(_gigabyte_of_blanks(), 9), b"/Filter[/FlateDecode/FlateDecode]"))


@hostile
def billion_laughs_of_forms() -> bytes:
    levels = [stream(b"/X Do " * 10, FORM % (7 + level)) for level in range(9)]
    last = stream(TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>")
    return page(stream(b"/X Do " * 10), b"/XObject<</X 6 0 R>>/Font<</F1 5 0 R>>", (*levels, last))


@hostile
def form_that_shows_itself() -> bytes:
    return page(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", (stream(b"/X Do /X Do", FORM % 6),))


@hostile
def five_million_operators() -> bytes:
    return page(stream(zlib.compress(b"q Q " * 2_500_000, 9), FLATE))


@hostile
def five_million_glyphs() -> bytes:
    line = b"(" + b"A" * 100 + b") Tj 0 -1 Td "
    return page(stream(zlib.compress(b"BT /F1 9 Tf " + line * 50_000 + b"ET", 9), FLATE))


@hostile
def sixty_thousand_pages() -> bytes:
    count = 60_000
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return pdf([CATALOG, tree, stream(TEXT), FONT, *[leaf] * count])


@hostile
def length_that_is_its_own_stream() -> bytes:
    return page(b"<</Length 4 0 R>>\nstream\n" + TEXT + b"\nendstream")


@hostile
def predictor_of_two_thousand_million_columns() -> bytes:
    parameters = FLATE + b"/DecodeParms<</Predictor 12/Columns 2000000000/Colors 4>>"
    return page(stream(zlib.compress(b"\x02" * 100), parameters))


@hostile
def array_nested_deeply() -> bytes:
    return page(stream(b"[" * 200_000 + b"]" * 200_000))


@hostile
def dictionary_nested_deeply() -> bytes:
    nested = b"<</Type/Catalog/Pages 2 0 R/Z " + b"[" * 50_000 + b"]" * 50_000 + b">>"
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf([nested, ONE_PAGE, leaf, stream(TEXT), FONT])


@hostile
def page_tree_that_contains_itself() -> bytes:
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", leaf, stream(TEXT), FONT])


@hostile
def cross_reference_that_points_at_itself() -> bytes:
    whole = page(stream(TEXT))
    start = whole.rindex(b"xref\n0")
    return whole.replace(b"/Root 1 0 R>>", b"/Root 1 0 R/Prev %d>>" % start)


@hostile
def object_streams_that_contain_each_other() -> bytes:
    entry = b"/Type/ObjStm/N 1/First 4/Extends %d 0 R"
    streams = (stream(b"7 0 <</Length 6 0 R>>", entry % 7), stream(b"6 0 <</Length 7 0 R>>", entry % 6))
    return page(stream(TEXT), more=streams)


@hostile
def archive_whose_record_is_a_gigabyte() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("clinical-records/Observation-1.json", '{"resourceType": "Observation"}')
        with archive.open("clinical-records/Observation-2.json", "w") as record:
            for _ in range(1024):
                record.write(b" " * (1 << 20))
    return out.getvalue()
