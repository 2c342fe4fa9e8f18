"""What can be set, one row for each setting of the table; what is changed holds at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ctdesk.errors import UserError
from ctdesk.settings import SETTINGS, Setting, Settings, Value, machine_zone
from ctdesk.ui.dialogs.passphrase import fit, scrolled
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label, rule
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead, matching
from ctdesk.words import _

_NAME, _WIDE = 210, 300  # px of a label and of an input


class SettingRow(QWidget):
    """One setting: its label, what is set, its help or what is wrong with what was typed.

    `keep` is called with the setting's key and each new value that can be had.
    """

    def __init__(self, setting: Setting, value: Value, keep: Callable[[str, Value], None]) -> None:
        super().__init__()
        self.setting = setting
        self._value = value
        self._keep = keep
        self.input = self._make(value)
        self.input.setAccessibleName(setting.label)
        self.input.setAccessibleDescription(setting.help)
        self.fault = label("", "fault")
        self.fault.setFixedWidth(_WIDE)
        self.fault.hide()
        name = label(setting.label)
        name.setFixedWidth(_NAME)
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        name.setBuddy(self.input)
        self.input.setFixedWidth(_WIDE)
        side = QVBoxLayout()
        side.setSpacing(3)
        side.addWidget(self.input)
        side.addWidget(self.fault)
        if setting.help:
            side.addWidget(_below(setting.help))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(2 * UNIT)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(side, 1)
        name.setMinimumHeight(self.input.sizeHint().height())

    def _make(self, value: Value) -> QLineEdit | QComboBox:
        match self.setting.kind:
            case "choice":
                combo = QComboBox()
                for choice in self.setting.choices:
                    combo.addItem(choice.label, choice.value)
                combo.setCurrentIndex(combo.findData(value))
                combo.activated.connect(lambda _row: self._offer(combo.currentData()))
                return combo
            case "zone":
                line: QLineEdit = self._zone()
            case _:
                line = QLineEdit()
        line.setText(str(value))
        line.editingFinished.connect(self.finish)
        return line

    def _zone(self) -> TypeAhead:
        from zoneinfo import available_timezones  # reads a folder

        from ctdesk.db.search.fold import fold

        offers = [
            Offer(name, name.rpartition("/")[2].replace("_", " "), name)
            for name in sorted(available_timezones())
        ]
        line = TypeAhead(matching(offers, fold))
        line.chosen.connect(lambda offer: self._take_zone(line, str(offer.value)))
        return line

    def _take_zone(self, line: TypeAhead, name: str) -> None:
        line.setText(name)
        self._offer(name)

    def finish(self) -> None:
        """Take what was typed, if it was."""
        if not isinstance(self.input, QLineEdit):
            return
        typed = self.input.text().strip()
        number = self.setting.kind == "number" and typed.isdecimal()
        self._offer(int(typed) if number else typed)

    def _offer(self, value: Value) -> None:
        refusal = self.setting.refusal(value)
        self.fault.setText(refusal or "")
        self.fault.setVisible(refusal is not None)
        self.input.setProperty("fault", refusal is not None)
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)
        if refusal is None and value != self._value:
            self._value = value
            self._keep(self.setting.key, value)


class SettingsDialog(QDialog):
    """All settings. `apply` is called with what is to hold; it raises UserError if not saved."""

    def __init__(
        self,
        settings: Settings,
        apply: Callable[[Settings], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._apply = apply
        self.setWindowTitle(_("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.notice = Notice()
        self.rows = {
            one.key: SettingRow(one, getattr(settings, one.key), self._keep) for one in SETTINGS
        }
        holder = QWidget()
        set_role(holder, "surface")
        column = QVBoxLayout(holder)
        column.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 2 * UNIT)
        column.setSpacing(0)
        group = ""
        for setting in SETTINGS:
            if setting.group != group:
                group = setting.group
                heading = label(group, "heading", wrap=False)
                heading.setContentsMargins(0, 2 * UNIT, 0, 4)
                column.addWidget(heading)
            column.addWidget(self.rows[setting.key])
        column.addStretch(1)
        self._lay_out(holder)

    def _lay_out(self, holder: QWidget) -> None:
        title = label(_("Settings"), "title", wrap=False)
        title.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 0)
        close = QPushButton(_("Close"))
        set_role(close, "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.setContentsMargins(3 * UNIT, UNIT, 3 * UNIT, 2 * UNIT)
        said = _("Changes hold at once; the size, from the next start.")
        foot.addWidget(label(said, "muted", wrap=False))
        foot.addStretch(1)
        foot.addWidget(close)
        strip = QHBoxLayout()
        strip.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
        strip.addWidget(self.notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(title)
        layout.addLayout(strip)
        layout.addWidget(scrolled(holder), 1)
        layout.addWidget(rule())  # where a small screen cuts them
        layout.addLayout(foot)
        fit(self, QSize(600, 740))
        self.setMinimumWidth(590)

    def _keep(self, key: str, value: Value) -> None:
        if key == "time_zone" and not value:
            value = machine_zone()
        try:
            changed: dict[str, Any] = {key: value}
            self._apply(replace(self._settings, **changed))
        except UserError as error:
            self.notice.say(str(error))
        else:
            self.notice.clear()

    def done(self, result: int) -> None:
        """Take what is still being typed, then go."""
        for row in self.rows.values():
            row.finish()
        super().done(result)


def _below(words: str) -> QLabel:
    made = label(words, "caption")
    made.setFixedWidth(_WIDE)
    return made
