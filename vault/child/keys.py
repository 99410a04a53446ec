"""Ways in and the keys behind them: who may change them, and how."""

from __future__ import annotations

import contextlib
import hmac
import queue
import threading
import time
from collections.abc import Iterator, Sequence

from vault.child import messages as m
from vault.child.access import credential_of, key_slots, lock_keys, now, password_of
from vault.child.session import Session, path_of
from vault.engine import reencryption, rotation, slots, upkeep
from vault.engine.errors import Cancelled, Conflict, KeyringUnavailable
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.opening import slot_rows
from vault.engine.progress import Progress
from vault.engine.vault import Vault
from vault.unlock import shares
from vault.unlock.calibration import Speed, Timed, plain
from vault.unlock.password import Password, normalize, read_keyfile
from vault.unlock.recovery import RecoveryCode
from vault.unlock.strength import context_of, estimate
from vault.unlock.this_device import DeviceSecret, NewDevice, backend_name

_DAY = 24 * 3600
KEYRING_SECONDS = 2.0
"""So long the keyring of this device is waited for when somebody only asks whether there is one."""
KEYRING_PATIENCE = 20.0
"""So long afterwards it is not asked again."""


# What there is


def ask_keys(session: Session, _: m.AskKeys) -> m.Keys:
    """Ways in and policy."""
    vault = session.vault
    ways = key_slots(vault, slot_rows(vault.catalog), session.bounds)
    policy, due = upkeep.policy(vault), upkeep.due(vault)
    name, fault = keyring_of(session)
    return m.Keys(
        ways,
        policy.mode,
        policy.days,
        upkeep.last_rotation(vault),
        upkeep.next_due(vault),
        "" if due is None else due.reason,
        name,
        fault,
        strength_of(session),
    )


def keyring_of(session: Session) -> tuple[str, str]:
    """What the keyring of this device is called, or why there is none. One that hangs holds nobody up for long."""
    if not session.keyring[0] and time.monotonic() - session.keyring_asked >= KEYRING_PATIENCE:
        answers: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put((backend_name(), ""))
            except KeyringUnavailable as error:
                answers.put(("", error.reason))
            except Exception:  # noqa: BLE001 - of a library that is not as it should be
                answers.put(("", "it cannot be used"))

        threading.Thread(target=ask, daemon=True).start()
        try:
            session.keyring = answers.get(timeout=KEYRING_SECONDS)
        except queue.Empty:
            session.keyring = "", "it does not answer"
        session.keyring_asked = time.monotonic()
    return session.keyring


def strength_of(session: Session) -> int | None:
    """What the password at hand is worth, in bits; judged once, as that takes a moment."""
    slot = session.vault.files.header.slot.id
    if session.strength is None or session.strength[0] != slot:
        session.strength = slot, judged(session.vault)
    return session.strength[1]


def judged(vault: Vault) -> int | None:
    """What the password at hand is worth, in bits, for somebody who knows the vault's names; None if it is none."""
    at_hand = plain(vault.credential)
    if not isinstance(at_hand, Password):
        return None
    return int(estimate(at_hand.password.decode("utf-8", "replace"), context_of(vault)).bits)


# Ways in


def present_way(session: Session, request: m.PresentWay) -> m.Keys:
    """It is the way in at hand."""
    require_current(session, request.way)
    return ask_keys(session, m.AskKeys())


def test_way(session: Session, request: m.TestWay) -> m.Keys:
    """Whether it opens that slot."""
    slots.prove(session.vault, credential_of(request.way), policy=session.bounds, slot=request.slot)
    return ask_keys(session, m.AskKeys())


def add_password(session: Session, request: m.AddPassword) -> m.Keys:
    """A password, with a keyfile or without."""
    require_current(session, request.current)
    if not request.password:
        raise Conflict("an empty password protects nothing")
    credential = Timed(password_of(request.password, request.keyfile))
    slots.add_slot(session.vault, credential, request.name, policy=_cost(session), tested=True)
    return ask_keys(session, m.AskKeys())


def add_recovery(session: Session, request: m.AddRecovery) -> m.RecoveryMade:
    """A code, or the shares of one, which were never tested."""
    require_current(session, request.current)
    code = RecoveryCode.make(session.vault.platform.random)
    split = _split(code, request.threshold, request.shares)
    slot = slots.add_slot(session.vault, Timed(code), request.name, policy=session.bounds, tested=False)
    return _made(session, slot, code, split)


def _split(code: RecoveryCode, threshold: int, count: int) -> Sequence[str]:
    if not count:
        return ()
    try:
        return shares.split(code, threshold, count)
    except ValueError:
        raise Conflict("so many shares cannot be made") from None


def _made(session: Session, slot: bytes, code: RecoveryCode, split: Sequence[str] = ()) -> m.RecoveryMade:
    """Told once. Whoever splits a code wants nobody to see all of it."""
    keys = ask_keys(session, m.AskKeys())
    (fingerprint,) = (way.fingerprint for way in keys.ways if way.id == slot)
    return m.RecoveryMade(slot, () if split else code.words, tuple(split), fingerprint, keys)


def add_device(session: Session, request: m.AddDevice) -> m.Keys:
    """What the keyring keeps goes again if no slot comes of it. While the system asks the person, others may read."""
    vault = session.vault
    with session.turn:
        require_current(session, request.current)
    slots.require_factor(vault)
    vault.require_writable()
    if request.days < 1:
        raise Conflict("at least one day")
    with NewDevice(DeviceSecret(now() // 1_000 + request.days * _DAY)) as device:
        device.store(session.bounds, vault.platform.random)
        with session.turn:
            slots.add_slot(vault, device, request.name, policy=session.bounds, tested=True)
    return ask_keys(session, m.AskKeys())


def remove_way(session: Session, request: m.RemoveWay) -> m.Keys:
    """It opens the vault no more; what a keyring here kept for it goes, too."""
    require_current(session, request.current)
    with _forgetting(session.vault):
        slots.remove_slot(session.vault, request.slot)
    return ask_keys(session, m.AskKeys())


def rename_way(session: Session, request: m.RenameWay) -> m.Keys:
    """Another name."""
    slots.rename_slot(session.vault, request.slot, request.name)
    return ask_keys(session, m.AskKeys())


def renew_cost(session: Session, request: m.RenewCost) -> m.Keys:
    """The password at hand at today's cost."""
    require_current(session, request.current)
    slots.upgrade_slot(session.vault, policy=_cost(session))
    lock_keys(session.vault)
    return ask_keys(session, m.AskKeys())


@contextlib.contextmanager
def _forgetting(vault: Vault) -> Iterator[None]:
    """What devices kept for slots that are gone afterwards is taken out of the keyring here."""
    before = [slot for slot in vault.files.header.body.slots if slot.kind == "device"]
    yield
    left = {slot.id for slot in vault.files.header.body.slots}
    for slot in before:
        if slot.id not in left:
            DeviceSecret.forget(slot.parameters)


# The policy


def set_upkeep(session: Session, request: m.SetUpkeep) -> m.Keys:
    """When new secrets are due."""
    try:
        policy = upkeep.Policy(request.mode, request.days)
        upkeep.set_policy(session.vault, policy)
    except ValueError:
        raise Conflict("so many days cannot be waited for") from None
    return ask_keys(session, m.AskKeys())


def note_event(session: Session, request: m.NoteEvent) -> m.Keys:
    """New secrets are due."""
    upkeep.note_event(session.vault, request.reason)
    return ask_keys(session, m.AskKeys())


# Changing keys


def absent_slots(session: Session, request: m.AbsentSlots) -> m.Slots:
    """The ways in that must be confirmed."""
    return m.Slots(key_slots(session.vault, rotation.absent_slots(session.vault), session.bounds))


def change_password(session: Session, request: m.ChangePassword, progress: Progress) -> m.KeyChanged:
    """Another password for the slot at hand."""
    vault = session.vault
    require_current(session, request.current)
    at_hand = plain(vault.credential)
    new = password_of(request.password, request.keyfile)
    own = request.slot in (None, vault.files.header.slot.id)
    if own and request.keyfile is None and isinstance(at_hand, Password):
        new = Password(request.password, at_hand.keyfile)
    rotation.change_password(
        vault,
        Timed(new),
        policy=_cost(session),
        keep_key=request.keep_key,
        confirmed=request.confirmed,
        slot=request.slot,
    )
    return _changed(session, new_key=not request.keep_key)


def rotate_key(session: Session, request: m.RotateKey, progress: Progress) -> m.KeyChanged:
    """A new vault key with the same ways in."""
    vault = session.vault
    if request.current is not None:
        require_current(session, request.current)
    elif not upkeep.is_done_unasked(vault) or rotation.absent_slots(vault):
        raise Conflict("somebody must be asked")
    rotation.new_vault_key(vault, vault.credential, policy=_cost(session), confirmed=request.confirmed)
    return _changed(session, new_key=True)


def rotate_secrets(session: Session, request: m.RotateSecrets, progress: Progress) -> m.SecretsRotated:
    """A new password, and a new recovery code if one is wanted: nothing else opens the vault afterwards."""
    vault = session.vault
    require_current(session, request.current)
    if not request.password:
        raise Conflict("an empty password protects nothing")
    code = RecoveryCode.make(vault.platform.random) if request.kit else None
    new: list[tuple[str, Credential, bool]] = [
        (request.name, Timed(password_of(request.password, request.keyfile)), True)
    ]
    if code is not None:
        new.append((request.kit, Timed(code), False))
    with _forgetting(vault):
        gone = rotation.new_secrets(vault, new, policy=_cost(session))
    lock_keys(vault)
    made = None
    if code is not None:
        (slot,) = (one.id for one in vault.files.header.body.slots if one.kind == "recovery")
        made = _made(session, slot, code)
    return m.SecretsRotated(tuple(row.name for row in gone), made, ask_keys(session, m.AskKeys()))


def reencrypt_vault(session: Session, request: m.ReencryptVault, progress: Progress) -> m.Reencrypted:
    """Everything under new file keys, or what remains of that; stopped, what was done is the answer."""
    vault = session.vault
    report, cancelled = reencryption.ReencryptionReport(), False
    if reencryption.remaining(vault) is None:
        reencryption.begin(vault)
    try:
        reencryption.go_on(vault, progress=progress, alone=lambda: session.turn, report=report)
    except Cancelled:
        cancelled = True
    return m.Reencrypted(report.bytes, report.damaged, report.held, report.complete, cancelled)


# Who asks


def require_current(session: Session, way: m.WayIn) -> None:
    """Whoever asks shows a way in now: the one at hand, or another, which is at hand then. Raises WrongCredential."""
    if not _is_at_hand(session.vault, way):
        slots.present(session.vault, credential_of(way), policy=session.bounds)
        lock_keys(session.vault)


def _is_at_hand(vault: Vault, way: m.WayIn) -> bool:
    """Of a password with a keyfile the password alone is asked again: the file was there."""
    at_hand = plain(vault.credential)
    if way.device:
        return isinstance(at_hand, DeviceSecret)
    if way.code is not None:
        return isinstance(at_hand, RecoveryCode) and hmac.compare_digest(way.code, at_hand.entropy)
    if not isinstance(at_hand, Password):
        return False
    same = hmac.compare_digest(normalize(way.password), normalize(at_hand.password))
    return same and (way.keyfile is None or read_keyfile(path_of(way.keyfile)) == at_hand.keyfile)


def _cost(session: Session) -> KdfPolicy:
    """Of a new password; by a derivation that was timed already, if there was one."""
    credential = session.vault.credential
    speeds: list[Speed] = credential.speeds if isinstance(credential, Timed) else []
    return session.cost(speeds[-1] if speeds else None)


def _changed(session: Session, *, new_key: bool) -> m.KeyChanged:
    vault = session.vault
    lock_keys(vault)
    ways = key_slots(vault, slot_rows(vault.catalog), session.bounds)
    return m.KeyChanged(vault.files.header.body.context.epoch, new_key, ways)
