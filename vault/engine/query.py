"""What a person types to find things: words, phrases, exclusions and operators, as values.

Names, tags and texts are compared folded: without case and accents. Bytes and clocks are the caller's.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from vault.engine.errors import QueryRejected


def _endings(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS = {
    "pdf": _endings("pdf"),
    "image": _endings("jpg jpeg jpe png gif webp bmp tif tiff heic heif avif svg ico psd xcf raw dng cr2 nef arw"),
    "text": _endings("txt text md markdown rst log csv tsv json xml yaml yml toml ini conf tex html htm"),
    "office": _endings(
        "doc docx docm dot dotx dotm xls xlsx xlsm xlt xltx xltm ppt pptx pptm pps ppsx pot potx potm "
        "odt ott ods ots odp otp rtf epub pages numbers key"
    ),
    "mail": _endings("eml mbox msg mht"),
    "archive": _endings("zip 7z rar tar gz tgz bz2 tbz xz txz zst lz cab iso dmg"),
    "audio": _endings("mp3 m4a aac ogg oga opus flac wav wma aiff mid"),
    "video": _endings("mp4 m4v mov mkv avi webm wmv mpg mpeg ogv 3gp"),
}
"""What `type:` takes besides `note`, `folder`, `file` and any ending: the endings of names, without the dot."""

_OF_ITEMS = ("note", "folder", "file")
_WITHOUT_TEXT = KINDS["image"] | KINDS["audio"] | KINDS["video"] | KINDS["archive"]
_WITHOUT_TEXT |= _endings("exe dll so dylib bin img ttf otf woff woff2 class jar apk deb rpm pyc o a")


MOST_TERMS = 64
"""Words, phrases or operators of a query that count."""


class Help(NamedTuple):
    """A line of the help that front ends show; `operator` is also how `QueryRejected` names it."""

    operator: str
    example: str
    meaning: str


HELP = (
    Help("", "invoice plumber", "items that have all the words, or longer ones that begin so"),
    Help('"', '"garden fence"', "these words together, in this order"),
    Help("-", "-draft", "without this; a minus works before operators, too"),
    Help("tag:", "tag:taxes", "items with this tag"),
    Help(
        "type:", "type:pdf", "pdf, image, text, office, mail, archive, audio, video, note, folder, file; or an ending"
    ),
    Help(
        "before:", "before:2025-03", "changed before then: a year, month or day, today, yesterday, or 7d for days ago"
    ),
    Help("after:", "after:yesterday", "changed then or later"),
    Help("in:", 'in:"/Taxes/2025"', "inside of this folder, however deep"),
)

_PIECE = re.compile(
    r'(?P<minus>-?)(?:(?P<operator>tag|type|before|after|in):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S*))', re.IGNORECASE
)
_ENDING = re.compile(r"\.?([\w+~-]{1,16})\Z")
_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?\Z")
_DAYS_AGO = re.compile(r"([0-9]{1,5})d\Z")
# Bytes that are not UTF-8, as arguments of a command carry them; names stand for them in the same way.
_NOT_TEXT = re.compile("[\ud800-\udfff]")
# Scripts without spaces between words, and signs: every character is a word of its own.
_ALONE = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u2190-\u2bff\u20a0-\u20cf\U0001f000-\U0001faff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True)
class Term:
    """A word or a phrase, folded. A longer word that begins like a word is one, too; not so the end of a phrase."""

    text: str
    phrase: bool = False


@dataclass(frozen=True)
class Filter:
    """What an operator asks for: `value` by `operator`, or anything else if `negated`.

    `tag:` folded text; `type:` a kind of items or a set of endings; `before:` and `after:` nanoseconds since 1970;
    `in:` the folded names of folders from the root.
    """

    operator: str
    value: str | int | frozenset[str] | tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True)
class Query:
    """All of `terms`, none of `without`, and everything that `filters` say."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.without or self.filters)


def fold(text: str) -> str:
    """Text without case and accents, for comparing. Folding pieces and joining them gives the same."""
    if text.isascii():
        return text.lower()
    # Some letters have another case only once they are taken apart.
    text = unicodedata.normalize("NFKD", text.casefold()).casefold()
    # There are few different marks in a text, and taking each out as a whole is several times faster than looking at
    # every character.
    for mark in filter(unicodedata.combining, set(text)):
        text = text.replace(mark, "")
    return text


def spaced(folded: str) -> str:
    """Folded text with spaces around every character that is a word by itself."""
    return folded if folded.isascii() else _ALONE.sub(r" \g<0> ", folded)


def ending(folded: str) -> str:
    """The ending of a folded name, without the dot; empty if it has none."""
    stem, dot, end = folded.rpartition(".")
    return end if dot and stem else ""


def may_have_text(folded: str) -> bool:
    """Whether somebody might get text out of a file of this folded name."""
    return ending(folded) not in _WITHOUT_TEXT


def parse(text: str, now: datetime.datetime | None = None) -> Query:
    """The query that somebody typed. Any text is one, but for an operator with nonsense: raises QueryRejected.

    Words beyond the first MOST_TERMS are left out.
    """
    terms: dict[Term, None] = {}
    without: dict[Term, None] = {}
    filters: dict[Filter, None] = {}
    for match in _PIECE.finditer(_NOT_TEXT.sub("\ufffd", text)):
        negated, operator = bool(match["minus"]), (match["operator"] or "").lower()
        given = match["word"] if match["phrase"] is None else match["phrase"]
        words = fold(given).split()
        if operator:
            filters[Filter(f"{operator}:", _VALUES[operator](given, now), negated)] = None
        elif words:
            term = Term(" ".join(words), phrase=match["phrase"] is not None or len(words) > 1)
            (without if negated else terms)[term] = None
    return Query(tuple(terms)[:MOST_TERMS], tuple(without)[:MOST_TERMS], tuple(filters)[:MOST_TERMS])


def _tag(value: str, _: datetime.datetime | None) -> str:
    tag = fold(value.strip())
    if not tag:
        raise QueryRejected("tag:")
    return tag


def _type(value: str, _: datetime.datetime | None) -> str | frozenset[str]:
    kind = fold(value.strip())
    if kind in _OF_ITEMS:
        return kind
    match = _ENDING.match(kind)
    if match is None:
        raise QueryRejected("type:")
    return KINDS.get(kind) or frozenset({match[1]})


def _folder(value: str, _: datetime.datetime | None) -> tuple[str, ...]:
    if not value.strip():
        raise QueryRejected("in:")
    return tuple(filter(None, fold(value.strip()).split("/")))


def _moment(operator: str) -> Callable[[str, datetime.datetime | None], int]:
    def value(text: str, now: datetime.datetime | None) -> int:
        try:
            day = _day(fold(text.strip()), (now or datetime.datetime.now().astimezone()).date())
            start = datetime.datetime(day.year, day.month, day.day).astimezone()
            return int(start.timestamp()) * 10**9
        except (ValueError, OverflowError, OSError) as error:
            raise QueryRejected(operator) from error

    return value


def _day(text: str, today: datetime.date) -> datetime.date:
    """The first day that somebody means. Raises ValueError, OverflowError."""
    if text in ("today", "yesterday"):
        return today - datetime.timedelta(days=text == "yesterday")
    if match := _DAYS_AGO.match(text):
        return today - datetime.timedelta(days=int(match[1]))
    if match := _DATE.match(text):
        return datetime.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    raise ValueError("not a date")


_VALUES: dict[str, Callable[[str, datetime.datetime | None], str | int | frozenset[str] | tuple[str, ...]]] = {
    "tag": _tag,
    "type": _type,
    "before": _moment("before:"),
    "after": _moment("after:"),
    "in": _folder,
}
