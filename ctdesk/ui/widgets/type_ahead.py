"""A line that offers what its text may mean, in a list that takes no focus and blocks nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QHideEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.direction import direction_of
from ctdesk.ui.plain import tip
from ctdesk.ui.theme import font, tokens_of
from ctdesk.ui.widgets.elided_line import ElidedLine

ROW, MOST_ROWS, MOST_WIDE = 30, 9, 420
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list: what it says, in greater detail, and what it stands for."""

    text: str
    detail: str = ""
    value: object = None


Offers = Callable[[str], Sequence[Offer]]


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.offers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            whole = ", ".join(filter(None, (offer.text, offer.detail)))
            return tip(whole) if role == Qt.ItemDataRole.ToolTipRole else whole
        return offer if role == Qt.ItemDataRole.UserRole else None

    def show(self, offers: Sequence[Offer]) -> None:
        self.beginResetModel()
        self.offers = tuple(offers)
        self.endResetModel()


class _Line(QStyledItemDelegate):
    """The text, and after it the detail in a calmer colour; both elide."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, offer = tokens_of(option.widget), index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        area = option.rect.adjusted(10, 0, -10, 0)
        taken = self._write(painter, offer.text, area, tokens.text, option)
        if offer.detail:
            rest = area.width() - taken - 10
            away = option.direction == Qt.LayoutDirection.RightToLeft
            left = area.left() if away else area.left() + taken + 10
            detail = QRect(left, area.top(), rest, area.height())
            if rest > 40:
                self._write(painter, offer.detail, detail, tokens.muted, option)
        painter.restore()

    def _write(
        self, painter: QPainter, text: str, area: QRect, colour: str, option: QStyleOptionViewItem
    ) -> int:
        painter.setFont(font())
        painter.setPen(QColor(colour))
        elided = painter.fontMetrics().elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, area.width()
        )
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        side |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(direction_of(elided))  # else … and ” stand before the words
        painter.drawText(area, int(side | Qt.TextFlag.TextSingleLine), elided)
        return painter.fontMetrics().horizontalAdvance(elided)


def _width(offer: Offer) -> int:
    metrics = QFontMetrics(font())
    detail = metrics.horizontalAdvance(offer.detail) + 10 if offer.detail else 0
    return metrics.horizontalAdvance(offer.text) + detail + 40


class OfferList(QFrame):
    """The list of offers: a child of the window above everything else in it."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._at: QWidget | None = None
        self._followed: list[QWidget] = []
        self._model = _Model(self)
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_Line(self))
        self._view.setUniformItemSizes(True)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.clicked.connect(lambda index: self.picked.emit(index.data(256)))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._view)
        self.hide()

    def offer(self, offers: Sequence[Offer], at: QWidget, *, marked: bool = True) -> None:
        """Show the offers below the widget, the first of them marked where it is to be."""
        self._model.show(offers)
        if marked:
            self.move_to(0)
        self._follow(at)
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay with the widget when the form scrolls or is laid out anew."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place()
        return False

    def hideEvent(self, _event: QHideEvent) -> None:
        """Follow nothing."""
        self._follow(None)

    def _follow(self, at: QWidget | None) -> None:
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._at, self._followed = at, []
        while at is not None and at is not self.parentWidget():
            at.installEventFilter(self)
            self._followed.append(at)
            at = at.parentWidget()

    def _place(self) -> None:
        """Below the widget, or above it where there is more room; as wide as the offers ask."""
        at, window, offers = self._at, self._window, self.offers
        if at is None:
            return
        corner = at.mapTo(window, QPoint(0, 0))
        below = window.height() - corner.y() - at.height() - 8
        above = corner.y() - 8
        wanted = min(len(offers), MOST_ROWS) * ROW + 10
        upward = below < wanted and above > below
        height = min(wanted, above if upward else below)
        bar = self._view.verticalScrollBar().sizeHint().width()
        widest = max(_width(offer) for offer in offers) + bar * (len(offers) > MOST_ROWS)
        width = min(max(at.width(), min(widest, MOST_WIDE)), window.width() - 8)
        near = corner.x() + (at.width() - width if at.isRightToLeft() else 0)
        left = max(4, min(near, window.width() - width - 4))
        top = corner.y() - height - 2 if upward else corner.y() + at.height() + 2
        self.setGeometry(left, top, width, height)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered."""
        return self._model.offers

    @property
    def row(self) -> int:
        """The offer that Enter takes; -1 for none."""
        return self._view.currentIndex().row()

    def move_to(self, row: int) -> None:
        """Make another offer the one that Enter takes."""
        index = self._model.index(max(0, min(row, len(self.offers) - 1)))
        self._view.setCurrentIndex(index)
        self._view.scrollTo(index)


class TypeAhead(ElidedLine):
    """A line that offers what its text may mean.

    Down opens the list, Enter takes the offer that is marked, Tab takes it and moves on, Escape
    closes the list. `chosen` has the Offer taken.
    """

    chosen = Signal(object)
    left = Signal()  # the focus went elsewhere

    def __init__(self, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers = offers
        self._list: OfferList | None = None
        self._anchor: QWidget = self
        self.textEdited.connect(self._typed)

    def anchor(self, widget: QWidget) -> None:
        """Have the list appear at `widget`, a frame around this line."""
        self._anchor = widget

    @property
    def offered(self) -> tuple[Offer, ...]:
        """What is offered now; nothing where the list is closed."""
        return self._list.offers if self._list is not None and self._list.isVisible() else ()

    def open(self, text: str | None = None) -> None:
        """Offer what a text (else the one typed) may mean."""
        offers = self._offers(self.text() if text is None else text)
        if not offers:
            self.close_list()
            return
        if self._list is None or self._list.parentWidget() is not self.window():
            self._list = OfferList(self.window())
            self._list.picked.connect(self._take)
            self.destroyed.connect(self._list.deleteLater)
        self._list.offer(offers, self._anchor, marked=self._marks(offers))

    def _marks(self, offers: Sequence[Offer]) -> bool:
        """Whether Enter takes the first of these at once."""
        del offers
        return True

    def close_list(self) -> None:
        """Offer nothing."""
        if self._list is not None:
            self._list.hide()

    def take(self) -> bool:
        """Take the marked offer; whether there was one."""
        offered = self.offered
        row = self._list.row if self._list is not None else -1
        if not offered or row < 0:
            return False
        self._take(offered[row])
        return True

    def _take(self, offer: Offer) -> None:
        self.close_list()
        self.chosen.emit(offer)

    def _typed(self, text: str) -> None:
        if text.strip():
            self.open()
        else:
            self.close_list()

    def event(self, event: QEvent) -> bool:
        # Tab is not an ordinary key: before it moves the focus it takes what is marked.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab and self.text().strip():
                self.take()
        elif (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.offered
        ):
            event.accept()  # this Escape closes the list and not the form
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list, take from it or close it; everything else is typed."""
        key, offered = event.key(), self.offered
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.AltModifier,
        ):
            if offered and self._list is not None:
                self._list.move_to(self._list.row + (1 if key == Qt.Key.Key_Down else -1))
            elif key == Qt.Key.Key_Down:
                self.open("" if self.selectedText() == self.text() else None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier
        ):
            if not self.take():
                super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape and offered:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list; what is typed stays."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.close_list()
            self.left.emit()

    def hideEvent(self, _event: QHideEvent) -> None:
        """Leave no list behind."""
        self.close_list()


def matching(options: Sequence[Offer], fold: Callable[[str], str]) -> Offers:
    """Offers among fixed options: those in which every typed word begins a word.

    What is exactly so called comes first, then what begins so.
    """

    @cache
    def names_of_all() -> list[tuple[Offer, str]]:  # not before somebody types: zones are many
        return [(option, fold(f"{option.text} {option.detail}")) for option in options]

    def offers(text: str) -> Sequence[Offer]:
        wanted = fold(text)
        found = [
            (option, names)
            for option, names in names_of_all()
            if all(any(w.startswith(word) for w in names.split()) for word in wanted.split())
        ]
        found.sort(key=lambda one: (fold(one[0].text) != wanted, not one[1].startswith(wanted)))
        return [option for option, _names in found]

    return offers
