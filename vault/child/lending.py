"""Lending items to other programs, and what they changed back as new versions."""

from __future__ import annotations

from collections.abc import Callable

from vault.child import messages as m
from vault.child.session import Session, path_of
from vault.engine.vault import Item


def lend_item(session: Session, request: m.LendItem) -> m.Lent:
    """A plain copy in the client's private folder."""
    item, is_program = session.loans.lend(session.vault, request.item, path_of(request.path))
    return m.Lent(item.version, item.size, is_program)


def take_version(session: Session, request: m.TakeVersion) -> m.Written:
    """A new version of the item that a copy is of."""
    path = path_of(request.path)
    return _written(session, lambda: session.loans.take(session.vault, request.item, request.based_on, path))


def take_beside(session: Session, request: m.TakeBeside) -> m.Written:
    """A new item of what a copy holds."""
    path = path_of(request.path)
    take = session.loans.take_beside
    return _written(session, lambda: take(session.vault, path, request.name, request.folder, request.item))


def end_loan(session: Session, request: m.EndLoan) -> m.Changes:
    """Nothing is looked at there any more."""
    session.loans.end(path_of(request.path))
    return m.Changes()


def _written(session: Session, take: Callable[[], Item]) -> m.Written:
    with session.recorder.tally() as tally:
        item = take()
        return m.Written(item.id, item.version, tally.changes())
