"""The page of back orders: the queue with the keys it is sorted by, the story of the chosen line, and runs by hand.

`page` the queue and what is asked of it, with `columns` · `story` the panel beside it · `serving` pins, classes and
holds for the `chosen` line, with `dialogs` · `allocate` a run by hand · `runs` the latest runs ·
`paper` the list on paper
"""

from warehouse_app.ui.pages.back_orders.page import BackOrdersPage

__all__ = ["BackOrdersPage"]
