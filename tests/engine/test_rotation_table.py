"""What a thief reads and forges after each rotation: every cell of the table in docs/threats.md, really tried.

The thief has some old things, and the whole folder as it is today, which he may also write to. He tries every key he
has or finds on every catalog he has, and plants records, vaults and older states for the owner to unlock.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import CHEAP
from tests.forging import create, frames, unlock
from vault.engine import generation, header as headers, intake, keys, opening, reencryption, rotation
from vault.engine.catalog import Catalog
from vault.engine.durable import Folder, Platform, SystemClock
from vault.engine.errors import ForkDetected, RollbackDetected, VaultError
from vault.engine.header import Body, Generation, Header, Slot
from vault.engine.header_change import Plan, compose, make_slot
from vault.engine.keys import Context, Credential, SlotKeys, Subkeys
from vault.engine.opening import SlotRow
from vault.engine.packs import Content, PackReader, Part
from vault.engine.primitives import public_key, sha256
from vault.engine.records import Change, Sealing
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

OLD, NEW, KIT, NEW_KIT = Password(b"old"), Password(b"new"), Password(b"kit"), Password(b"new kit")
BEFORE, SINCE, FORGED = b"written before", b"written since", b"written by the thief"
COPIES = opening.HEADER, opening.HEADER_COPY

AFTER = (
    "nothing",
    "another password, key kept",
    "another password",
    "new vault key",
    "everything re-encrypted",
    "new secrets",
)
"""What the owner did after the thief got the old things, and before more was written."""

NOTHING, EVERYTHING = "–", "everything"

TABLE = {
    "nothing old": (NOTHING,) * 6,
    "header": (NOTHING,) * 6,
    "header, catalog": ("older", "older by kit", "older by kit", "older", "older", NOTHING),
    "password": (EVERYTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING, NOTHING),
    "password, header": (EVERYTHING, EVERYTHING, NOTHING, EVERYTHING, EVERYTHING, NOTHING),
    "password, catalog": (EVERYTHING, NOTHING, NOTHING, EVERYTHING, EVERYTHING, NOTHING),
    "password, header, catalog": (
        EVERYTHING,
        EVERYTHING,
        "reads old; vault by kit, older by kit",
        EVERYTHING,
        EVERYTHING,
        "reads old notes",
    ),
    "key": (EVERYTHING, EVERYTHING, NOTHING, NOTHING, NOTHING, NOTHING),
    "key, header": (EVERYTHING, EVERYTHING, NOTHING, NOTHING, NOTHING, NOTHING),
    "key, catalog": (
        EVERYTHING,
        EVERYTHING,
        "reads old; vault by kit",
        "reads old; vault by kit",
        "reads old notes; vault by kit",
        "reads old notes",
    ),
    "key, header, catalog": (
        EVERYTHING,
        EVERYTHING,
        "reads old; vault by kit, older by kit",
        "reads old; vault, vault by kit, older",
        "reads old notes; vault, vault by kit, older",
        "reads old notes",
    ),
    "password, key, header, catalog": (
        EVERYTHING,
        EVERYTHING,
        "reads old; vault by kit, older by kit",
        EVERYTHING,
        EVERYTHING,
        "reads old notes",
    ),
}
"""By what the thief has that is old besides today's folder (a header and a catalog together are an old copy of it),
after each of `AFTER`: what he reads, and what he forges.

old: names, notes and files of the old catalog, the files out of today's packs; old notes: without the files. now:
everything there is today. record:
his records are taken for the owner's, by every device. vault: a vault of his making opens with the owner's password on
a device without an anchor. older: the old state passes for today's on such a device. by kit: not with the password, but
with a factor that was kept. everything: reads now, and forges record and vault, with any factor.

New secrets: everything re-encrypted, and every factor made anew.
"""


@dataclass(frozen=True)
class Story:
    """A vault with two slots, of which one is the paper in the safe: what was stolen, and what it is today."""

    old: Path
    today: Path
    state: Path
    key: bytes
    context: Context
    password: Password
    kit: Password
    after: str


@pytest.fixture(scope="module", params=AFTER)
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    place = tmp_path_factory.mktemp("story")
    path, state, after = place / "v.deedbox", place / "state", request.param
    state.mkdir()
    for word in (BEFORE, SINCE):
        (place / word.decode()).write_bytes(word * 100)
    with create(path, OLD, state=state) as vault:
        made = make_slot(KIT, "kit", vault.files.header.body.context.vault, CHEAP, vault.platform)
        plan = vault.files.plan()
        vault.files.change_header(dataclasses.replace(plan, slots=[*plan.slots, (made.slot, made.row)]), "slot added")
        _write(vault, place / BEFORE.decode())
        header = vault.files.header
    shutil.copytree(path, place / "old")
    with unlock(path, OLD, state=state) as vault:
        if after == "new secrets":
            rotation.new_secrets(vault, [("password", NEW, True), ("kit", NEW_KIT, True)], policy=CHEAP)
            assert reencryption.go_on(vault).complete
        elif after in ("new vault key", "everything re-encrypted"):
            rotation.new_vault_key(vault, OLD, policy=CHEAP, confirmed=[made.slot.id])
            if after != "new vault key":
                reencryption.begin(vault)
                assert reencryption.go_on(vault).complete
        elif after != "nothing":
            kept = after.endswith("kept")
            rotation.change_password(vault, NEW, policy=CHEAP, keep_key=kept, confirmed=[made.slot.id])
        _write(vault, place / SINCE.decode())
    password = NEW if after.startswith("another") or after == "new secrets" else OLD
    kit = NEW_KIT if after == "new secrets" else KIT
    return Story(place / "old", path, state, header.subkeys.vault_key, header.body.context, password, kit, after)


def _write(vault: Vault, file: Path) -> None:
    """A note and a file, with a new generation between them, so that there is something in snapshot and log."""
    vault.write_note(ROOT, b"note " + file.name.encode(), file.name)
    vault.files.renew_generation()
    assert intake.add(vault, [file], ROOT).items == 1


class Thief:
    """Somebody with some old things and today's folder, in a place of his own."""

    def __init__(self, story: Story, has: str, place: Path) -> None:
        self.story, self.has, self.place = story, set(has.split(", ")), place
        self.folder = place / "folder"
        shutil.copytree(story.today, self.folder)
        self.headers = [headers.parse((self.folder / opening.HEADER).read_bytes())]
        if "header" in self.has:
            self.headers.append(headers.parse((story.old / opening.HEADER).read_bytes()))
        self.opened = list(self._open_headers())
        self.catalogs = list(self._open_catalogs())
        self.knows_today = any(source == self.folder for source, _, _ in self.catalogs)

    def _open_headers(self) -> Iterator[Header]:
        """Every header he has, under the password he has."""
        if "password" not in self.has:
            return
        sources = [self.folder, *([self.story.old] if "header" in self.has else [])]
        for number, source in enumerate(sources):
            alone = self.place / f"header {number}"
            alone.mkdir()
            shutil.copy(source / opening.HEADER, alone)
            with contextlib.suppress(VaultError):
                yield opening.open_header(Folder(alone, Platform()), OLD, CHEAP)[0]

    def _subkeys(self) -> Iterator[Subkeys]:
        """Every vault key he has or found, in every context that he knows of."""
        found = {header.subkeys.vault_key for header in self.opened}
        if "key" in self.has:
            found.add(self.story.key)
        contexts = {self.story.context} if "key" in self.has else set()
        contexts |= {header.body.context for header in self.headers}
        for key in found:
            for context in contexts:
                yield Subkeys(context, key)

    def _open_catalogs(self) -> Iterator[tuple[Path, Sealing, Catalog]]:
        """Every catalog he has that opens under any of these."""
        for source in (self.folder, *([self.story.old] if "catalog" in self.has else [])):
            for file in (source / "catalog").glob("*.snapshot"):
                number, _, identity = file.stem.partition("-")
                for subkeys in self._subkeys():
                    sealing = Sealing(subkeys, Generation(int(number), bytes.fromhex(identity)))
                    with contextlib.suppress(VaultError):
                        yield source, sealing, generation.load(Folder(source, Platform()), sealing, SystemClock())[0]

    def close(self) -> None:
        for _, _, catalog in self.catalogs:
            catalog.close()

    # Reading

    def reads(self) -> set[str]:
        """ "old" and "now", as far as he gets their notes and files; "old notes" where the files stay closed."""
        notes: set[bytes] = set()
        files: set[bytes] = set()
        for _, _, catalog in self.catalogs:
            notes |= {text.encode() for (text,) in catalog.rows("SELECT text FROM note")}
            files |= set(self._files(catalog))
        assert files <= {note * 100 for note in notes}
        found = {word for word, note in (("old", BEFORE), ("now", SINCE)) if note in notes and note * 100 in files}
        return found or ({"old notes"} if notes else set())

    def _files(self, catalog: Catalog) -> Iterator[bytes]:
        packs = PackReader(Folder(self.folder, Platform()))
        query = "SELECT version.size, id, key, part.size, pack, offset FROM part JOIN version USING (item)"
        for size, *part in list(catalog.rows(query)):
            with contextlib.suppress(VaultError):
                yield bytes(packs.read(Content(size, [Part(*part)]), 0, size))
        packs.close()

    # Forging

    def forges(self) -> set[str]:
        """What the owner takes for his own."""
        forged = {"record"} if self._record() else set()
        for ending, credential in (("", self.story.password), (" by kit", self.story.kit)):
            if any(self._passes(self._planted(*place), credential, FORGED) for place in self._slots()):
                forged.add("vault" + ending)
            if any(self._passes(folder, credential, BEFORE) for folder in self._older()):
                forged.add("older" + ending)
        return forged

    def cell(self) -> str:
        """What the table says of him, after trying all of it."""
        reads, forges = self.reads(), self.forges()
        if "now" in reads or "record" in forges:
            assert reads == {"old", "now"}
            assert forges >= {"record", "vault", "vault by kit"}
            return EVERYTHING
        # What any factor opens needs only one word.
        if "older" in forges:
            forges.discard("older by kit")
        words = [f"reads {word}" for word in reads]
        order = ("vault", "vault by kit", "older", "older by kit")
        words += [", ".join(word for word in order if word in forges)] if forges else []
        return "; ".join(words) or NOTHING

    def _unlock(self, folder: Path, credential: Credential, *, anchored: bool) -> set[bytes]:
        """The notes that the owner finds in a folder, on his device or on one that never saw the vault."""
        place = self.place / os.urandom(8).hex()
        shutil.copytree(folder, place / "v.deedbox")
        shutil.copytree(self.story.state, place / "state")
        state = place / "state" if anchored else None
        with Vault.unlock(place / "v.deedbox", credential, policy=CHEAP, state=state) as vault:
            return {vault.read(item) for _, item in vault.walk() if item.kind == "note"}

    def _passes(self, folder: Path, credential: Credential, note: bytes) -> bool:
        """Whether a device without an anchor opens the folder and finds a note. The owner's own never does, unless the
        thief has today's key and goes on from what it has seen."""
        try:
            if note not in self._unlock(folder, credential, anchored=False):
                return False
        except VaultError:
            return False
        if self.knows_today and note == FORGED:
            assert note in self._unlock(folder, credential, anchored=True)
        else:
            with pytest.raises((ForkDetected, RollbackDetected)):
                self._unlock(folder, credential, anchored=True)
        return True

    def _copy(self) -> Path:
        folder = self.place / os.urandom(8).hex()
        shutil.copytree(self.folder, folder)
        return folder

    def _record(self) -> bool:
        """Append a note to today's log, under any key that opened it. All devices take it."""
        for source, sealing, catalog in self.catalogs:
            if source != self.folder or sealing.generation != self.headers[0].body.generation:
                continue
            folder = self._copy()
            frame, _ = sealing.seal_record(catalog.next_record(_note(FORGED), "note written"), os.urandom)
            with open(folder / generation.log_name(sealing.generation), "ab") as log:
                log.write(frame)
            assert self._passes(folder, self.story.password, FORGED)
            assert self._passes(folder, self.story.kit, FORGED)
            return True
        return False

    def _slots(self) -> Iterator[tuple[Slot, SlotRow]]:
        """The slots he could sign for: wraps out of headers, keys out of catalogs and of wraps he can open."""
        known: dict[bytes, tuple[bytes, bytes]] = {}
        for header in self.opened:
            known[header.slot.id] = public_key(header.opened.seed), header.opened.authentication_key
        for _, _, catalog in self.catalogs:
            known |= {row.id: (row.public_key, row.authentication_key) for row in opening.slot_rows(catalog)}
        for body in (unverified.body for unverified in self.headers):
            for slot in body.slots:
                if slot.id in known:
                    yield slot, SlotRow(slot.id, slot.name, slot.kind, *known[slot.id], 0, None, None)

    def _planted(self, slot: Slot, row: SlotRow) -> Path:
        """A folder with a vault of his own below a slot, going on from the latest catalog he knows."""
        known = max((catalog for _, _, catalog in self.catalogs), key=lambda one: one.sequence, default=None)
        clock = SystemClock()
        catalog = Catalog.from_image(memoryview(known.image()), clock) if known else Catalog.empty(clock)
        today = self.headers[0].body
        plan = PlantedPlan(
            today.context._replace(epoch=today.context.epoch + 1),
            Generation(today.generation.number + 1, os.urandom(16)),
            os.urandom(32),
            [(slot._replace(vault_key=b""), row)],
            SlotKeys(bytes(32), row.authentication_key),
            slot.id,
        )
        changes = _note(FORGED)
        if known is None:
            changes.append(Change("state", ("anchor_key",), (os.urandom(32),)))
        changes += [Change("slot", (0, other.id), None) for other in opening.slot_rows(catalog) if other.id != slot.id]
        first = compose(catalog, plan, changes, "planted", (), os.urandom)
        catalog.close()
        folder = self._copy()
        shutil.rmtree(folder / "catalog")
        first.write(Folder(folder, Platform()))
        return folder

    def _older(self) -> Iterator[Path]:
        """The old catalog in place of today's, below today's header or the old one."""
        for source in (self.folder, self.story.old) if "catalog" in self.has else ():
            if source == self.folder or "header" in self.has:
                folder = self._copy()
                shutil.rmtree(folder / "catalog")
                shutil.copytree(self.story.old / "catalog", folder / "catalog")
                for name in COPIES:
                    shutil.copy(source / opening.HEADER, folder / name)
                yield folder


class PlantedPlan(Plan):
    """A header without the seed of its slot: what a public key and an authentication key are enough for."""

    def serialize(self) -> tuple[bytes, Any]:
        ((slot, row),) = self.slots
        sealed = keys.seal_vault_key(self.vault_key, row.public_key, self.context, slot.id)
        body = Body(self.context, self.generation, (slot._replace(vault_key=sealed),))
        subkeys = Subkeys(self.context, self.vault_key)
        data = headers.serialize(body, subkeys, {row.id: row.authentication_key})
        digest = sha256(headers.parse(data).line)
        return data, SimpleNamespace(subkeys=subkeys, digest=digest)


def _note(text: bytes) -> list[Change]:
    """A note in the root."""
    identity = os.urandom(16)
    return [
        Change("item", (identity,), (ROOT, "note", text, 0, 0, 1, None)),
        Change("version", (identity, 1), (len(text), 0, 0, 0)),
        Change("note", (identity, 1), (text.decode(),)),
    ]


@pytest.mark.parametrize("has", TABLE)
def test_a139_a140_what_a_thief_reads_and_forges(story: Story, has: str, tmp_path: Path) -> None:
    thief = Thief(story, has, tmp_path)
    try:
        assert thief.cell() == TABLE[has][AFTER.index(story.after)]
    finally:
        thief.close()


def test_a028_whoever_writes_to_the_folder_takes_back_the_latest_records(story: Story, tmp_path: Path) -> None:
    """With nothing old at all, as far as the last generation; a device that has seen them knows."""
    thief = Thief(story, "nothing old", tmp_path)
    (log,) = (thief.folder / "catalog").glob(f"{thief.headers[0].body.generation.stem}.log")
    log.write_bytes(b"".join(frames(log.read_bytes())[:2]))
    with pytest.raises(RollbackDetected):
        unlock(thief.folder, story.password, state=story.state)
    with unlock(thief.folder, story.password) as vault:
        assert SINCE not in [item.name for _, item in vault.walk()]


def test_a139_an_old_slot_with_the_same_password_is_the_way_in(story: Story, tmp_path: Path) -> None:
    """The claim exactly: after a new vault key under the same password, whoever had key, header and catalog plants a
    vault on a device without an anchor; after another password he does not, except below a factor that was kept; after
    new secrets not at all."""
    thief = Thief(story, "key, header, catalog", tmp_path)
    try:
        forges = thief.forges()
    finally:
        thief.close()
    assert ("vault" in forges) == (story.after not in ("another password", "new secrets"))
    assert ("vault by kit" in forges) == (story.after != "new secrets")


def test_the_page_says_the_same() -> None:
    """docs/threats.md has this table, cell by cell."""
    page = (Path(__file__).parents[2] / "docs/threats.md").read_text("utf-8")
    lines = [f"| he has, of old | {' | '.join(AFTER)} |", "|---" * (len(AFTER) + 1) + "|"]
    lines += [f"| {has} | {' | '.join(cells)} |" for has, cells in TABLE.items()]
    assert "\n".join(lines) in page
