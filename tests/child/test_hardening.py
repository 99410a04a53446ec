"""What nobody gets out of the vault process, nor out of its client once the vault is locked."""

from __future__ import annotations

import contextlib
import os
import resource
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.child.links import PATIENCE, cheap_command, create, memory_of
from tests.conftest import CHEAP
from vault.child import messages as m
from vault.child.codec import serialize
from vault.child.link import import_roots
from vault.child.wiping import wipe
from vault.child.wire import Kind, Wire
from vault.engine.vault import Vault
from vault.unlock.password import Password

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="prctl, mlock and /proc are Linux's")

DEBIAN_PYTHON = Path("/usr/bin/python3")
PROBE = Path(__file__).with_name("memory_probe.py")


def cheap(word: str) -> list[str]:
    """The cheap child's command, with a word for the descriptor."""
    return [word if one == "-1" else one for one in cheap_command(-1)]


@dataclass
class Looked:
    """What a probe is about: its process, the vault's, and what must not be found."""

    probe: subprocess.Popen[bytes]
    child: int
    folder: Path
    canaries: dict[str, bytes]

    def say(self) -> bytes:
        assert self.probe.stdin is not None
        assert self.probe.stdout is not None
        # Longer than the probe's reading buffer, where the canaries came in.
        self.probe.stdin.write(b" " * (1 << 15) + b"\n")
        self.probe.stdin.flush()
        return self.probe.stdout.readline().strip()

    def found_in(self, pid: int, what: dict[str, bytes]) -> dict[str, int]:
        """How often each of these stands in a process's memory."""
        regions = memory_of(pid)
        counts = {name: sum(region.count(value) for region in regions) for name, value in what.items()}
        return {name: count for name, count in counts.items() if count}


@pytest.fixture
def looked(tmp_path: Path) -> Iterator[Looked]:
    """A probe with an open vault. As root it runs as nobody, since root may look into everything."""
    canaries = {name: secrets.token_hex(24).encode() for name in ("password", "name", "text")}
    content = secrets.token_bytes(48)
    folder = tmp_path / "probe"
    folder.mkdir()
    (folder / "secret.txt").write_bytes(content)
    python, user = sys.executable, None
    if os.geteuid() == 0:
        python, user = str(DEBIAN_PYTHON), "nobody"
        for path in (folder, folder / "secret.txt"):
            os.chown(path, 65_534, -1)
        for above in folder.parents:
            if not above.stat().st_mode & 1:
                above.chmod(above.stat().st_mode | 0o11)
    # The packages alone: another interpreter has a standard library of its own.
    packages = [root for root in import_roots() if Path(root).name == "site-packages"]
    command = [python, str(PROBE), str(folder), str(Path(__file__).parents[2]), *packages]
    if user is not None and not _can_run(command, user):
        pytest.skip("no interpreter here that an ordinary user can run with the packages")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, user=user) as probe:
        assert probe.stdin is not None
        assert probe.stdout is not None
        probe.stdin.write(b" ".join(canaries.values()) + b"\n")
        probe.stdin.flush()
        word, pid = probe.stdout.readline().split()
        assert word == b"open"
        try:
            yield Looked(probe, int(pid), folder, {**canaries, "content": content})
        finally:
            probe.kill()


def _can_run(command: list[str], user: str) -> bool:
    roots = command[3:]
    program = f"import sys; sys.path[:0] = {roots!r}; import vault.child.link, argon2, cryptography.fernet"
    try:
        return not subprocess.run([command[0], "-c", program], user=user, capture_output=True, check=False).returncode
    except OSError:
        return False


def test_a126_memory(looked: Looked) -> None:
    """Open: nobody of the same user looks into the vault process. Locked: it is gone, and its client has no key."""
    if os.geteuid() == 0:
        assert "password" in looked.found_in(looked.child, looked.canaries), "root sees it: the scan works"
    program = "import sys; open(f'/proc/{sys.argv[1]}/mem', 'rb')"
    user = "nobody" if os.geteuid() == 0 else None
    peek = [str(DEBIAN_PYTHON), "-c", program]
    refused = subprocess.run([*peek, str(looked.child)], user=user, capture_output=True, check=False)
    assert b"PermissionError" in refused.stderr
    allowed = subprocess.run([*peek, str(looked.probe.pid)], user=user, capture_output=True, check=False)
    assert not allowed.returncode, "the same look at a process that is not hardened works"

    assert looked.say() == b"locked"
    assert not Path(f"/proc/{looked.child}").exists()
    with Vault.unlock(looked.folder / "v", Password(looked.canaries["password"]), policy=CHEAP) as vault:
        header = vault.files.header
        keys = {
            "vault key": header.subkeys.vault_key,
            "record key": header.subkeys.record,
            "seed": header.opened.seed,
            "anchor key": vault.catalog.state("anchor_key") or b"",
            **{f"file key {number}": row[0] for number, row in enumerate(vault.catalog.rows("SELECT key FROM part"))},
        }
    assert len(keys) == 5
    # Names and contents that were shown may be left over until the memory is used again: see docs/threats.md.
    unforgiven = {"password": looked.canaries["password"], **keys}
    assert looked.found_in(looked.probe.pid, unforgiven) == {}


def test_the_scan_finds_what_is_there() -> None:
    """Otherwise it would prove nothing."""
    canary = secrets.token_bytes(40)
    assert sum(region.count(canary) for region in memory_of(os.getpid())) >= 1


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Callable[[list[str]], int]]:
    """Starts a process with a pipe and waits until it answers; its id."""
    started: list[tuple[subprocess.Popen[bytes], socket.socket]] = []

    def start(command: list[str]) -> int:
        ours, theirs = socket.socketpair()
        with theirs:
            number = theirs.fileno()
            command = [str(number) if one == "FD" else one for one in command]
            process = subprocess.Popen(command, pass_fds=(number,), cwd=tmp_path, start_new_session=True)
        started.append((process, ours))
        ours.sendall(Wire(child=False).send(Kind.REQUEST, 1, serialize(m.VaultFacts())))
        ours.settimeout(PATIENCE)
        assert ours.recv(9)
        return process.pid

    yield start
    for process, ours in started:
        ours.close()
        process.kill()
        process.wait()


def test_a125_no_core_dump(bare: Callable[[list[str]], int], tmp_path: Path) -> None:
    """A crash of the vault process leaves nothing, even where somebody allows core dumps again."""
    echo = "import socket, sys; pipe = socket.socket(fileno=int(sys.argv[1])); pipe.send(pipe.recv(99)); pipe.recv(99)"
    dumped = {}
    for name, command in (("plain", [sys.executable, "-c", echo, "FD"]), ("vault", cheap("FD"))):
        pid = bare(command)
        hard = resource.prlimit(pid, resource.RLIMIT_CORE)[1]
        if name == "vault":
            assert hard == 0
        else:
            resource.prlimit(pid, resource.RLIMIT_CORE, (hard, hard))
        with contextlib.suppress(PermissionError):
            resource.prlimit(pid, resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        os.kill(pid, signal.SIGSEGV)
        ended = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        assert ended.si_status == signal.SIGSEGV
        dumped[name] = ended.si_code == os.CLD_DUMPED
    assert not dumped["vault"]
    if not dumped["plain"]:
        pytest.skip("this system makes no core dumps, so that none was made proves little")
    for core in tmp_path.glob("core*"):
        core.unlink()


def test_key_pages_are_locked(tmp_path: Path) -> None:
    """Some pages are locked once a vault is open: those that its keys lie on."""
    with create(tmp_path / "v") as link:
        status = Path(f"/proc/{link.pid}/status").read_text()
        (locked,) = (int(line.split()[1]) for line in status.splitlines() if line.startswith("VmLck"))
        assert locked >= 4
        limits = resource.prlimit(link.pid, resource.RLIMIT_MEMLOCK)
        assert limits[0] == limits[1]
        assert resource.prlimit(link.pid, resource.RLIMIT_CORE) == (0, 0)


def test_long_work_stands_behind_the_window(tmp_path: Path) -> None:
    """By its own niceness, and by that of its session where sessions share the cores."""
    with create(tmp_path / "v") as link:
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, link.pid) == min(19, own + 5)
        if Path("/proc/sys/kernel/sched_autogroup_enabled").exists():
            assert Path(f"/proc/{link.pid}/autogroup").read_text().endswith("nice 5\n")


def test_wiping() -> None:
    secret = secrets.token_bytes(30)
    wipe(secret)
    assert secret == bytes(30)
    for shared in (b"", b"x"):
        wipe(shared)
    assert bytes([120]) == b"x"
