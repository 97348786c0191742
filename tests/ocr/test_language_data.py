"""Which language data are read with: the system's larger ones by choice, never incomplete or broken ones."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from medapp.ingest.ocr import language_data as module
from medapp.ingest.ocr.language_data import kind_of, language_data

_NETWORK = 17


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    monkeypatch.setenv("MEDAPP_OCR_DATA", "system")
    language_data.cache_clear()
    yield
    language_data.cache_clear()


@pytest.fixture(scope="module")
def own() -> Path:
    return module._own_folder()


def _larger(own: Path, folder: Path, by: int, codes: tuple[str, ...] = ("rus", "eng")) -> Path:
    """The project's files with networks longer by so many bytes, in the layout that Tesseract reads."""
    folder.mkdir(parents=True)
    for code in codes:
        data = (own / f"{code}.traineddata").read_bytes()
        (count,) = struct.unpack("<i", data[:4])
        table = 4 + 8 * count
        starts = list(struct.unpack(f"<{count}q", data[4:table]))
        cut = min(start for start in starts if start > starts[_NETWORK])
        moved = [start + by if start >= cut else start for start in starts]
        (folder / f"{code}.traineddata").write_bytes(
            struct.pack(f"<i{count}q", count, *moved) + data[table:cut] + bytes(by) + data[cut:]
        )
    return folder


def test_the_projects_own_data_are_whole_and_fast(own: Path) -> None:
    assert kind_of(own) == "fast"


def test_larger_data_of_the_system_are_taken_when_they_are_wanted(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same, standard = _larger(own, tmp_path / "same", 0), _larger(own, tmp_path / "standard", 1_100_000)
    monkeypatch.setattr(module, "_SYSTEM", (tmp_path / "missing", same, standard))
    assert language_data() == module.LanguageData(standard, "standard", "system")


def test_the_same_kind_and_the_slowest_are_left_to_choice(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same, best = _larger(own, tmp_path / "same", 0), _larger(own, tmp_path / "best", 5_000_000)
    monkeypatch.setattr(module, "_SYSTEM", (same, best))
    assert language_data().source == "own"
    language_data.cache_clear()
    monkeypatch.setenv("TESSDATA_PREFIX", str(best))
    assert language_data() == module.LanguageData(best, "best", "chosen")


def test_data_of_one_language_or_cut_short_are_not_taken(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = _larger(own, tmp_path / "half", 1_100_000, codes=("rus",))
    short = _larger(own, tmp_path / "short", 1_100_000)
    whole = (short / "eng.traineddata").read_bytes()
    broken = _larger(own, tmp_path / "broken", 1_100_000)
    (short / "eng.traineddata").write_bytes(whole[: len(whole) // 2])
    (broken / "rus.traineddata").write_bytes(b"\x1f\x8b" + bytes(3_000_000))
    assert [kind_of(folder) for folder in (half, short, broken)] == [None, None, None]
    monkeypatch.setattr(module, "_SYSTEM", (half, short, broken))
    monkeypatch.setenv("TESSDATA_PREFIX", str(short))
    assert language_data().source == "own"


def test_the_projects_own_are_the_rule(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SYSTEM", (_larger(own, tmp_path / "standard", 1_100_000),))
    monkeypatch.delenv("MEDAPP_OCR_DATA")
    assert language_data().source == "own"
