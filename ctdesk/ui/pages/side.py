"""What stands beside a list: what shows the chosen record, several chosen, or a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from ctdesk.ui.theme import set_role

if TYPE_CHECKING:
    from ctdesk.ui.forms.record_form import RecordForm

WIDEST = 880  # px; a longer line is not read with ease


class Side(QStackedWidget):
    """One widget at a time, or nothing. It knows the forms, and that nothing typed is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: list[RecordForm[Any]] = []
        set_role(self, "side")
        self.setMaximumWidth(WIDEST)

    def show_only(self, widget: QWidget) -> None:
        """Show one, which is taken in if it is new here."""
        if self.indexOf(widget) < 0:
            self.addWidget(widget)
        self.setCurrentWidget(widget)

    def take_in(self, form: RecordForm[Any]) -> None:
        """Know a form that was made to stand here."""
        self._forms.append(form)

    @property
    def shown(self) -> QWidget | None:
        """What stands beside the list now."""
        return None if self.isHidden() else self.currentWidget()

    @property
    def open_form(self) -> RecordForm[Any] | None:
        """The form that stands beside the list now."""
        return next((form for form in self._forms if form is self.shown), None)

    def leaving_form(self, then: Callable[[], None], to: QWidget | None = None) -> None:
        """Go on with `then`, which shows `to`, once nothing typed in the form on show is lost."""
        form = self.open_form
        if form is None or form is to:  # a form asks itself before it shows another record
            then()
        else:
            form.leave_for(then)

    @property
    def unsaved(self) -> bool:
        """Whether something is typed in a form that is neither stored nor kept as a draft."""
        return any(form.unsaved for form in self._forms)

    def keep_drafts(self) -> None:
        """Keep what is typed in the forms as drafts."""
        for form in self._forms:
            form.keep_now()
