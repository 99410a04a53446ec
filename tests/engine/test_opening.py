"""Unlocking a vault that somebody attacked, or that a crash left in the middle of a change of its header."""

from __future__ import annotations

import base64
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import create, leaves, unlock
from tests.survival.tally import FOLDER, sample
from tests.vectors import many_keys
from vault.engine import generation, header as headers, keys, opening, primitives, rotation
from vault.engine.catalog import CONFIRM, Catalog
from vault.engine.durable import FileLayer, Folder, Platform, SystemClock
from vault.engine.errors import (
    Damaged,
    KdfRefused,
    LimitExceeded,
    NotFound,
    RollbackDetected,
    UnsupportedVersion,
    VaultError,
    WrongCredential,
)
from vault.engine.header import Body, Generation, Header, Slot
from vault.engine.header_change import make_slot
from vault.engine.keys import KdfPolicy, Subkeys
from vault.engine.primitives import Buffer
from vault.engine.records import Change, Sealing
from vault.engine.values import length_prefixed
from vault.engine.vault import ROOT, Vault
from vault.unlock import password as passwords
from vault.unlock.password import Password

COPIES = opening.HEADER, opening.HEADER_COPY
STRIDE, AGAIN = (1, 1) if FOLDER else (4, 9)
OLD, NEW, OTHER, LAST = (Password(word) for word in (b"old", b"new", b"other", b"last"))
ALLOWED = Damaged, KdfRefused, WrongCredential, UnsupportedVersion
"""What one changed byte of a header may be called."""

Json = Any
Edit = Callable[[Json], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with one note, locked, that opens with OLD."""
    place = tmp_path / "v.deedbox"
    with create(place, OLD) as vault:
        vault.write_note(ROOT, b"note", "committed")
    return place


@pytest.fixture
def two(path: Path) -> Path:
    """The same with a second slot, which opens with OTHER."""
    with unlock(path, OLD) as vault:
        add_slot(vault, OTHER, "second")
    return path


def add_slot(vault: Vault, credential: Password, name: str) -> None:
    new = make_slot(credential, name, vault.files.header.body.context.vault, CHEAP, vault.platform)
    plan = vault.files.plan()
    vault.files.change_header(replace(plan, slots=[*plan.slots, (new.slot, new.row)]), "slot added")


def change(path: Path, old: Password, new: Password, *, keep_key: bool = False) -> None:
    """Change the password; all other slots are confirmed."""
    with unlock(path, old) as vault:
        confirmed = [row.id for row in rotation.absent_slots(vault)]
        rotation.change_password(vault, new, policy=CHEAP, keep_key=keep_key, confirmed=confirmed)


def open_header(path: Path, credential: Password = OLD, policy: KdfPolicy = CHEAP) -> tuple[Header, str]:
    return opening.open_header(Folder(path, Platform()), credential, policy)


def put(path: Path, data: bytes, names: Iterable[str] = COPIES) -> None:
    for name in names:
        (path / name).write_bytes(data)


def edit(path: Path, change: Edit, names: Iterable[str] = COPIES) -> None:
    """Change line 1 as somebody without keys can; MACs stay."""
    line, macs, _ = (path / opening.HEADER).read_bytes().split(b"\n")
    body = json.loads(line)
    change(body)
    put(path, json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii") + b"\n" + macs + b"\n", names)


def b64(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def assert_opens(path: Path, credential: Password, **arguments: object) -> list[str]:
    """It opens and everything is there; what unlocking found out of the ordinary."""
    with unlock(path, credential, **arguments) as vault:
        ((_, note),) = vault.walk()
        assert vault.read(note) == b"committed"
        return vault.notices


def assert_refused(path: Path, credential: Password, *classes: type[VaultError], **arguments: object) -> VaultError:
    """It does not open, and nothing but the lock was written."""
    before = {name: data for name, data in leaves(path).items() if name != "lock"}
    with pytest.raises(classes) as caught:
        unlock(path, credential, **arguments).lock()
    assert {name: data for name, data in leaves(path).items() if name != "lock"} == before
    return caught.value


# A001, A008: bytes changed, files cut


def flips(data: bytes, bits: int = 1) -> Iterator[bytes]:
    """Every byte changed, in one bit or in several one after the other."""
    for position in sample(range(len(data)), 150, "flips"):
        for bit in range(position, position + bits):
            mask = 1 << 3 * bit % 8
            yield data[:position] + bytes([data[position] ^ mask]) + data[position + 1 :]


def test_a001_every_byte_of_the_only_header(path: Path) -> None:
    """With the copy removed: one of the allowed classes, never an open header."""
    (path / opening.HEADER_COPY).unlink()
    for changed in flips((path / opening.HEADER).read_bytes(), bits=2):
        put(path, changed, [opening.HEADER])
        with pytest.raises(ALLOWED):
            open_header(path)


def test_a001_every_byte_of_the_header_beside_its_copy(path: Path) -> None:
    for changed in flips((path / opening.HEADER).read_bytes()):
        put(path, changed, [opening.HEADER])
        header, copy = open_header(path)
        assert (header.slot.name, copy) == ("password", opening.HEADER_COPY)


def test_a001_every_byte_of_the_header_and_a_wrong_password(path: Path) -> None:
    for changed in flips((path / opening.HEADER).read_bytes()):
        put(path, changed, [opening.HEADER])
        with pytest.raises(ALLOWED):
            open_header(path, NEW)


def test_a001_every_byte_of_the_copy(path: Path) -> None:
    for changed in flips((path / opening.HEADER_COPY).read_bytes()):
        put(path, changed, [opening.HEADER_COPY])
        assert open_header(path)[1] == opening.HEADER


@given(st.integers(0, 2_000), st.integers(1, 255), st.sampled_from(COPIES))
@settings(max_examples=20, deadline=None)
def test_a001_a_whole_unlock_repairs_and_says_so(
    tmp_path_factory: pytest.TempPathFactory, position: int, mask: int, name: str
) -> None:
    path = tmp_path_factory.mktemp("a001") / "v"
    with create(path, OLD) as vault:
        vault.write_note(ROOT, b"note", "committed")
    right = (path / name).read_bytes()
    put(path, right[:position] + bytes([right[position] ^ mask]) + right[position + 1 :], [name])
    assert "header copy renewed" in assert_opens(path, OLD)
    assert [(path / copy).read_bytes() for copy in COPIES] == [right, right]


def test_a001_both_copies_changed_in_different_places(path: Path) -> None:
    """Never merged: two bad copies stay bad."""
    data = (path / opening.HEADER).read_bytes()
    put(path, data.replace(b'"epoch":1', b'"epoch":2'), [opening.HEADER])
    put(path, data.replace(b'"number":1', b'"number":2'), [opening.HEADER_COPY])
    assert_refused(path, OLD, Damaged)


def test_a008_half_written_header(path: Path) -> None:
    """Cut at every length, none included: the copy opens."""
    data = (path / opening.HEADER).read_bytes()
    for size in sample(range(len(data)), 120, "half written"):
        put(path, data[:size], [opening.HEADER])
        assert open_header(path)[1] == opening.HEADER_COPY
    assert "opened with the copy of the header" in assert_opens(path, OLD)
    assert (path / opening.HEADER).read_bytes() == data


@pytest.mark.parametrize("content", [b"", bytes(2_284), bytes(65_536), b"\n" * 3])
def test_a008_header_of_zeros(path: Path, content: bytes) -> None:
    put(path, content, [opening.HEADER])
    assert_opens(path, OLD)


def test_a008_half_written_copy(path: Path) -> None:
    data = (path / opening.HEADER).read_bytes()
    for size in (0, 1, 1_000, len(data) - 1):
        put(path, data[:size], [opening.HEADER_COPY])
        assert assert_opens(path, OLD) == ["header copy renewed"]
        assert (path / opening.HEADER_COPY).read_bytes() == data


# A002: one field edited


EDITS: dict[str, Edit] = {
    "lineage": lambda line: line.update(lineage=b64(bytes(16))),
    "epoch": lambda line: line.update(epoch=2),
    "generation number": lambda line: line["generation"].update(number=2),
    "generation id": lambda line: line["generation"].update(id=b64(bytes(16))),
    "optional feature": lambda line: line["features"].update(optional=["fast"]),
    "slot name": lambda line: line["slots"][0].update(name="admin"),
    "sealed vault key": lambda line: line["slots"][0].update(vault_key=b64(bytes(1_168))),
    "order of slots": lambda line: line["slots"].reverse(),
    "the other slot's name": lambda line: line["slots"][1].update(name="admin"),
    "the other slot's wrap": lambda line: line["slots"][1].update(wrap=line["slots"][0]["wrap"]),
}


@pytest.mark.parametrize("name", EDITS)
def test_a002_an_edited_field_is_damage_after_unwrapping(two: Path, name: str) -> None:
    edit(two, EDITS[name])
    error = assert_refused(two, OLD, Damaged)
    assert str(error) == "header: slot MAC"
    assert_refused(two, NEW, WrongCredential)


def test_a002_another_vault_id_is_another_secret(path: Path) -> None:
    """The key of the wrap depends on the vault id."""
    edit(path, lambda line: line.update(vault=b64(bytes(16))))
    assert_refused(path, OLD, WrongCredential)


def test_a002_the_same_values_written_otherwise(path: Path) -> None:
    """What is authentic is bytes, not values."""
    data = (path / opening.HEADER).read_bytes()
    put(path, data.replace(b'"epoch":1', b'"epoch": 1'))
    assert_refused(path, OLD, Damaged)


# A003: size


class Untouched(FileLayer):
    """Refuses to read what is larger than a header."""

    def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
        assert os.fstat(fd).st_size <= headers.SIZE_LIMIT, "read before its size was looked at"
        return super().read_into(fd, buffer, offset)


def test_a003_a_header_of_1_gib_is_not_read(path: Path) -> None:
    for name in COPIES:
        os.truncate(path / name, 1 << 30)
    with pytest.raises(Damaged):
        opening.open_header(Folder(path, Platform(files=Untouched())), OLD, CHEAP)


def test_a003_a_header_of_64_kib_and_one_byte(path: Path) -> None:
    os.truncate(path / opening.HEADER, headers.SIZE_LIMIT + 1)
    assert open_header(path)[1] == opening.HEADER_COPY


# A004: versions and features


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda line: line.update(format=2), "format 2"),
        (lambda line: line["features"].update(required=["smell"]), "feature smell"),
    ],
)
def test_a004_written_by_a_later_program(path: Path, change: Edit, named: str, read_only: bool) -> None:
    edit(path, change)
    for credential in (OLD, NEW):
        assert named in str(assert_refused(path, credential, UnsupportedVersion, read_only=read_only))


def test_a004_optional_features_survive_every_rewriting(path: Path) -> None:
    with unlock(path, OLD) as vault:
        vault.files.change_header(replace(vault.files.plan(), optional_features=("colours", "smell")), "features")
    change(path, OLD, NEW, keep_key=True)
    change(path, NEW, LAST)
    with unlock(path, LAST) as vault:
        vault.files.renew_generation()
    assert open_header(path, LAST)[0].body.optional_features == ("colours", "smell")
    assert_opens(path, LAST)


# A006, A024, A058, A140: headers and catalogs of different times


def test_a006_an_older_header_after_a_change_of_slots(two: Path) -> None:
    """Authentic, and its slot works, but the catalog knows better."""
    before = (two / opening.HEADER).read_bytes()
    change(two, OTHER, NEW, keep_key=True)
    put(two, before)
    for credential in (OLD, OTHER):
        assert_refused(two, credential, RollbackDetected)
    assert_refused(two, NEW, WrongCredential)


def test_a006_an_older_header_after_a_new_vault_key(path: Path) -> None:
    before = (path / opening.HEADER).read_bytes()
    change(path, OLD, NEW)
    put(path, before)
    assert "older than the catalog" in str(assert_refused(path, OLD, RollbackDetected))
    assert_refused(path, NEW, WrongCredential)


def test_a006_one_older_copy_is_put_right(path: Path) -> None:
    """The copy that opens and is the catalog's wins; the old password does not come in by the other."""
    before = (path / opening.HEADER).read_bytes()
    change(path, OLD, NEW)
    put(path, before, [opening.HEADER_COPY])
    assert_refused(path, OLD, RollbackDetected)
    assert assert_opens(path, NEW) == ["header copy renewed"]
    assert_refused(path, OLD, WrongCredential)


def test_a006_an_older_header_before_the_current_one(path: Path) -> None:
    before = (path / opening.HEADER).read_bytes()
    change(path, OLD, NEW)
    put(path, before, [opening.HEADER])
    assert_refused(path, OLD, RollbackDetected)
    assert "opened with the copy of the header" in assert_opens(path, NEW)


@pytest.fixture(params=[True, False], ids=["kept key", "new key"])
def changed(path: Path, request: pytest.FixtureRequest) -> tuple[Path, bytes, bool]:
    """A vault after its password was changed, with the header from before, and whether the vault key was kept."""
    before = (path / opening.HEADER).read_bytes()
    change(path, OLD, NEW, keep_key=request.param)
    return path, before, request.param


def test_a140_old_password_and_old_header_against_todays_catalog(changed: tuple[Path, bytes, bool]) -> None:
    """Only with the vault key kept does what they give open today's snapshot and log."""
    path, before, kept = changed
    today = open_header(path, NEW)[0]
    put(path, before)
    old = open_header(path, OLD)[0]
    assert (old.subkeys.vault_key == today.subkeys.vault_key) == kept
    for context in {old.body.context, today.body.context}:
        sealing = Sealing(Subkeys(context, old.subkeys.vault_key), today.body.generation)
        folder = Folder(path, Platform())
        if kept:
            generation.load(folder, sealing, SystemClock())[0].close()
        else:
            with pytest.raises(Damaged):
                generation.load(folder, sealing, SystemClock())


def test_a024_a_whole_old_copy_opens_with_the_old_password(path: Path, tmp_path: Path) -> None:
    """By design: no change reaches a copy that somebody has already."""
    shutil.copytree(path, tmp_path / "copy")
    change(path, OLD, NEW)
    assert_opens(tmp_path / "copy", OLD)
    assert_refused(path, OLD, WrongCredential)


def test_a058_todays_header_over_yesterdays_catalog(path: Path, tmp_path: Path) -> None:
    """With a new epoch its snapshot is missing; within one epoch its digest is unknown."""
    for keep_key, refusal in ((False, Damaged), (True, RollbackDetected)):
        mixed = tmp_path / f"mixed{keep_key}"
        shutil.copytree(path, mixed)
        change(path, OLD, NEW, keep_key=keep_key)
        put(mixed, (path / opening.HEADER).read_bytes())
        assert_refused(mixed, NEW, refusal)
        change(path, NEW, OLD)
        shutil.rmtree(mixed)


def test_a058_yesterdays_catalog_under_todays_names(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path / "catalog", tmp_path / "before")
    change(path, OLD, NEW)
    for ending in (".snapshot", ".log"):
        (today,) = (path / "catalog").glob(f"*{ending}")
        (before,) = (tmp_path / "before").glob(f"*{ending}")
        shutil.copy(before, today)
    assert_refused(path, NEW, Damaged)


@pytest.mark.parametrize("name", ["000009-somebody's list.txt", "000009-" + "ab" * 16 + ".log"], ids=["other", "log"])
def test_r12_only_a_snapshot_of_a_higher_number_makes_a_header_older(path: Path, name: str) -> None:
    (path / "catalog" / name).write_bytes(b"")
    next((path / "catalog").glob("*.snapshot")).unlink()
    with pytest.raises(Damaged):
        unlock(path, OLD)


# A007: one copy left


@pytest.mark.parametrize("name", COPIES)
def test_a007_one_copy_left(path: Path, name: str) -> None:
    right = (path / name).read_bytes()
    (path / name).unlink()
    assert_refused(path, NEW, WrongCredential)
    assert_opens(path, OLD, read_only=True)
    assert not (path / name).exists()
    assert "header copy renewed" in assert_opens(path, OLD)
    assert (path / name).read_bytes() == right


def test_a007_no_copy_left(path: Path) -> None:
    for name in COPIES:
        (path / name).unlink()
    assert_refused(path, OLD, NotFound)


@pytest.mark.parametrize("name", COPIES)
def test_a_link_or_a_folder_for_a_copy(path: Path, tmp_path: Path, name: str) -> None:
    """Neither followed nor fatal."""
    shutil.copy(path / name, tmp_path / "elsewhere")
    (path / name).unlink()
    (path / name).symlink_to(tmp_path / "elsewhere")
    assert_opens(path, OLD, read_only=True)
    (path / name).unlink()
    (path / name).mkdir()
    assert_opens(path, OLD, read_only=True)


# A009, A010, A012, A014: parameters of key derivation


def set_parameters(path: Path, **values: int | str) -> None:
    edit(path, lambda line: line["slots"][0]["parameters"].update(values))


def never(*_: object) -> bytes:
    raise AssertionError("a key was derived")


@pytest.mark.parametrize(
    "values",
    [
        {"memory": 4 << 30},
        {"passes": 1 << 31},
        {"lanes": 1 << 24},
        {"memory": (1 << 63) - 1, "passes": (1 << 63) - 1, "lanes": (1 << 63) - 1},
        {"lanes": 0},
        {"memory": 7, "lanes": 1},
        {"passes": 0},
    ],
    ids=str,
)
def test_a009_bombs_are_refused_before_anything_is_derived(
    path: Path, values: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    set_parameters(path, **values)
    monkeypatch.setattr(passwords, "argon2id", never)
    assert_refused(path, OLD, KdfRefused)


@pytest.mark.parametrize("salt", ["", "A" * 4 * 10_000])
def test_a009_salts_of_other_lengths_are_malformed(path: Path, salt: str) -> None:
    set_parameters(path, salt=salt)
    assert_refused(path, OLD, Damaged)


def test_a009_a_salt_of_1_mib_is_too_long_for_a_header(path: Path) -> None:
    set_parameters(path, salt=b64(bytes(1 << 20)))
    assert_refused(path, OLD, Damaged)


def test_a009_a_bomb_in_one_copy_does_not_keep_from_the_other(path: Path) -> None:
    right = (path / opening.HEADER).read_bytes()
    edit(path, lambda line: line["slots"][0]["parameters"].update(memory=4 << 30), [opening.HEADER])
    assert_opens(path, OLD)
    assert (path / opening.HEADER).read_bytes() == right


def test_a010_cheaper_than_the_floor_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program's own policy refuses what the tests' policy takes."""
    set_parameters(path, memory=8, passes=1)
    monkeypatch.setattr(passwords, "argon2id", never)
    with pytest.raises(KdfRefused, match="too cheap"):
        Vault.unlock(path, OLD)


def test_a010_cheaper_parameters_give_another_key(path: Path) -> None:
    set_parameters(path, memory=32)
    assert_refused(path, OLD, WrongCredential)


@pytest.mark.parametrize("keep_key", [False, True])
def test_a010_a_new_password_costs_what_todays_policy_says(path: Path, keep_key: bool) -> None:
    policy = CHEAP._replace(passes=2, memory=128, lanes=2)
    with unlock(path, OLD) as vault:
        rotation.change_password(vault, NEW, policy=policy, keep_key=keep_key)
    (slot,) = open_header(path, NEW)[0].body.slots
    assert {name: slot.parameters[name] for name in ("passes", "memory", "lanes")} == {
        "passes": 2,
        "memory": 128,
        "lanes": 2,
    }


def test_a010_without_a_policy_it_is_the_programs(path: Path) -> None:
    with unlock(path, OLD) as vault:
        rotation.change_password(vault, NEW)
    (slot,) = open_header(path, NEW)[0].body.slots
    assert (slot.parameters["passes"], slot.parameters["memory"]) == (KdfPolicy().passes, KdfPolicy().memory)
    KdfPolicy().check(slot.parameters)


@pytest.mark.parametrize(
    "values",
    [{"type": "i"}, {"type": "d"}, {"version": 16}, {"version": 19}, {"secret": "x"}, {"algorithm": "scrypt"}],
    ids=str,
)
def test_a012_there_is_one_argon2(path: Path, values: dict[str, int | str]) -> None:
    """No parameter chooses another type or version."""
    set_parameters(path, **values)
    assert_refused(path, OLD, Damaged)


LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from vault.engine.errors import KdfRefused
from vault.engine.keys import KdfPolicy
from vault.engine.vault import Vault
from vault.unlock.password import Password

size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (64 << 20),) * 2)
try:
    Vault.unlock(Path(sys.argv[1]), Password(b"old"), policy=KdfPolicy(floor_passes=1, floor_memory=8))
except KdfRefused as error:
    print(error)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit is set by what /proc says")
def test_a014_memory_that_cannot_be_had(path: Path) -> None:
    """Within the bounds, but not on this machine: said so, and nothing touched."""
    set_parameters(path, memory=512 << 10)
    before = {name: data for name, data in leaves(path).items() if name != "lock"}
    child = subprocess.run(
        [sys.executable, "-c", LITTLE_MEMORY, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert (child.stdout.strip(), child.stderr) == ("not enough memory to unlock (needs 512 MiB)", "")
    assert {name: data for name, data in leaves(path).items() if name != "lock"} == before


# A015, A016, A018, A025: slots


def test_a015_wraps_exchanged_between_slots(two: Path) -> None:
    """Alone, or with the parameters that go with them; even for somebody who knows both passwords."""

    def exchange(*fields: str) -> Edit:
        def edit(line: Json) -> None:
            one, other = line["slots"]
            for field in fields:
                one[field], other[field] = other[field], one[field]

        return edit

    right = (two / opening.HEADER).read_bytes()
    for fields in (("wrap",), ("wrap", "parameters"), ("wrap", "parameters", "vault_key"), ("id",)):
        put(two, right)
        edit(two, exchange(*fields))
        for credential in (OLD, OTHER):
            assert_refused(two, credential, WrongCredential)


@pytest.mark.parametrize("fields", [("wrap",), ("wrap", "parameters", "id"), ("wrap", "parameters", "id", "vault_key")])
def test_a015_wraps_exchanged_between_vaults_of_one_password(
    path: Path, tmp_path: Path, fields: tuple[str, ...]
) -> None:
    create(tmp_path / "other", OLD).lock()
    other = json.loads((tmp_path / "other" / opening.HEADER).read_bytes().split(b"\n")[0])["slots"][0]
    edit(path, lambda line: line["slots"][0].update({field: other[field] for field in fields}))
    assert_refused(path, OLD, WrongCredential)


def test_a015_a_vault_key_of_another_vault(path: Path, tmp_path: Path) -> None:
    create(tmp_path / "other", OLD).lock()
    other = json.loads((tmp_path / "other" / opening.HEADER).read_bytes().split(b"\n")[0])["slots"][0]
    edit(path, lambda line: line["slots"][0].update(vault_key=other["vault_key"]))
    assert_refused(path, OLD, Damaged)


def forged(path: Path, slots: Iterable[Slot], vault_key: bytes, own: dict[bytes, bytes]) -> None:
    """Write a header with MACs by these keys; unknown authentication keys are zeros."""
    body = headers.parse((path / opening.HEADER).read_bytes()).body
    body = body._replace(slots=tuple(slots))
    authentication = {slot.id: own.get(slot.id, bytes(32)) for slot in body.slots}
    put(path, headers.serialize(body, Subkeys(body.context, vault_key), authentication))


def test_a016_a_slot_of_the_attackers_own(path: Path) -> None:
    """He knows its password and keys, but not the vault key nor the other slot's authentication key."""
    body = headers.parse((path / opening.HEADER).read_bytes()).body
    mine = make_slot(LAST, "mine", body.context.vault, CHEAP, Platform())
    sealed = keys.seal_vault_key(b"m" * 32, mine.opened.public_key, body.context, mine.slot.id)
    slots = [*body.slots, mine.slot._replace(vault_key=sealed)]
    forged(path, slots, b"m" * 32, {mine.slot.id: mine.opened.authentication_key})
    assert "slot MAC" in str(assert_refused(path, OLD, Damaged))
    # His own slot opens a header that names a catalog which his vault key does not open.
    assert "snapshot" in str(assert_refused(path, LAST, Damaged))


def test_a016_a_slot_by_somebody_with_the_vault_key(path: Path) -> None:
    """Everything in the header is right; only the catalog does not know the slot, nor this header."""
    header = open_header(path)[0]
    mine = make_slot(LAST, "mine", header.body.context.vault, CHEAP, Platform())
    sealed = keys.seal_vault_key(header.subkeys.vault_key, mine.opened.public_key, header.body.context, mine.slot.id)
    own = {
        header.slot.id: header.opened.authentication_key,
        mine.slot.id: mine.opened.authentication_key,
    }
    forged(path, [*header.body.slots, mine.slot._replace(vault_key=sealed)], header.subkeys.vault_key, own)
    for credential in (OLD, LAST):
        assert open_header(path, credential)
        assert_refused(path, credential, RollbackDetected)


def test_a138_r13_a_slot_that_only_the_header_has(path: Path) -> None:
    """Somebody with the vault key makes the header the catalog's as well; its slots still are not."""
    header = open_header(path)[0]
    mine = make_slot(LAST, "mine", header.body.context.vault, CHEAP, Platform())
    sealed = keys.seal_vault_key(header.subkeys.vault_key, mine.opened.public_key, header.body.context, mine.slot.id)
    body = header.body._replace(slots=(*header.body.slots, mine.slot._replace(vault_key=sealed)))
    with unlock(path, OLD) as vault:
        vault.commit([Change("state", ("header",), (primitives.sha256(body.line()),))], "planted")
    own = {header.slot.id: header.opened.authentication_key, mine.slot.id: mine.opened.authentication_key}
    put(path, headers.serialize(body, header.subkeys, own))
    for credential in (OLD, LAST):
        assert "not those of the catalog" in str(assert_refused(path, credential, Damaged))


@pytest.mark.parametrize("count", [2, 5])
def test_a018_one_wrap_for_several_passwords(path: Path, count: int) -> None:
    """It opens under the one its commitment is for; the others are wrong, whatever AES-GCM says."""
    body = headers.parse((path / opening.HEADER).read_bytes()).body
    (slot,) = body.slots
    candidates = [Password(b"candidate %d" % number) for number in range(count)]
    place = body.context.vault, slot.id, slot.parameter_hash
    keks = [keys.derive_kek(candidate.factors(slot.parameters), *place) for candidate in candidates]
    wrap = many_keys.floe_for_all(keks, length_prefixed(keys.SLOT_WRAP, *place), blocks=4)
    edit(path, lambda line: line["slots"][0].update(wrap=b64(wrap)))
    assert_refused(path, candidates[0], Damaged)
    for candidate in candidates[1:]:
        assert_refused(path, candidate, WrongCredential)


def test_a018_longer_wraps_are_refused_before_any_key_is_derived(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "argon2id", never)
    keks = [os.urandom(32) for _ in range(16)]
    wrap = many_keys.floe_for_all(keks, b"any place", blocks=15)
    edit(path, lambda line: line["slots"][0].update(wrap=b64(wrap)))
    assert_refused(path, OLD, Damaged)


def wrap_changed_at(position: int) -> Edit:
    def edit(line: Json) -> None:
        wrap = bytearray(base64.b64decode(line["slots"][0]["wrap"]))
        wrap[position] ^= 1
        line["slots"][0]["wrap"] = b64(bytes(wrap))

    return edit


A025: dict[str, tuple[Edit, Password]] = {
    "wrong password": (lambda _: None, NEW),
    "another slot id": (lambda line: line["slots"][0].update(id=b64(bytes(16))), OLD),
    "damaged IV": (wrap_changed_at(10), OLD),
    "damaged commitment": (wrap_changed_at(73), OLD),
    "damaged ciphertext, wrong password": (wrap_changed_at(100), NEW),
    "another vault key, wrong password": (lambda line: line["slots"][0].update(vault_key=b64(bytes(1_168))), NEW),
    "another salt": (lambda line: line["slots"][0]["parameters"].update(salt=b64(bytes(16))), OLD),
}


@pytest.mark.parametrize("name", A025)
def test_a025_same_class_message_and_cost(path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One derivation for both copies, whatever is wrong."""
    change, credential = A025[name]
    edit(path, change)
    derived = 0

    def counted(*arguments: Any) -> bytes:
        nonlocal derived
        derived += 1
        return primitives.argon2id(*arguments)

    monkeypatch.setattr(passwords, "argon2id", counted)
    assert str(assert_refused(path, credential, WrongCredential)) == "no key slot opens with this"
    assert derived == 1


@pytest.mark.parametrize("credential", [OLD, NEW], ids=["right", "wrong"])
def test_a025_r7_the_parameters_of_a_wrap_are_part_of_its_commitment(path: Path, credential: Password) -> None:
    """R2 in a wrap is R7: nothing has matched yet, so it is no damage."""
    right = (path / opening.HEADER).read_bytes()
    for position in range(10):
        put(path, right)
        edit(path, wrap_changed_at(position))
        with pytest.raises(WrongCredential):
            unlock(path, credential)


def test_r8_a_wrap_damaged_behind_its_commitment_is_damage(path: Path) -> None:
    for position in (74, 78, 90, 169):
        right = (path / opening.HEADER).read_bytes()
        edit(path, wrap_changed_at(position))
        assert_refused(path, OLD, Damaged)
        put(path, right)


def test_several_slots_fit_and_the_name_chooses(two: Path) -> None:
    for name, credential, wrong in (("password", OLD, OTHER), ("second", OTHER, OLD)):
        assert_opens(two, credential, slot=name)
        assert_refused(two, wrong, WrongCredential, slot=name)
    assert_refused(two, OLD, NotFound, slot="third")


def test_the_outcome_of_two_bad_copies(path: Path) -> None:
    """Damage if either got past its commitment, else wrong if either could be tried, else the first copy's fault."""
    right = (path / opening.HEADER).read_bytes()
    malformed, other_format = b"{}", right.replace(b'"format":1', b'"format":2')
    bomb = right.replace(b'"memory":64', b'"memory":99999999')
    wrong = right.replace(b'"memory":64', b'"memory":65')
    damaged = right.replace(b'"epoch":1', b'"epoch":2')
    for one, other, expected in (
        (malformed, damaged, Damaged),
        (wrong, damaged, Damaged),
        (damaged, wrong, Damaged),
        (bomb, wrong, WrongCredential),
        (wrong, bomb, WrongCredential),
        (malformed, wrong, WrongCredential),
        (other_format, wrong, WrongCredential),
        (bomb, malformed, KdfRefused),
        (malformed, bomb, Damaged),
        (other_format, malformed, UnsupportedVersion),
        (malformed, other_format, Damaged),
    ):
        put(path, one, [opening.HEADER])
        put(path, other, [opening.HEADER_COPY])
        assert type(assert_refused(path, OLD, VaultError)) is expected


# A137: a whole vault of the attacker's, below the real slot


def planted(path: Path, public_key: bytes, vault_key: bytes) -> None:
    """Header, snapshot and log that agree with each other, from public data and the slot's public key."""
    body = headers.parse((path / opening.HEADER).read_bytes()).body
    (slot,) = body.slots
    sealed = keys.seal_vault_key(vault_key, public_key, body.context, slot.id)
    body = Body(body.context, Generation(1, os.urandom(16)), (slot._replace(vault_key=sealed),))
    subkeys = Subkeys(body.context, vault_key)
    data = headers.serialize(body, subkeys, {slot.id: bytes(32)})
    shutil.rmtree(path / "catalog")
    (path / "catalog").mkdir()
    put(path, data)
    sealing, catalog = Sealing(subkeys, body.generation), Catalog.empty(SystemClock())
    snapshot = sealing.seal_snapshot(catalog.image(), os.urandom)
    (path / generation.snapshot_name(body.generation)).write_bytes(snapshot)
    row = (slot.name, slot.kind, public_key, bytes(32), 0, None, None)
    line = headers.parse(data).line
    changes = [
        Change("state", ("header",), (primitives.sha256(line),)),
        Change("state", ("anchor_key",), (bytes(32),)),
        Change("slot", (0, slot.id), row),
    ]
    frame, _ = sealing.seal_record(catalog.next_record(changes, CONFIRM), os.urandom)
    (path / generation.log_name(body.generation)).write_bytes(frame)
    catalog.close()


def test_a137_a_planted_vault(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused at the slot's MAC, before the planted vault key is opened; the public key is given to him as well."""
    planted(path, open_header(path)[0].opened.public_key, b"m" * 32)
    monkeypatch.setattr(keys, "open_vault_key", never)
    assert "slot MAC" in str(assert_refused(path, OLD, Damaged))


def test_a137_the_planted_vault_is_consistent_below_the_slot(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would open if the slot's MAC were not looked at, so that MAC is what the test above has seen."""
    public = open_header(path)[0].opened.public_key
    planted(path, public, b"m" * 32)
    monkeypatch.setattr(headers.UnverifiedHeader, "verify_slot_mac", lambda *_: None)
    header = open_header(path)[0]
    assert header.subkeys.vault_key == b"m" * 32
    catalog, tail = generation.load(
        Folder(path, Platform()), Sealing(header.subkeys, header.body.generation), SystemClock()
    )
    assert catalog.state("header") == header.digest
    assert tail is None
    catalog.close()


# A144: files of other generations


def files_of(path: Path, ending: str) -> list[Path]:
    return sorted((path / "catalog").glob(f"*{ending}"))


def test_a144_a_leftover_of_the_same_number_is_not_opened(path: Path) -> None:
    (snapshot,), (log,) = files_of(path, ".snapshot"), files_of(path, ".log")
    for real in (snapshot, log):
        (real.parent / ("000001-" + "ab" * 16 + real.suffix)).write_bytes(b"left over")
    assert_opens(path, OLD)
    snapshot.unlink()
    assert_refused(path, OLD, Damaged)


def test_a144_a_leftover_of_a_higher_number_is_not_opened(path: Path) -> None:
    (path / "catalog" / ("000002-" + "ab" * 16 + ".snapshot")).write_bytes(b"left over")
    assert_opens(path, OLD)
    change(path, OLD, NEW)
    assert_opens(path, NEW)


@pytest.mark.parametrize("ending", [".snapshot", ".log"])
def test_a144_the_generation_before_under_todays_names(path: Path, ending: str) -> None:
    with unlock(path, OLD) as vault:
        vault.files.renew_generation()
    before, today = files_of(path, ending)
    shutil.copy(before, today)
    assert_refused(path, OLD, Damaged)


@pytest.mark.parametrize("generations", [1, 2])
def test_a144_the_log_deleted_or_emptied(path: Path, generations: int) -> None:
    """A log has at least its opening record, even right after a new generation."""
    with unlock(path, OLD) as vault:
        for _ in range(generations - 1):
            vault.files.renew_generation()
    log = files_of(path, ".log")[-1]
    log.write_bytes(b"")
    assert_refused(path, OLD, Damaged)
    log.unlink()
    assert_refused(path, OLD, Damaged)


def test_a144_the_snapshot_deleted_or_emptied(path: Path) -> None:
    (snapshot,) = files_of(path, ".snapshot")
    snapshot.write_bytes(b"")
    assert_refused(path, OLD, Damaged)
    snapshot.unlink()
    assert_refused(path, OLD, Damaged)


def test_a144_the_header_of_the_generation_before_is_older(path: Path, state: Path) -> None:
    """Its generation is still kept, so only a device that saw the newer one can tell."""
    before = (path / opening.HEADER).read_bytes()
    with unlock(path, OLD, state=state) as vault:
        vault.files.renew_generation()
    put(path, before)
    assert_refused(path, OLD, RollbackDetected, state=state)


# A143, A151: interrupted changes of the header


class Dying(FaultyFiles):
    """As `FaultyFiles`; a write counts twice, so that it can also end half way."""

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        view = memoryview(data)
        half = len(view) // 2
        done = super().write(fd, view[:half], offset) if half else 0
        return done + super().write(fd, view[half:], offset + half)

    def fsync(self, fd: int) -> None:
        """Not counted: a process that dies loses nothing that is written."""
        os.fsync(fd)


def password_with_new_key(vault: Vault) -> None:
    confirmed = [row.id for row in rotation.absent_slots(vault)]
    rotation.change_password(vault, NEW, policy=CHEAP, confirmed=confirmed)


def password_with_kept_key(vault: Vault) -> None:
    rotation.change_password(vault, NEW, policy=CHEAP, keep_key=True)


def new_generation(vault: Vault) -> None:
    vault.files.renew_generation()


def die(path: Path, state: Path | None, credential: Password, operation: Callable[[Vault], None], at: int) -> bool:
    """Let the operation die at a changing call; whether it did not come so far."""
    files = Dying()
    vault = unlock(path, credential, platform=Platform(files=files), state=state)
    files.arm(at, "die")
    try:
        operation(vault)
    except Died:
        return False
    finally:
        files.kill()
        vault.catalog.close()
    return True


def die_unlocking(path: Path, credential: Password, at: int) -> bool:
    """Let an unlock die at a changing call; whether it did not come so far. Wrong credentials end it, too."""
    files = Dying(at, "die")
    try:
        unlock(path, credential, platform=Platform(files=files)).catalog.close()
    except Died:
        return False
    except WrongCredential:
        pass
    finally:
        files.kill()
    return True


def opens(path: Path, credential: Password, state: Path | None = None) -> bool:
    """Whether a writing unlock works; recovery is complete afterwards. Anything but a wrong credential is an error."""
    try:
        assert_opens(path, credential, state=state)
    except WrongCredential:
        return False
    return True


def assert_recovers(path: Path, order: tuple[Password, Password], state: Path | None = None) -> Password:
    """One of two passwords opens, and from then on it alone; the one that does."""
    if opens(path, order[0], state):
        right, wrong = order
    else:
        wrong, right = order
        assert opens(path, right, state)
    assert not opens(path, wrong, state)
    assert not list(path.glob("*.partial"))
    assert (path / opening.HEADER).read_bytes() == (path / opening.HEADER_COPY).read_bytes()
    return right


def interrupted(
    source: Path, scratch: Path, operation: Callable[[Vault], None], credential: Password = OLD
) -> Iterator[tuple[Path, Path]]:
    """Copies of a vault and of a state folder, in which the operation died at its first, second … changing call.

    Only at some of them in a run that is not a complete one.
    """
    at, finished = 1, False
    with unlock(source, credential, state=scratch / "state"):
        pass
    while not finished:
        place, state = scratch / f"{operation.__name__}{at}", scratch / f"state{at}"
        shutil.copytree(source, place)
        shutil.copytree(scratch / "state", state)
        finished = die(place, state, credential, operation, at)
        yield place, state
        shutil.rmtree(place)
        shutil.rmtree(state)
        at += STRIDE
    assert at > 10, "there was hardly anything to interrupt"


@pytest.mark.parametrize("operation", [password_with_new_key, password_with_kept_key])
@pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)], ids=["old first", "new first"])
def test_a143_a_change_of_password_interrupted(
    path: Path, tmp_path: Path, state: Path, operation: Callable[[Vault], None], order: tuple[Password, Password]
) -> None:
    """At every step: one password opens, nothing is lost, and the header can be changed again."""
    outcomes = []
    for place, device in interrupted(path, tmp_path, operation):
        right = assert_recovers(place, order, device)
        outcomes.append(right)
        change(place, right, LAST)
        assert opens(place, LAST, device)
        assert not opens(place, right, device)
    assert (outcomes[0], outcomes[-1]) == (OLD, NEW)


def test_a143_a_new_generation_interrupted(path: Path, tmp_path: Path, state: Path) -> None:
    for place, device in interrupted(path, tmp_path, new_generation):
        assert opens(place, OLD, device)
        assert not list(place.glob("*.partial"))
        with unlock(place, OLD, state=device) as vault:
            vault.files.renew_generation()
        assert opens(place, OLD, device)
        assert len(files_of(place, ".log")) >= 2


@pytest.mark.parametrize("operation", [password_with_new_key, password_with_kept_key])
def test_a143_completed_or_withdrawn_by_another_slot(
    two: Path, tmp_path: Path, state: Path, operation: Callable[[Vault], None]
) -> None:
    """The slot that took no part opens at every step, and afterwards one of old and new."""
    for place, device in interrupted(two, tmp_path, operation):
        assert opens(place, OTHER, device)
        assert opens(place, OLD, device) != opens(place, NEW, device)
        assert opens(place, OTHER, device)


def test_a144_a_generation_after_much_was_deleted_opens(path: Path) -> None:
    """More than a tenth of its pages were free, so the image was written anew."""
    with unlock(path, OLD) as vault:
        tags = [(bytes(16), f"tag {number}") for number in range(2_000)]
        vault.commit([Change("tag", tag, ()) for tag in tags], "tagged")
        vault.commit([Change("tag", tag, None) for tag in tags], "tagged")
        vault.files.renew_generation()
    assert_opens(path, OLD)


def test_a143_what_recovery_does_is_said(path: Path, tmp_path: Path, state: Path) -> None:
    """Notices of all interrupted states, in their order: withdrawn at first, completed later."""
    said = []
    for place, _ in interrupted(path, tmp_path, password_with_kept_key):
        credential = NEW if opening_password(place) == NEW else OLD
        said += [notice.rpartition(" ")[2] for notice in assert_opens(place, credential) if "header change" in notice]
    assert said.index("completed") == said.count("withdrawn") > 0
    assert said.count("completed") > 0


def opening_password(path: Path) -> Password:
    """NEW if `header.json` opens with it, otherwise OLD."""
    try:
        return NEW if open_header(path, NEW)[1] == opening.HEADER else OLD
    except WrongCredential:
        return OLD


def test_a143_reading_changes_nothing_of_an_interrupted_change(path: Path, tmp_path: Path, state: Path) -> None:
    for place, _ in interrupted(path, tmp_path, password_with_kept_key):
        before = leaves(place)
        for credential in (OLD, NEW):
            try:
                assert_opens(place, credential, read_only=True)
            except WrongCredential:
                continue
        assert leaves(place) == before


@pytest.mark.parametrize("operation", [password_with_new_key, password_with_kept_key])
@pytest.mark.parametrize("first", [OLD, NEW], ids=["old", "new"])
def test_a151_the_recovery_dies_as_well(
    path: Path, tmp_path: Path, state: Path, operation: Callable[[Vault], None], first: Password
) -> None:
    """At every step of it, in every state that the first death can leave."""
    original, seen = (path / opening.HEADER).read_bytes(), set()
    for place, _ in interrupted(path, tmp_path, operation):
        shape = shape_of(place, original)
        if shape in seen:
            continue
        seen.add(shape)
        at, finished = 1, False
        while not finished:
            again = tmp_path / "again"
            shutil.copytree(place, again)
            finished = die_unlocking(again, first, at)
            assert_recovers(again, (OLD, NEW) if at % 2 else (NEW, OLD))
            shutil.rmtree(again)
            at += AGAIN
    assert len(seen) > 2


def shape_of(path: Path, original: bytes) -> frozenset[tuple[str, int, bool]]:
    """A vault folder apart from its random bytes: names and sizes, whose header it is, and the writer's mark."""
    return frozenset(
        (
            f"{Path(name).parent}/{Path(name).name[:6]}{Path(name).suffix}",
            len(data),
            data == original or data[:1] == b"!",
        )
        for name, data in leaves(path).items()
    )


# What unlocking leaves alone


@pytest.mark.parametrize("name", ["000000-shopping.txt", "000001-notes (copy).snapshot"])
def test_unknown_files_in_the_catalog_are_never_removed(path: Path, name: str) -> None:
    (path / "catalog" / name).write_bytes(b"mine")
    change(path, OLD, NEW)
    assert (path / "catalog" / name).exists()


def test_unknown_files_elsewhere_are_never_removed(path: Path) -> None:
    strange = [path / "header (conflicted copy).json", path / "catalog" / ".DS_Store", path / "packs" / "desktop.ini"]
    for file in strange:
        file.write_bytes(b"mine")
    change(path, OLD, NEW)
    assert [file.read_bytes() for file in strange] == [b"mine"] * 3


def empty_log(path: Path) -> None:
    files_of(path, ".log")[-1].write_bytes(b"")


def older_header(path: Path) -> None:
    before = (path / opening.HEADER).read_bytes()
    change(path, OLD, NEW, keep_key=True)
    put(path, before)


def older_generation(path: Path) -> None:
    before = (path / opening.HEADER).read_bytes()
    with unlock(path, OLD, state=path.parent / "state") as vault:
        vault.files.renew_generation()
    put(path, before)


@pytest.mark.parametrize("attack", [empty_log, older_header, older_generation])
def test_a_refused_unlock_keeps_no_catalog_open(
    path: Path, state: Path, attack: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every database is closed again, whichever step refused."""
    attack(path)
    made: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def recorded(*arguments: Any, **named: Any) -> sqlite3.Connection:
        made.append(connect(*arguments, **named))
        return made[-1]

    monkeypatch.setattr(sqlite3, "connect", recorded)
    assert_refused(path, OLD, Damaged, RollbackDetected, state=state)
    assert made
    for database in made:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            database.execute("SELECT 1")


def test_messages_have_neither_secrets_nor_paths(two: Path) -> None:
    right = (two / opening.HEADER).read_bytes()
    for edit_one, credential in ((lambda line: line.update(epoch=2), OLD), (lambda _: None, NEW)):
        put(two, right)
        edit(two, edit_one)
        error = assert_refused(two, credential, Damaged, WrongCredential)
        for word in (str(two), "password", "second", "old", "new", "committed"):
            assert word not in str(error)


def test_long_slot_names_make_no_slot(path: Path) -> None:
    with unlock(path, OLD) as vault:
        with pytest.raises((Damaged, LimitExceeded)):
            add_slot(vault, OTHER, "n" * 65)
    assert_opens(path, OLD)
