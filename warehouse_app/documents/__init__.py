"""Data in, PDF bytes out: the only room that imports ReportLab. Nothing here reads the store or the clock.

`sheets` what each document shows, free of ReportLab, since queries build it · `pick_list` the pick list, with its
`pick_list_rows` and `pick_list_summary` · `back_order_report` who waits and why, with its `back_order_rows` ·
`scanner_card` the card that tests a scanner · `barcodes` the codes on paper · `blocks` what stays whole on a page ·
`pages` pages of A4 · `fonts` the letters and how much room they take · `words` the codes of what is printed, and
`sayings` their words in the document's language · `progress` how far a long one is · `pictures` pages of a finished PDF
as pixels.
"""
