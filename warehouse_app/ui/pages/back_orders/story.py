"""The panel beside the queue: why the chosen line has what it has, who is ahead, what is coming, what else is there."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from warehouse_app.domain.statuses import InterventionKind
from warehouse_app.queries.explain import ExplainedLine
from warehouse_app.queries.reasons import Coming
from warehouse_app.queries.standing import Intervened, Standing
from warehouse_app.queries.story import Instead, Story
from warehouse_app.stations.reply import Tone
from warehouse_app.texts import note_text
from warehouse_app.ui.desk import Desk, Thing
from warehouse_app.ui.look import Icon, Look, Space, Text
from warehouse_app.ui.widgets import Badge, Caption, EmptyState, FlowingText, Heading, KeyButton, Scrolled, Toolbar
from warehouse_app.ui.words.back_orders import Told
from warehouse_app.ui.words.importing import FieldWord

_SHOWN_AHEAD = 6
"""How many lines ahead are named; who wants all of them filters the queue by the item."""
_WIDTH = 300


_PARTS = (Told.CHANGES, Told.SERVED, Told.AHEAD, Told.COMING, Told.INSTEAD, Told.WORDS)


class WholeStory(NamedTuple):
    """A line's story, and how it is served by people's word."""

    story: Story
    standing: Standing


class StoryPanel(QStackedWidget):
    """A line's story in sentences, or what to do to see one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._order = self._sku = ""
        say = desk.say
        self._nothing = EmptyState(Icon.BACK_ORDERS, say(Told.NOTHING_CHOSEN), say(Told.NOTHING_CHOSEN_HELP))
        self.title = Heading()
        self.item = FlowingText()
        self.customer = Caption(wraps=True)
        self.state = Badge()
        self.quantities = Caption(wraps=True)
        self.why = FlowingText(step=Text.STRONG)
        self.parts: dict[Told, _Part] = {part: _Part(say(part)) for part in _PARTS}
        self.open_order = KeyButton(say(Told.OPEN_ORDER), "Ctrl+O", icon=Icon.ORDERS)
        self.open_item = KeyButton(say(Told.OPEN_ITEM), "Ctrl+I", icon=Icon.ITEM)
        self.open_order.clicked.connect(lambda: desk.open(Thing.ORDER, self._order))
        self.open_item.clicked.connect(lambda: desk.open(Thing.ITEM, self._sku))
        self._column = QVBoxLayout()
        self._foot = QVBoxLayout()
        self._foot.addWidget(Toolbar(self.open_order, self.open_item))
        self.addWidget(self._nothing)
        self.addWidget(self._laid_out())
        look = Look.current()
        look.changed.connect(self._look_again)
        self._look_again()

    def _laid_out(self) -> QWidget:
        content = QWidget()
        column = self._column
        content.setLayout(column)
        for widget in (self.title, self.item, self.customer, self.state, self.quantities):
            column.addWidget(widget)
        column.addSpacing(Look.current().px(Space.S))
        column.addWidget(Heading(self._desk.say(Told.WHY)))
        column.addWidget(self.why)
        for part in self.parts.values():
            column.addWidget(part)
        column.addStretch()
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(content), 1)
        outer.addLayout(self._foot)
        return whole

    def show_nothing(self) -> None:
        """Show that no line is chosen."""
        self.setCurrentIndex(0)

    def show_story(self, whole: WholeStory, house_day: date) -> None:
        """Tell the story of a line."""
        story, standing = whole
        [line] = story.told.lines
        say = self._desk.say
        self._order, self._sku = story.told.order, line.sku
        self.title.setText(say(Told.TITLE, order=story.told.order, line=line.line))
        self.item.setText(f"{line.sku} · {line.name}")
        self.customer.setText(f"{story.told.customer} ({story.told.rank_class})")
        self._show_state(line)
        self.quantities.setText(say(Told.QUANTITIES, open=line.open, allocated=line.allocated, short=line.short))
        self.why.setText(note_text(say(part.code, **part.facts) for part in line.reason))
        changes = [say(part.code, **part.facts) for part in line.changes]
        self.parts[Told.CHANGES].show_lines(map(_as_sentence, changes), shown=bool(changes))
        served = list(self._served(standing, house_day))
        self.parts[Told.SERVED].show_lines(served, shown=bool(served))
        words = map(self._intervened, standing.interventions)
        self.parts[Told.WORDS].show_lines(words, shown=bool(standing.interventions))
        self.parts[Told.AHEAD].show_lines(self._ahead(line), shown=bool(line.short))
        self.parts[Told.COMING].show_lines(self._coming(line.coming, house_day), shown=bool(line.short))
        self.parts[Told.INSTEAD].show_lines(map(self._instead, story.instead), shown=bool(story.instead))
        self.setCurrentIndex(1)

    def _show_state(self, line: ExplainedLine) -> None:
        short = self._desk.say("queue-short")
        tone, text = (Tone.WARN, f"{short}: {self._desk.text(line.short)}") if line.short else (Tone.OK, "")
        self.state.set_badge(text or self._desk.say(Told.ENOUGH), tone)

    def _served(self, standing: Standing, house_day: date) -> Iterable[str]:
        say = self._desk.say
        if standing.hold_reason:
            yield say(Told.IS_ON_HOLD, reason=standing.hold_reason)
        if standing.pinned:
            yield say(Told.IS_PINNED, units=standing.pinned)
        if standing.own_class:
            yield say(Told.OWN_CLASS, own=standing.own_class, usual=standing.usual_class)
        if standing.not_before is not None and standing.not_before > house_day:
            yield say(Told.NOT_BEFORE, day=standing.not_before)
        if standing.lifted_on is not None:
            yield say(Told.IS_LIFTED, day=standing.lifted_on)
        if standing.gathers:
            yield say(Told.GATHERS)

    def _intervened(self, each: Intervened) -> str:
        say = self._desk.say
        match each.kind:
            case InterventionKind.PIN:
                done = say(Told.DID_PIN, units=int(each.value)) if int(each.value) else say(Told.DID_UNPIN)
            case InterventionKind.CLASS:
                done = say(Told.DID_CLASS, rank_class=each.value) if each.value else say(Told.DID_NO_CLASS)
            case InterventionKind.HOLD:
                done = say(Told.DID_HOLD if each.value else Told.DID_UNHOLD)
            case InterventionKind.EDIT:
                done = say(Told.DID_EDIT, field=say(FieldWord(f"import-field-{each.value}")), change=each.why)
            case InterventionKind.MERGE | InterventionKind.SPLIT:
                is_merge = each.kind is InterventionKind.MERGE
                done = say(Told.DID_MERGE if is_merge else Told.DID_SPLIT, other=each.value)
        is_reason = each.why and each.kind is not InterventionKind.EDIT
        why = [say(Told.BECAUSE, why=each.why)] if is_reason else []
        return " · ".join([self._desk.moment(each.at), f"{each.who} {done}", *why])

    def _ahead(self, line: ExplainedLine) -> Iterable[str]:
        say = self._desk.say
        for each in line.ahead[:_SHOWN_AHEAD]:
            yield say(
                Told.AHEAD_PINNED if each.pinned else Told.AHEAD_LINE,
                short=each.short,
                order=each.order,
                customer=each.customer,
                rank_class=each.rank_class,
            )
        if line.lines_ahead > _SHOWN_AHEAD:
            yield say(Told.AHEAD_MORE, count=line.lines_ahead - _SHOWN_AHEAD)
        if not line.ahead:
            yield say(Told.SHARES, count=line.sharing_lines) if line.sharing_lines else say(Told.NOBODY_AHEAD)

    def _coming(self, supplies: Iterable[Coming], house_day: date) -> Iterable[str]:
        none = True
        for each in supplies:
            none = False
            late = each.due is not None and each.due < house_day
            code = Told.COMING_UNDATED if each.due is None else Told.COMING_LATE if late else Told.COMING_LINE
            facts = {"due": each.due} if each.due is not None else {}
            yield note_text([self._desk.say(code, units=each.units, number=each.number, **facts)])
        if none:
            yield self._desk.say(Told.NOTHING_COMING)

    def _instead(self, each: Instead) -> str:
        if each.ratio == 1:
            return self._desk.say(Told.INSTEAD_LINE, sku=each.sku, name=each.name, free=each.free)
        return self._desk.say(Told.INSTEAD_RATIO, sku=each.sku, name=each.name, free=each.free, ratio=each.ratio)

    def _look_again(self) -> None:
        look = Look.current()
        self._column.setContentsMargins(look.px(Space.L), look.px(Space.M), look.px(Space.M), look.px(Space.M))
        self._column.setSpacing(look.px(Space.S))
        self._foot.setContentsMargins(look.px(Space.L), look.px(Space.S), 0, 0)
        self.setMinimumWidth(look.px(_WIDTH))


def _as_sentence(text: str) -> str:
    return note_text([text])


class _Part(QWidget):
    """A heading with lines of text below it."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.text = FlowingText()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Look.current().px(Space.S), 0, 0)
        column.addWidget(Heading(heading))
        column.addWidget(self.text)

    def show_lines(self, lines: Iterable[str], *, shown: bool) -> None:
        self.text.setText("\n".join(lines))
        self.setVisible(shown)
