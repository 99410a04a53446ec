"""The pump: in order, in batches, behind previews, never twice, closed at once; callers that fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

import pytest

from tests.sandbox import specimens
from tests.sandbox.test_client import Gate, wait_for
from vault.sandbox import jobs
from vault.sandbox.client import Priority, SandboxWorker
from vault.sandbox.extraction import BATCH, LITERAL, UNAVAILABLE_MOST, Extract, Extraction, Outcome, Wanted
from vault.sandbox.jobs import Reason

SECONDS = 20.0


class Shelf:
    """A vault as the pump sees it: contents by number, and what was put."""

    def __init__(self, *contents: bytes, hint: str = "") -> None:
        self.files = {bytes([number // 256, number % 256]): content for number, content in enumerate(contents)}
        self.hint = hint
        self.version = 1
        self.put: list[list[Extract]] = []
        self.read_items: list[bytes] = []
        self.limits: list[int] = []
        self.before_read: Callable[[], object] = lambda: None

    def wanted(self, limit: int) -> list[Wanted]:
        self.limits.append(limit)
        have = {(extract.item, extract.version) for extract in self.extracts}
        missing = [item for item in self.files if (item, self.version) not in have]
        return [Wanted(item, self.version, len(self.files[item]), self.hint) for item in missing][:limit]

    def read(self, item: bytes, version: int) -> Iterator[bytes]:
        assert version == self.version
        self.read_items.append(item)
        self.before_read()
        yield self.files[item]

    def take(self, extracts: Sequence[Extract]) -> None:
        self.put.append(list(extracts))

    @property
    def extracts(self) -> list[Extract]:
        return [extract for batch in self.put for extract in batch]

    def pump(self, worker: SandboxWorker) -> Extraction:
        return Extraction(worker, self.wanted, self.read, self.take)


def test_everything_wanted_is_taken_in_order(worker: SandboxWorker) -> None:
    contents = [b"words %d" % number for number in range(3 * BATCH + 5)]
    shelf = Shelf(*contents)
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
    assert [extract.text for extract in shelf.extracts] == [content.decode() for content in contents]
    assert {extract.outcome for extract in shelf.extracts} == {Outcome.TAKEN}
    assert shelf.read_items == list(shelf.files)
    assert max(map(len, shelf.put)) <= BATCH
    assert len(shelf.put) < 10


def test_every_end_has_its_outcome(worker: SandboxWorker) -> None:
    shelf = Shelf(b"words", b"", b"\x7fELF\0", b"%PDF-rubbish", b"<html>page")
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
    taken = [(extract.text, extract.outcome) for extract in shelf.extracts]
    assert taken == [
        ("words", Outcome.TAKEN),
        ("", Outcome.TAKEN),
        (None, Outcome.NOT_RECOGNISED),
        (None, Outcome.DAMAGED),
        ("page", Outcome.TAKEN),
    ]
    assert len(shelf.read_items) == 4, "an empty file was read"


def test_outcomes_are_the_reasons() -> None:
    assert {outcome.name: outcome.value for outcome in Outcome if outcome} == {
        reason.name: reason.value for reason in Reason if reason is not Reason.UNAVAILABLE
    }


def test_hint_only_takes_text_as_it_stands(worker: SandboxWorker) -> None:
    assert "md" in LITERAL
    shelf = Shelf(b"<html>page", b"\x7fELF\0", specimens.pdf(["paper"]), hint="MD")
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
    assert [extract.text for extract in shelf.extracts] == ["<html>page", None, "paper"]


def test_nothing_is_asked_twice(worker: SandboxWorker) -> None:
    shelf = Shelf(*[b"words"] * (BATCH + 3))
    refused: list[Extract] = []
    with Extraction(worker, shelf.wanted, shelf.read, refused.extend) as pump:  # nothing ever counts as put
        assert pump.wait(SECONDS)
        calls = len(shelf.limits)
        pump.wake()
        wait_for(lambda: len(shelf.limits) > calls)
        assert pump.wait(SECONDS)
    assert shelf.read_items == list(shelf.files)[:BATCH]
    assert len(refused) == BATCH


def test_new_versions_and_items_are_taken_when_woken(worker: SandboxWorker) -> None:
    shelf = Shelf(b"old")
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
        shelf.version, shelf.files[b"\0\0"], shelf.files[b"\0\1"] = 2, b"new", b"other"
        pump.wake()
        assert pump.wait(SECONDS)
    assert [(extract.version, extract.text) for extract in shelf.extracts] == [(1, "old"), (2, "new"), (2, "other")]


def test_content_that_does_not_come_holds_up_nobody(worker: SandboxWorker) -> None:
    shelf = Shelf(*[b"words"] * (2 * BATCH))

    def fail_often() -> None:
        if len(shelf.read_items) <= BATCH:
            raise OSError

    shelf.before_read = fail_often
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
    assert [extract.item for extract in shelf.extracts] == list(shelf.files)[BATCH:]
    assert shelf.limits[-1] > BATCH, "what could not be had fills every list"


def test_pump_rests_where_nothing_can_be_had(worker: SandboxWorker) -> None:
    shelf = Shelf(*[b"words"] * (3 * UNAVAILABLE_MOST))
    shelf.before_read = lambda: 1 // 0
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
        assert len(shelf.read_items) == UNAVAILABLE_MOST
        shelf.before_read = lambda: None
        pump.wake()
        assert pump.wait(SECONDS)
    assert len(shelf.extracts) == 2 * UNAVAILABLE_MOST


def test_previews_go_first(worker: SandboxWorker) -> None:
    order: list[str] = []
    gate = Gate()
    shelf = Shelf(b"one", b"two")
    shelf.before_read = lambda: order.append("text")
    worker.submit(jobs.describe(), gate, lambda _: None)
    assert gate.entered.wait(SECONDS)
    with shelf.pump(worker) as pump:
        wait_for(lambda: worker._queue)
        for priority in (Priority.AHEAD, Priority.PREVIEW):

            def picture(name: str = priority.name) -> bytes:
                order.append(name)
                return specimens.picture("PNG")

            worker.submit(jobs.describe(), picture, lambda _: None, priority)
        gate.opened.set()
        assert pump.wait(SECONDS)
    assert order == ["PREVIEW", "AHEAD", "text", "text"]


def test_closed_pump_puts_nothing_more(worker: SandboxWorker) -> None:
    entered, opened = threading.Event(), threading.Event()
    shelf = Shelf(b"one", b"two")

    def hold() -> None:
        if len(shelf.read_items) == 2:
            entered.set()
            assert opened.wait(SECONDS)

    shelf.before_read = hold
    pump = shelf.pump(worker)
    assert entered.wait(SECONDS)
    pump.close()  # one is taken, and the content of the next is still coming
    assert not pump._thread.is_alive()
    opened.set()
    pump.close()
    assert worker.ask(jobs.text(), b"others go on") == jobs.Text("others go on", 0, False)
    assert shelf.put == []
    assert len(shelf.read_items) == 2
    pump.wake()
    assert pump.wait(0), "nobody waits for a closed pump"


def test_closed_worker_ends_nothing_but_the_texts() -> None:
    worker = SandboxWorker()
    worker.close()
    shelf = Shelf(b"one")
    with shelf.pump(worker) as pump:
        assert pump.wait(SECONDS)
    assert shelf.put == []


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("name", ["wanted", "put"])
def test_mistake_of_a_caller_is_reported_and_ends_the_pump(
    worker: SandboxWorker, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(threading, "excepthook", seen.append)
    shelf = Shelf(b"one")
    calls: dict[str, Callable] = {"wanted": shelf.wanted, "put": shelf.take}
    calls[name] = lambda _: 1 // 0
    with Extraction(worker, calls["wanted"], shelf.read, calls["put"]) as pump:
        assert pump.wait(SECONDS)
        wait_for(lambda: seen)
    assert len(seen) == 1


def test_worker_that_breaks_down_over_one_file_goes_on() -> None:
    bad, sound = specimens.pdf(["x"]), b"sound"
    with SandboxWorker(seconds={jobs.Task.TEXT: 1.0}) as worker:
        shelf = Shelf(sound, b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 20_000, bad)
        with shelf.pump(worker) as pump:
            assert pump.wait(SECONDS)
    assert [extract.outcome for extract in shelf.extracts] == [Outcome.TAKEN, Outcome.TOO_SLOW, Outcome.TAKEN]
