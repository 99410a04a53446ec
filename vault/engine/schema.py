"""The catalog's tables, byte for byte as they stand in every image (docs/format.md, section 7)."""

from __future__ import annotations

import re
from typing import NamedTuple

SCHEMA_NUMBER = 3

_FIRST = (
    "CREATE TABLE state(key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID",
    (
        "CREATE TABLE slot(announced INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, "
        "public_key BLOB NOT NULL, authentication_key BLOB NOT NULL, added INTEGER NOT NULL, tested INTEGER, used"
        " INTEGER, PRIMARY KEY(announced, id)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE item(id BLOB NOT NULL PRIMARY KEY, parent BLOB NOT NULL, kind TEXT NOT NULL, name BLOB NOT "
        "NULL, added INTEGER NOT NULL, modified INTEGER NOT NULL, version INTEGER NOT NULL, trashed INTEGER) "
        "STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE version(item BLOB NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, modified "
        "INTEGER NOT NULL, executable INTEGER NOT NULL, added INTEGER NOT NULL, PRIMARY KEY(item, number)) "
        "STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE part(item BLOB NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL, id BLOB NOT "
        "NULL, key BLOB NOT NULL, size INTEGER NOT NULL, pack BLOB NOT NULL, offset INTEGER NOT NULL, PRIMARY "
        "KEY(item, version, position)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE note(item BLOB NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(item, "
        "version)) STRICT"
    ),
    (
        "CREATE TABLE pack(id BLOB NOT NULL PRIMARY KEY, size INTEGER NOT NULL, digest BLOB NOT NULL) STRICT, "
        "WITHOUT ROWID"
    ),
    "CREATE TABLE tag(item BLOB NOT NULL, name TEXT NOT NULL, PRIMARY KEY(item, name)) STRICT, WITHOUT ROWID",
    (
        "CREATE TABLE audit(sequence INTEGER NOT NULL PRIMARY KEY, head BLOB NOT NULL, time INTEGER NOT NULL, "
        "action TEXT NOT NULL, detail BLOB NOT NULL) STRICT"
    ),
)
_SECOND = (
    "CREATE TABLE favourite(item BLOB NOT NULL PRIMARY KEY, added INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE tag_colour(name TEXT NOT NULL PRIMARY KEY, colour TEXT NOT NULL) STRICT, WITHOUT ROWID",
    (
        "CREATE TABLE saved_search(id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, added "
        "INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    ),
)
_THIRD = (
    (
        "CREATE TABLE identity(number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, signing_seed BLOB NOT NULL, "
        "age_seed BLOB NOT NULL, made INTEGER NOT NULL, card BLOB NOT NULL) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE age_identity(id BLOB NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key BLOB NOT NULL, recipient "
        "TEXT NOT NULL, added INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE contact(id BLOB NOT NULL PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, card BLOB NOT "
        "NULL, new_card BLOB, added INTEGER NOT NULL, compared INTEGER) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE share(bundle BLOB NOT NULL, sent INTEGER NOT NULL, time INTEGER NOT NULL, passphrase INTEGER "
        "NOT NULL, items INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY(bundle, sent)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE share_item(bundle BLOB NOT NULL, sent INTEGER NOT NULL, position INTEGER NOT NULL, item BLOB "
        "NOT NULL, name BLOB NOT NULL, PRIMARY KEY(bundle, sent, position)) STRICT, WITHOUT ROWID"
    ),
    (
        "CREATE TABLE share_party(bundle BLOB NOT NULL, sent INTEGER NOT NULL, position INTEGER NOT NULL, contact "
        "BLOB, name TEXT NOT NULL, fingerprint BLOB NOT NULL, PRIMARY KEY(bundle, sent, position)) STRICT, WITHOUT "
        "ROWID"
    ),
    "CREATE TABLE original_name(item BLOB NOT NULL PRIMARY KEY, name BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE stale_pack(id BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
)
# Last, where VACUUM puts it too.
_INDEX = ("CREATE UNIQUE INDEX item_name ON item(parent, name) WHERE trashed IS NULL",)

SCHEMAS = {
    1: (*_FIRST, *_INDEX),
    2: (*_FIRST, *_SECOND, *_INDEX),
    3: (*_FIRST, *_SECOND, *_THIRD, *_INDEX),
}
"""Every schema there was, by its number. A later one only adds tables, so that older logs replay unchanged."""

SCHEMA = SCHEMAS[SCHEMA_NUMBER]

KEY_COLUMNS = {
    "state": 1,
    "slot": 2,
    "item": 1,
    "version": 2,
    "part": 3,
    "note": 2,
    "pack": 1,
    "tag": 2,
    "favourite": 1,
    "tag_colour": 1,
    "saved_search": 1,
    "identity": 1,
    "age_identity": 1,
    "contact": 1,
    "share": 2,
    "share_item": 3,
    "share_party": 3,
    "original_name": 1,
    "stale_pack": 1,
}
"""Tables that records may change, with how many of their first columns are the primary key."""


class Table(NamedTuple):
    """How rows of one table are written."""

    keys: int
    columns: int
    replace: str
    remove: str


def _table(name: str, keys: int) -> Table:
    statement = next(text for text in SCHEMA if text.startswith(f"CREATE TABLE {name}("))
    columns = re.findall(r"[(,] ?([a-z_]+) (?:BLOB|TEXT|INTEGER)", statement)
    key, row = columns[:keys], columns[keys:]
    action = "UPDATE SET " + ", ".join(f"{column} = excluded.{column}" for column in row) if row else "NOTHING"
    marks = ", ".join("?" * len(columns))
    # The words come from SCHEMA above, never from a vault.
    replace = f"INSERT INTO {name} VALUES ({marks}) ON CONFLICT ({', '.join(key)}) DO {action}"  # noqa: S608
    remove = f"DELETE FROM {name} WHERE " + " AND ".join(f"{column} = ?" for column in key)  # noqa: S608
    return Table(keys, len(columns), replace, remove)


TABLES = {name: _table(name, keys) for name, keys in KEY_COLUMNS.items()}
