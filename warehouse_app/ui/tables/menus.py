"""The menus of a table: of a heading, of the columns, and of a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from warehouse_app.queries.listing import Sort
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.look import Icon, Look
from warehouse_app.ui.tables.events import RowChosen
from warehouse_app.ui.tables.grid import Grid
from warehouse_app.ui.words.tables import Tables


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a page can do with a row; `possible` says whether with this one."""

    text: str
    run: Callable[[RowChosen], None]
    icon: Icon | None = None
    possible: Callable[[RowChosen], bool] | None = None


def fill_heading_menu(menu: QMenu, desk: Desk, grid: Grid, place: int, reset: Callable[[], None]) -> None:
    """Offer what can be done with a column, and below it which columns there are."""
    column = grid.rows.columns[place]
    sort = grid.rows.view.sort
    for word, icon, wanted in (
        (Tables.SORT_UP, Icon.SORT_UP, Sort(column.field)),
        (Tables.SORT_DOWN, Icon.SORT_DOWN, Sort(column.field, descending=True)),
        (Tables.SORT_OWN, None, None),
    ):
        action = add_action(menu, desk.say(word), partial(grid.sorted_by.emit, wanted), icon)
        action.setCheckable(True)
        action.setChecked(sort == wanted)
    menu.addSeparator()
    hide = add_action(menu, desk.say(Tables.HIDE, column=column.heading), lambda: grid.show_column(place, shown=False))
    hide.setEnabled(len(grid.shown_columns()) > 1)
    fill_columns_menu(menu.addMenu(desk.say(Tables.COLUMNS)), desk, grid, reset)


def fill_columns_menu(menu: QMenu, desk: Desk, grid: Grid, reset: Callable[[], None]) -> None:
    """Offer each column to be shown or hidden, and all as they were."""
    shown = grid.shown_columns()
    for place, column in enumerate(grid.rows.columns):
        action = menu.addAction(column.heading)
        action.setCheckable(True)
        action.setChecked(place in shown)
        action.setEnabled(place not in shown or len(shown) > 1)
        action.toggled.connect(lambda on, place=place: grid.show_column(place, shown=on))
    menu.addSeparator()
    add_action(menu, desk.say(Tables.COLUMNS_RESET), reset)


def fill_offers(menu: QMenu, offers: Sequence[Offer], chosen: RowChosen) -> None:
    """Offer what the page can do with the row."""
    for offer in offers:
        action = add_action(menu, offer.text, partial(offer.run, chosen), offer.icon)
        action.setEnabled(chosen.key is not None and (offer.possible is None or offer.possible(chosen)))
    if offers:
        menu.addSeparator()


def add_action(menu: QMenu, text: str, run: Callable[[], object], icon: Icon | None = None) -> QAction:
    """Add one thing that can be done."""
    # An ampersand of the data would be taken for the mark of a key.
    action = menu.addAction(text.replace("&", "&&"))
    action.triggered.connect(lambda _on: run())
    if icon is not None:
        Look.current().put_icon(action, icon)
    return action
