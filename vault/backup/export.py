"""Export: a new vault in one file, read back and verified before it gets its name. And the way back (section 14)."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from vault.backup.archive import ArchiveWriter, ExportFolder
from vault.backup.attachments import attachments
from vault.engine import header as headers, schema, slots
from vault.engine.check import check
from vault.engine.durable import FILE_TIME_NS, PARTIAL, Folder, NewFile, NewFolder, Platform, Source
from vault.engine.errors import Conflict, Damaged, NotFound
from vault.engine.generation import new_generation
from vault.engine.header_change import FirstState, compose, compose_new, state_time
from vault.engine.keys import ID_SIZE, Context, Credential, KdfPolicy
from vault.engine.packs import Pack, pack_name
from vault.engine.primitives import SEED_SIZE, Buffer
from vault.engine.progress import Onward, Progress
from vault.engine.records import Change
from vault.engine.vault import Vault
from vault.engine.workers import Workers

IDENTITY = ("identity", "age_identity")
"""Who the vault is to others: its secret keys for sharing. They go along only if that is asked for."""

TABLES = tuple(name for name in schema.TABLES if name not in ("state", "slot", "stale_pack", *IDENTITY))
"""What an export takes from the vault; everything else in it is its own."""

T = TypeVar("T")

_CHUNK = 1 << 20


@dataclass(frozen=True)
class ExportReport:
    """What was exported or restored, after it was verified."""

    items: int
    bytes: int
    packs: int
    size: int


def export(
    vault: Vault,
    file: Path,
    credential: Credential,
    *,
    policy: KdfPolicy | None = None,
    progress: Progress | None = None,
    replace: bool = False,
    with_identity: bool = False,
) -> ExportReport:
    """Write an export that opens with `credential`. It has its name only after it was opened and verified whole.

    `with_identity`: who has the export can then share in this vault's name, and open what is shared with it.
    Raises Conflict if the file is there and `replace` is not set, Damaged if the vault or the written file does not
    verify, Storage, Cancelled, FactorRequired.
    """
    slots.require_factor(vault)
    progress, policy = progress or Progress(), policy or KdfPolicy()
    file = file.absolute()
    place = Folder(file.parent, vault.platform)
    _require_free(place, file.name, replace)
    packs = _packs(vault)
    total = sum(pack.size for pack in packs)
    progress.expect(2 * total, 2 * len(packs))
    partial = f"{file.name}{PARTIAL}-{vault.platform.random(8).hex()}"
    with NewFile(place, file.name, partial) as new:
        tables = (*TABLES, *IDENTITY) if with_identity else TABLES
        exported = _write_export(vault, ArchiveWriter(new), credential, policy, packs, tables, progress)
        path = file.with_name(partial)
        with open_beside(path, credential, vault.platform, policy, progress) as written:
            report = _verified(written, progress)
        _require_free(place, file.name, replace)
        size = new.size
        new.finish()
    place.sync()
    if vault.writable:
        vault.commit([], "exported", report.items, size, exported)
    return dataclasses.replace(report, size=size)


def open_export(
    file: Path, credential: Credential, platform: Platform | None = None, policy: KdfPolicy | None = None
) -> Vault:
    """An export opened as a vault for reading. Raises what `Vault.unlock` raises."""
    folder = ExportFolder(file, platform or Platform())
    try:
        return Vault.open_folder(folder, credential, policy=policy, read_only=True)
    except BaseException:
        folder.close()
        raise


def open_beside(
    file: Path, credential: Credential, platform: Platform, policy: KdfPolicy | None, progress: Progress
) -> AbstractContextManager[Vault]:
    """The same in a thread of its own, so that other changes need not wait for the derivation; locked at the end."""
    return _opened(lambda: open_export(file, credential, platform, policy), progress)


def restore(
    file: Path,
    path: Path,
    credential: Credential,
    *,
    platform: Platform | None = None,
    policy: KdfPolicy | None = None,
    state: Path | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Make a vault out of an export, in a new folder, verified before it gets its name.

    The new vault has another lineage, the next epoch and a new vault key; the export's password opens it.
    Raises Conflict if something is at `path`, and what `Vault.unlock` raises.
    """
    progress, platform = progress or Progress(), platform or Platform()
    with open_beside(file, credential, platform, policy, progress) as source:
        packs = _packs(source)
        progress.expect(2 * sum(pack.size for pack in packs), 2 * len(packs))
        with NewFolder(path, platform) as folder:
            for pack in packs:
                place_pack(folder, source.folder, pack, progress)
            _restored_state(source, progress).write(folder)
            reopen = functools.partial(Vault.open_folder, folder, credential, policy=policy, read_only=True)
            with _opened(reopen, progress) as restored:
                report = _verified(restored, progress)
            folder.finish()
    # Opening it once makes this device remember the new lineage: a restore is the legitimate way back.
    Vault.unlock(path, credential, platform=platform, policy=policy, state=state, accept=True).lock()
    return report


def _beside(work: Callable[[], T], progress: Progress) -> T:
    """What `work` works out in a thread of its own: a derivation takes a second, and other changes need not wait.

    It cannot be stopped, so Cancelled is raised when it has come to its end.
    """
    with Workers(1) as pool:
        return progress.result_of(pool.submit(work))


@contextmanager
def _opened(open_vault: Callable[[], Vault], progress: Progress) -> Iterator[Vault]:
    """A vault opened beside, and locked again, even if it was open only after somebody cancelled."""
    with ExitStack() as opened:
        yield _beside(lambda: opened.enter_context(open_vault()), progress)


def _require_free(place: Folder, name: str, replace: bool) -> None:
    if not replace and any(entry == name for entry, _ in place.entries()):
        raise Conflict("something is there already")


def _packs(vault: Vault) -> list[Pack]:
    """The packs that items use, in order of id."""
    query = "SELECT id, size, digest FROM pack WHERE id IN (SELECT pack FROM part) ORDER BY id"
    return [Pack(*row) for row in vault.catalog.rows(query)]


def _verified(vault: Vault, progress: Progress) -> ExportReport:
    """Verify every byte. Raises Damaged."""
    outcome = check(vault, progress=Onward(progress))
    if not outcome.ok:
        raise Damaged("export", f"{len(outcome.findings)} findings, the first: {outcome.findings[0].kind}")
    return ExportReport(outcome.items, outcome.bytes, len(_packs(vault)), 0)


def _write_export(
    vault: Vault,
    archive: ArchiveWriter,
    credential: Credential,
    policy: KdfPolicy,
    packs: list[Pack],
    tables: Sequence[str],
    progress: Progress,
) -> bytes:
    """Its members; the id of the vault that the export is."""
    platform = vault.platform
    now = platform.clock.now()
    changes = [state_time("created", now), state_time("exported", now), *_inbox_of(vault)]
    with closing(vault.catalog.excerpt(tables, progress)) as catalog:
        unused = {row[0] for row in catalog.rows("SELECT id FROM pack")} - {pack.id for pack in packs}
        changes += [Change("pack", (pack,), None) for pack in sorted(unused)]
        first = _beside(
            lambda: compose_new(catalog, credential, "password", policy, platform, "exported", changes), progress
        )
    for name, data in attachments().items():
        archive.add(name, data)
    archive.add("header.json", first.header)
    archive.add(first.snapshot_name, first.snapshot)
    archive.add(first.log_name, first.log)
    for pack in packs:
        archive.begin(pack_name(pack.id), pack.size)
        copy_pack(vault.folder, pack, archive.write, progress)
        archive.end()
    archive.add("header.bak", first.header)
    archive.finish()
    return headers.parse(first.header).body.context.vault


def _inbox_of(vault: Vault) -> list[Change]:
    """Which folder is the inbox."""
    inbox = vault.catalog.state("inbox")
    return [] if inbox is None else [Change("state", ("inbox",), (inbox,))]


def place_pack(folder: Folder, source: Source, pack: Pack, progress: Progress) -> None:
    """Put a pack of another place into a vault folder, verified before it has its name, and durable. Raises Damaged."""
    name = pack_name(pack.id)
    subfolder = name.rpartition("/")[0]
    folder.make("packs")
    folder.make(subfolder)
    with NewFile(folder, name) as new:
        copy_pack(source, pack, new.write, progress)
        new.finish(FILE_TIME_NS)
    folder.sync(subfolder)


def copy_pack(source: Source, pack: Pack, write: Callable[[Buffer], None], progress: Progress) -> None:
    """Copy a pack, verifying length and digest on the way [R20]."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_CHUNK))
    try:
        opened = source.open(pack_name(pack.id))
    except NotFound as error:
        raise Damaged(f"pack {pack.id.hex()}", "missing") from error
    with opened as file:
        if file.size != pack.size:
            raise Damaged(f"pack {pack.id.hex()}", "length")
        for at in range(0, pack.size, _CHUNK):
            piece = buffer[: file.read_into(buffer[: pack.size - at], at)]
            digest.update(piece)
            write(piece)
            progress.advance(len(piece))
    if digest.digest() != pack.digest:
        raise Damaged(f"pack {pack.id.hex()}", "digest")
    progress.advance(0, 1)


def _restored_state(source: Vault, progress: Progress) -> FirstState:
    """The first state of the vault that an export becomes."""
    platform, old = source.platform, source.files.plan()
    context = Context(old.context.vault, platform.random(ID_SIZE), old.context.epoch + 1)
    exported = source.catalog.state("exported") or bytes(8)
    now = platform.clock.now().to_bytes(8, "big", signed=True)
    changes = [
        # The same key, so that a device can tell two restores of one export from a stranger's vault.
        Change("state", ("anchor_key",), (source.catalog.state("anchor_key"),)),
        Change("state", ("recipient",), (platform.random(SEED_SIZE),)),
        Change("state", ("created",), (now,)),
        Change("state", ("restored",), (exported + now,)),
        *_inbox_of(source),
    ]
    plan = dataclasses.replace(
        old.with_new_key(context, platform.random), generation=new_generation(old.generation, platform.random)
    )
    with closing(source.catalog.excerpt((*TABLES, *IDENTITY), progress)) as catalog:
        return compose(catalog, plan, changes, "restored", (), platform.random)
