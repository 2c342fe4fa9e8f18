"""What every page is: one place of the desk, made from a store and the settings alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ctdesk.db.store import Store
from ctdesk.settings import Settings


class Page(QWidget):
    """One page.

    `wanted` carries a `Wish`, fulfilled by who knows all pages; `acts_changed` says that other
    actions can be carried out now than before; `recounted` that the number beside the page's name
    may be another without a broadcast; `asked_anew` that it lists what another query asks for.
    """

    wanted = Signal(object)
    acts_changed = Signal()
    recounted = Signal()
    asked_anew = Signal()

    title: ClassVar[str]  # what the page is called

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        self.setAccessibleName(self.title)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What actions come to here now, by their keys in `ctdesk.ui.actions`."""
        return {}

    def panes(self) -> list[QWidget]:
        """The parts the officer goes between, as the eye meets them."""
        return [self]

    def take_focus(self) -> None:
        """Be ready for the keyboard."""
        self.panes()[0].setFocus()

    def open(self, record_id: int) -> None:
        """Show one of the page's records."""
        raise NotImplementedError

    def resume(self, key: str) -> None:
        """Open the form a draft was typed in, by the key of the draft."""
        raise NotImplementedError

    def show_part(self, part: str) -> None:
        """Show a part of the record on show, such as a tab."""

    def stand_on(self, record_id: int) -> None:
        """Stand on one of the page's records again, if it is still there."""

    @property
    def current_id(self) -> int | None:
        """Id of the record the officer stands on."""
        return None

    @property
    def looked_at(self) -> int | None:
        """Id of the record the officer chose to look at; None where the page did by itself."""
        return None

    @property
    def query(self) -> str:
        """The query it lists the records of; "" where it lists all, or none."""
        return ""

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is neither stored nor kept as a draft."""
        return False

    def keep_drafts(self) -> None:
        """Keep what is typed as a draft, since the page may go."""

    def state(self) -> dict[str, Any]:
        """How the page stands, as JSON can hold it."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Stand as in a state that was kept; what is missing or out of date is passed over."""
