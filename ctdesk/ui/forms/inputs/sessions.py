"""The sessions of an engagement: title, from and to, and what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ctdesk.db.drafts import SessionDraft
from ctdesk.db.queries.sheets import When
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs import when_text
from ctdesk.ui.forms.inputs.base import bare, label_of
from ctdesk.ui.forms.inputs.rows import Row, RowsInput, needed, remove_button
from ctdesk.ui.forms.inputs.text import LineInput, TextInput
from ctdesk.words import _


class SessionsInput(RowsInput):
    """The value is a tuple of SessionDraft. `day` says which day a time alone is meant for."""

    def __init__(self, day: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(lambda: _SessionRow(day), _("+ session"), parent)


class _SessionRow(Row):
    table = "session"

    def __init__(self, day: Callable[[], date]) -> None:
        self._day = day
        super().__init__(
            {
                "title": LineInput(_("Title of the session")),
                "when": LineInput(_("From and to: 10:00–11:30")),
                "summary": TextInput(_("Summary"), 1),
            },
            {
                "title": label_of("session", "title"),
                "when": _("From and to"),
                "summary": label_of("session", "summary"),
            },
        )
        first = bare(QHBoxLayout(), 6)
        first.addWidget(self.inputs["title"], 3)
        first.addWidget(self.inputs["when"], 2)
        first.addWidget(remove_button(self, _("Remove this session")))
        column = bare(QVBoxLayout(self), 6)
        column.addLayout(first)
        column.addWidget(self.inputs["summary"])
        self.setFocusProxy(self.inputs["title"])
        self.begin(SessionDraft(""))

    def shown(self, draft: SessionDraft, name: str) -> Any:
        """What an input shows of a session."""
        return self._written(draft) if name == "when" else super().shown(draft, name)

    def read(self, name: str) -> dict[str, Any]:
        """What an input says of the session. Raises UserError."""
        if name != "when":
            return super().read(name)
        starts, ends = self._read_when()
        return {"starts": starts, "ends": ends}

    def check(self, draft: SessionDraft) -> None:
        """Refuse a session without title. Raises UserError."""
        needed(draft.title, _("Give the session a title, or take the row away."))

    def _read_when(self) -> tuple[datetime | None, datetime | None]:
        text = self.inputs["when"].value()
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
