"""The parts of a body's profile that other pages have a share in: people, promises, files."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import PersonDraft, PostDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, people
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.organizations import OrganizationsPage
from ctdesk.ui.profiles.panels import DocumentsPart
from ctdesk.ui.wishes import AddPost, Open
from tests import factory


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings) -> OrganizationsPage:
    made = OrganizationsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def show(qtbot: QtBot, page: OrganizationsPage, name: str, part: str) -> QWidget:
    wanted = factory.known(page._store).organization(name)
    page.open(wanted)
    qtbot.waitUntil(lambda: page.profile.shown_id == wanted)
    page.show_part(part)
    return page.profile.tabs.part(part)


def words_of(widget: QWidget) -> list[str]:
    shown = [one for one in widget.findChildren(QLabel) if one.isVisible()]
    return [one.text() for one in shown if one.text()]


def button(widget: QWidget, name: str) -> QPushButton:
    return next(
        one
        for one in widget.findChildren(QPushButton)
        if name in (one.text(), one.accessibleName())
    )


def test_posts_of_today_vacant_ones_and_former_ones(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    person = store.perform("Add", lambda s: people.add(s, PersonDraft("Awa Example")))
    drafts = (
        PostDraft(ecowas, "Adviser", person_id=person),
        PostDraft(ecowas, "Director", focal_point="primary"),
        PostDraft(ecowas, "Secretary", starts=date(2019, 1, 1), ends=date(2021, 3, 2)),
    )
    posts = [store.perform("Add", lambda s, d=d: people.add_post(s, d)) for d in drafts]
    part = show(qtbot, page, "ECOWAS", "people")
    assert page.profile.tabs._tabs["people"].accessibleName() == "People, 2"
    words = words_of(part)
    assert words.index("Director") < words.index("Adviser")  # the focal point comes first
    assert "vacant" in words
    assert "Primary focal point" in words
    assert "Secretary" not in words
    qtbot.mouseClick(button(part, "1 former post"), Qt.MouseButton.LeftButton)
    assert {"Secretary", "1 Jan 2019 to 2 Mar 2021"} <= set(words_of(part))
    for name, wish in (
        ("Awa Example", Open("person", person)),
        ("Adviser", Open("post", posts[0])),
        ("Add post", AddPost(ecowas, None)),
    ):
        with qtbot.waitSignal(page.wanted) as told:
            qtbot.mouseClick(button(part, name), Qt.MouseButton.LeftButton)
        assert told.args == [wish]


def test_files_and_steps_are_those_of_the_body_on_show(
    qtbot: QtBot, page: OrganizationsPage, store: Store
) -> None:
    ecowas = factory.known(store).organization("ECOWAS")
    note = DocumentDraft("note.txt", b"text")
    store.perform("Add note", lambda s: documents.add(s, note, organization_id=ecowas))
    part = show(qtbot, page, "ECOWAS", "documents")
    assert isinstance(part, DocumentsPart)
    assert part.panel.model.rowCount() == 1
    assert page.profile.tabs._tabs["documents"].accessibleName() == "Documents, 1"
    assert "Add note" in words_of(show(qtbot, page, "ECOWAS", "history"))
    assert "Add note" not in words_of(show(qtbot, page, "AU", "history"))
    show(qtbot, page, "AU", "documents")
    assert part.panel.model.rowCount() == 0
