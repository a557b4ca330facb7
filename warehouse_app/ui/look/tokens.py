"""The numbers and colours of the visual language: type scale, spacing, inks, tones. No Qt, and nothing is drawn here.

There are four palettes: light and dark, each also with high contrast. `pairs` lists what lies on what, so that a test
can measure every pair against WCAG 2.2 AA.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import Enum, IntEnum

from warehouse_app.stations.reply import Tone


class Text(Enum):
    """The type scale: points at 100 %, and the weight (400 regular, 600 strong)."""

    CAPTION = (10.0, 400)
    BODY = (11.0, 400)
    STRONG = (11.0, 600)
    LARGE = (14.0, 400)
    HEADING = (14.0, 600)
    TITLE = (20.0, 600)
    HEADLINE = (28.0, 400)
    """What a reply says, as large as a prompt but lighter."""
    PROMPT = (28.0, 600)
    """The smallest a prompt may be: readable from two metres."""
    PROMPT_LARGE = (36.0, 600)
    """The largest a prompt grows where there is room."""

    @property
    def points(self) -> float:
        """Size in points at 100 %."""
        return self.value[0]

    @property
    def weight(self) -> int:
        """Weight of the strokes."""
        return self.value[1]


class Space(IntEnum):
    """The spacing scale in pixels at 100 %."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


RADIUS = 6
ROW_HEIGHT = 32
CONTROL_HEIGHT = 34
ICON = 20
"""The size of an icon beside text; 24 in the rail."""
RAIL_ICON = 24


class Ink(Enum):
    """The colour of text, of an icon or of a line, named by its task; the value is the field of Colours."""

    TEXT = "text"
    MUTED = "muted"
    DISABLED = "disabled"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    BORDER = "border"
    RAIL = "rail_text"
    RAIL_MUTED = "rail_muted"
    OK = "ok"
    ASK = "ask"
    WARN = "warn"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """One tone. `solid` fills a band with `on_solid` written on it; `soft` fills a pill or a note, with `ink` on it.

    `ink` is also what the tone looks like as text or icon on ground and surface; `edge` is the line around `soft`.
    """

    solid: str
    on_solid: str
    soft: str
    ink: str
    edge: str


@dataclass(frozen=True, slots=True)
class Colours:
    """One palette. `ground` is the window, `surface` cards, tables and fields, `raised` what the pointer is over."""

    ground: str
    surface: str
    raised: str
    zebra: str
    line: str
    border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selection: str
    rail: str
    rail_hover: str
    rail_selected: str
    rail_text: str
    rail_muted: str
    rail_mark: str
    ok_tone: ToneColours
    ask_tone: ToneColours
    warn_tone: ToneColours
    error_tone: ToneColours

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours of a tone."""
        match tone:
            case Tone.OK:
                return self.ok_tone
            case Tone.ASK:
                return self.ask_tone
            case Tone.WARN:
                return self.warn_tone
            case Tone.ERROR:
                return self.error_tone

    def ink(self, ink: Ink) -> str:
        """Return the colour of an ink."""
        if ink in _TONE_INKS:
            return self.tone(_TONE_INKS[ink]).ink
        colour: str = getattr(self, ink.value)
        return colour


_TONE_INKS = {Ink.OK: Tone.OK, Ink.ASK: Tone.ASK, Ink.WARN: Tone.WARN, Ink.ERROR: Tone.ERROR}

LIGHT = Colours(
    ground="#f3f5f7",
    surface="#ffffff",
    raised="#e9eef1",
    zebra="#f8fafb",
    line="#dce2e7",
    border="#7a8792",
    text="#16222b",
    muted="#52606b",
    disabled="#8b969f",
    accent="#0b6b7a",
    accent_hover="#095a67",
    accent_pressed="#074a55",
    on_accent="#ffffff",
    selection="#d3e9ed",
    rail="#16303a",
    rail_hover="#1e3f4b",
    rail_selected="#25515f",
    rail_text="#e4edf0",
    rail_muted="#b0c3ca",
    rail_mark="#5cc9d9",
    ok_tone=ToneColours("#1b7a3d", "#ffffff", "#e1f3e7", "#14592d", "#3f8f5b"),
    ask_tone=ToneColours("#1f5fa8", "#ffffff", "#e6eef9", "#1d4680", "#5a86bd"),
    warn_tone=ToneColours("#f0b429", "#2b1d00", "#fdf1d0", "#6b4800", "#a67c12"),
    error_tone=ToneColours("#b3261e", "#ffffff", "#fdeae8", "#8f1d17", "#c9594f"),
)

DARK = Colours(
    ground="#12181d",
    surface="#1b2329",
    raised="#27323a",
    zebra="#1f282f",
    line="#313d46",
    border="#73828d",
    text="#e6ecf0",
    muted="#a3b1bb",
    disabled="#66747f",
    accent="#4fc3d4",
    accent_hover="#6fd0de",
    accent_pressed="#8bdae5",
    on_accent="#08262c",
    selection="#1e4650",
    rail="#0c1216",
    rail_hover="#1a2830",
    rail_selected="#1e3d47",
    rail_text="#e0e9ed",
    rail_muted="#a3b6be",
    rail_mark="#4fc3d4",
    ok_tone=ToneColours("#227f46", "#ffffff", "#173323", "#7ddc9a", "#3f8f5b"),
    ask_tone=ToneColours("#2f6cb3", "#ffffff", "#182d49", "#9cc3f5", "#5a86bd"),
    warn_tone=ToneColours("#e3a820", "#2b1d00", "#35290d", "#f2c14e", "#a67c12"),
    error_tone=ToneColours("#c4362d", "#ffffff", "#3d1a18", "#ff9a92", "#d0655c"),
)

LIGHT_CONTRAST = Colours(
    ground="#ffffff",
    surface="#ffffff",
    raised="#e2e8ec",
    zebra="#ffffff",
    line="#4a4a4a",
    border="#000000",
    text="#000000",
    muted="#2a2f33",
    disabled="#5c5c5c",
    accent="#00424d",
    accent_hover="#00303a",
    accent_pressed="#002129",
    on_accent="#ffffff",
    selection="#b9e4ec",
    rail="#000000",
    rail_hover="#2a2a2a",
    rail_selected="#00424d",
    rail_text="#ffffff",
    rail_muted="#e6e6e6",
    rail_mark="#ffffff",
    ok_tone=ToneColours("#0c4f22", "#ffffff", "#ffffff", "#0c4f22", "#0c4f22"),
    ask_tone=ToneColours("#103f7a", "#ffffff", "#ffffff", "#103f7a", "#103f7a"),
    warn_tone=ToneColours("#ffc83d", "#000000", "#ffffff", "#553900", "#553900"),
    error_tone=ToneColours("#8a120b", "#ffffff", "#ffffff", "#8a120b", "#8a120b"),
)

DARK_CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#2a2a2a",
    zebra="#000000",
    line="#b0b0b0",
    border="#ffffff",
    text="#ffffff",
    muted="#e0e0e0",
    disabled="#a0a0a0",
    accent="#6fe3f4",
    accent_hover="#9bedf9",
    accent_pressed="#c4f5fc",
    on_accent="#000000",
    selection="#083843",
    rail="#000000",
    rail_hover="#2a2a2a",
    rail_selected="#083843",
    rail_text="#ffffff",
    rail_muted="#e0e0e0",
    rail_mark="#6fe3f4",
    ok_tone=ToneColours("#0c5a27", "#ffffff", "#000000", "#8ef0ab", "#8ef0ab"),
    ask_tone=ToneColours("#14498c", "#ffffff", "#000000", "#b0d1ff", "#b0d1ff"),
    warn_tone=ToneColours("#ffc83d", "#000000", "#000000", "#ffd76b", "#ffd76b"),
    error_tone=ToneColours("#96150d", "#ffffff", "#000000", "#ffb0aa", "#ffb0aa"),
)

PALETTES = {"light": LIGHT, "dark": DARK, "light-contrast": LIGHT_CONTRAST, "dark-contrast": DARK_CONTRAST}

TEXT_RATIO = 4.5
GRAPHIC_RATIO = 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """What is drawn (`over`) on what (`under`), and the contrast ratio that it must have at least."""

    name: str
    over: str
    under: str
    least: float


def pairs(colours: Colours) -> Iterator[Pair]:
    """Yield every pair of colours that the window puts one on the other."""
    grounds = ("ground", "surface", "raised", "zebra", "selection")
    written = [(ink, ground) for ink in ("text", "muted", "accent") for ground in grounds]
    written += [("on_accent", each) for each in ("accent", "accent_hover", "accent_pressed")]
    written += [(ink, rail) for ink in ("rail_text", "rail_muted") for rail in ("rail", "rail_hover", "rail_selected")]
    for over, under in written:
        yield Pair(f"{over} on {under}", getattr(colours, over), getattr(colours, under), TEXT_RATIO)
    for over, under in (
        ("border", "ground"),
        ("border", "surface"),
        ("accent", "ground"),
        ("rail_mark", "rail_selected"),
    ):
        yield Pair(f"{over} beside {under}", getattr(colours, over), getattr(colours, under), GRAPHIC_RATIO)
    for tone in Tone:
        look = colours.tone(tone)
        yield Pair(f"{tone} on its band", look.on_solid, look.solid, TEXT_RATIO)
        yield Pair(f"{tone} on its pill", look.ink, look.soft, TEXT_RATIO)
        yield Pair(f"{tone} edge on surface", look.edge, colours.surface, GRAPHIC_RATIO)
        for ground in grounds:
            yield Pair(f"{tone} ink on {ground}", look.ink, getattr(colours, ground), TEXT_RATIO)


def every_colour(colours: Colours) -> Iterator[str]:
    """Yield each colour of a palette, those of its tones too."""
    for field in fields(colours):
        value = getattr(colours, field.name)
        if isinstance(value, ToneColours):
            yield from (getattr(value, each.name) for each in fields(value))
        else:
            yield value


def contrast(over: str, under: str) -> float:
    """Return the contrast ratio of two colours (#rrggbb) as WCAG defines it: 1 to 21."""
    lighter, darker = sorted((_luminance(over), _luminance(under)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
