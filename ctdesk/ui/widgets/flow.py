"""A layout that sets its widgets in lines like words, in the direction of the language."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

GAP = 5


class FlowLayout(QLayout):
    """Widgets one after the other, in as many lines as the width asks for.

    The widget named by `stretch` takes what is left of its line and at least its minimum; one
    named by `break_before` begins a line.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch: QWidget | None = None
        self._first: list[QWidget] = []

    def stretch(self, widget: QWidget) -> None:
        """Have `widget` fill its line."""
        self._stretch = widget

    def break_before(self, widget: QWidget) -> None:
        """Have `widget` begin a line."""
        self._first.append(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Set the widget at a place among the others."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        widest = max((self._least(item).width() for item in self._items), default=0)
        height = max((item.sizeHint().height() for item in self._items), default=0)
        # A long chip is cut to the line, so no chip makes the form wider.
        return QSize(
            min(widest, 120) + margins.left() + margins.right(),
            height + margins.top() + margins.bottom(),
        )

    def _least(self, item: QLayoutItem) -> QSize:
        return item.minimumSize() if item.widget() is self._stretch else item.sizeHint()

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Set the lines; the height they take, margins included."""
        margins: QMargins = self.contentsMargins()
        inner = area.marginsRemoved(margins)
        x, y, tall = 0, 0, 0
        widget = self.parentWidget()
        direction = widget.layoutDirection() if widget else Qt.LayoutDirection.LeftToRight
        for item in self._items:
            shown = item.widget()
            if shown is not None and shown.isHidden():
                continue
            size = self._least(item)
            width = min(size.width(), inner.width())
            if x and (x + width > inner.width() or shown in self._first):
                x, y, tall = 0, y + tall + GAP, 0
            if shown is not None and shown is self._stretch:
                width = inner.width() - x
            if move:
                place = QRect(inner.x() + x, inner.y() + y, width, item.sizeHint().height())
                item.setGeometry(QStyle.visualRect(direction, inner, place))
            x += width + GAP
            tall = max(tall, item.sizeHint().height())
        return y + tall + margins.top() + margins.bottom()
