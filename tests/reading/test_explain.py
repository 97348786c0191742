"""`read --explain` draws every page, with the words of a row in the colour of what they became."""

from pathlib import Path

from click.testing import CliRunner
from PIL import Image, ImageColor

from medapp.cli._explain import ROLES
from medapp.cli.read import read

SAMPLE = Path(__file__).resolve().parents[2] / "assets" / "sample-ru.pdf"


def test_the_drawing_shows_each_role_in_its_colour(tmp_path: Path) -> None:
    result = CliRunner().invoke(read, ["--explain", "--explain-to", str(tmp_path), str(SAMPLE)])
    assert result.exit_code == 0
    with Image.open(tmp_path / "sample-ru.explain-1.png") as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 24) or []}
    assert {ImageColor.getrgb(colour) for colour in ROLES.values()} <= colours


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
