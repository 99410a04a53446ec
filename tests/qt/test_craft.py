"""The list as a craft: grid, undo, clipboard, breadcrumbs, inbox, menus; on a real vault process.

One vault is open for all of it, and each test keeps to a folder of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse import copying
from vault.qt.browse.choices import WordInput
from vault.qt.browse.copying import COPIED
from vault.qt.browse.item_view import ItemView
from vault.qt.browse.items_model import carry
from vault.qt.browse.places import ALL, INBOX, INSIDE, TRASH, Place
from vault.qt.parts.lists import Ask
from vault.qt.parts.tiles import SMALL_PICTURE
from vault.qt.settings import Settings
from vault.qt.theme import look
from vault.qt.vault_page import VaultPage

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Activate = Callable[[QWidget], None]


class Bench:
    """A page on a vault, and what one does there."""

    def __init__(self, opened: Opened, folder: Path, shown: Shown) -> None:
        self.opened, self.qtbot, self.scratch = opened, opened.qtbot, folder
        opened.create()
        over = Answers(opened.qtbot)
        opened.operations.facts_changed.connect(over)
        opened.operations.refresh_facts()
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = VaultPage(opened.operations, opened.works, over.wait(), self.settings)
        self.page.begin()
        shown(self.page, 1280, 788)

    @property
    def view(self) -> ItemView:
        return self.page.list.current_view

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def folder(self, name: str, parent: bytes = m.ROOT) -> bytes:
        made = self.opened.answer(self.opened.operations.make_folder, parent, name)
        return bytes(made.item)

    def go(self, place: Place) -> None:
        self.wait(lambda: place.view != "folder" or place.folder == m.ROOT or place.folder in self.page.tree.folders)
        self.page.go(place)
        self.wait(lambda: self.page.list.place == place and self.page.list.items._renewal is None)

    def names(self) -> list[str]:
        rows = [self.view.items.row(number) for number in range(self.view.items.rowCount())]
        return [row.shown for row in rows if row is not None]

    def choose(self, *names: str) -> None:
        self.wait(lambda: set(names) <= set(self.names()))
        self.view.choose([self.names().index(name) for name in names], self.names().index(names[0]))

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.view, key, modifiers)

    def toast(self) -> str:
        return self.page.toasts.toasts[-1].accessibleName() if self.page.toasts.toasts else ""

    def menu(self) -> list[str]:
        """The words of the menu that is open, which is closed by that."""
        self.wait(QApplication.activePopupWidget)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        words = [action.text() for action in menu.actions() if action.text()]
        menu.close()
        return words

    def dialog(self) -> WordInput:
        def there() -> list[WordInput]:
            return [one for one in self.page.findChildren(WordInput) if one.isVisible()]

        self.wait(there)
        return there()[0]


def elsewhere() -> QMimeData:
    """What another program copies: off the screen everything counts as ours, and text of ours is marked as secret."""
    mime = QMimeData()
    mime.setData("application/x-deedbox-elsewhere", QByteArray(b"1"))
    return mime


def _has_items() -> bool:
    mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return mime is not None and mime.hasFormat(COPIED)


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, shown: Shown) -> Iterator[Bench]:
    opened = Opened(qtbot, tmp_path)
    QGuiApplication.clipboard().clear()
    yield Bench(opened, tmp_path, shown)
    opened.close()


def test_grid_and_undo(bench: Bench, activate: Activate) -> None:
    """The grid with its keys, and undo of what is done there."""
    page, view, undoing = bench.page, bench.page.list.view, bench.page.acts.undoing
    place = bench.folder("Letters")
    inner = bench.folder("Inner", place)
    for number in range(10):
        bench.opened.write(f"letter {number}", parent=place)
    bench.go(Place("folder", place))
    bench.wait(lambda: view.items.rowCount() == 11)
    activate(page)
    page.list.face.click()
    assert bench.settings.view == "grid"
    assert view.itemDelegate() is view.tiles
    assert not page.list.columns.isVisible()
    assert page.list.order.isVisible(), "there are no heads of columns to sort by"
    assert page.thumbnails.side() == view.tiles.picture, "as large as they stand there"
    bench.settings.density = "compact"
    assert page.thumbnails.side() == view.tiles.picture == SMALL_PICTURE
    bench.settings.density = "comfortable"
    view.executeDelayedItemsLayout()
    columns = view.columns
    assert columns == 3, "of 552 in all"
    first, second = view.visualRect(view.items.index(0, 0)), view.visualRect(view.items.index(1, 0))
    assert (first.top(), first.width()) == (second.top(), second.width())
    assert view.visualRect(view.items.index(columns, 0)).top() == first.bottom() + 1
    assert view.seen().start == 0
    assert view.seen().stop in (3 * columns, 11), "whole lines, as far as there are any"
    view.choose_number(0)
    for key, there in ((Key.Key_Right, 1), (Key.Key_Down, 4), (Key.Key_Left, 3), (Key.Key_Left, 2), (Key.Key_Down, 5)):
        bench.key(key)
        assert view.currentIndex().row() == there
    bench.key(Key.Key_Down)
    bench.key(Key.Key_Down)
    assert view.currentIndex().row() == 10, "the last line is shorter"
    bench.key(Key.Key_Home)
    assert view.currentIndex().row() == 0
    # in place, with the same keys as in the list
    bench.choose("letter 3")
    bench.key(Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.geometry().top() > view.tiles.picture_place(view.visualRect(view.currentIndex())).bottom()
    QTest.keyClicks(editor, "renamed")
    QTest.keyClick(editor, Key.Key_Tab)
    editors = [one for one in view.viewport().findChildren(QLineEdit) if one is not editor and one.isVisible()]
    assert [one.text() for one in editors] == ["letter 4"], "Tab goes on to the next"
    QTest.keyClick(editors[0], Key.Key_Escape)
    bench.wait(lambda: "renamed" in bench.names())
    assert undoing.undo_words == "Undo rename of 1 item"
    # a move by dropping on a tile, taken back and done again by keys
    bench.choose("letter 1", "letter 2")
    mime = carry(view.chosen_rows())
    spot = view.visualRect(view.items.index(bench.names().index("Inner"), 0)).center()
    view.dropEvent(QDropEvent(
        QPointF(spot), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ))  # fmt: skip
    bench.wait(lambda: "letter 1" not in bench.names())
    assert undoing.undo_words == "Undo move of 2 items"
    QTest.keyClick(view, Key.Key_Z, Control)
    bench.wait(lambda: {"letter 1", "letter 2"} <= set(bench.names()))
    assert bench.toast() == "Undone: move of 2 items."
    assert (undoing.undo_words, undoing.redo_words) == ("Undo rename of 1 item", "Redo move of 2 items")
    QTest.keyClick(view, Key.Key_Z, Control | Shift)
    bench.wait(lambda: "letter 1" not in bench.names())
    QTest.keyClick(view, Key.Key_Z, Control)
    bench.wait(lambda: "letter 1" in bench.names())
    QTest.keyClick(view, Key.Key_Z, Control)
    bench.wait(lambda: "letter 3" in bench.names())
    # what cannot be undone says why, and is dropped
    bench.choose("letter 5")
    bench.key(Key.Key_Delete)
    bench.wait(lambda: "letter 5" not in bench.names())
    assert undoing.redo_words == "", "another step ends what could be done again"
    trashed = bench.opened.answer(bench.opened.operations.list_items, view="trash").rows[0]
    emptied = Answers(bench.qtbot)
    bench.opened.operations.empty_trash([trashed.id], emptied)
    emptied.wait()
    page.menu.aboutToShow.emit()
    assert page.menu.actions()[0].text() == "Undo removal of 1 item"
    undoing.undo()
    bench.wait(lambda: "Something else was done" in bench.toast())
    page.menu.aboutToShow.emit()
    assert page.menu.actions()[0].text() == "Undo new folder", "what came before is next"
    # in a field it is the field's
    QTest.keyClicks(page.toolbar.search, "x")
    QTest.keyClick(page.toolbar.search, Key.Key_Z, Control)
    assert page.toolbar.search.text() == ""
    assert undoing.undo_words == "Undo new folder"
    assert inner in page.tree.folders
    compact = view.tiles.height()
    page.list.density.click()
    assert view.tiles.height() < compact
    look().choose("dark")
    assert not view.grab().isNull()
    page._become_read_only("the disk is full")
    page.menu.aboutToShow.emit()
    assert "Undo" not in page.menu.actions()[0].text(), "nothing can be changed any more"


def test_the_clipboard(bench: Bench, activate: Activate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies, moves, files, a picture, text; and nothing of the vault on it but ids."""
    page, view, clipboard = bench.page, bench.page.list.view, QGuiApplication.clipboard()
    place, there = bench.folder("From"), bench.folder("To")
    one, two = bench.opened.write("one", "the first", place), bench.opened.write("two", "the second", place)
    bench.go(Place("folder", place))
    activate(page)
    bench.choose("one", "two")
    bench.key(Key.Key_C, Control)
    bench.wait(_has_items)
    assert clipboard.mimeData().formats() == [COPIED], "no names, no text"
    data = bytes(clipboard.mimeData().data(COPIED).data())
    assert data[17:] == one + two
    QTest.keyClick(view, Key.Key_V, Control)
    bench.wait(lambda: sorted(bench.names()) == ["one", "one (2)", "two", "two (2)"])
    assert page.acts.undoing.undo_words == "Undo copy of 2 items"
    page.acts.undoing.undo()
    bench.wait(lambda: sorted(bench.names()) == ["one", "two"])
    bench.choose("one")
    bench.key(Key.Key_X, Control)
    bench.wait(lambda: bytes(clipboard.mimeData().data(COPIED).data())[:1] == b"x")
    faint = [view.items.index(number, 0).data(Ask.CUT) for number in range(2)]
    assert faint == [name == "one" for name in bench.names()], "what was cut is seen to be"
    clipboard.setMimeData(elsewhere())
    assert not page.words.cut, "something else was copied: it stays where it is"
    bench.key(Key.Key_X, Control)
    assert page.words.cut == {one}
    bench.go(Place("folder", there))
    QTest.keyClick(view, Key.Key_V, Control)
    bench.wait(lambda: bench.names() == ["one"])
    assert not _has_items(), "what was cut is pasted once"
    assert not page.words.cut
    # of another vault
    mime = QMimeData()
    mime.setData(COPIED, QByteArray(b"c" + bytes(16) + one))
    clipboard.setMimeData(mime)
    QTest.keyClick(view, Key.Key_V, Control)
    bench.wait(lambda: "another vault" in bench.toast())
    # what other programs put there
    file = bench.scratch / "of a file manager.txt"
    file.write_text("text")
    mime = elsewhere()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    clipboard.setMimeData(mime)
    assert page.list_acts.clipboard.paste_words() == "Paste 1 file"
    QTest.keyClick(view, Key.Key_V, Control)
    bench.wait(lambda: file.name in bench.names())
    assert file.exists(), "originals are kept"
    mime = elsewhere()
    mime.setText("# A thought\n\nworth keeping")
    clipboard.setMimeData(mime)
    QTest.keyClick(view, Key.Key_V, Control)
    dialog = bench.dialog()
    assert dialog.input.text() == "A thought"
    dialog.act.click()
    bench.wait(lambda: "A thought" in bench.names())
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    clipboard.setImage(image)
    drawn: list[int] = []
    draw = copying._drawn

    def note(image: object) -> tuple[str, bytes] | None:
        drawn.append(threading.get_ident())
        return draw(image)

    monkeypatch.setattr(copying, "_drawn", note)
    activate(page)
    QTest.keyClick(view, Key.Key_V, Control)
    dialog = bench.dialog()
    assert drawn != [threading.get_ident()], "the window goes on meanwhile"
    dialog.input.setText("Garden")
    dialog.act.click()
    bench.wait(lambda: "Garden.png" in bench.names())
    rows = bench.opened.answer(bench.opened.operations.list_items, view="folder", folder=there).rows
    pieces: list[bytes] = []
    garden = next(row.id for row in rows if row.shown == "Garden.png")
    over = Answers(bench.qtbot)
    bench.opened.operations.content(garden, pieces.append, over, over)
    over.wait()
    assert QImage.fromData(b"".join(pieces)).size() == image.size()
    # it is the lock's to forget
    bench.choose("one")
    bench.key(Key.Key_C, Control)
    bench.wait(_has_items)
    bench.opened.operations.lock()
    bench.wait(lambda: not _has_items())


def test_ways_and_menus(bench: Bench) -> None:
    """Breadcrumbs, the inbox, letters that find, menus everywhere, folders dragged in their tree."""
    page, view = bench.page, bench.page.list.view
    deep = bench.folder("Deep")
    names = ["Österreich & Ungarn", "מסמכים", "A rather long name of a folder between", "And another one that is long"]
    for name in names:
        deep = bench.folder(name, deep)
    bench.opened.write("Äpfel", parent=deep)
    bench.opened.write("pears", parent=deep)
    bench.go(Place("folder", deep))
    crumbs = page.list.crumbs
    bench.wait(crumbs.isVisible)
    assert [crumb.toolTip() for crumb in crumbs.crumbs] == ["Top level", "Deep", *names[:-1]]
    assert crumbs.crumbs[2].text() == "Österreich && Ungarn", "no letter of it is a key"
    assert crumbs.more.isVisible(), "there is no room for all"
    # letters find, without case and accents; what is typed is shown
    bench.wait(lambda: len(bench.names()) == 2)
    QTest.keyClicks(view, "ap")
    bench.wait(lambda: [row.shown for row in view.chosen_rows()] == ["Äpfel"])
    assert view.typed.isVisible()
    assert view.typed.accessibleName() == "ap"
    QTest.keyClicks(view, "x")
    bench.wait(lambda: view.typed.accessibleName() == "apx: no name begins so")
    bench.key(Key.Key_I, Control)
    assert [row.shown for row in view.chosen_rows()] == ["pears"]
    bench.key(Key.Key_A, Control)
    bench.wait(page.detail.summary.grid.isVisible)
    # a menu takes the focus for a while, and with it what is shown of letters
    crumbs.more.click()
    assert bench.menu()[0] == "Deep"
    # drop on a crumb
    moved = view.chosen_rows()[:1]
    mime = carry(moved)
    crumbs.crumbs[-1].dropEvent(QDropEvent(
        QPointF(2, 2), Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ))  # fmt: skip
    bench.wait(lambda: bench.names() == ["pears"])
    crumbs.crumbs[-1].click()
    bench.wait(lambda: moved[0].shown in bench.names())
    assert page.list.place == Place("folder", page.tree.above(deep))
    # menus
    view.clearSelection()
    empty = QPoint(view.viewport().width() // 2, view.viewport().height() - 4)
    QApplication.sendEvent(
        view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, empty, view.mapToGlobal(empty))
    )
    ground = bench.menu()
    assert {"New folder", "New note", "Add files", "Select all", "Sort by", "Show as a grid"} <= set(ground)
    assert ground[0] == "Undo move of 1 item"
    page.sidebar.menu_wanted.emit(page.tree.folders[deep], page.mapToGlobal(QPoint(50, 50)))
    assert {"New folder", "Copy out", "Share", "Cut", "Copy", "Rename", "Move to trash"} <= set(bench.menu())
    page.sidebar.view_menu_wanted.emit(TRASH, page.mapToGlobal(QPoint(50, 50)))
    assert bench.menu() == ["Open"]
    bench.choose(moved[0].shown)
    bench.wait(lambda: page.detail.row is not None)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), page.detail.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(page.detail, event)
    assert "Rename" in bench.menu()
    # a folder onto another one in the tree
    target = bench.folder("Target")
    bench.wait(lambda: target in page.tree.folders)
    entries = page.sidebar.entries
    index = entries.index_of(Place("folder", deep))
    assert entries.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
    mime = entries.mimeData([index])
    assert mime.formats() == [INSIDE]
    move = Qt.DropAction.MoveAction
    inside = entries.index_of(Place("folder", deep))
    assert not entries.canDropMimeData(mime, move, -1, -1, inside), "not into itself"
    assert entries.dropMimeData(mime, move, -1, -1, entries.index_of(Place("folder", target)))
    bench.wait(lambda: page.tree.above(deep) == target)
    # the inbox, before there is one
    bench.go(INBOX)
    state = page.list.stack.currentWidget()
    assert state is not None
    bench.wait(lambda: state.accessibleName() == "Nothing has come in yet")
    assert not crumbs.isVisible()
    page.tree.show([
        *page.tree.folders.values(), m.FolderRow(bytes([7]) * 16, m.ROOT, b"Inbox", "Inbox", 3, inbox=True)
    ])  # fmt: skip
    assert page.list.place == Place("folder", bytes([7]) * 16), "it is there by now"
    page.sidebar.show_facts(page.facts)
    assert page.sidebar.last.index_of(INBOX).data(Qt.ItemDataRole.AccessibleTextRole) == "Inbox, 3"
    bench.go(ALL)
    leave = QEvent(QEvent.Type.FocusOut)
    QApplication.sendEvent(view, leave)
    assert not view.typed.isVisible()
