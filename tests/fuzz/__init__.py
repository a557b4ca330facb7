"""Programs that throw made-up input at one part of the house for as long as one likes.

    python -m tests.fuzz.codes       # a million texts, read and judged again; nothing there can book
    python -m tests.fuzz.keys        # a million key strokes, through the wedge
    python -m tests.fuzz.dialogues   # a hundred thousand texts, at every step of every station
    python -m tests.fuzz.stations    # ten thousand scans at each station

Each ends at the first wrong answer, and takes `--seed` for other input. The tests run a sample of the first three and
all of the fourth. Run whole on 2026-11-30, nothing wrong: 1,000,000 texts, 1,000,000 key strokes with the 50 ms for
each, and 100,000 texts in the dialogues.
"""
