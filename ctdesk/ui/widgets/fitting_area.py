"""A column that is as high as what is in it while there is room, and scrolls where there is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ctdesk.ui.theme import UNIT, set_role
from ctdesk.ui.widgets.kept_bar import keep_bar


class FittingArea(QScrollArea):
    """Shows `holder`, of which `fewest` pixels are seen in the lowest window."""

    def __init__(self, holder: QWidget, fewest: int) -> None:
        super().__init__()
        self._holder = holder
        self._fewest = fewest
        set_role(holder, "surface")
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        keep_bar(self)  # in the margin: what stands below other columns is in line with them
        set_role(self.verticalScrollBar(), "in-margin")

    def sizeHint(self) -> QSize:
        return QSize(UNIT, self._holder.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(UNIT, min(self.sizeHint().height(), self._fewest))
