"""The quick way to a PDF's objects gives what pdfminer's own parser gives."""

import io
from pathlib import Path
from typing import Any

import pytest
from pdfminer.ascii85 import ascii85decode
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream
from pdfminer.psparser import LIT, PSKeyword

from medapp.ingest.pdf.objects import QuickDocument, QuickStream
from medapp.ingest.pdf.values import UnusualObjectError, read_value
from tests.corpus.layouts import LAYOUTS
from tests.corpus.typeset import typeset

SHARED = sorted((Path(__file__).resolve().parents[3] / "shared" / "corpus" / "files").glob("*.pdf"))


def _plain(value: Any) -> Any:
    """Comparable by value; pdfminer leaves `null` in object streams as a keyword."""
    if isinstance(value, PDFObjRef):
        return "reference", value.objid
    if isinstance(value, PDFStream):
        return "stream", _plain(value.attrs), value.get_data()
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, PSKeyword):
        value = None
    return type(value), value


def _assert_same(data: bytes) -> None:
    careful, quick = PDFDocument(PDFParser(io.BytesIO(data))), QuickDocument(data)
    numbers = {number for xref in careful.xrefs for number in xref.get_objids()}
    assert numbers == {number for xref in quick.xrefs for number in xref.get_objids()}
    for number in numbers:
        assert _plain(quick.getobj(number)) == _plain(careful.getobj(number)), number


@pytest.mark.parametrize("name", ["ru_four_columns", "en_labcorp"])
def test_every_object_of_the_own_corpus_is_the_same(name: str) -> None:
    _assert_same(typeset(*LAYOUTS[name]))


@pytest.mark.slow
@pytest.mark.parametrize("path", SHARED, ids=[path.stem for path in SHARED])
def test_every_object_of_the_development_corpus_is_the_same(path: Path) -> None:
    _assert_same(path.read_bytes())


def test_a_value_is_read_as_written() -> None:
    written = rb"<< /A#20B [1 -2.5 .5] /C (a\(b\)\053 (c)) % remark" b"\n /D <4142> /E null /F [/G true 7 0 R] >> rest"
    value, behind = read_value(written, 0, None)
    assert written[behind:] == b" rest"
    assert {key: value[key] for key in ("A B", "C", "D")} == {"A B": [1, -2.5, 0.5], "C": b"a(b)+ (c)", "D": b"AB"}
    assert "E" not in value and value["F"][1] is True and value["F"][2].objid == 7


@pytest.mark.parametrize(
    "written", [b"<< /A 1", b"[1 2 >>", b"<< 1 2 >>", b"(never closed", b"12ab", b"[1 2-3]", b"<ABC>"]
)
def test_an_unusual_value_is_left_to_the_careful_parser(written: bytes) -> None:
    with pytest.raises(UnusualObjectError):
        read_value(written, 0, None)


@pytest.mark.parametrize("wrapped", [b'87cURD]i,"Ebo80~>', b'87cUR D]i\n,"Ebo80~>', b"zz!!~>", b"~>", b"87cURDZ~>"])
def test_base_85_is_unwrapped_as_pdfminer_does(wrapped: bytes) -> None:
    assert QuickStream({"Filter": LIT("ASCII85Decode")}, wrapped).get_data() == ascii85decode(wrapped)
