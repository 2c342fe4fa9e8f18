"""Initiatives have a programme, themes, places, and indicators that are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("initiative") as batch:
        batch.add_column(sa.Column("programme", sa.String(30), nullable=False, server_default=""))
    # What the example register of the versions before said.
    op.execute("UPDATE initiative SET state = 'under_way' WHERE state = 'running'")
    _link("initiative_theme", "initiative", "theme")
    _link("initiative_place", "initiative", "place")
    _make(
        "indicator",
        ("initiative",),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("unit", sa.String(60), nullable=False),
        sa.Column("baseline", sa.Float(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Float(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
    )
    _make(
        "indicator_reading",
        ("indicator",),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("note", sa.String(500), nullable=False),
    )


def downgrade() -> None:
    for table in ("indicator_reading", "indicator", "initiative_place", "initiative_theme"):
        op.drop_table(table)
    with op.batch_alter_table("initiative") as batch:
        batch.drop_column("programme")


def _link(name: str, *owners: str) -> None:
    _make(name, owners)


def _make(name: str, owners: tuple[str, ...], *columns: sa.Column[object]) -> None:
    """A table of records that belong to rows of others, each found by its owners."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        name,
        *(sa.Column(f"{one}_id", big, nullable=False) for one in owners),
        *columns,
        sa.Column("id", big, autoincrement=False, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [f"{one}_id"], [f"{one}.id"], name=op.f(f"fk_{name}_{one}_id_{one}")
            )
            for one in owners
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for one in owners:
        op.create_index(op.f(f"ix_{name}_{one}_id"), name, [f"{one}_id"])
