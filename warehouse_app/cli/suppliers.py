"""What the house has learned of its suppliers."""

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import print_json, say
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.errors import Fact
from warehouse_app.queries.lead_times import SupplierLeadTime, supplier_lead_times


@main.command("suppliers")
@json_option
@click.pass_obj
def suppliers(session: Session, *, as_json: bool) -> None:
    """Show how long each supplier says it takes and really took (the median), and how often it was on time.

    Deliveries are what came of one purchase line on one day, of the house's own receipts and of imported history.
    """
    with session.house() as house, house.store.snapshot():
        found = supplier_lead_times(house.store)
    if as_json:
        print_json([_supplier_json(each) for each in found])
    elif not found:
        say(Say.NO_SUPPLIERS)
    else:
        days = (Heading.PROMISED_DAYS, Heading.MEDIAN_DAYS)
        headings = (Heading.SUPPLIER, Heading.NAME, *days, Heading.ON_TIME, Heading.DELIVERIES)
        print_table(headings, [_cells(each) for each in found], shorten=Heading.NAME)


def _cells(supplier: SupplierLeadTime) -> tuple[Fact, ...]:
    learned = supplier.learned
    took = None if learned.median_days is None else f"{learned.median_days:g}"
    # Rounded down: 100 means each of them.
    share = None if learned.on_time is None else round(10_000 * learned.on_time) // 100
    return supplier.code, supplier.name, supplier.promised_days, took, share, learned.deliveries


def _supplier_json(supplier: SupplierLeadTime) -> dict[str, object]:
    return {
        "code": supplier.code,
        "name": supplier.name,
        "lead_time_days": supplier.promised_days,
        "median_lead_time_days": supplier.learned.median_days,
        "on_time": supplier.learned.on_time,
        "deliveries": supplier.learned.deliveries,
    }
