"""People and posts: who is listed, who held what when, and what a hand-over leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ctdesk.db import creating
from ctdesk.db.drafts import ContactDraft, ParticipationDraft, PersonDraft, PostDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, people
from ctdesk.db.queries import people as queries
from ctdesk.db.queries import posts
from ctdesk.db.queries.people import PersonList
from ctdesk.db.queries.person_names import PersonName, propose, put_together
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.paths import resources
from tests import factory, snapshot

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def add(store: Store, name: str, **values: object) -> int:
    draft = replace(PersonDraft(name), **values)
    return store.perform(f"Add {name}", lambda s: people.add(s, draft))


def add_post(store: Store, title: str, person_id: int | None, **values: object) -> int:
    au = factory.known(store).organization("AU")
    draft = replace(PostDraft(au, title, person_id), **values)
    return store.perform(f"Add {title}", lambda s: people.add_post(s, draft))


def listed(store: Store, query: PersonList) -> list[str]:
    ids = store.read(query.ids)
    rows = store.read(lambda c: query.rows(c, ids))
    assert store.read(query.count) == len(ids)
    for one in ids:
        assert store.read(lambda c, one=one: query.place(c, one)) is not None
    return [rows[one].name for one in ids]


@pytest.fixture
def three(store: Store) -> Store:
    """A focal point verified lately, one long ago, and somebody without a post."""
    fresh, late = add(store, "Aya Fresh"), add(store, "Ben Late")
    add(store, "Cy Free")
    add_post(store, "Director", fresh, focal_point="primary", last_verified=ago(180))
    add_post(store, "Adviser", late, focal_point="alternate", last_verified=ago(181))
    add_post(store, "Clerk", late)
    return store


def test_the_list_is_narrowed(three: Store) -> None:
    assert listed(three, PersonList()) == ["Aya Fresh", "Ben Late", "Cy Free"]
    assert listed(three, PersonList(asked=factory.asked("focal:any"))) == ["Aya Fresh", "Ben Late"]
    assert listed(three, PersonList(asked=factory.asked("focal:stale"))) == ["Ben Late"]
    assert listed(three, PersonList(asked=factory.asked("-has:post"))) == ["Cy Free"]
    known = factory.known(three)
    assert len(listed(three, PersonList(known.organization("AU")))) == 2
    assert listed(three, PersonList(known.organization("EU"))) == []


def test_a_post_that_ended_is_none(store: Store) -> None:
    one = add(store, "Aya Example")
    add_post(store, "Director", one, focal_point="primary", ends=ago(1))
    assert listed(store, PersonList(asked=factory.asked("focal:any"))) == []
    assert listed(store, PersonList(asked=factory.asked("-has:post"))) == ["Aya Example"]


def test_a_line_says_what_an_officer_looks_for(store: Store) -> None:
    way = ContactDraft("email", "aya@example.org")
    one = add(store, "Aya Example", written_name="示例", contact_points=(way,))
    add_post(store, "Clerk", one, starts=ago(9))
    add_post(
        store, "Director", one, focal_point="primary", last_verified=ago(300), starts=ago(400),
        contact_points=(ContactDraft("email", "director@example.int", "", True),),
    )  # fmt: skip
    came = ParticipationDraft(person_id=one)
    factory.log(store, starts=datetime(2026, 3, 4, 23, 0), participations=(came,))
    invited = replace(came, attendance="invited")
    factory.log(store, starts=datetime(2026, 4, 4, 10, 0), participations=(invited,))
    factory.log(store, starts=datetime(2026, 5, 4), status="planned", participations=(came,))
    row = store.read(lambda c: PersonList().rows(c, [one]))[one]
    assert (row.post, row.organizations, row.focal_point) == ("Director", ("AU",), "primary")
    assert (row.written, row.stale, row.last_verified) == ("示例", True, ago(300))
    assert row.last_engaged == date(2026, 3, 4)
    assert row.contact == "director@example.int"


def test_the_profile_has_everything_they_took_part_in(store: Store) -> None:
    one = add(store, "Aya Example", languages="ar, en; Tajik")
    post = add_post(store, "Director", one, starts=ago(900), focal_point="primary")
    former = add_post(
        store, "Clerk", one, starts=ago(1900), ends=ago(901),
        contact_points=(ContactDraft("email", "clerk@example.int"),),
    )  # fmt: skip
    for day in range(1, 54):
        party = ParticipationDraft(person_id=one, role="speaker")
        starts = datetime(2026, 1, 1, 10) + timedelta(days=day)
        factory.log(store, starts=starts, participations=(party,))
    profile = store.read(queries.profile(one))
    assert profile.languages == ("ar", "en", "Tajik")
    assert [line.id for line in profile.posts] == [post, former]
    assert profile.ways == ()  # a post they left is answered by somebody else
    assert profile.engagement_count == 53
    assert len(profile.engagements) == 50
    assert profile.engagements[0].starts == datetime(2026, 2, 23, 10)
    assert {(one.role, one.capacity) for one in profile.engagements} == {("speaker", "Director")}


def test_the_preferred_way_comes_first(store: Store) -> None:
    ways = (
        ContactDraft("phone", "+1 212 555 0100"),
        ContactDraft("email", "aya@example.org", "", True),
    )
    one = add(store, "Aya Example", contact_points=ways)
    of_post = ContactDraft("email", "director@example.int")
    add_post(store, "Director", one, contact_points=(of_post,))
    found = store.read(queries.profile(one)).ways
    assert [(way.value, way.of) for way in found] == [
        ("aya@example.org", ""), ("+1 212 555 0100", ""), ("director@example.int", "Director"),
    ]  # fmt: skip


def test_who_held_it_when(store: Store) -> None:
    first, second = add(store, "Aya Example"), add(store, "Ben Example")
    old = add_post(store, "Director,  Peace", first, starts=date(2020, 1, 1), ends=ago(1))
    new = add_post(store, "DIRECTOR, peace", second, starts=TODAY)
    add_post(store, "Director", first)
    found = store.read(posts.holders(new))
    assert [(line.id, line.holder) for line in found] == [
        (old, "Aya Example"), (new, "Ben Example"),
    ]  # fmt: skip


def test_posts_of_a_body_have_the_primary_focal_point_first(store: Store) -> None:
    one = add(store, "Aya Example")
    gone = add_post(store, "Director", one, focal_point="primary", ends=ago(1))
    clerk, vacant = add_post(store, "Clerk", one), add_post(store, "Adviser", None)
    alternate = add_post(store, "Zonal head", None, focal_point="alternate")
    primary = add_post(store, "Zonal chief", one, focal_point="primary")
    found = store.read(posts.posts_of(factory.known(store).organization("AU")))
    assert [line.id for line in found] == [primary, alternate, vacant, clerk, gone]
    assert [line.holder for line in found[1:3]] == ["", ""]


def test_a_hand_over_ends_one_tenure_and_begins_the_next(store: Store) -> None:
    first, second = add(store, "Aya Example"), add(store, "Ben Example")
    theme = factory.known(store).theme("Border security")
    post = add_post(
        store, "Director", first, unit="Peace", starts=ago(400), focal_point="primary",
        last_verified=ago(3), theme_ids=(theme,),
        contact_points=(ContactDraft("email", "director@example.int", "Post", True),),
    )  # fmt: skip
    before = snapshot.rows(store)
    following = store.perform("Hand over", lambda s: people.hand_over(s, post, TODAY, second))
    old, new = store.read(posts.draft(post)), store.read(posts.draft(following))
    assert (old.person_id, old.ends) == (first, ago(1))
    assert (new.person_id, new.starts, new.ends) == (second, TODAY, None)
    assert (new.title, new.unit, new.focal_point) == ("Director", "Peace", "primary")
    assert (new.theme_ids, new.last_verified) == ((theme,), None)
    assert [way.value for way in new.contact_points] == ["director@example.int"]
    vacant = store.perform(
        "Hand over",
        lambda s: people.hand_over(s, following, TODAY + timedelta(days=1), None),
    )
    assert [line.holder for line in store.read(posts.holders(vacant))] == [
        "Aya Example", "Ben Example", "",
    ]  # fmt: skip
    store.undo()
    store.undo()
    assert snapshot.rows(store) == before


def test_a_hand_over_that_does_not_follow_is_refused(store: Store) -> None:
    first, second = add(store, "Aya Example"), add(store, "Ben Example")
    post = add_post(store, "Director", first, starts=TODAY)
    with pytest.raises(Invalid) as refusal:
        store.perform("Hand over", lambda s: people.hand_over(s, post, TODAY, second))
    assert set(refusal.value.fields) == {"starts"}
    later = TODAY + timedelta(days=9)
    with pytest.raises(Invalid) as refusal:
        store.perform("Hand over", lambda s: people.hand_over(s, post, later, first))
    assert set(refusal.value.fields) == {"person_id"}
    assert len(store.read(posts.holders(post))) == 1


def test_a_tenure_that_ended_before_keeps_its_end(store: Store) -> None:
    first, second = add(store, "Aya Example"), add(store, "Ben Example")
    post = add_post(store, "Director", first, ends=ago(30))
    store.perform("Hand over", lambda s: people.hand_over(s, post, TODAY, second))
    assert store.read(posts.draft(post)).ends == ago(30)


def test_a_photo_takes_the_place_of_the_one_before(store: Store) -> None:
    one = add(store, "Aya Example")
    assert store.read(queries.photo(one)) is None
    for data in (b"first", b"second"):
        picture = DocumentDraft("portrait.png", data)
        store.perform("Photo", lambda s, p=picture: people.set_photo(s, one, p))
    note = DocumentDraft("note.txt", b"words")
    store.perform("Add file", lambda s: documents.add(s, note, person_id=one))
    assert store.read(queries.photo(one)) == b"second"
    assert store.read(queries.profile(one)).document_count == 1
    store.perform("Remove", lambda s: people.remove_photo(s, one))
    assert store.read(queries.photo(one)) is None
    store.undo()
    assert store.read(queries.photo(one)) == b"second"


def test_what_is_stored_comes_back(store: Store) -> None:
    draft = PersonDraft(
        "Aya Example", "示例", "Example", "Aya", "family_first", "Ms.", "Colonel", "PhD", "Aja",
        "ar", "One\n\n<b>two</b>", 3, "confidential", "Consent", ago(4), ago(-400),
        (ContactDraft("email", "aya@example.org", "Office", True),),
    )  # fmt: skip
    one = store.perform("Add", lambda s: people.add(s, draft))
    kept = store.read(queries.draft(one))
    ways = tuple(replace(way, id=None) for way in kept.contact_points)
    assert replace(kept, contact_points=ways) == draft
    au = factory.known(store).organization("AU")
    theme = factory.known(store).theme("Border security")
    post = PostDraft(
        au, "Director", one, "Peace", ago(9), ago(-9), "alternate", ago(1), (theme,),
        (ContactDraft("phone", "+1 212 555 0100"),),
    )  # fmt: skip
    post_id = store.perform("Add", lambda s: people.add_post(s, post))
    found = store.read(posts.draft(post_id))
    ways = tuple(replace(way, id=None) for way in found.contact_points)
    assert replace(found, contact_points=ways) == post


def test_what_is_gone_is_said(store: Store) -> None:
    for question in (queries.profile(1), queries.draft(1), queries.called(1)):
        with pytest.raises(UserError, match="This person"):
            store.read(question)
    for question in (posts.post(1), posts.draft(1), posts.holders(1)):
        with pytest.raises(UserError, match="This post"):
            store.read(question)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonName("Aya Example", "Example", "Aya", honorific="Ms."), "Ms. Aya EXAMPLE"),
        (PersonName("Fan Li", "Fan", "Li", "family_first", "Mr."), "Mr. FAN Li"),
        (PersonName("Contoh", "Contoh", "", "single"), "Contoh"),
        (PersonName("Almaz Misale", "", "Almaz"), "Almaz Misale"),
        (PersonName("P. van der Berg", "van der Berg", "P."), "P. van der BERG"),
        (PersonName("Layla al-Mithal", "al-Mithal", "Layla"), "Layla al-MITHAL"),
        (PersonName("Youssef Ould Ahmed", "Ould Ahmed", "Y."), "Youssef Ould AHMED"),
        (PersonName("Jeanne d'Exemple", "d'Exemple", "Jeanne"), "Jeanne d'EXEMPLE"),
        (PersonName("Hans Groß", "Groß", "Hans"), "Hans GROẞ"),
        (PersonName("Ana Li (example)", "Li", "Ana"), "Ana LI (example)"),
        (PersonName("Lien Li", "Li", "Lien", "family_first"), "Lien LI"),
        (PersonName("Known as Max", "Muster", "Maximilian"), "Maximilian MUSTER"),
        (PersonName("Le Van", "Van", "Le"), "Le VAN"),
    ],
)
def test_names_in_lists(name: PersonName, expected: str) -> None:
    assert name.listed == expected


def test_names_are_proposed_and_never_stored_unseen(store: Store) -> None:
    assert propose("Aya Example", "given_first") == ("Example", "Aya")
    assert propose("Fan Li Hua", "family_first") == ("Fan", "Li Hua")
    assert propose("Pieter van der Berg", "given_first") == ("van der Berg", "Pieter")
    assert propose("Contoh", "given_first") == propose("Almaz Misale", "single") == ("", "")
    assert put_together("Fan", "Li", "family_first") == "Fan Li"
    assert put_together("Example", "Aya", "given_first") == "Aya Example"
    kept = store.read(queries.draft(add(store, "Aya Example")))
    assert (kept.family_name, kept.given_name) == ("", "")


def test_example_people_belong_to_a_body_that_is_made_up(store: Store) -> None:
    creating.add_example(store, resources(), TODAY)
    exro = factory.known(store).organization("EXRO")
    names = listed(store, PersonList())
    assert len(names) == 12
    assert all(name.endswith(" (example)") for name in names)
    for one in store.read(PersonList().ids):
        profile = store.read(queries.profile(one))
        assert {line.organization_id for line in profile.posts} <= {exro}
        assert all(
            way.value.rpartition("@")[2] in ("example.org", "example.int")
            for way in profile.ways
            if way.kind == "email"
        )
        assert all(" 555 01" in way.value for way in profile.ways if way.kind == "phone")
    assert len(listed(store, PersonList(asked=factory.asked("focal:any")))) == 2
    assert listed(store, PersonList(asked=factory.asked("focal:stale"))) == [
        "Layla al-Mithal (example)"
    ]
    lines = store.read(posts.posts_of(exro))
    assert [line.title for line in lines if line.person_id is None] == [
        "Head, training unit (example)"
    ]
    assert sum(line.is_former(TODAY) for line in lines) == 1
    store.undo()
    assert listed(store, PersonList()) == []
