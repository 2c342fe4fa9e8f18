"""Needs, challenges and good practices, and what was done about them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("organization_id", ID, nullable=True),
        sa.Column("place_id", ID, nullable=True),
        sa.Column("theme_id", ID, nullable=True),
        sa.Column("priority", sa.String(10), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=True),
        sa.Column("engagement_id", ID, nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_need_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_need_place_id_place")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_need_theme_id_theme")),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_need_engagement_id_engagement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need")),
    )
    op.create_index("ix_need_engagement_id", "need", ["engagement_id"])
    op.create_index("ix_need_organization_id", "need", ["organization_id"])
    op.create_index("ix_need_place_id", "need", ["place_id"])
    op.create_index("ix_need_theme_id", "need", ["theme_id"])
    op.create_table(
        "need_answer",
        sa.Column("need_id", ID, nullable=False),
        sa.Column("engagement_id", ID, nullable=True),
        sa.Column("commitment_id", ID, nullable=True),
        sa.Column("initiative_id", ID, nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_need_answer_need_id_need")),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_need_answer_engagement_id_engagement"),
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=op.f("fk_need_answer_commitment_id_commitment"),
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_need_answer_initiative_id_initiative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
    )
    op.create_index("ix_need_answer_commitment_id", "need_answer", ["commitment_id"])
    op.create_index("ix_need_answer_engagement_id", "need_answer", ["engagement_id"])
    op.create_index("ix_need_answer_initiative_id", "need_answer", ["initiative_id"])
    op.create_index("ix_need_answer_need_id", "need_answer", ["need_id"])


def downgrade() -> None:
    op.drop_table("need_answer")
    op.drop_table("need")
