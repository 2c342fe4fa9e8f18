"""What stands beside the follow-up list: a commitment in full, and the sentence that made it."""

from __future__ import annotations

from datetime import UTC, date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ctdesk.days import local, short_day
from ctdesk.db.queries.commitments import CommitmentRecord, Source, Turn
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.columns.commitments import state_chip
from ctdesk.ui.deadlines import time_left
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, OneLine, label, link
from ctdesk.ui.widgets.chips import Chip, Tone
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.quote import Quote
from ctdesk.words import _

LONG = 60  # letters of a promise that is set smaller


class CommitmentPane(QScrollArea):
    """Shows one commitment; what its buttons ask for is told by signals."""

    close_wanted = Signal()
    reopen_wanted = Signal()
    edit_wanted = Signal()
    source_wanted = Signal()
    successor_wanted = Signal(object)  # the id of the one by which it is superseded

    def __init__(self, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        set_role(self, "pane")
        self.setAccessibleName(_("Commitment"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        keep_bar(self)

    def show_nothing(self, words: str) -> None:
        """Say in words why there is no commitment."""
        page, layout = self._page()
        layout.addSpacing(UNIT * 8)
        said = label(words, "muted")
        said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(said)
        layout.addStretch(1)
        self.setWidget(page)

    def show_record(self, record: CommitmentRecord, today: date, *, read_only: bool) -> None:
        """Show a commitment as of today."""
        page, layout = self._page()
        what = record.draft.what
        layout.addLayout(_chips(record, today))
        layout.addWidget(label(what, "title" if len(what) <= LONG else "title-long"))
        sides = _sides(record)
        if sides:
            layout.addWidget(label(sides, "muted"))
        if not read_only:
            layout.addLayout(self._buttons(record))
        layout.addWidget(self._made_by(record))
        layout.addWidget(self._facts(record))
        layout.addWidget(self._turns(record.turns))
        layout.addStretch(1)
        self.setWidget(page)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        set_role(page, "pane")
        layout = QVBoxLayout(page)
        layout.setContentsMargins(margins_beside(self, 22, 18, 22))
        layout.setSpacing(12)
        return page, layout

    def _buttons(self, record: CommitmentRecord) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(UNIT)
        if record.draft.state == "open":
            close = KeyedButton(_("Close…"), keys_of("close_commitment"))
            close.clicked.connect(self.close_wanted)
            row.addWidget(close)
        else:
            again = QPushButton(_("Reopen"))
            again.clicked.connect(self.reopen_wanted)
            row.addWidget(again)
        edit = QPushButton(_("Edit"))
        edit.setAccessibleName(_("Edit commitment"))
        edit.clicked.connect(self.edit_wanted)
        row.addWidget(edit)
        row.addStretch(1)
        return row

    def _made_by(self, record: CommitmentRecord) -> Card:
        card = Card(_("Where it was made"))
        source = record.source
        if source is None:
            card.add(label(_("It was entered on its own, without an engagement."), "muted"))
            if record.draft.sentence:
                card.add(Quote(record.draft.sentence, 0, 0))
            return card
        title = QPushButton()
        set_role(title, "row")
        title.setAccessibleName(_("Open {title}").format(title=source.title))
        title.setToolTip(tip(source.title))
        title.setMinimumHeight(22)
        inside = QHBoxLayout(title)
        inside.setContentsMargins(0, 0, 0, 0)
        words = OneLine(source.title, "strong")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside.addWidget(words)
        title.clicked.connect(self.source_wanted)
        card.add_row(title, label(short_day(source.starts.date()), "muted", wrap=False))
        for part in _quoted(source, record.draft.sentence):
            card.add(part)
        return card

    def _facts(self, record: CommitmentRecord) -> Card:
        draft = record.draft
        card = Card(_("Commitment"))
        facts = [
            (_("By"), _full(record.by)),
            (_("To"), _full(record.to)),
            (_("Due"), short_day(draft.due) if draft.due else _("no date")),
            (_("Repeats"), labels.repeats(draft.repeats) if draft.repeats else ""),
            (_("Under"), record.item),
            (_("Officer"), draft.officer),
            (_("Closed on"), short_day(draft.closed_on) if draft.closed_on else ""),
        ]
        if draft.state != "open":
            facts.append((_("Evidence"), draft.evidence or _("no evidence")))
        card.add_facts([(name, value) for name, value in facts if value])
        if draft.superseded_by_id is not None:
            words = _("Superseded by: {name}").format(name=" ".join(record.successor.split()))
            opened = link(words)
            opened.setToolTip(tip(words))
            opened.clicked.connect(lambda: self.successor_wanted.emit(draft.superseded_by_id))
            card.add_link(opened)
        return card

    def _turns(self, turns: tuple[Turn, ...]) -> Card:
        card = Card(_("History"))
        for turn in reversed(turns):
            at = local(turn.at.replace(tzinfo=UTC), self._zone)
            said = _("entered") if turn.made else labels.commitment_state(turn.state)
            card.add_row(
                label(f"{short_day(at.date())}, {at:%H:%M}", wrap=False),
                OneLine(turn.author, "muted"),
                Chip(said, "plain" if turn.made else _tone(turn.state)),
                stretch=1,
            )
        return card


def _tone(state: str) -> Tone:
    return state_chip(state, state)[1]


def _chips(record: CommitmentRecord, today: date) -> QHBoxLayout:
    draft = record.draft
    row = QHBoxLayout()
    row.setSpacing(5)
    is_open = draft.state == "open"
    chip = time_left(draft.due, today) if is_open else state_chip(draft.state, draft.evidence)
    row.addWidget(Chip(*chip))
    row.addStretch(1)
    return row


def _sides(record: CommitmentRecord) -> str:
    by, to = record.by[0], record.to[0]
    if by and to:
        return _("{by} to {to}").format(by=by, to=to)
    if by:
        return _("By {name}").format(name=by)
    return _("To {name}").format(name=to) if to else ""


def _quoted(source: Source, sentence: str) -> list[QWidget]:
    """The paragraph with the words marked; where they are not there any more, the old words."""
    parts: list[QWidget] = []
    if source.changed:
        words = _("The sentence has been changed since. It said:")
        parts += [label(words, "muted"), Quote(sentence, 0, 0)]
    if source.passage is not None:
        start, end = source.passage.start, source.passage.end
        first = source.note.rfind("\n", 0, start) + 1
        after = source.note.find("\n", end)
        paragraph = source.note[first : after if after >= 0 else None]
        if source.changed:
            parts.append(label(_("The notes still say:"), "muted"))
        parts.append(Quote(paragraph, start - first, end - first))
    elif not source.changed:
        parts.append(label(_("Not quoted in the notes."), "muted"))
    return parts


def _full(names: tuple[str, str]) -> str:
    short, name = names
    return f"{short}, {name}" if short and short != name else name
