"""`search`, and `index`: the texts of files and notes, taken in so that a search finds them."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Iterator, Sequence

from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.bar import Bar
from vault.cli.naming import item_fields, join
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, remark, safe, say, size_of, tinted
from vault.cli.wording import DONE, UsageError
from vault.engine.errors import Storage
from vault.engine.index import TextIndex
from vault.engine.query import HELP, parse
from vault.engine.search import SearchIndex, Span
from vault.engine.vault import Vault
from vault.sandbox.client import SandboxWorker
from vault.sandbox.extraction import Extract, Extraction, Wanted

_WAITED_SECONDS = 0.1


def _configure_index(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--rebuild", action="store_true", help="drop what is there and begin anew")
    add_unlock(parser)
    add_json(parser)


def _index(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments, writing=True) as vault, contextlib.closing(TextIndex.load(vault)) as texts:
        if arguments.rebuild:
            texts.restart()
        complete_texts(vault, texts)
        texts.save()
        state = texts.state
    if arguments.json:
        names = {"texts": state.texts, "tried": state.tried, "left": state.behind, "bytes": state.saved}
        answer(names)
        return DONE
    say(f"{counted(state.texts, 'item')} can be found by the text in them; the index takes {size_of(state.saved)}.")
    if state.tried:
        say(f"Of {counted(state.tried, 'file')} no text could be had.")
    _tell_left(state.behind)
    return DONE


@contextlib.contextmanager
def searchable(arguments: argparse.Namespace) -> Iterator[tuple[Vault, TextIndex]]:
    """The vault of a search with its texts, completed and kept in the vault if it can be written just now.

    With `--no-index`, with another catalog and with one that was accepted this once, nothing is completed or written.
    """
    looking = arguments.no_index or arguments.accept_state or arguments.state_before
    with (
        opened(arguments, if_free=not looking) as vault,
        contextlib.closing(TextIndex.load(vault)) as texts,
    ):
        if looking:
            texts.catch_up()
        else:
            complete_texts(vault, texts)
            if texts.worth_saving(locking=True) or texts.worth_saving():
                with contextlib.suppress(Storage):
                    texts.save()
        yield vault, texts
        _tell_left(texts.behind)


def _tell_left(left: int) -> None:
    if left:
        remark(f"Note: the text of {counted(left, 'file')} is not known yet; 'deedbox index' takes it in.")


def complete_texts(vault: Vault, texts: TextIndex) -> None:
    """Take in the texts of notes, and those of files as far as the sandbox gets them. Raises Cancelled."""
    with Bar("Reading notes") as bar:
        texts.catch_up(progress=bar)
    if not texts.behind:
        return

    def wanted(limit: int) -> Sequence[Wanted]:
        return [Wanted(*one) for one in texts.wanted(limit)]

    def read(item: bytes, version: int) -> Iterator[bytes | memoryview]:
        return vault.stream(vault.item(item), version)

    # The pump calls these one at a time, and nothing else touches the vault before it has ended.
    with Bar("Reading files") as bar, SandboxWorker() as worker:

        def put(taken: Sequence[Extract]) -> None:
            for one in taken:
                texts.put(one.item, one.version, one.text, one.outcome.name.lower().replace("_", " "))
            bar.count(items=len(taken))

        bar.expect(0, texts.behind)
        with Extraction(worker, wanted, read, put) as pump:
            while not pump.wait(_WAITED_SECONDS):
                bar.stop_if_cancelled()


def _configure_search(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("query", metavar="QUERY", help="words that must all occur, in names, tags or texts; see below")
    parser.add_argument("--limit", metavar="N", type=int, default=50, help="at most so many (50)")
    parser.add_argument("--no-index", action="store_true", help="do not take in the text of files that are new")
    add_unlock(parser)
    add_json(parser)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "what a query may hold:\n" + "\n".join(f"  {line.example:<18} {line.meaning}" for line in HELP)


def _search(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.limit < 1:
        raise UsageError("The limit is at least 1.")
    query = parse(arguments.query)
    with searchable(arguments) as (vault, texts):
        matches = SearchIndex(vault, texts).search(query, limit=arguments.limit)
        fields = [
            {
                **item_fields(vault, match.item),
                "snippet": match.snippet,
                "marks": match.marks,
                "name_marks": match.name_marks,
            }
            for match in matches
        ]
    if arguments.json:
        answer(fields)
        return DONE
    for match in matches:
        place = safe(join((*match.path[:-1], b"")))
        name = match.item.name.decode("utf-8", "surrogateescape")
        # What is not text is spelled out, and the places are not those of its letters.
        say(place + (_marked(name, match.name_marks) if name.isprintable() else safe(name)))
        if match.in_text:
            say(f"    {_marked(match.snippet, match.marks)}")
    if not matches and sys.stdout.isatty():
        say("Nothing was found.")
    return DONE


def _marked(text: str, spans: tuple[Span, ...]) -> str:
    """The text as it can be shown, with these places in bold."""
    shown, at = "", 0
    for start, length in spans:
        shown += safe(text[at:start]) + tinted(safe(text[start : start + length]), "bold")
        at = start + length
    return shown + safe(text[at:])


commands = {"index": Command(_configure_index, _index), "search": Command(_configure_search, _search)}
