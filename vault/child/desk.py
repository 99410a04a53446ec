"""Requests in their order: which function does each, in which thread, and when.

The writer opens the vault, changes it and does long work; between the steps of long work (`vault.child.errand`) it does
the changes that came meanwhile. The reader looks things up and sends content, so that a list or a preview waits for
neither. The two share one SQLite connection, which serializes its calls; `Session.turn` keeps the reader out while
something is being committed, and altogether while keys change or the vault opens or closes.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from vault.child import (
    access,
    bringing,
    bulk,
    changing,
    copying,
    finding,
    health,
    keys,
    lending,
    listing,
    messages as m,
    organising,
    reading,
    sharing,
    trail,
    undoing,
)
from vault.child.codec import Message, serialize
from vault.child.errand import Errand
from vault.child.failures import failure_of
from vault.child.outbox import Outbox
from vault.child.recorder import Tally
from vault.child.session import Session
from vault.child.wire import Kind, serialize_counts
from vault.engine import versions
from vault.engine.errors import Cancelled, LimitExceeded, VaultError, VaultLocked

Short = Callable[[Session, Any], Message]
Long = Callable[[Session, Any, Errand], Message]

LOOKING: dict[type[Message], Short] = {
    m.VaultFacts: access.vault_facts,
    m.AbsentSlots: keys.absent_slots,
    m.ListItems: listing.list_items,
    m.FindRow: listing.find_row,
    m.Folders: listing.folders,
    m.ItemDetails: listing.item_details,
    m.NoteText: listing.note_text,
    m.SearchItems: finding.search_items,
    m.TextsWanted: finding.texts_wanted,
    m.IndexFacts: finding.index_facts,
    m.AuditEntries: listing.audit_entries,
    m.AskTrail: trail.ask_trail,
    m.VerifyTrail: trail.verify_trail,
    m.AskOrder: organising.order,
    m.AskOlderVersions: organising.older_versions,
    m.AskIdentity: sharing.ask_identity,
    m.AskContacts: sharing.ask_contacts,
    m.ReadCard: sharing.read_card,
    m.PlanShare: sharing.plan_share,
    m.AskShares: sharing.ask_shares,
}
CHANGING: dict[type[Message], Short] = {
    m.CreateVault: access.create_vault,
    m.UnlockVault: access.unlock_vault,
    m.WriteNote: changing.write_note,
    m.MakeFolder: changing.make_folder,
    m.MoveItems: changing.move_items,
    m.RenameItem: changing.rename_item,
    m.TrashItems: changing.trash_items,
    m.RestoreItems: changing.restore_items,
    m.TakeBack: undoing.take_back,
    m.LendItem: lending.lend_item,
    m.TakeVersion: lending.take_version,
    m.TakeBeside: lending.take_beside,
    m.EndLoan: lending.end_loan,
    m.SetTags: organising.set_tags,
    m.ColourTag: organising.colour_tag,
    m.RenameTag: organising.rename_tag,
    m.SetFavourite: organising.set_favourite,
    m.SaveSearch: organising.save_search,
    m.DropSearch: organising.drop_search,
    m.RestoreVersion: organising.restore_version,
    m.DropVersions: organising.drop_versions,
    m.SetThinning: organising.set_thinning,
    m.PutTexts: finding.put_texts,
    m.RebuildIndex: finding.rebuild_index,
    m.MakeIdentity: sharing.make_identity,
    m.RenewIdentity: sharing.renew_identity,
    m.ImportKey: sharing.import_key,
    m.ForgetKey: sharing.forget_key,
    m.AddContact: sharing.add_contact,
    m.VerifyContact: sharing.verify_contact,
    m.RenameContact: sharing.rename_contact,
    m.RemoveContact: sharing.remove_contact,
    m.TakeShare: sharing.take_share,
    m.DropShare: sharing.drop_share,
    m.AskHealth: health.check_up,
    m.RestrictFiles: health.restrict_files,
    m.AskKeys: keys.ask_keys,
    m.PresentWay: keys.present_way,
    m.TestWay: keys.test_way,
    m.AddPassword: keys.add_password,
    m.AddRecovery: keys.add_recovery,
    m.AddDevice: keys.add_device,
    m.RemoveWay: keys.remove_way,
    m.RenameWay: keys.rename_way,
    m.RenewCost: keys.renew_cost,
    m.SetUpkeep: keys.set_upkeep,
    m.NoteEvent: keys.note_event,
}
LONG: dict[type[Message], Long] = {
    m.ChangePassword: keys.change_password,
    m.RotateKey: keys.rotate_key,
    m.RotateSecrets: keys.rotate_secrets,
    m.ReencryptVault: keys.reencrypt_vault,
    m.EmptyTrash: changing.empty_trash,
    m.AddFiles: bulk.add_files,
    m.BringIn: bringing.bring_in,
    m.LeaveVault: bringing.leave_vault,
    m.WriteOut: bulk.write_out,
    m.ExportVault: bulk.export_vault,
    m.RestoreExport: bulk.restore_export,
    m.CheckVault: bulk.check_vault,
    m.DrillExport: bulk.drill_export,
    m.RepairVault: bulk.repair_vault,
    m.CompactVault: bulk.compact_vault,
    m.ThinVersions: organising.thin_versions,
    m.FindDuplicates: organising.find_duplicates,
    m.CopyItems: copying.copy_items,
    m.WriteShare: sharing.write_share,
    m.OpenShare: sharing.open_share,
}
ALONE = frozenset(
    {
        *(m.CreateVault, m.UnlockVault, m.EmptyTrash, m.CompactVault),
        *(m.ChangePassword, m.RotateKey, m.RotateSecrets),
        *(m.PresentWay, m.AddPassword, m.AddRecovery, m.RemoveWay, m.RenameWay, m.RenewCost),
    }
)
"""Nothing is read while one of these is done."""

CHANGED_SECONDS = 0.25
"""At most so often long work tells what it has committed."""

IDLE_SECONDS = 3.0
"""After so much quiet a log that has grown gets its new generation."""

SETTLE_SECONDS = 0.3
"""After so much quiet a vault that was just opened gets its search index."""

BREATH_SECONDS = 0.01
"""So long the search index waits for others between two steps."""


@dataclass(eq=False)
class _Ticket:
    """A request that is not answered yet."""

    number: int
    request: Message
    cancelled: bool = False
    errand: Errand | None = None
    pieces: reading.Pieces | None = field(default=None, repr=False)


class Desk:
    """Takes requests from the pipe thread, and does them in two threads of its own."""

    def __init__(self, session: Session, outbox: Outbox, *, closed: Callable[[], None]) -> None:
        self._session, self._outbox, self._closed = session, outbox, closed
        self._news = threading.Condition()
        self._looking: deque[_Ticket] = deque()
        self._streams: deque[_Ticket] = deque()
        self._changing: deque[_Ticket] = deque()
        self._long: deque[_Ticket] = deque()
        self._tickets: dict[int, _Ticket] = {}
        self._closing = False
        self._told = 0.0

    def start(self) -> None:
        """Begin to work. `closed` is called when the vault is locked after `close`."""
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True).start()

    # From the pipe thread

    def take(self, number: int, request: Message) -> None:
        """A request came in."""
        ticket = _Ticket(number, request)
        with self._news:
            self._tickets[number] = ticket
            if isinstance(request, m.Bring):
                self._bring(ticket, request)
                return
            if isinstance(request, m.BringIn):
                self._session.inlet.open(request.arrival)
            if type(request) in LONG:
                self._long.append(ticket)
            elif type(request) in CHANGING:
                self._changing.append(ticket)
            else:
                self._looking.append(ticket)
            self._news.notify_all()

    def _bring(self, ticket: _Ticket, piece: m.Bring) -> None:
        """A piece waits until the work that it belongs to takes it."""

        def taken() -> None:
            self._answer(ticket, m.Taken())

        def dropped() -> None:
            self._answer(ticket, failure_of(Cancelled("nobody takes it any more")))

        if not self._session.inlet.put(piece, taken, dropped):
            dropped()

    def cancel(self, number: int) -> bool:
        """Stop a request as soon as that can be; whether the process must end for it."""
        with self._news:
            ticket = self._tickets.get(number)
            if ticket is None:
                return False
            self._stop(ticket)
            if ticket in self._long:
                # It need not wait for the work before it only to be told.
                self._long.remove(ticket)
                self._looking.append(ticket)
            self._news.notify_all()
            return isinstance(ticket.request, m.UnlockVault)

    def close(self) -> None:
        """Stop everything, lock the vault, and say so by `closed`."""
        with self._news:
            self._closing = True
            for ticket in self._tickets.values():
                self._stop(ticket)
            self._news.notify_all()

    def resume(self) -> None:
        """There may be room in the outbox again."""
        with self._news:
            self._news.notify_all()

    @staticmethod
    def _stop(ticket: _Ticket) -> None:
        ticket.cancelled = True
        if ticket.errand is not None:
            ticket.errand.cancel()

    def _next(self, queue: deque[_Ticket]) -> _Ticket | None:
        with self._news:
            return queue.popleft() if queue and not self._closing else None

    # The reader's thread

    def _read(self) -> None:
        while not self._closing:
            with self._news:
                self._news.wait_for(self._can_read)
            while (ticket := self._next(self._looking)) is not None:
                self._look(ticket)
            for _ in range(len(self._streams)):
                if self._outbox.has_room and (ticket := self._next(self._streams)) is not None:
                    self._send_piece(ticket)

    def _can_read(self) -> bool:
        return self._closing or bool(self._looking) or (bool(self._streams) and self._outbox.has_room)

    def _look(self, ticket: _Ticket) -> None:
        if ticket.cancelled:
            self._answer(ticket, failure_of(Cancelled("cancelled before it began")))
        elif isinstance(ticket.request, m.ReadContent):
            ticket.pieces = reading.read_content(self._session, ticket.request)
            self._streams.append(ticket)
        else:
            do = LOOKING[type(ticket.request)]
            with self._session.turn:
                answer = _tried(lambda: do(self._session, ticket.request))
            self._answer(ticket, answer)

    def _send_piece(self, ticket: _Ticket) -> None:
        assert ticket.pieces is not None
        try:
            if ticket.cancelled:
                raise Cancelled("cancelled")
            with self._session.turn:
                piece = next(ticket.pieces)
            self._outbox.put(Kind.PIECE, ticket.number, piece)
            self._streams.append(ticket)
        except StopIteration as end:
            self._answer(ticket, end.value)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client gets to know
            self._answer(ticket, failure_of(error))

    # The writer's thread

    def _write(self) -> None:
        while not self._closing:
            with self._news:
                quiet = not self._news.wait_for(self._can_write, self._breath)
            if quiet:
                self._use_quiet()
            self._give_way()
            if (ticket := self._next(self._long)) is not None:
                self._do_long(ticket)
        with self._session.turn:
            self._session.close()
        self._closed()

    def _can_write(self) -> bool:
        return self._closing or bool(self._changing) or bool(self._long)

    def _give_way(self) -> None:
        """Do the changes that wait; long work calls this between its steps."""
        self._tell()
        while self._changing and (ticket := self._next(self._changing)) is not None:
            self._change(ticket)

    def _change(self, ticket: _Ticket) -> None:
        do = CHANGING[type(ticket.request)]
        if ticket.cancelled:
            self._answer(ticket, failure_of(Cancelled("cancelled before it began")))
        else:
            self._answer(ticket, self._changed(ticket, lambda: do(self._session, ticket.request)))

    def _do_long(self, ticket: _Ticket) -> None:
        do, number = LONG[type(ticket.request)], ticket.number
        errand = Errand(
            lambda counts: self._outbox.put(Kind.PROGRESS, number, serialize_counts(counts)), self._give_way
        )
        with self._news:
            ticket.errand = errand
            if ticket.cancelled:
                errand.cancel()
        self._told, self._session.recorder.long = time.monotonic(), Tally()
        self._answer(ticket, self._changed(ticket, lambda: do(self._session, ticket.request, errand)))
        self._session.recorder.long = None

    def _changed(self, ticket: _Ticket, do: Callable[[], Message]) -> Message:
        """The answer of a request that may change the vault. That the disk made it read-only is told of."""
        session = self._session
        writable = session.is_open and session.vault.writable
        with session.turn if type(ticket.request) in ALONE else contextlib.nullcontext():
            answer = _tried(do)
        if writable and not session.vault.writable:
            self._outbox.put(Kind.EVENT, 0, serialize(m.BecameReadOnly(session.vault.catalog.read_only)))
        return answer

    def _tell(self) -> None:
        """Tell of what long work has committed, a few times a second."""
        tally = self._session.recorder.long
        if tally and time.monotonic() - self._told >= CHANGED_SECONDS:
            self._outbox.put(Kind.EVENT, 0, serialize(m.Changed(tally.changes())))
            self._told, self._session.recorder.long = time.monotonic(), Tally()

    @property
    def _breath(self) -> float:
        """How much quiet there must be before something is done that nobody asked for."""
        if not self._session.catching_up:
            return IDLE_SECONDS
        return BREATH_SECONDS if self._session.settled else SETTLE_SECONDS

    def _use_quiet(self) -> None:
        """Nobody waits."""
        if self._session.catching_up:
            with contextlib.suppress(VaultError):
                self._session.catch_up()
        else:
            self._thin()
            self._renew()
            self._session.save_index()

    def _thin(self) -> None:
        """Old versions are thinned out, once a day."""
        session = self._session
        if session.is_open and session.vault.writable and session.thinning_is_due():
            # If the disk refuses, the next change says so; each commit takes its turn, and what waits comes in between.
            with contextlib.suppress(VaultError):
                errand = Errand(lambda _: None, self._stop_or_give_way)
                if versions.thin(session.vault, progress=errand).versions:
                    self._outbox.put(Kind.EVENT, 0, serialize(m.Changed(m.Changes(everything=True))))

    def _stop_or_give_way(self) -> None:
        if self._closing:
            raise Cancelled("the vault is being locked")
        self._give_way()

    def _renew(self) -> None:
        """A new generation while nobody waits, so that locking need not make one."""
        session = self._session
        if session.is_open and session.vault.writable and session.vault.files.wants_generation:
            # If the disk refuses, the next change says so.
            with session.turn, contextlib.suppress(VaultError):
                session.vault.files.renew_generation()

    def _answer(self, ticket: _Ticket, answer: Message) -> None:
        with self._news:
            self._tickets.pop(ticket.number, None)
        if isinstance(ticket.request, m.BringIn):
            self._session.inlet.close(ticket.request.arrival)
        if self._closing and isinstance(answer, m.Failure) and answer.error == Cancelled.__name__:
            answer = failure_of(VaultLocked("the vault was locked meanwhile"))
        kind = Kind.FAILURE if isinstance(answer, m.Failure) else Kind.ANSWER
        try:
            self._outbox.put(kind, ticket.number, serialize(answer))
        except LimitExceeded as error:
            self._outbox.put(Kind.FAILURE, ticket.number, serialize(failure_of(error)))


def _tried(do: Callable[[], Message]) -> Message:
    """The answer of a request, or its failure."""
    try:
        return do()
    except Exception as error:  # noqa: BLE001 - whatever it is, the client gets to know, and the vault stays
        return failure_of(error)
