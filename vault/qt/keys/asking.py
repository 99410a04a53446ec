"""What the window asks of the vault process about ways in and keys; `Operations` has it with all the others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.qt.asking import Asking, Done, Failed, ignore, secret
from vault.qt.connection import Asked
from vault.qt.figures import size
from vault.qt.works import Work

translate = QCoreApplication.translate


def way_in(
    password: str = "", keyfile: Path | None = None, code: bytes | None = None, *, device: bool = False
) -> m.WayIn:
    """What was typed or chosen, as it goes into one request, which overwrites it afterwards."""
    key = os.fsencode(keyfile) if keyfile is not None else None
    return m.WayIn(secret(password), key, None if code is None else bytes(bytearray(code)), device)


class WaysIn(Asking):
    """Ways in, rotations, and the policy of both. `current` is a way in shown now. GUI thread only."""

    def keys(self, done: Done[m.Keys], failed: Failed) -> Asked:
        """Ways in and policy."""
        return self.connection.ask(m.AskKeys(), done, failed)

    def present_way(self, way: m.WayIn, done: Done[m.Keys], failed: Failed) -> None:
        """The vault counts as opened with this from now on."""
        self._change_keys(m.PresentWay(way), done, failed)

    def test_way(self, slot: bytes, way: m.WayIn, done: Done[m.Keys], failed: Failed) -> None:
        """Whether it opens that slot; noted as tested if so."""
        self._change_keys(m.TestWay(slot, way), done, failed)

    def add_password(
        self,
        current: m.WayIn,
        name: str,
        password: str,
        done: Done[m.Keys],
        failed: Failed,
        keyfile: Path | None = None,
    ) -> None:
        """One more password, with a keyfile or without."""
        key = os.fsencode(keyfile) if keyfile is not None else None
        self._change_keys(m.AddPassword(current, name, secret(password), key), done, failed)

    def add_recovery(
        self,
        current: m.WayIn,
        name: str,
        done: Done[m.RecoveryMade],
        failed: Failed,
        *,
        shares: int = 0,
        threshold: int = 0,
    ) -> None:
        """A recovery code, whole or split."""

        def over(made: m.RecoveryMade) -> None:
            self._tell_keys(made.keys)
            done(made)

        self._ask_secretly(m.AddRecovery(current, name, shares, threshold), over, failed)

    def add_device(self, current: m.WayIn, name: str, days: int, done: Done[m.Keys], failed: Failed) -> None:
        """A random secret in the keyring of this device."""
        self._change_keys(m.AddDevice(current, name, days), done, failed)

    def remove_way(self, current: m.WayIn, slot: bytes, done: Done[m.Keys], failed: Failed) -> None:
        """Not a way in any more."""
        self._change_keys(m.RemoveWay(current, slot), done, failed)

    def rename_way(self, slot: bytes, name: str, done: Done[m.Keys], failed: Failed) -> None:
        """Another name."""
        self._change_keys(m.RenameWay(slot, name), done, failed)

    def renew_cost(self, current: m.WayIn, done: Done[m.Keys], failed: Failed) -> None:
        """The password at hand, at today's cost."""
        self._change_keys(m.RenewCost(current), done, failed)

    def set_upkeep(self, mode: m.UpkeepMode, days: int, done: Done[m.Keys], failed: Failed) -> None:
        """When new secrets are due."""
        self._change_keys(m.SetUpkeep(mode, days), done, failed)

    def note_event(self, reason: m.Event, done: Done[m.Keys], failed: Failed) -> None:
        """Something happened that new secrets are due for."""
        self._change_keys(m.NoteEvent(reason), done, failed)

    def _change_keys(self, request: m.Request[m.Keys], done: Done[m.Keys], failed: Failed) -> None:
        def over(keys: m.Keys) -> None:
            self._tell_keys(keys)
            done(keys)

        self._ask_secretly(request, over, failed)

    def _tell_keys(self, keys: m.Keys) -> None:
        self.keys_changed.emit(keys)
        self.refresh_facts()

    def refresh_facts(self) -> None:
        """Ask what the vault is by now; `facts_changed` tells."""
        self.connection.ask(m.VaultFacts(), self.facts_changed.emit, self._complain)

    # The keys

    def absent_slots(self, done: Done[m.Slots], failed: Failed) -> Asked:
        """The ways in that a person must confirm before they get a new vault key."""
        return self.connection.ask(m.AbsentSlots(), done, failed)

    def change_password(
        self,
        current: m.WayIn,
        password: str,
        done: Done[m.KeyChanged],
        failed: Failed,
        *,
        keyfile: Path | None = None,
        confirmed: Sequence[bytes] = (),
        keep_key: bool = False,
        slot: bytes | None = None,
    ) -> Work:
        """Another password, and a new vault key unless `keep_key`; for this `slot`, if the one at hand has none."""
        key = os.fsencode(keyfile) if keyfile is not None else None
        request = m.ChangePassword(current, secret(password), key, keep_key, tuple(confirmed), slot)
        words = translate("operations", "The password was changed.")
        return self._rekey(translate("operations", "Changing the password"), words, request, done, failed)

    def rotate_key(
        self, current: m.WayIn | None, done: Done[m.KeyChanged], failed: Failed, confirmed: Sequence[bytes] = ()
    ) -> Work:
        """A new vault key with the same ways in; without `current` as the upkeep says, where nobody need be asked."""
        request = m.RotateKey(current, tuple(confirmed))
        words = translate("operations", "The vault has a new key.")
        return self._rekey(translate("operations", "Making a new vault key"), words, request, done, failed)

    def rotate_secrets(
        self,
        current: m.WayIn,
        password: str,
        done: Done[m.SecretsRotated],
        failed: Failed,
        *,
        name: str,
        keyfile: Path | None = None,
        kit: str = "",
    ) -> Work:
        """New secrets and a new vault key; everything is re-encrypted afterwards, while the vault is used.

        `name` is that of the new password, `kit` that of the new recovery kit, if one is wanted.
        """
        key = os.fsencode(keyfile) if keyfile is not None else None
        request = m.RotateSecrets(current, secret(password), key, name, kit)

        def finish(work: Work, rotated: m.SecretsRotated) -> None:
            self.works.finish(work, translate("operations", "The vault has new secrets."))
            self._tell_keys(rotated.keys)
            self.reencrypt()

        what = translate("operations", "Making new secrets")
        return self._work(what, request, finish, done, failed, can_cancel=False)

    def reencrypt(self) -> Work:
        """New file keys for everything, or for what remains; the vault can be used meanwhile, and it can be stopped."""

        def go_on() -> None:
            self.reencrypt()

        def finish(work: Work, done: m.Reencrypted) -> None:
            again = translate("operations", "Go on")
            if done.complete:
                words = translate("operations", "Everything is encrypted under new keys: {size}.")
                self.works.finish(work, words.format(size=size(done.bytes)))
            elif done.cancelled:
                words = translate("operations", "Re-encrypting was stopped: {size} have new keys by now.")
                self.works.finish(work, words.format(size=size(done.bytes)), act=again, on_act=go_on)
            elif done.damaged:
                told = translate(
                    "operations", "%Ln part(s) could not be read and keep their old keys.", "", done.damaged
                )
                self.works.fail(work, told, act=again, on_act=go_on)
            else:
                words = translate("operations", "Old files stay as long as another program reads the vault.")
                self.works.fail(work, words, act=again, on_act=go_on)
            self.refresh_facts()

        what = translate("operations", "Re-encrypting everything")
        return self._work(what, m.ReencryptVault(), finish, ignore, self._complain)

    def _rekey(
        self, what: str, words: str, request: m.Request[m.KeyChanged], done: Done[m.KeyChanged], failed: Failed
    ) -> Work:
        def finish(work: Work, _: m.KeyChanged) -> None:
            self.works.finish(work, words)
            self.refresh_facts()

        return self._work(what, request, finish, done, failed, can_cancel=False)
