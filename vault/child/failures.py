"""Errors across the pipe: what the engine raised there is raised here, as the same class."""

from __future__ import annotations

import traceback

from vault.child.codec import LONGEST_FIELD
from vault.child.messages import Failure, Holding
from vault.engine import errors
from vault.engine.durable import storage_errors
from vault.unlock.this_device import DeviceExpired

_BUG = "Bug"
_LONGEST_DETAIL = 2_000
_FIELDS: dict[type[errors.VaultError], tuple[str, ...]] = {
    errors.Damaged: ("where",),
    errors.RollbackDetected: ("found", "last_seen"),
    errors.ShareRefused: ("reason",),
    errors.FactorRequired: ("reason",),
    errors.KeyringUnavailable: ("reason",),
    errors.ForkDetected: ("reason", "found", "last_seen", "origin"),
    errors.Storage: ("kind", "errno"),
    DeviceExpired: ("expires",),
}
_HOLDER = ("host", "pid", "boot", "since")
_KINDS = {
    kind.__name__: kind
    for kind in (*vars(errors).values(), DeviceExpired)
    if isinstance(kind, type) and issubclass(kind, errors.VaultError)
}


class Bug(Exception):
    """Our own mistake in the vault process: the class of its exception and the place, without any value."""


def failure_of(error: BaseException) -> Failure:
    """What the client gets to know of an error."""
    if isinstance(error, OSError):
        error = _storage(error)
    if isinstance(error, MemoryError):
        error = errors.LimitExceeded("not enough memory")
    name = type(error).__name__
    if not isinstance(error, errors.VaultError) or name not in _KINDS:
        return Failure(_BUG, _place(error))
    fields = {field: getattr(error, field) for field in _FIELDS.get(type(error), ())}
    return Failure(name, error.detail[:_LONGEST_DETAIL], holder=_holder(error), **fields)


def error_of(failure: Failure) -> Exception:
    """The error that a failure was; Bug for what is no VaultError."""
    kind = _KINDS.get(failure.error)
    if kind is None:
        return Bug(failure.detail)
    if kind is errors.VaultBusy:
        return errors.VaultBusy({holding.key: holding.value for holding in failure.holder})
    error = kind.__new__(kind)
    Exception.__init__(error, failure.detail)
    error.detail = failure.detail
    for field in _FIELDS.get(kind, ()):
        setattr(error, field, getattr(failure, field))
    return error


def _holder(error: errors.VaultError) -> tuple[Holding, ...]:
    """What is known of the writer; read from a file that anybody may have written."""
    known = error.holder if isinstance(error, errors.VaultBusy) else {}
    found = [(key, known[key]) for key in _HOLDER if key in known]
    return tuple(
        Holding(key, value if type(value) is int and abs(value) < 1 << 62 else str(value)[:200]) for key, value in found
    )


def _storage(error: OSError) -> BaseException:
    try:
        with storage_errors():
            raise error
    except errors.Storage as storage:
        return storage


def _place(error: BaseException) -> str:
    """The class of an error and the functions it came through, the innermost last; no line of source, no value."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
    return f"{type(error).__name__} at {' > '.join(places[-6:])}"[: min(_LONGEST_DETAIL, LONGEST_FIELD)]
