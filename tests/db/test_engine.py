"""Writers queue up instead of losing updates, and a database that stays busy is said so."""

import sqlite3
import threading

import pytest
from sqlalchemy import text

from medapp.db import engine
from medapp.db.engine import read, write
from medapp.db.tables import Throttle
from medapp.errors import DatabaseUnavailable
from medapp.settings import Settings

THREADS, TIMES = 4, 50


def test_parallel_increments_are_all_counted(product: Settings) -> None:
    with write() as session:
        session.add(Throttle(key="counter"))

    def increment() -> None:
        for _ in range(TIMES):
            with write() as session:
                row = session.get_one(Throttle, "counter")
                row.failures += 1
                session.add(row)

    threads = [threading.Thread(target=increment) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with read() as session:
        assert session.get_one(Throttle, "counter").failures == THREADS * TIMES


def test_an_error_inside_rolls_everything_back(product: Settings) -> None:
    with pytest.raises(RuntimeError), write() as session:
        session.add(Throttle(key="half"))
        session.flush()
        raise RuntimeError
    with read() as session:
        assert session.get(Throttle, "half") is None


def test_a_locked_database_is_unavailable_not_a_defect(product: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", 50)
    engine._engine.cache_clear()
    holder = sqlite3.connect(product.data_dir / "medapp.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable) as refused, write() as session:
        session.add(Throttle(key="never"))
        session.flush()
    assert refused.value.transient
    holder.execute("ROLLBACK")
    engine._engine.cache_clear()
    with write() as session:
        session.add(Throttle(key="now"))


def test_a_durable_write_waits_for_the_disk_and_the_next_one_does_not(product: Settings) -> None:
    with write(durable=True) as session:
        assert session.connection().execute(text("PRAGMA synchronous")).scalar() == 2
    with write() as session:
        assert session.connection().execute(text("PRAGMA synchronous")).scalar() == 1


def test_foreign_keys_and_the_write_ahead_log_are_on(product: Settings) -> None:
    with read() as session:
        assert session.connection().execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.connection().execute(text("PRAGMA journal_mode")).scalar() == "wal"
