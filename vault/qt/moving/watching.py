"""Watching a plain copy: when another program has changed it, and has finished writing.

Programs write in place, cut a file and fill it again, or write beside it and rename. So the file and its folder are
watched, what they tell is only a reason to look, and a look every two seconds is the net below. A change counts when
two looks in a row see the same. The folder is in memory (`vault.child.runtime_folder`): no look waits for a disk.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from vault.child.runtime_folder import Mark, mark_of

SETTLE_MS = 300
NET_MS = 2_000


class Watch(QObject):
    """Watches one file until it is told to stop. What it has at the start is known."""

    rested = Signal(object)
    """Its `Mark`: it is another than the known one, and nobody seems to be writing. Said again until it is known."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.known = mark_of(path)
        self._last = self.known
        self._watcher = QFileSystemWatcher([str(path.parent), str(path)], self)
        self._watcher.fileChanged.connect(self._look_soon)
        self._watcher.directoryChanged.connect(self._look_soon)
        self._soon = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        self._net = QTimer(self, interval=NET_MS)
        self._net.timeout.connect(self.look)
        self._net.start()

    @property
    def is_changed(self) -> bool:
        """Whether there is a file that is not as it is known."""
        now = mark_of(self.path)
        return now is not None and now != self.known

    def know(self, mark: Mark | None) -> None:
        """This is how it is known from now on."""
        self.known = mark

    def look(self) -> None:
        """Looks now; of a change it is sure at the second look."""
        now = mark_of(self.path)
        if now is None or now == self.known:
            self._last = now
            return
        if str(self.path) not in self._watcher.files():
            self._watcher.addPath(str(self.path))  # another file has the name by now
        if now == self._last and not self._soon.isActive():
            self.rested.emit(now)
        else:
            self._last = now
            self._soon.start()

    def stop(self) -> None:
        """Looks no more."""
        self._soon.stop()
        self._net.stop()
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)

    def _look_soon(self, _: str) -> None:
        self._last = None
        self._soon.start()
