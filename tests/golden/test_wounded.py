"""A golden vault, wounded in one stated way: what is said of it, and what still comes out.

A wound is a recipe, by the role of a file and an offset, applied to a copy. Where the vault opens, all but what is hit
reads back; where it does not, `rescue` gives up all that is whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import frames, leaves
from tests.golden.manifest import Entry, Manifest, found_entry, names_of
from tests.golden.opened import GOLDEN, bring, credential, unlock
from vault.backup.rescue import rescue
from vault.engine.check import check
from vault.engine.errors import Damaged, NotFound, VaultError, WrongCredential
from vault.engine.floe import STANDARD
from vault.engine.packs import pack_name
from vault.engine.vault import ROOT

SHAPE = GOLDEN / "v1/exported"
SHARED, ALL_SHARED = "shared/b", ("shared/a", "shared/b", "shared/c")


@dataclass
class Patient:
    """A vault to wound; files by their role, and what only its catalog knows of them."""

    path: Path
    parts: dict[str, tuple[Path, int, int]] = field(default_factory=dict)
    """By an item's path, of its current version: the pack's name, and where its sealed part begins and ends."""
    ids: dict[str, str] = field(default_factory=dict)

    def file(self, role: str) -> Path:
        """A file of the vault by its role, or by its name."""
        ending, _, before = role.partition(" ")
        if ending in ("snapshot", "log"):
            both = sorted((self.path / "catalog").glob(f"*.{ending}"))
            return both[0 if before else -1]
        if ending == "pack":
            return self.path / self.parts[before][0]
        return self.path / role

    def flip(self, role: str, offset: int) -> None:
        data = bytearray(self.file(role).read_bytes())
        data[offset] ^= 1
        self.file(role).write_bytes(data)

    def cut(self, role: str, size: int) -> None:
        """The first bytes stay; with a negative size, the last ones go."""
        self.file(role).write_bytes(self.file(role).read_bytes()[:size])

    def remove(self, *roles: str) -> None:
        for role in roles:
            self.file(role).unlink()

    def put(self, name: str, data: bytes) -> None:
        target = self.path / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)

    def copy(self, role: str, name: str) -> None:
        self.put(name.format(file=self.file(role).relative_to(self.path)), self.file(role).read_bytes())

    def frame(self, number: int) -> int:
        """Where a frame of the log begins; -1 is the last one."""
        pieces = frames(self.file("log").read_bytes())
        return sum(map(len, pieces[:number]))

    def where(self, role: str) -> str:
        """What a finding calls it."""
        kind, _, path = role.partition(" ")
        if kind == "pack":
            return f"pack {self.parts[path][0].name}"
        if kind == "item":
            return f"item {self.ids[path]}"
        names = {name: str(self.file(name).relative_to(self.path)) for name in ("snapshot", "log")}
        return role.format(**names, pack=self.parts[SHARED][0])


@dataclass(frozen=True)
class Wound:
    """One way to be damaged: what a look says, and an opening for writing, which items are hit, and what is found."""

    inflict: Callable[[Patient], None]
    look: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    healed: bool = False
    """Whether an opening for writing leaves nothing but leftovers."""


def bad_pack(*hit: str, kind: str = "damaged pack") -> tuple[tuple[str, str], ...]:
    return ((kind, f"pack {SHARED}"), *(("damaged item", f"item {path}") for path in hit))


def _conflict_copies(patient: Patient) -> None:
    patient.put(".DS_Store", b"\0\0\0\1Bud1")
    patient.copy("header.json", "header (conflicted copy 2026-11-01).json")
    patient.copy("log", "{file}.sync-conflict-20261101-120000")
    patient.copy("snapshot", f"catalog/000002-{'c' * 32}.snapshot")
    patient.copy(f"pack {SHARED}", "{file} (1)")


def _partial_files(patient: Patient) -> None:
    patient.put("header.json.partial", b'{"epoch":')
    patient.put(f"catalog/000003-{'c' * 32}.snapshot.partial", b"half")
    patient.copy(f"pack {SHARED}", "{file}.partial")


COPY = "opened with the copy of the header"
RENEWED = "header copy renewed"
LEFT_OUT = "interrupted change left out"

WOUNDS: dict[str, Wound] = {
    "header.json lost": Wound(
        lambda it: it.remove("header.json"),
        look=(COPY,),
        write=(COPY, RENEWED),
        findings=(("header copy differs", "header.json"),),
        healed=True,
    ),
    "header.bak lost": Wound(
        lambda it: it.remove("header.bak"),
        write=(RENEWED,),
        findings=(("header copy differs", "header.bak"),),
        healed=True,
    ),
    "a bit of header.json's first line": Wound(
        lambda it: it.flip("header.json", 700),
        look=(COPY,),
        write=(COPY, RENEWED),
        findings=(("header copy differs", "header.json"),),
        healed=True,
    ),
    "a bit of header.json's MACs": Wound(
        lambda it: it.flip("header.json", -30),
        look=(COPY,),
        write=(COPY, RENEWED),
        findings=(("header copy differs", "header.json"),),
        healed=True,
    ),
    "a bit of header.bak": Wound(
        lambda it: it.flip("header.bak", 5),
        write=(RENEWED,),
        findings=(("header copy differs", "header.bak"),),
        healed=True,
    ),
    "log cut inside the last record": Wound(
        lambda it: it.cut("log", -100),
        look=(LEFT_OUT,),
        write=(LEFT_OUT,),
        gone=("not exported",),
        healed=True,
    ),
    "log's last record cut to its first bytes": Wound(
        lambda it: it.cut("log", it.frame(-1) + 20),
        look=(LEFT_OUT,),
        write=(LEFT_OUT,),
        gone=("not exported",),
        healed=True,
    ),
    "pack missing": Wound(
        lambda it: it.remove(f"pack {SHARED}"),
        hit=ALL_SHARED,
        findings=bad_pack(*ALL_SHARED, kind="missing pack"),
    ),
    "a bit of one of the parts in a pack": Wound(
        lambda it: it.flip(f"pack {SHARED}", it.parts[SHARED][1] + 200),
        hit=(SHARED,),
        findings=bad_pack(SHARED),
    ),
    "a bit of the filling of a pack": Wound(
        lambda it: it.flip(f"pack {SHARED}", -1),
        findings=bad_pack(),
    ),
    "pack cut within its second part": Wound(
        lambda it: it.cut(f"pack {SHARED}", sorted(it.parts[path][1] for path in ALL_SHARED)[1] + 10),
        hit=("second", "third"),
        findings=bad_pack("second", "third"),
    ),
    "pack empty": Wound(
        lambda it: it.cut("pack alone", 0),
        hit=("alone",),
        findings=(("damaged pack", "pack alone"), ("damaged item", "item alone")),
    ),
    "partial files": Wound(
        _partial_files,
        findings=(
            ("interrupted write", "header.json.partial"),
            ("interrupted write", f"catalog/000003-{'c' * 32}.snapshot.partial"),
            ("interrupted write", "{pack}.partial"),
        ),
        healed=True,
    ),
    "conflict copies": Wound(
        _conflict_copies,
        findings=(
            ("unknown file", ".DS_Store"),
            ("unknown file", "header (conflicted copy 2026-11-01).json"),
            ("unknown file", "{log}.sync-conflict-20261101-120000"),
            ("unreferenced catalog", f"catalog/000002-{'c' * 32}.snapshot"),
            ("unknown file", "{pack} (1)"),
        ),
        healed=True,
    ),
    "a tail kept aside": Wound(
        lambda it: it.put(f"{it.file('log').relative_to(it.path)}.tail-512", b"torn"),
        findings=(("interrupted change kept aside", "{log}.tail-512"),),
        healed=True,
    ),
    "the lock marked": Wound(lambda it: it.put("lock", b"!\n{}\n"), healed=True),
    "the lock full of rubbish": Wound(lambda it: it.put("lock", b"\xff" * 9_000), healed=True),
}


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    return Manifest.read(SHAPE)


@pytest.fixture(scope="module")
def anatomy(manifest: Manifest) -> Patient:
    """What is where in the vault before it is wounded."""
    patient = Patient(SHAPE / "vault")
    with unlock(patient.path, manifest.openings[0].password, read_only=True) as vault:
        for path, item in vault.walk():
            name = b"/".join(path).decode()
            patient.ids[name] = item.id.hex()
            for part in vault.content(item).parts if item.kind == "file" else ():
                end = part.offset + STANDARD.sealed_size(part.size)
                patient.parts[name] = Path(pack_name(part.pack)), part.offset, end
    return patient


@pytest.fixture
def patient(anatomy: Patient, tmp_path: Path) -> Patient:
    return Patient(bring(SHAPE, tmp_path / "place") / "vault", anatomy.parts, anatomy.ids)


def in_order(patient: Patient, names: tuple[str, ...]) -> set[str]:
    """Paths; the shared ones may be named by their place in the pack, which chance gave them."""
    by_place = sorted(ALL_SHARED, key=lambda path: patient.parts[path][1])
    return {dict(zip(("first", "second", "third"), by_place, strict=True)).get(name, name) for name in names}


def expected_findings(wound: Wound, patient: Patient) -> list[tuple[str, str]]:
    found = []
    for kind, role in wound.findings:
        word, _, name = role.partition(" ")
        [path] = in_order(patient, (name,))
        found.append((kind, patient.where(f"item {path}" if word == "item" else role)))
    return sorted(found)


def said(notices: list[str]) -> tuple[str, ...]:
    """Notices without their numbers."""
    return tuple(notice.split(":")[0] for notice in notices)


def assert_reads(patient: Patient, wound: Wound, manifest: Manifest, *, read_only: bool) -> None:
    """Every item that is not hit reads back, each that is says so, and only what was not whole is gone."""
    hit = in_order(patient, wound.hit)
    with unlock(patient.path, manifest.openings[0].password, read_only=read_only) as vault:
        assert said(vault.notices) == (wound.look if read_only else wound.write)
        found = {b"/".join(path).decode(): (path, item) for path, item in vault.walk()}
        assert set(found) == {entry.path for entry in manifest.items} - set(wound.gone)
        for entry in manifest.items:
            if entry.path in wound.gone:
                continue
            if entry.path not in hit:
                assert found_entry(vault, *found[entry.path]) == entry
                continue
            with pytest.raises(Damaged, match="pack"):
                found_entry(vault, *found[entry.path])
        if read_only:
            report = check(vault)
            assert sorted((finding.kind, finding.where) for finding in report.findings) == expected_findings(
                wound, patient
            )
            assert report.ok == all(finding.harmless for finding in report.findings)


@pytest.mark.parametrize("name", WOUNDS)
def test_a075_a_wound_is_named_and_the_rest_reads_back(name: str, patient: Patient, manifest: Manifest) -> None:
    WOUNDS[name].inflict(patient)
    before = leaves(patient.path)
    assert_reads(patient, WOUNDS[name], manifest, read_only=True)
    assert leaves(patient.path) == before


@pytest.mark.parametrize("name", WOUNDS)
def test_a_wounded_vault_is_written_on(name: str, patient: Patient, manifest: Manifest) -> None:
    """An opening for writing heals what it can, and never makes it worse."""
    wound = WOUNDS[name]
    wound.inflict(patient)
    assert_reads(patient, wound, manifest, read_only=False)
    with unlock(patient.path, manifest.openings[0].password) as vault:
        assert vault.notices == []
        vault.write_note(ROOT, b"afterwards", "text")
        assert check(vault).ok == wound.healed
    with unlock(patient.path, manifest.openings[0].password, read_only=True) as vault:
        assert vault.find([b"afterwards"]) is not None


@pytest.mark.parametrize("name", WOUNDS)
def test_a_rescue_brings_out_all_that_is_not_hit(
    name: str, patient: Patient, manifest: Manifest, tmp_path: Path
) -> None:
    wound = WOUNDS[name]
    wound.inflict(patient)
    before = leaves(patient.path)
    report = rescue(patient.path, tmp_path / "out", credential(manifest.openings[0].password), policy=CHEAP)
    hit = in_order(patient, wound.hit)
    assert {b"/".join(one.path).decode() for one in report.missing} == hit
    assert_out(tmp_path / "out", manifest, hit | set(wound.gone))
    assert leaves(patient.path) == before


def assert_out(out: Path, manifest: Manifest, without: set[str]) -> None:
    """Every file and note is there with its bytes and its time, but these."""
    for entry in manifest.items:
        if entry.kind == "folder":
            continue
        file = out.joinpath(*(name.decode() for name in names_of(entry.path)))
        assert file.exists() == (entry.path not in without), entry.path
        if entry.path not in without:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == entry.now.sha256
            assert file.stat().st_mtime_ns == entry.now.modified


# --- what is not opened any more ------------------------------------------------------------------


@dataclass(frozen=True)
class Fatal:
    """A wound that nothing opens through: what is said, and which items a rescue cannot bring out."""

    inflict: Callable[[Patient], None]
    error: type[VaultError]
    where: str = ""
    gone: tuple[str, ...] = ()
    lost: bool = True
    """Whether a rescue must say that something may be missing."""


def _both_headers(patient: Patient, offset: int) -> None:
    for name in ("header.json", "header.bak"):
        patient.flip(name, offset)


AFTER_THE_SNAPSHOT = ("in the log", "last", "not exported")

FATAL: dict[str, Fatal] = {
    "a bit of the snapshot": Fatal(lambda it: it.flip("snapshot", 30_000), Damaged, "snapshot", lost=False),
    "snapshot lost": Fatal(lambda it: it.remove("snapshot"), Damaged, "snapshot", lost=False),
    "snapshot cut": Fatal(lambda it: it.cut("snapshot", -1), Damaged, "snapshot", lost=False),
    "snapshot of the generation before in its place": Fatal(
        lambda it: it.copy("snapshot before", str(it.file("snapshot").relative_to(it.path))),
        Damaged,
        "snapshot",
        lost=False,
    ),
    "a bit in the middle of the log": Fatal(
        lambda it: it.flip("log", it.frame(3) + 120), Damaged, "record", gone=("in the log",)
    ),
    "a bit of the last record": Fatal(lambda it: it.flip("log", -1), Damaged, "record", gone=("not exported",)),
    "log lost": Fatal(lambda it: it.remove("log"), Damaged, "log", gone=AFTER_THE_SNAPSHOT),
    "log empty": Fatal(lambda it: it.cut("log", 0), Damaged, "log", gone=AFTER_THE_SNAPSHOT),
}


@pytest.mark.parametrize("name", FATAL)
def test_a026_a_wound_of_the_catalog_is_refused_and_rescued(
    name: str, patient: Patient, manifest: Manifest, tmp_path: Path
) -> None:
    fatal, password = FATAL[name], manifest.openings[0].password
    fatal.inflict(patient)
    before = leaves(patient.path)
    for read_only in (True, False):
        with pytest.raises(fatal.error) as caught:
            unlock(patient.path, password, read_only=read_only)
        assert isinstance(caught.value, Damaged)
        assert caught.value.where.startswith(fatal.where)
    assert {name: data for name, data in leaves(patient.path).items() if name != "lock"} == before
    report = rescue(patient.path, tmp_path / "out", credential(password), policy=CHEAP)
    assert bool(report.lost) == fatal.lost
    assert report.missing == []
    assert_out(tmp_path / "out", older(manifest, fatal), set(fatal.gone))


def older(manifest: Manifest, fatal: Fatal) -> Manifest:
    """Where the whole log is gone, a file is as it was in the snapshot."""
    if fatal.gone != AFTER_THE_SNAPSHOT:
        return manifest
    items = tuple(Entry(e.path, e.kind, e.modified, e.tags, e.versions[:1]) for e in manifest.items)
    return Manifest(manifest.shape, manifest.about, manifest.openings, items)


@pytest.mark.parametrize(
    ("offset", "error"), [(5, Damaged), (-30, Damaged), (700, VaultError)], ids=["form", "MACs", "a seal"]
)
def test_a040_without_a_whole_header_nothing_opens(
    offset: int, error: type[VaultError], patient: Patient, manifest: Manifest
) -> None:
    """Neither copy is right: damage is said if anything proves it; another seal may be a wrong password."""
    _both_headers(patient, offset)
    with pytest.raises(error) as caught:
        unlock(patient.path, manifest.openings[0].password)
    assert isinstance(caught.value, (Damaged, WrongCredential))


def test_both_headers_lost_is_no_vault(patient: Patient, manifest: Manifest) -> None:
    patient.remove("header.json", "header.bak")
    with pytest.raises(NotFound):
        unlock(patient.path, manifest.openings[0].password)
