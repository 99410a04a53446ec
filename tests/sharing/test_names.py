"""Names of what came from others: what is cut to its length is looked at again."""

from __future__ import annotations

import re

import pytest

from vault.sharing.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("x.lnk", "x.lnk_"),
        ("a" * 251 + ".lnk" + "b" * 20, "a" * 251 + ".ln_"),
        ("a" * 249 + ".url. " + "c" * 30, "a" * 249 + ".url_"),
        ("a" * 236 + ".searchconnector-ms", "a" * 236 + ".searchconnector-m_"),
        ("a" * 249 + ".ln\u212a", "a" * 249 + ".lnK_"),
        ("ü" * 126 + ".txt", "ü" * 125 + ".txt"),
    ],
)
def test_a104_what_is_cut_to_its_length_starts_nothing_either(name: str, safe: str) -> None:
    found = safe_name(name.encode())
    assert found.decode() == safe
    assert len(found) <= LONGEST
    assert not re.search(r"\.(lnk|url|searchconnector-ms)\Z", found.decode(), re.IGNORECASE)
