"""The states of the pages of the section Programme, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctdesk.ui.pages.needs import NeedsPage
from ctdesk.ui.pages.plan import PlanPage

if TYPE_CHECKING:
    from tests.states import State, States


def needs(states: States) -> Iterator[State]:
    """Needs and practices: the list, what is added beside it, and its form."""
    states._desk.show_page("needs")
    page = states._desk.page
    assert isinstance(page, NeedsPage)
    states.settle(lambda: page.model.rowCount() > 0)
    yield states._now("needs")
    page.answer_current()
    yield states._now("needs-answering")
    page.answering.leave()
    page.chips["unanswered"].click()
    yield states._now("needs-unanswered")
    page.start_new()
    yield states._now("need-form")
    states._discard(page.form)


def plan(states: States) -> Iterator[State]:
    """The action plan: an objective, an action, what carries it out, and both forms."""
    states._desk.show_page("plan")
    page = states._desk.page
    assert isinstance(page, PlanPage)
    states.settle(lambda: page.model.rowCount() > 0)
    yield states._now("plan")
    page.view.choose(page.model.id_at(1))
    yield states._now("plan-action")
    page.link_current()
    yield states._now("plan-linking")
    page.linking.leave()
    page.add_action()
    yield states._now("plan-action-form")
    states._discard(page.action_form)
    page.start_new()
    yield states._now("plan-objective-form")
    states._discard(page.form)
