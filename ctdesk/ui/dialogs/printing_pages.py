"""Pages on their way to the printer."""

from __future__ import annotations

from PySide6.QtCore import QMarginsF, QObject, QRect, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ctdesk.errors import UserError
from ctdesk.ui.dialogs.page_view import POINTS, Sheet
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

PRINT_DPI = 300


def set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    """Give the printer's page the size of a sheet's page, in points, to its edges."""
    width, height = size
    across = QPageLayout.Orientation.Landscape
    upright = QPageLayout.Orientation.Portrait
    paper = QPageSize(
        QSizeF(min(size), max(size)),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.FuzzyMatch,
    )
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, across if width > height else upright, QMarginsF()))


class PrintRun(QObject):
    """One printing of a sheet, a page at a time so that the window stays awake.

    `told` says where it is, `done` how many pages went out, `failed` why none did.
    """

    told = Signal(str)
    done = Signal(int)
    failed = Signal(str)

    def __init__(self, sheet: Sheet, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._printer = printer
        first = (printer.fromPage() or 1) - 1
        last = printer.toPage() or len(sheet.sizes)
        self._pages = list(range(first, min(last, len(sheet.sizes))))
        self._next = 0
        set_page(printer, sheet.sizes[self._pages[0]])
        self._painter = QPainter()
        if not self._painter.begin(printer):
            raise UserError(_("The printer did not take the pages; is it switched on?"))

    @property
    def is_running(self) -> bool:
        """Whether pages are still to come."""
        return self._painter.isActive()

    def step(self) -> None:
        """Print the next page, and call again for the one after it."""
        if not self.is_running:
            return
        if self._next == len(self._pages):
            self._painter.end()
            self.done.emit(len(self._pages))
            return
        number = self._pages[self._next]
        self.told.emit(
            _("Printing page {page} of {count}").format(page=self._next + 1, count=len(self._pages))
        )
        if self._next:
            set_page(self._printer, self._sheet.sizes[number])
            if not self._printer.newPage():
                self._painter.end()
                self.failed.emit(_("The printer stopped taking pages."))
                return
        image = self._sheet.image(number, PRINT_DPI / POINTS)
        self._painter.drawImage(self._paper(), image)
        self._next += 1
        QTimer.singleShot(0, self.step)

    def stop(self) -> None:
        """Call it off."""
        if self.is_running:
            self._printer.abort()
            self._painter.end()

    def _paper(self) -> QRect:
        resolution = self._printer.resolution()
        return self._printer.pageLayout().fullRectPixels(resolution)


class Printer(QObject):
    """Prints a sheet from a dialog, and says there how it goes."""

    def __init__(self, sheet: Sheet, name: str, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._sheet = sheet
        self._name = name
        self._notice = notice
        self._run: PrintRun | None = None

    def ask(self) -> None:
        """Ask for the printer and the pages, then print them."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        set_page(printer, self._sheet.sizes[0])
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, len(self._sheet.sizes))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)  # QPrintDialog's own wants a slot

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages the printer is set to, all by default; says so where that fails."""
        if self._run is not None and self._run.is_running:
            self._notice.say(_("These pages are being printed already."), "plain")
            return
        try:
            self._run = PrintRun(self._sheet, printer, self)
        except UserError as error:
            self._notice.say(str(error))
            return
        self._run.told.connect(lambda words: self._notice.say(words, "plain"))
        self._run.failed.connect(self._notice.say)
        self._run.done.connect(self._printed)
        self._run.step()

    def stop(self) -> None:
        """Call off what is being printed."""
        if self._run is not None:
            self._run.stop()

    def _printed(self, count: int) -> None:
        self._notice.say(_("Sent to the printer: {count} pages.").format(count=count), "good")
