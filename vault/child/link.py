"""The client of one vault process: start it, ask it, see it end. No Qt; callbacks come on one reader thread."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Literal, Self, TypeVar

import vault
from vault.child import messages as m
from vault.child.codec import Malformed, Message, parse, serialize
from vault.child.failures import error_of
from vault.child.wiping import wipe
from vault.child.wire import Counts, Frame, Kind, Wire, parse_counts
from vault.engine.errors import Cancelled, VaultLocked

A = TypeVar("A", bound=Message)

LOCK_SECONDS = 2.0
"""What a lock may take; then the process is killed, which loses nothing that was committed."""

_CHUNK = 1 << 18
_PASSED_ON = (
    *("LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH"),
    *("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP"),
    *("HOME", "XDG_CONFIG_HOME", "PYTHON_KEYRING_BACKEND"),
)
"""What the child gets of the environment: where to find libraries, how file names are encoded, where the keyring of
this device is and whether it is not wanted. Never a password."""

_START = "import sys; sys.path[:] = sys.argv[2:]; from vault.child.entry import run; sys.exit(run(int(sys.argv[1])))"


def start_command(fd: int) -> list[str]:
    """The command line of a vault process on this descriptor. It shows no secret: everybody can read it.

    The child is isolated from the environment and from the folder it is started in (`-I`), and imports from exactly
    where this process does.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--vault-process", str(fd)]
    return [sys.executable, "-I", "-c", _START, str(fd), *import_roots()]


def import_roots() -> list[str]:
    """Where this process imports from, relative places left out, the package `vault` included."""
    own = str(Path(vault.__file__).absolute().parents[1])
    roots = [root for root in sys.path if os.path.isabs(root)]
    return roots if own in roots else [own, *roots]


@dataclass(frozen=True)
class Ended:
    """Why the process is gone. `locked`: it was asked to; `closed`: this side hung up; `died`: by itself or killed;
    `broken`: it did not keep to the protocol. `detail` is its exit code or signal."""

    reason: Literal["locked", "closed", "died", "broken"]
    detail: str


class Reply(Generic[A]):
    """What a request comes to. Its callbacks run on the reader thread, and must not wait for other replies."""

    def __init__(self, link: VaultLink, request: m.Request[A], callbacks: Callbacks) -> None:
        self._link, self._kind, self._callbacks = link, type(request), callbacks
        self._over = threading.Event()
        self._outcome: A | Exception | None = None
        self.number = 0

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def cancel(self) -> None:
        """Ask the work to stop. The reply still ends: with what was done, or with `Cancelled`."""
        self._link._cancel(self.number)

    def wait(self, timeout: float | None = None) -> A:
        """The answer. Raises what the request failed with, TimeoutError after `timeout` seconds."""
        if not self._over.wait(timeout):
            raise TimeoutError("no answer yet")
        assert self._outcome is not None
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome

    def _finish(self, outcome: A | Exception) -> None:
        self._outcome = outcome
        self._over.set()
        if self._callbacks.done is not None:
            self._callbacks.done(self)

    def _lose(self) -> None:
        """The process is gone. Whoever wanted it locked has that."""
        locked: Any = m.Locked(clean=False)
        self._finish(locked if self._kind is m.LockVault else VaultLocked("the vault process has ended"))


@dataclass(frozen=True)
class Callbacks:
    """What is called about one request, on the reader thread. A slow `piece` holds back the content's next pieces."""

    done: Callable[[Reply[Any]], None] | None = None
    progress: Callable[[Counts], None] | None = None
    piece: Callable[[bytes], None] | None = None


class VaultLink:
    """One vault process. Its methods may be called from any thread and do not wait, unless they say so."""

    def __init__(
        self,
        *,
        ended: Callable[[Ended], None] | None = None,
        event: Callable[[Message], None] | None = None,
        command: Callable[[int], Sequence[str]] = start_command,
    ) -> None:
        """Start the process. `event` is called with `Changed` and `BecameReadOnly`, `ended` once. Raises OSError."""
        self._on_end, self._on_event = ended, event
        self._wire = Wire(child=False)
        self._guard = threading.Lock()
        self._replies: dict[int, Reply[Any]] = {}
        self._reason: Literal["locked", "closed", "died", "broken"] = "died"
        self._gone = threading.Event()
        self._pipe, theirs = socket.socketpair()
        with theirs:
            self._process = _start(command(theirs.fileno()), theirs.fileno())
        self._reader = threading.Thread(target=self._read, name="vault link", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return not self._gone.is_set()

    def ask(
        self,
        request: m.Request[A],
        *,
        done: Callable[[Reply[A]], None] | None = None,
        progress: Callable[[Counts], None] | None = None,
        piece: Callable[[bytes], None] | None = None,
    ) -> Reply[A]:
        """Send a request. If the process is gone the reply is over at once, with VaultLocked.

        The link overwrites its own copies of what it sent; a password in the request is the caller's to `wipe`.
        Raises LimitExceeded for a request that is too large.
        """
        reply: Reply[A] = Reply(self, request, Callbacks(done, progress, piece))
        payload = serialize(request)
        with self._guard:
            if self.is_alive:
                reply.number = self._wire.new_request()
                frame = self._wire.send(Kind.REQUEST, reply.number, payload)
                self._replies[reply.number] = reply
                self._send(frame)
                wipe(payload)
                return reply
        reply._lose()
        return reply

    def call(self, request: m.Request[A], timeout: float | None = None) -> A:
        """Send a request and wait for its answer. Raises what it failed with, TimeoutError."""
        return self.ask(request).wait(timeout)

    def read(self, request: m.ReadContent, timeout: float | None = None) -> bytes:
        """Wait for the whole of a content."""
        pieces: list[bytes] = []
        self.ask(request, piece=pieces.append).wait(timeout)
        return b"".join(pieces)

    def lock(self) -> Reply[m.Locked]:
        """Lock the vault; this always succeeds. The process ends within two seconds, killed if it must be."""
        self._reason = "locked"
        reply = self.ask(m.LockVault())
        timer = threading.Timer(LOCK_SECONDS, self.kill)
        timer.daemon = True
        timer.start()
        return reply

    def close(self) -> None:
        """Hang up. The process locks its vault and ends within a second, or is killed."""
        self._reason = "closed"
        with contextlib.suppress(OSError):
            self._pipe.shutdown(socket.SHUT_RDWR)

    def kill(self) -> None:
        """End the process at once. Nothing that was committed is lost."""
        if self.is_alive:
            self._process.kill()

    def join(self, timeout: float | None = None) -> bool:
        """Wait until the process is gone and everything was called back; whether it is."""
        self._reader.join(timeout)
        return not self._reader.is_alive()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
        self.join()

    def _cancel(self, number: int) -> None:
        with self._guard:
            if number in self._replies and self.is_alive:
                self._send(self._wire.send(Kind.CANCEL, number))

    def _send(self, frame: bytearray) -> None:
        # A broken pipe is seen by the reader, which ends every reply.
        with contextlib.suppress(OSError):
            self._pipe.sendall(frame)
        frame[:] = bytes(len(frame))

    # On the reader thread

    def _read(self) -> None:
        with contextlib.suppress(OSError):
            while data := self._pipe.recv(_CHUNK):
                try:
                    for frame in self._wire.receive(data):
                        self._receive(frame)
                except Malformed:
                    self._reason = "broken"
                    self._process.kill()
                    break
        self._finish()

    def _receive(self, frame: Frame) -> None:
        if frame.kind is Kind.EVENT:
            self._tell(self._on_event, parse(frame.payload, Message))
            return
        reply = self._replies[frame.request]
        if frame.kind is Kind.PROGRESS:
            self._tell(reply._callbacks.progress, parse_counts(frame.payload))
        elif frame.kind is Kind.PIECE:
            self._tell(reply._callbacks.piece, frame.payload)
        else:
            self._close_reply(frame)

    def _close_reply(self, frame: Frame) -> None:
        answer = parse(frame.payload, m.Failure if frame.kind is Kind.FAILURE else Message)
        reply = self._replies.pop(frame.request)
        outcome = error_of(answer) if isinstance(answer, m.Failure) else answer
        if reply._kind is m.UnlockVault and isinstance(outcome, Cancelled):
            self._reason = "closed"
        self._tell(reply._finish, outcome)

    def _finish(self) -> None:
        """The pipe is at its end: so is the process, soon."""
        try:
            self._process.wait(LOCK_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        with self._guard:
            self._gone.set()
            self._pipe.close()
            open_replies, self._replies = list(self._replies.values()), {}
        for reply in open_replies:
            self._tell(reply._lose)
        self._tell(self._on_end, Ended(self._reason, _exit_of(self._process.returncode)))

    @staticmethod
    def _tell(callback: Callable[..., None] | None, *news: object) -> None:
        """Call back. An error in there is the caller's and must not stop the reader; it is shown as any thread's is."""
        if callback is None:
            return
        try:
            callback(*news)
        except Exception as error:  # noqa: BLE001 - see above
            threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, None)))


def _start(command: Sequence[str], fd: int) -> subprocess.Popen[bytes]:
    """Start a process that has this descriptor and nothing else of ours."""
    if os.name == "nt":
        raise NotImplementedError("the vault process does not start on Windows yet")
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command,
        pass_fds=(fd,),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(os.environ),
        # Ctrl+C in a terminal is the front end's to understand.
        start_new_session=True,
    )


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return {name: ours[name] for name in _PASSED_ON if name in ours}


def _exit_of(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    return next((one.name for one in signal.Signals if one == -code), f"signal {-code}")
