"""Everything that can be done by a key: one table of names and keys.

The window makes its actions from it; the palette, the overview of keys and the README's table
show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ctdesk.ui.plain import caption
from ctdesk.words import _

Scope = Literal["desk", "window", "form", "list"]


@dataclass(frozen=True, slots=True)
class Act:
    """One action: its key in the program, its name, its keys on the keyboard.

    `group` is its place in the menu; actions of one group stand together. `scope` says who
    carries it out: the page on show or the desk ("desk"), the window, or what has the focus, a
    form or a list, which listens by itself. `words` are further names it is found by.
    """

    key: str
    name: str
    keys: tuple[str, ...]
    group: str
    scope: Scope = "desk"
    words: str = ""
    writes: bool = False  # cannot be carried out where the register is read only
    checkable: bool = False
    of_register: bool = True  # it needs an open register


GROUPS = {
    "record": _("Record"),
    "programme": _("Programme"),
    "undo": _("Undo"),
    "pages": _("Pages"),
    "go": _("Go to"),
    "print": _("Print and save"),
    "register": _("Register"),
    "theme": _("Theme"),
    "program": _("Program"),
    "form": _("In a form"),
    "list": _("In a list"),
}
MENU = ("record", "programme", "undo", "pages", "go", "print", "register", "theme", "program")

ACTS = (
    Act(
        "log", _("Log engagement"), ("Ctrl+E",), "record",
        words=_("new meeting briefing visit call"), writes=True,
    ),
    Act(
        "like", _("New engagement like this one"), ("Ctrl+D",), "record",
        words=_("duplicate copy repeat"), writes=True,
    ),
    Act(
        "new_organization", _("Add organization"), ("Ctrl+Shift+O",), "record",
        words=_("new body group entity"), writes=True,
    ),
    Act(
        "new_person", _("Add person"), ("Ctrl+Shift+P",), "record",
        words=_("new contact focal point"), writes=True,
    ),
    Act("new_post", _("Add post"), ("Ctrl+Shift+A",), "record", words=_("new"), writes=True),
    Act(
        "verify", _("Still correct"), ("Ctrl+Shift+V",), "record",
        words=_("focal point verify confirm"), writes=True,
    ),
    Act(
        "verification_round", _("Round of verification"), ("Ctrl+Shift+Y",), "programme",
        words=_("focal points verify worklist mail"), writes=True,
    ),
    Act(
        "delete_post", _("Delete post"), ("Ctrl+Shift+Del",), "record",
        words=_("remove mistake"), writes=True,
    ),
    Act(
        "end_membership", _("End membership…"), ("Ctrl+Shift+E",), "record",
        words=_("member left withdrawn until"), writes=True,
    ),
    Act(
        "new_target", _("Add target"), ("Ctrl+Alt+T",), "programme", words=_("how often goal"),
        writes=True,
    ),
    Act(
        "new_commitment", _("Add commitment"), ("Ctrl+Shift+M",), "record",
        words=_("new promise follow-up"), writes=True,
    ),
    Act(
        "close_commitment", _("Close commitment…"), ("Ctrl+Shift+D",), "record",
        words=_("done dropped evidence promise"), writes=True,
    ),
    Act(
        "reopen_commitment", _("Reopen commitment"), ("Ctrl+Shift+R",), "record",
        words=_("open promise"), writes=True,
    ),
    Act(
        "new_need", _("Add need"), ("Ctrl+Alt+N",), "programme",
        words=_("new challenge good practice capacity"), writes=True,
    ),
    Act(
        "answer_need", _("Add what was done…"), ("Ctrl+Shift+W",), "programme",
        words=_("need met answer link"), writes=True,
    ),
    Act(
        "new_objective", _("Add objective"), ("Ctrl+Shift+J",), "programme",
        words=_("new action plan aim"), writes=True,
    ),
    Act(
        "new_action", _("Add action"), ("Ctrl+Alt+A",), "programme",
        words=_("new action plan task"), writes=True,
    ),
    Act(
        "link_action", _("Link…"), ("Ctrl+Alt+K",), "programme",
        words=_("action plan engagement commitment carry out"), writes=True,
    ),
    Act(
        "bring_back", _("Bring back"), ("Ctrl+Shift+B",), "record",
        words=_("restore undelete take back history"), writes=True,
    ),
    Act(
        "new_series", _("Add series of forums"), ("Ctrl+Shift+N",), "programme",
        words=_("new rotation regional forum"), writes=True,
    ),
    Act(
        "new_turn", _("Add turn"), ("Ctrl+Shift+T",), "programme",
        words=_("new host rotation forum"), writes=True,
    ),
    Act(
        "log_forum", _("Log this forum"), ("Ctrl+Shift+L",), "programme",
        words=_("rotation regional forum held"), writes=True,
    ),
    Act(
        "link_forum", _("Link a logged engagement…"), ("Ctrl+Shift+I",), "programme",
        words=_("rotation regional forum turn"), writes=True,
    ),
    Act("move_up", _("Move up"), ("Alt+Up",), "programme", words=_("turn plan order"), writes=True),
    Act(
        "move_down", _("Move down"), ("Alt+Down",), "programme", words=_("turn plan order"),
        writes=True,
    ),
    Act(
        "new_initiative", _("Add initiative"), ("Ctrl+Alt+I",), "programme",
        words=_("new joint programme project"), writes=True,
    ),
    Act(
        "add_reading", _("Add reading"), ("Ctrl+Alt+R",), "programme",
        words=_("indicator number measure progress"), writes=True,
    ),
    Act("edit", _("Edit"), ("F2",), "record", words=_("change"), writes=True),
    Act("delete", _("Delete"), ("Ctrl+Del",), "record", words=_("remove"), writes=True),
    Act("undo", _("Undo"), ("Ctrl+Z",), "undo", "window", writes=True),
    Act("redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "undo", "window", writes=True),
    Act(
        "find", _("Find anything"), ("Ctrl+K", "Ctrl+F"), "go", "window",
        words=_("search palette"), of_register=False,
    ),
    Act(
        "commands", _("Find a command"), ("Ctrl+Shift+K",), "go", "window",
        words=_("search palette action"), of_register=False,
    ),
    Act(
        "filter", _("Filter the list"), ("Ctrl+Shift+F",), "go",
        words=_("search narrow query list"),
    ),
    Act(
        "save_search", _("Save search…"), ("Ctrl+Shift+S",), "go",
        words=_("keep query filter smart list"), writes=True,
    ),
    Act("today", _("Go to today"), ("Ctrl+1",), "pages", words=_("home start")),
    Act(
        "calendar", _("Go to the calendar"), ("Ctrl+9",), "pages",
        words=_("month agenda deadlines"),
    ),
    Act(
        "organizations", _("Go to organizations"), ("Ctrl+2",), "pages",
        words=_("directory bodies"),
    ),
    Act("people", _("Go to people"), ("Ctrl+3",), "pages", words=_("directory contacts")),
    Act("engagements", _("Go to engagements"), ("Ctrl+4",), "pages", words=_("log meetings")),
    Act(
        "follow_up", _("Go to follow-up"), ("Ctrl+5",), "pages",
        words=_("commitments due overdue"),
    ),
    Act("history", _("Go to history"), ("Ctrl+6",), "pages", words=_("journal changes deleted")),
    Act(
        "coverage", _("Go to Decisions 4 and 7"), ("Ctrl+7",), "pages",
        words=_("coverage matrix engaged gaps"),
    ),
    Act(
        "targets", _("Go to targets"), ("Ctrl+Alt+2",), "pages",
        words=_("how often due late next"),
    ),
    Act(
        "attendance", _("Go to participation"), ("Ctrl+Alt+1",), "pages",
        words=_("women present level civil society"),
    ),
    Act(
        "milestones", _("Go to milestones"), ("Ctrl+8",), "pages",
        words=_("framework decisions options priorities pillars narrative programme"),
    ),
    Act(
        "forums", _("Go to forum rotation"), ("Ctrl+0",), "pages",
        words=_("series regional hosts turns programme"),
    ),
    Act(
        "initiatives", _("Go to initiatives"), ("Ctrl+Alt+3",), "pages",
        words=_("programme joint appeal kuwait phase"),
    ),
    Act(
        "initiatives_list", _("Initiatives as a list"), ("Ctrl+Alt+L",), "programme",
        words=_("view"),
    ),
    Act(
        "initiatives_map", _("Map of initiatives"), ("Ctrl+Shift+G",), "programme",
        words=_("theme region overlap gap"),
    ),
    Act(
        "initiatives_timeline", _("Timeline of initiatives"), ("Ctrl+Alt+M",), "programme",
        words=_("months years bars"),
    ),
    Act(
        "needs", _("Go to needs and practices"), ("Ctrl+Alt+4",), "pages",
        words=_("programme challenges capacity"),
    ),
    Act("plan", _("Go to action plan"), ("Ctrl+Alt+5",), "pages", words=_("programme objectives")),
    Act(
        "focal_points", _("Go to focal points"), ("Ctrl+Alt+6",), "pages",
        words=_("programme designations verify"),
    ),
    Act(
        "working_groups", _("Go to Working Groups"), ("Ctrl+Alt+7",), "pages",
        words=_("programme invitations sessions decision 7"),
    ),
    Act("back", _("Back"), ("Alt+Left",), "go", words=_("previous")),
    Act("forward", _("Forward"), ("Alt+Right",), "go", words=_("next")),
    Act("next_pane", _("Next pane"), ("F6",), "go"),
    Act("previous_pane", _("Previous pane"), ("Shift+F6",), "go"),
    Act("print", _("Print…"), ("Ctrl+P",), "print", words=_("pdf paper")),
    Act("briefing", _("Briefing sheet…"), ("Ctrl+B",), "print", words=_("print pdf paper")),
    Act(
        "save_calendar", _("Save calendar…"), ("Ctrl+Alt+C",), "print",
        words=_("ics ical outlook deadlines milestones"),
    ),
    Act("summary", _("Engagement summary…"), ("Ctrl+M",), "print", words=_("print pdf report")),
    Act(
        "save_list", _("Save list as CSV…"), ("Ctrl+Shift+X",), "print",
        words=_("export spreadsheet excel table rows"),
    ),
    Act(
        "open_register", _("Open register…"), ("Ctrl+O",), "register", "window",
        words=_("file"), of_register=False,
    ),
    Act(
        "recent_registers", _("Recent registers"), ("Ctrl+R",), "register", "window",
        words=_("open file"), of_register=False,
    ),
    Act(
        "new_register", _("New register…"), ("Ctrl+N",), "register", "window",
        words=_("make file"), of_register=False,
    ),
    Act("close_register", _("Close register"), ("Ctrl+W",), "register", "window", words=_("file")),
    Act("lock", _("Lock"), ("Ctrl+L",), "register", "window", words=_("passphrase leave")),
    Act(
        "theme_system", _("Theme of the system"), ("Ctrl+F9",), "theme", "window",
        words=_("colours look"), checkable=True, of_register=False,
    ),
    Act(
        "theme_light", _("Light theme"), ("Ctrl+F10",), "theme", "window",
        words=_("colours look white"), checkable=True, of_register=False,
    ),
    Act(
        "theme_dark", _("Dark theme"), ("Ctrl+F11",), "theme", "window",
        words=_("colours look black night"), checkable=True, of_register=False,
    ),
    Act(
        "theme_contrast", _("High contrast theme"), ("Ctrl+F12",), "theme", "window",
        words=_("colours look"), checkable=True, of_register=False,
    ),
    Act(
        "settings", _("Settings…"), ("Ctrl+,",), "program", "window",
        words=_("preferences options name paper size"), of_register=False,
    ),
    Act(
        "keys", _("Keys…"), ("F1",), "program", "window",
        words=_("help keyboard shortcuts"), of_register=False,
    ),
    Act("menu", _("Menu"), ("F10",), "program", "window", of_register=False),
    Act(
        "about", _("About CT Desk"), ("Shift+F1",), "program", "window",
        words=_("version licence"), of_register=False,
    ),
    Act("quit", _("Quit"), ("Ctrl+Q",), "program", "window", words=_("exit"), of_register=False),
    Act("save", _("Save"), ("Ctrl+Return", "Ctrl+S"), "form", "form"),
    Act("leave", _("Leave; asks first if something was typed"), ("Esc",), "form", "form"),
    Act("next_field", _("Next field"), ("Tab",), "form", "form"),
    Act("previous_field", _("Previous field"), ("Shift+Tab",), "form", "form"),
    Act("offers", _("What may be meant"), ("Down",), "form", "form"),
    Act(
        "promise", _("Make a commitment of this sentence"), ("Ctrl+Shift+C",), "form", "form",
        words=_("promise follow-up"), writes=True,
    ),
    Act("open", _("Open or edit what is chosen"), ("Return",), "list", "list"),
    Act("up_down", _("Next and previous"), ("Down", "Up"), "list", "list"),
    Act("action_done", _("Mark an action of the plan done"), ("Space",), "list", "list"),
    Act("copy", _("Copy as text"), ("Ctrl+C",), "list", "list"),
)  # fmt: skip


def keys_of(key: str) -> str:
    """The keys of an action as this system's keyboards name them."""
    return shown_keys(next(act.keys[0] for act in ACTS if act.key == key))


def sequence_of(key: str) -> QKeySequence:
    """The first keys of an action, to listen for."""
    return QKeySequence(next(act.keys[0] for act in ACTS if act.key == key))


def shown_keys(keys: str) -> str:
    """Keys as this system's keyboards name them, "Ctrl K"."""
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return native[:-1].replace("+", " ") + native[-1:]


def menu_action(
    words: str, do: Callable[[], object], key: str = "", *, read_only: bool = False
) -> QAction:
    """An action for the menu of a row; `key` names the one of the table that comes to the same.

    It belongs to nobody yet. What would write is off where the register is `read_only`.
    """
    action = QAction(caption(words))
    action.triggered.connect(lambda _on=False: do())
    if key:
        act = next(one for one in ACTS if one.key == key)
        show_keys(action, act.keys[0])
        action.setEnabled(not (act.writes and read_only))
    return action


def show_keys(action: QAction, keys: str) -> None:
    """Have an action of a menu show keys.

    They are listened for by whoever does so anyway: two who listen for the same keys would leave
    them without an answer.
    """
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.setShortcutVisibleInContextMenu(True)


class Actions(QObject):
    """The window's actions by key, each made once and listening on the whole window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        for act in ACTS:
            if act.scope in ("desk", "window"):
                self._made[act.key] = self._make(act, window)

    def _make(self, act: Act, window: QWidget) -> QAction:
        action = QAction(act.name, window)
        action.setObjectName(act.key)
        action.setShortcuts([QKeySequence(keys) for keys in act.keys])
        action.setCheckable(act.checkable)
        action.setEnabled(not act.of_register)
        window.addAction(action)
        return action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def group(self, name: str) -> Iterator[QAction]:
        """The actions of one group, in the table's order."""
        return (self._made[act.key] for act in ACTS if act.group == name)

    def possible(self) -> Iterator[tuple[Act, QAction]]:
        """The actions that can be carried out now, in the table's order."""
        for act in ACTS:
            action = self._made.get(act.key)
            if action is not None and action.isEnabled():
                yield act, action

    def enable(self, acts: Mapping[str, object] | None, *, read_only: bool = False) -> None:
        """Allow what the desk can do, and what a register allows; None where none is open.

        Undo and redo are left alone where one is open: they follow the register's own account.
        """
        for act in ACTS:
            if act.key not in self._made or not act.of_register:
                continue
            if acts is None:
                possible = False
            elif act.scope == "desk":
                possible = act.key in acts and not (act.writes and read_only)
            elif act.group == "undo":
                continue
            else:
                possible = True
            self._made[act.key].setEnabled(possible)
