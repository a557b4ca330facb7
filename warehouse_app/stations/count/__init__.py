"""What lies in a place, counted blind by scans.

`station` the dialogue and all its transitions · `steps` its steps and codes · `asking` what a scan means to it ·
`telling` what it tells
"""

from warehouse_app.stations.count.station import CountStation

__all__ = ["CountStation"]
