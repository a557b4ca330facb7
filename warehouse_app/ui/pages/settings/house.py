"""The house: its name, what was fixed when it was founded, how its queue is sorted, and its closed books."""

from PySide6.QtWidgets import QLineEdit

from warehouse_app.domain.house import HouseSettings
from warehouse_app.domain.statuses import Policy
from warehouse_app.services.changes import Changes
from warehouse_app.services.founding import rename_house
from warehouse_app.services.house_rules import choose_policy
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import NAME, ChoiceField, TypedField, required
from warehouse_app.ui.pages.settings.books import BooksPanel
from warehouse_app.ui.pages.settings.rules import RulesPanel
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.widgets import Caption, Facts, FlowingText, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.policies import POLICY_MEANINGS, POLICY_NAMES
from warehouse_app.ui.words.settings import HouseWord as Word

_QUESTIONS = {
    Policy.FIRST_COME: Word.ASK_FIRST_COME,
    Policy.DUE_DATE: Word.ASK_DUE_DATE,
    Policy.FAIR_SHARE: Word.ASK_FAIR_SHARE,
    Policy.EQUAL_SHARE: Word.ASK_EQUAL_SHARE,
}


class HouseSection(Section):
    """What all workstations agree on. It is changed by those who may, and each change is logged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = desk.say
        self.name = TypedField(desk, say(Word.NAME), required(NAME), str, hint=say(Word.NAME_HINT))
        self.rename_button = KeyButton(say(Word.RENAME), "Ctrl+S")
        self.facts = Facts()
        self.policy = ChoiceField(
            say(Word.POLICY_FIELD), [(policy, say(word)) for policy, word in POLICY_NAMES.items()]
        )
        self.meaning = FlowingText()
        self.question = Asking(desk, "policy")
        self.rules = RulesPanel(desk)
        self.books = BooksPanel(desk)
        self._lay_out()
        self.rename_button.clicked.connect(self._rename)
        self.name.edited.connect(self._allow)
        line = self.name.editor
        assert isinstance(line, QLineEdit)
        line.returnPressed.connect(self._rename)
        self.policy.edited.connect(self._ask)
        # Esc answers the one question that stands.
        self.books.asked.connect(self.question.leave)
        self._show(desk.house_settings)

    def refresh(self) -> None:
        house = self.desk.house
        self.desk.background.run(Lane.READS, self, lambda: house.settings, self._take_over)

    def unsaved(self) -> bool:
        return self.name.dirty or self.rules.dirty or self.books.dirty

    # --- what is done ---

    def _rename(self) -> None:
        if not self.name.dirty or not self.name.check():
            return
        house, name = self.desk.house, self.name.value
        self.rename_button.setEnabled(False)

        def renamed(settings: HouseSettings, changes: Changes) -> None:
            self.name.set(settings.name)
            self._take_over(settings)
            self.desk.tell(Tone.OK, Word.RENAMED, name=settings.name)
            self.desk.announce(changes)

        def verb() -> tuple[HouseSettings, Changes]:
            changes = rename_house(house.store, house.act(), name).changes
            return house.settings, changes

        self.desk.background.run(Lane.SCANS, self, verb, lambda answer: renamed(*answer), self._refused)

    def _ask(self) -> None:
        policy = self.policy.value
        self._show_meaning(policy)
        if policy is self.desk.house_settings.policy:
            self.question.leave()
            return
        self.books.question.leave()
        self.question.ask(
            self.desk.say(_QUESTIONS[policy]),
            yes=(self.desk.say(Word.CHANGE), ""),
            no=self.desk.say(Word.LEAVE),
            do=lambda: self._choose(policy),
            leave=self._show_policy,
        )

    def _choose(self, policy: Policy) -> None:
        house = self.desk.house

        def verb() -> tuple[HouseSettings, Changes]:
            changes = choose_policy(house.store, house.act(), policy)
            return house.settings, changes

        def chosen(settings: HouseSettings, changes: Changes) -> None:
            self._take_over(settings)
            self.desk.tell(Tone.OK, Word.CHANGED, policy=self.desk.say(POLICY_NAMES[policy]))
            self.desk.announce(changes)

        self.desk.background.run(Lane.SCANS, self, verb, lambda answer: chosen(*answer), self._refused)

    def _refused(self, error: Exception) -> None:
        self._show_policy()
        self._allow()
        self.desk.trouble(error)

    # --- what is shown ---

    def _take_over(self, settings: HouseSettings) -> None:
        self.desk.renew_house_settings(settings)
        self._show(settings)

    def _show(self, settings: HouseSettings) -> None:
        say = self.desk.say
        if not self.name.dirty:
            self.name.set(settings.name)
        self.facts.show_facts(
            [
                (say(Word.DAY), self.desk.text(settings.house_day)),
                (say(Word.TIME_ZONE), settings.time_zone),
                (say(Word.CURRENCY), settings.currency),
            ]
        )
        if self.question.isHidden():
            self._show_policy()
        self.rules.show_rules(settings)
        self.books.show_books(settings)
        self._allow()

    def _show_policy(self) -> None:
        policy = self.desk.house_settings.policy
        self.policy.set(policy)
        self._show_meaning(policy)

    def _show_meaning(self, policy: Policy) -> None:
        self.meaning.setText(self.desk.say(POLICY_MEANINGS[policy], days=self.desk.house_settings.due_days))

    def _allow(self) -> None:
        self.rename_button.setEnabled(self.name.dirty)

    def _lay_out(self) -> None:
        say = self.desk.say
        house, served = Panel(say(Word.HOUSE)), Panel(say(Word.POLICY))
        house.add(self.name, Toolbar(self.rename_button), self.facts, Caption(say(Word.FIXED), wraps=True))
        served.add(self.policy, self.meaning, self.question)
        self.fit(self.question, self.books.question)
        self.add(house)
        self.add(served)
        rules = self.rules
        numbers = (rules.due_days, rules.horizon, rules.starved, rules.gather, rules.tolerance)
        rules.lay_out(self.columns(*numbers))
        self.add(rules)
        self.add(self.books)
