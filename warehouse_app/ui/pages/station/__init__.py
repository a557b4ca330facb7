"""What the pages of all stations are made of.

`page` the conversation with a station · `spoken` a reply as it is shown · `understood` a scan as it was understood ·
`answers` what can be answered without a scanner · `bookings` the last bookings with their undo · `told` the lists of a
reply, to be chosen from · `beginning` what work can be begun with · `listed` the small tables of all these · `paper`
what is printed

A page of a station is a `StationPage` with a `Voice`; it says for each step what is asked and what the buttons answer,
and shows beside the reply whatever helps at that work.
"""

from warehouse_app.ui.pages.station.page import Answer, StationPage, lending_at

__all__ = ["Answer", "StationPage", "lending_at"]
