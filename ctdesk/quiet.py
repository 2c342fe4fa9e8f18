"""How Python itself behaves in a window: it comes in between as little as can be."""

from __future__ import annotations

import gc
import sys

# Seconds for which a thread that reads keeps Python to itself while the window waits to paint.
_TURN = 0.0005
# New objects before Python looks for cycles among them: a few milliseconds' worth.
_OBJECTS = 20_000


def while_loading() -> None:
    """Before what the window needs is loaded: all of that stays, no look at it finds a cycle."""
    sys.setswitchinterval(_TURN)
    gc.disable()


def from_now_on() -> None:
    """Once it is loaded: look for cycles again, among what came after."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    gc.enable()
