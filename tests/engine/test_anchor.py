"""What a device remembers of a vault: older copies, forks, other lineages, damaged memory."""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, create, leaves, log_of, unlock
from vault.backup import export as backup
from vault.engine import rotation
from vault.engine.anchor import Anchor, AnchorStore, judge, slots_digest
from vault.engine.durable import Folder, Platform
from vault.engine.errors import ForkDetected, RollbackDetected
from vault.engine.keys import Context
from vault.engine.primitives import sha256
from vault.engine.values import length_prefixed
from vault.engine.vault import ROOT

KEY = bytes(range(32))
STEPS_OF_AN_APPEND = 4
"""The mark, the frame, its fsync, the mark cleared."""

CONTEXT = Context(b"v" * 16, b"l" * 16, 3)


def anchor(sequence: int, context: Context = CONTEXT, head: bytes = b"h" * 32) -> Anchor:
    return Anchor(context, sequence, head, b"", b"s" * 32, 1_000 + sequence)


@pytest.fixture
def store(state: Path) -> AnchorStore:
    return AnchorStore(Folder(state, Platform()), CONTEXT.vault)


def again(state: Path) -> AnchorStore:
    return AnchorStore(Folder(state, Platform()), CONTEXT.vault)


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    """A vault this device knows, with one note."""
    path = tmp_path / "Papers.deedbox"
    with create(path, state=state) as vault:
        vault.write_note(ROOT, b"one", "text")
    return path


def go_on(path: Path, name: bytes, state: Path | None = None) -> None:
    with unlock(path, state=state) as vault:
        vault.write_note(ROOT, name, "text")


def copy(path: Path, name: str) -> Path:
    return Path(shutil.copytree(path, path.with_name(name)))


def put_back(copy: Path, path: Path) -> None:
    shutil.rmtree(path)
    shutil.copytree(copy, path)


def anchors(state: Path) -> list[Path]:
    return sorted((state / "anchors").iterdir())


# The files


def test_two_files_are_written_in_turn(store: AnchorStore, state: Path) -> None:
    seen = []
    for sequence in range(1, 6):
        store.write(anchor(sequence), KEY, durable=sequence % 2 == 0)
        assert again(state).verified(KEY) == anchor(sequence)
        seen.append({file.name[-2:]: file.read_bytes() for file in anchors(state)})
    for before, after in pairwise(seen[1:]):
        assert sum(before[name] != after[name] for name in before) == 1


def test_a_torn_anchor_leaves_the_one_before(store: AnchorStore, state: Path) -> None:
    for sequence in (1, 2):
        store.write(anchor(sequence), KEY, durable=False)
    last = next(file for file in anchors(state) if file.name.endswith(".1"))
    whole = last.read_bytes()
    for cut in range(len(whole)):
        last.write_bytes(whole[:cut])
        assert again(state).verified(KEY) == anchor(1)
    last.write_bytes(whole)
    assert again(state).verified(KEY) == anchor(2)


def test_a077_no_anchor_that_verifies_must_be_confirmed(store: AnchorStore, state: Path) -> None:
    store.write(anchor(1), KEY, durable=True)
    with pytest.raises(ForkDetected) as caught:
        again(state).verified(bytes(32))
    assert caught.value.reason == "anchor"


def test_nothing_remembered_is_first_contact(store: AnchorStore) -> None:
    assert store.verified(KEY) is None
    assert not store.known


def test_an_anchor_of_another_vault_is_not_taken(state: Path, store: AnchorStore) -> None:
    other = Context(b"w" * 16, CONTEXT.lineage, 3)
    store.write(anchor(9, other), KEY, durable=True)
    with pytest.raises(ForkDetected):
        again(state).verified(KEY)


@pytest.mark.parametrize(
    ("found", "head", "error"),
    [
        (anchor(5), b"h" * 32, None),
        (anchor(9), b"h" * 32, None),
        (anchor(9, Context(CONTEXT.vault, CONTEXT.lineage, 4)), b"h" * 32, None),
        (anchor(4), None, RollbackDetected),
        (anchor(9, Context(CONTEXT.vault, CONTEXT.lineage, 2)), b"h" * 32, RollbackDetected),
        (anchor(5), b"x" * 32, ForkDetected),
        (anchor(9), None, ForkDetected),
        (anchor(9, Context(CONTEXT.vault, b"x" * 16, 9)), b"h" * 32, ForkDetected),
    ],
)
def test_a028_what_is_found_against_what_was_seen(
    found: Anchor, head: bytes | None, error: type[Exception] | None
) -> None:
    if error is None:
        judge(anchor(5), found, head)
        return
    with pytest.raises(error):
        judge(anchor(5), found, head)


def test_the_digest_of_slots_has_their_lengths() -> None:
    assert slots_digest([b"ab", b"c"]) == sha256(length_prefixed(b"ab", b"c")) != slots_digest([b"a", b"bc"])


# With a vault


def test_the_anchor_moves_with_every_commit(path: Path, state: Path) -> None:
    with unlock(path, state=state) as vault:
        for number in range(4):
            vault.write_note(ROOT, b"more %d" % number, "text")
            found = AnchorStore(Folder(state, Platform()), vault.files.header.body.context.vault)
            remembered = found.verified(vault.catalog.state("anchor_key") or b"")
            assert remembered is not None
            assert (remembered.sequence, remembered.head) == (vault.catalog.sequence, vault.catalog.head)


def test_a030_an_older_copy_of_the_folder_is_a_rollback(path: Path, state: Path) -> None:
    old = copy(path, "old")
    go_on(path, b"two", state=state)
    put_back(old, path)
    before = leaves(path), leaves(state)
    for read_only in (True, False):
        with pytest.raises(RollbackDetected):
            unlock(path, state=state, read_only=read_only)
    assert {**leaves(path), "lock": b""} == {**before[0], "lock": b""}
    assert leaves(state) == before[1]


def test_a030_reading_moves_the_anchor_too(path: Path, state: Path) -> None:
    old = copy(path, "old")
    go_on(path, b"two")
    unlock(path, state=state, read_only=True).lock()
    put_back(old, path)
    with pytest.raises(RollbackDetected):
        unlock(path, state=state)


def test_a030_accepted_the_older_state_is_the_new_memory(path: Path, state: Path) -> None:
    old = copy(path, "old")
    newer = copy(path, "newer")
    go_on(path, b"two", state=state)
    put_back(old, path)
    unlock(path, state=state, accept=True).lock()
    unlock(path, state=state).lock()
    go_on(newer, b"other")
    with unlock(newer, state=state) as vault:
        assert len(vault.children(ROOT)) == 2


@pytest.mark.parametrize("step", ["new generation", "new vault key", "password"])
def test_a028_the_files_before_a_header_change_are_a_rollback(path: Path, state: Path, step: str) -> None:
    old = copy(path, "old")
    with unlock(path, state=state) as vault:
        if step == "new generation":
            vault.files.renew_generation()
        elif step == "new vault key":
            rotation.new_vault_key(vault, vault.credential, policy=CHEAP)
        else:
            rotation.change_password(vault, vault.credential, policy=CHEAP, keep_key=True)
    put_back(old, path)
    with pytest.raises(RollbackDetected):
        unlock(path, state=state)


def test_a028_a_device_that_never_saw_the_vault_cannot_know(path: Path, tmp_path: Path, state: Path) -> None:
    old = copy(path, "old")
    go_on(path, b"two", state=state)
    other = tmp_path / "other device"
    other.mkdir()
    unlock(old, state=other).lock()


@pytest.mark.parametrize("more", [0, 1, 3])
def test_a_fork_is_found_whichever_side_is_longer(path: Path, state: Path, more: int) -> None:
    fork = copy(path, "fork")
    go_on(path, b"two", state=state)
    go_on(path, b"three", state=state)
    # This device also notes each of its unlocks; the other has no place for that.
    for number in range(4 + more):
        go_on(fork, b"other %d" % number)
    with pytest.raises(ForkDetected) as caught:
        unlock(fork, state=state)
    assert caught.value.reason == "history"
    assert caught.value.last_seen
    assert len(unlocked_names(fork, state, accept=True)) == 5 + more
    with pytest.raises((ForkDetected, RollbackDetected)):
        unlock(path, state=state)


def unlocked_names(path: Path, state: Path, *, accept: bool = False) -> list[bytes]:
    with unlock(path, state=state, accept=accept) as vault:
        return [item.name for item in vault.children(ROOT)]


@pytest.fixture
def restored_twice(tmp_path: Path) -> tuple[Path, Path]:
    """Two restores of one export: the same vault id, two lineages."""
    with create(tmp_path / "Papers.deedbox") as vault:
        vault.write_note(ROOT, b"one", "text")
        backup.export(vault, tmp_path / "file", PASSWORD, policy=CHEAP)
    for name in ("first", "second"):
        backup.restore(tmp_path / "file", tmp_path / name, PASSWORD, policy=CHEAP)
    return tmp_path / "first", tmp_path / "second"


def test_a142_another_restore_is_never_first_contact(restored_twice: tuple[Path, Path], state: Path) -> None:
    first, second = restored_twice
    unlock(first, state=state).lock()
    with pytest.raises(ForkDetected):
        unlock(second, state=state)
    unlock(second, state=state, accept=True).lock()
    unlock(second, state=state).lock()
    with pytest.raises(ForkDetected):
        unlock(first, state=state)


def test_a142_another_lineage_is_told_as_such(restored_twice: tuple[Path, Path], state: Path) -> None:
    first, second = restored_twice
    unlock(first, state=state).lock()
    with pytest.raises(ForkDetected) as caught:
        unlock(second, state=state)
    assert caught.value.reason == "lineage"
    assert caught.value.last_seen


def test_a142_a_restore_on_this_device_is_the_legitimate_way(tmp_path: Path, state: Path) -> None:
    with create(tmp_path / "Papers.deedbox", state=state) as vault:
        backup.export(vault, tmp_path / "file", PASSWORD, policy=CHEAP)
    for name in ("first", "second"):
        backup.restore(tmp_path / "file", tmp_path / name, PASSWORD, policy=CHEAP, state=state)
        unlock(tmp_path / name, state=state).lock()


def test_a077_a_deleted_anchor_is_first_contact(path: Path, state: Path) -> None:
    shutil.rmtree(state / "anchors")
    unlock(path, state=state).lock()
    assert len(anchors(state)) >= 1


@pytest.mark.parametrize("content", [b"x", bytes(200), b"\xff" * 70_000])
def test_a077_damaged_anchors_must_be_confirmed(path: Path, state: Path, content: bytes) -> None:
    for file in anchors(state):
        file.write_bytes(content)
    if len(content) > 65_536:
        # Too long to be looked at is as good as gone; neither is a lock-out.
        unlock(path, state=state).lock()
        return
    with pytest.raises(ForkDetected) as caught:
        unlock(path, state=state)
    assert caught.value.reason == "anchor"
    unlock(path, state=state, accept=True).lock()
    unlock(path, state=state).lock()


def test_a077_one_damaged_anchor_is_ignored(path: Path, state: Path) -> None:
    go_on(path, b"two", state=state)
    old = copy(path, "old")
    go_on(path, b"three", state=state)
    go_on(path, b"four", state=state)
    for file in anchors(state):
        whole = file.read_bytes()
        file.write_bytes(b"x" + whole[1:])
        with pytest.raises(RollbackDetected):
            unlock(old, state=state)
        file.write_bytes(whole)


def test_a_rotation_keeps_the_memory(path: Path, state: Path) -> None:
    with unlock(path, state=state) as vault:
        rotation.new_vault_key(vault, vault.credential, policy=CHEAP)
    unlock(path, state=state).lock()


def test_a_state_folder_that_cannot_be_written_does_not_stop_the_vault(path: Path, state: Path) -> None:
    class NoState(FaultyFiles):
        """Only the vault can be written."""

        def open(self, path: str, flags: int, mode: int = 0o600) -> int:
            if path.startswith(str(state)) and flags & (os.O_WRONLY | os.O_RDWR):
                raise OSError(28, "full")
            return super().open(path, flags, mode)

    with unlock(path, state=state, platform=Platform(files=NoState())) as vault:
        vault.write_note(ROOT, b"two", "text")
        assert vault.notices.count("anchor not written") == 1
    assert len(unlocked_names(path, state)) == 2


def test_accepting_while_a_header_change_is_open_does_not_forget_everything(path: Path, state: Path) -> None:
    """A reader that accepts an older state cannot move the anchor then, but must not become a stranger either."""
    go_on(path, b"two", state=state)
    files = FaultyFiles()
    other = copy(path, "other")
    vault = unlock(other, platform=Platform(files=files))
    # The announcement is durable, and nothing after it.
    files.arm(STEPS_OF_AN_APPEND + 1, "die")
    with pytest.raises(Died):
        rotation.change_password(vault, vault.credential, policy=CHEAP, keep_key=True)
    files.kill()
    go_on(path, b"three", state=state)
    with pytest.raises((RollbackDetected, ForkDetected)):
        unlock(other, state=state, read_only=True)
    unlock(other, state=state, read_only=True, accept=True).lock()
    assert AnchorStore(Folder(state, Platform()), vault.files.header.body.context.vault).known


def test_the_log_of_a_copy_behind_the_anchor_with_a_torn_tail_is_damage(path: Path, state: Path) -> None:
    go_on(path, b"two", state=state)
    log = log_of(path)
    log.write_bytes(log.read_bytes()[:-1])
    with pytest.raises(Exception, match="torn"):
        unlock(path, state=state)


def test_a028_a_device_that_sees_the_vault_for_the_first_time_says_so_with_the_date(
    path: Path, state: Path, tmp_path: Path
) -> None:
    """And claims nothing: an older log passes there. The one that made the vault need not be told."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with unlock(path, state=state) as vault:
        assert vault.notices == []
        last = vault.catalog.row("SELECT max(time) FROM audit")[0]
    with unlock(path, state=elsewhere, read_only=True) as vault:
        assert vault.notices == [f"first seen here, last changed: {last}"]
    with unlock(path, state=elsewhere) as vault:
        assert vault.notices == []
