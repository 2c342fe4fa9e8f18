"""The find box: type anything, what is found stands below it, Enter opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.days import short_day
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, key_label, label
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.find import Hit

SHOWN = 6  # of each kind
_POOL = 1000
_HIT = int(Qt.ItemDataRole.UserRole)
Ask = Callable[[str, int], "tuple[Hit, ...]"]


class FindBox(QLineEdit):
    """`opened` carries the kind and id of the record chosen.

    `openable` are the kinds that have a page to be opened on; the others are shown to be read.
    """

    opened = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "find")
        self.setPlaceholderText(_("Find organizations, people, engagements…"))
        self.setAccessibleName(_("Find"))
        self._ask: Ask | None = None
        self._openable: frozenset[str] = frozenset()
        self._keys = key_label("Ctrl K")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, UNIT, 0)
        inside.addStretch(1)
        inside.addWidget(self._keys)
        self._make_room()
        self.results = FindResults()
        self.results.itemClicked.connect(self._open)
        # A quick typist is answered once, not letter by letter.
        self._soon = QTimer(self, interval=20, singleShot=True)
        self._soon.timeout.connect(self._find)
        self.textChanged.connect(self._typed)
        self.setEnabled(False)

    def serve(self, ask: Ask, openable: Iterable[str]) -> None:
        """Find by asking `ask` for (words, limit)."""
        self._ask = ask
        self._openable = frozenset(openable)
        self.setEnabled(True)

    def rest(self) -> None:
        """Find nothing, while no register is open."""
        self.clear()
        self.setEnabled(False)
        self._ask = None

    def _typed(self, text: str) -> None:
        self._keys.setVisible(not text)
        if text.strip():
            self._soon.start()
        else:
            self._soon.stop()
            self.results.hide()

    def _find(self) -> None:
        if self._ask is None or not self.text().strip():
            return
        self.results.fill(self._ask(self.text(), _POOL), self._openable, self.text())
        self._place()

    def _place(self) -> None:
        window = self.window()
        if self.results.parent() is not window:
            self.results.setParent(window)
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        room = window.height() - corner.y() - UNIT * 2
        self.results.resize(self.width(), min(self.results.wanted_height(), room))
        self.results.move(corner)
        self.results.show()
        self.results.raise_()

    def _open(self, item: QListWidgetItem | None = None) -> None:
        chosen = item or self.results.currentItem()
        hit = chosen.data(_HIT) if chosen is not None and not self.results.isHidden() else None
        if hit is None:
            return
        self.clear()
        self.opened.emit(hit.kind, hit.id)

    def _make_room(self) -> None:
        """Keep words at the leading edge and clear of the key at the far one.

        Qt would align them as their letters run, onto the key in a window from the right.
        """
        room = self._keys.sizeHint().width() + UNIT
        leading = Qt.AlignmentFlag.AlignLeft
        if self.isRightToLeft():
            leading = Qt.AlignmentFlag.AlignRight
            self.setTextMargins(room, 0, 0, 0)
        else:
            self.setTextMargins(0, 0, room, 0)
        self.setAlignment(leading | Qt.AlignmentFlag.AlignAbsolute)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                self.results.step(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self._soon.isActive():  # what was typed last counts, not what stood there before
                    self._soon.stop()
                    self._find()
                self._open()
            case Qt.Key.Key_Escape:
                self.clear()
                self.clearFocus()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.results.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip():
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.results.isHidden():
            self._place()


class FindResults(QListWidget):
    """What was found, grouped by kind."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "popup")
        self.setAccessibleName(_("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows are laid out anew when the box is resized: from the right they would be cut off.
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.hide()

    def fill(self, hits: tuple[Hit, ...], openable: frozenset[str], query: str) -> None:
        """Show what was found, or say that nothing was."""
        self.clear()
        for kind, group in groupby(hits, key=lambda hit: hit.kind):
            found = list(group)
            self._add(_Heading(_KINDS.get(kind, kind), len(found)), None)
            for hit in found[:SHOWN]:
                self._add(_Found(hit), hit if kind in openable else None)
        if not hits:
            words = _("Nothing in the register holds “{query}”. Fewer or shorter words find more.")
            said = label(words.format(query=query.strip()), "muted")
            said.setContentsMargins(14, 12, 14, 12)
            said.setFixedHeight(64)  # words that wrap ask for more
            self._add(said, None)
        self.setCurrentRow(-1)
        self.step(1)

    def _add(self, shown: QWidget, hit: Hit | None) -> None:
        item = QListWidgetItem()
        item.setSizeHint(QSize(0, min(shown.sizeHint().height(), shown.maximumHeight())))
        item.setData(_HIT, hit)
        item.setFlags(
            Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            if hit
            else Qt.ItemFlag.NoItemFlags
        )
        if hit:
            item.setData(Qt.ItemDataRole.AccessibleTextRole, hit.title)
        self.addItem(item)
        self.setItemWidget(item, shown)

    def step(self, by: int) -> None:
        """Stand on the next or the previous record, passing over headings."""
        row = self.currentRow() + by
        while 0 <= row < self.count() and self.item(row).data(_HIT) is None:
            row += by
        if 0 <= row < self.count():
            self.setCurrentRow(row)

    def wanted_height(self) -> int:
        """Px in which all of it would show."""
        return sum(self.sizeHintForRow(row) for row in range(self.count())) + 10


_KINDS = {
    "organization": _("Organizations"),
    "person": _("People"),
    "engagement": _("Engagements"),
    "commitment": _("Commitments"),
    "document": _("Documents"),
}


class _Heading(QWidget):
    def __init__(self, title: str, count: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 2)
        row.addWidget(label(title, "section", wrap=False))
        row.addStretch(1)
        if count > SHOWN:
            more = _("{shown} of {count}").format(shown=SHOWN, count=count)
            row.addWidget(label(more, "caption", wrap=False))


class _Found(QWidget):
    """One record: its title, below it where the words were found, its day at the far side."""

    def __init__(self, hit: Hit) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 14, 5)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(OneLine(hit.title))
        below = " · ".join(part for part in (", ".join(hit.bodies[:4]), _elsewhere(hit)) if part)
        if below:
            words.addWidget(OneLine(below, "caption"))
        row.addLayout(words, 1)
        if hit.day is not None:
            row.addWidget(label(short_day(hit.day), "caption", wrap=False))


def _elsewhere(hit: Hit) -> str:
    """The text the words were found in, unless the title shows it."""
    return "" if hit.match in hit.title else " ".join(hit.match.split())[:160]
