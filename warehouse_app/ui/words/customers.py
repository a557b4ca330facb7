"""What the page of customers says; the words are in `texts.window.customers`."""

from enum import StrEnum


class CustomerWord(StrEnum):
    """Columns, facts and buttons."""

    CODE = "customers-code"
    NAME = "customers-name"
    CITY = "customers-city"
    COUNTRY = "customers-country"
    CLASS = "customers-class"
    SHIP_POLICY = "customers-ship-policy"
    EMAIL = "customers-email"
    PHONE = "customers-phone"
    WEIGHT = "customers-weight"
    SHELF_LIFE = "customers-shelf-life"
    LANGUAGE = "customers-language"
    ADDRESS = "customers-address"
    STREET = "customers-street"
    POSTCODE = "customers-postcode"
    OPEN_ORDERS = "customers-open-orders"
    EMPTY = "customers-empty"
    EMPTY_HELP = "customers-empty-help"
    NOTHING_CHOSEN = "customers-nothing-chosen"
    NOTHING_CHOSEN_HELP = "customers-nothing-chosen-help"
    NEW = "customers-new"
    EDIT = "customers-edit"
    NEW_ORDER = "customers-new-order"
    ORDERS = "customers-orders"
    NO_ORDERS = "customers-no-orders"
    NO_ORDERS_HELP = "customers-no-orders-help"


class CustomerFormWord(StrEnum):
    """The form."""

    TITLE_NEW = "customer-form-title-new"
    TITLE_EDIT = "customer-form-title-edit"
    IDENTITY = "customer-form-identity"
    SERVING = "customer-form-serving"
    WHERE = "customer-form-where"
    CODE_STAYS = "customer-form-code-stays"
    CLASS_HINT = "customer-form-class-hint"
    WEIGHT_HINT = "customer-form-weight-hint"
    SHELF_LIFE_HINT = "customer-form-shelf-life-hint"
    SAVED = "customer-form-saved"
