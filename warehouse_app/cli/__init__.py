"""The command line: the same services as the window, for schedulers, scripts, terminals over SSH and tests.

`main` the group and what its commands share · `setup` init, daily, check · `files` import and export · `orders`
queue, explain, cancel · `stock` receive, allocate · `picking` release, unrelease, print · `scan` the stations ·
`output` tables, JSON and sentences · `words` the codes of all that is said here.
"""

from warehouse_app.cli import files, orders, picking, scan, setup, stock
from warehouse_app.cli.main import main

__all__ = ["files", "main", "orders", "picking", "scan", "setup", "stock"]
