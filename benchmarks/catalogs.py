"""Rows about the catalog: opening, listing, searching, and changing keys (W5, W7, W9, W11, W12)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.bench import PASSWORD, Bench
from benchmarks.materials import words_by_frequency
from benchmarks.rounds import Failed, Trial
from benchmarks.rows import OURS, Row
from benchmarks.stock import Stock
from benchmarks.stores import Borg, Deedbox, Gocryptfs, KeePassXC, Restic, SevenZip
from vault.child import messages as m
from vault.child.link import VaultLink

Trials = Iterator[Mapping[str, Trial]]

NAMES = ("invoice 2019", "ubersicht 12", "contract", "protocol 199 note", "税金 77")
"""What is looked for in names: in few, in many, across accents."""
SECONDS_TO_WAIT = 120
SETTLE_SECONDS = 2.0


@contextmanager
def change_password(stock: Stock) -> Trials:
    """W5."""
    with (
        stock.stores(Deedbox, filled=stock.small_files) as (ours,),
        stock.stores(Gocryptfs, Restic, filled=stock.small_files) as peers,
    ):
        assert isinstance(ours, Deedbox)
        words = ("passwd", ours.place, "--keep-key", *ours.CHEAPEST)
        own = {OURS: lambda: ours.beyond(2, *words)}
        yield own | {peer.name: peer.change_password for peer in peers}


@contextmanager
def list_all(stock: Stock) -> Trials:
    """W7."""
    ours, vault = Deedbox(stock.bench), stock.catalog
    with stock.stores(SevenZip, Gocryptfs, Restic, Borg, KeePassXC, filled=stock.tiny_files) as peers:
        own = {OURS: lambda: ours.beyond(1, "ls", "-r", vault)}
        yield own | {peer.name: peer.listing for peer in peers}


@contextmanager
def open_vault(stock: Stock) -> Trials:
    """W9."""
    vault = stock.catalog
    with stock.stores(Deedbox) as (ours,):
        assert isinstance(ours, Deedbox)
        ours.fresh()
        yield {
            OURS: lambda: ours.beyond(1, "ls", vault),
            "an empty vault": lambda: ours.beyond(1, "ls", ours.place),
            "deedbox --version": lambda: ours.command("--version"),
        }


@contextmanager
def renew_key(stock: Stock) -> Trials:
    """W11."""
    ours, vault = Deedbox(stock.bench), stock.catalog
    yield {OURS: lambda: ours.beyond(2, "rotate", vault, *ours.CHEAPEST)}


class Asked:
    """A vault process that has the vault open, and answers searches."""

    def __init__(self, bench: Bench, vault: Path) -> None:
        self._link = VaultLink()
        state = bench.disk / "state"
        state.mkdir(exist_ok=True)
        password = PASSWORD.encode()
        self._link.ask(m.UnlockVault(os.fsencode(vault), password, state=os.fsencode(state))).wait(SECONDS_TO_WAIT)

    def search(self, query: str) -> float:
        """Milliseconds from the question to the answer."""
        begun = time.perf_counter()
        found = self._link.ask(m.SearchItems(query)).wait(SECONDS_TO_WAIT)
        took = time.perf_counter() - begun
        if not found.hits:
            raise Failed(f"nothing was found for {query}")
        return took * 1000

    def settle(self) -> None:
        """Wait until all notes are in the index: that happens once in the life of a vault."""
        before = -1
        while (now := self._link.ask(m.IndexFacts()).wait(SECONDS_TO_WAIT).texts) != before:
            before = now
            time.sleep(SETTLE_SECONDS)

    def lock(self) -> None:
        """End the process."""
        self._link.ask(m.LockVault()).wait(SECONDS_TO_WAIT)


@contextmanager
def _searching(stock: Stock, queries: tuple[str, ...]) -> Trials:
    asked = Asked(stock.bench, stock.vault)
    try:
        first = asked.search(queries[0])
        asked.settle()
        yield {
            OURS: lambda: max(asked.search(query) for query in queries),
            "the first search after opening": lambda: first,
        }
    finally:
        asked.lock()


@contextmanager
def search_names(stock: Stock) -> Trials:
    """W12, names."""
    with _searching(stock, NAMES) as trials:
        yield trials


@contextmanager
def search_notes(stock: Stock) -> Trials:
    """W12, texts."""
    words = words_by_frequency()
    often, now_and_then, hardly = words[0], words[len(words) // 2], words[-1]
    with _searching(stock, (often, now_and_then, hardly, f"{often} {words[1]}", f"{often} {hardly}")) as trials:
        yield trials


ROWS = (
    Row("W5", "change the password, `--keep-key`, beyond two derivations", 0.15, 0.05, change_password),
    Row("W7", "list 100,000 items, beyond the derivation", 0.8, 0.4, list_all),
    Row("W9", "open a vault of 100,000 items, beyond the derivation", 0.35, 0.2, open_vault),
    Row("W11", "new vault key, 100,000 items, beyond two derivations", 1.0, 0.3, renew_key),
    Row("W12", "search 100,000 names, the slowest of five queries", 50, 10, search_names, unit="ms"),
    Row("W12", "search 10,000 notes of 4 KB, the slowest of five queries", 50, 10, search_notes, unit="ms"),
)
