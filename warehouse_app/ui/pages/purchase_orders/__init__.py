"""The page of purchase orders: all of them, the chosen one with what came and who waits for the rest, and the form.

`page` the table and what is asked of it · `details` the chosen one · `form` writing one · `storing` what Save does
"""

from warehouse_app.ui.pages.purchase_orders.page import PurchaseOrdersPage

__all__ = ["PurchaseOrdersPage"]
