"""What holds the worker in, and what it was seen not to be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag


class Layer(Flag):
    """Means of the operating system that are in force. The bits are the ones on the pipe."""

    NONE = 0
    MEMORY_LIMIT = 1 << 0
    CPU_LIMIT = 1 << 1
    NO_FILE_GROWTH = 1 << 2
    NO_DESCRIPTORS = 1 << 3
    NO_CORE_DUMP = 1 << 4
    NO_CHILDREN = 1 << 5
    NO_NEW_PRIVILEGES = 1 << 6
    NOT_DUMPABLE = 1 << 7
    ENDS_WITH_PARENT = 1 << 8
    NAMESPACES = 1 << 9
    LANDLOCK = 1 << 10
    SYSTEM_CALL_FILTER = 1 << 11


ALL_LAYERS = Layer((1 << 12) - 1)


class Promise(Flag):
    """What the worker tried after it was confined, and could not do. The bits are the ones on the pipe."""

    NONE = 0
    OPENS_NO_FILE = 1 << 0
    OPENS_NO_SOCKET = 1 << 1
    STARTS_NO_PROGRAM = 1 << 2
    MEMORY_IS_BOUNDED = 1 << 3


ALL_PROMISES = Promise((1 << 4) - 1)


@dataclass(frozen=True)
class Protection:
    """The worker's report, made before it has seen any content. What is missing is `~layers` and `~promises`."""

    layers: Layer = Layer.NONE
    promises: Promise = Promise.NONE

    @property
    def complete(self) -> bool:
        """Whether every promise was seen to hold, by whichever layers."""
        return self.promises == ALL_PROMISES
