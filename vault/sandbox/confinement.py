"""Takes away from the worker, in its own process, whatever it does not need. Once done, nothing gives it back.

Layers, because each alone has a platform without it or a hole. What the operating system refuses to set up is left
out and missing in the report; what holds in the end is tried, not believed.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import socket
import struct
import sys
from collections.abc import Callable

from vault.sandbox import system_calls
from vault.sandbox.protection import ALL_LAYERS, Layer, Promise, Protection

if sys.platform != "win32":
    import resource

MEMORY = 1280 << 20
"""Bytes of address space. The largest file (256 MiB) and the largest picture twice (64 megapixels) fit beside
the libraries."""
CPU_SECONDS = 600
"""Of processor time in the worker's life; a single job is bounded by the client's clock."""

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
_SIGKILL = 9
_SECCOMP_MODE_FILTER = 2
_CLONE_NEWNET, _CLONE_NEWIPC, _CLONE_NEWUSER = 0x40000000, 0x08000000, 0x10000000
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446  # the same on every architecture
_LANDLOCK_VERSION = 1
# Rights that a kernel's Landlock knows, by the version that brought them: files, network, scope.
_LANDLOCK_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 5: 0xFFFF}
_LANDLOCK_NETWORK = {4: 0x3}
_LANDLOCK_SCOPE = {6: 0x3}


def confine(layers: Layer = ALL_LAYERS, cpu_seconds: int | None = None) -> Protection:
    """Confines this process for good. Must run before any thread is started and after every import.

    `layers` is for tests, which look at each layer alone; a worker of one long job has more `cpu_seconds`. Returns what
    is in force. Never raises OSError.
    """
    held = Layer.NONE
    steps = dict(_STEPS)
    if cpu_seconds is not None:
        steps[Layer.CPU_LIMIT] = lambda: _limit("RLIMIT_CPU", cpu_seconds)
    for layer, hold in steps.items():
        if layer not in layers:
            continue
        try:
            hold()
        except (OSError, ValueError, AttributeError, NotImplementedError):
            continue  # not on this platform, or not allowed to us: the report says so
        held |= layer
    return Protection(held, _try_promises())


# --- the layers -----------------------------------------------------------------------------------


def _limit(name: str, most: int) -> None:
    """Sets a resource limit for good, never above the one that is there."""
    if sys.platform == "win32":
        raise NotImplementedError
    which = getattr(resource, name)
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(which, (most, most))


def _libc() -> ctypes.CDLL:
    if sys.platform != "linux":
        raise NotImplementedError
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, first: int, second: int = 0) -> None:
    call = _libc().prctl
    call.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    _check(call(option, first, second, 0, 0))


def _check(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused by the kernel")
    return result


def _enter_namespaces() -> None:
    """Enters a network of its own, without so much as a loopback that is up, as nobody."""
    _check(_libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC))


def _enter_landlock() -> None:
    """Gives up every right to files, TCP and other processes that this kernel's Landlock knows."""
    call = _libc().syscall
    call.restype = ctypes.c_long
    version = _check(call(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(_LANDLOCK_VERSION)))
    rights = [
        max((bits for since, bits in table.items() if since <= version), default=0)
        for table in (_LANDLOCK_FILES, _LANDLOCK_NETWORK, _LANDLOCK_SCOPE)
    ]
    # Older kernels take a shorter structure only.
    length = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = struct.pack("=QQQ", *rights)[:length]
    descriptor = _check(call(_LANDLOCK_CREATE, rules, ctypes.c_size_t(length), ctypes.c_uint(0)))
    try:
        _check(call(_LANDLOCK_RESTRICT, ctypes.c_int(descriptor), ctypes.c_uint(0)))
    finally:
        os.close(descriptor)


def _filter_system_calls() -> None:
    """Leaves the few system calls of `system_calls`."""
    machine = system_calls.machine()
    if not machine:
        raise NotImplementedError
    steps = system_calls.program(machine)
    array = ctypes.create_string_buffer(steps, len(steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps) // 8, ctypes.addressof(array)))  # sock_fprog
    _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))


# The order matters: what needs a descriptor comes before there are none, the filter forbids all of the others.
_STEPS: dict[Layer, Callable[[], None]] = {
    Layer.ENDS_WITH_PARENT: lambda: _prctl(_PR_SET_PDEATHSIG, _SIGKILL),
    Layer.NAMESPACES: _enter_namespaces,
    Layer.NO_NEW_PRIVILEGES: lambda: _prctl(_PR_SET_NO_NEW_PRIVS, 1),
    Layer.LANDLOCK: _enter_landlock,
    Layer.NOT_DUMPABLE: lambda: _prctl(_PR_SET_DUMPABLE, 0),
    Layer.NO_CORE_DUMP: lambda: _limit("RLIMIT_CORE", 0),
    Layer.MEMORY_LIMIT: lambda: _limit("RLIMIT_AS", MEMORY),
    Layer.CPU_LIMIT: lambda: _limit("RLIMIT_CPU", CPU_SECONDS),
    Layer.NO_FILE_GROWTH: lambda: _limit("RLIMIT_FSIZE", 0),
    Layer.NO_CHILDREN: lambda: _limit("RLIMIT_NPROC", 0),
    Layer.NO_DESCRIPTORS: lambda: _limit("RLIMIT_NOFILE", 0),
    Layer.SYSTEM_CALL_FILTER: _filter_system_calls,
}


# --- what holds -----------------------------------------------------------------------------------


def _try_promises() -> Promise:
    """Tries what must be impossible, and returns what was."""
    attempts = {
        Promise.OPENS_NO_FILE: _open_file,
        Promise.OPENS_NO_SOCKET: _open_socket,
        Promise.STARTS_NO_PROGRAM: _start_child,
        Promise.MEMORY_IS_BOUNDED: _take_memory,
    }
    kept = Promise.NONE
    for promise, attempt in attempts.items():
        try:
            attempt()
        except (OSError, MemoryError):
            kept |= promise
    return kept


def _open_file() -> None:
    os.close(os.open(os.devnull, os.O_RDONLY))


def _open_socket() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _start_child() -> None:
    if sys.platform == "win32":
        return  # nothing here forbids it
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)


def _take_memory() -> None:
    mmap.mmap(-1, MEMORY).close()  # reserved, never touched
