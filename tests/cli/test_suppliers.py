"""What was learned of suppliers, on the command line."""

from pathlib import Path

from tests.cli.running import Line


def test_suppliers_are_shown_with_what_they_say_and_what_they_do(small: Line) -> None:
    (Path.cwd() / "more.csv").write_text("code,name,lead_time_days\nACME,Acme,7\nSLOW,Slow,30\n")
    small.did("import", "suppliers", "more.csv", "--update")
    (Path.cwd() / "po.csv").write_text(
        "number,supplier,sku,quantity,ordered_on,due_on\nPO-9,ACME,LAMP,9,2026-02-23,2026-03-02\n"
    )
    small.did("import", "purchase-orders", "po.csv")
    assert small.json("suppliers")[0] == {
        "code": "ACME",
        "name": "Acme",
        "lead_time_days": 7,
        "median_lead_time_days": 8.0,
        "on_time": 0.0,
        "deliveries": 1,
    }
    small.did("receive", "PO-9", "LAMP=4")
    small.did("receive", "PO-2", "CORD=4")
    assert small.json("suppliers") == [
        {
            "code": "ACME",
            "name": "Acme",
            "lead_time_days": 7,
            "median_lead_time_days": 7.5,
            "on_time": 0.5,
            "deliveries": 2,
        },
        {
            "code": "EASY",
            "name": "Easy-going",
            "lead_time_days": None,
            "median_lead_time_days": None,
            "on_time": 0.0,
            "deliveries": 1,
        },
        {
            "code": "SLOW",
            "name": "Slow",
            "lead_time_days": 30,
            "median_lead_time_days": None,
            "on_time": None,
            "deliveries": 0,
        },
    ]
    assert small.did("suppliers") == [
        "Supplier  Name        Says (days)  Takes (days)  On time (%)  Deliveries",
        "────────  ──────────  ───────────  ────────────  ───────────  ──────────",
        "ACME      Acme                  7  7.5                    50           2",
        "EASY      Easy-going                                       0           1",
        "SLOW      Slow                 30                                      0",
    ]


def test_a_house_without_suppliers_says_so(empty: Line) -> None:
    assert empty.did("suppliers") == ["The house knows no supplier yet."]
    assert empty.json("suppliers") == []


def test_own_deliveries_go_out_and_come_in_again_as_unchanged(small: Line) -> None:
    (Path.cwd() / "po.csv").write_text(
        "number,supplier,sku,quantity,ordered_on,due_on\nPO-9,ACME,LAMP,9,2026-02-23,2026-03-02\n"
    )
    small.did("import", "purchase-orders", "po.csv")
    small.did("receive", "PO-9", "LAMP=4")
    small.did("export", "deliveries", "d.csv")
    assert Path("d.csv").read_text().splitlines() == [
        "supplier,ordered_on,due_on,received_on,sku,quantity,purchase_order",
        "ACME,2026-01-05,2026-01-12,2026-01-13,LAMP,10,PO-0",
        "ACME,2026-02-23,2026-03-02,2026-03-02,LAMP,4,PO-9",
    ]
    assert small.did("import", "deliveries", "d.csv")[-1].split() == ["deliveries", "d.csv", "0", "0", "2"]
    assert small.rows("SELECT purchase_order FROM delivery") == [("PO-0",)]
