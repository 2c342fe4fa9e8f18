"""The states of the page of initiatives, as `tests.states` has those of all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.initiative_map import InitiativeMap
from ctdesk.ui.pages.initiatives import InitiativesPage


def initiative_states(desk: Desk, now: Callable[[str], tuple[str, QWidget]],
                      settle: Callable[..., None]) -> Iterator[tuple[str, QWidget]]:  # fmt: skip
    """List, profile, form, map and timeline; `now` names the window as it is."""
    desk.show_page("initiatives")
    page = desk.page
    assert isinstance(page, InitiativesPage)
    settle(lambda: page.profile.shown_id is not None)
    yield now("initiatives")
    for part in ("indicators", "engagements", "history"):
        page.show_part(part)
        yield now(f"initiative-{part}")
    page.acts()["add_reading"]()
    yield now("initiative-reading")
    page.show_part("overview")
    page.edit_current()
    page.form.body.open_only(["indicators"])
    yield now("initiative-form")
    page.form.leave()
    page.show_view("map")
    yield now("initiatives-map")
    shown = page.views.part("map")
    assert isinstance(shown, InitiativeMap)
    shown.show_part_of_world("world")
    yield now("initiatives-map-world")
    page.show_view("timeline")
    yield now("initiatives-timeline")
    page.show_view("list")
