"""What comes out of other programs' files, on its way into the vault: sent up in pieces, taken one after the other."""

from __future__ import annotations

from vault.backup import leaving
from vault.child import messages as m
from vault.child.failures import failure_of
from vault.child.listing import shown_path
from vault.child.session import Session, path_of
from vault.engine import arrival
from vault.engine.errors import Cancelled
from vault.engine.progress import Progress

MOST_NAMED = 10_000
"""Refused entries that are named one by one."""


def bring_in(session: Session, request: m.BringIn, progress: Progress) -> m.Brought:
    """Take in what comes; stopped, what was committed stays and is the answer."""
    report, cancelled = arrival.ArrivalReport(request.folder), False
    progress.expect(request.total_bytes, request.total_items)
    coming = session.inlet.pieces(request.arrival, progress)
    with session.recorder.tally() as tally:
        try:
            arrival.bring_in(
                session.vault,
                coming,
                request.folder,
                top=request.top,
                progress=progress,
                tags=request.tags,
                report=report,
            )
        except Cancelled:
            cancelled = True
        changes = tally.changes()
    skipped = tuple(
        m.Skipped(b"/".join(one.path), shown_path(one.path), one.reason) for one in report.refused[:MOST_NAMED]
    )
    return m.Brought(
        report.place,
        report.items,
        report.folders,
        report.bytes,
        report.renamed,
        skipped,
        len(report.refused),
        cancelled,
        changes,
    )


def leave_vault(session: Session, request: m.LeaveVault, progress: Progress) -> m.Left:
    """Everything as plain files; stopped, what was written is the answer."""
    report, cancelled = leaving.LeaveReport(), False
    try:
        leaving.leave(session.vault, path_of(request.out), older=request.older, progress=progress, report=report)
    except Cancelled:
        cancelled = True
    failed = tuple(
        m.NotWritten(one.path, shown_path(one.path), failure_of(one.error)) for one in report.failed[:MOST_NAMED]
    )
    return m.Left(
        report.items,
        report.bytes,
        report.versions,
        report.trashed,
        report.register,
        failed,
        len(report.failed),
        cancelled,
    )
