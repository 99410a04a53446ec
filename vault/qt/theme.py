"""The look in numbers: colours, measures and text sizes, and the `Look` that puts them on the application.

The one table `TOKENS` is the only place of the whole window where a colour has a value. The `QPalette` and the
style sheet are made from it, and everything that paints itself asks `color()`. On a system set to high contrast
the same names lead to the system's own palette instead, so no part has to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from .stylesheet import write_stylesheet
from .sweeping import no_sweeping

# --- colours --------------------------------------------------------------------------------------

# token -> light, dark
TOKENS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "background": ("#F3F1EB", "#171A1C"),
        "surface": ("#FBFAF7", "#1D2123"),
        "raised": ("#FFFFFF", "#262B2E"),
        "sunken": ("#E9E6DE", "#121516"),
        "hover": ("#E8E5DC", "#2A3033"),
        "selection": ("#D7E5EC", "#264251"),
        "border": ("#DBD7CC", "#363C40"),
        "border-strong": ("#85817A", "#7B8388"),
        "focus": ("#2A7CA3", "#8CC7E6"),
        "scrim": ("#1C2327", "#000000"),
        "text": ("#1C2327", "#E8E5DD"),
        "text-secondary": ("#565B5C", "#ABAEAA"),
        "link": ("#1D5470", "#8ABFD9"),
        "link-tint": ("#E2EBF0", "#20323C"),
        "success": ("#26633F", "#84C49B"),
        "success-tint": ("#E3EEE3", "#1F3329"),
        "warning": ("#7C4E00", "#E3B565"),
        "warning-tint": ("#F8ECD2", "#3A2F1B"),
        "danger": ("#9C2B26", "#F1978F"),
        "danger-tint": ("#F9E5E1", "#402422"),
        "on-danger": ("#FFFFFF", "#2B0F0C"),
        "accent": ("#1D5470", "#33789C"),
        "accent-hover": ("#15435B", "#296583"),
        "on-accent": ("#FFFFFF", "#FFFFFF"),
        "tag-red": ("#C0403A", "#F08A82"),
        "tag-orange": ("#B85C12", "#EFA063"),
        "tag-yellow": ("#917000", "#DFC04E"),
        "tag-green": ("#35803F", "#82C783"),
        "tag-teal": ("#147E7C", "#62C5BF"),
        "tag-blue": ("#2F6FB5", "#82B6EE"),
        "tag-purple": ("#7F55B0", "#C09AEC"),
        "tag-grey": ("#6E7071", "#B3B4B2"),
        "wax": ("#BE4834", "#BE4834"),
    }
)
SCRIM_OPACITY = (0.36, 0.50)

# Text on a selected row is `text` in our own themes; a system's high-contrast theme has a colour of its own for it.
ALIASES: Mapping[str, str] = MappingProxyType({"on-selection": "text"})

# Under a high-contrast theme of the system every token is one of its roles: state is told by icon and word there.
Role = QPalette.ColorRole
SYSTEM_ROLES: Mapping[str, QPalette.ColorRole] = MappingProxyType(
    {
        "background": Role.Window,
        "surface": Role.Base,
        "raised": Role.Base,
        "sunken": Role.Base,
        "hover": Role.AlternateBase,
        "selection": Role.Highlight,
        "on-selection": Role.HighlightedText,
        "border": Role.Text,
        "border-strong": Role.Text,
        "focus": Role.Highlight,
        "scrim": Role.Window,
        "text": Role.Text,
        "text-secondary": Role.Text,
        "link": Role.Link,
        "link-tint": Role.Base,
        "success": Role.Text,
        "success-tint": Role.Base,
        "warning": Role.Text,
        "warning-tint": Role.Base,
        "danger": Role.Text,
        "danger-tint": Role.Base,
        "on-danger": Role.Base,
        "accent": Role.Highlight,
        "accent-hover": Role.Highlight,
        "on-accent": Role.HighlightedText,
        "tag-red": Role.Text,
        "tag-orange": Role.Text,
        "tag-yellow": Role.Text,
        "tag-green": Role.Text,
        "tag-teal": Role.Text,
        "tag-blue": Role.Text,
        "tag-purple": Role.Text,
        "tag-grey": Role.Text,
        "wax": Role.Text,
    }
)
# How a style sheet names those roles.
ROLE_WORDS: Mapping[QPalette.ColorRole, str] = MappingProxyType(
    {
        Role.Window: "window",
        Role.Base: "base",
        Role.AlternateBase: "alternate-base",
        Role.Highlight: "highlight",
        Role.HighlightedText: "highlighted-text",
        Role.Text: "text",
        Role.Link: "link",
    }
)
# role of the palette -> token. Fusion draws what we do not (menus, tool tips, scroll bars) from these.
PALETTE: Mapping[QPalette.ColorRole, str] = MappingProxyType(
    {
        Role.Window: "background",
        Role.WindowText: "text",
        Role.Base: "raised",
        Role.AlternateBase: "surface",
        Role.Text: "text",
        Role.PlaceholderText: "text-secondary",
        Role.Button: "raised",
        Role.ButtonText: "text",
        Role.BrightText: "on-accent",
        Role.ToolTipBase: "raised",
        Role.ToolTipText: "text",
        Role.Highlight: "selection",
        Role.HighlightedText: "text",
        Role.Accent: "accent",
        Role.Link: "link",
        Role.LinkVisited: "link",
        Role.Light: "raised",
        Role.Midlight: "hover",
        Role.Mid: "border",
        Role.Dark: "border-strong",
        Role.Shadow: "border-strong",
    }
)
TEXT_ROLES = (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText, Role.PlaceholderText)


@dataclass(frozen=True)
class Theme:
    """A name and one colour for every token."""

    name: str
    colors: Mapping[str, str]
    scrim_opacity: float
    system: QPalette | None = None
    """The system's palette, where its high contrast wins over ours."""

    @classmethod
    def light(cls) -> Theme:
        """Warm paper and blue-black ink."""
        return cls("light", {token: pair[0] for token, pair in TOKENS.items()}, SCRIM_OPACITY[0])

    @classmethod
    def dark(cls) -> Theme:
        """The same archive by night."""
        return cls("dark", {token: pair[1] for token, pair in TOKENS.items()}, SCRIM_OPACITY[1])

    @classmethod
    def contrast(cls, system: QPalette) -> Theme:
        """The system's own high-contrast colours under our names."""
        colors = {token: system.color(role).name() for token, role in SYSTEM_ROLES.items()}
        return cls("contrast", colors, SCRIM_OPACITY[1], system)

    def color(self, token: str) -> QColor:
        """Returns a token's colour; a token that is none is our own mistake (`KeyError`)."""
        found = QColor(self.colors.get(token) or self.colors[ALIASES[token]])
        if token == "scrim":
            found.setAlphaF(self.scrim_opacity)
        return found

    def word(self, token: str) -> str:
        """Returns a token as a style sheet writes it: a value, or under high contrast a role of the palette."""
        if self.system is not None:
            return f"palette({ROLE_WORDS[SYSTEM_ROLES[token]]})"
        return self.color(token).name()

    def palette(self) -> QPalette:
        """Returns the palette made from the tokens, or the system's own under high contrast."""
        if self.system is not None:
            return QPalette(self.system)
        palette = QPalette()
        for role, token in PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in TEXT_ROLES:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("text-secondary"))
        return palette

    def stylesheet(self, size: float = 10) -> str:
        """Returns the style sheet made from the tokens, for text of this size in points."""
        return write_stylesheet(self.word, size * TEXT["small"].size)


# --- measures -------------------------------------------------------------------------------------


class Space(IntEnum):
    """The only distances there are, in logical pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20
    XXL = 24
    XXXL = 32


PAGE_MARGIN = (32, 20)
"""Beside and above a page's content."""
CARD_PADDING = (20, 16)
"""Beside and above a card's content, the 1 px border included."""


class Radius(IntEnum):
    """Corner radii: badge, tag, thumbnail, check box; button, field, entry, menu; card, well; dialog."""

    BADGE = 4
    BUTTON = 6
    CARD = 8
    DIALOG = 10


# --- text -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class TextRole:
    """Size and line as multiples of the system's size, and the weight."""

    size: float
    line: float
    weight: QFont.Weight


# role -> size of the system's, height of a line in the system's size (13 px: 32, 28, 24, 20, 20, 16, 24), weight
TEXT: Mapping[str, TextRole] = MappingProxyType(
    {
        "display": TextRole(2.0, 32 / 13, QFont.Weight.DemiBold),
        "page-title": TextRole(1.7, 28 / 13, QFont.Weight.DemiBold),
        "item-title": TextRole(1.3, 24 / 13, QFont.Weight.DemiBold),
        "section": TextRole(1.15, 20 / 13, QFont.Weight.DemiBold),
        "body": TextRole(1.0, 20 / 13, QFont.Weight.Normal),
        "small": TextRole(0.92, 16 / 13, QFont.Weight.Normal),
        "note": TextRole(1.08, 24 / 13, QFont.Weight.Normal),
    }
)
WEIGHTS: Mapping[int, QFont.Weight] = MappingProxyType(
    {400: QFont.Weight.Normal, 500: QFont.Weight.Medium, 600: QFont.Weight.DemiBold}
)
TABULAR = QFont.Tag("tnum")
FADE = 120
"""Milliseconds of the longest motion there is."""

# --- what is worn now -----------------------------------------------------------------------------

CHOICES = ("system", "light", "dark")


class Look(QObject):
    """The theme that is worn now, and the only one who changes it.

    `changed` comes after palette and style sheet are on the application. A widget needs it rarely: every widget
    gets a `StyleChange` with it, and icons, delegates and parts ask for their colours when they paint.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self._hints = app.styleHints()  # kept: its `accessibility()` dies with the Python object it came from
        self._contrast_hints = self._hints.accessibility()
        self._system = QPalette(app.palette())
        self._choice = "system"
        self._reduced = False
        self._fonts: dict[tuple[str, int, bool], QFont] = {}
        self._lines: dict[str, int] = {}
        self._worn = False
        self.theme = Theme.light()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._contrast_hints.contrastPreferenceChanged.connect(self._follow)
        app.fontChanged.connect(self._take_font)

    @property
    def choice(self) -> str:
        """What the person chose: `system`, `light` or `dark`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Puts on a theme, at once and everywhere."""
        if choice not in CHOICES:
            raise ValueError(f"no theme is called {choice!r}")
        self._choice = choice
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(choice, Qt.ColorScheme.Unknown)
        self._hints.setColorScheme(scheme)  # window frames and the system's own dialogs follow, where they can
        self.wear(self._find())

    def wear(self, theme: Theme) -> None:
        """Puts palette and style sheet of a theme on the application."""
        self.theme = theme
        self._worn = True
        with no_sweeping():
            self._app.setPalette(theme.palette())
            self._app.setStyleSheet(theme.stylesheet(points(QApplication.font())))
        self.changed.emit()

    def _find(self) -> Theme:
        """Returns the theme the choice leads to; high contrast of the system wins over every choice."""
        if self._contrast_hints.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Theme.contrast(self._system)
        if self._choice == "system":
            return Theme.dark() if self._system_is_dark() else Theme.light()
        return Theme.dark() if self._choice == "dark" else Theme.light()

    def _system_is_dark(self) -> bool:
        """Asks the platform; many know no colour scheme, so the palette we found at the start decides there."""
        scheme = self._hints.colorScheme()
        if scheme != Qt.ColorScheme.Unknown:
            return scheme == Qt.ColorScheme.Dark
        return self._system.color(Role.WindowText).lightness() > self._system.color(Role.Window).lightness()

    def _follow(self) -> None:
        """The system changed its colour scheme or its contrast."""
        if self._worn and (found := self._find()).name != self.theme.name:
            self.wear(found)

    def _take_font(self) -> None:
        """The system changed its font: every text size is a multiple of it."""
        self._fonts.clear()
        self._lines.clear()
        if self._worn:
            self.wear(self.theme)

    def font(self, role: str = "body", weight: int = 0, *, tabular: bool = False) -> QFont:
        """Returns the font of a text role; `weight` (400, 500, 600) replaces the role's own."""
        key = (role, weight, tabular)
        if key not in self._fonts:
            plan = TEXT[role]
            system = QApplication.font()
            font = QFont(system)
            font.setFamilies(list(dict.fromkeys([*system.families(), "Inter", "sans-serif"])))
            font.setPointSizeF(points(system) * plan.size)
            font.setWeight(WEIGHTS[weight] if weight else plan.weight)
            if tabular:
                font.setFeature(TABULAR, 1)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def line(self, role: str = "body") -> int:
        """Returns the height of one line of a text role, never lower than its font."""
        if role not in self._lines:  # rows ask for it whenever they are painted
            body = QFontInfo(self.font("body")).pixelSize()
            self._lines[role] = max(round(body * TEXT[role].line), QFontMetrics(self.font(role)).height())
        return self._lines[role]

    def height(self, least: int, role: str = "body") -> int:
        """Returns the height of a row or control: its own figure, or font height plus 10 where that is more."""
        return max(least, QFontMetrics(self.font(role)).height() + 10)

    def measure(self, width: int) -> int:
        """Returns a column's width (400 at unlock, a dialog's 480): its figure, and more once text is over 16 px."""
        return max(width, width * QFontInfo(self.font("body")).pixelSize() // 16)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move, by the setting or by the system."""
        duration = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return self._reduced or duration == 0

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._reduced = reduced

    @property
    def motion(self) -> int:
        """How long a fade takes in milliseconds: 120, or nothing with reduced motion."""
        return 0 if self.reduced_motion else FADE


def points(font: QFont) -> float:
    """Returns a font's size in points; a font set in pixels is measured."""
    return font.pointSizeF() if font.pointSizeF() > 0 else QFontInfo(font).pointSizeF()


_worn: list[Look] = []


def look() -> Look:
    """Returns the application's look; there is one for each application."""
    if not _worn or not shiboken6.isValid(_worn[0]):
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("the look needs an application")
        _worn[:] = [Look(app)]
    return _worn[0]


def color(token: str) -> QColor:
    """Returns a token's colour in the theme worn now."""
    return look().theme.color(token)


def font(role: str = "body", weight: int = 0, *, tabular: bool = False) -> QFont:
    """Returns the font of a text role."""
    return look().font(role, weight, tabular=tabular)
