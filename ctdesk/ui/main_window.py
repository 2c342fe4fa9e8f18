"""The frame: what stands around every page, and the actions that work everywhere.

It is painted before anything of the register is loaded, so nothing here imports `ctdesk.db`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk import __version__
from ctdesk.errors import UserError
from ctdesk.settings import Settings, save_settings
from ctdesk.ui import theme
from ctdesk.ui.actions import ACTS, Actions
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.find_box import FindBox
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.status_bar import StatusBar
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.changes import Changes
    from ctdesk.db.store import Store
    from ctdesk.ui.desk import Desk

_WRITING = ("log", "new_organization", "edit", "delete", "undo", "redo")


class MainWindow(QMainWindow):
    """The window.

    `painted` is emitted once, after the frame has been painted; `open_wanted` and `new_wanted`
    ask for another register; `failed` carries an error to be said or recorded.
    """

    painted = Signal()
    open_wanted = Signal()
    new_wanted = Signal()
    failed = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._painted = False
        self._leaving = False
        self.desk: Desk | None = None
        self.setWindowTitle("CT Desk")
        self.resize(1280, 800)
        self.acts = Actions(self)
        self.find_box = FindBox()
        self.notice = Notice()
        self.status = StatusBar(self.acts["undo"])
        self.menu = self._menu()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    # Put together

    def _lay_out(self) -> None:
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top_bar())
        strip = QHBoxLayout()
        strip.setContentsMargins(UNIT, 0, UNIT, 0)
        strip.addWidget(self.notice)
        layout.addLayout(strip)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)

    def _top_bar(self) -> QWidget:
        bar = QFrame()
        set_role(bar, "topbar")
        bar.setFixedHeight(44)
        name = label("CT Desk", "heading", wrap=False)
        name.setFixedWidth(142)
        self.menu_button = QToolButton()
        set_role(self.menu_button, "quiet")
        self.menu_button.setText("☰")
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setToolTip(_("Menu (F10)"))
        self.menu_button.setShortcut("F10")
        self.menu_button.setFixedSize(QSize(30, 28))
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.find_box.setMaximumWidth(520)
        self.print_button = KeyedButton(_("Print…"), "Ctrl P")
        self.log_button = KeyedButton(_("Log engagement"), "Ctrl E", primary=True)
        row = QHBoxLayout(bar)
        row.setContentsMargins(UNIT, 0, 14, 0)
        row.setSpacing(10)
        row.addWidget(self.menu_button)
        row.addWidget(name)
        row.addWidget(self.find_box, 5)
        row.addStretch(1)
        row.addWidget(self.print_button)
        row.addWidget(self.log_button)
        return bar

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for group in ("record", "undo", "go", "print", "register"):
            for action in self.acts.group(group):
                menu.addAction(action)
            menu.addSeparator()
        themes = menu.addMenu(_("Theme"))
        choice = QActionGroup(self)
        for action in self.acts.group("theme"):
            themes.addAction(action)
            choice.addAction(action)
            name = action.objectName().removeprefix("theme_")
            action.setChecked(name == self._settings.theme)
            action.triggered.connect(lambda _on, wanted=name: self.set_theme(wanted))
        menu.addSeparator()
        for action in self.acts.group("about"):
            menu.addAction(action)
        return menu

    def _connect(self) -> None:
        act = self.acts
        act["find"].triggered.connect(self._go_find)
        act["undo"].triggered.connect(self.undo)
        act["redo"].triggered.connect(self.redo)
        act["open_register"].triggered.connect(self.open_wanted)
        act["new_register"].triggered.connect(self.new_wanted)
        act["about"].triggered.connect(self.about)
        act["quit"].triggered.connect(self.close)
        self.print_button.clicked.connect(act["print"].trigger)
        self.log_button.clicked.connect(act["log"].trigger)
        for button, key in ((self.print_button, "print"), (self.log_button, "log")):
            button.setEnabled(False)
            act[key].enabledChanged.connect(button.setEnabled)
        for one in ACTS:
            if one.of_desk:
                act[one.key].triggered.connect(lambda _on=False, k=one.key: self._do(k))
        self.find_box.opened.connect(self._open_record)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _do(self, key: str) -> None:
        work = self.desk.acts().get(key) if self.desk is not None else None
        if work is not None:
            work()

    # What is shown

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the register's: a question, or why nothing is open."""
        self._close_desk()
        self._put(page)

    @property
    def page(self) -> QWidget | None:
        """What is shown now."""
        return self._stack.currentWidget()

    def show_register(self, store: Store, *, encrypted: bool) -> None:
        """Show an open register."""
        from ctdesk.ui.desk import Desk  # SQLAlchemy: after the frame is painted

        self._close_desk()
        self.desk = desk = Desk(store, self._settings)
        desk.changed.connect(self._changed)
        desk.failed.connect(self.failed)
        self.find_box.serve(desk.ask, desk.openable)
        self.status.show_register(store.name, encrypted=encrypted, read_only=store.read_only)
        self.setWindowTitle(_("{name} – CT Desk").format(name=store.name))
        self.acts.enable_register(True)
        if store.read_only:
            for key in _WRITING:
                self.acts[key].setEnabled(False)
        self._name_undo()
        self._put(desk)
        desk.show_page("organizations")

    def _put(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def _close_desk(self) -> None:
        if self.desk is None:
            return
        self.desk.tasks.wait()
        self.desk = None
        self.find_box.rest()
        self.acts.enable_register(False)
        self.status.show_register("", encrypted=True, read_only=False)
        self.status.show_undo(None)
        self.setWindowTitle("CT Desk")

    def say(self, words: str) -> None:
        """Say one sentence above the page."""
        self.notice.say(words)

    # Actions

    def undo(self) -> None:
        """Take back the latest step, and say which."""
        if self.desk is not None:
            self._reverse(self.desk.store.undo, _("Undone: {title}"))

    def redo(self) -> None:
        """Do again the step undone last, and say which."""
        if self.desk is not None:
            self._reverse(self.desk.store.redo, _("Done again: {title}"))

    def _reverse(self, reverse: Callable[[], Changes], words: str) -> None:
        try:
            changes = reverse()
        except UserError as error:
            self.say(str(error))
            return
        self.status.say(words.format(title=changes.title))

    def set_theme(self, wanted: str) -> None:
        """Dress the window otherwise, now and from now on."""
        self._settings = replace(self._settings, theme=wanted)
        self._dress()
        try:
            save_settings(self._settings)
        except UserError as error:
            self.say(str(error))

    def about(self) -> None:
        """Say what this is."""
        words = _(
            "CT Desk {version}\n\nDirectory, engagement log and printed sheets for "
            "counter-terrorism cooperation desks. It works offline and keeps one register in one "
            "encrypted file.\n\nFree software under the Apache License 2.0."
        )
        box = QMessageBox(self)
        box.setWindowTitle(_("About CT Desk"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words.format(version=__version__))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _go_find(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def _open_record(self, kind: str, record_id: int) -> None:
        if self.desk is not None:
            self.desk.open_record(kind, record_id)

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._settings)

    # What happened

    def _changed(self, changes: Changes) -> None:
        self.notice.clear()
        self.status.say(_("Done: {title}").format(title=changes.title))
        self._name_undo()

    def _name_undo(self) -> None:
        """Call undo and redo by the step they are about."""
        if self.desk is None:
            return
        store = self.desk.store
        for key, title, words, plain in (
            ("undo", store.undoable(), _("Undo: {title}"), _("Undo")),
            ("redo", store.redoable(), _("Redo: {title}"), _("Redo")),
        ):
            text = plain if title is None else words.format(title=title)
            self.acts[key].setText(text.replace("&", "&&"))
            self.acts[key].setEnabled(title is not None and not store.read_only)
        self.status.show_undo(None if store.read_only else store.undoable())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.unsaved and not self._leaving:
            self.desk.show_unsaved()
            self.notice.say(
                _("What you typed is not saved yet."), "warn", (_("Close anyway"), self._leave)
            )
            event.ignore()
            return
        self._close_desk()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._leaving = True
        self.close()
