"""The frame: what stands around every page, and the actions that work everywhere.

It is painted before anything of the register is loaded, so nothing here imports `ctdesk.db`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.days import now_in
from ctdesk.errors import UserError
from ctdesk.settings import Settings, keep_window_state, recent_registers, save_settings
from ctdesk.ui import theme
from ctdesk.ui.actions import ACTS, GROUPS, MENU, Actions, shown_keys
from ctdesk.ui.concerned import concerned
from ctdesk.ui.direction import margins_of
from ctdesk.ui.plain import caption, tip
from ctdesk.ui.tasks import Tasks
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import label
from ctdesk.ui.widgets.find_box import COMMANDS, Command, FindBox, Source
from ctdesk.ui.widgets.keyed_button import KeyedButton
from ctdesk.ui.widgets.notice import Notice
from ctdesk.ui.widgets.status_bar import StatusBar
from ctdesk.words import _, ngettext

if TYPE_CHECKING:
    from ctdesk.db.changes import Changes
    from ctdesk.db.store import Store
    from ctdesk.ui.desk import Desk

_ROOMY = 800  # px of width from which the top bar shows all it has


class MainWindow(QMainWindow):
    """The window.

    `painted` is emitted once, after the frame has been painted. `open_wanted`, `new_wanted`,
    `close_wanted` and `lock_wanted` ask for another register, for none, or for the passphrase;
    `register_wanted` carries the path of one. `settings_changed` says that other settings hold
    now, `failed` carries an error to be said or recorded.
    """

    painted = Signal()
    open_wanted = Signal()
    new_wanted = Signal()
    close_wanted = Signal()
    lock_wanted = Signal()
    register_wanted = Signal(object)
    settings_changed = Signal()
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
        self.find_box = FindBox(self._commands)
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
        self._name = label("CT Desk", "heading", wrap=False)
        self._name.setFixedWidth(142)
        self.menu_button = QToolButton()
        set_role(self.menu_button, "quiet")
        self.menu_button.setText("☰")
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setToolTip(_("Menu (F10)"))
        self.menu_button.setFixedSize(QSize(30, 28))
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.find_box.setMaximumWidth(520)
        self.print_button = KeyedButton(_("Print…"), "Ctrl P")
        self.log_button = KeyedButton(_("Log engagement"), "Ctrl E", primary=True)
        self.log_button.setToolTip(_("With the organizations or people you chose in their list"))
        row = QHBoxLayout(bar)
        row.setContentsMargins(margins_of(bar, UNIT, 0, 14, 0))
        row.setSpacing(10)
        row.addWidget(self.menu_button)
        row.addWidget(self._name)
        row.addWidget(self.find_box, 1)
        row.addStretch()  # what is left once the line is as wide as it may be
        row.addWidget(self.print_button)
        row.addWidget(self.log_button)
        return bar

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self._recent = QMenu(_("Recent registers"), menu)
        self._recent.aboutToShow.connect(self._list_recent)
        self._themes = QActionGroup(self)
        for group in MENU:
            # All of them in one would run out of the window at the foot.
            into = menu if group in ("undo", "program") else menu.addMenu(GROUPS[group])
            for action in self.acts.group(group):
                if action.objectName() == "recent_registers":
                    into.addMenu(self._recent)
                elif action.objectName() != "menu":
                    into.addAction(action)
                if group == "theme":
                    self._themes.addAction(action)
            if group in ("programme", "undo", "theme"):
                menu.addSeparator()
        self._mark_theme()
        return menu

    def _connect(self) -> None:
        works: dict[str, Callable[[], object]] = {
            "find": self.find_box.summon,
            "commands": partial(self.find_box.summon, COMMANDS),
            "undo": self.undo,
            "redo": self.redo,
            "open_register": self.open_wanted.emit,
            "recent_registers": partial(self._pop_up, self._recent),
            "new_register": self.new_wanted.emit,
            "close_register": self.close_wanted.emit,
            "lock": self.lock_wanted.emit,
            **{
                f"theme_{name}": partial(self.set_theme, name) for name in ("system", *theme.THEMES)
            },
            "settings": self.show_settings,
            "keys": self.show_keys,
            "menu": partial(self._pop_up, self.menu),
            "about": self.about,
            "quit": self.close,
        }
        for act in ACTS:
            if act.scope == "desk":
                works[act.key] = partial(self._do, act.key)
        for key, work in works.items():
            self.acts[key].triggered.connect(lambda _on=False, do=work: do())
        for button, key in ((self.print_button, "print"), (self.log_button, "log")):
            button.clicked.connect(self.acts[key].trigger)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # pressed, it does what its key would
            button.setEnabled(False)
            self.acts[key].enabledChanged.connect(button.setEnabled)
        self.find_box.opened.connect(self._open_record)
        self.find_box.listed.connect(self._list_all)
        self.find_box.left.connect(self._be_ready)
        self.find_box.failed.connect(self.failed)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def _do(self, key: str) -> None:
        work = self.desk.acts().get(key) if self.desk is not None else None
        if work is not None:
            self.notice.clear()  # it was about what came before
            work()

    def _pop_up(self, menu: QMenu) -> None:
        corner = QPoint(0, self.menu_button.height())
        if self.isRightToLeft():
            corner.setX(self.menu_button.width() - menu.sizeHint().width())
        menu.popup(self.menu_button.mapToGlobal(corner))

    def _list_recent(self) -> None:
        self._recent.clear()
        paths = recent_registers()
        stems = [path.stem for path in paths]
        for path in paths:
            twice = stems.count(path.stem) > 1
            name = _("{name} in {folder}").format(name=path.stem, folder=path.parent)
            action = self._recent.addAction(caption(name if twice else path.stem))
            action.setToolTip(tip(str(path)))
            action.setEnabled(path.is_file())
            action.triggered.connect(partial(self.register_wanted.emit, path))
        if self._recent.isEmpty():
            self._recent.addAction(_("None yet")).setEnabled(False)

    def _commands(self) -> Iterator[Command]:
        """What the palette offers: all that can be done now."""
        for act, action in self.acts.possible():
            if act.key in ("find", "commands", "menu"):
                continue  # the palette is open
            name = action.text().replace("&&", "&")
            keys = shown_keys(act.keys[0])
            yield Command(name, keys, f"{act.name} {GROUPS[act.group]} {act.words}", action.trigger)
        if self.desk is not None:
            yield from self.desk.commands()
        for path in recent_registers():
            if path.is_file():
                name = _("Open {name}").format(name=path.stem)
                run = partial(self.register_wanted.emit, path)
                yield Command(name, "", _("register file"), run, str(path.parent))

    # What is shown

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the register's: a question, or why nothing is open."""
        self.close_desk()
        self._put(page)

    @property
    def page(self) -> QWidget | None:
        """What is shown now."""
        return self._stack.currentWidget()

    def show_register(
        self, store: Store, *, encrypted: bool, state: Mapping[str, Any] | None = None
    ) -> None:
        """Show an open register, as it was left where its `state` was kept."""
        from ctdesk.ui.desk import Desk  # SQLAlchemy: after the frame is painted
        from ctdesk.ui.fulfilling import fulfil

        self.close_desk()
        self.notice.clear()
        self.desk = desk = Desk(store, self._settings)
        desk.wanted.connect(partial(fulfil, desk))
        desk.changed.connect(self._changed)
        desk.failed.connect(self.failed)
        desk.acts_changed.connect(self._name_acts)
        desk.deleted.connect(self._offer_undo)
        self.find_box.serve(Source(desk.ask, frozenset(desk.openable), desk.recent))
        self.status.show_register(store.name, encrypted=encrypted, read_only=store.read_only)
        self.setWindowTitle(_("{name} – CT Desk").format(name=store.name))
        self._name_acts()
        self._name_undo()
        self._put(desk)
        desk.restore(state or {})
        self._be_ready()
        self._tell_waiting(desk)

    def _tell_waiting(self, desk: Desk) -> None:
        """Say what was typed and not saved when the register was closed, locked or lost."""
        drafts = desk.waiting()
        if drafts:
            words = ngettext(
                "Typed and not saved: {title}.",
                "Typed and not saved: {title}, and {count} more. Today lists them all.",
                len(drafts),
            ).format(title=drafts[0].title, count=len(drafts) - 1)
            self.notice.say(words, "plain", (_("Go on"), partial(desk.resume_draft, drafts[0].key)))

    def _put(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()

    def keep_desk(self) -> bool:
        """Keep what is typed and how the desk stands, so that it may go; if that fails, say so."""
        desk = self.desk
        if desk is None or self._leaving:
            return True
        try:
            desk.keep_drafts()
            desk.store.keep_setting("window", desk.state())
        except UserError as error:
            desk.show_unsaved()
            words = _("How the window stands cannot be kept. {why}")
            if desk.unsaved:
                words = _("What you typed cannot be kept. {why}")
            words = words.format(why=error)
            self.notice.say(words, "bad", (_("Close anyway"), self._leave))
            return False
        return True

    def close_desk(self) -> None:
        """Have nothing ask the register any more, so that it may be closed."""
        if self.desk is None:
            return
        self.find_box.rest()
        self.notice.clear()
        for timer in self.desk.findChildren(QTimer):
            timer.stop()
        for tasks in self.desk.findChildren(Tasks):
            tasks.wait()
        self.desk = None
        self.acts.enable(None)
        self.status.show_register("", encrypted=True, read_only=False)
        self.status.show_undo(None)
        self.setWindowTitle("CT Desk")

    def say(self, words: str) -> None:
        """Say one sentence above the page."""
        self.notice.say(words)

    def _be_ready(self) -> None:
        """Give the keyboard to the page."""
        if self.desk is not None:
            self.desk.page.take_focus()

    # Actions

    def undo(self) -> None:
        """Take back the latest step, say which, and offer to show what it was about."""
        if self.desk is not None:
            self._reverse(self.desk.store.undo, _("Undone: {title}"))

    def _offer_undo(self, words: str) -> None:
        self.notice.say(words, "plain", (_("Undo"), self.undo))

    def redo(self) -> None:
        """Do again the step undone last, say which, and offer to show what it was about."""
        if self.desk is not None:
            self._reverse(self.desk.store.redo, _("Done again: {title}"))

    def _reverse(self, reverse: Callable[[], Changes], words: str) -> None:
        try:
            changes = reverse()
        except UserError as error:
            self.say(str(error))
            return
        said = words.format(title=changes.title)
        self._tell_status(said)
        if self.desk is None:
            return
        found = concerned(changes, self.desk.openable)
        # What is gone with it has no page any more: the history still says what it was.
        show = (
            partial(self._open_record, *found)
            if found
            else partial(self.desk.open_history, changes.operation_id)
        )
        self.notice.say(said, "plain", (_("Show"), show))

    def set_theme(self, wanted: str) -> None:
        """Dress the window otherwise, now and from now on."""
        try:
            self.set_settings(replace(self._settings, theme=wanted))
        except UserError as error:
            self.say(str(error))

    def set_settings(self, wanted: Settings) -> None:
        """Have other settings hold, now and from now on.

        Raises UserError where they cannot be saved; they hold until the program ends all the same.
        """
        before = replace(self._settings)
        self._settings.become(wanted)
        if wanted.theme != before.theme:
            self._dress()
        self._mark_theme()
        if self.desk is not None:
            self.desk.store.author = wanted.author
        self.settings_changed.emit()
        save_settings(wanted)

    def _mark_theme(self) -> None:
        self.acts[f"theme_{self._settings.theme}"].setChecked(True)

    def show_settings(self) -> None:
        """Show what can be set."""
        from ctdesk.ui.dialogs.settings import SettingsDialog  # not before it is asked for

        self._bring(SettingsDialog, lambda: SettingsDialog(self._settings, self.set_settings, self))

    def show_keys(self) -> None:
        """Show all actions with their keys."""
        from ctdesk.ui.dialogs.keys import KeysDialog  # not before it is asked for

        self._bring(KeysDialog, lambda: KeysDialog(self))

    def _bring(self, kind: type[QDialog], make: Callable[[], QDialog]) -> None:
        """Show the dialog of a kind: the one that is there, or a new one."""
        shown = [one for one in self.findChildren(kind) if one.isVisible()]
        dialog = shown[0] if shown else make()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def about(self) -> None:
        """Say what this is."""
        from ctdesk.ui.dialogs.about import AboutDialog  # not before it is asked for

        self._bring(AboutDialog, lambda: AboutDialog(self))

    def _list_all(self, kind: str, query: str) -> None:
        if self.desk is not None:
            self.desk.list_all(kind, query)

    def _open_record(self, kind: str, record_id: int, page: int = 0) -> None:
        if self.desk is not None:
            self.desk.open_record(kind, record_id, page=page)

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
        self._tell_status(_("Done: {title}").format(title=changes.title))
        self._name_undo()

    def _tell_status(self, words: str) -> None:
        self.status.say(words, now_in(self._settings.time_zone))

    def _name_acts(self) -> None:
        """Allow what the page on show can do."""
        if self.desk is not None:
            self.acts.enable(self.desk.acts(), read_only=self.desk.store.read_only)

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
            self.acts[key].setText(caption(text))
            self.acts[key].setEnabled(title is not None and not store.read_only)
        self.status.show_undo(None if store.read_only else store.undoable())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, wherever nobody else has a use for it."""
        focus = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if entered and plain and isinstance(focus, QAbstractButton):
            focus.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self._name.setVisible(roomy)
        self.print_button.setVisible(roomy)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.keep_desk():
            event.ignore()
            return
        self.close_desk()
        with suppress(UserError):  # a folder that cannot be written is no reason to stay open
            keep_window_state(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().closeEvent(event)

    def _leave(self) -> None:
        self._leaving = True
        self.close()
