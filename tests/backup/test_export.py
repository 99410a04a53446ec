"""Export and restore: whole or not at all, nobody's keys but its own, and any tar can unpack it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tarfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.engine.meanwhile import Meanwhile
from tests.faults import FaultyFiles
from tests.forging import PASSWORD, contents, create, leaves, sealing_of, snapshot_of, unlock
from vault.backup import export as backup
from vault.engine import intake, opening, rotation, trash
from vault.engine.anchor import AnchorStore
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import (
    Cancelled,
    Conflict,
    Damaged,
    ForkDetected,
    NotFound,
    ReadOnly,
    Storage,
    VaultError,
    WrongCredential,
)
from vault.engine.keys import Parameters, SlotKeys, open_vault_key
from vault.engine.packs import LARGE
from vault.engine.primitives import Buffer
from vault.engine.progress import Progress
from vault.engine.records import Sealing
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

OTHER = Password(b"for the export")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with some of everything."""
    path = tmp_path / "Papers.deedbox"
    source = tmp_path / "source"
    source.mkdir()
    (source / "small").write_bytes(b"small content")
    (source / "empty").write_bytes(b"")
    (source / "large").write_bytes(bytes(range(256)) * (LARGE // 256))
    with create(path) as vault:
        intake.add(vault, [source], ROOT, tags=["tag"])
        for text in ("first", "second"):
            vault.write_note(ROOT, b"note", text)
        trash.remove(vault, [vault.write_note(ROOT, b"trashed", "text")])
    return path


@pytest.fixture
def exported(path: Path, tmp_path: Path) -> Path:
    """An export of it, with a password of its own."""
    file = tmp_path / "export.tar"
    with unlock(path) as vault:
        backup.export(vault, file, OTHER, policy=CHEAP)
    return file


def everything(vault: Vault) -> dict[str, list]:
    """All rows that an export carries."""
    return {table: sorted(vault.catalog.rows(f"SELECT * FROM {table}")) for table in backup.TABLES}


def restore(file: Path, path: Path, password: Password = OTHER, **arguments: object) -> backup.ExportReport:
    return backup.restore(file, path, password, policy=CHEAP, **arguments)  # type: ignore[arg-type]


def open_export(file: Path, password: Password = OTHER) -> Vault:
    return backup.open_export(file, password, policy=CHEAP)


def beside(file: Path) -> list[str]:
    return sorted(os.listdir(file.parent))


# Whole


def test_an_export_holds_everything_and_says_how_much(path: Path, tmp_path: Path) -> None:
    with unlock(path) as vault:
        report = backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
        assert (report.items, report.packs) == (5, 2)
        assert report.size == (tmp_path / "file").stat().st_size
        with open_export(tmp_path / "file") as export:
            assert everything(export) == everything(vault)
            assert contents(export) == contents(vault)
            assert check(export).ok
            with pytest.raises(ReadOnly):
                export.write_note(ROOT, b"note", "text")


def test_a_restored_vault_holds_the_same(path: Path, exported: Path, tmp_path: Path) -> None:
    report = restore(exported, tmp_path / "restored")
    with unlock(path) as vault, unlock(tmp_path / "restored", OTHER) as restored:
        assert everything(restored) == everything(vault)
        assert contents(restored) == contents(vault)
        assert check(restored).findings == []
        assert report.items == 5
        restored.write_note(ROOT, b"later", "text")
        old, new = open_export(exported), restored
        assert new.files.header.body.context.vault == old.files.header.body.context.vault
        assert new.files.header.body.context.lineage != old.files.header.body.context.lineage
        assert new.files.header.body.context.epoch == old.files.header.body.context.epoch + 1
        assert new.files.header.subkeys.vault_key != old.files.header.subkeys.vault_key
        assert len(new.catalog.state("restored") or b"") == 16
        old.lock()


def test_a_restored_vault_can_be_exported_and_restored(exported: Path, tmp_path: Path) -> None:
    restore(exported, tmp_path / "restored")
    with unlock(tmp_path / "restored", OTHER) as vault:
        backup.export(vault, tmp_path / "again", PASSWORD, policy=CHEAP)
        before = contents(vault)
    restore(tmp_path / "again", tmp_path / "second", PASSWORD)
    with unlock(tmp_path / "second") as vault:
        assert contents(vault) == before


def test_unpacked_by_tar_it_is_a_vault(path: Path, exported: Path, tmp_path: Path) -> None:
    target = tmp_path / "unpacked"
    target.mkdir()
    subprocess.run(["tar", "-xf", exported, "-C", target], check=True)
    assert {"README.txt", "FORMAT.md", "reader.py", "header.json", "header.bak"} <= set(os.listdir(target))
    with unlock(path) as vault:
        before = contents(vault)
    with unlock(target, OTHER) as vault:
        assert contents(vault) == before
        vault.write_note(ROOT, b"later", "text")
        assert check(vault).ok
    with unlock(target, OTHER) as vault:
        assert vault.notices == []


def test_the_archive_is_plain_ustar_in_the_order_of_the_format(exported: Path) -> None:
    with tarfile.open(exported) as archive:
        members = archive.getmembers()
    names = [member.name for member in members]
    packs = [name for name in names if name.startswith("packs/")]
    assert names[:4] == ["README.txt", "FORMAT.md", "reader.py", "header.json"]
    assert [name.rpartition(".")[2] for name in names[4:6]] == ["snapshot", "log"]
    assert names[6:] == [*sorted(packs), "header.bak"]
    for member in members:
        assert member.isreg()
        assert (member.mode, member.uid, member.gid, member.uname, member.gname) == (0o600, 0, 0, "", "")
        assert member.mtime == 946_684_800
    data = exported.read_bytes()
    assert data[257:265] == b"ustar\x0000"
    assert len(data) % 10_240 == 0


def test_an_empty_vault_can_be_exported_and_restored(tmp_path: Path) -> None:
    with create(tmp_path / "empty") as vault:
        report = backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
    assert (report.items, report.packs) == (0, 0)
    restore(tmp_path / "file", tmp_path / "restored")
    with unlock(tmp_path / "restored", OTHER) as vault:
        assert contents(vault) == {}


def test_an_export_from_a_vault_open_for_reading(path: Path, tmp_path: Path) -> None:
    before = leaves(path)
    with unlock(path, read_only=True) as vault:
        backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
    assert leaves(path) == before
    with open_export(tmp_path / "file") as export:
        assert len(contents(export)) == 5


def test_no_descriptor_stays_open(path: Path, tmp_path: Path) -> None:
    before = sorted(os.listdir("/proc/self/fd"))
    with unlock(path, read_only=True) as vault:
        backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
    restore(tmp_path / "file", tmp_path / "restored")
    open_export(tmp_path / "file").lock()
    with pytest.raises(WrongCredential):
        open_export(tmp_path / "file", PASSWORD)
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_a_refused_export_file_stays_open_no_longer(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10_000)
    before = sorted(os.listdir("/proc/self/fd"))
    with pytest.raises(Damaged):
        open_export(tmp_path / "file")
    assert sorted(os.listdir("/proc/self/fd")) == before


# Nobody's keys but its own


def test_a141_the_export_has_nothing_of_the_live_vaults_slots_and_trail(path: Path, exported: Path) -> None:
    with unlock(path) as vault, open_export(exported) as export:
        live, own = vault.files.header, export.files.header
        assert own.body.context.vault != live.body.context.vault
        assert own.body.context.lineage != live.body.context.lineage
        assert own.subkeys.vault_key != live.subkeys.vault_key
        secrets = [
            live.subkeys.vault_key,
            live.opened.seed,
            live.opened.authentication_key,
            live.opened.public_key,
            live.slot.id,
            live.body.context.vault,
            live.body.context.lineage,
            vault.catalog.state("anchor_key") or b"",
            *(row[0] for row in vault.catalog.rows("SELECT head FROM audit")),
        ]
        image = export.catalog.image()
        assert [index for index, secret in enumerate(secrets) if not secret or secret in image] == []
        assert [row.id for row in opening.slot_rows(export.catalog)] == [own.slot.id]
        assert export.catalog.state("anchor_key") != vault.catalog.state("anchor_key")
        actions = [row[0] for row in export.catalog.rows("SELECT action FROM audit ORDER BY sequence")]
        assert actions == ["exported", "confirmed"]
    archive = exported.read_bytes()
    assert [index for index, secret in enumerate(secrets) if secret in archive] == []


def test_a141_the_holder_of_an_export_opens_nothing_of_the_live_vault(path: Path, exported: Path, state: Path) -> None:
    unlock(path, state=state).lock()
    with open_export(exported) as export:
        holder = export.files.header
        anchor_key = export.catalog.state("anchor_key") or b""
        keys = {row[0] for row in export.catalog.rows("SELECT key FROM part")}
    with pytest.raises(WrongCredential):
        unlock(path, OTHER)
    unverified = opening.read_header(Folder(path, Platform()), "header.json")
    context, slot = unverified.body.context, unverified.body.slots[0]
    for seed in (holder.opened.seed, holder.opened.authentication_key, holder.subkeys.vault_key):
        with pytest.raises(Damaged):
            open_vault_key(slot.vault_key, seed, context, slot.id)
    with pytest.raises(Damaged):
        unverified.verify(slot, SlotKeys(holder.opened.seed, holder.opened.authentication_key))
    sealed = snapshot_of(path).read_bytes()
    for generation in (unverified.body.generation, holder.body.generation):
        with pytest.raises(Damaged):
            Sealing(holder.subkeys, generation).open_snapshot(sealed)
    with pytest.raises(ForkDetected):
        AnchorStore(Folder(state, Platform()), context.vault).verified(anchor_key)
    # What they share, by design: the keys of the parts that are in both.
    with unlock(path, read_only=True) as vault:
        assert {row[0] for row in vault.catalog.rows("SELECT key FROM part")} == keys


def test_a141_the_catalog_of_an_export_in_place_of_the_live_one_is_refused(
    path: Path, exported: Path, tmp_path: Path
) -> None:
    """Forged with all that the holder of an export has."""
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    subprocess.run(["tar", "-xf", exported, "-C", unpacked], check=True)
    before = leaves(path)
    snapshot_of(path).write_bytes(snapshot_of(unpacked).read_bytes())
    with pytest.raises(Damaged):
        unlock(path)
    image = sealing_of(unpacked, OTHER).open_snapshot(snapshot_of(unpacked).read_bytes())
    generation = opening.read_header(Folder(path, Platform()), "header.json").body.generation
    forged = Sealing(sealing_of(unpacked, OTHER).subkeys, generation).seal_snapshot(image, os.urandom)
    snapshot_of(path).write_bytes(forged)
    with pytest.raises(Damaged):
        unlock(path)
    for name in ("header.json", "header.bak"):
        (path / name).write_bytes((unpacked / name).read_bytes())
    with pytest.raises((Damaged, WrongCredential)):
        unlock(path)
    for name, data in before.items():
        (path / name).write_bytes(data)
    unlock(path).lock()


def test_a141_an_export_stays_readable_after_a_rotation_of_the_live_vault(path: Path, exported: Path) -> None:
    """Which is why the screen says so."""
    with unlock(path) as vault:
        rotation.change_password(vault, Password(b"third"), policy=CHEAP)
        live = contents(vault)
    with open_export(exported) as export:
        assert contents(export) == live


def test_a146_nothing_that_was_removed_before_is_in_an_export(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "canary"
    source.write_bytes(b"canary content")
    with unlock(path) as vault:
        for number in range(30):
            vault.write_note(ROOT, b"canary-name", f"canary text {number} " * 200)
        intake.add(vault, [source], ROOT)
        item = vault.find([b"canary"])
        assert item is not None
        part = vault.content(item).parts[0]
        trash.remove(vault, [item for item in vault.children(ROOT) if item.name.startswith(b"canary")])
        trash.empty(vault)
        backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
    with open_export(tmp_path / "file") as export:
        image = export.catalog.image()
    with tarfile.open(tmp_path / "file") as archive:
        names = {member.name.rpartition("/")[2] for member in archive}
    unpacked = tmp_path / "unpacked"
    unpacked.mkdir()
    subprocess.run(["tar", "-xf", tmp_path / "file", "-C", unpacked], check=True)
    written = bytes(sealing_of(unpacked, OTHER).open_snapshot(snapshot_of(unpacked).read_bytes()))
    for place in (image, written):
        for canary in (b"canary", part.key, part.id, part.pack, item.id):
            assert canary not in place
    assert part.pack.hex() not in names


def test_a036_nothing_of_the_vault_stands_in_the_file(path: Path, tmp_path: Path) -> None:
    with unlock(path) as vault:
        vault.write_note(ROOT, b"CanaryNameVortex", "CanaryTextZephyr " * 100)
        backup.export(vault, tmp_path / "file", Password(b"CanaryPassword"), policy=CHEAP)
    data = (tmp_path / "file").read_bytes()
    for canary in (b"Canary", "Canary".encode("utf-16-le"), b"small content", b"43616e617279", b"Q2FuYXJ5"):
        assert canary not in data


# Not at all


def test_what_is_there_stays_unless_replacing_was_asked_for(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with unlock(path) as vault:
        with pytest.raises(Conflict):
            backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
        assert (tmp_path / "file").read_bytes() == b"mine"
        backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP, replace=True)
    open_export(tmp_path / "file").lock()


def test_a_name_that_appears_meanwhile_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    class Appearing(Progress):
        def changed(self) -> None:
            (tmp_path / "file").write_bytes(b"mine")

    with unlock(path) as vault:
        with pytest.raises(Conflict):
            backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP, progress=Appearing())
    assert (tmp_path / "file").read_bytes() == b"mine"
    assert not list(tmp_path.glob("*.partial*"))


@pytest.mark.parametrize("change", ["flip", "cut", "grown", "missing"])
def test_a_damaged_vault_is_not_exported(path: Path, tmp_path: Path, change: str) -> None:
    pack = min(path.glob("packs/*/*"))
    data = pack.read_bytes()
    if change == "missing":
        pack.unlink()
    else:
        pack.write_bytes({"flip": bytes([data[0] ^ 1]) + data[1:], "cut": data[:-1], "grown": data + b"\0"}[change])
    with unlock(path) as vault:
        with pytest.raises(Damaged):
            backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
    assert not list(tmp_path.glob("file*"))


@pytest.mark.parametrize("at", [0.02, 0.1, 0.3, 0.6, 0.98])
def test_an_export_that_was_not_written_as_it_should_gets_no_name(path: Path, tmp_path: Path, at: float) -> None:
    class Corrupting(FaultyFiles):
        """A disk that turns over one bit of what it is given."""

        def write(self, fd: int, data: Buffer, offset: int) -> int:
            if ".partial" in os.readlink(f"/proc/self/fd/{fd}") and offset <= size * at < offset + len(data):
                data = bytearray(data)
                data[int(size * at) - offset] ^= 1
            return super().write(fd, data, offset)

    with unlock(path, read_only=True) as vault:
        size = backup.export(vault, tmp_path / "first", OTHER, policy=CHEAP).size
    with unlock(path, platform=Platform(files=Corrupting()), read_only=True) as vault:
        try:
            backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP)
        except (Damaged, WrongCredential):
            assert not list(tmp_path.glob("file*"))
        else:
            # The bit fell into the attached texts or into air of tar, where nothing is sealed.
            assert at == 0.02
            open_export(tmp_path / "file").lock()


def test_a_cancelled_export_leaves_nothing(path: Path, tmp_path: Path) -> None:
    for at in (0, 1 << 20, 9 << 20):

        class Stopping(Progress):
            limit = at

            def changed(self) -> None:
                if self.bytes > self.limit:
                    self.cancel()

        with unlock(path) as vault:
            with pytest.raises(Cancelled):
                backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP, progress=Stopping())
            vault.write_note(ROOT, b"later", "text")
        assert not list(tmp_path.glob("file*"))


def test_an_export_to_nowhere_is_a_storage_error(path: Path, tmp_path: Path) -> None:
    with unlock(path) as vault:
        with pytest.raises((Storage, NotFound)):
            backup.export(vault, tmp_path / "none/file", OTHER, policy=CHEAP)


def test_a_wrong_password_opens_and_restores_nothing(exported: Path, tmp_path: Path) -> None:
    before = beside(exported)
    for password in (PASSWORD, Password(b"wrong")):
        with pytest.raises(WrongCredential):
            open_export(exported, password)
        with pytest.raises(WrongCredential):
            restore(exported, tmp_path / "restored", password)
    assert beside(exported) == before


def test_a_restore_does_not_go_over_anything(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").write_bytes(b"mine")
    (tmp_path / "file").write_bytes(b"mine")
    before = leaves(tmp_path)
    for name in ("full", "file"):
        with pytest.raises(Conflict):
            restore(exported, tmp_path / name)
    assert leaves(tmp_path) == before
    (tmp_path / "empty").mkdir()
    restore(exported, tmp_path / "empty")
    unlock(tmp_path / "empty", OTHER).lock()


def test_a_cancelled_restore_leaves_nothing(exported: Path, tmp_path: Path) -> None:
    class Stopping(Progress):
        def changed(self) -> None:
            if self.bytes > 1 << 20:
                self.cancel()

    before = beside(exported)
    with pytest.raises(Cancelled):
        restore(exported, tmp_path / "restored", progress=Stopping())
    assert beside(exported) == before


def small_export(tmp_path: Path) -> Path:
    """An export of a note and a small file."""
    (tmp_path / "small").write_bytes(b"small content")
    with create(tmp_path / "Small.deedbox") as vault:
        intake.add(vault, [tmp_path / "small"], ROOT)
        vault.write_note(ROOT, b"note", "text")
        backup.export(vault, tmp_path / "small.tar", OTHER, policy=CHEAP)
    return tmp_path / "small.tar"


def borders(file: Path) -> list[int]:
    with tarfile.open(file) as archive:
        return [place for member in archive for place in (member.offset, member.offset_data)]


def test_a_cut_export_is_damage_and_leaves_nothing(tmp_path: Path) -> None:
    """At every member's border, beside it, and in between; only the last copy of the header is dispensable."""
    file = small_export(tmp_path)
    whole = file.read_bytes()
    places = borders(file)
    last = places[-2]
    cuts = {0, 1, 511, 512, 513, *(place + more for place in places for more in (-1, 0, 1, 300)), len(whole) // 2}
    before = beside(file)
    for cut in sorted(cut for cut in cuts if 0 <= cut < last):
        file.write_bytes(whole[:cut])
        # Without any header it may be another tar archive.
        with pytest.raises(Damaged if cut == 0 or cut > places[7] else (Damaged, NotFound)):
            restore(file, tmp_path / "restored")
        assert beside(file) == before
    for cut in (last + 512, last + 600):
        file.write_bytes(whole[:cut])
        with pytest.raises(Damaged):
            restore(file, tmp_path / "restored")


def test_a041_bytes_turned_over_in_an_export_are_refused_or_harmless(tmp_path: Path) -> None:
    file = small_export(tmp_path)
    whole = file.read_bytes()
    places = borders(file)
    header_start = places[6]
    offsets = [
        *range(0, len(whole), 1_499),
        *(place + more for place in places[6:] for more in (0, 100, 124, 156, 257)),
    ]
    for offset in offsets:
        broken = bytearray(whole)
        broken[offset] ^= 0x20
        file.write_bytes(broken)
        try:
            restore(file, tmp_path / "restored")
        except VaultError:
            assert not (tmp_path / "restored").exists()
            continue
        # In the attached texts, in the first header (the last one opened), or in air.
        assert offset < header_start or offset >= places[7]
        with unlock(tmp_path / "restored", OTHER) as vault:
            assert contents(vault) == {(b"note",): b"text", (b"small",): b"small content"}
        shutil.rmtree(tmp_path / "restored")


def rebuilt(file: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], object]) -> bytes:
    """The archive with other members."""
    with tarfile.open(file) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive]  # type: ignore[union-attr]
    change(members)
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for member, data in members:
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def _member(name: str, data: bytes = b"", **attributes: object) -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    for attribute, value in attributes.items():
        setattr(member, attribute, value)
    return member, data


Members = list[tuple[tarfile.TarInfo, bytes]]

FORGERIES: dict[str, Callable[[Members], object]] = {
    "an extra file": lambda m: m.append(_member("extra", b"x")),
    "an extra file first": lambda m: m.insert(0, _member("extra", b"x")),
    "a file repeated": lambda m: m.append(m[3]),
    "a pack repeated": lambda m: m.append(next(one for one in m if one[0].name.startswith("packs/"))),
    "a link": lambda m: m.append(_member("packs/00/00" + "0" * 30, type=tarfile.SYMTYPE, linkname="/etc/passwd")),
    "a link for the header": lambda m: m.__setitem__(
        3, _member("header.json", type=tarfile.SYMTYPE, linkname="header.bak")
    ),
    "a hard link": lambda m: m.append(_member("README.txt", type=tarfile.LNKTYPE, linkname="header.json")),
    "a folder": lambda m: m.insert(4, _member("catalog", type=tarfile.DIRTYPE)),
    "a device": lambda m: m.append(_member("lock", type=tarfile.CHRTYPE)),
    "a pipe": lambda m: m.append(_member("lock", type=tarfile.FIFOTYPE)),
    "an absolute name": lambda m: m.append(_member("/etc/deedbox", b"x")),
    "a name that leads up": lambda m: m.append(_member("../up", b"x")),
    "a pack that leads up": lambda m: m.append(_member("packs/../../up", b"x")),
    "a pack in the wrong folder": lambda m: m.append(_member("packs/11/00" + "0" * 30, b"x")),
    "a long name": lambda m: m.append(_member("x" * 200, b"x")),
    "a long name that hides a short one": lambda m: m.__setitem__(
        -1, (_renamed(m[-1][0], "header.bak" + "/" * 150), m[-1][1])
    ),
    "a name of the vault's that it does not write": lambda m: m.append(_member("lock", b"!")),
    "upper case": lambda m: m.append(_member("HEADER.JSON", b"x")),
    "a new line behind the name": lambda m: m.append(_member("header.json\n", b"x")),
}


def _renamed(member: tarfile.TarInfo, name: str) -> tarfile.TarInfo:
    member.name = name
    return member


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_archive_is_damage_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    file = small_export(tmp_path)
    file.write_bytes(rebuilt(file, FORGERIES[name]))
    before = beside(file), beside(file.parent)
    with pytest.raises(Damaged):
        restore(file, tmp_path / "restored")
    with pytest.raises(Damaged):
        open_export(file)
    assert (beside(file), beside(file.parent)) == before


@pytest.mark.parametrize("form", ["pax", "GNU"])
def test_an_extended_header_is_damage_though_the_name_is_right(tmp_path: Path, form: str) -> None:
    file = small_export(tmp_path)
    with tarfile.open(file) as archive:
        members = [(member, archive.extractfile(member).read()) for member in archive]  # type: ignore[union-attr]
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for member, data in members:
            if member.name == "header.bak" and form == "pax":
                member.pax_headers = {"comment": "hidden"}
            if member.name == "header.bak" and form == "GNU":
                # The name once more, as GNU tar writes long ones.
                archive.addfile(*_stream(_member("././@LongLink", b"header.bak\0", type=tarfile.GNUTYPE_LONGNAME)))
            archive.addfile(member, io.BytesIO(data))
    file.write_bytes(made.getvalue())
    with pytest.raises(Damaged):
        open_export(file)


def _stream(member: tuple[tarfile.TarInfo, bytes]) -> tuple[tarfile.TarInfo, io.BytesIO]:
    return member[0], io.BytesIO(member[1])


def test_a_size_below_zero_is_damage_and_no_endless_loop(tmp_path: Path) -> None:
    file = small_export(tmp_path)
    data = bytearray(file.read_bytes())
    for size in (-512, -1_024, -1):
        data[124:136] = b"\xff" * 4 + (size & (1 << 64) - 1).to_bytes(8, "big")
        data[148:156] = b" " * 8
        data[148:156] = b"%06o\0 " % sum(data[:512])
        file.write_bytes(data)
        with pytest.raises(Damaged):
            open_export(file)


MISSING = {
    "the snapshot": ".snapshot",
    "the log": ".log",
    "a pack": "packs/",
    "both headers": "header",
}


@pytest.mark.parametrize("name", MISSING)
def test_a_member_that_is_missing_is_damage(tmp_path: Path, name: str) -> None:
    file = small_export(tmp_path)

    def drop(members: Members) -> None:
        members[:] = [one for one in members if MISSING[name] not in one[0].name]

    file.write_bytes(rebuilt(file, drop))
    with pytest.raises((Damaged, NotFound) if name == "both headers" else Damaged):
        restore(file, tmp_path / "restored")
    assert not list(tmp_path.glob("restored*"))


@pytest.mark.parametrize("kept", ["header.json", "header.bak"])
def test_one_header_is_enough(tmp_path: Path, kept: str) -> None:
    """Damage at one end of a file leaves the other."""
    file = small_export(tmp_path)

    def spoil(members: Members) -> None:
        for index, (member, data) in enumerate(members):
            if member.name.startswith("header") and member.name != kept:
                members[index] = member, bytes(len(data))

    file.write_bytes(rebuilt(file, spoil))
    restore(file, tmp_path / "restored")
    with unlock(tmp_path / "restored", OTHER) as vault:
        assert len(contents(vault)) == 2
        assert check(vault).findings == []


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 20_000, bytes(20_480), b"PK\x03\x04" + bytes(2_000)])
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises((Damaged, NotFound)):
        restore(tmp_path / "file", tmp_path / "restored")
    assert beside(tmp_path / "file") == ["file"]


def test_no_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        restore(tmp_path / "none", tmp_path / "restored")


def test_a_damaged_pack_in_an_export_is_not_restored(exported: Path, tmp_path: Path) -> None:
    with tarfile.open(exported) as archive:
        pack = next(member for member in archive if member.name.startswith("packs/"))
    with exported.open("r+b") as file:
        file.seek(pack.offset_data + 200)
        byte = file.read(1)
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(Damaged):
        restore(exported, tmp_path / "restored")
    assert not list(tmp_path.glob("restored*"))


# What happens in the vault meanwhile


class Slow:
    """A credential some of whose derivations wait until `enough` is set."""

    kind = OTHER.kind
    new_parameters = OTHER.new_parameters

    def __init__(self, waiting: set[int]) -> None:
        self.begun = 0
        self.enough = threading.Event()
        self._waiting = waiting

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        self.begun += 1
        if self.begun in self._waiting:
            assert self.enough.wait(30)
        return OTHER.factors(parameters)


@pytest.mark.parametrize("derivation", [1, 2])
def test_a_derivation_lets_changes_through(path: Path, exported: Path, tmp_path: Path, derivation: int) -> None:
    """Each goes on only when something was changed while it ran."""
    with unlock(path) as vault:

        def change() -> None:
            if slow.begun == derivation and not slow.enough.is_set():
                vault.write_note(ROOT, b"meanwhile", "text")
                slow.enough.set()

        slow = Slow({derivation})
        report = backup.export(vault, tmp_path / "file", slow, policy=CHEAP, progress=Meanwhile(change))
        assert (report.items, slow.enough.is_set()) == (5, True)
        slow = Slow({derivation})
        report = backup.restore(exported, tmp_path / "restored", slow, policy=CHEAP, progress=Meanwhile(change))
        assert (report.items, slow.enough.is_set()) == (5, True)


@pytest.mark.parametrize("derivation", [1, 2])
def test_cancelled_during_a_derivation_nothing_is_left(
    path: Path, exported: Path, tmp_path: Path, derivation: int
) -> None:
    """No file, no thread, and no descriptor of what was opened too late."""
    before = beside(exported)
    with unlock(path) as vault:

        def cancel() -> None:
            if slow.begun == derivation and not slow.enough.is_set():
                progress.cancel()
                # It comes to its end when nobody wants its result any more.
                threading.Timer(0.1, slow.enough.set).start()

        threads, descriptors = threading.active_count(), len(os.listdir("/proc/self/fd"))
        slow, progress = Slow({derivation}), Meanwhile(cancel)
        with pytest.raises(Cancelled):
            backup.export(vault, tmp_path / "file", slow, policy=CHEAP, progress=progress)
        assert (slow.enough.is_set(), beside(exported)) == (True, before)
        slow, progress = Slow({derivation}), Meanwhile(cancel)
        with pytest.raises(Cancelled):
            backup.restore(exported, tmp_path / "new", slow, policy=CHEAP, progress=progress)
        assert (slow.enough.is_set(), beside(exported)) == (True, before)
        deadline = time.monotonic() + 10
        # Fewer may be there: what a test before left may end meanwhile.
        while threading.active_count() > threads or len(os.listdir("/proc/self/fd")) > descriptors:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_an_export_is_of_one_moment(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes while the catalog is copied is in it whole or not at all."""
    monkeypatch.setattr("vault.engine.catalog._ROWS_AT_ONCE", 1)
    with unlock(path) as vault:
        before = everything(vault)

        def change() -> None:
            if progress.asked < 20:
                note = vault.write_note(ROOT, b"note", f"text {progress.asked}")
                vault.set_tags(note, add=[f"{progress.asked}"])
                vault.move(vault.write_note(ROOT, b"%d" % progress.asked, "text"), ROOT, b"moved %d" % progress.asked)

        progress = Meanwhile(change)
        backup.export(vault, tmp_path / "file", OTHER, policy=CHEAP, progress=progress)
        assert progress.asked > 20
        with open_export(tmp_path / "file") as export:
            assert everything(export) == before != everything(vault)


def test_copying_the_catalog_stops(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.engine.catalog._ROWS_AT_ONCE", 1)
    with unlock(path) as vault:
        progress = Meanwhile(lambda: progress.cancel() if progress.asked == 3 else None)
        slow = Slow(set())
        with pytest.raises(Cancelled):
            backup.export(vault, tmp_path / "file", slow, policy=CHEAP, progress=progress)
        assert (progress.asked, slow.begun) == (3, 0)
    assert not list(tmp_path.glob("file*"))
