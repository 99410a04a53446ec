"""Counting, stopping, and waiting for another thread without being deaf meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.engine.meanwhile import Meanwhile
from vault.engine.errors import Cancelled, NotFound
from vault.engine.progress import Progress


def test_waiting_for_another_thread_gives_way() -> None:
    """The other thread goes on only when this one was asked three times while it waited."""
    enough = threading.Event()
    progress = Meanwhile(lambda: enough.set() if progress.asked >= 3 else None)
    with ThreadPoolExecutor(1) as pool:
        assert progress.result_of(pool.submit(lambda: enough.wait(20)))


def test_waiting_ends_when_it_is_cancelled() -> None:
    over = threading.Event()
    progress = Progress()
    with ThreadPoolExecutor(1) as pool:
        work = pool.submit(lambda: over.wait(20))
        progress.cancel()
        with pytest.raises(Cancelled):
            progress.result_of(work)
        assert not work.done()
        over.set()


@pytest.mark.parametrize("error", [NotFound("gone"), TimeoutError("the disk")], ids=lambda error: type(error).__name__)
def test_what_the_other_thread_raises_is_raised_here(error: Exception) -> None:
    def fail() -> None:
        raise error

    with ThreadPoolExecutor(1) as pool, pytest.raises(type(error)) as caught:
        Progress().result_of(pool.submit(fail))
    assert caught.value is error


def test_counting_neither_asks_nor_stops() -> None:
    progress = Meanwhile()
    progress.cancel()
    progress.count(5, 1)
    assert (progress.bytes, progress.items, progress.asked) == (5, 1, 0)
    with pytest.raises(Cancelled):
        progress.advance(1)
