"""The form in which an organization is added or edited."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ctdesk.db.drafts import ContactDraft, NameDraft, OrganizationDraft
from ctdesk.db.fields import FIELDS
from ctdesk.db.operations import organizations as operations
from ctdesk.db.queries import choices, organizations
from ctdesk.db.queries.regions import regions
from ctdesk.db.store import Store
from ctdesk.errors import Invalid, UserError
from ctdesk.reports import labels
from ctdesk.settings import Settings
from ctdesk.ui.codes import CONTACTS, LANGUAGES, STATUSES
from ctdesk.ui.forms.inputs.base import mark, tab_stops
from ctdesk.ui.forms.organization_box import OrganizationBox
from ctdesk.ui.forms.rows import Part, Rows
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import OneLine, label
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

_LINES = ("name", "acronym", "official_name", "seat", "ct_body")
# Rows of the form: fields side by side.
_PLAN = (
    ("name",), ("acronym", "kind"), ("official_name",), ("parent_id", "seat"),
    ("country_id", "region_id"), ("ct_body",), ("status", "sensitivity"), ("profile",),
)  # fmt: skip
# Of the width of its row; a kind has a long name, an acronym is short.
_SHARES = {"acronym": 2, "kind": 3}
_NAME_PARTS = (
    Part("language", _("Language"), 100, (("", "–"), *LANGUAGES)),
    Part("name", _("Name")),
    Part("acronym", _("Acronym"), 80),
    Part(
        "kind", _("Kind of name"), 118,
        (("translation", _("Translation")), ("former", _("Former")), ("alias", _("Alias"))),
    ),
)  # fmt: skip
_CONTACT_PARTS = (
    Part("kind", _("Kind of contact"), 112, CONTACTS),
    Part("value", _("Address or number")),
    Part("label", _("Label"), 96),
    Part("preferred", _("Preferred"), 88, ()),
)  # fmt: skip


class OrganizationForm(QWidget):
    """Adds or edits one organization.

    `saved` carries its id; `closed` says that the officer left. What was typed is never lost
    without a word: leaving asks if there is something to lose.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        del settings  # every page and form is made from the same two
        self._store = store
        self._id: int | None = None
        self._open = False
        self._draft = OrganizationDraft(name="", kind="regional")
        self._loaded = self._draft
        self.inputs: dict[str, QWidget] = {}
        self._faults: dict[str, QLabel] = {}
        self.notice = Notice()
        self.names = Rows(_NAME_PARTS, _("Add a name in another language"))
        self.contacts = Rows(_CONTACT_PARTS, _("Add a way to reach it"))
        self._title = OneLine("", "title")
        self._lay_out()
        for grown in (self.names, self.contacts):
            grown.reshaped.connect(self._order_tabs)
        for keys in ("Ctrl+S", "Ctrl+Return"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)

    # Put together

    def _lay_out(self) -> None:
        page = QWidget()
        set_role(page, "pane")
        self._page = QVBoxLayout(page)
        bar = 10  # px of the scroll bar, so that fields end where the buttons below do
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._page.setContentsMargins(22 - bar * mirrored, 16, 22 - bar * (not mirrored), 22)
        self._page.setSpacing(UNIT)
        for names in _PLAN:
            self._page.addLayout(self._fields(names))
        self._page.addWidget(label(_("Names in other languages, former names, aliases"), "field"))
        self._page.addWidget(self.names)
        self._page.addWidget(label(_("Ways to reach it"), "field"))
        self._page.addWidget(self.contacts)
        self._page.addStretch(1)
        scroll = QScrollArea()
        set_role(scroll, "pane")
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._header())
        layout.addWidget(scroll, 1)
        layout.addLayout(self._buttons())

    def _header(self) -> QVBoxLayout:
        top = QHBoxLayout()
        close = QPushButton(_("Esc"))
        set_role(close, "key")
        close.setToolTip(_("Close the form"))
        close.setAccessibleName(_("Close the form"))
        close.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        close.clicked.connect(self.leave)
        top.addWidget(self._title, 1)
        top.addWidget(close)
        column = QVBoxLayout()
        column.setContentsMargins(22, 16, 22, 0)
        column.addLayout(top)
        column.addWidget(self.notice)
        return column

    def _buttons(self) -> QHBoxLayout:
        self.save_button = KeyedButton(_("Save"), _("Ctrl ↵"), primary=True)
        self.save_button.clicked.connect(self.save)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.setContentsMargins(22, UNIT, 22, 14)
        row.setSpacing(UNIT)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return row

    def _fields(self, names: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for column, name in enumerate(names):
            grid.setColumnStretch(column, _SHARES.get(name, 1))
            made = self._input(name)
            words = FIELDS["organization"][name].label
            made.setAccessibleName(words)
            caption = label(words, "field", wrap=False)
            caption.setBuddy(made)
            fault = label("", "fault")
            fault.hide()
            _changed(made).connect(lambda *_args, n=name: self._say_fault(n, ""))
            grid.addWidget(caption, 0, column)
            grid.addWidget(made, 1, column)
            grid.addWidget(fault, 2, column)
            self.inputs[name], self._faults[name] = made, fault
        return grid

    def _input(self, name: str) -> QWidget:
        if name in _LINES:
            return QLineEdit()
        if name == "profile":
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(96)
            return text
        if name == "parent_id":
            return OrganizationBox(self._store)
        combo = QComboBox()
        # As wide as its place, not as its longest choice.
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        return combo

    def _order_tabs(self) -> None:
        """Have Tab follow the eye, also through rows that came later."""
        for before, after in pairwise(tab_stops(self)):
            QWidget.setTabOrder(before, after)

    # What the page asks for

    def start_new(self) -> None:
        """Begin with an empty form, unless one that was typed in would be lost."""
        if self.may_close():
            self._begin(None, OrganizationDraft(name="", kind="regional"))

    def edit(self, organization_id: int) -> None:
        """Begin with an organization. Raises UserError where it is gone."""
        if self.may_close():
            self._begin(organization_id, self._store.read(organizations.draft(organization_id)))

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not stored."""
        return self._open and self.read_draft() != self._loaded

    def may_close(self) -> bool:
        """Whether nothing would be lost; else it asks, in the form."""
        if not self.unsaved:
            return True
        self.notice.say(
            _("What you typed is not saved yet."), "warn", (_("Discard it"), self._close)
        )
        return False

    def leave(self) -> None:
        """Close, asking first where something would be lost."""
        if self.may_close():
            self._close()

    def _close(self) -> None:
        self._open = False
        self.notice.clear()
        self.closed.emit()

    # Between the draft and the inputs

    def _begin(self, organization_id: int | None, draft: OrganizationDraft) -> None:
        self._id, self._draft = organization_id, draft
        title = _("New organization") if organization_id is None else _("Edit {name}")
        self._title.setText(title.format(name=draft.acronym or draft.name))
        self.notice.clear()
        self._say_faults({})
        for name in _LINES:
            self._line(name).setText(getattr(draft, name))
            self._line(name).setCursorPosition(0)  # of a long name the beginning shows
        self._profile.setPlainText(draft.profile)
        self._parent_box.set_organization(draft.parent_id)
        for name, options in self._choices(draft).items():
            self._fill(self._combo(name), options, getattr(draft, name))
        self._fill_rows(draft)
        self._loaded = self.read_draft()
        self._open = True
        self._line("name").setFocus()

    def _choices(self, draft: OrganizationDraft) -> dict[str, list[tuple[object, str]]]:
        field = FIELDS["organization"]
        none: list[tuple[object, str]] = [(None, "–")]
        statuses: list[tuple[object, str]] = list(STATUSES)
        if draft.status not in dict(STATUSES):
            statuses.append((draft.status, draft.status))
        return {
            "kind": [(key, labels.kind(key)) for key in field["kind"].choices],
            "status": statuses,
            "sensitivity": [(key, labels.sensitivity(key)) for key in field["sensitivity"].choices],
            "country_id": none + [(c.id, c.name) for c in self._store.read(choices.countries)],
            "region_id": none + [(c.id, c.name) for c in self._store.read(regions)],
        }

    def _fill(self, combo: QComboBox, options: list[tuple[object, str]], chosen: object) -> None:
        combo.clear()
        for key, words in options:
            combo.addItem(words, key)
        keys = [key for key, _words in options]
        combo.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)

    def _fill_rows(self, draft: OrganizationDraft) -> None:
        self.names.clear()
        for one in draft.names:
            values = {"language": one.language, "name": one.name}
            self.names.add({**values, "acronym": one.acronym, "kind": one.kind}, one.id)
        self.contacts.clear()
        for way in draft.contact_points:
            parts = {"kind": way.kind, "value": way.value, "label": way.label}
            self.contacts.add({**parts, "preferred": way.preferred}, way.id)

    def read_draft(self) -> OrganizationDraft:
        """The draft as the inputs have it now."""
        names = [(row.record_id, row.values()) for row in self.names.rows]
        ways = [(row.record_id, row.values()) for row in self.contacts.rows]
        combos = ("kind", "country_id", "region_id", "status", "sensitivity")
        plain: dict[str, Any] = {name: self._line(name).text() for name in _LINES}
        plain.update({name: self._combo(name).currentData() for name in combos})
        return replace(
            self._draft,
            **plain,
            parent_id=self._parent_box.organization_id,
            profile=self._profile.toPlainText(),
            names=tuple(
                NameDraft(
                    str(v["language"]), str(v["name"]), str(v["acronym"]), str(v["kind"]), row_id
                )
                for row_id, v in names
                if v["name"] or v["acronym"]
            ),
            contact_points=tuple(
                ContactDraft(
                    str(v["kind"]), str(v["value"]), str(v["label"]), bool(v["preferred"]), row_id
                )
                for row_id, v in ways
                if v["value"]
            ),
        )

    def _line(self, name: str) -> QLineEdit:
        made = self.inputs[name]
        assert isinstance(made, QLineEdit)
        return made

    def _combo(self, name: str) -> QComboBox:
        made = self.inputs[name]
        assert isinstance(made, QComboBox)
        return made

    @property
    def _profile(self) -> QPlainTextEdit:
        made = self.inputs["profile"]
        assert isinstance(made, QPlainTextEdit)
        return made

    @property
    def _parent_box(self) -> OrganizationBox:
        made = self.inputs["parent_id"]
        assert isinstance(made, OrganizationBox)
        return made

    # Stored

    def save(self) -> None:
        """Store what was typed, or say what stands in the way beside each field."""
        if self._parent_box.unmatched:
            self._say_faults({"parent_id": _("Choose one of the organizations offered.")})
            return
        draft = self.read_draft()
        name = draft.acronym.strip() or draft.name.strip()
        try:
            if self._id is None:
                title = _("Add {name}").format(name=name)
                stored = self._store.perform(title, lambda s: operations.add(s, draft))
            else:
                stored = self._id
                title = _("Edit {name}").format(name=name)
                self._store.perform(title, lambda s: operations.edit(s, stored, draft))
        except Invalid as error:
            self._say_faults(error.fields)
            return
        except UserError as error:
            self.notice.say(str(error))
            return
        self._open = False
        self.saved.emit(stored)

    def _say_faults(self, faults: dict[str, str]) -> None:
        for name in self._faults:
            self._say_fault(name, faults.get(name, ""))
        first = next((name for name in self.inputs if name in faults), None)
        if first is not None:
            self.inputs[first].setFocus()
        elif faults:
            self.notice.say(next(iter(faults.values())))

    def _say_fault(self, name: str, said: str) -> None:
        fault = self._faults[name]
        if fault.text() != said:
            fault.setText(said)
            fault.setVisible(bool(said))
            mark(self.inputs[name], "fault", bool(said))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._line("name").setFocus()


def _changed(made: QWidget) -> SignalInstance:
    """What an input says when it is typed in or chosen from."""
    if isinstance(made, QLineEdit):
        return made.textChanged
    if isinstance(made, QComboBox):
        return made.currentIndexChanged
    assert isinstance(made, QPlainTextEdit)
    return made.textChanged
