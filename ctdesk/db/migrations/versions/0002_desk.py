"""Drafts and settings of the window, templates, photographs, the sentence behind a promise.

With the indexes by which the page of today finds the few rows that wait among the many.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_TODAY = (
    ("ix_engagement_status_starts", "engagement", ("status", "starts")),
    ("ix_commitment_state_due", "commitment", ("state", "due")),
    ("ix_post_verified", "post", ("focal_point", "last_verified", "starts", "ends")),
)


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_draft")),
    )
    op.create_table(
        "draft_document",
        sa.Column("draft_key", sa.String(80), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_key"], ["draft.key"], name=op.f("fk_draft_document_draft_key_draft")
        ),
        sa.PrimaryKeyConstraint("draft_key", "position", name=op.f("pk_draft_document")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "template",
        sa.Column("type_id", _ID, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["type_id"], ["engagement_type.id"], name=op.f("fk_template_type_id_engagement_type")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sa.UniqueConstraint("type_id", name=op.f("uq_template_type_id")),
    )
    # The rows that are there have none of these yet.
    for table, column in (
        ("document", sa.Column("kind", sa.String(20), nullable=False, server_default="")),
        ("commitment", sa.Column("sentence", sa.Text(), nullable=False, server_default="")),
    ):
        op.add_column(table, column)
    op.create_index(
        "ix_change_deleted",
        "change",
        ["table_name", "operation_id"],
        unique=False,
        sqlite_where=sa.text("kind = 'delete'"),
        postgresql_where=sa.text("kind = 'delete'"),
    )
    op.drop_index("ix_engagement_status", table_name="engagement")
    for index, table, columns in _OF_TODAY:
        op.create_index(index, table, list(columns), unique=False)


def downgrade() -> None:
    for index, table, _columns in _OF_TODAY:
        op.drop_index(index, table_name=table)
    op.create_index("ix_engagement_status", "engagement", ["status"], unique=False)
    op.drop_index("ix_change_deleted", table_name="change")
    op.drop_column("commitment", "sentence")
    op.drop_column("document", "kind")
    for table in ("template", "setting", "draft_document", "draft"):
        op.drop_table(table)
