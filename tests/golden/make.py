"""Makes the golden vaults of one format version: `python -m tests.golden.make FOLDER`, with today's engine.

They are made once for a version and kept for ever, so nothing that is there is made again or changed. What is inside
follows from names and numbers below; keys are random, so that no two makings have a byte of ciphertext in common.
Beside each vault a manifest says what was put in. It comes from what was given to the engine, not from what it gives
back; only the audit trail is copied out.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest import mock

from tests.faults import Died, FaultyFiles
from tests.forging import StopsAfter
from tests.golden.manifest import Entry, Manifest, Opening, Version, found_audit, names_of, text_of
from vault.backup.export import export, open_export
from vault.engine import header_change, intake, labels, reencryption, rotation, slots, trash, upkeep, versions
from vault.engine.durable import Platform
from vault.engine.errors import Cancelled, WrongCredential
from vault.engine.keys import KdfPolicy
from vault.engine.packs import LARGE
from vault.engine.primitives import sha256
from vault.engine.vault import ROOT, Vault
from vault.sharing import cards, contacts, giving, identity, receiving, taking
from vault.sharing.age import HybridIdentity
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode

FLOOR = KdfPolicy(memory=64 << 10)
"""The cheapest policy that a reader accepts."""

SECOND = 10**9
BEGIN = 1_793_534_400  # 2026-11-01T12:00:00Z
PASSWORD, NEW_PASSWORD, EXPORT_PASSWORD = "Grüße aus der Vergangenheit", "a new one", "taken along"


class Steps:
    """A clock that goes on by a second each time somebody looks at it."""

    def __init__(self) -> None:
        self._seconds = BEGIN

    def now(self) -> int:
        self._seconds += 1
        return self._seconds * 1_000

    def monotonic(self) -> float:
        return 0.0


class DyingBeforeCopy(FaultyFiles):
    """The process dies when `header.json` is the new one (step 3), and `header.bak` would be next (step 4)."""

    def replace(self, source: str, target: str) -> None:
        self.dead = self.dead or target.endswith("/header.bak")
        super().replace(source, target)


@dataclass(frozen=True)
class Plain:
    """A file as it will lie on the disk before it is taken in."""

    content: bytes
    modified: int = 1_600_000_000 * SECOND + 123_456_789
    executable: bool = False


def seeded(name: str, size: int) -> bytes:
    """`size` bytes that only the name decides."""
    return random.Random(name).randbytes(size)


@dataclass
class Making:
    """A vault being made, and beside it what must be found in it."""

    folder: Path
    platform: Platform
    vault: Vault
    items: dict[str, Entry] = field(default_factory=dict)
    trash: dict[str, Entry] = field(default_factory=dict)
    died: bool = False

    def make_folder(self, path: str) -> None:
        *above, name = names_of(path)
        item = self.vault.make_folder(self._place(above), name)
        self.items[path] = Entry(path, "folder", item.modified)

    def write_note(self, path: str, text: str) -> None:
        """A note, or another version of it."""
        *above, name = names_of(path)
        item = self.vault.write_note(self._place(above), name, text)
        old = self.items.get(path, Entry(path, "note", 0))
        versions = (*old.versions, Version.of(text.encode(), item.modified))
        self.items[path] = replace(old, modified=item.modified, versions=versions)

    def add(self, files: Mapping[str, Plain], *, again: bool = False) -> None:
        """Files by path, in one intake; the folders that they need come along. With `again`, new versions."""
        with tempfile.TemporaryDirectory() as temporary:
            place = os.fsencode(temporary)
            folders: dict[str, None] = {}
            for path, plain in files.items():
                names = names_of(path)
                folders.update(dict.fromkeys(text_of(names[:end]) for end in range(1, len(names))))
                target = os.path.join(place, *names)
                os.makedirs(os.path.dirname(target), exist_ok=True)
                with open(target, "wb") as file:
                    file.write(plain.content)
                os.chmod(target, 0o700 if plain.executable else 0o600)
                os.utime(target, ns=(plain.modified, plain.modified))
                version = Version.of(plain.content, plain.modified, executable=plain.executable)
                versions = (*(self.items[path].versions if again else ()), version)
                self.items[path] = Entry(path, "file", plain.modified, versions=versions)
            for number, path in enumerate(reversed(folders)):
                modified = (1_500_000_000 + number) * SECOND + 1
                os.utime(os.path.join(place, *names_of(path)), ns=(modified, modified))
                self.items.setdefault(path, Entry(path, "folder", modified))
            sources = [Path(temporary, os.fsdecode(name)) for name in sorted(os.listdir(place))]
            report = intake.add(self.vault, sources, ROOT, replace=again)
        assert (report.items, report.skipped) == (len(files), [])

    def tag(self, path: str, *tags: str) -> None:
        item = self.vault.find(names_of(path))
        assert item is not None
        self.vault.set_tags(item, tags)
        self.items[path] = replace(self.items[path], tags=tuple(sorted(tags)))

    def remove(self, path: str) -> None:
        """Into the trash."""
        item = self.vault.find(names_of(path))
        assert item is not None
        trash.remove(self.vault, [item])
        name = text_of([item.name])
        self.trash[name] = replace(self.items.pop(path), path=name)

    def move(self, path: str, target: str) -> None:
        """A file or note to another place."""
        *above, name = names_of(target)
        item = self.vault.find(names_of(path))
        assert item is not None
        self.vault.move(item, self._place(above), name)
        self.items[target] = replace(self.items.pop(path), path=target)

    def _place(self, above: list[bytes]) -> bytes:
        item = self.vault.find(above)
        return item.id if item else ROOT

    def manifest(self, about: str, *openings: Opening) -> Manifest:
        """What was put in."""
        return Manifest(self.folder.name, about, openings, in_order(self.items), in_order(self.trash))


def in_order(entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """By path as bytes."""
    return tuple(sorted(entries.values(), key=lambda entry: names_of(entry.path)))


# --- the shapes -----------------------------------------------------------------------------------


def make_empty(making: Making) -> Manifest:
    return making.manifest("as it was created", Opening(PASSWORD, found_audit(making.vault)))


def make_notes(making: Making) -> Manifest:
    making.make_folder("Letters")
    making.make_folder("Letters/Old")
    making.write_note("Passport", "number C01X00T47, to be renewed in 2031\n")
    making.write_note("Letters/To Grandmother", "Dear Grandmother,\n")
    making.write_note("Letters/To Grandmother", "Dear Grandmother,\n\nall is well.\n")
    making.write_note("Letters/To Grandmother", "Dear Grandmother,\n\nall is well. Grüße!\n")
    making.write_note("empty", "")
    making.write_note("long", "line after line\n" * 2_000)
    making.write_note("wandering", "from here to there\n")
    making.move("wandering", "Letters/Old/arrived")
    making.write_note("thrown away", "still in the trash\n")
    making.remove("thrown away")
    making.write_note("forgotten", "removed for good\n")
    making.remove("forgotten")
    item = next(item for item in making.vault.trashed() if item.name == b"forgotten")
    trash.empty(making.vault, [item])
    del making.trash["forgotten"]
    making.tag("Passport", "identity", "wichtig", "身分")
    return making.manifest("notes only: versions, tags, moves, trash", Opening(PASSWORD, found_audit(making.vault)))


def make_large(making: Making) -> Manifest:
    making.add({"large": Plain(seeded("large", LARGE + 1))})
    return making.manifest("one content with packs of its own", Opening(PASSWORD, found_audit(making.vault)))


def make_many(making: Making) -> Manifest:
    files: dict[str, Plain] = {}
    for number in range(1_700):
        folder = f"{number % 7}/{number % 13}/{number % 5}" if number % 3 else f"{number % 7}"
        content = seeded(f"many {number}", number % 61)
        files[f"{folder}/{number:04}"] = Plain(content, (1_400_000_000 + number) * SECOND + number)
    making.add(files)
    for number in range(300):
        making.write_note(f"{number % 7}/note {number:03}", f"the note of number {number}\n" * (number % 4))
    return making.manifest("2,000 small files and notes in folders", Opening(PASSWORD, found_audit(making.vault)))


ODD_NAMES = (
    "caf\u00e9.txt",
    "cafe\u0301.txt",
    "\u05e9\u05dc\u05d5\u05dd.txt",
    "\u202eexe.pdf",
    "\U0001f4dc\U0001f511.md",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467.png",
    "\udcff\udcfe not text",
    "latin-\udce9.txt",
    "ends.",
    "ends..",
    "ends ",
    " ",
    "-rf",
    "two\nlines",
    "tab\there",
    "CON",
    "nul.txt",
    "back\\slash",
    '*?<>|":',
    "\x7f\x01",
    "Case",
    "case",
    "...",
    "x" * 255,
    "\u4e2d" * 85,
)
LONG_NAMES = ("y" * 256, "\u4e2d" * 341, "z" * 1_024)


def make_unicode(making: Making) -> Manifest:
    files = {name: Plain(f"under an odd name, {number}\n".encode()) for number, name in enumerate(ODD_NAMES)}
    files |= {f"folder {name}/{name}": Plain(b"deeper") for name in ODD_NAMES[:10]}
    making.add(files)
    for number, name in enumerate(LONG_NAMES):
        making.write_note(name, f"under a long name, {number}\n")
    making.make_folder("f" * 300)
    making.write_note("f" * 300 + "/inside", "below a name that few file systems take\n")
    making.write_note("note \U0001f511 \u05e9\u05dc\u05d5\u05dd", "\u202e\U0001f4dc\u0301\n")
    making.tag("caf\u00e9.txt", "cafe\u0301", "caf\u00e9", "\u05e9\u05dc\u05d5\u05dd", "t" * 300)
    return making.manifest("names that are hard to bear", Opening(PASSWORD, found_audit(making.vault)))


def make_rotated(making: Making) -> Manifest:
    making.write_note("before", "written before all rotations\n")
    making.add({"file": Plain(seeded("rotated", 3_000))})
    new = Password(NEW_PASSWORD.encode())
    rotation.change_password(making.vault, new, policy=FLOOR)
    making.write_note("between", "written after the change of the password\n")
    for _ in range(2):
        rotation.new_vault_key(making.vault, new, policy=FLOOR)
    making.write_note("after", "written after all rotations\n")
    manifest = making.manifest(
        "password changed, then a new vault key twice; with what the device remembers, of one wrong password too",
        Opening(NEW_PASSWORD, found_audit(making.vault)),
    )
    making.vault.lock()
    with suppress(WrongCredential):
        state = making.folder / "state"
        Vault.unlock(making.folder / "vault", Password(b"wrong"), platform=making.platform, policy=FLOOR, state=state)
    return replace(manifest, refused=(PASSWORD,))


def make_half_rotated(making: Making, *, keep_key: bool) -> Manifest:
    making.write_note("before", "written before the change\n")
    making.add({"file": Plain(seeded("half-rotated", 3_000))})
    before = found_audit(making.vault)
    making.vault.lock()
    dying = DyingBeforeCopy()
    making.vault = open_again(making, PASSWORD, dying)
    try:
        rotation.change_password(making.vault, Password(NEW_PASSWORD.encode()), policy=FLOOR, keep_key=keep_key)
    except Died:
        dying.kill()
        making.vault.files.catalog.close()
        making.died = True
    announced = (*before, "password changed")
    old = Opening(
        PASSWORD,
        announced if keep_key else before,
        look=("opened with the copy of the header",),
        write=("opened with the copy of the header", "header copy renewed")
        + (("interrupted header change withdrawn",) if keep_key else ()),
        findings=("header copy differs", "interrupted write") + (() if keep_key else ("unreferenced catalog",) * 2),
    )
    new = Opening(
        NEW_PASSWORD,
        announced,
        look=("a change of the header is not finished",),
        write=("header copy renewed", "interrupted header change completed"),
        findings=("header copy differs", "interrupted write"),
    )
    return making.manifest("died between the two copies of the header: both passwords open", old, new)


def make_half_rotated_password(making: Making) -> Manifest:
    return make_half_rotated(making, keep_key=True)


def make_half_rotated_key(making: Making) -> Manifest:
    return make_half_rotated(making, keep_key=False)


def make_exported(making: Making) -> Manifest:
    making.add({f"shared/{name}": Plain(seeded(name, size)) for name, size in (("a", 900), ("b", 1_500), ("c", 700))})
    making.add({"alone": Plain(seeded("alone", 2_500), modified=-1_000_000_001)})
    making.add({"run": Plain(b"#!/bin/sh\necho found\n", executable=True), "empty": Plain(b"")})
    making.write_note("in the snapshot", "older than the last generation\n")
    making.vault.files.renew_generation()
    making.add({"run": Plain(b"#!/bin/sh\necho found again\n", executable=True)}, again=True)
    making.write_note("in the log", "newer than the last generation\n")
    making.tag("shared/b", "kept")
    making.write_note("last", "the last record\n")
    password = Password(EXPORT_PASSWORD.encode())
    file = making.folder / "export"
    export(making.vault, file, password, policy=FLOOR)
    making.write_note("not exported", "written after the export\n")
    with open_export(file, password, making.platform) as exported:
        taken = Opening(EXPORT_PASSWORD, found_audit(exported))
    about = "shared packs, packs alone, two generations, a log; and an export without the last note"
    return replace(making.manifest(about, Opening(PASSWORD, found_audit(making.vault))), export=taken)


LABELS: dict[str, Any] = {
    "favourites": ["Deed", "Letters"],
    "colours": {"wichtig": "red", "身分": "teal"},
    "searches": {"To do": "tag:wichtig before:2031", "Häuser": '"am See" -verkauft'},
}


def make_ordered(making: Making) -> Manifest:
    making.make_folder("Letters")
    making.add({"Deed": Plain(seeded("deed 1", 900))})
    making.add({"Deed": Plain(seeded("deed 2", 1_200))}, again=True)
    making.tag("Deed", "wichtig", "身分")
    vault = making.vault
    deed = vault.find([b"Deed"])
    assert deed is not None
    versions.restore_version(vault, deed, 1)
    entry = making.items["Deed"]
    making.items["Deed"] = replace(entry, versions=(*entry.versions, entry.versions[0]))
    making.write_note("Diary", "Monday\n")
    making.write_note("Diary", "Monday\nTuesday\n")
    diary = vault.write_note(ROOT, b"Diary", "Monday\nTuesday\nWednesday\n", instead_of=2)
    entry = making.items["Diary"]
    newest = Version.of(b"Monday\nTuesday\nWednesday\n", diary.modified)
    making.items["Diary"] = replace(entry, modified=diary.modified, versions=(entry.versions[0], newest))
    labels.set_favourite(vault, [item for _, item in vault.walk() if item.name in (b"Deed", b"Letters")], True)
    for name, colour in LABELS["colours"].items():
        labels.colour_tag(vault, name, colour)
    for name, query in LABELS["searches"].items():
        labels.save_search(vault, name, query)
    versions.set_policy(vault, "everything")
    vault.files.renew_generation()
    labels.set_favourite(vault, [diary], True)
    labels.set_favourite(vault, [diary], False)
    return making.manifest("favourites, colours, saved searches, versions", Opening(PASSWORD, found_audit(vault)))


SHARED: dict[str, Any] = {
    "name": "Zoë",
    "imported": "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG",
    "contacts": {"Ben": "verified", "Mallory": "changed", "bare": "new", "a server": "new"},
    "bare": "age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72",
    "server": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY",
    "originals": ["CON", "two\nlines"],
    "waiting": "a second letter\n",
}


def make_shared(making: Making) -> Manifest:
    """An identity renewed once, contacts in every state, a share made, one taken in, and one beside that waits."""
    vault = making.vault
    identity.make(vault, "Zoe")
    first = identity.renew(vault, SHARED["name"])
    identity.import_key(vault, SHARED["imported"].encode())
    making.add({"Deed": Plain(seeded("shared deed", 900))})
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        platform = replace(making.platform, clock=Steps())
        with Vault.create(place / "Ben", Password(b"his"), platform=platform, policy=FLOOR) as his:
            ben = contacts.add(vault, identity.make(his, "Ben").source, "Ben")
            contacts.verify(vault, ben.id, ben.card.words)
            zoe = giving.addressees(his, [contacts.add(his, first.source, "Zoë").id])
            note = his.write_note(ROOT, b"CON", "a letter\n")
            odd = his.write_note(ROOT, b"two\nlines", "with an odd name\n")
            giving.share(his, [note, odd], place / "first", zoe)
            second = his.write_note(ROOT, b"Letter", SHARED["waiting"])
            giving.share(his, [second], making.folder / "share", zoe)
        contacts.add(vault, SHARED["bare"].encode(), "bare")
        contacts.add(vault, SHARED["server"].encode(), "a server")
        for number in (1, 2):
            card = cards.make(
                bytes([number] * 32), HybridIdentity(bytes([number + 2] * 32)).recipient, "Mallory", number
            )
            contacts.add(vault, card.source, "Mallory")
        taking.take(vault, receiving.open_share(vault, place / "first"))
        giving.share(vault, vault.children(ROOT), place / "out", giving.addressees(vault, [ben.id]))
    inbox = vault.find([b"Inbox"])
    assert inbox is not None
    making.items["Inbox"] = Entry("Inbox", "folder", inbox.modified)
    for path, item, text in (("_CON", note, "a letter\n"), ("twolines", odd, "with an odd name\n")):
        version = Version.of(text.encode(), item.modified)
        making.items[f"Inbox/{path}"] = Entry(f"Inbox/{path}", "note", item.modified, versions=(version,))
    about = "identity, contacts, the register; and a share that waits to be taken in"
    return making.manifest(about, Opening(PASSWORD, found_audit(vault)))


def make_half_reencrypted(making: Making) -> Manifest:
    """New keys for the first pack, the other still under the old ones."""
    making.add({"first": Plain(seeded("first of two", 3_000))})
    making.add({"second": Plain(seeded("second of two", 5_000))})
    making.add({"second": Plain(seeded("second, again", 4_000))}, again=True)
    vault = making.vault
    rotation.new_vault_key(vault, vault.credential, policy=FLOOR)
    reencryption.begin(vault)
    with mock.patch.object(reencryption, "WORKERS", 1), suppress(Cancelled):
        reencryption.go_on(vault, progress=StopsAfter(1))
    opening = Opening(PASSWORD, found_audit(vault), findings=("unreferenced pack",))
    return making.manifest("everything is being re-encrypted, and was stopped", opening)


KEYFILE, CODE = b"the content of a keyfile", bytes(range(20))


def make_ways_in(making: Making) -> Manifest:
    """Every way in that opens on any device; on new secrets, with the memory of the keys before."""
    making.write_note("note", "opened in three ways\n")
    making.add({"file": Plain(seeded("ways in", 3_000))})
    vault = making.vault
    slots.add_slot(vault, Password(b"of before"), "of before", policy=FLOOR, tested=True)
    upkeep.note_event(vault, "person left")
    code = RecoveryCode(CODE)
    both = Password(NEW_PASSWORD.encode(), sha256(KEYFILE))
    made = [("password", vault.credential, True), ("with a file", both, True), ("kit", code, False)]
    rotation.new_secrets(vault, made, policy=FLOOR)
    reencryption.go_on(vault)
    slots.prove(vault, code, policy=FLOOR)
    upkeep.set_policy(vault, upkeep.Policy("do", 90))
    about = "a password, a password with a keyfile and a recovery code; all that was there before new secrets is gone"
    return replace(making.manifest(about, Opening(PASSWORD, found_audit(vault))), refused=("of before", NEW_PASSWORD))


SHAPES: dict[str, Callable[[Making], Manifest]] = {
    "empty": make_empty,
    "notes": make_notes,
    "large": make_large,
    "many": make_many,
    "unicode": make_unicode,
    "rotated": make_rotated,
    "half-rotated-password": make_half_rotated_password,
    "half-rotated-key": make_half_rotated_key,
    "exported": make_exported,
    "ordered": make_ordered,
    "shared": make_shared,
    "half-re-encrypted": make_half_reencrypted,
    "ways-in": make_ways_in,
}

# --- making ---------------------------------------------------------------------------------------


def open_again(making: Making, password: str, files: FaultyFiles) -> Vault:
    platform = replace(making.platform, files=files)
    return Vault.unlock(making.folder / "vault", Password(password.encode()), platform=platform, policy=FLOOR)


@contextmanager
def begin(folder: Path) -> Iterator[Making]:
    """A folder that gets its name when its vault is made whole."""
    partial = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".making-"))
    try:
        made = partial / folder.name
        state = made / "state" if folder.name == "rotated" else None
        (state or made).mkdir(parents=True)
        platform = Platform(clock=Steps())
        vault = Vault.create(made / "vault", Password(PASSWORD.encode()), platform=platform, policy=FLOOR, state=state)
        yield Making(made, platform, vault)
        os.replace(made, folder)
    finally:
        shutil.rmtree(partial)


def make(shape: str, folder: Path) -> None:
    """One shape. Raises FileExistsError if it is there."""
    if folder.exists():
        raise FileExistsError(folder)
    # The trail keeps the name of the machine; this one's is nobody's business, nor who had the vault open.
    with mock.patch.object(header_change, "host_name", return_value="a machine"), begin(folder) as making:
        manifest = SHAPES[shape](making)
        if not making.died:
            making.vault.lock()
        # A lock is made when it is missing.
        (making.folder / "vault" / "lock").unlink()
        manifest.write(making.folder)


def main() -> None:
    [target] = sys.argv[1:]
    Path(target).mkdir(parents=True, exist_ok=True)
    for shape in SHAPES:
        folder = Path(target, shape)
        if folder.exists():
            print(f"{shape}: is there, and stays as it is")  # noqa: T201
            continue
        make(shape, folder)
        print(f"{shape}: made")  # noqa: T201


if __name__ == "__main__":
    main()
