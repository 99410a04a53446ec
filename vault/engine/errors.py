"""What can go wrong, one type where somebody acts differently.

Messages carry no secret, no item name and no path inside the vault. The words for people live with the front ends.
"""

from __future__ import annotations

from typing import ClassVar


class VaultError(Exception):
    """The root of everything the engine raises on purpose; `detail` is a short technical line."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail


class WrongCredential(VaultError):
    """No key slot opens with this credential."""


class Damaged(VaultError):
    """Bytes that are not what was written. `where` names the place, never a plaintext."""

    def __init__(self, where: str, detail: str = "") -> None:
        super().__init__(f"{where}: {detail}" if detail else where)
        self.where = where


class RollbackDetected(VaultError):
    """Authentic, but older than what this device or this catalog has seen.

    `found` is when this state was last changed, `last_seen` when the one was that this device knows (ms, if known).
    """

    def __init__(self, detail: str = "", *, found: int | None = None, last_seen: int | None = None) -> None:
        super().__init__(detail)
        self.found = found
        self.last_seen = last_seen


class ForkDetected(VaultError):
    """Authentic, but not a continuation of what this device has seen. `reason` is one of `REASONS`.

    Times as in RollbackDetected; of a restored vault `found` is when that was, `origin` when its backup was made.
    """

    REASONS: ClassVar = ("history", "lineage", "anchor")

    def __init__(
        self,
        reason: str,
        detail: str = "",
        *,
        found: int | None = None,
        last_seen: int | None = None,
        origin: int | None = None,
    ) -> None:
        super().__init__(detail or reason)
        self.reason = reason
        self.found = found
        self.last_seen = last_seen
        self.origin = origin


class UnsupportedVersion(VaultError):
    """Written by a later program: format, feature or schema unknown here."""


class KdfRefused(VaultError):
    """Key derivation parameters outside the bounds, or more memory than there is."""


class VaultBusy(VaultError):
    """Another process writes this vault. `holder` says who (host, pid, boot, since), as far as known."""

    def __init__(self, holder: dict[str, object]) -> None:
        super().__init__("the vault is open for writing elsewhere")
        self.holder = holder


class VaultLocked(VaultError):
    """The vault was locked; this object has no keys any more."""


class ReadOnly(VaultError):
    """A change was asked of a vault that is open for reading only. `detail` says why it is."""


class Conflict(VaultError):
    """Something is already there, or changed meanwhile, or must be confirmed first."""


class NotFound(VaultError):
    """No such vault, item, version or slot."""


class PathRejected(VaultError):
    """A name or path that could lead outside of the place it belongs to."""


class QueryRejected(VaultError):
    """An operator of a search with something it does not take. `detail` is the operator alone, such as `before:`."""


class LimitExceeded(VaultError):
    """Larger, longer or more than the format allows."""


class Storage(VaultError):
    """The disk said no. `kind` is one of `KINDS`, `errno` the system's number."""

    KINDS: ClassVar = ("full", "permission", "read-only", "gone", "too many files", "name too long", "input/output")

    def __init__(self, kind: str, detail: str = "", errno: int | None = None) -> None:
        super().__init__(f"{kind}: {detail}" if detail else kind)
        self.kind = kind
        self.errno = errno


class ShareRefused(VaultError):
    """A share that is not taken, or not made. `reason` is one of `REASONS`."""

    REASONS: ClassVar = (
        "not for you",
        "unsigned",
        "bad signature",
        "unknown sender",
        "changed contact",
        "already received",
        "mixed recipients",
    )

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class FactorRequired(VaultError):
    """The deed needs a way in that is at hand and not only this device, or another tested one. `reason` is one of
    `REASONS`: this device alone is at hand; no tested way in would remain; the way in is the one at hand."""

    REASONS: ClassVar = ("device only", "last tested", "not at hand")

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class KeyringUnavailable(VaultError):
    """This device has no keyring that is trusted, or it does not answer. `reason` says which, in a few plain words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class Cancelled(VaultError):
    """The person stopped it. What was committed before stays."""
