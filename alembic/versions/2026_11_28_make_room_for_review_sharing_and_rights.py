"""make room for review, sharing and rights

Revision ID: review_and_rights
Revises: score_versions
"""

import sqlalchemy as sa

from alembic import op

revision = "review_and_rights"
down_revision = "score_versions"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _extend_old_tables()
    _share_tables()
    _account_tables()


def _extend_old_tables() -> None:
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("unit_overrides", sa.JSON(), nullable=True))
        users.add_column(sa.Column("keep_originals_days", sa.Integer(), nullable=True))
        users.add_column(sa.Column("mail_results", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    with op.batch_alter_table("uploads") as uploads:
        uploads.add_column(sa.Column("person_id", sa.String(), nullable=True))
        uploads.add_column(sa.Column("bytes_removed_at", MOMENT, nullable=True))
        uploads.add_column(sa.Column("deleted_at", MOMENT, nullable=True))
        uploads.create_foreign_key("fk_uploads_person", "people", ["person_id"], ["id"], ondelete="SET NULL")
        uploads.create_index("ix_uploads_deleted_at", ["deleted_at"])
    with op.batch_alter_table("results") as results:
        results.add_column(sa.Column("note", sa.String(), nullable=True))
        results.add_column(sa.Column("fasting", sa.Boolean(), nullable=True))
        results.add_column(sa.Column("reviewed_at", MOMENT, nullable=True))
        results.add_column(sa.Column("deleted_at", MOMENT, nullable=True))


def _share_tables() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("result_id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_shares_user_id", "shares", ["user_id"])
    op.create_index("ix_shares_result_id", "shares", ["result_id"])
    op.create_table(
        "share_views",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("share_id", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("origin", sa.String(), nullable=True),
        sa.Column("agent", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["share_id"], ["shares.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_share_views_share_id", "share_views", ["share_id"])


def _account_tables() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=True),
        sa.Column("result_id", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=True),
        sa.Column("mailed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_notices_owner", "notices", ["user_id", "seen_at"])
    op.create_table(
        "second_factors",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("recovery_hashes", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("user_id"),
    )
    op.create_table(
        "receipts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("act", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_receipts_user_id", "receipts", ["user_id"])


def downgrade() -> None:
    for table in ("receipts", "second_factors", "notices", "share_views", "shares"):
        op.drop_table(table)
    with op.batch_alter_table("results") as results:
        for column in ("deleted_at", "reviewed_at", "fasting", "note"):
            results.drop_column(column)
    with op.batch_alter_table("uploads") as uploads:
        uploads.drop_index("ix_uploads_deleted_at")
        uploads.drop_constraint("fk_uploads_person", type_="foreignkey")
        for column in ("deleted_at", "bytes_removed_at", "person_id"):
            uploads.drop_column(column)
    with op.batch_alter_table("users") as users:
        for column in ("mail_results", "keep_originals_days", "unit_overrides"):
            users.drop_column(column)
