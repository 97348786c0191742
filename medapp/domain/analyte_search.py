"""Find a marker by what a person types: the beginning of a name, a part of it, or a name with a slip of the pen."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from medapp.domain.analytes import Analyte, load_catalogue
from medapp.domain.names import fold_name, squeeze

SHORTEST = 2
_SLIP = 78.0  # per cent of likeness from which a name counts as the one meant
_EXACT, _BEGINS, _HOLDS = 300.0, 200.0, 100.0


def find_analytes(query: str, limit: int = 8) -> tuple[Analyte, ...]:
    """Markers whose name or other name fits, in any language of the catalogue, the best first; () for too little."""
    wanted = squeeze(fold_name(query))
    if len(wanted) < SHORTEST:
        return ()
    catalogue = load_catalogue()
    names = catalogue.aliases()
    words = fold_name(query).split()
    scores: dict[str, float] = {}
    for alias, analytes in names.items():
        if wanted in alias or all(word in alias for word in words):
            _keep(scores, analytes, _worth(alias, wanted))
    if len(scores) < limit and len(wanted) > SHORTEST + 1:
        near = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=_SLIP, limit=3 * limit)
        for alias, likeness, _ in near:
            _keep(scores, names[alias], likeness)
    best = sorted(scores, key=lambda id_: (-scores[id_], catalogue.analytes[id_].specimen != "blood", id_))
    return tuple(catalogue.analytes[id_] for id_ in best[:limit])


def _worth(alias: str, wanted: str) -> float:
    """An exact name, then one that begins so, then one that holds it; the shorter the rest, the better."""
    base = _EXACT if alias == wanted else _BEGINS if alias.startswith(wanted) else _HOLDS if wanted in alias else 0.0
    return base + 90.0 * len(wanted) / len(alias)


def _keep(scores: dict[str, float], analytes: Iterable[Analyte], worth: float) -> None:
    for analyte in analytes:
        scores[analyte.id] = max(worth, scores.get(analyte.id, 0.0))
