"""The parts of a person's profile: at a glance, posts, engagements."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ctdesk.db.queries import posts as post_queries
from ctdesk.db.queries.people import PersonProfile, TookPart, TookPartList
from ctdesk.db.queries.posts import PostLine
from ctdesk.db.store import Store
from ctdesk.errors import UserError
from ctdesk.reports import labels
from ctdesk.ui.codes import LANGUAGES, words_for
from ctdesk.ui.days import short_day
from ctdesk.ui.forms.inputs.flow import FlowLayout
from ctdesk.ui.pages.people_columns import part_chips, part_columns
from ctdesk.ui.tables.model import RecordModel
from ctdesk.ui.tables.view import RecordView
from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.card import Card, label
from ctdesk.ui.widgets.cards_page import CardsPage
from ctdesk.ui.widgets.chips import Chip
from ctdesk.ui.widgets.contact_rows import ContactRows
from ctdesk.ui.widgets.designations import Designation, rank_words
from ctdesk.ui.wishes import AddPost, EditPost, Open
from ctdesk.words import _, ngettext

GLANCE = 5  # latest engagements at a glance


class PersonPart(QWidget):
    """One part of a person's profile.

    `wanted` carries a wish, `part_wanted` the key of another part, `verified` the id of a post
    whose designation is still correct.
    """

    wanted = Signal(object)
    part_wanted = Signal(str)
    verified = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def show_person(self, person: PersonProfile, today: date, *, other: bool) -> None:
        """Show a person; `other` says that it is not the one shown before."""
        raise NotImplementedError


class GlancePart(PersonPart):
    """What an officer asks first of a person."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.cards = CardsPage(_("Overview"))
        self.column.addWidget(self.cards)
        self.setFocusProxy(self.cards)

    def show_person(self, person: PersonProfile, today: date, *, other: bool) -> None:
        found = (
            self._designations(person, today),
            _ways(person),
            self._posts(person, today),
            _biography(person),
            self._engagements(person),
            _about(person),
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
            add = _link(_("Add post"), "add-post")
            add.clicked.connect(lambda: self.wanted.emit(AddPost(person_id=person.id)))
            card.add_link(add)
        rest = len(person.posts) - len(now)
        if rest:
            words = ngettext("Show {count} other post", "Show {count} other posts", rest)
            more = _link(words.format(count=rest), "all-posts")
            more.clicked.connect(lambda: self.part_wanted.emit("posts"))
            card.add_link(more)
        return card

    def _engagements(self, person: PersonProfile) -> Card:
        card = Card(_("Took part in"))
        for one in person.engagements[:GLANCE]:
            card.add_row(*self._engagement(one), stretch=1)
        if not person.engagements:
            card.add(label(_("Nothing is logged with this person yet."), "muted"))
        elif person.engagement_count > GLANCE:
            words = _("Show all {count} engagements").format(count=person.engagement_count)
            every = _link(words, "all-engagements")
            every.clicked.connect(lambda: self.part_wanted.emit("engagements"))
            card.add_link(every)
        return card

    def _engagement(self, one: TookPart) -> tuple[QWidget, ...]:
        day = label(short_day(one.starts.date()), wrap=False)
        day.setMinimumWidth(86)
        title = open_button(one.title)
        title.setObjectName(f"engagement:{one.id}")
        title.clicked.connect(lambda: self.wanted.emit(Open("engagement", one.id)))
        chips: list[QWidget] = [Chip(labels.role(one.role), "accent")] if one.role else []
        chips += [Chip(words, tone) for words, tone in part_chips(one)]
        return day, title, _side_by_side(chips)


class PostsPart(PersonPart):
    """Every post a person holds and held, and who held each before and after."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.cards = CardsPage(_("Posts"))
        self.column.addWidget(self.cards)
        self.setFocusProxy(self.cards)

    def show_person(self, person: PersonProfile, today: date, *, other: bool) -> None:
        cards: list[QWidget] = [self._post(post, today) for post in person.posts]
        cards.append(self._addition(person))
        self.cards.show_cards(cards, from_top=other)

    def _post(self, post: PostLine, today: date) -> Card:
        card = Card(post.title)
        where = open_button(post.organization_name)
        where.setObjectName(f"body:{post.id}")
        where.setToolTip(_("Open {name}").format(name=post.organization_name))
        where.clicked.connect(lambda: self.wanted.emit(Open("organization", post.organization_id)))
        card.add(where)
        words = ", ".join(filter(None, (post.unit, span(post))))
        if words:
            card.add(label(words, "muted"))
        chips = _states(post, today)
        if chips:
            card.add(_flowing(chips))
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
        card.add(_gap(UNIT))
        card.add(label(_("Who held it when"), "field"))
        for tenure in tenures:
            marks = [Chip(_("this one"), "accent")] if tenure.id == post.id else []
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


class TookPartPart(PersonPart):
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
        self.column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_person(self, person: PersonProfile, today: date, *, other: bool) -> None:
        del today
        self.model.show_query(TookPartList(person_id=person.id))
        if other:
            self.view.scrollToTop()


def span(post: PostLine) -> str:
    """From when to when; as much of it as is known."""
    starts = short_day(post.starts) if post.starts else ""
    ends = short_day(post.ends) if post.ends else ""
    if starts and ends:
        return _("{first} to {last}").format(first=starts, last=ends)
    if starts:
        return _("since {day}").format(day=starts)
    return _("until {day}").format(day=ends) if ends else ""


def _years(post: PostLine) -> QWidget:
    return label(span(post), "muted", wrap=False)


def _states(post: PostLine, today: date) -> list[QWidget]:
    found: list[QWidget] = []
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
    card = Card(_("Contact"))
    if person.ways:
        card.add(ContactRows(person.ways, [way.of for way in person.ways]))
    else:
        card.add(label(_("No way to reach them is recorded. F2 adds one."), "muted"))
    return card


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


def open_button(words: str) -> QPushButton:
    """Words that open something, as wide as there is room."""
    button = QPushButton()
    set_role(button, "row")
    button.setAccessibleName(words)
    inside = QHBoxLayout(button)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(label(words))
    button.setMinimumHeight(20)
    return button


def _link(words: str, name: str) -> QPushButton:
    button = QPushButton(words.replace("&", "&&"))
    button.setObjectName(name)
    set_role(button, "link")
    return button


def _side_by_side(chips: list[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(5)
    for chip in chips:
        row.addWidget(chip)
    return holder


def _flowing(chips: list[QWidget]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    flow.setContentsMargins(0, 4, 0, 2)
    for chip in chips:
        flow.addWidget(chip)
    return holder


def _gap(height: int) -> QWidget:
    made = QWidget()
    made.setFixedHeight(height)
    return made
