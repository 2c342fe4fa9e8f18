"""What several profiles say of a post or of an engagement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries.posts import PostLine
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.card import Card, label, open_button
from ctdesk.ui.widgets.chips import Chip, flowing, side_by_side
from ctdesk.ui.widgets.designations import designation_chips
from ctdesk.ui.widgets.turning import TurningRow
from ctdesk.ui.wishes import Open
from ctdesk.words import _

DAY = 86  # px of a day
NARROW = 300  # px below which a title has its chips below it

Wished = Callable[[Open], object]


class Engagement(Protocol):
    """An engagement as a profile has it."""

    @property
    def id(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def starts(self) -> datetime: ...


def add_engagement(card: Card, one: Engagement, chips: Sequence[Chip], wished: Wished) -> None:
    """Put an engagement on a card; pressed, it opens."""
    day = label(short_day(one.starts.date()), wrap=False)
    day.setMinimumWidth(DAY)
    title = open_button(one.title)
    title.setObjectName(f"engagement:{one.id}")
    title.clicked.connect(lambda: wished(Open("engagement", one.id)))
    card.add_row(day, TurningRow(title, side_by_side(chips), NARROW), stretch=1)


def span(post: PostLine) -> str:
    """From when to when; as much of it as is known."""
    starts = short_day(post.starts) if post.starts else ""
    ends = short_day(post.ends) if post.ends else ""
    if starts and ends:
        return _("{first} to {last}").format(first=starts, last=ends)
    if starts:
        return _("since {day}").format(day=starts)
    return _("until {day}").format(day=ends) if ends else ""


def post_view(post: PostLine, today: date, wished: Wished) -> QWidget:
    """A post of a body and who holds it; pressed, either opens."""
    title = open_button(post.title)
    title.setObjectName(f"post:{post.id}")
    title.setToolTip(_("Open the post"))
    title.clicked.connect(lambda: wished(Open("post", post.id)))
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(title)
    if post.person_id is not None:
        holder = open_button(post.holder)
        holder.setObjectName(f"holder:{post.id}")
        holder.setToolTip(tip(_("Open {name}").format(name=post.holder)))
        holder.clicked.connect(lambda: wished(Open("person", post.person_id or 0)))
        column.addWidget(holder)
    said = ", ".join(one for one in (post.unit, span(post)) if one)
    if said:
        column.addWidget(label(said, "muted"))
    chips = _chips(post, today)
    if chips:
        column.addWidget(flowing(chips))
    return made


def _chips(post: PostLine, today: date) -> list[Chip]:
    if post.is_former(today):
        return []
    found = [Chip(_("vacant"), "warn")] if post.person_id is None else []
    if not post.is_current(today):
        found.append(Chip(_("not yet begun"), "warn"))
    return [*found, *designation_chips(post, today)] if post.focal_point else found
