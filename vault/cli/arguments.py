"""Options that several commands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import NamedTuple

Configure = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int]

_FILE = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
_FOLDER = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}


class Command(NamedTuple):
    """A command: its options, and what it does. `run` returns the exit code.

    `rewrite` makes arguments that no parser understands into options.
    """

    configure: Configure
    run: Run
    rewrite: Callable[[Sequence[str]], list[str]] = list


def completes(action: argparse.Action, *, folder: bool = False) -> None:
    """Tell shell completion that the argument is a file, or a folder."""
    action.complete = _FOLDER if folder else _FILE  # type: ignore[attr-defined]


def add_vault(parser: argparse.ArgumentParser, explanation: str = "the vault's folder") -> None:
    completes(parser.add_argument("vault", metavar="VAULT", help=explanation), folder=True)


def add_item(parser: argparse.ArgumentParser, *, several: bool = False, name: str = "ITEM") -> None:
    explanation = "a path inside the vault (/Taxes/2025.pdf), or an id or the first digits of one (at least four)"
    if several:
        parser.add_argument("items", metavar=name, nargs="+", help=explanation)
    else:
        parser.add_argument("item", metavar=name, help=explanation)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")


def add_password(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """The ways to give the password of a vault; the group, for further ones."""
    group = parser.add_argument_group(
        "ways in",
        "Without any of these, the password is the variable DEEDBOX_PASSWORD, or is asked for. A variable can be read "
        "by every program of yours, and by root.",
    )
    explanation = "the password is in FILE, one newline at its end left out ('-': standard input)"
    completes(group.add_argument("--password-file", metavar="FILE", help=explanation))
    completes(group.add_argument("--keyfile", metavar="FILE", help="the keyfile that goes with the password"))
    return group


def add_way_in(parser: argparse.ArgumentParser) -> None:
    """Every way to open something that is there: with a password, or with a recovery code."""
    explanation = "open with a recovery code, or enough shares of one, from FILE ('-': standard input, or typed)"
    completes(add_password(parser).add_argument("--recovery-code-file", metavar="FILE", help=explanation))


def add_unlock(parser: argparse.ArgumentParser) -> None:
    """Everything a command needs to open a vault."""
    add_way_in(parser)
    add_slot(parser)
    parser.add_argument(
        "--accept-state",
        action="store_true",
        help="go on although this computer has seen a later or another state of the vault",
    )
    parser.add_argument(
        "--state-before",
        action="store_true",
        help="for looking only: the catalog before the current one, where that is damaged",
    )


def add_slot(parser: argparse.ArgumentParser) -> None:
    """Which key slot opens the vault; that of this device is chosen so."""
    parser.add_argument(
        "--slot", metavar="NAME", help="open with this key slot; one of kind device opens with this computer's keyring"
    )


def add_new_password(parser: argparse.ArgumentParser, purpose: str) -> None:
    """The ways to give a second password."""
    explanation = f"{purpose} is in FILE ('-': standard input); or in the variable DEEDBOX_NEW_PASSWORD"
    completes(parser.add_argument("--new-password-file", metavar="FILE", help=explanation))


def add_second_way_in(parser: argparse.ArgumentParser, what: str) -> None:
    """The ways to give a second secret, of something else than what opens the vault."""
    add_new_password(parser, f"the password of {what}")
    completes(parser.add_argument("--new-keyfile", metavar="FILE", help=f"the keyfile of {what}"))
    explanation = f"the recovery code of {what}, or enough shares of it, in FILE ('-': standard input, or typed)"
    completes(parser.add_argument("--new-recovery-code-file", metavar="FILE", help=explanation))


def add_kdf(parser: argparse.ArgumentParser) -> None:
    """What a new password slot costs."""
    group = parser.add_argument_group(
        "cost of the password",
        "By default, about one second on this computer: 3 passes over 256 MiB to 1 GiB.",
    )
    group.add_argument("--kdf-memory", metavar="MIB", type=_count, help="memory of one try, at least 64 MiB")
    group.add_argument("--kdf-passes", metavar="N", type=_count, help="passes over it, at least 3")


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


_count.__name__ = "number"  # argparse says: invalid number value


def add_confirmation(parser: argparse.ArgumentParser) -> None:
    """Other key slots that stay although their factor is not at hand."""
    explanation = "key slot NAME stays a way in, although it is not at hand now (may be repeated; asked for otherwise)"
    parser.add_argument("--keep-slot", metavar="NAME", action="append", default=[], help=explanation)
