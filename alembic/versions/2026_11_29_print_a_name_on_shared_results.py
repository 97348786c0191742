"""print a name on shared results

Revision ID: shared_names
Revises: page_sizes
"""

import sqlalchemy as sa

from alembic import op

revision = "shared_names"
down_revision = "page_sizes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("shares") as table:
        table.add_column(sa.Column("shown_name", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("shares") as table:
        table.drop_column("shown_name")
