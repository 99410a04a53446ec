"""The system calls that are left to the worker, as a classic BPF program for Linux's seccomp.

A list of what is allowed, because a list of what is forbidden ages: calls that a later kernel brings are refused
without our knowing them. What is not on it fails with EPERM, so that a library that only looks for a font or for
the number of processors goes on without. With every library imported and every file descriptor open, decoding
needs memory, the pipe and the clock.
"""

from __future__ import annotations

import errno
import platform
import struct
import sys

_NUMBERS: dict[str, dict[str, int]] = {
    "x86_64": {
        "read": 0, "write": 1, "close": 3, "brk": 12, "rt_sigaction": 13, "rt_sigprocmask": 14, "rt_sigreturn": 15,
        "munmap": 11, "mremap": 25, "madvise": 28, "sched_yield": 24, "exit": 60, "sigaltstack": 131, "gettid": 186,
        "getpid": 39, "futex": 202, "restart_syscall": 219, "clock_gettime": 228, "exit_group": 231, "getrandom": 318,
        "mmap": 9, "mprotect": 10,
    },
    "aarch64": {
        "read": 63, "write": 64, "close": 57, "brk": 214, "rt_sigaction": 134, "rt_sigprocmask": 135,
        "rt_sigreturn": 139, "munmap": 215, "mremap": 216, "madvise": 233, "sched_yield": 124, "exit": 93,
        "sigaltstack": 132, "gettid": 178, "getpid": 172, "futex": 98, "restart_syscall": 128, "clock_gettime": 113,
        "exit_group": 94, "getrandom": 278, "mmap": 222, "mprotect": 226,
    },
}  # fmt: skip
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_* of linux/audit.h
_NO_CODE = ("mmap", "mprotect")  # allowed without PROT_EXEC only: no new machine code

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_ANY_BIT = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06  # BPF_RET | BPF_K
_NUMBER, _ARCHITECTURE, _THIRD_ARGUMENT = 0, 4, 32  # offsets in struct seccomp_data; both machines are little-endian
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_PROT_EXEC = 4


def machine() -> str:
    """Returns the name of this machine's table, or nothing where there is none."""
    name = platform.machine()
    known = sys.platform == "linux" and sys.maxsize > 2**32 and name in _NUMBERS
    return name if known else ""


def allowed(name: str) -> dict[str, int]:
    """Returns the numbers of the allowed calls on a machine."""
    return dict(_NUMBERS[name])


def program(name: str) -> bytes:
    """Returns the filter for a machine as an array of `struct sock_filter`."""
    refuse = (_RETURN, 0, 0, _ERROR | errno.EPERM)
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _ARCHITECTURES[name]),
        (_RETURN, 0, 0, _KILL),  # the other architecture's calls have other numbers
        (_LOAD, 0, 0, _NUMBER),
    ]
    for call, number in _NUMBERS[name].items():
        if call in _NO_CODE:
            steps += [
                (_EQUAL, 0, 4, number),
                (_LOAD, 0, 0, _THIRD_ARGUMENT),
                (_ANY_BIT, 0, 1, _PROT_EXEC),
                refuse,
                (_RETURN, 0, 0, _ALLOW),
            ]
        else:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("<HBBI", *step) for step in [*steps, refuse])
