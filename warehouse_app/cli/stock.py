"""Stock comes in and goes to whoever waits: receive, correct, close-short."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo

import click

from warehouse_app.cli.consequences import consequences_json, gets_json, say_consequences, say_given
from warehouse_app.cli.main import NUMBER, json_option, main
from warehouse_app.cli.output import LANGUAGE, iso, print_json, say, sentence
from warehouse_app.cli.session import Session
from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Fact, Refused
from warehouse_app.domain.totes import places
from warehouse_app.house import House
from warehouse_app.queries.advance_notices import notice_named
from warehouse_app.queries.booked_goods import BookedGoods, booked_on_receipt
from warehouse_app.services.closing_short import close_short, reopen_short
from warehouse_app.services.correcting import Corrected, correct_receipt
from warehouse_app.services.counted_since import AlreadyCounted
from warehouse_app.services.in_truth import Came, Truth
from warehouse_app.services.incoming import Goods
from warehouse_app.services.receiving import Booked, Received, receive
from warehouse_app.texts import moment_text

_GOODS = re.compile(
    r"(?P<sku>.+?)=(?P<quantity>[0-9]{1,12})(?:@(?P<lot>.*?)(?::(?P<expiry>[0-9]{4}-[0-9]{2}-[0-9]{2}))?)?", re.DOTALL
)
_LONGEST_LOT = 80


def goods_of(text: str) -> Goods:
    """Return what an argument says of goods, such as SKU-1=12@L7:2027-05-01. Raises UsageError."""
    match = _GOODS.fullmatch(text)
    try:
        expiry = date.fromisoformat(match["expiry"]) if match and match["expiry"] else None
    except ValueError:
        match = None
    # A lot that is announced by its sign and missing is a slip, unless the day alone tells the goods apart.
    if match is None or (match["lot"] == "" and not match["expiry"]):
        raise click.UsageError(sentence(Say.GOODS_FORM, text=text))
    lot = match["lot"] or ""
    if len(lot) > _LONGEST_LOT or not lot.isprintable():
        raise click.UsageError(sentence(Say.GOODS_LOT, text=text, most=_LONGEST_LOT))
    return Goods(match["sku"], int(match["quantity"]), lot=lot, expiry=expiry)


@main.command("receive")
@click.argument("delivery", metavar="DELIVERY")
@click.argument("goods", nargs=-1, metavar="[SKU=QTY[@LOT[:EXPIRY]]]...")
@click.option("--all", "all_to_come", is_flag=True, help="Everything that is still to come of it.")
@click.option("--into", default="", metavar="BIN", help="Where to put it (default: the place the house proposes).")
@click.option("--for", "order", default="", metavar="ORDER", help="Put the named goods aside for this order.")
@click.option("--quarantine", default="", metavar="TEXT", help="Set the named goods aside, for this reason.")
@click.option("--accept-over", is_flag=True, help="Accept more than the supplier's tolerance allows; needs a lead.")
@click.option("--accept-short-dated", is_flag=True, help="Accept goods that do not last long enough; needs a lead.")
@json_option
@click.pass_obj
def receive_(
    session: Session,
    *,
    delivery: str,
    goods: tuple[str, ...],
    all_to_come: bool,
    into: str,
    order: str,
    quarantine: str,
    accept_over: bool,
    accept_short_dated: bool,
    as_json: bool,
) -> None:
    """Book a receipt without a scanner; shows at once where the goods go and who gets them.

    DELIVERY is a purchase order, or an advance notice (AN-...), which has a receipt of its own.

    With --for they are put aside for an order that waits for them, at the staging place or in the tote of --into.
    """
    if not goods and not all_to_come:
        raise click.UsageError(sentence(Say.GOODS_NEEDED))
    if order and (all_to_come or not into):
        raise click.UsageError("--for goes with goods that are named, and with --into: a staging place or a tote.")
    wanted = [replace(goods_of(text), quarantine=quarantine, for_order=order) for text in goods]
    with session.house() as house:
        with house.store.snapshot():
            notice = notice_named(house.store, delivery)
        done = receive(
            house.store,
            house.act(),
            wanted,
            purchase_order="" if notice else delivery,
            advance_notice=notice,
            all_to_come=all_to_come,
            into=into,
            accept_over=accept_over,
            accept_short_dated=accept_short_dated,
            close=True,
        )
        zone = house.zone
    if as_json:
        print_json(_received_json(done))
    else:
        _print_received(done, zone)
        if order:
            say(Say.LABEL_OF_ORDER, order=order)


def _received_json(done: Received) -> dict[str, object]:
    return {
        "receipt": done.receipt,
        "purchase_order": done.purchase_order,
        "advance_notice": done.advance_notice,
        "booked": [_booked_json(each) for each in done.booked],
        "gets": gets_json(done.shares),
        "also_gets": gets_json(done.also),
        "free": {sku: done.rest(sku) for sku in dict.fromkeys(each.sku for each in done.booked)},
        "kept_from": dict(done.kept_from),
        "kept_for": {sku: list(orders) for sku, orders in done.kept_for.items()},
    }


def _booked_json(booked: Booked) -> dict[str, object]:
    return {
        "sku": booked.sku,
        "quantity": booked.quantity,
        "location": booked.location,
        "lot": booked.lot,
        "expiry": iso(booked.expiry),
        "ordered": booked.ordered,
        "received": booked.received,
        "quarantined": booked.aside is not None,
    }


def _print_received(done: Received, zone: tzinfo) -> None:
    for sku in dict.fromkeys(each.sku for each in done.booked):
        for each in done.booked:
            if each.sku == sku:
                _say_booked(done.receipt, each)
                _say_aside(each)
        shares = [share for share in done.shares if share.sku == sku]
        for share in shares:
            say(
                Say.SHARE,
                units=share.units,
                order=share.order,
                customer=share.customer,
                rank_class=share.rank_class,
                placed=share.placed_at.astimezone(zone).date(),
                short=share.short,
            )
        rest, orders = done.rest(sku), done.kept_from.get(sku, 0)
        if rest and (whose := done.kept_for.get(sku)):
            say(Say.KEPT_FOR, units=rest, orders=whose)
        elif rest and orders:
            say(Say.KEPT, units=rest, orders=orders)
        elif rest:
            say(Say.REST if shares else Say.NO_SHARES, units=rest)
    say_given(Say.ALSO, done.also)


def _say_booked(receipt: str, booked: Booked) -> None:
    plain, of_lot = (Say.BOOKED, Say.BOOKED_LOT) if booked.ordered else (Say.BOOKED_UNORDERED, Say.BOOKED_LOT_UNORDERED)
    say(
        of_lot if booked.lot else plain,
        receipt=receipt,
        quantity=booked.quantity,
        sku=booked.sku,
        name=booked.name,
        lot=booked.lot,
        location=booked.location,
        received=booked.received,
        ordered=booked.ordered,
    )


def _say_aside(booked: Booked) -> None:
    if booked.aside is not None:
        click.echo(f"  {sentence(booked.aside, why=booked.why, lot=booked.lot, expiry=booked.expiry)}")


@main.command("correct")
@click.argument("receipt")
@click.argument("goods", metavar="SKU[@LOT]")
@click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")
@click.option("--quantity", type=click.IntRange(min=0), default=None, metavar="QTY", help="So many came in truth.")
@click.option("--sku", default="", help="They are of this item; with --quantity, so many of them are.")
@click.option("--lot", default=None, help="They are of this lot; with --quantity, so many of them are.")
@click.option("--expiry", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Their last day of use is another.")
@click.option("--place", default="", help="Where they were put, if they were booked at several places.")
@click.option("--booking", type=NUMBER, default=None, help="Which booking of the receipt, if several fit.")
@click.option("--set-aside/--usable", "is_aside", default=None, help="Whether they were set aside, if some were.")
@click.option("--accept-over", is_flag=True, help="Accept more than the supplier's tolerance allows; needs a lead.")
@json_option
@click.pass_obj
def correct_(
    session: Session,
    *,
    receipt: str,
    goods: str,
    why: str,
    quantity: int | None,
    sku: str,
    lot: str | None,
    expiry: datetime | None,
    place: str,
    booking: int | None,
    is_aside: bool | None,
    accept_over: bool,
    as_json: bool,
) -> None:
    """Put goods of a receipt right that were booked in by mistake: their number, their item or their lot."""
    truth = Truth(quantity, sku, lot, expiry.date() if expiry else None)
    if truth == Truth():
        raise click.UsageError(sentence(Say.CORRECT_FORM))
    with session.house() as house:
        was = _booked_as(house, receipt, goods, place, booking, is_aside=is_aside)
        done = correct_receipt(
            house.store,
            house.act(),
            was.booking,
            Came(was.sku, was.lot, was.place, was.is_aside),
            truth,
            why=why,
            accept_over=accept_over,
        )
    if as_json:
        facts = {"receipt": done.receipt, "purchase_order": done.purchase_order, "wrong": _booked_json(done.wrong)}
        booked = [_booked_json(each) for each in done.booked]
        counted = [_counted_json(each) for each in done.counted]
        print_json(
            {**facts, "booked": booked, "counted": counted, **consequences_json(done.stops, done.losses, done.shares)}
        )
    else:
        _print_corrected(done)


def _counted_json(counted: AlreadyCounted) -> dict[str, object]:
    return {
        "count": counted.count,
        "sku": counted.sku,
        "lot": counted.lot,
        "place": counted.place,
        "quantity": counted.units,
        "found": counted.found,
    }


def _booked_as(
    house: House, receipt: str, goods: str, place: str, booking: int | None, *, is_aside: bool | None
) -> BookedGoods:
    """Return the goods that are meant. Raises Refused where none, or several, are."""
    with house.store.snapshot():
        found = booked_on_receipt(house.store, receipt)
    fit = [
        each
        for each in found
        if goods in {each.sku, f"{each.sku}@{each.lot}", f"{each.sku}@{each.named_lot}"}
        and (not place or place in {each.place, *(tote.place for tote, _ in each.totes)})
        and (booking is None or each.number == booking)
        and is_aside in {None, each.is_aside}
    ]
    if not fit:
        raise Refused(Say.CORRECT_NONE, goods=goods, receipt=receipt)
    if len(fit) > 1:
        rows = tuple(_booking_words(each, house.zone) for each in fit)
        raise Refused(Say.CORRECT_WHICH, goods=goods, receipt=receipt, bookings=rows, ways=_ways(fit))
    return fit[0]


def _ways(fit: Sequence[BookedGoods]) -> tuple[str, ...]:
    """Return what of the command line tells bookings from each other."""
    said: dict[str, set[object]] = {
        "--booking": {each.number for each in fit},
        "--place": {(each.place, each.totes) for each in fit},
        "SKU@LOT": {each.lot for each in fit},
        "--set-aside/--usable": {each.is_aside for each in fit},
    }
    return tuple(way for way, differ in said.items() if len(differ) > 1) or tuple(said)


def _booking_words(booked: BookedGoods, zone: tzinfo) -> str:
    words = sentence(
        Say.CORRECT_BOOKING_LOT if booked.lot else Say.CORRECT_BOOKING,
        booking=booked.number,
        quantity=booked.quantity,
        lot=booked.lot,
        place=places(sentence, booked.place, booked.quantity, booked.totes),
        at=moment_text(booked.at, language=LANGUAGE, zone=zone),
        actor=booked.actor,
    )
    return sentence(Say.CORRECT_BOOKING_ASIDE, booking=words) if booked.is_aside else words


def _print_corrected(done: Corrected) -> None:
    where = places(sentence, done.wrong.location, done.wrong.quantity, done.totes)
    dated = any(done.wrong.differs_by_day(each) for each in done.booked)
    wrong = _goods_words(done.wrong, dated=dated)
    right = tuple(_goods_words(each, where, dated=dated) for each in done.booked)
    facts: dict[str, Fact] = {"receipt": done.receipt, "place": where, "wrong": wrong}
    if right:
        say(Say.CORRECTED, **facts, right=right)
    else:
        say(Say.CORRECTED_NONE, **facts)
    for each in done.booked:
        _say_aside(each)
    for count in done.counted:
        say(count.word, count=count.count, units=count.units, sku=count.sku, place=count.place)
    for sku, ordered, received in dict.fromkeys((e.sku, e.ordered, e.received) for e in (done.wrong, *done.booked)):
        if ordered:
            say(Say.HAVE_COME, purchase_order=done.purchase_order, sku=sku, ordered=ordered, received=received)
    say_consequences(done.stops, done.losses, done.shares)


def _goods_words(booked: Booked, where: tuple[str, ...] = (), *, dated: bool = False) -> str:
    """Return goods in words, with their place where that is not just `where` the others were; `dated`: with the day."""
    code = Say.SOME_GOODS_LOT if booked.lot else Say.SOME_GOODS
    if dated and booked.lot:
        code = Say.SOME_GOODS_LOT_DAY
    goods = sentence(code, quantity=booked.quantity, sku=booked.sku, lot=booked.lot, expiry=booked.expiry)
    if booked.tote is None and where in {(), (booked.location,)}:
        return goods
    place = places(sentence, booked.location, booked.quantity, booked.totes)
    return sentence(Say.SOME_GOODS_IN, goods=goods, place=place)


@main.command("close-short")
@click.argument("purchase_order")
@click.argument("line", type=int)
@click.option("--why", required=True, metavar="TEXT", help="The reason, which is kept.")
@click.option("--reopen", is_flag=True, help="The other way round: the rest is to come after all.")
@json_option
@click.pass_obj
def close_short_(session: Session, *, purchase_order: str, line: int, why: str, reopen: bool, as_json: bool) -> None:
    """Expect nothing more of LINE of a purchase order."""
    verb = reopen_short if reopen else close_short
    with session.house() as house:
        done = verb(house.store, house.act(), purchase_order, line, why=why)
    facts: dict[str, str | int] = {
        "sku": done.sku,
        "ordered": done.ordered,
        "received": done.received,
        "units": done.units,
    }
    if as_json:
        of = {"purchase_order": done.purchase_order, "line": done.line}
        print_json({**of, **facts, "gets": gets_json(done.shares)})
    else:
        word = Say.REOPENED_SHORT if reopen else Say.CLOSED_SHORT
        say(word, purchase_order=done.purchase_order, line=done.line, **facts)
        say_given(Say.NOW_GIVEN, done.shares)
