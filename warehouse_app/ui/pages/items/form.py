"""An item written or edited by hand."""

from datetime import date

from warehouse_app.domain.records import ItemRecord
from warehouse_app.services.catalogue import save_item
from warehouse_app.services.saving import Stored
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.followed import tell_followed
from warehouse_app.ui.forms import (
    IDENTIFIER,
    NAME,
    PRIORITY_CLASS,
    FormSheet,
    PickField,
    Readers,
    Storing,
    TypedField,
    ValueField,
    YesNoField,
    optional,
    required,
)
from warehouse_app.ui.pickers import Picker, supplier_finder
from warehouse_app.ui.words.forms import Wrongly
from warehouse_app.ui.words.items import ItemFormWord, ItemWord

_MOST_DAYS = 3_650


class ItemForm(FormSheet):
    """A new item, or one that is stored; its number stays then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._update = False
        read, say = Readers(desk), desk.say
        number = optional(read.whole(0), None)
        self.sku = TypedField(desk, say(ItemWord.SKU), required(IDENTIFIER), str)
        self.name = TypedField(desk, say(ItemWord.NAME), required(NAME), str)
        self.unit = TypedField(desk, say(ItemWord.UNIT), required(IDENTIFIER), str)
        self.pack = TypedField(
            desk, say(ItemWord.PACK), required(read.whole()), read.write, hint=say(ItemFormWord.PACK_HINT)
        )
        self.category = TypedField(desk, say(ItemWord.CATEGORY), optional(NAME, ""), str)
        self.supplier = PickField(
            desk,
            say(ItemWord.SUPPLIER),
            Picker(desk, supplier_finder(desk)),
            Wrongly.UNKNOWN_SUPPLIER,
            about=lambda _: "",
            required=False,
        )
        self.lots = YesNoField(say(ItemFormWord.LOT_TRACKED))
        self.expiry = YesNoField(say(ItemFormWord.EXPIRY_TRACKED))
        self.serials = YesNoField(say(ItemFormWord.SERIAL_TRACKED))
        self.shelf_life = TypedField(
            desk,
            say(ItemFormWord.SHELF_LIFE),
            optional(read.whole(0, _MOST_DAYS), 0),
            read.write,
            hint=say(ItemFormWord.SHELF_LIFE_HINT),
        )
        self.safety = TypedField(desk, say(ItemWord.SAFETY_STOCK), optional(read.whole(0), 0), read.write)
        self.open_to = TypedField(
            desk, say(ItemFormWord.OPEN_TO), optional(PRIORITY_CLASS, ""), str, hint=say(ItemFormWord.OPEN_TO_HINT)
        )
        self.reorder = TypedField(desk, say(ItemWord.REORDER_POINT), number, read.write)
        self.home = TypedField(desk, say(ItemWord.HOME), optional(IDENTIFIER, ""), str)
        self.release: TypedField[date | None] = TypedField(
            desk,
            say(ItemWord.RELEASE_DATE),
            optional(read.day, None),
            read.write,
            hint=say(ItemFormWord.RELEASE_HINT),
        )
        self.lead_time = TypedField(
            desk, say(ItemFormWord.LEAD_TIME), optional(read.whole(0, _MOST_DAYS), None), read.write
        )
        self.price = TypedField(desk, say(ItemWord.PRICE), optional(read.money, None), read.write_money)
        self.cost = TypedField(desk, say(ItemWord.COST), optional(read.money, None), read.write_money)
        self.weight = TypedField(desk, say(ItemFormWord.WEIGHT), number, read.write)
        self.volume = TypedField(desk, say(ItemFormWord.VOLUME), number, read.write)
        self._lay_out_fields()

    def _lay_out_fields(self) -> None:
        say = self.desk.say
        identity = (self.sku, self.name, self.category, self.unit, self.pack, self.supplier)
        self.add(*identity, columns=3, heading=say(ItemFormWord.IDENTITY))
        tracking = (self.lots, self.expiry, self.serials, self.shelf_life)
        self.add(*tracking, columns=4, heading=say(ItemFormWord.TRACKING))
        planning = (self.safety, self.open_to, self.reorder, self.home, self.release, self.lead_time)
        self.add(*planning, columns=3, heading=say(ItemFormWord.PLANNING))
        self.add(self.price, self.cost, self.weight, self.volume, columns=4, heading=say(ItemFormWord.MEASURES))
        self.body.addStretch()

    def begin_new(self) -> None:
        """Begin a new item."""
        self._begin(ItemRecord("", ""), update=False)
        self.title.setText(self.desk.say(ItemFormWord.TITLE_NEW))
        self.sku.editor.setFocus()

    def begin_edit(self, item: ItemRecord) -> None:
        """Begin to edit an item that is stored."""
        self._begin(item, update=True)
        self.title.setText(self.desk.say(ItemFormWord.TITLE_EDIT, sku=item.sku))
        self.sku.fix(self.desk.say(ItemFormWord.SKU_STAYS))
        self.name.editor.setFocus()

    def _begin(self, item: ItemRecord, *, update: bool) -> None:
        self._update = update
        for name, field in self._by_name().items():
            value = getattr(item, name)
            if update or value != "":  # what has to be filled in is not filled in by being empty
                field.set(value)

    def _by_name(self) -> dict[str, ValueField]:  # type: ignore[type-arg]  # each holds a value of its own kind
        return {
            "sku": self.sku,
            "name": self.name,
            "unit": self.unit,
            "pack_quantity": self.pack,
            "category": self.category,
            "supplier": self.supplier,
            "lot_tracked": self.lots,
            "expiry_tracked": self.expiry,
            "serial_tracked": self.serials,
            "minimum_shelf_life_days": self.shelf_life,
            "safety_stock": self.safety,
            "safety_stock_open_to": self.open_to,
            "reorder_point": self.reorder,
            "home_location": self.home,
            "release_date": self.release,
            "lead_time_days": self.lead_time,
            "price": self.price,
            "cost": self.cost,
            "weight_g": self.weight,
            "volume_cm3": self.volume,
        }

    def storing(self) -> Storing:
        record = ItemRecord(**{name: field.value for name, field in self._by_name().items()})
        store, update = self.desk.house.store, self._update

        def stored(done: Stored) -> str:
            tell_followed(self.desk, self.desk.say(ItemFormWord.SAVED, sku=record.sku), done.stops, (), done.shares)
            self.desk.announce(done.changes)
            return record.sku

        return Storing((record, update), lambda action: save_item(store, action, record, update=update), stored)
