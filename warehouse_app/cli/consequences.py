"""What a change led to, as answers tell it: pick stops that are walked otherwise, who lost stock, and who got some."""

from collections.abc import Sequence
from typing import Any

from warehouse_app.cli.output import iso, say
from warehouse_app.cli.words import Say
from warehouse_app.services.changes import StopMoved
from warehouse_app.services.gains import Share
from warehouse_app.services.losing import Loss


def consequences_json(
    stops: Sequence[StopMoved], losses: Sequence[Loss], shares: Sequence[Share]
) -> dict[str, list[dict[str, object]]]:
    """Return what a change of stock led to, for JSON."""
    lost = [
        {"order": loss.order, "line": loss.line, "sku": loss.sku, "class": loss.rank_class, "quantity": loss.units}
        for loss in losses
    ]
    return {"stops": stops_json(stops), "losses": lost, "gets": gets_json(shares)}


def stops_json(stops: Sequence[StopMoved]) -> list[dict[str, object]]:
    """Return which stops are walked otherwise, for JSON. One of the list "" is none: the goods were put aside there."""
    return [
        {
            "pick_list": stop.pick_list,
            "order": stop.order,
            "line": stop.line,
            "sku": stop.sku,
            "place": stop.place,
            "quantity": stop.units,
            "replanned": stop.replanned,
            "places": list(stop.places),
        }
        for stop in stops
    ]


def gets_json(shares: Sequence[Share]) -> list[dict[str, object]]:
    """Return who got stock, for JSON."""
    return [
        {
            "order": share.order,
            "line": share.line,
            "sku": share.sku,
            "customer_name": share.customer,
            "class": share.rank_class,
            "placed": iso(share.placed_at),
            "quantity": share.units,
            "short": share.short,
        }
        for share in shares
    ]


def say_consequences(stops: Sequence[StopMoved], losses: Sequence[Loss] = (), shares: Sequence[Share] = ()) -> None:
    """Say what a change led to; nothing where nobody is concerned."""
    for stop in stops:
        facts: dict[str, Any] = {"pick_list": stop.pick_list, "sku": stop.sku, "place": stop.place, "units": stop.units}
        facts |= {"replanned": stop.replanned, "places": stop.places, "order": stop.order}
        shortened = Say.STOP_SHORTENED if stop.pick_list else Say.NOT_ASIDE
        say(Say.STOP_MOVED if stop.replanned else shortened, **facts)
    for loss in losses:
        say(Say.LOST, order=loss.order, line=loss.line, sku=loss.sku, units=loss.units, rank_class=loss.rank_class)
    say_given(Say.NOW_GIVEN, shares)


def say_given(head: Say, shares: Sequence[Share]) -> None:
    """Say who got stock, under a heading; nothing where nobody did."""
    if shares:
        say(head)
    for share in shares:
        say(
            Say.ALSO_SHARE,
            units=share.units,
            sku=share.sku,
            order=share.order,
            customer=share.customer,
            rank_class=share.rank_class,
        )
