"""Every StrEnum of the program: those whose members are said in words, and those that are not."""

import importlib
import pkgutil
from enum import StrEnum

import warehouse_app

SPEAKING = {
    "cli.words.Heading",
    "cli.words.Say",
    "documents.words.Word",
    "domain.decisions.Reason",
    "domain.house.HouseFault",
    "exchange.faults.FileFault",
    "exchange.faults.FileWord",
    "exchange.faults.RowFault",
    "house.KeyFault",
    "queries.check.rules.CheckFault",
    "queries.codes.CodeFault",
    "queries.codes.OwnKind",
    "queries.explain.ExplainFault",
    "queries.house.HouseMissing",
    "queries.pick_lists.PickListFault",
    "queries.reasons.ReasonPart",
    "scanning.codes.ScanFault",
    "scanning.element_strings.Gs1Reason",
    "services.allocating.AllocateFault",
    "services.contract.ContractFault",
    "services.incoming.ReceivingFault",
    "services.ordering.OrderFault",
    "services.references.RowFault",
    "services.releasing.ReleaseFault",
    "stations.receive_steps.Said",
    "store.faults.StoreFault",
}

SILENT = {
    "domain.records.Kind",
    "domain.statuses.LocationKind",
    "domain.statuses.Mode",
    "domain.statuses.MoveReason",
    "domain.statuses.PickListStatus",
    "domain.statuses.Policy",
    "domain.statuses.ReceiptStatus",
    "domain.statuses.ShipPolicy",
    "domain.statuses.StockStatus",
    "scanning.codes.Command",
    "scanning.element_strings._Rule",
    "scanning.gs1.MeasureKind",
    "scanning.gs1.PartyRole",
    "services.changes.Area",
    "stations.receive_steps.StepName",
    "stations.reply.Tone",
}


def _below(enum: type[StrEnum]) -> list[type[StrEnum]]:
    return [each for child in enum.__subclasses__() for each in (child, *_below(child))]


def enums_of_the_program() -> dict[str, type[StrEnum]]:
    """Return every StrEnum by its module and name, after all modules were imported."""
    prefix = f"{warehouse_app.__name__}."
    for module in pkgutil.walk_packages(warehouse_app.__path__, prefix):
        importlib.import_module(module.name)
    found = {f"{enum.__module__}.{enum.__qualname__}": enum for enum in _below(StrEnum)}
    return {name.removeprefix(prefix): enum for name, enum in found.items() if name.startswith(prefix)}


ENUMS = enums_of_the_program()
CODES = [code for name in sorted(SPEAKING & set(ENUMS)) for code in ENUMS[name]]
"""Every member of the speaking enums; two of them may be one code."""
