"""Codes that are taught: what they mean then, what cannot be taught, and by whom."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, refusal
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.codes import FoundItem, resolve
from warehouse_app.services.catalogue import TeachFault, forget_code, teach_code
from warehouse_app.services.changes import Area, Changes
from warehouse_app.services.contract import ContractFault
from warehouse_app.services.references import RowFault


@pytest.fixture
def house(desk: Desk) -> Iterator[Desk]:
    yield from furnished(desk)


def known(desk: Desk, code: str) -> tuple[str, int | None] | None:
    found = resolve(desk.store, code, year=2026)
    return (found.item.sku, found.pack) if isinstance(found, FoundItem) else None


def test_a_taught_code_means_so_many_of_its_item(house: Desk) -> None:
    answer = teach_code(house.store, house.act(), "LAMP-BOX", "LAMP", 12)
    assert answer.changes.areas == {Area.ITEMS}
    assert (answer.code, answer.sku, answer.units, answer.is_new) == ("LAMP-BOX", "LAMP", 12, True)
    assert known(house, "LAMP-BOX") == ("LAMP", 12)
    # Said again it is no news.
    again = teach_code(house.store, house.act(), "LAMP-BOX", "LAMP", 12)
    assert (again.changes, again.is_new) == (Changes(), False)
    assert house.store.sql("SELECT COUNT(*) FROM barcode").fetchone()[0] == 1


def test_what_means_something_else_or_nothing_is_not_taught(house: Desk) -> None:
    teach_code(house.store, house.act(), "LAMP-BOX", "LAMP", 12)
    for code, sku, pack, fault in (
        ("LAMP-BOX", "CORD", 12, TeachFault.KNOWN),
        ("LAMP-BOX", "LAMP", 6, TeachFault.KNOWN),
        ("CORD", "LAMP", 1, TeachFault.KNOWN),
        ("A-1", "LAMP", 1, TeachFault.KNOWN),
        ("WXDONE", "LAMP", 1, TeachFault.KNOWN),
        ("4006381333930", "LAMP", 1, TeachFault.KNOWN),
        ("", "LAMP", 1, TeachFault.NO_CODE),
        ("x" * 81, "LAMP", 1, TeachFault.NO_CODE),
        ("a\tb", "LAMP", 1, TeachFault.NO_CODE),
        ("NEW", "LAMP", 0, TeachFault.QUANTITY),
        ("NEW", "LAMP", 10**9, TeachFault.QUANTITY),
        ("NEW", "NONE", 1, RowFault.UNKNOWN_ITEM),
    ):
        assert refusal(house, partial(teach_code, house.store, house.act(), code, sku, pack))[0] is fault, code
    assert (known(house, "LAMP-BOX"), known(house, "NEW")) == (("LAMP", 12), None)


def test_a_clerk_teaches_nothing(house: Desk) -> None:
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', ?)", (Role.CLERK,))
    with pytest.raises(Refused) as refused:
        teach_code(house.store, house.act("bert"), "LAMP-BOX", "LAMP", 12)
    assert (refused.value.code, known(house, "LAMP-BOX")) == (ContractFault.ROLE, None)


def test_a_taught_code_is_forgotten_again(house: Desk) -> None:
    taught, again = house.act(), house.act()
    teach_code(house.store, taught, "LAMP-BOX", "LAMP", 12)
    teach_code(house.store, again, "LAMP-BOX", "LAMP", 12)
    # Said again it taught nothing, so there is nothing to forget.
    assert refusal(house, partial(forget_code, house.store, house.act(), again.action_id))[0] is TeachFault.FORGOTTEN
    undoing = house.act()
    answer = forget_code(house.store, undoing, taught.action_id)
    assert (answer.code, answer.sku, answer.units) == ("LAMP-BOX", "LAMP", 12)
    assert answer.changes.areas == {Area.ITEMS}
    assert known(house, "LAMP-BOX") is None
    assert forget_code(house.store, undoing, taught.action_id) == answer
    assert refusal(house, partial(forget_code, house.store, house.act(), taught.action_id))[0] is TeachFault.FORGOTTEN


def test_what_somebody_taught_anew_is_not_forgotten_by_whoever_taught_it_before(house: Desk) -> None:
    first = house.act()
    teach_code(house.store, first, "LAMP-BOX", "LAMP", 12)
    forget_code(house.store, house.act(), first.action_id)
    second = house.act("bert")
    teach_code(house.store, second, "LAMP-BOX", "LAMP", 12)
    assert refusal(house, lambda: forget_code(house.store, house.act(), first.action_id))[0] is TeachFault.FORGOTTEN
    assert known(house, "LAMP-BOX") == ("LAMP", 12)
    forget_code(house.store, house.act("bert"), second.action_id)
    assert known(house, "LAMP-BOX") is None


def test_what_means_something_else_by_now_is_not_forgotten(house: Desk) -> None:
    taught = house.act()
    teach_code(house.store, taught, "LAMP-BOX", "LAMP", 12)
    house.store.sql("UPDATE barcode SET pack_quantity = 6")
    for teaching in (taught.action_id, "founding", "an action of somebody else"):
        refused = refusal(house, partial(forget_code, house.store, house.act(), teaching))
        assert refused[0] is TeachFault.FORGOTTEN, teaching
    assert known(house, "LAMP-BOX") == ("LAMP", 6)


def test_a_clerk_forgets_nothing(house: Desk) -> None:
    taught = house.act()
    teach_code(house.store, taught, "LAMP-BOX", "LAMP", 12)
    house.store.sql("INSERT INTO person (name, role) VALUES ('bert', ?)", (Role.CLERK,))
    with pytest.raises(Refused) as refused:
        forget_code(house.store, house.act("bert"), taught.action_id)
    assert (refused.value.code, known(house, "LAMP-BOX")) == (ContractFault.ROLE, ("LAMP", 12))


@pytest.mark.parametrize(
    ("scanned", "code", "gtin"),
    [
        ("]E000357586", "003575000086", "00003575000086"),
        ("00357586", "003575000086", "00003575000086"),
        ("]E007654307", "076000005437", "00076000005437"),
        ("12345670", "00000012345670", "00000012345670"),
        ("96385074", "96385074", "00000096385074"),
        ("]E34006381333931" + "52495", "4006381333931", "04006381333931"),
        ("]C0LAMP-BOX", "LAMP-BOX", None),
        (" LAMP-BOX", "LAMP-BOX", None),
    ],
)
def test_a_code_is_entered_in_the_one_form_in_which_all_are_found(
    house: Desk, scanned: str, code: str, gtin: str | None
) -> None:
    answer = teach_code(house.store, house.act(), scanned, "LAMP", 2)
    assert (answer.code, answer.is_new) == (code, True)
    assert house.store.sql("SELECT code, gtin FROM barcode").fetchall() == [(code, gtin)]
    assert known(house, scanned) == ("LAMP", 2)
    assert teach_code(house.store, house.act(), scanned, "LAMP", 2).is_new is False
    assert refusal(house, partial(teach_code, house.store, house.act(), scanned, "CORD", 1))[0] is TeachFault.KNOWN
