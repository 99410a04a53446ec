"""What stands for the vault process in tests: the moments at which long work lets other changes through."""

from __future__ import annotations

import threading
from collections.abc import Callable

from vault.engine.progress import Progress


class Meanwhile(Progress):
    """Does something whenever it is asked in its own thread, as a front end does with changes that wait."""

    def __init__(self, action: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.asked = 0
        self._action = action
        self._thread = threading.get_ident()

    def stop_if_cancelled(self) -> None:
        if threading.get_ident() == self._thread:
            self.asked += 1
            self._action()
        super().stop_if_cancelled()
