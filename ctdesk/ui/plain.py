"""Text of the register where Qt would take it for more than text: in tooltips and on buttons."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def tip(text: str) -> str:
    """The text for a tooltip, which says what looks like markup as it is typed."""
    return wrapped_tip(text) if Qt.mightBeRichText(text) else text


def wrapped_tip(text: str) -> str:
    """The same as markup whatever it looks like, so that a long text is broken into lines."""
    told = escape(text).replace("\n", "<br>")
    return f"<qt>{told}</qt>" if told else ""


def caption(text: str) -> str:
    """The text for a button, a tab or a menu, where one & would underline a letter."""
    return text.replace("&", "&&")
