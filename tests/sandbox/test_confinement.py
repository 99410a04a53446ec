"""Each layer alone holds what it says, and all of them together leave nothing but memory, the pipe and the clock."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault.sandbox import jobs, system_calls
from vault.sandbox.client import SandboxWorker
from vault.sandbox.confinement import MEMORY
from vault.sandbox.protection import ALL_LAYERS, ALL_PROMISES, Layer, Promise

HARMLESS = (
    *("read a file", "write a file", "grow a file", "make a folder", "remove a file", "list a folder"),
    *("look at a file", "TCP socket", "UDP socket", "UNIX socket", "connect", "connect anew", "pipe", "memfd", "dup"),
    *("fork", "thread", "take memory", "new machine code"),
)
"""What a child survives that nothing holds."""

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="these layers are Linux's")

# What a child tries once it is confined; each line of the answer is an errno, 0 for success.
CHILD = """
import ctypes, json, mmap, os, signal, socket, sys, threading
from vault.sandbox import confinement
from vault.sandbox.protection import Layer
layers, folder, port, user = Layer(int(sys.argv[1])), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
libc = ctypes.CDLL(None, use_errno=True)
before = os.open(folder + "/before", os.O_RDWR | os.O_CREAT)
inet, local = socket.socket(), socket.socket(socket.AF_UNIX)
if user:
    os.setgroups([]); os.setgid(user); os.setuid(user)

def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "")

def child(start):
    number = start()
    if not number:
        os._exit(0)
    os.waitpid(number, 0)

def thread():
    one = threading.Thread(target=int)
    try:
        one.start()
    except RuntimeError:
        raise OSError(1, "")
    one.join()

ACTS = {
    "read a file": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "write a file": lambda: os.open(folder + "/new", os.O_WRONLY | os.O_CREAT),
    "grow a file": lambda: os.write(before, b"x"),
    "make a folder": lambda: os.mkdir(folder + "/sub"),
    "remove a file": lambda: os.unlink(folder + "/victim"),
    "list a folder": lambda: os.listdir(folder),
    "look at a file": lambda: os.stat(folder),
    "TCP socket": lambda: socket.socket(),
    "UDP socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "UNIX socket": lambda: socket.socket(socket.AF_UNIX),
    "connect": lambda: inet.connect(("127.0.0.1", port)),
    "connect anew": lambda: socket.socket().connect(("127.0.0.1", port)),
    "connect locally": lambda: local.connect(folder + "/nobody"),
    "pipe": os.pipe,
    "memfd": lambda: os.memfd_create("x"),
    "dup": lambda: os.dup(0),
    "fork": lambda: child(os.fork),
    "thread": thread,
    "signal another": lambda: os.kill(os.getppid(), 0),
    "take memory": lambda: mmap.mmap(-1, 2 << 30).close(),
    "new machine code": lambda: mmap.mmap(-1, 4096, prot=7).close(),
    "ptrace": lambda: call(101, 0, 0, 0, 0),
    "process_vm_readv": lambda: call(310, os.getpid(), 0, 0, 0, 0, 0),
    "io_uring_setup": lambda: call(425, 0, 0),
    "unshare": lambda: call(272, 0),
    "open by handle": lambda: call(304, 0, 0, 0),
    "a call of tomorrow": lambda: call(9999),
    "execve": lambda: os.execve("/bin/true", ["/bin/true"], {}),
}
report = confinement.confine(layers)
found = {"layers": report.layers.value, "promises": report.promises.value}
for name in sys.argv[5:] or ACTS:
    try:
        ACTS[name]()
    except (OSError, MemoryError) as error:
        found[name] = getattr(error, "errno", 12) or 12
    else:
        found[name] = 0
os.write(1, json.dumps(found).encode())
os._exit(0)
"""


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


class Trial:
    """Runs the child and returns what it found; skips where the platform has not the layer."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        (folder / "victim").touch()
        folder.chmod(0o777)

    def __call__(self, layers: Layer, *acts: str, user: int = 0) -> dict[str, int]:
        layers |= Layer.NO_NEW_PRIVILEGES if layers & (Layer.LANDLOCK | Layer.SYSTEM_CALL_FILTER) else Layer.NONE
        line = [sys.executable, "-c", CHILD, str(layers.value), str(self.folder), str(self.port), str(user), *acts]
        done = subprocess.run(line, cwd=ROOT, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()
        found: dict[str, int] = json.loads(done.stdout)
        if Layer(found["layers"]) != layers:
            pytest.skip(f"not to be had here: {layers & ~Layer(found['layers'])}")
        return found


@pytest.fixture
def trial(tmp_path: Path, listener: int) -> Trial:
    return Trial(tmp_path, listener)


@linux
@pytest.mark.skipif(system_calls.machine() != "x86_64", reason="the numbers tried are those of x86_64")
def test_a129_filter_alone_refuses_all_but_memory(trial: Trial) -> None:
    found = trial(Layer.SYSTEM_CALL_FILTER)
    assert Promise(found.pop("promises")) == ALL_PROMISES & ~Promise.MEMORY_IS_BOUNDED
    assert found.pop("layers")
    assert found.pop("take memory") == 0
    assert found.pop("grow a file") == 0  # the descriptors that are there stay; RLIMIT_FSIZE is for files
    assert set(found.values()) == {errno.EPERM}, found


@linux
def test_a129_nothing_is_tried_in_vain_without_layers(trial: Trial) -> None:
    """The acts are ones that succeed when nothing forbids them."""
    found = trial(Layer.NONE, *HARMLESS)
    assert set(found.values()) == {0}, found


@linux
def test_a129_landlock_alone_closes_files_and_tcp(trial: Trial) -> None:
    acts = ("read a file", "write a file", "make a folder", "remove a file", "list a folder", "connect")
    found = trial(Layer.LANDLOCK, *acts)
    files = {found[name] for name in acts[:-1]}
    assert files == {errno.EACCES}
    assert found["connect"] in (errno.EACCES, 0)  # 0 with kernels before 6.7


@linux
def test_a129_namespace_alone_has_no_network(trial: Trial) -> None:
    assert trial(Layer.NAMESPACES, "connect anew")["connect anew"] == errno.ENETUNREACH


def test_a129_no_descriptors_alone_closes_files_and_sockets(trial: Trial) -> None:
    found = trial(Layer.NO_DESCRIPTORS, *HARMLESS)
    assert Promise.OPENS_NO_FILE | Promise.OPENS_NO_SOCKET in Promise(found["promises"])
    for name in ("read a file", "write a file", "TCP socket", "UDP socket", "UNIX socket", "pipe", "dup", "memfd"):
        assert found[name] in (errno.EMFILE, errno.EINVAL), name  # dup says EINVAL


def test_a129_no_file_grows(trial: Trial) -> None:
    assert trial(Layer.NO_FILE_GROWTH, "grow a file")["grow a file"] == errno.EFBIG


@linux
def test_a129_memory_is_bounded(trial: Trial) -> None:
    found = trial(Layer.MEMORY_LIMIT, "take memory")
    assert found["take memory"] == errno.ENOMEM
    assert Promise.MEMORY_IS_BOUNDED in Promise(found["promises"])


@linux
def test_a129_no_children_for_an_ordinary_user(trial: Trial) -> None:
    """The limit does not count for root, so the child becomes nobody first."""
    found = trial(Layer.NO_CHILDREN, "fork", user=65534 if os.geteuid() == 0 else 0)
    assert found["fork"] == errno.EAGAIN


def run(code: str) -> subprocess.CompletedProcess[bytes]:
    line = [sys.executable, "-c", "import os, sys, time\nfrom vault.sandbox import confinement as c\n" + code]
    return subprocess.run(line, cwd=ROOT, capture_output=True, check=False, timeout=60)


def test_a129_processor_time_is_bounded() -> None:
    done = run("c.CPU_SECONDS = 1\nc.confine(c.Layer.CPU_LIMIT)\nwhile True: pass")
    assert done.returncode in (-signal.SIGXCPU, -signal.SIGKILL)


@linux
def test_a129_neither_core_nor_debugger() -> None:
    code = "import ctypes, resource\nc.confine(c.Layer.NOT_DUMPABLE | c.Layer.NO_CORE_DUMP)\n"
    done = run(code + "print(ctypes.CDLL(None).prctl(3), resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout.split() == [b"0", b"(0,", b"0)"]


@linux
def test_a129_ends_with_its_parent() -> None:
    """A worker that is busy notices no end of file; the kernel tells it."""
    busy = "from vault.sandbox import confinement as c; c.confine(c.Layer.ENDS_WITH_PARENT); print(1, flush=True)\n"
    start = (
        f"import subprocess\np = subprocess.Popen([sys.executable, '-c', {busy + 'while True: pass'!r}], stdout=-1)\n"
    )
    code = start + "p.stdout.read(1)\nprint(p.pid, flush=True)\nos._exit(0)"
    pid = int(run(code).stdout)
    until = time.monotonic() + 10
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        assert time.monotonic() < until
        time.sleep(0.02)


# --- the worker itself ----------------------------------------------------------------------------


@linux
def test_a129_worker_as_the_kernel_sees_it(worker: SandboxWorker) -> None:
    """Filtered, without privileges to gain, environment, folder, descriptors but five, and inside its memory."""
    worker.ask(jobs.describe(), b"GIF89a")
    assert worker._link
    place = Path(f"/proc/{worker._link._child.pid}")
    status = dict(line.split(":\t", 1) for line in (place / "status").read_text().splitlines() if ":\t" in line)
    assert worker.protection
    if Layer.SYSTEM_CALL_FILTER in worker.protection.layers:
        assert status["Seccomp"] == "2"
    assert status["NoNewPrivs"] == "1"
    assert status["Threads"] == "1"
    assert int(status["VmPeak"].split()[0]) << 10 <= MEMORY
    if not os.access(place / "environ", os.R_OK):
        return  # not dumpable: only root may look further
    assert (place / "environ").read_bytes() == b""
    assert os.readlink(place / "cwd") == "/"
    assert sorted(os.listdir(place / "fd"), key=int) == ["0", "1", "2", "3", "4"]
    assert [os.readlink(place / "fd" / str(number)) for number in range(3)] == ["/dev/null"] * 3


@linux
def test_a129_worker_keeps_every_promise(worker: SandboxWorker) -> None:
    worker.ask(jobs.describe(), b"GIF89a")
    assert worker.protection
    assert worker.protection.complete
    if system_calls.machine():
        assert Layer.SYSTEM_CALL_FILTER | Layer.NO_DESCRIPTORS in worker.protection.layers


# --- the filter -----------------------------------------------------------------------------------


def decide(name: str, architecture: int, number: int, third: int = 0) -> int:
    """Runs the program as the kernel would, on the few instructions it uses."""
    given = struct.pack("<IIQQQQ", number, architecture, 0, 0, 0, third)
    steps = list(struct.iter_unpack("<HBBI", system_calls.program(name)))
    place, value = 0, 0
    while True:
        code, yes, no, number = steps[place]
        place += 1
        if code == 0x06:
            return number
        if code == 0x20:
            (value,) = struct.unpack_from("<I", given, number)
        else:
            place += yes if (value == number if code == 0x15 else value & number) else no


@pytest.mark.parametrize("name", ["x86_64", "aarch64"])
def test_filter_allows_its_list_and_nothing_else(name: str) -> None:
    architecture = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[name]
    allow, refuse, kill = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
    numbers = set(system_calls.allowed(name).values())
    for number in [*range(1000), *range(0x40000000, 0x40000400), 2**32 - 1]:
        assert decide(name, architecture, number) == (allow if number in numbers else refuse), number
        assert decide(name, 0x40000003, number) == kill
    for call in ("mmap", "mprotect"):
        number = system_calls.allowed(name)[call]
        assert [decide(name, architecture, number, rights) for rights in (3, 4, 7)] == [allow, refuse, refuse]


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("x86_64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
        ("aarch64", "/usr/include/asm-generic/unistd.h"),
    ],
)
def test_numbers_are_the_kernels(name: str, header: str) -> None:
    if not Path(header).exists():
        pytest.skip(f"no {header} here")
    kernel = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text()))
    assert {call: int(kernel[call]) for call in system_calls.allowed(name)} == system_calls.allowed(name)


def test_every_layer_has_a_step() -> None:
    from vault.sandbox.confinement import _STEPS

    assert set(_STEPS) == set(ALL_LAYERS)
