"""What rows need and share: sources in memory, and one vault of 100,000 mixed items. Made when first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from benchmarks import big, materials
from benchmarks.bench import Bench
from benchmarks.rounds import Failed
from benchmarks.stores import Deedbox, Store

ITEMS = 100_000
SHORT_NOTE = 300


class Stock:
    """Of one run."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.remarks: dict[str, str] = {}
        """What a row found out beside its figures, by its id."""

    @cached_property
    def big_file(self) -> Path:
        """1 GiB."""
        return materials.big_file(self.bench.memory / "big file")

    @cached_property
    def large_file(self) -> Path:
        """4 GiB: where a bound is about a GiB, and the start of a program is not to be in it."""
        return materials.big_file(self.bench.memory / "large file", materials.LARGE)

    @cached_property
    def small_files(self) -> Path:
        """10,000 text files, 117 MB."""
        return materials.small_files(self.bench.memory / "small files")

    @cached_property
    def tiny_files(self) -> Path:
        """100,000 files of eight bytes."""
        return materials.tiny_files(self.bench.memory / "tiny files")

    @cached_property
    def vault(self) -> Path:
        """A vault of 100,000 mixed items, with 10,000 notes of 4 KB."""
        path = self.bench.disk / "Many.deedbox"
        big.make(path, ITEMS)
        return path

    @cached_property
    def catalog(self) -> Path:
        """The same with short notes: its catalog is one of items, and not of texts."""
        path = self.bench.disk / "Items.deedbox"
        big.make(path, ITEMS, note=SHORT_NOTE)
        return path

    @contextmanager
    def stores(self, *kinds: type[Store], filled: Path | None = None) -> Iterator[list[Store]]:
        """Those of these stores whose programs are here; with something in them already, or nothing at all."""
        made = [kind(self.bench) for kind in kinds if not kind.missing()]
        try:
            yield made if filled is None else [store for store in made if _fill(store, filled)]
        finally:
            for store in made:
                store.remove()


def _fill(store: Store, source: Path) -> bool:
    """Put something in; whether that could be done. Raises Failed for our own."""
    try:
        store.fresh()
        store.add(source)
    except Failed as error:
        if store.name == Deedbox.name:
            raise
        print(f"    {store.name}: {error}", flush=True)
        return False
    return True
