"""Figures for people: sizes, counts, times, rates, in the words and signs of the locale."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

translate = QCoreApplication.translate

_UNITS = ("B", "KB", "MB", "GB", "TB", "PB")


def number(value: int) -> str:
    """1,204."""
    return QLocale().toString(value)


def size(count: int) -> str:
    """2.4 MB: powers of a thousand, one place below a hundred."""
    if count < 1000:
        return f"{number(count)} {_UNITS[0]}"
    amount, unit = float(count), 0
    while amount >= 999.5 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    places = 1 if amount < 99.95 and unit > 1 else 0
    return f"{QLocale().toString(amount, 'f', places)} {_UNITS[unit]}"


def size_of(done: int, total: int) -> str:
    """ "1.8 of 4.2 GB"; without a total what is done."""
    if not total:
        return size(done)
    return translate("figures", "{done} of {total}").format(done=size(done), total=size(total))


def exact_size(count: int) -> str:
    """2,418,330 bytes."""
    return translate("figures", "%Ln byte(s)", "", count)


def moment(milliseconds: int, *, within: bool = False) -> str:
    """ "Today 09:12", "Yesterday 21:40", then the date: 9 May, 14 Mar 2019. Within a sentence it begins small."""
    when, now = _local(milliseconds), QDateTime.currentDateTime()
    days = when.date().daysTo(now.date())
    clock = QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)
    if days == 0:
        words = translate("figures", "today {time}") if within else translate("figures", "Today {time}")
        return words.format(time=clock)
    if days == 1:
        words = translate("figures", "yesterday {time}") if within else translate("figures", "Yesterday {time}")
        return words.format(time=clock)
    return _date(when, now)


def day(milliseconds: int, *, within: bool = False) -> str:
    """Like `moment`, shorter: Yesterday. Within a sentence it begins small, and today has no time."""
    when, now = _local(milliseconds), QDateTime.currentDateTime()
    days = when.date().daysTo(now.date())
    if days == 0:
        return translate("figures", "today") if within else moment(milliseconds)
    if days == 1:
        return translate("figures", "yesterday") if within else translate("figures", "Yesterday")
    return _date(when, now)


def long_days() -> list[str]:
    """The longest that `day` says in the person's language: columns are measured by it."""
    now = QDateTime.currentDateTime()
    others = [QDateTime(QDate(now.date().year() - 2, month, 28), now.time()) for month in range(1, 13)]
    return [*(_date(one, now) for one in others), *(day(now.addDays(-ago).toMSecsSinceEpoch()) for ago in (0, 1))]


def full_day(milliseconds: int) -> str:
    """22 November 2026: for what is kept."""
    return QLocale().toString(_local(milliseconds).date(), translate("figures", "d MMMM yyyy"))


def full_time(milliseconds: int) -> str:
    """22 November 2026 at 09:12: for two times that a person compares."""
    clock = QLocale().toString(_local(milliseconds).time(), QLocale.FormatType.ShortFormat)
    return translate("figures", "{date} at {time}").format(date=full_day(milliseconds), time=clock)


def full_moment(milliseconds: int) -> str:
    """The whole date, and the time to the second; for tooltips.

    Qt's own long form of both names the time zone, which takes it 50 ms to find out.
    """
    when = _local(milliseconds)
    return f"{QLocale().toString(when.date(), QLocale.FormatType.LongFormat)} {when.time().toString('HH:mm:ss')}"


def _local(milliseconds: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(milliseconds)


def _date(when: QDateTime, now: QDateTime) -> str:
    same = when.date().year() == now.date().year()
    return QLocale().toString(
        when.date(), translate("figures", "d MMM") if same else translate("figures", "d MMM yyyy")
    )


def duration(seconds: float) -> str:
    """ "12 s", "about 3 min", "about 2 h"."""
    if seconds < 60:
        return translate("figures", "{count} s").format(count=number(max(1, round(seconds))))
    if seconds < 5400:
        return translate("figures", "about {count} min").format(count=number(round(seconds / 60)))
    return translate("figures", "about {count} h").format(count=number(round(seconds / 3600)))


def clock(seconds: int) -> str:
    """8:42: minutes and seconds of a countdown."""
    return f"{seconds // 60}:{seconds % 60:02}"
