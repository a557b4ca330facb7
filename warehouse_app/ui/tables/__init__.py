"""Tables of any size over the database: what is shown is read a page at a time, in the background.

    table = RowsTable(desk, [Column("sku", desk.say(Word.SKU)), …], name="items", title=…, empty=(…, …))
    table.chosen.connect(self._chosen)
    table.show_listing(lambda: items_listing(desk.house.settings))

`columns` what a column is · `model` the rows that were read, `pages` those at hand · `table` the widget · `grid` the
view with its keys and headings, `painting` its rows · `keeper`, `places` what stays selected and in sight · `filters`
chips, `filter_editor` · `totals` the line below · `menus` · `copying`, `exporting` with its `strip` · `events` what a
table tells
"""

from warehouse_app.ui.tables.columns import Column, day_length, day_width, moment_width
from warehouse_app.ui.tables.events import RowChosen, RowOpened
from warehouse_app.ui.tables.menus import Offer
from warehouse_app.ui.tables.model import RowsModel
from warehouse_app.ui.tables.table import Preset, RowsTable

__all__ = [
    "Column",
    "Offer",
    "Preset",
    "RowChosen",
    "RowOpened",
    "RowsModel",
    "RowsTable",
    "day_length",
    "day_width",
    "moment_width",
]
