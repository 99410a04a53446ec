"""Changing the header: slots, epoch and generation, in the order of docs/format.md, section 11.

Also the first state of a vault, which is composed in memory and written by whoever makes the folder or the file.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from vault.engine import generation, header as headers, index_file, keys
from vault.engine.anchor import AnchorStore
from vault.engine.catalog import CONFIRM, WITHDRAW, Catalog
from vault.engine.durable import PARTIAL, Folder, Platform
from vault.engine.errors import FactorRequired, ReadOnly, Storage, VaultError
from vault.engine.generation import Log
from vault.engine.header import Body, Generation, Header, Slot
from vault.engine.journal import Journal
from vault.engine.keys import ID_SIZE, Context, Credential, KdfPolicy, SlotKeys, Subkeys
from vault.engine.locks import Pins, WriterLock, host_name
from vault.engine.opening import HEADER, HEADER_COPY, SlotRow, found_anchor, generation_files, recipient_of, slot_rows
from vault.engine.primitives import KEY_SIZE, SEED_SIZE, Random
from vault.engine.records import Change, Sealing, only_item
from vault.engine.values import Value

_MOST_OBSOLETE = 64
GENERATION_RECORDS = 2_000
GENERATION_BYTES = 1 << 20
CREATED = "vault created"
"""The first action of a vault that was not made out of another."""

_INTERRUPTED = "a change of the header was interrupted; reopen the vault"


@dataclass(frozen=True)
class NewSlot:
    """A slot made now: as the header will show it, as the catalog keeps it, and its secret keys."""

    slot: Slot
    row: SlotRow
    opened: SlotKeys = field(repr=False)


def make_slot(
    credential: Credential, name: str, vault: bytes, policy: KdfPolicy, platform: Platform, *, tested: bool = True
) -> NewSlot:
    """A new key slot: fresh key pair, authentication key and salt. The vault key is sealed to it later.

    What somebody has typed just now is tested by that; a code that was made, only once it was asked back.
    """
    parameters = credential.new_parameters(policy, platform.random)
    identity = platform.random(ID_SIZE)
    opened = SlotKeys(platform.random(SEED_SIZE), platform.random(KEY_SIZE))
    bare = Slot(identity, name, credential.kind, parameters, b"", b"")
    headers.check_slot_name(name)
    kek = keys.derive_kek(credential.factors(parameters), vault, identity, bare.parameter_hash)
    wrap = keys.wrap(kek, opened, vault, identity, bare.parameter_hash, platform.random)
    now = platform.clock.now()
    proven = now if tested else None
    row = SlotRow(identity, name, credential.kind, opened.public_key, opened.authentication_key, now, proven, None)
    return NewSlot(bare._replace(wrap=wrap), row, opened)


def slot_changes(rows: Iterable[SlotRow], *, announced: bool) -> list[Change]:
    """Changes that write these slot rows."""
    return [Change("slot", (int(announced), row.id), tuple(row[1:])) for row in rows]


def _close_announcement(catalog: Catalog) -> list[Change]:
    rows = slot_rows(catalog, announced=True)
    return [Change("state", ("announced",), None)] + [Change("slot", (1, row.id), None) for row in rows]


def _confirmation(catalog: Catalog, digest: bytes) -> list[Change]:
    kept = slot_rows(catalog, announced=True)
    changes = [Change("slot", (0, row.id), None) for row in slot_rows(catalog)]
    changes += slot_changes(kept, announced=False)
    return [*changes, *_close_announcement(catalog), Change("state", ("header",), (digest,))]


@dataclass(frozen=True)
class Plan:
    """The header to be: slots with their rows, the vault key, and the slot whose keys are at hand."""

    context: Context
    generation: Generation
    vault_key: bytes = field(repr=False)
    slots: Sequence[tuple[Slot, SlotRow]]
    opened: SlotKeys = field(repr=False)
    opened_slot: bytes
    optional_features: tuple[str, ...] = ()

    def serialize(self) -> tuple[bytes, Header]:
        """The header file, and the verified header that it is."""
        sealed = tuple(
            slot
            if slot.vault_key
            else slot._replace(
                vault_key=keys.seal_vault_key(self.vault_key, row.public_key, self.context, slot.id),
            )
            for slot, row in self.slots
        )
        body = Body(self.context, self.generation, sealed, self.optional_features)
        authentication_keys = {row.id: row.authentication_key for _, row in self.slots}
        data = headers.serialize(body, Subkeys(self.context, self.vault_key), authentication_keys)
        unverified = headers.parse(data)
        slot = next(slot for slot in unverified.body.slots if slot.id == self.opened_slot)
        return data, unverified.verify(slot, self.opened)

    def with_new_key(self, context: Context, random: Random) -> Plan:
        """The same slots around a new vault key, in another context."""
        slots = [(slot._replace(vault_key=b""), row) for slot, row in self.slots]
        return replace(self, context=context, vault_key=random(KEY_SIZE), slots=slots)

    def with_slot(self, new: NewSlot, instead_of: bytes | None = None) -> Plan:
        """The plan with one slot more, at hand from now on; or with another in place of one it has."""
        slots = [(new.slot, new.row) if slot.id == instead_of else (slot, row) for slot, row in self.slots]
        if instead_of is None:
            slots.append((new.slot, new.row))
        return replace(self, slots=slots, opened=new.opened, opened_slot=new.slot.id)

    def announcement(self, digest: bytes) -> list[Change]:
        """The changes that announce this header."""
        rows = [row for _, row in self.slots]
        return [Change("state", ("announced",), (digest,)), *slot_changes(rows, announced=True)]


class FirstState(NamedTuple):
    """All files of a vault but its packs, as bytes."""

    header: bytes
    snapshot_name: str
    snapshot: bytearray
    log_name: str
    log: bytes

    def write(self, folder: Folder) -> None:
        """Write them, the header last."""
        folder.make("catalog")
        folder.make("packs")
        folder.write(self.snapshot_name, self.snapshot)
        folder.write(self.log_name, self.log)
        for name in ("pins", HEADER, HEADER_COPY):
            folder.write(name, b"" if name == "pins" else self.header)


def compose(
    catalog: Catalog,
    plan: Plan,
    changes: Sequence[Change],
    action: str,
    detail: Sequence[Value],
    random: Random,
) -> FirstState:
    """The first state of a new vault: a snapshot of the catalog, and a log with announcement and confirmation."""
    data, header = plan.serialize()
    sealing = Sealing(header.subkeys, plan.generation)
    snapshot = sealing.seal_snapshot(catalog.image(), random)
    log = b""
    record = catalog.next_record([*changes, *plan.announcement(header.digest)], action, *detail)
    for _ in range(2):
        frame, head = sealing.seal_record(record, random)
        catalog.replay(record, head)
        log += frame
        record = catalog.next_record(_confirmation(catalog, header.digest), CONFIRM)
    return FirstState(
        data, generation.snapshot_name(plan.generation), snapshot, generation.log_name(plan.generation), log
    )


def compose_new(
    catalog: Catalog,
    credential: Credential,
    name: str,
    policy: KdfPolicy,
    platform: Platform,
    action: str,
    changes: Sequence[Change] = (),
) -> FirstState:
    """The first state of a vault of its own: new ids, a new vault key, one slot that opens with `credential`."""
    context = Context(platform.random(ID_SIZE), platform.random(ID_SIZE), 1)
    made = make_slot(credential, name, context.vault, policy, platform)
    plan = Plan(
        context,
        Generation(1, platform.random(ID_SIZE)),
        platform.random(KEY_SIZE),
        [(made.slot, made.row)],
        made.opened,
        made.slot.id,
    )
    own = [
        Change("state", ("anchor_key",), (platform.random(KEY_SIZE),)),
        Change("state", ("recipient",), (platform.random(SEED_SIZE),)),
    ]
    return compose(catalog, plan, [*own, *changes], action, (), platform.random)


def state_time(name: str, milliseconds: int) -> Change:
    """A change that notes a moment in the state of the vault."""
    return Change("state", (name,), (milliseconds.to_bytes(8, "big", signed=True),))


def _place(one: Generation) -> bytes:
    return one.number.to_bytes(8, "big") + one.id


@dataclass
class VaultFiles:
    """The files of an open vault and what they say: header, catalog, log, lock and anchors, kept in step."""

    folder: Folder
    header: Header
    catalog: Catalog
    lock: WriterLock | None
    anchors: AnchorStore | None
    notices: list[str] = field(default_factory=list)
    log: Log | None = None
    records: int = 0
    recipient: bytes | None = None
    journal: Journal | None = None
    access: list[int | str] = field(default_factory=list)
    """Events of access that the next change takes along: how many nobody can read, then time and event of each."""
    used: dict[bytes, int] = field(default_factory=dict)
    """When slots opened the vault, by their ids; the next change takes that along, too."""

    @property
    def platform(self) -> Platform:
        return self.folder.platform

    def attach_log(self) -> None:
        """Let commits through: open the current log for appending."""
        assert self.lock is not None
        if self.log is not None:
            self.log.close()
            self.log = None
        sealing = Sealing(self.header.subkeys, self.header.body.generation)
        self.log = Log(self.folder, sealing, self.lock)
        self.catalog.journal = self.log
        self.catalog.committed = self._committed
        self.records = 0

    def _committed(self) -> None:
        self.records += 1
        self.move_anchor(durable=False)

    def move_anchor(self, *, durable: bool) -> None:
        """Remember on this device where the vault stands; not while a header change is open."""
        key = self.catalog.state("anchor_key")
        if self.anchors is None or key is None or self.catalog.state("announced"):
            return
        if self.recipient is None:
            self.recipient = recipient_of(self.catalog)
        try:
            self.anchors.write(found_anchor(self.header, self.catalog, self.recipient), key, durable=durable)
        except Storage:
            # The commit stands whatever the state folder does; the anchor then lags behind, and we say so.
            if "anchor not written" not in self.notices:
                self.notices.append("anchor not written")

    @property
    def needs_generation(self) -> bool:
        """Whether the log has grown so much that a new generation cannot wait for a quiet moment."""
        return self.log is not None and self.log.size > generation.LOG_LIMIT // 16

    @property
    def wants_generation(self) -> bool:
        """Whether the log has grown enough for a new generation."""
        return self.log is not None and (self.log.size > GENERATION_BYTES or self.records > GENERATION_RECORDS)

    def enter_access(self) -> None:
        """Before a change: who came here since the last one, as far as this device noted it."""
        if self.access and self.catalog.journal is not None and not self.catalog.state("announced"):
            access, self.access = self.access, []
            self.catalog.commit(self._noted(), "access", host_name(), *access)
            self.used.clear()
            if self.journal is not None:
                with contextlib.suppress(Storage):
                    self.journal.clear()

    def commit(self, changes: Sequence[Change], action: str, *detail: Value) -> None:
        """One commit, with what was noted since the last one."""
        self.enter_access()
        self.catalog.commit([*self._noted(), *changes], action, *detail, *only_item(changes))
        self.used.clear()

    def _noted(self) -> list[Change]:
        noted = [row for row in self.rows() if row.id in self.used] if self.used else []
        return slot_changes(noted, announced=False)

    def rows(self) -> list[SlotRow]:
        """The slots as the next change will write them: what is noted, opened the vault, and so is tested."""
        noted = ((row, self.used.get(row.id)) for row in slot_rows(self.catalog))
        return [row._replace(tested=at, used=at) if at is not None else row for row, at in noted]

    def present(self, header: Header) -> None:
        """From now on the vault counts as opened by the slot of this header, which is the one in use."""
        self.header = header
        if self.lock is not None:
            self.used[header.slot.id] = self.platform.clock.now()

    def require_factor(self) -> None:
        """Raises FactorRequired if nothing but this device opened the vault."""
        if self.header.slot.kind == headers.DEVICE:
            raise FactorRequired("device only")

    def plan(self) -> Plan:
        """The header as it is, as a plan to change."""
        body = self.header.body
        rows = {row.id: row for row in self.rows()}
        return Plan(
            body.context,
            body.generation,
            self.header.subkeys.vault_key,
            [(slot, rows[slot.id]) for slot in body.slots],
            self.header.opened,
            self.header.slot.id,
            body.optional_features,
        )

    def change_header(
        self, plan: Plan, action: str, *detail: Value, forget: bool = False, changes: Sequence[Change] = ()
    ) -> None:
        """Make the planned header the current one. A plan with another generation makes that generation first.

        The one before is kept, unless its key was another or it is to be forgotten. With a new generation, `changes`
        are true in it from its first record on, and not before.
        """
        self.enter_access()
        before = self.header.body
        data, header = plan.serialize()
        changes = [*changes, *plan.announcement(header.digest)]
        if plan.generation == before.generation:
            self.catalog.commit(changes, action, *detail)
            self.header = header
        else:
            kept = before.generation if plan.context == before.context and not forget else None
            self._write_generation(header, [*changes, *self._left_behind(kept)], action, detail)
        try:
            self.folder.write(HEADER, data)
            self.folder.write(HEADER_COPY, data)
            self.catalog.commit(_confirmation(self.catalog, header.digest), CONFIRM)
        except BaseException:
            self.catalog.stop(_INTERRUPTED)
            raise
        self.used.clear()
        self.move_anchor(durable=True)
        self.remove_old()

    def _write_generation(
        self, header: Header, changes: Sequence[Change], action: str, detail: Sequence[Value]
    ) -> None:
        """Steps 1 and 2 for a new generation: snapshot, and log with the announcement as its opening record."""
        fresh = header.body.generation
        sealing = Sealing(header.subkeys, fresh)
        try:
            generation.write_snapshot(self.folder, sealing, self.catalog.image())
            record = self.catalog.next_record(changes, action, *detail)
            frame, head = sealing.seal_record(record, self.platform.random)
            self.folder.write(generation.log_name(fresh), frame)
        except BaseException:
            with contextlib.suppress(VaultError):
                self.folder.remove(generation.snapshot_name(fresh))
                self.folder.remove(generation.log_name(fresh))
            raise
        self.catalog.replay(record, head)
        self.catalog.outdated = False
        self.header = header
        try:
            self.attach_log()
        except BaseException:
            self.catalog.stop(_INTERRUPTED)
            raise

    def renew_generation(self, *, forget: bool = False) -> None:
        """A new generation, and the same header otherwise. `forget`: the one before is not kept. Raises ReadOnly."""
        if self.catalog.journal is None:
            raise ReadOnly(self.catalog.read_only)
        plan = self.plan()
        fresh = generation.new_generation(plan.generation, self.platform.random)
        self.change_header(replace(plan, generation=fresh), "new generation", forget=forget)
        if self.lock is not None:
            self.lock.renewed()

    def recover(self, opened: str, tail: generation.Tail | None) -> None:
        """What a writing unlock does first: finish or withdraw what a crash left (docs/format.md, section 11)."""
        if tail is not None:
            generation.keep_tail_aside(self.folder, self.header.body.generation, tail)
        self.attach_log()
        assert self.log is not None and self.lock is not None
        # Without a tail this waits for the disk all the same: the last frame may be of a writer that died before its
        # fsync, and of two frames that wait a power cut may keep the second alone.
        self.log.cut(self.log.size if tail is None else tail.offset)
        self._equal_copies(opened)
        announced = self.catalog.state("announced")
        if announced == self.header.digest:
            self.catalog.commit(_confirmation(self.catalog, announced), CONFIRM)
            self.notices.append("interrupted header change completed")
        elif announced:
            self.catalog.commit(_close_announcement(self.catalog), WITHDRAW)
            self.notices.append("interrupted header change withdrawn")
        if self.lock.marked:
            self.renew_generation()
        self.remove_old()

    def _equal_copies(self, opened: str) -> None:
        """Make both copies of the header identical to the one that opened."""
        right = self.folder.read(opened, headers.SIZE_LIMIT)
        for name in (HEADER, HEADER_COPY):
            try:
                same = name == opened or self.folder.read(name, headers.SIZE_LIMIT) == right
            except VaultError:
                same = False
            if not same:
                self.folder.write(name, right)
                self.notices.append("header copy renewed")
        # Whoever renamed them may have died before that was on the disk, and what follows builds on it.
        self.folder.sync()

    def _left_behind(self, kept: Generation | None) -> list[Change]:
        """The changes that name the generation to keep, and those whose files may be removed."""
        there = {name.removeprefix("catalog/").partition(".")[0] for _, name in generation_files(self.folder)}
        left = [*self._generations("obsolete"), *self._generations("generation_before"), self.header.body.generation]
        left = [one for one in left if one != kept and one.stem in there]
        named = {"generation_before": [kept] if kept else [], "obsolete": left[-_MOST_OBSOLETE:]}
        return [
            Change("state", (key,), (b"".join(map(_place, generations)),) if generations else None)
            for key, generations in named.items()
        ]

    def _generations(self, key: str) -> list[Generation]:
        """The generations that a row of `state` names."""
        value = self.catalog.state(key) or b""
        step = 8 + ID_SIZE
        pieces = [value[at : at + step] for at in range(0, len(value) - step + 1, step)]
        return [Generation(int.from_bytes(piece[:8], "big"), piece[8:]) for piece in pieces]

    @property
    def known_stems(self) -> set[str]:
        """The names of all generations that this catalog knows as its own, without endings."""
        older = [*self._generations("obsolete"), *self._generations("generation_before")]
        return {one.stem for one in (self.header.body.generation, *older)}

    def remove_old(self) -> bool:
        """Step 6: remove partial headers, a useless index, the generations left behind; False if somebody reads these.

        No others: in a folder that a sync tool has mixed, what is old here can be somebody's newest.
        """
        for name in (HEADER, HEADER_COPY):
            self.folder.remove(name + PARTIAL)
        if index_file.current_name(self.folder, self.header.subkeys, self.catalog) is None:
            # Of another key or history: it is of no use, and the texts in it may be those of items that are gone.
            index_file.remove_indexes(self.folder)
        obsolete = {one.stem for one in self._generations("obsolete")}
        old = [name for _, name in generation_files(self.folder) if name[8:].partition(".")[0] in obsolete]
        if not old:
            return True
        with Pins(self.folder, exclusive=True) as pins:
            if not pins.held:
                self.notices.append("old catalog still held by a reader")
                return False
            for name in old:
                self.folder.remove(name)
            self.folder.sync("catalog")
        return True

    def close(self) -> None:
        """Close descriptors; nothing is written."""
        self.catalog.stop("the vault is locked")
        if self.log is not None:
            self.log.close()
            self.log = None
        if self.lock is not None:
            self.lock.release()
        self.catalog.close()
