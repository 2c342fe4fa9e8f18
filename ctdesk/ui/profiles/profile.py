"""What every profile is: who or what it is of, and its parts below tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from ctdesk.days import today_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.profiles.panels import DocumentsPart, HistoryPart
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.tabs import Tabs
from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of a profile: its key, the words of its tab, what makes it.

    `name` is what the words are short for, where they are.
    """

    key: str
    words: str
    make: Callable[[], Part]
    name: str = ""


class Profile(QStackedWidget):
    """Shows one record. `wanted` carries a wish, `edit_wanted` says that it is to be edited,
    `acts_changed` that there is other than before to be done with what is shown.

    Only the part on show is read; the others are when their tab is chosen. Those who build on it
    say `_tabs`, `_read`, `_show_head` and `_counts`.
    """

    wanted = Signal(object)
    edit_wanted = Signal()
    acts_changed = Signal()

    def __init__(
        self, store: Store, settings: Settings, header: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.store, self.settings, self.today = store, settings, today_of(settings)
        self._record: Any = None
        self._told: dict[str, int] = {}  # id of the record each part was told last
        self.setAccessibleName(_("Profile"))
        set_role(self, "pane")
        self._said = label("", "muted")
        self.tabs = Tabs(_("Parts of the profile"), self, EDGE)
        for tab in self._tabs():
            self.tabs.add(tab.key, tab.words, partial(self._made, tab.make), tab.name)
        self.addWidget(self._nothing())
        self.addWidget(self._body(header))
        self.tabs.shown.connect(lambda _key: self._show_part())

    # What those who build on it say

    def _tabs(self) -> Sequence[Tab]:
        raise NotImplementedError

    def _read(self, record_id: int) -> Any:
        """What the register says of a record, with its `id`. Raises UserError where it is gone."""
        raise NotImplementedError

    def _show_head(self, record: Any) -> None:
        """Say above the tabs whose profile it is."""
        raise NotImplementedError

    def _counts(self, record: Any) -> Mapping[str, int]:
        """How much there is in the parts that say so."""
        raise NotImplementedError

    def _made(self, make: Callable[[], Part]) -> Part:
        part = make()
        part.wanted.connect(self.wanted)
        part.part_wanted.connect(self.show_part)
        part.edit_wanted.connect(self.edit_wanted)
        part.acts_changed.connect(self.acts_changed)
        return part

    # Put together

    def _nothing(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(EDGE, UNIT * 10, EDGE, EDGE)
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._said)
        layout.addStretch(1)
        return page

    def _body(self, header: QWidget) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.tabs, 1)
        return page

    def _files_and_steps(self, table: str) -> tuple[Tab, Tab]:
        """The parts that the profile of any record ends with."""
        store, settings = self.store, self.settings
        return (
            Tab(
                "documents", _("Documents"),
                lambda: DocumentsPart(store, settings.time_zone, table),
            ),
            Tab("history", _("History"), lambda: HistoryPart(store, settings.time_zone, table)),
        )  # fmt: skip

    # What is shown

    @property
    def shown_id(self) -> int | None:
        """Id of the record on show."""
        return None if self._record is None else self._record.id

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no profile."""
        self._record = None
        self._said.setText(words)
        self.setCurrentIndex(0)
        self.acts_changed.emit()

    def show_record(self, record_id: int) -> None:
        """Show a record as the register has it now, in the part shown of the one before."""
        try:
            self._record = self._read(record_id)
        except UserError as error:
            self.show_nothing(str(error))
            return
        self._show_head(self._record)
        for key, count in self._counts(self._record).items():
            self.tabs.set_count(key, count)
        self._show_part()
        self.setCurrentIndex(1)

    def show_part(self, key: str) -> None:
        """Choose a tab by its key, with the keyboard on it."""
        self.tabs.show_tab(key)
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Given the keyboard as a whole, it goes to the tabs."""
        super().focusInEvent(event)
        if self._record is not None:
            self.tabs.setFocus(event.reason())

    def _show_part(self) -> None:
        if self._record is None:
            return
        key, one = self.tabs.current, self._record.id
        other = self._told.get(key) != one
        self._told[key] = one
        try:
            self._part.show_record(self._record, other=other)
        except UserError as error:
            self.show_nothing(str(error))
        else:
            self.acts_changed.emit()

    @property
    def _part(self) -> Part:
        part = self.tabs.part(self.tabs.current)
        assert isinstance(part, Part)
        return part

    # What the page asks

    def acts(self) -> Mapping[str, Callable[[], None]]:
        """What the window's actions come to for the part on show, and with the keyboard in it."""
        if self._record is None or not self.isVisible():
            return {}
        focus = QApplication.focusWidget()
        inside = focus is not None and self._part.isAncestorOf(focus)
        return {**self._part.shown_acts(), **(self._part.acts() if inside else {})}

    @property
    def unsaved(self) -> bool:
        """Whether something was typed in a part that is not stored."""
        return any(part.unsaved for part in self._made_parts)

    def keep_drafts(self) -> None:
        """Keep what is typed in the parts as drafts."""
        for part in self._made_parts:
            part.keep_drafts()

    @property
    def _made_parts(self) -> list[Part]:
        return [part for part in self.tabs.made if isinstance(part, Part)]
