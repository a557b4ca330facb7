"""A sample of the keys that `tests.fuzz.keys` presses by the million."""

from types import SimpleNamespace

import pytest

from tests.fuzz import keys
from tests.fuzz.keys import WrongError, run
from warehouse_app.scanning.wedge import Typed, Wedge


def test_no_key_is_lost_or_typed_twice_and_whatever_is_scanned_can_be_read() -> None:
    said = run(60_000, seed=2)
    assert said["keys"] >= 60_000
    assert said["typed keys"] > 10_000
    assert said["ItemCode"] + said["LocationCode"] > 100


def test_a_key_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Wedge, "expire", lambda _wedge: ())
    with pytest.raises(WrongError, match="keys were lost"):
        run(5_000, seed=2)


def test_a_key_that_is_typed_twice_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    expire = Wedge.expire

    def twice(wedge: Wedge) -> tuple[object, ...]:
        out = expire(wedge)
        return (*out, *out) if any(isinstance(each, Typed) for each in out) else out

    monkeypatch.setattr(Wedge, "expire", twice)
    with pytest.raises(WrongError, match="came out twice"):
        run(5_000, seed=2)


def test_a_key_that_takes_too_long_is_seen_where_it_does_so_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_SECONDS", 0.0)
    with pytest.raises(WrongError, match="a key took 0 ms"):
        run(1, seed=2)
    times = iter([*[0.0, 1.0] * 2, *[0.0] * 100_000])
    monkeypatch.setattr(keys, "MOST_SECONDS", 0.5)
    monkeypatch.setattr(keys, "time", SimpleNamespace(thread_time=lambda: next(times)))
    assert run(1, seed=2)["keys"] > 0
