"""The page on which anything is looked up by its code; nothing is booked there."""

from warehouse_app.ui.pages.lookup.page import LookUpPage

__all__ = ["LookUpPage"]
