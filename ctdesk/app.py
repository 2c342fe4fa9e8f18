"""The window, put together: the only module that knows every part.

The frame is painted first; what the register needs is loaded while the officer types the
passphrase.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ctdesk import quiet
from ctdesk.days import today_in, today_of
from ctdesk.errors import UserError
from ctdesk.paths import default_register, resources
from ctdesk.settings import (
    Settings,
    forget_register,
    load_installation,
    load_settings,
    recent_registers,
    remember_register,
    window_state,
)
from ctdesk.ui import theme
from ctdesk.ui.dialogs.passphrase import CalmPage, MessagePage, Offer, PassphrasePage
from ctdesk.ui.dialogs.welcome import NewRegister, RecentPage, WelcomePage
from ctdesk.ui.direction import keep_ends
from ctdesk.ui.errors import ErrorCatcher
from ctdesk.ui.idle import Idle
from ctdesk.ui.main_window import MainWindow
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.register import Register
    from ctdesk.db.store import Store

SETTLED = 1000  # milliseconds after a register is shown: its list is painted by then


def run(register: Path | None, passphrase_file: Path | None, read_only: bool = False) -> int:
    """Show the window until it is closed; the exit code.

    Without a register it is the one opened last, where it is still there.
    """
    settings = load_settings()
    theme.scale_from(settings, os.environ)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("CT Desk")
    app.setDesktopFileName("ctdesk")
    theme.apply(app, settings)
    keep_ends(app)
    program = Program(settings, read_only=read_only)
    program.start(register or last_register(), passphrase_file)
    program.window.show()
    QTimer.singleShot(SETTLED, quiet.from_now_on)
    try:
        return app.exec()
    finally:
        program.close()


def last_register() -> Path | None:
    """The register opened last on this machine that is still there, else the default one."""
    paths = (*recent_registers(), default_register())
    return next((path for path in paths if path.is_file()), None)


class Program(QObject):
    """The window and the register that is open in it, if one is."""

    def __init__(self, settings: Settings, *, read_only: bool = False) -> None:
        super().__init__()
        self._settings = settings
        self._read_only = read_only
        self._path: Path | None = None
        self.register: Register | None = None
        self._stood: dict[Path, dict[str, Any]] = {}  # how desks stood that were open before
        self.window = window = MainWindow(settings)
        window.restoreGeometry(QByteArray.fromBase64(window_state().encode()))
        self.catcher = ErrorCatcher(window, window.say)
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock)
        self.idle.wait_for(settings.lock_minutes)
        window.settings_changed.connect(lambda: self.idle.wait_for(settings.lock_minutes))
        window.failed.connect(self.catcher.show)
        window.open_wanted.connect(self.choose)
        window.new_wanted.connect(self.new)
        window.close_wanted.connect(self.welcome)
        window.lock_wanted.connect(self.lock)
        window.register_wanted.connect(self.begin)

    def start(self, path: Path | None, passphrase_file: Path | None = None) -> None:
        """Show the first page; once it is painted, load what a register needs."""
        if path is None:
            self.welcome()
            then = _load
        elif passphrase_file is None and _asks_passphrase(path):
            self.ask_passphrase(path)
            then = _load
        else:
            self.window.show_page(CalmPage(path.stem, _("Opening…")))

            def then() -> None:
                self.open(path, _passphrase_in(passphrase_file), read_only=self._read_only)

        # What raises here comes to the catcher; a paint event is no place to do so.
        self.window.painted.connect(lambda: QTimer.singleShot(0, self.window, then))

    def close(self) -> None:
        """Close the register, all of it written into its one file."""
        self._close_register()
        QThreadPool.globalInstance().waitForDone()
        self.catcher.stop()

    def _close_register(self) -> None:
        self.window.close_desk()  # what still reads in a thread would open the file once more
        if self.register is not None:
            register, self.register = self.register, None
            register.close()

    # Pages without a register

    def welcome(self) -> None:
        """Offer the registers opened before, else to make one; what is open is closed."""
        if not self._put_away():
            return
        paths = recent_registers()
        if not paths:
            self._offer_new()
            return
        page = RecentPage(paths)
        page.wanted.connect(self.begin)
        page.forgotten.connect(self._forget)
        page.open_wanted.connect(self.choose)
        page.new_wanted.connect(self.new)
        self._show(page)

    def new(self) -> None:
        """Offer to make a register; what is open is closed."""
        if self._put_away():
            self._offer_new()

    def _offer_new(self) -> None:
        place = default_register()
        if self._path is not None or place.exists():
            place = (self._path or place).with_name("new.ctdesk")
        page = WelcomePage(place)
        page.make_wanted.connect(self._make)
        page.open_wanted.connect(self.choose)
        if recent_registers():
            page.left.connect(self.welcome)
        self._show(page)

    def _forget(self, path: Path) -> None:
        forget_register(path)
        self.welcome()

    def choose(self) -> None:
        """Have the officer choose a register to open."""
        folder = str((self._path or default_register()).parent)
        chosen, _filter = QFileDialog.getOpenFileName(
            self.window, _("Open register"), folder, _("CT Desk registers (*.ctdesk);;All (*)")
        )
        if chosen:
            self.begin(Path(chosen))

    def begin(self, path: Path) -> None:
        """Open a register in place of what is open, asking for the passphrase if it needs one."""
        if not self._put_away():
            return
        if _asks_passphrase(path):
            self.ask_passphrase(path)
        else:
            self.open(path, None, read_only=self._read_only)

    def ask_passphrase(
        self, path: Path, *, locked: bool = False, read_only: bool | None = None
    ) -> None:
        """Show the page that asks for the passphrase."""
        page = PassphrasePage(path, [(_("Open another…"), self.choose)], locked=locked)
        only = self._read_only if read_only is None else read_only
        page.given.connect(lambda passphrase: self.open(path, passphrase, read_only=only))
        self._show(page)

    def lock(self) -> None:
        """Close the register until its passphrase is given again; it stands as it stood then."""
        register, path = self.register, self._path
        if register is None or path is None or not self._put_away():
            return
        encrypted, read_only = register.encrypted, register.read_only
        if encrypted:
            self.ask_passphrase(path, locked=True, read_only=read_only)
            return
        words = _("This register is closed. It is not encrypted: anybody can open it.")
        again = (_("Open"), lambda: self.open(path, None, read_only=read_only))
        self._show(MessagePage(path.stem, words, [(_("Open another…"), self.choose), again]))

    def _show(self, page: CalmPage) -> None:
        self.window.show_page(page)
        self._close_register()

    def _put_away(self) -> bool:
        """Keep what is typed and how the desk stands, and close what else shows the register;
        whether it may be closed now.
        """
        desk = self.window.desk
        if desk is None:
            return True
        if not self.window.keep_desk():
            return False
        if self._path is not None:
            self._stood[self._path] = desk.state()
        for other in QApplication.topLevelWidgets():
            if other is not self.window and other.isVisible():
                other.close()
        return True

    # A register

    def open(self, path: Path, passphrase: str | None, *, read_only: bool) -> None:
        """Open a register and show it, or say why it does not open."""
        from ctdesk.db.register import AlreadyOpen, ReadOnlyPlace, open_register  # SQLAlchemy

        self._path = path
        try:
            self._close_register()
            self.register = open_register(path, passphrase, read_only=read_only)
            self._show_register(self.register)
        except (AlreadyOpen, ReadOnlyPlace) as error:
            words = _("Open read-only")
            self._refuse(path, error, (words, lambda: self.open(path, passphrase, read_only=True)))
        except UserError as error:
            self._refuse(path, error, None)

    def _refuse(self, path: Path, error: UserError, offer: Offer | None) -> None:
        from ctdesk.db.faults import Damaged  # SQLAlchemy
        from ctdesk.db.register import NotARegister, WrongPassphrase

        page = self.window.page
        lost = isinstance(error, (Damaged, NotARegister))
        if isinstance(page, PassphrasePage) and page.path == path and not lost:
            page.refused += isinstance(error, WrongPassphrase)
            told = [str(error)] if page.refused < 2 else [str(error), _perhaps_damaged(path)]
            page.refuse("\n\n".join(told), offer)
            return
        words = f"{error}\n\n{_elsewhere(path)}" if lost else str(error)
        offers: list[Offer] = [
            (_("New register…"), self.new),
            (_("Open another…"), self.choose),
            (_("Try again"), lambda: self.begin(path)),
        ]
        if lost:  # trying again would not make it whole: the primary one is to open a copy
            offers[1:] = reversed(offers[1:])
        title = _("{name} is not open").format(name=path.stem)
        self._show(MessagePage(title, words, offers + ([offer] if offer else [])))

    def _make(self, wanted: NewRegister) -> None:
        from ctdesk.db.creating import Example, make  # SQLAlchemy

        page = self.window.page
        self._path = wanted.path
        try:
            installation, author = load_installation(), self._settings.author
            today = today_in(self._settings.time_zone)
            example = Example(installation, author, today) if wanted.with_example else None
            register = make(wanted.path, wanted.passphrase, resources(), example)
        except UserError as error:
            if isinstance(page, WelcomePage):
                page.refuse(str(error))
            return
        self.register = register
        self._show_register(register)

    def _show_register(self, register: Register) -> None:
        from ctdesk.db.queries.settings import kept  # SQLAlchemy

        store, path = self._store(register), self._path
        stood = self._stood.get(path) if path is not None else None
        state = stood if stood is not None else store.read(kept("window"))
        self.window.show_register(
            store, encrypted=register.encrypted, state=state if isinstance(state, dict) else {}
        )
        if path is not None:
            try:
                remember_register(path)
            except UserError as error:
                self.window.say(str(error))
        if not register.read_only:
            QTimer.singleShot(SETTLED, self, _load_beside)

    def _store(self, register: Register) -> Store:
        from ctdesk.db.store import open_store  # SQLAlchemy

        store = open_store(register, load_installation(), self._settings.author)
        store.today = today_of(self._settings)
        return store


def _load() -> None:
    """Load what every register needs, while the first page waits to be read."""
    import ctdesk.db.register
    import ctdesk.ui.desk  # noqa: F401 - a third of a second, spent before it is waited for

    _load_further()


def _load_beside() -> None:
    """Load what is needed next in a thread, so that neither it nor the window waits."""
    QThreadPool.globalInstance().start(_load_further)


def _load_further() -> None:
    """Load what writes, as much as all the rest of SQLAlchemy; and what finds."""
    import ctdesk.db.queries.meant  # noqa: F401 - for the first letter typed
    from ctdesk.db.loading import load_mapper

    load_mapper()


def _asks_passphrase(path: Path) -> bool:
    """Whether to show the passphrase page: a guess made without SQLAlchemy.

    `open_register` has the last word; a file that is missing or no register is its to refuse.
    """
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        return False
    return len(head) == 16 and not head.startswith(b"SQLite format 3")


def _passphrase_in(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _("The passphrase file {path} cannot be read.").format(path=file)
        ) from error


def _elsewhere(path: Path) -> str:
    """What can be done where a file is no whole register."""
    words = _("The file is {path}. It was left as it is; open a copy or a backup of it instead.")
    return words.format(path=path)


def _perhaps_damaged(path: Path) -> str:
    """What else it may be where a passphrase does not open a file: nobody can tell the two."""
    words = _(
        "A file whose beginning is damaged looks the same. If you are sure of the passphrase, open "
        "a copy or a backup of {path}; it was left as it is."
    )
    return words.format(path=path)
