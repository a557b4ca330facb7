"""Pages as pictures: how many and how large, what is on them, and never two threads in PDFium at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.documents.test_pick_list import STOP, forty_stops, sheet
from warehouse_app.documents.pick_list import pick_list_pdf
from warehouse_app.documents.pictures import Picture, page_sizes, picture

A4 = (595.28, 841.89)


def dark(shown: Picture) -> int:
    """Return how many pixels are darker than half."""
    return sum(blue < 128 for blue in shown.pixels[::4])


def test_every_page_has_its_size() -> None:
    pdf = pick_list_pdf(forty_stops())
    sizes = page_sizes(pdf)
    assert len(sizes) >= 4
    assert all(tuple(size) == pytest.approx(A4, abs=0.01) for size in sizes)


@pytest.mark.parametrize(("scale", "size"), [(0.25, (149, 211)), (1.0, (596, 842)), (2.0, (1191, 1684))])
def test_a_picture_has_the_pixels_that_were_asked_for(scale: float, size: tuple[int, int]) -> None:
    shown = picture(pick_list_pdf(sheet(STOP)), 0, scale)
    assert (shown.width, shown.height) == size
    assert shown.stride >= 4 * shown.width
    assert len(shown.pixels) == shown.stride * shown.height


def test_a_picture_shows_black_on_white() -> None:
    shown = picture(pick_list_pdf(sheet(STOP)), 0, 1.0)
    pixels = shown.width * shown.height
    assert 0.01 < dark(shown) / pixels < 0.2
    assert shown.pixels[:3] == b"\xff\xff\xff"


def test_pages_differ() -> None:
    pdf = pick_list_pdf(forty_stops())
    shown = [picture(pdf, page, 0.5).pixels for page in range(len(page_sizes(pdf)))]
    assert len(set(shown)) == len(shown)


def test_many_threads_get_the_same_pictures_as_one() -> None:
    pdf = pick_list_pdf(forty_stops())
    pages = [*range(len(page_sizes(pdf)))] * 8
    alone = [picture(pdf, page, 0.5) for page in pages]
    with ThreadPoolExecutor(6) as threads:
        assert list(threads.map(lambda page: picture(pdf, page, 0.5), pages)) == alone
