"""Every request, asked of a real vault process. Two of them serve the whole module."""

from __future__ import annotations

import contextlib
import errno
import os
import resource
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests import forging
from tests.child.links import PASSWORD, PATIENCE, Linked, create, make_files, names, unlock
from vault.child import messages as m, reading
from vault.child.failures import error_of, failure_of
from vault.child.session import Session
from vault.engine import errors, intake, reencryption
from vault.engine.errors import (
    Conflict,
    Damaged,
    NotFound,
    PathRejected,
    ReadOnly,
    VaultBusy,
    VaultError,
    WrongCredential,
)

EMPTY = m.Changes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault, a state folder, and files to add."""
    folder = tmp_path_factory.mktemp("requests")
    (folder / "state").mkdir()
    make_files(folder / "files", 30)
    return folder


@pytest.fixture(scope="module")
def link(place: Path) -> Iterator[Linked]:
    """The child that has the vault open."""
    with create(place / "Papers.deedbox", state=bytes(place / "state")) as link:
        yield link


@pytest.fixture
def folder(link: Linked, request: pytest.FixtureRequest) -> bytes:
    """A folder of the vault for one test alone."""
    return link.call(m.MakeFolder(m.ROOT, request.node.name.encode()), PATIENCE).item


def note(link: Linked, folder: bytes, name: bytes, text: str = "text") -> bytes:
    return link.call(m.WriteNote(text, parent=folder, name=name), PATIENCE).item


def inside(link: Linked, folder: bytes, **arguments: object) -> list[bytes]:
    page = link.call(m.ListItems("folder", folder, **arguments), PATIENCE)  # type: ignore[arg-type]
    return [row.name for row in page.rows]


def test_notes_come_with_their_beginnings_where_they_are_asked_for(link: Linked, folder: bytes) -> None:
    long = note(link, folder, b"long", "# Köln\n\n" + "words " * 500)
    note(link, folder, b"none", "")
    link.call(m.WriteNote("the first words", long, 1, goes_on=False), PATIENCE)
    link.call(m.WriteNote("ü" * 5_000, long, 2, goes_on=False), PATIENCE)

    def beginnings(view: m.View, *, asked: bool) -> list[str]:
        page = link.call(m.ListItems(view, folder, limit=1_000, beginnings=asked), PATIENCE)
        return [row.beginning for row in page.rows if row.parent == folder]

    for view in ("folder", "notes"):
        assert beginnings(view, asked=True) == ["ü" * 400, ""], "of the latest version, and no more of it than is shown"
        assert beginnings(view, asked=False) == ["", ""]


def test_facts(link: Linked, place: Path) -> None:
    facts = link.call(m.VaultFacts(), PATIENCE)
    assert (facts.name, facts.path) == ("Papers", bytes(place / "Papers.deedbox"))
    assert (facts.epoch, facts.read_only, facts.notices) == (1, None, ())
    (slot,) = facts.slots
    assert (slot.name, slot.kind, slot.at_hand, slot.memory) == ("password", "password", True, 64)
    assert facts.created is not None
    assert facts.restored is None


def test_counts_in_facts_leave_out_the_trash(link: Linked, folder: bytes) -> None:
    before = link.call(m.VaultFacts(), PATIENCE)
    below = link.call(m.MakeFolder(folder, b"below"), PATIENCE).item
    note(link, below, b"deep", "12345")
    with_it = link.call(m.VaultFacts(), PATIENCE)
    assert (with_it.notes - before.notes, with_it.folders - before.folders, with_it.size - before.size) == (1, 1, 5)
    link.call(m.TrashItems((below,)), PATIENCE)
    without = link.call(m.VaultFacts(), PATIENCE)
    assert (without.notes, without.folders, without.size) == (before.notes, before.folders, before.size)
    assert without.trash == before.trash + 1


def test_another_vault_in_the_same_child_is_a_conflict(link: Linked, place: Path) -> None:
    with pytest.raises(Conflict):
        link.call(m.UnlockVault(bytes(place / "Papers.deedbox"), PASSWORD), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.CreateVault(bytes(place / "Other.deedbox"), PASSWORD), PATIENCE)


def test_add_list_read_and_write_out(link: Linked, place: Path, folder: bytes, tmp_path: Path) -> None:
    seen: list[int] = []
    paths = (bytes(place / "files"), bytes(place / "not there"))
    request = m.AddFiles(paths, folder, tags=("new",))
    added = link.ask(request, progress=lambda counts: seen.append(counts.total_items)).wait(PATIENCE)
    assert (added.items, added.folders, added.bytes, added.cancelled) == (30, 1, 30 * 1_008, False)
    assert (len(added.changes.added), added.changes.updated, added.left_out) == (31, (), 1)
    assert [one.path for one in added.skipped] == [bytes(place / "not there")]
    assert seen
    assert set(seen) == {30}
    (top,) = link.call(m.ListItems("folder", folder), PATIENCE).rows
    assert (top.name, top.kind, top.children, top.tags, top.versions) == (b"files", "folder", 30, ("new",), 0)
    page = link.call(m.ListItems("folder", top.id, offset=10, limit=5), PATIENCE)
    assert page.total == 30
    assert [row.name for row in page.rows] == [b"file %d.bin" % number for number in range(10, 15)]
    row = page.rows[0]
    content = (place / "files" / "file 10.bin").read_bytes()
    assert (row.size, row.version, row.versions) == (len(content), 1, 1)
    assert link.read(m.ReadContent(row.id), PATIENCE) == content
    assert link.read(m.ReadContent(row.id, offset=990, limit=9), PATIENCE) == content[990:999]
    assert link.read(m.ReadContent(row.id, offset=5_000), PATIENCE) == b""
    written = link.call(m.WriteOut((top.id,), bytes(tmp_path)), PATIENCE)
    assert (written.items, written.failed) == (30, ())
    assert (tmp_path / "files" / "file 10.bin").read_bytes() == content
    again = link.call(m.WriteOut((row.id, top.id), bytes(tmp_path)), PATIENCE)
    assert (again.items, again.left_out, again.failed[0].failure.error) == (1, 30, "Conflict")


def test_a_large_content_streams_in_pieces(link: Linked, folder: bytes, tmp_path: Path) -> None:
    content = os.urandom((9 << 20) + 77)
    (tmp_path / "large").write_bytes(content)
    (item,) = link.call(m.AddFiles((bytes(tmp_path / "large"),), folder), PATIENCE).changes.added
    pieces: list[bytes] = []
    end = link.ask(m.ReadContent(item, offset=123_456), piece=pieces.append).wait(PATIENCE)
    assert b"".join(pieces) == content[123_456:]
    assert (end.size, end.sent) == (len(content), len(content) - 123_456)
    assert max(map(len, pieces)) <= 1 << 20
    reply = link.ask(m.ReadContent(item))
    reply.cancel()
    with contextlib.suppress(errors.Cancelled):
        reply.wait(PATIENCE)


def test_replacing_adds_a_version(link: Linked, folder: bytes, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"first")
    (item,) = link.call(m.AddFiles((bytes(tmp_path / "letter"),), folder), PATIENCE).changes.added
    (tmp_path / "letter").write_bytes(b"second")
    refused = link.call(m.AddFiles((bytes(tmp_path / "letter"),), folder), PATIENCE)
    assert (refused.items, refused.left_out) == (0, 1)
    added = link.call(m.AddFiles((bytes(tmp_path / "letter"),), folder, replace=True), PATIENCE)
    assert added.changes == m.Changes(updated=(item,))
    details = link.call(m.ItemDetails(item), PATIENCE)
    assert [(version.number, version.size) for version in details.versions] == [(1, 5), (2, 6)]
    assert (details.path[-1], details.shown_path, details.row.versions) == (
        b"letter",
        "/test_replacing_adds_a_version/letter",
        2,
    )
    assert link.read(m.ReadContent(item, version=1), PATIENCE) == b"first"
    with pytest.raises(NotFound):
        link.read(m.ReadContent(item, version=3), PATIENCE)


def test_notes_and_their_conflicts(link: Linked, folder: bytes) -> None:
    made = link.call(m.WriteNote("one", parent=folder, name=b"note"), PATIENCE)
    assert made.changes == m.Changes(added=(made.item,))
    with pytest.raises(Conflict):
        link.call(m.WriteNote("other", parent=folder, name=b"note"), PATIENCE)
    second = link.call(m.WriteNote("two", item=made.item, based_on=made.version), PATIENCE)
    assert (second.item, second.version, second.changes) == (made.item, 2, m.Changes(updated=(made.item,)))
    for based_on in (made.version, None):
        with pytest.raises(Conflict):
            link.call(m.WriteNote("late", item=made.item, based_on=based_on), PATIENCE)
    text = link.call(m.NoteText(made.item), PATIENCE)
    assert (text.text, text.version) == ("two", 2)
    assert link.call(m.NoteText(made.item, version=1), PATIENCE).text == "one"
    assert link.read(m.ReadContent(made.item, offset=1), PATIENCE) == b"wo"
    link.call(m.TrashItems((made.item,)), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.WriteNote("gone", item=made.item, based_on=2), PATIENCE)


def test_folders_are_a_tree(link: Linked, folder: bytes) -> None:
    below = link.call(m.MakeFolder(folder, b"below"), PATIENCE)
    assert below.changes.added == (below.item,)
    deep = link.call(m.MakeFolder(below.item, b"deep"), PATIENCE).item
    note(link, deep, b"note")
    tree = link.call(m.Folders(), PATIENCE).folders
    order = [one.id for one in tree]
    assert order.index(folder) < order.index(below.item) < order.index(deep)
    assert {one.id: one.items for one in tree}[deep] == 1
    assert len(order) == len(set(order))
    with pytest.raises(Conflict):
        link.call(m.MakeFolder(folder, b"below"), PATIENCE)
    with pytest.raises(PathRejected):
        link.call(m.MakeFolder(folder, b"a/b"), PATIENCE)
    with pytest.raises(NotFound):
        link.call(m.MakeFolder(bytes(15) + b"x", b"a"), PATIENCE)


def test_orders(link: Linked, folder: bytes) -> None:
    """Folders first; people's order of names: without case, numbers by value, accents with their letters."""
    for name in (b"scan 10", b"Scan 9", "Ärger".encode(), b"azure", b"Berg"):
        note(link, folder, name, "x" * len(name))
        time.sleep(0.002)  # the catalog's times are milliseconds
    link.call(m.MakeFolder(folder, b"zoo"), PATIENCE)
    expected = [b"zoo", "Ärger".encode(), b"azure", b"Berg", b"Scan 9", b"scan 10"]
    assert inside(link, folder) == expected
    assert inside(link, folder, descending=True) == [b"zoo", *reversed(expected[1:])]
    assert inside(link, folder, sort="size", descending=True)[:2] == [b"zoo", b"scan 10"]
    assert inside(link, folder, sort="modified")[1:] == [b"scan 10", b"Scan 9", "Ärger".encode(), b"azure", b"Berg"]
    assert len(inside(link, folder, sort="added")) == 6
    requests: list[m.Request[Any]] = [
        m.ListItems(offset=-1),
        m.ListItems(limit=m.MOST_ROWS + 1),
        m.AuditEntries(limit=-1),
    ]
    for request in requests:
        with pytest.raises(Conflict):
            link.call(request, PATIENCE)


def test_names_are_shown_safely(link: Linked, folder: bytes) -> None:
    item = note(link, folder, "a\u202egpj.\n\x1b[1mexe\xa0x".encode() + b"\xff")
    (row,) = link.call(m.ListItems("folder", folder), PATIENCE).rows
    assert row.id == item
    assert row.shown == "a\ufffdgpj.\ufffd\ufffd[1mexe x\ufffd"


def test_move_is_all_or_none(link: Linked, folder: bytes) -> None:
    one, two = note(link, folder, b"one"), note(link, folder, b"two")
    there = link.call(m.MakeFolder(folder, b"there"), PATIENCE).item
    blocking = note(link, there, b"two")
    with pytest.raises(Conflict):
        link.call(m.MoveItems((one, two), there), PATIENCE)
    assert inside(link, there) == [b"two"]
    assert link.call(m.RenameItem(blocking, b"three"), PATIENCE).updated == (blocking,)
    assert link.call(m.RenameItem(blocking, b"three"), PATIENCE) == EMPTY
    assert link.call(m.MoveItems((one, two, one), there), PATIENCE).updated == (one, two)
    assert sorted(inside(link, there)) == [b"one", b"three", b"two"]
    assert link.call(m.MoveItems((one,), there), PATIENCE) == EMPTY
    with pytest.raises(Conflict):
        link.call(m.MoveItems((folder,), there), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.MoveItems((one,), two), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.RenameItem(one, b"two"), PATIENCE)


def test_trash_restore_and_removal(link: Linked, folder: bytes) -> None:
    below = link.call(m.MakeFolder(folder, b"below"), PATIENCE).item
    item = note(link, below, b"only once in this vault")
    assert link.call(m.TrashItems((below, below)), PATIENCE).updated == (below,)
    assert link.call(m.TrashItems((below,)), PATIENCE) == EMPTY
    assert b"below" in names(link, "trash")
    for view in ("all", "notes", "recent"):
        assert b"only once in this vault" not in names(link, view)
    with pytest.raises(Conflict):
        link.call(m.MakeFolder(below, b"x"), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.MoveItems((folder,), below), PATIENCE)
    assert link.call(m.RestoreItems((below,)), PATIENCE).updated == (below,)
    assert b"only once in this vault" in names(link, "notes")
    with pytest.raises(Conflict):
        link.call(m.EmptyTrash((below,)), PATIENCE)
    link.call(m.TrashItems((below,)), PATIENCE)
    emptied = link.call(m.EmptyTrash((below,)), PATIENCE)
    assert (emptied.items, set(emptied.changes.removed), emptied.cancelled) == (1, {below, item}, False)
    with pytest.raises(NotFound):
        link.call(m.ItemDetails(item), PATIENCE)
    link.call(m.EmptyTrash(), PATIENCE)
    assert names(link, "trash") == []


def test_tags(link: Linked, folder: bytes) -> None:
    one, two = note(link, folder, b"one"), note(link, folder, b"two")
    changes = link.call(m.SetTags((one, two), add=("red", "blue")), PATIENCE)
    assert (changes.updated, changes.order) == ((one, two), True)
    link.call(m.SetTags((two,), remove=("red", "not there")), PATIENCE)
    page = link.call(m.ListItems("folder", folder), PATIENCE)
    assert [row.tags for row in page.rows] == [("blue", "red"), ("blue",)]


def test_search(link: Linked, folder: bytes) -> None:
    item = note(link, folder, b"Steuer 2025", "die Quittung f\u00fcr den Zahnarzt")
    found = link.call(m.SearchItems("ZAHNARZT steuer"), PATIENCE)
    (hit,) = found.hits
    assert (hit.row.id, hit.path[-1], found.more) == (item, b"Steuer 2025", False)
    assert "Zahnarzt" in hit.snippet
    note(link, folder, b"Steuer 2026")
    assert link.call(m.SearchItems("steuer", limit=1), PATIENCE).more
    assert link.call(m.SearchItems("   "), PATIENCE).hits == ()


def test_what_changed_is_found_at_once(link: Linked, folder: bytes) -> None:
    """Between two searches: a new name, another text, another name, another place, the trash."""

    def found(query: str) -> list[bytes]:
        return [hit.row.id for hit in link.call(m.SearchItems(query), PATIENCE).hits]

    assert found("quagga") == []
    item = note(link, folder, b"Quagga", "zebra")
    assert found("quagga") == found("zebra quagga") == [item]
    version = link.call(m.WriteNote("okapi", item=item, based_on=1), PATIENCE).version
    assert (found("zebra"), found("okapi"), version) == ([], [item], 2)
    link.call(m.RenameItem(item, b"Tarpan"), PATIENCE)
    assert (found("quagga"), found("tarpan")) == ([], [item])
    link.call(m.SetTags((item,), add=("auerochs",)), PATIENCE)
    there = link.call(m.MakeFolder(folder, b"there"), PATIENCE).item
    link.call(m.MoveItems((item,), there), PATIENCE)
    (hit,) = link.call(m.SearchItems("auerochs"), PATIENCE).hits
    assert hit.path[-2:] == (b"there", b"Tarpan")
    link.call(m.TrashItems((there,)), PATIENCE)
    assert found("tarpan") == []


def test_recent_and_trail(link: Linked, folder: bytes) -> None:
    note(link, folder, b"the latest")
    assert names(link, "recent")[0] == b"the latest"
    trail = link.call(m.AuditEntries(limit=3), PATIENCE)
    assert next(entry.action for entry in trail.entries) == "note written"
    assert [entry.sequence for entry in trail.entries] == sorted(
        (entry.sequence for entry in trail.entries), reverse=True
    )
    facts = link.call(m.VaultFacts(), PATIENCE)
    assert trail.total == facts.sequence == trail.entries[0].sequence
    assert link.call(m.AuditEntries(offset=trail.total), PATIENCE).entries == ()


def test_check(link: Linked, place: Path) -> None:
    checked = link.call(m.CheckVault(), PATIENCE)
    assert checked.ok
    assert checked.findings == ()
    stray = place / "Papers.deedbox" / "stray"
    stray.write_bytes(b"")
    (finding,) = link.call(m.CheckVault(fast=True), PATIENCE).findings
    stray.unlink()
    assert (finding.kind, finding.where, finding.harmless, finding.item) == ("unknown file", "stray", True, None)


def test_damage_is_named_by_item(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(os.urandom(300))
    with create(tmp_path / "v") as link:
        (item,) = link.call(m.AddFiles((bytes(tmp_path / "letter"),)), PATIENCE).changes.added
        (pack,) = [path for path in (tmp_path / "v" / "packs").rglob("*") if path.is_file()]
        content = bytearray(pack.read_bytes())
        content[150] ^= 1
        pack.write_bytes(content)
        with pytest.raises(Damaged) as damage:
            link.read(m.ReadContent(item), PATIENCE)
        assert damage.value.where.startswith("pack ")
        checked = link.call(m.CheckVault(), PATIENCE)
        assert not checked.ok
        assert ("damaged item", item, "/letter") in [(one.kind, one.item, one.shown_path) for one in checked.findings]
        written = link.call(m.WriteOut((item,), bytes(tmp_path / "out")), PATIENCE)
        assert [one.failure.error for one in written.failed] == ["Damaged"]


def test_export_and_restore_beside_it(link: Linked, place: Path, tmp_path: Path, folder: bytes) -> None:
    note(link, folder, b"exported", "text")
    file, path = bytes(tmp_path / "backup.deedbox-export"), bytes(tmp_path / "Restored.deedbox")
    exported = link.call(m.ExportVault(file, b"another"), PATIENCE)
    assert exported.size == (tmp_path / "backup.deedbox-export").stat().st_size
    with pytest.raises(Conflict):
        link.call(m.ExportVault(file, b"another"), PATIENCE)
    assert link.call(m.VaultFacts(), PATIENCE).exported is not None
    with Linked() as other:
        with pytest.raises(WrongCredential):
            other.call(m.RestoreExport(file, path, PASSWORD), PATIENCE)
        restored = other.call(m.RestoreExport(file, path, b"another", bytes(place / "state")), PATIENCE)
        assert (restored.items, restored.bytes) == (exported.items, exported.bytes)
        facts = other.call(m.UnlockVault(path, b"another"), PATIENCE)
        assert facts.restored is not None
        assert sorted(names(other)) == sorted(names(link))


def test_passwords_and_keys(tmp_path: Path) -> None:
    (tmp_path / "keyfile").write_bytes(b"k" * 32)
    vault, keyfile = tmp_path / "v", bytes(tmp_path / "keyfile")
    with create(vault, keyfile=keyfile) as link:
        before = link.call(m.VaultFacts(), PATIENCE)
        assert before.slots[0].kind == "keyfile"
        assert link.call(m.AbsentSlots(), PATIENCE).slots == ()
        with pytest.raises(WrongCredential):
            link.call(m.ChangePassword(m.WayIn(b"wrong"), b"new"), PATIENCE)
        with pytest.raises(WrongCredential):
            link.call(m.RotateKey(m.WayIn(b"wrong")), PATIENCE)
        changed = link.call(m.ChangePassword(m.WayIn(PASSWORD), b"new"), PATIENCE)
        assert (changed.epoch, changed.new_key) == (2, True)
        assert changed.slots[0].fingerprint != before.slots[0].fingerprint
        assert link.call(m.RotateKey(m.WayIn(b"new")), PATIENCE).epoch == 3
        assert link.call(m.ChangePassword(m.WayIn(b"new"), b"newer", keep_key=True), PATIENCE).epoch == 3
        # Commits are still noted after the log was replaced.
        made = link.call(m.MakeFolder(m.ROOT, b"after"), PATIENCE)
        assert made.changes.added == (made.item,)
        link.lock().wait(PATIENCE)
    with Linked() as link:
        for password, file in ((PASSWORD, keyfile), (b"newer", None), (b"new", keyfile)):
            with pytest.raises(WrongCredential):
                link.call(m.UnlockVault(bytes(vault), password, file), PATIENCE)
        with pytest.raises(NotFound):
            link.call(m.UnlockVault(bytes(vault), b"newer", bytes(tmp_path / "no keyfile")), PATIENCE)
        assert link.call(m.UnlockVault(bytes(vault), b"newer", keyfile), PATIENCE).folders == 1


def test_busy_and_read_only(link: Linked, place: Path) -> None:
    path = place / "Papers.deedbox"
    with Linked() as other:
        with pytest.raises(VaultBusy) as busy:
            other.call(m.UnlockVault(bytes(path), PASSWORD), PATIENCE)
        assert busy.value.holder["pid"] == link.pid
        facts = other.call(m.UnlockVault(bytes(path), PASSWORD, read_only=True), PATIENCE)
        assert facts.read_only
        assert sorted(names(other)) == sorted(names(link))
        requests: list[m.Request[Any]] = [
            m.MakeFolder(m.ROOT, b"x"),
            m.AddFiles((bytes(place / "files"),)),
            m.RotateKey(m.WayIn(PASSWORD)),
        ]
        for request in requests:
            with pytest.raises(ReadOnly):
                other.call(request, PATIENCE)


def test_what_a_locked_process_answers(place: Path) -> None:
    with Linked() as other:
        requests: list[m.Request[Any]] = [m.VaultFacts(), m.ListItems(), m.CheckVault(), m.ReadContent(m.ROOT)]
        for request in requests:
            with pytest.raises(errors.VaultLocked):
                other.call(request, PATIENCE)
        with pytest.raises(NotFound):
            other.call(m.UnlockVault(bytes(place / "files"), PASSWORD), PATIENCE)


def test_rollback_must_be_accepted(tmp_path: Path) -> None:
    vault, state = tmp_path / "v", tmp_path / "state"
    state.mkdir()
    create(vault, state=bytes(state)).lock().wait(PATIENCE)
    shutil.copytree(vault, tmp_path / "old")
    link = unlock(vault, state=bytes(state))
    link.call(m.MakeFolder(m.ROOT, b"new"), PATIENCE)
    link.lock().wait(PATIENCE)
    assert link.end.reason == "locked"
    shutil.rmtree(vault)
    (tmp_path / "old").rename(vault)
    with Linked() as link:
        request = m.UnlockVault(bytes(vault), PASSWORD, state=bytes(state))
        with pytest.raises((errors.RollbackDetected, errors.ForkDetected)):
            link.call(request, PATIENCE)
        accepted = m.UnlockVault(bytes(vault), PASSWORD, state=bytes(state), accept_state=True)
        assert link.call(accepted, PATIENCE).folders == 0


def test_a_disk_that_refuses_makes_the_vault_read_only(tmp_path: Path) -> None:
    """The log's file cannot grow: the change fails, is told of, and what was there stays readable."""
    with create(tmp_path / "v") as link:
        item = note(link, m.ROOT, b"kept")
        size = sum(path.stat().st_size for path in (tmp_path / "v" / "catalog").glob("*.log"))
        resource.prlimit(link.pid, resource.RLIMIT_FSIZE, (size, size))
        with pytest.raises(errors.Storage) as storage:
            note(link, m.ROOT, b"lost")
        assert (storage.value.kind, storage.value.errno) == ("full", errno.EFBIG)
        assert [type(event) for event in link.events] == [m.BecameReadOnly]
        assert link.call(m.NoteText(item), PATIENCE).text == "text"
        with pytest.raises(ReadOnly):
            note(link, m.ROOT, b"late")


@pytest.mark.parametrize(
    "error",
    [
        WrongCredential("detail"),
        Damaged("pack 00", "digest"),
        errors.ForkDetected("lineage", "restored", last_seen=77),
        errors.Storage("full", "no space", errno.ENOSPC),
        errors.KdfRefused("too dear"),
        VaultBusy({"host": "here", "pid": 12, "boot": "x", "since": 5}),
        errors.Cancelled("cancelled"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_arrive_as_they_were(error: VaultError) -> None:
    again = error_of(failure_of(error))
    assert (type(again), vars(again), str(again)) == (type(error), vars(error), str(error))


def test_every_error_of_the_engine_can_cross() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, VaultError)]
    for kind in kinds:
        assert type(error_of(m.Failure(kind.__name__, "detail"))) is kind


def test_hostile_holders_are_cut() -> None:
    failure = failure_of(VaultBusy({"pid": 1 << 80, "host": "x" * 9_000, "since": {}, "more": object()}))
    assert all(len(str(one.value)) <= 200 for one in failure.holder)
    assert {one.key for one in failure.holder} == {"pid", "host", "since"}


def test_system_errors_become_storage() -> None:
    again = error_of(failure_of(PermissionError(errno.EACCES, "no", "/secret/path")))
    assert isinstance(again, errors.Storage)
    assert again.kind == "permission"
    assert "secret" not in str(again)


def test_drill_repair_and_compact(tmp_path: Path) -> None:
    """An export restored for real; a pack that comes back out of it; leftovers that go."""
    make_files(tmp_path / "files", 5)
    path, file = tmp_path / "V.deedbox", bytes(tmp_path / "export")
    with create(path) as link:
        link.call(m.AddFiles((bytes(tmp_path / "files"),)), PATIENCE)
        link.call(m.ExportVault(file, PASSWORD), PATIENCE)
        assert link.call(m.VaultFacts(), PATIENCE).drilled is None
        drilled = link.call(m.DrillExport(file, PASSWORD), PATIENCE)
        assert (drilled.ok, drilled.items, drilled.changed, drilled.newer, drilled.found) == (True, 5, 0, 0, 0)
        facts = link.call(m.VaultFacts(), PATIENCE)
        assert facts.drilled is not None
        assert (facts.drilled.time, facts.drilled.items, facts.drilled.way_in) == (drilled.time, 5, "password")
        assert facts.drill_failed is None
        with pytest.raises(WrongCredential):
            link.call(m.DrillExport(file, b"wrong"), PATIENCE)
        pack = next(path.glob("packs/*/*"))
        whole = pack.read_bytes()
        pack.write_bytes(bytes(len(whole)))
        alone = link.call(m.RepairVault(), PATIENCE)
        assert not alone.checked.ok
        repaired = link.call(m.RepairVault((file,)), PATIENCE)
        assert repaired.checked.ok
        assert {one.repair for one in repaired.repaired} == {"fetched from a backup"}
        assert pack.read_bytes() == whole
        stray = path / "packs/ab" / ("ab" * 16)
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(bytes(100))
        compacted = link.call(m.CompactVault(), PATIENCE)
        assert (compacted.removed, compacted.freed, compacted.held) == (1, 100, False)
        assert link.call(m.CompactVault(forget=True), PATIENCE).held is False
        damaged = bytearray((tmp_path / "export").read_bytes())
        damaged[-20_000] ^= 1
        (tmp_path / "export").write_bytes(damaged)
        with contextlib.suppress(Damaged):
            assert not link.call(m.DrillExport(file, PASSWORD), PATIENCE).ok
        assert link.call(m.VaultFacts(), PATIENCE).drill_failed is not None


def test_everything_is_reencrypted_while_the_vault_is_used(tmp_path: Path) -> None:
    make_files(tmp_path / "files", 5)
    path = tmp_path / "V.deedbox"
    with create(path) as link:
        link.call(m.AddFiles((bytes(tmp_path / "files"),)), PATIENCE)
        before = {pack.name for pack in path.glob("packs/*/*")}
        assert link.call(m.VaultFacts(), PATIENCE).stale is None
        work = link.ask(m.ReencryptVault())
        note(link, m.ROOT, b"written meanwhile")
        done = work.wait(PATIENCE)
        assert (done.complete, done.damaged, done.held, done.cancelled) == (True, 0, False, False)
        assert not before & {pack.name for pack in path.glob("packs/*/*")}
        facts = link.call(m.VaultFacts(), PATIENCE)
        assert (facts.stale, facts.notes) == (None, 1)
        assert link.call(m.CheckVault(), PATIENCE).ok


def test_a055_a_reencryption_that_was_stopped_is_told_and_goes_on(tmp_path: Path) -> None:
    make_files(tmp_path / "files", 5)
    path = tmp_path / "V.deedbox"
    with create(path) as link:
        link.call(m.AddFiles((bytes(tmp_path / "files"),)), PATIENCE)
    with forging.unlock(path) as vault:
        reencryption.begin(vault)
        left = reencryption.remaining(vault)
    with unlock(path) as link:
        assert left is not None
        assert link.call(m.VaultFacts(), PATIENCE).stale == left.bytes
        done = link.call(m.ReencryptVault(), PATIENCE)
        assert (done.complete, done.cancelled) == (True, False)
        assert link.call(m.VaultFacts(), PATIENCE).epoch == 1


def test_content_is_read_on_when_it_lies_elsewhere_meanwhile(tmp_path: Path) -> None:
    """The new packs are there, the old ones gone, between two pieces of one answer."""
    content = os.urandom(5 << 20)
    (tmp_path / "file").write_bytes(content)
    with forging.create(tmp_path / "V.deedbox") as vault:
        intake.add(vault, [tmp_path / "file"], m.ROOT)
        item = vault.find([b"file"])
        assert item is not None
        pieces = reading.read_content(cast(Session, SimpleNamespace(vault=vault)), m.ReadContent(item.id))
        got = [next(pieces)]
        reencryption.begin(vault)
        assert reencryption.go_on(vault).complete
        vault.packs.close()
        assert b"".join([*got, *pieces]) == content


def test_a_damaged_catalog_is_mended_on_request(tmp_path: Path) -> None:
    path = tmp_path / "V.deedbox"
    with create(path) as link:
        note(link, m.ROOT, b"note")
    snapshot = next(path.glob("catalog/*.snapshot"))
    snapshot.write_bytes(bytes(100))
    with pytest.raises(Damaged):
        unlock(path).join(0)
    with unlock(path, catalog="mended") as link:
        assert names(link) == [b"note"]
        assert link.call(m.VaultFacts(), PATIENCE).notices == ("catalog mended: nothing is lost",)
