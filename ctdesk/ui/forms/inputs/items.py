"""What an engagement is carried out under: chips that toggle, and a list of all items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ctdesk.db.drafts import ItemDraft
from ctdesk.db.queries.choices import Choice
from ctdesk.db.search.fold import fold
from ctdesk.ui.forms.inputs.base import bare, checked, plain_label
from ctdesk.ui.forms.inputs.chip_field import ChipField, FieldChip
from ctdesk.ui.forms.inputs.text import LineInput
from ctdesk.ui.plain import tip
from ctdesk.ui.widgets.type_ahead import Offer, Offers, matching
from ctdesk.words import _

PINNED = 2  # items that always stand there: `choices.items` puts Decisions 7 and 4 first


class ItemsInput(ChipField):
    """The value is a tuple of ItemDraft, in the order they were chosen.

    Tab comes to the first chip. Pressing toggles; Down, or the sign on a chosen chip, opens its
    menu; the last chip, "+", opens the list of all items.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        self._items: dict[int, Choice] = {}
        self._match: Offers = lambda _text: ()
        self._drafts: list[ItemDraft] = []
        self._shown: list[int] = []  # the item of each chip
        self._detailed: int | None = None
        super().__init__(self._offers, _("Find an item"), parent)
        self.line.hide()
        self.line.left.connect(self._close_line)
        self._advances = LineInput(_("How the engagement advances it"))
        self._advances.set_label(_("How the engagement advances it"))
        self._advances.changed.connect(self._take_detail)
        self._name = plain_label("", "field")
        self._detail = QWidget()
        row = bare(QHBoxLayout(self._detail), 8)
        row.addWidget(self._name)
        row.addWidget(self._advances, 1)
        self._detail.hide()
        self.column.addWidget(self._detail)

    def set_options(self, items: Sequence[Choice]) -> None:
        """All framework items, those that always stand there first."""
        self._items = {item.id: item for item in items}
        self._match = matching([_offer(item) for item in items], fold)
        self._show()

    def set_value(self, value: Sequence[ItemDraft]) -> None:
        """Show these."""
        self._drafts = list(value)
        self._close_detail()
        self._show()

    def value(self) -> tuple[ItemDraft, ...]:
        """What is chosen. Raises UserError."""
        for one in self._drafts:
            checked("engagement_item", advances=one.advances)
        return tuple(self._drafts)

    def state(self) -> object:
        """What is chosen."""
        return tuple(self._drafts)

    def memo(self) -> Any:
        """What is chosen, and the item whose advance is being told."""
        return [[asdict(one) for one in self._drafts], self._detailed]

    def recall(self, memo: Any) -> None:
        """Show them, without items that are no more."""
        chosen = (ItemDraft(**one) for one in memo[0])
        self.set_value([one for one in chosen if one.item_id in self._items])
        if memo[1] is not None:
            self._show_detail(memo[1])

    def brief(self) -> str:
        """The labels of what is chosen."""
        known = (self._items.get(one.item_id) for one in self._drafts)
        return ", ".join(item.short for item in known if item)

    def added(self, value: object) -> None:
        """Choose the item of an offer."""
        if isinstance(value, int):
            self._drafts.append(ItemDraft(item_id=value))
            self._show()
            self.walk(self._shown.index(value))

    def removed(self, place: int) -> None:
        """Choose no longer; the "+" stays."""
        if place < len(self._shown):
            self._without(self._shown[place])

    def pressed(self, place: int) -> None:
        """Choose or no longer; the last chip opens the list."""
        if place >= len(self._shown):
            self._open_line()
            return
        item_id = self._shown[place]
        if self._place(item_id) is not None:
            self._without(item_id)
        else:
            self.added(item_id)

    def asked(self, place: int) -> None:
        """The menu of a chosen chip: our reading, how it advances the item."""
        if place >= len(self._shown):
            self._open_line()
            return
        if self._place(self._shown[place]) is None:
            self.added(self._shown[place])
        chip = self.chips[place]
        self.menu(place).popup(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def signed(self, place: int) -> None:
        """The sign of a chosen chip opens its menu."""
        self.asked(place)

    def menu(self, place: int) -> QMenu:
        """The menu of the chosen chip at a place."""
        item_id = self._shown[place]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        reading = menu.addAction(_("Our reading, named in no source"))
        reading.setCheckable(True)
        reading.setChecked(any(one.is_reading for one in self._drafts if one.item_id == item_id))
        reading.triggered.connect(lambda on: self._put(item_id, is_reading=on))
        menu.addAction(_("How it advances the item…"), lambda: self._open_detail(item_id))
        menu.addAction(_("Remove"), lambda: self._without(item_id))
        return menu

    def _offers(self, text: str) -> Sequence[Offer]:
        chosen = {one.item_id for one in self._drafts}
        return [offer for offer in self._match(text) if offer.value not in chosen]

    def _place(self, item_id: int) -> int | None:
        return next((n for n, one in enumerate(self._drafts) if one.item_id == item_id), None)

    def _put(self, item_id: int, **values: Any) -> None:
        place = self._place(item_id)
        if place is not None:
            self._drafts[place] = replace(self._drafts[place], **values)
            self._show()

    def _without(self, item_id: int) -> None:
        self._drafts = [one for one in self._drafts if one.item_id != item_id]
        if item_id == self._detailed:
            self._close_detail()
        self._show()

    def _show(self) -> None:
        focused = next((n for n, chip in enumerate(self.chips) if chip.hasFocus()), None)
        chosen = [one.item_id for one in self._drafts]
        pinned = list(self._items)[:PINNED]
        self._shown = [*pinned, *(one for one in chosen if one not in pinned)]
        plus = FieldChip("+", sign="", accent=False)
        plus.setAccessibleName(_("Other framework items"))
        plus.setToolTip(_("Other framework items"))
        chips = [*(self._chip(item_id) for item_id in self._shown), plus]
        chips[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_chips(chips)
        self.setFocusProxy(chips[0])
        if focused is not None:
            self.walk(min(focused, len(self.chips) - 1))

    def _chip(self, item_id: int) -> FieldChip:
        item, place = self._items.get(item_id), self._place(item_id)
        label = item.short if item else ""
        if place is None:
            chip = FieldChip(label, sign="", accent=False)
        else:
            reading = self._drafts[place].is_reading
            words = _("{item}, our reading").format(item=label) if reading else label
            chip = FieldChip(f"✓ {words}", sign="▾")
        chip.setToolTip(tip(item.name) if item else "")
        chip.setAccessibleDescription(_("Space to choose, Down for more"))
        return chip

    # The list of all items, and how one is advanced

    def _open_line(self) -> None:
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.open("")

    def _close_line(self) -> None:
        self.line.clear()
        self.line.hide()

    def _open_detail(self, item_id: int) -> None:
        self._show_detail(item_id)
        self._advances.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_detail(self, item_id: int) -> None:
        place = self._place(item_id)
        if place is None:
            return
        self._detailed = None  # what is shown now is no edit
        self._name.setText(self._items[item_id].short)
        self._advances.set_value(self._drafts[place].advances)
        self._detailed = item_id
        self._detail.show()

    def _close_detail(self) -> None:
        self._detailed = None
        self._detail.hide()

    def _take_detail(self) -> None:
        if self._detailed is not None:
            self._put(self._detailed, advances=self._advances.value())


def _offer(item: Choice) -> Offer:
    return Offer(item.short, item.name.removeprefix(item.short).lstrip(", "), item.id)
