"""A run by hand: asked for, looked at as the whole difference that it makes, and applied or left.

`dialog` the window · `form` what is asked, with `strategies` · `shown` the difference, with `tables`
"""

from warehouse_app.ui.pages.back_orders.allocate.dialog import AllocateDialog, Applied

__all__ = ["AllocateDialog", "Applied"]
