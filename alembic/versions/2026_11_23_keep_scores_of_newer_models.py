"""keep scores of newer models

Revision ID: score_versions
Revises: first_tables
"""

import sqlalchemy as sa

from alembic import op

revision = "score_versions"
down_revision = "first_tables"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "score_versions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("result_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model_name", sa.String(), nullable=False),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("model_sha256", sa.String(), nullable=False),
        sa.Column("score_detail", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("result_id", "model_sha256", name="uq_score_versions_model"),
    )
    op.create_index("ix_score_versions_result_id", "score_versions", ["result_id"])


def downgrade() -> None:
    op.drop_table("score_versions")
