"""Programs that throw made-up input at one part of the house for as long as one likes.

    python -m tests.fuzz.codes       # a million texts, read and judged again
    python -m tests.fuzz.keys        # a million key strokes, through the wedge
    python -m tests.fuzz.stations    # ten thousand scans at each station

Each ends at the first wrong answer, and takes `--seed` for other input. The tests run a sample of the first two and all
of the third. Run whole on 2026-11-30: 1,000,000 texts and 1,000,000 key strokes, nothing wrong.
"""
