"""The command line as tests run it: one command after the other on one house, each opening and closing it by itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner
from peewee import sqlite3 as driver  # type: ignore[attr-defined]  # the one that peewee picked

from warehouse_app.cli import main

KINDS = (
    *("suppliers", "locations", "items", "barcodes", "substitutes", "customers", "stock"),
    *("purchase-orders", "advance-notices", "orders", "deliveries"),
)
"""All kinds, in the order in which one may refer to another."""

FILES: Mapping[str, str] = {
    "suppliers": "code,name,over_receipt_percent\nACME,Acme,\nEASY,Easy-going,10\n",
    "locations": "code,kind,x_m,y_m\nGATE,depot,0,0\nDOCK,dock,,\nQUAR,quarantine,,\n"
    "A-1,,0,1\nA-2,,0,3\nB-1,pick-face,4,1\n",
    "items": "sku,name,lot_tracked,expiry_tracked,serial_tracked,home_location,price\n"
    "LAMP,Lamp,,,,A-1,12.50\nCORD,Cord,,,,B-1,\nMILK,Milk,yes,yes,,A-2,\nCREAM,Cream,,yes,,A-2,\nTOOL,Tool,,,yes,B-1,\n",
    "barcodes": "sku,barcode,pack_quantity\nLAMP,4006381333931,1\nCORD,CORD-BOX,12\n",
    "substitutes": "sku,substitute,ratio,note\nLAMP,CORD,2,if need be\n",
    "customers": "code,name,priority_class\nANN,Ann's Inn,A\nBEN,Ben & Sons,\nCAT,Cat,C\n",
    "stock": "sku,location,quantity,lot,expiry\nLAMP,A-1,5,,\nMILK,A-2,10,L1,2026-03-10\n",
    "purchase-orders": "number,supplier,sku,quantity,due_on\nPO-1,ACME,LAMP,20,2026-03-09\nPO-1,ACME,CORD,30,\n"
    "PO-1,ACME,MILK,12,\nPO-1,ACME,CREAM,8,\nPO-1,ACME,TOOL,2,\nPO-2,EASY,CORD,10,2026-02-20\n",
    "advance-notices": "number,supplier,sku,quantity,purchase_order,sscc,due_on\n"
    "AN-1,ACME,LAMP,6,PO-1,(00)340123450000000017,2026-03-09\nAN-1,ACME,CORD,3,PO-1,,2026-03-09\n",
    "orders": "number,customer,sku,quantity,placed_at,need_by\nSO-1,BEN,LAMP,4,2026-02-02 09:00,2026-03-20\n"
    "SO-2,ANN,LAMP,3,2026-02-03 09:00,\nSO-3,CAT,LAMP,6,2026-02-01 09:00,\nSO-3,CAT,CORD,2,2026-02-01 09:00,\n"
    "SO-4,BEN,MILK,4,2026-02-04 09:00,\n",
    "deliveries": "supplier,ordered_on,due_on,received_on,sku,quantity,purchase_order\n"
    "ACME,2026-01-05,2026-01-12,2026-01-13,LAMP,10,PO-0\n",
}
"""A small house in our own columns: Ann is served before Ben, and Ben before Cat, who asked first."""


class Ran(NamedTuple):
    """What a command left: its exit status, and its lines on standard output and standard error."""

    status: int
    out: list[str]
    err: list[str]


@dataclass(frozen=True)
class Line:
    """A command line on the database `url`; '' where no option names one."""

    url: str

    def run(self, *words: str, stdin: str | bytes | None = None) -> Ran:
        """Run one command; a bug in it fails the test with its own traceback."""
        database = ["--database", self.url] if self.url else []
        result = CliRunner().invoke(
            main, [*database, *words], input=stdin, catch_exceptions=False, prog_name="warehouse-app"
        )
        return Ran(result.exit_code, result.stdout.splitlines(), result.stderr.splitlines())

    def did(self, *words: str) -> list[str]:
        """Run a command that must be done, with nothing to say beside its answer; return its lines."""
        ran = self.run(*words)
        assert (ran.status, ran.err) == (0, []), ran
        return ran.out

    def refused(self, *words: str) -> str:
        """Run a command that must be refused with one sentence on standard error; return the sentence."""
        ran = self.run(*words)
        assert (ran.status, ran.out, len(ran.err)) == (1, [], 1), ran
        return ran.err[0]

    def misused(self, *words: str) -> str:
        """Run a command that must be wrong usage; return what the last line says of it."""
        ran = self.run(*words)
        assert (ran.status, ran.out) == (2, []), ran
        return ran.err[-1].removeprefix("Error: ")

    def json(self, *words: str) -> Any:
        """Run a command with --json; return its one document."""
        return json.loads("\n".join(self.did(*words, "--json")))

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what the file of the database holds."""
        connection = driver.connect(self.url)
        try:
            return [tuple(row) for row in connection.execute(statement)]
        finally:
            connection.close()

    def tamper(self, statement: str) -> None:
        """Change the file of the database behind the program's back."""
        connection = driver.connect(self.url)
        try:
            connection.execute(statement)
            connection.commit()
        finally:
            connection.close()

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table in the file of the database."""
        tables = self.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return {table: self.rows(f"SELECT * FROM {table}") for (table,) in tables}


def write_files(folder: Path) -> None:
    """Write the files of the small house."""
    for kind, text in FILES.items():
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")


def fill(line: Line, folder: Path) -> None:
    """Set the small house up from files in `folder`."""
    line.did("init", "--name", "Small", "--time-zone", "UTC", "--currency", "EUR")
    write_files(folder)
    for kind in KINDS:
        line.did("import", kind, str(folder / f"{kind}.csv"))
