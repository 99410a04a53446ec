"""The part of the tour that shows the trail: in sentences, verified, and the events of the session."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_activity(tour: Tour) -> None:
    """In the vault that is open, with all that was done in it by now."""
    from PySide6.QtWidgets import QApplication

    from vault.qt.browse.places import ACTIVITY, ALL

    page, operations = tour.page, tour.window.operations
    note = tour.ask(operations.list_items, view="notes").rows[0]
    tour.ask(operations.set_favourite, [note.id], True)
    page.go(ACTIVITY)
    activity = page.activity.page
    tour.until(lambda: activity.model.is_known and activity.model.entry(0), "the trail")
    tour.until(lambda: getattr(activity.model.entry(0), "item", None), "its latest entry")
    activity.list.setCurrentIndex(activity.model.index(0, 0))
    tour.settle(600)
    tour.shoot("71-activity")
    activity.kind.setCurrentIndex(activity.kind.findData("keys"))
    activity.verify.click()
    tour.until(activity.verdict.isVisible, "the verdict")
    tour.settle(600)
    tour.shoot("72-activity-verified")
    activity.verdict.clear()
    activity.show_everything()
    page.go(ALL)
    tour.settle(600)
    works = tour.window.works
    left_out = works.begin("Adding 12 items")
    works.finish(left_out, "Added 11 items, 4.8 MB. 1 left out.", act="Show", on_act=lambda: None, icon="warning")
    page.toolbar.events.click()
    tour.settle(600)
    tour.shoot("73-events")
    works.drop(left_out.key)
    page.bell.events.read()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    tour.settle(300)
