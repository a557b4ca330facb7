"""Why somebody does what the house asks a reason for: kept with the action, in their own words."""

from enum import StrEnum

from warehouse_app.domain.errors import Refused
from warehouse_app.services.contract import Work
from warehouse_app.store.tables import ActionReason

LONGEST_REASON = 500


class ReasonFault(StrEnum):
    """Why a reason was not taken; each has a sentence in `texts.refusals`."""

    MISSING = "reason-missing"
    TOO_LONG = "reason-too-long"


def because(work: Work, why: str) -> str:
    """Keep the reason of the present action; return it without superfluous space. Raises Refused (ReasonFault)."""
    reason = " ".join(why.split())
    if not reason:
        raise Refused(ReasonFault.MISSING)
    if len(reason) > LONGEST_REASON:
        raise Refused(ReasonFault.TOO_LONG, characters=len(reason), most=LONGEST_REASON)
    ActionReason.insert(action=work.row, why=reason).execute()
    return reason
