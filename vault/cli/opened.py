"""Opening a vault for a command: state folder, credential, words for what was found, and locking at the end."""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
from collections.abc import Iterator
from pathlib import Path

from vault.cli.tending import note_wrong_try, tell_wrong_tries, tend
from vault.cli.terminal import remark, safe
from vault.cli.ways_in import read_credential
from vault.cli.wording import CREDENTIAL, NOT_FOUND, Refusal, words_for_notice
from vault.engine.errors import NotFound, VaultBusy, WrongCredential
from vault.engine.keys import KdfPolicy
from vault.engine.opening import HEADER, HEADER_COPY
from vault.engine.vault import Vault
from vault.unlock.calibration import Timed, calibrate
from vault.unlock.device import prepare_state


def state_folder() -> Path | None:
    """This device's state folder, made if it is not there; None, with a warning, if it cannot be."""
    try:
        return prepare_state()
    except (OSError, RuntimeError):
        remark(
            "Note: there is no place to remember what this computer has seen of the vault, so an older copy would go "
            "unnoticed. DEEDBOX_STATE names one."
        )
        return None


def vault_at(text: str) -> Path:
    """The path of a vault that is there. Refusal if it is not."""
    path = Path(text)
    if not any((path / name).is_file() for name in (HEADER, HEADER_COPY)) and not _is_closed(path):
        there = "is not a vault" if path.exists() else "is not there"
        raise Refusal(NOT_FOUND, f"{safe(text)} {there}.", "Nothing was changed. Look at the path.")
    return path


def _is_closed(path: Path) -> bool:
    """A folder this user may not look into; the engine has the right error for it."""
    return path.is_dir() and not os.access(path, os.R_OK | os.X_OK)


@contextlib.contextmanager
def opened(
    arguments: argparse.Namespace,
    *,
    writing: bool = False,
    if_free: bool = False,
    mended: bool = False,
    tended: bool = True,
) -> Iterator[Vault]:
    """The vault of the command, locked again at the end. `mended`: whatever of a damaged catalog can be verified.

    `if_free`: for writing too, unless somebody else writes it just now. `tended`: when opened for writing, what is due
    of its keys is done or told; not where the command itself is about them.
    """
    path = vault_at(arguments.vault)
    credential = Timed(read_credential(arguments, path))
    state = state_folder()
    try:
        unlock = functools.partial(
            Vault.unlock,
            path,
            credential,
            state=state,
            slot=arguments.slot,
            accept=arguments.accept_state,
            catalog="mended" if mended else "before" if arguments.state_before else "current",
        )
        try:
            vault = unlock(read_only=not (writing or if_free))
        except VaultBusy:
            if not if_free:
                raise
            vault = unlock(read_only=True)
    except WrongCredential as error:
        if credential.kind != "device":
            # Nobody has tried anything where a keyring has nothing, or a time is over.
            note_wrong_try(path, state)
        refusal = _refusal(credential.kind, error)
        if refusal is None:
            raise
        raise refusal from error
    except NotFound as error:
        if arguments.state_before and "catalog" in error.detail:
            message = "There is no whole catalog before the current one."
            raise Refusal(NOT_FOUND, message, "'deedbox rescue' takes out whatever can be verified.") from None
        if arguments.slot and "slot" in error.detail:
            message = f"There is no key slot named {safe(arguments.slot)}."
            raise Refusal(NOT_FOUND, message, "'deedbox info' shows the slots.") from None
        raise
    told = 0
    try:
        with vault:
            told = _tell(vault, told)
            tell_wrong_tries(vault, state)
            if writing and tended and vault.writable:
                tend(vault, arguments.vault)
            yield vault
    finally:
        _tell(vault, told)


_REFUSED = {
    "recovery": (
        "That recovery code has no typing error, but it does not open this vault.",
        "It may be of another vault, or of a kit that was removed: 'deedbox info' shows the ways in.",
    ),
    "device": (
        "What the keyring of this computer has does not open this vault.",
        "Open it another way. If this device should open it again, remove its slot and add another: 'deedbox slots'.",
    ),
}


def _refusal(kind: str, error: WrongCredential) -> Refusal | None:
    """Words for ways in that nobody mistypes; None where the error's own will do."""
    if kind not in _REFUSED or type(error) is not WrongCredential:
        return None
    happened, advice = _REFUSED[kind]
    return Refusal(CREDENTIAL, happened, f"Nothing was changed. {advice}")


def _tell(vault: Vault, told: int) -> int:
    for notice in vault.notices[told:]:
        remark(f"Note: {safe(words_for_notice(notice))}")
    return len(vault.notices)


def asked_policy(arguments: argparse.Namespace) -> KdfPolicy:
    """The cost that was asked for, in bounds. Raises KdfRefused, before anything is typed or opened."""
    policy = KdfPolicy()
    if arguments.kdf_passes is not None:
        policy = policy._replace(passes=arguments.kdf_passes)
    if arguments.kdf_memory is not None:
        policy = policy._replace(memory=arguments.kdf_memory << 10)
    policy.check({"passes": policy.passes, "memory": policy.memory, "lanes": policy.lanes})
    return policy


def chosen_policy(arguments: argparse.Namespace, opening: object = None) -> KdfPolicy:
    """What a new password slot costs: as asked for, or about a second on this machine.

    `opening` is the credential that opened the vault just now; its time is taken. Raises KdfRefused.
    """
    policy = asked_policy(arguments)
    if arguments.kdf_memory is not None:
        return policy
    speeds = opening.speeds if isinstance(opening, Timed) else []
    return calibrate(policy, speed=speeds[-1] if speeds else None)
