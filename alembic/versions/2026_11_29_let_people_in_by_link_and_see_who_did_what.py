"""let people in by a link, and see who did what

Revision ID: access_links
Revises: page_sizes
"""

import uuid

import sqlalchemy as sa

from alembic import op

revision = "access_links"
down_revision = "page_sizes"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "access_links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("user_id", sa.String(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_access_links_user_id", "access_links", ["user_id"])
    op.create_index("ix_audit_actor", "audit_logs", ["actor", "id"])
    op.create_index("ix_audit_object_id", "audit_logs", ["object_id"])
    _keep_the_files_of_who_agreed_to_it()


def _keep_the_files_of_who_agreed_to_it() -> None:
    """The first text asked for health data and files in one; the later ones ask for keeping the files apart."""
    consents = sa.table(
        "consents",
        *(sa.column(name, sa.String) for name in ("id", "user_id", "purpose", "version", "language")),
        *(sa.column(name, MOMENT) for name in ("given_at", "revoked_at")),
    )
    given = (consents.c.purpose == "health_data") & consents.c.revoked_at.is_(None)
    rows = op.get_bind().execute(sa.select(consents).where(given)).mappings().all()
    copies = [{**row, "id": str(uuid.uuid4()), "purpose": "keep_originals"} for row in rows]
    if copies:
        op.get_bind().execute(consents.insert(), copies)


def downgrade() -> None:
    op.execute("DELETE FROM consents WHERE purpose = 'keep_originals'")
    op.drop_index("ix_audit_object_id", "audit_logs")
    op.drop_index("ix_audit_actor", "audit_logs")
    op.drop_table("access_links")
