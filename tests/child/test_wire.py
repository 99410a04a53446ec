"""The protocol without a pipe: any chunking, every refusal, rubbish."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, rule

from vault.child.codec import Malformed
from vault.child.wire import LONGEST, MOST_OPEN, Counts, Frame, Kind, Wire, parse_counts, serialize_counts
from vault.engine.errors import LimitExceeded


def head(length: int, kind: int, request: int) -> bytes:
    return struct.pack(">IBI", length, kind, request)


def asked(count: int = 1) -> tuple[Wire, Wire]:
    """Client and child after so many requests."""
    client, child = Wire(child=False), Wire(child=True)
    for number in range(1, count + 1):
        list(child.receive(client.send(Kind.REQUEST, number, b"ask")))
    return client, child


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.binary(max_size=32)), max_size=20), st.data())
def test_frames_arrive_whole_in_any_pieces(frames: list[tuple[Kind, bytes]], data: st.DataObject) -> None:
    """Whatever is cut where, the same frames come out."""
    client, child = asked()
    stream, sent = b"", []
    for kind, payload in frames:
        if kind in (Kind.REQUEST, Kind.CANCEL) or (kind is not Kind.EVENT and 1 not in child.pending):
            continue
        request = 0 if kind is Kind.EVENT else 1
        stream += child.send(kind, request, payload)
        sent.append(Frame(kind, request, payload))
    found: list[Frame] = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        found += client.receive(stream[:size])
        stream = stream[size:]
    assert found == sent
    assert client.pending == child.pending


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (head(0, 0, 1), "unknown kind"),
        (head(0, 99, 1), "unknown kind"),
        (head(0, Kind.ANSWER, 1), "not this side's"),
        (head(0, Kind.EVENT, 0), "not this side's"),
        (head(0, Kind.PIECE, 1), "not this side's"),
        (head(LONGEST[Kind.REQUEST] + 1, Kind.REQUEST, 2), "too long"),
        (head(1, Kind.CANCEL, 1), "too long"),
        (head(0, Kind.REQUEST, 1), "comes again"),
        (head(0, Kind.REQUEST, 0), "comes again"),
        (head(0, Kind.CANCEL, 2), "no such"),
        (head(0, Kind.CANCEL, 0), "no such"),
    ],
)
def test_child_refuses(data: bytes, words: str) -> None:
    """The head is enough: nothing is stored of a frame that may not be."""
    _, child = asked()
    with pytest.raises(Malformed, match=words):
        list(child.receive(data))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (head(0, Kind.REQUEST, 2), "not this side's"),
        (head(0, Kind.CANCEL, 1), "not this side's"),
        (head(0, Kind.ANSWER, 2), "no such"),
        (head(0, Kind.FAILURE, 0), "no such"),
        (head(0, Kind.PROGRESS, 7), "no such"),
        (head(0, Kind.EVENT, 1), "event with a request"),
        (head(LONGEST[Kind.PIECE] + 1, Kind.PIECE, 1), "too long"),
        (head(LONGEST[Kind.FAILURE] + 1, Kind.FAILURE, 1), "too long"),
    ],
)
def test_client_refuses(data: bytes, words: str) -> None:
    client, _ = asked()
    with pytest.raises(Malformed, match=words):
        list(client.receive(data))


def test_nothing_after_the_answer() -> None:
    client, child = asked()
    answer = child.send(Kind.ANSWER, 1, b"done")
    assert list(client.receive(answer)) == [Frame(Kind.ANSWER, 1, b"done")]
    with pytest.raises(Malformed, match="no such"):
        list(client.receive(answer))
    with pytest.raises(ValueError, match="no such"):
        child.send(Kind.PROGRESS, 1, bytes(32))


def test_what_is_too_long_is_not_sent() -> None:
    client, _ = asked()
    with pytest.raises(LimitExceeded, match="too long"):
        client.send(Kind.REQUEST, 2, bytes(LONGEST[Kind.REQUEST] + 1))


def test_a_cancel_may_cross_the_answer() -> None:
    client, child = asked()
    child.send(Kind.ANSWER, 1)
    assert list(child.receive(client.send(Kind.CANCEL, 1))) == [Frame(Kind.CANCEL, 1, b"")]


def test_only_so_many_requests_at_once() -> None:
    client, child = asked(MOST_OPEN)
    with pytest.raises(LimitExceeded, match="too many"):
        client.send(Kind.REQUEST, client.new_request())
    with pytest.raises(Malformed, match="too many"):
        list(child.receive(head(0, Kind.REQUEST, MOST_OPEN + 1)))


@settings(max_examples=300)
@given(st.binary(max_size=200), st.booleans())
def test_rubbish_makes_no_other_error(data: bytes, child: bool) -> None:
    wire = asked()[child]
    try:
        for frame in wire.receive(data):
            assert frame.request in (*range(1, 1 << 32), 0)
    except Malformed:
        return


@given(st.tuples(*[st.integers(0, 2**64 - 1)] * 4))
def test_counts_come_back(counts: tuple[int, int, int, int]) -> None:
    assert parse_counts(serialize_counts(Counts(*counts))) == Counts(*counts)


@pytest.mark.parametrize("size", [0, 31, 33])
def test_counts_have_one_length(size: int) -> None:
    with pytest.raises(Malformed):
        parse_counts(bytes(size))


class Conversation(RuleBasedStateMachine):
    """Both sides agree at every moment on what is open, whatever they say to each other."""

    requests = Bundle("requests")

    def __init__(self) -> None:
        super().__init__()
        self.client, self.child = Wire(child=False), Wire(child=True)

    @rule(target=requests, payload=st.binary(max_size=9))
    def ask(self, payload: bytes) -> int:
        number = self.client.new_request()
        frames = list(self.child.receive(self.client.send(Kind.REQUEST, number, payload)))
        assert frames == [Frame(Kind.REQUEST, number, payload)]
        return number

    @rule(number=requests)
    def cancel(self, number: int) -> None:
        assert list(self.child.receive(self.client.send(Kind.CANCEL, number)))

    @rule(number=requests, kind=st.sampled_from((Kind.PROGRESS, Kind.PIECE)))
    def tell(self, number: int, kind: Kind) -> None:
        assert list(self.client.receive(self.child.send(kind, number, b"x")))

    @rule(number=consumes(requests), kind=st.sampled_from((Kind.ANSWER, Kind.FAILURE)))
    def answer(self, number: int, kind: Kind) -> None:
        assert list(self.client.receive(self.child.send(kind, number, b"x")))
        assert number not in self.client.pending
        assert self.client.pending == self.child.pending


TestConversation = Conversation.TestCase
