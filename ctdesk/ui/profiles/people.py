"""Who holds a post in a body, which posts are vacant, and who held one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries.posts import PostLine, posts_of
from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.ui.profiles.lines import post_view
from ctdesk.ui.profiles.part import Bar, Part
from ctdesk.ui.widgets.card import Card, label, link, row_of
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.wishes import AddPost
from ctdesk.words import _, ngettext


class PeoplePart(Part):
    """Posts of today, the primary focal point first; former ones are folded below."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._today = today
        self._id = 0
        self._shown: tuple[tuple[PostLine, ...], date] | None = None
        self.add = QPushButton(_("Add post"))
        self.add.clicked.connect(lambda: self.wanted.emit(AddPost(self._id, None)))
        self._cards = CardsPage(_("People"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Bar((), (self.add,)))
        layout.addWidget(self._cards, 1)

    def show_record(self, record: Head, *, other: bool) -> None:
        today = self._today()
        shown = self.store.read(posts_of(record.id, today)), today
        if not other and shown == self._shown:
            return
        self._id, self._shown = record.id, shown
        posts, _day = shown
        now = [post for post in posts if not post.is_former(today)]
        former = [post for post in posts if post.is_former(today)]
        cards = [self._now(now, today)]
        if former:
            cards.append(self._before(former, today))
        self._cards.show_cards(cards, from_top=other)

    def _now(self, posts: list[PostLine], today: date) -> Card:
        card = Card(_("Posts"))
        if not posts:
            card.add(label(_("No post is recorded. Add one to say who is to be reached."), "muted"))
        for post in posts:
            card.add_row(post_view(post, today, self.wanted.emit))
        return card

    def _before(self, posts: list[PostLine], today: date) -> Card:
        words = ngettext("{count} former post", "{count} former posts", len(posts))
        card = Card(_("Before"))
        fold = link(words.format(count=len(posts)))
        fold.setCheckable(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for post in posts:
            column.addWidget(row_of(post_view(post, today, self.wanted.emit)))
        holder.hide()
        fold.toggled.connect(holder.setVisible)
        card.add_link(fold)
        card.add(holder)
        return card
