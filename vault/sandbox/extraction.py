"""The pump: takes the text of what has none yet, one file after another, behind everything that is being looked at.

It knows nothing of the vault. Three functions given to it say what is wanted, give content, and take texts.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from time import monotonic
from typing import NamedTuple

from vault.sandbox import jobs
from vault.sandbox.client import Priority, SandboxWorker, Ticket
from vault.sandbox.jobs import Answer, Reason, Text
from vault.sandbox.pipe import Buffer

BATCH = 32
"""Files asked for, and texts given back, at a time."""
LIST_MOST = 256
"""Files asked for at a time where some of them could not be had."""
BATCH_SECONDS = 2.0
"""After which texts are given back though there are fewer."""
UNAVAILABLE_MOST = 100
"""Files in a row that could not be had: then the pump rests until it is woken, as something else is wrong."""
CLOSE_SECONDS = 2.0
"""How long `close` waits for its thread; only a caller's function that does not return takes longer."""

LITERAL = frozenset({
    "adoc", "asm", "asp", "aspx", "bat", "bash", "c", "cc", "cfg", "cjs", "conf", "cpp", "cs", "css", "cts", "cxx",
    "diff", "ejs", "erb", "go", "gradle", "h", "hbs", "hpp", "hs", "htaccess", "ini", "java", "jinja", "jl", "js",
    "json", "jsonl", "jsp", "jsx", "kt", "kts", "less", "log", "lua", "m", "markdown", "md", "mdx", "mjs", "mts",
    "patch", "php", "pl", "pm", "properties", "ps1", "py", "pyi", "r", "rb", "rs", "rst", "sass", "scala", "scss",
    "sh", "sql", "svelte", "swift", "tcl", "tex", "toml", "ts", "tsx", "vb", "vue", "yaml", "yml", "zsh",
})  # fmt: skip
"""Endings of names whose text is taken as it stands, though it may begin like a page or a mail."""


class Outcome(IntEnum):
    """How it ended for one version of an item. The numbers are kept; those above 0 are `Reason`'s."""

    TAKEN = 0
    """There is a text, which may be empty."""
    TOO_LARGE = 1
    NOT_RECOGNISED = 2
    DAMAGED = 3
    TOO_SLOW = 4
    REFUSED = 5
    PROTECTED = 6


class Wanted(NamedTuple):
    """One version of an item whose text is wanted."""

    item: bytes
    version: int
    size: int
    hint: str = ""
    """The ending of its name, without the dot, in small letters: decides only whether text is taken as it stands."""


class Extract(NamedTuple):
    """What came of it."""

    item: bytes
    version: int
    text: str | None
    """At most `jobs.MAX_EXTRACT` bytes of UTF-8; nothing unless the outcome is TAKEN."""
    outcome: Outcome


class Extraction:
    """Takes texts on a thread of its own, through a worker that others use, too. Every method may come from any thread.

    Nothing is asked twice: what could not be had just now (the content did not come, no worker started) is left
    for the next pump; a new pump asks anew. `close` belongs to locking, before the worker is closed.
    """

    def __init__(
        self,
        worker: SandboxWorker,
        wanted: Callable[[int], Sequence[Wanted]],
        read: Callable[[bytes, int], Buffer | Iterable[Buffer]],
        put: Callable[[Sequence[Extract]], None],
    ) -> None:
        """Starts at once. All three are called on threads that are not the caller's, one at a time.

        `wanted(limit)` gives up to `limit` that nothing was put for yet, most wanted first; `read(item, version)` is
        called once a worker is free and may wait. What the first and third raise ends the pump, reported; what `read`
        raises leaves the file out.
        """
        self._worker = worker
        self._wanted, self._read, self._put = wanted, read, put
        self._changed = threading.Condition()
        self._closed = self._idle = False
        self._news = True
        self._asked: set[tuple[bytes, int]] = set()
        self._unavailable = self._failing = 0
        self._ticket: Ticket | None = None
        self._thread = threading.Thread(target=self._work, name="extraction", daemon=True)
        self._thread.start()

    # --- what callers do --------------------------------------------------------------------------

    def wake(self) -> None:
        """Says that more may be wanted."""
        with self._changed:
            self._news = True
            self._idle = False
            self._failing = 0
            self._changed.notify_all()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until nothing more is wanted, or the pump has ended. Returns whether that came within the time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._idle or self._closed, seconds)

    def close(self) -> None:
        """Ends the pump and drops what it was about; nothing is put any more, but for what is being put."""
        with self._changed:
            self._closed = True
            ticket = self._ticket
            self._changed.notify_all()
        if ticket:
            ticket.cancel()
        if threading.current_thread() is not self._thread:
            self._thread.join(CLOSE_SECONDS)

    def __enter__(self) -> Extraction:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the thread -------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            while self._await_news():
                if not self._pump():
                    self._rest()
        except Exception:  # noqa: BLE001 - a caller's mistake is reported, and nobody waits for a pump that ended
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), self._thread)))
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _await_news(self) -> bool:
        """Waits for something to do. Returns false once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._news)
            self._news = False
            return not self._closed

    def _pump(self) -> bool:
        """Takes the texts of one list of what is wanted. Returns whether there may be more."""
        wanted = self._wanted(min(BATCH + self._unavailable, LIST_MOST))
        new = [one for one in wanted if (one.item, one.version) not in self._asked]
        taken: list[Extract] = []
        since = monotonic()
        for one in new:
            if self._stops():
                break
            self._asked.add((one.item, one.version))
            extract = self._take(one)
            if extract:
                taken.append(extract)
            if monotonic() - since > BATCH_SECONDS:
                self._give(taken)
                taken, since = [], monotonic()
        self._give(taken)
        with self._changed:
            more = bool(new) and self._failing < UNAVAILABLE_MOST
            self._news = self._news or more
        return more

    def _stops(self) -> bool:
        with self._changed:
            return self._closed or self._failing >= UNAVAILABLE_MOST

    def _take(self, wanted: Wanted) -> Extract | None:
        """Returns what came of one file; nothing where it could not be had, or the pump is closed."""
        if not wanted.size:
            return Extract(wanted.item, wanted.version, "", Outcome.TAKEN)
        found: list[Answer] = []

        def arrive(answer: Answer) -> None:
            with self._changed:
                found.append(answer)
                self._changed.notify_all()

        job = jobs.text(literal=wanted.hint.lower() in LITERAL)
        ticket = self._worker.submit(job, lambda: self._read(wanted.item, wanted.version), arrive, Priority.TEXT)
        with self._changed:
            self._ticket = ticket
            self._changed.wait_for(lambda: found or self._closed or ticket.over)
            self._ticket = None
        if not found:
            ticket.cancel()
            return None
        unavailable = found[0] == jobs.NoPreview(Reason.UNAVAILABLE)
        self._unavailable += unavailable
        self._failing = self._failing + 1 if unavailable else 0
        if isinstance(found[0], Text):
            return Extract(wanted.item, wanted.version, found[0].text, Outcome.TAKEN)
        assert isinstance(found[0], jobs.NoPreview)
        return None if unavailable else Extract(wanted.item, wanted.version, None, Outcome(found[0].reason))

    def _give(self, taken: list[Extract]) -> None:
        with self._changed:
            if self._closed or not taken:
                return
        self._put(taken)

    def _rest(self) -> None:
        with self._changed:
            if self._news:
                return
            self._idle = True
            self._changed.notify_all()
