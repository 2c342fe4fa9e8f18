"""The menus of a table: all that the mouse can do with its columns, by keys too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ctdesk.ui.plain import caption
from ctdesk.ui.tables.arranged import ArrangedTable
from ctdesk.ui.tables.heading import cycled
from ctdesk.words import _

STEP = 24  # px, by which a column is made wider or narrower


def table_menu(view: ArrangedTable, *groups: Sequence[QAction]) -> QMenu:
    """What can be done with the chosen rows, then with the table."""
    menu = QMenu(view)
    for actions in groups:
        menu.addActions(list(actions))
        menu.addSeparator()
    _add_submenus(menu, view)
    return menu


def heading_menu(view: ArrangedTable) -> QMenu:
    """What can be done with the columns."""
    menu = QMenu(view)
    _add_submenus(menu, view)
    return menu


def _add_submenus(menu: QMenu, view: ArrangedTable) -> None:
    _fill_columns(menu.addMenu(_("Columns")), view)
    _fill_sort(menu.addMenu(_("Sort by")), view, further=False)
    then = menu.addMenu(_("Then by"))
    _fill_sort(then, view, further=True)
    then.setEnabled(bool(view.records.query.order))
    _fill_sizes(menu.addMenu(_("Move and size")), view)


def _add(
    menu: QMenu, words: str, do: Callable[[], object], *, ticked: bool | None = None,
    enabled: bool = True,
) -> None:  # fmt: skip
    def triggered() -> None:  # without the tick that Qt hands over
        do()

    action = menu.addAction(caption(words))
    if ticked is not None:
        action.setCheckable(True)
        action.setChecked(ticked)
    action.setEnabled(enabled)
    action.triggered.connect(triggered)


def _fill_columns(menu: QMenu, view: ArrangedTable) -> None:
    shown = view.shown_columns
    for number in view.arrangement.order:
        on = number in shown
        turn = partial(view.show_column, number, not on)
        _add(menu, view.named(number), turn, ticked=on, enabled=not on or len(shown) > 1)
    menu.addSeparator()
    _add(menu, _("As at first"), view.forget_columns)


def _fill_sort(menu: QMenu, view: ArrangedTable, *, further: bool) -> None:
    order = view.records.query.order
    for number in view.arrangement.order:
        column = view.records.columns[number]
        if not column.sortable:
            continue
        down = dict(order).get(column.key)
        words = view.named(number)
        if down is not None:
            said = _("{column}, downwards") if down else _("{column}, upwards")
            words = said.format(column=words)
        asked = partial(view.sort_by, cycled(order, column.key, further=further))
        _add(menu, words, asked, ticked=down is not None)
    if not further:
        menu.addSeparator()
        _add(menu, _("Order of the list"), partial(view.sort_by, ()), ticked=not order)


def _fill_sizes(menu: QMenu, view: ArrangedTable) -> None:
    shown = view.shown_columns
    for place, number in enumerate(shown):
        one = menu.addMenu(caption(view.named(number)))
        earlier, later = partial(view.move_column, number, -1), partial(view.move_column, number, 1)
        _add(one, _("Move towards the beginning"), earlier, enabled=place > 0)
        _add(one, _("Move towards the end"), later, enabled=place < len(shown) - 1)
        one.addSeparator()
        _add(one, _("Wider"), partial(view.widen, number, STEP))
        _add(one, _("Narrower"), partial(view.widen, number, -STEP))
        _add(one, _("Fit to what it says"), partial(view.fit_column, number))
