"""The checks that are taken out one at a time, each with the tests that must notice (`make mutants`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    """One check less: `old` stands exactly once in `file`, and `new` takes its place."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


SECOND_CHECKS = "tests/mutations/test_second_checks.py"


def _engine(name: str, module: str, old: str, new: str, *tests: str) -> Mutant:
    """A check of the engine; tests by the name of their module there, or by their whole id."""
    named = tuple(test if "/" in test else f"tests/engine/test_{test}.py" for test in tests)
    return Mutant(name, f"vault/engine/{module}.py", old, new, named)


def _unlock(name: str, module: str, old: str, new: str) -> Mutant:
    """A check of a way in; its tests have the name of its module."""
    return Mutant(name, f"vault/unlock/{module}.py", old, new, (f"tests/unlock/test_{module}.py",))


MUTANTS = (
    _engine(
        "MAC compare",
        "primitives",
        "return hmac.compare_digest(one, other)",
        "return True",
        "header",
    ),
    # FLOE
    _engine("commitment", "floe", "if not equal(self._stream.tag, header[10 + IV_SIZE :]):", "if False:", "floe"),
    _engine("parameters of a seal", "floe", " or header[:10] != parameters.encoded:", ":", "floe"),
    _engine("final flag", "floe", r'(b"\x01" if final else b"\x00")', r'b"\x00"', "floe"),
    _engine("length word of a segment", "floe", " or view[:4] != marker:", ":", "floe"),
    _engine("length of a seal", "floe", "if body < OVERHEAD or last < OVERHEAD + (count > 1):", "if False:", "floe"),
    # Records and their frames
    _engine("frame MAC", "records", "if not equal(mac, self._frame_mac(start)):", "if False:", "records", "generation"),
    _engine("frame's generation", "records", "if start[12:36] != ", "if b'' and start[12:36] != ", "records"),
    _engine(
        "length of a frame",
        "records",
        "if start is None or start[0] != len(frame):",
        "if start is None:",
        SECOND_CHECKS,
    ),
    _engine(
        "smallest length of a frame",
        "records",
        "if frame_size(FRAME_HEADER + floe.STANDARD.sealed_size(end)) != len(frame):",
        "if False:",
        "records",
    ),
    _engine("sequence of a frame", "records", "if start[1] != sequence:", "if False:", SECOND_CHECKS),
    _engine("sequence of a record", "records", "if record.sequence != sequence or ", "if ", "records"),
    _engine("previous hash", "records", " or not equal(record.previous, previous):", ":", "records"),
    _engine("zeros in a frame", "records", "if padded[end:] != bytes(len(padded) - end):", "if False:", "records"),
    _engine("trailing bytes of a value", "values", "if end != len(data):", "if False:", "values"),
    # The snapshot
    _engine("length of a snapshot", "records", " or padme(8 + size) != len(padded):", ":", "records"),
    _engine(
        "zeros in a snapshot",
        "records",
        "if padded[8 + size :] != bytes(len(padded) - 8 - size):",
        "if False:",
        "records",
    ),
    _engine(
        "schema of an image",
        "catalog",
        "if _schema_of(database) != _expected_schema(number):",
        "if False:",
        "catalog",
    ),
    _engine(
        "pages of an image",
        "catalog",
        'if database.execute("PRAGMA quick_check").fetchall() != [("ok",)]:',
        "if False:",
        "catalog",
    ),
    _engine("snapshot read back", "generation", "if bytes(written) != image:", "if False:", SECOND_CHECKS),
    # The log's end
    _engine("empty log", "generation", "if at == 0:", "if False:", "generation"),
    _engine("torn tail above the anchor", "generation", " or sequence <= anchored:", ":", "generation"),
    _engine("torn tail no longer than a frame", "generation", "if rest > FRAME_LIMIT or ", "if ", "generation"),
    _engine(
        "torn tail begun or with a hole",
        "generation",
        "if not (rest < FRAME_HEADER or started or _has_empty_block(log, at)):",
        "if False:",
        "generation",
    ),
    _engine(
        "no frame after a torn tail",
        "generation",
        "for later in range(at + FRAME_UNIT, len(log), FRAME_UNIT):",
        "for later in ():",
        "generation",
    ),
    # The header
    _engine("slot MAC", "header", "        self.verify_slot_mac(slot, opened.authentication_key)\n", "", "header"),
    _engine(
        "header MAC", "header", "if not equal(self.header_mac, subkeys.header_mac(self.line)):", "if False:", "header"
    ),
    _engine(
        "canonical header", "header", "if canonical != line or not isinstance(value, dict):", "if False:", "header"
    ),
    _engine(
        "MACs of all slots",
        "header",
        "            self.unverified.verify_slot_mac(slot, authentication_key)\n",
        "",
        "header",
    ),
    _engine("public key of the slot", "header", "if not equal(public, self.opened.public_key):", "if False:", "header"),
    _engine("KDF floor", "keys", "if passes < self.floor_passes or memory < self.floor_memory:", "if False:", "keys"),
    _engine("KDF ceiling", "keys", "if passes > CEILING_PASSES or memory > CEILING_MEMORY or ", "if ", "keys"),
    _engine(
        "header digest against the catalog",
        "opening",
        'if not announced and header.digest != catalog.state("header"):',
        "if False:",
        "opening",
    ),
    _engine(
        "slots against the catalog",
        "opening",
        "header.verify_slots(row[:5] for row in slot_rows(catalog, announced=announced))",
        "pass",
        "opening",
    ),
    # The anchor
    _engine(
        "anchor MAC",
        "anchor",
        "return _read(body) if equal(mac, hmac_sha256(key, length_prefixed(ANCHOR, body))) else None",
        "return _read(body)",
        "anchor",
    ),
    _engine("anchor's sequence", "anchor", " or found.sequence < anchor.sequence:", ":", "anchor"),
    _engine("anchor's epoch", "anchor", "if found.context.epoch < anchor.context.epoch or ", "if ", "anchor"),
    _engine("anchor's head", "anchor", "if head_at is None or not equal(head_at, anchor.head):", "if False:", "anchor"),
    _engine("anchor's lineage", "anchor", "if found.context.lineage != anchor.context.lineage:", "if False:", "anchor"),
    _engine(
        "anchor's recipient",
        "anchor",
        "if anchor.recipient and not equal(anchor.recipient, found.recipient):",
        "if False:",
        SECOND_CHECKS,
    ),
    # The order of writes
    _engine(
        "fsync of a file before its name",
        "durable",
        "            self._files.fsync(self._fd)\n            self._files.replace(",
        "            self._files.replace(",
        "durable",
        SECOND_CHECKS,
    ),
    _engine(
        "fsync of the log",
        "durable",
        "            self._files.fsync(self._fd)\n        self.size += len(data)\n        if self._room",
        "        self.size += len(data)\n        if self._room",
        "durable",
        SECOND_CHECKS,
    ),
    _engine(
        "fsync of the folder",
        "durable",
        '            file.finish()\n        self.sync(name.rpartition("/")[0])\n',
        "            file.finish()\n",
        "durable",
        SECOND_CHECKS,
    ),
    _engine(
        "packs before their record", "packs", "        self._folder.sync(self._subfolder)\n", "", "packs", SECOND_CHECKS
    ),
    _engine(
        "stop after an error of the disk",
        "catalog",
        '                    self.stop("the disk refused a change; reopen the vault")\n',
        "",
        "catalog",
    ),
    _engine(
        "mark of an append under way",
        "header_change",
        "if self.lock.marked:",
        "if False:",
        "generation",
        "opening",
        "vault",
    ),
    # Content
    _engine(
        "sizes of parts",
        "packs",
        "if [part.size for part in self.parts] != part_sizes(self.size):",
        "if False:",
        "packs",
    ),
    _engine("length of a pack", "packs", "if file.size != pack.size:", "if False:", "packs", "check"),
    _engine("pack digest", "packs", "if digest.digest() != pack.digest:", "if False:", "packs", "check"),
    _engine("zeros after large content", "packs", "if piece[real:] != bytes(len(piece) - real):", "if False:", "packs"),
    _engine(
        "names on the way out",
        "retrieval",
        "                for name in path:\n                    check_name(name)\n",
        "",
        "retrieval",
    ),
    _engine(
        "links on the way out",
        "retrieval",
        "_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW",
        "_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY",
        "retrieval",
    ),
    # What is salvaged
    _engine(
        "gaps in a salvaged log",
        "salvage",
        "if sequence != catalog.sequence + 1 or record.previous != catalog.head:",
        "if False:",
        "tests/golden/test_wounded.py::test_a026_a_wound_of_the_catalog_is_refused_and_rescued",
    ),
    # The export
    Mutant(
        "digest of a pack that is copied",
        "vault/backup/export.py",
        "    if digest.digest() != pack.digest:",
        "    if False:",
        (SECOND_CHECKS,),
    ),
    Mutant(
        "members of an export",
        "vault/backup/archive.py",
        " or not _MEMBER.match(member.name):",
        ":",
        ("tests/backup/test_export.py",),
    ),
    Mutant(
        "end of an export",
        "vault/backup/archive.py",
        " != len(end) or any(end):",
        " < 0:",
        (SECOND_CHECKS,),
    ),
    # Ways in
    _unlock("checksum of a recovery code", "recovery", "    if _remainder(symbols):", "    if False:"),
    _unlock("words of a recovery code", "recovery", "    if len(words) != WORDS:", "    if False:"),
    _unlock("sets of shares", "shares", "if len({share.group_parameters() for share in written}) != 1:", "if False:"),
    _unlock("numbers of shares", "shares", "if len({share.index for share in written}) != len(written):", "if False:"),
    _unlock("shares of other programs", "shares", "!= (1, _NO_STRETCHING, ENTROPY_SIZE):", "== ():"),
    _unlock("time of a device", "this_device", "if self.clock() >= expires:", "if False:"),
    _unlock(
        "keyring that keeps nothing",
        "this_device",
        "if not compare_digest(kept.encode(), secret.encode()):",
        "if False:",
    ),
    _unlock("keyrings of others", "this_device", "if chosen not in (None, _ALL_ALLOWED):", "if False:"),
    _engine("this device alone", "header_change", "if self.header.slot.kind == headers.DEVICE:", "if False:", "slots"),
    _engine("last tested way in", "slots", "if not any(row.tested is not None and one", "if not any(one", "slots"),
    _engine("row of a slot presented", "slots", "    opening.verify_slots(header, vault.catalog)\n", "", "slots"),
    _engine(
        "parameters of a device", "header", "isinstance(entry, str) and bool(_ENTRY.match(entry))", "True", "header"
    ),
    # New secrets
    _engine(
        "packs to re-encrypt",
        "rotation",
        '    vault.commit_in_pieces(stale_packs(vault.catalog), "packs marked for re-encryption")\n',
        "",
        "new_secrets",
    ),
    _engine(
        "another anchor key",
        "rotation",
        "        *renewed_anchor_key(vault.catalog, vault.platform.random),\n",
        "",
        "new_secrets",
    ),
    _engine(
        "both anchors anew",
        "anchor",
        "for number in (1 - self._next, self._next) if",
        "for number in (self._next,) if",
        "new_secrets",
    ),
    _engine(
        "never both keys",
        "anchor",
        "            self._folder.remove(self._names[self._next])\n",
        "            pass\n",
        "new_secrets",
    ),
    _engine(
        "end of an anchor key", "opening", "head[0] if head and not beyond else", "head[0] if head else", "new_secrets"
    ),
)
