"""Codes that are taught: what they mean then, what cannot be taught, and by whom."""

from collections.abc import Iterator
from functools import partial

import pytest

from tests.conftest import Desk
from tests.services.stock import furnished, refusal
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import Role
from warehouse_app.queries.codes import FoundItem, resolve
from warehouse_app.services.catalogue import TeachFault, teach_code
from warehouse_app.services.changes import Area
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
    assert answer.areas == {Area.ITEMS}
    assert known(house, "LAMP-BOX") == ("LAMP", 12)
    # Said again it is no news.
    assert teach_code(house.store, house.act(), "LAMP-BOX", "LAMP", 12).areas == set()
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
