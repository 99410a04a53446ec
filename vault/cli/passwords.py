"""Where passwords come from: a file, a variable, or a hidden prompt. Never the command line."""

from __future__ import annotations

import argparse
import contextlib
import getpass
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.terminal import remark, safe
from vault.cli.wording import POLICY, REFUSED, Refusal, UsageError
from vault.engine.durable import storage_errors
from vault.engine.errors import Conflict, FactorRequired, KdfRefused, LimitExceeded, NotFound, ReadOnly
from vault.unlock.password import LONGEST, read_keyfile

if TYPE_CHECKING:
    from vault.engine.vault import Vault

STDIN = "-"
_TRIES = 3
_KEYFILE_SIZE = 32


_ADVICE = (
    "Give it with --password-file FILE or the variable DEEDBOX_PASSWORD "
    "(a new one: --new-password-file, DEEDBOX_NEW_PASSWORD)."
)


_BEFORE_ANY_CHANGE = (Refusal, Conflict, FactorRequired, KdfRefused, LimitExceeded, ReadOnly)


def ask_hidden(prompt: str, what: str = "a password", advice: str = _ADVICE) -> bytes:
    """A line typed at the terminal, not shown. UsageError, with the advice, if there is no terminal."""
    if not _terminal_is_there():
        raise UsageError(f"There is no terminal to ask for {what}.", advice)
    try:
        # Typed text is UTF-8 wherever it was typed, so that a password opens on every computer.
        return getpass.getpass(prompt).encode("utf-8", "surrogateescape")
    except EOFError:
        raise UsageError("Nothing was typed.") from None
    except UnicodeDecodeError:
        raise UsageError("What was typed is not text in the terminal's encoding.") from None


def _terminal_is_there() -> bool:
    if os.name == "nt":
        return sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def read_bounded(name: str, most: int, what: str) -> bytes:
    """At most so many bytes of a file, or of standard input. Raises NotFound, Storage."""
    if name == STDIN:
        return sys.stdin.buffer.read(most)
    with storage_errors():
        try:
            with open(name, "rb") as file:
                return file.read(most)
        except (FileNotFoundError, NotADirectoryError):
            raise NotFound(f"no {what} file {safe(name)}") from None


def _from_file(name: str, prompt: str) -> bytes:
    """The exact bytes of a file, less one newline at the end."""
    if name == STDIN and sys.stdin.isatty():
        return ask_hidden(prompt)
    content = read_bounded(name, LONGEST + 2, "password").removesuffix(b"\n")
    if len(content) > LONGEST:
        raise LimitExceeded(f"a password has at most {LONGEST} bytes")
    return content


def _given(file: str | None, variable: str, prompt: str) -> bytes | None:
    if file is not None:
        return _from_file(file, prompt)
    # An empty variable is how a shell unsets one for a single command.
    return os.fsencode(os.environ[variable]) if os.environ.get(variable) else None


def _chosen(given: bytes | None, prompt: str, context: Callable[[], Sequence[str]]) -> bytes:
    """A new password: as given, or typed twice, and then judged; `context` are words it should not be made of."""
    if given is None:
        given = _typed_twice(prompt)
        if given:
            from vault.cli.guessing import tell_strength  # for people at a terminal alone

            tell_strength(given, context())
    if not given:
        raise Refusal(POLICY, "An empty password protects nothing.", "Nothing was changed. Choose another.")
    return given


def _typed_twice(prompt: str, ask: Callable[[str], bytes] | None = None) -> bytes:
    ask = ask or ask_hidden
    for _ in range(_TRIES):
        first = ask(f"{prompt}: ")
        if first == ask(f"{prompt}, again: "):
            return first
        remark("The two are not the same.")
    raise UsageError("The two passwords were not the same.", "Nothing was changed.")


def check_standard_input(arguments: argparse.Namespace, *others: str | None) -> None:
    """UsageError if two things would be read from standard input."""
    sources = (
        getattr(arguments, "password_file", None),
        getattr(arguments, "new_password_file", None),
        getattr(arguments, "recovery_code_file", None),
        getattr(arguments, "new_recovery_code_file", None),
        *others,
    )
    if sum(source == STDIN for source in sources) > 1:
        raise UsageError(
            "Standard input can be only one thing.", "Put the secret in a file, or a password in a variable."
        )


def given_password(arguments: argparse.Namespace, prompt: str) -> bytes | None:
    """The password of the vault, if it is given."""
    return _given(arguments.password_file, "DEEDBOX_PASSWORD", prompt)


def given_new_password(arguments: argparse.Namespace, prompt: str) -> bytes | None:
    """A second password, if it is given."""
    return _given(arguments.new_password_file, "DEEDBOX_NEW_PASSWORD", prompt)


def choose_password(arguments: argparse.Namespace, vault: Path) -> bytes:
    """The password of a vault that is being made."""
    prompt = f"New password for {safe(vault.name)}"
    return _chosen(given_password(arguments, f"{prompt}: "), prompt, lambda: [vault.stem])


def choose_new_password(arguments: argparse.Namespace, prompt: str, vault: Vault | None = None) -> bytes:
    """A second password; asked for if it is not given. One for a vault should not be made of its own words."""

    def context() -> Sequence[str]:
        from vault.unlock.strength import context_of  # here: it takes 3 ms to load

        return [] if vault is None else context_of(vault)

    return _chosen(given_new_password(arguments, f"{prompt}: "), prompt, context)


def read_second_secret(arguments: argparse.Namespace, prompt: str) -> bytes:
    """A passphrase that opens something else than the vault; asked for if it is not given."""
    given = given_new_password(arguments, f"{prompt}: ")
    return ask_hidden(f"{prompt}: ") if given is None else given


def read_import_secret(arguments: argparse.Namespace) -> bytes | None:
    """The secret of what is imported, if one is given."""
    return _given(arguments.secret_file, "DEEDBOX_IMPORT_PASSWORD", "Password of the source: ")


def new_password_given(arguments: argparse.Namespace) -> bool:
    """Whether a second password is given."""
    return arguments.new_password_file is not None or bool(os.environ.get("DEEDBOX_NEW_PASSWORD"))


def keyfile_outside(keyfile: str, vault: Path) -> Path:
    """The keyfile's path. Refused inside of the vault: whoever has the vault would have the keyfile."""
    path = Path(keyfile)
    if path.resolve().is_relative_to(vault.resolve()):
        raise Refusal(
            REFUSED,
            "A keyfile inside the vault's own folder protects nothing.",
            "Nothing was changed. Keep it somewhere else, on another disk if you can.",
        )
    return path


@contextlib.contextmanager
def new_keyfile(name: str, vault: Path, *, there: bool = True) -> Iterator[bytes]:
    """The digest of a keyfile, which is made if it is not there, and taken away again if what follows fails.

    `there`: of a vault that is there already it stays unless it is certain that nothing asks for it: a change of the
    header that was interrupted may be completed by the next unlock.
    """
    path = keyfile_outside(name, vault)
    made = not os.path.lexists(path)
    if made:
        make_keyfile(path)
        remark(f"Note: a new keyfile is in {safe(name)}.")
    try:
        yield read_keyfile(path)
    except BaseException as error:
        if made and (not there or isinstance(error, _BEFORE_ANY_CHANGE)):
            path.unlink()
        raise


def make_keyfile(path: Path) -> None:
    """A new keyfile of 32 random bytes, for its owner alone; on the disk before anything depends on it."""
    with storage_errors():
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            os.write(fd, os.urandom(_KEYFILE_SIZE))
            os.fsync(fd)
        finally:
            os.close(fd)
        if os.name != "nt":
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
