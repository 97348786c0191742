"""The score's model, kept warm by the parent process and inherited by every work-horse."""

from functools import lru_cache
from pathlib import Path

from loguru import logger

from medapp.domain.people import Person
from medapp.domain.results import ScoreResult
from medapp.errors import ModelUnavailable
from medapp.settings import get_settings
from ml import store

Fingerprint = tuple[tuple[str, int, int], ...]


class WarmModel:
    """A predictor that follows the artefact on disk: loaded when it comes or changes, dropped when it goes.

    A model that was taken away is not used any longer: whoever removed it had
    a reason, and jobs wait with growing pauses until there is one again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: Fingerprint | None = None
        self._predictor: store.Predictor | None = None

    @property
    def is_ready(self) -> bool:
        return self._predictor is not None

    def refresh(self) -> None:
        """Look at the artefact and load it when it is not the one in memory. Never raises: jobs say what is missing."""
        seen = _fingerprint(self._path)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._predictor = store.load(self._path)
        except ModelUnavailable:
            self._predictor = None
            logger.error("the model cannot be used; reports wait until it can")
        else:
            logger.info("model loaded")

    def predict(self, person: Person, values: dict[str, float]) -> ScoreResult:
        """The model's answer. Raises ModelUnavailable, which is tried again later."""
        if self._predictor is None:
            raise ModelUnavailable
        return self._predictor.predict(person, values)


@lru_cache(maxsize=1)
def warm_model() -> WarmModel:
    """This process's model; the parent refreshes it before each fork."""
    return WarmModel(get_settings().model_path or store.ARTIFACTS)


def _fingerprint(path: Path) -> Fingerprint:
    """Names, times and sizes: enough to notice a file that was replaced, moved away or put back."""
    try:
        files = sorted(path.iterdir()) if path.is_dir() else [path, path.with_suffix(".json")]
        return tuple((file.name, (facts := file.stat()).st_mtime_ns, facts.st_size) for file in files)
    except FileNotFoundError:
        return ()
