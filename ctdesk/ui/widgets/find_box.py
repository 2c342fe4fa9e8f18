"""The palette: one line that finds records, commands and recent ones; Enter opens or does them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from shiboken6 import isValid

from ctdesk.days import short_day
from ctdesk.ui.direction import margins_of
from ctdesk.ui.tasks import Newest
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import key_label
from ctdesk.ui.widgets.palette import PaletteList, Row
from ctdesk.ui.widgets.status_bar import HEIGHT as STATUS_BAR
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.queries.completing import Completion
    from ctdesk.db.queries.hits import Hit
    from ctdesk.db.queries.meant import Found
    from ctdesk.db.queries.titles import Titled

SHOWN = 6  # of each kind, until more are asked for
COMMANDS = ">"  # a text that begins so finds commands only
_MANY = 200  # records of a kind that are looked at
_WIDE = 480  # px that rows have where the window has them, though the line has less
Ask = Callable[[str, int], "Found"]

_FINDS_ALL = _("Find people, organizations, engagements… or org:ECOWAS decision:7")
_FINDS_COMMANDS = _("Find commands…")  # all there is while no register is open

# Kind of record to what many and what one are called.
_KINDS = {
    "organization": (_("Organizations"), _("Organization")),
    "person": (_("People"), _("Person")),
    "engagement": (_("Engagements"), _("Engagement")),
    "commitment": (_("Commitments"), _("Commitment")),
    "initiative": (_("Initiatives"), _("Initiative")),
    "document": (_("Documents"), _("Document")),
    "series": (_("Series of forums"), _("Series of forums")),
    "framework_item": (_("Framework items"), _("Framework item")),
}


_LISTED = frozenset(("organization", "person", "engagement", "commitment", "initiative"))


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done: its name, keys, further names, what does it, and more of it."""

    name: str
    keys: str
    words: str
    run: Callable[[], None]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where records come from. `ask` is called in another thread."""

    ask: Ask
    openable: frozenset[str]  # kinds that have a page; the others are shown to be read
    recent: Callable[[], Sequence[Titled]]


class FindBox(QLineEdit):
    """`opened` carries the kind and id of the record chosen, and the page of a document, or 0.

    `listed` carries a kind and a query, of whose records all are wanted in their list.
    `left` says that the keyboard is wanted elsewhere, `failed` carries what went wrong.
    """

    opened = Signal(str, object, int)
    listed = Signal(str, str)
    left = Signal()
    failed = Signal(object)

    def __init__(
        self, commands: Callable[[], Iterable[Command]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "find")
        self.setPlaceholderText(_FINDS_COMMANDS)
        self.setAccessibleName(_("Find"))
        self._commands = commands
        self._source: Source | None = None
        self._newest = Newest(self)
        self._found: Found | None = None  # what was found by what is typed
        self._opened_up: set[str] = set()  # kinds of which all are shown
        self._asked: str | None = None  # what the answer is still to come to
        self._enter = False  # pressed meanwhile
        self._before: QWidget | None = None
        self._keys = key_label("Ctrl K")
        self._inside = inside = QHBoxLayout(self)
        inside.addStretch(1)
        inside.addWidget(self._keys)
        self._make_room()
        self.results = PaletteList()
        self.results.chosen.connect(self._choose)
        self.textChanged.connect(self._typed)

    def serve(self, source: Source) -> None:
        """Find records there, too."""
        self._source = source
        self.setPlaceholderText(_FINDS_ALL)

    @property
    def waiting(self) -> bool:
        """Whether the answer to what is typed is still to come."""
        return self._asked is not None

    def rest(self) -> None:
        """Find commands only, while no register is open."""
        self._newest.wait()
        self._source = None
        self.setPlaceholderText(_FINDS_COMMANDS)
        self.dismiss()

    def summon(self, text: str = "") -> None:
        """Be ready to be typed in, with a text to begin with, and show what there is."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text or self.text().startswith(COMMANDS):
            self.setText(text)
        if not text:
            self.selectAll()
        self._typed(self.text())

    def dismiss(self) -> None:
        """Close the list and forget what was typed."""
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._keys.setVisible(True)
        self._enter, self._asked, self._found = False, None, None
        self.results.hide()

    # From what is typed to rows

    def _typed(self, text: str) -> None:
        self._keys.setVisible(not text)
        self._enter = False
        self._opened_up.clear()
        source = self._source
        if source is None or not text.strip() or text.startswith(COMMANDS):
            self._found, self._asked = None, None
            self._show()
            return
        self._ask(source, text, SHOWN)

    def _ask(self, source: Source, text: str, limit: int, at: int = 0) -> None:
        """Ask for so many of each kind, and stand on a row when they are there."""
        self._asked = text
        done = partial(self._arrived, text, at)
        self._newest.ask(partial(source.ask, text, limit), done, self._fail)

    def _arrived(self, text: str, at: int, found: Found) -> None:
        if text != self._asked:
            return
        self._found, self._asked = found, None
        self._show(at)
        if self._enter:
            self._enter = False
            self._choose(self.results.current)

    def _fail(self, error: Exception) -> None:
        self._enter, self._asked = False, None
        self.failed.emit(error)

    def _show(self, at: int = 0) -> None:
        if self.window().focusWidget() is not self:
            return
        text = self.text()
        words = tuple(_fold(text).split())
        marked = words if self._found is None else tuple(_fold(self._found.words).split())
        self.results.fill(self._rows(text, words), marked, at)
        self._place()

    def _rows(self, text: str, words: Sequence[str]) -> list[Row]:
        if not text.strip():
            keys = _first_keys() if self._source is not None else ()
            return [*self._recent(), *self._narrow_by(keys), *self._found_commands(())]
        rows: list[Row] = []
        if self._found is not None:
            values, others = self._may_follow(self._found)
            groups = (row for kind in self._groups(self._found) for row in kind)
            rows = [*values, *self._said_of(self._found, bool(values)), *groups, *others]
        rows += self._found_commands(words)
        if not rows:
            said = _("Nothing found for “{query}”. Fewer or shorter words find more.")
            rows.append(Row(said.format(query=text.removeprefix(COMMANDS).strip())))
        return rows

    def _recent(self) -> list[Row]:
        found = self._source.recent() if self._source is not None else ()
        rows = [
            Row(one.title, "", _KINDS[one.kind][1], partial(self._open, one.kind, one.id))
            for one in found
            if one.kind in _KINDS
        ]
        return [Row(_("Recent"), heading=True), *rows] if rows else []

    def _said_of(self, found: Found, completed: bool) -> list[Row]:
        """What is to be said of the query: what was meant, or is not understood."""
        if found.meant:
            return [Row(_("Did you mean “{words}”?").format(words=found.meant))]
        wrong = found.doubt
        if found.faults and not completed:  # a key that is being typed is not wrong yet
            wrong = found.faults[0]
        if wrong is None:
            return []
        use = _("Use “{word}”").format(word=wrong.meant)
        mend = partial(self._replace, wrong.start, wrong.end, wrong.instead)
        return [Row(wrong.sentence), *([Row(use, chosen=mend)] if wrong.instead else [])]

    def _may_follow(self, found: Found) -> tuple[list[Row], list[Row]]:
        """What comes before all else, values of the key being typed; and what comes after.

        That is the keys a word begins, and values where one is typed whole.
        """
        text, offered = self.text(), found.completions
        others = [one for one in offered if text[one.start : one.end] != one.text]
        rows = self._narrow_by(others[:SHOWN])
        after = len(others) < len(offered) or any(one.goes_on for one in offered[:1])
        return ([], rows) if after else (rows, [])

    def _narrow_by(self, keys: Sequence[Completion]) -> list[Row]:
        rows = [
            Row(
                one.text.strip('"') if not one.goes_on else one.text, one.detail,
                chosen=partial(self._replace, one.start, one.end, one.text, goes_on=one.goes_on),
            )
            for one in keys
        ]  # fmt: skip
        return [Row(_("Narrow by"), heading=True), *rows] if rows else []

    def _replace(self, start: int, end: int, text: str, *, goes_on: bool = True) -> None:
        """Put a text in place of a piece of the query, and go on typing."""
        whole = self.text()
        self.setText(whole[:start] + text + ("" if goes_on else " ") + whole[end:].lstrip())
        self.setCursorPosition(start + len(text) + (not goes_on))

    def _groups(self, found: Found) -> Iterable[list[Row]]:
        for group in found.groups:
            kind, count = group.kind, group.count
            shown = group.hits if kind in self._opened_up else group.hits[:SHOWN]
            many = f"{_MANY}+" if count >= _MANY else str(count)
            rows = [Row(_KINDS[kind][0], heading=True, far=many)]
            rows += [self._row(hit) for hit in shown]
            if kind not in self._opened_up and count > len(shown):
                more = _("Show all {count}").format(count=count)
                rows.append(Row(more, chosen=partial(self._open_up, kind)))
            if count > SHOWN and kind in _LISTED:
                listed = _("Show them in the list")
                rows.append(Row(listed, chosen=partial(self._list, kind, self.text())))
            yield rows

    def _row(self, hit: Hit) -> Row:
        source = self._source
        openable = source is not None and hit.kind in source.openable
        page = _("page {number}").format(number=hit.page) if hit.page else ""
        parts = (hit.of, ", ".join(hit.bodies[:4]), page, _elsewhere(hit))
        detail = " · ".join(part for part in parts if part)
        far = "" if hit.day is None else short_day(hit.day)
        chosen = partial(self._open, hit.kind, hit.id, hit.page) if openable else None
        return Row(hit.title, detail, far, chosen)

    def _found_commands(self, words: Sequence[str]) -> list[Row]:
        rows = [
            Row(one.name, one.detail, one.keys, partial(self._do, one.run))
            for one in self._commands()
            if _begin(words, _fold(f"{one.name} {one.words}"))
        ]
        return [Row(_("Commands"), heading=True), *rows] if rows else []

    # What a row comes to

    def _choose(self, row: Row | None) -> None:
        if row is not None and row.chosen is not None and self.results.isVisible():
            row.chosen()

    def _open_up(self, kind: str) -> None:
        at = next(n for n, row in enumerate(self.results.rows) if row is self.results.current)
        self._opened_up.add(kind)
        if self._source is not None:
            self._ask(self._source, self.text(), _MANY, at)

    def _list(self, kind: str, query: str) -> None:
        self.dismiss()
        self.listed.emit(kind, query)

    def _open(self, kind: str, record_id: int, page: int = 0) -> None:
        self.dismiss()
        self.opened.emit(kind, record_id, page)

    def _do(self, run: Callable[[], None]) -> None:
        self._go_back()
        run()

    def _go_back(self) -> None:
        """Give the keyboard back to where it was taken from."""
        before, self._before = self._before, None
        self.dismiss()
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()
            self.left.emit()

    # Where it stands

    def _place(self) -> None:
        window = self.window()
        if self.results.parent() is not window:
            self.results.setParent(window)
        width = min(max(self.width(), _WIDE), window.width() - 2 * UNIT)
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        left = corner.x() + (self.width() - width if self.isRightToLeft() else 0)
        left = max(UNIT, min(left, window.width() - width - UNIT))
        height = self.results.height_within(window.height() - corner.y() - STATUS_BAR - UNIT)
        self.results.setGeometry(left, corner.y(), width, height)
        self.results.show()
        self.results.raise_()
        current = self.results.current
        self.setAccessibleDescription(current.text if current is not None else "")

    def _make_room(self) -> None:
        """Keep words at the leading edge and clear of the key at the far one.

        Qt would align them as their letters run, onto the key in a window from the right.
        """
        self._inside.setContentsMargins(margins_of(self, 0, 0, UNIT, 0))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.results.isVisible():
            self._place()

    # The keyboard and the mouse

    def event(self, event: QEvent) -> bool:
        # Escape and Enter are this line's while it has the keyboard, whatever else listens.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, results = event.key(), self.results
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: results.page(),
            Qt.Key.Key_PageUp: -results.page(),
        }
        if key in steps:
            if results.isVisible():
                results.step(steps[Qt.Key(key)])
                self._place()
            else:
                self._typed(self.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.waiting:  # what was typed last counts, not what stood there before
                self._enter = True
            else:
                self._choose(results.current)
        elif key == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.results.isVisible():
            self._typed(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.results.hide()


def _begin(words: Sequence[str], folded: str) -> bool:
    """Whether each of the words begins a word of the text."""
    return all(any(one.startswith(word) for one in folded.split()) for word in words)


def _first_keys() -> Sequence[Completion]:
    """The keys of most use by which records are asked for."""
    from ctdesk.db.queries.completing import first_keys  # of `db`, too

    return first_keys()


@lru_cache(maxsize=512)
def _fold(text: str) -> str:
    from ctdesk.db.search.fold import fold  # of `db`: not before the frame is painted

    return fold(text)


def _elsewhere(hit: Hit) -> str:
    """The text the words were found in, unless the title shows it."""
    return "" if hit.match in hit.title else " ".join(hit.match.split())[:160]
