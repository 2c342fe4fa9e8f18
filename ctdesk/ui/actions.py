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
    "undo": _("Undo"),
    "go": _("Go to"),
    "print": _("Print"),
    "register": _("Register"),
    "theme": _("Theme"),
    "program": _("Program"),
    "form": _("In a form"),
    "list": _("In a list"),
}

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
        "verification_round", _("Round of verification"), ("Ctrl+Shift+Y",), "record",
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
        "bring_back", _("Bring back"), ("Ctrl+Shift+B",), "record",
        words=_("restore undelete take back history"), writes=True,
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
    Act("today", _("Go to today"), ("Ctrl+1",), "go", words=_("home start")),
    Act("organizations", _("Go to organizations"), ("Ctrl+2",), "go", words=_("directory bodies")),
    Act("people", _("Go to people"), ("Ctrl+3",), "go", words=_("directory contacts")),
    Act("engagements", _("Go to engagements"), ("Ctrl+4",), "go", words=_("log meetings")),
    Act("follow_up", _("Go to follow-up"), ("Ctrl+5",), "go", words=_("commitments due overdue")),
    Act("history", _("Go to history"), ("Ctrl+6",), "go", words=_("journal changes deleted")),
    Act(
        "focal_points", _("Go to focal points"), ("Ctrl+8",), "go",
        words=_("programme designations verify"),
    ),
    Act(
        "working_groups", _("Go to Working Groups"), ("Ctrl+9",), "go",
        words=_("programme invitations sessions decision 7"),
    ),
    Act("back", _("Back"), ("Alt+Left",), "go", words=_("previous")),
    Act("forward", _("Forward"), ("Alt+Right",), "go", words=_("next")),
    Act("next_pane", _("Next pane"), ("F6",), "go"),
    Act("previous_pane", _("Previous pane"), ("Shift+F6",), "go"),
    Act("print", _("Print…"), ("Ctrl+P",), "print", words=_("pdf paper")),
    Act("briefing", _("Briefing sheet…"), ("Ctrl+B",), "print", words=_("print pdf paper")),
    Act(
        "calendar", _("Save calendar…"), ("Ctrl+Shift+I",), "print",
        words=_("ics ical outlook deadlines milestones"),
    ),
    Act("summary", _("Engagement summary…"), ("Ctrl+M",), "print", words=_("print pdf report")),
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
    Act("copy", _("Copy as text"), ("Ctrl+C",), "list", "list"),
)  # fmt: skip


def keys_of(key: str) -> str:
    """The keys of an action as this system's keyboards name them."""
    return shown_keys(next(act.keys[0] for act in ACTS if act.key == key))


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
