"""A line in which an organization is typed and found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ctdesk.db.queries import choices, organizations
from ctdesk.db.store import Store
from ctdesk.ui.forms.inputs.type_ahead import Offer, TypeAhead
from ctdesk.words import _


class OrganizationBox(TypeAhead):
    """Holds one organization or none: typed in any language, chosen from what is found.

    `organization_id` is None while nothing is chosen; words that name nothing are `unmatched`.
    """

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(self._look, parent)
        self._store = store
        self._id: int | None = None
        self.setPlaceholderText(_("Type to find"))
        self.textEdited.connect(self._forget)
        self.chosen.connect(self._take_up)

    @property
    def organization_id(self) -> int | None:
        """The organization chosen."""
        return self._id

    @property
    def unmatched(self) -> bool:
        """Whether something is typed that names no organization."""
        return self._id is None and bool(self.text().strip())

    def set_organization(self, organization_id: int | None) -> None:
        """Hold an organization."""
        self._id = organization_id
        ids = [] if organization_id is None else [organization_id]
        directory = organizations.OrganizationList()
        rows = self._store.read(lambda c: directory.rows(c, ids)) if ids else {}
        row = rows.get(organization_id or 0)
        self._show(_called(row.acronym, row.name) if row else "")

    def _show(self, words: str) -> None:
        self.setText(words)
        self.setCursorPosition(0)
        self.setToolTip(words)

    def _look(self, typed: str) -> Sequence[Offer]:
        if not typed.strip():
            return ()
        found = self._store.read(choices.suggest(typed))
        return [Offer(one.title, one.detail, one) for one in found if one.kind == "organization"]

    def _forget(self) -> None:
        self._id = None
        self.setToolTip("")

    def _take_up(self, offer: Offer) -> None:
        if isinstance(offer.value, choices.Suggestion):
            self._id = offer.value.id
            short = offer.text if offer.detail else ""
            self._show(_called(short, offer.detail or offer.text))


def _called(acronym: str, name: str) -> str:
    return f"{acronym}, {name}" if acronym else name
