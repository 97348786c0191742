"""The tables in the code and the migrations say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from alembic import command
from medapp.db.migrate import config, newest, upgrade, version
from medapp.settings import get_settings


@pytest.fixture
def empty_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("MEDAPP_DATA_DIR", str(tmp_path))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.usefixtures("empty_database")
def test_migrations_make_exactly_the_tables_of_the_code() -> None:
    upgrade()
    command.check(config())  # raises when a new migration would have something to do


@pytest.mark.usefixtures("empty_database")
def test_an_empty_database_is_brought_to_the_newest_version_once() -> None:
    assert upgrade() is True
    assert version() == newest()
    assert upgrade() is False


@pytest.mark.usefixtures("empty_database")
def test_every_migration_can_be_taken_back() -> None:
    upgrade()
    command.downgrade(config(), "base")
    assert version() is None
    assert upgrade() is True
