"""The models of the main window on a real vault: lists by pages, the folders, what a search found."""

from __future__ import annotations

import dataclasses
import gc
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.child.links import make_files
from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.beginnings import beginning
from vault.qt.browse.found_model import FoundModel
from vault.qt.browse.item_view import ItemView
from vault.qt.browse.items_model import PAGE, ItemsModel, carry
from vault.qt.browse.places import ALL, NOTES, TOP, TRASH, FolderTree, Place
from vault.qt.browse.row_words import RowWords, facts_of, kind_words
from vault.qt.browse.sidebar_model import Entry, SidebarModel
from vault.qt.parts.lists import Ask
from vault.qt.parts.sidebar import Side

COUNT = 1_050
Display = Qt.ItemDataRole.DisplayRole


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


def fill(opened: Opened, tmp_path: Path, count: int = COUNT) -> None:
    """So many files, in a folder `papers`."""
    over = Answers(opened.qtbot)
    opened.operations.add_files([make_files(tmp_path / "papers", count, 10)], m.ROOT, over)
    over.wait()


def shown_model(opened: Opened, place: Place = ALL, count: int = COUNT) -> ItemsModel:
    """A model that shows a place, settled."""
    model = ItemsModel(opened.operations, RowWords(FolderTree(opened.operations)), opened.connection)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, opened.connection)
    model.show(place)
    opened.qtbot.waitUntil(lambda: model.rowCount() == count, timeout=PATIENCE_MS)
    return model


def name(model: QAbstractItemModel, number: int) -> str | None:
    found = model.index(number, 0).data(Display)
    return None if found is None else str(found)


# --- lists ----------------------------------------------------------------------------------------


def test_rows_come_as_they_are_looked_at(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    fill(opened, tmp_path)
    model = shown_model(opened)
    assert name(model, 0) == "file 0.bin"
    assert model.row(COUNT - 1) is None, "nobody has looked there"
    assert name(model, COUNT - 1) is None
    qtbot.waitUntil(lambda: name(model, COUNT - 1) == f"file {COUNT - 1}.bin", timeout=PATIENCE_MS)
    assert model.row(PAGE * 2) is None, "what was not looked at was not asked for"
    index = model.index(0, 0)
    assert index.data(Ask.SIZE) == "18 B"
    assert index.data(Ask.ICON) == "file"
    assert index.data(Ask.SECOND) == "BIN file"
    assert "file 0.bin" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_long_list_that_grows_is_not_copied_for_every_row(opened: Opened) -> None:
    model = ItemsModel(opened.operations, RowWords(FolderTree(opened.operations)), opened.connection)
    begun = time.monotonic()
    for count in (100_000, 500_000, 10):  # one by one into the middle they would take half a minute
        model.setRowCount(count)
    assert model.rowCount() == 10
    assert time.monotonic() - begun < 10


def test_notes_show_how_they_begin(opened: Opened, qtbot: QtBot) -> None:
    item = opened.write("Where everything is", "# Where everything is\n\nThe **safe** is in the study.")
    opened.write("Empty", "")
    model = shown_model(opened, NOTES, 2)
    qtbot.waitUntil(lambda: name(model, 1) == "Where everything is", timeout=PATIENCE_MS)
    assert [model.index(number, 0).data(Ask.SECOND) for number in (0, 1)] == ["", "The safe is in the study."]
    opened.answer(opened.operations.write_note, "It is *sold*.", item=item, based_on=1)
    qtbot.waitUntil(lambda: model.index(1, 0).data(Ask.SECOND) == "It is sold.", timeout=PATIENCE_MS)
    model.show(ALL)
    qtbot.waitUntil(lambda: name(model, 1) == "Where everything is", timeout=PATIENCE_MS)
    assert model.index(1, 0).data(Ask.SECOND) == "Note"
    assert model.row(1) is not None
    assert model.row(1).beginning == "", "no list has more of a note than it shows"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words\nand more", "plain words and more"),
        ("# Trip\n\nto Rome", "to Rome"),
        ("\n## TRIP ##\nto Rome", "to Rome"),
        ("# Trip\n# Trip\nagain", "Trip again"),
        ("# Other\nwords", "Other words"),
        ("a **bold _and slanted_** b ~~gone~~ `code`", "a bold and slanted b gone code"),
        ("[the *bank*](https://x.example) ![seal](seal.png) https://a.example/b_c_d", "the bank seal https://a.example/b_c_d"),
        ("- one\n- [x] two\n3. three\n> quoted\n> - four", "one two three quoted four"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("```python\ncode\n```\n---\nend", "code end"),
        ("snake_case_name and \\*stars\\* and 2 * 3 * 4", "snake_case_name and *stars* and 2 * 3 * 4"),
        ("turned\u202e and\x07 belled", "turned and belled"),
        ("  \n\n\t", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_beginning_has_no_signs_of_markdown(text: str, shown: str) -> None:
    assert " ".join(beginning(text, "Trip").split()) == shown
    assert beginning(text, "Trip.md") == beginning(text, "Trip"), "the ending of a file is no word of its name"


@pytest.mark.parametrize("sign", ["`", "*", "_", "~", "[", "[](", "**a", "_a*b", "> ", "- ", "| - ", "#", "``a`"])
def test_a_beginning_that_is_all_signs_holds_up_nobody(sign: str) -> None:
    began = time.thread_time()
    for _ in range(20):
        beginning((sign * 400)[:400], "Trip")
    assert time.thread_time() - began < 5, "what looks at every sign again for each takes minutes"


def test_at_most_two_questions_are_under_way(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    fill(opened, tmp_path)
    model = shown_model(opened)
    asked: list[int] = []
    ask = opened.operations.list_items

    def count(*arguments: object, **named: object) -> object:
        asked.append(int(str(named["offset"])))
        return ask(*arguments, **named)  # type: ignore[arg-type]

    opened.operations.list_items = count  # type: ignore[method-assign, assignment]
    for number in range(COUNT):
        name(model, number)
    qtbot.waitUntil(lambda: model.row(COUNT - 1) is not None, timeout=PATIENCE_MS)
    assert len(asked) <= 2
    assert asked[0] == COUNT // PAGE * PAGE, "what was looked at last comes first"


def test_the_order_is_the_vaults(opened: Opened, qtbot: QtBot) -> None:
    for text in ("b", "a", "ccc"):
        opened.write(text, text * 3)
    model = shown_model(opened, ALL, 3)
    assert [name(model, number) for number in range(3)] == ["a", "b", "ccc"]
    model.show(ALL, "size", True)
    qtbot.waitUntil(lambda: name(model, 0) == "ccc", timeout=PATIENCE_MS)


def test_a_change_keeps_choice_and_place(opened: Opened, qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    fill(opened, tmp_path)
    model = shown_model(opened)
    view = ItemView("Items", model)
    shown(view, 500, 400)
    view.verticalScrollBar().setValue(500 * 44)
    qtbot.waitUntil(lambda: model.row(500) is not None and model.row(510) is not None, timeout=PATIENCE_MS)
    view.choose_number(505)
    chosen = view.chosen_rows()[0].id
    top = model.row(view.seen()[0])
    assert top is not None
    opened.write("aaa first of all")
    qtbot.waitUntil(lambda: model.rowCount() == COUNT + 1, timeout=PATIENCE_MS)
    assert [row.id for row in view.chosen_rows()] == [chosen]
    assert view.currentIndex().row() == 506
    now = model.row(view.seen()[0])
    assert now is not None
    assert now.id == top.id, "the rows in sight stay in sight"


def test_a_view_is_never_reset_by_a_change(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    fill(opened, tmp_path, 300)
    model = shown_model(opened, ALL, 300)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    item = model.row(3)
    assert item is not None
    opened.answer(opened.operations.rename, item.id, "file 3 renamed.bin")
    qtbot.waitUntil(lambda: name(model, 3) == "file 3 renamed.bin", timeout=PATIENCE_MS)
    opened.answer(opened.operations.trash, [item.id])
    qtbot.waitUntil(lambda: model.rowCount() == 299, timeout=PATIENCE_MS)
    assert name(model, 3) == "file 4.bin"
    assert resets == []


def test_many_changes_cost_few_questions(opened: Opened, qtbot: QtBot) -> None:
    opened.write("a")
    model = shown_model(opened, ALL, 1)
    settled: list[int] = []
    model.settled.connect(lambda: settled.append(1))
    for number in range(40):
        opened.operations.write_note("x", lambda _: None, lambda _: None, name=f"note {number}".encode())
    qtbot.waitUntil(lambda: model.rowCount() == 41, timeout=PATIENCE_MS)
    assert len(settled) < 12


def test_all_rows_of_a_choice_are_gathered(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    fill(opened, tmp_path)
    model = shown_model(opened)
    over = Answers(qtbot)
    model.gather([range(COUNT)], over)
    assert len({row.id for row in over.wait()}) == COUNT
    over = Answers(qtbot)
    model.gather([range(2, 4)], over)
    assert [row.shown for row in over.news[0]] == ["file 2.bin", "file 3.bin"], "what is here comes at once"


def test_an_item_is_found_where_nobody_looked(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    fill(opened, tmp_path)
    model = shown_model(opened)
    over = Answers(qtbot)
    model.find_typed("File 1023", 5, over)
    assert over.wait() == 1023
    row = opened.answer(opened.operations.list_items, view="all", offset=1022, limit=1).rows[0]
    model.find_item(row.id, over)
    assert over.wait(2) == 1022
    model.find_typed("not there", 0, over)
    assert over.wait(3) == -1


def test_a_refused_name_gives_the_old_one_back(opened: Opened, qtbot: QtBot) -> None:
    opened.write("a")
    model = shown_model(opened, ALL, 1)
    wanted: list[tuple[m.Row, str]] = []
    model.rename_wanted.connect(lambda row, new: wanted.append((row, new)))
    index = model.index(0, 0)
    assert not model.setData(index, "a"), "the same name is no change"
    assert model.setData(index, "b")
    assert name(model, 0) == "b"
    assert wanted[0][1] == "b"
    model.name_failed(wanted[0][0].id)
    assert name(model, 0) == "a"


def test_nothing_is_renamed_in_the_trash(opened: Opened) -> None:
    opened.answer(opened.operations.trash, [opened.write("a")])
    model = shown_model(opened, TRASH, 1)
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 0).data(Ask.SECOND).startswith("Removed")


def test_rows_hold_still_while_one_is_renamed(opened: Opened, qtbot: QtBot, shown: Shown) -> None:
    opened.write("b")
    model = shown_model(opened, ALL, 1)
    view = ItemView("Items", model)
    shown(view, 500, 300)
    view.edit(model.index(0, 0))
    held, asked = model.is_held, list[bool]()

    def ask() -> bool:
        asked.append(held())
        return asked[-1]

    model.is_held = ask
    opened.write("a")
    qtbot.waitUntil(lambda: len(asked) >= 2, timeout=PATIENCE_MS)
    assert asked == [True] * len(asked)
    assert model.rowCount() == 1
    editor = view.viewport().findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.rowCount() == 2, timeout=PATIENCE_MS)


def test_dropping_on_a_folder_asks_for_a_move(opened: Opened, qtbot: QtBot) -> None:
    folder = opened.answer(opened.operations.make_folder, m.ROOT, "House").item
    item = opened.write("a")
    model = shown_model(opened, TOP, 2)
    moves: list[tuple[list[bytes], bytes]] = []
    model.move_wanted.connect(lambda ids, to: moves.append((ids, to)))
    rows = [row for row in (model.row(0), model.row(1)) if row is not None]
    assert [row.kind for row in rows] == ["folder", "note"]
    mime = carry(rows[1:])
    move = Qt.DropAction.MoveAction
    assert model.canDropMimeData(mime, move, -1, -1, model.index(0, 0))
    assert not model.canDropMimeData(mime, move, -1, -1, model.index(1, 0)), "a note is no folder"
    assert not model.canDropMimeData(carry(rows[:1]), move, -1, -1, model.index(0, 0)), "not into itself"
    model.dropMimeData(mime, move, -1, -1, model.index(0, 0))
    assert moves == [([item], folder)]


# --- folders --------------------------------------------------------------------------------------


def test_folders_keep_their_places_in_the_sidebar(opened: Opened, qtbot: QtBot) -> None:
    house = opened.answer(opened.operations.make_folder, m.ROOT, "House").item
    inside = opened.answer(opened.operations.make_folder, house, "Purchase").item
    tree = FolderTree(opened.operations)
    model = SidebarModel((ALL, NOTES), tree, tree, folders=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, tree)
    tree.refresh()
    qtbot.waitUntil(lambda: house in tree.folders, timeout=PATIENCE_MS)
    assert tree.words(inside) == "House, Purchase"
    kept = QPersistentModelIndex(model.index_of(Place("folder", inside)))
    assert kept.data(Display) == "Purchase"
    assert kept.data(Side.KIND) == "folder"
    opened.answer(opened.operations.make_folder, m.ROOT, "Archive")
    opened.write("contract", parent=inside)
    qtbot.waitUntil(lambda: kept.data(Side.COUNT) == "1", timeout=PATIENCE_MS)
    assert kept.parent().data(Display) == "House"
    assert kept.parent().data(Side.COUNT) == "1", "a folder in it counts, as in its list"
    assert kept.parent().row() == 5, "a folder came before it"
    opened.answer(opened.operations.trash, [house])
    qtbot.waitUntil(lambda: not kept.isValid(), timeout=PATIENCE_MS)


def test_an_old_tree_needs_no_collector(opened: Opened, qtbot: QtBot) -> None:
    """Thousands of entries that held each other would have to be found, in one pause, after every change."""
    tree = FolderTree(opened.operations)
    model = SidebarModel((ALL, NOTES), tree, tree, folders=True)
    folders = [m.FolderRow(bytes([number]) * 16, bytes([number // 2]) * 16, b"a", "a", 0) for number in range(1, 200)]

    def count() -> int:
        return sum(isinstance(one, Entry) for one in gc.get_objects())

    gc.collect()
    others = count() - len(model._entries)
    for items in range(3):
        tree.show([dataclasses.replace(folder, items=items) for folder in folders])
        assert all(model.index_of(Place("folder", folder.id)).isValid() for folder in folders)
    assert len(folders) <= count() - others <= len(model._entries) + 20


def test_folders_nobody_has_opened_cost_nothing(opened: Opened) -> None:
    tree = FolderTree(opened.operations)
    model = SidebarModel((ALL,), tree, tree, folders=True)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, tree)
    few = len(model._entries)
    house = m.FolderRow(b"h" * 16, m.ROOT, b"House", "House", 0)
    rooms = [
        m.FolderRow(number.to_bytes(16, "big"), house.id, b"room", f"room {number}", 0) for number in range(1, 500)
    ]
    deep = m.FolderRow(b"d" * 16, rooms[300].id, b"box", "box", 3)
    model.blockSignals(True)  # the tester would open them all
    tree.show([house, *rooms, deep])
    model.blockSignals(False)
    assert len(model._entries) == few + 1
    index = model.index_of(Place("folder", deep.id))
    assert [index.data(), index.parent().data(), index.parent().parent().data()] == ["box", "room 301", "House"]
    assert (index.parent().row(), model.rowCount(index.parent()), model.rowCount(index)) == (300, 1, 0)
    assert index.data(Side.COUNT) == "3"
    assert len(model._entries) == few + 1 + len(rooms) + 1


def test_a_tree_that_is_the_same_is_not_laid_out_anew(opened: Opened, qtbot: QtBot) -> None:
    tree = FolderTree(opened.operations)
    changes = Answers(qtbot)
    tree.changed.connect(lambda: changes(True))
    house = m.FolderRow(b"h" * 16, m.ROOT, b"House", "House", 1)
    for folders, told in (((), 1), ((house,), 2), ((house,), 2), ((dataclasses.replace(house, items=2),), 3)):
        tree.show(folders)
        assert len(changes.news) == told


def test_the_inbox_has_its_own_sign(opened: Opened) -> None:
    tree = FolderTree(opened.operations)
    model = SidebarModel((ALL,), tree, tree, folders=True)
    tree.show([m.FolderRow(b"i" * 16, m.ROOT, b"Eingang", "Eingang", 2, inbox=True)])
    assert model.index_of(Place("folder", b"i" * 16)).data(Side.ICON) == "inbox"


def test_a_folder_does_not_take_itself(opened: Opened, qtbot: QtBot) -> None:
    house = opened.answer(opened.operations.make_folder, m.ROOT, "House").item
    inside = opened.answer(opened.operations.make_folder, house, "Purchase").item
    tree = FolderTree(opened.operations)
    model = SidebarModel((ALL, TRASH), tree, tree, folders=True)
    tree.refresh()
    qtbot.waitUntil(lambda: inside in tree.folders, timeout=PATIENCE_MS)
    row = opened.answer(opened.operations.details, house).row
    moves: list[tuple[list[bytes], bytes]] = []
    trashed: list[list[bytes]] = []
    model.move_wanted.connect(lambda ids, to: moves.append((ids, to)))
    model.trash_wanted.connect(trashed.append)
    for place, expected in ((ALL, False), (TRASH, True), (TOP, True), (Place("folder", inside), False)):
        index = model.index_of(place)
        assert model.dropMimeData(carry([row]), Qt.DropAction.MoveAction, -1, -1, index) is expected, place
    assert moves == [([house], m.ROOT)]
    assert trashed == [[house]]


# --- search ---------------------------------------------------------------------------------------


def test_hits_say_where_they_are(opened: Opened, qtbot: QtBot) -> None:
    folder = opened.answer(opened.operations.make_folder, m.ROOT, "Family").item
    text = "# First\n\nThe safe is in **the study**, behind the `atlases`.\n- [x] call Anna - not now"
    item = opened.write("Where everything is", text, folder)
    opened.operations.set_tags([item], add=["original"])
    tree = FolderTree(opened.operations)
    tree.refresh()
    qtbot.waitUntil(lambda: folder in tree.folders, timeout=PATIENCE_MS)
    model = FoundModel(RowWords(tree))
    model.show_found(opened.answer(opened.operations.search, "STUDY"))
    snippet = model.index(0, 0).data(Ask.SNIPPET)
    assert snippet == "Family: First The safe is in the study, behind the atlases. call Anna - not now"
    [(start, length)] = model.index(0, 0).data(Ask.SNIPPET_MARKS)
    assert snippet[start : start + length] == "study"
    model.show_found(opened.answer(opened.operations.search, "everything"))
    row = model.index(0, 0)
    found = [row.data(role) for role in (Ask.SNIPPET, Ask.SNIPPET_MARKS, Ask.SECOND, Ask.TAGS)]
    assert found == [None, None, "Family", ["original"]], "found by its name it looks as everywhere"


def test_what_is_chosen_among_the_hits_stays_chosen_when_others_come(opened: Opened, qtbot: QtBot) -> None:
    """A search is asked again while texts are read; what a person acts on then is what was chosen."""
    for name in ("deed b", "deed c"):
        opened.write(name)
    few: m.Found = opened.answer(opened.operations.search, "deed")
    model = FoundModel(RowWords(FolderTree(opened.operations)))
    view = ItemView("hits", model)
    qtbot.addWidget(view)
    model.show_found(few)
    view.choose_number(1)
    (chosen,) = view.chosen_rows()
    opened.write("deed a")
    more: m.Found = opened.answer(opened.operations.search, "deed")
    assert model.number_of(chosen.id) == 1
    model.show_found(more)
    assert model.number_of(chosen.id) == 2
    assert [row.id for row in view.chosen_rows()] == [chosen.id]
    assert view.current_row() == chosen


def test_kinds_in_words(opened: Opened) -> None:
    item = opened.write("a.pdf")
    row = opened.answer(opened.operations.details, item).row
    assert kind_words(row) == "Note", "a note is one by kind, not name"
    paper = dataclasses.replace(row, kind="file", modified=row.modified - 60_000_000_000)
    facts = dict(facts_of([row, row, paper], FolderTree(opened.operations)))
    assert facts["Kinds"] == "2 × Note, 1 × PDF"
    assert re.fullmatch(r"(Today|Yesterday).* – today .*", facts["Changed"]) or facts["Changed"].count(" – ") == 0
