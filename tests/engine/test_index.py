"""The texts of a vault: kept in step, sealed in one file, worth nothing to anybody else, and made anew at will."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, unlock
from vault.backup.export import export, restore
from vault.engine import index_file, trash
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.durable import Platform, SystemClock
from vault.engine.errors import Cancelled, Storage
from vault.engine.index import TEXT_LIMIT, TextIndex, _empty
from vault.engine.intake import add
from vault.engine.progress import Progress
from vault.engine.query import Term
from vault.engine.rotation import new_vault_key
from vault.engine.vault import ROOT, Vault

QUAGGA = Term("quagga")


@pytest.fixture
def vault(make_vault: Callable[..., Vault]) -> Vault:
    return make_vault()


def loaded(vault: Vault) -> TextIndex:
    texts = TextIndex.load(vault)
    texts.catch_up()
    return texts


def add_file(vault: Vault, folder: Path, name: str, content: bytes = b"content") -> bytes:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    add(vault, [folder / name], ROOT)
    item = vault.child(ROOT, name.encode())
    assert item is not None
    return item.id


def kept(vault: Vault) -> list[Path]:
    return sorted((vault.folder.path / "index").glob("*"))


@pytest.fixture
def indexed(vault: Vault, tmp_path: Path) -> Vault:
    """A vault whose index lies on the disk, with a note and a file that cannot be read again."""
    vault.write_note(ROOT, b"note", "the quagga")
    item = add_file(vault, tmp_path / "from", "letter.odd")
    with closing(loaded(vault)) as texts:
        assert texts.put(item, 1, "an okapi and a quagga", "taken")
        texts.save()
    return vault


# --- in step --------------------------------------------------------------------------------------


def test_texts_of_notes_follow_the_vault(vault: Vault) -> None:
    with closing(loaded(vault)) as texts:
        note = vault.write_note(ROOT, b"note", "the quagga")
        assert (texts.behind, texts.in_step) == (1, False)
        assert texts.catch_up()
        assert (texts.holding(QUAGGA), texts.behind) == ({note.id}, 0)
        vault.write_note(ROOT, b"note", "an okapi")
        texts.catch_up()
        assert texts.holding(QUAGGA) == set()
        trash.remove(vault, [vault.item(note.id)])
        texts.catch_up()
        assert texts.holding(Term("okapi")) == {note.id}
        trash.empty(vault)
        texts.catch_up()
        assert texts.holding(Term("okapi")) == set()
        assert texts.state[:4] == (0, 0, 0, 0)
    vault.lock()


class Ticking(SystemClock):
    """A second passes between two looks at it."""

    seconds = 0.0

    def monotonic(self) -> float:
        self.seconds += 1
        return self.seconds


def test_it_is_taken_in_a_little_at_a_time(make_vault: Callable[..., Vault]) -> None:
    vault = make_vault(platform=Platform(clock=Ticking()))
    for number in range(30):
        vault.write_note(ROOT, b"%d" % number, "quagga " * 50)
    with closing(TextIndex(vault)) as texts:
        assert texts.behind == 30
        steps = 0
        while not texts.catch_up(4):
            steps += 1
            assert 0 <= texts.behind <= 30
        assert steps > 8
        assert len(texts.holding(QUAGGA)) == 30
    vault.lock()


def test_it_can_be_stopped_and_goes_on(vault: Vault) -> None:
    for number in range(3):
        vault.write_note(ROOT, b"%d" % number, "quagga")
    stopped = Progress()
    stopped.cancel()
    with closing(TextIndex(vault)) as texts:
        with pytest.raises(Cancelled):
            texts.catch_up(progress=stopped)
        assert texts.catch_up()
        assert len(texts.holding(QUAGGA)) == 3
    vault.lock()


def test_texts_of_files_are_wanted_once(vault: Vault, tmp_path: Path) -> None:
    item = add_file(vault, tmp_path / "from", "Letter.ODT")
    add_file(vault, tmp_path / "from", "picture.jpg")
    with closing(loaded(vault)) as texts:
        assert texts.behind == 1
        assert texts.wanted(10) == texts.wanted(10) == [(item, 1, 7, "odt")]
        assert not texts.put(item, 2, "text of another version", "taken")
        assert texts.put(item, 1, None, "protected")
        assert not texts.put(item, 1, "once more", "taken")
        assert (texts.wanted(10), texts.state[:3]) == ([], (0, 1, 0))
        vault.move(vault.item(item), ROOT, b"letter.pdf")
        texts.catch_up()
        assert texts.wanted(10) == []
        with pytest.raises(ValueError, match="outcome"):
            texts.put(item, 1, "text", "refused")
        texts.restart()
        texts.catch_up()
        assert [one.hint for one in texts.wanted(10)] == ["pdf"]
    vault.lock()


def test_what_was_handed_out_comes_last(vault: Vault, tmp_path: Path) -> None:
    """Somebody who cannot read one file does not wait for it for ever."""
    items = {add_file(vault, tmp_path / "from", f"{number}.odt") for number in range(4)}
    with closing(loaded(vault)) as texts:
        handed = [one.item for _ in range(4) for one in texts.wanted(1)]
        assert set(handed) == items
    vault.lock()


def test_files_too_large_are_not_read(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.engine.index.CONTENT_LIMIT", 6)
    add_file(vault, tmp_path / "from", "large.odt")
    with closing(loaded(vault)) as texts:
        assert texts.wanted(10) == []
        assert texts.state[:3] == (0, 1, 0)
    vault.lock()


def test_an_item_has_so_much_text_and_no_more(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    vault.write_note(ROOT, b"long", "é" * (TEXT_LIMIT // 2 - 4) + " quagga" + " okapi")
    with closing(loaded(vault)) as texts:
        assert texts.holding(Term("qu"))
        assert not texts.holding(Term("okapi"))
    monkeypatch.setattr("vault.engine.index.TOTAL_LIMIT", 20)
    for name in (b"a", b"b", b"c"):
        vault.write_note(ROOT, name, "quagga 01")
    with closing(loaded(vault)) as texts:
        assert len(texts.holding(QUAGGA)) == 2
        assert texts.state[:3] == (2, 2, 0)
    vault.lock()


# --- sealed ---------------------------------------------------------------------------------------


def test_it_survives_the_lock(indexed: Vault) -> None:
    path = indexed.folder.path
    indexed.lock()
    again = unlock(path)
    with closing(TextIndex.load(again)) as texts:
        assert len(texts.holding(QUAGGA)) == 2
        texts.catch_up()
        assert (texts.wanted(10), texts.state[:3]) == ([], (2, 0, 0))
        assert not texts.worth_saving(locking=True)
    again.lock()


def test_it_is_caught_up_after_changes_that_it_did_not_see(indexed: Vault) -> None:
    note = indexed.child(ROOT, b"note")
    letter = indexed.child(ROOT, b"letter.odd")
    assert note
    assert letter
    indexed.write_note(ROOT, b"note", "zebra")
    trash.remove(indexed, [letter])
    trash.empty(indexed)
    with closing(loaded(indexed)) as texts:
        assert texts.holding(QUAGGA) == set()
        assert texts.holding(Term("zebra")) == {note.id}
        assert texts.worth_saving(locking=True)
    indexed.lock()


def test_nothing_lies_there_in_clear(indexed: Vault) -> None:
    [file] = kept(indexed)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    for path in indexed.folder.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert [word for word in (b"quagga", b"okapi", b"SQLite", b"letter") if word in content] == []
    indexed.lock()


def test_one_file_is_kept(indexed: Vault) -> None:
    [before] = kept(indexed)
    indexed.write_note(ROOT, b"more", "zebra")
    with closing(loaded(indexed)) as texts:
        texts.save()
    [after] = kept(indexed)
    assert after != before
    assert check(indexed).findings == []
    indexed.lock()


@pytest.mark.parametrize("change", ["text", "removal", "trash"])
def test_a146_what_was_removed_is_in_no_image(vault: Vault, change: str) -> None:
    for number in range(40):
        vault.write_note(ROOT, b"%d" % number, f"stays {number} " * 40)
    note = vault.write_note(ROOT, b"note", "quaggaesque secrets")
    with closing(loaded(vault)) as texts:
        texts.save()
        assert image_of(vault).count(b"quaggaesque") >= 1
        if change == "text":
            vault.write_note(ROOT, b"note", "other")
        else:
            trash.remove(vault, [note])
            if change == "removal":
                trash.empty(vault)
        texts.catch_up()
        assert texts.worth_saving(locking=True) == (change != "trash")
        texts.save()
    assert (b"quaggaesque" in image_of(vault)) == (change == "trash")
    assert (b"secret" in image_of(vault)) == (change == "trash")
    with closing(TextIndex.load(vault)) as texts:
        assert len(texts.holding(Term("stays"))) == 40
    vault.lock()


def image_of(vault: Vault) -> bytes:
    files = vault.files
    [image] = index_file.opened_images(vault.folder, files.header.subkeys, files.catalog)
    return bytes(image)


def test_little_is_not_written_at_once(vault: Vault) -> None:
    """What is written for each change stays bounded: much is worth a file, or anything at the end."""
    with closing(loaded(vault)) as texts:
        vault.write_note(ROOT, b"a", "quagga " * 9_000)
        texts.catch_up()
        assert not texts.worth_saving()
        assert texts.worth_saving(locking=True)
        for number in range(20):
            vault.write_note(ROOT, b"%d" % number, "quagga " * 9_000)
        texts.catch_up()
        assert texts.worth_saving()
        texts.save()
        assert not texts.worth_saving()
        assert not texts.worth_saving(locking=True)
    vault.lock()


def test_a_vault_for_reading_keeps_it_in_memory(indexed: Vault) -> None:
    path = indexed.folder.path
    indexed.lock()
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file() and file.name != "lock"}
    again = unlock(path, read_only=True)
    with closing(loaded(again)) as texts:
        assert len(texts.holding(QUAGGA)) == 2
        texts.restart()
        texts.catch_up()
        assert not texts.worth_saving(locking=True)
    again.lock()
    assert before == {file: file.read_bytes() for file in path.rglob("*") if file.is_file() and file.name != "lock"}


# --- forged, damaged, older -----------------------------------------------------------------------


def rebuilt(vault: Vault) -> bool:
    """Whether nothing of the file was taken: only the note is known, and the file's text wanted anew."""
    with closing(loaded(vault)) as texts:
        assert len(texts.holding(QUAGGA)) in (1, 2)
        return len(texts.wanted(10)) == 1


def test_a_sound_index_is_taken(indexed: Vault) -> None:
    assert not rebuilt(indexed)
    indexed.lock()


def test_damaged_ones_are_passed_over(indexed: Vault) -> None:
    [file] = kept(indexed)
    whole = file.read_bytes()
    for broken in (
        *(whole[:size] for size in (0, 10, 73, 74, 105, 106, len(whole) // 2, len(whole) - 1)),
        whole + b"\0",
        *(
            whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
            for at in (0, 12, 50, 75, 90, len(whole) // 2, -1 % len(whole))
        ),
    ):
        file.write_bytes(broken)
        assert rebuilt(indexed)
    file.write_bytes(whole)
    assert not rebuilt(indexed)
    indexed.lock()


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_other_things_in_its_place_are_passed_over(indexed: Vault, kind: str, tmp_path: Path) -> None:
    [file] = kept(indexed)
    file.rename(tmp_path / "away")
    if kind == "link":
        file.symlink_to(tmp_path / "away")
    elif kind == "folder":
        file.mkdir()
    else:
        os.mkfifo(file)
    assert rebuilt(indexed)
    assert all(finding.harmless for finding in check(indexed).findings)
    indexed.lock()


def test_names_are_part_of_the_seal(indexed: Vault) -> None:
    """Of another moment, generation or vault it does not open."""
    [file] = kept(indexed)
    stem, sequence, _ = file.name.split(".")
    number, identity = stem.split("-")
    for name in (
        f"{stem}.{int(sequence) - 1}.index",
        f"{stem}.{int(sequence) + 1}.index",
        f"{stem}.{1 << 63}.index",
        f"{int(number) + 1:06}-{identity}.{sequence}.index",
        f"{(1 << 63):06}-{identity}.{sequence}.index",
        f"{number}-{'0' * 32}.{sequence}.index",
    ):
        other = file.with_name(name)
        file.rename(other)
        assert rebuilt(indexed)
        assert [finding.kind for finding in check(indexed).findings] == ["unreferenced index"]
        other.rename(file)
    assert not rebuilt(indexed)
    indexed.lock()


def test_the_index_of_another_vault_is_passed_over(indexed: Vault, make_vault: Callable[..., Vault]) -> None:
    other = make_vault("Other")
    other.write_note(ROOT, b"note", "the quagga")
    with closing(loaded(other)) as texts:
        texts.save()
    [file], [foreign] = kept(indexed), kept(other)
    file.write_bytes(foreign.read_bytes())
    assert rebuilt(indexed)
    other.lock()
    indexed.lock()


def test_of_a_fork_and_of_an_older_state_it_is_passed_over(indexed: Vault, tmp_path: Path) -> None:
    """A copy that went another way has another head at that sequence; a state before it has none."""
    path = indexed.folder.path
    older = tmp_path / "older.deedbox"
    shutil.copytree(path, older)
    indexed.write_note(ROOT, b"one", "quagga way")
    with closing(loaded(indexed)) as texts:
        texts.save()
    [newer] = kept(indexed)
    for sequence_of_its_own in (False, True):
        fork = unlock(older)
        if sequence_of_its_own:
            fork.write_note(ROOT, b"two", "other way")
        [mine] = kept(fork)
        shutil.copy(newer, mine.with_name(newer.name))
        assert len(kept(fork)) == 2
        with closing(TextIndex.load(fork)) as texts:
            assert not texts.holding(Term("way"))
            assert len(texts.holding(QUAGGA)) == 2, "its own is taken, though the other is later"
        mine.with_name(newer.name).unlink()
        fork.lock()
    indexed.lock()


def forge(vault: Vault, image: bytes) -> None:
    """Seal an image as somebody could who has the vault key."""
    files = vault.files
    file = kept(vault)[0]
    generation = files.header.body.generation
    sealed = index_file.seal_index(files.header.subkeys, generation, files.catalog, image, os.urandom)
    file.with_name(f"{generation.stem}.{files.catalog.sequence}.index").write_bytes(sealed)


def test_hostile_images_are_passed_over(indexed: Vault) -> None:
    sound = image_of(indexed)
    for statement in (
        "CREATE TABLE more(x)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END",
        "DROP TABLE entry",
    ):
        database = sqlite3.connect(":memory:", isolation_level=None)
        database.deserialize(sound)
        database.execute(statement)
        forge(indexed, database.serialize())
        database.close()
        assert rebuilt(indexed)
    for image in (
        b"",
        b"SQLite format 3\0",
        sound[:4096],
        sound[:-4096],
        sound[:4096] + b"\xff" * (len(sound) - 4096),
        os.urandom(8192),
    ):
        forge(indexed, image)
        assert rebuilt(indexed)
    forge(indexed, sound)
    assert not rebuilt(indexed)
    indexed.lock()


def test_one_that_breaks_in_use_is_made_anew(indexed: Vault) -> None:
    """Its pages are sound and its schema is, but what the words say is nonsense."""
    for number, statement in enumerate(
        (
            "UPDATE words_data SET block = x'ff' || randomblob(300)",
            "UPDATE words_data SET block = zeroblob(40)",
            "DELETE FROM words_data",
            "DELETE FROM words_docsize",
            "DELETE FROM words_config",
            "UPDATE words_idx SET pgno = 1 << 40",
            "UPDATE entry SET item = CAST(id AS BLOB), version = -5",
            "UPDATE entry SET text = text || 'more'",
        )
    ):
        database = sqlite3.connect(":memory:", isolation_level=None)
        database.deserialize(image_of(indexed))
        database.execute("PRAGMA writable_schema = ON")
        database.execute(statement)
        image = database.serialize()
        database.close()
        forge(indexed, image)
        with closing(TextIndex.load(indexed)) as texts:
            texts.catch_up()
            list(texts.ranked([QUAGGA]))
            texts.holding(QUAGGA)
            indexed.write_note(ROOT, b"note", f"the quagga of {number}")
            for _ in range(3):
                texts.catch_up()
            for one in texts.wanted(9):
                texts.put(one.item, one.version, "text", "taken")
            texts.save()
            assert texts.state.texts in (1, 2)
        with closing(TextIndex(indexed)) as texts:
            texts.catch_up()
            assert len(texts.holding(QUAGGA)) == 1
            [one] = texts.wanted(9)
            assert texts.put(one.item, one.version, "an okapi and a quagga", "taken")
            texts.save()
        assert not rebuilt(indexed)
    indexed.lock()


# --- whoever removes it ---------------------------------------------------------------------------


def test_a_new_vault_key_removes_it(indexed: Vault) -> None:
    with closing(loaded(indexed)) as texts:
        new_vault_key(indexed, PASSWORD, policy=CHEAP)
        assert kept(indexed) == []
        assert texts.worth_saving(), "who has it in memory writes it under the new key"
        texts.save()
    assert not rebuilt(indexed)
    indexed.lock()


def test_a_crash_of_a_new_vault_key_is_completed(indexed: Vault) -> None:
    """The next unlock for writing removes an index that its key does not open."""
    path = indexed.folder.path
    [file] = kept(indexed)
    old = file.read_bytes()
    new_vault_key(indexed, PASSWORD, policy=CHEAP)
    indexed.lock()
    file.write_bytes(old)
    file.with_name(file.name + ".partial").write_bytes(old)
    again = unlock(path)
    assert kept(again) == []
    again.lock()


def test_a035_forgetting_removes_it(indexed: Vault) -> None:
    compact(indexed)
    assert len(kept(indexed)) == 1
    with closing(loaded(indexed)) as texts:
        compact(indexed, forget=True)
        assert kept(indexed) == []
        assert texts.worth_saving()
    indexed.lock()


def test_compacting_removes_leftovers_and_nothing_of_others(indexed: Vault) -> None:
    [file] = kept(indexed)
    stem, *_ = file.name.split(".")
    for name in (f"{stem}.1.index", f"{stem}.2.index.partial", "notes of mine"):
        file.with_name(name).write_bytes(b"x")
    kinds = {finding.where.rpartition("/")[2]: finding.kind for finding in check(indexed).findings}
    assert kinds == {
        f"{stem}.1.index": "unreferenced index",
        f"{stem}.2.index.partial": "interrupted write",
        "notes of mine": "unknown file",
    }
    compact(indexed)
    assert [one.name for one in kept(indexed)] == sorted([file.name, "notes of mine"])
    indexed.lock()


def test_an_export_leaves_it_out(indexed: Vault, tmp_path: Path) -> None:
    export(indexed, tmp_path / "export", PASSWORD, policy=CHEAP)
    with tarfile.open(tmp_path / "export") as archive:
        assert [name for name in archive.getnames() if "index" in name] == []
    restore(tmp_path / "export", tmp_path / "restored", PASSWORD, policy=CHEAP)
    assert not (tmp_path / "restored" / "index").exists()
    with unlock(tmp_path / "restored") as restored, closing(loaded(restored)) as texts:
        assert len(texts.holding(QUAGGA)) == 1
        assert len(texts.wanted(9)) == 1
    indexed.lock()


# --- a disk that fails ----------------------------------------------------------------------------


def test_a_killed_write_leaves_a_vault_and_an_index(indexed: Vault) -> None:
    """At every step: the vault opens, and the index is the one before, the one after, or none."""
    path = indexed.folder.path
    indexed.lock()
    at, died = 0, True
    while died:
        at += 1
        copy = path.with_name(f"copy-{at}.deedbox")
        shutil.copytree(path, copy)
        files = FaultyFiles(sync=False)
        vault = unlock(copy, platform=Platform(files=files))
        vault.write_note(ROOT, b"more", "zebra")
        texts = loaded(vault)
        files.arm(at, "torn" if at % 2 else "die")
        try:
            texts.save()
            died = False
        except Died:
            pass
        texts.close()
        files.kill()
        again = unlock(copy)
        with closing(loaded(again)) as texts:
            assert texts.holding(Term("zebra"))
            assert texts.wanted(9) == []
            texts.save()
        assert len(kept(again)) <= 2
        assert check(again).ok
        compact(again)
        assert len(kept(again)) == 1
        again.lock()
        shutil.rmtree(copy)
    assert at > 4


def test_a_full_disk_keeps_the_one_before(indexed: Vault) -> None:
    path = indexed.folder.path
    indexed.lock()
    files = FaultyFiles()
    vault = unlock(path, platform=Platform(files=files))
    vault.write_note(ROOT, b"more", "zebra")
    before = kept(vault)
    with closing(loaded(vault)) as texts:
        files.arm(1, 28, lasting=True)
        with pytest.raises(Storage):
            texts.save()
        files.arm(0, 28)
        assert kept(vault) == before
        assert not rebuilt(vault)
        texts.save()
    vault.lock()


def test_an_empty_image_has_the_schema_after_all() -> None:
    with closing(_empty()) as database:
        assert database.execute("SELECT count(*) FROM words").fetchone() == (0,)
