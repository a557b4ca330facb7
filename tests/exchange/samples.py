"""Records of every kind, as hypothesis makes them: each is one that a file can hold."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import cast

from hypothesis import strategies as st

from warehouse_app.domain.records import RECORD_OF, Kind, Record
from warehouse_app.domain.statuses import LocationKind, ShipPolicy, StockStatus
from warehouse_app.exchange import cells
from warehouse_app.exchange.cells import Convert, Wrong
from warehouse_app.exchange.checks import CHECKS
from warehouse_app.exchange.kinds import FIELDS, Field

_CHARACTERS = st.sampled_from("aZ0='+-@#/ ,;\"\tß€名\U0001f4e6\xa0_x") | st.characters(codec="utf-8")
_DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
_INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
_COUNTS = st.integers(1, 999_999_999)


def _texts(convert: Convert, alphabet: st.SearchStrategy[str] = _CHARACTERS) -> st.SearchStrategy[str]:
    """Return texts as a record holds them: read once already."""
    risky = st.sampled_from(["#N/A", "'=1", "=1+1", "0012", "1e5", "true", "'", "_x0041_", "2026-03-01"])
    read = (st.text(alphabet, min_size=1, max_size=20) | risky).map(str.strip).filter(bool).map(convert)
    return read.filter(lambda value: not isinstance(value, Wrong)).map(str).map(str.strip).filter(bool)


_ASCII = st.characters(min_codepoint=32, max_codepoint=126)
_BY_NAME: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(("quantity", "pack_quantity", "ratio", "sell_multiple", "capacity"), _COUNTS),
    **dict.fromkeys(("safety_stock", "reorder_point", "weight_g", "volume_cm3", "received"), st.integers(0, 10**9 - 1)),
    **dict.fromkeys(("cancelled", "shipped"), st.integers(0, 3)),
    **dict.fromkeys(("lot_tracked", "expiry_tracked", "serial_tracked"), st.booleans()),
    **dict.fromkeys(("price", "cost"), st.integers(0, 99_999_999_900)),
    **dict.fromkeys(("x_mm", "y_mm"), st.integers(-100_000_000, 100_000_000)),
    **dict.fromkeys(("release_date", "expiry", "ordered_on", "due_on", "need_by", "not_before", "received_on"), _DAYS),
    **dict.fromkeys(("lead_time_days", "minimum_shelf_life_days"), st.integers(0, 3_650)),
    **dict.fromkeys(("priority_class", "safety_stock_open_to"), st.sampled_from("ABZ")),
    "over_receipt_percent": st.integers(0, 1_000),
    "weight": st.integers(1, 1_000_000),
    "sscc": st.sampled_from(["340123450000000017", "106141411234567897"]),
    "email": st.sampled_from(["anna@example.com", "=a@b.de", "+x@y.org"]),
    "language": st.sampled_from(["en", "pt-BR"]),
    "ship_policy": st.sampled_from(ShipPolicy),
    "kind": st.sampled_from(LocationKind),
    "status": st.sampled_from(StockStatus),
    "placed_at": _INSTANTS,
}


def _values(field: Field) -> st.SearchStrategy[object]:
    known = _BY_NAME.get(field.name)
    if known is None:
        convert = field.convert(UTC)
        known = _texts(convert, _ASCII if convert is cells.ascii_identifier else _CHARACTERS)
    return known if field.required else st.just(field.default) | known


def _kept(kind: Kind, records: Iterable[Record]) -> list[Record]:
    """Return those that do not contradict themselves."""
    check = CHECKS.get(kind)
    return [record for record in records if check is None or not list(check.find(record))]


def records_of(kind: Kind) -> st.SearchStrategy[list[Record]]:
    """Return files of a kind: no key twice, and one line of each document, numbered."""
    record_type = RECORD_OF[kind]
    fields = [field for field in FIELDS[kind] if field.name != "line"]
    record = st.builds(record_type, **{field.name: _values(field) for field in fields})
    if "line" in record_type._fields:
        lines = st.integers(1, 999_999_999)
        record = st.builds(lambda made, line: made._replace(line=line), record, lines)
    first_two = {Kind.SUBSTITUTES: 2, Kind.STOCK: 2, Kind.BARCODES: 2}.get(kind, 1)
    at = 1 if kind is Kind.BARCODES else 0
    unique = st.lists(record, max_size=4, unique_by=lambda made: made[at:first_two])
    return unique.map(lambda made: _kept(kind, cast("list[Record]", made)))
