"""The model in the web process: loaded on the first call that needs it, never at start."""

from functools import lru_cache

from medapp.errors import ModelUnavailable
from medapp.services import inference, models


def predictor() -> inference.Scores:
    """Loaded on the first call and again when the file changed; a missing model is asked for anew each time."""
    models.check()
    path = models.artefact_path()
    return _load(str(path), str(models.manifest().get("sha256")))


def predictor_if_any() -> inference.Scores | None:
    """The model, or None where a report stands without a score rather than not at all."""
    try:
        return predictor()
    except ModelUnavailable:
        return None


@lru_cache(maxsize=2)
def _load(_path: str, _sha256: str) -> inference.Scores:
    from ml import store  # numpy and joblib: the web process starts without them

    return store.load(models.artefact_path())
