"""What queries find: each of them, asked of a small register of which everything is known."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import Connection, select

from ctdesk.db.drafts import (
    CommitmentDraft,
    ContactDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
)
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, people
from ctdesk.db.queries.asking import condition
from ctdesk.db.queries.asking_keys import RECORDS
from ctdesk.db.search.keys import KEYS, KINDS, Value
from ctdesk.db.search.parse import parse
from ctdesk.db.store import Store
from tests import factory

TODAY = date(2026, 11, 24)

# Each query, and what of the small register it finds, by the letters below.
FOUND = [
    # words
    ("training", "e:T"),
    ("TRAIN border", "e:T"),
    ('"border training"', "e:T"),
    ('"training border"', ""),
    ("training or aviation", "e:TB"),
    ("(training or aviation) ecowas", "e:T"),
    ("aviation -au", "e:B"),  # two letters do not stand for a body
    ("briefing -aviation", ""),
    ("ecowas in:engagements", "e:TP"),
    ("cedeao in:engagements", "e:TP"),
    ("эковас in:engagements", "e:TP"),
    ("traoré", "e:P p:M"),
    ("Muhammad", "p:M"),  # in another spelling
    ("vladimir", "p:V"),
    ("calendar", "c:C"),
    ("notes", "d:N"),
    ("test network", "o:K e:F"),
    ("minutes", "d:N"),  # within the file
    ('"the minutes" in:documents', "d:N"),
    ("minutes org:ECOWAS", "d:N"),
    # those who take part
    ("org:ECOWAS", "o:W e:TP p:M c:S d:N"),
    ("org:cedeao in:engagements", "e:TP"),
    ('org:"African Union" in:engagements', "e:BP"),
    ("org:AU,ECOWAS in:engagements", "e:TBP"),
    ("org:XYZ", ""),
    ('with:"civil society"', "e:F o:K"),
    ("with:traore", "e:P"),
    ("with:AU", "e:BP o:A c:CS"),
    ("engaged:ECOWAS in:engagements", "e:T"),
    ("engaged:LAS in:engagements", ""),
    ("spoke:ECOWAS in:engagements", ""),
    ("org:LAS in:engagements", "e:L"),
    ("member:AU", "o:N"),
    # what it is under, about and when
    ("under:D7 in:engagements", "e:TP"),
    ("decision:7 status:held", "e:T o:W c:S d:N"),
    ("under:D7 in:organizations", "o:W"),  # planned is not engaged
    ("-under:D7 in:organizations kind:regional org:AU,ECOWAS", "o:A"),
    ("decision:4 in:commitments", "c:C"),
    ("milestone:4 in:engagements", "e:P"),
    ("priority:3 in:engagements", "e:F"),
    ("under:D9", ""),
    ('theme:"border security"', "e:T o:W d:N"),
    ("theme:border", "e:T o:W d:N"),
    ("type:training in:engagements", "e:T"),
    ('region:"West Africa" in:engagements', "e:TP"),
    ("region:Africa in:engagements", "e:TBP"),
    ("country:Nigeria in:engagements", "e:T"),
    ("country:NGA in:engagements", "e:T"),
    ("country:Nigeria,Kenya in:engagements", "e:T"),
    ("on:2026-07-14 in:engagements", "e:T"),
    ("quarter:2026Q3 in:engagements", "e:TF"),
    ("on:july 2026 in:engagements", "e:T"),
    ("after:2026-07 before:2026-09 in:engagements", "e:TF"),
    ("on:2025 in:engagements", "e:L"),
    ("on:last quarter in:organizations", "o:WK"),
    ("on:next month in:engagements", "e:P"),
    ("under:D7 quarter:2026Q3 in:organizations", "o:W"),
    ("under:D7 quarter:2026Q2 in:organizations", ""),
    ("status:cancelled", "e:L o:L"),
    ("-status:held in:engagements", "e:PL"),
    ("modality:in-person in:engagements", "e:T"),
    ("city:abuja in:engagements", "e:T"),
    ("city:none in:engagements", "e:BPLF"),
    ("by:doe", "e:T o:W d:N"),
    ("outcome:mapping in:engagements", "e:T"),
    ("outcome:any in:engagements", "e:T"),
    ("role:briefer in:engagements", "e:B"),
    ("title:briefing in:engagements", "e:B"),
    # people and posts
    ("focal:primary", "o:W p:M"),
    ("focal:stale", "o:W p:M"),
    ("focal:none in:people", "p:V"),
    ("focal:none org:ECOWAS,AU in:organizations", "o:A"),
    ("post:director", "o:W p:M"),
    ("has:email in:people", "p:V"),
    ("contact:ivanov", "p:V"),
    ("has:post in:people", "p:M"),
    ("-has:post in:people", "p:V"),
    ("verified:none in:people", "p:MV"),
    ("language:fr in:people", "p:M"),
    # commitments and documents
    ("commitment:overdue", "o:AU e:B c:C"),
    ("commitment:done", "o:UW c:S e:B"),
    ("commitment:none in:engagements", "e:TPLF"),
    ("by:AU", "c:C"),
    ("to:ECOWAS", "c:S"),
    ("due:2026-10", "c:C"),
    ("before:2026-12-31 in:commitments", "c:C"),
    ("status:open", "c:C"),
    ("has:document", "e:T"),
    ("file:notes", "d:N"),
    ("in:documents", "d:N"),
    # the rest
    ("quiet:90d org:AU,ECOWAS,LAS", "o:AWL"),
    ("quiet:5m org:AU,ECOWAS,LAS", "o:AL"),
    ("changed:1d in:engagements", "e:TBPLF"),
    ("on:1945", ""),
    ("source:example", ""),
    ("-in:organizations -in:engagements", "p:MV c:CS d:N"),
]


@pytest.fixture
def small(store: Store) -> tuple[Store, dict[tuple[str, int], str]]:
    """Five engagements, two people, two commitments, a document; the letter of each record."""
    known = factory.known(store)
    bodies = {name: known.organization(name) for name in ("ECOWAS", "AU", "LAS", "UNOCT")}

    def add_people(session: object) -> tuple[int, int]:
        first = people.add(session, PersonDraft("Mohamed Traoré", languages="fr"))  # type: ignore[arg-type]
        way = ContactDraft("email", "ivanov@example.org")
        second = people.add(session, PersonDraft("Владимир Иванов", contact_points=(way,)))  # type: ignore[arg-type]
        post = PostDraft(
            bodies["ECOWAS"], "Director", first, focal_point="primary",
            last_verified=date(2025, 1, 1),
        )  # fmt: skip
        people.add_post(session, post)  # type: ignore[arg-type]
        return first, second

    traore, ivanov = store.perform("People", add_people)
    network = factory.add_organization(store, "Test network", kind="civil_society")
    nigeria = known.organization("Nigeria")
    engagements = {
        "T": factory.log(
            store, "ECOWAS", title="Border training", items=("Decision 7",),
            starts=datetime(2026, 7, 14, 9), type_id=known.type("Training"),
            theme_ids=(known.theme("Border security"),), modality="in_person", city="Abuja",
            country_id=known.country("Nigeria"), lead_officer="J. Doe",
            outcome="A joint mapping was agreed.",
        ),
        "B": factory.log(
            store, title="Briefing on aviation", items=("Decision 4",),
            starts=datetime(2026, 6, 10, 15),
            participations=(ParticipationDraft(bodies["AU"], role="briefer"),),
            commitments=(
                CommitmentDraft("Share the calendar", bodies["AU"], bodies["UNOCT"],
                                date(2026, 10, 1)),
                CommitmentDraft("Send the note", bodies["UNOCT"], bodies["ECOWAS"],
                                date(2027, 1, 15), "done", date(2026, 11, 1), "Sent by mail",
                                item_id=known.item("Decision 7")),
            ),
        ),
        "P": factory.log(
            store, title="Planned retreat", items=("Decision 7", "Milestone 4"), status="planned",
            starts=datetime(2026, 12, 5, 9),
            participations=(ParticipationDraft(bodies["AU"]),
                            ParticipationDraft(bodies["ECOWAS"], traore)),
        ),
        "L": factory.log(store, "LAS", title="Call", status="cancelled",
                         starts=datetime(2025, 11, 3, 9)),
        "F": factory.log(store, "Test network", title="Forum", items=("Priority 3",),
                         starts=datetime(2026, 9, 30, 23, 30)),
    }  # fmt: skip
    file = DocumentDraft("notes.txt", b"These are the minutes.", "text/plain")
    notes = store.perform(
        "Keep notes", lambda s: documents.add(s, file, engagement_id=engagements["T"])
    )
    store.read_texts()
    promised = RECORDS["commitment"]
    rows = store.read(lambda c: c.execute(select(promised.id, promised.what)).all())
    letters = {("engagement", one): letter for letter, one in engagements.items()}
    letters |= {("person", traore): "M", ("person", ivanov): "V", ("document", notes): "N"}
    letters |= {("commitment", row.id): "C" if "calendar" in row.what else "S" for row in rows}
    letters |= {
        ("organization", one): letter
        for one, letter in zip((*bodies.values(), network, nigeria), "WALUKN", strict=True)
    }
    store.today = lambda: TODAY
    return store, letters


def _found(store: Store, letters: dict[tuple[str, int], str], query: str) -> dict[str, set[str]]:
    tree = parse(query, TODAY).tree

    def question(connection: Connection) -> dict[str, set[int]]:
        return {
            kind: set(connection.execute(select(row.id).where(condition(kind, tree))).scalars())
            for kind, row in RECORDS.items()
        }

    found = {
        kind[0]: {letters[kind, one] for one in ids if (kind, one) in letters}
        for kind, ids in store.read(question).items()
    }
    return {kind: those for kind, those in found.items() if those}


def test_what_queries_find(small: tuple[Store, dict[tuple[str, int], str]]) -> None:
    store, letters = small
    wrong = {}
    for query, expected in FOUND:
        found = _found(store, letters, query)
        if found != {one[0]: set(one[2:]) for one in expected.split()}:
            wrong[query] = (expected, found)
    assert not wrong, "\n".join(f"{q}: {e} | {f}" for q, (e, f) in wrong.items())


def test_every_key_can_be_asked_of_every_record(
    small: tuple[Store, dict[tuple[str, int], str]],
) -> None:
    store, letters = small
    values = {Value.PERIOD: ("2026",), Value.SPAN: ("90d",)}
    for key in KEYS.values():
        for value in key.codes or values.get(key.value, ("AU", "none")):
            _found(store, letters, f"{key.name}:{value}")
            _found(store, letters, f"-{key.name}:{value} or ecowas")


def test_what_is_asked_is_never_a_statement(
    small: tuple[Store, dict[tuple[str, int], str]],
) -> None:
    store, letters = small
    for hostile in (
        "'; DROP TABLE person; --", '" OR 1=1', "name:*", "NEAR/2", "a* AND b^", "{name} : x",
        'org:"a\' OR \'1"', "title:%", "city:_", "100%", "\x00", "-\u202e",
    ):  # fmt: skip
        _found(store, letters, f'"{hostile}"')
        _found(store, letters, hostile.replace("name:", "title:"))
    assert _found(store, letters, "in:people") == {"p": {"M", "V"}}


def test_each_kind_has_its_table() -> None:
    assert {*KINDS.values(), "need"} == set(RECORDS), "needs are found on their page alone"
