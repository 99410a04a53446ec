"""From a vault folder to its open files: locks, header, catalog, anchor, recovery (docs/format.md, section 6)."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from vault.engine import opening, salvage
from vault.engine.anchor import AnchorStore
from vault.engine.durable import Folder
from vault.engine.errors import Damaged, NotFound, RollbackDetected, Storage, VaultError, WrongCredential
from vault.engine.generation import Tail, log_name
from vault.engine.header import Generation, Header
from vault.engine.header_change import VaultFiles
from vault.engine.journal import Journal
from vault.engine.keys import Credential, Derived, KdfPolicy
from vault.engine.locks import Pins, WriterLock

Choice = Literal["current", "before", "mended"]
"""Which catalog to open: the one that the header names; the generation before it, for reading only; or, if the first is
damaged, whatever can be verified of all there are, written as a new generation."""


_NO_FSYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)

_LOOKS = 5
"""So often a reader begins anew because the header was changed between its look at that and at the catalog."""


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
    unlocking = _Unlocking(folder, Derived(credential), policy, state, slot, accept)
    if catalog == "before":
        return unlocking.before()
    if catalog == "mended":
        return unlocking.mended()
    if not read_only:
        try:
            return unlocking.writing()
        except Storage as error:
            # What keeps from writing keeps from recovering, too; looking still works.
            if error.kind not in ("full", "permission", "read-only"):
                raise
            unlocking = _Unlocking(folder, unlocking.credential, policy, state, slot, accept)
            unlocking.notices.append(f"read-only: {error.kind}")
    return unlocking.reading()


class _Unlocking:
    """One attempt to open a vault."""

    def __init__(
        self,
        folder: Folder,
        credential: Credential,
        policy: KdfPolicy,
        state: Path | None,
        slot: str | None,
        accept: bool,
    ) -> None:
        self.credential = credential
        self.notices: list[str] = []
        self._folder, self._policy, self._slot, self._accept = folder, policy, slot, accept
        self._device = _Device(folder, state)

    def writing(self) -> tuple[VaultFiles, None]:
        """By the one writer. Raises Storage, before anything else, where nothing can be written."""
        with contextlib.ExitStack() as undo:
            lock = WriterLock(self._folder)
            undo.callback(lock.release)
            header, copy = self._header()
            return self._write(header, copy, lock, undo), None

    def mended(self) -> tuple[VaultFiles, None]:
        """By the one writer, who repairs a catalog that is damaged."""
        with contextlib.ExitStack() as undo:
            lock = WriterLock(self._folder)
            undo.callback(lock.release)
            folder, anchors = self._folder, self._device.anchors
            with self._refusals():
                header, copy, whole = salvage.choose_header(folder, self.credential, self._policy, self._slot, anchors)
            if not whole:
                header, copy = salvage.mend(folder, header, anchors, self.notices), opening.HEADER
                self._accept = True
            return self._write(header, copy, lock, undo), None

    def before(self) -> tuple[VaultFiles, Pins]:
        """The generation before the current one, which changes nothing and is compared with nothing."""
        with contextlib.ExitStack() as undo:
            pins = undo.enter_context(Pins(self._folder))
            header, _ = self._header()
            older = salvage.open_before(self._folder, header, self.notices)
            undo.pop_all()
            return VaultFiles(self._folder, header, older, None, None, self.notices), pins

    def reading(self) -> tuple[VaultFiles, Pins]:
        """Beside a writer, perhaps, who may change the header at any moment."""
        with contextlib.ExitStack() as undo:
            pins = undo.enter_context(Pins(self._folder))
            told = len(self.notices)
            for look in range(1, _LOOKS + 1):
                header, copy = self._header()
                try:
                    files, _ = self._catalog(header, copy, None)
                    undo.callback(files.close)
                    break
                except (Damaged, RollbackDetected):
                    if look == _LOOKS or self._is(copy, header):
                        raise
                    del self.notices[told:]
            if header.digest == files.catalog.state("announced"):
                self.notices.append("a change of the header is not finished")
            self._device.note("read")
            self._remember(files)
            undo.pop_all()
            return files, pins

    def _header(self) -> tuple[Header, str]:
        with self._refusals():
            return opening.open_header(self._folder, self.credential, self._policy, self._slot)

    @contextlib.contextmanager
    def _refusals(self) -> Iterator[None]:
        try:
            yield
        except WrongCredential as error:
            # What says more, such as that this device's time is over, is nobody's guess.
            if type(error) is WrongCredential:
                self._device.note("refused")
            raise

    def _is(self, copy: str, header: Header) -> bool:
        """Whether this copy of the header is still the one that was read."""
        try:
            return opening.read_header(self._folder, copy) == header.unverified
        except VaultError:
            return False

    def _catalog(self, header: Header, copy: str, lock: WriterLock | None) -> tuple[VaultFiles, Tail | None]:
        """The catalog that the header names, compared with the anchor."""
        catalog, tail = opening.open_catalog(self._folder, header, self._folder.platform.clock, self._device.anchors)
        with contextlib.ExitStack() as undo:
            undo.callback(catalog.close)
            files = VaultFiles(self._folder, header, catalog, lock, self._device.anchors, self.notices)
            if copy != opening.HEADER:
                self.notices.append("opened with the copy of the header")
            if tail is not None:
                self.notices.append(f"interrupted change left out: {len(tail.torn)} bytes")
            _compare_with_anchor(files, accept=self._accept)
            undo.pop_all()
        return files, tail

    def _write(self, header: Header, copy: str, lock: WriterLock, undo: contextlib.ExitStack) -> VaultFiles:
        files, tail = self._catalog(header, copy, lock)
        undo.callback(files.close)
        files.recover(copy, tail)
        files.present(files.header)
        self._device.queue(files)
        self._remember(files)
        undo.pop_all()
        return files

    def _remember(self, files: VaultFiles) -> None:
        """Move the anchor, if what was read is sure to be on the disk."""
        if not _is_certain(self._folder, files.header.body.generation):
            # Nor by a later commit or the lock.
            files.anchors = None
            self.notices.append("anchor not written")
            return
        files.move_anchor(durable=True)
        if files.anchors is not None:
            self._device.prepare(opening.recipient_of(files.catalog))


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
        vault = vault_id(folder)
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

    def prepare(self, recipient: bytes) -> None:
        """Keep what `note` needs."""
        if self._journal is not None:
            with contextlib.suppress(Storage):
                self._journal.prepare(recipient)

    def queue(self, files: VaultFiles) -> None:
        """What was noted here, and this unlock, ride in the next change."""
        seed = files.catalog.state("recipient")
        if self._journal is None or seed is None:
            return
        noted, unreadable = self._journal.read(seed)
        files.journal = self._journal
        files.access = [unreadable, *(part for event in noted for part in event), self._clock.now(), "unlocked"]


def vault_id(folder: Folder) -> bytes | None:
    """What the header says it is; for finding what this device remembers, before anything is verified."""
    for name in (opening.HEADER, opening.HEADER_COPY):
        with contextlib.suppress(VaultError):
            return opening.read_header(folder, name).body.context.vault
    return None


def _is_certain(folder: Folder, generation: Generation) -> bool:
    """fsync what was read; whether it is on the disk now, as far as that can be known."""
    try:
        with folder.open(log_name(generation)) as log:
            log.sync()
        for name in ("", "catalog"):
            folder.sync(name)
    except Storage as error:
        # What cannot be written cannot be waiting to be written; and some file systems know no fsync.
        return error.kind in ("permission", "read-only") or error.errno in _NO_FSYNC
    return True
