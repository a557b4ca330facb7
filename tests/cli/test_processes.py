"""The command line as real processes: exit statuses, streams, pipes, terminals without our letters, two at a time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Clock
from tests.cli.running import Line

PROGRAM = [sys.executable, "-m", "warehouse_app"]
ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """Return an environment in which the program is found, without a language of its own."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **more}


def ran(line: Line, *words: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own."""
    command = [*PROGRAM, "--database", line.url, *words]
    return subprocess.run(command, capture_output=True, env=environment(**more), check=False)


@pytest.fixture
def today(small: Line, clock: Clock) -> Line:
    """Return the small house on the real day, on which processes live."""
    clock.stopped = None
    small.did("daily")
    return small


def test_what_is_done_is_status_0_on_standard_output(today: Line) -> None:
    done = ran(today, "queue", "--json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert [row["order"] for row in json.loads(done.stdout)] == ["SO-2", "SO-1", "SO-4", "SO-3", "SO-3"]


def test_what_is_refused_is_status_1_on_standard_error(today: Line) -> None:
    refused = ran(today, "explain", "SO-9", "--json")
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert refused.stderr.decode() == "There is no order SO-9. Check its number.\n"


def test_wrong_usage_is_status_2_on_standard_error(today: Line) -> None:
    wrong = ran(today, "quue")
    assert (wrong.returncode, wrong.stdout) == (2, b"")
    assert wrong.stderr.decode().splitlines()[-1] == "Error: No such command 'quue'. Did you mean 'queue'?"


@pytest.mark.parametrize(
    ("language", "rule", "arrow"),
    [
        ({"LANG": "C"}, "────", "→"),
        ({"LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "────", "→"),
        ({"PYTHONIOENCODING": "latin-1"}, "----", "->"),
        ({"PYTHONIOENCODING": "cp1252"}, "----", "->"),
    ],
)
def test_a_terminal_without_our_letters_shows_others(
    today: Line, language: dict[str, str], rule: str, arrow: str
) -> None:
    encoding = language.get("PYTHONIOENCODING", "utf-8")
    queue = ran(today, "queue", **language)
    assert (queue.returncode, queue.stderr) == (0, b"")
    assert queue.stdout.decode(encoding).splitlines()[1].startswith(rule)
    assert ran(today, "--help", **language).returncode == 0
    received = ran(today, "receive", "PO-1", "LAMP=1", **language)
    assert (received.returncode, received.stderr) == (0, b"")
    assert f"(Lamp) {arrow} A-1" in received.stdout.decode(encoding)


def test_json_is_utf_8_whatever_the_terminal(today: Line) -> None:
    today.tamper("UPDATE customer SET name = 'Café → Ω' WHERE code = 'ANN'")
    rows = json.loads(ran(today, "queue", "--json", PYTHONIOENCODING="latin-1").stdout.decode("utf-8"))
    assert rows[0]["customer_name"] == "Café → Ω"


def test_a_reader_that_leaves_early_is_no_trouble(today: Line) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [*PROGRAM, "--database", today.url, "queue"]
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(command, stdout=closed, stderr=subprocess.PIPE, env=environment(), check=False)
    assert (done.returncode, done.stderr) == (1, b"")


def answer(process: subprocess.Popen[bytes], scan: str) -> dict[str, object]:
    """Scan a line and wait for its reply, while the program goes on reading."""
    stdin, stdout = process.stdin, process.stdout
    assert stdin is not None
    assert stdout is not None
    stdin.write(f"{scan}\n".encode())
    stdin.flush()
    reply: dict[str, object] = json.loads(stdout.readline())
    return reply


def test_each_scan_is_answered_at_once_and_what_is_acknowledged_is_there(today: Line) -> None:
    command = [*PROGRAM, "--database", today.url, "scan", "--station", "receive", "--json"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert [answer(process, scan)["booked"] for scan in ("PO-1", "4006381333931", "")] == [False] * 3
        booked = answer(process, "L-A-1")
        assert (booked["tone"], booked["booked"]) == ("ok", True)
        assert today.rows("SELECT SUM(quantity) FROM receipt_line") == [(1,)]
        process.kill()
    assert ran(today, "check").returncode == 0
    assert today.rows("SELECT SUM(quantity) FROM receipt_line") == [(1,)]


def test_scans_in_words_are_a_sentence_a_line(today: Line) -> None:
    command = [*PROGRAM, "--database", today.url, "scan"]
    done = subprocess.run(
        command,
        input=b"PO-2\nCORD\n\xff\n",
        capture_output=True,
        env=environment(PYTHONIOENCODING="latin-1"),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode("latin-1").splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Purchase order PO-2 from Easy-going: 0 of 10 units have come, 10 are to come.")


def test_no_scan_is_no_line(today: Line) -> None:
    done = subprocess.run(
        [*PROGRAM, "--database", today.url, "scan"], input=b"", capture_output=True, env=environment(), check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_two_who_receive_at_the_same_time_both_do(today: Line) -> None:
    command = [*PROGRAM, "--database", today.url, "receive", "PO-1", "LAMP=1", "--json"]
    desks = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) for _ in range(4)
    ]
    ended = [(desk.communicate(), desk.returncode) for desk in desks]
    assert [(err, status) for (_, err), status in ended] == [(b"", 0)] * 4
    receipts = sorted(json.loads(out)["receipt"] for (out, _), _ in ended)
    assert receipts == ["GR-1", "GR-2", "GR-3", "GR-4"]
    assert today.rows("SELECT received FROM purchase_line WHERE line = 1 AND quantity = 20") == [(4,)]
    assert today.json("check") == {"findings": []}
