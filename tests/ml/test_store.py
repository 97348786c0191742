"""The artefact: the same bytes twice, and refused unless it is the very file that was made."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from medapp.errors import ModelUnavailable
from ml import store
from ml.train import main, train


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A copy of the shipped artefact with its manifest."""
    shutil.copytree(store.ARTIFACTS, tmp_path / "artifacts")
    return next((tmp_path / "artifacts").glob("*.joblib"))


def cause_of(path: Path) -> str:
    with pytest.raises(ModelUnavailable) as caught:
        store.load(path)
    assert caught.value.code == "model_unavailable"
    return str(caught.value.values["cause"])


def change(artefact: Path, **entries: object) -> None:
    manifest = artefact.with_suffix(".json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | entries))


def test_the_shipped_artefact_is_small_and_carries_its_hash() -> None:
    predictor = store.load()
    artefact = next(store.ARTIFACTS.glob("*.joblib"))
    assert artefact.stat().st_size < 1_000_000
    assert json.loads(artefact.with_suffix(".json").read_text())["sha256"] == predictor.sha256


def test_a_folder_or_the_file_itself_can_be_named(kept: Path) -> None:
    assert store.load(kept).sha256 == store.load(kept.parent).sha256


def test_the_newest_version_of_a_folder_is_taken(kept: Path) -> None:
    newer = kept.with_name("blood_profile-10.0.0.joblib")
    shutil.copy(kept, newer)
    shutil.copy(kept.with_suffix(".json"), newer.with_suffix(".json"))
    change(newer, sha256="0" * 64)
    assert cause_of(kept.parent) == "tampered"


def test_one_changed_byte_is_refused(kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[len(content) // 2] ^= 1
    kept.write_bytes(bytes(content))
    assert cause_of(kept) == "tampered"


def test_a_file_of_others_is_refused_before_it_is_opened(kept: Path) -> None:
    kept.write_bytes(b"cos\nsystem\n(S'touch owned'\ntR.")
    assert cause_of(kept) == "tampered"


def test_other_library_versions_are_refused(kept: Path) -> None:
    change(kept, versions=store.installed_versions() | {"numpy": "1.0.0"})
    assert cause_of(kept) == "versions"


def test_another_format_is_refused(kept: Path) -> None:
    change(kept, format=store.FORMAT + 1)
    assert cause_of(kept) == "format"


@pytest.mark.parametrize("lost", [".joblib", ".json"])
def test_a_missing_part_is_said(kept: Path, lost: str) -> None:
    kept.with_suffix(lost).unlink()
    assert cause_of(kept) == "missing"


def test_an_empty_folder_has_no_model(tmp_path: Path) -> None:
    assert cause_of(tmp_path) == "missing"


def test_a_damaged_manifest_is_said(kept: Path) -> None:
    kept.with_suffix(".json").write_text("{")
    assert cause_of(kept) == "manifest"


@pytest.mark.slow
def test_training_twice_gives_the_same_bytes(tmp_path: Path, table: pd.DataFrame) -> None:
    table.to_parquet(tmp_path / "train.parquet")
    first, second = (train(tmp_path, tmp_path / name) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    assert first.with_suffix(".json").read_bytes() == second.with_suffix(".json").read_bytes()
    assert store.load(first).version == store.load(second).version


def test_the_manifest_says_what_it_was_made_from(tmp_path: Path, table: pd.DataFrame) -> None:
    table.to_parquet(tmp_path / "train.parquet")
    manifest = json.loads(train(tmp_path, tmp_path).with_suffix(".json").read_text())
    assert manifest["data"]["people"] > 1000
    assert len(manifest["data"]["sha256"]) == 64
    assert manifest["versions"] == store.installed_versions()


def test_training_without_data_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "ml.datasets" in capsys.readouterr().err
