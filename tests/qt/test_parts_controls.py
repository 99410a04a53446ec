"""Buttons, fields, choices, badges and the focus ring: sizes, states, words, keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontMetrics, QIcon, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from vault.qt.parts.badges import KINDS as BADGES, PROOFS, AddTag, Badge, ProofLine, Tag
from vault.qt.parts.buttons import KINDS, Button, IconButton
from vault.qt.parts.choosing import with_ending
from vault.qt.parts.fields import Choice, Field, LineInput, PasswordField, SearchField
from vault.qt.parts.focus import FocusRing
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import TOKENS, Look

Shown = Callable[..., Any]
Pick = Callable[[QWidget, int, int], str]
Activate = Callable[[QWidget], None]
LIGHT = {token: pair[0].lower() for token, pair in TOKENS.items()}
GERMAN = "Wiederherstellungsbogen"


def interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def name_of(widget: QWidget) -> str:
    return str(interface(widget).text(QAccessible.Text.Name))


# --- buttons --------------------------------------------------------------------------------------


def test_buttons_are_as_high_as_the_design_says(worn: Look) -> None:
    assert Button("Share").sizeHint().height() == 32
    assert Button("Share", compact=True).sizeHint().height() == 28
    assert Button("Unlock", tall=True).sizeHint().height() == 40
    assert IconButton("more", "More").sizeHint().toTuple() == (32, 32)
    assert IconButton("close", "Close", side=16).sizeHint().toTuple() == (24, 24)


@pytest.mark.parametrize(
    ("kind", "fill", "edge"),
    [
        ("primary", "accent", "accent"),
        ("secondary", "raised", "border-strong"),
        ("danger", "raised", "border-strong"),
        ("danger-filled", "danger", "danger"),
    ],
)
def test_buttons_have_their_colours(kind: str, fill: str, edge: str, shown: Shown, pick: Pick) -> None:
    button = shown(Button("Share", kind))
    assert pick(button, 6, 6) == LIGHT[fill]
    assert pick(button, button.width() // 2, 0) == LIGHT[edge]
    assert pick(button, 0, 16) == LIGHT[edge]


def test_quiet_buttons_have_no_edge(shown: Shown, pick: Pick) -> None:
    ground = shown(QWidget(), 200, 60)
    for kind in ("quiet", "link"):
        button = Button("Share", kind, parent=ground)
        button.show()
        assert pick(button, button.width() // 2, 0) == LIGHT["background"]


def test_corners_are_round(shown: Shown, pick: Pick) -> None:
    ground = shown(QWidget(), 200, 60)
    button = Button("Share", "primary", parent=ground)
    button.show()
    assert pick(button, 0, 0) != LIGHT["accent"]
    assert pick(button, 6, 0) == LIGHT["accent"]


def test_disabled_buttons_say_why(shown: Shown, pick: Pick) -> None:
    for button in (Button("Share", "primary"), IconButton("trash", "Delete")):
        button.setToolTip("Sends a copy") if isinstance(button, Button) else None
        shown(button)
        button.set_blocked("Select an item first")
        QApplication.processEvents()
        assert not button.isEnabled()
        assert button.toolTip() == "Select an item first"
        assert button.accessibleDescription() == "Select an item first"
        button.set_blocked("")
        assert button.isEnabled()
        assert button.toolTip() == ("Sends a copy" if isinstance(button, Button) else "Delete")


def test_disabled_filled_buttons_lose_their_fill(shown: Shown, pick: Pick) -> None:
    ground = shown(QWidget(), 200, 60)
    button = Button("Delete", "danger-filled", parent=ground)
    button.show()
    button.set_blocked("Type the name first")
    QApplication.processEvents()
    assert pick(button, button.width() // 2, 0) == LIGHT["border"]
    assert pick(button, 6, 6) == LIGHT["background"]


def test_icon_buttons_are_named_with_their_shortcut(worn: Look) -> None:
    button = IconButton("lock", "Lock", shortcut="Ctrl+L")
    assert name_of(button) == "Lock"
    assert button.toolTip() == "Lock (Ctrl+L)"
    assert not button.icon().isNull()


def test_words_give_way_to_the_icon_and_come_back(worn: Look) -> None:
    button = Button("New note", icon="new-note")
    wide = button.sizeHint()
    button.set_collapsed(True)
    assert button.sizeHint().width() == button.sizeHint().height()
    assert (button.text(), name_of(button), button.toolTip()) == ("", "New note", "New note")
    button.set_collapsed(False)
    assert (button.text(), button.sizeHint(), button.toolTip()) == ("New note", wide, "")


@pytest.mark.parametrize("kind", KINDS)
def test_longer_words_make_wider_buttons(kind: str, worn: Look) -> None:
    short = Button("Druck", kind, "recovery-kit")
    long = Button(f"{GERMAN} drucken", kind, "recovery-kit")
    room = QFontMetrics(worn.font("body", 500)).horizontalAdvance(long.text())
    assert long.minimumSizeHint().width() >= room + 2 * 12 + 16 + 8
    assert long.minimumSizeHint().width() > 1.4 * short.minimumSizeHint().width()


def test_icon_stands_eight_before_the_words(shown: Shown, worn: Look) -> None:
    button = shown(Button("H", "secondary", "all"))
    image = button.grab().toImage()
    ink = [x for x in range(1, image.width() - 1) if is_dark(image.pixelColor(x, image.height() // 2))]
    words = QFontMetrics(worn.font("body", 500)).horizontalAdvance("H")
    assert button.width() == pytest.approx(12 + 16 + 8 + words + 12, abs=3)
    assert ink[0] >= 12


def is_dark(color: QColor) -> bool:
    return color.lightness() < 128


def test_menu_button_leaves_room_for_its_caret(worn: Look) -> None:
    menu = QMenu()
    assert Button("Deliver as", menu=menu).sizeHint().width() == Button("Deliver as").sizeHint().width() + 22


def test_unknown_kinds_are_our_own_mistake(worn: Look) -> None:
    with pytest.raises(ValueError, match="ghost"):
        Button("Share", "ghost")
    with pytest.raises(ValueError, match="perfect"):
        Badge("perfect", "Perfect")


# --- the focus ring -------------------------------------------------------------------------------


@pytest.fixture
def row(shown: Shown, activate: Activate) -> QWidget:
    """A window with a field and two buttons, the focus in the field."""
    window = QWidget()
    line = QHBoxLayout(window)
    line.setContentsMargins(20, 20, 20, 20)
    for widget in (LineInput(), Button("One"), Button("Two"), QCheckBox("Three")):
        line.addWidget(widget)
    shown(window)
    activate(window)
    window.findChildren(LineInput)[0].setFocus()
    QApplication.processEvents()
    return window


def test_ring_goes_along_with_the_keyboard(row: QWidget, pick: Pick) -> None:
    QTest.keyClick(row.findChildren(LineInput)[0], Qt.Key.Key_Tab)
    QApplication.processEvents()
    one = row.findChildren(Button)[0]
    assert one.hasFocus()
    [ring] = row.findChildren(FocusRing)
    assert ring.isVisible()
    assert ring.geometry() == one.geometry().adjusted(-4, -4, 4, 4)
    middle = one.geometry().center()
    assert pick(row, middle.x(), one.y() - 4) == LIGHT["focus"]
    assert pick(row, middle.x(), one.y() - 3) == LIGHT["focus"]
    assert pick(row, middle.x(), one.y() - 2) == LIGHT["background"]
    assert pick(row, middle.x(), one.y() - 1) == LIGHT["background"]
    assert pick(row, one.x() - 4, middle.y()) == LIGHT["focus"]
    QTest.keyClick(one, Qt.Key.Key_Tab)
    QTest.keyClick(row.findChildren(Button)[1], Qt.Key.Key_Tab)
    assert ring.widget() is row.findChild(QCheckBox)


def test_ring_stays_away_from_the_mouse_and_from_fields(row: QWidget) -> None:
    one = row.findChildren(Button)[0]
    QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not any(ring.isVisible() for ring in row.findChildren(FocusRing))
    QTest.keyClick(one, Qt.Key.Key_Tab)
    QTest.keyClick(row.findChildren(Button)[1], Qt.Key.Key_Backtab)
    assert any(ring.isVisible() for ring in row.findChildren(FocusRing))
    QTest.keyClick(one, Qt.Key.Key_Backtab)
    QApplication.processEvents()
    assert row.findChildren(LineInput)[0].hasFocus()
    assert not any(ring.isVisible() for ring in row.findChildren(FocusRing))


def test_ring_outlives_the_window_it_was_in(qtbot: QtBot, worn: Look, activate: Activate) -> None:
    for _ in range(3):
        window = QWidget()
        line = QHBoxLayout(window)
        line.addWidget(Button("One"))
        line.addWidget(Button("Two"))
        window.show()
        activate(window)
        QApplication.processEvents()
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert window.findChildren(FocusRing)
        window.close()
        window.deleteLater()
        del window
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- fields ---------------------------------------------------------------------------------------


def test_text_stays_where_it_is_when_the_edge_grows(shown: Shown, pick: Pick, activate: Activate) -> None:
    ground = shown(QWidget(), 300, 100)
    field = LineInput("Papers", parent=ground)
    field.resize(200, 32)
    field.show()
    field.clearFocus()
    QApplication.processEvents()
    edges = pick(field, 100, 0), pick(field, 100, 1)
    before = field.cursorRect().topLeft()
    activate(field)
    field.setFocus()
    QApplication.processEvents()
    assert edges == (LIGHT["border-strong"], LIGHT["raised"])
    assert (pick(field, 100, 0), pick(field, 100, 1)) == (LIGHT["focus"], LIGHT["focus"])
    assert field.cursorRect().topLeft() == before
    assert field.height() == 32
    assert LineInput(tall=True).sizeHint().height() == 40


def test_field_is_named_by_its_label_and_told_by_its_hint(worn: Look) -> None:
    line = LineInput()
    field = Field("Name", line, "The folder gets this name, too")
    assert name_of(line) == "Name"
    assert line.accessibleDescription() == "The folder gets this name, too"
    field.set_fault("This name is taken")
    assert field.hint() == "This name is taken"
    assert line.property("fault") is True
    field.set_fault("")
    assert field.hint() == "The folder gets this name, too"
    assert not line.property("fault")


def test_fault_turns_the_edge_to_danger(shown: Shown, pick: Pick) -> None:
    line = LineInput()
    field = shown(Field("Name", line), 240)
    line.clearFocus()
    field.set_fault("This name is taken")
    QApplication.processEvents()
    assert pick(line, 100, 0) == LIGHT["danger"]


def test_password_is_shown_and_hidden_by_keyboard(worn: Look, shown: Shown) -> None:
    field = shown(PasswordField("Password", layout="German layout"), 300)
    assert field.input.echoMode() == QLineEdit.EchoMode.Password
    before = name_of(field.input.reveal)
    QTest.keyClick(field.input.reveal, Qt.Key.Key_Space)
    assert field.input.echoMode() == QLineEdit.EchoMode.Normal
    assert name_of(field.input.reveal) != before
    assert field.input.reveal.sizeHint().width() >= 24
    assert field.input.width() >= field.input.reveal.geometry().right()


def test_a127_a_password_is_shown_for_a_while_and_never_comes_back(
    worn: Look, shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.qt.parts.fields.REVEALED_MS", 30)
    field = shown(PasswordField("Password"), 300)
    assert field.input.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    assert field.input.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText
    field.input.reveal.setChecked(True)
    qtbot.waitUntil(lambda: field.input.echoMode() == QLineEdit.EchoMode.Password)
    field.input._conceal.setInterval(60_000)
    field.input.reveal.setChecked(True)
    QTest.keyClicks(field.input, "secret")
    field.input.clear()
    for keys in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
        QTest.keySequence(field.input, QKeySequence(keys))
        assert field.input.text() == ""
    field.hide()
    field.show()
    assert field.input.echoMode() == QLineEdit.EchoMode.Password


@pytest.mark.parametrize(
    ("letter", "shift", "on"),
    [("A", False, True), ("a", False, False), ("a", True, True), ("A", True, False), ("1", False, False)],
)
def test_caps_lock_is_found_from_what_is_typed(letter: str, shift: bool, on: bool, worn: Look) -> None:
    field = PasswordField("Password")
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field.input, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, held, letter))
    assert field.caps_lock() is on
    assert bool(field.hint()) is on
    QApplication.sendEvent(
        field.input, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_CapsLock, Qt.KeyboardModifier.NoModifier)
    )
    assert field.caps_lock() is not on


def test_caps_lock_does_not_hide_a_fault(worn: Look) -> None:
    field = PasswordField("Password")
    field.set_fault("That password does not open this vault.")
    field.set_caps_lock(True)
    assert field.hint() == "That password does not open this vault."


def test_search_is_emptied_by_escape(worn: Look, shown: Shown, qtbot: QtBot) -> None:
    field = shown(SearchField("Search names, notes and contents", "Ctrl+F"), 376)
    QTest.keyClicks(field, "deed")
    assert field.clear_button.isVisible()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert not field.clear_button.isVisible()
    assert name_of(field)


def test_choice_is_never_cut(worn: Look) -> None:
    choice = Choice("Deliver as")
    choice.addItems(["A", f"{GERMAN} als Datei"])
    words = QFontMetrics(worn.font("body", 500)).horizontalAdvance(f"{GERMAN} als Datei")
    assert choice.minimumSizeHint().width() >= words + 24 + 14
    assert choice.sizeHint().height() == 32


# --- boxes and segments ---------------------------------------------------------------------------


def test_check_box_is_filled_with_accent(shown: Shown, pick: Pick) -> None:
    box = shown(QCheckBox("Keep"))
    middle = box.height() // 2
    assert pick(box, 8, middle - 5) == LIGHT["raised"]
    box.setChecked(True)
    QApplication.processEvents()
    assert pick(box, 3, middle - 6) == LIGHT["accent"]
    assert box.height() >= 24


def test_segments_are_radio_buttons(shown: Shown, pick: Pick, qtbot: QtBot, activate: Activate) -> None:
    choice = shown(SegmentedChoice("View", [("write", "Write"), ("preview", "Preview"), ("both", "Both")]))
    assert choice.height() == 32
    for segment in choice.segments.values():
        assert isinstance(segment, QRadioButton)
        assert interface(segment).role() == QAccessible.Role.RadioButton
    assert pick(choice, 6, 6) == LIGHT["selection"]
    with qtbot.waitSignal(choice.chosen) as told:
        QTest.mouseClick(choice.segments["both"], Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert told.args == ["both"]
    assert choice.value() == "both"
    QApplication.processEvents()
    assert pick(choice, 6, 6) == LIGHT["raised"]
    activate(choice)
    choice.segments["both"].setFocus()
    QTest.keyClick(choice.segments["both"], Qt.Key.Key_Left)
    assert choice.value() == "preview"


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("Papers", "Papers.pdf"),
        ("Papers.PDF", "Papers.PDF"),
        ("Papers.html", "Papers.html"),
        ("Papers 2.0", "Papers 2.0.pdf"),
        ("For Dr. Smith", "For Dr. Smith.pdf"),
    ],
)
def test_a_chosen_name_has_an_ending(typed: str, whole: str) -> None:
    assert with_ending(Path("/place.d") / typed, ".pdf") == Path("/place.d") / whole


def test_choosing_moves_no_segment(shown: Shown) -> None:
    choice = shown(SegmentedChoice("View", [("write", "Write"), ("both", "Both")]))
    before = [segment.geometry() for segment in choice.segments.values()]
    choice.choose("both")
    QApplication.processEvents()
    assert [segment.geometry() for segment in choice.segments.values()] == before


# --- badges, text ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BADGES)
def test_badges_have_tint_icon_and_word(kind: str, shown: Shown, pick: Pick) -> None:
    badge = shown(Badge(kind, "Kept" if kind == "neutral" else ""))
    tint = "sunken" if kind == "neutral" else f"{BADGES[kind][1]}-tint"
    assert badge.height() == 20
    assert pick(badge, 3, 10) == LIGHT[tint]
    assert name_of(badge)
    assert interface(badge).role() == QAccessible.Role.StaticText


def test_only_what_is_proven_wears_the_seal() -> None:
    assert {kind for kind, (icon, _) in BADGES.items() if icon == "proof"} == {"proven", "tested", "verified"}
    assert {kind for kind, (icon, _) in PROOFS.items() if icon == "proof"} == {"proven"}


def test_badges_and_tags_grow_with_their_words(worn: Look) -> None:
    words = QFontMetrics(worn.font("small", 500)).horizontalAdvance(GERMAN)
    assert Badge("tested", GERMAN).sizeHint().width() >= words + 14 + 12
    assert Tag(GERMAN).sizeHint().width() > Tag("x").sizeHint().width()
    assert AddTag("Add").sizeHint().height() >= 24


def test_proof_line_changes_with_what_is_known(worn: Look) -> None:
    line = ProofLine("proven", "Restored for real on 3 May with the recovery kit: 1,204 of 1,204 files")
    line.set_proof("unproven", "Never restored.")
    assert name_of(line.text) == "Never restored."
    line.set_proof("failed", "The last rehearsal failed today.")
    assert line.text.tone() == "danger", "a failed drill is loud"
    line.set_proof("proven", "Restored for real today.")
    assert line.text.tone() == "text"


def test_text_wraps_on_the_lines_of_its_role(worn: Look) -> None:
    text = Text("A share cannot be called back. " * 6, wrap=True)
    one, two = text.heightForWidth(5000), text.heightForWidth(300)
    assert one == worn.line("body")
    assert two % worn.line("body") == 0
    assert two > one


def test_text_that_is_cut_shows_itself_as_a_tool_tip(shown: Shown) -> None:
    text = shown(Text("Purchase contract Lindenstrasse 14.pdf", elide=Qt.TextElideMode.ElideMiddle), 120)
    text.grab()
    assert text.toolTip() == "Purchase contract Lindenstrasse 14.pdf"
    text.resize(600, 20)
    text.grab()
    assert text.toolTip() == ""


def test_icon_stands_beside_the_first_line(shown: Shown) -> None:
    words = Text("A share cannot be called back. " * 4, wrap=True)
    line = shown(IconText("about", words), 240, 200)
    image = line.grab().toImage()
    rows = [y for y in range(200) if any(is_dark(image.pixelColor(x, y)) for x in range(16))]
    assert rows
    assert words.y() + words.first_line() <= rows[0] <= rows[-1] < words.y() + words.first_line() + 20


def test_plain_buttons_of_qt_look_like_ours(shown: Shown, pick: Pick) -> None:
    plain = shown(QPushButton("Plain"))
    assert 30 <= plain.height() <= 36  # by the font; our own class has 32
    assert pick(plain, plain.width() // 2, 0) == LIGHT["border-strong"]
    assert QIcon().isNull()


@pytest.mark.parametrize("make", [lambda: Button("Create", "primary"), lambda: IconButton("more", "More")])
def test_enter_presses_a_button(make: Callable[[], QPushButton], shown: Shown) -> None:
    button = shown(make())
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert len(pressed) == 3


def test_a_text_breaks_where_it_must_and_loses_no_letter(shown: Shown) -> None:
    """A path has no blanks; an emoji is two of Qt's letters."""
    text = shown(Text("/home/anna/" + "folder_of_a_long_name_" * 6 + "end", wrap=True), 200)
    lines = text._lines(200)
    assert len(lines) > 3
    assert "".join(lines) == text.text()
    assert all(QFontMetrics(text.font()).horizontalAdvance(line) <= 201 for line in lines)
    face = "\U0001f600"
    text.setText(f"{face}{face} some words that are broken into lines {face} at the end")
    assert " ".join(text._lines(120)) == text.text()
