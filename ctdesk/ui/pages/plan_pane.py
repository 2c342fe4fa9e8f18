"""What stands beside the plan: an objective or an action in full, and what carries it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries.plan import TO_DO, ActionRecord, Link, ObjectiveRow
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.columns.plan import late_words, progress, state_chip
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label, open_button
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.wishes import Open
from ctdesk.words import _

LONG = 40  # letters of a title that is set smaller


class PlanPane(QScrollArea):
    """Shows an objective or an action; what its buttons ask for is told by signals.

    `wanted` carries the `Open` of a record, `unlinked` the id of a link that is to go.
    """

    done_wanted = Signal()
    add_wanted = Signal()
    edit_wanted = Signal()
    link_wanted = Signal()
    wanted = Signal(object)
    unlinked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAccessibleName(_("Objective or action"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)

    def open_link(self, link: Link) -> None:
        """Have the record that carries out an action opened."""
        self.wanted.emit(Open(link.kind, link.record_id))

    def show_nothing(self, words: str) -> None:
        """Say in words why there is none."""
        page, layout = self._page()
        layout.addSpacing(UNIT * 8)
        said = label(words, "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said)
        layout.addStretch(1)
        self.setWidget(page)

    def show_objective(self, record: ObjectiveRow, today: date, *, read_only: bool) -> None:
        """Show an objective and how far its actions are."""
        page, layout = self._page()
        late = record.late(today)
        chips = [Chip(progress(record) or _("no actions yet"))]
        if late:
            chips.append(Chip(late_words(late), "bad"))
        layout.addWidget(flowing(chips))
        layout.addWidget(_title(record.title))
        if record.note:
            layout.addWidget(label(record.note))
        if not read_only:
            add = KeyedButton(_("Add action"), keys_of("new_action"))
            add.clicked.connect(self.add_wanted)
            layout.addWidget(_in_a_row(add, self._edit(_("Edit objective"))))
        layout.addStretch(1)
        self.setWidget(page)

    def show_action(self, record: ActionRecord, today: date, *, read_only: bool) -> None:
        """Show an action as of today."""
        page, layout = self._page()
        layout.addWidget(flowing(_chips(record, today)))
        layout.addWidget(_title(record.draft.what))
        layout.addWidget(label(record.objective, "muted"))
        if not read_only:
            is_done = record.draft.state == "done"
            done = KeyedButton(_("Not done yet") if is_done else _("Done"), keys_of("action_done"))
            done.clicked.connect(self.done_wanted)
            link = KeyedButton(_("Link…"), keys_of("link_action"))
            link.clicked.connect(self.link_wanted)
            layout.addWidget(_in_a_row(done, link, self._edit(_("Edit action"))))
        if record.draft.result:
            card = Card(_("Result"))
            card.add(label(record.draft.result))
            layout.addWidget(card)
        layout.addWidget(_facts(record))
        for kind, heading in (
            ("engagement", _("Engagements that carry it out")),
            ("commitment", _("Commitments that carry it out")),
        ):
            links = [one for one in record.links if one.kind == kind]
            layout.addWidget(self._links(heading, links, read_only=read_only))
        layout.addStretch(1)
        self.setWidget(page)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, 22, 18, 22))
        layout.setSpacing(12)
        return page, layout

    def _edit(self, name: str) -> QPushButton:
        edit = QPushButton(_("Edit"))
        edit.setAccessibleName(name)
        edit.clicked.connect(self.edit_wanted)
        return edit

    def _links(self, heading: str, links: Sequence[Link], *, read_only: bool) -> Card:
        card = Card(heading)
        if not links:
            card.add(label(_("None linked."), "muted"))
        for link in links:
            title = open_button(" ".join(link.title.split()))
            title.setToolTip(tip(_("Open {title}").format(title=link.title)))
            title.clicked.connect(lambda _on=False, one=link: self.open_link(one))
            parts: list[QWidget] = [_below(title, _told(link))]
            if not read_only:
                parts.append(_cross(link, lambda _on=False, one=link.id: self.unlinked.emit(one)))
            card.add_row(*parts)
        return card


def _title(words: str) -> QWidget:
    return label(words, "title" if len(words) <= LONG else "title-long")


def _in_a_row(*buttons: QWidget) -> QWidget:
    made = QWidget()
    row = FlowLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        row.addWidget(button)
    return made


def _below(above: QWidget, words: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(above)
    column.addWidget(label(words, "muted"))
    return made


def _cross(link: Link, pressed: Callable[..., None]) -> QPushButton:
    made = QPushButton("✕")
    set_role(made, "quiet")
    made.setToolTip(_("It does not carry this out; the record stays"))
    made.setAccessibleName(_("Unlink {title}").format(title=" ".join(link.title.split())))
    made.clicked.connect(pressed)
    return made


def _chips(record: ActionRecord, today: date) -> Sequence[Chip]:
    draft = record.draft
    found = [Chip(*state_chip(draft.state))]
    if draft.state in TO_DO:
        found.append(Chip(*time_left(draft.due, today)))
    if draft.is_example:
        found.append(Chip(_("example")))
    return found


def _told(link: Link) -> str:
    """ "3 Mar 2026 · held"."""
    said = labels.status if link.kind == "engagement" else labels.commitment_state
    day = short_day(link.day) if link.day else ""
    if day and link.kind == "commitment":
        day = _("due {day}").format(day=day)
    return " · ".join(one for one in (day, said(link.state)) if one)


def _facts(record: ActionRecord) -> Card:
    draft = record.draft
    short, name = record.body
    card = Card(_("Action"))
    facts = [
        (_("By"), f"{short}, {name}" if short and short != name else name),
        (_("Officer"), draft.officer),
        (_("Due"), short_day(draft.due) if draft.due else _("no date")),
        (_("Under"), record.item),
    ]
    card.add_facts([(name, value) for name, value in facts if value])
    return card
