"""A commitment recurs, is superseded by another, and has documents of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("commitment") as commitment:
        commitment.add_column(
            sa.Column("repeats", sa.String(20), nullable=False, server_default="")
        )
        commitment.add_column(sa.Column("superseded_by_id", _ID, nullable=True))
        commitment.create_foreign_key(
            "fk_commitment_superseded_by_id_commitment",
            "commitment",
            ["superseded_by_id"],
            ["id"],
        )
        commitment.create_index("ix_commitment_superseded_by_id", ["superseded_by_id"])
    with op.batch_alter_table("commitment") as commitment:
        commitment.alter_column("repeats", server_default=None)  # what is new says it itself
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("commitment_id", _ID, nullable=True))
        document.create_foreign_key(
            "fk_document_commitment_id_commitment", "commitment", ["commitment_id"], ["id"]
        )
        document.create_index("ix_document_commitment_id", ["commitment_id"])


def downgrade() -> None:
    # A file that belongs to a commitment belongs to nothing then, and is found all the same.
    with op.batch_alter_table("document") as document:
        document.drop_index("ix_document_commitment_id")
        document.drop_constraint("fk_document_commitment_id_commitment", type_="foreignkey")
        document.drop_column("commitment_id")
    with op.batch_alter_table("commitment") as commitment:
        commitment.drop_index("ix_commitment_superseded_by_id")
        commitment.drop_constraint("fk_commitment_superseded_by_id_commitment", type_="foreignkey")
        commitment.drop_column("superseded_by_id")
        commitment.drop_column("repeats")
