"""Messages: one encoding, and nothing but what the types say."""

from __future__ import annotations

import dataclasses
import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings, strategies as st

from vault.child import codec, messages as m
from vault.child.codec import Malformed, Message, parse, serialize
from vault.engine.errors import LimitExceeded
from vault.engine.values import decode, encode

KINDS: list[type[Message]] = list(codec._MESSAGES.values())


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Every value a field of this type may have."""
    plain: dict[Any, st.SearchStrategy[Any]] = {
        bytes: st.binary(max_size=20),
        str: st.text(max_size=10),
        int: st.integers(-(2**63), 2**63 - 1),
        bool: st.booleans(),
        type(None): st.none(),
    }
    if hint in plain:
        return plain[hint]
    origin, choices = get_origin(hint), get_args(hint)
    if origin is Literal:
        return st.sampled_from(choices)
    if origin is tuple:
        return st.lists(values_of(choices[0]), max_size=2).map(tuple)
    if origin in (Union, types.UnionType):
        return st.one_of(*(values_of(choice) for choice in choices))
    return messages_of(hint)


def messages_of(kind: type[Message]) -> st.SearchStrategy[Any]:
    """Every message of a kind."""
    hints = get_type_hints(kind)
    fields = {field.name: values_of(hints[field.name]) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    return st.builds(kind, **fields)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_message_comes_back_as_it_was(kind: type[Message]) -> None:
    @settings(max_examples=15, deadline=None)
    @given(messages_of(kind))
    def come_back(one: Message) -> None:
        data = serialize(one)
        again = parse(data, kind)
        assert again == one
        assert serialize(again) == data

    come_back()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_message_shows_what_it_holds(kind: type[Message]) -> None:
    @settings(max_examples=3, deadline=None)
    @given(messages_of(kind))
    def show(one: Message) -> None:
        assert repr(one) == f"<{kind.__name__}>"

    show()


@given(st.binary(max_size=60))
def test_rubbish_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse(data, Message)


@settings(deadline=None)
@given(st.data())
def test_a_damaged_message_is_malformed_or_another_message(data: st.DataObject) -> None:
    """No byte that is changed, left out or added makes anything but Malformed or a message of right types."""
    request = m.ListItems("folder", bytes(range(16)), "size", True, 7, 9)
    wire = bytearray(serialize(request))
    place = data.draw(st.integers(0, len(wire) - 1))
    match data.draw(st.sampled_from(("change", "cut", "add"))):
        case "change":
            wire[place] = data.draw(st.integers(0, 255))
        case "cut":
            del wire[place:]
        case "add":
            wire.insert(place, data.draw(st.integers(0, 255)))
    try:
        found = parse(bytes(wire), m.Request)
    except Malformed:
        return
    assert serialize(found) == wire


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        ["Nothing"],
        [7],
        [b"NoteText"],
        ["NoteText", b"id"],
        ["NoteText", b"id", None, None],
        ["NoteText", "id", None],
        ["NoteText", b"id", b"1"],
        ["NoteText", b"id", ["NoteText", b"id", None]],
        ["ListItems", "everything", bytes(16), "name", 0, 0, 1],
        ["ListItems", "all", bytes(16), "name", 2, 0, 1],
        ["ListItems", "all", bytes(16), "name", -1, 0, 1],
        ["SetTags", b"not a list", [], []],
        ["SetTags", [None], [], []],
        ["EmptyTrash", [7]],
    ],
)
def test_wrong_types_are_malformed(value: Any) -> None:
    with pytest.raises(Malformed):
        parse(encode(value), Message)


def test_another_message_than_was_due_is_malformed() -> None:
    with pytest.raises(Malformed):
        parse(serialize(m.Locked(True)), m.Request)


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large is refused by who sends it, and by who reads it."""
    long = m.WriteNote("x" * (codec.LONGEST_FIELD + 1))
    many = m.TrashItems((b"x",) * (codec.MOST_ELEMENTS + 1))
    for one in (long, many):
        with pytest.raises(LimitExceeded):
            serialize(one)
    with monkeypatch.context() as lax:
        lax.setattr(codec, "LONGEST_FIELD", 1 << 30)
        lax.setattr(codec, "MOST_ELEMENTS", 1 << 30)
        sent = [serialize(long), serialize(many)]
    for data in sent:
        with pytest.raises(Malformed):
            parse(data, Message)


def test_nesting_is_bounded() -> None:
    with pytest.raises(Malformed):
        parse(b"L\0\0\0\1" * 20 + b"N", Message)
    assert decode(serialize(m.LockVault())) == ["LockVault"]
