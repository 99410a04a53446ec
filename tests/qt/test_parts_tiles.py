"""Tiles in a grid: their places, what is painted, and that they cost what the visible ones cost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.qt.conftest import Pick, Shown
from tests.qt.test_parts_lists import LIGHT, LONG, Files
from vault.qt.browse.grid import GridView
from vault.qt.parts.lists import Ask
from vault.qt.parts.tiles import PICTURE, TileDelegate, paint_name
from vault.qt.theme import Look, look


class Pictures(Files):
    """The second has a picture twice as wide as it is high; it may be cut."""

    cut = False

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        if role == Ask.THUMBNAIL and index.row() == 1:
            picture = QPixmap(200, 100)
            picture.fill(QColor("#00ff00"))
            return picture
        if role == Ask.CUT:
            return self.cut and index.row() == 1
        return super().data(index, role)


@pytest.fixture
def grid(shown: Shown) -> GridView:
    view = GridView("Items")
    model = Pictures(100_000)
    model.setParent(view)
    view.setModel(model)
    view.set_grid(True)
    shown(view, 552, 500)
    return view


def test_a_tile_has_ground_bar_and_the_whole_of_its_picture(grid: GridView, pick: Pick) -> None:
    assert grid.columns == 3
    grid.setCurrentIndex(grid.model().index(1, 0))
    tile = grid.visualRect(grid.currentIndex()).translated(grid.viewport().pos())
    ground, square = grid.tiles.ground(tile), grid.tiles.picture_place(tile)
    assert square.width() == PICTURE
    middle = ground.center().y()
    assert [pick(grid, ground.x() + x, middle) for x in range(3)] == [LIGHT["link"]] * 3
    assert pick(grid, ground.x() + 4, middle) == LIGHT["selection"]
    assert pick(grid, ground.right(), middle) == LIGHT["selection"]
    assert pick(grid, square.center().x(), square.center().y()) == "#00ff00"
    assert pick(grid, square.x() + 4, square.center().y()) == "#00ff00", "as wide as it can be"
    assert pick(grid, square.center().x(), square.y() + 8) == LIGHT["selection"], "and no higher than it is"
    model = grid.model()
    assert isinstance(model, Pictures)
    model.cut = True
    assert pick(grid, square.center().x(), square.center().y()) != "#00ff00", "faint, as it waits to be moved"
    beside = grid.visualRect(grid.model().index(2, 0)).translated(grid.viewport().pos())
    icon = grid.tiles.picture_place(beside)
    assert pick(grid, icon.x() + 6, icon.y() + 6) == LIGHT["raised"]


def test_a_long_name_takes_two_lines(worn: Look) -> None:
    image = QImage(160, 60, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    try:
        assert paint_name(painter, QRect(0, 0, 160, 40), LONG) == 2 * look().line("body")
        assert paint_name(painter, QRect(0, 0, 160, 40), "a" * 400, [(0, 4)]) == 2 * look().line("body")
        assert paint_name(painter, QRect(0, 0, 160, 40), "short", [(0, 5)]) == look().line("body")
        assert paint_name(painter, QRect(0, 0, 160, 40), "") == look().line("body")
    finally:
        painter.end()


def test_from_right_to_left_the_first_stands_at_the_right(grid: GridView) -> None:
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.doItemsLayout()
    first, second = grid.visualRect(grid.model().index(0, 0)), grid.visualRect(grid.model().index(1, 0))
    assert first.x() > second.x()
    grid.setCurrentIndex(grid.model().index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 1


def test_of_a_hundred_thousand_tiles_only_those_in_sight_are_asked_for(shown: Shown) -> None:
    asked: list[object] = []

    class Asked(Pictures):
        def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
            asked.append(index)
            return super().data(index, role)

    class AskedTiles(TileDelegate):
        def sizeHint(  # noqa: N802 - Qt's name
            self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
        ) -> QSize:
            asked.append(index)
            return super().sizeHint(option, index)

    view = GridView("Items")
    model = Asked(100_000)
    model.setParent(view)
    view.tiles = AskedTiles(view)
    view.setModel(model)
    view.set_grid(True)
    shown(view, 552, 500)
    view.scrollToBottom()
    view.selectAll()
    view.resize(700, 500)
    view.grab()
    assert view.columns == 4
    assert len(view.seen()) < 40
    assert 0 < len(asked) < 5_000
