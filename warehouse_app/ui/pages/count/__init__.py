"""The page on which places are counted, and on which a lead decides about counts that differ from the books.

`page` the page of this station · `spoken` what it says and asks · `so_far` what was counted, and what can be gone on
with · `approving` the counts that wait for a lead
"""

from warehouse_app.ui.pages.count.page import CountPage

__all__ = ["CountPage"]
