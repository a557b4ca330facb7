"""What the house knows by name: items with their bins and barcodes, what stands in for what, and customers."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from warehouse_app.demo.days import working_day
from warehouse_app.demo.dice import Dice
from warehouse_app.demo.goods_food import FOOD
from warehouse_app.demo.goods_household import HOUSEHOLD
from warehouse_app.demo.goods_outdoor import OUTDOOR
from warehouse_app.demo.places import BAYS, LEVELS, PICK_LEVEL, ZONE_AISLES, bin_code
from warehouse_app.demo.shops import LANGUAGES, SHOPS, TELEPHONES
from warehouse_app.demo.story import PRE_ORDER, RELEASE_IN, SHORTAGES
from warehouse_app.demo.words import Category, Family, Good
from warehouse_app.domain.records import BarcodeRecord, CustomerRecord, ItemRecord, SubstituteRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.scanning.gtin import expected_check_digit

CATEGORIES = (*OUTDOOR, *HOUSEHOLD, *FOOD)

_IN_HOUSE = "2073104"
"""The beginning of barcodes that a house gives out itself (GS1 prefixes 20 to 29), and the number this house took."""
_CASE = "1"
"""The indicator digit of a case."""
_CHEAP = 1_500
"""Cents; what costs less is sold by the case, and most of it from the pick faces."""

_POLICIES = {"P": ShipPolicy.PARTIAL, "L": ShipPolicy.LINE_COMPLETE, "O": ShipPolicy.ORDER_COMPLETE}
_WEIGHTS = {"A": 4, "B": 2, "C": 1}
_KEPT = {shortage.item: shortage.kept for shortage in SHORTAGES}


def is_cheap(item: ItemRecord) -> bool:
    """Return whether an item is of the kind that people order by the dozen."""
    return (item.price or 0) < _CHEAP


def make_goods(today: date, dice: Dice) -> list[Good]:
    """Return every item of the word lists, category by category; each has a bin of its own."""
    bins = {zone: _Bins(aisles) for zone, aisles in ZONE_AISLES.items()}
    return [
        _good(
            category,
            family,
            variant,
            digits=f"{number:02}{place:02}{variant + 1}",
            sku=f"{category.prefix}-{100 + place}{variant + 1}",
            release_date=working_day(today, RELEASE_IN),
            dice=dice,
            bins=bins[category.zone],
        )
        for number, category in enumerate(CATEGORIES, start=1)
        for place, family in enumerate(category.families, start=1)
        for variant in range(len(family.variants.split("|")))
    ]


class _Bins:
    """The free bins of a zone: pick faces and the others, each in walking order."""

    def __init__(self, aisles: str) -> None:
        codes = [
            (aisle, bay, level) for aisle in aisles for bay in range(1, BAYS + 1) for level in range(1, LEVELS + 1)
        ]
        self._faces = [bin_code(*code) for code in codes if code[2] == PICK_LEVEL]
        self._others = [bin_code(*code) for code in codes if code[2] != PICK_LEVEL]

    def take(self, *, face: bool) -> str:
        bins = self._faces if face and self._faces else self._others
        return bins.pop(0)


def _good(
    category: Category,
    family: Family,
    variant: int,
    *,
    digits: str,
    sku: str,
    release_date: date,
    dice: Dice,
    bins: _Bins,
) -> Good:
    name = f"{family.name}, {family.variants.split('|')[variant]}"
    percent = 100 + family.step * variant
    price = _tidy(family.price * percent // 100)
    asked_often = dice.chance(45 if price < _CHEAP else 8)
    safety = _KEPT.get(name, 0) or (family.pack * dice.between(1, 2) if asked_often and dice.chance(25) else 0)
    record = ItemRecord(
        sku=sku,
        name=name,
        unit=family.unit,
        pack_quantity=family.pack,
        category=category.name,
        lot_tracked=family.lots or bool(family.months),
        expiry_tracked=bool(family.months),
        serial_tracked=family.serial,
        safety_stock=safety,
        safety_stock_open_to="A" if safety else "",
        reorder_point=safety + family.pack * dice.between(2, 5) if family.pack > 1 else dice.between(2, 5),
        price=price,
        cost=price * (100 - category.margin - dice.between(-3, 3)) // 100,
        weight_g=family.grams * percent // 100,
        volume_cm3=family.cm3 * percent // 100,
        release_date=release_date if name == PRE_ORDER else None,
        home_location=bins.take(face=asked_often),
        supplier=family.supplier or category.supplier,
    )
    return Good(record, family, digits)


def _tidy(cents: int) -> int:
    """Return a price as shops write them: 4.90 rather than 4.87, 63.00 rather than 62.61."""
    step, less = (100, 0) if cents >= 5_000 else (50, 10) if cents >= 1_000 else (10, 0)
    return cents if cents % step == step - less else (cents + step // 2) // step * step - less


def make_barcodes(goods: Sequence[Good]) -> Iterator[BarcodeRecord]:
    """Yield the EAN-13 of each item, and the GTIN-14 of its case where it comes in cases."""
    for good in goods:
        body = f"{_IN_HOUSE}{good.digits}"
        sku, pack = good.record.sku, good.record.pack_quantity
        yield BarcodeRecord(sku, f"{body}{expected_check_digit(body + '0')}")
        if pack > 1:
            case = f"{_CASE}{body}"
            yield BarcodeRecord(sku, f"{case}{expected_check_digit(case + '0')}", pack)


def make_substitutes(goods: Sequence[Good]) -> Iterator[SubstituteRecord]:
    """Yield other colours and tastes both ways, and two small packs for one of twice the size."""
    for one, next_one in pairwise(goods):
        if one.family is not next_one.family:
            continue
        if one.family.alike:
            yield SubstituteRecord(one.record.sku, next_one.record.sku, note="The same in another finish")
            yield SubstituteRecord(next_one.record.sku, one.record.sku, note="The same in another finish")
        elif one.family.halves:
            yield SubstituteRecord(next_one.record.sku, one.record.sku, 2, "Two small ones for one large one")


def make_customers() -> Iterator[CustomerRecord]:
    """Yield the customers of the word list."""
    for number, line in enumerate(SHOPS.strip().splitlines(), start=1):
        terms, name, mailbox, street, postcode, city, country = line.split(" | ")
        priority_class, policy, shelf_life = terms.split()
        yield CustomerRecord(
            code=f"C-{1000 + number}",
            name=name,
            email=f"{mailbox}.example",
            priority_class=priority_class,
            weight=_WEIGHTS[priority_class],
            ship_policy=_POLICIES[policy],
            minimum_shelf_life_days=int(shelf_life),
            language=LANGUAGES.get(country, "en"),
            street=street,
            postcode=postcode,
            city=city,
            country=country,
            phone=TELEPHONES.get(country, "").format(number),
        )
