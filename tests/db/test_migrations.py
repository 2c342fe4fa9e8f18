"""The schema: the head is what the models say, and every revision goes up and down with data."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, insert, inspect, text

from ctdesk.db import migrations, register
from ctdesk.db.checking import check
from ctdesk.db.drafts import CommitmentDraft, SeriesDraft, TurnDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import commitments, documents, frameworks, searches, series
from ctdesk.db.queries import drafts
from ctdesk.db.queries.commitments import draft
from ctdesk.db.queries.find import find
from ctdesk.db.queries.frameworks import item_draft
from ctdesk.db.queries.needs import NeedList
from ctdesk.db.queries.plan import objectives
from ctdesk.db.queries.searches import saved
from ctdesk.db.queries.series import series as series_record
from ctdesk.db.store import Store, open_store
from ctdesk.db.tables import Base, Theme
from tests import factory
from tests.conftest import INSTALLATION
from tests.files import pdf


def _differences(engine: Engine) -> list[object]:
    def ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
        return not (kind == "table" and name and "_fts" in name)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": ours, "compare_type": True}
        )
        return compare_metadata(context, Base.metadata)


def test_the_head_is_what_the_models_say(tmp_path: Path) -> None:
    with register.create(tmp_path / "a.ctdesk", None) as opened:
        assert _differences(opened.engine) == []


def test_the_comparison_sees_a_difference(tmp_path: Path) -> None:
    with register.create(tmp_path / "a.ctdesk", None) as opened:
        with opened.engine.begin() as connection:
            connection.execute(text("ALTER TABLE person DROP COLUMN aliases"))
        assert len(_differences(opened.engine)) == 1


def test_the_list_of_revisions_is_that_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == migrations.REVISIONS


PAPER = DocumentDraft("Concept note.pdf", b"%PDF-1.7 \x00\xff", "application/pdf")


def test_the_files_of_a_draft_go_down_and_up_with_their_bytes(register_path: Path) -> None:
    files = (PAPER, replace(PAPER, name="The same.pdf"), DocumentDraft("empty.txt", b""))
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        store.keep_draft("engagement:new", "A briefing", "{}", files)
        migrations.move(opened.engine, "0002")
        with opened.engine.connect() as connection:
            found = connection.execute(text("SELECT data FROM draft_document ORDER BY position"))
            assert found.scalars().all() == [one.data for one in files]
        migrations.move(opened.engine, migrations.HEAD)
        kept = store.read(drafts.kept("engagement:new"))
        assert kept is not None
        assert factory.whole(store, kept.documents) == files


NOTE = DocumentDraft("Note.pdf", pdf("Cover", "Zanzibar"))


def add_note(store: Store) -> None:
    body = factory.add_organization(store, "Noted body")
    store.perform("Add", lambda session: documents.add(session, NOTE, organization_id=body))
    assert store.read_texts() == 1
    assert [hit.page for hit in store.read(find("zanzibar"))] == [2]


def test_the_words_in_files_go_down_and_are_read_anew(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        add_note(store)
        migrations.move(opened.engine, "0003")
        with opened.engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM blob")).scalar_one() == 1
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read(find("zanzibar")) == ()
        assert store.read_texts() == 1
        assert [hit.page for hit in store.read(find("zanzibar"))] == [2]
        assert store.read(check).faults == ()


def test_saved_searches_go_down_and_the_register_goes_on(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        store.perform("Save", lambda s: searches.save(s, "person", "Quiet", "quiet:90d"))
        migrations.move(opened.engine, "0004")
        with opened.engine.connect() as connection:
            assert "saved_search" not in inspect(connection).get_table_names()
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read(saved) == ()
        store.perform("Save", lambda s: searches.save(s, "person", "Quiet", "quiet:90d"))
        assert [one.name for one in store.read(saved)] == ["Quiet"]


def add_turn(store: Store) -> int:
    """A series with a turn, and the result of a milestone."""
    series_id = store.perform("Add", lambda s: series.add(s, SeriesDraft("Forums")))
    draft = TurnDraft(series_id, factory.known(store).organization("AU"), topic="Borders")
    store.perform("Add", lambda s: series.add_turn(s, draft))
    item = factory.known(store).item("Milestone 1")
    said = replace(store.read(item_draft(item)), state="done", result="Held.")
    store.perform("Edit", lambda s: frameworks.edit_item(s, item, said))
    return series_id


def test_series_and_results_go_down_and_the_register_goes_on(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        add_turn(store)
        migrations.move(opened.engine, "0006")
        inspected = inspect(opened.engine)
        assert not {"series", "series_turn"} & set(inspected.get_table_names())
        columns = {one["name"] for one in inspected.get_columns("framework_item")}
        assert "state" in columns
        assert "result" not in columns
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        item = factory.known(store).item("Milestone 1")
        assert store.read(item_draft(item)).result == ""
        series_id = add_turn(store)
        assert [one.host for one in store.read(series_record(series_id)).turns] == ["AU"]


def test_needs_go_down_and_the_register_goes_on(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_answer(store, factory.add_need(store), note="Done")
        migrations.move(opened.engine, "0006")
        with opened.engine.connect() as connection:
            assert not {"need", "need_answer"} & set(inspect(connection).get_table_names())
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read(NeedList().count) == 0
        factory.add_need(store)
        assert store.read(NeedList().count) == 1
        assert store.read(check).faults == ()


def test_the_plan_goes_down_and_the_register_goes_on(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.add_action(store, factory.add_objective(store))
        migrations.move(opened.engine, "0007")
        with opened.engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
        assert not {"plan_objective", "plan_action", "plan_link"} & tables
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read(objectives) == ()
        factory.add_action(store, factory.add_objective(store))
        assert [len(one.actions) for one in store.read(objectives)] == [1]


def test_what_commitments_gained_goes_down_and_the_register_goes_on(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        one = CommitmentDraft("Report", repeats="monthly")
        made = store.perform("Add", lambda s: commitments.add(s, one))
        store.perform("Add", lambda s: documents.add(s, NOTE, commitment_id=made))
        migrations.move(opened.engine, "0006")
        with opened.engine.connect() as connection:
            assert connection.execute(text("SELECT what FROM commitment")).scalar_one() == "Report"
            assert connection.execute(text("SELECT count(*) FROM document")).scalar_one() == 1
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read(draft(made)) == replace(one, repeats="", id=made)
        assert store.read(check).faults == ()


def test_every_revision_goes_down_and_up_with_data(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        factory.log(store, "AU", "ECOWAS", items=("Decision 7",))
        store.keep_draft("engagement:new", "A briefing", "{}", [PAPER, replace(PAPER, name="2")])
        add_note(store)
        store.perform("Save", lambda s: searches.save(s, "person", "Quiet", "quiet:90d"))
        add_turn(store)
        factory.add_answer(store, factory.add_need(store), note="Done")
        factory.add_action(store, factory.add_objective(store))
        for target in [*reversed(migrations.REVISIONS[:-1]), "base"]:
            migrations.move(opened.engine, target)
        with opened.engine.connect() as connection:
            left = set(inspect(connection).get_table_names())
        assert not left & set(Base.metadata.tables)
        for target in migrations.REVISIONS:
            migrations.move(opened.engine, target)
        assert _differences(opened.engine) == []
        with opened.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def test_opening_a_register_leaves_alembic_and_the_mapper_out(
    register_path: Path,
) -> None:
    import subprocess
    import sys

    copy = register_path.with_name("copy.ctdesk")
    shutil.copy(register_path, copy)
    code = (
        "import sys, pathlib, pkgutil, importlib\n"
        "from ctdesk.db import operations, queries\n"
        "for package in (operations, queries):\n"
        "    for module in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "from ctdesk.db.register import open_register\n"
        f"open_register(pathlib.Path({str(copy)!r}), None).close()\n"
        "print({'alembic', 'reportlab', 'sqlalchemy.orm'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_the_schema_compiles_for_postgresql() -> None:
    from sqlalchemy.dialects import postgresql
    from sqlalchemy.schema import CreateTable

    for table in Base.metadata.sorted_tables:
        words = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        if "id" in table.c:
            assert "id BIGINT" in words


def test_plain_sqlite_keeps_ids_as_its_rowid() -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with engine.connect() as connection:
        connection.execute(insert(Theme.__table__).values(id=9007199254740993, name="x"))
        assert connection.execute(text("SELECT rowid FROM theme")).scalar_one() == 9007199254740993
    engine.dispose()
