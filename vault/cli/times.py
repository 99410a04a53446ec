"""Times, as people and as scripts read them. Counts are nanoseconds since 1970.

Listings have 100,000 of them, so what is formatted once is kept: days and quarters of an hour come back often.
"""

from __future__ import annotations

import functools
import time

_DAY = 86_400
_QUARTER = 15
_TWO_FIGURES = tuple(f"{number:02}" for number in range(60))


@functools.cache
def _date(day: int) -> str:
    year, month, number = time.gmtime(day * _DAY)[:3]
    return f"{year:04}-{month:02}-{number:02}"


@functools.cache
def _second(second: int) -> str:
    return f"T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def rfc3339(nanoseconds: int) -> str:
    """In UTC, to the second."""
    day, second = divmod(nanoseconds // 10**9, _DAY)
    return _date(day) + _second(second)


@functools.cache
def _quarter(quarter: int) -> tuple[str, int] | None:
    """Date and hour, and the minute where a quarter of an hour begins; None where the zone was off by odd times."""
    year, month, day, hour, minute, second = time.localtime(quarter * _QUARTER * 60)[:6]
    return None if minute % _QUARTER or second else (f"{year:04}-{month:02}-{day:02} {hour:02}:", minute)


def when(nanoseconds: int) -> str:
    """In the zone of the machine, to the minute."""
    quarter, minute = divmod(nanoseconds // (60 * 10**9), _QUARTER)
    known = _quarter(quarter)
    if known is None:
        year, month, day, hour, minute = time.localtime(nanoseconds // 10**9)[:5]
        return f"{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"
    return known[0] + _TWO_FIGURES[known[1] + minute]
