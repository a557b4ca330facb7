"""Data in, PDF bytes out: the only room that imports ReportLab. Nothing here reads the store or the clock.

`sheets`, `goods_sheets` and `floor_sheets` what each document shows, free of ReportLab, since queries build it ·
`pick_list` the pick list, with its `pick_list_rows` and `pick_list_summary` · `back_order_report` who waits and why,
with its `back_order_rows` · `received_note` what a receipt took in, `difference_list` what of it is not as ordered ·
`labels` of places, items, orders and receipts · `count_sheet` to count on · `command_card` and `badges` to scan at a
station, `scanner_card` to test a scanner · `heads` and `sections` what papers have in common, `packs` how many boxes ·
`barcodes` the codes on paper · `blocks` what stays whole on a page · `pages` pages of A4 · `fonts` the letters and how
much room they take · `words` the codes of what is printed, and `sayings` their words in the document's language ·
`progress` how far a long one is · `pictures` pages of a finished PDF as pixels.
"""
