"""Messages as bytes and back: one canonical encoding, strict reading (docs/decisions/0007-the-vault-process.md).

A message is a frozen dataclass of plain typed fields. On the pipe it is the list of its name and its fields in order,
encoded by `vault.engine.values`. Reading accepts exactly what the type hints say, within limits, and nothing else.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable
from typing import Any, ClassVar, Literal, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

from vault.engine.errors import Damaged, LimitExceeded
from vault.engine.values import Value, decode, encode

LONGEST_FIELD = 2 << 20
"""Bytes in one field: a note of a mebibyte, a path, a password."""

MOST_ELEMENTS = 1 << 18
"""Elements of one list: ids of items, dropped paths."""

Reader = Callable[[Value], Any]

_MESSAGES: dict[str, type[Message]] = {}
_READERS: dict[type[Message], dict[str, Reader]] = {}


class Malformed(Exception):
    """Bytes that are no message: the other side is broken or hostile, and the pipe is closed."""


class Message:
    """The root of all messages. What one holds may be secret, so none shows its fields.

    What a dataclass would write for each of its own is here once: writing it takes a quarter of a process's start.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *values: object, **named: object) -> None:
        kind = type(self)
        names = kind.__match_args__
        fields = dict(zip(names, values, strict=False))
        for name in names[len(values) :]:
            fields[name] = named.pop(name) if name in named else getattr(kind, name, _MISSING)
        if named or len(values) > len(names) or _MISSING in fields.values():
            raise TypeError(f"{kind.__name__} takes {', '.join(names)}")
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a message does not change: {name}")

    __delattr__ = __setattr__  # type: ignore[assignment]  # nothing of it goes, either

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


_MISSING = object()


_M = TypeVar("_M", bound=Message)


@dataclass_transform(frozen_default=True)
def message(kind: type[_M]) -> type[_M]:
    """Make a class a message: frozen, without a telling repr, known to the reader by its name."""
    made = dataclasses.dataclass(init=False, repr=False, eq=False)(kind)
    assert made.__name__ not in _MESSAGES, "two messages have one name"
    _MESSAGES[made.__name__] = made
    return made


def serialize(one: Message) -> bytes:
    """The bytes of a message. Raises LimitExceeded for what a reader would refuse as too large."""
    return encode(_value(one))


def parse(data: bytes, kind: type[_M]) -> _M:
    """The message of these bytes, if it is one of this kind. Raises Malformed."""
    try:
        value = decode(data)
    except Damaged as error:
        raise Malformed("not a value") from error
    made = _message(value)
    if not isinstance(made, kind):
        raise Malformed("another message was due")
    return made


def _value(field: Any) -> Value:
    if isinstance(field, Message):
        names = _fields(type(field))
        return (type(field).__name__, *(_value(getattr(field, name)) for name in names))
    if isinstance(field, tuple):
        if len(field) > MOST_ELEMENTS:
            raise LimitExceeded("too many elements for one message")
        return tuple(map(_value, field))
    if isinstance(field, (bytes, str)) and len(field) > LONGEST_FIELD:
        raise LimitExceeded("too long for one message")
    return field  # type: ignore[no-any-return]


def _message(value: Value) -> Message:
    if not isinstance(value, list) or not value or not isinstance(value[0], str):
        raise Malformed("not a message")
    kind = _MESSAGES.get(value[0])
    if kind is None:
        raise Malformed("unknown message")
    readers = _fields(kind)
    if len(readers) != len(value) - 1:
        raise Malformed("fields")
    try:
        return kind(*(read(field) for read, field in zip(readers.values(), value[1:], strict=True)))
    except ValueError as error:
        raise Malformed("fields") from error


def _fields(kind: type[Message]) -> dict[str, Reader]:
    """The fields of a message, in order, with what reads each."""
    readers = _READERS.get(kind)
    if readers is None:
        hints = get_type_hints(kind)
        readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
        _READERS[kind] = readers
    return readers


def _reader(hint: Any) -> Reader:
    """What reads a field of this type: bytes, str, int, bool, a word, a message, a tuple of these, or nothing."""
    origin, choices = get_origin(hint), get_args(hint)
    if hint in (bytes, str, int, type(None)):
        return functools.partial(_read_plain, hint)
    if hint is bool:
        return _read_bool
    if origin is Literal:
        return functools.partial(_read_word, frozenset(choices))
    if origin is tuple:
        assert len(choices) == 2 and choices[1] is Ellipsis
        return functools.partial(_read_tuple, _reader(choices[0]))
    if origin in (Union, types.UnionType):
        return functools.partial(_read_one_of, tuple(_reader(choice) for choice in choices))
    assert isinstance(hint, type) and issubclass(hint, Message), hint
    return functools.partial(_read_message, hint)


def _read_plain(kind: type, value: Value) -> Any:
    if type(value) is not kind:
        raise Malformed("type")
    if isinstance(value, (bytes, str)) and len(value) > LONGEST_FIELD:
        raise Malformed("length")
    return value


def _read_bool(value: Value) -> bool:
    if type(value) is not int or value not in (0, 1):
        raise Malformed("type")
    return bool(value)


def _read_word(words: frozenset[str], value: Value) -> str:
    if not isinstance(value, str) or value not in words:
        raise Malformed("word")
    return value


def _read_tuple(read: Reader, value: Value) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > MOST_ELEMENTS:
        raise Malformed("list")
    return tuple(map(read, value))


def _read_one_of(readers: tuple[Reader, ...], value: Value) -> Any:
    for read in readers:
        try:
            return read(value)
        except Malformed:
            continue
    raise Malformed("type")


def _read_message(kind: type[Message], value: Value) -> Message:
    made = _message(value)
    if type(made) is not kind:
        raise Malformed("another message was due")
    return made
