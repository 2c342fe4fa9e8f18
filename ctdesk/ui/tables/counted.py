"""How many records a list holds, said beside its title."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ctdesk.ui.tables.arranged import ArrangedTable
from ctdesk.ui.theme import set_role
from ctdesk.words import _, ngettext

AWAITED = "…"  # no number of the list before is taken for that of the one asked for


class ListCount(QLabel):
    """The number of records of the list on show: "1,284"; of one known in part: "1,000+".

    The table says it in words, as what it is besides its name.
    """

    def __init__(self, table: ArrangedTable) -> None:
        super().__init__()
        self._table = table
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)  # it makes no window wider
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        set_role(self, "count")
        model = table.records
        for signal in (model.answered, model.awaited, model.modelReset):
            signal.connect(self._say)
        for moved in (model.rowsInserted, model.rowsRemoved):
            moved.connect(self._say)
        self._say()

    def _say(self) -> None:
        model = self._table.records
        count = model.rowCount()
        number = f"{count:,}"
        if model.waiting or not (count or model.whole):
            number, words = AWAITED, _("Being counted")
        elif model.whole:
            words = ngettext("{count} record", "{count} records", count).format(count=number)
        else:
            words = _("{count} records or more").format(count=number)
            number = _("{count}+").format(count=number)
        if number != self.text():
            self.setText(number)
            self.setToolTip(words)
            self.setAccessibleName(words)
            self._table.setAccessibleDescription(words)
