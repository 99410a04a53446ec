"""Every deed that anything in the house writes into the trail has its sentence, and no sentence stands for nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from vault.child.deeds import DEEDS, Detail, deeds_of, document, is_grave, kind_of, tell
from vault.cli.english import English

ROOT = Path(__file__).resolve().parents[2]
RECORD = {"Record": 4}
"""What all of them end in, and where the deed stands among what it is given."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls_of(tree: ast.Module) -> Iterator[tuple[Function | None, ast.Call]]:
    """Every call, with the function that it stands in."""
    pending: list[tuple[ast.AST, Function | None]] = [(tree, None)]
    while pending:
        node, around = pending.pop()
        if isinstance(node, Function):
            around = node
        elif isinstance(node, ast.Call):
            yield around, node
        pending += [(child, around) for child in ast.iter_child_nodes(node)]


class House:
    """The source, and what is written in it: found from `Record` upwards, through every function that passes it on."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.trees = {name: ast.parse(source) for name, source in sources.items()}
        self.words: dict[tuple[str, str], str] = {}
        for name, tree in self.trees.items():
            self._read_constants(name, tree)
        self.writers: dict[str, int] = dict(RECORD)
        # A record that is read again is none that is written.
        self.calls = {name: list(calls_of(tree)) for name, tree in self.trees.items() if name != "vault.engine.records"}
        self.written: set[str] = set()
        self.unreadable: list[str] = []
        while self._find_writers():
            pass
        for name in self.trees:
            for function, call, at in self._calls(name):
                self._read(name, function, call, at)

    def _read_constants(self, module: str, tree: ast.Module) -> None:
        for node in tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1:
                target, value = node.targets[0], node.value
                pairs = (
                    zip(target.elts, value.elts, strict=False)
                    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
                    else [(target, value)]
                )
                for left, right in pairs:
                    if isinstance(left, ast.Name) and isinstance(right, ast.Constant) and isinstance(right.value, str):
                        self.words[module, left.id] = right.value

    def _word(self, module: str, name: str) -> str | None:
        if (module, name) in self.words:
            return self.words[module, name]
        for node in ast.walk(self.trees[module]):
            if isinstance(node, ast.ImportFrom) and any((one.asname or one.name) == name for one in node.names):
                return self.words.get((node.module or "", name))
        return None

    def _known(self, module: str, name: str) -> str:
        """Private names are those of their module."""
        return f"{module}.{name}" if name.startswith("_") else name

    def _calls(self, module: str) -> Iterator[tuple[Function | None, ast.Call, int]]:
        """(the function around, the call, where the deed stands in it) of everything that writes."""
        for around, call in self.calls.get(module, ()):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            at = self.writers.get(self._known(module, name))
            if at is not None and (len(call.args) > at or any(word.arg == "action" for word in call.keywords)):
                yield around, call, at

    def _deed(self, call: ast.Call, at: int) -> ast.expr:
        named = [word.value for word in call.keywords if word.arg == "action"]
        return named[0] if named else call.args[at]

    def _find_writers(self) -> bool:
        found = False
        for module in self.trees:
            for around, call, at in self._calls(module):
                deed = self._deed(call, at)
                if around is None or not isinstance(deed, ast.Name):
                    continue
                given = [one.arg for one in around.args.args if one.arg not in ("self", "cls")]
                name = self._known(module, around.name)
                if deed.id in given and name not in self.writers:
                    self.writers[name] = given.index(deed.id)
                    found = True
        return found

    def _read(self, module: str, around: Function | None, call: ast.Call, at: int) -> None:
        found = self._values(module, self._deed(call, at), around)
        if found is None:
            self.unreadable.append(f"{module}:{call.lineno}")
        else:
            self.written |= found

    def _values(self, module: str, node: ast.expr, around: Function | None) -> set[str] | None:
        """What an expression can be; None if that cannot be read."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return {node.value}
        if isinstance(node, ast.IfExp):
            left, right = (self._values(module, one, around) for one in (node.body, node.orelse))
            return left | right if left is not None and right is not None else None
        if isinstance(node, ast.JoinedStr):
            pieces = [
                self._values(module, getattr(one, "value", one), around)
                if isinstance(one, ast.FormattedValue)
                else {str(getattr(one, "value", ""))}
                for one in node.values
            ]
            return {"".join(next(iter(piece)) for piece in pieces if piece)} if all(pieces) else None
        if isinstance(node, ast.Name):
            if around is not None and node.id in [one.arg for one in around.args.args]:
                return set()  # whoever calls that function says it
            word = self._word(module, node.id)
            return None if word is None else {word}
        if isinstance(node, ast.Call):
            return self._answers(module, node)
        return None

    def _answers(self, module: str, call: ast.Call) -> set[str] | None:
        """What a function of the same module can answer."""
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        named = [one for one in ast.walk(self.trees[module]) if isinstance(one, Function) and one.name == name]
        answers = [one.value for one in ast.walk(named[0]) if isinstance(one, ast.Return)] if len(named) == 1 else []
        found = [self._values(module, one, named[0]) if one is not None else None for one in answers]
        return set().union(*(one for one in found if one)) if found and None not in found else None


def sources() -> dict[str, str]:
    """All of the house but the window, which writes nothing."""
    paths = [path for path in (ROOT / "vault").rglob("*.py") if "qt" not in path.relative_to(ROOT).parts]
    return {".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text("utf-8") for path in paths}


def test_every_deed_that_is_written_has_a_sentence_and_the_other_way_round() -> None:
    house = House(sources())
    assert house.unreadable == []
    assert house.written - set(DEEDS) == set(), "deeds without a sentence"
    assert set(DEEDS) - house.written == set(), "sentences for deeds that nothing writes"
    assert {"commit", "commit_in_pieces", "change_header", "compose", "compose_new"} <= set(house.writers)


def test_the_reader_of_the_source_finds_a_new_deed_however_it_is_said() -> None:
    planted = {
        "vault.engine.records": "class Record: ...",
        "vault.engine.catalog": (
            'A, B = "one", "two"\nclass C:\n def commit(self, changes, action):\n  Record(1, b"", changes, 2, action)\n'
        ),
        "vault.other": (
            "from vault.engine.catalog import A, B\n"
            "def _write(vault, action):\n vault.commit([], action)\n"
            'def go(vault, x):\n _write(vault, "three" if x else B)\n vault.commit([], f"{A}, kept")\n'
            ' vault.commit([], action="four")\n vault.commit([], x.name)\n'
        ),
    }
    house = House(planted)
    assert house.written == {"two", "three", "one, kept", "four"}
    assert house.unreadable == ["vault.other:8"]


ODD: list[Detail] = [
    (),
    (None,),
    (b"x" * 16,),
    ("", "", ""),
    (1,),
    (-5, -5, -5),
    ("{name}", 2, "{size}"),
    (1 << 62,) * 4,
]


@pytest.mark.parametrize("action", [*DEEDS, "a deed of tomorrow", ""])
def test_whatever_stands_in_an_entry_it_is_told(action: str) -> None:
    voice = English()
    for detail in ODD:
        told = tell(action, detail, voice, "Main")
        assert told.first.endswith(".")
        assert not told.second or told.second.endswith(".")
        assert "%Ln" not in told.whole
        assert "(s)" not in told.whole


def test_sentences_say_how_much_and_by_which_way_in() -> None:
    voice = English()
    assert tell("added", (1, 2_500_000), voice).whole == "Added: 1 item, 2.5 MB."
    assert tell("added", (1204, 10), voice).whole == "Added: 1,204 items, 10 B."
    told = tell("password changed", (b"i" * 16,), voice, "Main")
    assert told.first == "Password “Main” changed, and a new vault key with it."
    assert told.second == "Old backups still open with the old password."
    assert (
        tell("way in added", (b"i" * 16, "recovery"), voice, "{kind}").first
        == "Way in “{kind}” added: a recovery code."
    )
    refused = ("a-laptop", 0, 1, "refused", 2, "read", 3, "refused", 4, "unlocked")
    assert tell("access", refused, voice).first == "Refused 2 times on the computer a-laptop."
    assert tell("access", refused[:2] + refused[-2:], voice).first == "Unlocked on the computer a-laptop."
    assert "no words for: {x}" in tell("{x}", (), voice).first


def test_kinds_hold_every_deed_once() -> None:
    kinds = ("keys", "items", "sharing", "proofs", "upkeep")
    assert sorted(action for kind in kinds for action in deeds_of(kind)) == sorted(DEEDS)
    assert kind_of("a deed of tomorrow") == "upkeep"


def test_what_somebody_should_look_after_is_told_from_the_rest() -> None:
    assert is_grave("drill failed", ("Damaged",))
    assert is_grave("access", ("a-laptop", 0, 1, "refused"))
    assert not is_grave("access", ("refused", 0, 1, "read"))
    assert is_grave("catalog mended", ("records from 3 to 7",))
    assert not is_grave("catalog mended", ())


def test_the_document_of_an_entry_is_a_promise() -> None:
    assert document(7, 1_700_000_000_999, "added", (1, None, b"\xff", "x")) == {
        "sequence": 7,
        "time": "2023-11-14T22:13:20Z",
        "action": "added",
        "detail": [1, None, "/w==", "x"],
    }
