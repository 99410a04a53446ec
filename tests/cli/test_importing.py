"""`import` and `leave`: the preview, what came in, what did not and why, the source's own password, and the way out."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import PROGRAM, ROOT, Run
from tests.forging import leaves
from tests.sandbox.importing.collected import EXPORTS, SECRET
from tests.sandbox.importing.test_archives import AES_CIPHER, OLD_CIPHER, SEVEN_ZIP, make_tar, make_zip, special
from vault.cli import importing
from vault.sandbox.importing import readers
from vault.sandbox.importing.entries import Refusal, Why


@pytest.fixture
def vault(made_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_once, tmp_path / "Papers.deedbox"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "Old papers.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for name, content in {"taxes/2025.txt": b"some tax", "note.md": b"# words"}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        archive.addfile(special("link", tarfile.SYMTYPE, "/etc/passwd"))
    return file


def paths(run: Run, vault: Path) -> list[str]:
    return [one["path"] for one in run("ls", vault, "-r", "--json").json if one["kind"] != "folder"]


def test_an_archive_comes_into_a_folder_of_its_name(run: Run, vault: Path, source: Path) -> None:
    first = run("import", vault, source)
    assert (first.code, first.out) == (0, "Imported 2 items, 15 B, into /Old papers.\n")
    assert first.err.endswith("Left out 1 entry:\n  /link: a link is not followed\n")
    again = run("import", vault, source, "--json").json
    assert (again["to"], again["items"], again["folders"], again["kind"]) == ("/Old papers (2)", 2, 2, "tar")
    assert again["left_out"] == [
        {"path": "link", "path_b64": "bGluaw==", "why": "link", "reason": "a link is not followed"}
    ]
    assert paths(run, vault) == [
        "/Old papers/note.md",
        "/Old papers/taxes/2025.txt",
        "/Old papers (2)/note.md",
        "/Old papers (2)/taxes/2025.txt",
    ]
    assert run("cat", vault, "/Old papers/taxes/2025.txt").raw == b"some tax"


def test_into_a_chosen_folder_nothing_is_replaced(run: Run, vault: Path, source: Path) -> None:
    for _ in range(2):
        done = run("import", vault, source, "--to", "/In/Here", "--tag", "old", "--json")
    assert (done.json["renamed"], done.json["to"]) == (2, "/In/Here")
    assert paths(run, vault) == [
        "/In/Here/note (2).md",
        "/In/Here/note.md",
        "/In/Here/taxes/2025 (2).txt",
        "/In/Here/taxes/2025.txt",
    ]
    [one] = [one for one in run("ls", vault, "-r", "--json").json if one["path"] == "/In/Here/note.md"]
    assert one["tags"] == ["old"]


def test_a_preview_changes_nothing_and_needs_no_password_of_the_vault(
    run: Run, vault: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    done = run("import", vault, source, "--dry-run")
    assert done.code == 0
    assert done.out == "Would import 2 files, 15 B (read as: tar).\n  /taxes/2025.txt\n  /note.md\n"
    assert "Would leave out 1 entry:\n  /link" in done.err
    document = run("import", vault, source, "--dry-run", "--json").json
    assert (document["dry_run"], document["items"], document["first"]) == (True, 2, ["taxes/2025.txt", "note.md"])
    monkeypatch.setenv("DEEDBOX_PASSWORD", "correct horse")
    assert paths(run, vault) == []


def test_a_folder_of_files_comes_as_it_is_when_that_is_said(run: Run, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "Notes" / "sub").mkdir(parents=True)
    (tmp_path / "Notes" / "sub" / "a.md").write_text("# a")
    assert run("import", vault, tmp_path / "Notes", "--from", "folder").code == 0
    [one] = [one for one in run("ls", vault, "-r", "--json").json if one["kind"] != "folder"]
    assert (one["path"], one["kind"]) == ("/Notes/sub/a.md", "file")


@pytest.mark.parametrize("way", ["file", "stdin", "variable"])
def test_the_source_has_a_password_of_its_own(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    (tmp_path / "old.zip").write_bytes(OLD_CIPHER)
    (tmp_path / "secret").write_text("violin\n")
    options = {"file": ("--secret-file", tmp_path / "secret"), "stdin": ("--secret-file", "-"), "variable": ()}[way]
    if way == "variable":
        monkeypatch.setenv("DEEDBOX_IMPORT_PASSWORD", "violin")
    done = run("import", vault, tmp_path / "old.zip", *options, "--json", stdin=b"violin\n")
    assert (done.code, done.json["items"]) == (0, 1)
    assert run("cat", vault, "/old/a.txt").raw == b"the secret words"


def test_it_is_asked_for_at_the_terminal(
    run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "old.zip").write_bytes(OLD_CIPHER)
    asked: list[str] = []

    def ask(prompt: str) -> bytes:
        asked.append(prompt)
        return b"violin"

    monkeypatch.setattr("vault.cli.importing.ask_hidden", ask)
    assert run("import", vault, tmp_path / "old.zip").code == 0
    assert asked == ["Password of old.zip: "]


def test_a_key_file_opens_alone_or_with_a_password(run: Run, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    alone = ("--secret-keyfile", EXPORTS / "keyfile-v1.key")
    both = ("--secret-keyfile", EXPORTS / "keyfile-v2.keyx", "--secret-file", tmp_path / "secret")
    for name, options in (("keyfile-v1", alone), ("keyfile-v2", both)):
        done = run("import", vault, EXPORTS / f"{name}.kdbx", *options, "--dry-run", "--json")
        assert (done.code, done.json["kind"], done.json["first"]) == (0, "keepass", ["Savings"])
    assert run("import", vault, EXPORTS / "keyfile-v2.kdbx", *both).code == 0
    refused = run("import", vault, EXPORTS / "keyfile-v2.kdbx", *both[:2])
    assert (refused.code, refused.out) == (3, "")
    assert "If a key file belongs to it, --secret-keyfile names that" in refused.err
    (tmp_path / "torn").write_bytes((EXPORTS / "keyfile-v2.keyx").read_bytes().replace(b'Hash="', b'Hash="00'))
    for name, code, words in (("torn", 3, "cannot be used"), ("nothing", 7, "There is no")):
        done = run("import", vault, EXPORTS / "keyfile-v2.kdbx", "--secret-keyfile", tmp_path / name)
        assert (done.code, words in done.err) == (code, True)


def test_what_a_key_file_alone_does_not_open_is_asked_a_password_for(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.cli.importing.ask_hidden", lambda _: SECRET.encode())
    for key, code in ((EXPORTS / "keyfile-any.key", 0), (vault / "header.json", 3)):
        done = run("import", vault, EXPORTS / "keyfile-any.kdbx", "--secret-keyfile", key, "--dry-run")
        assert done.code == code


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (bytes.fromhex("03d9a29a65fb4bb5") + bytes(200), "a.kdb", "KeePassXC opens it and can write a newer one"),
        (SEVEN_ZIP, "a.7z", "Unpack it with 7-Zip, then import the folder."),
        (b"Rar!\x1a\x07\0" + bytes(50), "a.rar", "Unpack it with 7-Zip, then import the folder."),
        (b'{"encrypted": true, "data": ""}', "a.json", "In Bitwarden, export it once more"),
    ],
)
def test_the_program_that_opens_it_is_named(
    run: Run, vault: Path, tmp_path: Path, content: bytes, name: str, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "secret").write_text(SECRET)
    done = run("import", vault, tmp_path / name, "--secret-file", tmp_path / "secret")
    assert (done.code, words in done.err) == (13, True)


@pytest.mark.parametrize(
    ("content", "name", "secret", "code", "words"),
    [
        (b"just words", "a.txt", None, 13, "not a kind of file"),
        (b"", "a.txt", None, 13, "not a kind of file"),
        (OLD_CIPHER, "a.zip", None, 3, "has a password of its own"),
        (OLD_CIPHER, "a.zip", "viola", 3, "does not open"),
        (SEVEN_ZIP, "a.7z", None, 13, "cannot be read here"),
        (b"PK\x03\x04" + bytes(100), "a.zip", None, 4, "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_changed(
    run: Run, vault: Path, tmp_path: Path, content: bytes, name: str, secret: str | None, code: int, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "secret").write_text(secret or "")
    options = ("--secret-file", tmp_path / "secret") if secret else ()
    before = leaves(vault)
    done = run("import", vault, tmp_path / name, *options)
    assert (done.code, done.out) == (code, "")
    assert words in done.err
    assert leaves(vault) == before


def test_a109_a_damaged_archive_brings_what_is_whole_and_says_so(run: Run, vault: Path, tmp_path: Path) -> None:
    whole = make_tar(("one", b"1" * 5_000), ("two", b"2" * 5_000))
    (tmp_path / "torn.tar").write_bytes(whole[:9_000])
    done = run("import", vault, tmp_path / "torn.tar", "--json")
    assert (done.code, done.json["complete"], done.json["items"]) == (4, False, 1)
    assert "not read to its end" in done.err
    assert paths(run, vault) == ["/torn/one"]
    assert run("check", vault).code == 0


def test_a_file_with_a_wrong_checksum_is_named_and_the_rest_comes(run: Run, vault: Path, tmp_path: Path) -> None:
    content = make_zip(("bad", b"some words " * 100), ("good", b"x"), method=zipfile.ZIP_STORED)
    (tmp_path / "a.zip").write_bytes(content.replace(b"some", b"SOME", 1))
    done = run("import", vault, tmp_path / "a.zip", "--json")
    assert (done.code, done.json["items"], done.json["left_out"][0]["why"]) == (0, 1, "damaged")
    assert paths(run, vault) == ["/a/good"]


def test_a109_an_archive_made_to_do_harm_stays_inside(run: Run, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.zip").write_bytes(make_zip(("../../up", b"x"), ("/etc/up", b"x"), ("kept", b"y")))
    (tmp_path / "aes.zip").write_bytes(AES_CIPHER)
    done = run("import", vault, tmp_path / "evil.zip")
    assert done.err.count("leads out of the folder") == 2
    assert run("import", vault, tmp_path / "aes.zip").code == 0
    assert paths(run, vault) == ["/evil/kept"]
    assert not (tmp_path / "up").exists()


def test_many_left_out_are_counted_and_some_named(run: Run, vault: Path, tmp_path: Path) -> None:
    links = [special(f"{number}", tarfile.SYMTYPE, "x") for number in range(50)]
    (tmp_path / "a.tar").write_bytes(make_tar(*links, ("kept", b"x")))
    done = run("import", vault, tmp_path / "a.tar")
    assert done.err.count("a link is not followed\n") == 20 + 1
    assert "50 in all: a link is not followed" in done.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("{vault}", "{there}/nothing"), 7),
        (("{there}/novault", "{source}"), 7),
        (("{vault}", "{source}", "--from", "wordstar"), 2),
        (("{vault}", "{source}", "--to", "relative"), 2),
        (("{vault}", "{source}", "--secret-file", "{there}/nothing"), 7),
        (("{vault}", "{source}", "--secret-file", "-", "--password-file", "-"), 2),
        (("{vault}",), 2),
    ],
)
def test_mistakes_of_the_command_line(
    run: Run, vault: Path, source: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    filled = [one.format(vault=vault, source=source, there=tmp_path) for one in arguments]
    assert run("import", *filled).code == code


def test_a_folder_that_is_no_folder_in_the_vault(run: Run, vault: Path, source: Path) -> None:
    assert run("note", vault, "/In", "--from", "-", stdin=b"x").code == 0
    assert run("import", vault, source, "--to", "/In").code == 14
    assert paths(run, vault) == ["/In"]


def test_every_reason_has_its_words() -> None:
    assert set(importing.LEFT) == set(Why)
    assert set(importing.REFUSED) == set(Refusal)
    assert {kind for kind, _ in importing.WAYS} <= set(readers.NAMES)


def test_stopped_in_the_middle_whole_items_stay(
    start: Callable[..., subprocess.Popen[bytes]], run: Run, vault: Path, tmp_path: Path
) -> None:
    big = tmp_path / "big.tar"
    with big.open("wb") as file:
        for name, size in (("whole", 9 << 20), ("torn", 6 << 30)):
            info = tarfile.TarInfo(name)
            info.size = size
            file.write(info.tobuf())
            file.seek(size, os.SEEK_CUR)
        file.write(bytes(1024))
    process = start("import", vault, big)
    packs = vault / "packs"
    while not len([one for one in packs.rglob("*") if one.is_file()]) > 1:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 11
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    process.stderr.close()
    assert paths(run, vault) == ["/big/whole"]
    assert run("check", vault).code == 0


def _measured(*arguments: str | Path) -> tuple[int, int]:
    """The exit code of the command, and the most memory of it and of its worker, in MiB."""
    program = (
        "import resource, subprocess, sys\n"
        "code = subprocess.call(sys.argv[1:])\n"
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)"
    )
    line = [sys.executable, "-c", program, *PROGRAM, *map(str, arguments)]
    done = subprocess.run(line, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True, text=True)
    code, most = done.stdout.split()[-2:]
    return int(code), int(most)


def _in_bounded_memory(vault: Path, folder: Path, size: int) -> None:
    source = folder / "large.tar"
    with source.open("wb") as file:
        info = tarfile.TarInfo("large.bin")
        info.size = size
        file.write(info.tobuf())
        file.truncate(512 + size + 1024)
    _, small = _measured("ls", vault)
    code, most = _measured("import", vault, source)
    assert code == 0
    assert most - small < 90, "it grows with what comes in"


def test_large_content_comes_in_bounded_memory(run: Run, vault: Path, tmp_path: Path) -> None:
    _in_bounded_memory(vault, tmp_path, 150 << 20)


@pytest.mark.slow
@pytest.mark.skipif("not os.environ.get('DEEDBOX_LARGE')", reason="writes three gibibytes; DEEDBOX_LARGE=1 runs it")
def test_three_gibibytes_come_in_bounded_memory(run: Run, vault: Path, tmp_path: Path) -> None:
    _in_bounded_memory(vault, tmp_path, 3 << 30)


# Out


def test_leaving_writes_plain_files_after_a_warning(run: Run, vault: Path, source: Path, tmp_path: Path) -> None:
    assert run("import", vault, source).code == 0
    assert run("note", vault, "/idea", "--from", "-", stdin=b"# idea").code == 0
    refused = run("leave", vault, tmp_path / "out")
    assert (refused.code, (tmp_path / "out").exists()) == (2, False)
    assert "in plain" in refused.err
    done = run("leave", vault, tmp_path / "out", "--yes", "--json")
    assert (done.code, done.json["items"], done.json["register"]) == (0, 3, "deedbox.json")
    assert (tmp_path / "out" / "idea.md").read_text() == "# idea"
    assert (tmp_path / "out" / "Old papers" / "taxes" / "2025.txt").read_bytes() == b"some tax"
    assert len(json.loads((tmp_path / "out" / "deedbox.json").read_text())["items"]) == 5
    assert run("leave", vault, tmp_path / "out", "--yes").code == 14


def test_leaving_asks_for_the_name(run: Run, vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vault.cli.leaving._is_asked", lambda: True)
    assert run("leave", vault, tmp_path / "out", stdin=b"papers\n").code == 11
    assert not (tmp_path / "out").exists()
    assert run("leave", vault, tmp_path / "out", stdin=b"Papers\n").code == 0
    assert (tmp_path / "out" / "deedbox.json").exists()


def test_a_zip_of_the_way_out_comes_in_again(run: Run, vault: Path, source: Path, tmp_path: Path) -> None:
    """There and back: what was written out comes in as it was."""
    assert run("import", vault, source).code == 0
    assert run("leave", vault, tmp_path / "out", "--yes").code == 0
    with zipfile.ZipFile(tmp_path / "out.zip", "w", strict_timestamps=False) as archive:
        for file in sorted((tmp_path / "out" / "Old papers").rglob("*")):
            archive.write(file, str(file.relative_to(tmp_path / "out")))
    assert run("import", vault, tmp_path / "out.zip").code == 0
    assert run("cat", vault, "/out/Old papers/taxes/2025.txt").raw == b"some tax"
