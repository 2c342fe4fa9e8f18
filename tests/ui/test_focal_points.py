"""The page of focal points by keys and clicks: its gaps, its figures, and a round gone through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.days import today_in
from ctdesk.db.drafts import ContactDraft, PersonDraft, PostDraft
from ctdesk.db.operations import people
from ctdesk.db.queries import posts
from ctdesk.db.queries.focal_points import ROUND, Round, round_begun
from ctdesk.db.register import Register
from ctdesk.db.store import Store, open_store
from ctdesk.settings import Settings
from ctdesk.ui.pages.focal_points import FocalPointsPage
from ctdesk.ui.pages.people import PeoplePage
from ctdesk.ui.wishes import AddPost, EditPost, Open
from tests import factory
from tests.conftest import INSTALLATION
from tests.ui.conftest import desk_of
from tests.ui.keys import Key, focused, press

TODAY = today_in("America/New_York")


def designate(store: Store, body: str, rank: str, days: int, mail: str = "") -> int:
    """A designation verified so long ago, held by somebody with an address unless there is none."""
    known = factory.known(store)
    ways = (ContactDraft("email", mail, "", True),) if mail else ()
    who = PersonDraft(f"Holder in {body}", contact_points=ways)
    holder = store.perform("Add", lambda s: people.add(s, who))
    draft = PostDraft(
        known.organization(body), f"{rank} in {body}", holder, focal_point=rank,
        last_verified=TODAY - timedelta(days=days),
    )  # fmt: skip
    return store.perform("Add", lambda s: people.add_post(s, draft))


@pytest.fixture
def three(store: Store) -> list[int]:
    """In the order of a round."""
    return [
        designate(store, "AU", "primary", 300, "aya@example.org"),
        designate(store, "ECOWAS", "primary", 20),
        designate(store, "SADC", "alternate", 250, "s&p@example.org"),
    ]


def shown(qtbot: QtBot, store: Store, settings: Settings) -> FocalPointsPage:
    made = FocalPointsPage(store, settings)
    qtbot.addWidget(made)
    made.resize(1084, 730)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    return made


@pytest.fixture
def page(qtbot: QtBot, store: Store, settings: Settings, three: list[int]) -> FocalPointsPage:
    return shown(qtbot, store, settings)


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def wishes_of(page: FocalPointsPage) -> list[object]:
    found: list[object] = []
    page.wanted.connect(found.append)
    return found


def verified_on(store: Store, post_id: int) -> date | None:
    return store.read(posts.post(post_id)).last_verified


def cell(page: FocalPointsPage, body: str, column: str) -> str:
    keys = [one.key for one in page.model.columns]
    for row in range(page.model.rowCount()):
        index = page.model.index(row, 0)
        if str(index.data()).startswith(body):
            return str(page.model.index(row, keys.index(column)).data())
    raise AssertionError(body)


class Mailer(QObject):
    """The system's mail program, as Qt knows one: what it was asked to begin."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[QUrl] = []

    @Slot(QUrl)
    def begin(self, url: QUrl) -> None:
        self.begun.append(url)


@pytest.fixture
def mailer() -> Iterator[Mailer]:
    made = Mailer()
    QDesktopServices.setUrlHandler("mailto", made, "begin")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("mailto")


def test_gaps_are_said_in_words(page: FocalPointsPage) -> None:
    assert cell(page, "AU", "primary").startswith("Holder in AU")
    assert cell(page, "SADC", "primary") == "nobody designated"
    assert "Holder in SADC" in cell(page, "SADC", "alternate")
    assert cell(page, "AU", "alternate") == "none"
    assert cell(page, "OIC", "verified") == "–"


def test_a_figure_opens_as_many_as_it_counts(page: FocalPointsPage) -> None:
    for key, figure in page.figures.buttons.items():
        if figure.isHidden():
            assert key == "verified"  # no round has begun
            continue
        figure.click()
        assert page.model.rowCount() == figure.count, key
        figure.click()
    assert page.model.rowCount() > page.figures.buttons["without"].count


def test_other_kinds_have_other_figures(page: FocalPointsPage, store: Store) -> None:
    designate(store, "UNOCT", "primary", 1)
    regional = page.figures.buttons["without"].count
    page.chips["entities"].click()
    assert page.figures.buttons["without"].count != regional
    page.figures.buttons["without"].click()
    assert page.model.rowCount() == page.figures.buttons["without"].count
    assert page.state()["kinds"] == "entities"


def test_the_chosen_body_is_shown_with_what_is_missing(
    page: FocalPointsPage, qtbot: QtBot, store: Store
) -> None:
    found = wishes_of(page)
    body = factory.known(store).organization("SADC")
    page.open(body)
    assert "Nobody is designated as primary focal point." in words_of(page.pane)
    page.pane.findChild(QPushButton, "add:primary").click()
    page.pane.findChild(QPushButton, "open").click()
    page.enter(body)
    opened = Open("organization", body, "people")
    assert found == [AddPost(body), opened, opened]


def test_a_round_by_keys(
    page: FocalPointsPage, store: Store, three: list[int], mailer: Mailer
) -> None:
    found = wishes_of(page)
    page.acts()["verification_round"]()
    assert store.read(round_begun) == Round(TODAY)
    assert focused() is page.round_pane
    assert page.round_pane.progress.text() == "0 of 3"
    press(Key.Key_V)
    assert verified_on(store, three[0]) == TODAY
    assert page.round_pane.progress.text() == "1 of 3"
    assert "Holder in ECOWAS" in words_of(page.round_pane)
    press(Key.Key_C)  # and on it goes to the third
    assert found == [EditPost(three[1])]
    press(Key.Key_M)
    assert len(mailer.begun) == 1
    assert mailer.begun[0].path() == "s&p@example.org"
    kept = store.read(round_begun)
    assert kept is not None
    assert kept.written == {three[2]: TODAY}
    assert "Holder in ECOWAS" in words_of(page.round_pane)  # the first that is left
    press(Key.Key_V, Key.Key_V)
    assert page.round_pane.progress.text() == "3 of 3"
    assert page.figures.buttons["verified"].count == 3
    assert all(verified_on(store, one) == TODAY for one in three)
    press(Key.Key_V)  # nothing is asked: nothing happens
    assert "verify" not in page.acts()


def test_taken_back_it_is_asked_again(
    page: FocalPointsPage, store: Store, three: list[int]
) -> None:
    page.start_round()
    press(Key.Key_V)
    store.undo()
    assert page.round_pane.progress.text() == "0 of 3"
    press(Key.Key_N, Key.Key_N)
    assert "Holder in AU" in words_of(page.round_pane)


def test_no_address_no_mail(page: FocalPointsPage, mailer: Mailer, store: Store) -> None:
    page.start_round()
    press(Key.Key_N, Key.Key_M)
    assert not mailer.begun
    assert not page.round_pane.mail_button.isEnabled()
    assert "No e-mail address is known." in words_of(page.round_pane)
    page.write_mail()
    assert "No e-mail address is known" in page.notice.text
    kept = store.read(round_begun)
    assert kept is not None
    assert not kept.written


def test_the_round_waits_where_it_was_left(
    page: FocalPointsPage, qtbot: QtBot, store: Store, settings: Settings
) -> None:
    page.start_round()
    press(Key.Key_V, Key.Key_Escape)
    assert page.side.shown is page.pane
    assert focused() is page.view
    again = shown(qtbot, store, settings)
    assert again.round_button.text() == "Go on: 1 of 3"
    again.start_round()
    assert store.read(round_begun) == Round(TODAY)
    assert "Holder in ECOWAS" in words_of(again.round_pane)


def test_an_older_round_counts_from_its_day(
    qtbot: QtBot, store: Store, settings: Settings, three: list[int]
) -> None:
    store.keep_setting(ROUND, Round(TODAY - timedelta(days=30)).to_keep())
    page = shown(qtbot, store, settings)
    assert page.round_button.text() == "Go on: 1 of 3"
    page.start_round()
    page.round_pane.begin_button.click()
    assert page.round_pane.progress.text() == "0 of 3"


def test_an_empty_register_says_what_to_do(qtbot: QtBot, store: Store, settings: Settings) -> None:
    page = shown(qtbot, store, settings)
    page.start_round()
    assert any("the form of a post says who is" in one for one in words_of(page.round_pane))


def test_read_only_nothing_begins(qtbot: QtBot, opened: Register, settings: Settings) -> None:
    store = open_store(opened, INSTALLATION, "Test officer")
    store.read_only = True
    page = shown(qtbot, store, settings)
    page.start_round()
    assert store.read(round_begun) is None
    assert "read only" in page.notice.text


def test_change_opens_the_form_of_the_post(program: Program, qtbot: QtBot) -> None:
    desk = desk_of(program)
    post = designate(desk.store, "AU", "primary", 300)
    desk.show_page("focal_points")
    page = desk.page_of("focal_points")
    assert isinstance(page, FocalPointsPage)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    page.start_round()
    press(Key.Key_C)
    people_page = desk.page
    assert isinstance(people_page, PeoplePage)
    assert people_page.side.open_form is people_page.post_form
    assert people_page.post_form.record_id == post
