"""`demo`: the whole story on sample files, each step with its proof."""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from vault import __version__
from vault.backup import export as exports
from vault.backup.drill import drill, last_proof
from vault.backup.repair import repair
from vault.backup.rescue import rescue
from vault.cli.arguments import Command, add_json, completes
from vault.cli.demo_health import look_after_health
from vault.cli.demo_keys import make_new_secrets, recover_with_kit
from vault.cli.demonstration import POLICY, Demonstration, read_states
from vault.cli.making import check_place
from vault.cli.samples import Sample, write_samples
from vault.cli.story import Story, StoryEnds, shorten
from vault.cli.terminal import answer, counted, safe, size_of
from vault.cli.wording import BUG, DONE
from vault.engine import intake, retrieval, rotation, trash
from vault.engine.check import check
from vault.engine.durable import storage_errors
from vault.engine.errors import Damaged, RollbackDetected, ShareRefused, WrongCredential
from vault.engine.opening import HEADER, HEADER_COPY
from vault.engine.search import search
from vault.engine.vault import ROOT, Vault
from vault.sharing import cards, contacts, giving, identity, receiving, taking
from vault.unlock.password import Password

NOTE = b"Safe.md"

_LEAST = 7
"""Shorter names would occur in 20 MB of random bytes by chance."""


def _make_samples(demo: Demonstration) -> list[Sample]:
    story = demo.story
    with story.step("Make sample files"):
        written = write_samples(demo.place / "originals", demo.canary)
        demo.originals = read_states(demo.place / "originals")
        for path, state in sorted(demo.originals.items()):
            size = next(len(sample.content) for sample in written if sample.path == path)
            story.show(f"{state.digest.hex()[:12]}  {size_of(size):>7}  {shorten(path)}")
        total = sum(len(sample.content) for sample in written)
        story.prove(
            f"{counted(len(written), 'file')} written, {size_of(total)}", holds=len(written) == len(demo.originals)
        )
    return written


def _create(demo: Demonstration) -> None:
    with demo.story.step("Create a vault"):
        Vault.create(demo.vault, demo.password, policy=POLICY, state=demo.place / "state").lock()
        mode = demo.vault.stat().st_mode & 0o777
        demo.story.prove(f"its folder is for its owner alone (mode {mode:04o})", holds=mode == 0o700)
        modes = {path.stat().st_mode & 0o077 for path in demo.vault.rglob("*")}
        demo.story.prove("and so is everything in it", holds=modes == {0})


def _add(demo: Demonstration) -> None:
    story = demo.story
    with story.step("Add the files, write a note, find them again"), demo.unlock() as vault:
        folders = sorted((demo.place / "originals").iterdir())
        report = intake.add(vault, folders, ROOT, tags=["demo"])
        story.prove(
            f"{counted(report.items, 'file')} added, {size_of(report.bytes)}, none left out",
            holds=report.items == len(demo.originals) and not report.skipped,
        )
        vault.write_note(ROOT, NOTE, demo.note)
        story.prove(
            "the note reads as it was written", holds=vault.read(vault.children(ROOT)[-1]) == demo.note.encode()
        )
        by_text = [match.path for match in search(vault, "combination notary")]
        story.prove("a search for two words of the note finds it", holds=by_text == [(NOTE,)])
        by_name = [match.path[-1] for match in search(vault, "γραμμα")]
        story.prove("a search for a Greek name, without its accent, finds it", holds=len(by_name) == 1)
        listed = {b"/".join(path) for path, item in vault.walk() if item.kind == "file"}
        story.prove("the list shows every file by its exact name", holds=listed == set(demo.originals))


def _get_back(demo: Demonstration) -> None:
    story = demo.story
    with story.step("Get everything back"), demo.unlock(reading=True) as vault:
        _write_and_compare(demo, vault, demo.place / "back")


def _write_and_compare(demo: Demonstration, vault: Vault, out: Path) -> None:
    story = demo.story
    report = retrieval.write_out(vault, vault.children(ROOT), out)
    back = read_states(out)
    note = back.pop(NOTE, None)
    story.prove(f"{counted(report.items, 'file')} written, none failed", holds=not report.failed)
    same = back.keys() == demo.originals.keys()
    equal = [path for path, state in demo.originals.items() if same and back[path].digest == state.digest]
    story.prove(
        f"every SHA-256 is equal ({len(equal)} of {len(demo.originals)})", holds=len(equal) == len(demo.originals)
    )
    story.prove(
        "the note is equal", holds=note is not None and note.digest == hashlib.sha256(demo.note.encode()).digest()
    )
    times = same and all(back[path].modified == state.modified for path, state in demo.originals.items())
    story.prove("every time of change is equal, to the nanosecond", holds=times)
    bits = same and all(back[path].executable == state.executable for path, state in demo.originals.items())
    story.prove("the script is executable, and nothing else is", holds=bits)


def _search_for_plaintext(demo: Demonstration, written: Sequence[Sample], place: Path, title: str) -> None:
    """Nothing that was put in is readable in a folder or a file."""
    with demo.story.step(title):
        names = {name for sample in written for name in sample.path.split(b"/") if len(name) >= _LEAST}
        inside = {sample.content[at : at + 32] for sample in written for at in (0, len(sample.content) // 2)}
        needles = names | {piece for piece in inside if len(piece) == 32}
        needles |= {
            demo.canary.encode(),
            demo.canary.encode("utf-16-le"),
            NOTE,
            demo.password.password,
            b"%PDF-1.4",
            b"\xff\xe0\x00\x10JFIF\x00",
        }
        files = [path for path in place.rglob("*") if path.is_file()] if place.is_dir() else [place]
        found = {needle for path in files for needle in _found_in(path, needles)}
        demo.story.prove(
            f"none of {len(needles)} names, contents and words is in its {counted(len(files), 'file')}",
            holds=not found and bool(files),
        )


def _found_in(path: Path, needles: set[bytes]) -> set[bytes]:
    content = path.read_bytes() + os.fsencode(path.name)
    return {needle for needle in needles if needle in content}


def _refuse(demo: Demonstration) -> None:
    story = demo.story
    with story.step("A wrong password, a changed byte"):
        wrong = Password(demo.password.password + b"!")
        story.prove_refused("a wrong password", demo.refusal(lambda: demo.unlock(wrong)), WrongCredential)
        tampered = demo.copy("tampered")
        largest = max((tampered / "packs").rglob("*"), key=lambda path: path.stat().st_size)
        _flip(largest, largest.stat().st_size // 2)
        with demo.unlock(path=tampered, reading=True) as vault:
            out = demo.place / "out-of-tampered"
            report = retrieval.write_out(vault, vault.children(ROOT), out)
            failed = [one.error for one in report.failed]
            story.prove_refused("the file with a changed byte", failed[0] if len(failed) == 1 else None, Damaged)
            others = read_states(out)
            sound = all(others[path].digest == demo.originals[path].digest for path in others if path != NOTE)
            story.prove(
                "of it nothing was written; all others are equal", holds=sound and len(others) == len(demo.originals)
            )
            story.prove("a check names the damage", holds=not check(vault).ok)
        snapshot = next((tampered / "catalog").glob("*.snapshot"))
        _flip(snapshot, snapshot.stat().st_size // 2)
        error = demo.refusal(lambda: demo.unlock(path=tampered, reading=True))
        story.prove_refused("a catalog with a changed byte", error, Damaged)
        shutil.rmtree(tampered)


def _flip(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 1]))


def _change_password(demo: Demonstration) -> None:
    story = demo.story
    with story.step("Change the password"):
        old, old_header = demo.password, (demo.vault / HEADER).read_bytes()
        new = Password(f"{old.password.decode()} changed".encode())
        with demo.unlock() as vault:
            rotation.change_password(vault, new, policy=POLICY)
        demo.password = new
        demo.unlock(reading=True).lock()
        story.prove("the new password opens it", holds=True)
        story.prove_refused("the old password", demo.refusal(lambda: demo.unlock(old, reading=True)), WrongCredential)
        planted = demo.copy("old-header")
        for name in (HEADER, HEADER_COPY):
            (planted / name).write_bytes(old_header)
        error = demo.refusal(lambda: demo.unlock(old, planted, reading=True))
        story.prove_refused(
            "the old header put back, with the old password", error, RollbackDetected, Damaged, WrongCredential
        )
        shutil.rmtree(planted)


def _rotate(demo: Demonstration) -> None:
    with demo.story.step("Make a new vault key"), demo.unlock() as vault:
        before = vault.files.header
        rotation.new_vault_key(vault, vault.credential, policy=POLICY)
        after = vault.files.header
        changed = after.subkeys.vault_key != before.subkeys.vault_key and after.slot.wrap != before.slot.wrap
        epochs = f"key {before.body.context.epoch} is followed by key {after.body.context.epoch}"
        demo.story.prove(f"{epochs}, and nothing of the header is the same", holds=changed)
        demo.story.prove("everything is still there", holds=len(list(vault.walk())) >= len(demo.originals))


def _share(demo: Demonstration) -> None:
    story, file = demo.story, demo.place / "For Ben.age"
    with story.step("Share with somebody by public key"):
        create = functools.partial(Vault.create, credential=demo.password, policy=POLICY)
        with (
            demo.unlock() as mine,
            create(demo.place / "Ben.deedbox") as his,
            create(demo.place / "Eve.deedbox") as hers,
        ):
            me, ben, eve = (identity.make(vault, name) for vault, name in ((mine, "Anna"), (his, "Ben"), (hers, "Eve")))
            contact = contacts.add(mine, cards.as_text(ben.source).encode(), "Ben")
            contacts.verify(mine, contact.id, ben.card.words)
            story.prove(
                f"the words of Ben's key are compared: {' '.join(ben.card.words)}",
                holds=contacts.contact(mine, contact.id).state == contacts.VERIFIED
                and eve.card.words != ben.card.words,
            )
            deeds = mine.find((b"Deeds",))
            assert deeds is not None
            shared = giving.share(mine, [deeds], file, giving.addressees(mine, [contact.id]))
            what = f"{counted(shared.count, 'file')}, {size_of(shared.bytes)}, in an age file that was read back"
            story.prove(what, holds=shared.size == file.stat().st_size)
            story.prove_refused(
                "Eve, who has the file", demo.refused(lambda: receiving.open_share(hers, file)), ShareRefused
            )
            contacts.add(his, me.source, "Anna")
            opened = receiving.open_share(his, file)
            story.prove("Ben's vault knows the sender before it takes anything", holds=opened.sender == contacts.NEW)
            taken = taking.take(his, opened)
            found = {b"/".join(path): item for path, item in his.walk(taken.folder) if item.kind == "file"}
            same = [path for path, item in found.items() if _is_original(demo, path, his.read(item))]
            story.prove(f"{counted(len(same), 'file')} equal to what was sent", holds=len(same) == shared.count > 0)
            again = demo.refused(lambda: receiving.open_share(his, file))
            story.prove_refused("the same share once more", again, ShareRefused)


def _is_original(demo: Demonstration, path: bytes, content: bytes) -> bool:
    return demo.originals[path].digest == hashlib.sha256(content).digest()


def _export(demo: Demonstration, written: Sequence[Sample]) -> None:
    story, file = demo.story, demo.place / "Papers.export"
    with story.step("Export into one file"):
        with demo.unlock(reading=True) as vault:
            report = exports.export(vault, file, demo.password, policy=POLICY)
        expected = len(demo.originals) + 1
        what = f"{counted(report.items, 'file or note', 'files and notes')}, {size_of(report.size)}"
        story.prove(f"{what}, read back and verified before it got its name", holds=report.items == expected)
    _search_for_plaintext(demo, written, file, "Look into the export without the password")
    with story.step("Restore it beside the vault"):
        target = demo.place / "Restored.deedbox"
        exports.restore(file, target, demo.password, policy=POLICY)
        with demo.unlock(path=target, reading=True) as vault:
            _write_and_compare(demo, vault, demo.place / "restored")


def _drill(demo: Demonstration) -> None:
    story, file = demo.story, demo.place / "Papers.export"
    with story.step("Rehearse: restore the export for real, into nothing"), demo.unlock() as vault:
        report = drill(vault, file, demo.password, policy=POLICY)
        what = f"{report.items} of {counted(len(demo.originals) + 1, 'file or note', 'files and notes')}"
        whole = report.ok and report.items == len(demo.originals) + 1
        story.prove(f"{what}, {size_of(report.bytes)}, restored and equal", holds=whole and not report.changed)
        proof, failed = last_proof(vault)
        story.prove("the vault's own trail has the proof", holds=proof is not None and failed is None)
        shutil.copyfile(file, demo.place / "Damaged.export")
        _flip(demo.place / "Damaged.export", file.stat().st_size * 3 // 4)
        loud = drill(vault, demo.place / "Damaged.export", demo.password, policy=POLICY)
        story.prove("of an export with a changed byte the drill says so", holds=not loud.ok and bool(loud.findings))


def _mend(demo: Demonstration) -> None:
    story = demo.story
    with story.step("Repair a damaged vault, and rescue one without repair"):
        damaged = demo.copy("damaged")
        with demo.unlock(path=damaged) as vault:
            vault.files.renew_generation()
            snapshot = max((damaged / "catalog").glob("*.snapshot"))
        _flip(snapshot, snapshot.stat().st_size // 2)
        story.prove_refused("its catalog", demo.refusal(lambda: demo.unlock(path=damaged, reading=True)), Damaged)
        rescued = rescue(damaged, demo.place / "rescued", demo.password, policy=POLICY)
        story.prove(
            f"{counted(rescued.items, 'file')} rescued, nothing missing",
            holds=rescued.complete and rescued.items == len(demo.originals) + 1,
        )
        with Vault.unlock(damaged, demo.password, policy=POLICY, catalog="mended") as vault:
            repaired, after = repair(vault)
            story.prove("the catalog is repaired, and nothing of it is lost", holds=after.ok and bool(repaired))
        shutil.rmtree(damaged)


def _check(demo: Demonstration) -> None:
    with demo.story.step("Check every byte of the vault"), demo.unlock() as vault:
        report = check(vault)
        what = f"{counted(report.items, 'file or note', 'files and notes')}, {size_of(report.bytes)}"
        demo.story.prove(f"{what}: verified, nothing found", holds=report.ok and not report.findings)
        item = vault.find((b"Deeds", b"Lease.pdf"))
        assert item is not None
        trash.remove(vault, [item])
        gone = vault.child(item.parent, item.name) is None and [one.id for one in vault.trashed()] == [item.id]
        demo.story.prove("a file that was removed is in the trash", holds=gone)
        trash.restore(vault, vault.trashed())
        digest = hashlib.sha256(vault.read(vault.item(item.id))).digest()
        back = demo.originals[b"Deeds/Lease.pdf"].digest == digest
        demo.story.prove("brought back, it is where it was, and equal", holds=back and not vault.trashed())


def _tell(demo: Demonstration) -> None:
    """The story from its beginning to its end. Raises StoryEnds if a step cannot be carried out."""
    written = _make_samples(demo)
    _create(demo)
    _add(demo)
    _get_back(demo)
    _search_for_plaintext(demo, written, demo.vault, "Look into the vault without the password")
    _refuse(demo)
    _change_password(demo)
    _rotate(demo)
    recover_with_kit(demo)
    _share(demo)
    _export(demo, written)
    _drill(demo)
    look_after_health(demo)
    _mend(demo)
    make_new_secrets(demo)
    _check(demo)


def _configure(parser: argparse.ArgumentParser) -> None:
    explanation = (
        "keep everything in this folder, which must not exist or be empty; by default a temporary one is removed"
    )
    completes(parser.add_argument("folder", metavar="DIR", nargs="?", help=explanation), folder=True)
    add_json(parser)


def _demo(arguments: argparse.Namespace) -> int:
    story = Story(silent=arguments.json)
    started = time.monotonic()
    with contextlib.ExitStack() as leaving:
        if arguments.folder is None:
            place = Path(leaving.enter_context(tempfile.TemporaryDirectory(prefix="deedbox-demo-")))
        else:
            place = Path(arguments.folder).absolute()
            check_place(place)
            with storage_errors():
                place.mkdir(exist_ok=True)
        (place / "state").mkdir(mode=0o700)
        password = Password(f"demonstration {secrets.token_hex(4)}".encode())
        demo = Demonstration(story, place, f"canary{secrets.token_hex(8)}", password)
        story.say(f"Deedbox {__version__}: the whole story on sample files, in {safe(str(place))}")
        story.say("One try of a password costs 3 passes over 64 MiB here, the least there is; a real vault takes more.")
        story.say()
        with contextlib.suppress(StoryEnds):
            _tell(demo)
    seconds = time.monotonic() - started
    if arguments.json:
        answer({"proofs": len(story.proofs), "failed": len(story.failed), "seconds": seconds, "steps": story.steps})
        return BUG if story.failed else DONE
    story.say()
    if arguments.folder is not None:
        story.say(f"Everything is kept in {safe(str(place))}. The password is: {demo.password.password.decode()}")
    story.say(f"It took {seconds:.1f} s.")
    for proof in story.failed:
        story.say(f"Does not hold: {proof['text']}")
    story.say(story.summary())
    return BUG if story.failed else DONE


commands = {"demo": Command(_configure, _demo)}
