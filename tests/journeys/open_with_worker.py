"""The window with an item open in another program, in a process of its own that a test kills.

python open_with_worker.py VAULT DROWSSAP JOB

`edit`: opens the first file elsewhere, says where its copy is, and each time it was saved back; `sweep`: does what the
application does at its start.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tests.journeys.window_worker import Worker, say
from vault.child import runtime_folder
from vault.qt.application import harden
from vault.qt.moving.programs import Program


def edit(worker: Worker) -> None:
    """Opens it in a program that does nothing, and lives until it is killed."""
    page = worker.window.page
    (row,) = worker.answer(worker.window.operations.list_items, view="all").rows
    worker.window.copies.saved.connect(lambda _copy, written: say("saved", written.version))
    nothing = Program("Nothing", (sys.executable, "-c", "pass", "%f"))
    page.opener._lend(row, nothing, asked_about_running=True)  # type: ignore[union-attr]  # the vault's page
    worker.until(worker.window.copies.there)
    say("copy", str(worker.window.copies.there()[0].path))
    worker.until(lambda: False)


if __name__ == "__main__":
    harden()
    if sys.argv[3] == "edit":
        edit(Worker(Path(sys.argv[1]), sys.argv[2]))
    else:
        QCoreApplication([])
        say("swept", runtime_folder.sweep())
