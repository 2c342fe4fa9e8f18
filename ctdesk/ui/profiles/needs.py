"""What a body needs, what stands in its way and what works there, on a card of its overview."""

from __future__ import annotations

from collections.abc import Callable

from ctdesk.db.queries.needs import NeedRow, OfBody
from ctdesk.db.search.tree import Key
from ctdesk.ui.columns.needs import PRACTICE, kind_chip, stands
from ctdesk.ui.widgets.card import Card, link, open_button
from ctdesk.ui.widgets.chips import Chip, side_by_side
from ctdesk.ui.widgets.turning import TurningRow
from ctdesk.ui.wishes import Ask, Open, Wish
from ctdesk.words import _, ngettext

ROOM = 400  # px; with less, the chips stand below the statement


def needs_card(stated: OfBody, wished: Callable[[Wish], object]) -> Card:
    """The first needs of a body, and what lists all of them."""
    card = Card(_("Needs and practices"))
    for row in stated.rows:
        said = open_button(row.statement)
        said.setObjectName(f"need:{row.id}")
        said.clicked.connect(lambda _on=False, one=row.id: wished(Open("need", one)))
        card.add_row(TurningRow(said, side_by_side(_chips(row)), ROOM))
    words = ngettext("Show {count} in the list", "Show all {count} in the list", stated.count)
    every = link(words.format(count=stated.count))
    every.clicked.connect(lambda: wished(Ask("needs", Key("org", (stated.name,)))))
    card.add_link(every)
    return card


def _chips(row: NeedRow) -> list[Chip]:
    chips = [Chip(*kind_chip(row.kind))]
    if row.kind != PRACTICE and stands(row):
        done = ngettext("{count} thing done", "{count} things done", row.answers)
        said = done.format(count=row.answers) if row.answers else _("nothing done")
        chips.append(Chip(said, "plain" if row.answers else "warn"))
    return chips
