"""Checking a whole vault: everything verified, everything that is out of place named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from vault.engine import opening
from vault.engine.errors import Damaged, VaultError
from vault.engine.leftovers import FOREIGN, KEPT, OTHER, WRONG, strangers
from vault.engine.opening import HEADER, HEADER_COPY
from vault.engine.packs import Content, Pack, RunReader
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Item, Vault, check_name, content_of
from vault.engine.workers import Workers

WORKERS = 2
HARMLESS = ("unreferenced", "interrupted", "unknown")
"""Kinds with one of these words are leftovers, or none of ours: nothing of the vault is wrong."""

_STRANGERS = {
    FOREIGN: "not of this vault; it is never opened",
    WRONG: "restore the vault from a backup",
    OTHER: "another copy of this vault wrote it; it is never opened or removed. See whether a copy has newer changes",
    KEPT: "compacting that forgets what is older removes it",
}


_Piece = tuple[Content, int, bytes]
"""A content, which of its parts, and the item."""


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be. `where` is an id or a file of the folder, never an item's name."""

    kind: str
    where: str
    repair: str

    @property
    def harmless(self) -> bool:
        return any(word in self.kind for word in HARMLESS)


@dataclass
class CheckReport:
    """The outcome: how much was verified, and what was found."""

    items: int = 0
    bytes: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return all(finding.harmless for finding in self.findings)

    def find(self, kind: str, where: str, repair: str) -> None:
        self.findings.append(Finding(kind, where, repair))


def check(vault: Vault, *, fast: bool = False, progress: Progress | None = None) -> CheckReport:
    """Verify header copies, the catalog's structure, every pack's digest and, unless `fast`, every byte of content.

    The catalog itself was verified by unlocking. Raises Cancelled.
    """
    report = CheckReport()
    progress = progress or Progress()
    _check_header(vault, report)
    packs = {row[0]: Pack(*row) for row in vault.catalog.rows("SELECT id, size, digest FROM pack")}
    contents = _check_items(vault, report, progress)
    for content, item in contents:
        for part in content.parts:
            if part.pack not in packs:
                report.find("missing pack row", f"item {item.id.hex()}", "restore the item from a backup")
    progress.expect(sum(pack.size for pack in packs.values()), len(packs))
    bad, hit = _check_packs(vault, packs, contents, fast, progress)
    for pack, error in sorted(bad.items()):
        kind = "missing pack" if "missing" in str(error) else "damaged pack"
        report.find(kind, f"pack {pack.hex()}", f"fetch it from a backup ({error.detail or error.where})")
    for content, item in contents:
        if item.id not in hit:
            report.bytes += content.size
    for identity in sorted(hit):
        report.find("damaged item", f"item {identity.hex()}", "restore it from a backup")
    _check_folder(vault, report, progress)
    return report


def _check_header(vault: Vault, report: CheckReport) -> None:
    for name in (HEADER, HEADER_COPY):
        try:
            same = opening.read_header(vault.folder, name) == vault.files.header.unverified
        except VaultError:
            same = False
        if not same:
            report.find("header copy differs", name, "open the vault for writing: the good copy replaces it")


def _check_items(vault: Vault, report: CheckReport, progress: Progress) -> list[tuple[Content, Item]]:
    """The rows of the catalog fit together; the contents of all versions of files.

    All rows are read before anything else has its turn, so they are of one moment.
    """
    items = list(vault.all_items())
    sizes, parts, texts = _versions(vault), _parts(vault), _texts(vault)
    in_reach = reachable(items)
    contents: list[tuple[Content, Item]] = []
    for item in items:
        progress.stop_if_cancelled()
        where = f"item {item.id.hex()}"
        if item.id not in in_reach:
            report.find("item without folder", where, "move it into a folder")
        try:
            check_name(item.name)
        except VaultError:
            report.find("impossible name", where, "rename it")
        if item.kind == "folder":
            continue
        report.items += 1
        try:
            for number, size in sizes.get(item.id, ()):
                if item.kind != "note":
                    contents.append((content_of(size, parts.get((item.id, number), ())), item))
                elif texts.get((item.id, number)) == size:
                    report.bytes += size
                else:
                    raise Damaged("note", "length")
            if all(number != item.version for number, _ in sizes.get(item.id, ())):
                raise Damaged("item", "version")
        except Damaged:
            report.find("damaged item", where, "restore it from a backup")
    return contents


def _versions(vault: Vault) -> dict[bytes, list[tuple[int, int]]]:
    """Numbers and sizes of the versions of each item."""
    found: dict[bytes, list[tuple[int, int]]] = {}
    for item, number, size in vault.catalog.rows("SELECT item, number, size FROM version"):
        found.setdefault(item, []).append((number, size))
    return found


def _parts(vault: Vault) -> dict[tuple[bytes, int], list[tuple[Any, ...]]]:
    """The rows of parts in their order, by item and version."""
    found: dict[tuple[bytes, int], list[tuple[Any, ...]]] = {}
    query = "SELECT item, version, position, id, key, size, pack, offset FROM part ORDER BY item, version, position"
    for item, number, *row in vault.catalog.rows(query):
        found.setdefault((item, number), []).append(tuple(row))
    return found


def _texts(vault: Vault) -> dict[tuple[bytes, int], int]:
    """The bytes that the texts of notes take, by item and version."""
    rows = vault.catalog.rows("SELECT item, version, length(CAST(text AS BLOB)) FROM note")
    return {(item, number): size for item, number, size in rows}


def reachable(items: list[Item]) -> set[bytes]:
    """The ids of all items that folders lead to from the root."""
    below: dict[bytes, list[Item]] = {}
    for item in items:
        below.setdefault(item.parent, []).append(item)
    found: set[bytes] = set()
    pending = [ROOT]
    while pending:
        for item in below.pop(pending.pop(), ()):
            found.add(item.id)
            if item.kind == "folder":
                pending.append(item.id)
    return found


def _check_packs(
    vault: Vault,
    packs: dict[bytes, Pack],
    contents: Iterable[tuple[Content, Item]],
    fast: bool,
    progress: Progress,
) -> tuple[dict[bytes, Damaged], set[bytes]]:
    """Verify all packs on two cores; the ones that fail, with why, and the ids of the items that are hit.

    Digests and large contents are for the workers. Small contents are opened here: that is many short steps, which
    would hold up a digest beside them, and each other. What is in a pack is opened unless `fast`, and in any case if
    its digest is wrong: most of it may be whole. Packs that are dropped meanwhile, with the last version in them, are
    not missed.
    """
    short: dict[bytes, list[_Piece]] = {pack: [] for pack in packs}
    long: dict[bytes, list[_Piece]] = {pack: [] for pack in packs}
    for content, item in contents:
        for position, part in enumerate(content.parts):
            (short if content.is_short else long).get(part.pack, []).append((content, position, item.id))
    bad: dict[bytes, Damaged] = {}
    hit: dict[bytes, set[bytes]] = {}

    def opened(pack: Pack, damage: Iterable[tuple[Damaged, bytes]]) -> None:
        for error, item in damage if pack.id in bad or not fast else ():
            bad.setdefault(pack.id, error)
            hit.setdefault(pack.id, set()).add(item)

    def verify(pack: Pack) -> None:
        try:
            vault.packs.digest(pack, progress)
        except Damaged as error:
            bad[pack.id] = error
        opened(pack, _open_long(vault, long[pack.id], progress))

    pool = Workers(WORKERS)
    try:
        verified = {pack: pool.submit(verify, pack) for pack in packs.values()}
        for pack, digested in verified.items():
            if fast:
                progress.result_of(digested)
            opened(pack, _open_short(vault, short[pack.id], progress))
            progress.result_of(digested)
            progress.advance(pack.size, 1)
    finally:
        pool.shutdown(cancel_futures=True)
    there = {row[0] for row in vault.catalog.rows("SELECT id FROM pack")}
    items = {item for pack, those in hit.items() if pack in there for item in those}
    return {pack: error for pack, error in bad.items() if pack in there}, items


def _open_long(vault: Vault, pieces: list[_Piece], progress: Progress) -> Iterator[tuple[Damaged, bytes]]:
    """Open what is in one pack; what is wrong there, and with which items."""
    for content, position, item in pieces:
        try:
            for _ in vault.packs.stream(content, position):
                progress.stop_if_cancelled()
        except Damaged as error:
            yield error, item


def _open_short(vault: Vault, pieces: list[_Piece], progress: Progress) -> Iterator[tuple[Damaged, bytes]]:
    """The same for contents of one segment, which are read in the order in which they lie there."""
    pieces.sort(key=lambda piece: piece[0].parts[0].offset)
    runs = RunReader(vault.packs, [content.parts[0] for content, _, _ in pieces])
    for content, _, item in pieces:
        progress.stop_if_cancelled()
        try:
            runs.open(content.parts[0])
        except Damaged as error:
            yield error, item


def _check_folder(vault: Vault, report: CheckReport, progress: Progress) -> None:
    """What lies in the folder and is not named by the catalog."""
    for kind, path in strangers(vault):
        progress.stop_if_cancelled()
        report.find(kind, path, _STRANGERS.get(kind, "can be removed"))
