"""Everything the window can be asked to do: one table of names and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ctdesk.words import _


@dataclass(frozen=True, slots=True)
class Act:
    """One action: its key in the program, its name, its keys on the keyboard.

    `group` is its place in the menu; actions of one group stand together.
    """

    key: str
    name: str
    keys: tuple[str, ...] = ()
    group: str = ""
    checkable: bool = False
    of_register: bool = True  # it needs an open register
    of_desk: bool = True  # the page on show or the desk carries it out, not the window


ACTS = (
    Act("log", _("Log engagement"), ("Ctrl+E",), "record"),
    Act("new_organization", _("Add organization"), ("Ctrl+Shift+N",), "record"),
    Act("edit", _("Edit"), ("F2",), "record"),
    Act("delete", _("Delete"), ("Ctrl+Del",), "record"),
    Act("undo", _("Undo"), ("Ctrl+Z",), "undo", of_desk=False),
    Act("redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "undo", of_desk=False),
    Act("find", _("Find"), ("Ctrl+K", "Ctrl+F"), "go", of_desk=False),
    Act("organizations", _("Go to organizations"), ("Ctrl+1",), "go"),
    Act("engagements", _("Go to engagements"), ("Ctrl+2",), "go"),
    Act("next_pane", _("Next pane"), ("F6",), "go"),
    Act("previous_pane", _("Previous pane"), ("Shift+F6",), "go"),
    Act("back", _("Back"), ("Alt+Left",), "go"),
    Act("forward", _("Forward"), ("Alt+Right",), "go"),
    Act("print", _("Print…"), ("Ctrl+P",), "print"),
    Act("briefing", _("Briefing sheet…"), (), "print"),
    Act("summary", _("Engagement summary…"), (), "print"),
    Act("new_register", _("New register…"), (), "register", of_register=False, of_desk=False),
    Act(
        "open_register",
        _("Open register…"),
        ("Ctrl+O",),
        "register",
        of_register=False,
        of_desk=False,
    ),
    Act("theme_system", _("As the system is"), (), "theme", True, False, False),
    Act("theme_light", _("Light"), (), "theme", True, False, False),
    Act("theme_dark", _("Dark"), (), "theme", True, False, False),
    Act("about", _("About CT Desk"), (), "about", of_register=False, of_desk=False),
    Act("quit", _("Quit"), ("Ctrl+Q",), "about", of_register=False, of_desk=False),
)


class Actions(QObject):
    """The window's actions by key, each made once and listening on the whole window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._made: dict[str, QAction] = {}
        for act in ACTS:
            action = QAction(act.name, window)
            action.setObjectName(act.key)
            action.setShortcuts([QKeySequence(keys) for keys in act.keys])
            action.setCheckable(act.checkable)
            action.setEnabled(not act.of_register)
            window.addAction(action)
            self._made[act.key] = action

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def group(self, name: str) -> Iterator[QAction]:
        """The actions of one group, in the table's order."""
        return (self._made[act.key] for act in ACTS if act.group == name)

    def enable_register(self, enabled: bool) -> None:
        """Allow or refuse what needs an open register."""
        for act in ACTS:
            if act.of_register:
                self._made[act.key].setEnabled(enabled)
