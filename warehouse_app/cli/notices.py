"""The outbox: whom to tell that the goods are here that they waited for."""

from collections.abc import Iterator, Sequence
from datetime import tzinfo

import click

from warehouse_app.cli.main import json_option, main
from warehouse_app.cli.output import iso, print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.tables import print_table
from warehouse_app.cli.words import Heading, Say
from warehouse_app.domain.errors import Fact
from warehouse_app.queries.notices import Notice, NoticedOrder, notices


@main.command("notices")
@click.option("--all", "also_withdrawn", is_flag=True, help="Those too that are not to be told any more.")
@json_option
@click.pass_obj
def notices_(session: Session, *, also_withdrawn: bool, as_json: bool) -> None:
    """List whom to tell that goods are here which they waited for, as far as these are still theirs."""
    with session.house() as house, house.store.snapshot():
        found = notices(house.store, house.settings, withdrawn=also_withdrawn)
        zone = house.zone
    if as_json:
        print_json([_notice_json(each) for each in found])
    elif not found:
        say(Say.NO_NOTICES)
    else:
        _print_notices(found, zone, also_withdrawn=also_withdrawn)


def _print_notices(found: Sequence[Notice], zone: tzinfo, *, also_withdrawn: bool) -> None:
    headings = [Heading.AT, Heading.RECEIPT, Heading.ORDER, Heading.CUSTOMER, Heading.EMAIL]
    status = [Heading.STATUS] if also_withdrawn else []
    rows = [(*cells, each.status) if also_withdrawn else cells for each in found for cells in _cells(each, zone)]
    print_table([*headings, Heading.COMPLETE, Heading.HERE, *status], rows, shorten=Heading.HERE)


def _cells(notice: Notice, zone: tzinfo) -> Iterator[tuple[Fact, ...]]:
    """Yield a row for each order that a notice tells of; one without an order where it tells of none."""
    of = f"{notice.at.astimezone(zone):%Y-%m-%d %H:%M}", notice.subject
    for order in notice.orders:
        here = tuple(sentence(Say.SOME_GOODS, quantity=line.units, sku=line.sku) for line in order.lines)
        yield *of, order.order, order.customer, order.email, order.is_complete, here
    if not notice.orders:
        yield *of, *[None] * 5


def _notice_json(notice: Notice) -> dict[str, object]:
    return {
        "notice": notice.number,
        "kind": notice.kind.value,
        "receipt": notice.subject,
        "status": notice.status.value,
        "at": iso(notice.at),
        "orders": [_order_json(order) for order in notice.orders],
    }


def _order_json(order: NoticedOrder) -> dict[str, object]:
    lines = [{"line": line.line, "sku": line.sku, "name": line.name, "units": line.units} for line in order.lines]
    return {
        "order": order.order,
        "customer": order.customer_code,
        "customer_name": order.customer,
        "language": order.language,
        "email": order.email,
        "complete": order.is_complete,
        "lines": lines,
    }
