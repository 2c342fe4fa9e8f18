"""Say which engagement or commitment carries out an action of the plan, where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.operations import plan
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.ui.forms.inputs.base import Framed, label_of
from ctdesk.ui.forms.inputs.engagement import CommitmentInput, EngagementInput
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _


class LinkingForm(QFrame):
    """Links one action, as one step. `finished` says that the officer is done."""

    finished = Signal()

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "closing")
        self._store = store
        self.action_id = 0  # of what is linked; 0 where nothing is
        self._name = ""
        self.engagement = EngagementInput(store, _("Find the engagement"))
        self.commitment = CommitmentInput(store, _("Find the commitment"))
        inputs = {"engagement_id": self.engagement, "commitment_id": self.commitment}
        self._framed = {name: Framed(label_of("plan_link", name), one)
                        for name, one in inputs.items()}  # fmt: skip
        self._title = OneLine("", "heading")
        self._notice = Notice()
        self._lay_out()
        save = QAction(_("Link"), self)
        save.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")])
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self.save)
        self.addAction(save)
        self.hide()

    @property
    def is_touched(self) -> bool:
        """Whether anything is typed that would be lost."""
        return bool(self.action_id) and bool(self.engagement.brief() or self.commitment.brief())

    def start(self, action_id: int, name: str) -> None:
        """Ask what carries out an action."""
        if action_id != self.action_id:
            self.action_id, self._name = action_id, name
            self._title.setText(_("Carried out by, for: {name}").format(name=name))
            self._title.setToolTip(tip(name))
            self.setAccessibleName(self._title.text())
            self.engagement.set_value(None)
            self.commitment.set_value(None)
            self._clear()
        self.show()
        self.engagement.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Link it, or say beside the field what is at fault."""
        self._clear()
        try:
            engagement_id = self._value("engagement_id", self.engagement)
            commitment_id = self._value("commitment_id", self.commitment)
            wanted = self.action_id
            self._store.perform(
                _("Link {name}").format(name=self._name),
                lambda session: plan.link(
                    session, wanted, engagement_id=engagement_id, commitment_id=commitment_id
                ),
            )
        except Invalid as error:
            for name, words in error.fields.items():
                self._framed[name].say(words)
                self._framed[name].content.setFocus(Qt.FocusReason.OtherFocusReason)
        except UserError as error:
            self._notice.say(str(error))
        else:
            self.leave()

    def _value(self, name: str, typed: EngagementInput) -> int | None:
        try:
            return typed.value()
        except UserError as error:
            raise Invalid({name: str(error)}) from error

    def leave(self) -> None:
        """Link nothing more."""
        self.action_id = 0
        self.hide()
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _clear(self) -> None:
        self._notice.clear()
        for framed in self._framed.values():
            framed.say("")

    def _lay_out(self) -> None:
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        link = KeyedButton(_("Link"), _("Ctrl ↵"), primary=True)
        link.clicked.connect(self.save)
        last = QHBoxLayout()
        last.setSpacing(UNIT)
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(link)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._notice)
        for framed in self._framed.values():
            column.addWidget(framed)
        column.addLayout(last)
