"""The tables in the code and the migrations say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from alembic import command
from medapp.db.engine import get_engine
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


@pytest.mark.usefixtures("empty_database")
def test_nobodys_reports_are_lost_on_the_way_up_or_down() -> None:
    command.upgrade(config(), "score_versions")
    with get_engine().begin() as connection:
        connection.execute(
            text("INSERT INTO users (id, role, units, created_at) VALUES ('u', 'user', 'report', '2026-01-01')")
        )
        connection.execute(
            text(
                "INSERT INTO uploads (id, user_id, sha256, storage_key, original_name, media_type, size_bytes,"
                " is_sample, created_at) VALUES ('f', 'u', 's', 'k', 'n', 'm', 1, 0, '2026-01-01')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO jobs (id, upload_id, user_id, status, attempt, attempts_before, created_at)"
                " VALUES ('j', 'f', 'u', 'done', 1, 0, '2026-01-01')"
            )
        )
    for move in (command.upgrade, command.downgrade):
        move(config(), "head" if move is command.upgrade else "score_versions")
        with get_engine().connect() as connection:
            assert (
                connection.execute(text("SELECT count(*) FROM jobs JOIN uploads ON upload_id = uploads.id")).scalar()
                == 1
            )
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
