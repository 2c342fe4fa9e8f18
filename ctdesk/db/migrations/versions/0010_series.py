"""Series of forums with hosts in turn, and what came of a framework item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REFERS = (
    ("series_id", "series", False),
    ("host_id", "organization", True),
    ("theme_id", "theme", True),
    ("engagement_id", "engagement", True),
)


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
    )
    op.create_table(
        "series_turn",
        *(sa.Column(column, _ID, nullable=empty) for column, _table, empty in _REFERS),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("topic", sa.String(300), nullable=False),
        sa.Column("id", _ID, autoincrement=False, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=op.f(f"fk_series_turn_{column}_{table}")
            )
            for column, table, _empty in _REFERS
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_turn")),
    )
    for column, _table, _empty in _REFERS:
        op.create_index(op.f(f"ix_series_turn_{column}"), "series_turn", [column])
    # The items that are there have none yet.
    op.add_column(
        "framework_item", sa.Column("result", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    op.drop_column("framework_item", "result")
    op.drop_table("series_turn")
    op.drop_table("series")
