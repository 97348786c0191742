"""The migrations make exactly the tables of the code, up and down, and cost nothing when there is nothing to do."""

from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from alembic import command
from medapp.db import audit, migrate
from medapp.db.engine import get_engine, write
from medapp.settings import PROJECT_ROOT, Settings


def test_tables_and_migrations_agree(product: Settings) -> None:
    command.check(migrate.config())


def test_down_to_nothing_and_up_again(product: Settings) -> None:
    command.downgrade(migrate.config(), "base")
    assert set(inspect(get_engine()).get_table_names()) <= {"alembic_version"}
    assert migrate.upgrade() is True
    assert set(SQLModel.metadata.tables) <= set(inspect(get_engine()).get_table_names())


def test_an_up_to_date_database_is_recognised_quickly(product: Settings) -> None:
    migrate.upgrade()
    began = perf_counter()
    assert migrate.upgrade() is False
    assert perf_counter() - began < 0.1


def test_there_is_one_newest_revision() -> None:
    assert migrate.newest() is not None


def test_two_heads_are_noticed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text(f'revision = "{name}"\ndown_revision = None\n')
    assert migrate.newest(tmp_path) is None


def test_the_folder_does_not_shadow_the_package() -> None:
    assert not (PROJECT_ROOT / "alembic" / "__init__.py").exists()


@pytest.mark.parametrize("change", ["UPDATE audit_logs SET act = 'nothing'", "DELETE FROM audit_logs"])
def test_the_database_refuses_to_change_an_audit_row(product: Settings, change: str) -> None:
    with write() as session:
        audit.record(session, "system", "tested")
    with pytest.raises(DBAPIError, match="append-only"), write() as session:
        session.connection().execute(text(change))


def test_a_forged_audit_row_breaks_the_chain(product: Settings) -> None:
    with write() as session:
        first = audit.record(session, "system", "one", count=1)
        audit.record(session, "system", "two")
        assert audit.find_break(session) is None
        session.connection().exec_driver_sql("DROP TRIGGER audit_logs_keep_update")
        session.connection().exec_driver_sql("UPDATE audit_logs SET act = 'forged' WHERE id = ?", (first.id,))
        session.expire_all()
        assert audit.find_break(session) == first.id
