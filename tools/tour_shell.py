"""The part of the tour that shows what is around a vault: settings, clipboard, a lock and its account, the way back."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_shell(tour: Tour, password: str) -> None:
    """All of it, in the vault that is open by this password; afterwards it is open again."""
    from vault.qt.browse.places import ALL

    window = tour.window
    tour.page.go(ALL)
    tour.settle(800)
    tour.shoot_dialogs(("74-settings", window.show_settings))
    window.clipboard.put("lantern orbit walnut ferry cello")
    tour.settle(1500)
    tour.shoot("75-clipboard")
    many = tour.home / "Letters"
    many.mkdir()
    for number in range(1_200):
        (many / f"Letter {number:04}.scan").write_bytes(os.urandom(300_000))
    work = window.operations.add_files([many], bytes(16))
    tour.until(lambda: work.counts.items > 150, "some of the letters")
    window.lock("session")
    tour.until(lambda: window.page is None and not window.connection.is_running, "the lock")
    tour.settle(500)
    tour.shoot("76-locked-with-the-screen")
    unlock = window.start.unlock
    unlock.password.input.setText(password)
    unlock.unlock()
    tour.until(lambda: window.page is not None, "the vault")
    tour.settle(1500)
    tour.shoot("77-work-goes-on")
    window.works.clear()
    _remove(tour)
    shutil.rmtree(many)


def _remove(tour: Tour) -> None:
    """The letters were for one picture."""
    operations = tour.window.operations
    rows = tour.ask(operations.list_items, view="folder", limit=1000).rows
    tour.ask(operations.trash, [row.id for row in rows if row.shown == "Letters"])
    emptied = operations.empty_trash([row.id for row in rows if row.shown == "Letters"])
    tour.until(lambda: emptied.state != "running", "the letters to go")
    tour.window.works.clear()
    tour.settle(500)
