"""A million scans that nobody printed: valid ones, the same damaged, and noise, all of them read and judged again.

    python -m tests.fuzz.codes [--inputs 1000000] [--seed 1] [--year 2026]

Of each text is asserted that reading it raises nothing, takes less than 50 ms of the processor, ends in one answer, and
that whatever is taken for goods stands a second judgement by other means (`tests.fuzz.rejudging`); of the texts that
are valid, that they are taken. Printed are the number of each kind of answer and the inputs per second.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from tests.fuzz.rejudging import may_be_two, objection
from tests.fuzz.scans import damaged, noise, valid
from warehouse_app.scanning.codes import Candidate, CommandCode, Gs1Code, GtinCode, UnknownCode, quantity, read

MOST_SECONDS = 0.050
_TRIES = 3
"""How often a slow reading is measured again: a machine under load is slow once, a bad pattern each time."""


class WrongError(AssertionError):
    """A reading that must not be."""


def texts(random: Random) -> Iterator[tuple[str, bool]]:
    """Yield texts without end, each with whether it must be taken for goods."""
    while True:
        right = valid(random)
        yield right, True
        for _ in range(6):
            yield damaged(right, valid(random), random), False
        yield noise(random), False


def judged(text: str, *, year: int, must_read: bool) -> str:
    """Read `text` and return the kind of answer; raise WrongError where the reading must not be."""
    seconds = float("inf")
    candidates: tuple[Candidate, ...] = ()
    for _ in range(_TRIES):
        began = time.thread_time()
        try:
            candidates = read(text, year=year)
            number = quantity(text)
        except Exception as raised:
            raise WrongError(f"{text!r} raised {raised!r}") from raised
        seconds = min(seconds, time.thread_time() - began)
        if seconds < MOST_SECONDS:
            break
    else:
        raise WrongError(f"{text!r} took {seconds * 1000:.0f} ms")
    if number is not None and not 1 <= number <= 999_999:
        raise WrongError(f"{text!r} is the quantity {number}")
    goods = [each for each in candidates if isinstance(each, Gs1Code | GtinCode)]
    # Eight digits are two numbers where nothing says whether they are a GTIN-8 or a UPC-E.
    if len(goods) > (2 if may_be_two(text) else 1) or len({*goods}) < len(goods):
        raise WrongError(f"{text!r} is two things: {goods}")
    for each in goods:
        wrong = objection(text, each)
        if wrong:
            raise WrongError(f"{text!r} is taken for {each}: {wrong}")
    last = candidates[-1]
    if must_read and not goods:
        raise WrongError(f"{text!r} is valid, but {last}")
    if not isinstance(last, UnknownCode | CommandCode):
        raise WrongError(f"{text!r} ends in {last}")
    return type(goods[0]).__name__ if goods else str(getattr(last, "code", "command"))


def run(inputs: int, *, seed: int, year: int) -> Counter[str]:
    """Judge so many texts and return how often each kind of answer came; raise WrongError at the first wrong one."""
    answers: Counter[str] = Counter()
    source = texts(Random(seed))
    for _ in range(inputs):
        text, must_read = next(source)
        answers[judged(text, year=year, must_read=must_read)] += 1
    return answers


def main() -> None:
    """Run as the module's first lines say."""
    parser = argparse.ArgumentParser(description="Read made-up scans and judge each reading.")
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--year", type=int, default=2026)
    asked = parser.parse_args()
    began = time.perf_counter()
    try:
        answers = run(asked.inputs, seed=asked.seed, year=asked.year)
    except WrongError as wrong:
        sys.exit(f"Wrong: {wrong}")
    seconds = time.perf_counter() - began
    for answer, times in answers.most_common():
        print(f"{times:>10,}  {answer}")
    print(f"{asked.inputs:,} inputs in {seconds:.1f} s, {asked.inputs / seconds:,.0f} a second: nothing wrong")


if __name__ == "__main__":
    main()
