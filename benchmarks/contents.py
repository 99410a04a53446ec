"""Rows about content: taking it in, getting it back, checking and re-encrypting it (W1 to W4, W8, W10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.materials import BIG, SMALL_BYTES
from benchmarks.rounds import Failed, Trial
from benchmarks.rows import NotRun, Row
from benchmarks.stock import Stock
from benchmarks.stores import Age, Borg, Deedbox, Gocryptfs, Plain, Rclone, Restic, SevenZip, Store

Trials = Iterator[Mapping[str, Trial]]


def _adding(store: Store, source: Path) -> Trial:
    def trial() -> float:
        store.fresh()
        took = store.add(source)
        store.remove()
        return took

    return trial


def _with_derivation(trials: dict[str, Trial], stock: Stock) -> dict[str, Trial]:
    """Beside the commands, what of ours is the derivation of its key."""
    return {**trials, "of deedbox, its derivation": Deedbox(stock.bench).derivation}


def _getting(store: Store, size: int) -> Trial:
    def trial() -> float:
        with store.bench.folder() as out:
            took = store.get(out)
            arrived = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
            if arrived < size * 0.99:
                raise Failed(f"{store.name} gave back {arrived} bytes of {size}")
            return took

    return trial


@contextmanager
def add_big(stock: Stock) -> Trials:
    """W1."""
    with stock.stores(Plain, Deedbox, Age, Gocryptfs, Restic, Borg, SevenZip) as stores:
        yield _with_derivation({store.name: _adding(store, stock.big_file) for store in stores}, stock)


@contextmanager
def get_big(stock: Stock) -> Trials:
    """W2."""
    with stock.stores(Age, Deedbox, Gocryptfs, Restic, Borg, SevenZip, filled=stock.big_file) as stores:
        yield _with_derivation({store.name: _getting(store, BIG) for store in stores}, stock)


@contextmanager
def add_small(stock: Stock) -> Trials:
    """W3."""
    with stock.stores(Restic, Deedbox, Plain, Gocryptfs, Borg, SevenZip, Rclone) as stores:
        yield _with_derivation({store.name: _adding(store, stock.small_files) for store in stores}, stock)


@contextmanager
def get_small(stock: Stock) -> Trials:
    """W4."""
    kinds = (Plain, Deedbox, Gocryptfs, Restic, Borg, SevenZip, Rclone)
    with stock.stores(*kinds, filled=stock.small_files) as stores:
        yield _with_derivation({store.name: _getting(store, SMALL_BYTES) for store in stores}, stock)


@contextmanager
def check_small(stock: Stock) -> Trials:
    """W8."""
    with stock.stores(Age, Deedbox, Gocryptfs, Restic, Borg, SevenZip, filled=stock.small_files) as stores:
        yield _with_derivation({store.name: store.check for store in stores}, stock)


@contextmanager
def renew_big(stock: Stock) -> Trials:
    """W10."""
    ours, plain = Deedbox(stock.bench), Plain(stock.bench)
    if b"--content" not in ours.run("rotate", "--help"):
        raise NotRun("comes with rotation 3")
    with stock.stores(Deedbox, filled=stock.large_file) as (filled,):
        assert isinstance(filled, Deedbox)
        yield {
            plain.name: _adding(plain, stock.large_file),
            filled.name: lambda: filled.command("rotate", filled.place, "--content", *filled.CHEAPEST),
        }


ROWS = (
    Row("W1", "add one file of 1 GiB, durable", 1.2, 0.9, add_big, against=Plain.name),
    Row("W2", "get it back (into memory)", 0.5, 0.25, get_big, against=Age.name),
    Row("W3", "add 10,000 small text files (117 MB), durable", 1.0, 0.5, add_small, against=Restic.name),
    Row("W4", "get them back (into memory)", 2.0, 1.2, get_small, against=Plain.name),
    Row("W8", "check everything, W3's files", 1.2, 0.7, check_small, against=Age.name),
    Row("W10", "re-encrypt everything, 4 GiB", 1.5, 1.1, renew_big, against=Plain.name),
)
