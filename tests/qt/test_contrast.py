"""Text can be read and edges can be seen: in the table of colours, pair by pair, and in pictures of what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.qt.test_theme import contrast
from vault.qt.parts.badges import KINDS as BADGES, Badge, ProofLine, Tag
from vault.qt.parts.bars import BANNERS, Banner
from vault.qt.parts.buttons import KINDS as BUTTONS, Button
from vault.qt.parts.fields import HINTS, Choice, Field, LineInput
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import TOKENS, Look, Theme
from vault.qt.wording import Said

from .conftest import Shown

THEMES = (Theme.light(), Theme.dark())
GROUNDS = ("background", "surface", "raised", "sunken", "hover", "selection")
# The look's own table: token -> its ratio on each ground, light and dark.
TEXTS = {
    "text": ((14.1, 15.3, 15.9, 12.8, 12.6, 12.4), (13.9, 12.9, 11.4, 14.6, 10.6, 8.4)),
    "text-secondary": ((6.1, 6.6, 6.9, 5.5, 5.5, 5.4), (7.8, 7.2, 6.4, 8.2, 6.0, 4.7)),
    "link": ((7.3, 7.9, 8.2, 6.6, 6.5, 6.4), (8.8, 8.1, 7.2, 9.2, 6.7, 5.3)),
    "success": ((6.3, 6.8, 7.1, 5.7, 5.7, 5.5), (8.6, 8.0, 7.1, 9.0, 6.6, 5.2)),
    "warning": ((6.3, 6.8, 7.1, 5.7, 5.7, 5.5), (9.2, 8.5, 7.5, 9.7, 7.1, 5.6)),
    "danger": ((6.7, 7.2, 7.5, 6.0, 6.0, 5.9), (8.0, 7.4, 6.5, 8.4, 6.1, 4.8)),
}
TINTED = {"link": (6.8, 6.7), "success": (6.0, 6.6), "warning": (6.1, 6.9), "danger": (6.2, 6.4)}
FILLED = {
    ("on-accent", "accent"): (8.2, 4.9),
    ("on-accent", "accent-hover"): (10.6, 6.4),
    ("on-danger", "danger"): (7.5, 8.1),
}
EDGES = {
    "border-strong": ((3.4, 3.7, 3.9), (4.5, 4.2, 3.7)),
    "focus": ((4.1, 4.5, 4.7), (9.5, 8.8, 7.8)),
}
TEXT_LEAST, EDGE_LEAST = 4.5, 3.0


# --- the table ------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1], ids=["light", "dark"])
def test_every_pair_of_the_table_holds(number: int) -> None:
    """Each ratio is the one the look states, and none is too low, on hover and on a chosen row either."""
    theme = THEMES[number]

    def hold(ink: str, ground: str, stated: float, least: float) -> None:
        found = contrast(theme.color(ink), theme.color(ground))
        assert found == pytest.approx(stated, abs=0.06), (ink, ground)
        assert found >= least, (ink, ground)

    for ink, ratios in TEXTS.items():
        for ground, stated in zip(GROUNDS, ratios[number], strict=True):
            hold(ink, ground, stated, TEXT_LEAST)
    for ink, pair in TINTED.items():
        hold(ink, f"{ink}-tint", pair[number], 5.7)
    for (ink, ground), pair in FILLED.items():
        hold(ink, ground, pair[number], TEXT_LEAST)
    for ink, sides in EDGES.items():
        for ground, stated in zip(GROUNDS, sides[number], strict=False):
            hold(ink, ground, stated, EDGE_LEAST)
    hold("focus", "selection", (3.6, 5.8)[number], EDGE_LEAST)


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_colours_of_tags_can_be_told_from_their_ground(one: Theme) -> None:
    for token in TOKENS:
        if token.startswith("tag-"):
            for ground in ("surface", "raised", "hover"):
                assert contrast(one.color(token), one.color(ground)) >= EDGE_LEAST, (token, ground)


@pytest.mark.parametrize("one", THEMES, ids=lambda one: one.name)
def test_what_qt_paints_by_itself_can_be_read(one: Theme) -> None:
    """Tool tips, menus and placeholders come from the palette."""
    palette = one.palette()
    role = QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.ButtonText, role.Button),
        (role.ToolTipText, role.ToolTipBase),
        (role.HighlightedText, role.Highlight),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ):
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            assert contrast(palette.color(group, ink), palette.color(group, ground)) >= TEXT_LEAST, (ink, group)


# --- pictures -------------------------------------------------------------------------------------


@lru_cache(4096)
def _ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    return contrast(QColor(*one), QColor(*other))


def pixels_of(root: QWidget) -> tuple[Image.Image, float]:
    """What is seen, and how many of its points make one of ours."""
    picture = root.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = picture.width(), picture.height()
    return Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", picture.bytesPerLine()), (
        picture.devicePixelRatio()
    )


def words_of(widget: QWidget) -> str:
    """What is written on a widget by itself."""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text().strip() if isinstance(widget, QLabel | QAbstractButton) else ""


def _written(root: QWidget, known: set[tuple[int, str]]) -> Iterator[tuple[QWidget, QRect]]:
    """Widgets with words that are seen and were not looked at before, and where; what lies under a toast is not."""
    for widget in root.findChildren(QWidget):
        words = words_of(widget)
        if not words or (id(widget), words) in known or not widget.isVisibleTo(root):
            continue
        if widget.window() is not root.window() or widget.visibleRegion().isEmpty():
            continue
        seen = widget.visibleRegion().boundingRect().translated(widget.mapTo(root, QPoint(0, 0)))
        seen = seen.intersected(root.rect()).adjusted(2, 2, -2, -2)
        above = root.childAt(seen.center())
        is_above = above is not None and (above is widget or widget.isAncestorOf(above))
        if is_above and seen.width() >= 8 and seen.height() >= 10:
            known.add((id(widget), words))
            yield widget, seen


def faint(root: QWidget, least: float = TEXT_LEAST, known: set[tuple[int, str]] | None = None) -> Iterator[str]:
    """Words that differ too little from the ground they stand on, as they were painted."""
    written = list(_written(root, set() if known is None else known))
    if not written:
        return
    picture, ratio = pixels_of(root)
    for widget, seen in written:
        box = tuple(round(edge * ratio) for edge in (seen.left(), seen.top(), seen.right() + 1, seen.bottom() + 1))
        counted = picture.crop(box).getcolors(1 << 16)  # type: ignore[arg-type]  # four numbers
        colours: list[tuple[int, tuple[int, int, int]]] = list(counted or [])  # type: ignore[arg-type]  # of RGB
        ground = max(colours)[1]
        found = max(_ratio(colour, ground) for _, colour in colours)
        if found < least:
            yield f"{found:.1f}: {type(widget).__name__} {words_of(widget)[:40]!r}"


def sheet_of_parts() -> QWidget:
    """Every part that writes words, in every state it has."""
    from PySide6.QtWidgets import QCheckBox, QRadioButton, QVBoxLayout

    sheet = QWidget()
    column = QVBoxLayout(sheet)
    for kind in BUTTONS:
        column.addWidget(Button("Restore", kind))
        blocked = Button("Restore", kind)
        blocked.set_blocked("Choose an item first")
        column.addWidget(blocked)
    for kind in BADGES:
        column.addWidget(Badge(kind, "State"))
    for kind in ("proven", "unproven", "failed"):
        column.addWidget(ProofLine(kind, "Restored for real"))
    for kind in HINTS:
        field = Field("Name", LineInput("My Papers"))
        field.set_hint("Said below", kind)
        column.addWidget(field)
    for kind in BANNERS:
        column.addWidget(Banner(kind, "Something is so", "Mend it"))
    for token in ("danger", "warning", "success", "link"):
        verdict = Verdict()
        column.addWidget(verdict)
        verdict.say(Said("It stopped.", "All is safe.", "Try again.", "E1"), token=token)
    for tone in ("text", "text-secondary", "link", "success", "warning", "danger"):
        column.addWidget(Text("Words", "small", tone))
    choice = Choice("Kind")
    choice.addItems(["One", "Two"])
    box, radio, dead = QCheckBox("Remember"), QRadioButton("Later"), QCheckBox("Not now")
    dead.setEnabled(False)
    for widget in (
        choice,
        box,
        radio,
        dead,
        Tag("tax", "tag-red"),
        SegmentedChoice("View", [("a", "One"), ("b", "2")]),
    ):
        column.addWidget(widget)
    return sheet


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_can_be_read_as_it_is_painted(theme: str, worn: Look, shown: Shown) -> None:
    worn.choose(theme)
    sheet = shown(sheet_of_parts(), 700)
    assert list(faint(sheet)) == []


def test_the_systems_high_contrast_wins_in_what_is_painted(worn: Look, shown: Shown) -> None:
    """Yellow on black: nothing of our own colours is left, and everything can be read."""
    black, yellow = QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.yellow)
    system = QPalette(yellow, black)
    for role, colour in (
        (QPalette.ColorRole.Base, black),
        (QPalette.ColorRole.Text, yellow),
        (QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.cyan)),
        (QPalette.ColorRole.HighlightedText, black),
        (QPalette.ColorRole.Link, QColor(Qt.GlobalColor.cyan)),
    ):
        system.setColor(role, colour)
    worn.wear(Theme.contrast(system))
    sheet = shown(sheet_of_parts(), 700)
    assert list(faint(sheet, 7.0)) == []
    picture, _ = pixels_of(sheet)
    counted = {colour for count, colour in picture.getcolors(1 << 20) or [] if count > 400}
    ours = {value.lower() for token, pair in TOKENS.items() if token != "on-accent" for value in pair}
    seen = {QColor(*one).name() for one in counted if isinstance(one, tuple)}
    assert not seen & (ours - {black.name()})


def test_faint_words_are_found(worn: Look, shown: Shown) -> None:
    """The look at pictures sees what it is for."""
    sheet = QWidget()
    label = QLabel("Hardly to be read", sheet)
    label.setStyleSheet("color: #c8c8c0; background: #ffffff")
    label.setMinimumSize(200, 40)
    shown(sheet, 220, 60)
    assert len(list(faint(sheet))) == 1


# --- nothing by colour alone ----------------------------------------------------------------------


def shape_of(widget: QWidget) -> bytes:
    """What is painted, in black and white: where it differs from its ground."""
    widget.ensurePolished()
    widget.resize(widget.sizeHint())
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    picture = Image.frombytes(
        "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine()
    )
    ground = max(picture.getcolors(1 << 16) or [])[1]
    assert isinstance(ground, tuple)
    points = [_ratio((r, g, b), ground) > 2.5 for r, g, b in zip(*[iter(picture.tobytes())] * 3, strict=True)]
    return bytes(points)


def test_states_differ_in_shape_or_word(worn: Look) -> None:
    """Badges with the same word in other shapes, or other words; proof lines and hints alike."""
    shapes: dict[tuple[bytes, str], str] = {}
    for kind in BADGES:
        badge = Badge(kind) if kind != "neutral" else Badge(kind, "Seen")
        key = shape_of(badge), badge.text()
        assert badge.text().strip(), kind
        assert key not in shapes, (kind, shapes[key])
        shapes[key] = kind
    icons = [BADGES[kind][0] for kind in ("proven", "not-proven", "damaged", "running", "found", "neutral")]
    assert len(set(icons)) == len(icons), "what matters differs in its icon, too"
    proofs = {shape_of(ProofLine(kind, "The same words")) for kind in ("proven", "unproven", "failed")}
    assert len(proofs) == 3
    assert all(icon for kind, (icon, _) in HINTS.items() if kind != "plain")
    assert all(icon for icon, _ in BANNERS.values())


def test_differences_are_told_in_words(worn: Look) -> None:
    """Lines that were removed, added and changed are read with a word each; their signs are painted beside them."""
    from vault.qt.browse.differences import Pair
    from vault.qt.dialogs.side_by_side import PairsModel

    model = PairsModel()
    words = {kind: model.words(Pair(kind, "a", "a")) for kind in ("removed", "added", "changed")}
    assert len(set(words.values())) == 3
    assert "a" not in words.values()
    assert model.words(Pair("same", "", "")), "a line without letters has words, too"


def test_the_table_is_whole() -> None:
    """No token that is written or drawn with is left out above."""
    others = {*GROUNDS, "border", "scrim", "wax", "accent", "accent-hover", "on-accent", "on-danger"}
    written = {token for token in TOKENS if not token.startswith("tag-") and not token.endswith("-tint")}
    assert written - others == set(TEXTS) | set(EDGES)
