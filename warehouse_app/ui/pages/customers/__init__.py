"""The page of customers: who they are, how they are served, their orders; made and edited by hand.

`page` the list and the chosen customer · `form` a customer by hand
"""

from warehouse_app.ui.pages.customers.page import CustomersPage

__all__ = ["CustomersPage"]
