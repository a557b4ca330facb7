"""The console: a scan a line in, a reply a line out."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from tests.conftest import Desk
from tests.stations.house import TEA_LABEL, moves
from warehouse_app.console import run
from warehouse_app.queries.counts import Counted, counted_in
from warehouse_app.stations.count import CountStation
from warehouse_app.stations.receive import ReceiveStation


def answers(desk: Desk, lines: Iterable[str | bytes], *, as_json: bool = False) -> list[str]:
    """Return what a new station writes about `lines`."""
    written: list[str] = []
    run(ReceiveStation(desk.store, desk.act), lines, written.append, json=as_json, language="en", zone=UTC)
    return written


def objects(desk: Desk, lines: Iterable[str | bytes]) -> list[dict[str, object]]:
    """Return the JSON objects that a new station writes about `lines`."""
    return [json.loads(line) for line in answers(desk, lines, as_json=True)]


def test_nothing_is_written_before_the_first_scan(floor: Desk) -> None:
    assert answers(floor, []) == []
    assert answers(floor, [], as_json=True) == []


def test_each_line_is_answered_before_the_next_is_read_and_after_its_commit(floor: Desk) -> None:
    written: list[str] = []
    at_each_line: list[tuple[int, int]] = []

    def lines() -> Iterator[bytes]:
        for line in (b"PO-7\n", b"CUP\n", b"A-01\n", b"\n"):
            # An open transaction would be a reply before its commit.
            assert not floor.store.database.in_transaction()
            at_each_line.append((len(written), moves(floor)))
            yield line

    run(ReceiveStation(floor.store, floor.act), lines(), written.append, json=False, language="en", zone=UTC)
    assert at_each_line == [(0, 0), (1, 0), (2, 0), (3, 1)]
    assert len(written) == 4
    assert all("\n" not in line for line in written)


def test_a_reply_is_a_sentence_or_one_json_object(floor: Desk) -> None:
    assert answers(floor, ["L-A-02\r\n"]) == [
        (
            "This is location A-02. Scan a purchase order, an advance notice or a pallet, or a supplier's code for "
            "goods that nobody announced."
        )
    ]
    assert objects(floor, ["L-A-02\r\n"]) == [
        {
            "tone": "warn",
            "message": "This is location A-02. Scan a purchase order, an advance notice or a pallet, or a supplier's "
            "code for goods that nobody announced.",
            "step": "delivery",
            "booked": False,
            "code": "station-is-location",
            "facts": {"code": "A-02"},
            "notes": [{"code": "receive-ask-delivery", "facts": {}, "parts": []}],
        }
    ]


def test_the_facts_of_a_booking_are_plain_json_in_ascii(floor: Desk) -> None:
    lines = answers(floor, [b"PO-7\n", TEA_LABEL.encode(), b"WXYES"], as_json=True)
    assert all(line.isascii() for line in lines)
    booked = json.loads(lines[-1])
    assert (booked["tone"], booked["step"], booked["booked"]) == ("ok", "item", True)
    assert booked["facts"] == {
        "receipt": "GR-1",
        "quantity": 1,
        "sku": "TEA",
        "name": "Tea",
        "unit": "piece",
        "place": "D-01",
        "lot": "L77",
        "expiry": "2026-09-30",
    }
    [share] = booked["notes"][0]["parts"]
    assert share == {
        "code": "receive-share",
        "facts": {"units": 1, "order": "O1", "rank_class": "B", "since": "2026-02-04"},
        "parts": [],
    }


def test_what_no_scanner_should_send_is_an_error_and_never_the_end(floor: Desk) -> None:
    bad: list[str | bytes] = [
        b"\xff\xfe\n",
        b"caf\xe9\n",
        b"x" * 10_000 + b"\n",
        b"a\x00b\n",
        b"\x1b[2J\n",
        "\ud800\n",
        b"\n",
        b"\r\n",
    ]
    found = objects(floor, [*bad, b"PO-7\r\n"])
    assert [each["tone"] for each in found] == ["error"] * len(bad) + ["ask"]
    assert [each["code"] for each in found] == [
        "scan-undecodable",
        "scan-undecodable",
        "scan-too-long",
        "scan-unprintable",
        "scan-unprintable",
        "scan-undecodable",
        "scan-empty",
        "scan-empty",
        "receive-started",
    ]
    assert all(each["step"] == "delivery" for each in found[:-1])
    for line in answers(floor, bad):
        line.encode()
        assert line.isprintable()


def test_the_same_code_twice_in_a_moment_is_two_scans(floor: Desk) -> None:
    # The window asks about it; here the second line is the next one, however soon it comes.
    written: list[str] = []
    station = CountStation(floor.store, floor.act)
    run(station, ["A-01\n", "CUP\n", "CUP\n"], written.append, json=False, language="en", zone=UTC)
    assert [line.partition(" by now.")[0] for line in written[1:]] == [
        "Counted: 1 × CUP, Cup; 1",
        "Counted: 1 × CUP, Cup; 2",
    ]
    assert counted_in(floor.store, "CS-1") == [Counted("CUP", "Cup", "", 2)]


def test_names_in_other_scripts_are_read_and_written(floor: Desk) -> None:
    floor.store.sql("UPDATE item SET sku = 'Tasse-grün', name = '杯' WHERE sku = 'CUP'")
    assert answers(floor, ["PO-7", "Tasse-grün".encode()])[1].startswith("1 × Tasse-grün, 杯.")
