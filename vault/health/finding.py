"""A finding, and how it is said: the rules speak English, and whoever shows them translates and writes figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Severity = Literal["critical", "warning", "unknown", "good"]
SEVERITIES: tuple[Severity, ...] = ("critical", "warning", "unknown", "good")
"""What cannot wait, what is to be done, what nobody can know from here, what is as it should be."""

Act = Literal[
    "",
    "change-password", "renew-cost", "test-way", "add-way", "ways",
    "rotate-key", "new-secrets", "reencrypt",
    "export", "rehearse",
    "contacts", "permissions", "plain-copies", "lock-settings",
]  # fmt: skip
"""What puts it right. Who shows the finding knows the way there."""

DAY = 24 * 3600 * 1000


@dataclass(frozen=True)
class Finding:
    """One fact, with what follows from it and where it comes from. `proven`: somebody has done it for real."""

    id: str
    severity: Severity
    title: str
    why: str
    source: str
    act: Act = ""
    proven: bool = False


class Speech(Protocol):
    """How findings are said to a person."""

    def translate(self, context: str, text: str, comment: str = "", count: int = -1, /) -> str:
        """A text in the person's language; "%Ln item(s)" counts."""
        ...

    def number(self, value: int, /) -> str:
        """1,204."""
        ...

    def day(self, milliseconds: int, /) -> str:
        """A date."""
        ...

    def size(self, count: int, /) -> str:
        """Bytes."""
        ...

    def guessing(self, seconds: float, /) -> str:
        """How long guessing takes: "about 40 years"."""
        ...
