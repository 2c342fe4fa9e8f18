"""Pictures of every page, form and dialog, from a real window: make screenshots.

They come to out/screenshots, light and dark, at 1280×800 and 1024×700. Nothing waits for a time:
each picture is taken when the event loop has nothing left to do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ctdesk.app import Program
from ctdesk.db.creating import Example, make
from ctdesk.db.drafts import NameDraft, OrganizationDraft
from ctdesk.db.operations import organizations
from ctdesk.db.queries import people
from ctdesk.db.queries.names import organization_named
from ctdesk.paths import resources
from ctdesk.settings import Settings, load_installation, load_settings
from ctdesk.ui import theme
from ctdesk.ui.desk import Desk
from ctdesk.ui.pages.follow_up import FollowUpPage
from ctdesk.ui.widgets.find_box import COMMANDS

OUT = Path("out/screenshots")
LONG = OrganizationDraft(
    name="Example body with a name so long that it cannot stand on one line of any list, form, "
    "profile or page, however wide",
    kind="regional",
    acronym="LONGEXAMPLE",
    names=(
        NameDraft("ar", "هيئة للأمثلة لها اسم طويل جدا"),
        NameDraft("zh", "名称很长的示例机构"),
        NameDraft("ru", "Пример организации с длинным названием"),
    ),
)


def settle(app: QApplication, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window do what is left to do."""
    while True:
        for _turn in range(5):
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if until():
            return


def steps(app: QApplication, program: Program, desk: Desk) -> Iterator[tuple[str, QWidget]]:
    """Each state of the window with its name, as an officer comes to it."""
    window = program.window
    for acronym in ("ECOWAS", "LCBC", "LONGEXAMPLE"):
        wanted = desk.store.read(organization_named(acronym))
        desk.organizations.open(wanted)
        settle(app)
        yield f"organizations-{acronym}", window
    desk.organizations.edit_current()
    settle(app)
    yield "organization-form", window
    desk.organizations.start_new()
    settle(app)
    yield "organization-form-empty", window
    yield from of_people(app, desk, window)
    yield from of_follow_up(app, desk, window)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.find_box, "border")
    settle(app, lambda: not window.find_box.waiting)
    yield "palette", window
    window.find_box.summon(COMMANDS)
    settle(app)
    yield "palette-commands", window
    QTest.keyClick(window.find_box, Qt.Key.Key_Escape)
    desk.log_engagement()
    settle(app)
    yield "engagement-form-empty", window
    form = desk.engagements.form
    form.save()
    settle(app)
    yield "engagement-form-faults", window
    desk.engagements.open(desk.engagements.model.id_at(6) or 0)
    desk.engagements.edit_current()
    settle(app)
    yield "engagement-form-edit", window
    desk.organizations.open(desk.store.read(organization_named("ECOWAS")))
    desk.show_page("organizations")
    desk.print_briefing()
    settle(app, lambda: desk.printing.preview is not None)
    assert desk.printing.preview is not None
    settle(app)
    yield "preview", desk.printing.preview
    desk.printing.preview.close()


def of_people(app: QApplication, desk: Desk, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """The page of people and its forms."""
    page = desk.people
    desk.show_page("people")
    settle(app, lambda: page.model.rowCount() > 0)
    ids = [page.model.id_at(row) or 0 for row in range(page.model.rowCount())]
    called = {desk.store.read(people.called(one)).split()[0]: one for one in ids}
    for name in ("Amina", "Layla", "Fan", "Almaz"):
        page.open(called[name])
        settle(app)
        yield f"people-{name}", window
    page.open(called["Amina"])
    for part in ("posts", "engagements"):
        page.show_part(part)
        settle(app)
        yield f"person-{part}", window
    page.show_part("overview")
    post = desk.store.read(people.profile(called["Amina"])).posts[0]
    for state, begin in (
        ("person-form-empty", page.start_new),
        ("person-form", page.edit_current),
        ("post-form", lambda: page.edit_post(post.id)),
        ("post-form-hand-over", lambda: page.edit_post(post.id, hand_over=True)),
    ):
        begin()
        settle(app)
        yield state, window
    page.post_form.leave()
    page.post_form.question.discard.click()
    desk.show_page("organizations")


def of_follow_up(app: QApplication, desk: Desk, window: QWidget) -> Iterator[tuple[str, QWidget]]:
    """Follow-up: a commitment beside the list, closed, entered, and the words that made it."""
    desk.show_page("follow_up")
    page = desk.page
    assert isinstance(page, FollowUpPage)
    settle(app, lambda: page.model.rowCount() > 0)
    yield "follow-up", window
    page.close_chosen()
    settle(app)
    yield "follow-up-close", window
    page.closing.leave()
    page.start_new()
    settle(app)
    yield "commitment-form-empty", window
    page.form.leave()
    page.chips["open"].click()
    page.chips["closed"].click()
    settle(app)
    yield "follow-up-closed", window
    page.chips["soon"].click()
    settle(app)
    yield "follow-up-none", window
    page.chips["soon"].click()
    page.chips["open"].click()
    settle(app)
    page.enter(page.current_id or 0)
    settle(app)
    yield "follow-up-opened", window
    desk.engagements.form.leave()


def picture(window: QWidget, shown: QWidget, path: Path) -> None:
    """What the screen shows of the window: popups and all."""
    screen = window.screen()
    corner = shown.mapToGlobal(QPoint(0, 0))
    if not screen.grabWindow(0, corner.x(), corner.y(), shown.width(), shown.height()).save(
        str(path)
    ):
        raise SystemExit(f"{path} cannot be written")


def main() -> int:
    """Take all pictures; 0."""
    OUT.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    settings = load_settings()
    register = OUT / "screenshots.ctdesk"
    register.unlink(missing_ok=True)
    make(register, None, resources(), Example(load_installation(), "", date.today())).close()
    for name in ("light", "dark"):
        for width, height in ((1280, 800), (1024, 700)):
            take(app, replace(settings, theme=name), register, f"{name}-{width}")(width, height)
    return 0


def take(
    app: QApplication, settings: Settings, register: Path, prefix: str
) -> Callable[[int, int], None]:
    """A function that takes the pictures of one theme at one size."""

    def at(width: int, height: int) -> None:
        theme.apply(app, settings)
        program = Program(settings)
        window = program.window
        window.resize(width, height)
        window.move(0, 0)
        program.start(None)
        window.show()
        settle(app, lambda: window.page is not None)
        picture(window, window, OUT / f"{prefix}-welcome.png")
        program.ask_passphrase(register)
        settle(app)
        picture(window, window, OUT / f"{prefix}-passphrase.png")
        program.open(register, None, read_only=False)
        settle(app, lambda: window.desk is not None)
        assert window.desk is not None
        if prefix == "light-1280":
            window.desk.store.perform("Add", lambda s: organizations.add(s, LONG))
        for state, shown in steps(app, program, window.desk):
            picture(window, shown, OUT / f"{prefix}-{state}.png")
        window._leaving = True
        window.close()
        program.close()

    return at


if __name__ == "__main__":
    raise SystemExit(main())
