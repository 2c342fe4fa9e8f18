"""The focal points of one body beside the list, and in words what is missing there."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ctdesk.db.queries.focal_points import FocalRow
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.tables.codes import FocalRank
from ctdesk.reports import labels
from ctdesk.ui.widgets.card import Card, label, link
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.designations import Designation
from ctdesk.ui.wishes import AddPost, Open
from ctdesk.words import _


class DesignationsPane(CardsPage):
    """One body. `wanted` carries a wish, `verified` the id of a post, `change_wanted` likewise."""

    wanted = Signal(object)
    verified = Signal(object)
    change_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Focal points of the chosen body"))
        self._shown: int | None = None

    def show_nothing(self, words: str) -> None:
        """Say why no body is shown."""
        self._shown = None
        card = Card(_("Focal points"))
        card.add(label(words, "muted"))
        self.show_cards((card,), from_top=True)

    def show_body(self, row: FocalRow, today: date, *, read_only: bool) -> None:
        """Show the designations of a body, rank by rank."""
        other = row.id != self._shown
        self._shown = row.id
        head = Card(row.name)
        opened = link(_("Open organization"))
        opened.setObjectName("open")
        opened.clicked.connect(lambda: self.wanted.emit(Open("organization", row.id, "people")))
        head.add_link(opened)
        ranks = [self._rank(row, rank, today, read_only) for rank in FocalRank]
        self.show_cards((head, *ranks), from_top=other)

    def _rank(self, row: FocalRow, rank: FocalRank, today: date, read_only: bool) -> Card:
        card = Card(labels.capitalized(labels.rank(rank)))
        held = row.of(rank)
        for post in held:
            card.add(label(_holder(post), "strong"))
            shown = Designation(post, today)
            shown.verified.connect(lambda post=post: self.verified.emit(post.id))
            shown.change_wanted.connect(lambda post=post: self.change_wanted.emit(post.id))
            for button in (shown.correct, shown.change):
                button.setEnabled(not read_only)
            card.add(shown)
        if not held:
            said = {
                FocalRank.PRIMARY: _("Nobody is designated as primary focal point."),
                FocalRank.ALTERNATE: _("No alternate is designated."),
            }
            card.add(label(said[rank], "muted"))
            card.add_gap(6)
            card.add_link(self._add_button(row.id, rank, read_only))
        return card

    def _add_button(self, organization_id: int, rank: FocalRank, read_only: bool) -> QPushButton:
        made = QPushButton(_("Add post"))
        made.setObjectName(f"add:{rank}")
        made.setEnabled(not read_only)
        made.clicked.connect(lambda: self.wanted.emit(AddPost(organization_id)))
        return made


def _holder(post: PostLine) -> str:
    if post.person_id is None:
        return _("The post is vacant")
    return " ".join(part for part in (post.holder, post.written) if part)
