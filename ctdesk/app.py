"""The window, put together: the only module that knows every part.

The frame is painted first; what the register needs is loaded while the officer types the
passphrase.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ctdesk.errors import UserError
from ctdesk.paths import default_register, resources
from ctdesk.settings import Settings, load_installation, load_settings
from ctdesk.ui import theme
from ctdesk.ui.dialogs.passphrase import CalmPage, MessagePage, Offer, PassphrasePage
from ctdesk.ui.dialogs.welcome import NewRegister, WelcomePage
from ctdesk.ui.errors import ErrorCatcher
from ctdesk.ui.main_window import MainWindow
from ctdesk.words import _

if TYPE_CHECKING:
    from ctdesk.db.register import Register
    from ctdesk.db.store import Store


def run(register: Path | None, passphrase_file: Path | None, read_only: bool = False) -> int:
    """Show the window until it is closed; the exit code.

    Without a register the first page offers to make one or open one.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("CT Desk")
    app.setDesktopFileName("ctdesk")
    settings = load_settings()
    theme.apply(app, settings)
    program = Program(settings, read_only=read_only)
    program.start(register, passphrase_file)
    program.window.show()
    try:
        return app.exec()
    finally:
        program.close()


class Program(QObject):
    """The window and the register that is open in it, if one is."""

    def __init__(self, settings: Settings, *, read_only: bool = False) -> None:
        super().__init__()
        self._settings = settings
        self._read_only = read_only
        self._path: Path | None = None
        self.register: Register | None = None
        self.window = MainWindow(settings)
        self.catcher = ErrorCatcher(self.window, self.window.say)
        self.window.failed.connect(self.catcher.show)
        self.window.open_wanted.connect(self.choose)
        self.window.new_wanted.connect(self.welcome)

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
        self.catcher.stop()

    def _close_register(self) -> None:
        if self.register is not None:
            register, self.register = self.register, None
            register.close()

    # Pages without a register

    def welcome(self) -> None:
        """Offer to make a register or to open one."""
        if not self._may_leave():
            return
        place = self._path.with_name("new.ctdesk") if self._path else default_register()
        page = WelcomePage(place)
        page.make_wanted.connect(self._make)
        page.open_wanted.connect(self.choose)
        self._show(page)

    def choose(self) -> None:
        """Have the officer choose a register to open."""
        if not self._may_leave():
            return
        folder = str((self._path or default_register()).parent)
        chosen, _filter = QFileDialog.getOpenFileName(
            self.window, _("Open register"), folder, _("CT Desk registers (*.ctdesk);;All (*)")
        )
        if chosen:
            self.begin(Path(chosen))

    def begin(self, path: Path) -> None:
        """Open a register, asking for the passphrase if it needs one."""
        if _asks_passphrase(path):
            self.ask_passphrase(path)
        else:
            self.open(path, None, read_only=self._read_only)

    def ask_passphrase(self, path: Path) -> None:
        """Show the page that asks for the passphrase."""
        page = PassphrasePage(path.stem, [(_("Open another…"), self.choose)])
        page.given.connect(
            lambda passphrase: self.open(path, passphrase, read_only=self._read_only)
        )
        self._show(page)

    def _show(self, page: CalmPage) -> None:
        self.window.show_page(page)
        self._close_register()

    def _may_leave(self) -> bool:
        desk = self.window.desk
        if desk is None or not desk.unsaved:
            return True
        desk.show_unsaved()
        self.window.say(_("What you typed is not saved yet: save it or leave it first."))
        return False

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
        page = self.window.page
        if isinstance(page, PassphrasePage):
            page.refuse(str(error), offer)
            return
        offers: list[Offer] = [
            (_("New register…"), self.welcome),
            (_("Open another…"), self.choose),
            (_("Try again"), lambda: self.begin(path)),
        ]
        title = _("{name} is not open").format(name=path.stem)
        self._show(MessagePage(title, str(error), offers + ([offer] if offer else [])))

    def _make(self, wanted: NewRegister) -> None:
        from ctdesk.db.creating import Example, make  # SQLAlchemy

        page = self.window.page
        self._path = wanted.path
        try:
            installation, author = load_installation(), self._settings.author
            example = Example(installation, author, date.today()) if wanted.with_example else None
            register = make(wanted.path, wanted.passphrase, resources(), example)
        except UserError as error:
            if isinstance(page, WelcomePage):
                page.refuse(str(error))
            return
        self.register = register
        self._show_register(register)

    def _show_register(self, register: Register) -> None:
        self.window.show_register(self._store(register), encrypted=register.encrypted)

    def _store(self, register: Register) -> Store:
        from ctdesk.db.store import open_store  # SQLAlchemy

        return open_store(register, load_installation(), self._settings.author)


def _load() -> None:
    """Load what every register needs, while the first page waits to be read."""
    import ctdesk.db.register
    import ctdesk.ui.desk  # noqa: F401 - a third of a second, spent before it is waited for
    from ctdesk.db.models import prepare

    prepare()


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
