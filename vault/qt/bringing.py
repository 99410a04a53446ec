"""Bringing in what other programs kept, and leaving: what the window asks of the importing worker and of the vault.

The worker's findings are read on a thread of their own, and go up to the vault process in small pieces with a few of
them on their way: nothing piles up on any side, and the window's thread sees only the beginning and the end.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.child.link import Reply
from vault.engine.errors import LimitExceeded, VaultLocked
from vault.sandbox.importing.client import Import
from vault.sandbox.importing.entries import Entry, Given, LeftOut, Piece, Refusal, Refused, Secret
from vault.sandbox.importing.preview import Preview
from vault.sandbox.importing.sources import read_keyfile

from .asking import Asking, Done, Failed, ignore, stopped
from .connection import VaultConnection
from .figures import size
from .works import Work

translate = QCoreApplication.translate

PIECE = 256 << 10
"""Bytes of content in one request: what the window's own requests may have to wait for."""
AT_ONCE = 500
"""Entries in one request."""
ON_THEIR_WAY = 8
"""Requests that are sent and not taken."""
_GIVEN = m.Arriving | m.ArrivingBytes | m.ArrivingEnd


@dataclass(frozen=True)
class Wanted:
    """What is to be imported, with the password and the place of the key file that open it if it has its own."""

    source: Path
    password: str | None = None
    keyfile: Path | None = None

    def secret(self) -> Secret:
        """What opens it; reads the key file. Raises Refused."""
        return Secret(self.password, None if self.keyfile is None else read_keyfile(self.keyfile))

    def __repr__(self) -> str:
        return "<Wanted>"


@dataclass(frozen=True)
class Looked:
    """What a preview found: the kind, what would come in, and why it cannot be read (to its end) if it cannot."""

    kind: str
    seen: Preview
    refused: Refusal | None
    whole: bool


class Look:
    """A preview under way, on its own thread. `stop` may come from any other."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._reading: Import | None = None
        self._stopped = False
        self._guard = threading.Lock()

    def stop(self) -> None:
        """Nobody wants to know any more."""
        with self._guard:
            self._stopped = True
            if self._reading is not None:
                self._reading.kill()

    def __call__(self) -> Looked | OSError:
        """What is in the source; may take long."""
        seen, kind = Preview(), ""
        try:
            with Import(self._wanted.source, secret=self._wanted.secret(), names_only=True) as reading:
                with self._guard:
                    self._reading = reading
                    if self._stopped:
                        reading.kill()
                try:
                    for given in reading.entries():
                        kind = reading.kind
                        seen.count(given)
                except Refused as refused:
                    return Looked(reading.kind, seen, refused.why, whole=False)
                finally:
                    with self._guard:
                        self._reading = None
                return Looked(reading.kind or kind, seen, None, whole=True)
        except Refused as refused:
            return Looked("", seen, refused.why, whole=False)
        except OSError as error:
            return error


@dataclass(frozen=True)
class Imported:
    """What came in, what the source held and left out, and why it could not be read to its end if it could not."""

    brought: m.Brought
    seen: Preview
    refused: Refusal | None

    @property
    def left_out(self) -> int:
        """How many did not come in."""
        return self.brought.left_out + self.seen.left_count


class _Feeder(threading.Thread):
    """Reads the source again, now with its contents, and sends it up."""

    def __init__(self, connection: VaultConnection, wanted: Wanted, arrival: bytes) -> None:
        super().__init__(name="import", daemon=True)
        self._connection, self._wanted, self._arrival = connection, wanted, arrival
        self._room = threading.Semaphore(ON_THEIR_WAY)
        self._guard = threading.Lock()
        self._over = False
        self._reading: Import | None = None
        self._batch: list[_GIVEN] = []
        self._size = 0
        self._in_file = False
        self.seen = Preview()
        self.refused: Refusal | None = None

    def stop(self) -> None:
        """The vault takes no more of it."""
        with self._guard:
            self._over = True
            if self._reading is not None:
                self._reading.kill()
        self._room.release()

    def run(self) -> None:
        """Everything, up to the end or to where it cannot be read any further."""
        try:
            with Import(self._wanted.source, secret=self._wanted.secret()) as reading:
                with self._guard:
                    self._reading = reading
                    if self._over:
                        return
                for given in reading.entries():
                    self.seen.count(given)
                    self._add(given)
                    if self._over:
                        return
        except Refused as refused:
            self._refuse(refused.why)
        except OSError:
            self._refuse(Refusal.UNAVAILABLE)
        finally:
            with self._guard:
                self._reading = None
        self._send(last=True)

    def _refuse(self, why: Refusal) -> None:
        """Not where the reader was killed because somebody stopped it."""
        if not self._over:
            self.refused = why

    def _add(self, given: Given) -> None:
        if isinstance(given, Piece):
            for start in range(0, len(given.content), PIECE):
                piece = given.content[start : start + PIECE]
                self._put(m.ArrivingBytes(piece), len(piece))
        elif isinstance(given, Entry):
            self._in_file = given.kind == "file"
            text = given.text or ""
            one = m.Arriving(
                given.path,
                given.kind,
                given.modified_ns,
                given.tags,
                given.favourite,
                given.size or 0,
                text,
                given.executable,
            )
            self._put(one, len(text))
        elif self._in_file:
            self._in_file = False
            self._put(m.ArrivingEnd(not isinstance(given, LeftOut)), 0)

    def _put(self, one: _GIVEN, count: int) -> None:
        self._batch.append(one)
        self._size += count
        if self._size >= PIECE or len(self._batch) >= AT_ONCE:
            self._send()

    def _send(self, *, last: bool = False) -> None:
        batch, self._batch, self._size = self._batch, [], 0
        self._room.acquire()
        if self._over:
            return
        try:
            self._connection.ask_aside(m.Bring(self._arrival, tuple(batch), last), self._taken)
        except (VaultLocked, LimitExceeded):
            self._over = True

    def _taken(self, reply: Reply[m.Taken]) -> None:
        try:
            reply.wait(0)
        except Exception:  # noqa: BLE001 - whatever it is, the work itself fails with it, and tells
            self._over = True
        self._room.release()


class Bringing(Asking):
    """Importing and leaving. GUI thread only."""

    def bring_in(
        self,
        wanted: Wanted,
        looked: Looked,
        folder: bytes,
        top: bytes | None,
        done: Callable[[Imported], None],
        failed: Failed,
        *,
        report: Callable[[Imported], None] | None = None,
    ) -> Work:
        """Import into a folder, in a new one of the name `top` there. `report` is the act where something is left out.

        Raises LimitExceeded.
        """
        arrival = secrets.token_bytes(16)
        feeder = _Feeder(self.connection, wanted, arrival)
        what = translate("operations", "Importing {name}").format(name=wanted.source.name)
        request = m.BringIn(
            arrival, folder, top, total_bytes=looked.seen.bytes if looked.whole else 0, total_items=looked.seen.items
        )

        def finish(work: Work, brought: m.Brought) -> None:
            feeder.stop()
            imported = Imported(brought, feeder.seen, feeder.refused)
            words = translate("operations", "Imported %Ln item(s)", "", brought.items)
            words = stopped(f"{words}, {size(brought.bytes)}.", brought.cancelled)
            if feeder.refused is not None:
                words = f"{words} {translate('operations', 'It could not be read to its end.')}"
            if imported.left_out:
                words = f"{words} {translate('operations', '%Ln left out.', '', imported.left_out)}"
            if feeder.refused is None and not imported.left_out:
                self.works.finish(work, words)
                return
            act = translate("operations", "Show") if report is not None else ""
            self.works.finish(work, words, act=act, on_act=lambda: report and report(imported), icon="warning")

        def over(brought: m.Brought) -> None:
            done(Imported(brought, feeder.seen, feeder.refused))

        def broken(error: Exception) -> None:
            feeder.stop()
            failed(error)

        work = self._work(what, request, finish, over, broken)
        feeder.start()
        return work

    def leave(
        self,
        out: Path,
        done: Done[m.Left] = ignore,
        failed: Failed | None = None,
        *,
        older: bool = False,
        report: Callable[[m.Left], None] | None = None,
        shown: Callable[[Path], None] | None = None,
    ) -> Work:
        """Write everything into a new or empty folder as plain files."""

        def finish(work: Work, left: m.Left) -> None:
            words = translate("operations", "Wrote %Ln item(s) as plain files", "", left.items)
            words = stopped(f"{words}, {size(left.bytes)}.", left.cancelled)
            if left.left_out:
                words = f"{words} {translate('operations', '%Ln could not be written.', '', left.left_out)}"
                act = translate("operations", "Show") if report is not None else ""
                self.works.finish(work, words, act=act, on_act=lambda: report and report(left), icon="warning")
                return
            act = translate("operations", "Show folder") if shown is not None else ""
            self.works.finish(work, words, act=act, on_act=lambda: shown and shown(out))

        what = translate("operations", "Writing everything out")
        return self._work(what, m.LeaveVault(os.fsencode(out), older), finish, done, failed)
