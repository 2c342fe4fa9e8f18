"""What stands around the inputs of a form: title, notice, question, the buttons and the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.forms.form_body import MARGIN, FormBody, Plan
from ctdesk.ui.forms.inputs.base import Input, bare, tab_stops
from ctdesk.ui.forms.inputs.question import Question
from ctdesk.ui.forms.undo_keys import UndoKeys
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import HEADING_GAP, OneLine
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _


class FormFrame(QWidget):
    """A form without its meaning: those who build on it say what `save` and `leave` do.

    Ctrl+S and Ctrl+Enter save, Escape leaves. Tab follows the eye, and the form follows the focus.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = OneLine("", "title")
        self.notice = Notice()
        self.question = Question()
        self._undo_keys = UndoKeys(self.is_dirty, self)

    def save(self) -> int | None:
        """Store what is typed."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close."""
        raise NotImplementedError

    def is_dirty(self) -> bool:
        """Whether something is typed that is not in the record."""
        raise NotImplementedError

    def put_together(
        self,
        plan: Plan,
        inputs: Mapping[str, Input],
        label: Callable[[str], str],
        buttons: Sequence[QPushButton],
    ) -> None:
        """Lay everything out; once."""
        self.body = FormBody(plan, inputs, label)
        said = QVBoxLayout()
        said.setContentsMargins(MARGIN, 0, MARGIN, 8)
        said.setSpacing(6)
        said.addWidget(self.notice)
        said.addWidget(self.question)
        outer = bare(QVBoxLayout(self))
        outer.addLayout(self._header())
        outer.addLayout(said)
        outer.addWidget(self.body, 1)
        outer.addWidget(self._footer(buttons))
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._add_keys()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def clear_faults(self) -> None:
        """Say nothing and ask nothing."""
        self.notice.clear()
        self.question.close_up()
        self.body.clear_faults()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each beside its field, the first in view and focused; what has no field, above."""
        others = [said for name, said in faults.items() if name not in self.body.framed]
        if others:
            self.notice.say(others[0])
        self.body.show_faults(faults)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Given the focus as a whole, it goes to what is to be answered or typed first."""
        super().focusInEvent(event)
        if self.question.isHidden():
            self.body.focus_first()
        else:
            self.question.stay.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(MARGIN, 14, MARGIN, 10)
        row.setSpacing(HEADING_GAP)
        self.leave_button = QPushButton(_("Esc"))
        set_role(self.leave_button, "key")
        self.leave_button.setToolTip(_("Close the form"))
        self.leave_button.setAccessibleName(_("Close the form"))
        self.leave_button.clicked.connect(self.leave)
        row.addWidget(self.title, 1)
        row.addWidget(self.leave_button)
        return row

    def _footer(self, buttons: Sequence[QPushButton]) -> QFrame:
        footer = QFrame()
        set_role(footer, "footer")
        self.save_button = KeyedButton(_("Save"), _("Ctrl ↵"), primary=True)
        self.save_button.clicked.connect(self.save)
        row = QHBoxLayout(footer)
        row.setContentsMargins(MARGIN, 8, MARGIN, 12)
        row.addStretch(1)
        for button in (*buttons, self.save_button):
            row.addWidget(button)
        return footer

    def _add_keys(self) -> None:
        act = QAction(_("Save"), self)
        act.setShortcuts([QKeySequence("Ctrl+S"), QKeySequence("Ctrl+Return"),
                          QKeySequence("Ctrl+Enter")])  # fmt: skip
        act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        act.triggered.connect(self.save)
        self.addAction(act)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.body.follow(now)
        if now is not None and self.isAncestorOf(now):
            now.installEventFilter(self._undo_keys)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Have Tab follow the eye, round the form: F6 and Esc lead out of it.

        Qt's own chain would be laid anew whenever rows and chips come, and it leads back from a
        widget to the one before where that stands within another that lends it the focus.
        """
        stops = [one for one in tab_stops(self) if _takes_tab(one) and one.isVisibleTo(self)]
        focus = self.focusWidget()
        if not stops or focus is None:
            return super().focusNextPrevChild(forward)
        at = stops.index(focus) if focus in stops else _near(stops, focus)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _near(stops: Sequence[QWidget], focus: QWidget) -> int:
    """The stop to go on from where Tab itself does not come: within the same input, as chips."""
    around = focus.parentWidget()
    while around is not None:
        for place, stop in enumerate(stops):
            if around.isAncestorOf(stop):
                return place
        around = around.parentWidget()
    return 0
