"""How a demonstration is told: numbered steps, each with its proofs and the time it took."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from typing import Any

from vault.cli.terminal import counted, safe, say, tinted
from vault.engine.errors import VaultError

_TEXT_WIDTH = 72


class StoryEnds(Exception):
    """A step could not be carried out, so those after it mean nothing."""


class Story:
    """Prints steps and proofs as they come, and keeps count. Silent when the answer is to be a document."""

    def __init__(self, *, silent: bool) -> None:
        self._silent = silent
        self._utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
        self.steps: list[dict[str, Any]] = []

    def say(self, text: str = "") -> None:
        if not self._silent:
            say(text)

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step. An error of the engine or the system ends the story, as a proof that does not hold."""
        proofs: list[dict[str, Any]] = []
        self.steps.append({"title": title, "proofs": proofs})
        self.say(f"{tinted(f'{len(self.steps):>2}', 'dim')}  {tinted(title, 'bold')}")
        started = time.monotonic()
        try:
            yield
        except (VaultError, OSError) as error:
            self.prove(f"the step stopped: {type(error).__name__}", holds=False)
            raise StoryEnds from error
        finally:
            seconds = time.monotonic() - started
            self.steps[-1]["seconds"] = round(seconds, 3)
            self.say(tinted(f"      {seconds:.2f} s", "dim"))

    def show(self, text: str) -> None:
        """A line that proves nothing by itself. The text must be safe."""
        self.say(tinted(f"      {text}", "dim"))

    def prove(self, text: str, *, holds: bool) -> bool:
        """A proof. The text must be safe."""
        self.steps[-1]["proofs"].append({"text": text, "holds": holds})
        mark, tint = ("✓", "good") if holds else ("✗", "bad")
        if not self._utf8:
            mark = "ok" if holds else "NO"
        self.say(f"    {tinted(mark, tint)} {text}")
        return holds

    def prove_refused(self, what: str, error: VaultError | None, *expected: type[VaultError]) -> bool:
        """The proof that something was refused, with the error that says so."""
        if error is None:
            return self.prove(f"{what}: not refused", holds=False)
        return self.prove(f"{what}: refused ({type(error).__name__})", holds=isinstance(error, expected))

    @property
    def proofs(self) -> list[dict[str, Any]]:
        return [proof for step in self.steps for proof in step["proofs"]]

    @property
    def failed(self) -> list[dict[str, Any]]:
        return [proof for proof in self.proofs if not proof["holds"]]

    def summary(self) -> str:
        """The last line."""
        if self.failed:
            return f"{len(self.failed)} of {counted(len(self.proofs), 'proof')} do not hold"
        return f"{counted(len(self.proofs), 'proof')}, all hold"


def shorten(path: bytes) -> str:
    """A path in a table of the story."""
    text = safe(path)
    return text if len(text) <= _TEXT_WIDTH else f"{text[: _TEXT_WIDTH - 1]}…"
