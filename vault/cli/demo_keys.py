"""The part of the demonstration that is about ways in: a kit that was tested, and the answer to a leaked key."""

from __future__ import annotations

import os

from vault.cli.demonstration import POLICY, Demonstration
from vault.cli.terminal import counted, size_of
from vault.engine import opening, reencryption, rotation, slots
from vault.engine.check import check
from vault.engine.errors import WrongCredential
from vault.unlock.password import Password
from vault.unlock.recovery import MistypedCode, RecoveryCode, parse_code, word_list


def recover_with_kit(demo: Demonstration) -> None:
    """A kit is made, mistyped, typed back; the password is forgotten; the kit sets another."""
    story = demo.story
    with story.step("Make a recovery kit, and get in with it when the password is forgotten"):
        kit = RecoveryCode.make(os.urandom)
        with demo.unlock() as vault:
            made = slots.add_slot(vault, kit, "recovery", policy=POLICY, tested=False)
            words = kit.words
            other = word_list()[(word_list().index(words[6]) + 1) % len(word_list())]
            slip = " ".join((*words[:6], other, *words[7:]))
            error = demo.refused(lambda: parse_code(slip))
            placed = isinstance(error, MistypedCode) and error.word == 7
            story.prove(f"one wrong word of {len(words)} is a typing error, in word 7", holds=placed)
            slots.prove(vault, parse_code(" ".join(words).upper()), policy=POLICY, slot=made)
            tested = {row.id for row in opening.slot_rows(vault.catalog) if row.tested is not None}
            story.prove("typed back from the paper, it is a way in that was tested", holds=made in tested)
        forgotten = demo.password
        demo.password = Password(f"{forgotten.password.decode()} once more".encode())
        with demo.unlock(kit) as vault:
            story.prove("without the password, the kit opens the vault", holds=len(list(vault.walk())) > 0)
            rotation.change_password(vault, demo.password, policy=POLICY)
        demo.unlock(reading=True).lock()
        story.prove("the password that was set with it opens the vault", holds=True)
        error = demo.refusal(lambda: demo.unlock(forgotten, reading=True))
        story.prove_refused("the forgotten one", error, WrongCredential)
        demo.unlock(kit, reading=True).lock()
        story.prove("and the kit still does, without having been present at any change of key", holds=True)
        demo.kit = kit


def make_new_secrets(demo: Demonstration) -> None:
    """A key has leaked: only what is made now opens the vault."""
    story = demo.story
    with story.step("Answer to a leaked key: new secrets, and everything re-encrypted"):
        assert demo.kit is not None
        old, paper, before = demo.password, demo.kit, demo.packs()
        new = Password(f"{old.password.decode()} at last".encode())
        with demo.unlock() as vault:
            gone = [row.name for row in rotation.absent_slots(vault)]
            rotation.new_secrets(vault, [("password", new, True)], policy=POLICY)
            report = reencryption.go_on(vault)
        demo.password, demo.kit = new, None
        story.prove(f"the other ways in were named before: {', '.join(gone)}", holds=gone == ["recovery"])
        what = f"{size_of(report.bytes)} encrypted anew; none of {counted(len(before), 'old pack')} is left"
        story.prove(what, holds=report.complete and not before & demo.packs())
        story.prove_refused("the old password", demo.refusal(lambda: demo.unlock(old, reading=True)), WrongCredential)
        story.prove_refused("the old kit", demo.refusal(lambda: demo.unlock(paper, reading=True)), WrongCredential)
        with demo.unlock() as vault:
            story.prove("with the new password, every byte of everything verifies", holds=check(vault).ok)
