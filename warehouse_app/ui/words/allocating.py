"""What the dialog of a run by hand says; the words are in `texts.window.allocating`."""

from enum import StrEnum

from warehouse_app.domain.statuses import Strategy


class Allocate(StrEnum):
    """What is asked, and what became of it."""

    OPEN = "allocate-open"
    TITLE = "allocate-title"
    MODE = "allocate-mode"
    FILL = "allocate-fill"
    FILL_MEANS = "allocate-fill-means"
    AFRESH = "allocate-afresh"
    AFRESH_MEANS = "allocate-afresh-means"
    POLICY = "allocate-policy"
    HOUSE_POLICY = "allocate-house-policy"
    SCOPE = "allocate-scope"
    ITEMS = "allocate-items"
    ALL_ITEMS = "allocate-all-items"
    ONE_ITEM = "allocate-one-item"
    SOME_ITEMS = "allocate-some-items"
    CUSTOMERS = "allocate-customers"
    ALL_CUSTOMERS = "allocate-all-customers"
    ONE_CUSTOMER = "allocate-one-customer"
    SOME_CUSTOMERS = "allocate-some-customers"
    CLASSES = "allocate-classes"
    ALL_CLASSES = "allocate-all-classes"
    ONE_CLASS = "allocate-one-class"
    DUE_FROM = "allocate-due-from"
    DUE_TO = "allocate-due-to"
    ANY_DAY = "allocate-any-day"
    DUE_ORDER = "allocate-due-order"
    STRATEGIES = "allocate-strategies"
    STRATEGIES_ABOUT = "allocate-strategies-about"
    ADD_CUSTOMER = "allocate-add-customer"
    ADD_CLASS = "allocate-add-class"
    CHOOSE_CLASS = "allocate-choose-class"
    OF_CUSTOMER = "allocate-of-customer"
    OF_CLASS = "allocate-of-class"
    REMOVE = "allocate-remove"
    PREVIEW = "allocate-preview"
    STOP = "allocate-stop"
    APPLY = "allocate-apply"
    LEAVE = "allocate-leave"
    PLANNING = "allocate-planning"
    APPLYING = "allocate-applying"
    NOTHING_YET = "allocate-nothing-yet"
    NOTHING_YET_HELP = "allocate-nothing-yet-help"
    STOPPED = "allocate-stopped"
    ASKED_OTHERWISE = "allocate-asked-otherwise"
    PLANNED_AGAIN = "allocate-planned-again"
    APPLIED = "allocate-applied"
    NOBODY_WAITS = "allocate-nobody-waits"


class Shown(StrEnum):
    """The difference that a run would make."""

    NO_DIFFERENCE = "difference-none"
    NO_DIFFERENCE_HELP = "difference-none-help"
    TOTALS = "difference-totals"
    GIVEN = "difference-given"
    TAKEN = "difference-taken"
    UNITS = "difference-units"
    COMPLETE = "difference-complete"
    INCOMPLETE = "difference-incomplete"
    ORDERS = "difference-orders"
    MONEY = "difference-money"
    EMPTY_HANDED = "difference-empty-handed"
    GAINS = "difference-gains"
    LOSES = "difference-loses"
    MORE = "difference-more"
    ORDER = "difference-order"
    ORDER_LINE = "difference-order-line"
    CUSTOMER = "difference-customer"
    CLASS = "difference-class"
    ITEM = "difference-item"
    HAD = "difference-had"
    CHANGE = "difference-change"
    PLUS = "difference-plus"
    MINUS = "difference-minus"
    SHORT = "difference-short"
    FAIRNESS = "difference-fairness"
    BEFORE = "difference-before"
    AFTER = "difference-after"
    RATES = "difference-rates"
    RATE = "difference-rate"
    NOBODY_SHORT = "difference-nobody-short"
    NOTHING = "difference-nothing"
    UNMET = "difference-unmet"
    UNMET_LINE = "difference-unmet-line"
    GO_ON = "difference-go-on"


class StrategyWord(StrEnum):
    """The strategies, each with what it means."""

    WIN = "strategy-win"
    GAIN = "strategy-gain"
    FREE = "strategy-free"
    KEEP_AT_MOST = "strategy-keep-at-most"
    LOSE = "strategy-lose"


STRATEGY_WORDS = {
    Strategy.WIN: StrategyWord.WIN,
    Strategy.GAIN: StrategyWord.GAIN,
    Strategy.FREE: StrategyWord.FREE,
    Strategy.KEEP_AT_MOST: StrategyWord.KEEP_AT_MOST,
    Strategy.LOSE: StrategyWord.LOSE,
}
