"""The page of items and stock: what there is, where it lies, how it moved, who waits for it; items made and edited.

`page` the two views, items and places · `details` one item · `form` an item by hand
"""

from warehouse_app.ui.pages.items.page import ItemsPage

__all__ = ["ItemsPage"]
