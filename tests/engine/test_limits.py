"""Very long, very many, very deep, and very little of what the system gives: clear errors, nothing lost.

Cheap sizes by default; with DEEDBOX_SURVIVE set, the sizes that docs/survival.md speaks of.
"""

from __future__ import annotations

import functools
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, altered_image, contents, create, image_of, leaves, plant_image, unlock
from vault.backup import export as exporting
from vault.child.failures import Bug, error_of, failure_of
from vault.engine import intake, retrieval, rotation, trash
from vault.engine.check import check
from vault.engine.errors import Conflict, LimitExceeded, Storage
from vault.engine.packs import LARGE
from vault.engine.vault import NAME_LIMIT, ROOT, Item, Vault

SURVIVE = bool(os.environ.get("DEEDBOX_SURVIVE"))
ENTRIES = 100_000 if SURVIVE else 5_000
LEVELS = 10_000 if SURVIVE else 1_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "Papers.deedbox"
    with create(place) as vault:
        vault.write_note(ROOT, b"note", "text")
    return place


@pytest.fixture
def vault(path: Path) -> Iterator[Vault]:
    with unlock(path) as vault:
        yield vault


def folder_row(vault: Vault, parent: bytes, name: bytes) -> Item:
    """A folder, to be committed with others."""
    return Item(vault.platform.random(16), parent, "folder", name, 0, 0, 0, None, 0, 0)


def dig(vault: Vault, levels: int) -> list[Item]:
    """Folders inside folders, from the outermost, with a note in the last."""
    made: list[Item] = []
    for _ in range(levels):
        made.append(folder_row(vault, made[-1].id if made else ROOT, b"d"))
    vault.commit_in_pieces([item.change() for item in made], "folders added")
    vault.write_note(made[-1].id, b"note", "deep")
    return made


# Names


@pytest.mark.parametrize("length", [NAME_LIMIT + 1, 5_000, 1 << 20, 9 << 20])
def test_names_beyond_the_limit_are_refused_everywhere(vault: Vault, path: Path, length: int) -> None:
    name = b"n" * length
    note = vault.child(ROOT, b"note")
    assert note is not None
    before = leaves(path)
    for attempt in (
        lambda: vault.make_folder(ROOT, name),
        lambda: vault.write_note(ROOT, name, "text"),
        lambda: vault.move(note, ROOT, name),
    ):
        with pytest.raises(LimitExceeded):
            attempt()
    assert leaves(path) == before
    vault.write_note(ROOT, b"later", "text")


@pytest.mark.parametrize("length", [256, NAME_LIMIT])
def test_names_longer_than_a_disk_takes_live_in_the_vault_alone(
    vault: Vault, path: Path, tmp_path: Path, length: int
) -> None:
    """Kept, moved, exported and restored; on the way out they are listed, and everything else is written."""
    name = b"n" * length
    folder = vault.make_folder(ROOT, name)
    vault.write_note(folder.id, name, "inside")
    vault.write_note(folder.id, b"short", "inside")
    trash.remove(vault, [folder])
    trash.restore(vault, vault.trashed())
    report = retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
    assert report.items == 1
    assert {failed.path for failed in report.failed} == {(name,), (name, name), (name, b"short")}
    assert os.listdir(tmp_path / "out") == ["note"]
    assert all(isinstance(failed.error, Storage | Conflict) for failed in report.failed)
    exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
    exporting.restore(tmp_path / "export", tmp_path / "back", PASSWORD, policy=CHEAP)
    with unlock(tmp_path / "back") as restored:
        assert contents(restored) == contents(vault)


def test_names_that_differ_by_case_or_form_only_are_different_names(vault: Vault, tmp_path: Path) -> None:
    """In one folder, at once, through everything; a disk that keeps them apart gets all of them."""
    names = [
        "a",
        "A",
        "\u00e9",
        "e\u0301",
        "\u00c9",
        "\ufb01",
        "fi",
        "\u212b",
        "\u00c5",
        "ss",
        "\u00df",
        "a ",
        "a\u200b",
    ]
    for name in names:
        vault.write_note(ROOT, name.encode(), name)
    for name in names:
        with pytest.raises(Conflict):
            vault.make_folder(ROOT, name.encode())
    with pytest.raises(Conflict):
        vault.move(vault.find([b"a"]), ROOT, b"A")  # type: ignore[arg-type]
    expected = {(name.encode(),): name.encode() for name in names} | {(b"note",): b"text"}
    trash.remove(vault, vault.children(ROOT))
    trash.restore(vault, vault.trashed())
    assert contents(vault) == expected
    exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
    with exporting.open_export(tmp_path / "export", PASSWORD, policy=CHEAP) as opened:
        assert contents(opened) == expected
    assert retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out").failed == []
    assert sorted(os.listdir(tmp_path / "out")) == sorted([*names, "note"])


# Very many


def test_a039_very_many_entries_in_one_folder(path: Path, tmp_path: Path) -> None:
    """Made, listed, moved, removed, restored, checked, exported, written out, removed for good."""
    with unlock(path) as vault:
        made = [folder_row(vault, ROOT, b"entry %d" % number) for number in range(ENTRIES)]
        vault.commit_in_pieces([item.change() for item in made], "folders added")
        assert len(vault.children(ROOT)) == ENTRIES + 1
        trash.remove(vault, vault.children(ROOT))
        assert vault.children(ROOT) == []
        trash.restore(vault, vault.trashed())
        into = vault.make_folder(ROOT, b"into")
        vault.move_all([item for item in vault.children(ROOT) if item.id != into.id], into.id)
        with pytest.raises(Conflict):
            vault.make_folder(into.id, b"entry 0")
        assert check(vault).findings == []
        assert exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP).items == 1
        some = vault.children(into.id)[: ENTRIES // 5]
        assert retrieval.write_out(vault, some, tmp_path / "out").failed == []
        assert len(os.listdir(tmp_path / "out")) == len(some)
    with unlock(path) as vault:
        assert len(vault.children(into.id)) == ENTRIES + 1
        trash.remove(vault, vault.children(ROOT))
        assert trash.empty(vault) == 1
    with unlock(path) as vault:
        assert contents(vault) == {}
        assert check(vault).findings == []


CROWD = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000) INSERT INTO item SELECT "
    "randomblob(16), zeroblob(16), 'folder', CAST(printf('entry %06d', i) AS BLOB), 0, 0, 0, NULL FROM n"
)


@pytest.fixture
def crowded(path: Path) -> Path:
    """A vault with 10^5 entries in its root, all in the snapshot."""
    plant_image(path, altered_image(image_of(path), lambda database: database.execute(CROWD)))
    return path


def test_a039_100_000_entries_open_are_listed_and_changed(crowded: Path) -> None:
    with unlock(crowded) as vault:
        entries = vault.children(ROOT)
        assert len(entries) == 100_001
        assert entries == sorted(entries, key=lambda item: item.name)
        vault.move(entries[500], entries[700].id, b"moved")
        trash.remove(vault, entries[1_000:1_100])
        vault.files.renew_generation()
    with unlock(crowded, read_only=True) as vault:
        assert len(vault.children(ROOT)) == 100_001 - 101
        assert vault.find([b"entry 000701", b"moved"]) is not None
        assert vault.files.catalog.row("SELECT count(*) FROM item")[0] == 100_001


# Very deep


def test_a039_folders_very_deep(path: Path, tmp_path: Path) -> None:
    """Nothing here calls itself once for each level: as deep as it goes, and deeper than a path may be long."""
    with unlock(path) as vault:
        chain = dig(vault, LEVELS)
        place = (*(b"d" for _ in range(LEVELS)), b"note")
        assert vault.path_of(vault.child(chain[-1].id, b"note")) == place  # type: ignore[arg-type]
        assert max(len(found) for found, _ in vault.walk()) == LEVELS + 1
        with pytest.raises(Conflict):
            vault.move(chain[0], chain[-1].id, b"inside itself")
        with pytest.raises(Conflict):
            vault.move_all([chain[0]], chain[-1].id)
        other = vault.make_folder(ROOT, b"other")
        vault.move(chain[0], other.id, b"moved")
        trash.remove(vault, [other])
        with pytest.raises(Conflict):
            vault.write_note(chain[-1].id, b"another", "in the trash")
        trash.restore(vault, vault.trashed())
        assert check(vault).findings == []
        exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
        exporting.restore(tmp_path / "export", tmp_path / "back", PASSWORD, policy=CHEAP)
    with unlock(tmp_path / "back") as vault:
        found, item = next((found, item) for found, item in vault.walk() if item.kind == "note" and len(found) > 1)
        assert len(found) == LEVELS + 2
        assert vault.read(item) == b"deep"
        trash.remove(vault, vault.children(ROOT))
        assert trash.empty(vault) == 2
        assert list(vault.all_items()) == []


# Very little: file descriptors and memory, in a process of its own


def apart(function: Callable[..., Iterator[object]], *arguments: Path | str, ends: Collection[int] = (0,)) -> list[Any]:
    """What a function of this module yields in a fresh process, which must end with one of these codes."""
    call = (
        "import json, sys; from tests.engine import test_limits as limits\n"
        f"for one in limits.{function.__name__}(*sys.argv[1:]): print(json.dumps(one), flush=True)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", call, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
        timeout=600,
    )
    assert done.returncode in ends, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def outcome(attempt: Callable[[], object]) -> str:
    """How something ends, as a front end hears of it."""
    try:
        attempt()
    except Exception as error:  # noqa: BLE001 - this is what the test looks at
        return named(error)
    return "done"


def named(error: Exception) -> str:
    """What the vault process makes of an error: its class, and the kind of a refusing disk, or else "bug"."""
    failure = failure_of(error)
    told = error_of(failure)
    return f"bug: {failure.detail}" if isinstance(told, Bug) else f"{failure.error} {getattr(told, 'kind', '')}".strip()


def with_64_descriptors(path: str, source: str, place: str) -> Iterator[object]:
    """A whole life of a vault in a process that may have 64 files open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    state = Path(place, "state")
    state.mkdir()
    with unlock(Path(path), state=state) as vault:
        report = intake.add(vault, [Path(source)], ROOT)
        rotation.change_password(vault, PASSWORD, policy=CHEAP)
        out = retrieval.write_out(vault, vault.children(ROOT), Path(place, "out"))
        exporting.export(vault, Path(place, "export"), PASSWORD, policy=CHEAP)
        trash.remove(vault, vault.children(ROOT))
        trash.empty(vault)
    exporting.restore(Path(place, "export"), Path(place, "back"), PASSWORD, policy=CHEAP)
    with unlock(Path(place, "back"), state=state, accept=True) as vault:
        findings = len(check(vault).findings)
    failed = sorted({named(one.error) for one in out.failed})
    yield [report.items, len(report.skipped), out.items, failed, findings]


FEW = (*range(7), 9, 12)


def with_few_descriptors(path: str, source: str, place: str) -> Iterator[list[str]]:
    """What everything says with no, one, two … more descriptors than are open already."""
    first = os.dup(0)
    os.close(first)

    def write() -> None:
        with unlock(Path(path)) as vault:
            vault.write_note(ROOT, b"note", "text")

    def add(name: str) -> None:
        with unlock(Path(path)) as vault:
            report = intake.add(vault, [Path(source)], vault.make_folder(ROOT, name.encode()).id)
        if report.skipped:
            raise Storage("too many files")

    def take_out(name: str) -> None:
        with unlock(Path(path), read_only=True) as vault:
            report = retrieval.write_out(vault, vault.children(ROOT), Path(place, name))
        for failed in report.failed:
            raise failed.error

    for more in FEW:
        resource.setrlimit(resource.RLIMIT_NOFILE, (first + more, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        attempts = (write, functools.partial(add, f"try {more}"), functools.partial(take_out, f"out {more}"))
        yield [outcome(attempt) for attempt in attempts]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Wide and deep: 90 folders with a file each, in a chain of 30, and a large file."""
    here = tmp_path / "source"
    for level in range(30):
        for number in range(3):
            (here / f"{level} {number}").mkdir(parents=True)
            (here / f"{level} {number}/file").write_bytes(b"content")
        here = here / "d"
    (tmp_path / "source/large").write_bytes(bytes(LARGE))
    return tmp_path / "source"


def test_a076_with_64_descriptors_all_works_or_says_which_files_were_too_many(
    path: Path, source: Path, tmp_path: Path
) -> None:
    ((items, skipped, written, failed, findings),) = apart(with_64_descriptors, path, source, tmp_path)
    assert (items, skipped, findings) == (91, 0, 0)
    assert failed in ([], ["Storage too many files"])
    assert written == 92 or failed


def test_a076_with_fewer_descriptors_than_it_takes_it_says_so(path: Path, source: Path, tmp_path: Path) -> None:
    """Refused as what it is, at every number; the vault is whole afterwards, and what was said to be done is done."""
    outcomes = apart(with_few_descriptors, path, source, tmp_path)
    said = {one for some in outcomes for one in some}
    assert "done" in said
    assert "Storage too many files" in said
    assert {one for one in said if one.startswith("bug")} == set()
    with unlock(path) as vault:
        assert check(vault).ok
        assert vault.read(vault.find([b"note"])) == b"text"  # type: ignore[arg-type]
        for number, (_, added, _) in zip(FEW, outcomes, strict=True):
            if added == "done":
                inside = vault.find([b"try %d" % number])
                assert inside is not None
                files = [item for _, item in vault.walk(inside.id) if item.kind == "file"]
                assert len(files) == 91


LITTLE = range(0, 48, 3) if SURVIVE else (4, 16, 40)


def with_little_memory(path: str, source: str, more: str) -> Iterator[list[str]]:
    """What everything says when the process may take so many more megabytes."""
    yield ["unlocked", limited(int(more), lambda: unlock(Path(path)).lock())]
    with unlock(Path(path)) as vault:
        for name, attempt in _greedy(vault, more.encode(), Path(source)).items():
            yield [name, limited(int(more), attempt)]


def limited(megabytes: int, attempt: Callable[[], object]) -> str:
    """How something ends while the process may take so much more memory."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    size = pages * resource.getpagesize() + (megabytes << 20)
    resource.setrlimit(resource.RLIMIT_AS, (size, resource.RLIM_INFINITY))
    try:
        return outcome(attempt)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _greedy(vault: Vault, name: bytes, source: Path) -> dict[str, Callable[[], object]]:
    """What takes memory."""
    return {
        "written": lambda: vault.write_note(ROOT, name, "x" * 500_000),
        "added": lambda: intake.add(vault, [source], ROOT, replace=True),
        "renewed": vault.files.renew_generation,
    }


@pytest.fixture(scope="module")
def starved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[Any]]]:
    """A vault after it was used without memory, and what was said. A library may end the whole process then."""
    place = tmp_path_factory.mktemp("starved")
    with create(place / "v") as vault:
        vault.write_note(ROOT, b"note", "text")
        vault.files.renew_generation()
    plant_image(place / "v", altered_image(image_of(place / "v"), lambda database: database.execute(CROWD)))
    (place / "large").write_bytes(bytes(LARGE))
    ends = 0, -signal.SIGABRT
    return place / "v", [
        [more, *said]
        for more in LITTLE
        for said in apart(with_little_memory, place / "v", place / "large", str(more), ends=ends)
    ]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit is set by what /proc says")
def test_a076_out_of_memory_at_any_moment_nothing_committed_is_lost(starved: tuple[Path, list[list[Any]]]) -> None:
    path, said = starved
    whole = [[more, what, "done"] for more in LITTLE for what in ("unlocked", "written", "added", "renewed")]
    assert [one for one in whole if one not in said], "the limit was never reached"
    with unlock(path) as vault:
        assert check(vault).ok
        assert vault.read(vault.find([b"note"])) == b"text"  # type: ignore[arg-type]
        there = {item.name for item in vault.children(ROOT)}
        for more, what, ended in said:
            if what == "written":
                assert (b"%d" % more in there) == (ended == "done")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the limit is set by what /proc says")
def test_a076_out_of_memory_is_said_in_a_word_of_ours(starved: tuple[Path, list[list[Any]]]) -> None:
    assert [one for one in starved[1] if one[2].startswith("bug")] == []
    # Where not one byte is left, the cipher library's allocator ends the process. Nothing is lost by it: see above.
    levels = [one[0] for one in starved[1] if one[0]]
    assert levels == [more for more in LITTLE if more for _ in range(4)], "a library ended the process"
