"""The read side: frozen rows, one SELECT each, nothing written.

`waiting` lines as allocation reads them · `queue` as people read it · `explain` why a line has what it has · `goods`
items, places and deliveries · `codes` what a scanned code stands for · `preview` what a desk sees before it books ·
`receipts` what came and is to come · `pick_lists`, `back_order_report`, `received_note`, `difference_list`, `labels`
and `count_sheets` what is printed, `print_jobs` what became of it · `check` every invariant · `records` what is
exported.
"""
