"""What is entered as of today is as of the day where the officer is, not where the machine is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import PersonDraft, PostDraft
from ctdesk.db.operations import people as operations
from ctdesk.db.queries import people, posts
from ctdesk.db.queries.people import PersonList
from ctdesk.reports import dates
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.inputs.text import DayInput
from ctdesk.ui.forms.post_form import PostForm
from ctdesk.ui.profiles.memberships import MembershipsPart
from ctdesk.ui.tables.model import CELL
from tests import factory

# It is never the same day in both: in one of them the machine's own would be wrong.
FAR_APART = ("Pacific/Kiritimati", "Pacific/Pago_Pago")


class There:
    """A desk whose officer is in a time zone."""

    def __init__(self, desk: Desk, zone: str) -> None:
        self.desk, self._zone = desk, zone

    @property
    def today(self) -> date:
        return datetime.now(ZoneInfo(self._zone)).date()


@pytest.fixture(params=FAR_APART)
def there(request: pytest.FixtureRequest, program: Program) -> There:
    desk = program.window.desk
    assert desk is not None
    program.window._settings.time_zone = request.param  # set while the pages are there
    return There(desk, request.param)


def focal_point(desk: Desk) -> tuple[int, int]:
    person = desk.store.perform("Add", lambda s: operations.add(s, PersonDraft("Aya Example")))
    au = factory.known(desk.store).organization("AU")
    draft = PostDraft(au, "Director", person, focal_point="primary")
    return person, desk.store.perform("Add", lambda s: operations.add_post(s, draft))


def test_who_is_still_correct_is_so_today(there: There) -> None:
    person, _post = focal_point(there.desk)
    page = there.desk.people
    page.open(person)
    page.acts()["verify"]()
    found = there.desk.store.read(people.profile(person))
    assert (found.last_verified, found.posts[0].last_verified) == (there.today, there.today)
    there.desk.store.undo()
    page._verify_post(found.posts[0].id)
    again = there.desk.store.read(people.profile(person))
    assert again.posts[0].last_verified == there.today


def test_a_post_is_handed_over_today(there: There) -> None:
    _person, post = focal_point(there.desk)
    there.desk.edit_post(post, hand_over=True)
    form = there.desk.people.side.currentWidget()
    assert isinstance(form, PostForm)
    assert form.inputs["taken_up"].value() == there.today
    starts = form.inputs["starts"]
    assert isinstance(starts, DayInput)
    starts.line.setText("yesterday")
    assert starts.value() == there.today - timedelta(days=1)


def test_a_membership_ends_today(qtbot: QtBot, there: There) -> None:
    page = there.desk.organizations
    page.open(factory.known(there.desk.store).organization("ECOWAS"))
    page.show_part("memberships")
    part = page.profile.tabs.part("memberships")
    assert isinstance(part, MembershipsPart)
    qtbot.mouseClick(part._acts["end"], Qt.MouseButton.LeftButton)
    assert part.form.inputs["ends"].value() == there.today


def test_a_post_that_began_there_is_no_longer_to_come(there: There) -> None:
    person, post = focal_point(there.desk)
    au = factory.known(there.desk.store).organization("AU")
    draft = PostDraft(au, "Director", person, starts=there.today)
    there.desk.store.perform("Edit", lambda s: operations.edit_post(s, post, draft))
    there.desk.people.open(person)
    assert "Director" in there.desk.people.profile._header._below.text()


def test_a_list_counts_the_days_to_today(there: There) -> None:
    factory.log(there.desk.store, "SADC", starts=datetime(2025, 3, 5, 10))
    model = there.desk.organizations.model
    row = model.row_of(factory.known(there.desk.store).organization("SADC"))
    assert row is not None
    number = next(n for n, one in enumerate(model.columns) if one.key == "last_engaged")
    days = (there.today - date(2025, 3, 5)).days
    assert model.index(row, number).data(CELL).chips[0][0] == f"{days} days"


def test_a_sheet_is_of_today(there: There) -> None:
    au = factory.known(there.desk.store).organization("AU")
    pdf, _title, _name = there.desk.printing._brief(au, None)
    told = PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert " ".join(dates.day(there.today).split()) in " ".join(told.split())


def test_lists_hold_by_the_officers_day(there: There) -> None:
    person, post = focal_point(there.desk)
    store = there.desk.store
    ends = there.today - timedelta(days=1)  # in both zones a day that the other has otherwise
    draft = replace(store.read(posts.draft(post)), ends=ends)
    store.perform("End", lambda s: operations.edit_post(s, post, draft))
    query = PersonList()
    (row,) = store.read(lambda connection: query.rows(connection, [person])).values()
    assert row.post == ""
    draft = replace(draft, ends=there.today)
    store.perform("Still", lambda s: operations.edit_post(s, post, draft))
    (row,) = store.read(lambda connection: query.rows(connection, [person])).values()
    assert row.post == "Director"
