"""Dialogs, bars, toasts, cards, wells, drops; then every sheet of the gallery as a whole."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vault.qt.gallery import PAGES, Gallery
from vault.qt.gallery_sheets import DIALOGS, SHEETS
from vault.qt.parts.badges import Badge
from vault.qt.parts.bars import Banner, Toolbar
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Card, Facts, Page, PageHead, Panel
from vault.qt.parts.contacts import initials
from vault.qt.parts.details import ItemHead, PropertyGrid, VersionRow
from vault.qt.parts.dialogs import MIDDLE, NARROW, WIDE, Dialog, NamedConfirmation, Scrim
from vault.qt.parts.empty import DropEdge, EmptyState
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.preview import PreviewWell
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import WIDTH, ToastStack
from vault.qt.parts.work import Job, WorkBar, side_note
from vault.qt.theme import TOKENS, Look

Shown = Callable[..., Any]
Pick = Callable[[QWidget, int, int], str]
LIGHT = {token: pair[0].lower() for token, pair in TOKENS.items()}
GERMAN = "Wiederherstellungsbogen"


# --- dialogs --------------------------------------------------------------------------------------


@pytest.fixture
def window(shown: Shown) -> QWidget:
    ground = QWidget()
    shown(ground, 700, 500)
    return ground


@pytest.mark.parametrize("width", [NARROW, MIDDLE, WIDE])
def test_dialogs_are_framed_by_the_design(width: int, window: QWidget, shown: Shown, pick: Pick) -> None:
    dialog = Dialog("Share", window, width=width)
    dialog.body.addWidget(Text("A share cannot be called back."))
    dialog.set_act("Share with 2 people")
    dialog.open()
    QApplication.processEvents()
    assert dialog.isModal()
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    assert dialog.width() == width
    bottom = dialog.height()
    assert pick(dialog, 4, bottom - 65) == LIGHT["border"]
    assert pick(dialog, 4, bottom - 64) == LIGHT["raised"]
    assert pick(dialog, 4, 4) == LIGHT["raised"]
    dialog.close()


def test_scrim_lies_over_the_window_while_a_dialog_is_open(window: QWidget, pick: Pick) -> None:
    before = pick(window, 10, 10)
    dialog = Dialog("Share", window)
    dialog.open()
    QApplication.processEvents()
    [scrim] = window.findChildren(Scrim)
    window.resize(720, 520)
    QApplication.processEvents()
    assert scrim.geometry() == window.rect()
    assert pick(window, 10, 10) != before
    dialog.reject()
    QApplication.processEvents()
    assert pick(window, 10, 10) == before
    assert not any(one.isVisible() for one in window.findChildren(Scrim))


def test_escape_cancels_and_enter_does_what_is_harmless(window: QWidget) -> None:
    for key, result in (
        (Qt.Key.Key_Escape, QDialog.DialogCode.Rejected),
        (Qt.Key.Key_Return, QDialog.DialogCode.Accepted),
    ):
        dialog = Dialog("New folder", window)
        field = QLineEdit()
        dialog.body.addWidget(field)
        dialog.set_act("Create")
        dialog.open()
        field.setFocus()
        QTest.keyClick(field, key)
        assert dialog.result() == result
        assert not dialog.isVisible()


def test_enter_cancels_where_the_act_is_dangerous(window: QWidget) -> None:
    dialog = NamedConfirmation("Delete", "It is removed.", "Sets stay.", "My Papers", "Delete the vault", window)
    dialog.open()
    QTest.keyClicks(dialog.input, "My Papers")
    assert dialog.act.isEnabled()
    spy = QSignalSpy(dialog.rejected)
    QTest.keyClick(dialog.input, Qt.Key.Key_Return)
    assert spy.count() == 1
    assert not dialog.isVisible()


def test_danger_waits_for_the_name(window: QWidget) -> None:
    dialog = NamedConfirmation("Delete", "It is removed.", "Sets stay.", "My Papers", "Delete the vault", window)
    dialog.open()
    assert dialog.act.kind() == "danger-filled"
    assert not dialog.act.isEnabled()
    assert dialog.act.toolTip()
    QTest.keyClicks(dialog.input, "my papers")
    assert not dialog.act.isEnabled()
    dialog.input.clear()
    QTest.keyClicks(dialog.input, "My Papers")
    dialog.act.click()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_long_words_widen_a_dialog_instead_of_being_cut(worn: Look) -> None:
    dialog = Dialog("Druck", width=NARROW)
    act = dialog.set_act(f"{GERMAN} jetzt drucken und abfragen")
    dialog.add_option(Text(f"{GERMAN} aufbewahren"))
    assert dialog.sizeHint().width() > NARROW
    dialog.resize(dialog.sizeHint())
    dialog.show()
    QApplication.processEvents()
    assert act.width() >= act.sizeHint().width()
    dialog.close()


def test_dialogs_have_three_widths(worn: Look) -> None:
    with pytest.raises(ValueError, match="500"):
        Dialog("Share", width=500)


# --- bars -----------------------------------------------------------------------------------------


def test_toolbar_has_its_measures(shown: Shown, pick: Pick) -> None:
    bar = shown(Toolbar("My Papers", QMenu()), 1280)
    bar.set_idle("Locks in 8:42", "8:42")
    assert bar.height() == 52
    assert bar.search.width() == 376
    assert bar.add.x() == 240
    assert bar.add.y() == 10
    assert bar.note.x() == bar.add.geometry().right() + 1 + 8
    assert bar.search.x() == bar.note.geometry().right() + 1 + 16
    assert bar.lock.geometry().right() + 1 == 1280 - 16
    assert pick(bar, 600, 51) == LIGHT["border"]
    assert pick(bar, 223, 20) == LIGHT["border"]
    bar.set_sidebar_width(300)
    assert bar.add.x() == 316


@pytest.mark.parametrize("width", [1280, 1000, 900, 760, 640, 604, 480])
def test_toolbar_gives_way_without_overlap(width: int, shown: Shown) -> None:
    bar = shown(Toolbar(f"{GERMAN} und mehr"), width)
    bar.set_idle("Locks in 8:42", "8:42")
    QApplication.processEvents()
    order = [bar.vault, bar.add, bar.note, bar.search, bar.idle, bar.events, bar.lock]
    visible = [widget for widget in order if not widget.isHidden()]
    for left, right in pairwise(visible):
        assert left.geometry().right() < right.x(), width
    assert visible[-1].geometry().right() < width
    assert bar.search.width() >= (200 if width >= 640 else 40)
    if width <= 760:
        assert bar.note.is_collapsed()
    words = bar.search.fontMetrics().horizontalAdvance(bar.search.placeholderText())
    if bar.search.width() >= 200:
        assert words + bar.search.textMargins().left() + bar.search.textMargins().right() < bar.search.width() - 20
    assert (bar.search.placeholderText() == "Search") == (bar.search.width() < 300), "whole, or one word"


def test_add_files_is_filled_on_list_pages_only(shown: Shown) -> None:
    bar = shown(Toolbar("My Papers"), 1280)
    assert bar.add.kind() == "primary"
    bar.set_filled_add(False)
    assert bar.add.kind() == "secondary"


def test_banner_says_it_and_offers_one_act(shown: Shown, pick: Pick, qtbot: QtBot) -> None:
    banner = shown(Banner("danger", "This vault is older than the one this computer saw on 9 May.", "Compare"), 900)
    assert banner.height() >= 44
    assert pick(banner, 4, 4) == LIGHT["danger-tint"]
    assert pick(banner, 4, banner.height() - 1) == LIGHT["border"]
    assert "9 May" in banner.accessibleName()
    assert banner.act is not None
    with qtbot.waitSignal(banner.acted):
        banner.act.click()


def test_work_bar_is_there_only_while_there_is_something_to_say(shown: Shown, pick: Pick) -> None:
    bar = WorkBar()
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(bar)
    shown(holder, 1000, 60)
    assert not bar.isVisible()
    bar.show_jobs([Job(7, "Backing up to Study NAS", "1.8 of 4.2 GB", 0.5)])
    QApplication.processEvents()
    assert bar.isVisible()
    assert bar.height() == 40
    assert bar.line.progress.size().toTuple() == (176, 4)
    assert pick(bar.line.progress, 20, 2) == LIGHT["link"]
    assert pick(bar.line.progress, 150, 2) == LIGHT["border"]
    assert pick(bar, 500, 0) == LIGHT["border"]
    bar.show_jobs([])
    assert not bar.isVisible()
    note, act = side_note("plain-copy", "1 plain copy on disk", "Show")
    assert act is not None
    bar.add_side(note, act)
    assert bar.isVisible()


def test_work_bar_tells_who_was_meant(shown: Shown, qtbot: QtBot) -> None:
    bar = shown(WorkBar(), 1000, 40)
    bar.show_jobs([Job(7, "Adding files", "0:12"), Job(8, "Backing up", "", 0.1), Job(9, "Re-encrypting", "", 0.1)])
    assert "0:12" in bar.line.figures.text()
    assert bar.line.figures.text() != "0:12"
    assert "2" in bar.more.text()
    with qtbot.waitSignal(bar.cancel_wanted) as told:
        bar.line.cancel.click()
    assert told.args == [7]
    bar.more.click()
    QApplication.processEvents()
    assert bar.list.isVisible()
    with qtbot.waitSignal(bar.cancel_wanted) as told:
        bar._lines[1].cancel.click()
    assert told.args == [9]
    bar.list.close()
    bar.show_jobs([Job(8, "Restored for real", icon="proof", state="done", act="Show")])
    assert not bar.line.progress.isVisible()
    with qtbot.waitSignals([bar.act_wanted, bar.read]):
        bar.line.act.click()
        bar.line.dismiss.click()


# --- toasts ---------------------------------------------------------------------------------------


def test_toasts_stay_while_somebody_is_busy_with_them(
    window: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = ToastStack(window, above=lambda: 40)
    toast = stack.show_toast("trash", "3 items moved to the trash", "Undo", stay=500)
    assert toast.width() == WIDTH == 320
    assert toast.geometry().bottomRight() == QPoint(700 - 16 - 1, 500 - 16 - 40 - 1)
    held = True
    monkeypatch.setattr(toast, "held", lambda: held)
    for _ in range(4):
        toast._tick()
    assert toast.isVisible()
    held = False
    with qtbot.waitSignal(toast.gone):
        toast._tick()
        toast._tick()
    assert stack.toasts == []


def test_toasts_can_be_undone_and_stand_on_each_other(window: QWidget, qtbot: QtBot) -> None:
    stack = ToastStack(window)
    first = stack.show_toast("trash", "3 items moved to the trash", "Undo")
    second = stack.show_toast("trash", "1 item moved to the trash", "Undo")
    assert first.geometry().bottom() < second.y()
    window.resize(800, 600)
    qtbot.waitUntil(lambda: second.geometry().right() == 800 - 16 - 1)
    assert first.act is not None
    with qtbot.waitSignals([first.acted, first.gone]):
        first.act.click()
    assert stack.toasts == [second]


def test_toasts_fade_where_motion_is_welcome(window: QWidget, worn: Look, qtbot: QtBot) -> None:
    worn.reduced_motion = False
    if worn.motion == 0:
        pytest.skip("this platform moves nothing")
    toast = ToastStack(window).show_toast("trash", "Moved", stay=60_000)
    assert toast.graphicsEffect() is not None
    qtbot.waitUntil(lambda: toast.graphicsEffect() is None, timeout=1000)
    with qtbot.waitSignal(toast.gone, timeout=1000):
        toast.leave()


# --- cards, pages, wells --------------------------------------------------------------------------


def test_card_has_its_measures(shown: Shown, pick: Pick) -> None:
    card = Card("password", "Password", "Six words, known to you alone")
    card.add_act(Badge("tested", "Tested today"))
    card.add_body(Facts([("Added", "14 Jan 2026"), ("Last used", "Today, 08:40"), ("Last tested", "Today")]), gap=12)
    card.set_foot("To guess it: 60,000 years", Button("Test", "quiet", compact=True))
    shown(card, 488)
    line = card.height() - 45
    assert pick(card, 0, 40) == LIGHT["border"]
    assert pick(card, 2, 40) == LIGHT["raised"]
    assert pick(card, 20, 30) == LIGHT["border"]
    assert pick(card, 24, 24) == LIGHT["background"]
    assert [pick(card, 100, y) for y in (line - 1, line, line + 1)] == [
        LIGHT["raised"],
        LIGHT["border"],
        LIGHT["raised"],
    ]
    assert card.accessibleName() == "Password"
    with pytest.raises(ValueError, match="foot"):
        card.set_foot("Again")


def test_facts_keep_their_labels_and_change_values(worn: Look) -> None:
    facts = Facts([("Added", "14 Jan"), ("Used", "Today")])
    first = facts.values[0]
    facts.set_facts([("Added", "15 Jan"), ("Used", "Never")])
    assert facts.values[0] is first
    assert first.accessibleName() == "Added: 15 Jan"


def test_page_scrolls_and_keeps_its_margins(shown: Shown) -> None:
    page = Page("Keys")
    head = PageHead("Keys")
    head.add_act(Button("Add a way in", "primary"))
    page.body.addWidget(head)
    for _ in range(20):
        panel = Panel()
        panel.setMinimumHeight(80)
        page.body.addWidget(panel)
    shown(page, 600, 400)
    assert head.pos() == QPoint(32, 20)
    assert page.verticalScrollBar().maximum() > 0
    assert page.accessibleName() == "Keys"


def test_well_has_its_foot(shown: Shown, pick: Pick, qtbot: QtBot) -> None:
    well = shown(PreviewWell(), 400, 300)
    well.set_content(QLabel("page"))
    well.show_pages("1 of 18", first=True)
    well.show_zoom("90 %")
    QApplication.processEvents()
    assert well.foot.height() == 36
    assert pick(well, 4, 60) == LIGHT["sunken"]
    assert pick(well, 4, 290 - 20) == LIGHT["raised"]
    assert not well.before.isEnabled()
    with qtbot.waitSignal(well.page_wanted) as told:
        well.after.click()
    assert told.args == [1]
    with qtbot.waitSignal(well.zoom_wanted) as told:
        well.smaller.click()
    assert told.args == [-1]
    well.set_content(QLabel("other"))
    well.show_pages("")
    assert not well.page.isVisible()


def test_details_are_named(shown: Shown) -> None:
    head = shown(ItemHead(), 400)
    head.name.setText("A very long name of a file that will not fit into the pane at all, whatever is tried.pdf")
    head.add_act(Button("Share", icon="shared"))
    grid = shown(PropertyGrid(), 400)
    grid.show_properties([("Kind", "PDF"), ("Size", "2 bytes"), ("Tags", QWidget())])
    grid.show_properties([("Kind", "PDF, 18 pages"), ("Size", "2,418,330 bytes")])
    QApplication.processEvents()
    words = [text.accessibleName() for text in grid.findChildren(Text) if text.isVisibleTo(grid)]
    assert "Kind: PDF, 18 pages" in words
    row = shown(VersionRow("2", "2 May 17:40", "Edited and saved back", "2.3 MB"), 460)
    assert row.height() >= 32
    assert row.restore is not None
    assert shown(VersionRow("3", "Today", "", "2.4 MB", current=True), 460).restore is None


def test_empty_page_says_how_to_begin_a_third_down(shown: Shown) -> None:
    act = Button("Add a target", "primary")
    state = shown(EmptyState("backups", "Backups keep a second copy.", "Choose a drive to begin.", act), 900, 900)
    middle = act.mapTo(state, QPoint(0, 0)).y()
    assert 250 < middle < 450
    assert act.width() < 480
    assert state.accessibleName() == "Backups keep a second copy."


def test_drop_edge_covers_its_pane(shown: Shown, pick: Pick) -> None:
    ground = shown(QWidget(), 500, 400)
    pane = QWidget(ground)
    pane.resize(400, 300)
    pane.show()
    edge = DropEdge(pane)
    assert not edge.isVisible()
    edge.offer("Add 3 files to House. Originals are kept.")
    pane.resize(420, 320)
    QApplication.processEvents()
    assert edge.geometry() == pane.rect()
    for x, y in ((0, 100), (1, 100), (419, 100), (200, 0), (200, 319)):
        assert pick(pane, x, y) == LIGHT["focus"]
    assert pick(pane, 2, 100) == LIGHT["background"]


def test_initials_are_the_first_two() -> None:
    assert initials("Miriam Okafor, notary") == "MO"
    assert initials("cher") == "C"
    assert initials("") == ""


# --- everything -----------------------------------------------------------------------------------

SCENES = {**PAGES, **SHEETS, **DIALOGS}


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_can_be_hit_and_is_named(name: str, theme: str, worn: Look, shown: Shown) -> None:
    worn.choose(theme)
    scene = SCENES[name]()
    shown(scene, *((0, 0) if isinstance(scene, QDialog) else (1280, 788)))
    for button in scene.findChildren(QAbstractButton):
        if not button.isVisibleTo(scene):
            continue
        told = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert told, f"{name}: {button} has no name"
        assert min(button.height(), button.width()) >= 24 or button.focusPolicy() == Qt.FocusPolicy.NoFocus, button
    for field in scene.findChildren(QLineEdit):
        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name), f"{name}: a field has no name"


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_cut_at_twice_the_size(name: str, worn: Look, qapp: QApplication, shown: Shown) -> None:
    """With 200 % text in a window that has room for it, every label and button has what it asks for."""
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    scene = SCENES[name]()
    shown(scene, 2600, 1800)
    for text in scene.findChildren(Text):
        if text.isVisibleTo(scene) and text.text():
            needed = text.heightForWidth(text.width()) if text.wordWrap() else text.minimumSizeHint().height()
            assert text.height() >= needed, f"{name}: {text.text()!r} is cut below"
            assert text.width() >= text.minimumSizeHint().width(), f"{name}: {text.text()!r} is cut"
    for button in scene.findChildren(Button):
        if button.isVisibleTo(scene):
            assert button.height() >= button.sizeHint().height(), f"{name}: {button.text()!r} is cut below"
            assert button.width() >= button.sizeHint().width(), f"{name}: {button.text()!r} is cut"


@pytest.mark.parametrize("name", ["main", "keys", "unlock", "buttons"])
def test_short_windows_squeeze_no_button(name: str, worn: Look, qapp: QApplication, shown: Shown) -> None:
    """A fixed least height would win over the size hint of larger text."""
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    scene = shown(SCENES[name](), 1280, 700)
    for button in scene.findChildren(Button):
        if button.isVisibleTo(scene):
            assert button.height() >= button.sizeHint().height(), f"{name}: {button.text()!r} is cut below"


def test_gallery_itself(shown: Shown) -> None:
    gallery = shown(Gallery(), 1280, 840)
    for number in range(gallery.stack.count()):
        gallery.scenes.setCurrentIndex(number)
        assert gallery.stack.currentIndex() == number
    assert gallery.findChildren(QScrollBar)


def test_a_dialog_grows_with_a_line_that_comes(shown: Shown, qtbot: QtBot) -> None:
    dialog = Dialog("Change password")
    field = PasswordField("New password", tall=True)
    dialog.body.addWidget(field)
    shown(dialog)
    before, height = field.input.height(), dialog.height()
    field.set_fault("The two passwords differ, and here stand some more words that need a second line of their own.")
    qtbot.waitUntil(lambda: dialog.height() > height and field.input.height() >= before, timeout=3000)


def test_a_dialog_widens_with_words_that_become_longer(shown: Shown, qtbot: QtBot) -> None:
    dialog = Dialog("A share")
    copy = Button("Copy", icon="clipboard")
    dialog.add_option(copy)
    shown(dialog, 480, 200)
    copy.setText("Copy what the recipients have to do, in three commands, to open it without this program")
    qtbot.waitUntil(lambda: copy.width() >= copy.sizeHint().width() > 480)
