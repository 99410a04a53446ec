"""Long work on the whole vault. Its progress lets other changes through (see `vault.child.desk`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vault.backup import drill as drills, export as exports
from vault.backup.repair import repair
from vault.child import messages as m
from vault.child.access import credential_of
from vault.child.failures import failure_of
from vault.child.listing import place_of, shown, shown_path
from vault.child.session import Session, path_of
from vault.engine import intake, retrieval
from vault.engine.check import CheckReport, Finding, check
from vault.engine.compact import compact
from vault.engine.errors import Cancelled, Conflict, NotFound
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault

MOST_NAMED = 10_000
"""Skipped sources, failed items and findings that are named one by one."""

_ITEM = re.compile(r"item ([0-9a-f]{32})\Z")


def add_files(session: Session, request: m.AddFiles, progress: Progress) -> m.Added:
    """Take in files and folders; stopped, what was committed stays and is the answer."""
    vault = session.vault
    if request.folder != ROOT and vault.item(request.folder).kind != "folder":
        raise Conflict("not a folder")
    sources = [path_of(path) for path in request.paths]
    report, cancelled = intake.IntakeReport(), False
    with session.recorder.tally() as tally:
        try:
            intake.add(
                vault,
                sources,
                request.folder,
                progress=progress,
                replace=request.replace,
                tags=request.tags,
                report=report,
            )
        except Cancelled:
            cancelled = True
        changes = tally.changes()
    skipped = tuple(m.Skipped(one.path, shown(one.path), one.reason) for one in report.skipped[:MOST_NAMED])
    return m.Added(report.items, report.folders, report.bytes, skipped, len(report.skipped), cancelled, changes)


def write_out(session: Session, request: m.WriteOut, progress: Progress) -> m.WrittenOut:
    """Items as plain files into a folder of the disk; stopped, what was written is the answer."""
    items = session.items(request.items)
    report, cancelled = retrieval.RetrievalReport(), False
    try:
        retrieval.write_out(
            session.vault,
            items,
            path_of(request.out),
            progress=progress,
            replace=request.replace,
            version=request.version,
            report=report,
        )
    except Cancelled:
        cancelled = True
    failed = tuple(
        m.NotWritten(one.path, shown_path(one.path), failure_of(one.error)) for one in report.failed[:MOST_NAMED]
    )
    return m.WrittenOut(report.items, report.bytes, failed, len(report.failed), cancelled)


def export_vault(session: Session, request: m.ExportVault, progress: Progress) -> m.Summary:
    """An export with a password of its own."""
    report = exports.export(
        session.vault,
        path_of(request.file),
        credential_of(m.WayIn(request.password)),
        policy=session.cost(),
        progress=progress,
        replace=request.replace,
        with_identity=request.with_identity,
    )
    return _summary(report)


def restore_export(session: Session, request: m.RestoreExport, progress: Progress) -> m.Summary:
    """A vault out of an export."""
    report = exports.restore(
        path_of(request.file),
        path_of(request.path),
        credential_of(m.WayIn(request.password)),
        policy=session.bounds,
        state=None if request.state is None else path_of(request.state),
        progress=progress,
    )
    return _summary(report)


def _summary(report: exports.ExportReport) -> m.Summary:
    return m.Summary(report.items, report.bytes, report.packs, report.size)


def drill_export(session: Session, request: m.DrillExport, progress: Progress) -> m.Drilled:
    """An export restored for real, into nothing."""
    vault = session.vault
    report = drills.drill(
        vault,
        path_of(request.file),
        credential_of(m.WayIn(request.password, request.keyfile)),
        policy=session.bounds,
        progress=progress,
    )
    return m.Drilled(
        report.ok,
        report.items,
        report.bytes,
        report.time,
        report.way_in,
        report.changed,
        report.newer,
        _findings(vault, report.findings),
        len(report.findings),
    )


def check_vault(session: Session, request: m.CheckVault, progress: Progress) -> m.Checked:
    """Everything verified; findings that mean an item say which."""
    return _checked(session.vault, check(session.vault, fast=request.fast, progress=progress))


def repair_vault(session: Session, request: m.RepairVault, progress: Progress) -> m.Repaired:
    """Everything that can be repaired."""
    repaired, report = repair(session.vault, [path_of(source) for source in request.sources], progress=progress)
    return m.Repaired(_findings(session.vault, repaired), _checked(session.vault, report))


def compact_vault(session: Session, request: m.CompactVault, progress: Progress) -> m.Compacted:
    """Room that nothing needs."""
    report = compact(session.vault, forget=request.forget, progress=progress)
    return m.Compacted(report.removed, report.packs, report.freed, report.held)


def _checked(vault: Vault, report: CheckReport) -> m.Checked:
    return m.Checked(report.items, report.bytes, report.ok, _findings(vault, report.findings), len(report.findings))


def _findings(vault: Vault, findings: Sequence[Finding]) -> tuple[m.Finding, ...]:
    return tuple(_finding(vault, finding) for finding in findings[:MOST_NAMED])


def _finding(vault: Vault, finding: Finding) -> m.Finding:
    named = _ITEM.match(finding.where)
    identity, path = None, None
    if named is not None:
        identity = bytes.fromhex(named[1])
        try:
            path = shown_path(place_of(vault, vault.item(identity)))
        except NotFound:
            identity = None
    return m.Finding(finding.kind, finding.where, finding.repair, finding.harmless, identity, path)
