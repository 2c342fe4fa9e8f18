"""Close commitments where they stand: how they ended, on which day, and what shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.operations import commitments
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.ui.forms.inputs.base import Framed, Input, label_of
from ctdesk.ui.forms.inputs.chip_field import FieldChip
from ctdesk.ui.forms.inputs.choice import SegmentInput
from ctdesk.ui.forms.inputs.commitment import CommitmentInput
from ctdesk.ui.forms.inputs.text import DayInput, TextInput
from ctdesk.ui.forms.inputs.wording import offers_of
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Closing:
    """What is to be closed: ids, what it is called, documents that may be the evidence."""

    ids: tuple[int, ...]
    name: str
    documents: tuple[str, ...] = ()


class ClosingForm(QFrame):
    """Closes what it was started with, as one step. `finished` says that the officer is done.

    Done without evidence is allowed: the list says so ever after.
    """

    finished = Signal()

    def __init__(
        self, store: Store, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "closing")
        self._store, self._today = store, today
        self._what = Closing((), "")
        closed = [one for one in offers_of("commitment", "state") if one.value != "open"]
        self.state = SegmentInput(closed)
        self.day = DayInput(today, _("today"))
        self.evidence = TextInput(_("What shows it: a sentence, or the name of a document"), 2)
        self.successor = CommitmentInput(store, _("Find the one in its place (optional)"))
        self._framed: dict[str, Framed] = {}
        self._title = OneLine("", "heading")
        self._notice = Notice()
        self._offered = QWidget()
        self._names = FlowLayout(self._offered)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self.state.changed.connect(self._ask_successor)
        save = QAction(_("Close commitment"), self)
        save.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")])
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self.save)
        self.addAction(save)
        self.hide()

    @property
    def ids(self) -> Sequence[int]:
        """Ids of what is to be closed; none where nothing is."""
        return self._what.ids

    @property
    def is_touched(self) -> bool:
        """Whether anything is typed that would be lost."""
        return bool(self.ids) and bool(str(self.evidence.value()).strip())

    def start(self, what: Closing) -> None:
        """Ask how these ended. What is typed already for the same ones stays."""
        if what.ids != self.ids:
            self._what = what
            self._title.setText(_("Close: {name}").format(name=what.name))
            self._title.setToolTip(tip(what.name))
            self.setAccessibleName(self._title.text())
            self.state.set_value("done")
            self.day.set_value(self._today())
            self.evidence.set_value("")
            self.successor.set_value(None)
            self._ask_successor()
            self._offer(what.documents)
            self._clear()
        self.show()
        self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Close them, or say beside the field what is at fault."""
        self._clear()
        try:
            state, evidence = str(self.state.value()), str(self.evidence.value())
            day, by = self._day(), self._successor(state)
            ids, title = self._what.ids, _("Close {name}").format(name=self._what.name)
            self._store.perform(
                title,
                lambda session: commitments.close(
                    session, ids, state, day, evidence, superseded_by_id=by
                ),
            )
        except Invalid as error:
            self._say(error.fields)
        except UserError as error:
            self._notice.say(str(error))
        else:
            self.leave()

    def leave(self) -> None:
        """Close nothing more."""
        self._what = Closing((), "")
        self.hide()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _day(self) -> date | None:
        try:
            return self.day.value()
        except UserError as error:
            raise Invalid({"closed_on": str(error)}) from error

    def _successor(self, state: str) -> int | None:
        try:
            return self.successor.value() if state == "superseded" else None
        except UserError as error:
            raise Invalid({"superseded_by_id": str(error)}) from error

    def _ask_successor(self) -> None:
        """Ask by what, where it is superseded."""
        self._framed["superseded_by_id"].setVisible(self.state.value() == "superseded")

    def _say(self, faults: dict[str, str]) -> None:
        for name, words in faults.items():
            if name in self._framed:
                self._framed[name].say(words)
            else:
                self._notice.say(words)
        first = next((one for name, one in self._framed.items() if name in faults), None)
        if first is not None:
            first.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._notice.clear()
        for framed in self._framed.values():
            framed.say("")

    def _offer(self, names: Sequence[str]) -> None:
        while (item := self._names.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._offered.setVisible(bool(names))
        if names:
            self._names.addWidget(label(_("Kept with the engagement:"), "muted", wrap=False))
        for name in names:
            chip = FieldChip(name, sign="", accent=False)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            chip.setToolTip(_("Take this document as evidence"))
            chip.clicked.connect(lambda _on=False, name=name: self._take(name))
            self._names.addWidget(chip)

    def _take(self, name: str) -> None:
        typed = str(self.evidence.value()).rstrip()
        self.evidence.set_value(f"{typed}\n{name}" if typed else name)
        self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inputs: dict[str, Input] = {
            "state": self.state, "closed_on": self.day, "superseded_by_id": self.successor,
            "evidence": self.evidence,
        }  # fmt: skip
        self._framed = {
            name: Framed(label_of("commitment", name), one) for name, one in inputs.items()
        }
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        close = KeyedButton(_("Mark as closed"), _("Ctrl ↵"), primary=True)
        close.clicked.connect(self.save)
        last = QHBoxLayout()
        last.setSpacing(UNIT)
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._notice)
        for framed in self._framed.values():
            column.addWidget(framed)
        column.addWidget(self._offered)
        column.addLayout(last)
