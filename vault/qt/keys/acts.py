"""Keys in an open vault's page: their own page, made when it is wanted first, and the banners that lead to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell
from vault.qt.wording import words_for

from .banners import KeyBanners

if TYPE_CHECKING:
    from .page import KeysPage


SETTLE_MS = 600
"""After so long a key that is due and to be made at once is asked for."""


def is_alone(keys: m.Keys) -> bool:
    """Whether the way in at hand is the only one, and more than this device."""
    return len(keys.ways) == 1 and keys.ways[0].kind != "device"


class KeyActs(QObject):
    """Makes the page when it is wanted first, and says what is due."""

    page_wanted = Signal()

    def __init__(self, operations: Operations, facts: Callable[[], m.Facts], tell: Tell, page: QWidget) -> None:
        super().__init__(page)
        self._operations, self._facts, self._tell, self._page = operations, facts, tell, page
        self._keys: KeysPage | None = None
        self._read_only = False
        self.banners = KeyBanners(page)
        self.banners.secrets_wanted.connect(self._make_secrets)
        self.banners.key_wanted.connect(lambda: self.page.open_rotate(content=True))
        self.banners.cost_wanted.connect(self._renew)
        self.banners.test_wanted.connect(self._test)
        self.banners.keys_wanted.connect(self.page_wanted)
        if facts().due and facts().read_only is None:
            QTimer.singleShot(SETTLE_MS, self, self._do_what_is_due)

    @property
    def page(self) -> KeysPage:
        """The page."""
        if self._keys is None:
            from .page import KeysPage

            self._keys = KeysPage(self._operations, self._facts, self._tell, self._page)
            self._keys.hide()
            self._keys.failed.connect(self._complain)
            if self._read_only:
                self._keys.set_read_only()
        return self._keys

    def _renew(self) -> None:
        self.page.open_renew()

    def _test(self, way: m.KeySlot) -> None:
        self.page.open_test(way)

    def set_read_only(self) -> None:
        """Nothing is changed any more."""
        self._read_only = True
        if self._keys is not None:
            self._keys.set_read_only()

    def _make_secrets(self) -> None:
        """All ways in are named there, so they are read before."""

        def show(keys: m.Keys) -> None:
            self.page.show_keys(keys)
            self.page.open_new_secrets()

        self._operations.keys(show, self._complain)

    def _do_what_is_due(self) -> None:
        """Where the policy says so: at once, or by its dialog where somebody must confirm another way in."""

        def look(keys: m.Keys) -> None:
            if keys.policy_mode == "do" and keys.due_reason == "age" and is_alone(keys):
                self._operations.rotate_key(None, self._tell_renewed, self._complain)
            elif keys.policy_mode == "do" and keys.due_reason == "age":
                self.page.open_rotate(content=True)
            elif keys.policy_mode == "do" and keys.due_reason:
                self.page.show_keys(keys)
                self.page.open_new_secrets()

        self._operations.keys(look, lambda _: None)

    def _tell_renewed(self, _: m.KeyChanged) -> None:
        self._tell("keys", self.tr("The vault has a new key, as you chose for it."))

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self._tell("warning", words_for(error).whole)
