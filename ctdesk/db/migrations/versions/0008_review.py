"""Records due for review are found without a walk through all people."""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_index("ix_person_review_on", "person", ["review_on"])


def downgrade() -> None:
    op.drop_index("ix_person_review_on", "person")
