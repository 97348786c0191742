"""The score's model as data: its manifest says name, version and hash, without loading it."""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from medapp.errors import ModelUnavailable
from medapp.settings import PROJECT_ROOT, get_settings


def artefact_path() -> Path:
    """The model's file or folder: the operator's, or the one that comes with the product."""
    return get_settings().model_path or PROJECT_ROOT / "ml" / "artifacts"


def manifest() -> dict[str, Any]:
    """The newest manifest at `artefact_path`. Raises ModelUnavailable."""
    path = artefact_path()
    try:
        file = path.with_suffix(".json") if path.is_file() else max(path.glob("*.json"))
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(cause="missing") from error


def version() -> str | None:
    """Name and version for the dashboard; None when there is no model."""
    try:
        found = manifest()
    except ModelUnavailable:
        return None
    return f"{found.get('name')} {found.get('version')}"


def is_newer_than(known: set[str | None]) -> bool:
    """Whether the model in use is none of `known`, hashes of models that scored already; False without a model."""
    try:
        return manifest().get("sha256") not in known
    except ModelUnavailable:
        return False


def check() -> None:
    """The model's file is there and is the one its manifest pins. Raises ModelUnavailable(cause)."""
    pinned = manifest()
    path = artefact_path()
    file = path if path.is_file() else path / str(pinned.get("file"))
    try:
        stamp = file.stat()
    except OSError as error:
        raise ModelUnavailable(cause="missing") from error
    if _sha256(file, stamp.st_mtime_ns, stamp.st_size) != pinned.get("sha256"):
        raise ModelUnavailable(cause="tampered")


@lru_cache(maxsize=2)
def _sha256(file: Path, _modified_ns: int, _size_bytes: int) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
