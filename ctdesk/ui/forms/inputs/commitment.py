"""One commitment, found by any words in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ctdesk.db.queries.find import find
from ctdesk.db.queries.titles import titles
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.found import FoundInput
from ctdesk.ui.widgets.type_ahead import Offer
from ctdesk.words import _

_OFFERED = 8


class CommitmentInput(FoundInput):
    """The value is the commitment's id, or None where nothing is typed."""

    def __init__(self, store: Store, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent)
        self._store = store

    def _names(self, record_id: int) -> tuple[str, str]:
        found = self._store.read(titles([("commitment", record_id)]))
        title = " ".join(found[0].title.split()) if found else ""
        return title, title

    def _offers(self, text: str) -> Sequence[Offer]:
        if not text.strip() or text.strip() == self._shown:
            return ()
        found = self._store.read(find(text, _OFFERED, "commitment"))
        return [Offer(" ".join(hit.title.split()), hit.of, hit.id) for hit in found]

    def _taken(self, offer: Offer) -> int:
        assert isinstance(offer.value, int)
        return offer.value

    def _meant(self, text: str) -> int:
        del text  # two may be called the same
        raise UserError(_("Choose the commitment from the list, or leave the field empty."))
