"""The command on a terminal of its own, where each answer depends on what was shown before."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from collections.abc import Sequence
from types import TracebackType

from tests.cli.conftest import PROGRAM, ROOT

PATIENCE_SECONDS = 60


class Conversation:
    """Starts the command; ends it at the latest with the block. `code` is there after `rest`."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            os.environ.update(PYTHONPATH=str(ROOT), TERM="xterm")
            os.execv(sys.executable, [*PROGRAM, *arguments])  # noqa: S606 - in a terminal of its own
        self.code: int | None = None
        self._shown = b""

    def __enter__(self) -> Conversation:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._terminal)
        if self.code is None:
            os.waitpid(self._pid, 0)

    def until(self, prompt: bytes) -> bytes:
        """All that is shown up to a prompt."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while prompt not in self._shown:
            self._shown += self._read(deadline)
        shown, _, self._shown = self._shown.partition(prompt)
        return shown + prompt

    def _read(self, deadline: float) -> bytes:
        """What is shown next. A command that waits for something else must not hang the run."""
        ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, self._shown
        return os.read(self._terminal, 4096)

    def answer(self, typed: bytes) -> None:
        os.write(self._terminal, typed)

    def rest(self) -> bytes:
        """All that is shown until the command ends."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        try:
            while piece := self._read(deadline):
                self._shown += piece
        except OSError:  # the other side has closed
            pass
        self.code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._shown
