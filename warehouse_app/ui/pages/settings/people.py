"""The people: who may act here and with which role, made known, changed and removed; and their badges."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from warehouse_app.documents.floor_sheets import BADGES_NUMBER
from warehouse_app.domain.errors import Refused
from warehouse_app.domain.statuses import DocumentKind, Role
from warehouse_app.queries.people import Known, known_people
from warehouse_app.services.people import (
    PeopleFault,
    PersonAdded,
    PersonRemoved,
    RoleChanged,
    add_person,
    change_role,
    remove_person,
)
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.asking import Asking
from warehouse_app.ui.background import Lane
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import NAME, ChoiceField, TypedField, required
from warehouse_app.ui.look import ROW_HEIGHT, Icon, Look
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.printing.preview import preview_paper
from warehouse_app.ui.short_table import ShortColumn, ShortRow, ShortTable
from warehouse_app.ui.widgets import Caption, FlowingText, KeyButton, Panel, Toolbar, Weight
from warehouse_app.ui.words.people import PeopleWord as Word

ROLE_NAMES = {Role.CLERK: Word.CLERK, Role.LEAD: Word.LEAD, Role.ADMIN: Word.ADMIN}
_MAY = {Role.CLERK: Word.CLERK_MAY, Role.LEAD: Word.LEAD_MAY, Role.ADMIN: Word.ADMIN_MAY}
_OF_THE_NAME = {PeopleFault.NO_NAME, PeopleFault.LONG_NAME, PeopleFault.NOT_ON_BADGE, PeopleFault.KNOWN}
_MOST_ROWS = 10


class PeopleSection(Section):
    """Who is known by name. It is changed by an admin; while nobody is known, by whoever opens the house."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = desk.say
        self._is_first: bool | None = None
        self._on_show: Known | None = None
        self.people: tuple[Known, ...] | None = None
        """As they were last read; None before."""
        self.empty = FlowingText(say(Word.NOBODY))
        columns = [ShortColumn(say(Word.NAME), 16, stretch=True), ShortColumn(say(Word.ROLE), 8)]
        self.table = ShortTable(columns, say(Word.KNOWN))
        self.new_role = ChoiceField(say(Word.ROLE), self._choices(Role))
        self.change_button = KeyButton(say(Word.CHANGE), "Ctrl+S")
        self.remove_button = KeyButton(say(Word.REMOVE), "Ctrl+Del", icon=Icon.DELETE)
        self.badges_button = KeyButton(say(Word.BADGES), "Ctrl+P", icon=Icon.PRINT)
        self.question = Asking(desk, "person")
        self.how = Caption(say(Word.HOW), wraps=True)
        self.name = TypedField(desk, say(Word.NAME), required(NAME), str, hint=say(Word.NAME_HINT))
        self.role = ChoiceField(say(Word.ROLE), self._choices(Role))
        self.add_button = KeyButton(say(Word.ADD), "Ctrl+N", icon=Icon.ADD, weight=Weight.PRIMARY)
        self._lay_out()
        self._connect()
        self._show(None)

    def refresh(self) -> None:
        store = self.desk.house.store

        def read() -> tuple[Known, ...]:
            with store.snapshot():
                return known_people(store)

        self.desk.background.run(Lane.READS, self, read, self._show)

    def unsaved(self) -> bool:
        return self.name.dirty

    def show_badges(self) -> None:
        """Show the badges of everybody as they are printed."""
        preview_paper(self.desk, DocumentKind.BADGES, BADGES_NUMBER, self)

    # --- what is done ---

    def _add(self) -> None:
        if not self.name.check():
            self.desk.sound(Tone.ERROR)
            self.name.editor.setFocus()
            return
        house, name, role = self.desk.house, self.name.value, self.role.value
        self.add_button.setEnabled(False)
        add = partial(add_person, house.store)
        self.desk.background.run(Lane.SCANS, self, lambda: add(house.act(), name, role), self._added, self._refused)

    def _added(self, done: PersonAdded) -> None:
        self.name.set("")
        if done.is_first:
            # Whoever acted until now is nobody any more, and could not even print the badge.
            self.desk.sign_in(done.name)
        self.desk.tell(Tone.OK, Word.ADDED_FIRST if done.is_first else Word.ADDED, person=done.name)
        self.desk.announce(done.changes)
        self.refresh()

    def _change(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        house, role = self.desk.house, self.new_role.value
        change = partial(change_role, house.store)
        self.change_button.setEnabled(False)
        self.desk.background.run(
            Lane.SCANS, self, lambda: change(house.act(), chosen.name, role), self._changed, self._refused
        )

    def _changed(self, done: RoleChanged) -> None:
        self.desk.tell(Tone.OK, Word.CHANGED, person=done.name, role=self.desk.say(ROLE_NAMES[done.after]))
        self.desk.announce(done.changes)
        self.refresh()

    def _ask_remove(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.question.ask(
                self.desk.say(Word.ASK_REMOVE, person=chosen.name),
                yes=(self.desk.say(Word.REMOVE_SHORT), ""),
                no=self.desk.say(Word.KEEP),
                do=partial(self._remove, chosen.name),
            )

    def _remove(self, name: str) -> None:
        house = self.desk.house
        remove = partial(remove_person, house.store)
        self.desk.background.run(Lane.SCANS, self, lambda: remove(house.act(), name), self._removed, self._refused)

    def _removed(self, done: PersonRemoved) -> None:
        self.desk.tell(Tone.OK, Word.REMOVED, person=done.name)
        self.desk.announce(done.changes)
        self.refresh()

    def _refused(self, error: Exception) -> None:
        self._show_chosen()
        self.add_button.setEnabled(True)
        if isinstance(error, Refused) and error.code in _OF_THE_NAME:
            self.name.set_error(self.desk.say(error.code, **error.facts))
            self.name.editor.setFocus()
            self.desk.sound(Tone.ERROR)
        else:
            self.desk.trouble(error)

    # --- what is shown ---

    def _show(self, people: tuple[Known, ...] | None) -> None:
        say, actor, known = self.desk.say, self.desk.house.actor, people or ()
        self.people = people
        rows = [
            ShortRow(
                each.name,
                (
                    say(Word.HERE, person=each.name) if each.name == actor else each.name,
                    say(ROLE_NAMES[each.role]),
                ),
            )
            for each in known
        ]
        self.table.show_rows(rows)
        self.empty.setVisible(people == ())
        for part in (self.table, self.new_role, self._buttons, self.how):
            part.setVisible(bool(known))
        self._show_first(is_first=not known)
        self.add_button.setEnabled(people is not None)
        self._fit_rows()

    def _show_first(self, *, is_first: bool) -> None:
        """Offer the roles that the next person may have."""
        if is_first is not self._is_first:
            self._is_first = is_first
            self.role.set_choices(self._choices([Role.ADMIN] if is_first else Role))
            self.role.set(Role.ADMIN if is_first else Role.CLERK)
        self._show_may()

    def _show_may(self) -> None:
        hint = Word.FIRST_HINT if self._is_first else _MAY[self.role.value]
        self.role.set_label(self.desk.say(Word.ROLE), self.desk.say(hint))

    def _show_chosen(self) -> None:
        chosen = self._on_show = self._chosen()
        if chosen is not None:
            self.new_role.set(chosen.role)
        self._show_new_role()
        self.remove_button.setEnabled(chosen is not None)

    def _show_new_role(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            label = self.desk.say(Word.NEW_ROLE, person=chosen.name)
            self.new_role.set_label(label, self.desk.say(_MAY[self.new_role.value]))
        self.change_button.setEnabled(chosen is not None and self.new_role.dirty)

    def _chosen(self) -> Known | None:
        row = self.table.current
        return next((each for each in self.people or () if row is not None and each.name == row.key), None)

    def _choices(self, roles: Iterable[Role]) -> list[tuple[Role, str]]:
        return [(role, self.desk.say(ROLE_NAMES[role])) for role in roles]

    def _picked(self) -> None:
        if self._chosen() != self._on_show:
            self.question.leave()
            self._show_chosen()

    def _connect(self) -> None:
        line = self.name.editor
        assert isinstance(line, QLineEdit)
        line.returnPressed.connect(self.add_button.click)
        self.add_button.clicked.connect(self._add)
        self.role.edited.connect(self._show_may)
        self.table.picked.connect(lambda _: self._picked())
        self.new_role.edited.connect(self._show_new_role)
        self.change_button.clicked.connect(self._change)
        self.remove_button.clicked.connect(self._ask_remove)
        self.badges_button.clicked.connect(self.show_badges)
        self.desk.person_changed.connect(self.refresh)

    def _lay_out(self) -> None:
        self._buttons = Toolbar(self.change_button, self.remove_button, right=(self.badges_button,))
        known, new = Panel(self.desk.say(Word.KNOWN)), Panel(self.desk.say(Word.NEW))
        known.add(self.empty, self.table, self.new_role, self._buttons, self.question, self.how)
        new.add(self.columns(self.name, self.role), Toolbar(self.add_button))
        self.fit(self.question)
        self.add(known)
        self.add(new)
        Look.current().changed.connect(self._fit_rows)

    def _fit_rows(self) -> None:
        """Make the table as high as its rows, up to ten of them."""
        rows = min(max(len(self.table.rows), 1), _MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + rows * Look.current().px(ROW_HEIGHT) + 2 * self.table.frameWidth())
