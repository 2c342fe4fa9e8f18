"""The page of people, and records for it to show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import ContactDraft, PersonDraft, PostDraft
from ctdesk.db.operations import people as operations
from ctdesk.db.store import Store
from ctdesk.settings import Settings
from ctdesk.ui.pages.people import PeoplePage
from tests import factory
from tests.ui.keys import type_

TODAY = date.today()


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def add(store: Store, name: str, **values: object) -> int:
    draft = replace(PersonDraft(name), **values)
    return store.perform(f"Add {name}", lambda s: operations.add(s, draft))


def add_post(store: Store, title: str, person_id: int | None, **values: object) -> int:
    draft = replace(PostDraft(factory.known(store).organization("AU"), title, person_id), **values)
    return store.perform(f"Add {title}", lambda s: operations.add_post(s, draft))


def focal_point(store: Store) -> int:
    """A focal point whose designation is old, with two ways to reach her."""
    ways = (
        ContactDraft("phone", "+1 212 555 0100", "Mobile"),
        ContactDraft("email", "aya@example.org", "Office", True),
    )
    one = add(
        store, "Aya Example", written_name="آية مثال", family_name="Example", given_name="Aya",
        honorific="Ms.", languages="ar, Tajik", biography="<b>Lawyer</b>", contact_points=ways,
    )  # fmt: skip
    theme = factory.known(store).theme("Border security")
    add_post(
        store, "Director", one, focal_point="primary", last_verified=ago(200), starts=ago(400),
        theme_ids=(theme,),
    )  # fmt: skip
    return one


def shown(qtbot: QtBot, store: Store, settings: Settings) -> PeoplePage:
    """The page in a window of its own that has the focus."""
    made = PeoplePage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words_of(widget: QWidget) -> list[str]:
    return [one.text().replace("\u200b", "") for one in widget.findChildren(QLabel) if one.text()]


def says(qtbot: QtBot, page: PeoplePage, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in one for one in words_of(page.profile)))


def button(widget: QWidget, name: str) -> QPushButton:
    found = [
        one
        for one in widget.findChildren(QPushButton)
        if one.isVisible() and name in (one.text(), one.accessibleName())
    ]
    assert found, name
    return found[0]


def line(page: PeoplePage, name: str) -> QWidget:
    """What is typed in for a field of the form on show."""
    form = page.side.currentWidget()
    found = form.inputs[name].focusProxy()  # type: ignore[attr-defined]
    assert isinstance(found, QWidget)
    return found


def fill(page: PeoplePage, name: str, words: str) -> None:
    line(page, name).setFocus()
    type_(words)


# What is shown
