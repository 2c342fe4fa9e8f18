"""The preview of a printed sheet: the very bytes that are saved and printed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ctdesk.ui.dialogs.page_view import PageView, Sheet
from ctdesk.ui.dialogs.printing_pages import Printer
from ctdesk.ui.dialogs.reader import Reader
from ctdesk.words import _


class PreviewDialog(Reader):
    """Shows a PDF, saves and prints it. Raises UserError where the bytes are none."""

    def __init__(
        self, pdf: bytes, title: str, file_name: str, parent: QWidget | None = None
    ) -> None:
        sheet = Sheet(pdf)
        super().__init__(pdf, title, file_name, parent)
        self._count = len(sheet.sizes)
        self._printer = Printer(sheet, self.file_name, self.notice, self)
        self.view = PageView(sheet)
        self.add_zoom(self.view.zoom, _("Fit the width"))
        self.add_tool(_("Save…"), _("Save…"), ("Ctrl+S",), self.ask_save)
        self.add_tool(_("Print…"), _("Print…"), ("Ctrl+P",), self._printer.ask, "primary")
        self.view.page_changed.connect(self._tell_page)
        self._tell_page(0)
        self.put(self.view)
        self.destroyed.connect(sheet.close)
        program = QCoreApplication.instance()
        if program is not None:  # where the program ends before the dialog is gone
            program.aboutToQuit.connect(sheet.close)

    def go_to_page(self, page: int) -> None:
        """Show the top of a page, counted from 1."""
        self.view.go_to(page - 1)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages the printer is set to, all by default; says so where that fails."""
        self._printer.print_to(printer)

    def done(self, result: int) -> None:
        """Close; what is being printed is called off."""
        self._printer.stop()
        super().done(result)

    def _tell_page(self, number: int) -> None:
        words = _("Page {page} of {count}")
        self.place.setText(words.format(page=number + 1, count=self._count))
