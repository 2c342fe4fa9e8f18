"""Every state of the window, one after another, as an officer comes to it.

Pictures are taken of them (`make screenshots`) and their names are listened to (a test), so that
what one of them shows cannot be missed by the other.
"""

from __future__ import annotations

import json
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.pdfgen.canvas import Canvas

from ctdesk.app import Program
from ctdesk.db.drafts import NameDraft, OrganizationDraft
from ctdesk.db.files import DocumentDraft
from ctdesk.db.operations import documents, organizations, searches
from ctdesk.db.queries import people
from ctdesk.db.queries.documents import DocumentList
from ctdesk.db.queries.names import organization_named
from ctdesk.db.store import Store
from ctdesk.ui.desk import Desk
from ctdesk.ui.dialogs.about import AboutDialog
from ctdesk.ui.dialogs.keys import KeysDialog
from ctdesk.ui.dialogs.passphrase import MessagePage
from ctdesk.ui.dialogs.settings import SettingsDialog
from ctdesk.ui.dialogs.welcome import RecentPage, WelcomePage
from ctdesk.ui.errors import BugDialog
from ctdesk.ui.forms.record_form import RecordForm
from ctdesk.ui.pages.focal_points import FocalPointsPage
from ctdesk.ui.pages.follow_up import FollowUpPage
from ctdesk.ui.pages.forums import ForumsPage
from ctdesk.ui.pages.list_page import SETTLED
from ctdesk.ui.pages.milestones import MilestonesPage
from ctdesk.ui.pages.working_groups import WorkingGroupsPage
from ctdesk.ui.widgets.find_box import COMMANDS
from tests import factory, programme_states
from tests.initiative_states import initiative_states

State = tuple[str, QWidget]
FAULTY = ("Empty", "Damaged", "With a password", "Too large to show")  # documents
CTRL = Qt.KeyboardModifier.ControlModifier
SAVED = (
    ("organization", "Quiet bodies", "kind:regional quiet:90d"),
    ("engagement", "Decision 7, last quarter", 'decision:7 on:"last quarter"'),
    ("person", "Those who speak French and wait to be verified", "language:fr focal:stale"),
    ("commitment", "التزامات متأخرة", "commitment:overdue"),
    ("organization", "From another version", "colour:blue"),
)
LONG = OrganizationDraft(
    name="Example body with a name so long that it cannot stand on one line of any list, form, "
    "profile or page, however wide (example)",
    kind="regional",
    acronym="LONGEXAMPLE",
    names=(
        NameDraft("ar", "هيئة للأمثلة لها اسم طويل جدا"),
        NameDraft("zh", "名称很长的示例机构"),
        NameDraft("ru", "Пример организации с длинным названием"),
    ),
)


def settle(app: QApplication, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window do what is left to do, until something is so."""
    while True:
        for _turn in range(5):
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if until():
            return


def furnish(store: Store) -> None:
    """Add what the example year has not: a long name, and documents of every kind."""
    body = store.perform("Add LONGEXAMPLE", lambda s: organizations.add(s, LONG))
    ecowas = store.read(organization_named("ECOWAS"))
    for draft in _files():
        store.perform(
            f"Add {draft.name}",
            lambda s, one=draft: documents.add(s, one, organization_id=ecowas),
        )
    store.perform(
        "Add a note",
        lambda s: documents.add(s, DocumentDraft("Note.txt", b"A note"), organization_id=body),
    )


def _files() -> Iterator[DocumentDraft]:
    mail = EmailMessage()
    mail["From"], mail["To"] = "desk@example.org", "focal.point@example.org"
    mail["Subject"] = "Agenda of the consultation (example)"
    mail.set_content("Dear colleague,\n\nPlease find the agenda attached.\n\nالسيدة المحترمة\n")
    mail.add_attachment(b"1. Opening\n2. Borders\n", "text", "plain", filename="Agenda.txt")
    yield DocumentDraft("Agenda of the consultation (example).eml", mail.as_bytes())
    yield DocumentDraft("Points (example).txt", "Points to make\n\n• نقاط\n• 要点\n".encode())
    yield DocumentDraft("Room (example).png", _picture())
    yield DocumentDraft("Figures (example).xlsx", b"PK\x03\x04 not shown here")
    yield DocumentDraft("Empty (example).txt", b"")
    yield DocumentDraft("Damaged (example).pdf", b"%PDF-1.7\n1 0 obj <<>> endobj")
    yield DocumentDraft("With a password (example).pdf", _locked_pdf())
    yield DocumentDraft("Too large to show (example).png", _endless_picture())


def _locked_pdf() -> bytes:
    content = BytesIO()
    page = Canvas(content, encrypt="secret")
    page.drawString(72, 720, "Not for everybody (example)")
    page.save()
    return content.getvalue()


def _endless_picture() -> bytes:
    """A picture that says it is of 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(999)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + data + chunk(b"IEND", b"")


def _picture() -> bytes:
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#0072bc"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def _middle(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


class States:
    """The states of one program on one register."""

    def __init__(self, app: QApplication, program: Program) -> None:
        self._app = app
        self._program = program
        self._window = program.window

    @property
    def _desk(self) -> Desk:
        assert self._window.desk is not None
        return self._window.desk

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        """Let the window do what is left to do."""
        settle(self._app, until)

    def _now(self, name: str) -> State:
        self._activate()
        self.settle(self._is_settled)
        self.settle()  # what the last of it laid out
        return name, self._window

    def _activate(self) -> None:
        """Give the window the keyboard, as an officer's has it: nobody else does where no window
        manager runs, and no ring or caret would show.
        """
        if QApplication.activePopupWidget() is None and not self._window.isActiveWindow():
            self._window.activateWindow()
            self.settle(self._window.isActiveWindow)

    def _is_settled(self) -> bool:
        """Whether what stands beside the list is that of the record stood on."""
        desk = self._window.desk
        timers = desk.page.findChildren(QTimer) if desk is not None else []
        return not any(one.isActive() and 0 < one.interval() <= SETTLED for one in timers)

    # Without a register

    def closed(self, register: Path) -> Iterator[State]:
        """What stands there before a register is open."""
        window = self._window
        page = WelcomePage(register.with_name("new.ctdesk"))
        window.show_page(page)
        yield self._now("welcome")
        page.passphrase.setText("short")
        page._make()
        yield self._now("welcome-refused")
        window.show_page(RecentPage([register, register.with_name("Not there.ctdesk")]))
        yield self._now("recent")
        self._program.ask_passphrase(register)
        yield self._now("passphrase")
        self._program.ask_passphrase(register, locked=True)
        yield self._now("locked")
        damaged = register.with_name("Damaged.ctdesk")
        damaged.write_bytes(b"SQLite format 3\0" + b"no longer whole\n" * 1000)
        window.show_page(RecentPage([register]))
        self._program.begin(damaged)
        self.settle(lambda: isinstance(window.page, MessagePage))
        yield self._now("not-open")

    # With one

    def empty(self) -> Iterator[State]:
        """Every page of a register in which nothing has been entered."""
        for key in (
            "today",
            "people",
            "engagements",
            "follow_up",
            "history",
            "milestones",
            "forums",
            "initiatives",
            "coverage",
            "targets",
            "calendar",
            "attendance",
            "needs",
            "plan",
            "focal_points",
            "working_groups",
        ):
            self._desk.show_page(key)
            yield self._now(f"empty-{key}")

    def everything(self) -> Iterator[State]:
        """Every page, form and dialog of a register with a year in it."""
        self._desk.show_page("today")
        yield self._now("today")
        yield from self._organizations()
        yield from self._menus()
        yield from self._filter()
        yield from self._organization_forms()
        yield from self._people()
        yield from self._person_forms()
        yield from self._engagements()
        yield from self._follow_up()
        yield from self._programme()
        yield from initiative_states(self._desk, self._now, self.settle)
        yield from self._history()
        yield from programme_states.needs(self)
        yield from programme_states.plan(self)
        yield from self._focal_points()
        yield from self._working_groups()
        yield from self._palette()
        yield from self._saved()
        yield from self._dialogs()
        yield from self._documents()

    def _focal_points(self) -> Iterator[State]:
        desk = self._desk
        desk.show_page("focal_points")
        page = desk.page_of("focal_points")
        assert isinstance(page, FocalPointsPage)
        yield self._now("focal-points")
        page.figures.buttons["without"].click()
        yield self._now("focal-points-without")
        page.figures.buttons["without"].click()
        page.start_round()
        yield self._now("focal-points-round")
        page.verify()
        yield self._now("focal-points-round-next")
        while page.acts().get("verify") is not None:
            page.verify()
        yield self._now("focal-points-round-done")
        page.leave_round()

    def _working_groups(self) -> Iterator[State]:
        desk = self._desk
        desk.show_page("working_groups")
        yield self._now("working-groups")
        page = desk.page_of("working_groups")
        assert isinstance(page, WorkingGroupsPage)
        page.stand_on(desk.store.read(organization_named(
            "Border Management and Law Enforcement relating to Counter-Terrorism"
        )))  # fmt: skip
        page.enter(0)
        yield self._now("working-groups-invitations")
        page.pane.figures.buttons["never"].click()
        yield self._now("working-groups-never")
        page.pane.figures.buttons["never"].click()
        page.show_year(2019)
        yield self._now("working-groups-no-session")

    def _organizations(self) -> Iterator[State]:
        desk, page = self._desk, self._desk.organizations
        desk.show_page("organizations")
        for acronym in ("ECOWAS", "LCBC", "LONGEXAMPLE", "UNOCT"):
            page.open(desk.store.read(organization_named(acronym)))
            yield self._now(f"organization-{acronym}")
        page.open(desk.store.read(organization_named("ECOWAS")))
        for part in ("people", "engagements", "commitments", "memberships", "documents", "history"):
            page.show_part(part)
            yield self._now(f"organization-{part}")
        page.show_part("overview")
        group = desk.store.read(organization_named(
            "Resource Mobilization and Monitoring and Evaluation"
        ))  # fmt: skip
        page.open(group)
        yield self._now("organization-working-group")
        page.view.selectAll()
        yield self._now("organizations-several")
        page.open(page.model.id_at(0) or 0)  # the list of all from its top
        yield self._now("organizations-all")

    def _menus(self) -> Iterator[State]:
        """What opens over the list, and closes before the next does."""
        page, window = self._desk.organizations, self._window
        page.ask_text("kind:regional")
        page.view.setFocus()
        for name, opening in (
            ("menu", lambda: window._pop_up(window.menu)),
            ("menu-list", lambda: QTest.keyClick(page.view, Qt.Key.Key_Menu)),
            ("menu-columns", lambda: page.view.heading.menu_wanted.emit(_middle(page.view))),
        ):
            opening()
            yield self._now(name)
            menu = QApplication.activePopupWidget()
            assert menu is not None
            menu.close()
        page.region_chip.click()
        yield self._now("organizations-region")
        QTest.keyClick(page.region_chip.line, Qt.Key.Key_Escape)
        page.open(self._desk.store.read(organization_named("ECOWAS")))
        self.settle()
        page.profile.resume_membership("new")
        yield self._now("membership-form")
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)
        page.show_part("overview")

    def _filter(self) -> Iterator[State]:
        """The line above a list: what it offers, what it does not understand, and nothing found."""
        page = self._desk.organizations
        before, line = page.filter.text(), page.filter
        for name, text, key in (
            ("offers", "", Qt.Key.Key_Down),
            ("values", "kind:regional region:", Qt.Key.Key_End),
            ("fault", "kind:regonal", Qt.Key.Key_Return),
            ("doubt", "org:ECOWSA", Qt.Key.Key_Return),
            ("nothing", 'kind:regional region:"South America" sahel', Qt.Key.Key_Return),
        ):
            page.ask_text("")
            page.type_filter()
            QTest.keyClicks(line, text)
            QTest.keyClick(line, key)
            yield self._now(f"filter-{name}")
        page.ask_text(before)
        page.view.setFocus()

    def _organization_forms(self) -> Iterator[State]:
        page = self._desk.organizations
        page.open(self._desk.store.read(organization_named("LONGEXAMPLE")))
        page.edit_current()
        yield self._now("organization-form")
        line = page.form.inputs["name"].focusProxy()
        QTest.keyClick(line, Qt.Key.Key_End)
        QTest.keyClicks(line, " edited")
        page.form.leave()
        yield self._now("organization-form-question")
        assert page.form.question.keep is not None
        page.form.question.keep.click()
        page.edit_current()
        yield self._now("organization-form-taken-up")
        self._discard(page.form)
        page.start_new()
        page.form.save()
        yield self._now("organization-form-faults")
        page.form.leave()

    def _discard(self, form: RecordForm) -> None:
        form.leave()
        if form.question.isVisible():
            form.question.discard.click()
        self.settle()

    def _people(self) -> Iterator[State]:
        desk, page = self._desk, self._desk.people
        desk.show_page("people")
        self.settle(lambda: page.model.rowCount() > 0)
        called = self._called()
        for name in ("Amina", "Layla", "Fan", "Almaz"):
            page.open(called[name])
            yield self._now(f"person-{name}")
        page.open(called["Amina"])
        for part in ("posts", "engagements", "documents", "history"):
            page.show_part(part)
            yield self._now(f"person-{part}")
        page.show_part("overview")

    def _called(self) -> dict[str, int]:
        page = self._desk.people
        ids = [page.model.id_at(row) or 0 for row in range(page.model.rowCount())]
        return {self._desk.store.read(people.called(one)).split()[0]: one for one in ids}

    def _person_forms(self) -> Iterator[State]:
        page = self._desk.people
        amina = self._called()["Amina"]
        post = self._desk.store.read(people.profile(amina)).posts[0]
        for name, begin in (
            ("person-form-empty", page.start_new),
            ("person-form", lambda: page.edit(amina)),
            ("post-form", lambda: page.edit_post(post.id)),
            ("post-form-hand-over", lambda: page.edit_post(post.id, hand_over=True)),
        ):
            begin()
            yield self._now(name)
        self._discard(page.post_form)

    def _engagements(self) -> Iterator[State]:
        desk, page = self._desk, self._desk.engagements
        desk.show_page("engagements")
        yield self._now("engagements")
        desk.log_engagement()
        yield self._now("engagement-form-empty")
        page.form.save()
        yield self._now("engagement-form-faults")
        self._discard(page.form)
        page.open(page.model.id_at(6) or 0)
        yield self._now("engagement-form")
        page.form.body.open_only([part.lines[0][0] for part in page.form.plan.folded])
        page.form.body.verticalScrollBar().setValue(520)
        yield self._now("engagement-form-open")
        page.show_history(page.form.record_id or 0)
        yield self._now("engagement-history")
        page.history.closed.emit()
        self._discard(page.form)
        yield from self._typed_engagement()

    def _typed_engagement(self) -> Iterator[State]:
        """A form in which something is typed and offered, left, and taken up again."""
        page = self._desk.engagements
        self._desk.log_engagement()
        line = page.form.inputs["participations"].focusProxy()
        line.setFocus()
        QTest.keyClicks(line, "eco")
        yield self._now("engagement-form-offers")
        QTest.keyClick(line, Qt.Key.Key_Return)
        page.form.leave()
        yield self._now("engagement-form-question")
        assert page.form.question.keep is not None
        page.form.question.keep.click()
        self._desk.log_engagement()
        yield self._now("engagement-form-taken-up")
        with tempfile.TemporaryDirectory() as folder:
            large = Path(folder) / "Recording (example).mp4"
            with large.open("wb") as file:
                file.truncate(documents.LIMIT + 1)
            page.form.inputs["documents"].take_files([large])
        yield self._now("engagement-form-too-large")
        self._discard(page.form)
        memo = {"typed": {"title": "Typed in another version"}, "unheard of": 1}
        self._desk.store.keep_draft("engagement:new", "Typed", json.dumps(memo))
        self._desk.log_engagement()
        yield self._now("engagement-form-partly-taken-up")
        self._discard(page.form)

    def _follow_up(self) -> Iterator[State]:
        self._desk.show_page("follow_up")
        page = self._desk.page
        assert isinstance(page, FollowUpPage)
        self.settle(lambda: page.model.rowCount() > 0)
        yield self._now("follow-up")
        page.close_chosen()
        yield self._now("follow-up-closing")
        page.closing.leave()
        page.start_new()
        yield self._now("commitment-form")
        self._discard(page.form)

    def _programme(self) -> Iterator[State]:
        """Milestones and other frameworks, and the rotation of forums."""
        desk = self._desk
        desk.show_page("milestones")
        page = desk.page
        assert isinstance(page, MilestonesPage)
        self.settle(lambda: page.model.rowCount() > 0)
        yield self._now("milestones")
        page.edit_current()
        yield self._now("milestone-form")
        self._discard(page.form)
        page.show_framework(next(one for one in page.frameworks if one.short == "Decisions"))
        page.open(factory.known(desk.store).item("Decision 7"))
        yield self._now("decisions")
        desk.show_page("forums")
        forums = desk.page
        assert isinstance(forums, ForumsPage)
        self.settle(lambda: forums.model.rowCount() > 0)
        yield self._now("forums")
        forums.open_turn(forums.coming.rows[0].key)  # type: ignore[arg-type]
        yield self._now("forums-turn")
        forums.add_turn()
        yield self._now("turn-form")
        self._discard(forums.turn_form)
        forums.start_new()
        yield self._now("series-form")
        self._discard(forums.form)

    def _history(self) -> Iterator[State]:
        desk = self._desk
        desk.show_page("history")
        yield self._now("history")
        desk.show_page("organizations")
        self._window.undo()
        yield self._now("undone")
        self._window.redo()
        self._window.notice.clear()
        desk.show_page("history")

    def _palette(self) -> Iterator[State]:
        box = self._window.find_box
        for acronym in ("SADC", "AU", "ECOWAS"):
            body = self._desk.store.read(organization_named(acronym))
            self._desk.open_record("organization", body)
        self._desk.show_page("history")
        box.summon()
        yield self._now("palette-recent")
        for name, words in (
            ("palette", "border"),
            ("palette-arabic", "الجماعة"),
            ("palette-keys", "org:ECOWAS after:2026"),
            ("palette-values", "ecowas region:so"),
            ("palette-fault", "staus:open"),
            ("palette-nothing", "zeppelin"),
        ):
            box.setText(words)
            self.settle(lambda: not box.waiting)
            yield self._now(name)
        box.summon(COMMANDS)
        yield self._now("palette-commands")
        QTest.keyClick(box, Qt.Key.Key_Escape)

    def _saved(self) -> Iterator[State]:
        """Searches kept under names, one of them on show; and one being named."""
        desk = self._desk
        for kind, name, query in SAVED:
            desk.store.perform(
                f"Save search {name}",
                lambda s, one=(kind, name, query): searches.save(s, *one),
            )
        self.settle(lambda: not desk.saved.counting)
        listed = desk.navigation.saved
        listed.buttons[0].click()
        self.settle(lambda: not desk.saved.counting)
        yield self._now("saved")
        desk.organizations.ask_text("kind:regional focal:none")
        desk.organizations.save_search()
        listed.line.clear()
        QTest.keyClicks(listed.line, "Quiet bodies")
        yield self._now("saved-name")
        QTest.keyClick(listed.line, Qt.Key.Key_Escape)
        desk.organizations.ask_text("kind:regional")

    def _dialogs(self) -> Iterator[State]:
        window = self._window
        window.show_settings()
        yield self._shown("settings", window.findChild(SettingsDialog))
        window.show_keys()
        yield self._shown("keys", window.findChild(KeysDialog))
        desk = self._desk
        desk.organizations.open(desk.store.read(organization_named("ECOWAS")))
        desk.print_briefing()
        self.settle(lambda: desk.printing.preview is not None)
        yield self._shown("preview", desk.printing.preview)
        window.about()
        yield self._shown("about", window.findChild(AboutDialog))
        bug = BugDialog("ValueError", Path("ctdesk.log").absolute(), window)
        bug.show()
        yield self._shown("bug", bug)

    def _documents(self) -> Iterator[State]:
        desk = self._desk
        ecowas = desk.store.read(organization_named("ECOWAS"))
        listed = DocumentList("organization", ecowas)
        ids = desk.store.read(listed.ids)
        for one, row in sorted(desk.store.read(lambda c: listed.rows(c, ids)).items()):
            before = set(QApplication.topLevelWidgets())
            desk.open_document(one)
            self.settle(lambda seen=before: bool(self._windows() - seen))
            (reader,) = self._windows() - before
            stem, _dot, suffix = row.name.partition(" (example).")
            name = stem.lower().replace(" ", "-") if stem in FAULTY else suffix
            yield self._shown(f"document-{name}", reader)

    def _windows(self) -> set[QWidget]:
        return {one for one in QApplication.topLevelWidgets() if one.isVisible()}

    def _shown(self, name: str, dialog: QWidget | None) -> State:
        """A dialog, closed when the next state is asked for."""
        assert dialog is not None
        self.settle()
        self._close_next(dialog)
        return name, dialog

    def _close_next(self, dialog: QWidget) -> None:
        for other in self._windows() - {self._window, dialog}:
            other.close()
