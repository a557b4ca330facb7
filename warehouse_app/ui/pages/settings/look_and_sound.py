"""Look and sound: light or dark, how large, which sounds and how loud."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider

from warehouse_app.settings import Scheme, Workstation
from warehouse_app.stations.reply import Tone
from warehouse_app.ui.desk import Desk
from warehouse_app.ui.forms import ChoiceField, YesNoField
from warehouse_app.ui.look import TONE_ICONS
from warehouse_app.ui.pages.settings.section import Section
from warehouse_app.ui.widgets import Caption, Field, KeyButton, Panel, Toolbar
from warehouse_app.ui.words.settings import LookWord as Word

_SCHEMES = {Scheme.SYSTEM: Word.SYSTEM, Scheme.LIGHT: Word.LIGHT, Scheme.DARK: Word.DARK}
_SIZES = tuple(step / 10 for step in range(10, 21))
_TONES = {Tone.OK: Word.HEAR_OK, Tone.WARN: Word.HEAR_WARN, Tone.ERROR: Word.HEAR_ERROR}
_STEP, _LARGE_STEP = 5, 20


class LookSection(Section):
    """Every change is seen or heard at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        say = desk.say
        self.scheme = ChoiceField(say(Word.SCHEME), [(scheme, say(word)) for scheme, word in _SCHEMES.items()])
        self.text_size = ChoiceField(say(Word.SIZE), self._sizes(desk.workstation.font_scale))
        self.sound = YesNoField(say(Word.SOUNDS_ON), hint=say(Word.SOUNDS_HINT))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(_STEP)
        self.slider.setPageStep(_LARGE_STEP)
        self.slider.setTracking(False)  # it is kept once it is let go
        self.volume = Field(say(Word.VOLUME, percent=0), self.slider)
        self.hear = {
            tone: KeyButton(say(word), f"Ctrl+{place}", icon=TONE_ICONS[tone])
            for place, (tone, word) in enumerate(_TONES.items(), 1)
        }
        self._lay_out()
        self.scheme.edited.connect(lambda: self.keep(scheme=self.scheme.value))
        self.text_size.edited.connect(lambda: self.keep(font_scale=self.text_size.value))
        self.sound.edited.connect(lambda: self.keep(sound=self.sound.value))
        self.slider.sliderMoved.connect(self._name_volume)
        self.slider.valueChanged.connect(self._set_volume)
        for tone, button in self.hear.items():
            button.clicked.connect(lambda _checked=False, tone=tone: desk.sound(tone))
        desk.settings_saved.connect(self._show)
        self._show(desk.workstation)

    def _lay_out(self) -> None:
        say = self.desk.say
        window, sounds = Panel(say(Word.WINDOW)), Panel(say(Word.SOUNDS))
        window.add(self.columns(self.scheme, self.text_size))
        sounds.add(self.sound, self.volume, Caption(say(Word.HEAR)), Toolbar(*self.hear.values()))
        self.add(window)
        self.add(sounds)

    def _sizes(self, worn: float) -> list[tuple[float, str]]:
        """Return the sizes to choose from; one that was written into the file by hand is among them."""
        return [(size, self.desk.say(Word.PERCENT, percent=round(size * 100))) for size in sorted({*_SIZES, worn})]

    def _set_volume(self, volume: int) -> None:
        if volume != self.desk.workstation.volume:
            self.keep(volume=volume)

    def _name_volume(self, volume: int) -> None:
        self.volume.set_label(self.desk.say(Word.VOLUME, percent=volume))

    def _show(self, workstation: Workstation) -> None:
        self.scheme.set(workstation.scheme)
        self.text_size.set_choices(self._sizes(workstation.font_scale))
        self.text_size.set(workstation.font_scale)
        self.sound.set(workstation.sound)
        self.slider.setValue(workstation.volume)
        self._name_volume(workstation.volume)
        self.volume.setEnabled(workstation.sound)
        for button in self.hear.values():
            button.setEnabled(workstation.sound and workstation.volume > 0)
