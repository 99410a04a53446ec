"""A recorder of every key, nonce and derivation: what must never repeat, never be empty, and never serve two purposes.

It stands between the engine and `vault.engine.primitives`, wherever a module has taken one of these names from there.
"""

from __future__ import annotations

import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from vault.engine import floe, primitives
from vault.engine.primitives import Buffer

SEGMENTS_PER_KEY = 1 << 20
BYTES_PER_KEY = 1 << 36
"""AES-GCM's own limit for one nonce is 2^36 bytes; FLOE stays below it for all segments of a key together."""

SUBKEYS = {f"hkdf deedbox/1 {use}" for use in ("header", "snapshot", "record", "frame", "head", "index")}
"""What the vault key is for: the one key with several derivations, each under its own label."""


@dataclass
class Counts:
    """What was seen."""

    seals: int = 0
    segments: int = 0
    bytes: int = 0
    keys: int = 0
    encapsulations: int = 0
    most_bytes_per_key: int = 0
    most_segments_per_key: int = 0


def _label(bound: bytes) -> str:
    """The first element of a length-prefixed sequence."""
    size = int.from_bytes(bound[:4], "big")
    assert 0 < size <= 64, "associated data or context without a label"
    return bound[4 : 4 + size].decode("ascii")


class Recorder:
    """Fails at the moment when something repeats."""

    def __init__(self) -> None:
        self.counts = Counts()
        self.roles: defaultdict[bytes, set[str]] = defaultdict(set)
        self._pairs: set[tuple[bytes, bytes]] = set()
        self._positions: set[tuple[bytes, bytes]] = set()
        self._seals: dict[tuple[bytes, bytes], bytes] = {}
        self._content_keys: set[bytes] = set()
        self._encapsulated: set[bytes] = set()
        self._bytes: defaultdict[bytes, int] = defaultdict(int)
        self._segments: defaultdict[bytes, int] = defaultdict(int)
        self._guard = threading.RLock()

    def turn_page(self) -> None:
        """Another world begins, which may have the same random source from its start."""
        counts = self.counts
        self.judge_roles()
        self.__init__()  # type: ignore[misc]
        self.counts = counts

    def seal(self, key: bytes, associated: bytes, iv: bytes) -> None:
        """A FLOE ciphertext begins."""
        with self._guard:
            label = _label(associated)
            assert (key, iv) not in self._seals, "a FLOE key and IV repeat"
            self._seals[key, iv] = associated
            self.counts.seals += 1
            if label in ("deedbox/1 part", "deedbox/1 slot wrap"):
                assert key not in self._content_keys, f"a key seals twice: {label}"
                self._content_keys.add(key)

    def encrypt(self, key: bytes, nonce: Buffer, size: int, associated: bytes) -> None:
        """A segment is encrypted."""
        pair, place = (key, bytes(nonce)), (key, associated)
        with self._guard:
            assert associated, "a segment without associated data"
            assert len(pair[1]) == floe.NONCE_SIZE
            assert pair not in self._pairs, "a key and nonce repeat"
            assert place not in self._positions, "a position is sealed twice under one key"
            self._pairs.add(pair)
            self._positions.add(place)
            self._bytes[key] += size
            self._segments[key] += 1
            assert self._bytes[key] < BYTES_PER_KEY, "more bytes than one key may encrypt"
            assert self._segments[key] <= SEGMENTS_PER_KEY, "more segments than one key may encrypt"
            counts = self.counts
            counts.segments += 1
            counts.bytes += size
            counts.most_bytes_per_key = max(counts.most_bytes_per_key, self._bytes[key])
            counts.most_segments_per_key = max(counts.most_segments_per_key, self._segments[key])
        self.use(key, "gcm")

    def use(self, key: bytes, role: str) -> None:
        """A key serves a purpose."""
        with self._guard:
            if key not in self.roles:
                self.counts.keys += 1
            self.roles[key].add(role)

    def encapsulate(self, sealed: bytes, info: bytes) -> None:
        """Something was sealed to a public key: a vault key, or an entry of a device journal."""
        with self._guard:
            assert _label(info) in ("deedbox/1 vault key", "deedbox/1 journal")
            shared = sealed[: primitives.SEALED_KEY_SIZE - primitives.KEY_SIZE - primitives.TAG_SIZE]
            assert shared not in self._encapsulated, "an encapsulation repeats"
            self._encapsulated.add(shared)
            self.counts.encapsulations += 1

    def judge_roles(self) -> None:
        """No key serves two purposes; the vault key derives subkeys and nothing else."""
        for roles in self.roles.values():
            assert len(roles) == 1 or roles <= SUBKEYS, f"one key in several roles: {sorted(roles)}"


@contextmanager
def recording() -> Iterator[Recorder]:
    """Everything the engine does meanwhile is recorded, and its roles are judged at the end."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patch:
        _watch_sealing(recorder, patch)
        for name, replacement in _watched(recorder).items():
            original = getattr(primitives, name)
            for module in [one for key, one in sys.modules.items() if key.startswith("vault.")]:
                if getattr(module, name, None) is original:
                    patch.setattr(module, name, replacement)
        yield recorder
    recorder.judge_roles()


def _watch_sealing(recorder: Recorder, patch: pytest.MonkeyPatch) -> None:
    begin = floe.Sealer.__init__

    def watched(
        sealer: floe.Sealer,
        key: bytes,
        associated: bytes,
        random: primitives.Random,
        parameters: floe.Parameters = floe.STANDARD,
    ) -> None:
        begin(sealer, key, associated, random, parameters)
        recorder.seal(key, associated, sealer.header[10 : 10 + floe.IV_SIZE])

    patch.setattr(floe.Sealer, "__init__", watched)


def _watched(recorder: Recorder) -> dict[str, Callable[..., Any]]:
    """The primitives with a witness."""
    hkdf, hmac_sha256 = primitives.hkdf, primitives.hmac_sha256
    expand, hpke_seal, cipher = primitives.hkdf_expand_sha384, primitives.hpke_seal, primitives.AesGcm
    prefix = 10 + floe.IV_SIZE

    class Watched:
        """AES-GCM."""

        def __init__(self, key: bytes) -> None:
            self._key, self._cipher = bytes(key), cipher(key)

        def encrypt_into(self, nonce: Buffer, plain: Buffer, associated: bytes, out: memoryview) -> int:
            recorder.encrypt(self._key, nonce, len(plain), associated)
            return self._cipher.encrypt_into(nonce, plain, associated, out)

        def decrypt_into(self, nonce: Buffer, sealed: Buffer, associated: bytes, out: memoryview) -> int:
            recorder.use(self._key, "gcm")
            return self._cipher.decrypt_into(nonce, sealed, associated, out)

    def watched_hkdf(key: bytes, info: bytes) -> bytes:
        recorder.use(key, f"hkdf {_label(info)}")
        return hkdf(key, info)

    def watched_hmac(key: bytes, message: bytes) -> bytes:
        recorder.use(key, f"hmac {_label(message)}")
        return hmac_sha256(key, message)

    def watched_expand(key: bytes, info: bytes, size: int) -> bytes:
        purpose, associated = info[prefix:].split(b":", 1)
        if purpose == b"DEK":
            recorder.use(key, "floe message")
            assert _label(associated[8:])
        else:
            recorder.use(key, f"floe {_label(associated)}")
        return expand(key, info, size)

    def watched_seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
        sealed = hpke_seal(public, plaintext, info)
        recorder.encapsulate(sealed, info)
        return sealed

    return {
        "AesGcm": Watched,
        "hkdf": watched_hkdf,
        "hmac_sha256": watched_hmac,
        "hkdf_expand_sha384": watched_expand,
        "hpke_seal": watched_seal,
    }
