"""The vault: create, unlock, lock, and one item at a time."""

from __future__ import annotations

import base64
import errno
import os
import random
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.forging import PASSWORD, contents, create, leaves, unlock
from vault.backup import export as backup
from vault.engine import intake, retrieval, rotation, trash
from vault.engine.check import check
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import (
    Conflict,
    Damaged,
    LimitExceeded,
    NotFound,
    PathRejected,
    ReadOnly,
    Storage,
    VaultBusy,
    VaultLocked,
    WrongCredential,
)
from vault.engine.primitives import Buffer
from vault.engine.records import Change
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault
from vault.unlock.password import Password

Make = Callable[..., Vault]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A locked vault with a folder, a note and a file."""
    path = tmp_path / "Papers.deedbox"
    source = tmp_path / "file"
    source.write_bytes(b"content " * 700)
    with create(path) as vault:
        folder = vault.make_folder(ROOT, b"folder")
        vault.write_note(folder.id, b"note", "text")
        intake.add(vault, [source], folder.id)
    return path


# Create


def test_a_new_vault_is_empty_private_and_has_exactly_these_files(tmp_path: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    create(path).lock()
    names = sorted(str(file.relative_to(path)).split("-")[0] for file in path.rglob("*"))
    assert names == [
        "catalog",
        "catalog/000001",
        "catalog/000001",
        "header.bak",
        "header.json",
        "lock",
        "packs",
        "pins",
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.rglob("*") if file.is_file()} == {0o600}
    assert {stat.S_IMODE(file.stat().st_mode) for file in [path, path / "catalog", path / "packs"]} == {0o700}
    assert (path / "header.json").read_bytes() == (path / "header.bak").read_bytes()
    assert os.listdir(tmp_path) == [path.name]


def test_a_vault_is_not_made_over_anything(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/file").write_bytes(b"mine")
    before = leaves(tmp_path)
    for name in ("file", "folder"):
        with pytest.raises(Conflict):
            create(tmp_path / name)
    assert leaves(tmp_path) == before


def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    for at in (1, 5, 12, 20):
        with pytest.raises(Storage):
            create(tmp_path / "Papers.deedbox", platform=Platform(files=FaultyFiles(at, errno.ENOSPC)))
        assert os.listdir(tmp_path) == []


def test_two_vaults_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = (create(tmp_path / name) for name in ("one", "other"))
    for attribute in ("vault", "lineage"):
        assert getattr(one.files.header.body.context, attribute) != getattr(other.files.header.body.context, attribute)
    assert one.files.header.subkeys.vault_key != other.files.header.subkeys.vault_key
    one.lock()
    other.lock()


# Unlock and lock


def test_what_was_put_in_is_there_after_reopening(path: Path) -> None:
    with unlock(path) as vault:
        assert contents(vault) == {
            (b"folder",): None,
            (b"folder", b"note"): b"text",
            (b"folder", b"file"): b"content " * 700,
        }
        assert vault.notices == []


def test_a_wrong_password_opens_nothing_and_changes_nothing(path: Path) -> None:
    before = leaves(path)
    for password in (Password(b"wrong"), Password(b"correct horse", bytes(32))):
        with pytest.raises(WrongCredential):
            unlock(path, password)
    assert {**leaves(path), "lock": b""} == {**before, "lock": b""}


def test_no_vault_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"")
    for name in ("empty", "file", "none"):
        with pytest.raises(NotFound):
            unlock(tmp_path / name)


def test_a_locked_vault_does_nothing_any_more(path: Path) -> None:
    vault = unlock(path)
    item = vault.find([b"folder", b"file"])
    assert item is not None
    vault.lock()
    vault.lock()
    for use in (lambda: vault.read(item), lambda: vault.children(ROOT), lambda: vault.write_note(ROOT, b"n", "t")):
        with pytest.raises(VaultLocked):
            use()


def test_opening_reading_and_locking_keeps_no_descriptor(path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    for read_only in (True, False):
        with unlock(path, read_only=read_only) as vault:
            contents(vault)
    with pytest.raises(WrongCredential):
        unlock(path, Password(b"wrong"))
    assert os.listdir("/proc/self/fd") == before


def test_reading_changes_nothing(path: Path, tmp_path: Path) -> None:
    before = leaves(path), {file: file.stat().st_mtime_ns for file in path.rglob("*")}
    with unlock(path, read_only=True) as vault:
        contents(vault)
        check(vault)
        retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
        with pytest.raises(ReadOnly):
            vault.write_note(ROOT, b"note", "text")
        with pytest.raises(ReadOnly):
            rotation.change_password(vault, Password(b"new"), policy=CHEAP)
        with pytest.raises(ReadOnly):
            intake.add(vault, [tmp_path / "file"], ROOT)
    assert (leaves(path), {file: file.stat().st_mtime_ns for file in path.rglob("*")}) == before


class ReadOnlyDisk(FileLayer):
    """A file system mounted read-only."""

    tried: list[str]

    def __init__(self, number: int = errno.EROFS) -> None:
        self.number, self.tried = number, []

    def _refuse(self, what: str) -> OSError:
        self.tried.append(what)
        return OSError(self.number, os.strerror(self.number))

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            raise self._refuse(os.path.basename(path))
        return super().open(path, flags, mode)

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        raise self._refuse("write")

    def replace(self, source: str, target: str) -> None:
        raise self._refuse("replace")

    def remove(self, path: str) -> None:
        raise self._refuse("remove")

    def make_folder(self, path: str) -> None:
        raise self._refuse("make")

    def fsync(self, fd: int) -> None:
        raise self._refuse("fsync")


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.EROFS, "read-only"), (errno.EACCES, "permission"), (errno.EPERM, "permission")]
)
def test_a067_on_media_that_cannot_be_written_the_vault_is_read_only(
    path: Path, tmp_path: Path, number: int, kind: str
) -> None:
    before = leaves(path)
    disk = ReadOnlyDisk(number)
    with unlock(path, platform=Platform(files=disk)) as vault:
        assert vault.notices == [f"read-only: {kind}"]
        assert not vault.writable
        assert contents(vault)[b"folder", b"note"] == b"text"
        assert check(vault).ok
        retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
        for change in (
            lambda: vault.write_note(ROOT, b"note", "text"),
            lambda: vault.make_folder(ROOT, b"other"),
            lambda: intake.add(vault, [tmp_path / "file"], ROOT),
            lambda: trash.remove(vault, vault.children(ROOT)),
            lambda: rotation.new_vault_key(vault, vault.credential, policy=CHEAP),
        ):
            with pytest.raises(ReadOnly):
                change()
    assert set(disk.tried) <= {"lock", "fsync"}
    assert leaves(path) == before
    assert (tmp_path / "out/folder/file").read_bytes() == b"content " * 700


def test_a067_an_export_works_from_read_only_media(path: Path, tmp_path: Path) -> None:
    class Half(ReadOnlyDisk):
        """Read-only below the vault alone."""

        def open(self, path: str, flags: int, mode: int = 0o600) -> int:
            return super().open(path, flags, mode) if "Papers" in path else FileLayer.open(self, path, flags, mode)

        write = FileLayer.write
        replace = FileLayer.replace
        fsync = FileLayer.fsync

    with unlock(path, platform=Platform(files=Half())) as vault:
        backup.export(vault, tmp_path / "file.tar", PASSWORD, policy=CHEAP)
    with backup.open_export(tmp_path / "file.tar", PASSWORD, policy=CHEAP) as vault:
        assert contents(vault)[b"folder", b"note"] == b"text"


def test_a068_one_writer_and_many_readers(path: Path) -> None:
    with unlock(path) as writer:
        with pytest.raises(VaultBusy) as caught:
            unlock(path)
        assert caught.value.holder["pid"] == os.getpid()
        with unlock(path, read_only=True) as one, unlock(path, read_only=True) as other:
            writer.write_note(ROOT, b"later", "text")
            assert contents(one) == contents(other)
            assert one.child(ROOT, b"later") is None
        with unlock(path, read_only=True) as reader:
            assert reader.child(ROOT, b"later") is not None
    unlock(path).lock()


def test_a068_a_writer_in_another_process_is_named(path: Path) -> None:
    program = (
        "import fcntl, sys; f = open(sys.argv[1], 'r+'); fcntl.flock(f, fcntl.LOCK_EX); "
        'f.write(\'-\\n{"pid":7,"host":"elsewhere"}\\n\'); f.flush(); print(\'ready\', flush=True); sys.stdin.read()'
    )
    with subprocess.Popen(
        [sys.executable, "-I", "-c", program, str(path / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        with pytest.raises(VaultBusy) as caught:
            unlock(path)
        assert caught.value.holder == {"pid": 7, "host": "elsewhere"}
        child.communicate(b"")
    unlock(path).lock()


def test_after_an_error_of_an_append_nothing_is_tried_twice(path: Path) -> None:
    files = FaultyFiles()
    vault = unlock(path, platform=Platform(files=files))
    files.arm(3, errno.EIO)
    with pytest.raises(Storage):
        vault.write_note(ROOT, b"lost", "text")
    calls = files.calls
    with pytest.raises(ReadOnly) as caught:
        vault.write_note(ROOT, b"later", "text")
    assert "reopen" in caught.value.detail
    assert files.calls == calls
    assert vault.child(ROOT, b"lost") is None
    assert contents(vault)[b"folder", b"note"] == b"text"
    vault.lock()
    assert files.calls == calls
    with unlock(path) as again:
        again.write_note(ROOT, b"later", "text")


# Header copies


def test_a007_the_copy_of_the_header_opens_and_heals(path: Path) -> None:
    whole = (path / "header.json").read_bytes()
    for damage in (None, b"", whole[:100], whole.replace(b'"epoch":1', b'"epoch":2')):
        (path / "header.json").unlink()
        if damage is not None:
            (path / "header.json").write_bytes(damage)
        with unlock(path, read_only=True) as vault:
            assert vault.notices == ["opened with the copy of the header"]
        assert (path / "header.json").exists() == (damage is not None)
        with unlock(path) as vault:
            assert vault.notices == ["opened with the copy of the header", "header copy renewed"]
        assert (path / "header.json").read_bytes() == whole == (path / "header.bak").read_bytes()


def test_a007_a_bad_copy_is_renewed(path: Path) -> None:
    whole = (path / "header.bak").read_bytes()
    for damage in (b"", whole[:-2] + b"}", whole + b"\n"):
        (path / "header.bak").write_bytes(damage)
        with unlock(path) as vault:
            assert vault.notices == ["header copy renewed"]
        assert (path / "header.bak").read_bytes() == whole


# Items


@pytest.fixture
def vault(make_vault: Make) -> Vault:
    return make_vault()


@pytest.mark.parametrize("name", [b"", b".", b"..", b"a/b", b"/", b"/etc/passwd", b"a\0b", b"../up"])
def test_a105_names_that_lead_elsewhere_are_refused(vault: Vault, name: bytes) -> None:
    item = vault.write_note(ROOT, b"note", "text")
    for change in (
        lambda: vault.make_folder(ROOT, name),
        lambda: vault.write_note(ROOT, name, "text"),
        lambda: vault.move(item, ROOT, name),
    ):
        with pytest.raises(PathRejected):
            change()
    vault.lock()


@pytest.mark.parametrize(
    "name", [b"...", b" ", b"\xff\xfe", b"a\nb", b"-rf", b"\\", b"CON", b"x" * 1_024, "é".encode()]
)
def test_all_other_names_are_kept_byte_for_byte(vault: Vault, name: bytes) -> None:
    vault.make_folder(ROOT, name)
    assert [item.name for item in vault.children(ROOT)] == [name]
    vault.lock()


def test_limits_of_names_and_notes(vault: Vault) -> None:
    with pytest.raises(LimitExceeded):
        vault.make_folder(ROOT, b"x" * 1_025)
    with pytest.raises(LimitExceeded):
        vault.write_note(ROOT, b"note", "x" * (NOTE_LIMIT + 1))
    with pytest.raises(LimitExceeded):
        vault.write_note(ROOT, b"note", "é" * (NOTE_LIMIT // 2 + 1))
    note = vault.write_note(ROOT, b"note", "é" * (NOTE_LIMIT // 2))
    assert len(vault.read(note)) == NOTE_LIMIT
    vault.lock()


def test_names_are_unique_in_their_folder_alone(vault: Vault) -> None:
    one, other = vault.make_folder(ROOT, b"one"), vault.make_folder(ROOT, b"other")
    vault.write_note(one.id, b"note", "first")
    note = vault.write_note(other.id, b"note", "second")
    with pytest.raises(Conflict):
        vault.make_folder(ROOT, b"one")
    with pytest.raises(Conflict):
        vault.make_folder(one.id, b"note")
    with pytest.raises(Conflict):
        vault.write_note(ROOT, b"one", "text")
    with pytest.raises(Conflict):
        vault.move(note, one.id, b"note")
    vault.move(note, one.id, b"note two")
    assert sorted(contents(vault)) == [(b"one",), (b"one", b"note"), (b"one", b"note two"), (b"other",)]
    vault.lock()


def test_a_folder_does_not_go_into_itself(vault: Vault) -> None:
    outer = vault.make_folder(ROOT, b"outer")
    inner = vault.make_folder(outer.id, b"inner")
    innermost = vault.make_folder(inner.id, b"innermost")
    for place in (outer, inner, innermost):
        with pytest.raises(Conflict):
            vault.move(outer, place.id, b"name")
    vault.move(innermost, ROOT, b"free")
    vault.lock()


def test_several_items_move_in_one_commit_or_not_at_all(vault: Vault) -> None:
    one, two = (vault.write_note(ROOT, name, "text") for name in (b"one", b"two"))
    place = vault.make_folder(ROOT, b"place")
    blocking = vault.write_note(place.id, b"two", "there")
    with pytest.raises(Conflict):
        vault.move_all([one, two], place.id)
    assert vault.item(one.id) == one
    vault.move(blocking, place.id, b"three")
    before = vault.catalog.sequence
    vault.move_all([one, two, one, vault.item(blocking.id)], place.id)
    assert vault.catalog.sequence == before + 1
    assert [item.name for item in vault.children(place.id)] == [b"one", b"three", b"two"]
    vault.move_all([vault.item(one.id)], place.id)
    assert vault.catalog.sequence == before + 1
    vault.lock()


def test_several_items_of_one_name_do_not_move_into_one_folder(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """All or none, though there are more of them than one commit holds."""
    monkeypatch.setattr("vault.engine.records.pieces.__defaults__", (100,))
    place = vault.make_folder(ROOT, b"place")
    notes = [vault.write_note(ROOT, b"note %d" % number, "text") for number in range(9)]
    inside = vault.make_folder(ROOT, b"inside")
    notes.append(vault.write_note(inside.id, b"note 3", "text"))
    with pytest.raises(Conflict):
        vault.move_all(notes, place.id)
    assert vault.children(place.id) == []
    vault.move_all(notes[:-1], place.id)
    assert len(vault.children(place.id)) == 9
    vault.lock()


def test_several_items_do_not_move_where_they_cannot_be(vault: Vault) -> None:
    outer = vault.make_folder(ROOT, b"outer")
    inner = vault.make_folder(outer.id, b"inner")
    note, gone = (vault.write_note(ROOT, name, "text") for name in (b"note", b"gone"))
    trash.remove(vault, [gone])
    for items, place in (([note, outer], inner.id), ([note, vault.item(gone.id)], inner.id), ([inner], note.id)):
        with pytest.raises(Conflict):
            vault.move_all(items, place)
    with pytest.raises(NotFound):
        vault.move_all([note], bytes(15) + b"x")
    assert vault.item(note.id) == note
    vault.lock()


def test_nothing_is_made_or_moved_into_the_trash(vault: Vault) -> None:
    """Nor into what lies in a folder there."""
    outer = vault.make_folder(ROOT, b"outer")
    inner = vault.make_folder(outer.id, b"inner")
    note, below = vault.write_note(ROOT, b"note", "text"), vault.write_note(inner.id, b"below", "text")
    trash.remove(vault, [outer])
    for place in (outer.id, inner.id):
        for change in (
            lambda place=place: vault.make_folder(place, b"new"),
            lambda place=place: vault.write_note(place, b"below", "another"),
            lambda place=place: vault.move(note, place, b"note"),
            lambda place=place: vault.move_all([note], place),
        ):
            with pytest.raises(Conflict, match="trash"):
                change()
    assert vault.read(below) == b"text"
    vault.lock()


def test_nothing_goes_into_a_file_or_nowhere(vault: Vault) -> None:
    note = vault.write_note(ROOT, b"note", "text")
    for place in (note.id, b"x" * 16):
        for change in (
            lambda place=place: vault.make_folder(place, b"name"),
            lambda place=place: vault.write_note(place, b"name", "text"),
            lambda place=place: vault.move(note, place, b"name"),
        ):
            with pytest.raises((Conflict, NotFound)):
                change()
    vault.lock()


def test_versions_of_a_note(vault: Vault) -> None:
    for text in ("first", "second", "", "héllo"):
        note = vault.write_note(ROOT, b"note", text)
    assert [version.number for version in vault.versions(note)] == [1, 2, 3, 4]
    assert [vault.note_text(note, number) for number in range(1, 5)] == ["first", "second", "", "héllo"]
    assert vault.read(note, 1, 2) == "é".encode()
    assert vault.read(note, 2, version=1) == b"rst"
    with pytest.raises(NotFound):
        vault.read(note, version=5)
    vault.lock()


def test_tags(vault: Vault) -> None:
    note = vault.write_note(ROOT, b"note", "text")
    vault.set_tags(note, add=["b", "a", "a", "ü"])
    vault.set_tags(note, add=["c"], remove=["b", "none"])
    assert vault.tags(note.id) == ["a", "c", "ü"]
    vault.lock()


def test_finding_items(vault: Vault) -> None:
    folder = vault.make_folder(ROOT, b"folder")
    note = vault.write_note(folder.id, b"note", "text")
    assert vault.find([]) is None
    assert vault.find([b"folder", b"note"]) == note
    assert vault.path_of(note) == (b"folder", b"note")
    assert vault.items_by_prefix(note.id.hex()[:8]) == [note]
    assert vault.items_by_prefix(note.id.hex()) == [note]
    for wrong in ([b"none"], [b"folder", b"none"], [b"folder", b"note", b"deeper"]):
        with pytest.raises(NotFound):
            vault.find(wrong)
    with pytest.raises(NotFound):
        vault.read(folder)
    vault.lock()


def test_rows_that_contradict_each_other_are_damage_and_never_empty(vault: Vault) -> None:
    """Forged with the right keys."""
    note = vault.write_note(ROOT, b"note", "text")
    vault.commit([Change("version", (note.id, 1), (5, 0, 0, 0))], "forged")
    with pytest.raises(Damaged):
        vault.read(vault.item(note.id))
    vault.commit([Change("version", (note.id, 1), (4, 0, 0, 0)), Change("note", (note.id, 1), None)], "forged")
    with pytest.raises(Damaged):
        vault.read(vault.item(note.id))
    item = Item(b"i" * 16, ROOT, "file", b"file", 0, 0, 1, None, 0, 0)
    vault.commit([item.change()], "forged")
    for read in (lambda: vault.read(vault.item(item.id)), lambda: list(vault.stream(vault.item(item.id)))):
        with pytest.raises((Damaged, NotFound)):
            read()
    vault.lock()


def test_the_positions_of_parts_count_from_zero(vault: Vault, tmp_path: Path) -> None:
    source = tmp_path / "file"
    source.write_bytes(b"content")
    intake.add(vault, [source], ROOT)
    item = vault.children(ROOT)[0]
    part = vault.content(item).parts[0]
    vault.commit([Change("part", (item.id, 1, 0), None), Change("part", (item.id, 1, 3), tuple(part))], "forged")
    with pytest.raises(Damaged):
        vault.read(item)
    vault.lock()


# Nothing in clear


def _forms(canary: bytes) -> dict[str, bytes]:
    """The ways in which a canary might lie in a file."""
    text = canary.decode()
    forms = {
        "raw": canary,
        "UTF-16 LE": text.encode("utf-16-le"),
        "UTF-16 BE": text.encode("utf-16-be"),
        "hex": canary.hex().encode(),
        "HEX": canary.hex().upper().encode(),
    }
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + canary)
        # Without the characters that depend on what stands beside it.
        forms[f"base64 +{shift}"] = encoded[4 if shift else 0 : len(encoded) // 4 * 4 - 4]
    return forms


def test_a036_a053_no_name_text_tag_size_or_time_in_any_file(
    tmp_path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(temporary))
    source = tmp_path / "source"
    (source / "CanaryFolderQuartz").mkdir(parents=True)
    small, large = source / "CanaryFolderQuartz/CanaryNameVortex.txt", source / "CanaryLargeJigsaw.bin"
    small.write_bytes(b"CanaryContentZephyr " * 512)
    large.write_bytes(b"CanaryContentSphinx." * 450_000)
    size, moment = small.stat().st_size, 1_234_567_891_234_567_891
    os.utime(small, ns=(moment, moment))
    path = tmp_path / "vault" / "Papers.deedbox"
    path.parent.mkdir()
    password = Password(b"CanaryPasswordWaltz")
    with create(path, password, state=state) as vault:
        intake.add(vault, [source / "CanaryFolderQuartz", large], ROOT, tags=["CanaryTagBlizzard"])
        note = vault.write_note(ROOT, b"CanaryNoteKlutz", "CanaryTextJukebox " * 3_000)
        vault.move(note, ROOT, b"CanaryRenamedOxygen")
        rotation.change_password(vault, Password(b"CanaryPasswordFjord"), policy=CHEAP)
        vault.files.renew_generation()
        backup.export(vault, path.parent / "file.tar", Password(b"CanaryPasswordExport"), policy=CHEAP)
        trash.remove(vault, [vault.item(note.id)])
        contents(vault)
        keys = [vault.files.header.subkeys.vault_key, *(row[0] for row in vault.catalog.rows("SELECT key FROM part"))]
    with unlock(path, Password(b"CanaryPasswordFjord"), state=state) as vault:
        assert len(contents(vault)) == 3
    canaries = {
        canary: _forms(canary)
        for canary in (
            b"CanaryFolderQuartz",
            b"CanaryNameVortex",
            b"CanaryContentZephyr",
            b"CanaryTagBlizzard",
            b"CanaryNoteKlutz",
            b"CanaryTextJukebox",
            b"CanaryRenamedOxygen",
            b"CanaryPasswordWaltz",
            b"CanaryPasswordFjord",
            b"CanaryPasswordExport",
            b"CanaryLargeJigsaw",
            b"CanaryContentSphinx",
        )
    }
    for number, width in ((moment, 8), (moment // 10**9, 8)):
        for order in ("big", "little"):
            canaries[b"%d" % number] = {**canaries.get(b"%d" % number, {}), order: number.to_bytes(width, order)}
    for key in keys:
        canaries[key] = {"raw": key, "hex": key.hex().encode(), "base64": base64.b64encode(key)}
    files = [file for root in (path.parent, state, temporary) for file in root.rglob("*")]
    assert len([file for file in files if file.is_file()]) > 10
    for file in files:
        place = str(file.relative_to(tmp_path)).encode()
        status = file.lstat()
        assert status.st_mtime_ns // 10**9 != moment // 10**9
        assert status.st_size != size
        content = file.read_bytes() if file.is_file() else b""
        for canary, forms in canaries.items():
            for form, piece in forms.items():
                assert piece not in place, (file, canary, form)
                assert piece not in content, (file, canary, form)
    assert os.listdir(temporary) == []


# A model

NAMES = st.sampled_from([b"a", b"b", b"c", "é".encode(), b"\xff", b"d.txt"])
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)


class Model(RuleBasedStateMachine):
    """Operations on a vault against a dictionary of what there should be, with reopening anywhere."""

    items = Bundle("items")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "Papers.deedbox"
        self.state = Path(self.folder.name) / "state"
        self.state.mkdir()
        # Ids in the order in which they are made again, so that a failure can be repeated.
        self.platform = Platform(random=random.Random(7).randbytes)
        self.vault = create(self.path, state=self.state, platform=self.platform)
        # id -> (parent, name, kind, text, trashed)
        self.model: dict[bytes, tuple[bytes, bytes, str, str, bool]] = {}

    def teardown(self) -> None:
        if hasattr(self, "vault"):
            self.vault.lock()
            self.folder.cleanup()

    def _places(self) -> list[bytes]:
        return [ROOT, *sorted(key for key, row in self.model.items() if row[2] == "folder" and self._reachable(key))]

    def _reachable(self, key: bytes) -> bool:
        while key != ROOT:
            if key not in self.model or self.model[key][4]:
                return False
            key = self.model[key][0]
        return True

    def _taken(self, place: bytes, name: bytes) -> bytes | None:
        for key, row in self.model.items():
            if row[:2] == (place, name) and not row[4]:
                return key
        return None

    def _any(self, data: st.DataObject, *, trashed: bool = False) -> Item | None:
        keys = sorted(key for key, row in self.model.items() if (row[4] if trashed else self._reachable(key)))
        return self.vault.item(data.draw(st.sampled_from(keys))) if keys else None

    @rule(data=st.data(), name=NAMES)
    def make_folder(self, data: st.DataObject, name: bytes) -> None:
        place = data.draw(st.sampled_from(self._places()))
        if self._taken(place, name):
            with pytest.raises(Conflict):
                self.vault.make_folder(place, name)
            return
        self.model[self.vault.make_folder(place, name).id] = (place, name, "folder", "", False)

    @rule(data=st.data(), name=NAMES, text=TEXTS)
    def write_note(self, data: st.DataObject, name: bytes, text: str) -> None:
        place = data.draw(st.sampled_from(self._places()))
        taken = self._taken(place, name)
        if taken and self.model[taken][2] == "folder":
            with pytest.raises(Conflict):
                self.vault.write_note(place, name, text)
            return
        item = self.vault.write_note(place, name, text)
        assert taken in (None, item.id)
        self.model[item.id] = (place, name, "note", text, False)

    @rule(data=st.data(), name=NAMES)
    def move(self, data: st.DataObject, name: bytes) -> None:
        item = self._any(data)
        if item is None:
            return
        place = data.draw(st.sampled_from(self._places()))
        above, inside = place, False
        while above != ROOT:
            inside = inside or above == item.id
            above = self.model[above][0]
        if inside or self._taken(place, name) not in (None, item.id):
            with pytest.raises(Conflict):
                self.vault.move(item, place, name)
            return
        self.vault.move(item, place, name)
        self.model[item.id] = (place, name, *self.model[item.id][2:])

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        item = self._any(data)
        if item is not None:
            trash.remove(self.vault, [item])
            self.model[item.id] = (*self.model[item.id][:4], True)

    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        item = self._any(data, trashed=True)
        if item is None:
            return
        place, name, *_ = self.model[item.id]
        place = place if self._reachable(place) else ROOT
        [restored] = trash.restore(self.vault, [item])
        assert restored.parent == place
        assert (restored.name == name) == (self._taken(place, name) is None)
        self.model[item.id] = (place, restored.name, *self.model[item.id][2:4], False)

    @rule(data=st.data())
    def empty(self, data: st.DataObject) -> None:
        chosen = [item] if (item := self._any(data, trashed=True)) and data.draw(st.booleans()) else None
        trash.empty(self.vault, chosen)
        doomed = {one.id for one in chosen} if chosen else {key for key, row in self.model.items() if row[4]}
        while below := {key for key, row in self.model.items() if row[0] in doomed} - doomed:
            doomed |= below
        self.model = {key: row for key, row in self.model.items() if key not in doomed}

    @rule()
    def reopen(self) -> None:
        self.vault.lock()
        self.vault = unlock(self.path, state=self.state, platform=self.platform)
        assert self.vault.notices == []

    @rule()
    def new_generation(self) -> None:
        self.vault.files.renew_generation()

    @rule()
    def new_vault_key(self) -> None:
        rotation.new_vault_key(self.vault, self.vault.credential, policy=CHEAP)

    @invariant()
    def everything_is_as_it_should_be(self) -> None:
        if not hasattr(self, "vault"):
            return
        found = {
            item.id: (
                item.parent,
                item.name,
                item.kind,
                self.vault.note_text(item) if item.kind == "note" else "",
                item.trashed is not None,
            )
            for item in self.vault.all_items()
        }
        assert found == self.model
        shown = {item.id for _, item in self.vault.walk()}
        assert shown == {key for key in self.model if self._reachable(key)}


TestModel = Model.TestCase
TestModel.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
