"""The client: order, cancellation, replacement, and workers that lie, hang, crash or never start."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sandbox import specimens
from vault.sandbox import jobs, launch, link, wire
from vault.sandbox.client import Priority, SandboxWorker, Ticket
from vault.sandbox.jobs import Answer, Description, Job, NoPreview, Pixels, Reason, Text
from vault.sandbox.kinds import Kind
from vault.sandbox.link import Content
from vault.sandbox.protection import Protection
from vault.sandbox.watchdog import Watchdog

PNG = specimens.picture("PNG")
DESCRIBED = Description(Kind.PNG, specimens.WIDTH, specimens.HEIGHT)


def wait_for(condition: Callable[[], object], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.005)


class Gate:
    """Content that keeps the client busy until it is opened."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def __call__(self) -> bytes:
        self.entered.set()
        assert self.opened.wait(20)
        return PNG


@pytest.fixture
def gated(worker: SandboxWorker) -> Iterator[Gate]:
    """The worker's client, held at a first job."""
    gate = Gate()
    worker.submit(jobs.describe(), gate, lambda _: None)
    assert gate.entered.wait(20)
    yield gate
    gate.opened.set()


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_pictures_stand_behind_the_window() -> None:
    """By their own niceness, and by that of their session where sessions share the cores."""
    own = os.getpriority(os.PRIO_PROCESS, 0)
    with launch.launch() as child:
        assert child.stdout is not None
        child.stdout.read(1)  # it says how it is confined once it is ready
        assert os.getpriority(os.PRIO_PROCESS, child.pid) == min(19, own + 10)
        if Path("/proc/sys/kernel/sched_autogroup_enabled").exists():
            assert Path(f"/proc/{child.pid}/autogroup").read_text().endswith("nice 10\n")
        child.kill()


# --- order and cancellation -----------------------------------------------------------------------


def test_most_wanted_first_then_first_come(worker: SandboxWorker, gated: Gate) -> None:
    order: list[str] = []

    def submit(name: str, priority: Priority) -> None:
        worker.submit(jobs.describe(), PNG, lambda _: order.append(name), priority)

    for name, priority in (
        ("ahead", Priority.AHEAD),
        ("row 1", Priority.VISIBLE),
        ("row 2", Priority.VISIBLE),
        ("shown", Priority.PREVIEW),
    ):
        submit(name, priority)
    gated.opened.set()
    wait_for(lambda: len(order) == 4)
    assert order == ["shown", "row 1", "row 2", "ahead"]


def test_cancelled_job_is_neither_asked_nor_answered(worker: SandboxWorker, gated: Gate) -> None:
    touched: list[object] = []

    def content() -> bytes:
        touched.append("content")
        return PNG

    ticket = worker.submit(jobs.describe(), content, touched.append)
    ticket.cancel()
    ticket.cancel()
    assert ticket.content is None
    gated.opened.set()
    assert worker.ask(jobs.describe(), PNG, Priority.AHEAD) == DESCRIBED
    assert touched == []


def test_job_cancelled_while_its_content_comes(worker: SandboxWorker, gated: Gate) -> None:
    answers: list[Answer] = []
    tickets: list[Ticket] = []

    def content() -> Iterator[bytes]:
        yield PNG[:50]
        tickets[0].cancel()
        yield bytes(5000)
        pytest.fail("asked for more of what nobody wants")

    tickets.append(worker.submit(jobs.describe(), content, answers.append))
    gated.opened.set()
    worker_before = worker._link
    assert worker.ask(jobs.describe(), PNG, Priority.AHEAD) == DESCRIBED
    assert answers == []
    assert worker._link is worker_before


def test_many_threads_may_ask(worker: SandboxWorker) -> None:
    found: list[Answer] = []

    def ask() -> None:
        found.extend(worker.ask(jobs.describe(), PNG) for _ in range(40))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert found == [DESCRIBED] * 160


# --- content --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        bytearray(PNG),
        memoryview(PNG),
        lambda: PNG,
        lambda: [PNG[:1], b"", PNG[1:7], memoryview(PNG)[7:]],
        lambda: (PNG[place : place + 1] for place in range(len(PNG))),
    ],
)
def test_content_comes_whole_or_in_pieces(worker: SandboxWorker, content: Content) -> None:
    assert worker.ask(jobs.describe(), content) == DESCRIBED


def test_content_that_fails_is_not_the_workers_fault(worker: SandboxWorker) -> None:
    def broken() -> Iterator[bytes]:
        yield PNG[:10]
        raise OSError("the disk went away")

    def late() -> Iterator[bytes]:
        yield PNG.ljust(9000, b"\0")
        raise OSError("the disk went away")

    worker.ask(jobs.describe(), PNG)
    before = worker._link
    for content in (broken, late):
        assert worker.ask(jobs.describe(), content) == NoPreview(Reason.UNAVAILABLE)
    assert worker.ask(jobs.describe(), PNG) == DESCRIBED
    assert worker._link is before


def test_unknown_kinds_are_refused_after_their_first_piece(worker: SandboxWorker) -> None:
    taken: list[int] = []

    def content() -> Iterator[bytes]:
        for number in range(10):
            taken.append(number)
            yield b"words " * 1000

    assert worker.ask(jobs.describe(), content) == NoPreview(Reason.NOT_RECOGNISED)
    assert taken == [0]


# --- the life of a worker -------------------------------------------------------------------------


def pid_of(worker: SandboxWorker) -> int:
    assert worker._link
    return worker._link._child.pid


def test_worker_is_replaced_after_its_share_of_jobs() -> None:
    with SandboxWorker(jobs_per_worker=2) as worker:
        pids = []
        for _ in range(5):
            assert worker.ask(jobs.describe(), PNG) == DESCRIBED
            pids.append(pid_of(worker))
    assert pids[0] == pids[1] != pids[2] == pids[3] != pids[4]


def test_idle_worker_goes_and_takes_what_it_held() -> None:
    with SandboxWorker(idle_seconds=0.05) as worker:
        worker.ask(jobs.describe(), PNG)
        wait_for(lambda: worker._link is None)
        assert worker.ask(jobs.describe(), PNG) == DESCRIBED


def test_warm_worker_is_there_before_the_first_job() -> None:
    with SandboxWorker() as worker:
        assert worker.protection is None
        worker.warm()
        wait_for(lambda: worker.protection)
        pid = pid_of(worker)
        worker.ask(jobs.describe(), PNG)
        assert pid_of(worker) == pid


def test_worker_killed_between_jobs_is_replaced(worker: SandboxWorker) -> None:
    worker.ask(jobs.describe(), PNG)
    os.kill(pid_of(worker), signal.SIGKILL)
    assert worker.ask(jobs.describe(), PNG) == DESCRIBED


def test_closing_forgets_everything_at_once() -> None:
    worker, gate, called = SandboxWorker(), Gate(), list[Answer]()
    worker.warm()
    wait_for(lambda: worker.protection)
    child = worker._link and worker._link._child
    assert child
    running = worker.submit(jobs.describe(), gate, called.append)
    assert gate.entered.wait(20)
    waiting = worker.submit(jobs.describe(), PNG, called.append)
    threading.Timer(0.1, gate.opened.set).start()
    worker.close()
    worker.close()
    assert child.poll() is not None
    assert running.content is waiting.content is None
    assert worker.submit(jobs.describe(), PNG, called.append).over
    assert worker.ask(jobs.describe(), PNG) == NoPreview(Reason.UNAVAILABLE)
    assert called == []
    assert not worker._thread.is_alive()


def test_closing_releases_who_waits() -> None:
    worker, found = SandboxWorker(), list[Answer]()
    gate = Gate()
    worker.submit(jobs.describe(), gate, lambda _: None)
    asking = threading.Thread(target=lambda: found.append(worker.ask(jobs.describe(), PNG)))
    asking.start()
    assert gate.entered.wait(20)
    wait_for(lambda: worker._queue)
    threading.Timer(0.05, gate.opened.set).start()
    worker.close()
    asking.join(10)
    assert found == [NoPreview(Reason.UNAVAILABLE)]


def test_closing_from_a_callback() -> None:
    worker, closed = SandboxWorker(), threading.Event()

    def close(_: Answer) -> None:
        worker.close()
        closed.set()

    worker.submit(jobs.describe(), PNG, close)
    assert closed.wait(20)
    worker._thread.join(10)
    assert not worker._thread.is_alive()


def test_callback_that_fails_is_reported_and_stops_nobody(
    worker: SandboxWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: reported.append(arguments.exc_type))

    def fail(answer: Answer) -> None:
        raise KeyError(answer)

    worker.submit(jobs.describe(), PNG, fail)
    assert worker.ask(jobs.describe(), PNG) == DESCRIBED
    assert reported == [KeyError]


# --- workers that misbehave -----------------------------------------------------------------------

HELLO = wire.serialize_protection(Protection())
FAKE = """
import os, struct, sys, time
def read(count):
    data = b""
    while len(data) < count:
        piece = os.read(0, count - len(data))
        if not piece:
            sys.exit()
        data += piece
    return data
def job():
    while True:
        length, mark = struct.unpack("<I1s", read(5))
        read(length)
        if mark == b"E":
            return
def write(data):
    os.write(1, data)
write({hello!r})
"""


def fake(behaviour: str, hello: bytes = HELLO, counter: Path | None = None) -> Callable[[], subprocess.Popen[bytes]]:
    """Starts a worker that greets and then does what it likes."""

    def start() -> subprocess.Popen[bytes]:
        if counter:
            counter.write_bytes((counter.read_bytes() if counter.exists() else b"") + b"x")
        return launch.launch([sys.executable, "-I", "-S", "-c", FAKE.format(hello=hello) + behaviour])

    return start


FAST = dict.fromkeys(jobs.Task, 0.3)
BOX = jobs.picture(2, 1)


def answer_frame(answer: Answer) -> bytes:
    return b"".join(wire.serialize_answer(answer))


@pytest.mark.parametrize(
    ("behaviour", "hello"),
    [
        ("", b""),
        ("time.sleep(60)", b""),
        ("time.sleep(60)", b"\4"),
        ("time.sleep(60)", b"\4\0\0\0H\2\0\0\0"),
        ("time.sleep(60)", b"\xff\xff\xff\xffH"),
        ("time.sleep(60)", b"Traceback (most recent call last)"),
    ],
)
def test_a129_worker_that_does_not_start(behaviour: str, hello: bytes) -> None:
    with SandboxWorker(fake(behaviour, hello), start_seconds=0.3) as worker:
        assert worker.ask(BOX, PNG) == NoPreview(Reason.UNAVAILABLE)
        assert worker.protection is None
        assert worker._link is None


def test_a129_program_that_cannot_be_started_is_not_started_over_and_over() -> None:
    starts: list[float] = []

    def start() -> subprocess.Popen[bytes]:
        starts.append(time.monotonic())
        raise FileNotFoundError

    with SandboxWorker(start) as worker:
        for _ in range(4):
            assert worker.ask(BOX, PNG) == NoPreview(Reason.UNAVAILABLE)
    pauses = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert pauses[0] < 0.2 < pauses[1] < pauses[2] < 2


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("job(); time.sleep(60)", Reason.TOO_SLOW),
        ("job(); write(b'P'); time.sleep(60)", Reason.TOO_SLOW),
        ("job()\nfor byte in bytes(500): write(bytes([byte])); time.sleep(0.05)", Reason.REFUSED),
        ("job()\nfor byte in struct.pack('<I1s', 30, b'P') + bytes(90): write(bytes([byte])); time.sleep(0.05)", None),
        ("job(); os.abort()", Reason.REFUSED),
        ("job(); sys.exit()", Reason.REFUSED),
        ("os.abort()", Reason.REFUSED),
        ("job(); write(b'N' * 100); time.sleep(60)", Reason.REFUSED),
        ("job(); write(struct.pack('<I1s', 2**32 - 1, b'P')); time.sleep(60)", Reason.REFUSED),
        (f"job(); write({wire.HEAD.pack(30, wire.PIXELS) + bytes(30)!r}); time.sleep(60)", Reason.REFUSED),
    ],
)
def test_a129_worker_that_breaks_its_rules(behaviour: str, reason: Reason | None) -> None:
    with SandboxWorker(fake(behaviour), FAST) as worker:
        assert worker.ask(BOX, PNG) == NoPreview(reason or Reason.TOO_SLOW)
        assert worker._link is None


def test_a129_worker_that_takes_no_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link, "STALLED_SECONDS", 0.3)
    with SandboxWorker(fake("time.sleep(60)")) as worker:
        assert worker.ask(BOX, PNG + bytes(20 << 20)) == NoPreview(Reason.TOO_SLOW)


def test_a129_text_of_a_liar_is_cleaned() -> None:
    lie = answer_frame(Text("all is \x1b[2J\u202ewell\0", 1, False))
    with SandboxWorker(fake(f"job(); write({lie!r}); job()")) as worker:
        assert worker.ask(jobs.pdf_text(0, 1, 99), specimens.pdf(["x"])) == Text("all is [2Jwell", 1, False)


def test_a129_worker_spoiled_by_an_earlier_file_gets_a_successor(tmp_path: Path) -> None:
    """The second file breaks a worker that had done another: it is asked about once more, of a fresh one."""
    good = answer_frame(DESCRIBED)
    counter = tmp_path / "starts"
    with SandboxWorker(fake(f"job(); write({good!r}); job(); os.abort()", counter=counter)) as worker:
        assert [worker.ask(jobs.describe(), PNG) for _ in range(3)] == [DESCRIBED] * 3
    assert len(counter.read_bytes()) == 3


def test_cancelled_job_does_not_hold_up_the_next(tmp_path: Path) -> None:
    """A running job is given half a second more, then its worker goes."""
    turn = f"first = not os.path.exists({str(tmp_path / 'again')!r})\nopen({str(tmp_path / 'again')!r}, 'w').close()\n"
    behaviour = turn + f"job()\nif first: time.sleep(60)\nwrite({answer_frame(DESCRIBED)!r})\njob()"
    called: list[Answer] = []
    with SandboxWorker(fake(behaviour)) as worker:
        ticket = worker.submit(jobs.describe(), PNG, called.append)
        wait_for(lambda: worker._link and worker._link.jobs)
        time.sleep(0.1)
        start = time.monotonic()
        ticket.cancel()
        assert worker.ask(jobs.describe(), PNG) == DESCRIBED
        assert time.monotonic() - start < 3
    assert called == []
    assert ticket.over


def test_worker_sees_an_empty_environment_and_no_streams(tmp_path: Path) -> None:
    code = f"import os, sys; open({str(tmp_path / 'seen')!r}, 'w').write(repr((dict(os.environ), os.getcwd())))"
    child = launch.launch([sys.executable, "-I", "-S", "-c", code])
    assert child.wait(20) == 0
    for end in (child.stdin, child.stdout):
        assert end
        end.close()
    environment, folder = eval((tmp_path / "seen").read_text())  # noqa: S307 - written by the line above
    assert set(environment) <= {"LC_CTYPE"}  # Python's own, where there is no locale
    assert folder == "/"


def test_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command() == [sys.executable, "--sandbox-worker"]


# --- the watchdog ---------------------------------------------------------------------------------


def test_watchdog_barks_once_and_only_when_armed() -> None:
    barks: list[int] = []
    dog = Watchdog(lambda: barks.append(1))
    dog.hurry(0)
    time.sleep(0.05)
    assert barks == []
    dog.arm(60)
    assert dog.disarm()
    assert not dog.disarm()
    dog.arm(0.02)
    wait_for(lambda: barks)
    assert not dog.disarm()
    dog.arm(60)
    dog.hurry(0.01)
    wait_for(lambda: len(barks) == 2)
    dog.end()
    dog._thread.join(5)
    assert not dog._thread.is_alive()


def test_real_answers_are_pixels(worker: SandboxWorker) -> None:
    job: Job = jobs.thumbnail(12)
    assert isinstance(worker.ask(job, PNG), Pixels)
