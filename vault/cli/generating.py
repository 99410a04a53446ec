"""`generate`: a password that was drawn, as words to keep in mind or as signs for a program to keep."""

from __future__ import annotations

import argparse
import sys

from vault.cli.arguments import Command, add_json
from vault.cli.guessing import cost_words
from vault.cli.terminal import answer, remark, say
from vault.cli.wording import DONE, UsageError
from vault.unlock import generator
from vault.unlock.strength import of_bits


def _configure(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    explanation = f"so many words out of {len(generator.word_list()):,}, 1 to {generator.MOST_WORDS}; {generator.WORDS}"
    which.add_argument("--words", metavar="N", type=int, help=f"{explanation} by default")
    explanation = f"no words, but so many signs: {generator.LEAST_LENGTH} to {generator.MOST_LENGTH:,}"
    which.add_argument("--length", metavar="N", type=int, help=explanation)
    parser.add_argument("--no-symbols", action="store_true", help="with --length: letters and digits alone")
    add_json(parser)
    parser.epilog = "It is drawn by the system's generator of randomness, and nothing of it is kept."


def _generate(arguments: argparse.Namespace) -> int:
    symbols = not arguments.no_symbols
    if arguments.length is None and not symbols:
        raise UsageError("Words have no symbols in them.", "--no-symbols goes with --length.")
    try:
        if arguments.length is None:
            count = generator.WORDS if arguments.words is None else arguments.words
            made, bits = generator.phrase(count), generator.phrase_bits(count)
        else:
            made = generator.password(arguments.length, symbols=symbols)
            bits = generator.password_bits(arguments.length, symbols=symbols)
    except ValueError as error:
        raise UsageError(f"{str(error)[:1].upper()}{str(error)[1:]}.") from None
    if arguments.json:
        answer({"password": made, "bits": round(bits, 1)})
        return DONE
    say(made)
    if sys.stdout.isatty():
        remark(f"{bits:.0f} bits. {cost_words(of_bits(bits))}")
    return DONE


commands = {"generate": Command(_configure, _generate)}
