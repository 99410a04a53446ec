"""Which case of attack or fault has which tests: `python -m tests.attack_coverage` prints it.

A test carries the id of its case (`a040`) in its name, or in the strings of its parametrization.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

TESTS = Path(__file__).parent
_ID = re.compile(r"(?<![a-z0-9])a(\d{3})(?![a-z0-9])", re.IGNORECASE)
_STEPS = {"rule", "invariant", "initialize"}
"""What makes a method of a state machine a test."""

ENGINE = {
    "A001": "a flipped byte of the header",
    "A002": "an edited field of the header",
    "A003": "hostile JSON for a header",
    "A004": "a later format, schema or required feature",
    "A006": "an older header",
    "A007": "a header that is gone",
    "A008": "a half-written header",
    "A009": "key derivation that would take everything",
    "A010": "key derivation that is too cheap",
    "A012": "another kind of Argon2",
    "A013": "awkward passwords",
    "A014": "no memory for the derivation",
    "A015": "slots exchanged",
    "A016": "a slot added from outside",
    "A018": "one wrap for several passwords",
    "A019": "the last slot",
    "A020": "a keyfile that is missing or another",
    "A021": "a token that answers otherwise",
    "A022": "a new vault key while a factor is absent",
    "A024": "an old password for an old copy",
    "A025": "what the time of an answer tells",
    "A026": "a flipped byte of the catalog",
    "A027": "records out of their place",
    "A028": "an older log or snapshot",
    "A029": "a torn tail",
    "A030": "an older folder",
    "A032": "a hostile database, properly sealed",
    "A033": "no database, properly sealed",
    "A035": "what removing leaves behind",
    "A036": "plain text on the disk",
    "A037": "what sizes tell",
    "A038": "too much under one key",
    "A039": "a very large catalog",
    "A040": "a flipped byte of content",
    "A041": "content cut short",
    "A042": "content made longer",
    "A043": "segments exchanged",
    "A044": "packs exchanged",
    "A046": "packs of zeros",
    "A047": "awkward sizes",
    "A049": "an interrupted intake, tried again",
    "A050": "a source that changes",
    "A051": "bad randomness",
    "A052": "a pack without a row",
    "A053": "what names and sizes of packs tell",
    "A054": "a change of password, killed",
    "A055": "re-encrypting, killed",
    "A057": "a forged state of a rotation",
    "A058": "header and catalog of different epochs",
    "A059": "no space during a rotation",
    "A062": "killed at every step",
    "A063": "an fsync that fails",
    "A065": "a power cut",
    "A066": "a full disk",
    "A067": "media that cannot be written",
    "A068": "two processes",
    "A070": "locking in the middle of work",
    "A071": "a wrong clock",
    "A072": "files of sync tools",
    "A073": "other file systems",
    "A075": "rotten bits",
    "A076": "no descriptors, no memory",
    "A077": "an anchor that is gone or damaged",
    "A079": "a restore that is meant",
    "A080": "huge counters",
    "A105": "names that lead out of the chosen folder",
    "A107": "sources that are no files",
    "A108": "any bytes for names",
    "A109": "hostile archives",
    "A131": "an edited audit trail",
    "A133": "a crash between deed and entry",
    "A134": "what the trail tells without keys",
    "A135": "a long trail",
    "A136": "passwords tried before any key is there",
    "A137": "a planted vault",
    "A138": "a planted slot",
    "A139": "an old wrap under a later header",
    "A140": "an old password and an old header, today",
    "A141": "the holder of an export",
    "A142": "another lineage",
    "A143": "a change of the header, interrupted",
    "A144": "leftover generations",
    "A145": "games with the end of the log",
    "A146": "removed rows in later images",
    "A147": "a hostile image",
    "A151": "a crash during the recovery from a crash",
    "A152": "an append that never reached the disk",
}
"""The cases that are the engine's."""

_OTHERS = (81, 82, *range(84, 90), *range(91, 95), *range(96, 99), *range(100, 103), 104, 111, 112, *range(114, 117))
_OTHERS += (118, 119, 121, 122, 123, *range(125, 130), 148, 149, 150)
ELSEWHERE = {f"A{number:03}" for number in _OTHERS}
"""The cases of other parts: backup, sharing, transfer, the window."""


class Place(NamedTuple):
    """A test that carries an id."""

    file: str
    test: str


def coverage(root: Path = TESTS) -> dict[str, list[Place]]:
    """All ids that tests below `root` carry, with these tests in order; files by their path from beside `root`."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for path in sorted(root.rglob("test_*.py")):
        file = path.relative_to(root.parent).as_posix()
        for name, ids in _tests(ast.parse(path.read_text("utf-8"))):
            for identity in sorted(ids):
                found[identity].append(Place(file, name))
    return dict(sorted(found.items()))


def uncovered(found: dict[str, list[Place]]) -> list[str]:
    """The engine's cases without a test."""
    return [identity for identity in ENGINE if identity not in found]


def ids_in(text: str) -> set[str]:
    """The ids in a name."""
    return {f"A{match[1]}" for match in _ID.finditer(text.replace("_", " "))}


def _tests(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Every test of a module with its ids."""
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for name, value in named.items():
        if name.startswith("test"):
            yield name, ids_in(name) | _ids_of([value], {})
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_test(node):
            yield node.name, ids_in(node.name) | _ids_of(node.decorator_list, named)


def _is_test(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    decorators = {name.id for deco in node.decorator_list for name in ast.walk(deco) if isinstance(name, ast.Name)}
    return node.name.startswith("test") or bool(decorators & _STEPS)


def _ids_of(nodes: Iterable[ast.AST], named: dict[str, ast.expr]) -> set[str]:
    """The ids in the strings of some expressions, and of the module's tables that they name."""
    ids: set[str] = set()
    for node in (inner for outer in nodes for inner in ast.walk(outer)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            ids |= ids_in(node.value)
        elif isinstance(node, ast.Name) and node.id in named:
            ids |= _ids_of([named[node.id]], {})
    return ids


def main() -> None:
    """Print the coverage: every id with its tests, then what has none."""
    found = coverage()
    lines = []
    for identity in sorted({*found, *ENGINE}):
        places = found.get(identity, [])
        lines.append(f"{identity}  {len(places):3}  {ENGINE.get(identity, '')}".rstrip())
        files: dict[str, list[str]] = {}
        for file, test in places:
            files.setdefault(file, []).append(test)
        lines += [f"           {file}: {len(tests)}" for file, tests in files.items()]
    engine = sum(identity in found for identity in ENGINE)
    lines.append(f"\n{engine} of {len(ENGINE)} cases of the engine have tests")
    lines += [f"WITHOUT A TEST: {identity}: {ENGINE[identity]}" for identity in uncovered(found)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
