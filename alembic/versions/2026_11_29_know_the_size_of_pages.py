"""know the size of pages, and let a row be superseded once

Revision ID: page_sizes
Revises: review_and_rights
"""

import sqlalchemy as sa

from alembic import op

revision = "page_sizes"
down_revision = "review_and_rights"
branch_labels = None
depends_on = None

SUPERSEDED = sa.text("supersedes IS NOT NULL")


def upgrade() -> None:
    op.add_column("results", sa.Column("page_sizes", sa.JSON(), nullable=True))
    op.create_index(
        "uq_measurements_supersedes",
        "measurements",
        ["supersedes"],
        unique=True,
        sqlite_where=SUPERSEDED,
        postgresql_where=SUPERSEDED,
    )


def downgrade() -> None:
    op.drop_index("uq_measurements_supersedes", table_name="measurements")
    with op.batch_alter_table("results") as results:
        results.drop_column("page_sizes")
