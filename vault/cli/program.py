"""The program around the commands: choosing one, and making words and an exit code of whatever stops it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from types import ModuleType

from vault import __version__
from vault.cli.arguments import Command
from vault.cli.bar import interrupts_watched
from vault.cli.terminal import answer, hide_output, prepare_streams, remark, safe, tinted
from vault.cli.wording import BUG, CANCELLED, DONE, Refusal, Words, words_for
from vault.engine.errors import VaultError

GROUPS: dict[str, dict[str, str]] = {
    "The vault": {
        "create": "make a vault",
        "info": "what is public about a vault; needs no password",
        "check": "verify everything, and repair what can be",
        "health": "the security check-up, each finding with its fix",
        "audit": "what was done to it, and when",
        "compact": "free what nothing needs any more",
        "rescue": "write out whatever of a damaged vault can be verified",
    },
    "Files and notes": {
        "add": "take files and folders in",
        "ls": "list what is in it",
        "get": "write files out again",
        "cat": "a file or note to standard output",
        "note": "write a note",
        "open": "open an item with a program, and save back what is changed",
        "search": "find items by names, tags and the text in them",
        "index": "take in the text of files, so that a search finds it",
    },
    "Coming and going": {
        "import": "bring in what another program or an archive holds",
        "leave": "write everything out as plain files",
    },
    "Order": {
        "mkdir": "make a folder",
        "mv": "move or rename",
        "rm": "move to the vault's trash",
        "trash": "list, restore or empty the trash",
        "tag": "put tags on items, colour and rename them",
        "favourite": "make items favourites, and list them",
        "searches": "keep searches under a name",
        "versions": "list, bring back, remove and thin out older versions",
        "duplicates": "find files with the same content",
    },
    "Sharing": {
        "identity": "this vault's card, to give to others",
        "contact": "people to share with, and whether their words were compared",
        "share": "write items into a file that only its recipients open",
        "receive": "verify a share, and take it in",
        "shares": "what went to whom, and what came from whom",
    },
    "Keys": {
        "passwd": "change the password, and the vault key with it",
        "rotate": "make a new vault key",
        "slots": "the ways in: list, add, test, rename and remove them",
        "upkeep": "when a new vault key is due, and what is done then",
        "generate": "draw a password, or words for one",
    },
    "Backup": {
        "export": "write the whole vault into one encrypted file",
        "restore": "make a vault out of an export",
        "drill": "restore an export for real into nothing, and note the proof",
    },
    "More": {
        "demo": "the whole story on sample files, each step with its proof",
        "completion": "completion for bash, zsh or tcsh",
    },
}
HELP_LINES = {name: line for group in GROUPS.values() for name, line in group.items()}

_CODES = """\
exit codes: 0 done · 1 a bug of ours · 2 usage · 3 wrong password or locked · 4 damaged or tampered · 5 older or other
state · 6 in use · 7 not found · 8 storage · 9 unsupported version · 10 refused share or path · 11 stopped · 12 keyring
unavailable · 13 refused by policy or limit · 14 conflict"""


_HOMES: dict[tuple[str, ...], Callable[[], ModuleType]] = {
    ("create", "info"): lambda: import_module("vault.cli.making"),
    ("add", "get", "cat", "note"): lambda: import_module("vault.cli.contents"),
    ("open",): lambda: import_module("vault.cli.opening"),
    ("search", "index"): lambda: import_module("vault.cli.indexing"),
    ("ls",): lambda: import_module("vault.cli.listing"),
    ("mkdir", "mv", "rm", "trash"): lambda: import_module("vault.cli.folders"),
    ("tag", "favourite", "searches"): lambda: import_module("vault.cli.ordering"),
    ("versions", "duplicates"): lambda: import_module("vault.cli.versions"),
    ("passwd", "rotate"): lambda: import_module("vault.cli.rotations"),
    ("slots",): lambda: import_module("vault.cli.slots"),
    ("upkeep",): lambda: import_module("vault.cli.upkeep"),
    ("generate",): lambda: import_module("vault.cli.generating"),
    ("check", "compact"): lambda: import_module("vault.cli.checking"),
    ("audit",): lambda: import_module("vault.cli.auditing"),
    ("health",): lambda: import_module("vault.cli.health"),
    ("rescue",): lambda: import_module("vault.cli.rescuing"),
    ("drill",): lambda: import_module("vault.cli.drilling"),
    ("export", "restore"): lambda: import_module("vault.cli.exporting"),
    ("identity",): lambda: import_module("vault.cli.identity"),
    ("contact",): lambda: import_module("vault.cli.contacts"),
    ("share", "receive", "shares"): lambda: import_module("vault.cli.sharing"),
    ("import",): lambda: import_module("vault.cli.importing"),
    ("leave",): lambda: import_module("vault.cli.leaving"),
    ("demo",): lambda: import_module("vault.cli.demo"),
    ("completion",): lambda: import_module("vault.cli.completion"),
}
"""The module of each command. Only the one that is asked for is loaded, so that starting stays short."""


def command_named(name: str) -> Command:
    """The command of a name in `HELP_LINES`."""
    load = next(load for names, load in _HOMES.items() if name in names)
    command: Command = load().commands[name]
    return command


class _Parser(argparse.ArgumentParser):
    """The parser of the whole command line, with its own first page."""

    def format_help(self) -> str:
        lines = ["usage: deedbox COMMAND [VAULT] [options]", "       deedbox [VAULT.deedbox]", ""]
        lines += ["An encrypted vault for files and notes. Without a command the window opens.", ""]
        for title, commands in GROUPS.items():
            lines.append(f"{title}:")
            lines += [f"  {name:<11} {line}" for name, line in commands.items()]
            lines.append("")
        lines += ["deedbox COMMAND --help says more; deedbox --version says which one this is.", "", _CODES]
        return "\n".join(lines) + "\n"


def _parser_of(name: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"deedbox {name}", description=_sentence(HELP_LINES[name]), allow_abbrev=False
    )
    command_named(name).configure(parser)
    return parser


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def whole_parser(*, configured: bool = False) -> argparse.ArgumentParser:
    """The parser of all commands; `configured` with the options of each, for completion."""
    parser = _Parser(prog="deedbox", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"deedbox {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=argparse.ArgumentParser)
    for name, line in HELP_LINES.items():
        one = commands.add_parser(name, help=line, description=_sentence(line))
        if configured:
            command_named(name).configure(one)
    return parser


def _carry_out(arguments: Sequence[str]) -> int:
    if not arguments:
        remark("There is no display here for the window, so this is what the terminal can do.\n")
        whole_parser().print_help()
        return DONE
    name = arguments[0]
    if name not in HELP_LINES:
        whole_parser().parse_args(arguments)
        return DONE
    parser = _parser_of(name)
    # Options may stand anywhere, between the items of a list too.
    parsed = parser.parse_intermixed_args(command_named(name).rewrite(arguments[1:]))
    if name == "completion":
        parsed.parser = whole_parser(configured=True)
    return command_named(name).run(parsed)


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line; the exit code. Nothing is raised."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    as_json = "--json" in arguments
    try:
        with interrupts_watched():
            code = _carry_out(arguments)
            sys.stdout.flush()
            return code
    except SystemExit as stop:  # argparse: usage, --help, --version
        return stop.code if isinstance(stop.code, int) else DONE
    except BrokenPipeError:
        hide_output()
        return CANCELLED
    except KeyboardInterrupt:
        return _tell(Words(CANCELLED, "Stopped.", "What was finished before is kept, whole.", ""), "", as_json)
    except Refusal as refusal:
        return _tell(refusal.words, type(refusal).__name__, as_json)
    except VaultError as error:
        return _tell(words_for(error), type(error).__name__, as_json, error.detail)
    except Exception as error:  # noqa: BLE001 - the last resort: a line instead of a traceback
        return _tell_bug(error, as_json)


def _tell(words: Words, kind: str, as_json: bool, detail: str = "") -> int:
    """Say what stopped the command, on standard error; for scripts, the same as the one document."""
    remark(f"{tinted('deedbox:', 'bad', sys.stderr)} {safe(words.happened)}")
    if words.rest:
        remark(safe(words.rest))
    if detail and detail not in words.happened:
        remark(tinted(f"Details: {kind}, {safe(detail)}", "dim", sys.stderr))
    if as_json:
        try:
            error = {"kind": kind, "exit": words.exit_code, "message": words.happened, "advice": words.rest}
            answer({"error": error})
            sys.stdout.flush()
        except BrokenPipeError:
            hide_output()
    return words.exit_code


def _tell_bug(error: Exception, as_json: bool) -> int:
    import traceback  # here: it takes 2 ms to load

    # The error's own text may quote what it stumbled over, so only its type and place are shown.
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "unknown place"
    kind = type(error).__name__
    words = Words(BUG, f"This is a bug in Deedbox ({kind} at {place}).", "What was saved before is safe.", "")
    if os.environ.get("DEEDBOX_DEBUG") == "1":
        remark("".join(traceback.format_list(frames)) + kind)
    return _tell(words, kind, as_json)
