"""Exports of Joplin: what its command line wrote comes in field by field; what is forged or damaged is named."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest

from tests.sandbox.importing.collected import EXPORTS, Collected, Kept, collect, confined, path, read
from vault.sandbox.importing import joplin
from vault.sandbox.importing.entries import End, Entry, Piece, Refusal, Refused, Secret, Why

SWEETS = ("Recipes", "Süßes und mehr")


@pytest.mark.parametrize("name", ["joplin.jex", "joplin-raw"])
def test_export_comes_in(name: str) -> None:
    kind, found = confined(EXPORTS / name)
    assert kind == "joplin"
    assert set(found.folders) == {path("Recipes"), path(*SWEETS), path("Errands"), path("Empty")}
    assert {one.path: one.text for one in found.notes.values()} == {
        path(*SWEETS, "Apple cake"): "# Apple cake\n\nTake ![picture](../../Resources/cake.png) and "
        "[the deed](deed%201).\n\nBake *long*.\n",
        path(*SWEETS, "deed 1"): "a deed\n",
        path("Recipes", "Index"): "See [cake](Süßes%20und%20mehr/Apple%20cake.md)\n",
        path("Errands", "Buy flour"): "- [ ] Buy flour\n\n",
        path("Errands", "Buy sugar"): "- [x] Buy sugar\n\n",
        path("Errands", "A note: with-odd signs"): "",
    }
    flour = found.notes[path("Errands", "Buy flour")]
    assert set(flour.tags) == {"kitchen", "to do"}
    assert flour.modified_ns == 1_795_344_324_173 * 10**6
    assert [one.tags for one in found.notes.values()].count(()) == 5
    (picture,) = found.files.values()
    assert picture == (EXPORTS / "joplin-markdown/_resources/cake.png").read_bytes()
    assert list(found.files) == [path("Resources", "cake.png")]
    assert found.left == {}


def test_markdown_with_front_matter_comes_in() -> None:
    kind, found = confined(EXPORTS / "joplin-markdown")
    assert kind == "markdown"
    assert found.text("Errands", "Buy sugar") == "- [x] Buy sugar\n\n"
    assert found.text("Errands", "Buy flour") == "- [ ] Buy flour\n\n"
    assert found.notes[path("Errands", "Buy flour")].tags == ("kitchen", "to do")
    assert found.notes[path("Errands", "A note: with-odd signs")].modified_ns == 1_795_344_322 * 10**9
    assert "See [cake](Süßes%20und%20mehr/Apple%20cake)" in found.text("Recipes", "Index")
    cake = found.text(*SWEETS, "Apple cake")
    assert "![picture](../../_resources/cake.png)" in cake
    assert "[the deed](deed%201)" in cake
    assert list(found.files) == [path("_resources", "cake.png")]
    assert found.left == {}


# --- forged ---------------------------------------------------------------------------------------


def number(one: int) -> str:
    return f"{one:032x}"


def item(one: int, kind: int, title: str = "", body: str | None = None, **more: object) -> tuple[str, bytes]:
    text = title + ("" if body is None else f"\n\n{body}")
    block = "\n".join(f"{key}: {value}" for key, value in {"id": number(one), **more, "type_": kind}.items())
    return f"{number(one)}.md", (f"{text}\n\n{block}" if text else block).encode()


def folder(*items: tuple[str, bytes]) -> Collected:
    return read(joplin, dict(items))


def jex(*items: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in items:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def test_notebooks_that_lie_in_themselves_are_at_the_top() -> None:
    found = folder(
        item(1, 2, "a", parent_id=number(2)), item(2, 2, "b", parent_id=number(1)),
        item(3, 2, "c", parent_id=number(3)), item(4, 2, "d", parent_id=number(99)),
        item(5, 1, "in a", "", parent_id=number(1)),
        item(6, 1, "in c", "", parent_id=number(3)), item(7, 1, "alone", "", parent_id=number(98)),
    )  # fmt: skip
    assert {names[-1] for names in found.notes} == {b"in a", b"in c", b"alone"}
    assert all(len(names) <= 3 for names in found.entries)
    assert path("alone") in found.notes
    assert path("c", "in c") in found.notes
    assert path("d") in found.folders


def test_notebooks_without_end_are_left_out() -> None:
    books = [item(one, 2, str(one), parent_id=number(one - 1)) for one in range(1, 100)]
    found = folder(*books, item(500, 1, "deep", "x", parent_id=number(99)))
    assert len(found.folders) == 63
    assert set(found.left.values()) == {Why.OVER_BOUND}
    assert not found.notes


def test_notes_say_all_that_they_say() -> None:
    more = {"is_todo": 1, "todo_due": 1_770_000_000_000, "todo_completed": 0, "source_url": "https://a.example"}
    found = folder(item(1, 1, "T", "b", **more, author="Anna", latitude="1.5", longitude="2.5"))
    assert found.text("T") == (
        "- [ ] T (due 2026-02-02 02:40 UTC)\n\nb\n\n"
        "- **Source:** `https://a.example`\n- **Author:** `Anna`\n- **Place:** `1.5, 2.5`"
    )


def test_what_cannot_come_is_named() -> None:
    found = folder(
        item(1, 1, "binned", "", deleted_time=1), item(2, 1, "sealed", encryption_applied=1), item(3, 13, "old"),
        item(4, 4, "lost.bin"), item(5, 4, "sealed.bin", encryption_blob_encrypted=1), (f"{number(6)}.md", b"no item"),
        (f"{number(7)}.md", b"\xff\xfe"), ("stray.txt", b"x"), (f"resources/{number(5)}.bin", b"x"),
        (f"resources/{number(8)}", b"nobody's"), item(9, 1, "twice", "", is_conflict=1), item(10, 1, "twice", ""),
    )  # fmt: skip
    assert found.left == {
        path("binned"): Why.IN_TRASH,
        path("sealed"): Why.ENCRYPTED,
        path(f"{number(3)}.md"): Why.NOT_SUPPORTED,
        path("Resources", "lost.bin"): Why.DAMAGED,
        path("Resources", "sealed.bin"): Why.ENCRYPTED,
        path(f"{number(6)}.md"): Why.DAMAGED,
        path(f"{number(7)}.md"): Why.DAMAGED,
        path("stray.txt"): Why.NOT_SUPPORTED,
        path("resources", number(8)): Why.DAMAGED,
    }
    assert found.notes[path("twice")].tags == ("conflict",)
    assert path("twice (2)") in found.notes


def test_pointers_reach_what_has_the_same_name() -> None:
    found = folder(
        item(1, 4, "p.png"), item(2, 4, "p.png"), item(3, 4, "", file_extension="jpg"),
        (f"resources/{number(1)}.png", b"1"), (f"resources/{number(2)}.png", b"2"), (f"resources/{number(3)}", b"3"),
        item(4, 2, "book"),
        item(5, 1, "n", f"![](:/{number(2)}) <img src=\":/{number(1)}\"> [b](:/{number(4)}) [x](:/{number(77)})",
             parent_id=number(4)),
    )  # fmt: skip
    assert found.files[path("Resources", "p (2).png")] == b"2"
    assert found.files[path("Resources", f"{number(3)}.jpg")] == b"3"
    assert found.text("book", "n") == (
        f'![](../Resources/p%20%282%29.png) <img src="../Resources/p.png"> [b](:/{number(4)}) [x](:/{number(77)})'
    )


def test_the_same_number_twice_is_the_first() -> None:
    found = read(joplin, jex(item(1, 1, "first", ""), item(1, 1, "second", "")))
    assert list(found.notes) == [path("first")]
    assert list(found.left.values()) == [Why.NOT_SUPPORTED]


def test_a109_links_and_specials_of_the_tar_are_named() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo(f"{number(int(kind))}.md")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    found = read(joplin, stream.getvalue())
    assert not found.entries
    assert set(found.left.values()) == {Why.NOT_SUPPORTED}
    assert len(found.left) == 4


def test_a109_truncated_at_every_hundredth_is_refused() -> None:
    content = (EXPORTS / "joplin.jex").read_bytes()
    end = content.rindex(b"IEND") // 512 * 512 + 1024  # the two blocks of zeros that end a tar, the second is padding
    for hundredth in range(100):
        cut = content[: end * hundredth // 100]
        with pytest.raises(Refused) as refused:
            read(joplin, cut)
        assert refused.value.why is Refusal.DAMAGED
    for block in range(512, end - 512, 512):
        with pytest.raises(Refused):
            read(joplin, content[:block])


def test_properties_without_end_and_rubbish_do_no_harm(tmp_path: Path) -> None:
    rubbish = [b"", b"\n\n", b":", b"a: b\n" * 100_000, b"\n" * 100_000, b"id: " + b"0" * 32, bytes(100_000)]
    found = folder(*((f"{number(one)}.md", content) for one, content in enumerate(rubbish)))
    assert not found.entries
    assert len(found.left) == len(rubbish)
    (tmp_path / "a.jex").write_bytes(jex(*((f"{number(one)}.md", content) for one, content in enumerate(rubbish))))
    assert confined(tmp_path / "a.jex")[0] == "joplin"


def test_preview_has_no_contents() -> None:
    given = list(joplin.read(Kept((EXPORTS / "joplin.jex").read_bytes(), names_only=True), Secret()))
    assert sum(isinstance(one, Entry) and one.kind == "file" for one in given) == 1
    assert sum(isinstance(one, End) for one in given) == 1
    assert not any(isinstance(one, Piece) for one in given)
    assert len(collect(one for one in given if isinstance(one, Entry) and one.kind != "file").notes) == 6
