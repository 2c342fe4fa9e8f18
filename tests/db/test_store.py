"""The way of a change: one door, one journal entry, one broadcast, and the way back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, literal, select, text, update
from sqlalchemy.orm import Session

from ctdesk.db import tables as m
from ctdesk.db.changes import Changes
from ctdesk.db.drafts import (
    CommitmentDraft,
    ContactDraft,
    InitiativeDraft,
    MembershipDraft,
    NameDraft,
    OrganizationDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
    SessionDraft,
)
from ctdesk.db.files import DocumentDraft
from ctdesk.db.mapping import mapped
from ctdesk.db.operations import (
    commitments,
    documents,
    engagements,
    initiatives,
    organizations,
    people,
)
from ctdesk.db.patience import CalledOff
from ctdesk.db.queries import engagements as engagement_queries
from ctdesk.db.queries import organizations as organization_queries
from ctdesk.db.queries.lists import id_array
from ctdesk.db.recording import BulkWriteRefusedError
from ctdesk.db.register import Register
from ctdesk.db.store import Store, open_store
from ctdesk.db.undoing import CannotUndo
from ctdesk.errors import Invalid, UserError
from ctdesk.paths import log_file
from tests import factory, snapshot
from tests.conftest import INSTALLATION


def _prepare(store: Store) -> dict[str, int]:
    """Records for every operation to work on."""
    body = factory.add_organization(store, "Test body", acronym="TB")
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    post = PostDraft(body, "Director", person, theme_ids=(factory.known(store).theme("gender"),))
    post_id = store.perform("p", lambda s: people.add_post(s, post))
    person_takes_part = ParticipationDraft(person_id=person)
    engagement = factory.log(
        store,
        "AU",
        items=("Decision 7",),
        participations=(person_takes_part, ParticipationDraft(organization_id=body)),
        sessions=(SessionDraft("First"), SessionDraft("Second")),
        commitments=(CommitmentDraft("Send it", by_id=body),),
        place_ids=(factory.known(store).country("Nigeria"),),
    )
    commitment = store.perform("c", lambda s: commitments.add(s, CommitmentDraft("Call back")))
    document = store.perform(
        "d",
        lambda s: documents.add(s, DocumentDraft("a.txt", b"text"), engagement_id=engagement),
    )
    membership = store.perform(
        "m",
        lambda s: organizations.add_membership(
            s, MembershipDraft(body, factory.known(store).organization("AU"))
        ),
    )
    return {
        "body": body, "person": person, "post": post_id, "engagement": engagement,
        "commitment": commitment, "document": document, "membership": membership,
    }  # fmt: skip


OPERATIONS = {
    "add organization": lambda s, ids: organizations.add(
        s, OrganizationDraft("New", acronym="NW", names=(NameDraft("fr", "Nouveau"),))
    ),
    "edit organization": lambda s, ids: organizations.edit(
        s,
        ids["body"],
        OrganizationDraft("Renamed", contact_points=(ContactDraft("email", "a@example.org"),)),
    ),
    "delete organization": lambda s, ids: (
        engagements.delete(s, ids["engagement"]),
        s.flush(),
        organizations.delete(s, ids["body"]),
    ),
    "edit membership": lambda s, ids: organizations.edit_membership(
        s, ids["membership"], MembershipDraft(ids["body"], ids["au"], ends=date(2026, 1, 1))
    ),
    "delete membership": lambda s, ids: organizations.delete_membership(s, ids["membership"]),
    "edit person": lambda s, ids: people.edit(s, ids["person"], PersonDraft("Other Name")),
    "delete person": lambda s, ids: people.delete(s, ids["person"]),
    "edit post": lambda s, ids: people.edit_post(
        s, ids["post"], PostDraft(ids["body"], "Head", focal_point="primary")
    ),
    "verify post": lambda s, ids: people.verify_post(s, ids["post"], date(2026, 5, 5)),
    "delete post": lambda s, ids: people.delete_post(s, ids["post"]),
    "edit engagement": lambda s, ids: engagements.edit(
        s,
        ids["engagement"],
        factory_edit(ids),
    ),
    "delete engagement": lambda s, ids: engagements.delete(s, ids["engagement"]),
    "close commitment": lambda s, ids: commitments.close(
        s, [ids["commitment"]], "done", date(2026, 5, 5), "Letter"
    ),
    "edit commitment": lambda s, ids: commitments.edit(
        s, ids["commitment"], CommitmentDraft("Call", engagement_id=ids["engagement"])
    ),
    "delete commitment": lambda s, ids: commitments.delete(s, ids["commitment"]),
    "add document": lambda s, ids: documents.add(
        s, DocumentDraft("b.pdf", b"%PDF"), organization_id=ids["body"]
    ),
    "delete document": lambda s, ids: documents.delete(s, ids["document"]),
    "add initiative": lambda s, ids: initiatives.add(
        s, InitiativeDraft("Joint", lead_id=ids["body"], partner_ids=(ids["au"],))
    ),
}


def factory_edit(ids: dict[str, int]):
    from ctdesk.db.drafts import EngagementDraft

    return EngagementDraft(
        type_id=ids["type"],
        starts=datetime(2026, 7, 1, 9),
        time_zone="Africa/Abidjan",
        title="Another title",
        participations=(ParticipationDraft(organization_id=ids["au"], role="speaker"),),
        sessions=(SessionDraft("Only"),),
    )


@pytest.mark.parametrize("name", OPERATIONS)
def test_undo_and_redo_restore_row_for_row(store: Store, name: str) -> None:
    ids = _prepare(store)
    known = factory.known(store)
    ids |= {"au": known.organization("AU"), "type": known.type("Retreat")}
    before, words_before = snapshot.rows(store), snapshot.index(store)
    assert snapshot.tally(store) == snapshot.recount(store) != {}
    store.perform(name, lambda s: OPERATIONS[name](s, ids))
    after, words_after = snapshot.rows(store), snapshot.index(store)
    assert after != before
    for _round in range(2):
        assert store.undo().title == name
        assert snapshot.rows(store) == before
        assert snapshot.index(store) == words_before
        assert snapshot.tally(store) == snapshot.recount(store)
        assert store.redo().title == name
        assert snapshot.rows(store) == after
        assert snapshot.index(store) == words_after
        assert snapshot.tally(store) == snapshot.recount(store)


def test_both_stacks_survive_a_restart(opened: Register) -> None:
    first = open_store(opened, INSTALLATION, "A")
    body = factory.add_organization(first, "One", acronym="O1")
    factory.add_organization(first, "Two", acronym="O2")
    first.undo()
    second = open_store(opened, INSTALLATION, "A")
    assert (second.undoable(), second.redoable()) == ("Add One", "Add Two")
    second.redo()
    second.undo()
    second.undo()
    third = open_store(opened, INSTALLATION, "A")
    assert (third.undoable(), third.redoable()) == (None, "Add One")
    third.redo()
    assert third.read(organization_queries.draft(body)).name == "One"


def test_a_new_step_ends_redo(store: Store) -> None:
    factory.add_organization(store, "One")
    store.undo()
    factory.add_organization(store, "Two")
    assert store.redoable() is None
    with pytest.raises(CannotUndo, match="Nothing to redo"):
        store.redo()


def test_a_step_is_told_once_with_what_it_did(store: Store) -> None:
    told: list[Changes] = []
    end = store.subscribe(told.append)
    me = object()
    store.perform("Add", lambda s: organizations.add(s, OrganizationDraft("One")), initiator=me)
    assert len(told) == 1
    assert told[0].initiator is me
    assert [(row.table, row.kind) for row in told[0].rows] == [("organization", "insert")]
    store.undo()
    assert [(row.table, row.kind) for row in told[1].rows] == [("organization", "delete")]
    end()
    store.redo()
    assert len(told) == 2


def test_a_step_that_changes_nothing_is_none(store: Store) -> None:
    body = factory.add_organization(store, "One")
    told: list[Changes] = []
    store.subscribe(told.append)
    same = store.read(organization_queries.draft(body))
    store.perform("Edit", lambda s: organizations.edit(s, body, same))
    assert told == []
    assert store.undoable() == "Add One"


def test_an_engagement_saved_as_it_was_changes_nothing(store: Store) -> None:
    ids = _prepare(store)
    draft = store.read(engagement_queries.draft(ids["engagement"]))
    top = store.undoable()
    store.perform("Edit", lambda s: engagements.edit(s, ids["engagement"], draft))
    assert store.undoable() == top


def test_a_failing_step_leaves_no_trace(store: Store) -> None:
    before, told = snapshot.rows(store), []
    store.subscribe(told.append)

    def fail(session: Session) -> None:
        organizations.add(session, OrganizationDraft("One", acronym="O1"))
        session.flush()
        raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        store.perform("Add", fail)
    assert snapshot.rows(store) == before
    assert store.undoable() is None
    assert told == []
    factory.add_organization(store, "One", acronym="O1")


@pytest.mark.parametrize(
    "write",
    [
        lambda s: s.execute(delete(mapped(m.Theme))),
        lambda s: s.execute(update(mapped(m.Theme)).values(name="x")),
        lambda s: s.execute(insert(mapped(m.Theme)).values(id=1, name="x")),
        lambda s: s.execute(text("DELETE FROM theme")),
        lambda s: s.connection().execute(m.Theme.__table__.delete()),
        lambda s: s.connection().exec_driver_sql("DELETE FROM theme"),
        lambda s: s.bulk_save_objects([mapped(m.Theme)(id=1, name="x")]),
        lambda s: s.query(mapped(m.Theme)).delete(),
    ],
)
def test_writing_past_the_recorder_is_refused(store: Store, write) -> None:
    before = snapshot.rows(store)
    with pytest.raises(BulkWriteRefusedError):
        store.perform("Bulk", write)
    assert snapshot.rows(store) == before


def test_records_change_inside_perform_only(opened: Register) -> None:
    with Session(opened.engine) as session:
        session.add(mapped(m.Theme)(id=1, name="past the door"))
        with pytest.raises(BulkWriteRefusedError):
            session.flush()


# The traps


def test_a_deferred_column_is_not_taken_for_empty(store: Store) -> None:
    from sqlalchemy.orm import defer

    body = factory.add_organization(store, "One", profile="Long text")
    before = snapshot.rows(store)

    def work(session: Session) -> None:
        kind = mapped(m.Organization)
        row = session.scalars(select(kind).options(defer(kind.profile)).filter_by(id=body)).one()
        row.profile = "Short"

    store.perform("Edit", work)
    store.undo()
    assert snapshot.rows(store) == before
    store.perform("Delete", lambda s: organizations.delete(s, body))
    store.undo()
    assert snapshot.rows(store) == before


def test_an_expired_object_is_not_taken_for_empty(store: Store) -> None:
    body = factory.add_organization(store, "One", profile="Long text", seat="Abuja")
    before = snapshot.rows(store)

    def work(session: Session) -> None:
        row = session.get_one(mapped(m.Organization), body)
        session.expire(row)
        row.profile = "Short"
        session.flush()
        session.expire(row)
        row.seat = "Dakar"
        session.flush()
        session.expire(row)
        session.delete(row)

    store.perform("Edit and delete", work)
    store.undo()
    assert snapshot.rows(store) == before


def test_keys_emptied_by_a_parents_delete_come_back(store: Store) -> None:
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Amina Traoré")))
    body = factory.add_organization(store, "One")
    post = store.perform("q", lambda s: people.add_post(s, PostDraft(body, "Head", person)))
    child = factory.add_organization(store, "Part", parent_id=body)
    before = snapshot.rows(store)
    store.perform("Delete person", lambda s: people.delete(s, person))
    assert snapshot.rows(store)["post"][post] != before["post"][post]
    store.undo()
    assert snapshot.rows(store) == before
    store.perform("Delete body", lambda s: organizations.delete(s, body))
    assert child in snapshot.rows(store)["organization"]
    assert post not in snapshot.rows(store)["post"]
    store.undo()
    assert snapshot.rows(store) == before


def test_swapped_acronyms(store: Store) -> None:
    one = factory.add_organization(store, "One", acronym="AA")
    two = factory.add_organization(store, "Two", acronym="BB")
    before = snapshot.rows(store)

    def swap(session: Session) -> None:
        first, second = (
            session.get_one(mapped(m.Organization), one),
            session.get_one(mapped(m.Organization), two),
        )
        first.acronym = None
        session.flush()
        second.acronym = "AA"
        session.flush()
        first.acronym = "BB"

    store.perform("Swap", swap)
    after = snapshot.rows(store)
    store.undo()
    assert snapshot.rows(store) == before
    store.redo()
    assert snapshot.rows(store) == after


def test_rename_then_insert_of_the_freed_acronym(store: Store) -> None:
    one = factory.add_organization(store, "One", acronym="AA")
    before = snapshot.rows(store)

    def work(session: Session) -> None:
        session.get_one(mapped(m.Organization), one).acronym = "OLD"
        session.flush()
        organizations.add(session, OrganizationDraft("New", acronym="AA"))

    store.perform("Replace", work)
    after = snapshot.rows(store)
    store.undo()
    assert snapshot.rows(store) == before
    store.redo()
    assert snapshot.rows(store) == after


def test_delete_then_rename(store: Store) -> None:
    one = factory.add_organization(store, "One", acronym="AA")
    two = factory.add_organization(store, "Two", acronym="BB")
    before = snapshot.rows(store)

    def work(session: Session) -> None:
        organizations.delete(session, one)
        session.flush()
        session.get_one(mapped(m.Organization), two).acronym = "AA"

    store.perform("Merge", work)
    store.undo()
    assert snapshot.rows(store) == before


def test_a_document_of_20_mb(store: Store, opened: Register) -> None:
    data = bytes(range(256)) * (20 * 4096)
    body = factory.add_organization(store, "One")
    document = store.perform(
        "Keep", lambda s: documents.add(s, DocumentDraft("big.bin", data), organization_id=body)
    )
    before = snapshot.rows(store)
    store.perform("Delete", lambda s: organizations.delete(s, body))
    store.undo()
    assert snapshot.rows(store) == before

    def read_back(connection):
        mine = select(m.Blob.data).join(m.Document, m.Document.hash == m.Blob.hash)
        return connection.execute(mine.where(m.Document.id == document)).scalar_one()

    assert store.read(read_back) == data
    journal = store.read(
        lambda c: c.execute(
            text(
                "SELECT max(length(coalesce(before, '')) + length(coalesce(after, ''))) FROM change"
            )
        ).scalar_one()
    )
    assert journal < 10_000
    same = DocumentDraft("again.bin", data)
    store.perform("Keep", lambda s: documents.add(s, same, organization_id=body))
    assert store.read(lambda c: c.execute(text("SELECT count(*) FROM blob")).scalar_one()) == 1


def test_a_listener_that_fails_does_not_undo_or_silence(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Changes] = []

    def broken(_changes: Changes) -> None:
        raise RuntimeError("bug in a view of " + "One" * 2)

    store.subscribe(broken)
    store.subscribe(told.append)
    body = factory.add_organization(store, "One")
    assert len(told) == 1
    assert store.read(organization_queries.draft(body)).name == "One"
    assert caplog.messages[0].startswith("a listener failed: RuntimeError, test_store.py ")
    told_of = (caplog.text, log_file().read_text(encoding="utf-8"))
    assert not any("OneOne" in one for one in told_of), "nothing of the register in a log"
    caplog.clear()


def test_a_read_only_register_refuses_to_change(register_path: Path) -> None:
    from ctdesk.db.register import open_register

    with open_register(register_path, None, read_only=True) as opened:
        store = open_store(opened, INSTALLATION, "A")
        with pytest.raises(UserError, match="reading only"):
            factory.add_organization(store, "One")
        assert store.read(organization_queries.OrganizationList(("regional",)).ids)


def test_two_installations_with_one_number_get_two_in_a_register(opened: Register) -> None:
    from ctdesk.db.ids import device_of
    from ctdesk.settings import Installation

    first = factory.add_organization(open_store(opened, INSTALLATION, "A"), "One")
    same_number = Installation("00000000-0000-4000-8000-000000000002", INSTALLATION.number)
    second = factory.add_organization(open_store(opened, same_number, "B"), "Two")
    assert device_of(first) == INSTALLATION.number
    assert device_of(second) != INSTALLATION.number


def test_invalid_drafts_say_which_field(store: Store) -> None:
    with pytest.raises(Invalid) as refusal:
        factory.add_organization(store, "", acronym="x" * 60)
    assert set(refusal.value.fields) == {"name", "acronym"}


def test_a_long_question_is_called_off_and_the_connection_goes_on(store: Store) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )

    def question(connection: Connection) -> object:
        return connection.exec_driver_sql(endless).scalar_one()

    with pytest.raises(CalledOff):
        store.read_shortly(question)
    looks = iter((False, False, True))
    with pytest.raises(CalledOff):
        store.read(question, lambda: next(looks))
    assert store.read(organization_queries.OrganizationList().ids)


def test_a_list_called_off_half_way_keeps_nobody_from_writing(store: Store) -> None:
    numbers = select(literal(1).label("n")).cte("numbers", recursive=True)
    numbers = numbers.union_all(select(numbers.c.n + 1))
    looks = iter((False, False, True))
    with pytest.raises(CalledOff) as ended:
        store.read(lambda c: id_array(c, select(numbers.c.n)), lambda: next(looks))
    factory.add_organization(store)
    factory.add_organization(store, "Another body")
    assert ended.value is not None  # and with it all that the question held
