"""What stands beside the targets: how the bodies of one stand to it, and whom to engage next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import days, short_day
from ctdesk.db.queries.quiet import ADOPTED
from ctdesk.db.queries.targets import Progress, Suggestion
from ctdesk.db.search.tree import Key
from ctdesk.reports import dates, labels
from ctdesk.ui.plain import caption
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card
from ctdesk.ui.widgets.chips import Tone
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.ui.wishes import Ask, LogEngagement, Open
from ctdesk.words import _, ngettext

_STATES = ("late", "due", "met")  # in the order in which they are shown
_TONES: dict[str, Tone] = {"late": "bad", "due": "warn", "met": "good"}
_ROWS = 12  # bodies of a state that are shown one by one


class TargetsPane(QScrollArea):
    """Two cards; `wanted` carries what a row asks for."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAccessibleName(_("How bodies stand to the target"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)
        self.next_ones, self.standing = Rows(_("Whom to engage next")), Rows(_("How they stand"))
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, 16, 14, 16))
        layout.setSpacing(12)
        for title, rows in (
            (_("Whom to engage next"), self.next_ones), (_("How they stand"), self.standing),
        ):  # fmt: skip
            card = Card(title)
            card.add(rows)
            layout.addWidget(card)
        layout.addStretch(1)
        self.setWidget(page)
        self.setFocusProxy(self.next_ones)

    def show_all(
        self, standing: Sequence[Progress], suggested: Sequence[Suggestion], today: date
    ) -> None:
        """Show how bodies stand to the chosen target, and whom to engage next and why."""
        nobody = _("Nobody is behind, and nobody has gone quiet.")
        self.next_ones.show_rows([self._suggested(one) for one in suggested], nobody)
        ordered = [one for state in _STATES for one in standing if one.state == state]
        rows = [self._stands(one, today) for one in ordered[:_ROWS]]
        empty = _("Choose a target that is in force to see who met it and who did not.")
        self.standing.show_rows(rows, empty, self._all_of(ordered))

    def _suggested(self, one: Suggestion) -> Row:
        opened = partial(self.wanted.emit, Open("organization", one.organization_id))
        row = Row(
            one.organization_id, why(one), opened, lead=one.organization, lead_width=96,
            lead_role="strong",
        )  # fmt: skip
        items = () if one.item_id is None else (one.item_id,)
        wish = LogEngagement(bodies=(one.organization_id,), items=items)
        row.add_button(_("Plan"), partial(self.wanted.emit, wish))
        return row

    def _stands(self, one: Progress, today: date) -> Row:
        opened = partial(self.wanted.emit, Open("organization", one.organization_id))
        row = Row(
            one.organization_id, counted(one), opened, lead=one.organization, lead_width=96,
            lead_role="strong",
        )  # fmt: skip
        row.add_chip(_said(one, today), _TONES[one.state])
        return row

    def _all_of(self, ordered: Sequence[Progress]) -> QPushButton | None:
        """A link to the bodies that are behind, all of them."""
        behind = tuple(one.organization for one in ordered if one.state != "met")
        if not behind:
            return None
        words = ngettext("Show the {count} that is behind", "Show all {count} that are behind",
                         len(behind)).format(count=len(behind))  # fmt: skip
        made = QPushButton(caption(words))
        set_role(made, "link-row")
        made.clicked.connect(partial(self.wanted.emit, Ask("organizations", Key("org", behind))))
        made.setMinimumHeight(UNIT * 3)
        return made


def counted(one: Progress) -> str:
    """What was done for a target in its present period."""
    parts = [_("{held} of {times} held").format(held=one.held, times=one.times)]
    if one.planned:
        parts.append(_("{count} planned").format(count=one.planned))
    return ", ".join(parts)


def why(one: Suggestion) -> str:
    """Why a body is to be engaged next, and under what."""
    if one.progress is None:
        if one.quiet is None or one.quiet.days is None:
            return _("never engaged since {month}").format(month=dates.month(ADOPTED))
        return _("quiet for {days}").format(days=days(one.quiet.days))
    asked = one.progress
    often = labels.often(asked.times, asked.every)
    what = f"{asked.item}, {often}" if asked.item else often
    if asked.missed:
        missed = ngettext("missed once", "missed {count} times", asked.missed)
        return f"{what}: {missed.format(count=asked.missed)}"
    return _("{what}: due by {day}, nothing planned").format(
        what=what, day=short_day(asked.period.last)
    )


def _said(one: Progress, today: date) -> str:
    if one.state == "met":
        return _("met")
    if one.state == "late":
        return ngettext("missed once", "missed {count} times", one.missed).format(count=one.missed)
    return _("{days} left").format(days=days((one.period.last - today).days))
