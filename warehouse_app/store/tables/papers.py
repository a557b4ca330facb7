"""What goes to printers: documents as they were when they were queued, and what became of them."""

from peewee import SQL, BigAutoField, BlobField, CharField, ForeignKeyField, IntegerField, TextField

from warehouse_app.domain.statuses import PrintState, Sides
from warehouse_app.store.tables.base import InstantField, Table, check, whole, word
from warehouse_app.store.tables.record import Action


class PrintJob(Table):
    """One document for one printer. Only its workstation hands it over; `action` is who asked for it, and when.

    `copy` is 0 for the first print of a document, then 1, 2, … `attempts` counts how often it was begun to be handed
    over, `due_at` is when it is tried next, `why` is the code and facts of the last failure as JSON. The bytes of a job
    that is over are kept for a while only.
    """

    id = BigAutoField()
    kind = CharField(max_length=40)
    number = CharField(max_length=80)
    copy = IntegerField(constraints=whole("copy", "copy >= 0"))
    title = CharField(max_length=200)
    pages = IntegerField(constraints=[check("pages > 0")])
    printer = CharField(max_length=255, constraints=[check("printer <> ''")])
    sides = word(Sides, "sides", default=Sides.AS_SET)
    workstation = CharField(max_length=80)
    state = word(PrintState, "state", default=PrintState.QUEUED)
    attempts = IntegerField(default=0, constraints=whole("attempts", "attempts >= 0"))
    due_at = InstantField()
    handed_at = InstantField(null=True)
    why = TextField(null=True)
    action = ForeignKeyField(Action, backref="+", index=False)
    pdf = BlobField(null=True)

    class Meta:
        constraints = (
            check("(state = 'handed-over') = (handed_at IS NOT NULL)"),
            check("pdf IS NOT NULL OR state IN ('handed-over', 'cancelled')"),
        )


PrintJob.add_index(
    SQL(
        "CREATE INDEX print_job_waiting ON print_job (workstation, due_at) "
        "WHERE state IN ('queued', 'uncertain', 'failed')"
    )
)
PrintJob.add_index(
    SQL("CREATE UNIQUE INDEX print_job_copy ON print_job (kind, number, copy) WHERE state <> 'cancelled'")
)
PrintJob.add_index(SQL("CREATE INDEX print_job_kept ON print_job (handed_at) WHERE pdf IS NOT NULL"))
