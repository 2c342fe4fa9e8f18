"""The files kept with a record: listed with when and by whom, read back, renamed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents
from ctdesk.db.queries.documents import DocumentContent, DocumentList, DocumentRow, content
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from tests.factory import add_organization


def add(
    store: Store, organization_id: int, name: str, data: bytes = b"data", kind: str = ""
) -> int:
    draft = DocumentDraft(name, data, kind=kind)
    return store.perform(
        f"Add {name}",
        lambda session: documents.add(session, draft, organization_id=organization_id),
    )


def listed(store: Store, organization_id: int) -> list[DocumentRow]:
    query = DocumentList("organization", organization_id)
    ids = store.read(query.ids)
    rows = store.read(lambda c: query.rows(c, ids))
    return [rows[one] for one in ids]


def test_files_are_listed_newest_first_with_who_added_them(store: Store) -> None:
    body, other = add_organization(store), add_organization(store, "Other")
    add(store, body, "first.txt", b"abc")
    add(store, other, "elsewhere.txt")
    add(store, body, "photo.png", kind="photo")
    store.author = "Second officer"
    second = add(store, body, "second.pdf")
    found = listed(store, body)
    assert [(one.name, one.size, one.by) for one in found] == [
        ("second.pdf", 4, "Second officer"), ("first.txt", 3, "Test officer"),
    ]  # fmt: skip
    assert found[0].media_type == "application/pdf"
    assert found[0].at is not None
    assert abs(found[0].at - datetime.now(UTC)) < timedelta(minutes=1)
    query = DocumentList("organization", body)
    assert store.read(query.count) == 2
    assert store.read(lambda c: query.place(c, second)) is not None
    assert store.read(lambda c: DocumentList("organization", other).place(c, second)) is None


def test_when_added_stays_when_renamed_deleted_and_brought_back(store: Store) -> None:
    body = add_organization(store)
    one = add(store, body, "a.txt", b"kept")
    store.author = "Somebody else"
    store.perform("Rename", lambda session: documents.rename(session, one, "b.txt"))
    store.perform("Delete", lambda session: documents.delete(session, one))
    assert listed(store, body) == []
    with pytest.raises(UserError, match="no longer"):
        store.read(content(one))
    store.undo()
    (found,) = listed(store, body)
    assert (found.name, found.by) == ("b.txt", "Test officer")
    assert store.read(content(one)) == DocumentContent("b.txt", "text/plain", b"kept")


def test_a_file_is_not_renamed_to_nothing(store: Store) -> None:
    one = add(store, add_organization(store), "a.txt")
    with pytest.raises(Invalid, match="File name is missing"):
        store.perform("Rename", lambda session: documents.rename(session, one, "  "))
