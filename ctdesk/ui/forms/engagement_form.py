"""Log an engagement, or edit one: everything typed in one place, beside the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.changes import Changes
from ctdesk.db.drafts import EngagementDraft, ParticipationDraft
from ctdesk.db.operations import documents, engagements
from ctdesk.db.queries import engagements as questions
from ctdesk.db.queries import lookups
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.settings import Settings
from ctdesk.ui.forms.inputs import engagement_fields as fields
from ctdesk.ui.forms.inputs.base import Framed, bare, plain_label, tab_stops
from ctdesk.ui.forms.inputs.directory import Directory
from ctdesk.ui.forms.inputs.documents import DocumentChanges, DocumentsInput
from ctdesk.ui.forms.inputs.fold import Fold
from ctdesk.ui.forms.inputs.question import Question
from ctdesk.ui.forms.inputs.when import WhenInput
from ctdesk.ui.live import Live
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

_MARGIN, _SCROLL_BAR = 18, 10  # px


@dataclass(frozen=True, slots=True)
class _Edited:
    """The engagement being edited, as it was read; `gone` when it was deleted meanwhile."""

    id: int
    draft: EngagementDraft
    gone: bool = False


class EngagementForm(QWidget):
    """Logs a new engagement or edits one; each save is one operation.

    `saved` and `saved_to_print` have the engagement's id, `closed` says that the officer is done.
    What is typed is never lost without a question.
    """

    saved = Signal(object)
    saved_to_print = Signal(object)
    closed = Signal()

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        self._directory = Directory(store)
        self._edited: _Edited | None = None
        self._shown: dict[str, object] = {}  # the state of each input before anything was typed
        self._inputs = fields.make(settings, self._directory)
        self._framed = {name: Framed(fields.label(name), one) for name, one in self._inputs.items()}
        self._folds: dict[str, Fold] = {}  # by the name of each field within
        self._title = plain_label("", "title")
        self._notice = Notice()
        self._question = Question(_("Keep editing"), _("Discard"))
        self._save_act = QAction(_("Save"), self)
        self._lay_out()
        self._add_keys()
        for one in self._inputs.values():
            one.reshaped.connect(self._order_tabs)
        self._documents.refused.connect(self._notice.say)
        Live(store, self).changed.connect(self._heard)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self._show_new()

    # What others ask of it

    def start_new(self, organization_id: int | None = None) -> None:
        """Be ready to log, with an organization where one is given.

        What is typed for a new one already stays; an organization asks before it takes its place.
        """
        if organization_id is None and self._edited is None and self.is_dirty():
            self._focus_first()
        else:
            self._leaving(lambda: self._begin(organization_id))

    def edit(self, engagement_id: int) -> None:
        """Show an engagement to be edited."""
        if self._edited is None or self._edited.id != engagement_id:
            self._leaving(lambda: self._begin_edit(engagement_id))

    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(one.state() != self._shown[name] for name, one in self._inputs.items())

    def leave(self) -> None:
        """Close, with a question where something was typed."""
        self._leaving(self._close)

    def draft(self) -> EngagementDraft:
        """The engagement as typed. Raises Invalid with a sentence for each field at fault."""
        values: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for name, one in self._inputs.items():
            if one.state() == self._shown[name] and not (name == "when" and self._edited is None):
                continue
            try:
                values[name] = one.value()
            except UserError as error:
                faults[name] = str(error)
        if values.get("type_id", self._base().type_id) in (None, 0):
            faults.setdefault("type_id", _("Choose a type."))
        if faults:
            raise Invalid(faults)
        values.pop("documents", None)
        when = values.pop("when", None)
        return replace(self._base(), **values, **(fields.values_of_when(when) if when else {}))

    def save(self) -> int | None:
        """Store what is typed; the engagement's id, or None where something is at fault."""
        self._clear_faults()
        try:
            draft = self.draft()
            changes = self._documents.value()
            engagement_id = self._stored(draft, changes)
        except Invalid as error:
            self._show_faults(error.fields)
            return None
        except UserError as error:
            self._notice.say(str(error))
            return None
        title = draft.title.strip() or self._store.read(questions.draft(engagement_id)).title
        self._begin()
        self._notice.say(_("Saved: {title}").format(title=title), "good")
        self.saved.emit(engagement_id)
        return engagement_id

    def save_and_print(self) -> None:
        """Store what is typed and ask for its page."""
        engagement_id = self.save()
        if engagement_id is not None:
            self.saved_to_print.emit(engagement_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Given the focus as a whole, it goes to what is to be answered or typed first."""
        super().focusInEvent(event)
        if self._question.isHidden():
            self._focus_first()
        else:
            self._question.stay.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    # Beginning and ending

    def _leaving(self, then: Callable[[], None]) -> None:
        if self.is_dirty():
            self._question.ask(_("What you typed is not saved."), then)
        else:
            then()

    def _close(self) -> None:
        self._show_new()
        self.closed.emit()

    def _begin(self, organization_id: int | None = None) -> None:
        self._show_new(organization_id)
        self._focus_first()

    def _show_new(self, organization_id: int | None = None) -> None:
        self._edited = None
        self._new = self._blank(organization_id)
        self._title.setText(_("Log engagement"))
        self._show(self._new, ())
        for fold in self._folds.values():
            fold.close_up()

    def _begin_edit(self, engagement_id: int) -> None:
        try:
            draft = self._store.read(questions.draft(engagement_id))
        except UserError as error:
            self._notice.say(str(error))
            return
        self._edited = _Edited(engagement_id, draft)
        self._title.setText(_("Edit engagement"))
        self._show(draft, self._store.read(lookups.documents(engagement_id)))
        self._focus_first()

    def _blank(self, organization_id: int | None = None) -> EngagementDraft:
        """What a new engagement begins with; its type and time are to be typed."""
        given = () if organization_id is None else (ParticipationDraft(organization_id),)
        return EngagementDraft(
            type_id=0,
            starts=datetime.min,
            time_zone=self._settings.time_zone,
            participations=given,
            lead_officer=self._settings.officer,
            lead_unit=self._settings.unit,
        )

    def _base(self) -> EngagementDraft:
        return self._edited.draft if self._edited else self._new

    def _show(self, draft: EngagementDraft, kept: tuple[lookups.Kept, ...]) -> None:
        self._clear_faults()
        self._directory.forget_newcomers()
        self._directory.learn(draft)
        fields.fill_options(self._inputs, self._store, self._directory)
        for name, one in self._inputs.items():
            one.set_value(self._value_for(name, draft, kept))
        self._shown = {name: one.state() for name, one in self._inputs.items()}
        self._scroll.verticalScrollBar().setValue(0)

    def _value_for(
        self, name: str, draft: EngagementDraft, kept: tuple[lookups.Kept, ...]
    ) -> object:
        match name:
            case "documents":
                return kept
            case "when":
                return fields.when_of(draft) if draft.starts != datetime.min else None
            case _:
                return getattr(draft, name)

    # Storing

    def _stored(self, draft: EngagementDraft, changes: DocumentChanges) -> int:
        """Carry out the one operation, if anything changed; the engagement's id."""
        edited = self._edited
        unchanged = edited is not None and not edited.gone and draft == edited.draft
        if edited is not None and unchanged and changes == DocumentChanges():
            return edited.id

        def work(session: Any) -> int:
            entered = self._directory.enter(session, draft)
            if edited is None or edited.gone:
                engagement_id = engagements.log(session, entered)
            else:
                engagement_id = edited.id
                engagements.edit(session, engagement_id, entered)
            for document_id in changes.removed:
                documents.delete(session, document_id)
            for one in changes.added:
                documents.add(session, one, engagement_id=engagement_id)
            return engagement_id

        return self._store.perform(self._step(draft), work, initiator=self)

    def _step(self, draft: EngagementDraft) -> str:
        """What undo will call it."""
        name = draft.title.strip() or self._inputs["type_id"].brief()
        return (_("Edit {title}") if self._edited else _("Log {title}")).format(title=name)

    # Faults

    def _clear_faults(self) -> None:
        self._notice.clear()
        self._question.close_up()
        for framed in self._framed.values():
            framed.say("")

    def _show_faults(self, faults: dict[str, str]) -> None:
        """Each beside its field, the first in view and focused; what has no field, above."""
        known = {
            "when" if name in fields.WHEN_FIELDS else name: said for name, said in faults.items()
        }
        others = [said for name, said in known.items() if name not in self._framed]
        if others:
            self._notice.say(others[0])
        found = [framed for name, framed in self._framed.items() if name in known]
        for name, framed in self._framed.items():
            if name in known:
                framed.say(known[name])
                if name in self._folds:
                    self._folds[name].open()
        if found:
            first = min(found, key=self._order.index)
            first.content.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(first)

    # What happens elsewhere

    def _heard(self, changes: object) -> None:
        edited = self._edited
        if not isinstance(changes, Changes) or changes.initiator is self or edited is None:
            return
        if edited.id not in changes.ids("engagement", by="engagement_id"):
            return
        try:
            fresh = self._store.read(questions.draft(edited.id))
        except UserError:
            self._edited = replace(edited, gone=True)
            self._notice.say(
                _("This engagement was deleted meanwhile (“{title}”). Saving logs it anew.").format(
                    title=changes.title
                ),
                "warn",
            )
            return
        self._take_over(fresh, edited.id)
        self._notice.say(
            _("Changed meanwhile (“{title}”). What you typed here is kept.").format(
                title=changes.title
            ),
            "warn",
        )

    def _take_over(self, fresh: EngagementDraft, engagement_id: int) -> None:
        """Show what changed elsewhere in each field that was not touched here."""
        self._edited = _Edited(engagement_id, fresh)
        self._directory.learn(fresh)
        kept = self._store.read(lookups.documents(engagement_id))
        for name, one in self._inputs.items():
            if one.state() == self._shown[name]:
                one.set_value(self._value_for(name, fresh, kept))
                self._shown[name] = one.state()

    # How it is laid out

    @property
    def _documents(self) -> DocumentsInput:
        found = self._inputs["documents"]
        assert isinstance(found, DocumentsInput)
        return found

    def _lay_out(self) -> None:
        self._order: list[Framed] = []  # as the eye meets them
        body = QWidget()
        body.setProperty("role", "pane")
        column = QVBoxLayout(body)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bar_left, bar_right = (_SCROLL_BAR, 0) if mirrored else (0, _SCROLL_BAR)
        column.setContentsMargins(_MARGIN - bar_left, 0, _MARGIN - bar_right, _MARGIN)
        column.setSpacing(12)
        for names in fields.OPEN:
            column.addLayout(self._line(names))
            if "when" in names:
                when = self._inputs["when"]
                assert isinstance(when, WhenInput)
                column.addWidget(when.below)
        for part in fields.FOLDED:
            column.addWidget(self._fold(part))
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setProperty("role", "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(body)
        outer = bare(QVBoxLayout(self))
        outer.addLayout(self._header())
        said = QVBoxLayout()
        said.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        said.setSpacing(6)
        said.addWidget(self._notice)
        said.addWidget(self._question)
        outer.addLayout(said)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._footer())
        self.setProperty("role", "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._order_tabs()

    def _line(self, names: tuple[str, ...]) -> QHBoxLayout:
        line = bare(QHBoxLayout(), 10)
        for name in names:
            framed = self._framed[name]
            self._order.append(framed)
            line.addWidget(framed, 1, Qt.AlignmentFlag.AlignTop)
        return line

    def _fold(self, part: fields.Part) -> Fold:
        fold = Fold(part.heading)
        column = bare(QVBoxLayout(fold.body), 12)
        for names in part.lines:
            column.addLayout(self._line(names))
            self._folds |= dict.fromkeys(names, fold)
        fold.watch([self._inputs[name] for names in part.lines for name in names])
        return fold

    def _header(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 14, _MARGIN, 10)
        self._leave_button = QPushButton(_("Esc"))
        set_role(self._leave_button, "key")
        self._leave_button.setToolTip(_("Close the form"))
        self._leave_button.setAccessibleName(_("Close the form"))
        self._leave_button.clicked.connect(self.leave)
        row.addWidget(self._title, 1)
        row.addWidget(self._leave_button)
        return row

    def _footer(self) -> QFrame:
        footer = QFrame()
        set_role(footer, "footer")
        self._print_button = QPushButton(_("Save and print"))
        self._print_button.clicked.connect(self.save_and_print)
        self._save_button = KeyedButton(_("Save"), _("Ctrl ↵"), primary=True)
        self._save_button.clicked.connect(self.save)
        row = QHBoxLayout(footer)
        row.setContentsMargins(_MARGIN, 8, _MARGIN, 12)
        row.addStretch(1)
        row.addWidget(self._print_button)
        row.addWidget(self._save_button)
        return footer

    def _add_keys(self) -> None:
        act = self._save_act
        act.setShortcuts([QKeySequence("Ctrl+S"), QKeySequence("Ctrl+Return"),
                          QKeySequence("Ctrl+Enter")])  # fmt: skip
        act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        act.triggered.connect(self.save)
        self.addAction(act)

    def _focus_first(self) -> None:
        self._order[0].content.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in view."""
        body = self._scroll.widget()
        if now is not None and body is not None and body.isAncestorOf(now):
            self._scroll.ensureWidgetVisible(now, 0, 24)

    def _order_tabs(self) -> None:
        """Have Tab follow the eye, also through rows and chips that came later."""
        stops = list(tab_stops(self))
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
