"""The tokens are the design's, text can be read on every ground, and a theme changes at once and everywhere."""

from __future__ import annotations

import gc
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QWidget

from vault.qt import icons, stylesheet, theme
from vault.qt.parts.buttons import Button
from vault.qt.parts.text import Text
from vault.qt.sweeping import Sweeper
from vault.qt.theme import TEXT, TOKENS, Look, Theme

Shown = Callable[..., Any]
Pick = Callable[[QWidget, int, int], str]
SOURCES = sorted(Path(theme.__file__).parent.rglob("*.py"))
THEMES = (Theme.light(), Theme.dark())
GROUNDS = ("background", "surface", "raised", "sunken", "hover", "selection")
INKS = ("text", "text-secondary", "link", "success", "warning", "danger")
TINTED = ("link", "success", "warning", "danger")


def luminance(color: QColor) -> float:
    """As WCAG 2 has it."""
    parts = []
    for part in (color.redF(), color.greenF(), color.blueF()):
        parts.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """Returns the ratio of two colours."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


# --- colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_text_keeps_its_contrast_on_every_ground(one: Theme) -> None:
    for ink in INKS:
        for ground in GROUNDS:
            assert contrast(one.color(ink), one.color(ground)) >= 4.5, (ink, ground)
    for ink in TINTED:
        tint = one.color(f"{ink}-tint")
        assert contrast(one.color(ink), tint) >= 5.7, ink
        assert contrast(one.color("text"), tint) >= 5.7, ink


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_filled_buttons_can_be_read(one: Theme) -> None:
    for ink, ground in (("on-accent", "accent"), ("on-accent", "accent-hover"), ("on-danger", "danger")):
        assert contrast(one.color(ink), one.color(ground)) >= 4.5, (ink, ground)


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_edges_and_ring_can_be_seen(one: Theme) -> None:
    for ground in ("background", "surface", "raised"):
        assert contrast(one.color("border-strong"), one.color(ground)) >= 3
        assert contrast(one.color("focus"), one.color(ground)) >= 3
    assert contrast(one.color("focus"), one.color("selection")) >= 3


def test_figures_of_the_design_hold() -> None:
    """A few of the table's ratios, so that a slip of a digit in a token is seen."""
    light, dark = THEMES
    for one, ink, ground, ratio in (
        (light, "text", "background", 14.1),
        (light, "text-secondary", "selection", 5.4),
        (light, "link", "raised", 8.2),
        (light, "warning", "warning-tint", 6.1),
        (light, "danger", "danger-tint", 6.2),
        (dark, "text", "selection", 8.4),
        (dark, "text-secondary", "selection", 4.7),
        (dark, "success", "success-tint", 6.6),
        (dark, "on-accent", "accent", 4.9),
        (dark, "on-danger", "danger", 8.1),
    ):
        assert contrast(one.color(ink), one.color(ground)) == pytest.approx(ratio, abs=0.06), (one.name, ink, ground)


def test_scrim_lets_the_window_through() -> None:
    assert Theme.light().color("scrim").alphaF() == pytest.approx(0.36, abs=0.01)
    assert Theme.dark().color("scrim").alphaF() == pytest.approx(0.5, abs=0.01)


def test_no_colour_stands_outside_the_table() -> None:
    """Neither a hex value nor a colour by name; black and white of sample pictures aside."""
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"#[0-9A-Fa-f]{3,8}\b|(?<![.\w])rgba?\(|(?<![.\w])hsla?\(", text)
        named = re.findall(r"GlobalColor\.(?!transparent|white|gray)\w+", text)
        assert not named, path.name
        if path.name == "theme.py":
            assert len(found) == 2 * len(TOKENS)
        else:
            assert not found, path.name


def test_stylesheet_knows_its_tokens() -> None:
    known = {*TOKENS, *theme.ALIASES}
    stylesheet.write_stylesheet(dict.fromkeys(known, "red").__getitem__, 9)
    with pytest.raises(KeyError):
        Theme.light().color("accent-strong")
    for one in THEMES:
        assert "@" not in one.stylesheet()


def test_parts_ask_for_known_tokens() -> None:
    """Every word given to `color()` or as a tone is a token."""
    for path in SOURCES:
        for token in re.findall(r'\bcolor\("([a-z-]+)"\)', path.read_text(encoding="utf-8")):
            assert token in {*TOKENS, *theme.ALIASES}, (path.name, token)


def test_system_with_high_contrast_keeps_its_colours(worn: Look) -> None:
    system = QPalette(QColor(Qt.GlobalColor.yellow), QColor(Qt.GlobalColor.black))
    one = Theme.contrast(system)
    assert "#" not in one.stylesheet()
    assert "palette(" in one.stylesheet()
    assert one.palette() == system
    worn.wear(one)
    assert theme.color("text") == system.color(QPalette.ColorRole.Text)
    assert theme.color("on-selection") == system.color(QPalette.ColorRole.HighlightedText)


def test_high_contrast_wins_over_every_choice(worn: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    class Hints:
        def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802  # Qt's name
            return Qt.ContrastPreference.HighContrast

    monkeypatch.setattr(worn, "_contrast_hints", Hints())
    worn.choose("dark")
    assert worn.theme.name == "contrast"


# --- changing -------------------------------------------------------------------------------------


def test_theme_changes_while_a_window_stands(worn: Look, shown: Shown, pick: Pick) -> None:
    window = shown(QWidget(), 120, 60)
    button = Button("Restore", parent=window)
    button.move(8, 8)
    button.show()
    assert pick(window, 2, 2) == TOKENS["background"][0].lower()
    assert pick(button, 4, 16) == TOKENS["raised"][0].lower()
    with_signal = []
    worn.changed.connect(lambda: with_signal.append(worn.theme.name))
    worn.choose("dark")
    QApplication.processEvents()
    assert with_signal == ["dark"]
    assert pick(window, 2, 2) == TOKENS["background"][1].lower()
    assert pick(button, 4, 16) == TOKENS["raised"][1].lower()
    with pytest.raises(ValueError, match="sepia"):
        worn.choose("sepia")


def test_following_the_system_goes_by_its_palette_where_it_names_no_scheme(worn: Look) -> None:
    worn._system = QPalette(QColor(Qt.GlobalColor.black))
    worn.choose("system")
    assert worn.theme.name == "dark"
    worn._system = QPalette(QColor(Qt.GlobalColor.white))
    worn._follow()
    assert worn.theme.name == "light"


def test_following_the_system_goes_by_its_scheme_where_it_names_one(
    worn: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Hints:
        scheme = Qt.ColorScheme.Dark

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802  # Qt's name
            return self.scheme

        def setColorScheme(self, scheme: Qt.ColorScheme) -> None:  # noqa: N802  # Qt's name
            assert scheme == Qt.ColorScheme.Unknown

    hints = Hints()
    monkeypatch.setattr(worn, "_hints", hints)
    worn.choose("system")
    assert worn.theme.name == "dark"
    hints.scheme = Qt.ColorScheme.Light
    worn._follow()
    assert worn.theme.name == "light"


def test_nothing_moves_with_reduced_motion(worn: Look) -> None:
    worn.reduced_motion = True
    assert worn.motion == 0
    worn.reduced_motion = False
    duration = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    assert worn.motion == (theme.FADE if duration else 0)


# --- text -----------------------------------------------------------------------------------------


def test_sizes_follow_the_system_in_points(worn: Look, qapp: QApplication) -> None:
    font = qapp.font()
    font.setPointSizeF(9.75)
    qapp.setFont(font)
    assert QFontInfo(worn.font("body")).pixelSize() == 13
    lines = {role: worn.line(role) for role in TEXT}
    assert lines == {
        "display": 32,
        "page-title": 28,
        "item-title": 24,
        "section": 20,
        "body": 20,
        "small": 16,
        "note": 24,
    }
    font.setPointSizeF(19.5)
    qapp.setFont(font)
    assert worn.font("display").pointSizeF() == pytest.approx(39)
    assert worn.line("body") == 40
    assert worn.height(32) > 32


def test_figures_in_columns_are_as_wide_as_each_other(worn: Look) -> None:
    assert worn.font("body", tabular=True).isFeatureSet(theme.TABULAR)
    assert not worn.font("body").isFeatureSet(theme.TABULAR)
    assert worn.font("body").families()[-2:] == ["Inter", "sans-serif"]


def test_labels_grow_with_the_system_font(worn: Look, qapp: QApplication, shown: Shown) -> None:
    text = Text("Restore from a backup", wrap=False)
    button = Button("Restore from a backup")
    shown(text)
    shown(button)
    before = text.sizeHint(), button.sizeHint()
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    QApplication.processEvents()
    for widget, old in zip((text, button), before, strict=True):
        assert widget.sizeHint().width() > 1.5 * old.width()
        assert widget.sizeHint().height() > old.height()


# --- icons ----------------------------------------------------------------------------------------


def test_every_icon_exists(worn: Look) -> None:
    for name in icons.ICONS:
        assert not icons.outline(icons.glyph_of(name)).isEmpty(), name
    with pytest.raises(Exception, match="no-such-glyph"):
        icons.icon("no-such-glyph")


def test_icons_are_painted_in_the_theme_of_the_moment(worn: Look) -> None:
    made = icons.icon("lock", "link")

    def darkest() -> set[str]:
        image = made.pixmap(16, 16).toImage()
        found = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        return {one.name() for one in found if one.alpha() == 255}

    assert darkest() == {TOKENS["link"][0].lower()}
    worn.choose("dark")
    assert darkest() == {TOKENS["link"][1].lower()}
    disabled = made.pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert any(
        disabled.pixelColor(x, y).name() == TOKENS["text-secondary"][1].lower() for x in range(16) for y in range(16)
    )


def test_icons_are_sharp_at_twice_the_scale(worn: Look) -> None:
    twice = icons.pixmap("lock", 16, ratio=2.0)
    assert (twice.width(), twice.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap("lock", 16, ratio=2.0).cacheKey() != icons.pixmap("lock", 16).cacheKey()
    made = icons.icon("lock").pixmap(QSize(16, 16), 2.0)
    assert (made.width(), made.devicePixelRatio()) == (32, 2.0)


def test_own_icon_has_a_small_form_without_ribbon(worn: Look) -> None:
    assert not icons.app_icon().isNull()
    ribbon = QColor(138, 51, 36)

    def bears(size: int) -> bool:
        image = icons.app_pixmap(size).toImage()
        return any(image.pixelColor(x, y) == ribbon for x in range(size) for y in range(size))

    assert bears(96)
    assert not bears(24)


def test_tray_tells_open_from_locked_by_its_shape(worn: Look) -> None:
    ink = theme.color("text")
    locked = icons.tray_icon(locked=True, ink=ink).pixmap(32, 32).toImage()
    opened = icons.tray_icon(locked=False, ink=ink).pixmap(32, 32).toImage()
    assert locked != opened


# --- the machinery below --------------------------------------------------------------------------


def test_signals_keep_the_references_of_true() -> None:
    """PySide6 6.12.0 drops one with each emit on Python 3.11, and the program with them after some hundred."""

    class Bell(QObject):
        rung = Signal()

    bell = Bell()
    heard: list[None] = []
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.connect(lambda: heard.append(None))
        bell.rung.emit()
        bell.rung.disconnect()
    QTimer.singleShot(0, lambda: None)
    assert len(heard) == 100
    assert abs(sys.getrefcount(True) - before) < 50


def test_garbage_waits_while_qt_walks_over_all_widgets(worn: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    gc.enable()
    try:
        monkeypatch.setattr(worn, "_app", Walker(seen))
        worn.wear(Theme.dark())
        assert seen == [False, False]
        assert gc.isenabled()
    finally:
        gc.disable()
        monkeypatch.undo()
        worn.choose("light")


class Walker:
    """Stands for an application and notes whether the collector might run."""

    def __init__(self, seen: list[bool]) -> None:
        self.seen = seen

    def setPalette(self, palette: QPalette) -> None:  # noqa: N802  # Qt's name
        self.seen.append(gc.isenabled())

    def setStyleSheet(self, sheet: str) -> None:  # noqa: N802  # Qt's name
        self.seen.append(gc.isenabled())


def test_sweeper_collects_what_is_due(qapp: QApplication) -> None:
    sweeper = Sweeper(qapp)
    try:
        assert not gc.isenabled()
        gc.collect()
        kept = [[number] for number in range(gc.get_threshold()[0] + 200)]
        assert sweeper.sweep() >= 0
        assert len(kept) > 0
        gc.collect()
        assert sweeper.sweep() == -1
    finally:
        sweeper.stop()
        sweeper.deleteLater()
        gc.disable()


def test_parts_know_nothing_of_the_vault() -> None:
    for path in SOURCES:
        if path.parent.name == "parts" or path.name in {"theme.py", "icons.py", "style.py", "stylesheet.py"}:
            text = path.read_text(encoding="utf-8")
            rooms = re.findall(r"^\s*(?:from|import) vault\.(?!qt\b)(\w+)", text, re.MULTILINE)
            assert not rooms, path.name


def test_family_falls_back(worn: Look) -> None:
    assert QFontDatabase.families()
    button = QPushButton("Plain")
    assert button.font().pointSizeF() > 0


@pytest.mark.slow
def test_gallery_writes_its_pictures(tmp_path: Path) -> None:
    """Every part and page is made, in both themes at both scales, without a word of Qt."""
    command = [sys.executable, "-m", "vault.qt.gallery", "--grab", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert said == []
    names = {path.name for path in tmp_path.glob("*.png")}
    assert len(names) == 56
    assert {"main-light-100.png", "keys-dark-200.png", "dialog-share-dark-100.png"} <= names
