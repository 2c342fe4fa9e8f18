"""The action plan: objectives, actions, and the records that carry them out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "plan_objective",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(500), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_objective")),
    )
    op.create_table(
        "plan_action",
        sa.Column("objective_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("organization_id", ID, nullable=True),
        sa.Column("officer", sa.String(200), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("item_id", ID, nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("is_example", sa.Boolean(), nullable=False),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["objective_id"],
            ["plan_objective.id"],
            name=op.f("fk_plan_action_objective_id_plan_objective"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_plan_action_organization_id_organization"),
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["framework_item.id"], name=op.f("fk_plan_action_item_id_framework_item")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_action")),
    )
    op.create_index("ix_plan_action_item_id", "plan_action", ["item_id"])
    op.create_index("ix_plan_action_objective_id", "plan_action", ["objective_id"])
    op.create_index("ix_plan_action_organization_id", "plan_action", ["organization_id"])
    op.create_table(
        "plan_link",
        sa.Column("action_id", ID, nullable=False),
        sa.Column("engagement_id", ID, nullable=True),
        sa.Column("commitment_id", ID, nullable=True),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["plan_action.id"], name=op.f("fk_plan_link_action_id_plan_action")
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name=op.f("fk_plan_link_engagement_id_engagement")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_plan_link_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_link")),
    )
    op.create_index("ix_plan_link_action_id", "plan_link", ["action_id"])
    op.create_index("ix_plan_link_commitment_id", "plan_link", ["commitment_id"])
    op.create_index("ix_plan_link_engagement_id", "plan_link", ["engagement_id"])


def downgrade() -> None:
    op.drop_table("plan_link")
    op.drop_table("plan_action")
    op.drop_table("plan_objective")
