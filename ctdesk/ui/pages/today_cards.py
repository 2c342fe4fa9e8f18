"""The cards of the page of today: what each asks the register, and how it says that in rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from ctdesk.days import local, month_day, short_day, week_day
from ctdesk.db.operations import people
from ctdesk.db.queries import drafts
from ctdesk.db.queries import today as queries
from ctdesk.db.queries.drafts import WaitingDraft
from ctdesk.db.queries.quiet import QUIET_AFTER
from ctdesk.db.queries.sheets import Promise, When
from ctdesk.db.search.tree import AllOf, Key
from ctdesk.db.store import Question, Store
from ctdesk.errors import UserError
from ctdesk.reports import dates
from ctdesk.ui.deadlines import due_chip, left_chip, quiet_chip
from ctdesk.ui.plain import caption
from ctdesk.ui.theme import set_role
from ctdesk.ui.widgets.card import Card
from ctdesk.ui.widgets.rows import Row, Rows
from ctdesk.ui.wishes import (
    AddCommitment,
    Ask,
    DiscardDraft,
    Go,
    LogEngagement,
    Open,
    PrintEngagement,
    ResumeDraft,
    Wish,
)
from ctdesk.words import _, ngettext

C = TypeVar("C")

VERIFIED = 168  # px of "last verified 25 Apr 2026"
CODE, ACRONYM = 16, 84  # px
GONE_QUIET = AllOf((Key("kind", ("regional",)), Key("quiet", (f"{QUIET_AFTER}d",))))
QUIET = 4  # rows: what is quiet today was quiet yesterday


class TodayCard(Card, Generic[C]):
    """One card.

    `wanted` carries a wish, `failed` a sentence; `recounted` says that something waits no more or
    waits now that no broadcast tells of. `tables` are those whose changes it follows.
    """

    wanted = Signal(object)
    failed = Signal(str)
    recounted = Signal()

    heading: ClassVar[str]
    tables: ClassVar[tuple[str, ...]]
    empty: ClassVar[str]  # what it says where there is nothing

    def __init__(self, store: Store, zone: str) -> None:
        super().__init__(self.heading)
        self.store = store
        self.zone = zone
        self.day = date.min
        self.everything = False  # whether all rows are shown that are in the card
        self._shown: tuple[C, date] | None = None
        self.rows = Rows(self.heading)
        self.add(self.rows)
        self.finish()

    # What those who build on it say

    def question(self, day: date) -> Question[C]:
        """What it asks the register."""
        raise NotImplementedError

    def make_rows(self, content: C) -> Sequence[Row]:
        """The rows that say it."""
        raise NotImplementedError

    def link(self, content: C) -> QPushButton | None:
        """What leads on, below the rows."""
        del content
        return None

    # What they use

    @property
    def limit(self) -> int | None:
        """How many rows are asked for."""
        return None if self.everything else queries.SHOWN

    def wish(self, wish: Wish) -> Callable[[], None]:
        """What emits a wish."""
        return lambda: self.wanted.emit(wish)

    def link_to(self, words: str, pressed: Callable[[], None]) -> QPushButton:
        """A link below the rows."""
        made = QPushButton(caption(words))
        set_role(made, "link-row")
        made.setAccessibleName(f"{words}: {self.heading}")
        made.clicked.connect(pressed)
        return made

    def offer(self, words: str, wish: Wish) -> QPushButton | None:
        """A link that begins what a card has nothing of, where it may be written."""
        return None if self.store.read_only else self.link_to(words, self.wish(wish))

    def more(self, count: int) -> QPushButton | None:
        """A link that shows the other rows in the card itself, where there are others."""
        if count <= queries.SHOWN:
            return None
        words = _("Show the first {count}") if self.everything else _("Show all {count}")
        shown = queries.SHOWN if self.everything else count
        return self.link_to(words.format(count=shown), self._toggle)

    def _toggle(self) -> None:
        self.everything = not self.everything
        self.refresh(self.day)

    # What the page asks for

    def refresh(self, day: date) -> None:
        """Read anew, and show what is otherwise than before."""
        content = self.store.read(self.question(day))
        self.day = day
        if (content, day) != self._shown:
            self._shown = content, day
            self.show_again()

    def show_again(self) -> None:
        """Make the rows anew from what was read last."""
        if self._shown is not None:
            content = self._shown[0]
            self.rows.show_rows(self.make_rows(content), self.empty, self.link(content))


class FollowUpCard(TodayCard[queries.FollowUp]):
    """What is owed either way, overdue or due soon."""

    heading = _("Follow-up")
    tables = ("commitment", "organization")
    empty = _("Nothing is overdue, and nothing is due within two weeks.")

    def question(self, day: date) -> Question[queries.FollowUp]:
        return queries.follow_up(day)

    def make_rows(self, content: queries.FollowUp) -> Sequence[Row]:
        return [self._row(promise) for promise in content.rows]

    def _row(self, promise: Promise) -> Row:
        opened = self.wish(Open("commitment", promise.id))
        row = Row(promise.id, promise.what, opened, lead=_sides(promise))
        if promise.due is not None:
            due = _("Due {day}").format(day=short_day(promise.due))
            row.add_chip(*due_chip(promise.due, self.day), due)
        return row

    def link(self, content: queries.FollowUp) -> QPushButton | None:
        if not content.open:
            return self.offer(_("Add commitment"), AddCommitment())
        count = content.open
        words = ngettext("Show {count} open commitment", "Show all {count} open commitments", count)
        return self.link_to(words.format(count=count), self.wish(Go("follow_up")))


def _sides(promise: Promise) -> str:
    if promise.by and promise.to:
        return _("{by} to {to}").format(by=promise.by, to=promise.to)
    return promise.by or (_("to {to}").format(to=promise.to) if promise.to else "–")


class ComingUpCard(TodayCard[queries.ComingUp]):
    """The engagements of today and of the days ahead."""

    heading = _("Coming up")
    tables = ("engagement", "participation", "organization", "person")
    empty = _("Nothing is planned for the next two weeks.")

    def question(self, day: date) -> Question[queries.ComingUp]:
        return queries.coming_up(day, self.limit)

    def make_rows(self, content: queries.ComingUp) -> Sequence[Row]:
        return [self._row(one) for one in content.rows]

    def _row(self, one: queries.Coming) -> Row:
        row = Row(
            one.id,
            one.title,
            self.wish(Open("engagement", one.id)),
            below=", ".join(one.parties) or _("nobody named yet"),
            lead=_days(one.when, self.day),
            lead_below=_time(one.when),
            lead_role="",
        )
        if one.status == "held":
            row.add_chip(_("held"), "good")
        brief = row.add_button(_("Brief"), self.wish(PrintEngagement(one.id)))
        brief.setToolTip(_("The sheet that prepares this engagement"))
        return row

    def link(self, content: queries.ComingUp) -> QPushButton | None:
        if not content.rows:
            return self.offer(_("Log engagement"), LogEngagement())
        return self.more(content.count)


def _days(when: When, today: date) -> str:
    first = when.starts.date()
    last = max(first, when.ends.date()) if when.ends else first
    if first < today <= last:
        return _("until {day}").format(day=week_day(last)) if last > today else _("Today")
    if last > first:
        begins = str(first.day) if first.month == last.month else month_day(first)
        return _("{first}–{last}").format(first=begins, last=month_day(last))
    named = {today: _("Today"), today + timedelta(days=1): _("Tomorrow")}
    return named.get(first) or week_day(first)


def _time(when: When) -> str:
    if when.all_day:
        return _("all day")
    clock = dates.clock(when.starts.time())
    return _("{time} ({zone})").format(time=clock, zone=dates.zone(when.time_zone))


class MilestonesCard(TodayCard[tuple[queries.Milestone, ...]]):
    """The milestones of action 23 (c), as the register has them: no result is stated here."""

    heading = _("Milestones of action 23 (c)")
    tables = ("framework_item", "framework")
    empty = _("The register holds no milestones.")

    def question(self, day: date) -> Question[tuple[queries.Milestone, ...]]:
        del day
        return queries.milestones

    def make_rows(self, content: tuple[queries.Milestone, ...]) -> Sequence[Row]:
        return [self._row(one) for one in content]

    def _row(self, one: queries.Milestone) -> Row:
        due = "" if one.due is None else _("Due {day}").format(day=short_day(one.due))
        state = _state(one.state)
        over = one.due is not None and one.due < self.day
        below = ", ".join(part for part in (due, state) if part)
        pressed = self.wish(Ask("engagements", Key("under", (one.label,))))
        row = Row(one.id, one.title, pressed, below=below, lead=one.code or "–", lead_width=CODE)
        if one.due is not None and not over and one.state not in _ENDED:
            row.add_chip(*left_chip((one.due - self.day).days))
        elif over and one.state in _UNDECIDED:  # what came of it is not known here: no alarm
            row.add_chip(_("overdue"), "warn", _("Its day has passed; what came of it is not said"))
        return row


_UNDECIDED, _ENDED = ("", "to_be_confirmed", "under_way"), ("done", "missed")


def _state(code: str) -> str:
    """A state to read; one that an officer wrote stands for itself."""
    return _("to be confirmed") if code == "to_be_confirmed" else code.replace("_", " ")


class GoingQuietCard(TodayCard[queries.GoneQuiet]):
    """The regional organizations that nobody has engaged for long."""

    heading = _("Going quiet")
    tables = ("engagement", "participation", "organization")
    empty = _("Every regional organization was engaged within the last 90 days.")

    def question(self, day: date) -> Question[queries.GoneQuiet]:
        return queries.going_quiet(day, QUIET)

    def make_rows(self, content: queries.GoneQuiet) -> Sequence[Row]:
        return [self._row(body) for body in content.rows]

    def _row(self, body: queries.QuietBody) -> Row:
        row = Row(
            body.id,
            body.name,
            self.wish(Open("organization", body.id)),
            lead=body.acronym or "–",
            lead_width=ACRONYM,
            lead_role="strong" if body.acronym else "muted",
        )
        last = body.last
        said = _("Last engaged on {day}").format(day=short_day(last)) if last else ""
        row.add_chip(*quiet_chip(body.quiet), said or _("No engagement is logged"))
        return row

    def link(self, content: queries.GoneQuiet) -> QPushButton | None:
        if not content.count:
            return None
        count = content.count
        words = ngettext("Show {count} organization", "Show all {count} organizations", count)
        return self.link_to(words.format(count=count), self.wish(Ask("organizations", GONE_QUIET)))


class VerifyCard(TodayCard[queries.ToVerify]):
    """The focal points that somebody should ask after."""

    heading = _("Focal points to verify")
    tables = ("post", "person", "organization")
    empty = _("No focal point is due to be verified.")

    def question(self, day: date) -> Question[queries.ToVerify]:
        return queries.to_verify(day, self.limit)

    def make_rows(self, content: queries.ToVerify) -> Sequence[Row]:
        return [self._row(one) for one in content.rows]

    def _row(self, one: queries.Designation) -> Row:
        change = self.wish(Open("post", one.post_id))
        words = ", ".join(part for part in (one.title, one.holder) if part)
        row = Row(
            one.post_id,
            words,
            change,
            lead=one.organization,
            lead_width=ACRONYM,
            lead_role="strong",
        )
        verified = _("never verified")
        if one.last_verified is not None:
            verified = _("last verified {day}").format(day=short_day(one.last_verified))
        row.add_words(verified, VERIFIED)
        writable = not self.store.read_only
        row.add_button(_("Still correct"), partial(self._verify, one), enabled=writable)
        row.add_button(_("Change"), change, enabled=writable)
        return row

    def _verify(self, one: queries.Designation) -> None:
        called = _("{organization}, {title}").format(organization=one.organization, title=one.title)
        step = _("Verify {post}").format(post=called)
        try:
            self.store.perform(
                step, lambda session: people.verify_post(session, one.post_id, self.day)
            )
        except UserError as error:
            self.failed.emit(str(error))

    def link(self, content: queries.ToVerify) -> QPushButton | None:
        return self.more(content.count)


_UNTITLED = {
    "engagement": _("An engagement without a title"),
    "organization": _("An organization without a name"),
    "person": _("A person without a name"),
    "post": _("A post without a title"),
}


class DraftsCard(TodayCard[tuple[WaitingDraft, ...]]):
    """What was typed and not saved; hidden while nothing waits."""

    heading = _("Typed and not saved")
    tables = ()  # a draft is kept without a broadcast, and goes with any: it is always read anew
    empty = _("Nothing waits to be saved.")

    def __init__(self, store: Store, zone: str) -> None:
        self._asked = ""  # key of the draft that may be discarded
        super().__init__(store, zone)
        self.rows.escaped.connect(lambda: self._ask(""))

    def question(self, day: date) -> Question[tuple[WaitingDraft, ...]]:
        del day
        return drafts.waiting

    def make_rows(self, content: tuple[WaitingDraft, ...]) -> Sequence[Row]:
        return [self._row(one) for one in content[: self.limit]]

    def _row(self, one: WaitingDraft) -> Row:
        go_on = self.wish(ResumeDraft(one.key))
        title = one.title or _UNTITLED.get(one.key.partition(":")[0], _("Something untitled"))
        if one.key == self._asked:
            row = Row(one.key, _("Discard “{title}” for good?").format(title=title), go_on)
            # The one that keeps it stands where the keyboard is.
            set_role(row.add_button(_("Discard"), partial(self._discard, one)), "danger")
            row.add_button(_("Keep it"), partial(self._ask, ""))
            return row
        words = _("{title}, {typed}").format(title=title, typed=self._typed(one))
        row = Row(one.key, words, go_on)
        row.add_button(_("Go on"), go_on)
        ask = partial(self._ask, one.key)
        row.add_button(_("Discard"), ask, enabled=not self.store.read_only)
        return row

    def _typed(self, one: WaitingDraft) -> str:
        at = local(one.at, self.zone)
        day, time = at.date(), f"{at:%H:%M}"
        if day == self.day:
            return _("typed today at {time}").format(time=time)
        if day == self.day - timedelta(days=1):
            return _("typed yesterday at {time}").format(time=time)
        return _("typed on {day} at {time}").format(day=short_day(day), time=time)

    def _ask(self, key: str) -> None:
        """Ask within the row; with no key, ask no more."""
        self._asked = key
        self.show_again()

    def _discard(self, one: WaitingDraft) -> None:
        self._asked = ""
        self.wanted.emit(DiscardDraft(one.key))
        self.refresh(self.day)
        self.recounted.emit()

    def link(self, content: tuple[WaitingDraft, ...]) -> QPushButton | None:
        return self.more(len(content))

    def show_again(self) -> None:
        super().show_again()
        self.setVisible(bool(self.rows.rows))
