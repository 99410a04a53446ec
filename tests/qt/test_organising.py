"""Keeping order in the window, on a real vault process: favourites, tags, saved searches, versions, duplicates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.choices import Confirmation, WordInput
from vault.qt.browse.items_model import carry
from vault.qt.browse.places import ALL, FAVOURITES, TRASH, Place
from vault.qt.browse.sheets import MarkdownSheet, PlainSheet
from vault.qt.dialogs.compare import CompareDialog
from vault.qt.dialogs.duplicates import DuplicatesDialog
from vault.qt.dialogs.older_version import OlderVersionDialog
from vault.qt.dialogs.older_versions import OlderVersionsDialog
from vault.qt.dialogs.tags import TagsDialog
from vault.qt.dialogs.versions import VersionsDialog
from vault.qt.parts.buttons import Button
from vault.qt.parts.details import VersionRow
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.lists import Ask
from vault.qt.parts.sidebar import Side
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage

Key = Qt.Key
Check = Qt.CheckState
MOVE = Qt.DropAction.MoveAction


class House:
    """A page on a vault of three notes, two equal files and another one."""

    def __init__(self, opened: Opened, folder: Path, shown: Shown) -> None:
        self.opened, self.qtbot = opened, opened.qtbot
        opened.create()
        self.safe = opened.write("Safe", "the safe is in the study")
        self.letter = opened.write("Letter", "dear notary")
        self.pills = opened.write("Allergies", "penicillin")
        source = folder / "source"
        source.mkdir()
        for name, text in (("bill.txt", "bill" * 500), ("bill copy.txt", "bill" * 500), ("tax.txt", "tax")):
            (source / name).write_text(text)
        over = Answers(opened.qtbot)
        opened.operations.add_files(sorted(source.iterdir()), m.ROOT, over)
        over.wait()
        over = Answers(opened.qtbot)
        opened.operations.facts_changed.connect(over)
        opened.operations.refresh_facts()
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = VaultPage(opened.operations, opened.works, over.wait(), settings)
        self.page.begin()
        shown(self.page, 1280, 788)
        self.wait(lambda: self.page.list.items.rowCount() == 6)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def answer(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        return self.opened.answer(ask, *arguments, **named)

    def rows(self) -> dict[str, m.Row]:
        items = self.page.list.current_view.items
        rows = [items.row(number) for number in range(items.rowCount())]
        return {row.shown: row for row in rows if row is not None}

    def choose(self, *names: str) -> None:
        self.wait(lambda: set(names) <= set(self.rows()))
        view = self.page.list.current_view
        numbers = [view.items.number_of(self.rows()[name].id) for name in names]
        view.choose(numbers, numbers[0])
        self.wait(lambda: not view._pause.isActive())

    def search(self, query: str) -> None:
        self.page.toolbar.search.setText(query)
        self.wait(lambda: self.page.list.query == " ".join(query.split()))

    def dialog(self, kind: type[Any]) -> Any:
        def there() -> list[Dialog]:
            return [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.wait(there)
        return there()[0]

    def side(self, place: Place) -> QModelIndex:
        return self.page.sidebar.entries.index_of(place)

    def sections(self) -> list[str]:
        model = self.page.sidebar.entries
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        return [str(row.data()) for row in rows if row.data(Side.KIND) == "head"]

    def menu(self) -> dict[str, QAction]:
        menus = [one for one in self.page.findChildren(QMenu) if one.isVisible() and one is not self.page.menu]
        return {action.text(): action for action in menus[-1].actions() if not action.isSeparator()}

    def toast(self) -> Any:
        return self.page.toasts.toasts[-1]

    def versions(self, item: bytes) -> list[int]:
        return [version.number for version in self.answer(self.opened.operations.details, item).versions]

    def text(self, item: bytes) -> str:
        return str(self.answer(self.opened.operations.note_text, item).text)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, shown: Shown) -> Iterator[House]:
    opened = Opened(qtbot, tmp_path)
    yield House(opened, tmp_path, shown)
    opened.close()


# --- favourites -----------------------------------------------------------------------------------


def test_favourites_are_set_and_listed(house: House) -> None:
    house.choose("Safe", "tax.txt")
    house.page.act("favourite")
    house.wait(lambda: house.page.labels.favourites == 2)
    house.wait(lambda: house.side(FAVOURITES).data(Side.COUNT) == "2")
    assert house.rows()["Safe"].favourite
    model = house.page.list.items
    starred = model.index(model.number_of(house.safe), 0)
    assert starred.data(Ask.STARRED)
    assert "favourite" in str(starred.data(Qt.ItemDataRole.AccessibleTextRole))
    house.page.go(FAVOURITES)
    house.wait(lambda: set(house.rows()) == {"Safe", "tax.txt"})
    house.choose("Safe")
    house.wait(lambda: house.page.detail.row is not None)
    assert house.page.detail.sheet.head.star.isChecked()
    house.page.detail.sheet.head.star.click()
    house.wait(lambda: set(house.rows()) == {"tax.txt"})


def test_of_several_the_others_become_favourites_first(house: House) -> None:
    house.answer(house.opened.operations.set_favourite, [house.safe], True)
    house.wait(lambda: house.rows()["Safe"].favourite)
    house.choose("Safe", "Letter")
    house.page.act("favourite")
    house.wait(lambda: house.page.labels.favourites == 2)
    house.wait(lambda: house.rows()["Letter"].favourite)
    house.page.act("favourite")
    house.wait(lambda: house.page.labels.favourites == 0)


def test_empty_favourites_say_what_they_are_for(house: House) -> None:
    house.page.go(FAVOURITES)
    house.wait(lambda: house.page.list.stack.currentWidget().accessibleName() == "No favourites yet")  # type: ignore[union-attr]


# --- tags -----------------------------------------------------------------------------------------


def test_tags_stand_in_the_sidebar_with_colour_and_count(house: House) -> None:
    assert house.sections() == ["Folders"], "no section for what there is not"
    house.answer(house.opened.operations.set_tags, [house.safe, house.letter], add=["original"])
    place = Place("tag", tag="original")
    house.wait(lambda: house.side(place).data(Side.COUNT) == "2")
    assert house.sections() == ["Folders", "Tags"]
    assert not house.side(place).data(Side.DOT)
    house.page.acts.labels.menu(house.page.labels.tags["original"], QPoint(0, 0))
    colours = {action.text(): action for action in house.menu()["Colour"].menu().actions()}  # type: ignore[attr-defined]
    assert colours["No colour"].isChecked()
    colours["Blue"].trigger()
    house.wait(lambda: house.side(place).data(Side.DOT) == "tag-blue")
    assert "Blue" in house.side(place).data(Qt.ItemDataRole.AccessibleTextRole), "never by colour alone"
    model = house.page.list.items
    house.wait(lambda: model.index(model.number_of(house.safe), 0).data(Ask.TAG_TOKENS) == ["tag-blue"])
    house.page.sidebar.choose(house.side(place))
    house.wait(lambda: set(house.rows()) == {"Safe", "Letter"})
    assert house.page.list.head.title.text() == "original"


def test_the_editor_of_tags_has_three_states(house: House) -> None:
    set_tags = house.opened.operations.set_tags
    house.answer(set_tags, [house.safe, house.letter], add=["both"])
    house.answer(set_tags, [house.safe], add=["one"])
    house.answer(set_tags, [house.pills], add=["none"])
    wanted = {"Safe": ("both", "one"), "Letter": ("both",), "Allergies": ("none",)}
    house.wait(lambda: {name: row.tags for name, row in house.rows().items() if row.tags} == wanted)
    house.wait(lambda: len(house.page.labels.tags) == 3)
    house.choose("Safe", "Letter")
    house.page.act("tags")
    dialog = house.dialog(TagsDialog)
    states = {dialog.model.item(row).text(): dialog.model.item(row) for row in range(dialog.model.rowCount())}
    assert {name: item.checkState() for name, item in states.items()} == {
        "both": Check.Checked,
        "one": Check.PartiallyChecked,
        "none": Check.Unchecked,
    }
    assert dialog.wanted() == ([], [])
    for name in ("both", "none"):
        dialog._toggle(dialog.shown.mapFromSource(states[name].index()))
    one = dialog.shown.mapFromSource(states["one"].index())
    for _ in range(3):
        dialog._toggle(one)
    assert states["one"].checkState() == Check.PartiallyChecked, "half-set can be had again"
    QTest.keyClicks(dialog.input, "new")
    QTest.keyClick(dialog.input, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.wanted() == (["none", "new"], ["both"])
    dialog.act.click()
    house.wait(lambda: set(house.rows()["Letter"].tags) == {"none", "new"})
    assert set(house.rows()["Safe"].tags) == {"none", "new", "one"}


def test_typing_finds_known_tags_without_case_and_accents(house: House) -> None:
    house.answer(house.opened.operations.set_tags, [house.safe], add=["Käse", "Taxes 2025"])
    house.wait(lambda: len(house.page.labels.tags) == 2)
    house.choose("Letter")
    house.page.act("tags")
    dialog = house.dialog(TagsDialog)
    QTest.keyClicks(dialog.input, "kas")
    assert [dialog.shown.index(row, 0).data() for row in range(dialog.shown.rowCount())] == ["Käse"]
    QTest.keyClick(dialog.input, Key.Key_Down)
    QTest.keyClick(dialog.input, Key.Key_Return)
    QTest.keyClicks(dialog.input, "Taxes 2025")
    QTest.keyClick(dialog.input, Key.Key_Return)
    assert dialog.wanted() == (["Käse", "Taxes 2025"], [])
    QTest.keyClicks(dialog.input, "typed only")
    dialog.act.click()
    house.wait(lambda: set(house.rows()["Letter"].tags) == {"Käse", "Taxes 2025", "typed only"})


def test_a_tag_that_is_refused_says_why_and_nothing_is_lost(house: House) -> None:
    house.choose("Letter")
    house.page.act("tags")
    dialog = house.dialog(TagsDialog)
    dialog.input.setText("a\tb")
    dialog._add()
    dialog.act.click()
    house.wait(lambda: bool(dialog.field.hint()))
    assert dialog.isVisible()
    assert dialog.wanted() == (["a\tb"], [])


def test_dropping_on_a_tag_and_on_favourites(house: House) -> None:
    house.answer(house.opened.operations.set_tags, [house.safe], add=["original"])
    place = Place("tag", tag="original")
    house.wait(lambda: house.side(place).isValid())
    rows = house.rows()
    mime = carry([rows["Letter"], rows["tax.txt"]])
    model = house.page.sidebar.entries
    assert model.canDropMimeData(mime, MOVE, -1, -1, house.side(place))
    assert model.dropMimeData(mime, MOVE, -1, -1, house.side(place))
    house.wait(lambda: house.side(place).data(Side.COUNT) == "3")
    assert model.dropMimeData(mime, MOVE, -1, -1, house.side(FAVOURITES))
    house.wait(lambda: house.page.labels.favourites == 2)
    assert not model.canDropMimeData(mime, MOVE, -1, -1, house.side(ALL))


def test_a_renamed_tag_stays_in_sight_and_a_removed_one_is_left(house: House) -> None:
    house.answer(house.opened.operations.set_tags, [house.safe], add=["old"])
    house.wait(lambda: house.side(Place("tag", tag="old")).isValid())
    house.page.go(Place("tag", tag="old"))
    house.page.acts.labels.ask_rename(house.page.labels.tags["old"])
    dialog = house.dialog(WordInput)
    dialog.input.setText(" new ")
    dialog.act.click()
    house.wait(lambda: house.page.list.place == Place("tag", tag="new"))
    house.wait(lambda: set(house.rows()) == {"Safe"})
    house.page.sidebar._trash()
    question = house.dialog(Confirmation)
    assert question.cancel.isDefault()
    question.act.click()
    house.wait(lambda: house.page.list.place == ALL)
    house.wait(lambda: house.rows().get("Safe") is not None and house.rows()["Safe"].tags == ())


# --- searches -------------------------------------------------------------------------------------


def test_a_search_is_saved_listed_changed_and_removed(house: House) -> None:
    house.search("notary")
    assert house.page.list.save_search.isVisibleTo(house.page)
    house.page.list.save_search.click()
    dialog = house.dialog(WordInput)
    dialog.input.setText("Mine")
    dialog.act.click()
    house.wait(lambda: house.page.list.head.title.text() == "Mine")
    assert not house.page.list.save_search.isVisibleTo(house.page), "it is saved"
    [saved] = house.page.labels.searches.values()
    place = Place("search", search=saved.id)
    house.page.go(ALL)
    house.wait(lambda: not house.page.list.query)
    house.page.sidebar.choose(house.side(place))
    house.wait(lambda: house.page.list.query == "notary")
    assert house.page.list.head.title.text() == "Mine"
    assert set(house.rows()) == {"Letter"}
    house.search("notary dear")
    assert house.page.list.head.title.text() == "Search results", "typed on, it is another search"
    assert house.page.sidebar.place() == ALL
    house.page.toolbar.search.clear()
    house.wait(lambda: not house.page.list.query)
    house.page.acts.labels.ask_remove(saved)
    house.wait(lambda: not house.page.labels.searches)
    house.wait(lambda: house.page.toasts.toasts and "Mine" in house.toast().accessibleName())
    house.toast().acted.emit()
    house.wait(lambda: [one.query for one in house.page.labels.searches.values()] == ["notary"])


def test_clearing_a_saved_search_goes_back_to_where_one_was(house: House) -> None:
    saved = house.answer(house.opened.operations.save_search, "Mine", "notary").search
    place = Place("search", search=saved.id)
    house.wait(lambda: house.side(place).isValid())
    house.page.go(FAVOURITES)
    house.page.sidebar.choose(house.side(place))
    house.wait(lambda: house.page.list.query == "notary")
    house.page.toolbar.search.clear()
    house.wait(lambda: not house.page.list.query)
    assert house.page.sidebar.place() == house.page.list.place == FAVOURITES


def test_what_was_found_is_marked(house: House) -> None:
    house.search("study saf")
    index = house.page.list.found.index(0, 0)
    name = str(index.data())
    assert [name[start : start + length] for start, length in index.data(Ask.NAME_MARKS)] == ["Saf"]
    snippet = index.data(Ask.SNIPPET)
    assert {"study", "saf"} <= {snippet[start : start + length] for start, length in index.data(Ask.SNIPPET_MARKS)}


def test_a_query_that_is_not_understood_is_said_in_words(house: House) -> None:
    house.search("notary")
    house.page.toolbar.search.setText("notary before:never")
    house.wait(lambda: "before:" in house.page.list.remark.text.text())
    assert set(house.rows()) == {"Letter"}, "what was found before stays"
    assert not house.page.list.save_search.isVisibleTo(house.page)
    house.page.toolbar.search.clear()
    house.wait(lambda: not house.page.list.remarks.isVisible())
    house.page.toolbar.search.setText("before:never")
    house.wait(lambda: "before:" in house.page.list.stack.currentWidget().accessibleName())  # type: ignore[union-attr]
    assert house.page.list.query == "before:never"


def test_help_puts_an_operator_into_the_field(house: House) -> None:
    house.page.toolbar.search.setText("bill")
    house.page.search.show_help()
    sheet = house.page.search._help
    assert sheet is not None
    assert sheet.isVisible()
    [kind] = [button for button in sheet.examples if button.text() == "type:pdf"]
    kind.click()
    assert not sheet.isVisible()
    assert house.page.toolbar.search.text() == "bill type:pdf"


# --- versions -------------------------------------------------------------------------------------


def write_on(house: House, item: bytes, text: str) -> None:
    row = house.answer(house.opened.operations.details, item).row
    house.answer(house.opened.operations.write_note, text, item=item, based_on=row.version)


def restorable(house: House) -> list[Button]:
    rows = house.page.detail.findChildren(VersionRow)
    return [row.restore for row in rows if row.restore is not None and row.restore.isVisible()]


def chosen_note(house: House) -> None:
    write_on(house, house.letter, "dear notary\nsecond line")
    house.wait(lambda: house.rows()["Letter"].version == 2)
    house.choose("Letter")
    house.wait(lambda: house.page.detail.sheet.versions.lines.count() == 2)


def test_an_older_version_becomes_current_and_back(house: House) -> None:
    chosen_note(house)
    house.wait(lambda: len(restorable(house)) == 1)
    [restore] = restorable(house)
    restore.click()
    house.wait(lambda: house.page.toasts.toasts)
    assert house.text(house.letter) == "dear notary"
    assert house.versions(house.letter) == [1, 2, 3]
    house.toast().acted.emit()
    house.wait(lambda: house.versions(house.letter) == [1, 2, 3, 4])
    assert house.text(house.letter) == "dear notary\nsecond line"


def test_an_older_version_is_looked_at(house: House) -> None:
    """Its own text, not the current one."""
    chosen_note(house)
    details = house.answer(house.opened.operations.details, house.letter)
    house.page.versions.look(details.row, details.versions[0])
    dialog = house.dialog(OlderVersionDialog)
    house.wait(lambda: dialog.well.findChild(MarkdownSheet) is not None)
    assert dialog.well.findChild(MarkdownSheet).toPlainText().strip() == "dear notary"
    dialog.reject()


def test_versions_are_compared(house: House) -> None:
    chosen_note(house)
    details = house.answer(house.opened.operations.details, house.letter)
    house.page.versions.compare(details.row, details.versions[1], details.versions[0])
    dialog = house.dialog(CompareDialog)
    house.wait(lambda: dialog.model.rowCount() == 2)
    assert [pair.kind for pair in dialog.model.pairs] == ["same", "added"]
    assert dialog.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Added: second line"
    assert dialog.summary.text() == "1 line added."
    assert dialog.list.currentIndex().row() == 1, "at the first change"
    heights = [dialog.list.sizeHintForRow(row) for row in (0, 1)]
    dialog.setMinimumWidth(300)
    dialog.resize(420, dialog.height())
    assert dialog.list.rows.is_narrow(dialog.list.viewport().width())
    assert [dialog.list.sizeHintForRow(row) for row in (0, 1)] == heights, "one line each, also in one column"
    dialog.grab()
    (restore,) = dialog.restores
    assert restore.accessibleName() == "Restore version 1"
    restore.click()
    house.wait(lambda: house.versions(house.letter) == [1, 2, 3])
    text = house.answer(house.opened.operations.note_text, house.letter)
    assert (text.version, text.text) == (3, "dear notary")


def test_binary_versions_cannot_be_compared(house: House, tmp_path: Path) -> None:
    file = tmp_path / "photo.bin"
    for content in (b"\0\1\2", b"\0\1\3"):
        file.write_bytes(content)
        over = Answers(house.qtbot)
        house.opened.operations.add_files([file], m.ROOT, over, replace=True)
        over.wait()
    house.wait(lambda: "photo.bin" in house.rows() and house.rows()["photo.bin"].version == 2)
    details = house.answer(house.opened.operations.details, house.rows()["photo.bin"].id)
    house.page.versions.compare(details.row, *details.versions)
    dialog = house.dialog(CompareDialog)
    house.wait(lambda: "no text" in dialog.summary.text())
    dialog.reject()


def test_all_versions_in_a_dialog(house: House) -> None:
    chosen_note(house)
    house.page.detail.sheet.versions.all.click()
    dialog = house.dialog(VersionsDialog)
    house.wait(lambda: [version.number for version in dialog.versions] == [2, 1])
    assert [version.number for version in dialog.chosen()] == [1], "the one before stands ready"
    dialog.list.view.selectAll()
    assert not dialog.remove.isEnabled(), "the current one stays"
    assert dialog.compare.isEnabled()
    dialog.list.view.setCurrentIndex(dialog.list.model.index(1))
    dialog.list.view.selectionModel().select(
        dialog.list.model.index(1), dialog.list.view.selectionModel().SelectionFlag.ClearAndSelect
    )
    dialog.remove.click()
    [question] = [one for one in dialog.findChildren(Confirmation) if one.isVisible()]
    assert question.cancel.isDefault()
    question.act.click()
    house.wait(lambda: [version.number for version in dialog.versions] == [2])
    assert house.versions(house.letter) == [2]
    assert not dialog.remove.isEnabled()
    dialog.reject()


def test_the_policy_for_older_versions(house: House) -> None:
    chosen_note(house)
    house.page.menu.open_older_versions()
    dialog = house.dialog(OlderVersionsDialog)
    house.wait(dialog.choices["notes"].isChecked)
    assert dialog.held.text() == "Older versions hold 11 B"
    dialog.choices["nothing"].click()
    assert not dialog.act.isEnabled(), "nothing to do"
    house.wait(lambda: house.answer(house.opened.operations.older_versions).thinning == "nothing")
    dialog.choices["everything"].click()
    house.wait(lambda: house.answer(house.opened.operations.older_versions).thinning == "everything")
    dialog.act.click()
    house.wait(lambda: dialog.is_over)
    assert "nothing to thin out" in dialog.verdict.accessibleName() or dialog.verdict.isVisible()
    assert house.versions(house.letter) == [1, 2], "they are of today"
    dialog.reject()


def test_ctrl_f_finds_in_the_note_that_is_written(house: House, activate: Callable[[QWidget], None]) -> None:
    house.choose("Letter")
    house.page.edit_note(house.rows()["Letter"])
    house.wait(lambda: not house.page.editor.editor.isReadOnly())
    activate(house.page)
    house.page.editor.editor.setFocus()
    QTest.keyClick(house.page.editor.editor, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert house.page.editor.finder.isVisible()
    assert not house.page.toolbar.search.hasFocus()
    house.page.editor.leave()
    house.wait(lambda: not house.page.writing.is_open)
    QTest.keyClick(house.page.list.current_view, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert house.page.toolbar.search.hasFocus()


def test_an_open_note_follows_a_version_that_is_made_current(house: House) -> None:
    chosen_note(house)
    house.page.edit_note(house.rows()["Letter"])
    house.wait(lambda: house.page.editor.editor.text() == "dear notary\nsecond line")
    details = house.answer(house.opened.operations.details, house.letter)
    house.page.versions.make_current(details.row, details.versions[0])
    house.wait(lambda: house.page.editor.editor.text() == "dear notary")


def test_the_menu_of_the_vault_is_filled_when_it_opens(house: House) -> None:
    def enabled() -> dict[str, bool]:
        house.page.menu.popup(QPoint(0, 0))
        found = {action.text(): action.isEnabled() for action in house.page.menu.actions() if action.text()}
        house.page.menu.close()
        return found

    assert not house.page.menu.actions()
    assert enabled()["Find duplicates"]
    assert enabled()["Change password"]
    house.page._become_read_only("the disk refused a change")
    assert not enabled()["Change password"]
    assert enabled()["Check"]


# --- duplicates, trash ----------------------------------------------------------------------------


def found_duplicates(house: House) -> Any:
    house.page.menu.open_duplicates()
    dialog = house.dialog(DuplicatesDialog)
    dialog.act.click()
    house.wait(lambda: dialog.is_over)
    return dialog


def test_duplicates_one_of_each_stays(house: House) -> None:
    dialog = found_duplicates(house)
    [group] = dialog.model.groups
    assert {row.shown for row in group} == {"bill.txt", "bill copy.txt"}
    assert not dialog.model.chosen, "nothing is chosen by itself"
    assert not dialog.trash.isEnabled()
    first, second = dialog.model.index(1), dialog.model.index(2)
    dialog._toggle(first)
    dialog._toggle(second)
    assert len(dialog.model.chosen) == 1, "the last one of a group cannot be chosen"
    assert dialog.verdict.isVisible()
    dialog.oldest.click()
    [spare] = dialog.model.chosen
    oldest = min(group, key=lambda row: (row.added, row.id))
    assert spare != oldest.id
    dialog.trash.click()
    house.wait(lambda: not dialog.model.groups)
    house.wait(lambda: len(house.rows()) == 5)
    assert [row.id for row in house.answer(house.opened.operations.list_items, view="trash").rows] == [spare]
    dialog.reject()


def test_a_duplicate_is_shown_in_its_place(house: House) -> None:
    dialog = found_duplicates(house)
    dialog.groups.setCurrentIndex(dialog.model.index(2))
    row = dialog.model.row_at(dialog.model.index(2))
    QTest.keyClick(dialog.groups, Key.Key_Return)
    house.wait(lambda: [one.id for one in house.page.list.current_view.chosen_rows()] == [row.id])
    assert house.page.list.place == Place("folder", m.ROOT)


def test_emptying_the_trash_says_how_much_it_is(house: House) -> None:
    house.answer(house.opened.operations.trash, [house.safe, house.letter])
    house.page.go(TRASH)
    house.wait(lambda: house.page.list.place == TRASH and len(house.rows()) == 2)
    house.page.list.empty_trash.click()
    question = house.dialog(Confirmation)
    said = [one.text() for one in question.findChildren(type(house.page.list.head.title))]
    assert "2 items, 35 B in all, will be gone for good." in said
    question.reject()


# --- read only, locked ----------------------------------------------------------------------------


def test_a_vault_that_can_only_be_read_offers_no_change(house: House) -> None:
    house.answer(house.opened.operations.set_tags, [house.safe], add=["original"])
    write_on(house, house.letter, "other")
    house.wait(lambda: house.page.labels.tags and house.rows()["Letter"].version == 2)
    house.page._set_read_only()
    house.choose("Letter")
    house.wait(lambda: house.page.detail.sheet.versions.lines.count() == 2)
    assert not house.page.detail.sheet.head.star.isEnabled()
    house.wait(lambda: [row for row in house.page.detail.findChildren(VersionRow) if row.isVisible()])
    assert not restorable(house)
    house.page.act("favourite")
    house.page.act("tags")
    assert not house.page.findChildren(TagsDialog)
    menus = len(house.page.findChildren(QMenu))
    house.page.acts.labels.menu(house.page.labels.tags["original"], QPoint(0, 0))
    assert len(house.page.findChildren(QMenu)) == menus
    assert house.page.labels.favourites == 0


def test_nothing_of_the_labels_stays_after_a_lock(house: House) -> None:
    house.answer(house.opened.operations.set_tags, [house.safe], add=["original"])
    house.answer(house.opened.operations.save_search, "Mine", "notary")
    house.wait(lambda: house.page.labels.tags and house.page.labels.searches)
    house.opened.operations.lock()
    house.wait(lambda: not house.page.labels.tags)
    assert not house.page.labels.searches
    assert house.sections() == ["Folders"]


def test_a_file_of_another_version_is_read_by_that_version(house: House, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    for text in ("one", "two two"):
        file.write_text(text)
        over = Answers(house.qtbot)
        house.opened.operations.add_files([file], m.ROOT, over, replace=True)
        over.wait()
    house.wait(lambda: "list.txt" in house.rows() and house.rows()["list.txt"].version == 2)
    details = house.answer(house.opened.operations.details, house.rows()["list.txt"].id)
    house.page.versions.look(details.row, details.versions[0])
    dialog = house.dialog(OlderVersionDialog)
    house.wait(lambda: dialog.well.findChild(PlainSheet) is not None)
    assert dialog.well.findChild(PlainSheet).toPlainText() == "one"
    dialog.reject()
