"""The rules. Standard library only: no clock, no input or output, no database, no window.

`records` what people hand in · `statuses` every status and named reason · `errors` refusals carrying data ·
`allocation` who gets the stock · `decisions` what was decided, packed · `release` which bin a line is picked from ·
`route` and `tour` the walk · `ledger` the chain of moves · `house` the settings of the house.
"""
