"""The parts of a person's profile: at a glance, posts, engagements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.days import short_day
from ctdesk.db.queries import posts as post_queries
from ctdesk.db.queries.people import PersonProfile, TookPart, TookPartList
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.ui.actions import keys_of
from ctdesk.ui.codes import LANGUAGES, words_for
from ctdesk.ui.columns.people import part_chips, part_columns
from ctdesk.ui.plain import tip
from ctdesk.ui.profiles.lines import add_engagement, span
from ctdesk.ui.profiles.part import Part
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT
from ctdesk.ui.widgets.card import Card, label, link, open_button
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip, flowing
from ctdesk.ui.widgets.contact_rows import contact_card
from ctdesk.ui.widgets.designations import Designation, rank_words
from ctdesk.ui.wishes import AddPost, EditPost, Open
from ctdesk.words import _, ngettext

GLANCE = 5  # latest engagements at a glance


class GlancePart(Part):
    """What an officer asks first of a person.

    `verified` carries the id of a post whose designation is still correct.
    """

    verified = Signal(object)

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._today = today
        self.cards = CardsPage(_("Overview"))
        _fill(self, self.cards)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {}  # all here is of the person

    def show_record(self, record: PersonProfile, *, other: bool) -> None:
        today = self._today()
        found = (
            self._designations(record, today),
            _ways(record),
            self._posts(record, today),
            _biography(record),
            self._engagements(record),
            _about(record),
        )
        self.cards.show_cards([card for card in found if card is not None], from_top=other)

    def _designations(self, person: PersonProfile, today: date) -> Card | None:
        own = [post for post in person.current(today) if post.focal_point]
        if not own:
            return None
        card = Card(_("Focal point"))
        for post in own:
            made = Designation(post, today)
            made.verified.connect(lambda post_id=post.id: self.verified.emit(post_id))
            made.change_wanted.connect(lambda post_id=post.id: self.wanted.emit(EditPost(post_id)))
            card.add(made)
        return card

    def _posts(self, person: PersonProfile, today: date) -> Card:
        card = Card(_("Posts"))
        now = person.current(today)
        for post in now:
            card.add_row(label(f"{post.title}, {post.organization}"), _years(post))
        if not now:
            card.add(label(_("Holds no post now."), "muted"))
            add = _named(link(_("Add post")), "add-post")
            add.clicked.connect(lambda: self.wanted.emit(AddPost(person_id=person.id)))
            card.add_link(add)
        rest = len(person.posts) - len(now)
        if rest:
            words = ngettext("Show {count} other post", "Show {count} other posts", rest)
            more = _named(link(words.format(count=rest)), "all-posts")
            more.clicked.connect(lambda: self.part_wanted.emit("posts"))
            card.add_link(more)
        return card

    def _engagements(self, person: PersonProfile) -> Card:
        card = Card(_("Took part in"))
        for one in person.engagements[:GLANCE]:
            add_engagement(card, one, _part_chips(one), self.wanted.emit)
        if not person.engagements:
            card.add(label(_("Nothing is logged with this person yet."), "muted"))
        elif person.engagement_count > GLANCE:
            words = _("Show all {count} engagements").format(count=person.engagement_count)
            every = _named(link(words), "all-engagements")
            every.clicked.connect(lambda: self.part_wanted.emit("engagements"))
            card.add_link(every)
        return card


class PostsPart(Part):
    """Every post a person holds and held, and who held each before and after.

    `delete_wanted` carries the id of a post to be deleted, or None where it is not said which.
    """

    delete_wanted = Signal(object)

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        super().__init__(store)
        self._today = today
        self._shown: list[tuple[int, Card]] = []
        self.cards = CardsPage(_("Posts"))
        _fill(self, self.cards)

    def show_record(self, record: PersonProfile, *, other: bool) -> None:
        today = self._today()
        self._shown = [(post.id, self._post(post, today)) for post in record.posts]
        cards = [*(card for _id, card in self._shown), self._addition(record)]
        self.cards.show_cards(cards, from_top=other)

    def acts(self) -> Mapping[str, Callable[[], None]]:
        return {"delete": self._delete} if self._shown else super().acts()

    def shown_acts(self) -> Mapping[str, Callable[[], None]]:
        return {"delete_post": self._delete} if self._shown else {}

    def _delete(self) -> None:
        """Have the post deleted that the keyboard is, or was last, on; or the only one."""
        last = self.focusWidget()
        on = [one for one, card in self._shown if last is not None and card.isAncestorOf(last)]
        only = [one for one, _card in self._shown] if len(self._shown) == 1 else []
        self.delete_wanted.emit(next(iter(on or only), None))

    def _post(self, post: PostLine, today: date) -> Card:
        card = Card(post.title)
        where = open_button(post.organization_name)
        where.setObjectName(f"body:{post.id}")
        where.setToolTip(tip(_("Open {name}").format(name=post.organization_name)))
        where.clicked.connect(lambda: self.wanted.emit(Open("organization", post.organization_id)))
        card.add(where)
        words = ", ".join(filter(None, (post.unit, span(post))))
        if words:
            card.add(label(words, "muted"))
        chips = _states(post, today)
        if chips:
            card.add(flowing(chips))
        self._timeline(card, post)
        card.add(self._buttons(post, today))
        return card

    def _timeline(self, card: Card, post: PostLine) -> None:
        """Who held the post when, where more than one did."""
        try:
            tenures = self.store.read(post_queries.holders(post.id))
        except UserError:  # gone since the profile was read; it will be read anew
            return
        if len(tenures) < 2:
            return
        card.add_gap(UNIT)
        card.add(label(_("Holders"), "field"))
        for tenure in tenures:
            marks = [Chip(_("current"), "accent")] if tenure.id == post.id else []
            years = label(span(tenure) or _("undated"), "muted", wrap=False)
            card.add_row(self._holder(tenure, post), *marks, years)

    def _holder(self, tenure: PostLine, post: PostLine) -> QWidget:
        """Who held it; another person opens."""
        if not tenure.holder:
            return label(_("vacant"), "muted")
        if tenure.person_id == post.person_id:
            return label(tenure.holder)
        opens = open_button(tenure.holder)
        opens.setObjectName(f"holder:{post.id}:{tenure.id}")
        opens.clicked.connect(lambda: self.wanted.emit(Open("person", tenure.person_id or 0)))
        return opens

    def _buttons(self, post: PostLine, today: date) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, UNIT, 0, 0)
        row.setSpacing(UNIT)
        edit = QPushButton(_("Edit post"))
        edit.setObjectName(f"edit:{post.id}")
        edit.setAccessibleName(_("Edit {name}").format(name=post.title))
        edit.clicked.connect(lambda: self.wanted.emit(EditPost(post.id)))
        row.addWidget(edit)
        if not post.is_former(today):
            over = QPushButton(_("Hand over…"))
            over.setObjectName(f"over:{post.id}")
            over.setAccessibleName(_("Hand over {name}").format(name=post.title))
            over.clicked.connect(lambda: self.wanted.emit(EditPost(post.id, hand_over=True)))
            row.addWidget(over)
        delete = QPushButton(_("Delete"))
        delete.setObjectName(f"delete:{post.id}")
        delete.setAccessibleName(_("Delete {name}").format(name=post.title))
        delete.setToolTip(_("Entered by mistake ({keys})").format(keys=keys_of("delete_post")))
        delete.clicked.connect(lambda: self.delete_wanted.emit(post.id))
        row.addWidget(delete)
        row.addStretch(1)
        return holder

    def _addition(self, person: PersonProfile) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        if not person.posts:
            row.addWidget(label(_("No post is recorded."), "muted"), 1)
        add = QPushButton(_("Add post"))
        add.setObjectName("add-post")
        add.clicked.connect(lambda: self.wanted.emit(AddPost(person_id=person.id)))
        row.addWidget(add)
        if person.posts:
            row.addStretch(1)
        return holder


class TookPartPart(Part):
    """Everything a person took part in, in the one table."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        shown = part_columns()
        self.model = RecordModel(
            store, TookPartList(), shown, table="engagement", by="engagement_id", parent=self
        )
        self.view = RecordView(
            self.model, shown, _("Took part in"), _("Nothing is logged with this person yet.")
        )
        self.view.opened.connect(lambda one: self.wanted.emit(Open("engagement", one)))
        _fill(self, self.view)

    def show_record(self, record: PersonProfile, *, other: bool) -> None:
        self.model.show_query(TookPartList(person_id=record.id), rows_stay=False)
        if other:
            self.view.scrollToTop()

    def acts(self) -> Mapping[str, Callable[[], None]]:
        chosen = self.view.current_id
        if chosen is None:
            return super().acts()
        return {**super().acts(), "edit": lambda: self.wanted.emit(Open("engagement", chosen))}


def _fill(part: Part, widget: QWidget) -> None:
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    part.setFocusProxy(widget)


def _part_chips(one: TookPart) -> list[Chip]:
    chips = [Chip(labels.role(one.role), "accent")] if one.role else []
    return [*chips, *(Chip(words, tone) for words, tone in part_chips(one))]


def _years(post: PostLine) -> QWidget:
    return label(span(post), "muted", wrap=False)


def _states(post: PostLine, today: date) -> list[Chip]:
    found: list[Chip] = []
    if post.is_former(today):
        found.append(Chip(_("former")))
    elif not post.is_current(today):
        found.append(Chip(_("not yet begun"), "warn"))
    if post.person_id is None:
        found.append(Chip(_("vacant"), "warn"))
    if post.focal_point:
        found.append(Chip(rank_words(post.focal_point), "accent"))
        found += [Chip(theme) for theme in post.themes]
    return found


def _ways(person: PersonProfile) -> Card:
    empty = _("No way to reach them is recorded. F2 adds one.")
    return contact_card(person.ways, empty, [way.of for way in person.ways])


def _biography(person: PersonProfile) -> Card | None:
    if not person.biography:
        return None
    card = Card(_("Biography"))
    card.add(label(person.biography))
    return card


def _about(person: PersonProfile) -> Card | None:
    spoken = ", ".join(words_for(one, LANGUAGES) for one in person.languages)
    secret = person.sensitivity != "unclassified"
    rank = "" if person.protocol_rank is None else str(person.protocol_rank)
    facts = [
        (_("In lists"), person.name.listed),
        (_("Also known as"), person.aliases),
        (_("Languages"), spoken),
        (_("Protocol rank"), rank),
        (_("Sensitivity"), labels.sensitivity(person.sensitivity) if secret else ""),
        (_("Basis for holding"), person.basis),
        (_("Last verified"), short_day(person.last_verified) if person.last_verified else ""),
        (_("Review on"), short_day(person.review_on) if person.review_on else ""),
    ]
    card = Card(_("About"))
    card.add_facts([(name, value) for name, value in facts if value])
    return card


def _named(button: QPushButton, name: str) -> QPushButton:
    """A button by which the keyboard finds back when the cards are made anew."""
    button.setObjectName(name)
    return button
