"""Files find their reader by content, and what cannot be read says why."""

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from medapp.domain.parsing.report import parse
from medapp.errors import (
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    NoReadableText,
    NoResultsFound,
    TooComplex,
    UnreadableFile,
    UnsupportedFormat,
)
from medapp.ingest.formats import Limits, accepted_suffixes, read_document, sniff
from medapp.ingest.readers import pdf_text

LINE = "Hemoglobin 140 g/L 120 - 160"


def _pdf(*texts: str, pages: int = 1, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for _ in range(pages):
        for index, text in enumerate(texts):
            canvas.drawString(50, 700 - 20 * index, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_program_renamed_to_pdf_is_refused() -> None:
    with pytest.raises(UnsupportedFormat):
        sniff(b"MZ\x90\x00" + b"\x00" * 200 + b"%PDF-1.7", "report.pdf")


@pytest.mark.parametrize("data", [b"", b"\n\n  ", b"\x00" * 50])
def test_a_file_without_content_is_called_empty(data: bytes) -> None:
    with pytest.raises(EmptyFile):
        sniff(data, "report.pdf")


def test_pdf_and_csv_are_told_by_content_whatever_the_name() -> None:
    assert sniff(_pdf(LINE), "report.txt").name == "pdf_text"
    assert sniff("Показатель;Результат\nГемоглобин;134\nСОЭ;5".encode("cp1251"), "x.dat").name == "csv"
    assert {".pdf", ".csv"} <= set(accepted_suffixes())


def test_a_pdf_with_an_owner_password_only_is_read() -> None:
    data = _pdf(LINE, encrypt=StandardEncryption("", ownerPassword="owner", strength=128))
    assert parse(read_document(data)).measurements[0].value == 140.0


def test_a_pdf_with_a_user_password_is_called_encrypted() -> None:
    with pytest.raises(EncryptedFile):
        read_document(_pdf(LINE, encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128)))


def test_a_truncated_pdf_is_called_unreadable() -> None:
    data = _pdf(LINE)
    with pytest.raises(UnreadableFile):
        pdf_text.read(data[: len(data) // 3], "", Limits())


def test_a_page_without_text_has_no_readable_text() -> None:
    with pytest.raises(NoReadableText):
        pdf_text.read(_pdf(), "", Limits())


def test_text_without_results_says_so() -> None:
    with pytest.raises(NoResultsFound):
        parse(
            read_document(
                _pdf("Dear Sir or Madam,", "the meeting of 12 May is moved to room 14, floor 3.", "Yours, A. Example")
            )
        )


def test_more_pages_than_allowed_are_too_complex() -> None:
    with pytest.raises(TooComplex):
        read_document(_pdf(LINE, pages=4), limits=Limits(pages=3))


def test_more_bytes_than_allowed_are_too_large() -> None:
    with pytest.raises(FileTooLarge):
        read_document(_pdf(LINE), limits=Limits(size_bytes=100))


def test_a_font_without_a_map_to_letters_is_not_passed_on() -> None:
    garbage = "".join(chr(0xE000 + index % 60) + " " * (index % 7 == 0) for index in range(400))
    from medapp.domain.parsing.textlayer import is_garbage

    assert is_garbage(garbage)
    assert not is_garbage("Гемоглобин 134 г/л 117 - 155 Hemoglobin 140 g/L")
