"""The page on which goods are put away, or carried elsewhere.

`page` the page of this station · `spoken` what it says and asks · `here` what lies there, and what can be begun
"""

from warehouse_app.ui.pages.move.page import MovePage

__all__ = ["MovePage"]
