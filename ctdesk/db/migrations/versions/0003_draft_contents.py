"""What is in a draft's file lies with all other contents, once, by its hash."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FILE = sa.table(
    "draft_document",
    sa.column("draft_key", sa.String),
    sa.column("position", sa.Integer),
    sa.column("hash", sa.String),
    sa.column("data", sa.LargeBinary),
)
_BLOB = sa.table("blob", sa.column("hash", sa.String), sa.column("data", sa.LargeBinary))


def upgrade() -> None:
    op.add_column(
        "draft_document", sa.Column("hash", sa.String(64), nullable=False, server_default="")
    )
    connection = op.get_bind()
    for file in connection.execute(sa.select(_FILE)).all():
        digest = hashlib.sha256(file.data).hexdigest()
        of_hash = _BLOB.c.hash == digest
        if connection.execute(sa.select(_BLOB.c.hash).where(of_hash)).first() is None:
            connection.execute(sa.insert(_BLOB).values(hash=digest, data=file.data))
        connection.execute(sa.update(_FILE).where(*_same(file)).values(hash=digest))
    op.drop_column("draft_document", "data")


def downgrade() -> None:
    op.add_column(
        "draft_document", sa.Column("data", sa.LargeBinary(), nullable=False, server_default="")
    )
    data = sa.select(_BLOB.c.data).where(_BLOB.c.hash == _FILE.c.hash).scalar_subquery()
    op.get_bind().execute(sa.update(_FILE).values(data=data))
    op.drop_column("draft_document", "hash")


def _same(file: sa.Row[tuple[object, ...]]) -> tuple[sa.ColumnElement[bool], ...]:
    return _FILE.c.draft_key == file.draft_key, _FILE.c.position == file.position
