"""How Alembic reaches the database: through the product's engine and tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from sqlalchemy import Connection
from sqlmodel import SQLModel

from alembic import context
from medapp.db import tables  # importing it fills the metadata
from medapp.db.engine import get_engine


def render_type(kind: str, value: Any, _autogenerate: Any) -> str | Literal[False]:
    """A migration must not depend on how the product's own types look later."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, tables.UtcTime) else False


@contextmanager
def no_cascades(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by copying it and dropping the old one: that must not take the rows that point there."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver
    driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction: it must come first
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration left {len(broken)} rows that point nowhere")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def migrate() -> None:
    with get_engine().connect() as connection, no_cascades(connection):
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=connection.dialect.name == "sqlite",  # SQLite cannot alter a column in place
            render_item=render_type,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
