"""The main window's page on a real vault process: what a person does with items, by keys, menus and drops."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.choices import Confirmation, FolderChoice, WordInput
from vault.qt.browse.item_view import ItemView
from vault.qt.browse.places import ALL, NOTES, RECENT, TOP, TRASH, Place
from vault.qt.browse.sheets import MarkdownSheet
from vault.qt.dialogs.tags import TagsDialog
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.lists import Ask
from vault.qt.parts.rows import NoteDelegate
from vault.qt.parts.sidebar import SidebarView
from vault.qt.parts.text import Text
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage

Key = Qt.Key


def shown_name(page: VaultPage) -> str:
    """What stands in the list's place."""
    widget = page.list.stack.currentWidget()
    return widget.accessibleName() if widget is not None else ""


class Desk:
    """A page on a vault with a folder, a file and three notes, and ways to look at it."""

    def __init__(self, opened: Opened, folder: Path, shown: Shown) -> None:
        self.opened, self.qtbot = opened, opened.qtbot
        opened.create()
        self.house = opened.answer(opened.operations.make_folder, m.ROOT, "House").item
        self.contract = opened.write("Contract", "signed by the notary", self.house)
        self.safe = opened.write("Where everything is", "the safe is in the study")
        self.allergies = opened.write("Allergies", "penicillin")
        (folder / "list.txt").write_text("a\nb\n")
        over = Answers(opened.qtbot)
        opened.operations.add_files([folder / "list.txt"], m.ROOT, over)
        over.wait()
        over = Answers(opened.qtbot)
        opened.operations.facts_changed.connect(over)
        opened.operations.refresh_facts()
        facts = over.wait()
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = VaultPage(opened.operations, opened.works, facts, self.settings)
        self.page.begin()
        shown(self.page, 1280, 788)
        self.wait(lambda: self.view.items.rowCount() == 4 and self.house in self.page.tree.folders)

    @property
    def view(self) -> ItemView:
        """The list in use."""
        return self.page.list.current_view

    def wait(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def names(self) -> list[str]:
        rows = [self.view.items.row(number) for number in range(self.view.items.rowCount())]
        return [row.shown for row in rows if row is not None]

    def choose(self, *names: str) -> None:
        self.wait(lambda: set(names) <= set(self.names()))
        self.view.choose([self.names().index(name) for name in names], self.names().index(names[0]))
        self.wait(lambda: not self.view._pause.isActive())

    def key(self, key: Qt.Key, *, alt: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(self.view, key, modifiers)

    def toast(self) -> str:
        return self.page.toasts.toasts[-1].accessibleName() if self.page.toasts.toasts else ""

    def dialog(self, kind: type[Dialog]) -> Dialog:
        def there() -> list[Dialog]:
            return [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.wait(lambda: bool(there()))
        return there()[0]

    def listed(self, view: m.View, folder: bytes = m.ROOT) -> list[str]:
        page = self.opened.answer(self.opened.operations.list_items, view=view, folder=folder)
        return [row.shown for row in page.rows]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, shown: Shown) -> Iterator[Desk]:
    opened = Opened(qtbot, tmp_path)
    yield Desk(opened, tmp_path, shown)
    opened.close()


# --- going about ----------------------------------------------------------------------------------


def test_what_is_chosen_is_shown(desk: Desk) -> None:
    desk.choose("Where everything is")
    desk.wait(lambda: desk.page.detail.sheet.head.name.text() == "Where everything is")
    desk.wait(lambda: desk.page.detail.sheet.well.findChild(MarkdownSheet) is not None)
    desk.choose("Where everything is", "Allergies")
    desk.wait(lambda: desk.page.detail.row is None)
    assert "2" in desk.page.detail.summary.first.text()


def test_notes_have_rows_of_their_own(desk: Desk, shown: Shown) -> None:
    pane, view = desk.page.list, desk.page.list.view
    desk.page.go(NOTES)
    desk.wait(lambda: sorted(desk.names()) == ["Allergies", "Contract", "Where everything is"])
    assert isinstance(view.itemDelegate(), NoteDelegate)
    assert not pane.columns.isVisible()
    assert pane.order.isVisible()
    assert view.visualRect(view.items.index(0, 0)).height() == 80
    pane.order.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [(one.text(), one.isChecked()) for one in menu.actions()] == [
        ("Name", False), ("Changed", True), ("Size", False),
    ]  # fmt: skip
    menu.actions()[0].trigger()
    menu.close()
    desk.wait(lambda: desk.names() == ["Allergies", "Contract", "Where everything is"])
    desk.choose("Allergies")
    desk.key(Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    assert editor.geometry().bottom() < 40, "it covers the name, and what the note says can still be read"
    QTest.keyClicks(editor, "Penicillin")
    QTest.keyClick(editor, Key.Key_Return)
    desk.wait(lambda: "Penicillin" in desk.names())
    pane.density.click()
    assert not isinstance(view.itemDelegate(), NoteDelegate)
    assert pane.columns.isVisible()
    assert not pane.order.isVisible()
    pane.density.click()
    desk.page.go(ALL)
    assert not isinstance(view.itemDelegate(), NoteDelegate)
    assert pane.columns.isVisible()


def test_a_page_is_styled_about_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A widget that moves into another is styled anew with all that is in it, which is what opening a vault takes."""
    styled: list[QWidget] = []
    kinds = (Button, Text, SidebarView, ItemView)
    for kind in kinds:

        def note(self: QWidget, event: QEvent, do: Callable[..., None] = kind.changeEvent) -> None:
            styled.extend([self] if event.type() == QEvent.Type.StyleChange else [])
            do(self, event)

        monkeypatch.setattr(kind, "changeEvent", note)
    page = VaultPage(desk.opened.operations, desk.opened.works, desk.page.facts, desk.settings)
    page.begin()
    made = sum(isinstance(widget, kinds) for widget in page.findChildren(QWidget))
    assert made / 2 < len(styled) < 1.6 * made
    assert len(page.findChildren(QWidget)) <= 120, "what most never open is made when they do"
    page.deleteLater()


def test_the_toolbar_follows_the_sidebar(desk: Desk) -> None:
    outer = desk.page.panes.outer
    for width in (224, 300):
        outer.setSizes([width, outer.width() - width])
        desk.wait(lambda: desk.page.toolbar._sidebar == desk.page.sidebar.width() + 1)
    assert abs(desk.page.sidebar.width() - 300) < 5


def test_views_count_what_is_in_them(desk: Desk) -> None:
    def count(place: Place) -> int:
        model = desk.page.sidebar.last if place == TRASH else desk.page.sidebar.entries
        entry = model._entry(model.index_of(place))
        assert entry is not None
        return entry.count

    desk.wait(lambda: [count(one) for one in (ALL, NOTES, TOP, TRASH)] == [4, 3, 4, 0])
    desk.page.go(TOP)
    desk.wait(lambda: desk.page.list.head.count.text() == "4")
    desk.opened.answer(desk.opened.operations.trash, [desk.safe])
    desk.wait(lambda: [count(one) for one in (ALL, NOTES, TOP, TRASH)] == [3, 2, 3, 1])


def test_into_a_folder_and_up_again(desk: Desk) -> None:
    desk.page.go(TOP)
    desk.wait(lambda: "House" in desk.names())
    assert desk.names()[0] == "House", "folders come first"
    desk.choose("House")
    desk.key(Key.Key_Return)
    desk.wait(lambda: desk.names() == ["Contract"])
    assert desk.page.list.head.title.text() == "House"
    desk.key(Key.Key_Backspace)
    desk.wait(lambda: desk.page.list.place == TOP and desk.view.chosen_count() == 1)
    assert desk.view.chosen_rows()[0].shown == "House", "the folder one came from is chosen"


def test_keys_lead_to_the_views(desk: Desk, activate: object) -> None:
    activate(desk.page)  # type: ignore[operator]
    keys = {Key.Key_2: NOTES, Key.Key_3: RECENT, Key.Key_4: TOP, Key.Key_5: TRASH, Key.Key_1: ALL}
    for key, place in keys.items():
        QTest.keyClick(desk.page.list.view, key, Qt.KeyboardModifier.ControlModifier)
        assert desk.page.list.place == place


def test_f6_goes_through_the_panes(desk: Desk, activate: object) -> None:
    activate(desk.page)  # type: ignore[operator]
    desk.choose("Where everything is")
    desk.page.list.view.setFocus()
    seen = []
    assert desk.page.bar.isVisible(), "something was added"
    for _ in range(5):
        QTest.keyClick(desk.page.window(), Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        panes = (desk.page.sidebar, desk.page.list, desk.page.right, desk.page.toolbar, desk.page.bar)
        seen.append(next(number for number, pane in enumerate(panes) if pane.isAncestorOf(focused)))
    assert seen == [2, 3, 4, 0, 1]
    QTest.keyClick(desk.page.window(), Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert desk.page.sidebar.isAncestorOf(focused)


def test_sorting_is_remembered_for_each_view(desk: Desk) -> None:
    QTest.mouseClick(desk.page.list.columns.buttons["name"], Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.names() == ["Allergies", "Contract", "list.txt", "Where everything is"])
    desk.page.go(NOTES)
    desk.wait(lambda: len(desk.names()) == 3)
    assert desk.page.list.columns.buttons["changed"].sorted is not None
    desk.page.go(ALL)
    desk.wait(lambda: len(desk.names()) == 4)
    assert desk.names()[0] == "Allergies"


def test_another_order_keeps_what_is_chosen_and_lays_out_no_row_anew(desk: Desk) -> None:
    desk.choose("list.txt", "Contract")
    items, laid_out, before = desk.view.items, [], desk.names()
    for changed in (items.modelReset, items.rowsInserted, items.rowsRemoved):
        changed.connect(lambda *_: laid_out.append(1))
    QTest.mouseClick(desk.page.list.columns.buttons["name"], Qt.MouseButton.LeftButton)
    assert desk.view.chosen_rows() == [], "a number stands for another item now"
    desk.wait(lambda: [row.shown for row in desk.view.chosen_rows()] == ["list.txt"])
    assert desk.names() == ["Allergies", "Contract", "list.txt", "Where everything is"] != before
    assert not laid_out


def test_a_letter_finds_a_name(desk: Desk) -> None:
    QTest.keyClicks(desk.view, "wh")
    desk.wait(lambda: bool(desk.view.chosen_rows()))
    assert desk.view.chosen_rows()[0].shown == "Where everything is"


def test_a_narrow_window_shows_one_of_list_and_detail(desk: Desk) -> None:
    desk.page.resize(800, 700)
    desk.wait(lambda: not desk.page.right.isVisible())
    desk.choose("list.txt")
    desk.key(Key.Key_Return)
    assert desk.page.right.isVisible()
    assert not desk.page.list.isVisible()
    desk.page.detail.back.click()
    assert desk.page.list.isVisible()
    desk.page.resize(1280, 788)
    desk.wait(lambda: desk.page.right.isVisible() and desk.page.list.isVisible())
    assert not desk.page.detail.back.isVisible()


def test_a_folder_that_goes_away_is_left(desk: Desk) -> None:
    desk.page.go(Place("folder", desk.house))
    desk.wait(lambda: desk.names() == ["Contract"])
    desk.opened.answer(desk.opened.operations.trash, [desk.house])
    desk.wait(lambda: desk.page.list.place == TOP)


def test_an_item_is_revealed_where_it_is(desk: Desk) -> None:
    desk.page.reveal(desk.contract)
    desk.wait(lambda: [row.id for row in desk.view.chosen_rows()] == [desk.contract])
    assert desk.page.list.place == Place("folder", desk.house)


# --- doing things ---------------------------------------------------------------------------------


def test_delete_can_be_undone(desk: Desk) -> None:
    desk.choose("Allergies", "list.txt")
    desk.key(Key.Key_Delete)
    desk.wait(lambda: "trash" in desk.toast())
    desk.wait(lambda: len(desk.names()) == 2)
    assert desk.view.chosen_count() == 0, "nothing else is chosen by itself"
    desk.page.toasts.toasts[-1].act.click()  # type: ignore[union-attr]
    desk.wait(lambda: len(desk.names()) == 4)


def test_renaming_in_place(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.view.setFocus()
    desk.key(Key.Key_F2)
    editor = desk.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Medication")
    QTest.keyClick(editor, Key.Key_Return)
    desk.wait(lambda: "Medication" in desk.listed("all"))
    desk.wait(lambda: "Medication" in desk.names())


def test_a_name_that_is_taken_returns_with_a_word(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.key(Key.Key_F2)
    editor = desk.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("list.txt")
    QTest.keyClick(editor, Key.Key_Return)
    desk.wait(lambda: "name is there already" in desk.toast())
    index = desk.view.items.index(desk.view.items.number_of(desk.allergies), 0)
    assert index.data() == "Allergies"


def test_moving_by_the_dialog(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.page.act("move")
    dialog = desk.dialog(FolderChoice)
    assert isinstance(dialog, FolderChoice)
    dialog.view.setCurrentIndex(dialog.model.index_of(Place("folder", desk.house)))
    dialog.act.click()
    desk.wait(lambda: "Moved" in desk.toast())
    assert sorted(desk.listed("folder", desk.house)) == ["Allergies", "Contract"]


def test_a_folder_cannot_be_moved_into_itself(desk: Desk) -> None:
    desk.page.go(TOP)
    desk.choose("House")
    desk.page.act("move")
    dialog = desk.dialog(FolderChoice)
    assert isinstance(dialog, FolderChoice)
    dialog.view.setCurrentIndex(dialog.model.index_of(Place("folder", desk.house)))
    assert not dialog.act.isEnabled()
    dialog.reject()


def test_a_new_folder_where_one_is(desk: Desk) -> None:
    desk.page.go(Place("folder", desk.house))
    desk.wait(desk.page.list.new_folder.isVisible)
    desk.page.list.new_folder.click()
    dialog = desk.dialog(WordInput)
    assert isinstance(dialog, WordInput)
    assert not dialog.act.isEnabled()
    dialog.input.setText("Contract")
    dialog.act.click()
    desk.wait(lambda: "there already" in dialog.field.hint())
    assert dialog.isVisible()
    dialog.input.setText("Purchase")
    dialog.act.click()
    desk.wait(lambda: [row.shown for row in desk.view.chosen_rows()] == ["Purchase"])


def test_tags_are_added_and_removed(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.wait(lambda: desk.page.detail.row is not None)
    desk.page.detail.add_tag_wanted.emit()
    dialog = desk.dialog(TagsDialog)
    assert isinstance(dialog, TagsDialog)
    dialog.input.setText("original")
    dialog.act.click()
    desk.wait(lambda: desk.page.detail.row.tags == ("original",))  # type: ignore[union-attr]
    desk.page.detail.remove_tag_wanted.emit("original")
    desk.wait(lambda: desk.page.detail.row.tags == ())  # type: ignore[union-attr]


def test_the_trash_gives_back_and_removes_for_good(desk: Desk) -> None:
    desk.opened.answer(desk.opened.operations.trash, [desk.safe, desk.allergies, desk.contract])
    desk.page.go(TRASH)
    desk.choose("Allergies")
    desk.page.act("restore")
    desk.wait(lambda: len(desk.names()) == 2)
    assert "Allergies" in desk.listed("all")
    desk.choose("Contract")
    second = desk.view.items.index(desk.names().index("Contract"), 0).data(Ask.SECOND)
    assert re.fullmatch(r"Removed today .* from House", second)
    desk.key(Key.Key_Delete)
    dialog = desk.dialog(Confirmation)
    assert dialog.cancel.isDefault(), "Enter does the safe thing"
    dialog.act.click()
    desk.wait(lambda: desk.names() == ["Where everything is"])
    desk.page.list.empty_trash.click()
    desk.dialog(Confirmation).act.click()
    desk.wait(lambda: not desk.page.list.items.rowCount())
    assert desk.listed("trash") == []
    assert not desk.page.list.empty_trash.isVisible()


def test_menus_offer_what_can_be_done(desk: Desk) -> None:
    desk.choose("Allergies")

    def offered() -> list[str]:
        menus = [menu for menu in desk.page.findChildren(QMenu) if menu.isVisible()]
        words = [action.text() for menu in menus for action in menu.actions() if action.text()]
        for menu in menus:
            menu.close()
        return words

    desk.page._open_menu(desk.page.mapToGlobal(desk.page.rect().center()))
    elsewhere, star = "Open with another program", "Add to favourites"
    changed = ["Share", "Cut", "Copy", "Rename", "Move to folder", "Tags", star, "Move to trash"]
    assert offered() == ["Edit", elsewhere, "Copy out", *changed]
    desk.page._set_read_only()
    desk.page._open_menu(desk.page.mapToGlobal(desk.page.rect().center()))
    assert offered() == [elsewhere, "Copy out"]


def test_a_note_is_written_beside_the_list(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.key(Key.Key_Return)
    assert desk.page.writing.is_open
    editor = desk.page.editor
    desk.wait(lambda: editor.editor.text() == "penicillin")
    editor.editor.append("and nuts")
    desk.choose("Where everything is")
    desk.wait(lambda: not desk.page.writing.is_open)
    text = desk.opened.answer(desk.opened.operations.note_text, desk.allergies)
    assert text.text == "penicillin\nand nuts", "what was written is saved before another item shows"
    desk.wait(lambda: desk.page.detail.sheet.head.name.text() == "Where everything is")


def test_a_new_note_is_chosen_when_it_is_saved(desk: Desk) -> None:
    desk.choose("Allergies")
    desk.page.new_note()
    assert desk.page.writing.is_open
    desk.opened.write("from elsewhere")
    desk.wait(lambda: "from elsewhere" in desk.names())
    assert desk.page.writing.is_open, "a change elsewhere closes no editor"
    desk.page.editor.editor.append("# Numbers\n\none two")
    saved: list[bool] = []
    desk.page.save_pending(lambda: saved.append(True))
    desk.wait(lambda: bool(saved))
    desk.wait(lambda: [row.id for row in desk.view.chosen_rows()] == [desk.page.editor.item])
    assert desk.page.writing.is_open


# --- search ---------------------------------------------------------------------------------------


def test_search_finds_while_one_types_and_leads_back(desk: Desk) -> None:
    desk.choose("Allergies")
    before = desk.view
    QTest.keyClicks(desk.page.toolbar.search, "STUDY")
    desk.wait(lambda: desk.page.list.query == "STUDY")
    assert desk.names() == ["Where everything is"]
    assert desk.page.list.head.title.text() == "Search results"
    desk.wait(lambda: desk.page.detail.sheet.head.name.text() == "Where everything is")
    QTest.keyClick(desk.page.toolbar.search, Key.Key_Escape)
    desk.wait(lambda: desk.page.list.query == "")
    assert desk.view is before
    assert [row.shown for row in desk.view.chosen_rows()] == ["Allergies"]
    desk.wait(lambda: desk.page.detail.sheet.head.name.text() == "Allergies")


def test_results_follow_the_vault(desk: Desk) -> None:
    desk.page.toolbar.search.setText("study")
    desk.wait(lambda: desk.page.list.query == "study")
    desk.opened.write("Study plan")
    desk.wait(lambda: len(desk.names()) == 2)
    desk.opened.answer(desk.opened.operations.trash, [desk.safe])
    desk.wait(lambda: desk.names() == ["Study plan"])


def test_nothing_found_is_said(desk: Desk) -> None:
    desk.page.toolbar.search.setText("xyzzy")
    desk.wait(lambda: desk.page.list.query == "xyzzy")
    assert shown_name(desk.page) == "Nothing was found"
    assert not desk.page.detail.summary.second.text(), "there is nothing to choose"
    desk.page.toolbar.search.clear()
    desk.wait(lambda: desk.page.list.stack.currentWidget() is desk.page.list.browsed)
    assert desk.page.detail.summary.second.text() == "Choose an item to see it here."


# --- the page itself ------------------------------------------------------------------------------


def test_an_empty_vault_invites_the_first_drop(qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    opened = Opened(qtbot, tmp_path)
    facts = opened.create()
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    page = VaultPage(opened.operations, opened.works, facts, settings)
    page.begin()
    shown(page, 1280, 788)
    qtbot.waitUntil(lambda: shown_name(page) == "This vault is empty")
    assert page.toolbar.add.kind() == "secondary", "one filled button on the screen"
    opened.write("a")
    qtbot.waitUntil(lambda: page.list.stack.currentWidget() is page.list.browsed, timeout=PATIENCE_MS)
    assert page.toolbar.add.kind() == "primary"
    opened.close()


def test_read_only_is_told_and_held(desk: Desk) -> None:
    desk.opened.connection.became_read_only.emit("the disk refused a change")
    banner = desk.page.notices.read_only
    assert banner is not None
    desk.wait(banner.isVisible)
    assert "safe" in banner.accessibleName()
    assert not desk.page.toolbar.add.isEnabled()
    desk.choose("Allergies")
    desk.key(Key.Key_Delete)
    desk.key(Key.Key_F2)
    assert desk.view.viewport().findChild(QLineEdit) is None
    assert len(desk.listed("all")) == 4


def test_work_has_its_line(desk: Desk) -> None:
    desk.opened.works.clear()
    desk.wait(lambda: not desk.page.bar.isVisible())
    desk.opened.operations.check(lambda _: None)
    desk.wait(desk.page.bar.isVisible)
    desk.wait(lambda: desk.page.bar.jobs[0].state == "done")
    desk.page.bar.line.dismiss.click()
    desk.wait(lambda: not desk.page.bar.isVisible())


def test_density_is_the_settings(desk: Desk) -> None:
    high = desk.view.sizeHintForRow(0)
    desk.page.list.density.click()
    assert desk.settings.density == "compact"
    assert desk.view.sizeHintForRow(0) < high


def test_a_page_that_is_gone_ends_its_sandbox(desk: Desk) -> None:
    page = VaultPage(desk.opened.operations, desk.opened.works, desk.page.facts, desk.settings)
    page.begin()
    worker = page._worker
    page.deleteLater()
    desk.wait(lambda: not worker._thread.is_alive())


def test_a_lock_forgets_what_was_shown(desk: Desk) -> None:
    desk.choose("list.txt")
    desk.wait(lambda: desk.page.detail.previewer._shown is not None)
    desk.page.toolbar.search.setText("study")
    desk.wait(lambda: desk.page.list.query == "study")
    with desk.qtbot.waitSignal(desk.opened.connection.ended, timeout=PATIENCE_MS):
        desk.opened.operations.lock()
    assert desk.page.detail.previewer._shown is None
    assert desk.page.list.items.rowCount() == desk.page.list.found.rowCount() == 0
    assert not desk.page.tree.folders
    assert desk.page.toolbar.search.text() == ""


def test_a_failure_nobody_waits_for_is_told(desk: Desk) -> None:
    desk.opened.operations.make_folder(m.ROOT, "House")
    desk.wait(lambda: "there already" in desk.toast())
