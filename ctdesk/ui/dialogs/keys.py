"""All actions with their keys, from the one table."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.actions import ACTS, GROUPS, Act, shown_keys
from ctdesk.ui.dialogs.passphrase import fit, scrolled
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import key_label, label, rule
from ctdesk.words import _

_COLUMNS = (
    ("record", "undo", "list"),
    ("pages", "go"),
    ("programme", "print"),
    ("register", "theme", "program", "form"),
)


class KeysDialog(QDialog):
    """Every action by group, each with all its keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns = QHBoxLayout()
        columns.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 2 * UNIT)
        columns.setSpacing(4 * UNIT)
        for groups in _COLUMNS:
            columns.addLayout(self._column(groups), 1)
        holder = QWidget()
        holder.setLayout(columns)
        set_role(holder, "surface")
        area = scrolled(holder)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys move it
        set_role(area, "stop")
        area.setAccessibleName(_("All actions with their keys"))
        title = label(_("Keys"), "title", wrap=False)
        title.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addWidget(area, 1)
        layout.addWidget(rule())  # where a small screen cuts them
        layout.addLayout(self._foot())
        fit(self, QSize(1180, 700))
        area.setFocus()

    def _foot(self) -> QHBoxLayout:
        close = QPushButton(_("Close"))
        set_role(close, "primary")
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * UNIT, UNIT, 3 * UNIT, 2 * UNIT)
        words = _("Ctrl K finds every one of them by name.")
        foot.addWidget(label(words, "muted", wrap=False))
        foot.addStretch(1)
        foot.addWidget(close)
        return foot

    def _column(self, groups: tuple[str, ...]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        for group in groups:
            heading = label(GROUPS[group], "heading", wrap=False)
            heading.setContentsMargins(0, UNIT + 4, 0, 2)
            column.addWidget(heading)
            grid = QGridLayout()
            grid.setVerticalSpacing(2)
            grid.setHorizontalSpacing(UNIT)
            grid.setColumnStretch(0, 1)
            for number, act in enumerate(one for one in ACTS if one.group == group):
                grid.addWidget(label(act.name.rstrip("…")), number, 0)
                grid.addLayout(self._keys(act), number, 1)
            column.addLayout(grid)
        column.addStretch(1)
        return column

    def _keys(self, act: Act) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        for keys in act.keys:
            made: QLabel = key_label(shown_keys(keys))
            made.setAccessibleName(f"{act.name}, {shown_keys(keys)}")
            row.addWidget(made)
        return row
