"""Somebody says how an order is served: what is pinned to it, its class, and that it is on hold."""

from hypothesis import strategies as st

from tests.scenarios.story import Story
from warehouse_app.services.serving import ServingFault, classify, hold, pin, unhold, unpin

WHY = st.sampled_from(["they asked", "they asked", "they asked", "they asked", " "])


class Serving(Story):
    """Pins, classes and holds, each with a reason."""

    def pin(self, data: st.DataObject) -> None:
        line = self.draw_line(data)
        wants = self.model.open_units(line)
        units, why = data.draw(st.integers(1, max(1, wants + 1)), "units"), data.draw(WHY, "why")
        refused = None
        if not why.strip():
            refused = ServingFault.NO_REASON
        elif units > wants:
            refused = ServingFault.PIN_RANGE
        elif units % line.sell_multiple and units != wants:
            refused = ServingFault.PIN_PACKS
        at = line.number, line.line or 0
        answer = self.do(refused, pin, *at, units, why=why)
        if answer is not None:
            self.model.pins[at] = units
            self.step.concerned = {line.number}

    def unpin(self, data: st.DataObject) -> None:
        pinned = [at for at, units in sorted(self.model.pins.items()) if units]
        if not pinned:
            return self.pin(data)
        at = data.draw(st.sampled_from(pinned), "line")
        self.do(None, unpin, *at)
        self.model.pins[at] = 0
        self.step.concerned = {at[0]}
        return None

    def unpin_what_is_not(self, data: st.DataObject) -> None:
        line = self.draw_line(data)
        at = line.number, line.line or 0
        if self.model.pins.get(at):
            return self.unpin(data)
        self.do(ServingFault.NOT_PINNED, unpin, *at)
        return None

    def classify(self, data: st.DataObject) -> None:
        line = self.draw_line(data)
        rank, why = data.draw(st.sampled_from(["", "A", "B", "C", "Q", "?"]), "class"), data.draw(WHY, "why")
        refused = None
        if not why.strip():
            refused = ServingFault.NO_REASON
        elif rank == "?":
            refused = ServingFault.CLASS
        elif rank == line.priority_class:
            refused = ServingFault.SAME_CLASS
        answer = self.do(refused, classify, line.number, rank, why=why)
        if answer is not None:
            assert (answer.before, answer.after) == (line.priority_class, rank)
            self.model.put(line._replace(priority_class=rank))
            self.step.concerned = {line.number}

    def hold(self, data: st.DataObject) -> None:
        order, why = self.draw_line(data).number, data.draw(WHY, "why")
        refused = ServingFault.ON_HOLD if order in self.model.holds else None
        if self.do(refused if why.strip() else ServingFault.NO_REASON, hold, order, why=why) is not None:
            self.model.holds.add(order)

    def unhold(self, data: st.DataObject) -> None:
        if not self.model.holds:
            return self.hold(data)
        order = data.draw(st.sampled_from([*sorted(self.model.holds), self.draw_line(data).number]), "order")
        refused = None if order in self.model.holds else ServingFault.NOT_ON_HOLD
        if self.do(refused, unhold, order) is not None:
            self.model.holds.discard(order)
            self.step.concerned = {order}
        return None
