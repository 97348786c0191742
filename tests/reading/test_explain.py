"""`read --explain` draws every page, with the words of a row in the colour of what they became."""

from pathlib import Path

from click.testing import CliRunner
from PIL import Image, ImageColor

from medapp.cli.read import read
from medapp.domain.parsing.report import parse
from medapp.domain.parsing.trace import Trace
from medapp.ingest.explain.pens import PENS
from medapp.ingest.formats import read_document
from tests.corpus.cases import set_text

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "sample-ru.pdf"


def test_the_drawing_shows_each_role_in_its_colour(tmp_path: Path) -> None:
    result = CliRunner().invoke(read, ["--explain", "--explain-to", str(tmp_path), str(SAMPLE)])
    assert result.exit_code == 0
    with Image.open(tmp_path / "sample-ru.explain-1.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 24) or []}
    assert {ImageColor.getrgb(pen.colour) for pen in PENS.values()} <= colours


def test_without_the_option_nothing_is_drawn(tmp_path: Path) -> None:
    runner = CliRunner()
    with runner.isolated_filesystem(temp_dir=tmp_path) as folder:
        assert runner.invoke(read, [str(SAMPLE)]).exit_code == 0
        assert list(Path(folder).iterdir()) == []


def test_a_refused_file_is_refused_as_before(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    result = CliRunner().invoke(read, ["--explain", "--explain-to", str(tmp_path), str(empty)])
    assert result.exit_code == 1
    assert '"empty_file"' in result.output


def test_a_table_of_cells_is_drawn_as_a_grid(tmp_path: Path) -> None:
    cells = tmp_path / "report.csv"
    cells.write_text("Показатель;Результат;Ед.;Норма\nГемоглобин;134;г/л;117-155\n", encoding="utf-8")
    result = CliRunner().invoke(read, ["--explain", "--explain-to", str(tmp_path / "drawn"), str(cells)])
    assert result.exit_code == 0
    assert [path.name for path in (tmp_path / "drawn").iterdir()] == ["report.explain-1.png"]


def test_a_page_without_results_is_drawn_all_the_same(tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(set_text(("Dear colleague,", "thank you for your letter of last week about the garden.")))
    result = CliRunner().invoke(read, ["--explain", "--explain-to", str(tmp_path), str(letter)])
    assert '"no_results_found"' in result.output
    assert (tmp_path / "letter.explain-1.png").is_file()


def test_tracing_changes_nothing_and_follows_every_row() -> None:
    document = read_document(SAMPLE.read_bytes())
    trace = Trace()
    report = parse(document, trace)
    assert report == parse(document)
    assert len(trace.rows) == len(report.measurements)
    values = [" ".join(word.text for word in row.parts["value"]) for row in trace.rows]
    assert all(m.value_as_printed in text for m, text in zip(report.measurements, values, strict=True))
