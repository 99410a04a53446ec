"""`create` and `info`: a vault, and what is public about one."""

from __future__ import annotations

import argparse
import contextlib
import os
from pathlib import Path
from typing import Any

from vault.cli.arguments import Command, add_json, add_kdf, add_password, add_vault
from vault.cli.opened import chosen_policy, state_folder, vault_at
from vault.cli.passwords import check_standard_input, choose_password, new_keyfile
from vault.cli.terminal import answer, counted, remark, safe, say, size_of
from vault.cli.times import rfc3339
from vault.cli.ways_in import expiry, public_header, slot_words
from vault.cli.wording import CONFLICT, NOT_FOUND, Refusal
from vault.engine.durable import storage_errors
from vault.engine.header import DEVICE, FORMAT, Slot
from vault.engine.opening import HEADER
from vault.engine.vault import Vault
from vault.unlock.password import Password


def _configure_create(parser: argparse.ArgumentParser) -> None:
    add_vault(parser, "the folder to make; it must not exist, or be empty")
    add_password(parser)
    add_kdf(parser)
    add_json(parser)


def _create(arguments: argparse.Namespace) -> int:
    path = Path(arguments.vault)
    check_standard_input(arguments)
    check_place(path)
    policy = chosen_policy(arguments)
    password = choose_password(arguments, path)
    name = arguments.keyfile
    keyfile = contextlib.nullcontext() if name is None else new_keyfile(name, path, there=False)
    with keyfile as digest:
        credential = Password(password, digest)
        vault = Vault.create(path, credential, name=credential.kind, policy=policy, state=state_folder())
    header = vault.files.header.body
    vault.lock()
    if arguments.json:
        slots = [_slot_fields(slot) for slot in header.slots]
        answer({"path": str(path), "vault": header.context.vault.hex(), "slots": slots})
        return 0
    say(f"{safe(arguments.vault)} is ready.")
    say(f"One try of the password takes {policy.passes} passes over {policy.memory >> 10} MiB of memory.")
    if arguments.keyfile:
        say(
            "It opens with the password and the keyfile together. Keep a copy of the keyfile: without it nothing opens."
        )
    say("There is no way around the password: write it down and keep it somewhere safe.")
    say(f"'deedbox slots {safe(arguments.vault)} add recovery' makes a kit for the day when it is forgotten.")
    return 0


def check_place(path: Path) -> None:
    """Refusal, before a password is asked for, if a vault cannot be made there."""
    with storage_errors():
        if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
            raise Refusal(
                CONFLICT, f"Something is at {safe(str(path))} already.", "Nothing was changed. Choose another place."
            )
        if not path.absolute().parent.is_dir():
            raise Refusal(
                NOT_FOUND, f"There is no folder {safe(str(path.parent))}.", "Nothing was changed. Make it first."
            )


def _configure_info(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_json(parser)


def _info(arguments: argparse.Namespace) -> int:
    path = vault_at(arguments.vault)
    header, copy = public_header(path)
    if copy != HEADER:
        remark("Note: the header cannot be read; this is from its copy.")
    body = header.body
    sizes = _sizes(path)
    if arguments.json:
        answer(
            {
                "format": FORMAT,
                "vault": body.context.vault.hex(),
                "lineage": body.context.lineage.hex(),
                "epoch": body.context.epoch,
                "generation": body.generation.number,
                "header": copy,
                "slots": [_slot_fields(slot) for slot in body.slots],
                "sizes": sizes,
            }
        )
        return 0
    say(f"Format       {FORMAT}")
    say(f"Vault        {body.context.vault.hex()}")
    say(f"Vault key    number {body.context.epoch}")
    say(f"On the disk  {size_of(sizes['total'])}, {counted(sizes['files'], 'file')}, {counted(sizes['packs'], 'pack')}")
    for number, slot in enumerate(body.slots):
        say(f"{'Key slots' if not number else '':<12} {safe(slot.name)} ({slot_words(slot)}{_cost(slot)})")
    say("This is what anybody can read. Nothing of it is verified without a password.")
    return 0


def _slot_fields(slot: Slot) -> dict[str, Any]:
    fields: dict[str, Any] = {"id": slot.id.hex(), "name": slot.name, "kind": slot.kind}
    cost = {name: slot.parameters[name] for name in ("memory", "passes", "lanes") if name in slot.parameters}
    if cost:
        fields["kdf"] = {"memory_mib": int(cost.pop("memory")) // 1024, **cost}
    if slot.kind == DEVICE:
        expires = rfc3339(expiry(slot) * 10**9)
        fields |= {"device": slot.parameters["device"], "expires": expires}
    return fields


def _cost(slot: Slot) -> str:
    kdf = _slot_fields(slot).get("kdf")
    return f", {kdf['passes']} passes over {kdf['memory_mib']} MiB" if kdf else ""


def _sizes(path: Path) -> dict[str, int]:
    sizes = {"total": 0, "files": 0, "packs": 0}
    with storage_errors():
        for folder, _, names in os.walk(path):
            for name in names:
                sizes["total"] += os.lstat(os.path.join(folder, name)).st_size
                sizes["files"] += 1
                sizes["packs"] += Path(folder).parent.name == "packs" and len(name) == 32
    return sizes


commands = {"create": Command(_configure_create, _create), "info": Command(_configure_info, _info)}
