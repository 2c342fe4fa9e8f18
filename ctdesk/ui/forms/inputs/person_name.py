"""A person's name, with what it may consist of below: proposed, and taken only when pressed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ctdesk.db.queries.person_names import propose, put_together
from ctdesk.reports.unicode import isolate
from ctdesk.ui.forms.inputs.base import bare, plain_label
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.words import _


class PersonNameInput(LineInput):
    """The display name. `taken` has what was proposed and pressed, by the names of fields."""

    taken = Signal(object)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._proposed: dict[str, str] = {}
        self._words = plain_label("", "field", wrap=True)
        self.take = QPushButton(_("Use it"))
        set_role(self.take, "quiet")
        self.take.clicked.connect(self._take)
        self.below = QWidget()
        row = bare(QHBoxLayout(self.below), UNIT)
        row.addWidget(self._words, 1)
        row.addWidget(self.take)
        self.below.hide()

    @property
    def proposed(self) -> str:
        """What is proposed, in words; "" where nothing is."""
        return "" if self.below is None or self.below.isHidden() else self._words.text()

    def propose(self, family: str, given: str, order: str) -> None:
        """Propose the names that are not typed yet from those that are."""
        display = self.line.text().strip()
        found: dict[str, str] = {}
        words = ""
        if display and not family.strip() and not given.strip():
            split = propose(display, order)
            if any(split):
                found = {"family_name": split[0], "given_name": split[1]}
                words = _("Family name {family}, given name {given}?").format(
                    family=isolate(split[0]), given=isolate(split[1])
                )
        elif not display and family.strip():
            name = put_together(family, given, order)
            found, words = {"display_name": name}, _("{name}?").format(name=isolate(name))
        self._proposed = found
        self._words.setText(words)
        self.take.setAccessibleName(_("Use it: {words}").format(words=words))
        if self.below is not None:
            self.below.setVisible(bool(found))

    def _take(self) -> None:
        self.taken.emit(dict(self._proposed))
