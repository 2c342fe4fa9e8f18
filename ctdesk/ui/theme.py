"""How the window looks: one table of tokens, one stylesheet made from it, one scale of type.

Widgets say what they are by the dynamic property `role`, never how they look; painted cells ask
`tokens_of` for their colours. A further theme is one more row of `THEMES`.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QWidget

from ctdesk.paths import resources
from ctdesk.settings import Settings
from ctdesk.ui.stylesheet import STYLESHEET

ROW_HEIGHT = 32  # px, of every table
UNIT = 8  # px, the step of all distances
BODY, SMALL, TITLE = 13, 11, 19  # px of type

FAMILIES = ("Inter", "Noto Sans", "Noto Naskh Arabic", "Droid Sans Fallback")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, each named after what it is for."""

    name: str
    surface: str  # behind lists and bars
    pane: str  # behind cards and forms
    card: str
    field: str  # behind what can be typed in
    line: str  # between rows, around cards
    border: str  # around buttons
    frame: str  # around what can be typed in
    edge: str  # around what its ground alone sets apart, where that is enough
    focus: str  # the ring around what has the keyboard
    text: str
    muted: str
    hint: str  # in a field in which nothing is typed
    off: str  # what cannot be used now
    off_line: str  # around it
    accent: str  # buttons that act, focus
    accent_hover: str
    on_accent: str
    accent_text: str  # accent as text on a surface
    selection: str
    chosen: str  # of chips that are on
    chosen_text: str
    hover: str
    chip: str
    chip_text: str
    good: str
    good_text: str
    warn: str
    warn_text: str
    bad: str
    bad_text: str


LIGHT = Tokens(
    name="light",
    surface="#ffffff", pane="#f5f6f8", card="#ffffff", field="#ffffff",
    line="#e4e7ec", border="#d3d8e0", frame="#848e9c", edge="transparent", focus="#0072bc",
    text="#17202e", muted="#5f6a7a", hint="#5f6a7a", off="#a4acb8", off_line="#e4e7ec",
    accent="#0072bc", accent_hover="#00609f", on_accent="#ffffff", accent_text="#0068ac",
    selection="#e3f0fa", chosen="#e3f0fa", chosen_text="#0068ac",
    hover="#f1f3f6", chip="#eceef2", chip_text="#4b5666",
    good="#e2f4e9", good_text="#1b7040", warn="#fdefd8", warn_text="#8f5400",
    bad="#fde7e7", bad_text="#b31d1d",
)  # fmt: skip

DARK = Tokens(
    name="dark",
    surface="#161a20", pane="#101318", card="#1b2027", field="#14181e",
    line="#2a3039", border="#3b4350", frame="#666f7d", edge="transparent", focus="#62b5f0",
    text="#e6e9ee", muted="#98a2b1", hint="#98a2b1", off="#5d6675", off_line="#262c35",
    accent="#0a78c2", accent_hover="#1b8ad6", on_accent="#ffffff", accent_text="#62b5f0",
    selection="#173650", chosen="#173650", chosen_text="#62b5f0",
    hover="#20262e", chip="#2a313b", chip_text="#b8c1ce",
    good="#163524", good_text="#6fd39a", warn="#3d2c10", warn_text="#f0b65a",
    bad="#431d1f", bad_text="#ff9390",
)  # fmt: skip

# Every ink on its ground at least 7 to 1, every edge drawn.
CONTRAST = Tokens(
    name="contrast",
    surface="#000000", pane="#000000", card="#000000", field="#000000",
    line="#ffffff", border="#ffffff", frame="#ffffff", edge="#ffffff", focus="#ffff00",
    text="#ffffff", muted="#e0e0e0", hint="#b0b0b0", off="#808080", off_line="#606060",
    accent="#ffff00", accent_hover="#ffffff", on_accent="#000000", accent_text="#ffff00",
    selection="#00206b", chosen="#ffff00", chosen_text="#000000",
    hover="#262626", chip="#202020", chip_text="#ffffff",
    good="#00320f", good_text="#9dffb8", warn="#3d2600", warn_text="#ffd27a",
    bad="#4a0000", bad_text="#ffb3b3",
)  # fmt: skip

THEMES: Mapping[str, Tokens] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def stylesheet(
    tokens: Tokens, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight
) -> str:
    """The one stylesheet, in the colours of a theme, for a window from the left or the right."""
    colours = {name: getattr(tokens, name) for name in Tokens.__slots__}
    sizes = {"small": f"{SMALL}px", "body": f"{BODY}px", "title": f"{TITLE}px"}
    icons = (resources() / "icons").as_posix()
    sides = {"start": "left", "end": "right"}
    if direction == Qt.LayoutDirection.RightToLeft:  # Qt mirrors no border and no padding
        sides = {"start": "right", "end": "left"}
    return Template(STYLESHEET).substitute(colours, **sizes, **sides, icons=icons)


def apply(app: QApplication, settings: Settings) -> None:
    """Dress the program as `settings.theme` says: in one of the themes, or as the system is."""
    tokens = THEMES.get(settings.theme) or _as_the_system_is(app.styleHints())
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(tokens))
    app.setStyleSheet(stylesheet(tokens, app.layoutDirection()))


def _as_the_system_is(system: QStyleHints) -> Tokens:
    if system.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if system.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def scale_from(settings: Settings, environment: MutableMapping[str, str]) -> None:
    """Have Qt draw everything as large as the settings say, on top of the system's own scale.

    Qt looks once, before its application is made; who set QT_SCALE_FACTOR by hand is heeded.
    """
    if settings.scale != 100:
        environment.setdefault("QT_SCALE_FACTOR", f"{settings.scale / 100:g}")


def load_fonts() -> None:
    """Make the shipped faces known to Qt, once; all of them together take about 10 ms."""
    if FAMILIES[0] in QFontDatabase.families() and FAMILIES[-1] in QFontDatabase.families():
        return
    for path in sorted((resources() / "fonts").iterdir()):
        if path.suffix in (".ttf", ".otf"):
            QFontDatabase.addApplicationFont(str(path))


def font(size: int = BODY, *, strong: bool = False) -> QFont:
    """The house's type in a size of the scale, with faces for every script behind it."""
    face = QFont()
    face.setFamilies(list(FAMILIES))
    face.setPixelSize(size)
    face.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return face


def palette(tokens: Tokens) -> QPalette:
    """The theme's colours for what Qt paints by itself."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.surface, role.WindowText: tokens.text, role.Base: tokens.field,
        role.AlternateBase: tokens.pane, role.Text: tokens.text, role.Button: tokens.card,
        role.ButtonText: tokens.text, role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent, role.PlaceholderText: tokens.hint,
        role.ToolTipBase: tokens.card, role.ToolTipText: tokens.text, role.Link: tokens.accent_text,
        role.Mid: tokens.border, role.Accent: tokens.accent,
    }  # fmt: skip
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.off))
    return made


# Which theme is in use is told by the colour behind everything; asked for every painted cell.
_BY_SURFACE = {QColor(theme.surface).rgb(): theme for theme in THEMES.values()}


def tokens_of(widget: QWidget) -> Tokens:
    """The colours of the theme in use, for what a widget paints itself."""
    app = QApplication.instance()
    palette_in_use = app.palette() if isinstance(app, QApplication) else widget.palette()
    return _BY_SURFACE.get(palette_in_use.window().color().rgb(), LIGHT)


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is; it is dressed anew if it is shown already."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
