"""The pages of the window. They never call each other: they announce what changed, and ask the desk to open things."""

from collections.abc import Callable, Mapping
from importlib import import_module

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.page import Page, PageName

_WHERE = {
    PageName.RECEIVE: ("receive", "ReceivePage"),
    PageName.MOVE: ("move", "MovePage"),
    PageName.COUNT: ("count", "CountPage"),
    PageName.LOOK_UP: ("lookup", "LookUpPage"),
    PageName.BACK_ORDERS: ("back_orders", "BackOrdersPage"),
    PageName.PICK_LISTS: ("pick_lists", "PickListsPage"),
    PageName.ITEMS: ("items", "ItemsPage"),
    PageName.ORDERS: ("orders", "OrdersPage"),
    PageName.PURCHASE_ORDERS: ("purchase_orders", "PurchaseOrdersPage"),
    PageName.CUSTOMERS: ("customers", "CustomersPage"),
    PageName.SETTINGS: ("settings", "SettingsPage"),
}


def page_makers() -> Mapping[PageName, Callable[[Desk], Page]]:
    """Return what makes each page, in the order of the rail; its module is loaded when it is made."""

    def maker(module: str, name: str) -> Callable[[Desk], Page]:
        def make(desk: Desk) -> Page:
            page = getattr(import_module(f"{__name__}.{module}"), name)(desk)
            assert isinstance(page, Page)
            return page

        return make

    return {page: maker(*where) for page, where in _WHERE.items()}
