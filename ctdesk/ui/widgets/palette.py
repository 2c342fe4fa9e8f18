"""The list of the palette: records, commands and recent ones in rows of one height, painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ctdesk.ui.plain import tip
from ctdesk.ui.theme import SMALL, font, tokens_of
from ctdesk.words import _

ROW = 30  # px
_AROUND = 10  # px above and below all rows
_EDGE, _GAP = 12, 10  # px at both sides of a row, and between its parts
_SHARE = 0.65  # of a row that its text takes at most where there is detail
_LONGEST = 300  # characters of a text that are looked at
Index = QModelIndex | QPersistentModelIndex
_ONE_LINE = int(
    (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
    | Qt.TextFlag.TextSingleLine
    | Qt.TextFlag.TextDontClip
)
_ROW = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it says, in greater detail, at the far side, and what choosing it does.

    Without `chosen` it is there to be read: a heading, or words.
    """

    text: str
    detail: str = ""
    far: str = ""
    chosen: Callable[[], None] | None = None
    heading: bool = False


class _Model(QAbstractListModel):
    """The rows, and the words marked in them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.words: tuple[str, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            whole = ", ".join(part for part in (row.text, row.detail, row.far) if part)
            return tip(whole) if role == Qt.ItemDataRole.ToolTipRole else whole
        return row if role == _ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.rows[index.row()].chosen is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def show(self, rows: Sequence[Row], words: Sequence[str]) -> None:
        self.beginResetModel()
        self.rows, self.words = tuple(rows), tuple(words)
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Text, detail in a calmer colour, and the key or day at the far side; all on one line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # Making and measuring a face anew for each row costs as much as painting it.
        self._plain, self._small = _Face(font()), _Face(font(SMALL))
        self._heading = _Face(font(SMALL, strong=True))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, tokens = index.data(_ROW), tokens_of(option.widget)
        model = index.model()
        words = model.words if isinstance(model, _Model) else ()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
            bar = QStyle.visualRect(option.direction, option.rect, bar)
            painter.fillRect(bar, QColor(tokens.focus))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as each text runs
        line = _Line(painter, option, QColor(tokens.accent_text))
        muted = QColor(tokens.muted)
        if row.far:
            line.write_far(row.far, muted, self._small)
        if row.heading:
            line.write(row.text, muted, self._heading, ())
        else:
            ink = QColor(tokens.text) if row.chosen is not None else muted
            line.write(row.text, ink, self._plain, words, share=_SHARE if row.detail else 1)
            if row.detail:
                line.write(row.detail, muted, self._small, words)
        painter.restore()


class _Face:
    """A font and its measures."""

    def __init__(self, made: QFont) -> None:
        self.font = made
        self.metrics = QFontMetrics(made)


class _Line:
    """One row being written, from its leading edge on."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, accent: QColor) -> None:
        self._painter = painter
        self._away = option.direction == Qt.LayoutDirection.RightToLeft
        self._area = option.rect.adjusted(_EDGE, 0, -_EDGE, 0)
        self._left, self._right = 0, self._area.width()  # what is free, from the leading edge
        self._accent = accent

    def write(
        self, text: str, ink: QColor, face: _Face, words: Sequence[str], share: float = 1
    ) -> None:
        """Write words at the leading edge of what is free, those asked for marked.

        They take no more of the row than their share.
        """
        room = min(self._right - self._left, int(self._area.width() * share))
        if room < 3 * _GAP:
            return
        text = " ".join(text[:_LONGEST].split())
        spans = _marks(text, words) if words else []
        if spans:
            wide = self._draw_marked(text, spans, ink, face, room)
        else:
            wide = self._draw(text, ink, face, self._left, room)
        self._left += wide + _GAP

    def write_far(self, text: str, ink: QColor, face: _Face) -> None:
        """Write words at the far edge."""
        wide = face.metrics.horizontalAdvance(text)
        self._right -= wide
        self._draw(text, ink, face, self._right, wide)
        self._right -= _GAP

    def _place(self, at: int, wide: int) -> QRect:
        left = self._area.left() + at
        if self._away:
            left = self._area.right() + 1 - at - wide
        return QRect(left, self._area.top(), wide, self._area.height())

    def _draw(self, text: str, ink: QColor, face: _Face, at: int, room: int) -> int:
        """Draw a text that needs no more than its own width; that width."""
        wide = face.metrics.horizontalAdvance(text)
        if wide > room:
            text = face.metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            wide = face.metrics.horizontalAdvance(text)
        self._painter.setFont(face.font)
        self._painter.setPen(ink)
        self._painter.drawText(self._place(at, wide), _ONE_LINE, text)
        return wide

    def _draw_marked(
        self, text: str, spans: Sequence[tuple[int, int]], ink: QColor, face: _Face, room: int
    ) -> int:
        made = self._shaped(text, spans, face)
        wide = made.lineAt(0).naturalTextWidth()
        if wide > room:
            bolder = max(0, int(wide) - face.metrics.horizontalAdvance(text)) + 1
            end = Qt.TextElideMode.ElideRight
            made = self._shaped(face.metrics.elidedText(text, end, room - bolder), spans, face)
            wide = made.lineAt(0).naturalTextWidth()
        place = self._place(self._left, int(wide))
        top = place.top() + (place.height() - made.lineAt(0).height()) / 2
        self._painter.setPen(ink)
        made.draw(self._painter, QPointF(place.left(), top))
        return int(wide) + 1

    def _shaped(self, text: str, spans: Sequence[tuple[int, int]], face: _Face) -> QTextLayout:
        made = QTextLayout(text, face.font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # as the text itself runs
        made.setTextOption(option)
        made.setFormats([self._marked(span) for span in spans])
        made.beginLayout()
        made.createLine().setNumColumns(len(text) + 1)
        made.endLayout()
        return made

    def _marked(self, span: tuple[int, int]) -> QTextLayout.FormatRange:
        made, look = QTextLayout.FormatRange(), QTextCharFormat()
        look.setFontWeight(QFont.Weight.DemiBold)
        look.setForeground(self._accent)
        made.start, made.length = span[0], span[1] - span[0]
        made.format = look
        return made


def _marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    from ctdesk.ui.marking import marks  # of `db`: not before the frame is painted

    return marks(text, words)


class _View(QListView):
    """Paints its own ground, so that what lies below need not be painted with every letter."""

    def __init__(self) -> None:
        super().__init__()
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(_("Found"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), QColor(tokens_of(self).card))
        super().paintEvent(event)


class PaletteList(QFrame):
    """The rows below the find box: a child of the window above everything else in it.

    `chosen` is emitted when a row has been clicked, before what it stands for is done.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = _Model(self)
        self.view = _View()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Painter(self))
        self.view.clicked.connect(lambda index: self.chosen.emit(self.rows[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.view)
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    @property
    def current(self) -> Row | None:
        """The row that Enter chooses."""
        index = self.view.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def fill(self, rows: Sequence[Row], words: Sequence[str] = (), at: int = 0) -> None:
        """Show rows with words marked, and stand on the first from `at` on that can be chosen."""
        self._model.show(rows, words)
        self.view.scrollToTop()
        self._stand(range(at, len(rows)))

    def step(self, by: int) -> None:
        """Stand on another row, so many away; past what cannot be chosen, never beyond the ends."""
        at = self.view.currentIndex().row()
        last = len(self.rows) - 1
        wanted = max(0, min(last, at + by))
        onward = range(wanted, last + 1) if by > 0 else range(wanted, -1, -1)
        if not self._stand(onward):
            self._stand(range(last, at - 1, -1) if by > 0 else range(at + 1))
        if by < 0 and self.view.currentIndex().row() <= 1:
            self.view.scrollToTop()  # with its heading

    def page(self) -> int:
        """Rows that show at once."""
        return max(1, self.view.viewport().height() // ROW - 1)

    def _stand(self, places: Sequence[int]) -> bool:
        for place in places:
            if self.rows[place].chosen is not None:
                index = self._model.index(place)
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
                return True
        return False

    def height_within(self, room: int) -> int:
        """Px in which all of it shows, or as many whole rows as there is room for."""
        return min(len(self.rows), max(1, (room - _AROUND) // ROW)) * ROW + _AROUND
