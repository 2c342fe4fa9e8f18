"""The schema's revisions, applied in process.

Alembic takes a third of a second to import, so a register that is up to date is recognized with
one SELECT and Alembic stays out.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from ctdesk.errors import UserError
from ctdesk.words import _

# Oldest first; a test holds this list against the scripts.
REVISIONS = tuple(f"{number:04}" for number in range(1, 15))
HEAD = REVISIONS[-1]


def revision(engine: Engine) -> str | None:
    """The register's revision; None where it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version"))
        number: str | None = found.scalar_one_or_none()
        return number


def check(engine: Engine, name: str, *, read_only: bool) -> None:
    """Raise UserError where a newer version made the register, or nobody finished making it.

    One of an older version is refused where it cannot be brought to this one's.
    """
    found = revision(engine)
    if found is None:
        raise UserError(
            _("{name} was never finished. Delete it and make it anew.").format(name=name)
        )
    if found not in REVISIONS:
        raise UserError(
            _(
                "{name} was made by a newer version of CT Desk. Install that version to open it; "
                "the file was not changed."
            ).format(name=name)
        )
    if read_only and found != HEAD:
        raise UserError(
            _(
                "{name} was made by an older version of CT Desk. Open it once where it can be "
                "written; then it can be read anywhere."
            ).format(name=name)
        )


def upgrade(engine: Engine) -> None:
    """Bring the schema to this version's, in one transaction."""
    if revision(engine) != HEAD:
        move(engine, HEAD)


def move(engine: Engine, target: str) -> None:
    """Bring the schema up or down to a revision ("base" for none), in one transaction.

    Foreign keys are off meanwhile, since batch migrations drop and remake tables, and are checked
    before the commit.
    """
    from alembic.config import Config  # 0.3 s to import
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    script = ScriptDirectory.from_config(config)
    current = revision(engine)
    down = target == "base" or (current is not None and target < current)

    def steps(now: object, _context: object) -> object:
        walk = script._downgrade_revs if down else script._upgrade_revs
        return walk(target, now)  # type: ignore[arg-type]

    with engine.execution_options(begin=None).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with EnvironmentContext(config, script, fn=steps) as environment:
            environment.configure(connection=connection, render_as_batch=True)
            environment.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"revision {target} leaves {len(broken)} broken references")
        connection.commit()
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
