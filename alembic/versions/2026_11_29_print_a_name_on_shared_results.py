"""print a name on shared results

Revision ID: shared_names
Revises: access_links
"""

import sqlalchemy as sa

from alembic import op

revision = "shared_names"
down_revision = "access_links"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("shares") as table:
        table.add_column(sa.Column("shown_name", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("shares") as table:
        table.drop_column("shown_name")
