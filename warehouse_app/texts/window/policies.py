"""What the policies are called and mean, on the page of back orders, in a run and in the settings."""

from warehouse_app.texts.messages import Table, _

SENTENCES: Table = {
    "policy-first-come": _("First come, first served"),
    "policy-first-come-means": _(
        "Within a priority class, whoever ordered first gets the goods first, whenever they are needed."
    ),
    "policy-first-come-rule": _("Served by class, then first come, first served"),
    "policy-due-date": _("By due date"),
    "policy-due-date-means": _(
        "Within a priority class, whoever was promised or needs the goods earliest gets them first. A line without "
        "such a day counts as due {days} days after it was placed."
    ),
    "policy-due-date-rule": _("Served by class, then by due date"),
    "policy-fair-share": _("Fair share"),
    "policy-fair-share-means": _(
        "Within a priority class, customers share what there is in proportion to what each has ordered. Nobody wins "
        "by splitting an order."
    ),
    "policy-fair-share-rule": _("Served by class; within a class shared in proportion to what each customer ordered"),
    "policy-equal-share": _("Equal share"),
    "policy-equal-share-means": _(
        "Within a priority class, each customer gets the same quantity, at most what it has ordered. Nobody wins by "
        "ordering more than is needed."
    ),
    "policy-equal-share-rule": _("Served by class; within a class the same quantity for each customer"),
}
