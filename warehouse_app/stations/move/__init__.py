"""Goods put away or carried elsewhere, by scans.

`station` the dialogue and all its transitions · `steps` its steps and codes · `asking` what a scan means to it ·
`telling` what it tells
"""

from warehouse_app.stations.move.station import MoveStation

__all__ = ["MoveStation"]
