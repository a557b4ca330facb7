"""F8: a person's shortcut, and some scanners' group separator, whether or not the profile knows."""

import pytest

from tests.scanning.keystrokes import F8, START, control, enter, out_of, play, scanned, stroke, typed
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.keyboard import Key, KeyName
from warehouse_app.scanning.profile import HOLD_MS, ScannerProfile, Separator
from warehouse_app.scanning.wedge import Typed, Wedge


def f8(time: int, up_after: int = 1) -> list[Key]:
    """Return F8, which a person means as a shortcut, and some scanners as the group separator."""
    return stroke("", time, place=F8, name=KeyName.F8, up_after=up_after)


@pytest.mark.parametrize("before", range(7))
def test_f8_anywhere_in_a_scan_is_the_scanners(before: int) -> None:
    code = "po-4711"
    at = START + 10 * before
    keys = [
        *typed(code[:before], every=10),
        *f8(at),
        *typed(code[before:], at + 10, every=10),
        *enter(START + 90),
    ]
    played = out_of(keys)
    assert [type(each) for each in played.out] == [Scan]
    assert (played.scans, played.broken) == ([], [code])


@pytest.mark.parametrize("separator", [Separator.CONTROL, Separator.F8])
def test_f8_that_no_scan_is_around_goes_on_in_its_place(separator: Separator) -> None:
    alone = f8(START, up_after=60)
    profile = ScannerProfile(separator=separator)
    assert out_of(alone, profile).out == alone
    among = [*typed("a"), *f8(START + 20), *typed("b", START + 40)]
    assert out_of(among, profile).out == among
    after_a_scan = out_of([*scanned("po-4711"), *f8(START + 500)], profile)
    assert after_a_scan.out == [Scan("po-4711", began=START, ended=START + 14), *f8(START + 500)]


def test_f8_waits_no_longer_than_any_key_and_enter_after_it_ends_nothing() -> None:
    wedge = Wedge(ScannerProfile())
    down, _ = f8(START)
    assert (wedge.feed(down).taken, wedge.patience) == (True, HOLD_MS)
    assert wedge.expire() == (Typed((down,)),)
    both = [*f8(START), *enter(START + 20)]
    assert out_of(both).out == both


def test_f8_before_a_frame_is_a_persons_and_goes_on_at_once() -> None:
    wedge = Wedge(ScannerProfile(prefix="\x02", suffix="\x03"))
    assert [wedge.feed(key).taken for key in f8(START)] == [False, False]
    framed = [*control("b", START + 2), *typed("PO-7", START + 4), *control("c", START + 12)]
    assert play(wedge, framed).scans == ["PO-7"]
