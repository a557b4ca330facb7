"""The group of all commands: loads the module of the one that is asked for, and turns a refusal into its sentence."""

import codecs
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from importlib import import_module
from typing import Any

import click

from warehouse_app.cli.words import Say
from warehouse_app.domain.errors import Facts, Refused

_COMMANDS: Mapping[str, tuple[str, str]] = {
    "adjust": ("stock_work", "Let the books say more or less of an item at a place."),
    "allocate": ("allocation", "Give stock to waiting lines."),
    "block": ("stock_work", "Let nothing of a lot be used."),
    "cancel": ("orders", "Cancel an order, or a line of it."),
    "check": ("upkeep", "Verify that everything adds up."),
    "classify": ("serving", "Serve an order in another class."),
    "close-books": ("upkeep", "Close the books up to a day."),
    "close-short": ("stock", "Expect no more of a purchase line."),
    "correct": ("stock", "Put right what was booked in by mistake."),
    "count": ("counting", "Count a place; approve or reject a count."),
    "daily": ("upkeep", "Turn the day."),
    "demo": ("window", "Open the window on a throw-away warehouse."),
    "explain": ("orders", "Say why an order has or has not got stock."),
    "export": ("files", "Write all records of a kind to a file."),
    "hold": ("serving", "Give an order no stock for now."),
    "import": ("files", "Take in a file, or a folder of files."),
    "init": ("init", "Set up a new house, or the demo warehouse."),
    "merge": ("regrouping", "Merge orders of one customer."),
    "move": ("stock_work", "Carry goods from one place to another."),
    "notices": ("notices", "List whom to tell that goods are here."),
    "pin": ("serving", "Fix a quantity to an order line."),
    "print": ("printing", "Print a pick list, or write it as PDF."),
    "printers": ("workstation", "Show or choose the printers of this workstation."),
    "put-back": ("stock_work", "Take goods that are picked out of their tote."),
    "quarantine": ("stock_work", "Set goods aside, or let them be used again."),
    "queue": ("orders", "Show who waits for what, in order."),
    "receive": ("stock", "Book a delivery in; shows who gets it."),
    "release": ("picking", "Make pick lists of what has stock."),
    "return": ("stock_work", "Take goods back from a customer."),
    "runs": ("allocation", "List the latest runs of allocation."),
    "scan": ("scan", "Answer scans on standard input."),
    "scrap": ("stock_work", "Take goods out of the books that are thrown away."),
    "settings": ("upkeep", "Show or change what the house agrees on."),
    "split": ("regrouping", "Split an order in two."),
    "suppliers": ("suppliers", "Show how long suppliers take, and how punctual they are."),
    "trace": ("tracing", "Show where a lot came from, lies, and went."),
    "unblock": ("stock_work", "Let a blocked lot be used again."),
    "undo": ("allocation", "Take a run of allocation back."),
    "unhold": ("serving", "Serve an order on hold again."),
    "unpin": ("serving", "Take the pin from an order line."),
    "unrelease": ("picking", "Take a pick list back."),
    "user": ("people", "Show or change who may act by name."),
}
"""The module of each command and its line in the help, which is written without loading what all of them need."""

_PLAIN = {
    "─": "-",
    "–": "-",
    "−": "-",
    "·": "-",
    "×": "x",
    "→": "->",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
}


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """Stand in for letters that a terminal has not, as an error handler of codecs."""
    assert isinstance(error, UnicodeEncodeError)
    missing = error.object[error.start : error.end]
    return "".join(_PLAIN.get(letter, "?") for letter in missing), error.end


codecs.register_error("plainly", _plainly)


class CommandGroup(click.Group):
    """All commands, each loaded when it is asked for; what one refuses is told, with exit status 1."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command line, on a terminal of whatever letters."""
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a letter shows another, rather than stopping the work.
            reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(errors="plainly")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            _tell(refused.code, refused.facts)
            ctx.exit(1)
        except UnicodeEncodeError:
            # Bytes of the command line that were no text here; no database takes them, and nothing is stored.
            _tell(Say.NOT_TEXT, {})
            ctx.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the library's signature
        """Return the names of all commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module loaded; None where there is none of that name."""
        # All are loaded for a name that is none of theirs, so that the one that was meant can be proposed.
        for module, _ in [_COMMANDS[cmd_name]] if cmd_name in _COMMANDS else _COMMANDS.values():
            import_module(f"warehouse_app.cli.{module}")
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        """Write the list of all commands into the help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


def _tell(code: StrEnum, facts: Facts) -> None:
    from warehouse_app.cli.output import sentence, tell  # noqa: PLC0415 - the help does without the words' machinery

    tell(sentence(code, **facts))
