"""Ways to reach somebody, the preferred one first: pressed, one is copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.ui.codes import CONTACTS, words_for
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import Card, label, rule
from ctdesk.ui.widgets.chips import Chip
from ctdesk.words import _

SAID_FOR = 1600  # ms that a row says it was copied


class Reach(Protocol):
    """A way to reach somebody, as a draft or a profile has it."""

    @property
    def kind(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def preferred(self) -> bool: ...


class ContactRow(QPushButton):
    """One way. A click, Enter or Ctrl+C copies it and says so for a moment."""

    def __init__(self, way: Reach, note: str = "") -> None:
        """`note` says whose it is, where that is not plain."""
        super().__init__()
        set_role(self, "row")
        self.setObjectName(f"way:{way.kind}:{way.value}")
        self._value = way.value
        kind = words_for(way.kind, CONTACTS)
        what = ", ".join(filter(None, (way.label or kind, note)))
        self._copied = Chip(_("copied"), "good")
        self._preferred = Chip(_("preferred"), "accent")
        self._name = _("{kind}: {value}").format(kind=what, value=way.value)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(_("Enter copies"))
        self.setToolTip(tip(_("Copy {value}").format(value=way.value)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 6, 4, 6)
        row.setSpacing(8)
        words, note_words = label(_breakable(way.value)), label(what, "caption")
        both = QVBoxLayout()
        both.setSpacing(1)
        both.addWidget(words)
        both.addWidget(note_words)
        row.addLayout(both, 1)
        row.addWidget(self._preferred)
        row.addWidget(self._copied)
        for part in (words, note_words, self._preferred, self._copied):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._kept = way.preferred
        self._settle()
        self.clicked.connect(self.copy)
        self._quiet = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._quiet.timeout.connect(self._settle)

    def copy(self) -> None:
        """Put the address or number on the clipboard."""
        QGuiApplication.clipboard().setText(self._value)
        self._preferred.hide()
        self._copied.show()
        self.setAccessibleName(_("{name}, copied").format(name=self._name))
        self._quiet.start()

    def _settle(self) -> None:
        self._copied.hide()
        self._preferred.setVisible(self._kept)
        self.setAccessibleName(self._name)

    def sizeHint(self) -> QSize:
        """As its words need; a button knows of its own text only."""
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its words need."""
        layout = self.layout()
        return super().minimumSizeHint() if layout is None else layout.minimumSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if entered or event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def _breakable(value: str) -> str:
    """An address that may be broken where its parts meet: it has no blanks."""
    if " " in value:
        return value
    return value.replace("@", "\u200b@").replace(".", ".\u200b").replace("/", "/\u200b")


class ContactRows(QWidget):
    """Ways one below the other, with a hairline between them."""

    def __init__(self, ways: Sequence[Reach], notes: Sequence[str] = ()) -> None:
        """`notes` says whose each is, in the order of `ways`."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        told = [*notes, *([""] * (len(ways) - len(notes)))]
        pairs = sorted(zip(ways, told, strict=True), key=lambda pair: not pair[0].preferred)
        self.rows = [ContactRow(way, note) for way, note in pairs]
        for number, row in enumerate(self.rows):
            if number:
                column.addWidget(rule())
            column.addWidget(row)


def contact_card(ways: Sequence[Reach], empty: str, notes: Sequence[str] = ()) -> Card:
    """The card of a profile that says how somebody is reached; `empty` says that nothing does."""
    card = Card(_("Contact"))
    card.add(ContactRows(ways, notes) if ways else label(empty, "muted"))
    return card
