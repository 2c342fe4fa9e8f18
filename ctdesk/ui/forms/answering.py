"""Say what was done about a need, where it stands: a record it leads to, or a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.drafts import AnswerDraft
from ctdesk.db.operations import needs
from ctdesk.db.queries import lookups
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.reports import labels
from ctdesk.ui.forms.inputs.base import Framed, Input, label_of
from ctdesk.ui.forms.inputs.choice import ChoiceInput, SegmentInput
from ctdesk.ui.forms.inputs.engagement import CommitmentInput, EngagementInput
from ctdesk.ui.forms.inputs.text import TextInput
from ctdesk.ui.forms.need_form import offers
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Asked:
    """The need that something was done about: its id, what it says, its kind and state."""

    id: int
    statement: str
    kind: str
    state: str


_NONE = Asked(0, "", "", "")


class AnsweringForm(QFrame):
    """Adds one thing done, and says how far the need is met then, as one step.

    `finished` says that the officer is done.
    """

    finished = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "closing")
        self._store = store
        self._need = _NONE
        self.engagement = EngagementInput(store, _("Find the engagement"))
        self.commitment = CommitmentInput(store, _("Find the commitment"))
        self.initiative = ChoiceInput(placeholder=_("Type to find"))
        self.note = TextInput(_("What was done, in a sentence"), 2)
        self.state = SegmentInput(offers("state", labels.need_state))
        self._inputs: dict[str, Input] = {
            "engagement_id": self.engagement, "commitment_id": self.commitment,
            "initiative_id": self.initiative, "note": self.note, "state": self.state,
        }  # fmt: skip
        self._title = OneLine("", "heading")
        self._notice = Notice()
        self._framed: dict[str, Framed] = {}
        self._lay_out()
        save = QAction(_("Add what was done"), self)
        save.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")])
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self.save)
        self.addAction(save)
        self.hide()

    @property
    def need_id(self) -> int:
        """Id of the need; 0 where nothing is asked."""
        return self._need.id

    @property
    def is_touched(self) -> bool:
        """Whether anything is typed that would be lost."""
        typed = [one for name, one in self._inputs.items() if name != "state"]
        return bool(self.need_id) and any(one.brief().strip() for one in typed)

    def start(self, need: Asked) -> None:
        """Ask what was done. What is typed already about the same need stays."""
        if need.id != self.need_id:
            self._need = need
            self._title.setText(_("Done about: {name}").format(name=need.statement))
            self._title.setToolTip(tip(need.statement))
            self.setAccessibleName(self._title.text())
            self._empty()
            # What is done about an open need begins to meet it, unless the officer says else.
            self.state.set_value("being_met" if need.state == "open" else need.state)
            self._framed["state"].setVisible(need.kind != "practice")
        self.show()
        self.engagement.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Add it, or say beside the field what is at fault."""
        self._clear()
        try:
            draft, state = self._draft(), str(self.state.value()) or self._need.state
            need = self._need

            def work(session: Any) -> None:
                needs.add_answer(session, need.id, draft)
                if need.kind != "practice":
                    needs.set_state(session, [need.id], state)

            self._store.perform(_("Add what was done: {name}").format(name=need.statement), work)
        except Invalid as error:
            self._say(error.fields)
        except UserError as error:
            self._notice.say(str(error))
        else:
            self.leave()

    def leave(self) -> None:
        """Add nothing more."""
        self._need = _NONE
        self.hide()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _draft(self) -> AnswerDraft:
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for name in ("engagement_id", "commitment_id", "initiative_id", "note"):
            try:
                values[name] = self._inputs[name].value()
            except UserError as error:
                faults[name] = str(error)
        if faults:
            raise Invalid(faults)
        return AnswerDraft(**values)

    def _empty(self) -> None:
        named = self._store.read(lookups.initiatives)
        self.initiative.set_options([Offer(one.name, one.detail, one.id) for one in named])
        self._framed["initiative_id"].setVisible(bool(named))
        for name in ("engagement_id", "commitment_id", "initiative_id"):
            self._inputs[name].set_value(None)
        self.note.set_value("")
        self._clear()

    def _say(self, faults: dict[str, str]) -> None:
        for name, words in faults.items():
            self._framed[name].say(words)
        first = next(framed for name, framed in self._framed.items() if name in faults)
        first.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._notice.clear()
        for framed in self._framed.values():
            framed.say("")

    def _lay_out(self) -> None:
        self._framed = {
            name: Framed(label_of("need" if name == "state" else "need_answer", name), one)
            for name, one in self._inputs.items()
        }
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        add = KeyedButton(_("Add"), _("Ctrl ↵"), primary=True)
        add.setAccessibleName(_("Add what was done"))
        add.clicked.connect(self.save)
        last = QHBoxLayout()
        last.setSpacing(UNIT)
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._notice)
        for framed in self._framed.values():
            column.addWidget(framed)
        column.addLayout(last)
