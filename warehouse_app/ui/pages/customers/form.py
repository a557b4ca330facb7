"""A customer written or edited by hand."""

from warehouse_app.domain.records import CustomerRecord
from warehouse_app.domain.statuses import ShipPolicy
from warehouse_app.services.catalogue import save_customer
from warehouse_app.services.saving import Stored
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import (
    IDENTIFIER,
    NAME,
    PRIORITY_CLASS,
    ChoiceField,
    FormSheet,
    Readers,
    Storing,
    TypedField,
    ValueField,
    optional,
    required,
)
from warehouse_app.ui.words.customers import CustomerFormWord, CustomerWord
from warehouse_app.ui.words.forms import SHIP_WORDS

_MOST_DAYS = 3_650
_MOST_WEIGHT = 1_000_000


class CustomerForm(FormSheet):
    """A new customer, or one that is stored; its number stays then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._update = False
        read, say = Readers(desk), desk.say
        text = optional(NAME, "")
        short = optional(IDENTIFIER, "")
        self.code = TypedField(desk, say(CustomerWord.CODE), required(IDENTIFIER), str)
        self.name = TypedField(desk, say(CustomerWord.NAME), required(NAME), str)
        self.email = TypedField(desk, say(CustomerWord.EMAIL), text, str)
        self.phone = TypedField(desk, say(CustomerWord.PHONE), short, str)
        self.language = TypedField(desk, say(CustomerWord.LANGUAGE), short, str)
        self.rank_class = TypedField(
            desk, say(CustomerWord.CLASS), required(PRIORITY_CLASS), str, hint=say(CustomerFormWord.CLASS_HINT)
        )
        self.ship_policy = ChoiceField(
            say(CustomerWord.SHIP_POLICY), [(policy, say(SHIP_WORDS[policy])) for policy in ShipPolicy]
        )
        self.weight = TypedField(
            desk,
            say(CustomerWord.WEIGHT),
            required(read.whole(1, _MOST_WEIGHT)),
            read.write,
            hint=say(CustomerFormWord.WEIGHT_HINT),
        )
        self.shelf_life = TypedField(
            desk,
            say(CustomerWord.SHELF_LIFE),
            optional(read.whole(0, _MOST_DAYS), 0),
            read.write,
            hint=say(CustomerFormWord.SHELF_LIFE_HINT),
        )
        self.address = TypedField(desk, say(CustomerWord.ADDRESS), text, str)
        self.street = TypedField(desk, say(CustomerWord.STREET), text, str)
        self.postcode = TypedField(desk, say(CustomerWord.POSTCODE), short, str)
        self.city = TypedField(desk, say(CustomerWord.CITY), text, str)
        self.country = TypedField(desk, say(CustomerWord.COUNTRY), text, str)
        identity = (self.code, self.name, self.email, self.phone, self.language)
        self.add(*identity, columns=3, heading=say(CustomerFormWord.IDENTITY))
        serving = (self.rank_class, self.ship_policy, self.weight, self.shelf_life)
        self.add(*serving, columns=4, heading=say(CustomerFormWord.SERVING))
        where = (self.address, self.street, self.postcode, self.city, self.country)
        self.add(*where, columns=3, heading=say(CustomerFormWord.WHERE))
        self.body.addStretch()

    def begin_new(self) -> None:
        """Begin a new customer."""
        self._begin(CustomerRecord("", ""), update=False)
        self.title.setText(self.desk.say(CustomerFormWord.TITLE_NEW))
        self.code.editor.setFocus()

    def begin_edit(self, customer: CustomerRecord) -> None:
        """Begin to edit a customer that is stored."""
        self._begin(customer, update=True)
        self.title.setText(self.desk.say(CustomerFormWord.TITLE_EDIT, customer=customer.code))
        self.code.fix(self.desk.say(CustomerFormWord.CODE_STAYS))
        self.name.editor.setFocus()

    def _begin(self, customer: CustomerRecord, *, update: bool) -> None:
        self._update = update
        for name, field in self._by_name().items():
            value = getattr(customer, name)
            if update or value != "":  # what has to be filled in is not filled in by being empty
                field.set(value)

    def _by_name(self) -> dict[str, ValueField]:  # type: ignore[type-arg]  # each holds a value of its own kind
        return {
            "code": self.code,
            "name": self.name,
            "email": self.email,
            "phone": self.phone,
            "language": self.language,
            "priority_class": self.rank_class,
            "ship_policy": self.ship_policy,
            "weight": self.weight,
            "minimum_shelf_life_days": self.shelf_life,
            "address": self.address,
            "street": self.street,
            "postcode": self.postcode,
            "city": self.city,
            "country": self.country,
        }

    def storing(self) -> Storing:
        record = CustomerRecord(**{name: field.value for name, field in self._by_name().items()})
        store, update = self.desk.house.store, self._update

        def stored(done: Stored) -> str:
            said = self.desk.say(CustomerFormWord.SAVED, customer=record.code)
            tell_followed(self.desk, said, done.stops, (), done.shares)
            self.desk.announce(done.changes)
            return record.code

        return Storing((record, update), lambda action: save_customer(store, action, record, update=update), stored)
