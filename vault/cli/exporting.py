"""`export` and `restore`: the whole vault in one file, and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.backup import export as exports
from vault.backup.drill import Proof, last_proof
from vault.cli.arguments import (
    Command,
    add_json,
    add_kdf,
    add_new_password,
    add_unlock,
    add_vault,
    add_way_in,
    completes,
)
from vault.cli.bar import Bar
from vault.cli.making import check_place
from vault.cli.opened import asked_policy, chosen_policy, opened, state_folder
from vault.cli.outputs import check_file
from vault.cli.passwords import check_standard_input, choose_new_password, new_password_given
from vault.cli.terminal import answer, counted, safe, say, size_of
from vault.cli.ways_in import WAYS, read_credential
from vault.cli.wording import NOT_FOUND, Refusal, UsageError, moment
from vault.engine.slots import require_factor
from vault.unlock.calibration import plain
from vault.unlock.password import Password


def _configure_export(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("file", metavar="FILE", help="the file to write"))
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--with-identity",
        action="store_true",
        help="the secret keys for sharing too: it can share in this vault's name",
    )
    add_new_password(parser, "a password of the export's own")
    parser.add_argument("--ask-new-password", action="store_true", help="ask for a password of the export's own")
    add_unlock(parser)
    add_kdf(parser)
    add_json(parser)


def _export(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    asked_policy(arguments)
    file = Path(arguments.file)
    check_file(file, Path(arguments.vault), "An export", force=arguments.force)
    with opened(arguments) as vault:
        require_factor(vault)
        policy = chosen_policy(arguments, vault.credential)
        own = arguments.ask_new_password or new_password_given(arguments)
        credential = plain(vault.credential)
        if own:
            credential = Password(choose_new_password(arguments, "Password for the export"))
        with Bar("Exporting") as bar:
            report = exports.export(
                vault,
                file,
                credential,
                policy=policy,
                progress=bar,
                replace=arguments.force,
                with_identity=arguments.with_identity,
            )
        proof, failed = last_proof(vault)
    if arguments.json:
        answer(
            {
                "file": str(file),
                "items": report.items,
                "bytes": report.bytes,
                "packs": report.packs,
                "size": report.size,
            }
        )
        return 0
    say(f"Exported {_extent(report)} to {safe(arguments.file)} ({size_of(report.size)}), read back and verified.")
    key = "its own password" if own else WAYS[credential.kind]
    say(f"It opens with {key}, and goes on doing so whatever is changed in the vault later.")
    say(_proof(proof, failed))
    return 0


def _proof(proof: Proof | None, failed: int | None) -> str:
    """What is known of restoring exports of this vault."""
    if failed is not None:
        return f"The last drill failed on {moment(failed)}. Rehearse with this one: 'deedbox drill'."
    if proof is None:
        return "No export of this vault was ever restored for a test. 'deedbox drill' does that."
    return (
        f"Last restored for real on {moment(proof.time)}: {counted(proof.items, 'file or note', 'files and notes')}, "
        f"{size_of(proof.bytes)}."
    )


def _extent(report: exports.ExportReport) -> str:
    return f"{counted(report.items, 'file or note', 'files and notes')}, {size_of(report.bytes)},"


def _configure_restore(parser: argparse.ArgumentParser) -> None:
    completes(parser.add_argument("file", metavar="FILE", help="the export"))
    add_vault(parser, "the folder to make; it must not exist, or be empty")
    add_way_in(parser)
    add_json(parser)


def _restore(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    file, path = Path(arguments.file), Path(arguments.vault)
    if not file.exists():
        raise Refusal(NOT_FOUND, f"There is no {safe(arguments.file)}.", "Nothing was changed. Look at the path.")
    if not file.is_file():
        raise UsageError(f"{safe(arguments.file)} is not a file.", "An export is one file.")
    check_place(path)
    credential = read_credential(arguments, file)
    with Bar("Restoring") as bar:
        report = exports.restore(file, path, credential, state=state_folder(), progress=bar)
    if arguments.json:
        answer({"path": str(path), "items": report.items, "bytes": report.bytes, "packs": report.packs})
        return 0
    say(f"Restored {_extent(report)} to {safe(arguments.vault)}, every byte verified.")
    say(f"It opens with {WAYS[credential.kind]} of the export.")
    return 0


commands = {"export": Command(_configure_export, _export), "restore": Command(_configure_restore, _restore)}
