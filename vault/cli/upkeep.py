"""`upkeep`: when a new vault key is due, and what is done then."""

from __future__ import annotations

import argparse
from typing import get_args

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.tending import due_words
from vault.cli.terminal import answer, counted, say
from vault.cli.times import rfc3339
from vault.cli.wording import DONE, UsageError, moment
from vault.engine import upkeep
from vault.engine.upkeep import MOST_DAYS, Event, Policy

_EVENTS: dict[str, Event] = {event.replace(" ", "-"): event for event in get_args(Event)}
_MODES = {
    "off": "Nobody is told when the vault key grows old.",
    "remind": "You are told when the vault key is older than {days}.",
    "do": "When the vault key is older than {days}, the next change makes a new one, or tells you where it cannot.",
}


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    which = parser.add_mutually_exclusive_group()
    bounds = f"1 to {MOST_DAYS:,}"
    which.add_argument("--remind", metavar="DAYS", type=int, help=f"say when the vault key is so old ({bounds})")
    which.add_argument(
        "--do", metavar="DAYS", type=int, help=f"make a new one by then, if nobody need be asked ({bounds})"
    )
    which.add_argument("--off", action="store_true", help="neither")
    explanation = f"what has happened ({', '.join(_EVENTS)}): new secrets are due from now on, until they were made"
    parser.add_argument("--event", choices=tuple(_EVENTS), metavar="EVENT", help=explanation)
    add_unlock(parser)
    add_json(parser)
    parser.epilog = (
        "What is due is said on standard error by every command that changes the vault. New secrets are never made "
        "unasked: 'deedbox rotate VAULT --new-secrets' does it."
    )


def _upkeep(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    chosen = _chosen(arguments)
    with opened(arguments, writing=chosen is not None or arguments.event is not None, tended=False) as vault:
        if chosen is not None:
            upkeep.set_policy(vault, chosen)
        if arguments.event is not None:
            upkeep.note_event(vault, _EVENTS[arguments.event])
        policy, last, due = upkeep.policy(vault), upkeep.last_rotation(vault), upkeep.due(vault)
        following = upkeep.next_due(vault)
        words = None if due is None else due_words(due, vault)
    if arguments.json:
        answer(
            {
                "mode": policy.mode,
                "days": policy.days,
                "last_rotation": rfc3339(last * 10**6),
                "next_due": None if following is None else rfc3339(following * 10**6),
                "due": None if due is None else {"reason": due.reason, "since_days": due.since_days},
            }
        )
        return DONE
    say(_MODES[policy.mode].format(days=counted(policy.days, "day")))
    say(f"The vault key was last new on {moment(last)}.")
    if words is not None:
        say(words)
    elif following is not None:
        say(f"The next one is due on {moment(following)}.")
    return DONE


def _chosen(arguments: argparse.Namespace) -> Policy | None:
    """The policy that was asked for; None if none was. UsageError beyond its bounds."""
    try:
        if arguments.remind is not None:
            return Policy("remind", arguments.remind)
        if arguments.do is not None:
            return Policy("do", arguments.do)
    except ValueError:
        raise UsageError(f"That is a number of days from 1 to {MOST_DAYS:,}.", "Nothing was changed.") from None
    return Policy("off") if arguments.off else None


commands = {"upkeep": Command(_configure, _upkeep)}
