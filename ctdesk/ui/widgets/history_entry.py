"""One step of the history as a page shows it: who and when, what, and from what to what."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import local
from ctdesk.db.queries.history import FieldChange, HistoryEntry, RowHistory
from ctdesk.reports.unicode import isolate, reads_from_right
from ctdesk.ui import history_words as words
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.marked_text import MarkedText, Part, compared, shortened
from ctdesk.words import _, ngettext

SHOWN = 8  # lines of a step before "Show all"

Line = tuple[Part, ...]
Key = tuple[str, int]


class EntryLines(QWidget):
    """What a step did, line by line; what is long or much is cut until all of it is asked for."""

    def __init__(
        self, entry: HistoryEntry, owner: Key | None = None, *, shown: int = SHOWN,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._lines = [line for row in entry.rows for line in _lines(row, owner)]
        self._shown = shown
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._texts: list[MarkedText] = []
        self.more_button = QPushButton(_("Show all"))
        set_role(self.more_button, "link")
        self.more_button.clicked.connect(self._turn)
        if entry.more:
            told = ngettext(
                "{count} more record is not listed.", "{count} more records are not listed.",
                entry.more,
            )  # fmt: skip
            self._rest: QWidget | None = label(told.format(count=f"{entry.more:,}"), "muted")
        else:
            self._rest = None
        self._show()

    @property
    def texts(self) -> list[str]:
        """The lines on show, without marks."""
        return [one.text for one in self._texts]

    def _turn(self) -> None:
        self._all = not self._all
        self._show()
        self.more_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for text in self._texts:
            text.hide()
            text.deleteLater()
        while self._column.takeAt(0) is not None:
            pass
        few = [shortened(line) for line in self._lines[: self._shown]]
        lines = self._lines if self._all else few
        self._texts = [MarkedText(line) for line in lines]
        for text in self._texts:
            text.setAccessibleName(text.text)
            self._column.addWidget(text)
        cut = few != self._lines
        self.more_button.setText(_("Show less") if self._all else _("Show all"))
        self.more_button.setVisible(cut)
        if cut:
            self._column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        if self._rest is not None:
            self._column.addWidget(self._rest)


class EntryView(QWidget):
    """A step within the history of a record.

    `take_back` carries the id of the step to be taken back.
    """

    take_back = Signal(object)

    _HEAD = 28  # px, as high as the button

    def __init__(
        self, entry: HistoryEntry, owner: Key, zone: str, *, writable: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.entry = entry
        at = local(entry.at, zone)
        time = label(f"{at:%H:%M}", "muted", wrap=False)
        time.setFixedSize(5 * UNIT + 2, self._HEAD)
        title = label(words.step(entry.title, entry.kind), "strong")
        title.setMinimumHeight(self._HEAD)
        self.lines = EntryLines(entry, owner)
        self.button = QPushButton(_("Take back"))
        set_role(self.button, "quiet")
        self.button.setAccessibleName(_("Take back: {title}").format(title=entry.title))
        self.button.setVisible(writable and not entry.undone)
        self.button.clicked.connect(lambda: self.take_back.emit(entry.step_id))
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(title, 1)
        if entry.undone and entry.kind != "undo":
            head.addWidget(Chip(_("taken back")))
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(head)
        who = label(words.author(entry.author), "muted")
        who.setToolTip(words.author_hint(entry.author))
        column.addWidget(who)
        column.addWidget(self.lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, UNIT, 0, UNIT)
        row.setSpacing(UNIT)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)


def _lines(row: RowHistory, owner: Key | None) -> Iterator[Line]:
    own = owner is not None and (row.table, row.id) == owner
    if row.kind == "update":
        for change in row.changes:
            yield _changed(change, "" if own else _of(row))
    elif own:
        for change in row.changes:
            yield _whole(change)
    else:
        yield _came_or_went(row)


def _of(row: RowHistory) -> str:
    kind = words.table(row.table)
    return f"{kind} {isolate(row.title)}" if row.title else kind


def _changed(change: FieldChange, of: str) -> Line:
    name = f"{of}, {change.what}: " if of else f"{change.what}: "
    if words.is_long(change):
        return (Part(name, "field"), *compared(change.before, change.after))
    before, after = words.value(change, change.before), words.value(change, change.after)
    if not before:
        return (Part(name, "field"), Part(isolate(after)))
    arrow = "←" if reads_from_right(name) else "→"
    old = (Part(name, "field"), Part(isolate(before), "before"), Part(f" {arrow} ", "field"))
    return (*old, Part(isolate(after)) if after else Part(_("empty"), "field"))


def _whole(change: FieldChange) -> Line:
    text = words.value(change, change.before or change.after)
    return Part(f"{change.what}: ", "field"), Part(isolate(text))


def _came_or_went(row: RowHistory) -> Line:
    # In words alone: a long list struck out is hard to read, and says no more.
    deleted = row.kind == "delete"
    sentence = _("{kind} taken out: ") if deleted else _("{kind} added: ")
    text = isolate(words.summary(row)) or _("without a name")
    name = sentence.format(kind=words.table(row.table))
    return Part(name, "field"), Part(text)
