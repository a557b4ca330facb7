"""Putting away and moving: the conversation with its station, and what stands beside the reply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from warehouse_app.queries.carried import Carrying, ToClear, last_carried, places_to_clear
from warehouse_app.queries.goods import PlaceFacts
from warehouse_app.queries.whereabouts import Goods, Several, goods_in
from warehouse_app.scanning.codes import Command
from warehouse_app.services.changes import Area
from warehouse_app.stations.goods_steps import AskItem
from warehouse_app.stations.move import MoveStation
from warehouse_app.stations.move.steps import AskSource, AskTarget, Said, Step, sheet_of
from warehouse_app.stations.reply import Sheet
from warehouse_app.stations.words import Shared
from warehouse_app.ui.desk import Desk, Target, Thing
from warehouse_app.ui.page import PageColumn, PageName
from warehouse_app.ui.pages.move.here import LyingPanel, ToClearList
from warehouse_app.ui.pages.move.spoken import VOICE, answers, prompt
from warehouse_app.ui.pages.station import Answer, StationPage, lending_at
from warehouse_app.ui.pages.station.bookings import MOST, Booked, Bookings, goods_words
from warehouse_app.ui.pages.station.listed import Listed, Opened
from warehouse_app.ui.pages.station.paper import press_of
from warehouse_app.ui.pages.station.told import Chosen, Told, ToldAs
from warehouse_app.ui.words.move import Here
from warehouse_app.ui.words.station import Lists, Past

_SIZES = (560, 480)
_ROWS = 200
_NOTHING = Several([], 0, 0)
_LISTS = {
    Shared.LIES_AT: ToldAs(Lists.LIES_AT, {Shared.LIES_AT_LINE: "place", Shared.LIES_AT_OF: "place"}, prefix="L-"),
    Said.LOTS: ToldAs(Lists.LOTS, {Said.LOTS_LINE: "lot"}),
}
"""The lists of a reply whose rows can be chosen as if they were scanned."""


@dataclass(frozen=True, slots=True)
class View:
    """What lies at the place goods are carried from, or what waits to be put away; and what was carried last."""

    on: PlaceFacts | None
    lying: Several
    to_clear: list[ToClear]
    carried: list[Carrying]


class MovePage(StationPage[Step, PlaceFacts, View]):
    """Goods are put away here, and carried elsewhere."""

    name = PageName.MOVE
    shows: ClassVar[frozenset[Area]] = frozenset({Area.STOCK, Area.ITEMS, Area.LOCATIONS, Area.SETTINGS})
    voice = VOICE

    def __init__(self, desk: Desk) -> None:
        lending = lending_at(desk)
        self._mover = MoveStation(desk.house.store, lending.act, press_of(desk))
        super().__init__(desk, self._mover, lending)
        self.told = Told(desk, _LISTS)
        self.to_clear = ToClearList(desk)
        self.lying = LyingPanel(desk)
        self.bookings = Bookings(desk, nothing=Past.NOTHING_MOVED)
        self.told.chosen.connect(self._take)
        self.to_clear.chosen.connect(self._begin)
        self.lying.chosen.connect(self._carry)
        self.bookings.undo_wanted.connect(self._undo)
        PageColumn(self).addWidget(
            self._laid_out(((self.told, 1), (self.to_clear, 1)), ((self.lying, 0), (self.bookings, 1)), _SIZES),
        )

    def show_thing(self, target: Target) -> None:
        """Begin at a place, as if it was scanned."""
        if target.thing is Thing.LOCATION:
            self._give(f"L-{target.key}")

    def _begin(self, opened: Opened) -> None:
        self._give(f"L-{opened.key}")

    def _take(self, chosen: Chosen) -> None:
        self._give(chosen.text)

    def _carry(self, goods: Goods) -> None:
        """Take a row in hand."""
        self._ask(lambda: self._mover.take(goods.sku, goods.lot, goods.status))

    def _work(self) -> PlaceFacts | None:
        match self._station.step:
            case AskSource():
                return None
            case AskItem(source):
                return source
            case step:
                return step.goods.on

    def _prompt_of(self, step: Step) -> str:
        return prompt(self.desk, step)

    def _answers(self, step: Step) -> Mapping[Command, str]:
        return answers(self.desk, step)

    def _lists(self) -> Sequence[Listed]:
        return (*self.told.lists, self.to_clear.table, self.lying.lines)

    def _printable(self, answer: Answer[Step, PlaceFacts]) -> Sheet | None:
        return sheet_of(answer.step)

    def _show_answer(self, answer: Answer[Step, PlaceFacts]) -> bool:
        is_told = self.told.show_notes(answer.reply.notes)
        self.to_clear.setVisible(answer.on is None and not is_told)
        self._mark()
        return is_told or answer.on is None

    def _mark(self) -> None:
        match self._step:
            case AskTarget(goods):
                self.lying.mark((goods.item.sku, goods.lying.code, goods.lying.status))
            case _:
                self.lying.mark(None)

    def _read(self, on: PlaceFacts | None) -> View:
        store, workstation = self.desk.house.store, self.desk.house.workstation
        with store.snapshot():
            carried = last_carried(store, workstation, most=MOST)
            if on is None:
                return View(None, _NOTHING, places_to_clear(store, most=_ROWS), carried)
            return View(on, goods_in(store, on.id, most=_ROWS), [], carried)

    def _show_read(self, view: View) -> None:
        if view.on == self._on:
            self.lying.show_lying(view.on.code if view.on else "", view.lying)
            self._mark()
            if view.on is None:
                self.to_clear.show_places(view.to_clear)
        self.bookings.show_bookings([self._booked(each) for each in view.carried])

    def _booked(self, each: Carrying) -> Booked:
        where = self.desk.say(
            Here.WHERE, source=each.source, target=each.target, at=self.desk.moment(each.at), actor=each.actor
        )
        goods = goods_words(self.desk, each.quantity, each.sku, each.name, each.lot)
        return Booked(each.action_id, goods, each.target, where, each.is_undone)
