"""The pages of a PDF, rendered as they come into view."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ctdesk.errors import UserError
from ctdesk.reading.pdf import PDFIUM, faults, open_pdf
from ctdesk.ui.theme import set_role, tokens_of
from ctdesk.words import _

POINTS = 72.0  # an inch
_A4 = (595.0, 842.0)
_GAP = 16  # px between pages and around them
_KEPT = 6  # rendered pages held at once: an A4 page on a sharp screen is 15 MB
_SMALLEST, _LARGEST = 0.25, 6.0
_PIXELS = 40_000_000  # of one page: more is rendered smaller and stretched


class Sheet:
    """An open PDF. Pages are counted from 0, their sizes are in points.

    Raises UserError where the bytes are none that can be shown.
    """

    def __init__(self, pdf: bytes) -> None:
        self._broken = faults()
        self._document: Any = open_pdf(pdf)
        with PDFIUM:
            self.sizes = self._sizes()
        if not self.sizes:
            self.close()
            raise UserError(_("This PDF has no pages."))

    def _sizes(self) -> tuple[tuple[float, float], ...]:
        return tuple(self._size(number) for number in range(len(self._document)))

    def _size(self, number: int) -> tuple[float, float]:
        try:
            width, height = self._document.get_page_size(number)
        except self._broken:
            return _A4
        return (width, height) if width >= 1 and height >= 1 else _A4

    def image(self, number: int, scale: float) -> QImage:
        """A page at `scale` pixels a point, or less where that is larger than memory should be.

        A page that cannot be rendered is blank.
        """
        width, height = self.sizes[number]
        scale *= min(1.0, (_PIXELS / max(1.0, width * height * scale * scale)) ** 0.5)
        with PDFIUM:
            return self._rendered(number, scale)

    def _rendered(self, number: int, scale: float) -> QImage:
        width, height = self.sizes[number]
        try:
            page = self._document[number]
        except self._broken:
            return _blank(width * scale, height * scale)
        try:
            bitmap = page.render(scale=scale, prefer_bgrx=True)
        except self._broken:
            page.close()
            return _blank(width * scale, height * scale)
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
        with PDFIUM:
            self._document.close()


def _blank(width: float, height: float) -> QImage:
    made = QImage(max(1, round(width)), max(1, round(height)), QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    return made


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
        set_role(self, "stop")
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
        fitting = (self.viewport().width() - 2 * _GAP) / widest
        return min(max(_SMALLEST, fitting), _LARGEST)

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
            if image is not None and image.width() < round(place.width() * 0.9):
                painter.drawImage(place, image)  # rendered smaller than it is shown
            elif image is not None:
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
