"""Who holds a post in a body, which posts are vacant, and who held one before."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries.posts import PostLine, posts_of
from ctdesk.db.queries.profiles import Head
from ctdesk.db.store import Store
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.profiles.part import Bar, Part
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import Card, label, row_of
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.designations import rank_words, verified_chip
from ctdesk.ui.widgets.person_parts import open_button, span
from ctdesk.ui.wishes import AddPost, Open
from ctdesk.words import _, ngettext


class PeoplePart(Part):
    """Posts of today, the primary focal point first; former ones are folded below."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
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

    def show_body(self, head: Head) -> None:
        shown = self.store.read(posts_of(head.id)), date.today()
        if head.id == self._id and shown == self._shown:
            return
        other = head.id != self._id
        self._id, self._shown = head.id, shown
        posts, today = shown
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
            card.add_row(self._post(post, today))
        return card

    def _before(self, posts: list[PostLine], today: date) -> Card:
        words = ngettext("{count} former post", "{count} former posts", len(posts))
        card = Card(_("Before"))
        fold = QPushButton(words.format(count=len(posts)))
        set_role(fold, "link")
        fold.setCheckable(True)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for post in posts:
            column.addWidget(row_of(self._post(post, today)))
        holder.hide()
        fold.toggled.connect(holder.setVisible)
        card.add_link(fold)
        card.add(holder)
        return card

    def _post(self, post: PostLine, today: date) -> QWidget:
        title = open_button(post.title)
        title.setObjectName(f"post:{post.id}")
        title.setToolTip(_("Open the post"))
        title.clicked.connect(lambda: self.wanted.emit(Open("post", post.id)))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        if post.person_id is not None:
            holder = open_button(post.holder)
            holder.setObjectName(f"holder:{post.id}")
            holder.setToolTip(_("Open {name}").format(name=post.holder))
            holder.clicked.connect(lambda: self.wanted.emit(Open("person", post.person_id or 0)))
            column.addWidget(holder)
        said = ", ".join(one for one in (post.unit, span(post)) if one)
        if said:
            column.addWidget(label(said, "muted"))
        chips = _chips(post, today)
        if chips:
            column.addWidget(_flowing(chips))
        return made


def _chips(post: PostLine, today: date) -> list[Chip]:
    found = [Chip(_("vacant"), "warn")] if post.person_id is None else []
    if post.is_former(today):
        return []
    if not post.is_current(today):
        found.append(Chip(_("not yet begun"), "warn"))
    if post.focal_point:
        found.append(Chip(rank_words(post.focal_point), "accent"))
        found.append(verified_chip(post.last_verified, today))
        found += [Chip(theme) for theme in post.themes or (_("all themes"),)]
    return found


def _flowing(chips: list[Chip]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    flow.setContentsMargins(0, 2, 0, 0)
    for chip in chips:
        flow.addWidget(chip)
    return holder
