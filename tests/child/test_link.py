"""The life of a vault process: cancel, lock, kill, hang up, nonsense on the pipe; nothing committed is ever lost."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import (
    PASSWORD,
    PATIENCE,
    Linked,
    Waiter,
    cheap_command,
    create,
    make_files,
    names,
    unlock,
)
from vault.child import entry, link as links, messages as m
from vault.child.codec import serialize
from vault.child.failures import Bug
from vault.child.link import start_command
from vault.child.wire import Kind, Wire
from vault.engine.errors import Cancelled, Conflict, KdfRefused, LimitExceeded, NotFound, VaultLocked

MANY = 6_000


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More small files than go into one commit."""
    return make_files(tmp_path_factory.mktemp("sources") / "files", MANY)


def large_file(folder: Path) -> Path:
    """A file of which there is time to see a part."""
    path = folder / "large"
    with path.open("wb") as file:
        file.truncate(600 << 20)
    return path


def sound(path: Path) -> list[bytes]:
    """The names of all items of a vault that has nothing worse than leftovers."""
    with unlock(path) as link:
        checked = link.call(m.CheckVault(), PATIENCE)
        assert checked.ok, checked.findings
        return names(link)


# Cancelling


def test_cancel_in_the_middle_of_an_add_keeps_whole_items(tmp_path: Path, files: Path) -> None:
    """The large file comes last, so that there is a middle on any machine."""
    with create(tmp_path / "v") as link:
        paths = bytes(tmp_path / "nowhere"), bytes(files), bytes(large_file(tmp_path))
        reply = link.ask(m.AddFiles(paths))
        while not link.call(m.ListItems(), PATIENCE).total:
            time.sleep(0.005)
        reply.cancel()
        added = reply.wait(PATIENCE)
        assert added.cancelled
        assert 0 < added.items <= MANY
        assert [one.path for one in added.skipped] == [bytes(tmp_path / "nowhere")]
        assert len(names(link)) == added.items == len(added.changes.added) - added.folders
        assert link.call(m.CheckVault(), PATIENCE).ok


def test_cancel_in_the_middle_of_one_large_file(tmp_path: Path) -> None:
    with create(tmp_path / "v") as link:
        reply = link.ask(m.AddFiles((bytes(large_file(tmp_path)),)), progress=(some := Waiter(2)))
        some.wait()
        reply.cancel()
        added = reply.wait(PATIENCE)
        assert (added.cancelled, added.items, added.bytes, added.changes) == (True, 0, 0, m.Changes())
        checked = link.call(m.CheckVault(), PATIENCE)
        assert (checked.items, checked.findings) == (0, ())


def test_cancel_in_the_middle_of_an_export_leaves_no_file(tmp_path: Path) -> None:
    with create(tmp_path / "v") as link:
        link.call(m.AddFiles((bytes(large_file(tmp_path)),)), PATIENCE)
        out = tmp_path / "out"
        out.mkdir()
        requests: list[m.Request[Any]] = [
            m.ExportVault(bytes(out / "x"), b"another"),
            m.CheckVault(),
        ]
        for request in requests:
            reply = link.ask(request, progress=(some := Waiter(2)))
            some.wait()
            reply.cancel()
            with pytest.raises(Cancelled):
                reply.wait(PATIENCE)
            assert list(out.iterdir()) == []


def test_cancel_in_the_middle_of_writing_out_says_what_was_written(tmp_path: Path) -> None:
    """The large file comes last; of it nothing is left."""
    with create(tmp_path / "v") as link:
        (tmp_path / "a").write_bytes(b"content")
        paths = bytes(tmp_path / "a"), bytes(tmp_path / "large")
        large_file(tmp_path)
        link.call(m.AddFiles(paths), PATIENCE)
        small, large = (row.id for row in link.call(m.ListItems(), PATIENCE).rows)
        out = tmp_path / "out"
        out.mkdir()
        (out / "taken").write_bytes(b"mine")
        taken = link.call(m.WriteNote("text", name=b"taken"), PATIENCE).item
        reply = link.ask(m.WriteOut((taken, small, large), bytes(out)), progress=(some := Waiter(3)))
        some.wait()
        reply.cancel()
        written = reply.wait(PATIENCE)
        assert (written.cancelled, written.items, written.bytes, written.left_out) == (True, 1, 7, 1)
        assert sorted(path.name for path in out.iterdir()) == ["a", "taken"]


def test_cancel_in_the_middle_of_emptying_the_trash_says_what_is_gone(tmp_path: Path, files: Path) -> None:
    with create(tmp_path / "v") as link:
        link.call(m.AddFiles((bytes(files),)), PATIENCE)
        (top,) = link.call(m.ListItems("folder"), PATIENCE).rows
        link.call(m.TrashItems((top.id,)), PATIENCE)
        reply = link.ask(m.EmptyTrash(), progress=(begun := Waiter()))
        begun.wait()
        reply.cancel()
        emptied = reply.wait(PATIENCE)
        checked = link.call(m.CheckVault(fast=True), PATIENCE)
        assert checked.findings == ()
        assert checked.items == MANY - emptied.items
        assert emptied.cancelled == (checked.items > 0)
        assert len(emptied.changes.removed) == emptied.items + (not emptied.cancelled)
        link.call(m.EmptyTrash(), PATIENCE)
        assert not any(path.is_file() for path in (tmp_path / "v" / "packs").rglob("*"))


def test_cancel_what_has_not_begun(tmp_path: Path, files: Path) -> None:
    with create(tmp_path / "v") as link:
        first = link.ask(m.AddFiles((bytes(files),)), progress=(begun := Waiter()))
        second = link.ask(m.CheckVault())
        begun.wait()
        second.cancel()
        with pytest.raises(Cancelled):
            second.wait(PATIENCE)
        assert not first.is_over
        first.cancel()
        first.wait(PATIENCE)
        # Too late, and no harm.
        first.cancel()


def test_cancelling_an_unlock_ends_the_process(tmp_path: Path) -> None:
    """A derivation cannot be stopped. This one takes a second: the real policy, at its floor."""
    create(tmp_path / "v").lock().wait(PATIENCE)
    dear = Path(__file__).with_name("slow_child.py")
    with Linked(command=lambda fd: [*cheap_command(fd)[:2], str(dear), *cheap_command(fd)[3:]]) as link:
        link.call(m.CreateVault(bytes(tmp_path / "slow"), PASSWORD), PATIENCE)
        link.lock().wait(PATIENCE)
    with Linked(command=start_command) as link:
        reply = link.ask(m.UnlockVault(bytes(tmp_path / "slow"), PASSWORD))
        time.sleep(0.3)
        started = time.monotonic()
        reply.cancel()
        with pytest.raises(Cancelled):
            reply.wait(PATIENCE)
        assert link.end.reason == "closed"
        assert time.monotonic() - started < 0.5


# Locking


def test_lock_ends_the_process(tmp_path: Path) -> None:
    link = create(tmp_path / "v")
    pid = link.pid
    assert link.lock().wait(PATIENCE).clean
    assert link.end == links.Ended("locked", "exit code 0")
    assert not Path(f"/proc/{pid}").exists()
    with pytest.raises(VaultLocked):
        link.call(m.VaultFacts(), PATIENCE)
    assert not link.lock().wait(PATIENCE).clean


@pytest.mark.parametrize("work", ["many", "large", "export", "check"])
def test_a070_lock_during_long_work(work: str, tmp_path: Path, files: Path) -> None:
    """Within two seconds, cleanly, and what was committed is there."""
    with create(tmp_path / "v") as link:
        if work in ("export", "check"):
            link.call(m.AddFiles((bytes(large_file(tmp_path)),)), PATIENCE)
        requests: dict[str, m.Request[Any]] = {
            "many": m.AddFiles((bytes(files),)),
            "large": m.AddFiles((bytes(tmp_path / "large"),)),
            "export": m.ExportVault(bytes(tmp_path / "x"), b"another"),
            "check": m.CheckVault(),
        }
        if work == "large":
            large_file(tmp_path)
        reply = link.ask(requests[work], progress=(some := Waiter(2)))
        waiting = link.ask(m.CheckVault())
        some.wait()
        started = time.monotonic()
        locked = link.lock().wait(PATIENCE)
        assert locked.clean
        assert link.end.reason == "locked"
        assert time.monotonic() - started < 2
        committed = []
        try:
            committed = list(reply.wait(0).changes.added)
        except VaultLocked:
            assert work in ("export", "check")
        with pytest.raises(VaultLocked):
            waiting.wait(0)
    kept = sound(tmp_path / "v")
    if work in ("many", "large"):
        assert len(kept) == max(0, len(committed) - 1)
    assert not list(tmp_path.glob("x*"))


def test_lock_succeeds_though_the_work_does_not_stop(tmp_path: Path) -> None:
    """A derivation under way: the process ends in time all the same, and says that it was not clean."""
    dear = Path(__file__).with_name("slow_child.py")
    with Linked(command=lambda fd: [*cheap_command(fd)[:2], str(dear), *cheap_command(fd)[3:]]) as link:
        reply = link.ask(m.CreateVault(bytes(tmp_path / "slow"), PASSWORD))
        time.sleep(0.2)
        started = time.monotonic()
        locked = link.lock()
        assert locked.wait(PATIENCE).clean in (True, False)
        assert link.end.reason == "locked"
        assert time.monotonic() - started < 2.2
        assert reply.is_over


def test_lock_of_a_stopped_process(tmp_path: Path) -> None:
    """Not even a process that does not run any more keeps the keys."""
    link = create(tmp_path / "v")
    os.kill(link.pid, signal.SIGSTOP)
    started = time.monotonic()
    assert not link.lock().wait(PATIENCE).clean
    assert link.end == links.Ended("locked", "SIGKILL")
    assert time.monotonic() - started < links.LOCK_SECONDS + 0.5
    sound(tmp_path / "v")


# Ending without being asked


@pytest.mark.parametrize("after", [0.0, 0.05, 0.15, 0.3])
def test_kill_during_work_loses_nothing_committed(after: float, tmp_path: Path, files: Path) -> None:
    link = create(tmp_path / "v")
    reply = link.ask(m.AddFiles((bytes(files),)), progress=(some := Waiter()))
    some.wait()
    time.sleep(after)
    seen = link.call(m.ListItems(), PATIENCE).total
    link.kill()
    assert link.end == links.Ended("died", "SIGKILL")
    with pytest.raises(VaultLocked):
        reply.wait(PATIENCE)
    kept = sound(tmp_path / "v")
    assert len(kept) >= seen
    told = sum(len(event.changes.added) for event in link.events if isinstance(event, m.Changed))
    assert len(kept) >= told - 1


def test_a_client_that_hangs_up_ends_the_process(tmp_path: Path, files: Path) -> None:
    """Within a second, cleanly: the next one opens the vault and finds what was committed."""
    link = create(tmp_path / "v")
    link.ask(m.AddFiles((bytes(files),)), progress=(some := Waiter()))
    some.wait()
    started = time.monotonic()
    link.close()
    assert link.end == links.Ended("closed", "exit code 0")
    assert time.monotonic() - started < 1
    sound(tmp_path / "v")


def test_a_client_that_dies_ends_the_process(tmp_path: Path) -> None:
    """The window is killed; nobody hangs up in order."""
    create(tmp_path / "v").lock().wait(PATIENCE)
    program = (
        "import sys, time; sys.path[:] = sys.argv[2:]\n"
        "from pathlib import Path; from tests.child.links import unlock\n"
        "link = unlock(Path(sys.argv[1])); print(link.pid, flush=True); time.sleep(60)\n"
    )
    roots = [str(Path(__file__).parents[2]), *links.import_roots()]
    command = [sys.executable, "-c", program, str(tmp_path / "v"), *roots]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        pid = int(window.stdout.readline())
        window.kill()
    until = time.monotonic() + 1.5
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.01)
    assert not _runs(pid)
    sound(tmp_path / "v")


def _runs(pid: int) -> bool:
    """Whether a process is there, and not only its entry in the table."""
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


# Nonsense


@pytest.fixture
def bare() -> Iterator[Callable[[bytes], tuple[int, bytes]]]:
    """Sends bytes to a fresh process; its exit code and what it said."""
    started: list[subprocess.Popen[bytes]] = []

    def send(data: bytes) -> tuple[int, bytes]:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            process = subprocess.Popen(cheap_command(theirs.fileno()), pass_fds=(theirs.fileno(),))
            started.append(process)
            theirs.close()
            ours.sendall(data)
            said = b""
            while piece := ours.recv(1 << 16):
                said += piece
            return process.wait(PATIENCE), said

    yield send
    for process in started:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        bytes(100),
        bytes(Wire(child=False).send(Kind.REQUEST, 1, b"rubbish")),
        bytes(Wire(child=False).send(Kind.REQUEST, 1, serialize(m.Locked(True)))),
        bytes(Wire(child=False).send(Kind.REQUEST, 1, serialize(m.VaultFacts()) + b"N")),
    ],
    ids=["http", "zeros", "no value", "an answer", "trailing"],
)
def test_malformed_frames_end_the_process(data: bytes, bare: Callable[[bytes], tuple[int, bytes]]) -> None:
    code, said = bare(data)
    assert (code, said) == (entry.MALFORMED, b"")


def test_a_client_that_meets_nonsense_kills_the_process(tmp_path: Path) -> None:
    program = "import socket, sys, time; socket.socket(fileno=int(sys.argv[1])).sendall(bytes(50)); time.sleep(60)"
    with Linked(command=lambda fd: [sys.executable, "-c", program, str(fd)]) as link:
        with pytest.raises(VaultLocked):
            link.call(m.VaultFacts(), PATIENCE)
        assert link.end == links.Ended("broken", "SIGKILL")


def test_a_process_that_does_not_start_is_an_end(tmp_path: Path) -> None:
    with Linked(command=lambda fd: [sys.executable, "-c", "raise SystemExit(7)"]) as link:
        with pytest.raises(VaultLocked):
            link.call(m.VaultFacts(), PATIENCE)
        assert link.end == links.Ended("died", "exit code 7")


def test_our_own_mistake_is_a_bug_without_values(tmp_path: Path) -> None:
    """An empty password is the front end's to refuse. The process goes on."""
    with Linked() as link:
        with pytest.raises(Bug) as bug:
            link.call(m.CreateVault(bytes(tmp_path / "v"), b""), PATIENCE)
        assert str(bug.value).startswith("ValueError at ")
        assert "password.py:" in str(bug.value)
        assert "protects" not in str(bug.value)
        link.call(m.CreateVault(bytes(tmp_path / "v"), PASSWORD), PATIENCE)


def test_what_is_too_large_is_refused_before_it_is_sent(tmp_path: Path) -> None:
    with create(tmp_path / "v") as link:
        with pytest.raises(LimitExceeded):
            link.ask(m.WriteNote("x" * (3 << 20), name=b"n"))
        with pytest.raises(LimitExceeded):
            link.call(m.WriteNote("x" * ((1 << 20) + 1), name=b"n"), PATIENCE)
        assert link.call(m.VaultFacts(), PATIENCE).notes == 0


def test_a_callback_that_fails_does_not_stop_the_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr("threading.excepthook", seen.append)

    def fail(news: object) -> None:
        raise RuntimeError("ours")

    with create(tmp_path / "v") as link:
        link.ask(m.VaultFacts(), done=fail).wait(PATIENCE)
        link.call(m.VaultFacts(), PATIENCE)
    assert len(seen) == 1


# Reading while others work


def test_short_requests_get_their_turn_during_long_work(tmp_path: Path, files: Path) -> None:
    with create(tmp_path / "v") as link:
        item = link.call(m.WriteNote("text", name=b"note"), PATIENCE).item
        long = link.ask(m.AddFiles((bytes(files),)))
        rounds = 0
        while not long.is_over:
            assert link.read(m.ReadContent(item), PATIENCE) == b"text"
            link.call(m.ListItems(sort="modified"), PATIENCE)
            link.call(m.RenameItem(item, b"note %d" % rounds), PATIENCE)
            rounds += 1
        assert rounds > 3
        added = long.wait(PATIENCE)
        assert item not in added.changes.added + added.changes.updated
        told = [one for event in link.events if isinstance(event, m.Changed) for one in event.changes.added]
        assert set(told) <= {*added.changes.added}
        assert link.call(m.CheckVault(), PATIENCE).ok


@pytest.mark.slow
def test_many_at_once_leave_a_sound_vault(tmp_path: Path, files: Path) -> None:
    """Four threads ask for this and that, keys change, the trash is emptied, while files come in."""
    with create(tmp_path / "v") as link:
        long = link.ask(m.AddFiles((bytes(files),)))
        faults: list[Exception] = []

        def bustle(seed: int) -> None:
            chance = random.Random(seed)
            mine = link.call(m.MakeFolder(m.ROOT, b"mine %d" % seed), PATIENCE).item
            for number in range(12):
                made = link.call(m.WriteNote("x" * number, parent=mine, name=b"%d" % number), PATIENCE)
                requests: list[m.Request[Any]] = [
                    m.ListItems(sort=chance.choice(["name", "size", "modified"])),
                    m.RenameItem(made.item, b"renamed %d" % number),
                    m.SearchItems("renamed"),
                    m.TrashItems((made.item,)),
                    m.VaultFacts(),
                    m.Folders(),
                    m.AuditEntries(),
                    m.EmptyTrash((made.item,)) if number % 8 == 0 else m.NoteText(made.item),
                ]
                try:
                    for reply in [link.ask(request) for request in requests]:
                        reply.wait(PATIENCE)
                    assert link.read(m.ReadContent(made.item), PATIENCE) == b"x" * number
                except (Conflict, NotFound):
                    assert number % 8 == 0
                except Exception as error:  # noqa: BLE001 - shown by the test's own thread
                    faults.append(error)

        threads = [threading.Thread(target=bustle, args=(seed,)) for seed in range(4)]
        for thread in threads:
            thread.start()
        epoch = link.call(m.RotateKey(m.WayIn(PASSWORD)), PATIENCE).epoch
        for thread in threads:
            thread.join(PATIENCE)
        assert faults == []
        assert epoch == 2
        assert long.wait(PATIENCE).items == MANY
        assert link.call(m.CheckVault(), PATIENCE).ok
        before = sorted(names(link))
        link.lock().wait(PATIENCE)
    assert sorted(sound(tmp_path / "v")) == before


def test_content_that_nobody_takes_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    """The reader stands still over a large content; the process neither hangs nor fills its memory, and locks."""
    with create(tmp_path / "v") as link:
        (item,) = link.call(m.AddFiles((bytes(large_file(tmp_path)),)), PATIENCE).changes.added
        before = _resident(link.pid)
        held = Waiter()

        def hold(piece: bytes) -> None:
            held(None)
            time.sleep(0.5)

        link.ask(m.ReadContent(item), piece=hold)
        held.wait()
        time.sleep(0.3)
        assert _resident(link.pid) - before < 60 << 20
        link.close()
        assert link.end.reason == "closed"


def _resident(pid: int) -> int:
    (line,) = (one for one in Path(f"/proc/{pid}/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) << 10


# Starting


def test_the_product_has_no_cheap_passwords(tmp_path: Path) -> None:
    """The command of the product refuses what the tests' child made, whatever the environment says."""
    create(tmp_path / "v").lock().wait(PATIENCE)
    with Linked(command=start_command) as link:
        with pytest.raises(KdfRefused):
            link.call(m.UnlockVault(bytes(tmp_path / "v"), PASSWORD), PATIENCE)


def test_the_process_is_isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes nothing from the folder it is started in, and no secret from the environment."""
    for name in ("vault", "socket", "cryptography"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEEDBOX_PASSWORD", "canary-of-the-environment")
    monkeypatch.setattr(sys, "path", ["", ".", *sys.path])
    with Linked(command=start_command) as link:
        with pytest.raises(NotFound):
            link.call(m.UnlockVault(bytes(tmp_path), PASSWORD), PATIENCE)
        environment = Path(f"/proc/{link.pid}/environ").read_bytes()
        command = Path(f"/proc/{link.pid}/cmdline").read_bytes()
        streams = [os.readlink(f"/proc/{link.pid}/fd/{number}") for number in range(3)]
    assert b"canary" not in environment + command
    assert streams == ["/dev/null"] * 3


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_command(7) == [sys.executable, "--vault-process", "7"]
