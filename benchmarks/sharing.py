"""Rows about sharing, beside age: its format alone from memory into memory (W16, W17), and a whole share (W18)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.materials import LARGE, MEBIBYTE
from benchmarks.rounds import Failed, Trial
from benchmarks.rows import OURS, Row
from benchmarks.stock import Stock
from benchmarks.stores import Age, Deedbox
from vault.sharing import age

Trials = Iterator[Mapping[str, Trial]]


def _read(path: Path) -> Iterator[memoryview]:
    room = memoryview(bytearray(MEBIBYTE))
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(room):
            yield room[:count]


def _encrypt(source: Path, recipient: age.Recipient, out: Path) -> float:
    os.sync()
    begun = time.perf_counter()
    with out.open("wb") as file:
        file.writelines(age.encrypt(_read(source), [recipient]))
    return time.perf_counter() - begun


def _decrypt(source: Path, identity: age.Identity, out: Path) -> float:
    os.sync()
    begun = time.perf_counter()
    with source.open("rb") as sealed, out.open("wb") as file:
        file.writelines(age.decrypt(sealed, [identity]))
    return time.perf_counter() - begun


def _with_age(ours: Trial, theirs: Trial) -> Mapping[str, Trial]:
    return {OURS: ours} if Age.missing() else {Age.name: theirs, OURS: ours}


def _age_encrypts(stock: Stock, recipient: age.Recipient) -> Trial:
    def trial() -> float:
        with stock.bench.folder() as out:
            return stock.bench.timed("age", "-r", recipient, "-o", out / "sealed", stock.large_file)

    return trial


@contextmanager
def encrypt_large(stock: Stock) -> Trials:
    """W16."""
    recipient = age.X25519Identity(os.urandom(32)).recipient
    source, bench = stock.large_file, stock.bench

    def ours() -> float:
        with bench.folder() as out:
            return _encrypt(source, recipient, out / "sealed")

    yield _with_age(ours, _age_encrypts(stock, recipient))


@contextmanager
def decrypt_large(stock: Stock) -> Trials:
    """W17. Both open the same file."""
    identity, bench = age.X25519Identity(os.urandom(32)), stock.bench
    with bench.folder() as place:
        sealed, key = place / "sealed", place / "key"
        _encrypt(stock.large_file, identity.recipient, sealed)
        key.write_text(f"{identity.encoded()}\n")

        def checked(took: float, got: Path) -> float:
            if got.stat().st_size != LARGE:
                raise Failed(f"{got.stat().st_size} bytes came back of {LARGE}")
            return took

        def ours() -> float:
            with bench.folder() as out:
                return checked(_decrypt(sealed, identity, out / "got"), out / "got")

        def theirs() -> float:
            with bench.folder() as out:
                return checked(bench.timed("age", "-d", "-i", key, "-o", out / "got", sealed), out / "got")

        yield _with_age(ours, theirs)


BY_HAND = "by hand"
"""What the text for recipients undoes, done with the standard programs: digested, signed, packed, encrypted."""
_STEPS = """
set -e
sha256sum "$3/$4" >SHA256SUMS
ssh-keygen -q -Y sign -f "$1" -n share@deedbox SHA256SUMS
tar -c -C "$3" "$4" -C "$PWD" SHA256SUMS SHA256SUMS.sig | age -r "$2" -o share.age
"""


def _by_hand(stock: Stock, recipient: age.Recipient, key: Path) -> Trial:
    bench, source = stock.bench, stock.large_file

    def trial() -> float:
        with bench.folder() as out:
            return bench.timed("sh", "-c", _STEPS, "sh", key, recipient, source.parent, source.name, within=out)

    return trial


@contextmanager
def share_large(stock: Stock) -> Trials:
    """W18. age does nothing but encrypt; by hand the file is read as it is, and nothing is read back."""
    recipient, source, bench = age.X25519Identity(os.urandom(32)).recipient, stock.large_file, stock.bench
    with stock.stores(Deedbox, filled=source) as (filled,):
        assert isinstance(filled, Deedbox)
        filled.run("identity", filled.place, "--name", "Anna")
        key = filled.place.parent / "signing key"
        bench.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
        item = f"/{source.name}"

        def ours() -> float:
            with bench.folder() as out:
                return filled.command("share", filled.place, item, "--to", recipient, "--out", out / "share.age")

        trials = {**_with_age(ours, _age_encrypts(stock, recipient)), "of deedbox, its derivation": filled.derivation}
        yield trials if Age.missing() else {**trials, BY_HAND: _by_hand(stock, recipient, key)}


_ALONE = "the format alone, from memory into memory"

ROWS = (
    Row("W16", f"encrypt 4 GiB for an X25519 recipient: {_ALONE}", 1.2, 0.7, encrypt_large, against=Age.name),
    Row("W17", f"open that again: {_ALONE}", 1.2, 0.7, decrypt_large, against=Age.name),
    Row(
        "W18",
        "share 4 GiB with an X25519 key: out of a vault, signed, read back",
        1.2,
        0.7,
        share_large,
        against=Age.name,
    ),
)
