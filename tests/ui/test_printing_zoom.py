"""How large pages are shown, and where they then lie."""

import pytest

from warehouse_app.documents.pictures import PageSize
from warehouse_app.ui.printing.zoom import (
    GAP,
    LARGEST,
    SMALLEST,
    Fit,
    Room,
    factor_for,
    larger,
    lay_out,
    render_scale,
    smaller,
)

A4 = PageSize(595.28, 841.89)
LABEL = PageSize(283.46, 425.2)


def test_at_full_size_a_point_is_four_thirds_of_a_pixel_and_pages_lie_below_each_other() -> None:
    layout = lay_out([A4, LABEL], 1.0)
    assert layout.rooms == (Room(12, 794, 1123), Room(12 + 1123 + 12, 378, 567))
    assert (layout.width, layout.height) == (794 + 24, 1147 + 567 + 12)


@pytest.mark.parametrize("width", [200, 640, 817, 1000, 1919])
def test_to_the_width_nothing_is_left_to_scroll_sideways(width: int) -> None:
    layout = lay_out([A4, LABEL], factor_for(Fit.WIDTH, [A4, LABEL], width, 500))
    assert width - 3 <= layout.width <= width


@pytest.mark.parametrize("size", [(300, 900), (1200, 700), (817, 1147)])
def test_to_the_page_a_whole_page_is_in_the_window(size: tuple[int, int]) -> None:
    width, height = size
    layout = lay_out([A4], factor_for(Fit.PAGE, [A4], width, height))
    assert layout.width <= width
    assert layout.height <= height
    assert width - layout.width <= 3 or height - layout.height <= 3


def test_a_factor_has_limits_in_the_smallest_window_and_the_largest() -> None:
    assert factor_for(Fit.WIDTH, [A4], 1, 1) == SMALLEST
    assert factor_for(Fit.WIDTH, [A4], 99_999, 1) == LARGEST
    assert factor_for(0.5, [A4], 1, 1) == 0.5
    assert factor_for(Fit.PAGE, [], 100, 100) > 0


def test_steps_go_up_and_down_the_same_way_and_end() -> None:
    up = [0.1]
    while larger(up[-1]) > up[-1]:
        up.append(larger(up[-1]))
    down = [8.0]
    while smaller(down[-1]) < down[-1]:
        down.append(smaller(down[-1]))
    assert up == down[::-1] == [0.1, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0]
    assert (larger(1.21), smaller(1.21)) == (1.25, 1.0)


def test_the_pages_in_a_stretch_are_those_of_which_anything_is_in_it() -> None:
    layout = lay_out([A4] * 4, 1.0)
    first = layout.rooms[0]
    assert layout.between(0, 5) == range(0)
    assert layout.between(0, first.top + 1) == range(1)
    assert layout.between(first.top + first.height, first.top + first.height + GAP) == range(0)
    assert layout.between(1100, 1200) == range(2)
    assert layout.between(0, 99_999) == range(4)
    assert lay_out([], 1.0).between(0, 99_999) == range(0)
    assert [layout.page_at(height) for height in (0, 1134, 1135, 99_999)] == [0, 0, 1, 3]


def test_pages_are_rendered_with_the_dots_of_the_screen_up_to_a_limit() -> None:
    assert render_scale(A4, 1.5, 1.0) == pytest.approx(2.0)
    assert render_scale(A4, 1.5, 2.0) == pytest.approx(4.0)
    scale = render_scale(A4, 8.0, 2.0)
    assert A4.width * scale * A4.height * scale == pytest.approx(24_000_000)
