"""Participants are found in the order in which they are listed."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_index("ix_participation_engagement_id", "participation")
    op.create_index("ix_participation_listed", "participation", ["engagement_id", "position"])


def downgrade() -> None:
    op.drop_index("ix_participation_listed", "participation")
    op.create_index("ix_participation_engagement_id", "participation", ["engagement_id"])
