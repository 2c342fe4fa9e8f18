"""What a body owes and is owed, in the one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from ctdesk.db.queries.commitments import CommitmentList
from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.ui.actions import menu_action
from ctdesk.ui.columns.commitments import NO_MATCH, NOTHING, columns, where_made
from ctdesk.ui.profiles.part import Bar, Part
from ctdesk.ui.tables.model import Column, RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.widgets.cards_page import EDGE
from ctdesk.ui.widgets.chips import ChipButton, ChipLine
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.wishes import AddCommitment, Open
from ctdesk.words import _, ngettext

WHAT = 146  # px at least of what is promised, in a pane as narrow as can be


class CommitmentsPart(Part):
    """Lists what is owed both ways, open ones first; Enter opens the sentence that made one."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._id = 0
        shown = tuple(_beside(one) for one in columns(today))
        self.model = RecordModel(
            store, self._query(), shown, table="commitment", by="commitment_id", parent=self
        )
        self.view = RecordView(self.model, shown, _("Commitments"), NOTHING)
        self.model.modelReset.connect(self.view.choose_first)
        self.view.opened.connect(self._enter)
        self.view.empty_action.connect(self._add)
        self.view.actions_for = self._row_actions
        self.open_only = ChipButton("", checkable=True)
        self.open_only.clicked.connect(lambda _on: self._show())
        self._chips = ChipLine((self.open_only,), self)
        self.add = QPushButton(_("Add commitment"))
        self.add.clicked.connect(self._add)
        self.notice = Notice()
        said = QHBoxLayout()
        said.setContentsMargins(EDGE, 0, EDGE, 0)
        said.addWidget(self.notice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Bar((self.open_only,), (self.add,)))
        layout.addLayout(said)
        layout.addWidget(self.view, 1)

    def _query(self, *, open_only: bool = False) -> CommitmentList:
        return CommitmentList(organization_id=self._id, open_only=open_only)

    def show_record(self, record: Head, *, other: bool) -> None:
        self._id = record.id
        owed = record.counts.commitments
        words = ngettext("{count} open", "{count} open", owed).format(count=owed)
        self.open_only.setText(words)
        self.open_only.setAccessibleName(_("Only open ones, {count}").format(count=owed))
        self._show()
        some = 0 < owed < self.model.rowCount()
        self.open_only.setVisible(some or self.open_only.isChecked())
        if other:
            self.view.scrollToTop()

    def _show(self) -> None:
        only = self.open_only.isChecked()
        self.view.set_empty(NO_MATCH if only else NOTHING)
        order = self.model.query.order
        self.model.show_query(replace(self._query(open_only=only), order=order), rows_stay=False)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {**super().acts(), "new_commitment": self._add}
        chosen = self.view.current_id
        if chosen is not None:
            found["edit"] = partial(self._follow, chosen)
        return found

    def _row_actions(self, ids: Sequence[int]) -> Sequence[QAction]:
        if len(ids) != 1:
            return ()
        enter, follow = partial(self._enter, ids[0]), partial(self._follow, ids[0])
        return (
            menu_action(_("Open its engagement"), enter, "open"),
            menu_action(_("Open in follow-up"), follow, "edit"),
        )

    def _enter(self, commitment_id: int) -> None:
        try:
            self.wanted.emit(self.store.read(where_made(commitment_id)))
        except UserError as error:
            self.notice.say(str(error))

    def _follow(self, commitment_id: int) -> None:
        self.wanted.emit(Open("commitment", commitment_id))

    def _add(self) -> None:
        self.wanted.emit(AddCommitment(self._id))


def _beside(column: Column) -> Column:
    """A column as it is in a pane beside a list: what the profile says already has no room."""
    return replace(
        column,
        width=WHAT if column.key == "what" else column.width,
        optional=column.optional or column.key == "to",
        shown=column.shown and column.key != "officer",
    )
