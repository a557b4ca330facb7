"""Goods in, by scans.

`station` the dialogue and all its transitions · `steps` its steps and codes · `asking` what a scan means to it, in
parts: `staging` goods put aside for an order, `pallet` whole pallets of an advance notice, `closing` lines closed
short, `doubts` too much or short-dated, `aside` quarantine and codes that are taught · `taking_back` what was done last
taken back · `mending` where to go on after a refusal · `telling` what it tells;
`pallet_steps`, `pallet_telling` and `closing_steps` those of these parts
"""

from warehouse_app.stations.receive.station import ReceiveStation

__all__ = ["ReceiveStation"]
