"""The page of joint initiatives: the list, its form, the profile beside it, and readings by key."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ctdesk.app import Program
from ctdesk.db.drafts import IndicatorDraft
from ctdesk.db.operations import initiatives as operations
from ctdesk.db.queries.initiative_profile import head
from ctdesk.db.queries.initiatives import draft
from ctdesk.ui.desk import Desk
from ctdesk.ui.forms.initiative_form import InitiativeForm
from ctdesk.ui.forms.inputs.bodies import BodiesInput
from ctdesk.ui.forms.inputs.decimal import DecimalInput
from ctdesk.ui.forms.inputs.indicators import IndicatorsInput
from ctdesk.ui.pages.initiatives import InitiativesPage
from ctdesk.ui.profiles.indicators import IndicatorsPart
from ctdesk.ui.widgets.readings_chart import ReadingsChart
from tests import factory
from tests.ui.conftest import desk_of
from tests.ui.keys import CTRL, Key, ctrl, focused, press, type_

LONG = "مبادرة مشتركة لإدارة الحدود في غرب أفريقيا الساحلية وبناء القدرات " * 4


@pytest.fixture
def desk(program: Program) -> Desk:
    return desk_of(program)


@pytest.fixture
def ids(desk: Desk) -> dict[str, int]:
    counted = IndicatorDraft("Officers trained", "people", 0, date(2026, 1, 1), 200,
                             date(2026, 12, 31))  # fmt: skip
    made = (
        factory.initiative(desk.store, "Borders", lead="UNOCT", partners=("AU", "ECOWAS"),
                           themes=("Border security",), places=("Mali",), state="under_way",
                           programme="joint_appeal", starts=date(2026, 1, 5),
                           ends=date(2026, 12, 1), indicators=(counted,)),
        factory.initiative(desk.store, "Finance", lead="UNODC", state="planned",
                           programme="kuwait_phase"),
        factory.initiative(desk.store, LONG.strip(), state="done"),
    )  # fmt: skip
    store = desk.store
    return {
        one.name[:7]: store.perform("Add", lambda s, one=one: operations.add(s, one))
        for one in made
    }


@pytest.fixture
def page(desk: Desk, ids: dict[str, int], qtbot: QtBot) -> InitiativesPage:
    desk.show_page("initiatives")
    shown = desk.page
    assert isinstance(shown, InitiativesPage)
    qtbot.waitUntil(lambda: shown.profile.shown_id is not None)
    return shown


def listed(page: InitiativesPage) -> list[str]:
    return [page._called(page.model.id_at(row) or 0)[:7] for row in range(page.model.rowCount())]


def test_it_is_a_place_with_its_count(program: Program, ids: dict[str, int], qtbot: QtBot) -> None:
    desk = desk_of(program)
    button = desk.navigation._buttons["initiatives"]
    qtbot.waitUntil(lambda: button.accessibleName() == "Initiatives, 3")
    QTest.keyClick(program.window, Key.Key_3, CTRL | Qt.KeyboardModifier.AltModifier)
    assert desk.page_key == "initiatives"


def test_chips_and_the_line_narrow_the_list(page: InitiativesPage) -> None:
    assert listed(page) == ["Borders", "Finance", LONG[:7]]
    for chip, wanted in (
        ("current", ["Borders", "Finance"]), ("ended", [LONG[:7]]), ("joint_appeal", ["Borders"]),
        ("kuwait_phase", ["Finance"]), ("other", [LONG[:7]]),
    ):  # fmt: skip
        page.chips[chip].click()
        assert listed(page) == wanted, chip
        page.chips[chip].click()
    page.ask_text('theme:"Border security" org:AU region:Africa')
    assert listed(page) == ["Borders"]


def test_one_is_entered_by_keys_alone_and_undone(page: InitiativesPage, desk: Desk) -> None:
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_I, CTRL | Qt.KeyboardModifier.AltModifier)
    assert page.form.inputs["name"].isAncestorOf(focused())
    type_("Sahel posts")
    press(Key.Key_Tab)
    type_("joint")
    press(Key.Key_Tab)
    type_("UNOCT")
    press(Key.Key_Return, Key.Key_Tab)
    for name in ("ECOWAS", "AU"):
        type_(name)
        press(Key.Key_Return)
    press(Key.Key_Tab)
    type_("border")
    press(Key.Key_Return, Key.Key_Tab)
    type_("Western Africa")
    press(Key.Key_Return)
    ctrl(Key.Key_Return)
    kept = desk.store.read(draft(page.current_id or 0))
    assert (kept.name, kept.programme, kept.state) == ("Sahel posts", "joint_appeal", "planned")
    assert (kept.lead_id, len(kept.partner_ids)) == (
        factory.known(desk.store).organization("UNOCT"),
        2,
    )
    assert (len(kept.theme_ids), len(kept.place_ids)) == (1, 1)
    ctrl(Key.Key_Z)
    assert "Sahel p" not in listed(page)


def test_a_partner_that_is_new_is_added_with_it(page: InitiativesPage, desk: Desk) -> None:
    page.start_new()
    form = page.form
    form.inputs["name"].line.setText("With a newcomer")  # type: ignore[attr-defined]
    partners = form.inputs["partner_ids"]
    offer = partners._offers("Brand new body")[-1]  # type: ignore[attr-defined]
    partners.added(offer.value)  # type: ignore[attr-defined]
    saved = form.save()
    assert saved is not None
    kept = desk.store.read(head(saved))
    assert [one.name for one in kept.partners] == ["Brand new body"]
    desk.store.undo()
    assert "Brand n" not in listed(page)


def test_the_profile_says_who_where_and_when(page: InitiativesPage, ids: dict[str, int]) -> None:
    page.open(ids["Borders"])
    said = " ".join(one.text() for one in page.profile.findChildren(type(page.profile._said)))
    for words in (
        "Led by UNOCT", "5 Jan 2026 to 1 Dec 2026", "Border security", "Mali", "Joint Appeal",
    ):  # fmt: skip
        assert words in said


def test_an_engagement_under_it_opens_in_place(
    page: InitiativesPage, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    meeting = factory.log(desk.store, "AU", title="Kick-off", initiative_id=ids["Borders"])
    page.open(ids["Borders"])
    page.show_part("engagements")
    part = page.profile.tabs.part("engagements")
    qtbot.waitUntil(lambda: part.model.rowCount() == 1)  # type: ignore[attr-defined]
    part.view.opened.emit(meeting)  # type: ignore[attr-defined]
    assert desk.page_key == "engagements"
    assert desk.page.current_id == meeting


def test_a_reading_is_added_by_keys_and_drawn(
    page: InitiativesPage, desk: Desk, ids: dict[str, int], qtbot: QtBot
) -> None:
    page.open(ids["Borders"])
    page.view.setFocus()
    QTest.keyClick(focused(), Key.Key_R, CTRL | Qt.KeyboardModifier.AltModifier)
    part = page.profile.tabs.part("indicators")
    assert isinstance(part, IndicatorsPart)
    assert part.form.number.isAncestorOf(focused())
    type_("1,050.5")
    ctrl(Key.Key_Return)
    readings = desk.store.read(head(ids["Borders"])).indicators[0].readings
    assert [one.value for one in readings] == [1050.5]
    assert not part.form.isVisible()
    qtbot.waitUntil(lambda: bool(part.cards.findChildren(ReadingsChart)))
    chart = part.cards.findChildren(ReadingsChart)[0]
    assert [value for _on, value in chart.chart.points] == [0, 1050.5]
    assert "1,050.5 people" in chart.accessibleName()
    ctrl(Key.Key_Z)
    assert desk.store.read(head(ids["Borders"])).indicators[0].readings == ()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("many", "Value: “many” is no number; write one such as 1200 or 12.5."),
        ("12,5", "Value: “12,5” is no number; write one such as 1200 or 12.5."),
        ("", "Value is missing."),
    ],
)
def test_a_reading_at_fault_is_said_beside_it(
    page: InitiativesPage, ids: dict[str, int], typed: str, fault: str
) -> None:
    page.open(ids["Borders"])
    page.acts()["add_reading"]()
    part = page.profile.tabs.part("indicators")
    assert isinstance(part, IndicatorsPart)
    part.form.number.line.setText(typed)
    part.form.save()
    assert part.form._framed["value"].fault == fault
    assert part.form.isVisible()
    press(Key.Key_Escape)
    assert not part.form.isVisible()
    assert not page.unsaved


def test_what_is_deleted_comes_back(page: InitiativesPage, desk: Desk, ids: dict[str, int]) -> None:
    page.open(ids["Borders"])
    before = desk.store.read(head(ids["Borders"]))
    page.delete_chosen()
    assert listed(page) == ["Finance", LONG[:7]]
    desk.store.undo()
    assert desk.store.read(head(ids["Borders"])) == before


def test_what_is_typed_and_not_saved_is_there_again(
    page: InitiativesPage, desk: Desk, ids: dict[str, int]
) -> None:
    page.edit(ids["Borders"])
    inputs = page.form.inputs
    partners, indicators = inputs["partner_ids"], inputs["indicators"]
    assert isinstance(partners, BodiesInput)
    assert isinstance(indicators, IndicatorsInput)
    partners.added(partners._offers("Brand new body")[-1].value)
    indicators.rows[0].inputs["target"].line.setText("300.5")  # type: ignore[attr-defined]
    page.keep_drafts()
    other = InitiativeForm(desk.store, page._settings)
    other.edit(ids["Borders"])
    assert other.inputs["partner_ids"].brief() == "AU, ECOWAS, Brand new body"
    assert other.draft().indicators[0].target == 300.5
    assert other.save() == ids["Borders"]
    kept = desk.store.read(head(ids["Borders"]))
    assert {one.name for one in kept.partners} >= {"Brand new body"}
    assert kept.indicators[0].target == 300.5
    other.deleteLater()


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, ""), (0, "0"), (1200, "1,200"), (12.5, "12.5"), (-0.25, "-0.25"), (1e6, "1,000,000")],
)
def test_numbers_are_written_as_they_are_read(qtbot: QtBot, value: float | None, said: str) -> None:
    line = DecimalInput()
    qtbot.addWidget(line)
    line.set_value(value)
    assert line.line.text() == said
    assert line.value() == value
