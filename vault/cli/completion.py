"""`completion`: what a shell needs to complete this command."""

from __future__ import annotations

import argparse

from vault.cli.arguments import Command
from vault.cli.terminal import say

SHELLS = ("bash", "zsh", "tcsh")


def _configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help='for example, in ~/.bashrc: eval "$(deedbox completion bash)"')


def _completion(arguments: argparse.Namespace) -> int:
    import shtab

    say(shtab.complete(arguments.parser, arguments.shell))
    return 0


commands = {"completion": Command(_configure, _completion)}
