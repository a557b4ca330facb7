"""What was printed and what waits to be, at all workstations."""

from warehouse_app.queries.listing import FieldKind, Join, ListField, Listing, Term


def print_jobs_listing() -> Listing:
    """Return the print jobs, the newest first. `copy` is 0 for a first print; `kept`: its bytes are still there."""
    return Listing(
        name="print-jobs",
        table="print_job pj",
        joins=(Join("qa", "JOIN action qa ON qa.id = pj.action_id"),),
        key="pj.id",
        fields=(
            ListField("state", "pj.state"),
            ListField("kind", "pj.kind"),
            ListField("number", "pj.number"),
            ListField("copy", "pj.copy", FieldKind.NUMBER),
            ListField("pages", "pj.pages", FieldKind.NUMBER),
            ListField("printer", "pj.printer"),
            ListField("workstation", "pj.workstation"),
            ListField("queued_at", "qa.at", FieldKind.INSTANT),
            ListField("queued_by", "qa.actor"),
            ListField("handed_at", "pj.handed_at", FieldKind.INSTANT, nullable=True),
        ),
        order=(Term("pj.id", descending=True),),
        search=("number", "printer", "workstation", "queued_by"),
    )
