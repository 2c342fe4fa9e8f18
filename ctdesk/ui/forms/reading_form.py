"""Say what an indicator stands at, where its readings are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.drafts import ReadingDraft
from ctdesk.db.operations import initiatives
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.ui.forms.inputs.base import Framed, Input, bare, label_of
from ctdesk.ui.forms.inputs.choice import ChoiceInput
from ctdesk.ui.forms.inputs.decimal import DecimalInput
from ctdesk.ui.forms.inputs.text import DayInput, LineInput
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _


class ReadingForm(QFrame):
    """Adds a reading to one of the indicators it was started with, as one step.

    `finished` says that the officer is done.
    """

    finished = Signal()

    def __init__(
        self, store: Store, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "closing")
        self._store, self._today = store, today
        self._names: dict[int, str] = {}
        self.indicator = ChoiceInput(placeholder=_("Type to find"))
        self.number = DecimalInput(_("171"))
        self.day = DayInput(today, _("today"))
        self.note = LineInput(_("Where the number comes from (optional)"))
        inputs: dict[str, Input] = {
            "indicator_id": self.indicator, "value": self.number, "on": self.day, "note": self.note,
        }  # fmt: skip
        named = {"indicator_id": _("Indicator")}
        self._framed = {
            name: Framed(named.get(name) or label_of("indicator_reading", name), one)
            for name, one in inputs.items()
        }
        self._notice = Notice()
        self._lay_out()
        save = QAction(_("Add reading"), self)
        save.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S")])
        save.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.triggered.connect(self.save)
        self.addAction(save)
        self.hide()

    @property
    def is_touched(self) -> bool:
        """Whether anything is typed that would be lost."""
        return not self.isHidden() and bool(self.number.brief() or self.note.brief())

    def start(self, indicators: Sequence[tuple[int, str]], chosen: int) -> None:
        """Ask what one of these (id and name) stands at; what is typed already stays."""
        if not self.is_touched:
            self._names = dict(indicators)
            self.indicator.set_options([Offer(name, "", one) for one, name in indicators])
            self.indicator.set_value(chosen)
            self.number.set_value(None)
            self.day.set_value(self._today())
            self.note.set_value("")
            self._clear()
        self.show()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Add it, or say beside the field what is at fault."""
        self._clear()
        try:
            chosen, draft = self._read()
            name = self._names.get(chosen, "")
            title = _("Add reading of {name}").format(name=name)
            self._store.perform(title, lambda s: initiatives.add_reading(s, chosen, draft))
        except Invalid as error:
            self._say(error.fields)
        except UserError as error:
            self._notice.say(str(error))
        else:
            self.leave()

    def leave(self) -> None:
        """Add nothing more."""
        self.hide()
        self.number.set_value(None)
        self.note.set_value("")
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _read(self) -> tuple[int, ReadingDraft]:
        """The indicator and what it stands at. Raises Invalid with each field at fault."""
        values: dict[str, object] = {}
        faults: dict[str, str] = {}
        for name, framed in self._framed.items():
            try:
                values[name] = framed.content.value()
            except UserError as error:
                faults[name] = str(error)
        chosen = values.pop("indicator_id", None)
        if not isinstance(chosen, int):
            faults.setdefault("indicator_id", _("Choose an indicator."))
        if faults or not isinstance(chosen, int):
            raise Invalid(faults)
        return chosen, ReadingDraft(**values)  # type: ignore[arg-type]  # cleaned when stored

    def _say(self, faults: dict[str, str]) -> None:
        for name, words in faults.items():
            self._framed[name].say(words)
        first = next((one for name, one in self._framed.items() if name in faults), None)
        if first is not None:
            first.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear(self) -> None:
        self._notice.clear()
        for framed in self._framed.values():
            framed.say("")

    def _lay_out(self) -> None:
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        add = KeyedButton(_("Add reading"), _("Ctrl ↵"), primary=True)
        add.clicked.connect(self.save)
        numbers = bare(QHBoxLayout(), 10)
        numbers.addWidget(self._framed["value"], 1, Qt.AlignmentFlag.AlignTop)
        numbers.addWidget(self._framed["on"], 1, Qt.AlignmentFlag.AlignTop)
        last = bare(QHBoxLayout(), UNIT)
        last.addStretch(1)
        last.addWidget(cancel)
        last.addWidget(add)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 14, 22, 14)
        column.setSpacing(10)
        column.addWidget(label(_("New reading"), "heading"))
        column.addWidget(self._notice)
        column.addWidget(self._framed["indicator_id"])
        column.addLayout(numbers)
        column.addWidget(self._framed["note"])
        column.addLayout(last)
