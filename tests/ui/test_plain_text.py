"""What an officer types is shown as typed, even where it looks like markup or a menu's letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.db.drafts import (
    CommitmentDraft,
    ContactDraft,
    NameDraft,
    OrganizationDraft,
    ParticipationDraft,
    PersonDraft,
    PostDraft,
)
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, organizations, people
from ctdesk.db.register import open_register
from ctdesk.db.store import Store, open_store
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.wishes import Open
from tests import factory
from tests.conftest import INSTALLATION
from tests.ui.conftest import Start

BAD = '<b>Bold</b> & <img src="file:///etc/hostname">'


def _enter(store: Store) -> dict[str, int]:
    """One record of each kind, every text of which looks like markup."""
    ways = (ContactDraft("email", BAD, BAD, preferred=True),)
    body = store.perform(
        f"Add {BAD}",
        lambda s: organizations.add(
            s,
            OrganizationDraft(
                BAD, "regional", BAD[:18], BAD, seat=BAD, profile=BAD, ct_body=BAD,
                names=(NameDraft("fr", BAD, BAD[:18]),), contact_points=ways,
            ),
        ),
    )  # fmt: skip
    person = store.perform(
        "Add",
        lambda s: people.add(
            s, PersonDraft(BAD, BAD, aliases=BAD, biography=BAD, contact_points=ways)
        ),
    )
    store.perform(
        "Add",
        lambda s: people.add_post(s, PostDraft(body, BAD, person, BAD, focal_point="primary")),
    )
    engagement = factory.log(
        store, title=BAD, venue=BAD, city=BAD, summary=BAD, outcome=BAD, objective=BAD,
        participations=(ParticipationDraft(body), ParticipationDraft(None, person)),
        commitments=(CommitmentDraft(BAD, body, due=date.today(), sentence=BAD),),
    )  # fmt: skip
    store.perform(
        f"Add {BAD}",
        lambda s: documents.add(s, DocumentDraft(BAD, b"x"), organization_id=body),
    )
    return {"organization": body, "person": person, "engagement": engagement}


def _taken_for_markup(window: QWidget) -> Iterable[str]:
    """Where Qt would read a text of the register as something else than that text."""
    for one in window.findChildren(QWidget):
        name = f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        if not _is_whole(one.toolTip()):
            yield f"tooltip of {name}"
        if isinstance(one, QLabel) and one.textFormat() != Qt.TextFormat.PlainText:
            yield f"words of {name}"
        if isinstance(one, QAbstractButton) and "&" in one.text().replace("&&", ""):
            yield f"caption of {name}"
        if isinstance(one, QAbstractItemView) and one.model() is not None:
            for said in _tips(one.model()):
                if not _is_whole(said):
                    yield f"tooltip of a cell of {name}"


def _is_whole(words: str) -> bool:
    """Whether a tooltip that Qt takes for markup has what looks like it escaped."""
    return "<b>" not in words and "<img" not in words if Qt.mightBeRichText(words) else True


def _tips(model: QAbstractItemModel) -> Iterable[str]:
    for row in range(min(model.rowCount(), 20)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for column in range(columns):
            yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def test_no_text_of_the_register_is_taken_for_markup(
    qtbot: QtBot, qapp: QApplication, start: Start, register_path: Path
) -> None:
    with open_register(register_path, None) as opened:
        ids = _enter(open_store(opened, INSTALLATION, BAD))
    program = start(register_path)
    qtbot.waitUntil(lambda: program.window.desk is not None)
    window, desk = program.window, program.window.desk
    assert desk is not None
    found: dict[str, list[str]] = {}

    def look(at: str) -> None:
        for _turn in range(5):
            qapp.processEvents()
        found[at] = sorted(set(_taken_for_markup(window)))

    parts = {
        "organization": ("overview", "people", "engagements", "names", "documents", "history"),
        "person": ("overview", "posts", "engagements"),
        "engagement": ("",),
    }
    for kind, record_id in ids.items():
        for part in parts[kind]:
            desk.wanted.emit(Open(kind, record_id, part))
            look(f"{kind} {part}")
        desk.page.acts()["edit"]()
        look(f"form of {kind}")
    for page in ("today", "follow_up", "history"):
        desk.show_page(page)
        look(page)
    window.find_box.summon("bold")
    qtbot.waitUntil(lambda: not window.find_box.waiting)
    look("palette")
    assert {at: places for at, places in found.items() if places} == {}


@pytest.mark.parametrize("text", ["", "ECOWAS", "AT&T <3", BAD, "a < b\nc > d"])
def test_a_tooltip_says_the_text_as_it_is(text: str) -> None:
    said = tip(text)
    if Qt.mightBeRichText(said):
        document = QTextDocument()
        document.setHtml(said)
        said = document.toPlainText()
    assert said == text


def test_an_ampersand_on_a_button_is_one() -> None:
    assert caption("R&D & more") == "R&&D && more"
