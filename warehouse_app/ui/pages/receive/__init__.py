"""The page on which deliveries are scanned in.

`page` the conversation with the station · `spoken` a reply as it is shown · `understood` a scan as it was understood ·
`buttons` what can be answered without a scanner · `who` who gets the goods · `delivery` what came and is to come ·
`choosing` what can be begun · `bookings` the last bookings with their undo · `listed` the small tables of all these ·
`overview` what is read for them
"""

from warehouse_app.ui.pages.receive.page import ReceivePage

__all__ = ["ReceivePage"]
