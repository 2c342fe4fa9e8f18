"""A focal point: for what, since when known to be so, and that it is still so."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import days, short_day
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.queries.verified import is_old
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.words import _


def verified_chip(last_verified: date | None, today: date) -> Chip:
    """When a designation was last known to be correct, and whether that is too long ago."""
    if last_verified is None:
        return Chip(_("never verified"), "warn")
    if is_old(last_verified, today):
        age = days((today - last_verified).days)
        return Chip(_("verify: {days} old").format(days=age), "warn")
    return Chip(_("verified {day}").format(day=short_day(last_verified)), "good")


def rank_words(rank: str) -> str:
    """Primary focal point."""
    return _("{rank} focal point").format(rank=labels.capitalized(labels.rank(rank)))


def designation_chips(post: PostLine, today: date) -> list[Chip]:
    """What a focal point is: the rank, whether that was found correct lately, and for what.

    Where nobody holds the post there is nothing to be found correct.
    """
    held = post.person_id is not None
    return [
        Chip(rank_words(post.focal_point), "accent"),
        *((verified_chip(post.last_verified, today),) if held else ()),
        *(Chip(theme) for theme in post.themes or (_("all themes"),)),
    ]


class Designation(QWidget):
    """One designation. `verified` says that it is still correct, `change_wanted` that it is not."""

    verified = Signal()
    change_wanted = Signal()

    def __init__(self, post: PostLine, today: date) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(label(f"{post.title}, {post.organization}"))
        column.addWidget(flowing(designation_chips(post, today)))
        self.correct = KeyedButton(_("Still correct"), keys_of("verify"))
        self.correct.setObjectName(f"correct:{post.id}")
        self.correct.setAccessibleName(_("Still correct: {title}").format(title=post.title))
        self.correct.clicked.connect(self.verified)
        self.change = QPushButton(_("Change"))
        self.change.setObjectName(f"change:{post.id}")
        self.change.setAccessibleName(_("Change {title}").format(title=post.title))
        self.change.clicked.connect(self.change_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT)
        buttons.addWidget(self.correct)
        buttons.addWidget(self.change)
        buttons.addStretch(1)
        column.addLayout(buttons)
