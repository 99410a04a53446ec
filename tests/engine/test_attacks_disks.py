"""Other disks than ours: names folded, decomposed, short, without links. And names that lead astray."""

from __future__ import annotations

import errno
import os
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.conftest import CHEAP
from tests.forging import PASSWORD, altered_image, contents, create, image_of, leaves, plant_image, unlock
from vault.backup import export as exporting
from vault.engine import intake, retrieval, rotation, system_calls, trash
from vault.engine.check import check
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import Conflict, LimitExceeded, PathRejected, Storage
from vault.engine.packs import LARGE
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

NEW = Password(b"another")
EXAMPLES = 1_000 if os.environ.get("DEEDBOX_SURVIVE") else 20
DEVICES = {"con", "prn", "aux", "nul", *(f"{word}{number}" for word in ("com", "lpt") for number in range(10))}


class StrangeFiles(FileLayer):
    """A disk that keeps names in the folders below `top` in a form of its own, and knows them again; without links.

    Two names that are one to it, and names that it cannot keep, are errors of the one who uses them.
    """

    longest = 255
    forbidden = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')

    def __init__(self, top: Path, form: Callable[[str], str]) -> None:
        self._top, self._form = str(top), form
        self.used: dict[str, str] = {}

    def _real(self, path: str) -> str:
        if not path.startswith(self._top + "/"):
            return path
        own, *names = [name for name in path[len(self._top) + 1 :].split("/") if name]
        for name in names:
            plain = name.partition(".")[0].casefold()
            assert len(name.encode()) <= self.longest, name
            assert name == ".." or not (self.forbidden.search(name) or plain in DEVICES), name
            assert self.used.setdefault(self._form(name), name) == name, "two names of ours are one here"
        return "/".join([self._top, own, *(name if name == ".." else self._form(name) for name in names)])

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        return super().open(self._real(path), flags, mode)

    def replace(self, source: str, target: str) -> None:
        super().replace(self._real(source), self._real(target))

    def remove(self, path: str) -> None:
        super().remove(self._real(path))

    def make_folder(self, path: str) -> None:
        super().make_folder(self._real(path))

    def remove_folder(self, path: str) -> None:
        super().remove_folder(self._real(path))

    def free(self, path: str) -> int:
        return super().free(self._real(path))

    def names(self, path: str) -> list[tuple[str, int]]:
        """As they were given, though they lie there otherwise."""
        return [(self.used.get(name, name), kind) for name, kind in super().names(self._real(path))]


# Each makes something else of our names, so that what goes past the layer finds nothing.
FORMS: dict[str, Callable[[str], str]] = {
    "upper case": str.upper,
    "decomposed": lambda name: unicodedata.normalize("NFD", name) + "\u0301",
    "compatible": lambda name: unicodedata.normalize("NFKD", name).upper(),
}


@pytest.mark.parametrize("name", FORMS)
def test_a073_a_vault_lives_on_a_disk_with_other_names(tmp_path: Path, name: str) -> None:
    """Everything a vault does, on a disk that folds case, decomposes, has 255 bytes, no links and no odd signs."""
    disk = tmp_path / "disk"
    disk.mkdir()
    files = StrangeFiles(disk, FORMS[name])
    platform = Platform(files=files)
    path, state = disk / "Papers.deedbox", disk / "state"
    state.mkdir()
    (tmp_path / "large").write_bytes(bytes(LARGE + 17))
    (tmp_path / "small").write_bytes(b"small")
    with create(path, platform=platform, state=state) as vault:
        intake.add(vault, [tmp_path / "large", tmp_path / "small"], ROOT)
        vault.write_note(ROOT, "ẞ\n:*?".encode(), "text")
        vault.files.renew_generation()
        rotation.change_password(vault, NEW, policy=CHEAP)
    with unlock(path, NEW, platform=platform, state=state) as vault:
        before = contents(vault)
        exporting.export(vault, disk / "Papers.export", NEW, policy=CHEAP)
        trash.remove(vault, [item for item in vault.children(ROOT) if item.kind == "file"])
        trash.empty(vault)
        assert check(vault).findings == []
    restored = disk / "Back.deedbox"
    exporting.restore(disk / "Papers.export", restored, NEW, platform=platform, policy=CHEAP)
    with unlock(restored, NEW, platform=platform) as vault:
        assert contents(vault) == before
        assert check(vault).findings == []
    assert len(files.used) > 20


def test_a073_the_names_of_a_vault_are_plain(tmp_path: Path) -> None:
    """Lower-case letters, digits, dots, dashes; no two that a disk could take for one; no links; short."""
    path = tmp_path / "v"
    (tmp_path / "file").write_bytes(b"content")
    with create(path) as vault:
        intake.add(vault, [tmp_path / "file"], ROOT)
        vault.files.renew_generation()
    for found in path.rglob("*"):
        assert re.fullmatch(r"[0-9a-z][0-9a-z.-]{0,59}", found.name)
        assert not found.is_symlink()
        assert found.stat().st_nlink == 1 or found.is_dir()


# What is written out onto such a disk


class Fold:
    """`os`, for a disk that takes names that differ by case or form for one, and has 255 bytes.

    `way` is what it has that gives a name without replacing: "rename" (renameat2), "link", or "neither".
    """

    def __init__(self, way: str = "rename", *, longest: int = 255) -> None:
        self._way, self._longest = way, longest

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def _fold(self, name: bytes | Path) -> Any:
        if isinstance(name, Path):
            return name
        if len(name) > self._longest:
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))
        return unicodedata.normalize("NFD", os.fsdecode(name)).casefold().encode("utf-8", "surrogateescape")

    def open(self, name: bytes | Path, *arguments: Any, **more: Any) -> int:
        return os.open(self._fold(name), *arguments, **more)

    def lstat(self, name: bytes, **more: Any) -> os.stat_result:
        return os.lstat(self._fold(name), **more)

    def mkdir(self, name: bytes, *arguments: Any, **more: Any) -> None:
        os.mkdir(self._fold(name), *arguments, **more)

    def unlink(self, name: bytes, **more: Any) -> None:
        os.unlink(self._fold(name), **more)

    def rename(self, source: bytes, target: bytes, **more: Any) -> None:
        os.rename(self._fold(source), self._fold(target), **more)

    def link(self, source: bytes, target: bytes, **more: Any) -> None:
        if self._way == "neither":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        os.link(self._fold(source), self._fold(target), **more)

    def rename_to_free_name(self, folder: int, source: bytes, target: bytes) -> None:
        if self._way != "rename":
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        system_calls.rename_to_free_name(folder, self._fold(source), self._fold(target))


def put_on(disk: Fold, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written out goes onto this disk."""
    monkeypatch.setattr(retrieval, "os", disk)
    monkeypatch.setattr(retrieval, "rename_to_free_name", disk.rename_to_free_name)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create(tmp_path / "Papers.deedbox")


@pytest.mark.parametrize("within", ["", "folder"])
@pytest.mark.parametrize("way", ["rename", "link", "neither"])
def test_a073_names_that_are_one_on_the_disk_never_overwrite_each_other(
    vault: Vault, tmp_path: Path, way: str, within: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["Note", "note", "NOTE", "\u00e9", "e\u0301", "other"]
    parent = vault.make_folder(ROOT, within.encode()).id if within else ROOT
    for name in names:
        vault.write_note(parent, name.encode(), f"text of {name}")
    put_on(Fold(way), monkeypatch)
    report = retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
    vault.lock()
    written = sorted(file.read_text("utf-8") for file in (tmp_path / "out" / within).iterdir())
    assert len(written) == report.items == 3
    assert len(report.failed) == 3
    assert all(type(failed.error) is Conflict for failed in report.failed)
    missing = {f"text of {failed.path[-1].decode()}" for failed in report.failed}
    assert missing | set(written) == {f"text of {name}" for name in names}


def test_a073_folders_that_are_one_on_the_disk_keep_both_contents(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, notes in ((b"Docs", (b"a", b"same")), (b"docs", (b"b", b"Same"))):
        parent = vault.make_folder(ROOT, folder).id
        for note in notes:
            vault.write_note(parent, note, f"{folder.decode()} {note.decode()}")
    put_on(Fold(), monkeypatch)
    report = retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
    vault.lock()
    assert [failed.path for failed in report.failed] == [(b"docs", b"Same")]
    assert type(report.failed[0].error) is Conflict
    written = {file.read_text("utf-8") for file in (tmp_path / "out/docs").iterdir()}
    assert written == {"Docs a", "Docs same", "docs b"}


@pytest.mark.parametrize("longest", [255, 143])
def test_a073_a_name_that_the_disk_cannot_keep_is_listed_and_the_rest_is_written(
    vault: Vault, tmp_path: Path, longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """143 bytes is what an encrypted home folder takes."""
    for size in (1, longest, longest + 1, 1_024):
        vault.write_note(ROOT, b"n" * size, f"text {size}")
    deep = vault.make_folder(ROOT, b"d" * (longest + 1))
    vault.write_note(deep.id, b"inside", "text")
    put_on(Fold(longest=longest), monkeypatch)
    report = retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out")
    vault.lock()
    assert sorted(len(name) for name in os.listdir(tmp_path / "out")) == [1, longest]
    assert report.items == 2
    assert {len(failed.path[0]) for failed in report.failed} == {longest + 1, 1_024}
    for failed in report.failed:
        assert isinstance(failed.error, Storage)
        assert failed.error.errno == errno.ENAMETOOLONG


# A105, A107, A108: names and sources of every kind


AWKWARD = st.one_of(
    st.binary(min_size=1, max_size=40),
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([b"..", b".", b"", b"/", b"../x", b"/etc/x", b"a/b", b"..\\x", b"C:\\x", b"\0", b"x\0y", b"\n"]),
    st.sampled_from([b"x" * 256, b"y" * 1_024, b"z" * 1_025, b"~", b"-rf", b".deedbox-0.partial", b"con", b"\xff"]),
)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with four folders and a note in each, all in its snapshot."""
    path = tmp_path_factory.mktemp("four") / "v"
    with create(path) as vault:
        for number in range(4):
            folder = vault.make_folder(ROOT, b"folder %d" % number)
            vault.write_note(folder.id, b"note", f"text {number}")
        vault.files.renew_generation()
    return path


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(AWKWARD, AWKWARD), min_size=4, max_size=4, unique=True))
def test_a105_whatever_a_catalog_says_nothing_is_written_beside_the_folder(
    four: Path, tmp_path_factory: pytest.TempPathFactory, names: list[tuple[bytes, bytes]]
) -> None:
    """The names are planted by somebody with the key; each comes out under exactly its name, or is listed."""
    place = tmp_path_factory.mktemp("escape")
    (place / "aim").mkdir()
    shutil.copytree(four, place / "v")

    def rename(database: Any) -> None:
        for number, (folder, note) in enumerate(names):
            (identity,) = database.execute("SELECT id FROM item WHERE name = ?", (b"folder %d" % number,)).fetchone()
            database.execute("UPDATE item SET name = ? WHERE parent = ?", (note, identity))
            database.execute("UPDATE OR IGNORE item SET name = ? WHERE id = ?", (folder, identity))

    plant_image(place / "v", altered_image(image_of(place / "v"), rename))
    before = leaves(place / "v")
    with unlock(place / "v", read_only=True) as vault:
        report = retrieval.write_out(vault, vault.children(ROOT), place / "aim/out")
        wanted = {path for path, item in vault.walk() if item.kind == "note"}
    out = place / "aim/out"
    files = [path.relative_to(out) for path in out.rglob("*") if path.is_file()]
    found = {tuple(os.fsencode(file).split(b"/")) for file in files}
    assert wanted - {one.path for one in report.failed} == found
    assert report.items == len(found)
    assert all(isinstance(one.error, PathRejected | LimitExceeded | Storage | Conflict) for one in report.failed)
    assert sorted(os.listdir(place)) == ["aim", "v"]
    assert os.listdir(place / "aim") == ["out"]
    assert leaves(place / "v") == before


@settings(max_examples=EXAMPLES // 2, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(AWKWARD, min_size=1, max_size=5, unique=True))
def test_a108_names_of_bytes_are_kept_through_everything_or_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[bytes]
) -> None:
    """Made, moved, tagged by name in the trash and back, in a new generation, exported, restored: the same bytes."""
    place = tmp_path_factory.mktemp("names")
    kept: set[bytes] = set()
    with create(place / "v") as vault:
        for name in names:
            try:
                note = vault.write_note(ROOT, b"a name that is free", name.hex())
                vault.move(note, ROOT, name)
                kept.add(name)
            except (PathRejected, LimitExceeded):
                assert name in (b"", b".", b"..") or b"/" in name or b"\0" in name or len(name) > 1_024
                trash.remove(vault, [note])
                trash.empty(vault)
        trash.remove(vault, vault.children(ROOT))
        trash.restore(vault, vault.trashed())
        vault.files.renew_generation()
        exporting.export(vault, place / "export", PASSWORD, policy=CHEAP)
    with exporting.open_export(place / "export", PASSWORD, policy=CHEAP) as vault:
        assert contents(vault) == {(name,): name.hex().encode() for name in kept}
        assert vault.children(ROOT) == sorted(vault.children(ROOT), key=lambda item: item.name)


def test_a107_loops_of_folders_and_what_changes_on_the_way(tmp_path: Path, vault: Vault) -> None:
    """Links that lead back up, in a chain or to themselves, and a folder that is the vault's own."""
    source = tmp_path / "source"
    (source / "a/b/c").mkdir(parents=True)
    (source / "a/b/c/up").symlink_to("../../..")
    (source / "a/b/self").symlink_to("self")
    (source / "a/one").symlink_to("two")
    (source / "a/two").symlink_to("one")
    (source / "a/b/c/file").write_bytes(b"content")
    (source / "to the vault").symlink_to(vault.folder.path)
    report = intake.add(vault, [source, tmp_path], ROOT)
    skipped = {os.path.basename(one.path) for one in report.skipped}
    assert skipped >= {b"up", b"self", b"one", b"two", b"to the vault", b"Papers.deedbox"}
    files = [path for path, item in vault.walk() if item.kind == "file"]
    inside = (b"source", b"a", b"b", b"c", b"file")
    assert files.count(inside) == 1
    assert {path[-1] for path in files} == {b"file"}
    vault.lock()
