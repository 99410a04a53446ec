"""When a note is saved and what came of it, without any widget: the text is asked for when it is needed.

While somebody writes it is saved every twenty seconds at most; after a pause, and at once when the note is left, closed
or the vault locked, once more. All saves of one session of writing are one version. One request is under way at a time.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vault.child import messages as m
from vault.engine.errors import Conflict, NotFound, VaultLocked
from vault.qt.operations import Operations
from vault.qt.wording import Said

PAUSE = 1.5
APART = 20.0
REST = 600.0
"""Seconds without a save, after which writing on is another session."""
SESSION = 3600.0
"""Seconds after which one session is over, however busy it is."""
MOST_NAMES = 99
LONGEST_NAME = 80
SIGNS = re.compile(r"^[ \t]*(#{1,6}[ \t]|>|[-*+][ \t]|\d+[.)][ \t]|[ \t])*(\[[ xX]\][ \t])?")
"""What may stand before the words of a line."""


def name_of(text: str) -> str:
    """A name from the first line that has words, without the signs of Markdown."""
    for line in text.split("\n", 200)[:200]:
        words = SIGNS.sub("", line, count=1).replace("/", "-").replace("\0", "")
        words = " ".join(words.split()).strip("*_`~ ")[:LONGEST_NAME].strip()
        if words not in ("", ".", ".."):
            return words
    return ""


@dataclass
class Draft:
    """The note that is being written. `item` is None until it was saved for the first time."""

    item: bytes | None
    folder: bytes
    name: str
    version: int
    named: bool
    """Whether a person named it; otherwise the first line does."""
    line: str = ""
    """The first line it has its name from."""
    began: float = 0.0
    """When the session that wrote `version` saved first, of a clock that only goes on; 0 if no session of ours did."""

    def goes_on(self, last: float, now: float) -> bool:
        """Whether a save now, after one at `last`, belongs to the session that wrote the current version."""
        return self.began > 0 and now - last < REST and now - self.began < SESSION


class NoteSaver(QObject):
    """Saves one draft at a time. GUI thread only."""

    saved = Signal(bytes)
    """The id of the note that has a new version."""
    state_changed = Signal(str)
    """`clean`, `changed`, `saving`, `conflict` or `failed`."""
    renamed = Signal(str)
    """It got another name than was asked for, or one by its first line."""
    name_refused = Signal(object)

    def __init__(self, operations: Operations, text: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations, self._text = operations, text
        self.draft: Draft | None = None
        self.state = "clean"
        self.error: Exception | None = None
        self.saved_at = 0.0
        """When it was saved last, of the system's clock; 0 if it was not, here."""
        self._last = self._first_change = 0.0
        self._changed = self._busy = self._urgent = False
        self._waiting: list[Callable[[], None]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save)

    # The draft

    def begin(self, draft: Draft | None) -> None:
        """Another draft, or none. What was not saved of the one before is given up: `flush` before."""
        self._timer.stop()
        self.draft = draft
        self.error = None
        self.saved_at = self._last = self._first_change = 0.0
        self._changed = self._busy = self._urgent = False
        self._waiting.clear()
        self._show("clean")

    def touch(self) -> None:
        """The text was changed."""
        if self.draft is None:
            return
        now = time.monotonic()
        if not self._changed:
            self._changed, self._first_change = True, now
        if self.state == "clean":
            self._show("changed")
        if not self._busy and self.state != "conflict":
            due = max(self._last + APART if self._last else 0.0, min(now + PAUSE, self._first_change + APART))
            self._timer.start(max(0, round(1000 * (due - now))))

    @property
    def has_changes(self) -> bool:
        """Whether there is something that is not saved."""
        return self._changed or self._busy

    # Saving

    def save(self) -> None:
        """Saves now, if there is something to save."""
        self._timer.stop()
        draft = self.draft
        if self._busy:
            self._urgent = True
            return
        if draft is None or not self._changed:
            self._settle()
            return
        text = self._text()
        if draft.item is None and not text.strip() and not draft.named:
            self._changed = False  # an empty note is none
            self._show("clean")
            self._settle()
            return
        self._changed, self._busy, self.error = False, True, None
        self._show("saving")
        if draft.item is None:
            draft.line = name_of(text)
            self._create(draft, text, draft.name if draft.named else draft.line or self.tr("Note"), 1)
        else:
            goes_on = draft.goes_on(self._last, time.monotonic())
            if not goes_on:
                draft.began = 0.0
            self._operations.write_note(
                text,
                lambda written: self._take(draft, written),
                lambda error: self._fail(draft, error),
                item=draft.item,
                based_on=draft.version,
                goes_on=goes_on,
            )

    def flush(self, done: Callable[[], None]) -> None:
        """Saves at once and calls back when that is done; not if it fails, so that nothing leaves the text behind.

        In a conflict the text becomes a note of its own: that is safe for both.
        """
        self._waiting.append(done)
        if self.state == "conflict":
            self._part()
        else:
            self.save()

    def retry(self) -> None:
        """Once more, after a failure."""
        self._changed = True
        self.save()

    def save_as_new(self) -> None:
        """The text becomes a note of its own, beside the one it came from; writing goes on in it."""
        draft = self.draft
        if draft is not None and not self._busy:
            self.draft = Draft(None, draft.folder, draft.name, 0, True)
            self._changed = True
            self._show("changed")
            self.save()

    def _part(self) -> None:
        """Nobody is at the note any more who could be asked: both stay, and it is told."""
        translate = QCoreApplication.translate
        self._operations.failed.emit(
            Said(
                translate("notes", "A note was changed elsewhere while you wrote in it."),
                translate("notes", "Both texts are kept: yours as a note of its own beside the other."),
                translate("notes", "Compare the two when you have time."),
            )
        )
        self.save_as_new()

    def save_over(self, version: int) -> None:
        """The text becomes the newest version, on top of the other one, which is kept as a version."""
        if self.draft is not None and not self._busy:
            self.draft.version, self.draft.began = version, 0.0
            self._changed = True
            self._show("changed")
            self.save()

    def _create(self, draft: Draft, text: str, name: str, number: int) -> None:
        """A name that is taken gets a number."""
        wanted = name if number == 1 else f"{name} {number}"

        def failed(error: Exception) -> None:
            if isinstance(error, Conflict) and number < MOST_NAMES and draft is self.draft:
                self._create(draft, text, name, number + 1)
            elif isinstance(error, NotFound) and draft.folder != m.ROOT:
                draft.folder = m.ROOT  # the folder is gone
                self._create(draft, text, name, number)
            else:
                self._fail(draft, error)

        def done(written: m.Written) -> None:
            draft.name = wanted
            if draft is self.draft:
                self.renamed.emit(wanted)
            self._take(draft, written)

        self._operations.write_note(text, done, failed, parent=draft.folder, name=wanted.encode())

    def _take(self, draft: Draft, written: m.Written) -> None:
        draft.item, draft.version = written.item, written.version
        if draft is not self.draft:
            return
        self._busy = False
        self._last, self.saved_at = time.monotonic(), time.time()
        draft.began = draft.began or self._last
        self._follow_first_line(draft)
        self.saved.emit(written.item)
        if self._changed and (self._urgent or self._waiting):
            self._urgent = False
            self.save()
        elif self._changed:
            self._first_change = time.monotonic()
            self._show("changed")
            self._timer.start(round(1000 * APART))
        else:
            self._urgent = False
            self._show("clean")
            self._settle()

    def _fail(self, draft: Draft, error: Exception) -> None:
        if draft is not self.draft:
            return
        self._busy, self._changed, self.error = False, True, error
        is_conflict = isinstance(error, Conflict | NotFound) and draft.item is not None
        if is_conflict:
            draft.began = 0.0  # what is there now is not ours, and stays a version
        if is_conflict and self._waiting:
            self.state = "conflict"
            self._part()
            return
        self._waiting.clear()
        self._show("conflict" if is_conflict else "failed")

    def _settle(self) -> None:
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done()

    def _show(self, state: str) -> None:
        self.state = state
        self.state_changed.emit(state)

    # The name

    def _follow_first_line(self, draft: Draft, number: int = 1) -> None:
        """A note nobody has named is called as its first line is by now."""
        if draft.named or draft.item is None:
            return
        line = name_of(self._text())
        if not line or (line == draft.line and number == 1):
            return
        draft.line = line
        wanted = line if number == 1 else f"{line} {number}"

        def failed(error: Exception) -> None:
            if isinstance(error, Conflict) and number < MOST_NAMES and draft is self.draft:
                self._follow_first_line(draft, number + 1)

        def done(_: m.Changes) -> None:
            if draft is self.draft and not draft.named:
                draft.name = wanted
                self.renamed.emit(wanted)

        self._operations.rename(draft.item, wanted, done, failed)

    def rename(self, name: str) -> None:
        """The person names it."""
        draft = self.draft
        if draft is None or name == draft.name or not name:
            return
        if draft.item is None:
            draft.name, draft.named = name, True
            self.touch()
            return
        before, draft.named = draft.name, True

        def failed(error: Exception) -> None:
            if draft is self.draft and not isinstance(error, VaultLocked):
                self.renamed.emit(before)
                self.name_refused.emit(error)

        def done(_: m.Changes) -> None:
            draft.name = name

        self._operations.rename(draft.item, name, done, failed)
