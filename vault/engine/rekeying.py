"""What the catalog knows of rotations: anchor keys that ended, what is to be re-encrypted, what calls for one."""

from __future__ import annotations

from vault.engine.catalog import Catalog
from vault.engine.primitives import KEY_SIZE, Random
from vault.engine.records import Change

PASSWORD_CHANGED, NEW_VAULT_KEY, NEW_SECRETS = "password changed", "new vault key", "new secrets"
"""The actions that end with another vault key."""
RE_ENCRYPTION_BEGUN = "re-encryption begun"
"""The action of one that follows no new secrets."""

EVENT = "rotation-event"
"""The key in the table `state` of what calls for a rotation on new secrets: when it happened, and what."""
RE_ENCRYPTING = "re-encrypting"
"""The key in the table `state` while everything is being re-encrypted: when that began."""

MOST_ANCHOR_KEYS = 8
"""So many former keys of anchors are known."""


def former_anchor_keys(catalog: Catalog) -> list[tuple[bytes, int]]:
    """The keys that anchors had before, the latest first, each with the sequence at which it ended."""
    value, step = catalog.state("anchor_key_before") or b"", KEY_SIZE + 8
    pieces = [value[at : at + step] for at in range(0, len(value) - step + 1, step)]
    return [(piece[:KEY_SIZE], int.from_bytes(piece[KEY_SIZE:], "big")) for piece in pieces[:MOST_ANCHOR_KEYS]]


def renewed_anchor_key(catalog: Catalog, random: Random) -> list[Change]:
    """Changes by which anchors get another key from here on; those under the former ones are ancestors."""
    known = [(catalog.state("anchor_key") or bytes(KEY_SIZE), catalog.sequence), *former_anchor_keys(catalog)]
    former = b"".join(key + ended.to_bytes(8, "big") for key, ended in known[:MOST_ANCHOR_KEYS])
    return [
        Change("state", ("anchor_key",), (random(KEY_SIZE),)),
        Change("state", ("anchor_key_before",), (former,)),
    ]


def stale_packs(catalog: Catalog) -> list[Change]:
    """Changes by which every pack that is there is to be re-encrypted."""
    return [Change("stale_pack", (bytes(row[0]),), ()) for row in catalog.rows("SELECT id FROM pack")]
