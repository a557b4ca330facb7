"""About the program: its version and licence, what it is built on, and where to look when something goes wrong."""

import platform
from importlib.metadata import version

from PySide6.QtCore import qVersion

from warehouse_app.ui.desk import Desk
from warehouse_app.ui.help import HelpWindow
from warehouse_app.ui.log import log_folder
from warehouse_app.ui.look import Icon
from warehouse_app.ui.pages.settings.section import Section, show_log_folder
from warehouse_app.ui.widgets import Facts, FlowingText, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.settings import AboutWord as Word
from warehouse_app.ui.words.settings import SettingsWord


class AboutSection(Section):
    """What somebody asks who wants to know more, or who needs help."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.help: HelpWindow | None = None
        """The help, once it was opened from here."""
        say = desk.say
        self.help_button = KeyButton(say(Word.HELP), icon=Icon.HELP)
        self.log_button = KeyButton(say(SettingsWord.SHOW_LOG), "Ctrl+Shift+O", icon=Icon.FOLDER)
        self.facts = Facts()
        self.facts.show_facts(
            [
                (say(Word.VERSION), version("warehouse-app")),
                (say(Word.LICENCE), say(Word.LICENCE_IS)),
                (say(Word.PYTHON), platform.python_version()),
                (say(Word.QT), qVersion()),
            ]
        )
        program, parts, trouble = Panel(say(Word.PROGRAM)), Panel(say(Word.BUILT_ON)), Panel(say(Word.TROUBLE))
        program.add(FlowingText(say(Word.WHAT)), self.facts, Toolbar(self.help_button))
        parts.add(FlowingText(say(Word.PARTS)))
        place = FlowingText(say(Word.LOG_IS, place=str(log_folder())))
        trouble.add(FlowingText(say(Word.TROUBLE_HINT)), place, Toolbar(self.log_button))
        for panel in (program, trouble, parts):
            self.add(panel)
        self.help_button.clicked.connect(self._open_help)
        self.log_button.clicked.connect(lambda: show_log_folder(desk))

    def _open_help(self) -> None:
        if self.help is None:
            self.help = HelpWindow(self.desk, self)
        self.help.show()
        self.help.raise_()
