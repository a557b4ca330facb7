"""What the README promises is there: its commands, all of them, and its pictures."""

import re
from pathlib import Path

import run

from warehouse_app.cli import main

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_set_up_commands_of_the_readme_exist() -> None:
    named = set(re.findall(r"packaging/run\.py ([a-z]+)", README))
    assert named == set(run.COMMANDS)


def test_the_table_of_commands_lists_every_command_of_the_program() -> None:
    rows = README.partition("| command | what it does |")[2].partition("\n\n")[0]
    listed = set(re.findall(r"`([a-z][a-z-]*)", " ".join(row.split(" | ")[0] for row in rows.splitlines())))
    assert listed == set(main.list_commands(main.make_context("warehouse-app", [], resilient_parsing=True)))


def test_the_pictures_of_the_readme_exist() -> None:
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert {Path(each).name for each in pictures} == {"receive.png", "back-orders.png", "pick-list.png"}
    assert [each for each in pictures if not (ROOT / each).is_file()] == []
