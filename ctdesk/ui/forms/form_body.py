"""How a form is laid out: fields line by line, the rest folded under its headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ctdesk.ui.forms.inputs.base import Framed, Input, bare
from ctdesk.ui.forms.inputs.fold import Fold
from ctdesk.ui.widgets.kept_bar import keep_bar, margins_beside

MARGIN = 18  # px

Line = tuple[str, ...]  # names of fields that stand side by side


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form under a heading that folds."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What of a form stands open, what is folded, and which share of its line a field has (1)."""

    open: tuple[Line, ...]
    folded: tuple[Part, ...] = ()
    shares: Mapping[str, int] = field(default_factory=dict)


class FormBody(QScrollArea):
    """The inputs of a form in their frames, as the plan has them."""

    def __init__(
        self, plan: Plan, inputs: Mapping[str, Input], label: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._plan = plan
        self.framed = {name: Framed(label(name), one) for name, one in inputs.items()}
        self.folds: dict[str, Fold] = {}  # by the name of each field within
        self._order: list[Framed] = []  # as the eye meets them
        self.setProperty("role", "pane")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_bar(self)
        self.setWidget(self._page())

    def focus_first(self) -> None:
        """Stand in the first field there is now."""
        first = next((one for one in self._order if not one.isHidden()), self._order[0])
        first.content.setFocus(Qt.FocusReason.OtherFocusReason)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def follow(self, widget: QWidget | None) -> None:
        """Keep a widget within in view."""
        page = self.widget()
        if widget is not None and page is not None and page.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, 24)

    def reveal(self, name: str) -> None:
        """Unfold the part with a field, stand in the field and bring it into view."""
        if name in self.folds:
            self.folds[name].open()
        self.framed[name].content.setFocus(Qt.FocusReason.OtherFocusReason)
        # What was folded has its place once it is laid out.
        QTimer.singleShot(0, self, lambda: self.follow(self.focusWidget()))

    def clear_faults(self) -> None:
        """Nothing is at fault."""
        for framed in self.framed.values():
            framed.say("")

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Each beside its field, in an open fold; the first in view and focused."""
        found = [name for name in self.framed if name in faults]
        for name in found:
            self.framed[name].say(faults[name])
            if name in self.folds:
                self.folds[name].open()
        if found:
            first = min((self.framed[name] for name in found), key=self._order.index)
            first.content.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(first)

    @property
    def open_parts(self) -> list[str]:
        """The first field of each part that is unfolded."""
        firsts = [part.lines[0][0] for part in self._plan.folded]
        return [name for name in firsts if self.folds[name].button.isChecked()]

    def open_only(self, parts: Sequence[str]) -> None:
        """Unfold the parts with these fields, and no other."""
        for fold in self.folds.values():
            fold.close_up()
        for name in parts:
            if name in self.folds:
                self.folds[name].open()

    def _page(self) -> QWidget:
        page = QWidget()
        page.setProperty("role", "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(margins_beside(self, MARGIN, 0, MARGIN))
        column.setSpacing(12)
        for names in self._plan.open:
            self._add_line(column, names)
        for part in self._plan.folded:
            column.addWidget(self._fold(part))
        column.addStretch(1)
        return page

    def _add_line(self, column: QVBoxLayout, names: Line) -> None:
        line = bare(QHBoxLayout(), 10)
        column.addLayout(line)
        for name in names:
            framed = self.framed[name]
            self._order.append(framed)
            share = self._plan.shares.get(name, 1)
            line.addWidget(framed, share, Qt.AlignmentFlag.AlignTop)
            if framed.content.below is not None:
                column.addWidget(framed.content.below)

    def _fold(self, part: Part) -> Fold:
        fold = Fold(part.heading)
        column = bare(QVBoxLayout(fold.body), 12)
        for names in part.lines:
            self._add_line(column, names)
            self.folds |= dict.fromkeys(names, fold)
        fold.watch([self.framed[name].content for names in part.lines for name in names])
        return fold
