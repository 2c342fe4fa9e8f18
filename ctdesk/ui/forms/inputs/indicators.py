"""The indicators of an initiative: what is counted, from which number to which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from ctdesk.db.drafts import IndicatorDraft
from ctdesk.ui.forms.inputs.base import Input, bare, label_of, plain_label
from ctdesk.ui.forms.inputs.decimal import DecimalInput
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, needed, remove_button
from ctdesk.ui.forms.inputs.text import DayInput, LineInput
from ctdesk.words import _


class IndicatorsInput(RowsInput):
    """The value is a tuple of IndicatorDraft."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(lambda: _IndicatorRow(today), _("+ indicator"), parent)


class _IndicatorRow(Row):
    table = "indicator"

    def __init__(self, today: Callable[[], date]) -> None:
        inputs: dict[str, Input] = {
            "name": LineInput(_("What is counted: officers trained")),
            "unit": LineInput(_("Unit: people")),
            "baseline": DecimalInput(_("0")),
            "baseline_on": DayInput(today, _("on which day")),
            "target": DecimalInput(_("240")),
            "target_on": DayInput(today, _("by which day")),
        }
        super().__init__(inputs, {name: label_of("indicator", name) for name in inputs})
        self._lay_out()
        self.setFocusProxy(inputs["name"])
        self.begin(IndicatorDraft())

    def _lay_out(self) -> None:
        grid = bare(QGridLayout(self), 6)
        grid.addWidget(self.inputs["name"], 0, 0, 1, 3)
        grid.addWidget(self.inputs["unit"], 0, 3)
        grid.addWidget(remove_button(self, _("Remove this indicator")), 0, 4)
        for line, names in enumerate((("baseline", "baseline_on"), ("target", "target_on")), 1):
            grid.addWidget(plain_label(label_of("indicator", names[0]), "field"), line, 0)
            grid.addWidget(self.inputs[names[0]], line, 1)
            grid.addWidget(self.inputs[names[1]], line, 2, 1, 2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 2)
        grid.setColumnStretch(3, 2)

    def check(self, draft: IndicatorDraft) -> None:
        """Refuse an indicator without a name. Raises UserError."""
        needed(draft.name, _("Say what the indicator counts, or take the row away."))
