"""`check`: settings, database, Redis, worker, model and disk, each with what is wrong and what to do."""

import os
import sys
from collections.abc import Callable

import click

from medapp import jobqueue, storage
from medapp.db import audit, migrate
from medapp.db.engine import read
from medapp.errors import MedAppError
from medapp.ingest.ocr.language_data import CHOSEN, OWN, SYSTEM, language_data
from medapp.services import models
from medapp.settings import get_settings


class _Wrong(Exception):
    """A sentence with the remedy."""


@click.command()
def check() -> None:
    """Look at every part the product needs; exit 1 when one is missing."""
    failed = 0
    for name, look in _CHECKS.items():
        try:
            found = look()
        except (MedAppError, _Wrong) as error:
            failed += 1
            reason = _REMEDIES.get(name, "") if isinstance(error, MedAppError) else ""
            click.echo(f"✗ {name}: {error} {reason}".rstrip())
        else:
            click.echo(f"✓ {name}: {found}")
    sys.exit(1 if failed else 0)


def _settings() -> str:
    settings = get_settings()  # a bad variable ends here with its own sentence
    return f"data in {settings.data_dir}, pages at {settings.public_url}"


def _database() -> str:
    migrate.upgrade()
    with read() as session:
        broken = audit.find_break(session)
    if broken is not None:
        raise _Wrong(f"the audit log was changed at row {broken}. Compare it with a backup.")
    return f"at version {migrate.version()}, the audit log is whole"


def _storage() -> str:
    key = storage.keep(b"check")
    if storage.fetch(key) != b"check":
        raise _Wrong("what was written does not come back. Check the disk.")
    storage.remove(key)
    return "files can be kept"


def _redis() -> str:
    return f"{jobqueue.depth()} jobs wait"


def _worker() -> str:
    alive = jobqueue.workers_alive()
    if not alive:
        raise _Wrong("no worker has given a sign of life lately. Start the product, or its worker process.")
    return f"{alive} alive"


def _model() -> str:
    models.check()
    return str(models.version())


def _pictures() -> str:
    data, wanted = language_data(), get_settings().ocr_data
    if os.environ.get("TESSDATA_PREFIX") and data.source != CHOSEN:
        raise _Wrong("TESSDATA_PREFIX names no folder with whole rus.traineddata and eng.traineddata.")
    if wanted == SYSTEM and data.source == OWN:
        raise _Wrong("the system has no whole rus.traineddata and eng.traineddata of the standard kind.")
    whose = {OWN: "the project's own", SYSTEM: "the system's, by MEDAPP_OCR_DATA", CHOSEN: "chosen by TESSDATA_PREFIX"}
    return f"{get_settings().ocr_engine}, {data.kind} language data in {data.folder} ({whose[data.source]})"


_CHECKS: dict[str, Callable[[], str]] = {
    "settings": _settings,
    "database": _database,
    "storage": _storage,
    "redis": _redis,
    "worker": _worker,
    "model": _model,
    "pictures": _pictures,
}
_REMEDIES = {
    "database": "- look at DATABASE_URL, and whether another process holds a lock.",
    "storage": "- look at the free space and the rights of MEDAPP_DATA_DIR.",
    "redis": "- start the product, which brings its own server, or look at REDIS_URL.",
    "model": "- look at MEDAPP_MODEL_PATH, or fit one with `python -m ml.train`.",
}
