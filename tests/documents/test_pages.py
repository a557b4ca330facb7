"""Blocks on pages: none split, none lost, none out of order."""

from hypothesis import example, given
from hypothesis import strategies as st

from warehouse_app.documents.pages import paginate

heights = st.lists(st.integers(1, 120), max_size=60)


@given(heights, st.integers(0, 100))
@example([], 100)
@example([120], 100)
@example([100, 100], 0)
def test_every_block_is_on_one_page_in_order_and_pages_are_filled(blocks: list[int], first: int) -> None:
    pages = paginate(blocks, first, 100)
    assert [position for page in pages for position in page] == list(range(len(blocks)))
    rooms = [first, *[100] * (len(pages) - 1)]
    for number, (page, room) in enumerate(zip(pages, rooms, strict=True)):
        high = sum(blocks[position] for position in page)
        assert high <= room or (len(page) == 1 and number > 0)
        assert page or number == 0
        if number + 1 < len(pages):
            assert high + blocks[pages[number + 1][0]] > room


@given(heights, st.integers(0, 100), st.lists(st.integers(0, 40), min_size=60, max_size=60))
def test_what_is_said_again_above_a_block_has_room_on_the_page_that_it_begins(
    blocks: list[int], first: int, again: list[int]
) -> None:
    pages = paginate(blocks, first, 100, again)
    assert [position for page in pages for position in page] == list(range(len(blocks)))
    for number, page in enumerate(pages[1:], start=1):
        high = sum(blocks[position] for position in page)
        room = 100 - again[page[0]]
        assert high <= room or len(page) == 1
        if number + 1 < len(pages):
            assert high + blocks[pages[number + 1][0]] > room
