"""Focal points: per body who is designated, where nobody is, and a round that asks each anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ctdesk.days import today_of
from ctdesk.db.changes import Changes
from ctdesk.db.operations import people
from ctdesk.db.queries import focal_points as queries
from ctdesk.db.queries import posts
from ctdesk.db.queries.focal_points import FocalList, Gap, Round, Worklist
from ctdesk.db.queries.lists import ListQuery
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.exchange.mailto import mailto, verification
from ctdesk.settings import Settings
from ctdesk.ui.columns.focal_points import columns
from ctdesk.ui.pages.designations_pane import DesignationsPane
from ctdesk.ui.pages.list_page import ListPage, MenuLine
from ctdesk.ui.pages.round_pane import RoundPane, Standing
from ctdesk.ui.tables.empty import Empty
from ctdesk.ui.tables.model import Column
from ctdesk.ui.widgets.chips import ChipButton, one_at_most
from ctdesk.ui.widgets.figures import Figures
from ctdesk.ui.wishes import AddPost, EditPost, Open
from ctdesk.words import _, ngettext

_KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "regional": (_("Regional organizations"), ("regional",)),
    "entities": (_("Compact entities"), ("entity", "compact")),
    "all": (_("All"), ()),
}
_GAPS: tuple[tuple[Gap, str], ...] = (
    ("without", _("without a focal point")),
    ("vacant", _("with a vacant post")),
    ("stale", _("to verify")),
    ("verified", _("verified in this round")),
)
_NOTHING: Mapping[str, Empty] = {
    "without": Empty(_("Each body has a focal point")),
    "vacant": Empty(_("No designation is vacant")),
    "stale": Empty(_("Nothing to verify"), _("Each designation was found correct lately.")),
    "verified": Empty(_("Nothing verified yet"), _("Go on with the round: V says still correct.")),
}


class FocalPointsPage(ListPage):
    """Lists bodies with their focal points, and goes through a round of verification."""

    kind = "organization"
    title = _("Focal points")
    sizes = (640, 444)

    def __init__(self, store: Store, settings: Settings, parent: QWidget | None = None) -> None:
        self._today = today_of(settings)
        self._round: Round | None = store.read(queries.round_begun)
        self._work = Worklist()
        self._asked: int | None = None  # the designation the round is at
        self._verifying = False
        super().__init__(store, settings, parent)
        self.pane, self.round_pane = DesignationsPane(), RoundPane()
        self._stand_beside(self.pane)
        self.pane.wanted.connect(self.wanted)
        self.pane.verified.connect(self._verify)
        self.pane.change_wanted.connect(lambda post_id: self.wanted.emit(EditPost(post_id)))
        self.round_pane.correct.connect(self.verify)
        self.round_pane.changed.connect(self._change)
        self.round_pane.mail.connect(self.write_mail)
        self.round_pane.skip.connect(self._go_on)
        self.round_pane.begin_wanted.connect(self.begin_round)
        self.round_pane.left.connect(self.leave_round)
        self._refresh()

    # What the list holds

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of body on show; () for all."""
        pressed = next(key for key, chip in self.chips.items() if chip.isChecked())
        return _KINDS[pressed][1]

    def _query(self) -> ListQuery:
        return FocalList(("regional",))

    def _columns(self) -> tuple[Column, ...]:
        return columns(self._today)

    def _empty(self) -> Empty:
        return Empty(_("No body of this kind yet"))

    def _buttons(self) -> Sequence[QWidget]:
        self.round_button = QPushButton()
        self.round_button.clicked.connect(self.start_round)
        return (self.round_button,)

    def _chips(self) -> Sequence[QWidget]:
        self.chips = {
            key: ChipButton(words, checkable=True) for key, (words, _kinds) in _KINDS.items()
        }
        self.chips["regional"].setChecked(True)
        one_at_most(list(self.chips.values()), self._narrow_kinds)
        self.figures = Figures(_GAPS)
        self.figures.pressed.connect(lambda _key: self._narrow())
        return tuple(self.chips.values())

    def _list(self) -> QWidget:
        whole = super()._list()
        layout = whole.layout()
        assert isinstance(layout, QVBoxLayout)
        self.figures.setContentsMargins(10, 0, 10, 6)
        layout.insertWidget(1, self.figures)
        return whole

    def _narrow_kinds(self) -> None:
        if not any(chip.isChecked() for chip in self.chips.values()):
            self.chips["all"].setChecked(True)
        self._asked = None
        self._narrow()

    def _narrow(self) -> None:
        gap: Any = self.figures.chosen
        self.model.show_query(FocalList(self.kinds, gap=gap, since=self._since))
        self.view.set_empty(_NOTHING.get(gap, self._empty()))
        self.view.choose_first()
        self._refresh()

    def _widen(self) -> None:
        self.figures.let_go()
        self.chips["all"].click()

    @property
    def _since(self) -> Any:
        return None if self._round is None else self._round.begun

    def _several(self, count: int) -> str:
        return ngettext("{count} organization", "{count} organizations", count).format(count=count)

    def _menu(self, ids: Sequence[int]) -> Sequence[MenuLine]:
        if len(ids) != 1:
            return ()
        add = (_("Add post"), lambda: self.wanted.emit(AddPost(ids[0])), "new_post")
        return ((_("Open organization"), lambda: self.enter(ids[0]), "open"), add)

    # What the window asks for

    def acts(self) -> Mapping[str, Callable[[], None]]:
        found: dict[str, Callable[[], None]] = {"verification_round": self.start_round}
        if self._verifying and self._asked is not None:
            found |= {"verify": self.verify}
        body = self.current_id
        if body is not None:
            found["new_post"] = lambda: self.wanted.emit(AddPost(body))
        return found

    def enter(self, record_id: int) -> None:
        """Open a body on its own page, where its posts are."""
        self.wanted.emit(Open("organization", record_id, "people"))

    def edit(self, record_id: int) -> None:
        """As `enter`: a body is edited on its own page."""
        self.enter(record_id)

    # What stands beside it

    def _rest(self) -> QWidget | None:
        return self.round_pane if self._verifying else super()._rest()

    def _show_record(self, record_id: int | None) -> None:
        row = None if record_id is None else self._store.read(queries.focal_row(record_id))
        if row is None:
            self.pane.show_nothing(_("Choose a body to see its focal points."))
            return
        self.pane.show_body(row, self._today(), read_only=self._store.read_only)

    def _changed(self, changes: Changes) -> None:
        super()._changed(changes)
        if changes.touches("post", "organization", "person", "contact_point", "post_theme"):
            self._refresh()

    # The round

    def start_round(self) -> None:
        """Go on with the round, or begin one where none is on or nothing is left of it."""
        if self._round is None or not self._work.left:
            self.begin_round()
        self._verifying = self._round is not None
        self._show_at_rest()
        self._go_to(self._work.after(None) if self._asked is None else self._asked)
        self.round_pane.setFocus()

    def begin_round(self) -> None:
        """Begin a round today: what was verified before is to be verified anew."""
        if self._store.read_only:
            self.notice.say(_("The register is read only: no round can begin."), "warn")
            return
        self._keep(Round(self._today()))
        self._asked = None
        self._narrow()
        self._go_to(self._work.after(None))

    def leave_round(self) -> None:
        """Show the chosen body again; the round stays where it is."""
        self._verifying = False
        self._show_chosen()
        self.view.setFocus()
        self._tell_acts()

    def verify(self) -> None:
        """Note that the one asked about is still correct; the round goes on as it is told so."""
        if self._asked is not None:
            self._verify(self._asked)

    def _verify(self, post_id: int) -> None:
        today = self._today()
        try:
            post = self._store.read(posts.post(post_id))
            called = _("{organization}, {title}").format(
                organization=post.organization, title=post.title
            )
            self._store.perform(
                _("Verify {post}").format(post=called),
                lambda session: people.verify_post(session, post_id, today),
            )
        except UserError as error:
            self.notice.say(str(error))

    def _change(self) -> None:
        asked = self._asked
        if asked is not None:
            self._go_on()
            self.wanted.emit(EditPost(asked))

    def write_mail(self) -> None:
        """Have the system's mail program begin a mail to the one asked about, and go on."""
        standing = self._standing()
        if standing is None or standing.post is None:
            return
        post = standing.post
        if not standing.address:
            self.notice.say(_("No e-mail address is known of this focal point."), "warn")
            return
        written = verification(
            post, post.last_verified, self._settings.officer, self._settings.unit
        )
        link = QUrl.fromEncoded(mailto(standing.address, *written).encode("ascii"))
        if not QDesktopServices.openUrl(link):
            words = _("No mail program answers here. The address is {address}.")
            self.notice.say(words.format(address=standing.address), "warn")
            return
        self._keep(standing.of.wrote_to(post.id, self._today()))
        self._go_on()

    def _keep(self, begun: Round) -> None:
        self._store.keep_setting(queries.ROUND, begun.to_keep())
        self._round = self._store.read(queries.round_begun)

    def _go_on(self) -> None:
        self._go_to(self._work.after(self._asked))

    def _go_to(self, post_id: int | None) -> None:
        self._asked = post_id
        self._show_standing()
        self._tell_acts()

    def _refresh(self) -> None:
        """Count anew, and show where the round stands."""
        self.figures.show_counts(self._store.read(queries.figures(self.kinds, self._since)))
        self._work = Worklist()
        if self._round is not None:
            self._work = self._store.read(queries.worklist(self.kinds, self._round.begun))
        done, count = self._work.done, len(self._work.ids)
        words = _("Begin a round")
        if self._work.left:
            words = _("Go on: {done} of {count}").format(done=done, count=count)
        self.round_button.setText(words)
        self.round_button.setToolTip(_("Ask after each designation, one after the other"))
        if self._asked not in self._work.left:
            self._asked = self._work.after(self._asked)
        self._show_standing()
        self._tell_acts()

    def _standing(self) -> Standing | None:
        if self._round is None:
            return None
        try:
            post = None if self._asked is None else self._store.read(posts.post(self._asked))
        except UserError:  # gone since; the list is about to be read anew
            post = None
        address = "" if post is None else self._store.read(queries.address_of(post))
        return Standing(self._round, self._work, post, address)

    def _show_standing(self) -> None:
        standing = self._standing()
        if standing is None:
            return
        self.round_pane.show_standing(standing, self._today(), read_only=self._store.read_only)
        if self._verifying and standing.post is not None:
            self.view.choose(standing.post.organization_id)

    # How it was left

    def state(self) -> dict[str, Any]:
        pressed = next(key for key, chip in self.chips.items() if chip.isChecked())
        return {**super().state(), "kinds": pressed}

    def restore(self, state: Mapping[str, Any]) -> None:
        chip = self.chips.get(str(state.get("kinds")))
        if chip is not None and not chip.isChecked():
            chip.click()
        super().restore(state)
