# ruff: noqa: E501 - tables of data
"""The development corpus beside the repository, when it is there: measured, never shipped."""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

from medapp.domain.parsing.report import parse
from medapp.errors import MedAppError
from medapp.ingest.formats import read_document

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus"
_GROUPS = {
    "pdf-text": "shared_text", "csv": "shared_structured", "hl7v2-oru": "shared_structured", "fhir-json": "shared_structured", "c-cda": "shared_structured",
    "pdf-ocr-layer": "shared_ocr_layer", "image-png": "shared_pictures", "image-jpg": "shared_pictures",
}  # fmt: skip


def groups(pictures: bool = False) -> dict[str, dict[str, Counter[str]]]:
    """Counts per file by group; empty without the corpus. Pictures take minutes and only count when asked for."""
    found: dict[str, dict[str, Counter[str]]] = {}
    if not (FOLDER / "manifest.json").exists():
        return found
    score = scorer().score
    for entry in json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8")):
        group = _GROUPS[entry["format"]]
        if group == "shared_pictures" and not pictures:
            continue
        truth = json.loads((FOLDER / "truth" / f"{entry['id']}.json").read_text(encoding="utf-8"))
        counts = score(truth, _rows(FOLDER / entry["file"]))
        found.setdefault(group, {})[entry["id"]] = Counter(
            truth=counts["truth"],
            found=counts["pred"],
            value=counts["value"],
            unit=counts["value_unit"],
            range=counts["range_"],
        )
    return found


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("corpus_score", FOLDER / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        report = parse(read_document(path.read_bytes(), path.name))
    except MedAppError:
        return []
    return [
        {
            "name": m.name_as_printed,
            "value": m.value_as_printed,
            "unit": m.unit_as_printed,
            "ref_low": m.ref_low,
            "ref_high": m.ref_high,
        }
        for m in report.measurements
    ]
