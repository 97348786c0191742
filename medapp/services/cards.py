"""The model's card as data: what `ml.evaluate` measured, read without loading the model."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from medapp.errors import ModelUnavailable
from medapp.services.models import manifest
from medapp.settings import PROJECT_ROOT

CARDS = PROJECT_ROOT / "ml" / "cards"


def current_card() -> dict[str, Any]:
    """The card of the model in use: same name and same hash. Raises ModelUnavailable when there is none."""
    pinned = manifest()
    path = CARDS / f"{pinned.get('name')}.json"
    try:
        card = _read(path, path.stat().st_mtime_ns)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(cause="card") from error
    if card.get("sha256") != pinned.get("sha256"):
        raise ModelUnavailable(cause="card")
    return card


@lru_cache(maxsize=2)
def _read(path: Path, _modified_ns: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
