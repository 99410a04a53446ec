"""Vaults made once and kept for ever: today's program reads them, and lives with them.

Each shape is looked at, read by docs/reader.py, and then written, rotated, exported and restored, as a copy.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import leaves
from tests.golden import make
from tests.golden.manifest import (
    Entry,
    Manifest,
    Opening,
    Version,
    found_audit,
    found_items,
    found_trash,
    names_of,
)
from tests.golden.opened import GOLDEN, bring, credential, unlock
from vault.backup.export import export, open_export, restore
from vault.engine import labels, reencryption, rotation, upkeep, versions
from vault.engine.check import check
from vault.engine.errors import RollbackDetected, WrongCredential
from vault.engine.keys import Credential
from vault.engine.opening import slot_rows
from vault.engine.primitives import sha256
from vault.engine.rekeying import former_anchor_keys
from vault.engine.values import decode
from vault.engine.vault import ROOT, Vault
from vault.sharing import cards, contacts, identity, receiving, register, taking
from vault.sharing.age import parse_identity
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode

READER = Path(__file__).parents[2] / "docs" / "reader.py"
PLACES = sorted(path.parent for path in GOLDEN.glob("v*/*/manifest.json"))
MANIFESTS = {f"{place.parent.name}/{place.name}": Manifest.read(place) for place in PLACES}
OPENINGS = [(name, number) for name, manifest in MANIFESTS.items() for number in range(len(manifest.openings))]
LONGEST_ON_DISK = 255
NEW = "the third one"


def every_opening() -> pytest.MarkDecorator:
    ids = [name + f" {number + 1}" * (len(MANIFESTS[name].openings) > 1) for name, number in OPENINGS]
    return pytest.mark.parametrize(("name", "number"), OPENINGS, ids=ids)


def test_every_shape_is_kept() -> None:
    assert [f"v1/{shape}" for shape in sorted(make.SHAPES)] == [name for name in MANIFESTS if name.startswith("v1/")]


def assert_holds(vault: Vault, manifest: Manifest, opening: Opening) -> None:
    assert found_items(vault) == manifest.items
    assert found_trash(vault) == manifest.trash
    assert found_audit(vault)[: len(opening.audit)] == opening.audit


def looks(place: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its time."""
    return {name: (data, (place / name).stat().st_mtime_ns) for name, data in leaves(place).items()}


@every_opening()
def test_a067_a_look_finds_what_was_put_in_and_changes_nothing(name: str, number: int, tmp_path: Path) -> None:
    manifest = MANIFESTS[name]
    opening = manifest.openings[number]
    place = bring(GOLDEN / name, tmp_path / "place")
    before = looks(place)
    with unlock(place / "vault", opening.password, read_only=True) as vault:
        assert tuple(vault.notices) == opening.look
        assert_holds(vault, manifest, opening)
        report = check(vault)
        assert tuple(sorted(finding.kind for finding in report.findings)) == opening.findings
        assert report.items == sum(entry.kind != "folder" for entry in (*manifest.items, *manifest.trash))
    for password in manifest.refused:
        with pytest.raises(WrongCredential):
            unlock(place / "vault", password, read_only=True)
    assert looks(place) == before


def test_labels_and_policy_are_what_was_put_on(tmp_path: Path) -> None:
    place = bring(GOLDEN / "v1/ordered", tmp_path / "place")
    with unlock(place / "vault", make.PASSWORD) as vault:
        labels.set_favourite(vault, vault.children(ROOT)[:1], True)  # it is one already
        rows = vault.catalog.rows
        favourites = [
            row[0].decode() for row in rows("SELECT name FROM item JOIN favourite ON item = id ORDER BY name")
        ]
        assert {
            "favourites": favourites,
            "colours": dict(rows("SELECT name, colour FROM tag_colour")),
            "searches": {search.name: search.query for search in labels.saved_searches(vault)},
        } == make.LABELS
        assert versions.policy(vault) == "everything"


def test_whom_it_knows_and_what_was_shared(tmp_path: Path) -> None:
    """Of old keys and shares everything stays what it was; a share that waits is still for this vault."""
    place = bring(GOLDEN / "v1/shared", tmp_path / "place")
    expected = make.SHARED
    with unlock(place / "vault", make.PASSWORD) as vault:
        own = identity.all_keys(vault)
        assert [(keys.number, keys.name) for keys in own] == [(2, expected["name"]), (1, "Zoe")]
        assert cards.read(own[0].source).previous == cards.read(own[1].source).signing_key
        [imported] = identity.imported(vault)
        assert imported.recipient == str(parse_identity(expected["imported"]).recipient)
        assert {one.name: one.state for one in contacts.all_contacts(vault)} == expected["contacts"]
        names = [row[0].decode() for row in vault.catalog.rows("SELECT name FROM original_name ORDER BY name")]
        assert names == expected["originals"]
        assert [one.sent for one in register.shares(vault)[0]] == [True, False]
        taken = taking.take(vault, receiving.open_share(vault, place / "share"))
        letter = vault.child(taken.folder, b"Letter")
        assert letter is not None
        assert vault.note_text(letter) == expected["waiting"]


def test_a055_what_was_begun_is_ended(tmp_path: Path) -> None:
    place = bring(GOLDEN / "v1/half-re-encrypted", tmp_path / "place")
    with unlock(place / "vault", make.PASSWORD) as vault:
        left = reencryption.remaining(vault)
        assert left is not None
        assert left.packs == 2
        assert reencryption.go_on(vault).complete
        assert check(vault).findings == []
    with unlock(place / "vault", make.PASSWORD, read_only=True) as vault:
        assert found_items(vault) == Manifest.read(place).items


@pytest.mark.parametrize("kind", ["password", "keyfile", "recovery"])
def test_a022_every_way_in_still_opens_and_goes_along(kind: str, tmp_path: Path) -> None:
    place = bring(GOLDEN / "v1/ways-in", tmp_path / "place")
    ways: dict[str, Credential] = {
        "password": credential(make.PASSWORD),
        "keyfile": Password(make.NEW_PASSWORD.encode(), sha256(make.KEYFILE)),
        "recovery": RecoveryCode(make.CODE),
    }
    way = ways[kind]
    with Vault.unlock(place / "vault", way, policy=CHEAP) as vault:
        assert vault.files.header.slot.kind == kind
        assert found_items(vault) == Manifest.read(place).items
        assert {row.name: row.tested is not None for row in slot_rows(vault.catalog)} == {
            "password": True, "with a file": True, "kit": True,
        }  # fmt: skip
        assert upkeep.policy(vault) == upkeep.Policy("do", 90)
        assert len(former_anchor_keys(vault.catalog)) == 1
        confirmed = [row.id for row in rotation.absent_slots(vault)]
        rotation.new_vault_key(vault, way, policy=CHEAP, confirmed=confirmed)
    for other in (credential(make.PASSWORD), way):
        with Vault.unlock(place / "vault", other, policy=CHEAP, read_only=True) as vault:
            assert found_items(vault) == Manifest.read(place).items


def read(vault: Path, password: str, out: Path, reader: Path = READER) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", str(reader), str(vault), str(out)]
    return subprocess.run(command, input=password.encode() + b"\n", capture_output=True, check=False, cwd="/")


def written(out: Path) -> Iterator[Entry]:
    """What lies in a folder, as entries with one version."""
    top = os.fsencode(out)
    for folder, folders, files in os.walk(top):
        for name in (*folders, *files):
            path = os.path.join(folder, name)
            status = os.stat(path)
            text = os.path.relpath(path, top).decode("utf-8", "surrogateescape")
            if name in folders:
                yield Entry(text, "folder", status.st_mtime_ns)
                continue
            with open(path, "rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            version = Version(content, status.st_size, status.st_mtime_ns, bool(status.st_mode & 0o100))
            yield Entry(text, "", status.st_mtime_ns, (), (version,))


def plain(entry: Entry) -> Entry:
    """What is left of an item when it is written to a disk."""
    kind = entry.kind if entry.kind == "folder" else ""
    return Entry(entry.path, kind, entry.modified, (), entry.versions[-1:])


def assert_reader_agrees(outcome: subprocess.CompletedProcess[bytes], out: Path, manifest: Manifest) -> None:
    """All items are written, but those with a name that the file system does not take; these are named."""
    fitting = [entry for entry in manifest.items if max(map(len, names_of(entry.path))) <= LONGEST_ON_DISK]
    assert sorted(written(out), key=lambda entry: names_of(entry.path)) == [plain(entry) for entry in fitting]
    assert outcome.stderr.count(b"File name too long") == len(manifest.items) - len(fitting)
    assert outcome.returncode == int(len(fitting) < len(manifest.items))


@every_opening()
def test_the_reader_agrees(name: str, number: int, tmp_path: Path) -> None:
    """As it lies in the repository: nothing is written, and folders without a file need not be there."""
    outcome = read(GOLDEN / name / "vault", MANIFESTS[name].openings[number].password, tmp_path / "out")
    assert_reader_agrees(outcome, tmp_path / "out", MANIFESTS[name])


def without_the_last_note(manifest: Manifest) -> Manifest:
    """What the export holds: it was made before that note was written."""
    items = tuple(entry for entry in manifest.items if entry.path != "not exported")
    return Manifest(manifest.shape, manifest.about, manifest.openings, items, manifest.trash)


EXPORTED = [name for name, manifest in MANIFESTS.items() if manifest.export]


@pytest.mark.parametrize("name", EXPORTED)
def test_an_export_is_opened_and_restored(name: str, tmp_path: Path) -> None:
    file, opening, manifest = GOLDEN / name / "export", MANIFESTS[name].export, without_the_last_note(MANIFESTS[name])
    assert opening is not None
    before = file.read_bytes()
    with open_export(file, credential(opening.password), policy=CHEAP) as exported:
        assert_holds(exported, manifest, opening)
        assert all(finding.harmless for finding in check(exported).findings)
    restore(file, tmp_path / "restored", credential(opening.password), policy=CHEAP)
    with unlock(tmp_path / "restored", opening.password) as restored:
        assert found_items(restored) == manifest.items
        assert check(restored).findings == []
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", EXPORTED)
def test_the_readers_of_both_times_read_an_export(name: str, tmp_path: Path) -> None:
    """Today's, and the one that the export has carried along since it was made."""
    file, opening, manifest = GOLDEN / name / "export", MANIFESTS[name].export, without_the_last_note(MANIFESTS[name])
    assert opening is not None
    (tmp_path / "unpacked").mkdir()
    subprocess.run(["tar", "-xf", file, "-C", tmp_path / "unpacked"], check=True)
    for number, reader in enumerate((READER, tmp_path / "unpacked" / "reader.py")):
        out = tmp_path / f"out {number}"
        assert_reader_agrees(read(file, opening.password, out, reader), out, manifest)


@every_opening()
def test_it_is_written_rotated_exported_and_restored(name: str, number: int, tmp_path: Path) -> None:
    manifest = MANIFESTS[name]
    opening = manifest.openings[number]
    path = bring(GOLDEN / name, tmp_path / "place") / "vault"
    with unlock(path, opening.password) as vault:
        assert tuple(vault.notices) == opening.write
        assert_holds(vault, manifest, opening)
        note = vault.write_note(ROOT, b"written today", "text")
        others = [row.id for row in rotation.absent_slots(vault)]
        rotation.change_password(vault, credential(NEW), policy=CHEAP, confirmed=others)
        rotation.new_vault_key(vault, credential(NEW), policy=CHEAP, confirmed=others)
        export(vault, tmp_path / "export", credential(NEW), policy=CHEAP)
    restore(tmp_path / "export", tmp_path / "restored", credential(NEW), policy=CHEAP)
    version = Version.of(b"text", note.modified)
    added = Entry("written today", "note", note.modified, (), (version,))
    items = sorted((*manifest.items, added), key=lambda entry: names_of(entry.path))
    for place in (path, tmp_path / "restored"):
        with unlock(place, NEW) as vault:
            assert (list(found_items(vault)), found_trash(vault)) == (items, manifest.trash)
            assert all(finding.harmless for finding in check(vault).findings)
        for other in manifest.openings:
            with pytest.raises(WrongCredential):
                unlock(place, other.password, read_only=True)


@pytest.mark.parametrize("name", [name for name in MANIFESTS if (GOLDEN / name / "state").is_dir()])
def test_a136_a142_what_the_device_remembers_is_understood(name: str, tmp_path: Path) -> None:
    """Its anchor passes for the vault of then, not for one that was rotated meanwhile; its journal is taken in."""
    place, [opening] = bring(GOLDEN / name, tmp_path / "place"), MANIFESTS[name].openings
    older = bring(GOLDEN / name, tmp_path / "older")
    assert list((place / "state" / "journal").iterdir())
    with unlock(place / "vault", opening.password, state=place / "state") as vault:
        assert vault.notices == []
        rotation.new_vault_key(vault, credential(opening.password), policy=CHEAP)
        assert found_audit(vault) == (*opening.audit, "access", "new vault key", "confirmed")
        [detail] = vault.catalog.row("SELECT detail FROM audit WHERE sequence = ?", len(opening.audit) + 1)
        access = decode(detail)
        assert isinstance(access, list)
        assert access[1:2] + access[3::2] == [0, "refused", "unlocked"]
    assert [file.suffix for file in (place / "state" / "journal").iterdir()] == [".key"]
    with pytest.raises(RollbackDetected):
        unlock(older / "vault", opening.password, state=place / "state")
