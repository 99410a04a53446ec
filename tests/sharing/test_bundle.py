"""Bundles: written, read, verified with standard tools; and refused with whatever does not belong (A104, A150)."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from vault.engine.errors import Damaged, ShareRefused, VaultError
from vault.sharing import bundle, sshsig
from vault.sharing.bundle import Entry, Manifest, Reader

SEED = bytes(range(32))
FILES = {
    b"letter.txt": b"Dear Anna\n",
    b"empty": b"",
    b"Taxes/2025/large": os.urandom(3_000_000),
    b"long/" + b"n" * 250 + b"/" + b"m" * 250: b"deep",
    b"odd \xff\n\\name": b"odd",
    "Grüße/日本.md".encode(): b"# note\n",
}


def items(files: dict[bytes, bytes]) -> list[tuple[Entry, object]]:
    found: list[tuple[Entry, object]] = [(Entry((b"an empty folder",), "folder", modified=5), list)]
    for path, content in files.items():
        entry = Entry(tuple(path.split(b"/")), "file", len(content), 1_700_000_000_123_456_789)
        found.append((entry, lambda content=content: [content[:10], content[10:]]))
    return found


def blank(seed: bytes = SEED) -> Manifest:
    return Manifest(bytes(16), 1_700_000_000_000, sshsig.public_of(seed), (b"me", b"you"), ())


def made(files: dict[bytes, bytes] | None = None, seed: bytes = SEED, signing: bytes = SEED) -> bytes:
    pieces = bundle.write(items(FILES if files is None else files), blank(seed), lambda m: sshsig.sign(signing, m))  # type: ignore[arg-type]
    return b"".join(map(bytes, pieces))


def read(data: bytes, size: int = 1 << 16) -> tuple[dict[bytes, bytes], bundle.Received]:
    reader = Reader(data[at : at + size] for at in range(0, len(data), size))
    found = {name: b"".join(pieces) for name, _, pieces in reader.members()}
    return found, reader.verify()


@pytest.mark.parametrize("size", [1 << 20, 511, 65_537])
def test_what_was_written_is_read(size: int) -> None:
    found, received = read(made(), size)
    assert found == FILES
    assert received.signer == sshsig.public_of(SEED)
    assert received.manifest.recipients == (b"me", b"you")
    assert [entry.kind for entry in received.manifest.entries] == ["folder", *["file"] * len(FILES)]


def test_an_empty_share_is_one() -> None:
    found, received = read(made({}))
    assert found == {}
    assert len(received.manifest.entries) == 1


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not here")
def test_a_recipient_without_deedbox_verifies_it(tmp_path: Path) -> None:
    (tmp_path / "share.tar").write_bytes(made())
    (tmp_path / "allowed").write_text(f"sender {sshsig.public_line(sshsig.public_of(SEED))}\n")
    for command in (
        "tar -xf share.tar",
        "ssh-keygen -Y verify -f allowed -I sender -n share@deedbox -s MANIFEST.json.sig < MANIFEST.json",
        "sha256sum --strict -c SHA256SUMS",
    ):
        subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True, capture_output=True)
    assert {path: (tmp_path / "files" / os.fsdecode(path)).read_bytes() for path in FILES} == FILES
    (tmp_path / "files/empty").write_text("x")
    assert subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, check=False, capture_output=True).returncode


def refused(data: bytes) -> VaultError:
    with pytest.raises((Damaged, ShareRefused)) as caught:
        read(data)
    return caught.value


def test_a098_another_key_than_the_senders_is_refused() -> None:
    error = refused(made(signing=bytes(32)))
    assert isinstance(error, ShareRefused)
    assert error.reason == "bad signature"


def members(data: bytes) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return [(member, archive.extractfile(member).read()) for member in archive]  # type: ignore[union-attr]


def archived(parts: Iterable[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    data = b""
    for member, content in parts:
        member.size = len(content)
        data += member.tobuf(tarfile.GNU_FORMAT, "utf-8", "surrogateescape") + content + bytes(-len(content) % 512)
    return data + bytes(1024)


def extra(name: str, kind: bytes = tarfile.REGTYPE, linkname: str = "") -> tuple[tarfile.TarInfo, bytes]:
    member = tarfile.TarInfo(name)
    member.type, member.linkname, member.mode = kind, linkname, 0o600
    return member, b""


SMALL = {b"a": b"first", b"b": b"second"}


def test_a150_everything_that_is_not_signed_refuses_the_whole() -> None:
    whole = made(SMALL)
    parts = members(whole)
    assert archived(parts) == whole
    first, second, sums, manifest, signature = parts
    changed = {
        "an unlisted file": [first, second, extra("files/c"), sums, manifest, signature],
        "a file twice": [first, first, second, sums, manifest, signature],
        "another order": [second, first, sums, manifest, signature],
        "a missing file": [first, sums, manifest, signature],
        "a link": [first, second, extra("files/l", tarfile.SYMTYPE, "/etc/passwd"), sums, manifest, signature],
        "a hard link": [first, extra("files/l", tarfile.LNKTYPE, "files/a"), second, sums, manifest, signature],
        "a folder": [extra("files/d", tarfile.DIRTYPE), first, second, sums, manifest, signature],
        "outside of its place": [first, second, extra("other"), sums, manifest, signature],
        "a manifest twice": [first, second, sums, manifest, manifest, signature],
        "no sums": [first, second, manifest, signature],
        "no signature": [first, second, sums, manifest],
        "data after the signature": [*parts, extra("files/c")],
        "other content": [(first[0], b"FIRST"), second, sums, manifest, signature],
        "other sums": [first, second, (sums[0], sums[1].replace(b"a", b"b")), manifest, signature],
    }
    for name, some in changed.items():
        assert isinstance(refused(archived(some)), Damaged | ShareRefused), name
    for data in (whole + bytes(512), whole + b"x", whole[:-512], whole[:-1], whole[: len(whole) // 2], b""):
        refused(data)


def test_a150_no_byte_can_be_changed() -> None:
    whole = made(SMALL)
    for at in range(len(whole)):
        refused(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])


@pytest.mark.parametrize("path", [b"..", b"a/../b", b"./a", b"a//b", b"/a", b"a/b"])
def test_a104_paths_that_lead_elsewhere_are_refused_though_they_are_signed(path: bytes) -> None:
    refused(made({b"a": b"", path: b"evil"}))


def test_a_manifest_is_canonical() -> None:
    manifest = replace(blank(), entries=(Entry((b"a",), "file", 1, 2, hashlib.sha256(b"x").digest()),), sums=b"s")
    data = manifest.serialize()
    assert bundle.parse(data) == manifest
    for other in (data.replace(b":", b": ", 1), data.rstrip(), b"[]", b"{}", b"x", b"[" * 100_000, data * 2):
        with pytest.raises(Damaged):
            bundle.parse(other)
