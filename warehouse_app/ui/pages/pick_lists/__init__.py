"""The page of pick lists: release, look at the paper, print, take back.

`page` the lists and what can be done with them · `paper` the chosen list as it will be printed · `releasing` the dialog
"""

from warehouse_app.ui.pages.pick_lists.page import PickListsPage

__all__ = ["PickListsPage"]
