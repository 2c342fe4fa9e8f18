"""An image, fitted to the window or as large as wanted."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ctdesk.errors import UserError
from ctdesk.ui.theme import set_role, tokens_of
from ctdesk.words import _

# SVG is none of them: it can refer to other files, and is read as the text it is.
_FORMATS = {"png", "jpeg", "jpg", "gif", "bmp", "webp", "tiff", "tif", "ico"}
_PIXELS = 100_000_000  # more is 400 MB of memory for a picture on a screen
_SMALLEST, _LARGEST = 0.02, 8.0
_EDGE = 16  # px around it


def is_image(data: bytes) -> bool:
    """Whether the bytes are an image that can be shown, or claim to be one."""
    with _Reading(data) as reader:
        return bytes(reader.format().data()).decode("ascii", "replace").lower() in _FORMATS


class _Reading:
    """A reader on bytes, which live as long as it."""

    def __init__(self, data: bytes) -> None:
        self._bytes = QByteArray(data)
        self._buffer = QBuffer(self._bytes)

    def __enter__(self) -> QImageReader:
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(self._buffer)
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)  # as the camera was held
        return reader

    def __exit__(self, *_error: object) -> None:
        self._buffer.close()


def read_image(data: bytes) -> QImage:
    """The image in the bytes. Raises UserError where there is none, or one too large to hold."""
    with _Reading(data) as reader:
        size = reader.size()
        if size.width() * size.height() > _PIXELS:
            raise UserError(
                _("This image is {width} × {height} pixels, too large to show; save it.").format(
                    width=f"{size.width():,}", height=f"{size.height():,}"
                )
            )
        QImageReader.setAllocationLimit(_PIXELS * 4 // 1024 // 1024 + 1)
        image = reader.read()
    if image.isNull():
        raise UserError(_("This image is damaged and cannot be shown."))
    return image


class ImagePane(QAbstractScrollArea):
    """Shows the image in `data`. Raises UserError where there is none."""

    def __init__(self, data: bytes, parent: QWidget | None = None) -> None:
        self.image = read_image(data)
        super().__init__(parent)
        self._zoom = 0.0  # logical pixels a pixel; 0 fits
        self._scaled: QImage | None = None
        set_role(self, "stop")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(48)

    @property
    def scale(self) -> float:
        """Logical pixels a pixel of the image; never larger than life unless asked."""
        if self._zoom:
            return self._zoom
        room = self.maximumViewportSize() - QSize(2 * _EDGE, 2 * _EDGE)
        across = room.width() / self.image.width()
        down = room.height() / self.image.height()
        return max(_SMALLEST, min(across, down, 1.0 / self.devicePixelRatioF()))

    def zoom(self, factor: float) -> None:
        """Larger or smaller by a factor; 0 fits the window again."""
        self._zoom = min(max(self.scale * factor, _SMALLEST), _LARGEST) if factor else 0.0
        self._lay_out()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor(tokens_of(self).pane))
            place = self._place()
            painter.fillRect(place, QColor("#ffffff"))  # behind what lets the ground through
            if self._scaled is not None:
                painter.drawImage(place, self._scaled)
            else:
                painter.drawImage(place, self.image)

    def _size(self) -> QSize:
        return (self.image.size().toSizeF() * self.scale).toSize().expandedTo(QSize(1, 1))

    def _place(self) -> QRect:
        size, view = self._size(), self.viewport().size()
        corner = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        left = max(_EDGE, (view.width() - size.width()) // 2)
        top = max(_EDGE, (view.height() - size.height()) // 2)
        return QRect(QPoint(left, top) - corner, size)

    def _lay_out(self) -> None:
        size, view = self._size(), self.viewport().size()
        for bar, length, room in (
            (self.horizontalScrollBar(), size.width(), view.width()),
            (self.verticalScrollBar(), size.height(), view.height()),
        ):
            bar.setRange(0, max(0, length + 2 * _EDGE - room) if length + 2 * _EDGE > room else 0)
            bar.setPageStep(room)
        pixels = size * self.devicePixelRatioF()
        self._scaled = None
        if pixels.width() < self.image.width():  # made once, not at every paint
            self._scaled = self.image.scaled(
                pixels, Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
        self.viewport().update()
