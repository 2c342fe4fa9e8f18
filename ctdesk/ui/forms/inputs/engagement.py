"""One engagement, found by any words in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ctdesk.db.queries.find import find
from ctdesk.db.queries.titles import titles
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.days import short_day
from ctdesk.ui.forms.inputs.base import Input, bare
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.type_ahead import Offer, TypeAhead
from ctdesk.words import _

_OFFERED, _FOUND = 8, 200


class EngagementInput(Input):
    """The value is the engagement's id, or None where nothing is typed."""

    def __init__(self, store: Store, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._id: int | None = None
        self._title = ""
        self.line = TypeAhead(self._offers)
        self.line.setPlaceholderText(placeholder)
        self.line.chosen.connect(lambda offer: self.set_value(offer.value))
        self.line.textChanged.connect(self.changed)
        bare(QHBoxLayout(self)).addWidget(self.line)
        self.setFocusProxy(self.line)

    def set_value(self, value: int | None) -> None:
        """Show an engagement by its title."""
        found = () if value is None else self._store.read(titles([("engagement", value)]))
        self._id = value
        self._title = " ".join(found[0].title.split()) if found else ""
        self.line.setText(self._title)
        self.line.setToolTip(tip(self._title))
        self.line.setCursorPosition(0)

    def value(self) -> int | None:
        """The engagement's id. Raises UserError where the text is none that was chosen."""
        text = self.line.text().strip()
        if not text:
            return None
        if self._id is not None and text == self._title:
            return self._id
        raise UserError(_("Choose the engagement from the list, or leave the field empty."))

    def state(self) -> object:
        """The engagement and the text."""
        return self._id, self.line.text()

    def memo(self) -> Any:
        """The engagement and the text."""
        return [self._id, self.line.text()]

    def recall(self, memo: Any) -> None:
        """Show them."""
        self.set_value(memo[0])
        if self.line.text() != memo[1]:
            self.line.setText(memo[1])
            self.line.setCursorPosition(0)

    def brief(self) -> str:
        """The text."""
        return self.line.text().strip()

    def _offers(self, text: str) -> Sequence[Offer]:
        if not text.strip() or text.strip() == self._title:
            return ()
        hits = self._store.read(find(text, _FOUND))
        found = [hit for hit in hits if hit.kind == "engagement"][:_OFFERED]
        return [Offer(hit.title, short_day(hit.day) if hit.day else "", hit.id) for hit in found]
