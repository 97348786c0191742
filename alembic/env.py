"""How Alembic reaches the database: through the product's engine and tables."""

from typing import Any, Literal

from sqlmodel import SQLModel

from alembic import context
from medapp.db import tables  # importing it fills the metadata
from medapp.db.engine import get_engine


def render_type(kind: str, value: Any, _autogenerate: Any) -> str | Literal[False]:
    """A migration must not depend on how the product's own types look later."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, tables.UtcTime) else False


def migrate() -> None:
    with get_engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=connection.dialect.name == "sqlite",  # SQLite cannot alter a column in place
            render_item=render_type,
        )
        with context.begin_transaction():
            context.run_migrations()


migrate()
