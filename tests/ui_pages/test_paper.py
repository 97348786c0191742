"""The sheet for the doctor: read back by our own engine it says the same, on one page, with nobody's name unasked."""

import io
import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pypdfium2
import pytest
from pdfminer.high_level import extract_text

from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, Rating, State, Unrecognised
from medapp.ingest.formats import read_document
from medapp.services.earlier import Earlier
from medapp.services.reports import ResultView, RowView
from medapp.ui.paper.typeset import typeset
from medapp.ui.sample import _as_result

LANGUAGES = ("ru", "en")


def sample(language: str) -> ResultView:
    kept = json.loads((files("medapp.ui") / "sample_outcome.json").read_text(encoding="utf-8"))
    return replace(_as_result(kept[language]), collected_at=date(2026, 11, 14), is_sample=False)


def text_of(pdf: bytes) -> str:
    return " ".join(extract_text(io.BytesIO(pdf)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_read_back_it_gives_the_same_values(language: str) -> None:
    result = sample(language)
    earlier = Earlier(date(2026, 6, 2), {"hemoglobin": Measurement("hemoglobin", "", "117", "g/L", value=117.0)})
    back = parse(read_document(typeset(result, language, earlier=earlier), "paper.pdf"))

    def shown(rows: list[Measurement]) -> list[object]:
        return sorted((m.analyte, m.value, m.unit, m.comparator) for m in rows)

    assert shown(list(back.measurements)) == shown([row.measurement for row in result.rows])
    own = {row.measurement.analyte: row for row in result.rows if row.rating.whose == "report"}
    for found in back.measurements:
        if found.analyte in own:
            printed = own[found.analyte].measurement
            assert (found.ref_low, found.ref_high) == (printed.ref_low, printed.ref_high), found.analyte
    assert (back.collected_at, back.sex, back.age_years) == (date(2026, 11, 14), result.sex, result.age_years)
    assert not back.unrecognised


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_page_with_its_fonts_inside_and_a_title(language: str) -> None:
    pdf = typeset(sample(language), language, link="https://labs.example.org/shared/" + "x" * 43)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
        assert "2026" in document.get_metadata_value("Title")
    assert pdf.count(b"/FontFile2") == 3
    assert b"/BaseFont /Helvetica" not in pdf
    assert f"/Lang ({language})".encode() in pdf and b"/DisplayDocTitle true" in pdf


def test_thirty_markers_fit_and_sixty_go_on_with_their_headings() -> None:
    result = sample("ru")
    thirty = replace(result, rows=[*result.rows, *result.rows[:6]])
    sixty = replace(result, rows=[*result.rows, *result.rows, *result.rows[:12]])
    with pypdfium2.PdfDocument(typeset(thirty, "ru")) as document:
        assert len(document) == 1
    pdf = typeset(sixty, "ru")
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 2
        pages = [page.get_textpage().get_text_range() for page in document]
    assert all("Показатель" in page and f"{number} из 2" in page for number, page in enumerate(pages, 1))


def test_a_name_stands_there_only_when_it_is_given() -> None:
    assert "Анна С." not in text_of(typeset(sample("ru"), "ru"))
    assert "Анна С." in text_of(typeset(sample("ru"), "ru", name="Анна С."))


def test_what_needs_a_look_is_said_in_words() -> None:
    result = sample("ru")
    row = result.rows[0]
    doubtful = RowView(row.id, replace(row.measurement, confidence=0.7), row.rating)
    text = text_of(
        typeset(replace(result, rows=[doubtful, *result.rows[1:]], unrecognised=(Unrecognised("x", 1, "y"),)), "ru")
    )

    for words in ("чуть ниже", "заметно ниже", "Вопросы врачу", "Прочитано с сомнением", "не удалось", "автоматически"):
        assert words in text


def test_a_critical_value_stands_above_all_else() -> None:
    result = sample("ru")
    potassium = Measurement("potassium", "Калий", "6,9", "ммоль/л", value=6.9, unit="mmol/L", confidence=0.99)
    rating = Rating(State.CRITICAL, 1, 6.9, 3.5, 5.1, "ммоль/л", "report")
    text = text_of(typeset(replace(result, rows=[RowView("k", potassium, rating), *result.rows]), "ru"))

    assert text.index("Свяжитесь с врачом сегодня") < text.index("Показатель")


def test_letters_no_font_holds_are_marked_and_never_lost() -> None:
    assert "?" in text_of(typeset(sample("en"), "en", name="李"))


def test_the_value_of_the_date_before_is_in_the_unit_of_its_row() -> None:
    earlier = Earlier(date(2026, 6, 2), {"hemoglobin": Measurement("hemoglobin", "Hb", "11.7", "g/dL", value=117.0)})
    text = text_of(typeset(sample("ru"), "ru", earlier=earlier))

    assert "02.06.2026" in text and "11.7" not in text
