"""From a vault folder to its open files: locks, header, catalog, anchor, recovery (docs/format.md, section 6)."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Literal

from vault.engine import opening, salvage
from vault.engine.anchor import AnchorStore
from vault.engine.durable import Folder
from vault.engine.errors import Damaged, NotFound, Storage, VaultError, WrongCredential
from vault.engine.generation import log_name
from vault.engine.header import Generation
from vault.engine.header_change import VaultFiles
from vault.engine.journal import Journal
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.locks import Pins, WriterLock

Choice = Literal["current", "before", "mended"]
"""Which catalog to open: the one that the header names; the generation before it, for reading only; or, if the first is
damaged, whatever can be verified of all there are, written as a new generation."""


def open_files(
    folder: Folder,
    credential: Credential,
    policy: KdfPolicy,
    *,
    state: Path | None,
    slot: str | None,
    read_only: bool,
    accept: bool,
    catalog: Choice,
) -> tuple[VaultFiles, Pins | None]:
    """The files of a vault, open, recovered and compared with the anchor. For the rest see `Vault.unlock`."""
    if not any(name in (opening.HEADER, opening.HEADER_COPY) for name, _ in folder.entries()):
        raise NotFound("not a vault: no header")
    notices: list[str] = []
    with contextlib.ExitStack() as undo:
        lock = None
        if catalog == "mended" or (catalog == "current" and not read_only):
            lock = _lock(folder, notices, needed=catalog == "mended")
        pins = undo.enter_context(Pins(folder)) if lock is None else None
        if lock is not None:
            undo.callback(lock.release)
        device = _Device(folder, state)
        try:
            whole = True
            if catalog == "mended":
                header, copy, whole = salvage.choose_header(folder, credential, policy, slot, device.anchors)
            else:
                header, copy = opening.open_header(folder, credential, policy, slot)
        except WrongCredential:
            device.note("refused")
            raise
        if catalog == "before":
            older = salvage.open_before(folder, header, notices)
            undo.pop_all()
            return VaultFiles(folder, header, older, None, None, notices), pins
        if not whole:
            header, copy = salvage.mend(folder, header, device.anchors, notices), opening.HEADER
        if copy != opening.HEADER:
            notices.append("opened with the copy of the header")
        current, tail = opening.open_catalog(folder, header, folder.platform.clock, device.anchors)
        undo.callback(current.close)
        if tail is not None:
            notices.append(f"interrupted change left out: {len(tail.torn)} bytes")
        files = VaultFiles(folder, header, current, lock, device.anchors, notices)
        undo.callback(files.close)
        _compare_with_anchor(files, accept=accept or not whole)
        if lock is not None:
            files.recover(copy, tail)
            device.queue(files)
        else:
            if header.digest == current.state("announced"):
                notices.append("a change of the header is not finished")
            device.note("read")
        _make_certain(folder, header.body.generation)
        files.move_anchor(durable=True)
        undo.pop_all()
        return files, pins


def _lock(folder: Folder, notices: list[str], *, needed: bool) -> WriterLock | None:
    """The writer's lock; None where nothing can be written."""
    try:
        return WriterLock(folder)
    except Storage as error:
        if needed:
            raise
        notices.append(f"read-only: {error.kind}")
        return None


def _compare_with_anchor(files: VaultFiles, *, accept: bool) -> None:
    """Step 8. With `accept`, a person has confirmed whatever differs. Raises RollbackDetected, ForkDetected."""
    if files.anchors is None:
        return
    difference = opening.difference_to_anchor(files.header, files.catalog, files.anchors, files.notices)
    if difference is None:
        return
    if not accept:
        raise difference
    if files.lock is None:
        # A look at another state is no reason to forget the one that this device knows.
        files.anchors = None
    else:
        files.anchors.forget()


class _Device:
    """What this device keeps of a vault in its state folder: anchors and journal; nothing without such a folder."""

    def __init__(self, folder: Folder, state: Path | None) -> None:
        self._clock = folder.platform.clock
        self.anchors: AnchorStore | None = None
        self._journal: Journal | None = None
        vault = _vault_id(folder)
        if state is not None and vault is not None:
            place = Folder(state, folder.platform)
            self.anchors, self._journal = AnchorStore(place, vault), Journal(place, vault)

    def note(self, event: str) -> None:
        """An entry for the device journal, if this device has seen the vault."""
        if self.anchors is None or self._journal is None:
            return
        recipient = self.anchors.recipient
        with contextlib.suppress(Storage):
            if recipient:
                self._journal.note(recipient, event, self._clock.now())

    def queue(self, files: VaultFiles) -> None:
        """What was noted here, and this unlock, ride in the next change."""
        seed = files.catalog.state("recipient")
        if self._journal is None or seed is None:
            return
        noted, unreadable = self._journal.read(seed)
        files.journal = self._journal
        files.access = [unreadable, *(part for event in noted for part in event), self._clock.now(), "unlocked"]


def _vault_id(folder: Folder) -> bytes | None:
    """What the header says it is; for finding what this device remembers, before anything is verified."""
    for name in (opening.HEADER, opening.HEADER_COPY):
        with contextlib.suppress(VaultError):
            return opening.read_header(folder, name).body.context.vault
    return None


def _make_certain(folder: Folder, generation: Generation) -> None:
    """fsync what was read, where that can be done, before the anchor remembers it."""
    with contextlib.suppress(Storage, NotFound, Damaged), folder.open(log_name(generation)) as log:
        log.sync()
    for name in ("", "catalog"):
        with contextlib.suppress(Storage):
            folder.sync(name)
