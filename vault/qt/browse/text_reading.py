"""Makes files findable by their text while the vault is open: what is new is read behind everything else.

The vault process says what it wants, the sandbox takes the text out, and the vault process keeps it. All of that
happens on the pump's thread; the window only says when.
"""

from __future__ import annotations

import _thread
from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from vault.child import messages as m
from vault.engine.errors import NotFound, VaultLocked
from vault.qt.connection import VaultConnection
from vault.sandbox.client import SandboxWorker
from vault.sandbox.extraction import Extract, Extraction, Wanted

FIRST_MS = 1_500
"""After the first screen: previews and thumbnails of what is seen come before."""
REST_MS = 1_000
"""After a change: more may follow at once."""
PIECE = 4 << 20
"""Bytes asked for at a time, so that other answers come in between."""


class TextReading(QObject):
    """Reads for one vault page. GUI thread only, but for what the pump calls."""

    _behind = Signal()
    """Nothing is wanted yet, but the vault process is not through with what was changed."""

    def __init__(self, connection: VaultConnection, worker: SandboxWorker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection, self._worker = connection, worker
        self._pump: Extraction | None = None
        self._rest = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._rest.timeout.connect(self._read)
        self._rest.start()
        self._behind.connect(self.wake)

    def wake(self) -> None:
        """Something was changed: there may be more to read."""
        if not self._rest.isActive():
            self._rest.start(REST_MS)

    def end(self) -> None:
        """Read no more. Does not wait: who reads just now hears of the lock."""
        self._rest.stop()
        if self._pump is not None:
            _thread.start_new_thread(self._pump.close, ())  # a `Thread` that is started is waited for until it runs
            self._pump = None

    def _read(self) -> None:
        if self._pump is not None:
            self._pump.wake()
        elif self._connection.is_running:
            self._pump = Extraction(self._worker, self._wanted, self._content, self._put)

    # On the pump's thread

    def _wanted(self, limit: int) -> Sequence[Wanted]:
        try:
            wanted = self._connection.call_aside(m.TextsWanted(limit))
        except VaultLocked:
            return []
        if wanted.left and not wanted.items:
            self._behind.emit()
        return [Wanted(one.item, one.version, one.size, one.hint) for one in wanted.items]

    def _content(self, item: bytes, version: int) -> Iterator[bytes]:
        """What it raises leaves the file out."""
        offset = 0
        while True:
            pieces: list[bytes] = []
            request = m.ReadContent(item, version, offset, PIECE)
            end = self._connection.call_aside(request, piece=pieces.append)
            yield from pieces
            offset += end.sent
            if not end.sent or offset >= end.size:
                return

    def _put(self, taken: Sequence[Extract]) -> None:
        texts = tuple(
            m.TakenText(
                one.item, one.version, one.text, cast(m.TextOutcome, one.outcome.name.lower().replace("_", " "))
            )
            for one in taken
        )
        try:
            self._connection.call_aside(m.PutTexts(texts))
        except (VaultLocked, NotFound):
            return
