"""Languages by their names, kept as codes where the program has them."""

from __future__ import annotations

from ctdesk.db.queries.people import split_languages
from ctdesk.db.search.fold import fold
from ctdesk.ui.codes import LANGUAGES, words_for
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.words import _


class LanguagesInput(LineInput):
    """The value is a text of codes and, of other languages, names: "en, fr, Hausa"."""

    def __init__(self) -> None:
        super().__init__(_("Arabic, English"))

    def set_value(self, value: str) -> None:
        """Show the names."""
        super().set_value(", ".join(words_for(one, LANGUAGES) for one in split_languages(value)))

    def value(self) -> str:
        """What is typed, names that the program knows as codes."""
        codes = {fold(name): code for code, name in LANGUAGES}
        return ", ".join(codes.get(fold(one), one) for one in split_languages(self.line.text()))
