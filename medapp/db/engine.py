"""The database connection: `read()` and `write()` open a session, and the errors of a busy database get one name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlmodel import Session, create_engine

from medapp.db.visibility import hide_deleted
from medapp.errors import DatabaseUnavailable
from medapp.settings import get_settings

BUSY_TIMEOUT_MS = 5000
event.listen(Session, "do_orm_execute", hide_deleted)


def get_engine() -> Engine:
    """The process's engine for the configured address."""
    return _engine(get_settings().database_url)


@contextmanager
def read() -> Iterator[Session]:
    """A session on one snapshot; nothing is committed. Raises DatabaseUnavailable."""
    with _mapped(), Session(get_engine(), expire_on_commit=False) as session:
        yield session


@contextmanager
def write(durable: bool = False) -> Iterator[Session]:
    """A session that holds the write lock from its first statement and commits at the end.

    `durable` waits until the disk has the commit, for what the person was told is kept.
    Raises DatabaseUnavailable; anything raised inside rolls back.
    """
    engine = get_engine().execution_options(begin="IMMEDIATE", synchronous="FULL" if durable else "NORMAL")
    with _mapped(), Session(engine, expire_on_commit=False) as session:
        yield session
        session.commit()


def serialise(session: Session, lock: int) -> None:
    """One writer at a time for `lock` until the commit. SQLite's BEGIN IMMEDIATE already promises it."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise DatabaseUnavailable from error


@lru_cache(maxsize=4)
def _engine(url: str) -> Engine:
    # hide_parameters: the text of an SQL error must not carry what a person's report says.
    if url.startswith("sqlite"):
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    # A connection that crosses a fork belongs to the parent: the child starts with an empty pool.
    os.register_at_fork(after_in_child=lambda: engine.dispose(close=False))
    return engine


def _prepare_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # we send BEGIN ourselves; the driver's deferred one loses updates
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
    record.info["synchronous"] = "NORMAL"


def _begin_sqlite(connection: Any) -> None:
    options = connection.get_execution_options()
    wanted = options.get("synchronous", "NORMAL")
    if connection.info.get("synchronous") != wanted:  # cannot be changed once the transaction has begun
        connection.exec_driver_sql(f"PRAGMA synchronous={wanted}")
        connection.info["synchronous"] = wanted
    connection.exec_driver_sql(f"BEGIN {options.get('begin', 'DEFERRED')}")
