"""Rows, sidebar, splitters, timeline: places, colours, keys, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QStandardItem, QStandardItemModel
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault.qt.figures import long_days
from vault.qt.parts import lists
from vault.qt.parts.list_heads import ColumnHead
from vault.qt.parts.lists import Ask, ItemList, NameInput, RowDelegate, row_text
from vault.qt.parts.rows import NoteDelegate, PersonDelegate, VaultDelegate
from vault.qt.parts.sidebar import Side, Sidebar
from vault.qt.parts.splitters import GrabStrip, LineHandle, PaneSplitter
from vault.qt.parts.timeline import BackupMark, Legend, MissedRuns, Timeline
from vault.qt.theme import TOKENS, Look

Shown = Callable[..., Any]
Pick = Callable[[QWidget, int, int], str]
Activate = Callable[[QWidget], None]
LIGHT = {token: pair[0].lower() for token, pair in TOKENS.items()}
LONG = "Purchase contract Lindenstrasse 14 with all appendices and both signatures.pdf"


class Files(QAbstractListModel):
    """A list as long as it is told to be."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.renamed: list[str] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008, N802  # Qt's name and signature
        return 0 if parent.isValid() else self.count

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: LONG if index.row() == 0 else f"Paper {index.row()}.pdf",
            Ask.FOLDER: "House",
            Ask.TAGS: ["original"],
            Ask.STARRED: index.row() == 0,
            Ask.SHARED: False,
            Ask.CHANGED: "Today 09:12",
            Ask.SIZE: "2.4 MB",
        }
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row_text(index)
        return answers.get(role)

    def setData(self, index: QModelIndex | QPersistentModelIndex, value: object, role: int = 0) -> bool:  # noqa: N802  # Qt's name
        self.renamed.append(str(value))
        return True


@pytest.fixture
def files(shown: Shown) -> ItemList:
    view = ItemList("Items")
    model = Files(40)
    model.setParent(view)
    view.setModel(model)
    shown(view, 552, 400)
    return view


# --- rows -----------------------------------------------------------------------------------------


def test_rows_have_the_height_of_their_density(files: ItemList, worn: Look, qapp: QApplication) -> None:
    assert files.visualRect(files.model().index(1, 0)).height() == 44
    files.set_compact(True)
    assert files.visualRect(files.model().index(1, 0)).height() == 32
    files.set_compact(False)
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    QApplication.processEvents()
    assert files.visualRect(files.model().index(1, 0)).height() > 60


def test_chosen_row_has_ground_and_bar(files: ItemList, pick: Pick) -> None:
    files.setCurrentIndex(files.model().index(1, 0))
    top = files.visualRect(files.model().index(1, 0)).y()
    assert [pick(files, x, top + 2) for x in (0, 1, 2)] == [LIGHT["link"]] * 3
    assert pick(files, 4, top + 2) == LIGHT["selection"]
    assert pick(files, 4, top + 46) == LIGHT["surface"]


def test_row_under_the_pointer_has_its_ground(files: ItemList, pick: Pick, qtbot: QtBot) -> None:
    if QApplication.platformName() != "offscreen":
        pytest.skip("the pointer belongs to the window system here")
    place = files.visualRect(files.model().index(3, 0))
    QTest.mouseMove(files.viewport(), place.center() - QPoint(3, 0))
    QTest.mouseMove(files.viewport(), place.center())
    qtbot.waitUntil(lambda: pick(files, 6, place.y() + 2) == LIGHT["hover"])


def test_thumbnail_has_an_edge_and_stands_at_sixteen(files: ItemList, pick: Pick) -> None:
    assert pick(files, 15, 66) == LIGHT["surface"]
    assert pick(files, 16, 66) == LIGHT["border"]
    assert pick(files, 47, 66) == LIGHT["border"]
    assert pick(files, 48, 66) == LIGHT["surface"]


def test_columns_are_at_the_right(worn: Look) -> None:
    delegate = RowDelegate()
    thumbnail, name, changed, size = delegate.columns(QRect(0, 0, 552, 44), Qt.LayoutDirection.LeftToRight)
    assert (thumbnail.x(), thumbnail.width()) == (16, 32)
    assert name.x() == 60
    assert size.right() + 1 == 552 - 16
    assert size.width() >= 60
    assert changed.width() >= 92
    assert name.right() < changed.x() < size.x()
    mirrored = delegate.columns(QRect(0, 0, 552, 44), Qt.LayoutDirection.RightToLeft)
    assert mirrored[0].right() + 1 == 552 - 16


@pytest.mark.parametrize("language", ["en_GB", "de_DE", "fi_FI"])
def test_every_day_fits_its_column(language: str, worn: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "CHANGED", 0)
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        _, _, changed, _ = RowDelegate().columns(QRect(0, 0, 552, 44), Qt.LayoutDirection.LeftToRight)
        metrics = QFontMetrics(worn.font("body", tabular=True))
        assert max(map(metrics.horizontalAdvance, long_days())) <= changed.width()
    finally:
        QLocale.setDefault(before)


def test_columns_give_way_to_the_name(worn: Look) -> None:
    delegate = RowDelegate()
    seen = []
    for width in (552, 320, 180):
        _, name, changed, size = delegate.columns(QRect(0, 0, width, 44), Qt.LayoutDirection.LeftToRight)
        seen.append((changed.width() > 0, size.width() > 0))
        assert name.right() < width
        assert name.width() > 80
    assert seen == [(True, True), (False, True), (False, False)]


def test_heads_stand_over_their_columns(qtbot: QtBot, worn: Look) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    view = ItemList("Items")
    model = Files(3)
    model.setParent(view)
    view.setModel(model)
    head = ColumnHead(view)
    column.addWidget(head)
    column.addWidget(view)
    pane.resize(552, 300)
    pane.show()
    for count in (3, 500):
        model.beginResetModel()
        model.count = count
        model.endResetModel()
        for _ in range(3):
            QApplication.processEvents()
        pane.grab()
        delegate = view.rows
        assert isinstance(delegate, RowDelegate)
        places = delegate.columns(view.visualRect(model.index(0, 0)), view.layoutDirection())
        assert head.buttons["size"].geometry().right() == places[3].right()
        assert head.buttons["changed"].x() == places[2].x()


def test_heads_sort_and_say_how(files: ItemList, qtbot: QtBot) -> None:
    head = ColumnHead(files)
    qtbot.addWidget(head)
    told = []
    head.sort_chosen.connect(lambda key, order: told.append((key, order)))
    head.buttons["name"].click()
    head.buttons["name"].click()
    head.buttons["size"].click()
    down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
    assert told == [("name", up), ("name", down), ("size", down)]
    assert head.buttons["size"].accessibleDescription()
    assert not head.buttons["name"].accessibleDescription()


def test_rows_are_read_as_a_sentence(files: ItemList) -> None:
    index = files.model().index(0, 0)
    assert row_text(index) == f"{LONG}, House, original, favourite, Today 09:12, 2.4 MB"
    assert str(QAccessible.queryAccessibleInterface(files).text(QAccessible.Text.Name)) == "Items"


def test_renaming_selects_the_stem(files: ItemList, activate: Activate) -> None:
    index = files.model().index(1, 0)
    activate(files)
    files.setFocus()
    files.setCurrentIndex(index)
    QTest.keyClick(files, Qt.Key.Key_F2)
    [editor] = files.viewport().findChildren(NameInput)
    assert editor.selectedText() == "Paper 1"
    assert editor.accessibleName()
    QTest.keyClicks(editor, "Deed")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    model = files.model()
    assert isinstance(model, Files)
    assert model.renamed == ["Deed.pdf"]


def test_focus_is_drawn_inside_the_row(files: ItemList, pick: Pick, activate: Activate) -> None:
    activate(files)
    files.setFocus(Qt.FocusReason.TabFocusReason)
    files.setCurrentIndex(files.model().index(1, 0))
    QTest.keyClick(files, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    place = files.visualRect(files.model().index(2, 0))
    assert files.currentIndex().row() == 2
    assert pick(files, 200, place.y() + 1) == LIGHT["focus"]
    assert pick(files, 200, place.y() + 2) == LIGHT["focus"]


class Asked(Files):
    """Notes which rows are asked for."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.asked: list[int] = []

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        self.asked.append(index.row())
        return super().data(index, role)


def test_of_a_hundred_thousand_rows_only_those_in_sight_are_asked_for(shown: Shown) -> None:
    view = ItemList("Items")
    model = Asked(100_000)
    model.setParent(view)
    view.setModel(model)
    shown(view, 552, 700)
    view.scrollToBottom()
    view.grab()
    assert 0 < len(model.asked) < 5_000


def test_found_words_stand_out_in_a_snippet(shown: Shown) -> None:
    view = ItemList("Items")
    model = QStandardItemModel(view)
    plain, marked = QStandardItem("One"), QStandardItem("Two")
    for item, marks in ((plain, []), (marked, [(4, 7)])):
        item.setData("the notary keeps it", Ask.SNIPPET)
        item.setData(marks, Ask.SNIPPET_MARKS)
        model.appendRow(item)
    view.setModel(model)
    shown(view, 552, 100)
    image = view.grab().toImage()
    first = [image.pixelColor(x, y).name() for y in range(24, 42) for x in range(60, 300)]
    second = [image.pixelColor(x, y).name() for y in range(68, 86) for x in range(60, 300)]
    assert first != second


def test_a_row_that_changes_moves_no_other(shown: Shown) -> None:
    """Qt lays a whole list out anew for each: 7 ms with 100,000 rows."""
    laid_out = []

    class Watched(ItemList):
        def doItemsLayout(self) -> None:  # noqa: N802 - Qt's name
            laid_out.append(self.model())
            super().doItemsLayout()

    view = Watched("Items")
    model = QStandardItemModel(view)
    for number in range(3):
        model.appendRow(QStandardItem(f"Row {number}"))
    view.setModel(model)
    shown(view, 552, 200)
    laid_out.clear()
    before = view.grab().toImage()
    model.item(1).setText("Another name")
    QApplication.processEvents()
    assert view.grab().toImage() != before, "it is painted"
    assert laid_out == []
    model.appendRow(QStandardItem("Row 3"))
    QApplication.processEvents()
    assert laid_out, "it is seen when that happens"


@pytest.mark.parametrize(("delegate", "height"), [(NoteDelegate, 80), (VaultDelegate, 88), (PersonDelegate, 48)])
def test_other_rows_have_their_heights(delegate: type[QStyledItemDelegate], height: int, shown: Shown) -> None:
    view = ItemList("Rows", delegate())
    model = QStandardItemModel(view)
    for number in range(3):
        item = QStandardItem(f"Row {number}")
        item.setData("Second line that is long enough to be cut somewhere on the way to the end", Ask.SECOND)
        if delegate is not NoteDelegate:
            item.setData(("proven", "Proven") if delegate is VaultDelegate else ("new", "New"), Ask.BADGE)
        item.setEnabled(number != 2)
        model.appendRow(item)
    view.setModel(model)
    view.setCurrentIndex(model.index(0, 0))
    shown(view, 320, 300)
    assert view.visualRect(model.index(0, 0)).height() == height
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view.grab()


# --- the sidebar ----------------------------------------------------------------------------------


@pytest.fixture
def sidebar(shown: Shown) -> Sidebar:
    side = Sidebar("Items", "Vault")
    upper, pinned = QStandardItemModel(side), QStandardItemModel(side)

    def add(
        model: QStandardItemModel, name: str, kind: str = "entry", count: str = "", state: object = None
    ) -> QStandardItem:
        item = QStandardItem(name)
        item.setData(kind, Side.KIND)
        item.setData("all" if kind == "entry" else "folder", Side.ICON)
        item.setData(count, Side.COUNT)
        if state:
            item.setData(state, Side.STATE)
        if kind in ("head", "rule"):
            item.setEnabled(False)
        model.appendRow(item)
        return item

    add(upper, "All items", count="1,204")
    add(upper, "Folders", "head")
    house = add(upper, "House", "folder", "212")
    child = QStandardItem("Insurance")
    child.setData("folder", Side.KIND)
    house.appendRow(child)
    add(upper, "", "rule")
    add(upper, "Trash")
    add(pinned, "Backups", state=("proof", "success", "3 May"))
    add(pinned, "Keys", count="4")
    side.set_models(upper, pinned)
    shown(side, 224, 500)
    return side


def test_entries_are_where_the_design_has_them(sidebar: Sidebar, pick: Pick) -> None:
    sidebar.choose(sidebar.upper.model().index(0, 0))
    place = sidebar.upper.visualRect(sidebar.upper.model().index(0, 0))
    assert place.height() == 28
    top = sidebar.upper.y() + place.y()
    assert top == 8
    assert pick(sidebar, 7, top + 14) == LIGHT["background"]
    assert pick(sidebar, 9, top + 14) == LIGHT["selection"]
    assert pick(sidebar, 214, top + 14) == LIGHT["selection"]
    assert pick(sidebar, 216, top + 14) == LIGHT["background"]


def test_a_scroll_bar_moves_no_entry(sidebar: Sidebar, pick: Pick) -> None:
    """It stands in the margin, so that the ends of both lists stay in one line."""
    sidebar.resize(224, 160)
    QApplication.processEvents()
    assert sidebar.upper.verticalScrollBar().isVisible()
    for view in (sidebar.upper, sidebar.pinned):
        sidebar.choose(view.model().index(0, 0))
        middle = view.y() + view.visualRect(view.model().index(0, 0)).center().y()
        assert pick(sidebar, 214, middle) == LIGHT["selection"]


def test_pinned_entries_stay_at_the_bottom(sidebar: Sidebar) -> None:
    assert sidebar.pinned.height() == 56
    assert sidebar.pinned.geometry().bottom() == sidebar.height() - 1 - 8


def test_one_entry_is_chosen_over_both_lists(sidebar: Sidebar, qtbot: QtBot) -> None:
    told = QSignalSpy(sidebar.chosen)
    sidebar.choose(sidebar.upper.model().index(0, 0))
    sidebar.choose(sidebar.pinned.model().index(1, 0))
    assert sidebar.current().data() == "Keys"
    assert not sidebar.upper.selectionModel().selectedIndexes()
    assert told.count() == 2


def test_caret_opens_a_folder_and_chooses_nothing(sidebar: Sidebar) -> None:
    view = sidebar.upper
    house = view.model().index(2, 0)
    place = view.entries.caret(view.visualRect(house), house, Qt.LayoutDirection.LeftToRight)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert view.isExpanded(house)
    assert not sidebar.current().isValid()
    assert view.entries.caret(
        view.visualRect(house), house.model().index(0, 0, house), Qt.LayoutDirection.LeftToRight
    ).x() == (place.x() + 18)


def test_keys_lead_from_one_list_to_the_other(sidebar: Sidebar, activate: Activate) -> None:
    activate(sidebar)
    view = sidebar.upper
    view.setFocus()
    sidebar.choose(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert sidebar.current().data() == "House"
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.isExpanded(view.model().index(2, 0))
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert sidebar.current().data() == "Trash"
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert sidebar.current().data() == "Backups"
    assert sidebar.pinned.hasFocus()
    QTest.keyClick(sidebar.pinned, Qt.Key.Key_Up)
    assert sidebar.current().data() == "Trash"


def test_compact_entries_are_lower(sidebar: Sidebar) -> None:
    sidebar.set_compact(True)
    QApplication.processEvents()
    assert sidebar.upper.visualRect(sidebar.upper.model().index(0, 0)).height() < 28
    assert sidebar.pinned.height() < 56


# --- splitters ------------------------------------------------------------------------------------


def test_splitter_is_a_line_that_is_easy_to_grab(shown: Shown, pick: Pick) -> None:
    splitter = PaneSplitter()
    for _ in range(2):
        pane = QWidget()
        pane.setMinimumWidth(50)
        splitter.addWidget(pane)
    shown(splitter, 401, 100)
    handle = splitter.handle(1)
    assert isinstance(handle, LineHandle)
    line = splitter.sizes()[0]
    assert [pick(splitter, x, 50) for x in (line - 1, line, line + 1)] == [
        LIGHT["background"],
        LIGHT["border"],
        LIGHT["background"],
    ]
    strip = next(one for one in splitter.findChildren(GrabStrip) if one.isVisible())
    assert strip.width() == 7
    assert strip.geometry().center().x() == line
    before = splitter.sizes()
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(1, 50))
    QTest.mouseMove(strip, QPoint(41, 50))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(41, 50))
    QApplication.processEvents()
    assert splitter.sizes() != before or QApplication.platformName() == "offscreen"
    handle.grab_to(QPoint(120, 50))
    assert splitter.sizes()[0] == 120
    assert strip.geometry().center().x() == 120


# --- the timeline ---------------------------------------------------------------------------------

TODAY = date(2026, 5, 12)


@pytest.fixture
def timeline(shown: Shown) -> Timeline:
    line = Timeline("Drive in the safe")
    sets = [
        BackupMark(TODAY - timedelta(days=ago), 0.5, f"{ago} days ago", drill=ago == 9) for ago in (80, 60, 40, 20, 9)
    ]
    line.show_sets(TODAY, sets, [MissedRuns(TODAY - timedelta(days=52), TODAY - timedelta(days=50), "Missed in March")])
    shown(line)
    return line


def test_timeline_has_its_measures_and_colours(timeline: Timeline, pick: Pick) -> None:
    assert timeline.size().toTuple() == (376, 64)
    x = round(6 + 50 * 364 / 90)
    assert pick(timeline, x, 40) == LIGHT["link"]
    assert pick(timeline, x - 1, 40) == LIGHT["link"]
    assert pick(timeline, x + 2, 40) == LIGHT["background"]
    assert pick(timeline, 3, 43) == LIGHT["border"]
    seal = round(6 + 81 * 364 / 90)
    assert pick(timeline, seal - 5, 8) == LIGHT["success"]


def test_arrow_keys_walk_the_sets(timeline: Timeline, qtbot: QtBot, activate: Activate) -> None:
    activate(timeline)
    timeline.setFocus()
    told: list[int] = []
    timeline.set_chosen.connect(told.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right):
        QTest.keyClick(timeline, key)
    assert told == [4, 3, 0, 0, 4, 4]
    assert timeline.accessibleName() == "Drive in the safe: 9 days ago"
    assert timeline.accessibleDescription().endswith("9 days ago; Missed in March")
    timeline.grab()


def test_pointer_is_told_what_lies_below(timeline: Timeline) -> None:
    assert timeline._words_at(6 + 10 * 364 / 90) == "80 days ago"
    assert timeline._words_at(6 + 39 * 364 / 90) == "Missed in March"
    assert timeline._words_at(6 + 60 * 364 / 90) == ""


def test_legend_names_every_sign(shown: Shown) -> None:
    legend = shown(Legend("Missed runs, made up on 20 March"))
    legend.grab()
    assert legend.sizeHint().width() > 300
