"""A round of verification as a worklist: one designation after the other, gone through by keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries.focal_points import Round, Worklist
from ctdesk.db.queries.posts import PostLine
from ctdesk.ui.codes import CONTACTS, words_for
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.ui.widgets.designations import rank_words, verified_chip
from ctdesk.ui.widgets.flow import FlowLayout
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.words import _, ngettext

EDGE = 22  # px


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a round stands: what is left of it, and which designation is asked about."""

    of: Round
    work: Worklist
    post: PostLine | None
    address: str


class RoundPane(QWidget):
    """Shows where a round stands.

    `correct`, `changed`, `mail` and `skip` say what the officer does with the one on show (V, C, M
    and N on the keyboard), `begin_wanted` that a new round is to begin, `left` that Esc was
    pressed.
    """

    correct = Signal()
    changed = Signal()
    mail = Signal()
    skip = Signal()
    begin_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = label(_("Round of verification"), "title", wrap=False)
        self.since = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress = label("", "strong", wrap=False)
        self.correct_button = KeyedButton(_("Still correct"), "V", primary=True)
        self.changed_button = KeyedButton(_("Changed"), "C")
        self.mail_button = KeyedButton(_("Write mail"), "M")
        self.skip_button = KeyedButton(_("Not now"), "N")
        self.begin_button = QPushButton(_("Begin a new round"))
        self._keys = {
            Qt.Key.Key_V: (self.correct_button, self.correct),
            Qt.Key.Key_C: (self.changed_button, self.changed),
            Qt.Key.Key_M: (self.mail_button, self.mail),
            Qt.Key.Key_N: (self.skip_button, self.skip),
        }
        for button, signal in self._keys.values():
            button.clicked.connect(signal)
        self.begin_button.clicked.connect(self.begin_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        done = QHBoxLayout()
        done.setSpacing(2 * UNIT)
        done.addWidget(self.bar, 1)
        done.addWidget(self.progress)
        self._place = QVBoxLayout()
        self._buttons = QWidget()
        row = FlowLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button, _signal in self._keys.values():
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, 14, EDGE, 14)
        layout.setSpacing(UNIT)
        layout.addWidget(self.heading)
        layout.addWidget(self.since)
        layout.addLayout(done)
        layout.addSpacing(UNIT)
        layout.addLayout(self._place)
        layout.addWidget(self._buttons)
        layout.addStretch(1)
        layout.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_standing(self, standing: Standing, today: date, *, read_only: bool) -> None:
        """Show where a round stands now."""
        work, count = standing.work, len(standing.work.ids)
        day = short_day(standing.of.begun)
        words = ngettext(
            "Begun on {day}: {count} designation is gone through.",
            "Begun on {day}: {count} designations are gone through.",
            count,
        )
        self.since.setText(words.format(day=day, count=count))
        self.bar.setRange(0, max(count, 1))
        self.bar.setValue(work.done)
        said = _("{done} of {count}").format(done=work.done, count=count)
        self.progress.setText(said)
        self.bar.setAccessibleName(said)
        self._show(standing, today)
        self._buttons.setVisible(standing.post is not None)
        for button in (self.correct_button, self.changed_button):
            button.setEnabled(not read_only)
        self.mail_button.setEnabled(bool(standing.address))
        vacant = standing.post is not None and standing.post.person_id is None
        self.correct_button.say(_("Still vacant") if vacant else _("Still correct"))
        self.begin_button.setEnabled(not read_only)

    def _show(self, standing: Standing, today: date) -> None:
        while (item := self._place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = _done(standing.work) if standing.post is None else _asked(standing, today)
        self._place.addWidget(shown)
        shown.show()  # now, not when the window has nothing else to do
        self.setAccessibleName(f"{self.progress.text()}: {shown.accessibleName()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in self._keys:
            button, signal = self._keys[Qt.Key(event.key())]
            if button.isVisible() and button.isEnabled():
                signal.emit()
            return
        if plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _done(work: Worklist) -> Card:
    said = _("Nothing is left in this round: each designation was verified.")
    if not work.ids:
        said = _("Nobody is designated in these bodies yet: the form of a post says who is.")
    card = Card(_("Gone through") if work.ids else _("No focal points"))
    card.add(label(said, "muted"))
    card.setAccessibleName(said)
    return card


def _asked(standing: Standing, today: date) -> Card:
    post = standing.post
    assert post is not None
    card = Card(post.organization_name)
    chips = [Chip(rank_words(post.focal_point), "accent")]
    if post.person_id is None:
        chips.append(Chip(_("vacant"), "warn"))
    chips.append(verified_chip(post.last_verified, today))
    written = standing.of.written.get(post.id)
    if written is not None:
        chips.append(Chip(_("mail written {day}").format(day=short_day(written))))
    card.add(flowing(chips))
    card.add_gap(6)
    holder = " ".join(part for part in (post.holder, post.written) if part)
    facts = [
        (_("Held by"), holder or _("nobody")),
        (_("Post"), post.title),
        (_("Unit"), post.unit),
        (_("Themes"), ", ".join(post.themes) or _("all themes")),
        *((words_for(way.kind, CONTACTS), way.value) for way in post.contacts),
        (_("Mail goes to"), standing.address or _("No e-mail address is known.")),
    ]
    card.add_facts([(name, value) for name, value in facts if value])
    card.setAccessibleName(", ".join((post.organization_name, post.title, holder or _("vacant"))))
    return card
