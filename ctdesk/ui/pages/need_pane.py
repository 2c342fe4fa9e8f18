"""What stands beside the list of needs: one in full, where it was said, what was done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries.needs import Answer, NeedRecord
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.columns.needs import PRACTICE, kind_chip, priority_chip, state_chip
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label, open_button
from ctdesk.ui.widgets.chips import Chip, Tone, flowing
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.wishes import Open
from ctdesk.words import _

LONG = 60  # letters of a statement that is set smaller
# Kinds of records that have a page. What was done under others is told, and opens nothing.
OPENED = ("engagement", "commitment", "initiative")


class NeedPane(QScrollArea):
    """Shows one need; what its buttons ask for is told by signals.

    `wanted` carries the `Open` of a record, `taken_back` the id of an answer that is none.
    """

    answer_wanted = Signal()
    edit_wanted = Signal()
    wanted = Signal(object)
    taken_back = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAccessibleName(_("Need"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)

    def show_nothing(self, words: str) -> None:
        """Say in words why there is none."""
        page, layout = self._page()
        layout.addSpacing(UNIT * 8)
        said = label(words, "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said)
        layout.addStretch(1)
        self.setWidget(page)

    def show_record(self, record: NeedRecord, *, read_only: bool) -> None:
        """Show one."""
        page, layout = self._page()
        statement = record.draft.statement
        layout.addWidget(flowing(_chips(record)))
        layout.addWidget(label(statement, "title" if len(statement) <= LONG else "title-long"))
        about = " · ".join(one for one in (_full(record.body), record.place, record.theme) if one)
        if about:
            layout.addWidget(label(about, "muted"))
        if not read_only:
            layout.addWidget(self._buttons())
        layout.addWidget(self._done(record, read_only=read_only))
        layout.addWidget(self._said(record))
        layout.addStretch(1)
        self.setWidget(page)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, 22, 18, 22))
        layout.setSpacing(12)
        return page, layout

    def _buttons(self) -> QWidget:
        made = QWidget()
        row = FlowLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        answer = KeyedButton(_("Add what was done…"), keys_of("answer_need"))
        answer.clicked.connect(self.answer_wanted)
        row.addWidget(answer)
        edit = QPushButton(_("Edit"))
        edit.setAccessibleName(_("Edit need"))
        edit.clicked.connect(self.edit_wanted)
        row.addWidget(edit)
        return made

    def _done(self, record: NeedRecord, *, read_only: bool) -> Card:
        practice = record.draft.kind == PRACTICE
        card = Card(_("What was done with it") if practice else _("What was done about it"))
        if not record.answers:
            card.add(label(_("Nothing yet."), "muted"))
        for answer in record.answers:
            words = self._answer(answer)
            if read_only:
                card.add_row(words)
                continue
            back = QPushButton("✕")
            set_role(back, "quiet")
            back.setToolTip(_("This was not done about it; what it leads to stays"))
            back.setAccessibleName(_("Take back: {name}").format(name=_called(answer)))
            back.clicked.connect(lambda _on=False, one=answer.id: self.taken_back.emit(one))
            card.add_row(words, back)
        return card

    def _answer(self, answer: Answer) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if answer.record_id is not None:
            column.addWidget(self._leading(answer.kind, answer.record_id, answer.title))
            column.addWidget(label(_told(answer), "muted"))
        elif not answer.note:
            column.addWidget(label(_called(answer), "muted"))
        if answer.note:
            column.addWidget(label(answer.note))
        return made

    def _leading(self, kind: str, record_id: int, title: str) -> QWidget:
        """The title of a record; pressed, it opens, where there is a page for it."""
        if kind not in OPENED:
            return label(title)
        button = open_button(title)
        button.setToolTip(tip(_("Open {title}").format(title=title)))
        button.clicked.connect(lambda: self.wanted.emit(Open(kind, record_id)))
        return button

    def _said(self, record: NeedRecord) -> Card:
        card = Card(_("Where it was said"))
        draft = record.draft
        if draft.engagement_id is not None:
            title = self._leading("engagement", draft.engagement_id, record.said_at)
            day = short_day(record.said_on) if record.said_on else ""
            card.add_row(title, label(day, "muted", wrap=False))
        if draft.source:
            card.add_row(label(draft.source))
        if draft.stated_on is not None and draft.stated_on != record.said_on:
            day = _("Stated on {day}").format(day=short_day(draft.stated_on))
            card.add_row(label(day, "muted"))
        if draft.engagement_id is None and draft.stated_on is None and not draft.source:
            card.add(label(_("Not recorded."), "muted"))
        return card


def _chips(record: NeedRecord) -> Sequence[Chip]:
    draft = record.draft
    found: list[tuple[str, Tone]] = [kind_chip(draft.kind)]
    if draft.priority:
        found.append(priority_chip(draft.priority))
    if draft.kind != PRACTICE or draft.state != "open":
        found.append(state_chip(draft.state))
    if draft.is_example:
        found.append((_("example"), "plain"))
    return [Chip(words, tone) for words, tone in found]


def _called(answer: Answer) -> str:
    """What an answer is called, in one line."""
    words = " ".join((answer.title or answer.note).split())
    return words or _("the record it led to was deleted")


def _told(answer: Answer) -> str:
    """ "Engagement · 3 Mar 2026 · held": what kind of record it leads to, when, and how it is."""
    kinds = {
        "engagement": _("Engagement"), "commitment": _("Commitment"), "initiative": _("Initiative"),
    }  # fmt: skip
    said = {"engagement": labels.status, "commitment": labels.commitment_state}
    day = short_day(answer.day) if answer.day else ""
    if day and answer.kind == "commitment":
        day = _("due {day}").format(day=day)
    state = said.get(answer.kind, labels.plain)(answer.detail)
    return " · ".join(one for one in (kinds[answer.kind], day, state) if one)


def _full(names: tuple[str, str]) -> str:
    short, name = names
    return f"{short}, {name}" if short and short != name else name
