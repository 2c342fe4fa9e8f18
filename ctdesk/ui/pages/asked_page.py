"""A page of records that a query asks for: in a line above the list, and in chips below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ctdesk.days import today_of
from ctdesk.db.queries.lists import RecordList
from ctdesk.db.search.parse import Fault, asked, parse
from ctdesk.db.search.tree import EVERYTHING, Key, Tree, text_of, values_of
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.pages.list_page import ListPage
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.widgets.chips import ChipButton
from ctdesk.ui.widgets.filter_line import FilterLine
from ctdesk.ui.widgets.query_chips import Narrowing, QueryChips
from ctdesk.ui.wishes import SaveSearch
from ctdesk.words import _

WIDEN = _("Clear the filter, or press a chip again.")


class AskedPage(ListPage):
    """Lists the records a query asks for.

    The query stands in `filter`, where it can be read and typed; chips write parts of it and are
    pressed as it says. Besides what a `ListPage` wants, those who build on it say what all there is
    is (`_all`), which chips there are (`_narrowings`), and what the list says where a query finds
    nothing (`_nothing`).
    """

    at_first: ClassVar[str] = ""  # the query it opens with

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        self.filter = FilterLine(store, self.kind, self._today)
        self.filter.show_tree(asked(self.at_first, self._today()))
        self._query_chips = QueryChips(self._narrowings(), lambda: self.filter.tree)
        super().__init__(store, settings, parent)
        self._doubted: Tree | None = None  # a query just asked, of which nothing may be found
        self.model.answered.connect(self._answered)
        self.filter.asked.connect(self._show_tree)
        self.filter.not_understood.connect(self._say_fault)
        self.filter.left_down.connect(self.view.setFocus)
        self._query_chips.pressed.connect(self.ask)

    # What those who build on it say

    def _all(self) -> RecordList:
        """The list of all there is."""
        raise NotImplementedError

    def _narrowings(self) -> Sequence[Narrowing]:
        """What narrows the list at a press."""
        return ()

    def _nothing(self, tree: Tree) -> Empty:
        """What the list says where a query finds nothing."""
        raise NotImplementedError

    # What the list holds

    def _query(self) -> RecordList:
        return replace(self._all(), asked=self.tree)

    def _empty(self) -> Empty:
        return self._nothing(self.tree)

    def _chips(self) -> Sequence[QWidget]:
        return tuple(self.chips.values())

    def _line(self) -> QWidget:
        return self.filter

    @property
    def chips(self) -> Mapping[str, ChipButton]:
        """The chips that narrow the list, by their keys."""
        return self._query_chips.buttons

    @property
    def tree(self) -> Tree:
        """What the list is asked for."""
        return self.filter.tree

    def ask(self, tree: Tree) -> None:
        """Have the list hold what a query asks for, and say the query above it."""
        self.filter.show_tree(tree)
        self._show_tree(tree)

    @property
    def query(self) -> str:
        return text_of(self.tree)

    def show_typed(self, text: str) -> None:
        """Ask for a query as it was typed; what is not understood stays there, and is said."""
        self.ask(parse(text, self._today()).tree)
        self.filter.read(text)

    def ask_text(self, text: str) -> None:
        """As `ask`, from a query as it is written. Raises UserError."""
        self.ask(asked(text, self._today()))

    def narrow_to(self, organization_id: int) -> None:
        """List what has to do with one organization."""
        from ctdesk.db.queries import lookups  # here and below: not before the list is painted

        names = self._store.read(lookups.names("organization", (organization_id,)))
        name = names.get(organization_id, ("", ""))[0]
        self.ask(Key("org", (name,)) if name else EVERYTHING)

    @property
    def narrowed_to(self) -> int | None:
        """The one organization the list is asked for; None where it is not asked so."""
        from ctdesk.db.queries.names import organization_named

        named = values_of(self.tree, "org")
        try:
            return self._store.read(organization_named(named[0])) if len(named) == 1 else None
        except UserError:
            return None

    def _widen(self) -> None:
        self.ask(EVERYTHING)

    def _show_tree(self, tree: Tree) -> None:
        self.notice.clear()
        self._query_chips.show_tree(tree)
        self._doubted = tree
        self.model.show_query(self._query())
        self.view.set_empty(self._nothing(tree))
        self._tell_acts()
        self.asked_anew.emit()
        if not self.model.waiting:
            self._answered()

    def _answered(self) -> None:
        """The list holds what was asked for, which may be nothing."""
        self.view.choose_first()
        asked_for, self._doubted = self._doubted, None
        if asked_for is not None and not self.model.rowCount():
            self._say_doubt(asked_for)

    def _say_doubt(self, tree: Tree) -> None:
        """Where nothing is found, say which name in the query means nothing."""
        from ctdesk.db.queries.doubts import doubts

        doubt = self._store.read(doubts(tree, self.filter.text()))
        if doubt is not None:
            self._say_fault(doubt)

    def _say_fault(self, fault: Fault | None) -> None:
        if fault is None:
            self.notice.clear()
            return
        words = _("Use “{word}”").format(word=fault.meant)
        mend = (words, partial(self.filter.mend, fault)) if fault.instead else None
        self.notice.say(fault.sentence, "warn", mend)

    # What the window asks for

    def acts(self) -> Mapping[str, Any]:
        saving = {} if self.tree == EVERYTHING else {"save_search": self.save_search}
        return {"filter": self.type_filter, **saving, **super().acts()}

    def save_search(self) -> None:
        """Have the query kept under a name, once it is understood."""
        if self.filter.settle() and self.tree != EVERYTHING:
            self.wanted.emit(SaveSearch(self.kind, self.tree))

    def save_list(self) -> None:
        """Have all that the query finds saved as a file, once it is understood."""
        if self.filter.settle():
            from ctdesk.db.search.naming import proposed  # not before it is asked for

            found = "" if self.tree == EVERYTHING else proposed(self.tree)
            self.saving.ask(", ".join(filter(None, (self.title, found))))

    def type_filter(self) -> None:
        """Go to the line that narrows the list."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    # How it was left

    def state(self) -> dict[str, Any]:
        return {**super().state(), "query": text_of(self.tree)}

    def restore(self, state: Mapping[str, Any]) -> None:
        query = state.get("query")
        if isinstance(query, str):
            with suppress(UserError):  # of a version that knew other keys
                self.ask_text(query)
        super().restore(state)
