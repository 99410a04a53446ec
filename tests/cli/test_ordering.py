"""`tag`, `favourite`, `searches`, `versions` and `duplicates`, as scripts and people use them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def paths(document: list[dict[str, object]]) -> list[object]:
    return [one["path"] for one in document]


def test_tags_go_on_and_off_and_have_colours(run: Run, filled: Path) -> None:
    item = "/papers"
    put = run("tag", filled, item, "+tax", "+two words", "+-odd", "--json")
    assert put.json[0]["tags"] == ["-odd", "demo", "tax", "two words"]
    taken = run("tag", filled, item, "-tax", "-demo", "--remove=-odd", "--json")
    assert taken.json[0]["tags"] == ["two words"]
    assert run("tag", filled, item).out == "/papers: two words\n"
    assert run("tag", filled, "--colour", "two words", "teal").code == 0
    renamed = run("tag", filled, "--rename", "two words", "steuer", "--json").json
    assert renamed[-1] == {"name": "steuer", "colour": "teal", "items": 1}
    assert run("tag", filled, "--drop", "steuer", "--json").json == renamed[:-1]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["+t"], 2),
        (["/papers", "+"], 2),
        (["/papers", "+a\nb"], 2),
        (["/none", "+t"], 7),
        (["--drop", "none"], 7),
        (["--colour", "none", "red"], 7),
        (["/papers", "--drop", "t"], 2),
    ],
)
def test_nonsense_about_tags_changes_nothing(run: Run, filled: Path, arguments: list[str], code: int) -> None:
    before = run("audit", filled, "--json").json
    result = run("tag", filled, *arguments)
    assert (result.code, "Traceback" in result.err) == (code, False)
    assert run("audit", filled, "--json").json == before


def test_favourites(run: Run, filled: Path) -> None:
    assert run("favourite", filled, "/papers", "--json").json[0]["path"] == "/papers"
    assert run("favourite", filled).out == "/papers\n"
    assert run("favourite", filled, "/papers", "--remove", "--json").json == []
    assert run("favourite", filled, "--remove").code == 2


def test_saved_searches(run: Run, filled: Path) -> None:
    kept = [{"name": "Tax", "query": "tag:tax"}]
    assert run("searches", filled, "save", "Tax", "tag:tax", "--json").json == kept
    assert run("searches", filled, "save", "Tax", "other").code == 14
    assert run("searches", filled, "list", "--json").json == kept
    assert run("searches", filled, "remove", "None").code == 7
    assert run("searches", filled, "remove", "Tax", "--json").json == []
    assert run("searches", filled, "save", "Tax").code == 2


def test_versions_come_back_and_go(run: Run, filled: Path, tmp_path: Path) -> None:
    for text in ("first", "second!"):
        (tmp_path / "f.txt").write_text(text)
        assert run("add", filled, tmp_path / "f.txt", "--force").code == 0
    listed = run("versions", filled, "/f.txt", "--json").json
    assert [(row["number"], row["size"], row["current"]) for row in listed] == [(2, 7, True), (1, 5, False)]
    restored = run("versions", filled, "/f.txt", "--restore", "1", "--json").json
    assert [(row["number"], row["current"]) for row in restored] == [(3, True), (2, False), (1, False)]
    assert run("cat", filled, "/f.txt").raw == b"first"
    assert run("versions", filled, "/f.txt", "--remove", "2").code == 2  # not without a word
    assert run("versions", filled, "/f.txt", "--remove", "2", "--yes").code == 0
    assert run("versions", filled, "/f.txt", "--remove", "3", "--yes").code == 2
    assert run("versions", filled, "/f.txt", "--restore", "2").code == 7
    assert run("versions", filled, "/papers").code == 2
    assert run("cat", filled, "/f.txt", "--version", "1").raw == b"first"


def test_what_older_versions_cost(run: Run, filled: Path, tmp_path: Path) -> None:
    for text in ("12345", "second"):
        (tmp_path / "f.txt").write_text(text)
        run("add", filled, tmp_path / "f.txt", "--force")
    assert run("versions", filled, "--json").json["bytes"] == 5
    all_of_it = run("versions", filled, "--thinning", "everything", "--thin", "--json").json
    assert all_of_it == {"bytes": 5, "thinning": "everything", "thinned": {"versions": 0, "bytes": 0}}
    assert "hold 5 B. Older versions are thinned out" in run("versions", filled).out
    assert run("versions", filled, "/f.txt", "--thin").code == 2


def test_duplicates(run: Run, filled: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text("the same")
        run("add", filled, tmp_path / name)
    groups = run("duplicates", filled, "--json").json
    assert [sorted(map(str, paths(group))) for group in groups] == [["/one", "/two"]]
    assert "the copies hold 8 B" in run("duplicates", filled).out
