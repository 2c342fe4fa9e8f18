"""Which inputs of a form were touched, and what is typed in those."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ctdesk import bugs
from ctdesk.errors import UserError
from ctdesk.ui.forms.inputs.base import Input

log = logging.getLogger(__name__)

# What an input comes upon in a memo that it did not write.
UNREADABLE = (
    KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, UserError,
)  # fmt: skip


class Touched:
    """The inputs of a form; an input is touched once its state is not that of what it showed.

    `value_of` has what an input shows, by its name, before anything is typed.
    """

    def __init__(self, inputs: Mapping[str, Input], value_of: Callable[[str], Any]) -> None:
        self._inputs = inputs
        self._value_of = value_of
        self._shown: dict[str, object] = {}

    def show(self) -> None:
        """Show the values; nothing is touched."""
        for name, one in self._inputs.items():
            one.set_value(self._value_of(name))
        self._shown = {name: one.state() for name, one in self._inputs.items()}

    def show_anew(self, name: str) -> None:
        """Show the value of an input that was not touched; what is typed in it stays."""
        if name not in self:
            self._inputs[name].set_value(self._value_of(name))
            self._shown[name] = self._inputs[name].state()

    def __contains__(self, name: str) -> bool:
        return self._inputs[name].state() != self._shown[name]

    def __iter__(self) -> Iterator[str]:
        """The names of those touched, in the form's order."""
        return (name for name in self._inputs if name in self)

    def memo(self) -> dict[str, Any]:
        """What is typed, as JSON can hold it."""
        return {name: self._inputs[name].memo() for name in self}

    def recall(self, memo: Mapping[str, Any]) -> bool:
        """Show what was typed, as far as it can be read; whether that was all of it."""
        read = [self._recall(name, typed) for name, typed in memo.items()]
        return all(read)

    def _recall(self, name: str, typed: Any) -> bool:
        one = self._inputs.get(name)
        try:
            if one is None:
                raise KeyError(name)
            one.recall(typed)
            json.dumps([one.memo(), one.brief()])  # as the form will ask for them
        except UNREADABLE as error:
            # Kept by another version of the program: the rest of it must come back all the same.
            log.warning("%s of a kept draft cannot be shown: %s", name, bugs.named(error))
            if one is not None:
                one.set_value(self._value_of(name))
            return False
        return True
