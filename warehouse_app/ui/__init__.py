"""The window: the only room with Qt.

`desk` what every page may use · `background` the one door to the threads · `page` what a page is · `window` rail, scan
bar, status line · `scan_filter`, `scans` from keys to the screen that takes a scan · `refresh` pages and what changed ·
`look`, `widgets`, `tables`, `sounds` the visual language · `pages` one module or package each · `printing` preview and
queue · `first_start`, `importing`, `trouble` what the names say · `words` every code the window speaks
"""
