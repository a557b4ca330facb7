"""The outbox on the command line: whom to tell that the goods are here that they waited for."""

from tests.cli.running import Line


def test_nobody_is_to_be_told_anything_at_first(small: Line) -> None:
    assert small.did("notices") == ["Nobody is to be told anything."]
    assert small.json("notices") == []


def test_who_got_all_of_a_line_is_listed_order_by_order(small: Line) -> None:
    small.tamper("UPDATE customer SET email = 'ben@example.org', language = 'de' WHERE code = 'BEN'")
    small.did("receive", "PO-1", "LAMP=2", "CORD=2")
    assert small.did("notices") == [
        "At                Receipt  Order  Customer    Mail to          Complete  Is here",
        "────────────────  ───────  ─────  ──────────  ───────────────  ────────  ────────",
        "2026-03-02 09:00  GR-1     SO-1   Ben & Sons  ben@example.org       yes  4 × LAMP",
        "2026-03-02 09:00  GR-1     SO-3   Cat                                no  2 × CORD",
    ]
    assert small.json("notices") == [
        {
            "notice": 1,
            "kind": "wait-ended",
            "receipt": "GR-1",
            "status": "waiting",
            "at": "2026-03-02T09:00:00+00:00",
            "orders": [
                {
                    "order": "SO-1",
                    "customer": "BEN",
                    "customer_name": "Ben & Sons",
                    "language": "de",
                    "email": "ben@example.org",
                    "complete": True,
                    "lines": [{"line": 1, "sku": "LAMP", "name": "Lamp", "units": 4}],
                },
                {
                    "order": "SO-3",
                    "customer": "CAT",
                    "customer_name": "Cat",
                    "language": "",
                    "email": "",
                    "complete": False,
                    "lines": [{"line": 2, "sku": "CORD", "name": "Cord", "units": 2}],
                },
            ],
        }
    ]


def test_what_was_withdrawn_is_listed_when_asked_for(small: Line) -> None:
    small.did("receive", "PO-1", "LAMP=2")
    small.did("undo", "2")
    assert small.did("notices") == ["Nobody is to be told anything."]
    assert small.json("notices") == []
    [notice] = small.json("notices", "--all")
    assert (notice["receipt"], notice["status"], notice["orders"]) == ("GR-1", "withdrawn", [])
    head, _, row = small.did("notices", "--all")
    assert head.split()[-1] == "Status"
    assert row.split() == ["2026-03-02", "09:00", "GR-1", "withdrawn"]
    assert small.json("check") == {"findings": []}
