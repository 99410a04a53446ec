"""Collects what the window says into the .ts files of vault/qt/translations and compiles them: `make translations`.

What was translated stays, what is new is unfinished until somebody translates it in the .ts, and what is not said any
more goes. A new language begins with an empty .ts: `touch deedbox_fr.ts` in that folder, and a line in `LANGUAGES`.

The program is written in English, so English needs its plurals alone: "%Ln item(s)" is "%Ln item" for one and
"%Ln items" for all others. A form that says it otherwise is edited in the .ts and stays. The strings are found by
Python's own parser, since Qt's collector does not see the plurals of `translate()` in Python; Qt's `lrelease` compiles.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

CODE = Path(__file__).resolve().parents[1] / "vault" / "qt"
FOLDER = CODE / "translations"
SHARED = (CODE.parent / "child" / "deeds.py", CODE.parent / "health")
"""What the command line says in English, and the window in the person's language."""
ENGLISH = "deedbox_en.ts"
TOOLS = Path(sys.executable).parent

Said = dict[tuple[str, str], bool]
"""(context, text) of everything that is said, and whether it counts something."""


def sources() -> list[Path]:
    """All modules that say something in the window, the developer's gallery left out."""
    found = [path for place in (CODE, *SHARED) for path in (place.rglob("*.py") if place.is_dir() else (place,))]
    return sorted(path for path in found if not path.name.startswith("gallery"))


def collect() -> Said:
    """Everything in `self.tr(...)` and `translate(...)`."""
    said: Said = {}
    for path in sources():
        _read(ast.parse(path.read_text("utf-8")), "", said)
    return said


def _read(node: ast.AST, context: str, said: Said) -> None:
    if isinstance(node, ast.ClassDef):
        context = node.name
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
        if name == "tr" and texts and isinstance(texts[0], str):
            said[context, texts[0]] = len(texts) > 2
        elif name == "translate" and len(texts) > 1 and isinstance(texts[0], str) and isinstance(texts[1], str):
            said[texts[0], texts[1]] = len(texts) > 3
    for child in ast.iter_child_nodes(node):
        _read(child, context, said)


def merge(file: Path, said: Said) -> None:
    """Writes a .ts with exactly these texts; what was translated stays, what is not said any more goes."""
    language = file.stem.partition("_")[2]
    before = {}
    if file.exists() and file.stat().st_size:
        for old in ElementTree.parse(file).iter("context"):  # noqa: S314  # our own file
            for message in old.iter("message"):
                before[old.findtext("name"), message.findtext("source")] = message.find("translation")
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for (context, text), counts in sorted(said.items()):
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message", {"numerus": "yes"} if counts else {})
        ElementTree.SubElement(message, "source").text = text
        known = before.get((context, text))
        if known is not None:
            message.append(known)
        elif file.name == ENGLISH:
            forms = ElementTree.SubElement(message, "translation")
            for many in (False, True):
                ElementTree.SubElement(forms, "numerusform").text = plural(text, many=many)
        else:
            ElementTree.SubElement(message, "translation", type="unfinished")
    ElementTree.indent(root, " ")
    file.write_bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")


def plural(text: str, *, many: bool) -> str:
    """ "item(s)" with or without its s."""
    return re.sub(r"\((e?s)\)", r"\1" if many else "", text)


def main() -> None:
    """English has plurals alone; every other language whole."""
    said = collect()
    plurals: Said = {key: counts for key, counts in said.items() if counts}
    for file in sorted({FOLDER / ENGLISH, *FOLDER.glob("deedbox_*.ts")}):
        merge(file, plurals if file.name == ENGLISH else said)
        command = [str(TOOLS / "pyside6-lrelease"), "-silent", str(file), "-qm", str(file.with_suffix(".qm"))]
        subprocess.run(command, check=True)  # noqa: S603  # Qt's own tool


if __name__ == "__main__":
    main()
