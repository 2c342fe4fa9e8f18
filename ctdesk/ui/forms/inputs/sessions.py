"""The sessions of an engagement: title, from and to, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.drafts import SessionDraft
from ctdesk.db.queries.sheets import When
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs import when_text
from ctdesk.ui.forms.inputs.base import Input, bare, checked, label_of
from ctdesk.ui.forms.inputs.rows import Row, RowsInput
from ctdesk.ui.forms.inputs.text import LineInput, TextInput
from ctdesk.ui.theme import set_role
from ctdesk.words import _


class SessionsInput(RowsInput):
    """The value is a tuple of SessionDraft. `day` says which day a time alone is meant for."""

    def __init__(self, day: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(lambda: _SessionRow(day), _("+ session"), parent)


class _SessionRow(Row):
    def __init__(self, day: Callable[[], date]) -> None:
        super().__init__()
        self._day = day
        self._base = SessionDraft("")
        self._title = LineInput(_("Title of the session"))
        self._when = LineInput(_("From and to: 10:00–11:30"))
        self._summary = TextInput(_("Summary"), 1)
        self._title.set_label(label_of("session", "title"))
        self._when.set_label(_("From and to"))
        self._summary.set_label(label_of("session", "summary"))
        self._inputs: tuple[Input, ...] = (self._title, self._when, self._summary)
        for content in self._inputs:
            content.changed.connect(self.changed)
        self._shown = self._states()
        away = QPushButton("✕")
        set_role(away, "quiet")
        away.setFixedWidth(28)
        away.setAccessibleName(_("Remove this session"))
        away.clicked.connect(self.unwanted)
        first = bare(QHBoxLayout(), 6)
        first.addWidget(self._title, 3)
        first.addWidget(self._when, 2)
        first.addWidget(away)
        column = bare(QVBoxLayout(self), 6)
        column.addLayout(first)
        column.addWidget(self._summary)
        self.setFocusProxy(self._title)

    def show_draft(self, draft: SessionDraft) -> None:
        """Show a session."""
        self._base = draft
        self._title.set_value(draft.title)
        self._when.set_value(self._written(draft))
        self._summary.set_value(draft.summary)
        self._shown = self._states()

    def draft(self) -> SessionDraft:
        """The session. Raises UserError where it cannot be stored."""
        title, when, summary = (
            now != before for now, before in zip(self._states(), self._shown, strict=True)
        )
        draft = self._base
        if title:
            draft = replace(draft, title=self._title.value())
        if when:
            starts, ends = self._read()
            draft = replace(draft, starts=starts, ends=ends)
        if summary:
            draft = replace(draft, summary=self._summary.value())
        if not draft.title.strip():
            raise UserError(_("Give the session a title, or take the row away."))
        checked("session", title=draft.title, summary=draft.summary)
        return draft

    def state(self) -> object:
        """What is typed."""
        return self._base.id, self._states()

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return self._base.id is None and not any(map(str, self._states()))

    def _states(self) -> tuple[object, ...]:
        return tuple(one.state() for one in self._inputs)

    def _read(self) -> tuple[datetime | None, datetime | None]:
        text = self._when.value()
        if not text.strip():
            return None, None
        when = when_text.read(text, today=self._day(), zone="UTC")  # the zone is the engagement's
        if when.all_day:
            raise UserError(_("Give the session’s time, such as 10:00–11:30."))
        return when.starts, when.ends

    def _written(self, draft: SessionDraft) -> str:
        if draft.starts is None:
            return ""
        text = when_text.write(When(draft.starts, draft.ends, "", all_day=False))
        if draft.starts.date() != self._day():
            return text
        only_times = text.split(", ", 1)[1]
        return only_times if draft.ends is None or draft.ends.date() == self._day() else text
