"""The card of records of people that are due for review; hidden while none is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QPushButton

from ctdesk.days import short_day
from ctdesk.db.queries.reviews import Review, Reviews, to_review
from ctdesk.db.store import Question
from ctdesk.ui.deadlines import due_chip
from ctdesk.ui.pages.today_cards import TodayCard
from ctdesk.ui.widgets.rows import Row
from ctdesk.ui.wishes import Open
from ctdesk.words import _


class ReviewCard(TodayCard[Reviews]):
    """Personal data of which somebody is to say whether it is still held for a reason."""

    heading = _("Personal data to review")
    tables = ("person",)
    empty = _("No record is due for review.")

    def question(self, day: date) -> Question[Reviews]:
        return to_review(day, self.limit)

    def make_rows(self, content: Reviews) -> Sequence[Row]:
        return [self._row(one) for one in content.rows]

    def _row(self, one: Review) -> Row:
        row = Row(one.id, one.name, self.wish(Open("person", one.id)), below=one.basis)
        row.add_chip(*due_chip(one.due, self.day), _("Review on {day}").format(
            day=short_day(one.due)
        ))  # fmt: skip
        return row

    def link(self, content: Reviews) -> QPushButton | None:
        return self.more(content.count)

    def show_again(self) -> None:
        super().show_again()
        self.setVisible(bool(self.rows.rows))
