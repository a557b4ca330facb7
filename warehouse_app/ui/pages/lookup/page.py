"""Looking up: the conversation with its station; whatever it names can be opened on the page that it belongs to."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area
from warehouse_app.stations.lookup import LookUpStation
from warehouse_app.stations.lookup.steps import AskAnything, Said
from warehouse_app.stations.reply import Reply
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.look import Icon
from warehouse_app.ui.page import PageColumn, PageName
from warehouse_app.ui.pages.station import Answer, StationPage, lending_at
from warehouse_app.ui.pages.station.listed import Listed
from warehouse_app.ui.pages.station.paper import press_of
from warehouse_app.ui.pages.station.spoken import Voice
from warehouse_app.ui.pages.station.told import Told, ToldAs
from warehouse_app.ui.widgets import EmptyState, KeyButton, Toolbar
from warehouse_app.ui.words.lookup import Ask, Lists, Short
from warehouse_app.ui.words.station import Lists as ListsAnywhere

_LISTS = {
    Shared.LIES_HERE: ToldAs(
        ListsAnywhere.LIES_HERE, {Shared.LIES_HERE_LINE: "sku", Shared.LIES_HERE_OF: "sku"}, Thing.ITEM
    ),
    Shared.LIES_AT: ToldAs(
        ListsAnywhere.LIES_AT, {Shared.LIES_AT_LINE: "place", Shared.LIES_AT_OF: "place"}, Thing.LOCATION
    ),
    Said.WAITING: ToldAs(Lists.WAITING, {Said.WAITING_LINE: "order"}, Thing.ORDER),
    Said.CAME: ToldAs(Lists.CAME, {Shared.LIES_HERE_LINE: "sku"}, Thing.ITEM),
    Said.COMING: ToldAs(Lists.COMING, {Said.COMING_DUE: "number", Said.COMING_UNDATED: "number"}, Thing.PURCHASE_ORDER),
    Said.CAME_WITH: ToldAs(Lists.CAME_WITH),
    Said.ORDER_LINES: ToldAs(
        Lists.ORDER_LINES,
        dict.fromkeys((Said.ORDER_LINE, Said.ORDER_LINE_SHORT, Said.ORDER_LINE_CLOSED), "sku"),
        Thing.ITEM,
    ),
    Said.TO_COME: ToldAs(Lists.COMING, {Said.TO_COME_DUE: "sku", Said.TO_COME_UNDATED: "sku"}, Thing.ITEM),
    Said.STOPS: ToldAs(Lists.STOPS, {Said.STOPS_LINE: "order"}, Thing.ORDER),
}
_ABOUT: Mapping[StrEnum, tuple[Thing, str]] = {
    Said.ITEM: (Thing.ITEM, "sku"),
    Said.LOT: (Thing.ITEM, "sku"),
    Said.SERIAL: (Thing.ITEM, "sku"),
    Said.PLACE: (Thing.LOCATION, "place"),
    Said.PLACE_OF: (Thing.LOCATION, "place"),
    Said.SHAPES_THE_WALK: (Thing.LOCATION, "place"),
    Said.ORDER: (Thing.ORDER, "number"),
    Said.PURCHASE_ORDER: (Thing.PURCHASE_ORDER, "number"),
    Said.PICK_LIST: (Thing.PICK_LIST, "number"),
    Said.RECEIPT_OF: (Thing.PURCHASE_ORDER, "order"),
    Said.RECEIVED: (Thing.ITEM, "sku"),
    Said.PARCEL: (Thing.ORDER, "order"),
    Shared.IS_SUPPLIER: (Thing.SUPPLIER, "code"),
}
"""What a reply is about as a whole."""


class LookUpPage(StationPage[AskAnything, None, None]):
    """Anything is looked up here."""

    name = PageName.LOOK_UP
    shows: ClassVar[frozenset[Area]] = frozenset()
    voice = Voice(
        short={
            Said.ITEM: Short.ITEM,
            Said.LOT: Short.LOT,
            Said.SERIAL: Short.LOT,
            Said.ORDER: Short.ORDER,
            Said.PURCHASE_ORDER: Short.PURCHASE_ORDER,
            Said.RECEIVED: Short.RECEIVED,
        },
        elsewhere=frozenset({*_LISTS, Said.ASK_ANYTHING}),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, LookUpStation(desk.house.store, desk.house.act, press_of(desk)), lending_at(desk))
        self._about: Target | None = None
        self.open_button = KeyButton("", "Ctrl+O", icon=Icon.LINK)
        self.told = Told(desk, _LISTS)
        self.nothing = EmptyState(Icon.LOOK_UP, desk.say(Ask.NOTHING), desk.say(Ask.NOTHING_HELP))
        self.open_button.clicked.connect(self.open_it)
        self.open_button.hide()
        PageColumn(self).addWidget(self._laid_out(((Toolbar(self.open_button), 0), (self.nothing, 1), (self.told, 1))))

    def open_it(self) -> None:
        """Open what was looked up."""
        if self._about is not None:
            self.desk.open(self._about.thing, self._about.key)

    def show_thing(self, target: Target) -> None:
        """Look a thing up by its number or code."""
        self._give(target.key)

    def refresh(self) -> None:
        """Nothing is read besides what was asked for: the answer is what was so at that moment."""

    def _work(self) -> None:
        return None

    def _prompt_of(self, _step: AskAnything) -> str:
        return self.desk.say(Ask.ANYTHING)

    def _answers(self, _step: AskAnything) -> Mapping[Command, str]:
        return {}

    def _lists(self) -> Sequence[Listed]:
        return self.told.lists

    def _show_answer(self, answer: Answer[AskAnything, None]) -> bool:
        self.nothing.hide()
        self.told.show_notes(answer.reply.notes)
        self._about = _about(answer.reply)
        if self._about is not None:
            self.open_button.set_text(self.desk.say(Ask.OPEN, thing=self._about.key))
        self.open_button.setVisible(self._about is not None)
        return False


def _about(reply: Reply) -> Target | None:
    found = _ABOUT.get(reply.code)
    return None if found is None else Target(found[0], str(reply.facts[found[1]]))
