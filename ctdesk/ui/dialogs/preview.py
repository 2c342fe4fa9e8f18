"""The preview of a printed sheet: the very bytes that are saved and printed.

The bytes stay in memory; nothing is written but what the officer saves.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QMarginsF,
    QObject,
    QPoint,
    QRect,
    QSizeF,
    QStandardPaths,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAction,
    QColor,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ctdesk.errors import UserError
from ctdesk.ui.theme import UNIT, set_role, tokens_of
from ctdesk.ui.widgets.notice import Notice
from ctdesk.words import _

POINTS = 72.0  # an inch
PRINT_DPI = 300
_GAP = 16  # px between pages and around them
_KEPT = 6  # rendered pages held at once: an A4 page on a sharp screen is 15 MB
_ZOOM_STEP, _SMALLEST, _LARGEST = 1.2, 0.25, 6.0


class Sheet:
    """An open PDF. Pages are counted from 0, their sizes are in points."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2  # 30 ms that only a preview pays

        self._document: Any = pypdfium2.PdfDocument(pdf)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(len(self._document))
        )

    def image(self, number: int, scale: float) -> QImage:
        """A page at `scale` pixels a point."""
        page = self._document[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        try:
            # BGRx in memory is Qt's RGB32; the copy outlives PDFium's buffer.
            return QImage(
                bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()  # fmt: skip
        finally:
            bitmap.close()
            page.close()

    def close(self) -> None:
        """Let go of the document."""
        self._document.close()


class PageView(QAbstractScrollArea):
    """Pages below each other; each is rendered when it comes into view, as sharp as the screen."""

    page_changed = Signal(int)

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._zoom = 0.0  # pixels a point; 0 fits the width
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._page = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._render_next)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages"))
        self.verticalScrollBar().setSingleStep(48)
        # Otherwise the bar comes, the page narrows, the bar goes, and so on.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        if self._zoom:
            return self._zoom
        widest = max(width for width, _height in self._sheet.sizes)
        return max(_SMALLEST, (self.viewport().width() - 2 * _GAP) / widest)

    @property
    def page(self) -> int:
        """The page that has the middle of the view."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        places = self._places()
        return next((n for n, place in enumerate(places) if middle <= place.bottom() + _GAP),
                    len(places) - 1)  # fmt: skip

    def shown(self, number: int) -> QImage | None:
        """The page as rendered for the screen; None until it has come into view."""
        return self._images.get((number, self._pixels()))

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor; 0 fits the width again."""
        bar = self.verticalScrollBar()
        before = bar.value() / max(1, bar.maximum())
        wanted = self.scale * factor
        self._zoom = min(max(wanted, _SMALLEST), _LARGEST) if factor else 0.0
        self._lay_out()
        bar.setValue(round(before * bar.maximum()))

    def go_to(self, number: int) -> None:
        """Show the top of a page."""
        last = len(self._sheet.sizes) - 1
        place = self._places()[max(0, min(number, last))]
        self.verticalScrollBar().setValue(place.top() - _GAP)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the width anew."""
        page = self.page
        self._lay_out()
        if not self._zoom and page:
            self.go_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and the page keys turn a view, arrows across turn a page, Home and End go far."""
        bar, view = self.verticalScrollBar(), self.viewport().height() - 48
        turned = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_PageDown if turned:
                self.go_to(self.page + 1)
            case Qt.Key.Key_PageUp if turned:
                self.go_to(self.page - 1)
            case Qt.Key.Key_Space | Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + view)
            case Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - view)
            case Qt.Key.Key_Right | Qt.Key.Key_Left if not self.horizontalScrollBar().maximum():
                self.go_to(self.page + (1 if event.key() == Qt.Key.Key_Right else -1))
            case Qt.Key.Key_Home:
                bar.setValue(0)
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view; what is not rendered yet is white and asked for."""
        painter, tokens = QPainter(self.viewport()), tokens_of(self)
        painter.fillRect(event.rect(), QColor(tokens.pane))
        for number in self._in_view():
            place = self._places()[number].translated(-self._corner())
            painter.fillRect(place.adjusted(-1, -1, 1, 1), QColor(tokens.border))
            painter.fillRect(place, QColor("#ffffff"))  # paper is white in any theme
            image = self.shown(number)
            if image is not None:
                painter.drawImage(place.topLeft(), image)
            elif not self._timer.isActive():
                self._timer.start(0)
        painter.end()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew."""
        self.viewport().update()

    def _pixels(self) -> float:
        """Device pixels a point."""
        return round(self.scale * self.devicePixelRatioF(), 6)

    def _corner(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _places(self) -> list[QRect]:
        """Where each page lies in the whole, in logical pixels."""
        scale, top, places = self.scale, _GAP, []
        widest = max(width for width, _height in self._sheet.sizes) * scale
        room = max(self.viewport().width(), round(widest) + 2 * _GAP)
        for width, height in self._sheet.sizes:
            left = (room - round(width * scale)) // 2
            places.append(QRect(left, top, round(width * scale), round(height * scale)))
            top += round(height * scale) + _GAP
        return places

    def _in_view(self) -> list[int]:
        seen = self.viewport().rect().translated(self._corner())
        return [n for n, place in enumerate(self._places()) if place.intersects(seen)]

    def _lay_out(self) -> None:
        places, view = self._places(), self.viewport().size()
        whole = places[-1].bottom() + _GAP
        wide = max(place.right() for place in places) + _GAP
        self.verticalScrollBar().setRange(0, max(0, whole - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.horizontalScrollBar().setRange(0, max(0, wide - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()

    def _render_next(self) -> None:
        """Render one page in view, then let the window breathe."""
        missing = [number for number in self._in_view() if self.shown(number) is None]
        if not missing:
            return
        image = self._sheet.image(missing[0], self._pixels())
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._images[missing[0], self._pixels()] = image
        while len(self._images) > max(_KEPT, len(self._in_view())):
            self._images.popitem(last=False)
        self.viewport().update()
        if len(missing) > 1:
            self._timer.start(0)

    def _scrolled(self) -> None:
        if self.page != self._page:
            self._page = self.page
            self.page_changed.emit(self._page)


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


class PreviewDialog(QDialog):
    """Shows a sheet and saves or prints it; the rest of the program goes on.

    `title` stands above, `file_name` is what Save proposes.
    """

    def __init__(
        self, pdf: bytes, title: str, file_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pdf = pdf
        self._file_name = file_name
        self._sheet = Sheet(pdf)
        self._run: PrintRun | None = None
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = PageView(self._sheet)
        self.notice = Notice()
        self.place = QLabel()
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setProperty("role", "muted")
        self._lay_out(title)
        self.view.page_changed.connect(self._tell_page)
        self._tell_page(0)
        self.destroyed.connect(self._sheet.close)
        program = QCoreApplication.instance()
        if program is not None:  # where the program ends before the dialog is gone
            program.aboutToQuit.connect(self._sheet.close)
        self.resize(820, 940)
        if self.screen() is not None:
            self.resize(self.size().boundedTo(self.screen().availableSize() * 0.94))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_to(self, path: Path) -> None:
        """Write the bytes to a file, whole or not at all; says so where that fails."""
        part = path.with_name(path.name + ".part")
        try:
            part.write_bytes(self._pdf)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            why = error.strerror or str(error)
            self.notice.say(_("{path} cannot be written: {why}.").format(path=path, why=why))
            return
        self.notice.say(_("Saved as {path}").format(path=path), "good")

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages the printer is set to, all by default; says so where that fails."""
        if self._run is not None and self._run.is_running:
            self.notice.say(_("These pages are being printed already."), "plain")
            return
        try:
            self._run = PrintRun(self._sheet, printer, self)
        except UserError as error:
            self.notice.say(str(error))
            return
        self._run.told.connect(lambda words: self.notice.say(words, "plain"))
        self._run.failed.connect(self.notice.say)
        self._run.done.connect(self._printed)
        self._run.step()

    def done(self, result: int) -> None:
        """Close; what is being printed is called off."""
        if self._run is not None:
            self._run.stop()
        super().done(result)

    def _printed(self, count: int) -> None:
        self.notice.say(_("Sent to the printer: {count} pages.").format(count=count), "good")

    def _ask_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Save"), str(Path(folder) / self._file_name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._file_name)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()  # unlike exec, it leaves the program running

    def _ask_print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        set_page(printer, self._sheet.sizes[0])
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._sheet.sizes))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)  # QPrintDialog's own wants a slot

    def _tell_page(self, number: int) -> None:
        count = len(self._sheet.sizes)
        self.place.setText(_("Page {page} of {count}").format(page=number + 1, count=count))

    def _lay_out(self, title: str) -> None:
        heading = QLabel(title)
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setProperty("role", "heading")
        bar = QHBoxLayout()
        bar.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        bar.setSpacing(UNIT)
        bar.addWidget(heading, 1)
        bar.addWidget(self.place)
        bar.addSpacing(UNIT)
        for sign, name, keys, work, role in (
            ("−", _("Smaller"), ("Ctrl+-",), lambda: self.view.zoom(1 / _ZOOM_STEP), "quiet"),
            (_("Fit"), _("Fit the width"), ("Ctrl+0",), lambda: self.view.zoom(0), "quiet"),
            ("+", _("Larger"), ("Ctrl++", "Ctrl+="), lambda: self.view.zoom(_ZOOM_STEP), "quiet"),
            (_("Save…"), _("Save…"), ("Ctrl+S",), self._ask_save, ""),
            (_("Print…"), _("Print…"), ("Ctrl+P",), self._ask_print, "primary"),
        ):
            bar.addWidget(self._button(sign, name, keys, work, role))
        said = QVBoxLayout()
        said.setContentsMargins(2 * UNIT, 0, 2 * UNIT, 0)
        said.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(said)
        column.addWidget(self.view, 1)

    def _button(
        self, sign: str, name: str, keys: tuple[str, ...], work: Any, role: str
    ) -> QPushButton:
        act = QAction(name, self)
        act.setShortcuts([QKeySequence(one) for one in keys])
        act.triggered.connect(work)
        self.addAction(act)
        button = QPushButton(sign)
        button.setAccessibleName(name)
        button.setToolTip(
            f"{name} ({act.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        button.setAutoDefault(False)
        if role:
            set_role(button, role)
        button.clicked.connect(act.trigger)
        return button
