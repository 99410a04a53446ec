"""Threads that somebody should have ended."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_thread_left() -> Iterator[None]:
    """Whatever is begun inside has ended at the end. A thread from before may end meanwhile: they are not counted."""
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before
