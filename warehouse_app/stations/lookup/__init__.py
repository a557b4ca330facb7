"""What anything is that has a code; nothing is ever booked.

`station` the dialogue and all its transitions · `steps` its steps and codes · `telling` what it tells
"""

from warehouse_app.stations.lookup.station import LookUpStation

__all__ = ["LookUpStation"]
