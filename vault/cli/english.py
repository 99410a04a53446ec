"""What the window says in the person's language, as the terminal says it: in English."""

from __future__ import annotations

import re

from vault.cli.guessing import time_words
from vault.cli.terminal import size_of
from vault.cli.wording import moment


class English:
    """The voice of the trail and of the check-up."""

    def translate(self, context: str, text: str, remark: str = "", count: int = -1, /) -> str:
        """The text as it is; what is counted in one or several."""
        if count < 0:
            return text
        return re.sub(r"\((e?s)\)", "" if count == 1 else r"\1", text).replace("%Ln", f"{count:,}")

    def number(self, value: int, /) -> str:
        """1,204."""
        return f"{value:,}"

    def day(self, milliseconds: int, /) -> str:
        """2026-05-03."""
        return moment(milliseconds)[:10]

    def size(self, count: int, /) -> str:
        """2.4 MB."""
        return size_of(count)

    def guessing(self, seconds: float, /) -> str:
        """How long guessing takes."""
        return time_words(seconds)
