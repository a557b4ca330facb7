"""The page of orders: all of them, the chosen one with its lines and why they wait, and the form to write one by hand.

`page` the table and what is asked of it · `details` the chosen order · `form` writing one · `storing` what Save does ·
`stock_words` what a line of the form says of its stock
"""

from warehouse_app.ui.pages.orders.page import OrdersPage

__all__ = ["OrdersPage"]
