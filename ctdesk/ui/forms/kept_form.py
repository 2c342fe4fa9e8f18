"""A form of which nothing typed is lost: kept while it is typed, left with a question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ctdesk.db.files import DocumentDraft
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.settings import Settings
from ctdesk.ui.forms.draft_keeper import DraftKeeper
from ctdesk.ui.forms.form_frame import FormFrame
from ctdesk.words import _

Keep = Callable[[str, str, Sequence[DocumentDraft]], None]


class KeptForm(FormFrame):
    """Keeps what is typed in the register; those who build on it say what that is, and save it."""

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.store, self.settings = store, settings
        self._keeper = DraftKeeper(store, self)
        self._not_kept_yet = ""  # what was said when it could not be
        self._keeper.due.connect(lambda: self._keep_by(self._keeper.keep_beside))
        self._keeper.failed.connect(self._say_not_kept)
        self._keeper.writing.connect(self._say_kept)

    def hand_over(self, keep: Keep) -> None:
        """Hand what is typed to `keep`: what it is called, the memo, the files."""
        raise NotImplementedError

    def show_base(self) -> None:
        """Show what is stored; nothing is typed."""
        raise NotImplementedError

    def close_up(self) -> None:
        """Rest, and say that the officer is done."""
        raise NotImplementedError

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that neither the record nor a kept draft has yet."""
        return self.is_dirty() and (self._keeper.waiting or not self._keeper.keeps)

    def keep_now(self) -> bool:
        """Keep what is typed at once; whether nothing is lost if the program ends now."""
        self._keep_by(self._keeper.keep)
        return not self.unsaved

    def leave(self) -> None:
        """Close, with a question where something was typed."""
        self.leaving(self.close_up)

    def leave_for(self, then: Callable[[], None]) -> None:
        """Close, with a question where something was typed, and go on to something else."""

        def go_on() -> None:
            self.close_up()
            then()

        self.leaving(go_on)

    def leaving(self, then: Callable[[], None]) -> None:
        """Go on with `then`, once what is typed is kept, discarded, or was nothing."""
        if not self.is_dirty():
            self.keep_now()
            then()
        elif self.settings.leaving == "draft" and self.keep_now():
            then()
        else:
            self.ask(then, None if self.store.read_only else lambda: self._kept(then))

    def ask(self, then: Callable[[], None], keep: Callable[[], None] | None = None) -> None:
        """Ask whether what is typed is to be discarded, or else kept, before `then`."""

        def discard() -> None:
            self.discard()
            then()

        self.notice.pass_over()  # "Saved" is of the one before
        self.question.ask(_("What you typed is not saved."), discard, keep)

    def discard(self) -> None:
        """Show the record as it is stored, and keep nothing of what was typed."""
        try:
            self._keeper.drop()
        except UserError as error:
            self.notice.say(str(error))
        self.show_base()

    def forget(self, key: str) -> None:
        """Show nothing typed any more, where that is kept under this key: it was discarded."""
        if self._keeper.key == key:
            self.discard()

    def _kept(self, then: Callable[[], None]) -> None:
        if self.keep_now():
            then()

    def _keep_by(self, keep: Keep) -> None:
        self._keeper.calm()
        try:
            if not self.is_dirty():
                self._keeper.drop()
            elif self._keeper.key:
                self.hand_over(keep)
        except UserError as error:
            self._say_not_kept(error)
        else:
            self._say_kept(())

    def _say_not_kept(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._keeper.again()
        self._not_kept_yet = _("What you type is not kept. {why}").format(why=error)
        self.notice.say(self._not_kept_yet, "warn")

    def _say_kept(self, writing: Sequence[DocumentDraft]) -> None:
        """Say no longer that it is not, once it is."""
        said = self._not_kept_yet and self.notice.text == self._not_kept_yet
        if said and not writing and not self._keeper.waiting:
            self._not_kept_yet = ""
            self.notice.clear()
