"""What a table tells: one frozen value a signal."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warehouse_app.queries.listing import Key, Value


@dataclass(frozen=True, slots=True)
class RowChosen:
    """The row that is selected now, by its key and with its values by field; without a key, none is."""

    key: Key | None = None
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowOpened:
    """A row that was double-clicked, or selected when Enter was pressed."""

    key: Key
    values: Mapping[str, Value]
