"""A line of text that shows, while nobody types in it, that it goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolButton, QToolTip

from ctdesk.reports.unicode import reads_from_right
from ctdesk.ui.plain import tip

_EDGE = 2  # px that Qt leaves beside the text of a line


class ElidedLine(QLineEdit):
    """Left, it shows its beginning; what has no room ends in "…" and is told by a tooltip."""

    @property
    def shown(self) -> str:
        """The text as it is painted while nobody types in it."""
        side = Qt.TextElideMode.ElideRight
        return self.fontMetrics().elidedText(self.text(), side, self._room().width())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the beginning."""
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in passing:
            self.setCursorPosition(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, or in its frame the text with its "…"."""
        shown = self.shown
        if self.hasFocus() or shown == self.text():
            super().paintEvent(event)
            return
        option = self._option()
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        side, reads = Qt.AlignmentFlag.AlignLeft, Qt.LayoutDirection.LeftToRight
        if reads_from_right(self.text()):
            side, reads = Qt.AlignmentFlag.AlignRight, Qt.LayoutDirection.RightToLeft
        painter.setLayoutDirection(reads)
        painter.setPen(self.palette().text().color())
        whole = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self._room(), int(whole), shown)

    def event(self, event: QEvent) -> bool:
        """Tell the whole text where it is not seen whole."""
        if isinstance(event, QHelpEvent) and self.shown != self.text():
            QToolTip.showText(event.globalPos(), tip(self.text()), self)
            return True
        return super().event(event)

    def _option(self) -> QStyleOptionFrame:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        return option

    def _room(self) -> QRect:
        """Where the text stands, between the frame and what stands at its ends."""
        part = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(part, self._option(), self)
        room = room.marginsRemoved(self.textMargins()).adjusted(_EDGE, 0, -_EDGE, 0)
        for button in self.findChildren(QToolButton):
            if button.isHidden():
                continue
            if button.geometry().center().x() > room.center().x():
                room.setRight(min(room.right(), button.geometry().left() - _EDGE))
            else:
                room.setLeft(max(room.left(), button.geometry().right() + _EDGE))
        return room
