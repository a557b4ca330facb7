"""What the policies are called and mean; the words are in `texts.window.policies`."""

from enum import StrEnum

from warehouse_app.domain.statuses import Policy


class PolicyWord(StrEnum):
    """The policies by name, what each means, and the rule as the queue tells it."""

    FIRST_COME = "policy-first-come"
    FIRST_COME_MEANS = "policy-first-come-means"
    FIRST_COME_RULE = "policy-first-come-rule"
    DUE_DATE = "policy-due-date"
    DUE_DATE_MEANS = "policy-due-date-means"
    DUE_DATE_RULE = "policy-due-date-rule"
    FAIR_SHARE = "policy-fair-share"
    FAIR_SHARE_MEANS = "policy-fair-share-means"
    FAIR_SHARE_RULE = "policy-fair-share-rule"
    EQUAL_SHARE = "policy-equal-share"
    EQUAL_SHARE_MEANS = "policy-equal-share-means"
    EQUAL_SHARE_RULE = "policy-equal-share-rule"


POLICY_NAMES = {
    Policy.FIRST_COME: PolicyWord.FIRST_COME,
    Policy.DUE_DATE: PolicyWord.DUE_DATE,
    Policy.FAIR_SHARE: PolicyWord.FAIR_SHARE,
    Policy.EQUAL_SHARE: PolicyWord.EQUAL_SHARE,
}
POLICY_MEANINGS = {
    Policy.FIRST_COME: PolicyWord.FIRST_COME_MEANS,
    Policy.DUE_DATE: PolicyWord.DUE_DATE_MEANS,
    Policy.FAIR_SHARE: PolicyWord.FAIR_SHARE_MEANS,
    Policy.EQUAL_SHARE: PolicyWord.EQUAL_SHARE_MEANS,
}
"""The sentence of each policy; its fact `days` is the house's `due_days`."""

POLICY_RULES = {
    Policy.FIRST_COME: PolicyWord.FIRST_COME_RULE,
    Policy.DUE_DATE: PolicyWord.DUE_DATE_RULE,
    Policy.FAIR_SHARE: PolicyWord.FAIR_SHARE_RULE,
    Policy.EQUAL_SHARE: PolicyWord.EQUAL_SHARE_RULE,
}
