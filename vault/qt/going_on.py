"""How long work goes on that a lock has stopped, after the vault is open again: what is offered, and what it does.

Of the disk it knows paths, of the vault ids; its words name nothing, since some of them are shown while it is locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from .asking import ignore
from .works import GoingOn

translate = QCoreApplication.translate

THERE = "already in the vault"
"""The reason for which what came in before is left out when adding goes on."""


def going_on_adding(paths: Sequence[Path], folder: bytes) -> GoingOn:
    """What came in is there; the rest comes in now."""
    kept = list(paths)
    act = translate("lock", "Go on adding")
    return GoingOn(translate("lock", "Adding files"), act, lambda page: page.intake.go_on(kept, folder))


def going_on_emptying() -> GoingOn:
    """It is told and not offered: what cannot be brought back is asked about again, in the trash."""
    return GoingOn(translate("lock", "Emptying the trash"), "", ignore)


def going_on_checking() -> GoingOn:
    """A check begins anew: it proves something only as a whole."""
    return GoingOn(
        translate("lock", "Checking the vault"),
        translate("lock", "Check again"),
        lambda page: page.menu.open_check(),
    )


def going_on_exporting() -> GoingOn:
    """An export begins anew; its password is asked for again, since nobody has kept it."""
    return GoingOn(
        translate("lock", "Exporting"),
        translate("lock", "Export again"),
        lambda page: page.menu.open_export(),
    )
