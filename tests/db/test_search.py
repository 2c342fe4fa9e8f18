from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctdesk.db.drafts import CommitmentDraft, NameDraft, PersonDraft, PostDraft
from ctdesk.db.operations import people
from ctdesk.db.queries.choices import suggest
from ctdesk.db.queries.find import find
from ctdesk.db.queries.meant import found, meant
from ctdesk.db.search.fold import fold, sort_key
from ctdesk.db.search.index import expression
from ctdesk.db.store import Store
from tests import factory


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Traoré", "traore"), ("Łódź", "lodz"), ("Ørsted", "orsted"), ("ISTANBUL", "istanbul"),
        ("İstanbul", "istanbul"), ("ılıca", "ilica"), ("Straße", "strasse"), ("Đorđe", "dorde"),
        ("Ɗanɓaba", "danbaba"), ("Maʼruf", "maruf"), ("N’Djamena", "ndjamena"),
        ("N'Djamena", "ndjamena"), ("Côte d'Ivoire", "cote divoire"), ("Владимир", "владимир"),
        ("Ёлкин", "елкин"), ("الأمم المتّحدة", "الامم المتحده"), ("مصطفى", "مصطفي"),
        ("مـحـمـد", "محمد"), ("إيكواس", "ايكواس"), ("٢٠٢٦", "2026"), ("۲۰۲۶", "2026"),
        ("ＡＵ", "au"), ("上海合作组织", "上 海 合 作 组 织"), ("UN-Women", "un women"), ("", ""),
        ("—…!", ""),
    ],
)  # fmt: skip
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_nothing_typed_is_syntax(text: str) -> None:
    words = expression(text).replace(" AND ", " ").replace('"', "").replace("*", "").split()
    assert words == fold(text).split()


@pytest.mark.parametrize(
    ("name", "key"), [("Al-Sayed", "sayed"), ("El Fassi", "fassi"), ("Alba", "alba"), ("Al", "al")]
)
def test_sorting_passes_over_the_article(name: str, key: str) -> None:
    assert sort_key(name) == key


@pytest.mark.parametrize(
    "typed",
    [
        "ecowas", "ECOWAS", "cedeao", "эковас", "الجماعة الاقتصادية", "community west", "west afr",
        "ecow", "Economic Community of West African States",
    ],
)  # fmt: skip
def test_a_body_is_found_by_any_of_its_names(store: Store, typed: str) -> None:
    hits = store.read(find(typed))
    assert hits[0].kind == "organization"
    assert hits[0].title.startswith("ECOWAS")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("au", "AU"),
        ("un", "UN Tourism"),
        ("eu", "EU"),
        ("上海", "SCO"),
        ("шос", "SCO"),
        ("oic", "OIC"),
    ],
)
def test_the_exact_acronym_comes_first(store: Store, typed: str, first: str) -> None:
    assert store.read(suggest(typed))[0].title == first


def test_engagements_are_found_by_who_takes_part(store: Store) -> None:
    one = factory.log(store, "ECOWAS", title="Quetzal council")
    two = factory.log(store, "ECOWAS", "AU", title="Harp call")
    factory.log(store, "SADC", title="Harp call")

    def engagements(query: str) -> list[int]:
        return [hit.id for hit in store.read(find(query)) if hit.kind == "engagement"]

    assert sorted(engagements("cedeao")) == [one, two]
    assert engagements("ecowas harp") == engagements("harp эковас") == [two]
    assert engagements("african union") == [two]
    assert engagements("quetzal sadc") == []


def test_what_is_asked_by_keys_is_found_with_the_words_shown(store: Store) -> None:
    one = factory.log(store, "AU", title="Quetzal council", outcome="A harp was agreed. Then tea.")
    factory.log(store, "ECOWAS", title="Quetzal again")
    (hit,) = store.read(find("quetzal org:AU in:engagements"))
    assert (hit.kind, hit.id, hit.match) == ("engagement", one, "Quetzal council")
    (hit,) = store.read(find("harp org:AU"))
    assert hit.match.startswith("A harp was agreed")
    assert store.read(find("in:documents")) == ()
    doubt = store.read(found("org:XYZXYZ quetzal")).doubt
    assert doubt is not None
    assert "no organization" in doubt.sentence
    assert store.read(found("orgg:AU")).faults[0].instead == "org"


@pytest.mark.parametrize(
    "typed", ['"', "*", "AND", "a OR", "NEAR(", "^", "name:", "'; --", "(", "\\", "\x00"]
)
def test_what_looks_like_syntax_is_only_text(store: Store, typed: str) -> None:
    store.read(found(typed))
    store.read(suggest(typed))


def test_every_kind_is_found_with_its_dates_and_bodies(store: Store) -> None:
    known = factory.known(store)
    au = known.organization("AU")
    person = store.perform("p", lambda s: people.add(s, PersonDraft("Aïcha Ndiaye", "عائشة")))
    store.perform("q", lambda s: people.add_post(s, PostDraft(au, "Xylophone officer", person)))
    factory.log(
        store,
        "AU",
        "EU",
        title="Xylophone consultation",
        outcome="A harp was agreed",
        commitments=(CommitmentDraft("Tune the xylophone", by_id=au),),
    )
    hits = store.read(find("xylophone"))
    assert [hit.kind for hit in hits] == ["person", "engagement", "commitment"]
    assert hits[1].bodies == ("AU", "EU")
    assert str(hits[1].day) == "2026-03-04"
    assert store.read(find("harp"))[0].match == "A harp was agreed"
    assert store.read(find("aicha"))[0].title == "Aïcha Ndiaye"
    assert store.read(find("عائشه"))[0].title == "Aïcha Ndiaye"
    assert store.read(find("xylophone harp"))[0].kind == "engagement"


def test_the_index_follows_edits_undo_and_deletes(store: Store) -> None:
    from dataclasses import replace

    from ctdesk.db.drafts import OrganizationDraft
    from ctdesk.db.operations import organizations

    draft = OrganizationDraft("Quetzal Council", names=(NameDraft("es", "Consejo Quetzalí"),))
    body = store.perform("Add", lambda s: organizations.add(s, draft))
    assert len(store.read(find("quetzali"))) == 1
    changed = replace(draft, name="Condor Council", names=())
    store.perform("Edit", lambda s: organizations.edit(s, body, changed))
    assert not store.read(find("quetzal"))
    assert len(store.read(find("condor"))) == 1
    store.undo()
    assert len(store.read(find("quetzali"))) == 1
    store.perform("Delete", lambda s: organizations.delete(s, body))
    assert not store.read(find("quetzal"))
    store.undo()
    assert len(store.read(find("quetzal council"))) == 1


def test_a_rebuilt_index_is_the_kept_one(store: Store) -> None:
    from tests import snapshot

    factory.log(store, "AU", title="Xylophone")
    kept = snapshot.index(store)
    store.rebuild_index()
    assert snapshot.index(store) == kept
    assert len(store.read(find("xylophone"))) == 1


def test_people_of_one_name_are_told_apart_by_where_they_are(store: Store) -> None:
    known = factory.known(store)
    for body in ("AU", "EU"):
        one = store.perform("Add", lambda s: people.add(s, PersonDraft("Aya Example")))
        for post in (
            PostDraft(known.organization(body), "Adviser", one),
            PostDraft(known.organization("SADC"), "Clerk", one, ends=date(2020, 1, 1)),
        ):
            store.perform("Add", lambda s, post=post: people.add_post(s, post))
    found = store.read(find("aya example"))
    assert sorted(hit.bodies for hit in found) == [("AU",), ("EU",)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Muhammad", "Mohamed Example"), ("muhammad", "محمد مثال"), ("Vladimir", "Владимир Пример"),
        ("vlad", "Владимир Пример"), ("wang", "王例"), ("traore", "Awa Traoré"),
        ("lodz", "Jan Łódź"), ("Abd al-Rahman", "Abderrahmane Exemple"), ("Мухаммад", "محمد مثال"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_another_script_or_spelling(store: Store, typed: str, name: str) -> None:
    one = store.perform("Add", lambda s: people.add(s, PersonDraft(name)))
    assert [(hit.kind, hit.id) for hit in store.read(find(typed))] == [("person", one)]
    store.undo()
    assert store.read(find(typed)) == ()


def test_a_name_as_it_is_typed_comes_before_one_that_sounds_so(store: Store) -> None:
    for name in ("Aaron Mohamed", "Zoe Muhammad", "Abel Mahamat"):
        store.perform("Add", lambda s, name=name: people.add(s, PersonDraft(name)))
    titles = [hit.title for hit in store.read(find("muhammad"))]
    assert titles == ["Zoe Muhammad", "Aaron Mohamed", "Abel Mahamat"]


def test_participants_are_offered_in_another_spelling_last(store: Store) -> None:
    for name in ("Aaron Mohamed", "Zoe Muhammad"):
        store.perform("Add", lambda s, name=name: people.add(s, PersonDraft(name)))
    titles = [one.title for one in store.read(suggest("muhammad"))]
    assert titles == ["Zoe Muhammad", "Aaron Mohamed"]


def test_a_figure_is_not_taken_for_a_key(store: Store) -> None:
    store.perform("Add", lambda s: people.add(s, PersonDraft("محمد")))
    assert [hit for hit in store.read(find("2")) if hit.kind == "person"] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Kerman", "german"), ("Gerrman", "german"), ("Grman", "german"), ("Gemran", "german"),
        ("jean kerman", "jean german"), ("german", ""), ("ger", ""), ("xyzxyz", ""),
        ("Германн", "герман"), ("", ""), ("german" * 300, ""),
    ],
)  # fmt: skip
def test_a_mistyped_name_is_guessed(store: Store, typed: str, told: str) -> None:
    for name in ("Jean German", "Герман Пример", "Zoe Muhammad"):
        store.perform("Add", lambda s, name=name: people.add(s, PersonDraft(name)))
    assert store.read(meant(typed)) == told


def test_a_long_beginning_finds_as_a_short_one_does(store: Store) -> None:
    """Of more letters than are indexed the words are spelt out, be they few or many."""
    factory.log(store, "AU", outcome="Borderland mapping")
    factory.log(store, "AU", outcome="Borderlands and bordering")
    many = [f"borderline{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    factory.log(store, "AU", outcome=" ".join(many))

    def count(query: str) -> int:
        return len([hit for hit in store.read(find(query)) if hit.kind == "engagement"])

    assert [count(query) for query in ("border", "borderl", "borderla", "borderlands")] == [
        3, 3, 2, 1,
    ]  # fmt: skip
    assert count("borderlin mapp") == 0
    assert count("borderlan mappin") == 1
    store.undo()
    assert count("borderline") == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("last month", 'on:"last month"'), ("Last  Quarter", 'on:"Last Quarter"'),
     ("June 2026", 'on:"June 2026"'), ("2026Q3", "on:2026Q3"), ("yesterday", "on:yesterday")],
)  # fmt: skip
def test_words_that_are_a_time_and_find_nothing_ask_for_it(
    store: Store, typed: str, meant: str
) -> None:
    doubt = store.read(found(typed)).doubt
    assert doubt is not None
    assert (doubt.start, doubt.end, doubt.instead) == (0, len(typed), meant)
    assert store.read(found(meant)).faults == ()


def test_a_time_is_said_by_its_days(store: Store) -> None:
    store.today = lambda: date(2026, 11, 24)
    doubt = store.read(found("last month")).doubt
    assert doubt is not None
    assert doubt.sentence == (
        "The words “last month” find nothing. "
        'Did you mean on:"last month", 1 Oct 2026 to 31 Oct 2026?'
    )
    doubt = store.read(found("yesterday")).doubt
    assert doubt is not None
    assert doubt.sentence.endswith("Did you mean on:yesterday, 23 Nov 2026?")


def test_words_that_find_something_are_words_whatever_else_they_are(store: Store) -> None:
    one = factory.log(store, "AU", title="Report of last month")
    told = store.read(found("last month"))
    assert [hit.id for hit in told.hits] == [one]
    assert told.doubt is None


@pytest.mark.parametrize("typed", ["last month zebra", "30 February", '"last month"', "-yesterday"])
def test_what_is_no_time_as_a_whole_is_none(store: Store, typed: str) -> None:
    assert store.read(found(typed)).doubt is None
