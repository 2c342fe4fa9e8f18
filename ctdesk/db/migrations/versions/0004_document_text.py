"""The words in files, page by page; they are read after the register is opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "file_reading",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["hash"], ["blob.hash"], name=op.f("fk_file_reading_hash_blob")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_file_reading")),
        sa.UniqueConstraint("hash", name=op.f("uq_file_reading_hash")),
    )
    op.create_table(
        "document_text",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_text")),
    )


def downgrade() -> None:
    op.execute("DROP TABLE IF EXISTS document_text_fts")  # else it would index what is gone
    op.drop_table("document_text")
    op.drop_table("file_reading")
