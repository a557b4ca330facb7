"""The page on which deliveries are scanned in.

`page` the page of this station · `spoken` what it says and asks · `who` who gets the goods · `delivery` what came and
is to come · `choosing` what can be begun · `bookings` what was booked last, in words · `overview` what is read for all
of these
"""

from warehouse_app.ui.pages.receive.page import ReceivePage

__all__ = ["ReceivePage"]
