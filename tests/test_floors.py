"""The house stands as designed: who imports whom, on which floor, how long, under which name.

Every rule reads the source with `ast`, imports inside functions and under `TYPE_CHECKING` included, and
returns its findings as sentences. The second half builds small houses that break one rule each, so that every
rule is seen to be able to fail. See docs/decisions/0001-the-house.md for the reasons.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# --- the plan -------------------------------------------------------------------------------------

# package -> the packages it may import. What does not stand here does not exist.
DIRECTIONS: dict[str, set[str]] = {
    "engine": set(),
    "sandbox": set(),
    "unlock": {"engine"},
    "backup": {"engine"},
    "child": {"engine", "unlock", "backup", "sharing"},
    "sharing": {"engine"},
    "transfer": {"engine", "sharing"},
    "health": {"engine", "unlock", "backup", "sharing", "transfer"},
    "cli": {"engine", "unlock", "backup", "child", "sharing", "transfer", "health", "sandbox"},
    "qt": {"engine", "unlock", "backup", "child", "sharing", "transfer", "health", "sandbox"},
}
# `deedbox` alone starts the application: this module alone may reach for the window.
WINDOW_DOOR = "vault.cli.app"
# `python -m vault` is the command.
COMMAND_DOOR = "vault.__main__"

# All that the window may know of the engine and of backups.
WINDOW_MAY_KNOW = {"vault.engine.errors"}

# The engine's floors: a module imports lower floors, or its own below 4. The verbs of floor 4 never meet.
FLOORS: dict[str, int] = {
    "errors": 0, "progress": 0, "workers": 0, "primitives": 0, "padding": 0, "system_calls": 0,
    "values": 1, "query": 1, "floe": 1, "keys": 1, "header": 1, "records": 1,
    "durable": 2, "locks": 2, "schema": 2, "catalog": 2, "generation": 2, "packs": 2, "anchor": 2, "journal": 2,
    "index_file": 2, "rekeying": 2,
    "opening": 3, "header_change": 3, "salvage": 3, "unlocking": 3, "vault": 3, "leftovers": 3, "index": 3,
    "intake": 4, "retrieval": 4, "trash": 4, "rotation": 4, "check": 4, "compact": 4, "audit": 4, "search": 4,
    "labels": 4, "versions": 4, "duplicates": 4, "arrival": 4, "reencryption": 4,
    "slots": 4, "upkeep": 4,
}  # fmt: skip
TOP_FLOOR = 4

# Formats are bytes to values and back.
NOT_IN_FORMATS = {"os", "sqlite3", "socket", "time", "threading"}
# The engine knows neither a network nor a terminal.
NOT_IN_ENGINE = {"socket", "ssl", "http", "urllib", "asyncio", "ftplib", "smtplib", "argparse", "getpass"}
# The vault folder is touched through `durable` alone; the others here touch what is not the vault's.
DISK = {"os", "fcntl", "msvcrt", "shutil", "tempfile", "io"}
DISK_CALLS = {"write_bytes", "write_text", "touch", "symlink_to", "hardlink_to"}
DISK_DOORS: dict[str, str] = {
    "durable": "is the file layer",
    "locks": "names the holder of a lock",
    "intake": "reads people's own folders",
    "retrieval": "writes into a folder people chose",
    "system_calls": "has names for calls, and is told on what",
}

CIPHERS = {"cryptography", "argon2", "nacl", "Crypto", "Cryptodome", "OpenSSL"}
CIPHER_ROOMS = {
    "vault.engine.primitives",
    "vault.sandbox.importing.ciphers",  # what other programs sealed, opened to be brought in
    "vault.sharing.age",
    "vault.sharing.sshsig",
    "vault.transfer.certificates",
}
WINDOW_LIBRARIES = {"PySide6", "shiboken6", "qtawesome", "PySide2", "PyQt5", "PyQt6", "qtpy"}

LONGEST_MODULE = 500
LONGEST_FUNCTION = 60
LONGEST_READER = 400
READER_MAY_USE = {"cryptography", "argon2"}

NO_MODULE_NAMES = {
    "util", "helper", "common", "misc", "core", "base", "manager", "service", "handler", "processor",
    "controller", "data", "info", "process",
}  # fmt: skip
NO_CLASS_ENDINGS = ("Manager", "Helper", "Util", "Utils", "Handler", "Processor", "Controller", "Service")

# --- reading the house ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Import:
    """One imported name as written, made absolute: `from .keys import Label` is `vault.engine.keys.Label`."""

    name: str
    line: int
    is_from: bool = False


@dataclass
class Module:
    name: str
    path: Path
    tree: ast.Module
    lines: int
    is_package: bool
    imports: list[Import] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def room(self) -> str:
        """The first name below `vault`; empty for `vault` itself."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def floor_name(self) -> str:
        """The name in the engine's table; empty for the package marker and outside the engine."""
        parts = self.name.split(".")
        return parts[2] if len(parts) > 2 and parts[1] == "engine" else ""

    def libraries(self) -> Iterator[tuple[str, int]]:
        """Yields the top name of every import, with its line."""
        for one in self.imports:
            yield one.name.split(".")[0], one.line


class House:
    """All modules of `vault` below a root, by dotted name."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.modules: dict[str, Module] = {}
        for path in sorted((root / "vault").rglob("*.py")):
            module = read_module(path, root)
            self.modules[module.name] = module

    def __iter__(self) -> Iterator[Module]:
        return iter(self.modules.values())

    def targets(self, module: Module) -> dict[str, int]:
        """Returns the modules of the house that a module imports, each with the first line that does."""
        found: dict[str, int] = {}
        for one in module.imports:
            target = self.resolve(one)
            if target and target != module.name:
                found.setdefault(target, one.line)
        return found

    def resolve(self, one: Import) -> str:
        """Returns the longest prefix that is a module; a name that is none yet counts by its folder."""
        parts = one.name.split(".")
        if parts[0] != "vault":
            return ""
        for end in range(len(parts), 1, -1):
            if ".".join(parts[:end]) in self.modules:
                return ".".join(parts[:end])
        if len(parts) > 1 and parts[1] in DIRECTIONS:
            return ".".join(parts[: len(parts) - one.is_from]) or "vault"
        return "vault"


def read_module(path: Path, root: Path) -> Module:
    """Parses one file and collects every import in it."""
    parts = list(path.relative_to(root).with_suffix("").parts)
    is_package = parts[-1] == "__init__"
    source = path.read_text(encoding="utf-8")
    module = Module(
        name=".".join(parts[:-1] if is_package else parts),
        path=path,
        tree=ast.parse(source, str(path)),
        lines=len(source.splitlines()),
        is_package=is_package,
    )
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            module.imports += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = absolute("." * node.level + (node.module or ""), module.package)
            module.imports += [Import(f"{origin}.{alias.name}", node.lineno, True) for alias in node.names]
        elif isinstance(node, ast.Call) and is_dynamic_import(node):
            read_dynamic_import(module, node)
    return module


def absolute(name: str, package: str) -> str:
    """Makes a relative name absolute: one dot is the package itself, each further one its parent."""
    bare = name.lstrip(".")
    level = len(name) - len(bare)
    if not level:
        return bare
    parts = package.split(".")
    origin = parts[: len(parts) - (level - 1)]
    return ".".join([*origin, bare] if bare else origin)


def is_dynamic_import(node: ast.Call) -> bool:
    """Tells `importlib.import_module(...)`, a bare `import_module(...)` and `__import__(...)`."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "import_module"
    return isinstance(node.func, ast.Name) and node.func.id in {"import_module", "__import__"}


def read_dynamic_import(module: Module, node: ast.Call) -> None:
    """Takes in a dynamic import with a literal name; any other is noted as unreadable."""
    name = node.args[0] if node.args else None
    if isinstance(name, ast.Constant) and isinstance(name.value, str):
        module.imports.append(Import(absolute(name.value, module.package), node.lineno))
    else:
        module.unreadable.append(node.lineno)


# --- the rules ------------------------------------------------------------------------------------

Rule = Callable[[House], list[str]]


def keep_directions(house: House) -> list[str]:
    """Packages import one way; `sandbox` nothing; `vault/cli/app.py` alone may start the window."""
    findings = []
    for module in house:
        allowed = allowed_rooms(module)
        if allowed is None:
            findings.append(f"{module.name}: stands in no package of the house")
            continue
        for target, line in house.targets(module).items():
            room = target.split(".")[1] if "." in target else ""
            if room and room != module.room and room not in allowed:
                findings.append(f"{module.name}:{line}: imports {target}, against the direction")
    return findings


def allowed_rooms(module: Module) -> set[str] | None:
    """Returns the packages a module may import, or nothing where the module has no place in the house."""
    if module.name == "vault":
        return set()
    if module.name == COMMAND_DOOR:
        return {"cli"}
    if module.room not in DIRECTIONS:
        return None
    return DIRECTIONS[module.room] | ({"qt"} if module.name == WINDOW_DOOR else set())


def keep_floors(house: House) -> list[str]:
    """Engine modules import downwards; on floor 4 never each other; all stand in the table."""
    findings = []
    for module in house:
        if not module.floor_name:
            continue
        if module.floor_name not in FLOORS:
            findings.append(f"{module.name}: has no floor; give it one in FLOORS")
            continue
        for target, line in house.targets(module).items():
            fault = floor_fault(module.floor_name, target)
            if fault:
                findings.append(f"{module.name}:{line}: {fault}")
    return findings


def floor_fault(here: str, target: str) -> str:
    """Says what is wrong with an import inside the engine; nothing where it is right."""
    parts = target.split(".")
    if parts[:2] != ["vault", "engine"]:
        return ""
    if len(parts) == 2:
        return "imports the engine as a whole; import the module that is meant"
    there = parts[2]
    if there == here or there not in FLOORS or FLOORS[there] < FLOORS[here]:
        return ""
    if FLOORS[there] > FLOORS[here]:
        return f"imports upwards: {there} is on floor {FLOORS[there]}, {here} on {FLOORS[here]}"
    return f"imports {there}: verbs never import each other" if FLOORS[here] == TOP_FLOOR else ""


def keep_formats_pure(house: House) -> list[str]:
    """Floor 1 knows no disk, database, network, clock or thread."""
    return [
        f"{module.name}:{line}: a format imports {library}"
        for module in house
        if FLOORS.get(module.floor_name) == 1
        for library, line in module.libraries()
        if library in NOT_IN_FORMATS
    ]


def keep_engine_quiet(house: House) -> list[str]:
    """The engine knows no network and no terminal."""
    return [
        f"{module.name}:{line}: the engine imports {library}"
        for module in house
        if module.room == "engine"
        for library, line in module.libraries()
        if library in NOT_IN_ENGINE
    ]


def keep_disk_in_durable(house: House) -> list[str]:
    """In the engine, `durable` alone reaches the file system, and the few that serve people's folders."""
    findings = []
    for module in house:
        if module.room != "engine" or module.floor_name in DISK_DOORS:
            continue
        for library, line in module.libraries():
            if library in DISK:
                findings.append(f"{module.name}:{line}: imports {library}; go through durable")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and is_disk_call(node):
                findings.append(f"{module.name}:{node.lineno}: opens or writes a file; go through durable")
    return findings


def is_disk_call(node: ast.Call) -> bool:
    """Tells the builtin `open(...)` and the methods by which a `Path` writes."""
    if isinstance(node.func, ast.Name):
        return node.func.id == "open"
    return isinstance(node.func, ast.Attribute) and node.func.attr in DISK_CALLS


def keep_ciphers_in_place(house: House) -> list[str]:
    """Cipher libraries are imported in four rooms."""
    return [
        f"{module.name}:{line}: imports {library}, a cipher library"
        for module in house
        if not any(f"{module.name}.".startswith(f"{room}.") for room in CIPHER_ROOMS)
        for library, line in module.libraries()
        if library in CIPHERS
    ]


def keep_window_upstairs(house: House) -> list[str]:
    """No Qt below qt/."""
    return [
        f"{module.name}:{line}: imports {library} below qt/"
        for module in house
        if module.room != "qt"
        for library, line in module.libraries()
        if library in WINDOW_LIBRARIES
    ]


def keep_window_ignorant(house: House) -> list[str]:
    """The window knows the engine's errors and nothing else of it: what a vault does is done in its process."""
    return [
        f"{module.name}:{line}: the window reaches for {target}"
        for module in house
        if module.room == "qt"
        for target, line in house.targets(module).items()
        if target not in WINDOW_MAY_KNOW and target.startswith(("vault.engine", "vault.backup"))
    ]


def keep_imports_readable(house: House) -> list[str]:
    """A dynamic import names its module by a literal, or these rules could not see it."""
    return [
        f"{module.name}:{line}: a dynamic import whose name is no literal"
        for module in house
        for line in module.unreadable
    ]


def keep_free_of_cycles(house: House) -> list[str]:
    """No module imports itself by a detour."""
    edges = {module.name: sorted(house.targets(module)) for module in house}
    findings, done = [], set[str]()
    for start in edges:
        trail: list[str] = []
        stack = [(start, 0)]
        while stack:
            name, depth = stack.pop()
            if name in trail[:depth]:
                findings.append("a cycle: " + " -> ".join([*trail[trail.index(name) : depth], name]))
                continue
            if name in done:
                continue
            if depth < len(trail):
                done.update(trail[depth:])
            trail[depth:] = [name]
            stack += [(target, depth + 1) for target in edges.get(name, ())]
        done.update(trail)
    return findings


def keep_modules_short(house: House) -> list[str]:
    """No module is longer than can be read in one go."""
    return [
        f"{module.name}: {module.lines} lines, more than {LONGEST_MODULE}"
        for module in house
        if module.lines > LONGEST_MODULE
    ]


def keep_functions_short(house: House) -> list[str]:
    """No function is longer than a screen, from its `def` to its last line."""
    findings = []
    for module in house:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    findings.append(f"{module.name}:{node.lineno}: {node.name} has {length} lines")
    return findings


def keep_names_telling(house: House) -> list[str]:
    """Modules are named by a noun of the field, classes by what they are."""
    findings = []
    for module in house:
        words = set(re.split("_+", module.name.rpartition(".")[2].lower()))
        empty = (words | {word.removesuffix("s") for word in words}) & NO_MODULE_NAMES
        if empty:
            findings.append(f"{module.name}: a module named {min(empty)} says nothing")
        findings += [
            f"{module.name}:{node.lineno}: a class named {node.name} says nothing"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.ClassDef) and node.name.endswith(NO_CLASS_ENDINGS)
        ]
    return findings


def keep_docstrings(house: House) -> list[str]:
    """Every module says what it is."""
    return [f"{module.name}: no docstring" for module in house if not ast.get_docstring(module.tree)]


def keep_reader_alone(house: House) -> list[str]:
    """docs/reader.py is short and stands on two libraries and the standard library."""
    path = house.root / "docs" / "reader.py"
    if not path.exists():
        return []
    reader = read_module(path, house.root)
    findings = [
        f"docs/reader.py:{line}: imports {library}"
        for library, line in reader.libraries()
        if library not in READER_MAY_USE and library not in sys.stdlib_module_names
    ]
    if reader.lines >= LONGEST_READER:
        findings.append(f"docs/reader.py: {reader.lines} lines, not under {LONGEST_READER}")
    return findings + [f"docs/reader.py:{line}: a dynamic import" for line in reader.unreadable]


RULES: list[Rule] = [
    keep_directions,
    keep_floors,
    keep_formats_pure,
    keep_engine_quiet,
    keep_disk_in_durable,
    keep_ciphers_in_place,
    keep_window_upstairs,
    keep_window_ignorant,
    keep_imports_readable,
    keep_free_of_cycles,
    keep_modules_short,
    keep_functions_short,
    keep_names_telling,
    keep_docstrings,
    keep_reader_alone,
]

# --- the house itself -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def house() -> House:
    return House(ROOT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house_keeps(rule: Rule, house: House) -> None:
    findings = rule(house)
    assert not findings, "\n".join(findings)


def test_house_was_found(house: House) -> None:
    assert {"vault", "vault.engine", "vault.cli"} <= set(house.modules)


def test_every_folder_is_a_package(house: House) -> None:
    """A folder without `__init__.py` would not be seen by every tool that reads the house."""
    folders = {path.parent for path in (ROOT / "vault").rglob("*.py")}
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_table_has_no_ghosts() -> None:
    """Doors stand in the table of floors, with a reason each."""
    assert set(DISK_DOORS) <= set(FLOORS)
    assert all(DISK_DOORS.values())
    assert set(FLOORS.values()) == set(range(TOP_FLOOR + 1))


# --- small houses, one fault each -----------------------------------------------------------------

SOUND = {
    "vault/__init__.py": "__version__ = '1'",
    "vault/__main__.py": "from vault.cli import main",
    "vault/engine/__init__.py": "",
    "vault/engine/errors.py": "class VaultError(Exception): pass",
    "vault/engine/primitives.py": "import cryptography.hazmat\nfrom .errors import VaultError",
    "vault/engine/keys.py": "from vault.engine import primitives\nfrom .floe import seal",
    "vault/engine/floe.py": "from . import errors, primitives",
    "vault/engine/durable.py": "import os, fcntl\nopen('x')",
    "vault/engine/catalog.py": "import sqlite3\nfrom . import durable, keys",
    "vault/engine/vault.py": "from .catalog import Catalog",
    "vault/engine/intake.py": "import os\nfrom .vault import Vault",
    "vault/engine/check.py": "def check():\n    from .vault import Vault",
    "vault/unlock/__init__.py": "from vault.engine.keys import Slot",
    "vault/sharing/__init__.py": "",
    "vault/sharing/age.py": "from cryptography import x509\nfrom ..engine.vault import Vault",
    "vault/transfer/__init__.py": "",
    "vault/transfer/pairing.py": "from ..sharing import age",
    "vault/sandbox/__init__.py": "import zipfile",
    "vault/health/__init__.py": "import vault.transfer.pairing, vault.unlock",
    "vault/cli/__init__.py": "def main():\n    from vault.cli import app, ls",
    "vault/cli/app.py": "import importlib\nimportlib.import_module('vault.qt.window')",
    "vault/cli/ls.py": "from vault import __version__\nfrom vault.health import x\nimport vault.sandbox",
    "vault/qt/__init__.py": "",
    "vault/qt/window.py": "from PySide6 import QtWidgets\nimport vault.health",
    "docs/reader.py": "import sqlite3, argon2\nfrom cryptography import x509",
}

BROKEN: list[tuple[Rule, str, str, str]] = [
    # the rule, the file, its text, what the finding says
    (keep_directions, "vault/engine/keys.py", "import vault.unlock", "vault.unlock"),
    (keep_directions, "vault/engine/keys.py", "from .. import cli", "vault.cli"),
    (keep_directions, "vault/engine/keys.py", "from ..unlock import Factor", "vault.unlock"),
    (keep_directions, "vault/engine/check.py", "def f():\n    import vault.backup.export", "vault.backup"),
    (
        keep_directions,
        "vault/engine/keys.py",
        "import importlib\nimportlib.import_module('vault.cli')",
        "cli",
    ),
    (keep_directions, "vault/engine/keys.py", "__import__('vault.cli.ls')", "vault.cli.ls"),
    (
        keep_directions,
        "vault/engine/keys.py",
        "from importlib import import_module\nimport_module('..cli', __package__)",
        "cli",
    ),
    (
        keep_directions,
        "vault/engine/keys.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from vault import health",
        "vault.health",
    ),
    (keep_directions, "vault/unlock/keyring.py", "import vault.backup.sets", "vault.backup.sets"),
    (
        keep_directions,
        "vault/sharing/bundle.py",
        "from vault.transfer import pairing",
        "vault.transfer.pairing",
    ),
    (keep_directions, "vault/backup/drill.py", "from vault.sandbox import Worker", "vault.sandbox"),
    (keep_directions, "vault/health/report.py", "from vault.sandbox import Worker", "vault.sandbox"),
    (keep_directions, "vault/sandbox/worker.py", "from vault.engine.errors import VaultError", "errors"),
    (keep_directions, "vault/health/report.py", "import vault.cli.ls", "vault.cli.ls"),
    (keep_directions, "vault/cli/ls.py", "from vault.qt import window", "vault.qt.window"),
    (keep_directions, "vault/qt/window.py", "from vault.cli.app import start", "vault.cli.app"),
    (keep_directions, "vault/__init__.py", "from vault.engine import errors", "vault.engine.errors"),
    (keep_directions, "vault/__main__.py", "from vault.engine import errors", "vault.engine.errors"),
    (keep_directions, "vault/attic/__init__.py", "", "in no package"),
    (keep_directions, "vault/attic.py", "", "in no package"),
    (keep_floors, "vault/engine/ledger.py", "", "no floor"),
    (keep_floors, "vault/engine/errors.py", "from vault.engine.vault import Vault", "upwards"),
    (keep_floors, "vault/engine/floe.py", "from . import catalog", "upwards"),
    (keep_floors, "vault/engine/catalog.py", "def f():\n    from .intake import add", "upwards"),
    (keep_floors, "vault/engine/check.py", "from .intake import add", "never import each other"),
    (keep_floors, "vault/engine/check.py", "from . import VERSION", "as a whole"),
    (keep_floors, "vault/engine/check.py", "import vault.engine", "as a whole"),
    *((keep_formats_pure, "vault/engine/keys.py", f"import {name}", name) for name in sorted(NOT_IN_FORMATS)),
    (keep_formats_pure, "vault/engine/floe.py", "def f():\n    from time import sleep", "time"),
    (keep_engine_quiet, "vault/engine/vault.py", "import socket", "socket"),
    (keep_engine_quiet, "vault/engine/vault.py", "from http.client import HTTPConnection", "http"),
    (keep_engine_quiet, "vault/engine/__init__.py", "import argparse", "argparse"),
    (keep_disk_in_durable, "vault/engine/catalog.py", "import os.path", "os"),
    (keep_disk_in_durable, "vault/engine/catalog.py", "from os import path", "os"),
    (keep_disk_in_durable, "vault/engine/vault.py", "import shutil", "shutil"),
    (keep_disk_in_durable, "vault/engine/vault.py", "def f(path):\n    return open(path)", "opens or writes"),
    (
        keep_disk_in_durable,
        "vault/engine/vault.py",
        "def f(path):\n    path.write_bytes(b'')",
        "opens or writes",
    ),
    (keep_ciphers_in_place, "vault/engine/keys.py", "from cryptography.hazmat import x", "cryptography"),
    (keep_ciphers_in_place, "vault/unlock/__init__.py", "import argon2.low_level", "argon2"),
    (keep_ciphers_in_place, "vault/sharing/agenda.py", "import cryptography", "cryptography"),
    (keep_window_upstairs, "vault/cli/app.py", "from PySide6.QtWidgets import QWidget", "PySide6"),
    (keep_window_upstairs, "vault/engine/vault.py", "def f():\n    import shiboken6", "shiboken6"),
    (keep_window_upstairs, "vault/sandbox/worker.py", "import qtawesome", "qtawesome"),
    (keep_window_ignorant, "vault/qt/window.py", "from vault.engine.vault import Vault", "reaches for"),
    (keep_window_ignorant, "vault/qt/window.py", "def f():\n    from vault.backup import export", "reaches for"),
    (
        keep_imports_readable,
        "vault/cli/ls.py",
        "import importlib\nimportlib.import_module('a' + 'b')",
        "literal",
    ),
    (keep_free_of_cycles, "vault/engine/errors.py", "from .primitives import x", "errors"),
    (keep_free_of_cycles, "vault/engine/floe.py", "def f():\n    from .keys import Label", "keys"),
    (keep_free_of_cycles, "vault/cli/ls.py", "from vault.cli import main", "vault.cli.ls"),
    (keep_modules_short, "vault/cli/ls.py", "x = 1\n" * (LONGEST_MODULE - 1) + "x = 1", "501 lines"),
    (keep_functions_short, "vault/cli/ls.py", "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION, "61 lines"),
    (
        keep_functions_short,
        "vault/cli/ls.py",
        "class A:\n    async def f():\n" + "        x = 1\n" * LONGEST_FUNCTION,
        "61 lines",
    ),
    *((keep_names_telling, f"vault/cli/{name}.py", "", name) for name in sorted(NO_MODULE_NAMES)),
    (keep_names_telling, "vault/cli/path_utils.py", "", "util"),
    (keep_names_telling, "vault/cli/common/__init__.py", "", "common"),
    *((keep_names_telling, "vault/cli/ls.py", f"class My{end}: pass", end) for end in NO_CLASS_ENDINGS),
    (keep_docstrings, "vault/cli/ls.py", None, "no docstring"),  # type: ignore[list-item]
    (keep_reader_alone, "docs/reader.py", "from vault.engine import keys", "vault"),
    (keep_reader_alone, "docs/reader.py", "import requests", "requests"),
    (keep_reader_alone, "docs/reader.py", "x = 1\n" * (LONGEST_READER - 1), "not under"),
    (keep_reader_alone, "docs/reader.py", "__import__(chr(97))", "dynamic"),
]


def build_house(root: Path, files: dict[str, str | None]) -> House:
    """Writes files with a docstring line before each text; `None` is a file without one."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n" if text is None else f'"""A room."""\n{text}\n', encoding="utf-8")
    return House(root)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_sound_house_has_no_findings(rule: Rule, tmp_path: Path) -> None:
    assert rule(build_house(tmp_path, dict(SOUND))) == []


@pytest.mark.parametrize(
    ("rule", "file", "text", "words"),
    BROKEN,
    ids=[f"{case[0].__name__}-{number}" for number, case in enumerate(BROKEN)],
)
def test_broken_house_is_seen(rule: Rule, file: str, text: str | None, words: str, tmp_path: Path) -> None:
    findings = rule(build_house(tmp_path, {**SOUND, file: text}))
    assert findings
    assert any(words in finding for finding in findings), findings


def test_every_rule_was_seen_to_fail() -> None:
    assert {case[0] for case in BROKEN} == set(RULES)


def test_rules_hold_at_their_limit(tmp_path: Path) -> None:
    """Exactly 500 lines, 60 lines and 399 lines are still right."""
    files: dict[str, str | None] = {
        **SOUND,
        "vault/cli/ls.py": "x = 1\n" * (LONGEST_MODULE - 2) + "x = 1",
        "vault/cli/add.py": "def f():\n" + "    x = 1\n" * (LONGEST_FUNCTION - 1),
        "docs/reader.py": "x = 1\n" * (LONGEST_READER - 3) + "x = 1",
    }
    limit = build_house(tmp_path, files)
    assert limit.modules["vault.cli.ls"].lines == LONGEST_MODULE
    assert [keep_modules_short(limit), keep_functions_short(limit), keep_reader_alone(limit)] == [[], [], []]


def test_long_cycle_is_named(tmp_path: Path) -> None:
    files = {
        **SOUND,
        "vault/cli/add.py": "from . import get",
        "vault/cli/get.py": "from .cat import x",
        "vault/cli/cat.py": "def f():\n    import vault.cli.add",
    }
    findings = keep_free_of_cycles(build_house(tmp_path, dict(files)))
    assert len(findings) == 1
    assert all(name in findings[0] for name in ("vault.cli.add", "vault.cli.get", "vault.cli.cat"))
