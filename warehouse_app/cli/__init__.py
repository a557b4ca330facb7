"""The command line: the same services as the window, for schedulers, scripts, terminals over SSH and tests.

`main` the command itself · `group` all commands, loaded when asked for · `session` the house a command opens ·
`init` · `upkeep` daily, settings, check · `files` import, export · `orders` queue, explain, cancel · `stock` receive ·
`allocation` allocate, runs, undo · `outcomes` what a run did · `serving` pin, unpin, hold, unhold, classify ·
`picking` release, unrelease · `stock_work` move, quarantine, scrap, adjust, return, block, unblock · `counting` count ·
`regrouping` merge, split · `printing` print · `scan` the stations · `output` JSON and sentences · `tables` columns
for people · `words` the codes of all that is said here.
"""

from warehouse_app.cli.main import main

__all__ = ["main"]
