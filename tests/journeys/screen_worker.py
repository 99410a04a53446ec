"""The real application, and beside it somebody who says where on the screen a thing is, as a person would see it.

python screen_worker.py ANSWERS

Every line of its input is a question, a JSON list; every answer is a JSON line in the file `ANSWERS`. `where NAME`
gives the middle of a button, field, row or entry of a menu that can be used now, or null. `kit` gives the words that
the kit's dialog shows, `focus` what has the keyboard, `facts` what the open vault says of itself.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.child.links import cheap_command
from vault.qt import application
from vault.qt.appearance import dress
from vault.qt.kit.dialog import KitDialog
from vault.qt.theme import Look
from vault.qt.vault_page import VaultPage
from vault.qt.window import VaultWindow


def places(ground: QWidget, name: str) -> Iterator[tuple[QWidget, QRect]]:
    """Where something of this name can be seen and used: the widget, and the part of it."""
    if isinstance(ground, QMenu):
        for action in ground.actions():
            if action.text() == name and action.isEnabled():
                yield ground, ground.actionGeometry(action)
        return
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in ground.findChildren(kind):
            words = (widget.accessibleName(), widget.text() if isinstance(widget, QAbstractButton) else "")
            if name in words and widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty():
                circle = QRect(0, 0, 20, widget.height())
                yield widget, circle if isinstance(widget, QRadioButton) else widget.rect()
    for view in ground.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(min(200, model.rowCount()) if view.isVisible() else 0):
            index = model.index(row, 0)
            if str(index.data()) == name:
                yield view.viewport(), view.visualRect(index)


class Eyes(QObject):
    """Answers what is asked, on the window's own thread."""

    def __init__(self, answers: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._answers = answers.open("a")
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._look)

    def _look(self) -> None:
        asked = os.read(sys.stdin.fileno(), 1 << 16)
        if not asked:
            self._notifier.setEnabled(False)
            return
        for line in asked.splitlines():
            what, *words = json.loads(line)
            self._answers.write(json.dumps(getattr(self, what)(*words)) + "\n")
            self._answers.flush()

    def window(self) -> VaultWindow:
        """The only one."""
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, VaultWindow))

    def where(self, name: str) -> tuple[int, int] | None:
        """In the menu that is open, else the dialog, else the window: only there a click would arrive."""
        ground = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window()
        for widget, part in places(ground, name):
            place = widget.mapToGlobal(part.center())
            if QApplication.widgetAt(place) is not None:
                return place.x(), place.y()
        return None

    def kit(self) -> tuple[str, ...]:
        """What stands on the page."""
        dialog = self.window().findChild(KitDialog)
        return dialog._sheets[0].words if dialog is not None else ()

    def focus(self) -> str:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() or widget.objectName() if widget is not None else ""

    def facts(self) -> dict[str, Any] | None:
        """What the open vault says of itself."""
        page = self.window().page
        if not isinstance(page, VaultPage):
            return None
        facts = page.facts
        return {
            "name": facts.name,
            "files": facts.files,
            "notes": facts.notes,
            "kit": [slot.tested is not None for slot in facts.slots if slot.kind == "recovery"],
            "at_hand": [slot.kind for slot in facts.slots if slot.at_hand],
            "exported": facts.exported is not None,
            "proven": facts.drilled is not None,
            "tags": sorted(page.labels.tags),
            "steps": page.steps.are_wanted,
        }

    def corner(self) -> tuple[int, int]:
        """Where the pointer is in nobody's way."""
        place = self.window().mapToGlobal(QPoint(4, 4))
        return place.x(), place.y()


def main() -> int:
    """The application's own start, with eyes."""

    def dress_and_look(app: QApplication, choice: str) -> Look:
        Eyes(Path(sys.argv[1]), app)
        return dress(app, choice)

    # Between the application and its first window.
    setattr(application, "dress", dress_and_look)  # noqa: B010 - a name it has imported
    return application.run(command=cheap_command)


if __name__ == "__main__":
    raise SystemExit(main())
