"""How the vault process is asked: answers, failures that nobody waits for, changes that everybody hears of, passwords
that are overwritten once they were sent, and long work with its line in the bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from vault.child import messages as m
from vault.child.codec import Message
from vault.child.wiping import wipe
from vault.engine.errors import Cancelled, VaultLocked

from .connection import Asked, VaultConnection
from .wording import words_for
from .works import Work, Works

A = TypeVar("A", bound=Message)
Done = Callable[[A], None]
Failed = Callable[[Exception], None]


def secret(text: str) -> bytes:
    """A password as it goes into a request, of its own, so that it can be overwritten."""
    return bytes(bytearray(text.encode("utf-8", "surrogatepass")))


def ignore(_: object) -> None:
    """For answers that say nothing new."""


def stopped(words: str, cancelled: bool) -> str:
    """What was done, and before it that it was stopped."""
    return f"{QCoreApplication.translate('operations', 'Stopped.')} {words}" if cancelled else words


class Asking(QObject):
    """Asks the vault of one window. `Operations` says what. GUI thread only."""

    changed = Signal(object)
    """`m.Changes`: ids of items that came, changed or are gone; what the sidebar offers is another."""
    failed = Signal(object)
    """`Said`: something went wrong that no view has taken on itself."""
    facts_changed = Signal(object)
    """`m.Facts`, after it was asked for anew."""
    sharing_changed = Signal()
    """Identity, contacts or the register of shares are others by now."""
    keys_changed = Signal(object)
    """`m.Keys`: the ways in or the policy are others by now."""

    def __init__(self, connection: VaultConnection, works: Works, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.connection, self.works = connection, works
        connection.changed.connect(self._announce)
        connection.ended.connect(works.clear)  # nothing of a locked vault stays on the screen

    def _announce(self, changes: m.Changes) -> None:
        if changes.everything or changes.order or changes.added or changes.updated or changes.removed:
            self.changed.emit(changes)

    def _complain(self, error: Exception) -> None:
        # That the vault is locked is told by the connection's end, once.
        if not isinstance(error, VaultLocked | Cancelled):
            self.failed.emit(words_for(error))

    def _change(self, request: m.Request[A], done: Done[A], failed: Failed | None) -> None:
        def over(answer: A) -> None:
            self._announce(changes_of(answer))
            done(answer)

        self.connection.ask(request, over, failed or self._complain)

    def _ask_secretly(self, request: m.Request[A], done: Done[A], failed: Failed) -> Asked:
        try:
            return self.connection.ask(request, done, failed)
        finally:
            _wipe_secrets(request)

    def _work(
        self,
        what: str,
        request: m.Request[A],
        finish: Callable[[Work, A], None],
        done: Done[A],
        failed: Failed | None = None,
        *,
        can_cancel: bool = True,
    ) -> Work:
        """Long work: a line in the bar, from here to its result. With `failed` the caller shows what went wrong."""
        work = self.works.begin(what, can_cancel=can_cancel)

        def over(answer: A) -> None:
            finish(work, answer)
            self._announce(changes_of(answer))
            done(answer)

        def broken(error: Exception) -> None:
            if failed is not None or isinstance(error, VaultLocked):
                self.works.forget(work)
            else:
                said = words_for(error)
                self.works.fail(work, f"{what}: {said.happened} {said.safe}")
            if failed is not None:
                failed(error)

        try:
            work.asked = self.connection.ask(
                request, over, broken, progress=lambda counts: self.works.count(work, counts)
            )
        finally:
            _wipe_secrets(request)
        return work


def _wipe_secrets(request: m.Request[Any]) -> None:
    for holder in (request, getattr(request, "current", None), getattr(request, "way", None)):
        for name in ("password", "passphrase", "code"):
            wipe(getattr(holder, name, b"") or b"")


def changes_of(answer: Message) -> m.Changes:
    """What an answer says was changed."""
    if isinstance(answer, m.Changes):
        return answer
    return getattr(answer, "changes", m.Changes())
