"""Whatever is typed and scanned, at whatever pace: nothing is lost, doubled or turned round, and nothing is late."""

from dataclasses import dataclass

from hypothesis import example, given
from hypothesis import strategies as st

from tests.scanning.keystrokes import START, enter, out_of, play, scanned, stroke, tab, typed
from warehouse_app.scanning.burst import Scan
from warehouse_app.scanning.keyboard import Key, KeyName, Modifier
from warehouse_app.scanning.profile import HOLD_MS, ScannerProfile, Separator, Terminator
from warehouse_app.scanning.wedge import TORN_MS, Typed, Wedge

PRINTABLE = st.sampled_from("abcXYZ0123-]/ é")
KEYS = st.one_of(PRINTABLE, st.sampled_from("\r\t"))
GAPS = st.one_of(st.integers(0, 40), st.integers(0, 400))
PROFILES = st.builds(
    ScannerProfile,
    terminator=st.sampled_from(Terminator),
    prefix=st.sampled_from(["", "", "a", "\x02"]),
    suffix=st.sampled_from(["", "", "X", "\x03"]),
    separator=st.sampled_from(Separator),
    us_keys=st.booleans(),
)


def keys_of(timed: list[tuple[str, int]]) -> list[Key]:
    """Return keys, each so many milliseconds after the one before."""
    keys: list[Key] = []
    time = START
    for text, gap in timed:
        time += gap
        keys += enter(time) if text == "\r" else tab(time) if text == "\t" else typed(text, time, every=0)
    return keys


@example([*[("a", 0)] * 4, ("\t", 0), ("\r", 36)])
@example([*[("a", 0)] * 4, ("\r", 0), ("\r", 2), ("\r", 15), ("\r", 15), ("\t", 4)])
@given(st.lists(st.tuples(KEYS, GAPS), max_size=60))
def test_no_text_is_lost_doubled_or_turned_round(timed: list[tuple[str, int]]) -> None:
    keys = keys_of(timed)
    rest = [key for key in keys if key.down and key.text]
    for each in out_of(keys).out:
        text = each.text if isinstance(each, Scan) or each.down else ""
        assert text == "".join(key.text for key in rest[: len(text)])
        del rest[: len(text)]
        if isinstance(each, Scan):
            # Its end belongs to it, and so does whatever else ends a scan within the hold after it (CR LF).
            while rest and rest[0].text in "\r\t" and rest[0].time - each.ended <= HOLD_MS:
                del rest[0]
    assert rest == []


@given(st.lists(st.tuples(PRINTABLE, GAPS), max_size=60))
def test_without_an_end_everything_is_typed(timed: list[tuple[str, int]]) -> None:
    keys = keys_of(timed)
    assert out_of(keys).out == keys


@dataclass(frozen=True)
class Part:
    """Something that a person types, or a scan."""

    text: str
    scan: bool
    every: int


PARTS = st.lists(
    st.one_of(
        st.builds(Part, st.text(PRINTABLE, min_size=1, max_size=8), st.just(False), st.integers(HOLD_MS + 1, 300)),
        st.builds(Part, st.text(PRINTABLE, min_size=4, max_size=60), st.just(True), st.integers(0, 30)),
    ),
    max_size=12,
)


@given(PARTS)
def test_every_scan_arrives_exactly_once_and_every_typed_text_too(parts: list[Part]) -> None:
    keys: list[Key] = []
    time, expected = START, list[str]()
    for part in parts:
        keys += (scanned if part.scan else typed)(part.text, time, every=part.every)
        time = keys[-1].time + TORN_MS + 1
        if part.scan:
            expected.append(f"[{part.text}]")
        else:
            expected[-1:] = (
                [expected[-1] + part.text]
                if expected and not expected[-1].startswith("[")
                else [*expected[-1:], part.text]
            )
    assert out_of(keys).story == expected


@given(st.lists(st.text(PRINTABLE, min_size=4, max_size=30), max_size=20), st.integers(0, 20))
def test_scans_without_any_pause_between_them_arrive_in_order(texts: list[str], every: int) -> None:
    keys: list[Key] = []
    for text in texts:
        keys += scanned(text, keys[-1].time if keys else START, every=every, end=every)
    assert out_of(keys).scans == texts


KEYBOARD = st.sampled_from(
    [
        *(("a", 30, KeyName.OTHER), ("b", 48, KeyName.OTHER), ("1", 2, KeyName.OTHER), ("]", 27, KeyName.OTHER)),
        *(("\r", 28, KeyName.ENTER), ("\t", 15, KeyName.TAB), ("", 66, KeyName.F8), ("", 103, KeyName.OTHER)),
        *(("", 42, KeyName.MODIFIER), ("", 56, KeyName.ALT), ("\x1d", 27, KeyName.OTHER), ("\x02", 48, KeyName.OTHER)),
        *(("\x03", 46, KeyName.OTHER), ("X", 45, KeyName.OTHER)),
    ]
)
MODIFIERS = st.sampled_from([Modifier.NONE, Modifier.NONE, Modifier.NONE, Modifier.CTRL, Modifier.ALT, Modifier.SHIFT])


@given(st.lists(st.tuples(KEYBOARD, GAPS, MODIFIERS), max_size=80), PROFILES)
def test_every_key_goes_on_once_and_in_order_or_is_part_of_a_scan(
    moves: list[tuple[tuple[str, int, KeyName], int, Modifier]], profile: ScannerProfile
) -> None:
    keys: list[Key] = []
    down: set[int] = set()
    time = START
    for (text, place, name), gap, modifiers in moves:
        time += gap
        keys.append(Key(time, place not in down, text, place, place, name, modifiers))
        down ^= {place}
    keys += [Key(time, down=False, place=place, code=place) for place in sorted(down)]
    numbered = [Key(key.time, key.down, key.text, key.place, key.code, key.name, key.modifiers) for key in keys]
    out = out_of(numbered, profile).out
    gone_on = [each for each in out if isinstance(each, Key)]
    numbers = {id(key): number for number, key in enumerate(numbered)}
    order = [numbers[id(key)] for key in gone_on]
    assert order == sorted(set(order))
    if not any(isinstance(each, Scan) for each in out):
        assert gone_on == numbered
    # A key comes up where it went down, and nowhere else.
    for place in {key.place for key in keys}:
        moves_of = [key.down for key in gone_on if key.place == place]
        assert moves_of == [number % 2 == 0 for number in range(len(moves_of))]
        assert len(moves_of) % 2 == 0


@given(st.lists(st.tuples(PRINTABLE, st.integers(0, 120)), min_size=1, max_size=40))
def test_no_key_of_a_person_is_later_than_the_hold(timed: list[tuple[str, int]]) -> None:
    # The program looks again when the patience is over; here that costs no time.
    wedge = Wedge(ScannerProfile())
    late: list[int] = []
    ends: int | None = None
    certain = False
    for key in keys_of(timed):
        if ends is not None and key.time > ends:
            late += _delays(wedge.expire(), ends)
            ends = None
        late += _delays(wedge.feed(key).outcomes, key.time)
        certain |= wedge.patience not in {None, HOLD_MS}
        if key.down and wedge.patience is not None:
            ends = key.time + wedge.patience
    late += _delays(wedge.expire(), ends or 0)
    # Only keys that come one upon another wait for each other.
    longest = max(_quick_run(timed), default=0)
    assert certain or max(late, default=0) <= HOLD_MS + longest


def _delays(outcomes: tuple[object, ...], now: int) -> list[int]:
    return [now - key.time for each in outcomes if isinstance(each, Typed) for key in each.keys]


def _quick_run(timed: list[tuple[str, int]]) -> list[int]:
    runs = [0]
    for _, gap in timed[1:]:
        runs.append(runs[-1] + gap if gap <= HOLD_MS else 0)
    return runs


@given(st.text(PRINTABLE, min_size=4, max_size=40), st.integers(0, 30), st.integers(1, 39))
def test_an_interruption_never_makes_two_scans_of_one(text: str, every: int, after: int) -> None:
    keys = scanned(text, every=every)
    wedge = Wedge(ScannerProfile())
    before = play(wedge, keys[:after], expire=False)
    before.out += [key for each in wedge.interrupt() if isinstance(each, Typed) for key in each.keys]
    played = play(wedge, keys[after:])
    scans = [each for each in (*before.out, *played.out) if isinstance(each, Scan)]
    assert len(scans) <= 1
    assert all(scan.text == text for scan in scans if scan.whole)
    assert before.text.strip("\r") + "".join(scan.text for scan in scans) + played.text.strip("\r") == text


def test_a_single_key_is_typed_after_the_hold_and_not_before() -> None:
    wedge = Wedge(ScannerProfile())
    down, up = stroke("a", START, place=30)
    assert (wedge.feed(down).taken, wedge.patience) == (True, HOLD_MS)
    assert wedge.expire() == (Typed((down,)),)
    assert wedge.feed(up).taken is False
