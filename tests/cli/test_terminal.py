"""What is shown: names that cannot harm a terminal, sizes, times, the bar."""

from __future__ import annotations

import datetime
import json
import time

import pytest
from hypothesis import given, strategies as st

from vault.cli.bar import Bar
from vault.cli.terminal import safe, size_of
from vault.cli.times import rfc3339, when


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"plain.txt", "plain.txt"),
        ("Γράμμα 中文 🏡".encode(), "Γράμμα 中文 🏡"),
        ("👩‍🚀 نمی‌خواهم".encode(), "👩‍🚀 نمی‌خواهم"),  # joiners are letters' business
        (b"caf\xe9", "caf\\xe9"),
        (b"a\nb\tc\rd", "a\\nb\\tc\\rd"),
        (b"\x1b[31mred", "\\x1b[31mred"),
        (b"back\\slash", "back\\\\slash"),
        ("\u202etxt.exe".encode(), "\\u202etxt.exe"),
        ("\u2066x\u2069\u200f\u061c".encode(), "\\u2066x\\u2069\\u200f\\u061c"),
        ("a\u200bb\ufeffc".encode(), "a\\u200bb\\ufeffc"),
        ("\x9b31m".encode(), "\\x9b31m"),
        ("\U000e0041".encode(), "\\U000e0041"),
    ],
)
def test_safe_spells_out_what_would_not_be_seen(name: bytes, shown: str) -> None:
    assert safe(name) == shown


@given(st.binary(max_size=60))
def test_safe_text_has_nothing_that_moves_the_cursor(name: bytes) -> None:
    shown = safe(name)
    shown.encode()  # no surrogates
    assert not any(ord(one) < 32 or 0x7F <= ord(one) < 0xA0 or 0x202A <= ord(one) <= 0x202E for one in shown)


@given(st.binary(max_size=20), st.binary(max_size=20))
def test_safe_keeps_names_apart(one: bytes, other: bytes) -> None:
    assert (safe(one) == safe(other)) == (one == other)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (9_950, "10 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (5_000_000_000_000_000, "5000 TB"),
    ],
)
def test_size_is_short(count: int, text: str) -> None:
    assert size_of(count) == text


@given(st.integers(-(1 << 62), 1 << 62))
def test_rfc3339_is_utc(nanoseconds: int) -> None:
    expected = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=nanoseconds // 10**9)  # noqa: DTZ001 - UTC
    assert rfc3339(nanoseconds) == f"{expected.isoformat()}Z"


@given(
    seconds=st.integers(-(1 << 32), 1 << 33),
    zone=st.sampled_from(["Asia/Kathmandu", "Europe/Berlin", "Africa/Monrovia"]),
)
def test_local_time_is_exact_in_every_zone(seconds: int, zone: str) -> None:
    from vault.cli import times

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        times._quarter.cache_clear()
        try:
            assert when(seconds * 10**9) == time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
        finally:
            patch.undo()
            time.tzset()
            times._quarter.cache_clear()


def test_bar_fits_the_window() -> None:
    bar = Bar("Adding")
    bar.expect(1000, 3)
    bar.advance(500, 1)
    line = bar.line(2.0, 80)
    assert "50%" in line
    assert "2 s left" in line
    for columns in (5, 20, 80, 400):
        assert len(bar.line(2.0, columns)) < columns


def test_bar_counts_without_a_total() -> None:
    bar = Bar("Checking")
    bar.advance(2_000, 2)
    assert bar.line(1.0, 80) == "Checking  2  2.0 kB  2.0 kB/s"


def test_listing_is_the_document_that_json_would_make() -> None:
    """The listing puts its JSON together by hand; the quoting must be the module's own."""
    assert json.encoder.encode_basestring_ascii('"\\\x00é\ufffd') == json.dumps('"\\\x00é\ufffd')
