"""Reads a Deedbox vault, format version 1, without Deedbox. It follows format.md; "section" means a section there.

    python reader.py [--keyfile FILE] VAULT OUT      writes all files and notes below OUT (not the trash)
    python reader.py [--keyfile FILE] --list VAULT   one line per item: kind, size, modified, path

VAULT is a vault folder or an export file; OUT must not exist or be empty. The password comes from standard input: its
exact bytes less one trailing newline. Nothing is written into the vault, nothing is locked, and there is no anchor
(section 10): an older state of the whole vault, put back, is not noticed. Exit status: 0 all is well, 1 some items are
damaged (all others are there), 2 usage, 3 wrong credential, 4 refused. Needs Python 3.11, cryptography 50, argon2-cffi.
"""
import argparse
import base64
import contextlib
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import tarfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import argon2.exceptions
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PARAMETERS, SEGMENT = bytes.fromhex("00000010000000000020"), 1 << 20  # section 3
PART, SMALL, FRAME_MAX = 66_058_272, 1 << 23, 1 << 23  # sections 8 and 9
SCHEMAS = ["87f2ac383d1c1197c6c21ba4f7f0d898ef5dd9ef3b0521f32991928384aacd30",  # section 7's lines of SQL, SHA-256
           "350da32815653dcf36c8d92ceb648822027074884ea517fd0a756551256ce593",
           "6ae09e2c5d84c0ca4fcb450bfde5b457c56e254b52ad6b2cd4ac6ea28f10209c"]
Read = Callable[[int, int], bytes]  # (offset, length) of a file; fewer bytes only at its end
Names = tuple[bytes, ...]
number = int.from_bytes  # big-endian, like n.to_bytes(length)

class Refused(Exception):
    """What must not be accepted: its number in section 13, and a text."""
    def __str__(self) -> str:
        return f"{self.args[1]} [{self.args[0]}]"

def need(condition: object, rule: str, text: str) -> None:
    if not condition:
        raise Refused(rule, text)

@contextlib.contextmanager
def refusing(rule: str, text: str, *errors: type[Exception]) -> Iterator[None]:
    """Turns errors of the libraries into a refusal."""
    try:
        yield
    except errors:
        raise Refused(rule, text) from None

# ---- section 1: conventions
def lp(*elements: bytes | str) -> bytes:
    return b"".join(len(e).to_bytes(4) + e for e in (x.encode() if isinstance(x, str) else x for x in elements))

def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()

def mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, "sha256")

def hkdf(key: bytes, info: bytes) -> bytes:
    return mac(mac(bytes(32), key), info + b"\1")  # extract with an empty salt; expand to one block

def padme(n: int) -> int:
    mask = (1 << max(0, n.bit_length() - 1 - (n.bit_length() - 1).bit_length())) - 1
    return (n + mask) & ~mask

def zeros_from(data: bytes, start: int) -> bool:
    return data.count(0, start) == len(data) - start

# ---- section 3: FLOE
def sealed_length(size: int) -> int:
    return 74 + size + 32 * max(1, -(-size // (SEGMENT - 32)))

def unseal(read: Read, sealed: int, key: bytes, associated: bytes) -> Iterator[bytes]:
    """The plaintext in segments, each verified before it is given."""
    count = -(-(sealed - 74) // SEGMENT)
    last = sealed - 74 - (count - 1) * SEGMENT
    need(count > 0 and last >= 32 + (count > 1), "R1", f"{sealed} bytes cannot be a FLOE")
    header = read(0, 74)
    def derive(secret: bytes, purpose: bytes, length: int) -> bytes:  # HKDF-Expand-SHA-384, one block
        return hmac.digest(secret, header[:42] + purpose + associated + b"\1", "sha384")[:length]
    committed = hmac.compare_digest(derive(key, b"HEADER_TAG:", 32), header[42:])
    need(committed and header[:10] == PARAMETERS, "R2", "FLOE header: another key, or damaged")
    message_key = derive(key, b"MESSAGE_KEY:", 48)
    for i in range(count):
        final, size = (True, last) if i == count - 1 else (False, SEGMENT)
        segment, marker = read(74 + i * SEGMENT, size), size.to_bytes(4) if final else b"\xff\xff\xff\xff"
        need(len(segment) == size and segment[:4] == marker, "R3", f"segment {i}: length")
        cipher = AESGCM(derive(message_key, b"DEK:" + (i >> 20 << 20).to_bytes(8), 32))
        with refusing("R3", f"segment {i} is damaged", InvalidTag):
            plain = cipher.decrypt(segment[4:16], segment[16:], i.to_bytes(8) + bytes([final]))
        yield plain

def unseal_whole(data: bytes, key: bytes, associated: bytes) -> bytes:
    return b"".join(unseal(lambda at, length: data[at : at + length], len(data), key, associated))

# ---- sections 2 and 14: the files of a vault
class Files:
    """The files of a vault folder, or the members of an export file."""
    def __init__(self, path: Path) -> None:
        self.path, self.members = path, dict[str, tuple[int, int]]()
        if not path.is_dir():
            with refusing("R24", "not an export file, or cut short", tarfile.TarError), tarfile.open(path, "r:") as tar:
                for member in tar:
                    plain = member.isreg() and member.offset_data - member.offset == 512
                    need(plain and member.name not in self.members, "R24", "a member that does not belong")
                    self.members[member.name] = member.offset_data, member.size

    def find(self, name: str, rule: str) -> tuple[Read, int]:
        """A way to read a file, and its size. No symbolic link is followed."""
        path, (start, size) = self.path, self.members.get(name, (0, -1))
        if not self.members:
            path = self.path / name
            size = path.stat().st_size if path.is_file() and not path.is_symlink() else -1
        need(size >= 0, rule, f"{name} is missing")
        def read(offset: int, length: int) -> bytes:
            with path.open("rb", 0) as file:
                return os.pread(file.fileno(), max(0, min(length, size - offset)), start + offset)
        return read, size

# ---- sections 4 to 6: header, slots, unlocking
class Header:
    """One copy of the header. What else R4 asks of its form is left to the MACs."""
    vault_key: bytes  # from `open` on

    def __init__(self, data: bytes) -> None:
        with refusing("R4", "the header is malformed", ValueError, LookupError, TypeError, RecursionError):
            self.line, macs, end = data.split(b"\n")
            body, line2 = json.loads(self.line), json.loads(macs)
            need(body["format"] == 1, "R6", "a format this reader does not know")
            need(not body["features"]["required"], "R6", "features this reader does not know")
            need(not end and len(data) <= 65536 and len(body["slots"]) == len(line2["slots"]), "R4", "header: lines")
            self.slots: list[dict[str, Any]] = body["slots"]
            for slot, slot["mac"] in zip(self.slots, line2["slots"], strict=True):
                slot.update({key: base64.b64decode(slot[key]) for key in ("id", "vault_key", "wrap", "mac")})
            self.mac, self.number = base64.b64decode(line2["header"]), int(body["generation"]["number"])
            self.generation = self.number.to_bytes(8), base64.b64decode(body["generation"]["id"])
            ids = [base64.b64decode(body[key]) for key in ("vault", "lineage")]
            self.context = (*ids, int(body["epoch"]).to_bytes(8))  # C

    def bind(self, label: str, *more: bytes) -> bytes:
        return lp(f"deedbox/1 {label}", *self.context, *more)

    def subkey(self, label: str) -> bytes:
        return hkdf(self.vault_key, self.bind(label))

    def unwrap(self, slot: dict[str, Any], password: bytes, keyfile: bytes | None) -> bytes | None:
        """Seed and authentication key of a slot; None if its secret is another one (step 2)."""
        parameters = json.dumps(slot["parameters"], sort_keys=True, separators=(",", ":"))
        with refusing("R4", "parameters of a slot", LookupError, TypeError, ValueError):
            passes, memory, lanes, salt = (slot["parameters"][key] for key in ("passes", "memory", "lanes", "salt"))
            salt = base64.b64decode(salt)
        within = 3 <= passes <= 64 and 65536 <= memory <= 4194304 and 1 <= lanes <= 16 and memory >= 8 * lanes
        need(within, "R5", "parameters of a slot out of bounds")
        with refusing("R5", "too little memory", argon2.exceptions.HashingError, MemoryError):
            secret = hash_secret_raw(password, salt, passes, memory, lanes, 32, Type.ID, 0x13)
        factors = lp("password", secret) + (b"" if keyfile is None else lp("keyfile", sha256(keyfile)))
        binding = self.context[0], slot["id"], sha256(lp(slot["kind"], parameters))
        try:
            kek = hkdf(factors, lp("deedbox/1 slot kek", *binding))
            return unseal_whole(slot["wrap"], kek, lp("deedbox/1 slot wrap", *binding))
        except Refused as refused:
            need(refused.args[0] == "R2", "R8", "wrap of the slot")
            return None

    def open(self, slot: dict[str, Any], wrapped: bytes) -> None:
        """Steps 3 and 4."""
        expected = mac(wrapped[32:], self.bind("slot mac", slot["id"], self.line))
        need(hmac.compare_digest(expected, slot["mac"]), "R9", "MAC of the slot")
        seed = hashlib.shake_256(wrapped[:32]).digest(96)
        one = mlkem.MLKEM768PrivateKey.from_seed_bytes(seed[:64])
        two = x25519.X25519PrivateKey.from_private_bytes(seed[64:])
        suite = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
        private, info = hpke.MLKEM768X25519PrivateKey(one, two), self.bind("vault key", slot["id"])
        with refusing("R10", "sealed vault key", InvalidTag, ValueError):
            self.vault_key = suite.decrypt(slot["vault_key"], private, info=info)
        expected = mac(self.subkey("header"), self.bind("header", self.line))
        need(hmac.compare_digest(expected, self.mac), "R11", "MAC of the header")

def unlock(files: Files, password: bytes, keyfile: bytes | None) -> Header:
    """Steps 1 to 4 with header.json; if that fails, with header.bak."""
    failures: list[Refused] = []
    for name in ("header.json", "header.bak"):
        try:
            header = Header(files.find(name, "R4")[0](0, 65537))
            for slot in header.slots:
                fits = slot["kind"] == ("password" if keyfile is None else "keyfile")
                if fits and (wrapped := header.unwrap(slot, password, keyfile)) is not None:
                    header.open(slot, wrapped)
                    return header
            raise Refused("R7", "wrong password or keyfile")
        except Refused as refused:
            failures.append(refused)
    rank = {"R8": 0, "R9": 0, "R10": 0, "R11": 0, "R7": 1}  # damage behind the right secret, then another secret
    raise min(failures, key=lambda refused: rank.get(refused.args[0], 2))

# ---- section 7: the catalog
def open_catalog(files: Files, header: Header) -> sqlite3.Connection:
    """Steps 5 to 7: the snapshot with the log applied, compared with the header."""
    name = f"catalog/{header.number:06d}-{header.generation[1].hex()}"
    database = load_image(header, *files.find(f"{name}.snapshot", "R14"))
    apply_log(database, header, *files.find(f"{name}.log", "R18"))
    digests = database.execute("SELECT value FROM state WHERE key IN ('header', 'announced')").fetchall()
    need((sha256(header.line),) in digests, "R12", "the header is older than the catalog")
    return database

def load_image(header: Header, read: Read, size: int) -> sqlite3.Connection:
    associated = header.bind("snapshot", *header.generation)
    plain = b"".join(unseal(read, size, header.subkey("snapshot"), associated))
    end = 8 + number(plain[:8])
    need(len(plain) == padme(end) and zeros_from(plain, end), "R14", "snapshot: lengths")
    image = plain[8:end]  # in SQLite's own header, user_version stands at 60
    need(image[:18] == b"SQLite format 3\0\x10\0", "R15", "not a database")
    need(number(image[60:64]) in (1, 2, 3), "R6", "the schema's number is not known to this reader")
    database = sqlite3.connect(":memory:")
    with refusing("R15", "not a database", sqlite3.Error):
        database.execute("PRAGMA trusted_schema = OFF")
        database.deserialize(image)
        rows = database.execute("SELECT name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
        texts = "".join(f"{sql}\n" for name, sql in rows if sql or not name.startswith("sqlite_autoindex_"))
        need(sha256(texts.encode()).hex() == SCHEMAS[number(image[60:64]) - 1], "R15", "another schema")
        need(database.execute("PRAGMA quick_check").fetchall() == [("ok",)], "R15", "pages of the catalog")
    return database

# ---- sections 8 and 12: the log, and values
def apply_log(database: sqlite3.Connection, header: Header, read: Read, size: int) -> None:
    """Applies every record, and leaves out a torn tail."""
    frame_key, record_key, head_key = (header.subkey(label) for label in ("frame", "record", "head"))
    last = database.execute("SELECT sequence, head FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
    (sequence, head), at = last or (0, bytes(32)), 0
    def is_frame(top: bytes) -> bool:
        valid = hmac.compare_digest(mac(frame_key, header.bind("frame", top[:36])), top[36:68])
        return valid and top[12:36] == b"".join(header.generation) and number(top[:4]) % 256 == 0 < number(top[:4])
    while at < size:
        top, following = read(at, 68), (sequence + 1).to_bytes(8)
        length, ours = number(top[:4]), is_frame(top)
        need(not ours or top[4:12] == following, "R18", f"log: record {sequence + 1} does not follow")
        try:
            need(ours and length <= min(size - at, FRAME_MAX), "R16", "log: no whole frame")
            associated = header.bind("record", *header.generation, following)
            plain = unseal_whole(read(at + 68, length - 68), record_key, associated)
        except Refused:
            tail = read(at, FRAME_MAX + 1)
            hole = any(not tail[max(0, b) : b + 512].strip(b"\0") for b in range(-(at % 512), len(tail), 512))
            later = any(is_frame(tail[start : start + 68]) for start in range(256, len(tail), 256))
            torn = len(tail) < 68 or (ours and at + length > size) or hole
            need(torn and len(tail) <= FRAME_MAX and not later, "R19", f"log: damaged after record {sequence}")
            print(f"reader: a torn record after record {sequence} is left out", file=sys.stderr)
            break
        needed = 68 + sealed_length(end := 4 + number(plain[:4]))
        smallest = -(-(needed if needed <= 4096 else padme(needed)) // 256) * 256
        need(length == smallest and zeros_from(plain, end), "R16", "log: a frame's length or filling")
        with refusing("R17", f"log: record {sequence + 1}", ValueError, LookupError, TypeError, sqlite3.Error):
            apply_record(database, plain[4:end], [sequence + 1, head])
        sequence, head, at = sequence + 1, mac(head_key, header.bind("head", plain[4:end])), at + length
    need(at, "R18", "log: no record")

def apply_record(database: sqlite3.Connection, record: bytes, expected: list[Any]) -> None:
    """Makes the record's changes; its audit row is not needed here."""
    value, end = decode(record, 0)
    need(end == len(record) and [*map(type, value)] == [int, bytes, list, int, str, list], "R17", "log: not a record")
    need(value[:2] == expected, "R18", f"log: record {expected[0]} does not follow")
    known = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND name <> 'audit'"
    for table, key, row in value[2]:
        need(database.execute(known, [table]).fetchone(), "R17", "log: no such table")
        columns = database.execute(f"PRAGMA table_info({table})").fetchall()  # primary keys stand first
        match = " AND ".join(f"{column[1]} = ?" for column in columns if column[5])
        database.execute(f"DELETE FROM {table} WHERE {match}", key)  # noqa: S608 - a table of the schema
        if row is not None:  # the tables are strict, so SQLite itself refuses wrong types
            database.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", key + row)  # noqa: S608

def decode(data: bytes, at: int, depth: int = 0) -> tuple[Any, int]:
    """The value that starts at `at`, and where it ends."""
    tag, size, start = data[at : at + 1], number(data[at + 1 : at + 5]), at + 5
    if tag == b"N":
        return None, at + 1
    if tag == b"I" and at + 9 <= len(data):
        return number(data[at + 1 : at + 9], signed=True), at + 9
    if tag == b"L" and start <= len(data) and depth < 16:
        values: list[Any] = []
        while len(values) < size:
            value, start = decode(data, start, depth + 1)
            values.append(value)
        return values, start
    need(tag in (b"B", b"T") and start + size <= len(data), "R17", "log: a value cut short, or of no kind")
    return data[start : start + size].decode() if tag == b"T" else data[start : start + size], start + size

# ---- sections 7 and 9: items and their content
ITEMS = """SELECT id, kind, item.name, item.version, size, COALESCE(version.modified, item.modified), executable
    FROM item LEFT JOIN version ON item = id AND number = item.version WHERE parent = ? AND trashed IS NULL"""
PARTS = """SELECT part.id, key, part.size, offset, pack, pack.size FROM part JOIN pack ON pack.id = pack
    WHERE item = ? AND version = ? ORDER BY position"""

def walk(database: sqlite3.Connection) -> Iterator[tuple[Names, Any]]:
    """Items with their paths, folders before what they hold."""
    folders: list[tuple[Names, bytes]] = [((), bytes(16))]
    while folders:
        path, parent = folders.pop()
        for row in database.execute(ITEMS, (parent,)).fetchall():
            yield (*path, row[2]), row
            if row[1] == "folder":
                folders.append(((*path, row[2]), row[0]))

def content(database: sqlite3.Connection, files: Files, row: Any) -> Iterator[bytes]:
    """The bytes of an item's current version, verified."""
    item, kind, _, version, size, *_ = row
    if kind == "note":
        text = database.execute("SELECT text FROM note WHERE item = ? AND version = ?", (item, version)).fetchone()
        need(text and len(text[0].encode()) == size, "R20", "the note's text is missing, or of another size")
        yield text[0].encode()
        return
    total, done = size if size < SMALL else padme(size), 0
    parts = database.execute(PARTS, (item, version)).fetchall()
    need([part[2] for part in parts] == [min(PART, total - at) for at in range(0, total, PART)], "R20", "parts")
    for part, key, length, offset, pack, pack_size in parts:
        read, actual = files.find(f"packs/{pack.hex()[:2]}/{pack.hex()}", "R20")
        sealed = sealed_length(length)
        need(offset >= 0 and offset + sealed <= pack_size == actual, "R20", "a pack's length")
        inside: Read = lambda at, n, start=offset, pack=read: pack(start + at, n)  # type: ignore[misc] # noqa: E731
        for segment in unseal(inside, sealed, key, lp("deedbox/1 part", part)):
            keep, done = max(0, min(len(segment), size - done)), done + len(segment)
            need(zeros_from(segment, keep), "R20", "padding")
            yield segment[:keep]

# ---- the command
def show(path: Names) -> str:
    text = b"/".join(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)

def write(path: bytes, row: Any, pieces: Iterator[bytes]) -> None:
    """A file, under its own name only when all of it is verified."""
    partial = os.path.join(os.path.dirname(path), f".{os.urandom(16).hex()}.partial".encode())
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o700 if row[6] else 0o600), "wb") as file:
            file.writelines(pieces)
        os.utime(partial, ns=(row[5], row[5]))
        os.link(partial, path)
    finally:
        os.unlink(partial)

def extract(database: sqlite3.Connection, files: Files, out: Path) -> int:
    """Writes everything into a folder that only this program fills; 1 if something could not be written."""
    status, folders = 0, []
    out.mkdir(0o700, exist_ok=True)
    for names, row in walk(database):
        try:
            good = all(n not in (b"", b".", b"..") and not {47, 0} & set(n) for n in names)
            need(good, "section 7", "a name that cannot be")
            path = os.path.join(os.fsencode(out), *names)
            if row[1] == "folder":
                os.mkdir(path, 0o700)
                folders.append((path, row[5]))
            else:
                write(path, row, content(database, files, row))
        except (Refused, OSError) as error:
            print(f"reader: {show(names)}: {error}", file=sys.stderr)
            status = 1
    for path, modified in folders:  # now that nothing in them changes any more
        os.utime(path, ns=(modified, modified))
    return status

def main() -> int:
    parser = argparse.ArgumentParser(description="Reads a Deedbox vault. The password is read from standard input.")
    parser.add_argument("--list", action="store_true", help="say what is there, and write nothing")
    parser.add_argument("--keyfile", type=Path, metavar="FILE", help="for key slots of this kind")
    parser.add_argument("vault", type=Path, metavar="VAULT", help="vault folder or export file")
    parser.add_argument("out", type=Path, metavar="OUT", nargs="?", help="new or empty folder")
    options = parser.parse_args()
    used = options.out and options.out.exists() and (not options.out.is_dir() or any(options.out.iterdir()))
    if options.list == bool(options.out) or not options.vault.exists() or used:
        parser.error("give a VAULT that is there, and either --list or an OUT that is empty or not there")
    password = sys.stdin.buffer.read().removesuffix(b"\n")
    with contextlib.suppress(UnicodeDecodeError):
        password = unicodedata.normalize("NFC", password.decode()).encode()
    try:
        keyfile = options.keyfile.read_bytes() if options.keyfile else None
        database = open_catalog(files := Files(options.vault), unlock(files, password, keyfile))
        if not options.list:
            return extract(database, files, options.out)
        for path, row in walk(database):
            day = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(row[5] // 10**9))
            print(f"{row[1]:6} {'-' if row[4] is None else row[4]:>14} {day} {show(path)}")
        return 0
    except (Refused, sqlite3.Error, OSError, MemoryError) as error:
        print(f"reader: {error}", file=sys.stderr)
        return 3 if isinstance(error, Refused) and error.args[0] == "R7" else 4

if __name__ == "__main__":
    sys.exit(main())
