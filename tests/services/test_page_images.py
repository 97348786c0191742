"""Pages as pictures: for the owner alone, drawn apart from the web process, and not by a hostile file's rules."""

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from deploy.places import ROOT
from medapp.domain.parsing.report import parse
from medapp.domain.results import Measurement, Outcome, ParsedReport, Rating, ScoreResult, State
from medapp.errors import NotFound, Rejected, UnreadableFile
from medapp.ingest.formats import read_document
from medapp.ingest.page_image import WIDTH, draw_page
from medapp.services import page_images, reports, reviewing
from tests.cast import Cast, make_outcome, read_report

SAMPLE = Path(ROOT, "assets", "sample-ru.pdf")


def keep(cast: Cast, data: bytes, **report: object) -> str:
    facts = {"page_sizes": ((595.0, 842.0),), "pages": 1} | report
    read_report(cast.owner.actor, data, make_outcome(**facts))
    return reports.list_results(cast.owner.actor).items[0].id


def ink_in(picture: Image.Image, row: Measurement, size: tuple[float, float]) -> float:
    """Share of dark pixels in the row's box."""
    assert row.bbox
    scale = picture.width / size[0]
    piece = picture.convert("L").crop(tuple(round(part * scale) for part in row.bbox))
    return sum(piece.point(lambda shade: 255 if shade < 128 else 0).histogram()[128:]) / (piece.width * piece.height)


def rows_of(path: Path) -> tuple[tuple[Measurement, ...], tuple[tuple[float, float], ...]]:
    report = parse(read_document(path.read_bytes(), path.name))
    return report.measurements, report.page_sizes


def test_a_stranger_gets_no_page(cast: Cast) -> None:
    result_id = keep(cast, SAMPLE.read_bytes())
    for actor in (cast.stranger.actor, cast.guest.actor, cast.admin.actor):
        with pytest.raises(NotFound):
            page_images.order(actor, result_id, 1)


def test_a_page_is_drawn_once_and_its_rows_lie_where_reading_says(cast: Cast) -> None:
    rows, sizes = rows_of(SAMPLE)
    outcome = Outcome(
        parse(read_document(SAMPLE.read_bytes(), SAMPLE.name)),
        tuple(Rating(State.IN_RANGE) for _ in rows),
        ScoreResult("abstained"),
    )
    read_report(cast.owner.actor, SAMPLE.read_bytes(), outcome)
    result_id = reports.list_results(cast.owner.actor).items[0].id
    order = page_images.order(cast.owner.actor, result_id, 1)
    png = order.draw()
    picture = Image.open(io.BytesIO(png))
    assert (picture.format, picture.width) == ("PNG", WIDTH)
    assert len(png) < 400_000
    assert all(ink_in(picture, row, sizes[0]) > 0.02 for row in rows)
    assert page_images.order(cast.owner.actor, result_id, 1).draw() is png  # from memory


def test_a_page_that_reading_straightened_by_its_words_is_shown_so(cast: Cast) -> None:
    """A level bar of a page whose lines were found to fall by a tenth: on the page as read it rises."""
    picture = Image.new("L", (700, 500), 255)
    picture.paste(0, (50, 240, 650, 250))
    out = io.BytesIO()
    picture.save(out, "PNG")
    boxes = ((60.0, 270.0, 70.0, 277.0), (630.0, 213.0, 640.0, 220.0))
    rows = tuple(Measurement(None, "Калий", "4,1", page=1, bbox=box) for box in boxes)
    size = (700.0, 500.0)
    report = ParsedReport("picture", rows, pages=1, page_sizes=(size,), page_slopes=(((100.0, 0.1), (600.0, 0.1)),))
    outcome = Outcome(report, tuple(Rating(State.NOT_RATED) for _ in rows), ScoreResult("abstained"))
    read_report(cast.owner.actor, out.getvalue(), outcome)
    result_id = reports.list_results(cast.owner.actor).items[0].id
    assert reviewing.get_review(cast.owner.actor, result_id).page_sizes == (size,)
    drawn = Image.open(io.BytesIO(page_images.order(cast.owner.actor, result_id, 1).draw()))
    assert [ink_in(drawn, row, size) > 0.7 for row in rows] == [True, True]


@pytest.mark.parametrize("page", [0, -1, 2, 10**6])
def test_there_is_no_page_beyond_the_last(cast: Cast, page: int) -> None:
    result_id = keep(cast, SAMPLE.read_bytes())
    with pytest.raises(NotFound):
        page_images.order(cast.owner.actor, result_id, page)


def test_the_page_of_a_report_in_a_message_is_drawn_and_shown_beside_its_rows(cast: Cast) -> None:
    form = {"contentType": "application/pdf", "data": base64.b64encode(SAMPLE.read_bytes()).decode()}
    data = json.dumps({"resourceType": "DiagnosticReport", "status": "final", "presentedForm": [form]}).encode()
    report = parse(read_document(data, "a.json"))
    ratings = tuple(Rating(State.IN_RANGE) for _ in report.measurements)
    read_report(cast.owner.actor, data, Outcome(report, ratings, ScoreResult("abstained")))
    result_id = reports.list_results(cast.owner.actor).items[0].id
    assert page_images.order(cast.owner.actor, result_id, 1).draw()[:4] == b"\x89PNG"
    assert len(reviewing.get_review(cast.owner.actor, result_id).page_sizes) == len(report.page_sizes)


def test_lines_of_text_have_no_paper(cast: Cast) -> None:
    data = b"Glucose 5.4 mmol/L 3.9 - 6.1\nCreatinine 71 umol/L 53 - 97\n"
    report = parse(read_document(data, "a.txt"))
    ratings = tuple(Rating(State.IN_RANGE) for _ in report.measurements)
    read_report(cast.owner.actor, data, Outcome(report, ratings, ScoreResult("abstained")))
    result_id = reports.list_results(cast.owner.actor).items[0].id
    assert reviewing.get_review(cast.owner.actor, result_id).page_sizes == ()


def test_a_table_has_no_paper(cast: Cast) -> None:
    read_report(cast.owner.actor)
    result_id = reports.list_results(cast.owner.actor).items[0].id
    with pytest.raises(NotFound):
        page_images.order(cast.owner.actor, result_id, 2)


@pytest.mark.slow
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_rotated_page_is_shown_upright(rotation: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setPageRotation(rotation)
    canvas.translate(*{0: (0, 0), 90: (842, 0), 180: (595, 842), 270: (0, 595)}[rotation])
    canvas.rotate(rotation if rotation < 270 else -90)
    for number, (name, value) in enumerate((("Hemoglobin", "134"), ("Glucose", "5.4"), ("Creatinine", "71"))):
        for x, text in ((50, name), (250, value), (330, "g/L"), (430, "1 - 900")):
            canvas.drawString(x, 500 - 20 * number, text)
    canvas.save()
    report = parse(read_document(out.getvalue(), "report.pdf"))
    boxes = [row.bbox for row in report.measurements if row.bbox]
    drawn = Image.open(io.BytesIO(draw_page(out.getvalue(), "pdf_text", 1, report.page_sizes[0], boxes)))
    assert boxes
    assert all(ink_in(drawn, row, report.page_sizes[0]) > 0.02 for row in report.measurements)


def hostile_page() -> bytes:
    """A page of endless nested drawing: small on disk, without end when it is drawn."""
    form = b"q 1 0 0 1 0 0 cm /F Do Q " * 2000
    frame = b"<</Type/XObject/Subtype/Form/BBox[0 0 9999 9999]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>"
    stream = b"stream\n%s\nendstream" % form
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length %d>>" % len(form) + stream,
        frame % (6, len(form)) + stream,
        frame % (5, len(form)) + stream,
    ]
    body = b"%PDF-1.7\n"
    for number, content in enumerate(objects, start=1):
        body += b"%d 0 obj%s endobj\n" % (number, content)
    return body + b"trailer<</Root 1 0 R/Size 7>>\n%%EOF"


@pytest.mark.slow
def test_a_hostile_page_ends_in_time_and_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "_PATIENCE_S", 3.0)
    result_id = keep(cast, hostile_page())
    order = page_images.order(cast.owner.actor, result_id, 1)
    try:
        assert order.draw()[:4] == b"\x89PNG"
    except Rejected as refused:
        assert refused.code in ("too_complex", "unreadable_file")


@pytest.mark.slow
def test_what_is_no_pdf_is_refused_by_name(cast: Cast) -> None:
    result_id = keep(cast, b"%PDF-1.7\nnothing of the kind")
    with pytest.raises(UnreadableFile):
        page_images.order(cast.owner.actor, result_id, 1).draw()


@pytest.mark.slow
def test_a_photo_lying_on_its_side_is_turned_as_its_exif_says() -> None:
    picture = Image.new("L", (1000, 700), 255)
    picture.paste(0, (100, 100, 900, 130))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.save(out, "JPEG", exif=exif)
    drawn = Image.open(io.BytesIO(draw_page(out.getvalue(), "picture", 1, None)))
    assert drawn.format == "PNG"
