"""What is exported is imported again as the same records, and a spool gives back what it was given."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.files import read, records, source_of
from tests.exchange.samples import records_of
from warehouse_app.domain.records import Kind, Record
from warehouse_app.exchange.kinds import FIELDS
from warehouse_app.exchange.spool import Spool
from warehouse_app.exchange.writing import write_records


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", [*Kind])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_what_is_written_is_read_back(kind: Kind, ending: str, data: st.DataObject) -> None:
    made = data.draw(records_of(kind))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{ending}"
        assert write_records(path, kind, made) == len(made)
        source = source_of(kind, path)
        assert source.columns == {field.name for field in FIELDS[kind]}
        assert source.unknown == ()
        back = records(list(source.rows()))
    assert back == made
    assert typed(back) == typed(made)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(st.sampled_from(Kind).flatmap(records_of), max_size=4))
def test_a_spool_gives_back_what_it_was_given(chunks: list[list[Record]]) -> None:
    given_rows = [list(enumerate(chunk, start=2)) for chunk in chunks]
    with Spool() as spool:
        for rows in given_rows:
            spool.add(rows)
        back = list(spool.chunks())
    assert back == given_rows
    assert [typed(record for _, record in rows) for rows in back] == [typed(chunk) for chunk in chunks]


def typed(rows: object) -> list[tuple[type, ...]]:
    return [(type(record), *map(type, record)) for record in rows]  # type: ignore[attr-defined]


def test_a_second_export_is_the_same_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("code,name\nC,'=x\nD,''+y\nE,'z\n")
    write_records(second, Kind.CUSTOMERS, records(read(Kind.CUSTOMERS, first)))
    write_records(first, Kind.CUSTOMERS, records(read(Kind.CUSTOMERS, second)))
    assert first.read_bytes() == second.read_bytes()
    assert [row.name for row in records(read(Kind.CUSTOMERS, first))] == ["=x", "'+y", "'z"]  # type: ignore[union-attr]
