"""How many people were present at an engagement, and how many of them women."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    for name in ("attended", "women"):
        op.add_column("engagement", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("engagement") as batch:
        for name in ("attended", "women"):
            batch.drop_column(name)
