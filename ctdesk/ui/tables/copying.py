"""Rows as text for another program: lines with tabs between, and the same as a table.

The text of the register is data. In the table every cell is marked as text, so that a spreadsheet
takes none for a formula; the plain lines are for letters and mails and have the words as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QMimeData

# As Excel and LibreOffice mark a cell of text.
_CELL = "<td style=\"mso-number-format:'\\@'\">{words}</td>"


def copied(lines: Iterable[Sequence[str]], headings: Sequence[str] = ()) -> QMimeData:
    """The lines, each a word for each column, below their headings if there are any."""
    told = [[_on_one_line(words) for words in line] for line in lines]
    named = [_on_one_line(words) for words in headings]
    plain = ["\t".join(line) for line in ([named] if named else []) + told]
    mime = QMimeData()
    mime.setText("\n".join(plain))
    mime.setHtml(_table(told, named))
    return mime


def _on_one_line(words: str) -> str:
    """Words without what would begin another cell or row."""
    return " ".join(words.split())


def _table(lines: Iterable[Sequence[str]], headings: Sequence[str]) -> str:
    head = "".join(f"<th>{escape(words)}</th>" for words in headings)
    rows = [f"<tr>{head}</tr>"] if headings else []
    for line in lines:
        cells = "".join(_CELL.format(words=escape(words)) for words in line)
        rows.append(f"<tr>{cells}</tr>")
    return f'<meta charset="utf-8"><table>{"".join(rows)}</table>'
