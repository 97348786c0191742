"""Keep and load a fitted model: arrays in a joblib file, and a manifest that pins them by SHA-256.

The hash is checked before the file is unpickled; a file that was changed, has another format, or was made
by other library versions than those installed is refused. Loading imports neither scikit-learn nor pandas.
"""

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from medapp.errors import ModelUnavailable
from ml.features import NAMES
from ml.predictor import Predictor
from ml.terms import TermTables

FORMAT = 2
ARTIFACTS = Path(__file__).parent / "artifacts"
PINNED = ("numpy", "joblib", "scikit-learn")


def load(path: Path | None = None) -> Predictor:
    """The predictor of an artefact file, of the newest in a folder, or (None) of the newest one shipped.

    Raises ModelUnavailable with `cause`: missing, manifest, tampered, format, versions or fields.
    """
    artefact = _locate(Path(path) if path is not None else ARTIFACTS)
    manifest = _read_manifest(artefact)
    try:
        content = artefact.read_bytes()
    except OSError as error:
        raise ModelUnavailable(cause="missing") from error
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 != manifest.get("sha256"):
        raise ModelUnavailable(cause="tampered")
    if manifest.get("format") != FORMAT:
        raise ModelUnavailable(cause="format")
    if manifest.get("versions") != installed_versions():
        raise ModelUnavailable(cause="versions")
    payload = joblib.load(BytesIO(content))
    if payload.get("format") != FORMAT or tuple(payload.get("fields", ())) != NAMES:
        raise ModelUnavailable(cause="fields")
    return Predictor(
        tables=TermTables(**payload["tables"]), quantiles=payload["quantiles"], peer_ages=payload["peer_ages"],
        variation=payload["variation"], name=payload["name"], version=payload["version"], sha256=sha256,
    )  # fmt: skip


def save(predictor: Predictor, folder: Path, details: dict[str, Any]) -> Path:
    """Write artefact and manifest into `folder`; `details` (seed, settings, data) go into the manifest. Gives the file.

    The same predictor gives the same bytes. Its own `sha256` is not used: it is that of the file being made.
    """
    folder.mkdir(parents=True, exist_ok=True)
    payload = {
        "format": FORMAT, "name": predictor.name, "version": predictor.version, "fields": list(NAMES),
        "tables": {name: np.ascontiguousarray(array) for name, array in predictor.tables.as_arrays().items()},
        "quantiles": np.ascontiguousarray(predictor.quantiles), "peer_ages": predictor.peer_ages,
        "variation": predictor.variation,
    }  # fmt: skip
    buffer = BytesIO()
    joblib.dump(payload, buffer, compress=("zlib", 6))
    content = buffer.getvalue()
    artefact = folder / f"{predictor.name}-{predictor.version}.joblib"
    artefact.write_bytes(content)
    manifest = {
        "format": FORMAT, "name": predictor.name, "version": predictor.version, "file": artefact.name,
        "sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content), "versions": installed_versions(),
    } | details  # fmt: skip
    artefact.with_suffix(".json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return artefact


def installed_versions() -> dict[str, str]:
    """Versions of the libraries an artefact depends on; read from package metadata, without importing them."""
    found = {}
    for name in PINNED:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "absent"
    return found


def _locate(path: Path) -> Path:
    if not path.is_dir():
        return path
    kept = sorted(path.glob("*.joblib"), key=lambda file: _version_key(file.stem))
    if not kept:
        raise ModelUnavailable(cause="missing")
    return kept[-1]


def _version_key(stem: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in stem.rpartition("-")[2].split("."))


def _read_manifest(artefact: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(artefact.with_suffix(".json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelUnavailable(cause="missing") from error
    except (OSError, ValueError) as error:
        raise ModelUnavailable(cause="manifest") from error
    if not isinstance(manifest, dict):
        raise ModelUnavailable(cause="manifest")
    return manifest
