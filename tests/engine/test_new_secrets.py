"""The answer to a key that leaked: who gets in afterwards, what devices remember, and what a crash leaves."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.credentials import KINDS, code, password, with_keyfile
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, contents, create, leaves, log_of, unlock
from vault.engine import intake, opening, reencryption, rekeying, rotation, slots, upkeep
from vault.engine.anchor import Anchor, AnchorStore
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import (
    Conflict,
    ForkDetected,
    LimitExceeded,
    ReadOnly,
    RollbackDetected,
    VaultError,
    WrongCredential,
)
from vault.engine.header import Header
from vault.engine.keys import Credential
from vault.engine.opening import slot_rows
from vault.engine.records import Change
from vault.engine.vault import ROOT, Vault

STRIDE = 1 if os.environ.get("DEEDBOX_SURVIVE") else 6
"""At how many of its steps it is stopped: at all of them, or at every third."""
FILES, SIZE, KILLS = (20_000, 270_000, 50) if os.environ.get("DEEDBOX_LARGE") else (60, 40_000, 12)
"""What is re-encrypted under random kills: 5 GiB, or what takes two seconds."""
NEW, KIT = password("new"), code("new kit")
FRESH: list[tuple[str, Credential, bool]] = [("password", NEW, True), ("kit", KIT, False)]


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    """A vault with a way in of every kind and a few files, which this device knows."""
    place = tmp_path / "Papers.deedbox"
    with create(place, state=state) as vault:
        fill(vault, tmp_path / "files", 9, 3_000)
        for kind, make in KINDS.items():
            slots.add_slot(vault, make(kind), f"my {kind}", policy=CHEAP, tested=True)
        vault.write_note(ROOT, b"note", "text")
    return place


def fill(vault: Vault, source: Path, files: int, size: int) -> None:
    chance = random.Random(7)
    source.mkdir()
    for number in range(files):
        (source / f"{number:05}").write_bytes(chance.randbytes(size))
    assert intake.add(vault, [source], ROOT).skipped == []


def opened(path: Path, credential: Credential, **arguments: object) -> Vault:
    return unlock(path, credential, **arguments)


def opens(path: Path, credential: Credential) -> bool:
    try:
        opened(path, credential, read_only=True).lock()
    except WrongCredential:
        return False
    return True


def store(path: Path, state: Path) -> AnchorStore:
    vault = opening.read_header(Folder(path, Platform()), opening.HEADER).body.context.vault
    return AnchorStore(Folder(state, Platform()), vault)


def rotate(path: Path, state: Path | None = None) -> None:
    with unlock(path, state=state) as vault:
        rotation.new_secrets(vault, FRESH, policy=CHEAP)


def keys_of(vault: Vault) -> set[bytes]:
    """Packs, and the ids and keys of parts."""
    return {bytes(cell) for row in vault.catalog.rows("SELECT id, key, pack FROM part") for cell in row}


# Who gets in


def test_only_what_was_made_now_opens(path: Path, state: Path) -> None:
    with unlock(path, state=state) as vault:
        before, there = vault.files.header, slot_rows(vault.catalog)
        anchor_key = vault.catalog.state("anchor_key")
        packs = vault.catalog.row("SELECT count(*) FROM pack")[0]
        gone = rotation.new_secrets(vault, FRESH, policy=CHEAP)
        after = vault.files.header
        assert gone == there
        assert vault.credential == NEW
        assert [slot.name for slot in after.body.slots] == ["password", "kit"]
        assert not {slot.id for slot in before.body.slots} & {slot.id for slot in after.body.slots}
        assert after.body.context.epoch == before.body.context.epoch + 1
        assert after.body.generation.number == before.body.generation.number + 1
        assert after.subkeys.vault_key != before.subkeys.vault_key
        assert vault.catalog.state("anchor_key") != anchor_key
        assert {row.name: row.tested is not None for row in slot_rows(vault.catalog)} == {
            "password": True,
            "kit": False,
        }
        left = reencryption.remaining(vault)
        assert left is not None
        assert left.packs == packs
        assert check(vault).ok
    for credential in (PASSWORD, *(make(kind) for kind, make in KINDS.items())):
        assert not opens(path, credential)
    for credential in (NEW, KIT):
        assert opens(path, credential)
    with opened(path, KIT, state=state) as vault:
        assert vault.notices == []
        vault.write_note(ROOT, b"later", "text")


def test_then_everything_is_re_encrypted(path: Path, state: Path) -> None:
    with unlock(path, state=state) as vault:
        before, old = contents(vault), keys_of(vault)
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        reencryption.begin(vault)
        assert reencryption.go_on(vault).complete
        assert contents(vault) == before
        assert not keys_of(vault) & old
        assert reencryption.remaining(vault) is None
        assert check(vault).findings == []


def test_what_was_re_encrypted_under_the_key_that_leaked_is_done_once_more(path: Path) -> None:
    """The catalog of before knew its new keys, too."""
    with unlock(path) as vault:
        reencryption.begin(vault)
        assert reencryption.go_on(vault).complete
        reencryption.begin(vault)
        known = keys_of(vault)
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        assert reencryption.go_on(vault).complete
        assert not keys_of(vault) & known


def test_something_that_was_shown_must_be_among_what_is_made(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        for made in ([], [("kit", KIT, False)], [("device", KINDS["device"]("new"), True)]):
            with pytest.raises(ValueError, match="tested"):
                rotation.new_secrets(vault, made, policy=CHEAP)
        with pytest.raises(Conflict):
            rotation.new_secrets(vault, [("one", NEW, True), ("one", KIT, False)], policy=CHEAP)
        with pytest.raises(LimitExceeded):
            rotation.new_secrets(vault, [(str(number), NEW, True) for number in range(5)], policy=CHEAP)
        assert leaves(path) == before
    with unlock(path, read_only=True) as vault, pytest.raises(ReadOnly):
        rotation.new_secrets(vault, FRESH, policy=CHEAP)


def test_a_kit_authorises_it_and_every_other_rotation(path: Path) -> None:
    """Somebody who has forgotten the password comes in by the paper and makes another."""
    for deed in ("password", "vault key", "secrets"):
        place = path.with_name(deed)
        shutil.copytree(path, place)
        with opened(place, code("recovery")) as vault:
            own = vault.files.header.slot
            confirmed = [row.id for row in rotation.absent_slots(vault)]
            if deed == "password":
                with pytest.raises(Conflict):
                    rotation.change_password(vault, NEW, policy=CHEAP, confirmed=confirmed)
                forgotten = next(slot.id for slot in vault.files.header.body.slots if slot.name == "password")
                rotation.change_password(vault, NEW, policy=CHEAP, confirmed=confirmed, slot=forgotten)
            elif deed == "vault key":
                rotation.new_vault_key(vault, vault.credential, policy=CHEAP, confirmed=confirmed)
            else:
                rotation.new_secrets(vault, FRESH, policy=CHEAP)
            kept = [slot for slot in vault.files.header.body.slots if slot.id == own.id]
            assert [slot.wrap for slot in kept] == ([] if deed == "secrets" else [own.wrap])
            assert all(slot.vault_key != own.vault_key for slot in kept)
        assert opens(place, code("recovery")) == (deed != "secrets")
        assert opens(place, NEW) == (deed != "vault key")
        assert opens(place, PASSWORD) == (deed == "vault key")
        assert opens(place, with_keyfile("keyfile")) == (deed != "secrets")


def test_without_a_password_to_replace_one_is_added(tmp_path: Path) -> None:
    with create(tmp_path / "vault", code("paper")) as vault:
        vault.write_note(ROOT, b"note", "text")
        rotation.change_password(vault, NEW, policy=CHEAP)
        assert {slot.name: slot.kind for slot in vault.files.header.body.slots} == {
            "password": "recovery",
            "password 2": "password",
        }
        assert vault.files.header.slot.kind == "password"
    assert opens(tmp_path / "vault", code("paper"))


def test_a022_ways_in_that_are_not_there_open_the_next_epoch(path: Path) -> None:
    """Keyfile, paper and device are sealed to by their public keys; nobody brings them."""
    with unlock(path) as vault:
        confirmed = [row.id for row in rotation.absent_slots(vault)]
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=confirmed)
        epoch = vault.files.header.body.context.epoch
    for kind, make in KINDS.items():
        with opened(path, make(kind), read_only=True) as vault:
            assert vault.files.header.body.context.epoch == epoch
            assert contents(vault)[(b"note",)] == b"text"


# What devices remember


def test_this_device_goes_on_under_the_new_key_alone(path: Path, state: Path) -> None:
    with unlock(path, state=state) as vault:
        old = vault.catalog.state("anchor_key") or b""
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        new = vault.catalog.state("anchor_key") or b""
        assert rekeying.former_anchor_keys(vault.catalog)[0][0] == old
        with pytest.raises(ForkDetected):
            store(path, state).verified(old)
        remembered = store(path, state).verified(new)
        assert remembered is not None
        assert remembered.sequence == vault.catalog.sequence
        assert all(len(file.read_bytes()) > 32 for file in (state / "anchors").iterdir())


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("times", [1, 3])
def test_another_device_takes_the_former_key_once(
    path: Path, state: Path, tmp_path: Path, read_only: bool, times: int
) -> None:
    """It is told so, and no file under the former key is left; even if that happened several times meanwhile."""
    other, credential = tmp_path / "other", PASSWORD
    shutil.copytree(state, other)
    old = path.with_name("old")
    shutil.copytree(path, old)
    for number in range(times):
        with unlock(path, credential, state=state) as vault:
            key = rekeying.former_anchor_keys(vault.catalog)[:1]
            rotation.new_secrets(vault, [("password", password(f"new {number}"), True)], policy=CHEAP)
        credential = password(f"new {number}")
    with unlock(path, credential, state=other, read_only=read_only) as vault:
        assert [notice.partition(": ")[0] for notice in vault.notices] == [opening.OUTLIVED]
        former = rekeying.former_anchor_keys(vault.catalog)
        assert len(former) == times
        assert former[1:2] == key
        today = vault.catalog.state("anchor_key") or b""
    for key_of_before, _ in former:
        with pytest.raises(ForkDetected):
            store(path, other).verified(key_of_before)
    assert store(path, other).verified(today) is not None
    with unlock(path, credential, state=other) as vault:
        assert vault.notices == []
    with pytest.raises(ForkDetected):
        unlock(old, state=other)


def test_a139_who_had_the_former_keys_goes_on_from_what_a_device_saw(path: Path, state: Path, tmp_path: Path) -> None:
    """With the former vault key, and so the former anchor key, he continues the old vault below the old password.
    No device that has seen the new secrets takes that, not even one that died between its two anchors."""
    planted = path.with_name("planted")
    shutil.copytree(path, planted)
    rotate(path, state)
    with unlock(planted) as vault:
        for number in range(20):
            vault.write_note(ROOT, b"planted %d" % number, "text")
        rotation.new_vault_key(
            vault, PASSWORD, policy=CHEAP, confirmed=[row.id for row in rotation.absent_slots(vault)]
        )
    with pytest.raises(ForkDetected) as caught:
        unlock(planted, state=state)
    assert caught.value.reason == "anchor"


def test_a139_a_device_never_remembers_under_both_keys(path: Path, state: Path, tmp_path: Path) -> None:
    """Stopped at every step, whether it made the new secrets or sees them: the genuine vault opens, and what goes on
    from before them does not as soon as one file is under the new key."""
    planted, rotated = path.with_name("planted"), path.with_name("rotated")
    shutil.copytree(path, planted)
    with unlock(planted) as vault:
        vault.write_note(ROOT, b"planted", "text")
    shutil.copytree(path, rotated)
    rotate(rotated)
    with opened(rotated, NEW) as vault:
        today = vault.catalog.state("anchor_key") or b""
    seen = set()
    for at in range(1, 99):
        device, files = tmp_path / f"device {at}", FaultyFiles()
        place = tmp_path / f"{at}.deedbox"
        shutil.copytree(state, device)
        shutil.copytree(rotated, place)
        files.arm(at, "die")
        died = True
        try:
            opened(place, NEW, state=device, platform=Platform(files=files), read_only=True).lock()
            died = False
        except Died:
            pass
        files.kill()
        try:
            knows = store(place, device).verified(today) is not None
        except ForkDetected:
            knows = False
        seen.add(knows)
        shutil.copytree(device, tmp_path / f"meddled {at}")
        if knows:
            with pytest.raises(ForkDetected):
                unlock(planted, state=tmp_path / f"meddled {at}", read_only=True)
        opened(place, NEW, state=device).lock()
        assert store(place, device).verified(today) is not None
        if not died:
            break
    assert not died
    assert seen == {False, True}


def test_a_reader_from_before_leaves_no_anchor_under_the_former_key(path: Path, state: Path) -> None:
    """It was opened before, and is locked after."""
    reader = unlock(path, state=state, read_only=True)
    with unlock(path, state=state) as vault:
        old = vault.catalog.state("anchor_key") or b""
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        after = leaves(state)
        reader.lock()
        assert leaves(state) == after
    with pytest.raises(ForkDetected):
        store(path, state).verified(old)


def test_an_anchor_under_a_former_key_ends_with_it(path: Path, state: Path, tmp_path: Path) -> None:
    """Whoever has the former key and writes to the state folder says what this device saw; not beyond its end."""
    shutil.copytree(state, tmp_path / "before")
    rotate(path, state)
    with opened(path, NEW) as vault:
        vault.write_note(ROOT, b"later", "text")
        ((key, ended),) = rekeying.former_anchor_keys(vault.catalog)
        found = opening.found_anchor(vault.files.header, vault.catalog, opening.recipient_of(vault.catalog))
        heads = dict(vault.catalog.rows("SELECT sequence, head FROM audit"))
    assert ended < found.sequence
    for sequence, accepted in ((ended, True), (ended + 1, False), (found.sequence, False)):
        forged = Anchor(found.context, sequence, heads[sequence], found.recipient, found.slots, 5)
        device = tmp_path / f"device {sequence}"
        shutil.copytree(tmp_path / "before", device)
        for file in (device / "anchors").iterdir():
            file.write_bytes(forged.serialize(key))
        if accepted:
            with opened(path, NEW, state=device, read_only=True) as vault:
                assert vault.notices == [f"{opening.OUTLIVED}: 5"]
        else:
            with pytest.raises(ForkDetected):
                opened(path, NEW, state=device, read_only=True)


def test_a030_a_device_that_saw_other_things_before_is_told(path: Path, state: Path, tmp_path: Path) -> None:
    """Its own copy went another way under the former key."""
    mine = path.with_name("mine")
    shutil.copytree(path, mine)
    rotate(path)
    with unlock(mine, state=state) as vault:
        vault.write_note(ROOT, b"mine", "text")
    with pytest.raises((ForkDetected, RollbackDetected)):
        opened(path, NEW, state=state)
    opened(path, NEW, state=state, accept=True).lock()
    with opened(path, NEW, state=state) as vault:
        assert vault.notices == []


# What was there before


@pytest.mark.parametrize("anchored", [True, False])
def test_a058_a_header_of_before_is_refused(path: Path, state: Path, anchored: bool) -> None:
    """Its generation is gone; with it the former password opens nothing."""
    old = {name: (path / name).read_bytes() for name in (opening.HEADER, opening.HEADER_COPY)}
    catalog = shutil.copytree(path / "catalog", path.with_name("catalog"))
    rotate(path, state)
    device = state if anchored else None
    for name, data in old.items():
        (path / name).write_bytes(data)
    with pytest.raises(RollbackDetected):
        unlock(path, state=device)
    with pytest.raises(WrongCredential):
        opened(path, NEW, state=device)
    # The whole of before is authentic; a device that has seen the new secrets says that it is not what it knows.
    shutil.rmtree(path / "catalog")
    shutil.copytree(catalog, path / "catalog")
    if anchored:
        with pytest.raises(ForkDetected) as caught:
            unlock(path, state=device)
        assert caught.value.reason == "anchor"
    else:
        unlock(path).lock()


@pytest.mark.parametrize("kind", KINDS)
def test_a138_a_planted_slot_of_any_kind_does_not_pass(path: Path, kind: str) -> None:
    """Who has the vault key adds a way in of his own. A new vault key asks about it; new secrets leave it behind."""
    thief = KINDS[kind]("of a thief")
    with unlock(path) as vault:
        slots.add_slot(vault, thief, "of a thief", policy=CHEAP, tested=True)
    with unlock(path) as vault:
        with pytest.raises(Conflict):
            rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=[])
        assert "of a thief" in [row.name for row in rotation.absent_slots(vault)]
        gone = rotation.new_secrets(vault, FRESH, policy=CHEAP)
        assert "of a thief" in [row.name for row in gone]
    assert not opens(path, thief)


# A crash at every step


def assert_one_of_both(path: Path, state: Path, before: dict[tuple[bytes, ...], bytes | None]) -> bool:
    """Exactly the old ways in open, or exactly the new ones, with everything; whether it is the new."""
    could = [one for one in (PASSWORD, NEW) if opens(path, one)]
    assert could
    with opened(path, could[-1], state=state) as vault:
        assert contents(vault) == before
        assert check(vault).ok
    new = opens(path, NEW)
    assert opens(path, PASSWORD) != new
    assert opens(path, code("recovery")) != new
    assert opens(path, KIT) == new
    return new


def test_a054_a055_new_secrets_that_stop_anywhere_are_all_or_none(path: Path, state: Path, tmp_path: Path) -> None:
    with unlock(path, read_only=True) as vault:
        before, old = contents(vault), keys_of(vault)
    outcomes = []
    for at in range(1, 200, STRIDE):
        place, device, files = tmp_path / f"{at}.deedbox", tmp_path / f"state {at}", FaultyFiles()
        shutil.copytree(path, place)
        shutil.copytree(state, device)
        vault = unlock(place, state=device, platform=Platform(files=files))
        files.arm(at, "die")
        died = True
        try:
            rotation.new_secrets(vault, FRESH, policy=CHEAP)
            died = False
        except Died:
            pass
        files.kill()
        vault.files.catalog.close()
        new = assert_one_of_both(place, device, before)
        outcomes.append(new)
        with opened(place, NEW if new else PASSWORD, state=device) as vault:
            assert (reencryption.remaining(vault) is not None) == new
            assert (vault.catalog.state("anchor_key_before") is not None) == new
            if new and at % 5 == 1:
                assert reencryption.go_on(vault).complete
                assert not keys_of(vault) & old
        shutil.rmtree(place)
        if not died:
            break
    assert not died
    assert sorted(outcomes) == outcomes
    assert set(outcomes) == {False, True}


def test_a055_new_secrets_and_re_encryption_under_random_kills(tmp_path: Path, state: Path) -> None:
    """Killed again and again until it is done: nothing is lost, nothing is under a key of before, nothing opens that
    was named as gone. With DEEDBOX_LARGE 50 kills over 20,000 files and 5 GiB."""
    place, chance = tmp_path / "v.deedbox", random.Random(55)
    with create(place, state=state) as vault:
        fill(vault, tmp_path / "files", FILES, SIZE)
        slots.add_slot(vault, code("recovery"), "kit of before", policy=CHEAP, tested=True)
        old, before = keys_of(vault), {item.name: item.size for _, item in vault.walk()}
        packs = vault.catalog.row("SELECT count(*) FROM pack")[0]
    old_packs = {name for name in leaves_by_name(place) if name.startswith("packs/")}
    done = 0
    for _ in range(10 * KILLS):
        files = FaultyFiles()
        new = opens(place, NEW)
        assert new != opens(place, PASSWORD)
        vault = opened(place, NEW if new else PASSWORD, state=state, platform=Platform(files=files))
        if done < KILLS:
            files.arm(chance.randrange(1, 60 + 40 * packs // KILLS), "die")
        try:
            if not new:
                rotation.new_secrets(vault, FRESH, policy=CHEAP)
            if reencryption.remaining(vault) is None:
                # It was complete before as many kills had come together: all of it once more.
                reencryption.begin(vault)
            report = reencryption.go_on(vault)
            assert report.complete
            vault.lock()
            if done >= KILLS:
                break
        except (Died, VaultError):
            done += 1
        files.kill()
        vault.files.catalog.close()
    assert done == KILLS
    for credential in (PASSWORD, code("recovery")):
        assert not opens(place, credential)
    with opened(place, KIT, state=state) as vault:
        assert {item.name: item.size for _, item in vault.walk()} == before
        assert not keys_of(vault) & old
        for source in (tmp_path / "files").iterdir():
            item = vault.find([b"files", source.name.encode()])
            assert item is not None
            assert vault.read(item) == source.read_bytes()
        assert check(vault).findings == []
    assert not {name for name in leaves_by_name(place) if name.startswith("packs/")} & old_packs


def leaves_by_name(path: Path) -> list[str]:
    return [str(file.relative_to(path)) for file in path.rglob("*") if file.is_file()]


def test_a057_a_rotation_that_was_marked_and_never_begun_is_none(path: Path) -> None:
    """Rows of packs to re-encrypt say nothing without the state; the next new secrets begin anew."""
    with unlock(path) as vault:
        vault.commit_in_pieces(rekeying.stale_packs(vault.catalog), "packs marked for re-encryption")
        assert reencryption.remaining(vault) is None
        with pytest.raises(Conflict):
            reencryption.go_on(vault)
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        assert reencryption.go_on(vault).complete


def test_a057_forged_keys_of_before_lead_nowhere(path: Path, state: Path) -> None:
    """The holder of the key writes any former anchor key he likes, of any length: it only ever adds an ancestor."""
    with unlock(path, state=state) as vault:
        for value in (b"", b"x" * 7, bytes(40), os.urandom(40 * 9 + 3)):
            vault.commit([Change("state", ("anchor_key_before",), (value,))], "forged")
            assert len(rekeying.former_anchor_keys(vault.catalog)) == min(len(value) // 40, 8)
    with unlock(path, state=state) as vault:
        assert vault.notices == []
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        assert len(rekeying.former_anchor_keys(vault.catalog)) == 8
    opened(path, NEW, state=state).lock()


def test_an_event_is_over_when_the_secrets_are_new(path: Path) -> None:
    with unlock(path) as vault:
        upkeep.note_event(vault, "device lost")
        assert upkeep.due(vault) == upkeep.Due(0, "device lost")
        confirmed = [row.id for row in rotation.absent_slots(vault)]
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP, confirmed=confirmed)
        assert upkeep.due(vault) is not None
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
        assert upkeep.due(vault) is None


def test_nothing_of_before_is_in_the_header_or_the_log(path: Path) -> None:
    with unlock(path) as vault:
        before: Header = vault.files.header
        rotation.new_secrets(vault, FRESH, policy=CHEAP)
    for name in (opening.HEADER, opening.HEADER_COPY):
        data = (path / name).read_bytes()
        assert not [slot.name for slot in before.body.slots if slot.name.encode() in data and slot.name != "password"]
    assert len(list((path / "catalog").iterdir())) == 2
    assert log_of(path).name.startswith("000002")
