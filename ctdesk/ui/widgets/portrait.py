"""The picture of a person, or a tile with their initials."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QLabel

from ctdesk.db.queries.person_names import PersonName
from ctdesk.ui.theme import set_role

ROUND = 8  # px, of the corners


class Portrait(QLabel):
    """A square of one size: the picture cut to it, else initials; nothing where there are none."""

    def __init__(self, side: int = 56) -> None:
        super().__init__()
        self._side = side
        self.setFixedSize(side, side)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, "tile")

    def show_initials(self, name: PersonName) -> None:
        """Show the initials of a name."""
        self.setPixmap(QPixmap())
        self.setText(initials(name))
        self.setVisible(bool(self.text()))

    def show_picture(self, data: bytes) -> bool:
        """Show a picture; whether it is one."""
        image = QImage.fromData(data)
        if image.isNull():
            return False
        self.setPixmap(self._cut(image))
        self.setVisible(True)
        return True

    def _cut(self, image: QImage) -> QPixmap:
        """The middle of a picture, a little above it where it is tall: there the face is."""
        ratio = self.devicePixelRatioF()
        size = round(self._side * ratio)
        grown = image.scaled(
            QSize(size, size),
            Qt.AspectRatioMode.KeepAspectRatioByExpanding,
            Qt.TransformationMode.SmoothTransformation,
        )
        made = QPixmap(size, size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(0, 0, size, size), ROUND * ratio, ROUND * ratio)
        painter.setClipPath(edge)
        painter.drawImage(-(grown.width() - size) // 2, -(grown.height() - size) // 4, grown)
        painter.end()
        made.setDevicePixelRatio(ratio)
        return made


def initials(name: PersonName) -> str:
    """The first letters of given and family name, in the order they are said."""
    parts = [name.given, name.family] if name.order == "given_first" else [name.family, name.given]
    letters = [_first(part) for part in parts if part]
    if len(letters) < 2:
        letters = [_first(word) for word in name.display.split() if word[:1].isalpha()][:2]
    return "".join(letters).upper()


def _first(words: str) -> str:
    """The first capital of a name, past its particles; its first letter where there is none."""
    return next((char for char in words if char.isupper()), words[:1])
