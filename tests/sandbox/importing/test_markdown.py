"""Folders of Markdown: notes with what their front matter says, files as they are, the program's own left out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.sandbox.importing.collected import confined, path, read
from vault.sandbox.importing import front_matter, markdown
from vault.sandbox.importing.entries import Why

OBSIDIAN = {
    "Home.md": "# Home\nSee [plan](Projects/2026%20plan.md#Goals) and [[2026 plan]] and ![x](Attachments/x%201.png).\n",
    "Projects/2026 plan.md": "---\ntitle: The plan\ntags: [work, '#big']\ndate: 2026-01-02\n---\n\n"
    "Back [home](../Home.md)\n",
    "Projects/kept.md": "---\naliases:\n  - other\ntags: one, two words\n---\nText\n",
    "Projects/CRLF.md": "---\r\ntags: a b\r\ncreated: 2025-05-06T07:08:09Z\r\n---\r\nline\r\n",
    "Attachments/x 1.png": "\x89PNG",
    "notes.txt": "plain",
    ".obsidian/app.json": "{}",
    ".obsidian/plugins/a/main.js": "x",
    ".trash/old.md": "old",
    "Projects/.DS_Store": "x",
}


def test_folder_of_obsidian_comes_in(tmp_path: Path) -> None:
    for name, text in OBSIDIAN.items():
        file = tmp_path / "vault" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("latin-1"))
        os.utime(file, (1_700_000_000, 1_700_000_000))
    (tmp_path / "vault/Empty").mkdir()
    (tmp_path / "vault/.git/refs").mkdir(parents=True)
    kind, found = confined(tmp_path / "vault")
    assert kind == "markdown"
    assert found.folders == [path("Empty")]
    assert found.text("Home") == (
        "# Home\nSee [plan](Projects/The%20plan#Goals) and [[2026 plan]] and ![x](Attachments/x%201.png).\n"
    )
    plan = found.notes[path("Projects", "The plan")]
    assert plan.text == "Back [home](../Home)\n"
    assert plan.tags == ("work", "big")
    assert plan.modified_ns == 1_767_312_000 * 10**9
    kept = found.notes[path("Projects", "kept")]
    assert kept.text == OBSIDIAN["Projects/kept.md"]
    assert kept.tags == ("one", "two words")
    assert kept.modified_ns == 1_700_000_000 * 10**9
    crlf = found.notes[path("Projects", "CRLF")]
    assert (crlf.text, crlf.tags, crlf.modified_ns) == ("line\n", ("a", "b"), 1_746_515_289 * 10**9)
    assert found.files == {path("Attachments", "x 1.png"): b"\x89PNG", path("notes.txt"): b"plain"}
    assert found.left == {
        path(".obsidian"): Why.NOT_SUPPORTED,
        path(".trash"): Why.IN_TRASH,
        path("Projects", ".DS_Store"): Why.NOT_SUPPORTED,
    }
    assert found.left_count == 3


def test_same_folder_comes_in_as_files_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\n---\nx")
    assert confined(tmp_path)[1].text("T") == "x"
    kind, found = confined(tmp_path, kind="folder")
    assert (kind, found.files) == ("folder", {path("a.md"): b"---\ntitle: T\n---\nx"})


def test_note_above_a_mebibyte_or_no_text_comes_as_a_file() -> None:
    files = {"most.md": b"x" * (1 << 20), "more.md": b"x" * ((1 << 20) + 1), "bytes.md": b"\xff\xfe", "E.MARKDOWN": b""}
    found = read(markdown, files)
    assert set(found.notes) == {path("most"), path("E")}
    assert found.files == {path("more.md"): files["more.md"], path("bytes.md"): b"\xff\xfe"}


def test_titles_that_meet_stay_apart() -> None:
    found = read(markdown, {"a.md": b"", "b.md": b"---\ntitle: A\n---\n[x](a.md)[y](b.md)", "A/a.md": b"", ".md": b""})
    assert set(found.notes) == {path("a"), path("A (2)"), path("A", "a")}
    assert found.text("A (2)") == "[x](a)[y](A%20%282%29)"


BLOCKS = [
    ("---\ntitle: 'A: b'\n---\nx", "A: b", "x"),
    ("---\ntitle: >\n  folded\n  title\n...\nx", "folded title", "x"),
    ("---\n---\nx", "", "---\n---\nx"),
    ("---\ntitle: no end\nx", "", "---\ntitle: no end\nx"),
    ("---\n- a\n- b\n---\nx", "", "---\n- a\n- b\n---\nx"),
    ("---\ntitle: [a\n---\nx", "", "---\ntitle: [a\n---\nx"),
    ("---\ntitle: [a, b]\n---\nx", "", "x"),
    ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nx", "", "x"),
    ("---\ntitle: 2026-01-01\n---\n", "2026-01-01", ""),
    ("text\n---\ntitle: t\n---\n", "", "text\n---\ntitle: t\n---\n"),
    ("---\ntitle: a --- b\n---\n--- x", "a --- b", "--- x"),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "title", "rest"), BLOCKS)
def test_front_matter_is_read_or_left_as_it_is(text: str, title: str, rest: str) -> None:
    found = front_matter.parse(text)
    assert (found.title, found.text) == (title, rest)


def test_a109_front_matter_that_grows_is_bounded() -> None:
    laughs = "---\na: &a [x, x]\n" + "".join(f"{chr(one)}: &{chr(one)} [*{chr(one - 1)}, *{chr(one - 1)}]\n"
                                             for one in range(98, 122)) + "tags: *y\n---\nx"  # fmt: skip
    merges = "---\na: &a {k: v}\n" + "".join(f"{chr(one)}: &{chr(one)} {{<<: [*{chr(one - 1)}, *{chr(one - 1)}]}}\n"
                                             for one in range(98, 122)) + "---\nx"  # fmt: skip
    itself = "---\na: &a [*a]\ntags: *a\n---\nx"
    deep = "---\na: " + "[" * 20_000 + "]" * 20_000 + "\n---\nx"
    long = "---\ntitle: t\na: " + "b" * front_matter.MOST + "\n---\nx"
    for text in (laughs, merges, itself, deep, long):
        found = front_matter.parse(text)
        assert (found.text, found.tags, found.title) == (text, (), "")


@given(st.text(st.sampled_from("-: \n[]{}&*!'\"ab#|>%@?,\t\\"), max_size=80))
def test_no_front_matter_raises(block: str) -> None:
    front_matter.parse(f"---\n{block}\n---\ntext")
