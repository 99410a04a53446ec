"""The part of the tour that shows the craft of the list: grid, undo, breadcrumbs, several items, the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_craft(tour: Tour) -> None:
    """In the vault that is open."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from vault.qt.browse.places import ALL, INBOX, Place

    page, settings = tour.page, tour.window.settings
    page.go(ALL)
    settings.view = "grid"
    view = page.list.view
    tour.until(lambda: view.items.row(0) is not None, "the rows")
    view.choose_number(1)
    tour.settle(4000)  # for the pictures
    tour.shoot("82-grid")
    settings.view = "list"
    folder = next(one for one in page.tree.folders.values() if one.shown == "Purchase")
    page.go(Place("folder", folder.id))
    tour.until(lambda: page.list.place == Place("folder", folder.id) and view.items.row(0), "the folder")
    view.setFocus()
    view.choose_number(1)
    tour.settle(2000)  # for its preview
    QTest.keyClicks(view, "mor")
    tour.settle(300)
    tour.shoot("83-breadcrumbs")
    page.acts.trash(view.chosen_rows())
    tour.until(lambda: page.acts.undoing.undo_words, "something to undo")
    tour.settle(500)
    page.list_acts.ground_menu(view.mapToGlobal(view.rect().center()))
    tour.settle(500)
    tour.shoot("84-undo")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    page.acts.undoing.undo()
    tour.until(lambda: not page.toasts.toasts, "no toast any more")
    page.go(ALL)
    tour.until(lambda: view.items.row(4) is not None, "all items")
    view.choose([0, 1, 2, 4], 4)
    tour.settle(1500)
    tour.shoot("85-several")
    page.go(INBOX)
    tour.settle(1000)
    tour.shoot("86-inbox")
    page.go(ALL)
    tour.settle(500)
