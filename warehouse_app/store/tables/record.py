"""What the house remembers of itself: settings, confirmed actions with their results, and what is still to be sent."""

from peewee import BigAutoField, CharField, ForeignKeyField, TextField

from warehouse_app.store.tables.base import InstantField, Table


class Setting(Table):
    """A setting of the house, as JSON; changed by logged actions only."""

    name = CharField(max_length=80, primary_key=True)
    value = TextField()


class Action(Table):
    """One confirmed action and what it answered, so that a repeated one answers the same and does nothing."""

    id = BigAutoField()
    action_id = CharField(max_length=80, unique=True)
    verb = CharField(max_length=80)
    actor = CharField(max_length=80)
    workstation = CharField(max_length=80)
    at = InstantField()
    result = TextField(null=True)


class ActionReason(Table):
    """Why an action was done, in the words of whoever did it."""

    id = BigAutoField()
    action = ForeignKeyField(Action, backref="+")
    why = TextField()


class Outbox(Table):
    """Mail to be sent after the transaction that asked for it; what is printed is in `papers`.

    `kind` is a NoticeKind and `status` a NoticeStatus; `queries.notices` reads the `payload`.
    """

    id = BigAutoField()
    kind = CharField(max_length=40)
    subject = CharField(max_length=100)
    payload = TextField()
    status = CharField(max_length=20, default="waiting")
    created_at = InstantField()
    action = ForeignKeyField(Action, backref="+")
