"""The words in files are found, with the place shown, whatever happens on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from ctdesk.db import register, texts
from ctdesk.db.checking import check
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, organizations
from ctdesk.db.queries.find import find
from ctdesk.db.queries.hits import Hit
from ctdesk.db.search import index
from ctdesk.db.store import Store, open_store
from ctdesk.db.tables import DocumentText, FileReading
from ctdesk.reading import contents
from tests.conftest import INSTALLATION
from tests.factory import add_organization, log
from tests.files import docx, mail, pdf

LONG = "The border officers met in Ouagadougou. " * 20


def add(store: Store, owner_id: int, name: str, data: bytes, kind: str = "organization") -> int:
    draft = DocumentDraft(name, data)
    owner = {f"{kind}_id": owner_id}
    return store.perform(f"Add {name}", lambda session: documents.add(session, draft, **owner))


def found(store: Store, query: str) -> list[Hit]:
    return [hit for hit in store.read(find(query)) if hit.kind == "document"]


def rows(store: Store) -> int:
    return int(store.read(lambda c: c.execute(select(func.count(DocumentText.id))).scalar_one()))


@pytest.fixture
def body(store: Store) -> int:
    return add_organization(store, acronym="TB")


def test_words_are_found_on_their_page_with_their_sentence(store: Store, body: int) -> None:
    note = add(store, body, "Note.pdf", pdf("Cover", "", "One. They met in\nOuagadougou. Two."))
    assert found(store, "ouaga") == []
    assert store.read_texts() == 1
    assert found(store, "ouaga met") == [
        Hit("document", note, "Note.pdf", "They met in Ouagadougou.", of="TB", page=3)
    ]
    assert found(store, "ouaga cover zebra") == []


def test_words_on_several_pages_of_a_file_find_it_too(store: Store, body: int) -> None:
    pages = pdf("Cover of Lagos", "They met in Ouagadougou.", "Ouagadougou again.")
    note = add(store, body, "Note.pdf", pages)
    store.read_texts()
    at_ouaga = Hit("document", note, "Note.pdf", "They met in Ouagadougou.", of="TB", page=2)
    at_lagos = Hit("document", note, "Note.pdf", "Cover of Lagos", of="TB", page=1)
    assert found(store, "ouaga lagos") == [at_ouaga]
    assert found(store, "lagos ouaga") == [at_lagos]
    assert found(store, "ouaga lagos in:documents") == [at_ouaga]
    assert found(store, "ouaga lagos zebra") == []


def test_words_on_one_page_come_before_those_on_several(store: Store, body: int) -> None:
    add(store, body, "One.pdf", pdf("Lagos and Ouagadougou"))
    add(store, body, "Several.pdf", pdf("Lagos", "Ouagadougou"))
    add(store, body, "Apart.pdf", pdf("Lagos"))
    add(store, body, "Lagos and Ouagadougou.pdf", pdf("Nothing"))
    store.read_texts()
    assert [(hit.title, hit.page) for hit in found(store, "lagos ouaga")] == [
        ("Lagos and Ouagadougou.pdf", 0), ("One.pdf", 1), ("Several.pdf", 1),
    ]  # fmt: skip


def test_a_word_of_every_page_hides_no_file_with_a_rare_one(
    store: Store, body: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_PARTS_READ", 3)  # as if there were thousands
    add(store, body, "Old.pdf", pdf("common", "zanzibar"))
    for number in range(5):
        add(store, body, f"{number}.pdf", pdf("common words", f"and more of {number}"))
    store.read_texts()
    for query in ("common zanzibar", "zanzibar common"):
        assert [hit.title for hit in found(store, query)] == ["Old.pdf"]


def test_the_first_page_that_holds_the_words_is_told(store: Store, body: int) -> None:
    add(store, body, "Note.pdf", pdf("Cover", *["a border"] * 9))
    store.read_texts()
    assert [hit.page for hit in found(store, "border")] == [2]


def test_words_of_every_kind_of_file_and_record_are_found(store: Store, body: int) -> None:
    meeting = log(store, "ECOWAS", title="Consultation")
    for name, data in (
        ("a.pdf", pdf("Zanzibar")), ("b.docx", docx("Zanzibar")), ("d.txt", b"Zanzibar"),
        ("c.eml", mail("Hello", "<p>Zanzibar</p>", html=True)),
    ):  # fmt: skip
        add(store, meeting, name, data, "engagement")
    assert store.read_texts() == 4
    hits = found(store, "zanzi")
    assert [(hit.title, hit.page) for hit in hits] == [
        ("c.eml", 0), ("d.txt", 0), ("b.docx", 0), ("a.pdf", 1),
    ]  # fmt: skip
    assert {hit.of for hit in hits} == {"Consultation"}


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("مذكرة مفهوم حول مكافحة الإرهاب", "مكافحه الارهاب"),
        ("反恐合作会议", "合作"),
        ("Совещание по Сахелю", "сахел"),
        ("Réunion à N'Djaména", "ndjamena reunion"),
    ],
)
def test_words_are_found_in_any_script(store: Store, body: int, line: str, query: str) -> None:
    add(store, body, "Note.pdf", pdf(line))
    store.read_texts()
    assert [hit.match for hit in found(store, query)] == [line]


def test_a_word_parted_at_the_end_of_a_line_is_found_whole_and_in_parts(
    store: Store, body: int
) -> None:
    add(store, body, "Note.pdf", pdf("The Com-\nmission on counter-\nterrorism"))
    store.read_texts()
    for query in ("commission", "terrorism", "counter-terrorism"):
        assert [hit.match for hit in found(store, query)] == [
            "The Com-mission on counter-terrorism"
        ], query


def test_the_name_of_a_file_comes_before_the_words_in_others(store: Store, body: int) -> None:
    add(store, body, "Border list.txt", b"nothing")
    add(store, body, "Other.txt", b"At the border.")
    store.read_texts()
    assert [(hit.title, hit.match) for hit in found(store, "border")] == [
        ("Border list.txt", "Border list.txt"), ("Other.txt", "At the border."),
    ]  # fmt: skip


def test_a_long_file_hides_no_other(store: Store, body: int) -> None:
    add(store, body, "Short.pdf", pdf("border"))
    add(store, body, "Long.pdf", pdf(*["border"] * 250))
    store.read_texts()
    assert {hit.title for hit in found(store, "border")} == {"Short.pdf", "Long.pdf"}


def test_the_same_bytes_are_read_once_and_found_for_both(store: Store, body: int) -> None:
    other = add_organization(store, "Other body", acronym="OB")
    for owner, name in ((body, "One.txt"), (other, "Two.txt")):
        add(store, owner, name, b"Zanzibar")
    assert store.read_texts() == 1
    assert [(hit.title, hit.of) for hit in found(store, "zanzibar")] == [
        ("Two.txt", "OB"), ("One.txt", "TB"),
    ]  # fmt: skip


def test_what_is_undone_is_not_found_and_what_is_done_again_is(store: Store, body: int) -> None:
    add(store, body, "Note.txt", b"Zanzibar")
    store.read_texts()
    store.undo()
    assert found(store, "zanzibar") == []
    store.redo()
    assert len(found(store, "zanzibar")) == 1
    assert store.read_texts() == 0
    store.perform("Delete", lambda session: organizations.delete(session, body))
    assert found(store, "zanzibar") == []


def test_a_content_nothing_refers_to_is_let_go_with_its_words(store: Store, body: int) -> None:
    add(store, body, "Note.txt", b"Zanzibar")
    store.read_texts()
    store.undo()
    with store._transaction() as connection:  # as a journal that is cut short one day
        connection.exec_driver_sql("DELETE FROM change WHERE table_name = 'document'")
    store.let_go()
    assert rows(store) == 0
    assert store.read(lambda c: c.execute(select(func.count(FileReading.hash))).scalar_one()) == 0
    assert store.read(check).faults == ()


# What is read, and when


def test_a_file_without_words_is_not_tried_again(store: Store, body: int) -> None:
    locked = pdf("Zanzibar", password="secret")
    for name, data in (("Locked.pdf", locked), ("Broken.pdf", b"%PDF-"), ("Photo.png", b"\x89PNG")):
        add(store, body, name, data)
    assert store.read_texts() == 3
    assert store.read_texts() == 0
    assert store.read(texts.missing) == ()


def test_a_picture_of_a_person_is_not_read(store: Store, body: int) -> None:
    draft = DocumentDraft("photo.txt", b"Zanzibar", kind="photo")
    store.perform("Add", lambda s: documents.add(s, draft, organization_id=body))
    assert store.read_texts() == 0


def test_what_is_called_off_is_read_the_next_time(store: Store, body: int) -> None:
    add(store, body, "Note.pdf", pdf("Zanzibar", "Lagos"))
    asked: list[bool] = []

    def called_off() -> bool:
        asked.append(len(asked) > 0)
        return asked[-1]

    assert store.read_texts(called_off) == 0
    assert rows(store) == 0
    assert store.read_texts() == 1
    assert len(found(store, "lagos")) == 1
    assert store.read(check).faults == ()


class Killed(BaseException):
    """As if the program ended here."""


def killed_after_a_portion(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(texts, "_PORTION", 1)
        portions = texts._portions

        def cut(parts):  # type: ignore[no-untyped-def]
            yield next(portions(parts))
            raise Killed

        patch.setattr(texts, "_portions", cut)
        with pytest.raises(Killed):
            store.read_texts()


def test_a_reading_cut_short_is_made_anew_at_the_next_opening(
    register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        add(store, add_organization(store), "Note.pdf", pdf("Zanzibar", "Lagos"))
        killed_after_a_portion(monkeypatch, store)
        assert rows(store) == 1
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert store.read_texts() == 1
        assert [hit.page for hit in found(store, "lagos")] == [2]
        assert rows(store) == 2
        assert store.read(check).faults == ()


def test_a_file_the_program_ends_over_each_time_is_left_alone(
    store: Store, body: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, body, "Note.pdf", pdf("Zanzibar", "Lagos"))
    for _time in range(texts.TRIES):
        assert len(store.read(texts.missing)) == 1
        killed_after_a_portion(monkeypatch, store)
    assert store.read_texts() == 0


def test_the_register_can_be_written_while_a_file_is_read(store: Store, body: int) -> None:
    add(store, body, "Note.pdf", pdf("Zanzibar", "Lagos"))

    def write() -> bool:
        with store._engine.execution_options(begin="IMMEDIATE").begin() as other:
            other.exec_driver_sql("DELETE FROM setting")
        return False

    assert store.read_texts(write) == 1


def test_all_is_read_anew_when_the_index_is_made_anew(store: Store, body: int) -> None:
    add(store, body, "Note.txt", b"Zanzibar")
    store.read_texts()
    with store._transaction() as connection:
        connection.exec_driver_sql("UPDATE document_text SET text = 'Lagos'")
    store.rebuild_index()
    assert found(store, "zanzibar") == []
    assert store.read_texts() == 1
    assert len(found(store, "zanzibar")) == 1
    assert store.read(check).faults == ()


def test_a_register_of_an_older_index_keeps_what_was_read(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        add(store, add_organization(store), "Note.txt", b"Zanzibar")
        store.read_texts()
        with store._transaction() as connection:
            connection.exec_driver_sql("PRAGMA user_version = 3")
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        assert len(found(store, "zanzibar")) == 1
        assert store.read(check).faults == ()


def test_nothing_is_read_where_nothing_can_be_written(register_path: Path) -> None:
    with register.open_register(register_path, None) as opened:
        store = open_store(opened, INSTALLATION, "A")
        add(store, add_organization(store), "Note.txt", b"Zanzibar")
    with register.open_register(register_path, None, read_only=True) as opened:
        assert open_store(opened, INSTALLATION, "A").read_texts() == 0


def test_a_file_of_many_parts_is_found_at_its_end(store: Store, body: int) -> None:
    text = LONG * (8 * contents.PART // len(LONG)) + "Zanzibar comes last."
    add(store, body, "Long.txt", text.encode())
    assert store.read_texts() == 1
    assert rows(store) >= 8
    assert [hit.match for hit in found(store, "zanzibar")] == ["Zanzibar comes last."]
