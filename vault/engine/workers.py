"""Threads for long work."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from vault.engine.errors import LimitExceeded

P = ParamSpec("P")
T = TypeVar("T")


class Workers(ThreadPoolExecutor):
    """Threads for long work. Raises LimitExceeded where the system has none left."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        try:
            return super().submit(work, *arguments, **named)
        except RuntimeError as error:
            raise LimitExceeded("not enough memory for another thread") from error
