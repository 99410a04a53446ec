"""Every page, dialog and menu of the window, walked through: what somebody needs who does not see it or has no mouse.

The walk is made once; each rule of `accessible.py` then says what it has found. `DEEDBOX_WALK=large` makes it with
text of twice the size, `dark` in the dark theme.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import vault.qt
from tests.qt import accessible
from tests.qt.accessible import ALL, AT_LAST, BY_KEYS, OF_MENUS, RULES, Rule, View
from tests.qt.conftest import Shown
from tests.qt.test_contrast import faint
from tests.qt.walk import Station, Walk, unseen_dialogs
from vault.qt.appearance import dress
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import ToastStack
from vault.qt.sweeping import no_sweeping
from vault.qt.theme import Look, look

MODE = os.environ.get("DEEDBOX_WALK", "")
DARK = ("a note is chosen",)
"""Seen in the dark theme, too; all others are with `DEEDBOX_WALK=dark`."""


@dataclass
class Findings:
    """What was walked, and what was found under the name of each rule."""

    stations: list[str] = field(default_factory=list)
    controls: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)
    dialogs: set[type[QDialog]] = field(default_factory=set)

    def note(self, rule: str, station: str, faults: Iterator[str]) -> None:
        self.faults.setdefault(rule, []).extend(f"{station}: {fault}" for fault in faults)


@dataclass
class Looked:
    """What need not be looked at twice."""

    focused: set[int] = field(default_factory=set)
    shapes: set[frozenset[tuple[int, bool]]] = field(default_factory=set)
    words: set[tuple[int, str]] = field(default_factory=set)


def look_at(station: Station, findings: Findings, looked: Looked) -> None:
    """Asks every rule."""
    name, view = station.name, View(station.widget, looked.focused)
    findings.stations.append(name)
    if station.is_menu:
        rules: tuple[Rule, ...] = OF_MENUS
    else:
        findings.controls += len(view.controls)
        findings.note("faint", name, faint(station.widget, known=looked.words))
        if name in DARK and not MODE:
            look().choose("dark")
            findings.note("faint", f"{name}, dark", faint(station.widget))
            look().choose("light")
        walked = view.shape in looked.shapes
        looked.shapes.add(view.shape)
        rules = (*RULES, *(() if walked else BY_KEYS), *AT_LAST)
    for rule in rules:
        findings.note(rule.__name__, name, rule(view))


@pytest.fixture(scope="module")
def found(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Findings]:
    """The whole walk, with every rule asked at every station."""
    folder, before = tmp_path_factory.mktemp("walk"), qapp.font()
    QCursor.setPos(799, 799)
    with pytest.MonkeyPatch.context() as patch, no_sweeping():
        patch.setenv("DEEDBOX_STATE", str(folder / "state"))
        dress(qapp, "dark" if MODE == "dark" else "light").reduced_motion = True
        if MODE == "large":
            font = qapp.font()
            font.setPointSizeF(2 * font.pointSizeF())
            qapp.setFont(font)
        walk, findings, looked = Walk(folder), Findings(), Looked()
        for station in walk.stations():
            look_at(station, findings, looked)
        findings.dialogs = walk.dialogs
        walk.close()
        yield findings
        qapp.setFont(before)
        look().choose("light")
        look().reduced_motion = False
    gc.collect()


def test_the_walk_was_long(found: Findings) -> None:
    """It is not a check that looks at nothing."""
    assert len(found.stations) >= 100
    assert found.controls >= 800
    assert len(set(found.stations)) == len(found.stations)


@pytest.mark.parametrize("rule", [*(rule.__name__ for rule in ALL), "faint"])
def test_rule_holds_everywhere(rule: str, found: Findings) -> None:
    assert rule in found.faults
    assert not found.faults[rule], "\n".join(found.faults[rule])


def test_every_dialog_was_seen(found: Findings) -> None:
    """A new class of dialogs comes into the walk: into `_dialogs`, if no menu leads to it."""
    assert not unseen_dialogs(found.dialogs)


# --- each rule sees what it is for ------------------------------------------------------------------


class Bad(QDialog):
    """A dialog with one fault of each kind."""

    def reject(self) -> None:
        """Esc does nothing."""


def make_bad() -> Bad:
    dialog = Bad()
    column = QVBoxLayout(dialog)
    column.setSpacing(40)  # no ring of one shows beside another
    row = QHBoxLayout()
    first, second = Button("Restore"), Button("Restore")
    nameless, tiny = QPushButton(), IconButton("close", "Close")
    tiny.setFixedSize(12, 12)
    nameless.setFixedSize(40, 40)
    wrong = Button("Save")
    wrong.setAccessibleName("Go")
    unreachable = Button("Never")
    unreachable.setFocusPolicy(unreachable.focusPolicy().NoFocus)
    danger = Button("Delete", "danger")
    danger.setDefault(True)
    flat, rows = QLabel("looks like text"), QListWidget()
    flat.setMinimumSize(100, 40)
    flat.setFocusPolicy(first.focusPolicy())
    rows.addItem("")
    cut = Text("Words that need more room")
    cut.setMaximumWidth(60)
    for widget in (second, nameless, tiny, wrong, unreachable, danger, QLineEdit(), flat, rows, cut):
        row.addWidget(widget)
    column.addLayout(row)
    column.addWidget(first)
    QWidget.setTabOrder(first, second)
    QWidget.setTabOrder(second, nameless)
    for keys, words, owner, context in (
        ("Ctrl+/", "Help", dialog, Qt.ShortcutContext.WindowShortcut),
        ("Ctrl+Shift+7", "Numbered list", flat, Qt.ShortcutContext.WidgetShortcut),
        ("Ctrl+I", "Slanted", flat, Qt.ShortcutContext.WidgetShortcut),
        ("Ctrl+I", "Invert", rows, Qt.ShortcutContext.WidgetShortcut),
    ):
        QShortcut(QKeySequence(keys), owner, context=context).setWhatsThis(words)
    return dialog


def test_rules_see_their_faults(shown: Shown) -> None:
    dialog = make_bad()
    shown(dialog, 900, 300)
    dialog.activateWindow()
    QApplication.processEvents()
    view = View(dialog)
    said = {rule.__name__: list(rule(view)) for rule in (*RULES, *BY_KEYS, *AT_LAST)}
    assert len(said["unnamed"]) >= 3
    for name in ("misnamed", "bare_icons", "unlabelled", "twins", "out_of_reach", "jumps", "small_targets"):
        assert said[name], name
    for name in ("unsafe_default", "stays_open", "cut_words", "deaf_to_enter"):
        assert said[name], name
    assert any("looks like text" in fault for fault in said["unseen_focus"])
    assert said["ambiguous_keys"] == ["Ctrl+Shift+7 is 'Help' and 'Numbered list'"]
    dialog.hide()
    menu = QMenu()
    menu.addAction("Open")
    menu.addAction("&Open")
    assert list(accessible.bad_entries(View(menu)))
    plain = View(shown(QPushButton("Alone"), 100, 40))
    plain.first = None
    other = QWidget()
    QVBoxLayout(other).addWidget(QPushButton("Alone"))
    shown(other, 100, 60)
    lost = View(other)
    lost.first = None
    assert list(accessible.lost_keyboard(lost))


def test_a_dialog_nobody_reaches_is_missed() -> None:
    assert "vault.qt.settings_dialog.SettingsDialog" in unseen_dialogs(set())


# --- motion ---------------------------------------------------------------------------------------


def test_nothing_moves_for_those_who_want_it_still(worn: Look, shown: Shown) -> None:
    """With reduced motion a toast is there and gone at once; and no module moves anything without asking the look."""
    window = shown(QWidget(), 500, 300)
    toast = ToastStack(window).show_toast("check", "Moved to the trash.", "Undo")
    assert worn.reduced_motion
    assert toast.graphicsEffect() is None
    toast.leave()
    assert not toast.isVisible()
    worn.reduced_motion = False
    moving = ToastStack(window).show_toast("check", "Moved to the trash.")
    assert worn.motion == 0 or moving.graphicsEffect() is not None
    moving._end()
    for path in Path(vault.qt.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if re.search(r"Q\w*(Animation|TimeLine)\(", source):
            assert "look().motion" in source, path
