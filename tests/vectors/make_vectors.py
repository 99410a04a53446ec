"""Makes the vectors in this folder again: `python -m tests.vectors.make_vectors` from the root.

Everything follows from the names below, so the files come out the same every time. Where plaintexts are long, the
files keep what a ciphertext is made of (header, nonces, tags) and its SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.vectors import by_hand

HERE = Path(__file__).parent
FLOE, HPKE = HERE / "floe" / "standard.json", HERE / "hpke" / "aes-256-gcm.json"

SEGMENT, PLAIN = 1 << 20, (1 << 20) - 32
SIZES = (0, 1, 64, PLAIN - 1, PLAIN, PLAIN + 1, 2 * PLAIN, 2 * PLAIN + 1)


def shake(name: str, size: int) -> bytes:
    """`size` bytes that only the name decides."""
    return hashlib.shake_256(name.encode()).digest(size)


def floe_random(size: int) -> list[bytes]:
    """The IV and the nonces of the vector of this size, in the order in which they are drawn."""
    count = max(1, -(-size // PLAIN))
    drawn = shake(f"floe {size} random", 32 + 12 * count)
    return [drawn[:32], *(drawn[at : at + 12] for at in range(32, len(drawn), 12))]


def floe_vector(size: int) -> dict[str, Any]:
    """FLOE with 1 MiB segments of `size` bytes."""
    key, associated, plain = shake(f"floe {size} key", 32), f"floe {size}", shake(f"floe {size} plain", size)
    sealed = by_hand.floe_seal(key, associated.encode(), plain, floe_random(size))
    segments = [sealed[at : at + SEGMENT] for at in range(74, len(sealed), SEGMENT)]
    return {
        "size": size,
        "key": key.hex(),
        "associated": associated,
        "plain_sha256": hashlib.sha256(plain).hexdigest(),
        "header": sealed[:74].hex(),
        "segments": [
            {"length": segment[:4].hex(), "nonce": segment[4:16].hex(), "tag": segment[-16:].hex()}
            for segment in segments
        ],
        "sealed_size": len(sealed),
        "sealed_sha256": hashlib.sha256(sealed).hexdigest(),
    }


def hpke_vector(seed: bytes, enc: bytes, number: int) -> dict[str, Any]:
    """One sealed vault key: 32 bytes to the public key of a seed, in an encapsulation that is given."""
    plain, info = shake(f"hpke {number} plain", 32), shake(f"hpke {number} info", 16 * number)
    context = by_hand.HpkeContext(by_hand.xwing_decapsulate(seed, enc), info, by_hand.AES_256_GCM)
    return {
        "seed": seed.hex(),
        "info": info.hex(),
        "plain": plain.hex(),
        "key": context.key.hex(),
        "base_nonce": context.base_nonce.hex(),
        "sealed": (enc + context.seal(plain)).hex(),
    }


def main() -> None:
    """Write all files. The encapsulations, which cannot be made from a seed here, are taken from the old file."""
    floe = [floe_vector(size) for size in SIZES]
    old = json.loads(HPKE.read_text("ascii"))
    hpke = [
        hpke_vector(bytes.fromhex(one["seed"]), bytes.fromhex(one["sealed"])[:1_120], number)
        for number, one in enumerate(old)
    ]
    for path, vectors in ((FLOE, floe), (HPKE, hpke)):
        path.write_text(json.dumps(vectors, indent=1) + "\n", "ascii")


if __name__ == "__main__":
    main()
