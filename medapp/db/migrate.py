"""Bring the database to the newest version at start: a few milliseconds when it already is."""

import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medapp.db.engine import get_engine
from medapp.settings import PROJECT_ROOT, get_settings

if TYPE_CHECKING:
    from alembic.config import Config

_REVISION = re.compile(r"^(revision|down_revision)\b.*?=\s*(?:'([^']*)'|\"([^\"]*)\"|None)", re.MULTILINE)


def upgrade() -> bool:
    """Apply what is missing; True when something was. Safe when several processes start together."""
    if version() == newest():
        return False
    with _alone():
        if version() == newest():
            return False
        # Alembic costs a third of a second to import; an up-to-date start does without it.
        from alembic import command

        command.upgrade(config(), "head")
    return True


def config() -> "Config":
    """Alembic's configuration for the operator's commands and the tests."""
    from alembic.config import Config

    return Config(str(PROJECT_ROOT / "alembic.ini"))


def version() -> str | None:
    """The revision that the database carries, or None for an empty one."""
    try:
        with get_engine().connect() as connection:
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError:  # no such table: an empty database
        return None


def newest(folder: Path = PROJECT_ROOT / "alembic" / "versions") -> str | None:
    """The revision that no other one follows, read from the files' text."""
    revisions: set[str] = set()
    followed: set[str] = set()
    for file in folder.glob("*.py"):
        for kind, single, double in _REVISION.findall(file.read_text(encoding="utf-8")):
            (revisions if kind == "revision" else followed).add(single or double)
    heads = revisions - followed
    return heads.pop() if len(heads) == 1 else None


@contextmanager
def _alone() -> Iterator[None]:
    with (get_settings().data_dir / ".migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
