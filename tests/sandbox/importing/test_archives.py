"""Archives, made by real programs and by hand: what comes out, what is refused, and that nothing hangs or escapes."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import random
import shutil
import stat
import struct
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from tests.sandbox.importing.collected import Collected, Kept, collect, confined, path, read
from vault.sandbox.importing import archives, other_archives, tar_archives, worker, zip_archives
from vault.sandbox.importing.entries import End, Entry, Given, LeftOut, Piece, Refusal, Refused, Secret, Why

RANDOM = random.Random(5)
BIG = RANDOM.randbytes(2_500_000)
FILES = {"a/b/x.txt": b"three words here", "a/empty": b"", "big.bin": BIG, "ü/ñandú 🐦.txt": b"unicode"}

OLD_CIPHER = base64.b64decode(  # zip -P violin old.zip a.txt
    "UEsDBAoACQAAAAdXdl0AHFZ3HAAAABAAAAAFABwAYS50eHRVVAkAA07KAmtOygJrdXgLAAEEAAAAAAQAAAAAeJEzhEHx8BWB2iDw/m5hoKMitcIrZ1"
    "sO96JAcFBLBwgAHFZ3HAAAABAAAABQSwECHgMKAAkAAAAHV3ZdABxWdxwAAAAQAAAABQAYAAAAAAABAAAApIEAAAAAYS50eHRVVAUAA07KAmt1eAsA"
    "AQQAAAAABAAAAABQSwUGAAAAAAEAAQBLAAAAawAAAAAA"
)
AES_CIPHER = base64.b64decode(  # 7z a -tzip -pviolin -mem=AES256 aes.zip a.txt
    "UEsDBDMAAQBjAAhXdl0AAAAALAAAABAAAAAFAAsAYS50eHQBmQcAAgBBRQMAAE67hiiECsGhAceo1R2b1J3eyDgb4/6yRUBL18eVJqvukA/23Ph7u1"
    "3SwvMlUEsBAj8DMwABAGMACFd2XQAAAAAsAAAAEAAAAAUALwAAAAAAAAAggKSBAAAAAGEudHh0CgAgAAAAAAABABgAzPHXF3B63QEAAAAAAAAAAAAA"
    "AAAAAAAAAZkHAAIAQUUDAABQSwUGAAAAAAEAAQBiAAAAWgAAAAAA"
)
SEVEN_ZIP = base64.b64decode(  # 7z a -pviolin x.7z a.txt
    "N3q8ryccAAQDFzFCIAAAAAAAAABiAAAAAAAAAA8xvTPvNav3HnV3vcHEocX7Qs/h9i2jy3ipovw9o+f8s6pdnQEEBgABCSAABwsBAAIkBvEHARJTD5"
    "/fAOkjJYsq300uWBOBzA8hIQEAAQAMFBAACAoBABxWdwAABQEZAQARDQBhAC4AdAB4AHQAAAAUCgEAzPHXF3B63QEVBgEAIICkgQAA"
)


def make_tar(*entries: tuple[str, bytes] | tarfile.TarInfo, form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar of files, and of headers as they are given."""
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode="w", format=form) as archive:
        for entry in entries:
            if isinstance(entry, tarfile.TarInfo):
                archive.addfile(entry)
            else:
                info = tarfile.TarInfo(entry[0])
                info.size, info.mtime, info.mode = len(entry[1]), 1_700_000_000, 0o755
                archive.addfile(info, io.BytesIO(entry[1]))
    return kept.getvalue()


def make_zip(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content, method)
    return kept.getvalue()


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "tar": lambda plain: plain,
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


# --- what comes out -------------------------------------------------------------------------------


@pytest.mark.parametrize("packing", PACKERS)
def test_tar_comes_out_whole_through_the_confined_worker(packing: str, tmp_path: Path) -> None:
    source = tmp_path / "a.archive"
    source.write_bytes(PACKERS[packing](make_tar(*FILES.items())))
    kind, found = confined(source)
    assert kind == "tar"
    assert found.files == {path(*name.split("/")): content for name, content in FILES.items()}
    entry = found.entries[path("a", "b", "x.txt")]
    assert (entry.modified_ns, entry.executable) == (1_700_000_000 * 10**9, True)
    assert found.left == {}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip_comes_out_whole_through_the_confined_worker(method: int, tmp_path: Path) -> None:
    source = tmp_path / "a.archive"
    source.write_bytes(make_zip(*FILES.items(), method=method))
    kind, found = confined(source)
    assert kind == "zip"
    assert found.files == {path(*name.split("/")): content for name, content in FILES.items()}


@pytest.mark.parametrize("make", ["tar -czf {} .", "tar --format=v7 -cf {} .", "zip -qr {} .", "7z a -tzip {} ."])
def test_archives_of_real_programs_come_out_whole(make: str, tmp_path: Path) -> None:
    if shutil.which(make.split(maxsplit=1)[0]) is None:
        pytest.skip(f"no {make.split(maxsplit=1)[0]} here")
    folder = tmp_path / "source"
    (folder / "sub" / "empty").mkdir(parents=True)
    (folder / "sub" / "x.txt").write_bytes(b"words")
    (folder / "big.bin").write_bytes(BIG)
    (folder / "big.bin").chmod(0o755)
    source = tmp_path / ("made.zip" if "zip" in make else "made.tar")
    subprocess.run(make.format(source).split(), cwd=folder, check=True, capture_output=True)
    _, found = confined(source)
    assert found.files == {path("sub", "x.txt"): b"words", path("big.bin"): BIG}
    assert path("sub", "empty") in found.folders
    assert found.entries[path("big.bin")].executable
    assert found.left == {}


def test_folders_come_out_and_the_packed_folder_itself_does_not() -> None:
    found = read(tar_archives, make_tar(special("./", tarfile.DIRTYPE), special("./sub", tarfile.DIRTYPE)))
    assert found.folders == [path("sub")]
    assert read(zip_archives, make_zip(("sub/", b""))).folders == [path("sub")]


def test_names_of_a_zip_are_what_they_were_meant_to_be() -> None:
    plain = make_zip(("aeb", b"1"))
    utf8 = plain.replace(b"aeb", "éb".encode())
    dos = plain.replace(b"aeb", b"a\x82b")
    backslash = plain.replace(b"aeb", b"a\\b")
    assert list(read(zip_archives, utf8).files) == [path("éb")]
    assert list(read(zip_archives, dos).files) == [path("aéb")]
    assert list(read(zip_archives, backslash).files) == [path("a", "b")]


def test_a_preview_reads_no_contents() -> None:
    for reader, content in ((zip_archives, make_zip(*FILES.items())), (tar_archives, make_tar(*FILES.items()))):
        given = list(reader.read(Kept(content, names_only=True), Secret()))
        assert not any(isinstance(one, Piece) for one in given)
        assert sum(isinstance(one, Entry) for one in given) == len(FILES)


def test_an_archive_inside_of_one_comes_as_a_file() -> None:
    inner = make_zip(("x", b"y"))
    assert read(zip_archives, make_zip(("inner.zip", inner))).files == {path("inner.zip"): inner}


@pytest.mark.parametrize(
    ("head", "reader"),
    [
        (make_zip(("a", b"")), zip_archives),
        (make_zip(), zip_archives),
        (make_tar(("a", b"")), tar_archives),
        (gzip.compress(make_tar(("a", b"")), mtime=0), tar_archives),
        (SEVEN_ZIP, other_archives),
        (b"Rar!\x1a\x07\x01\x00", other_archives),
    ],
)
def test_every_archive_is_recognised_by_its_own_reader_alone(head: bytes, reader: object) -> None:
    known = (zip_archives, tar_archives, other_archives)
    assert [one for one in known if one.detect(head[:4096], [])] == [reader]


@pytest.mark.parametrize(
    "head", [b"", b"words", gzip.compress(b"words" * 1000, mtime=0), b"PK", bytes(512), b"%PDF-1.4"]
)
def test_what_is_no_archive_is_not_taken_for_one(head: bytes) -> None:
    assert not any(one.detect(head, []) for one in (zip_archives, tar_archives, other_archives))


# --- what is refused ------------------------------------------------------------------------------


def test_a109_links_and_specials_in_a_tar_are_left_out_and_named() -> None:
    found = read(
        tar_archives,
        make_tar(
            special("symbolic", tarfile.SYMTYPE, "/etc/passwd"),
            ("kept", b"words"),
            special("hard", tarfile.LNKTYPE, "kept"),
            special("pipe", tarfile.FIFOTYPE),
            special("device", tarfile.CHRTYPE),
            special("disk", tarfile.BLKTYPE),
        ),
    )
    assert found.files == {path("kept"): b"words"}
    assert found.left == {
        path("symbolic"): Why.LINK,
        path("hard"): Why.LINK,
        path("pipe"): Why.SPECIAL,
        path("device"): Why.SPECIAL,
        path("disk"): Why.SPECIAL,
    }


def test_a109_a_link_in_a_zip_is_left_out_and_named() -> None:
    link, pipe = zipfile.ZipInfo("link"), zipfile.ZipInfo("pipe")
    for info, kind in ((link, stat.S_IFLNK), (pipe, stat.S_IFIFO)):
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
    found = read(zip_archives, make_zip((link, b"/etc/passwd"), (pipe, b""), ("kept", b"words")))
    assert found.files == {path("kept"): b"words"}
    assert found.left == {path("link"): Why.LINK, path("pipe"): Why.SPECIAL}


ESCAPES = ("../up", "a/../../up", "/etc/shadow", "C:\\up", "c:/up", "..", "a/..", "..\\up")


@pytest.mark.parametrize("name", ESCAPES)
def test_a109_no_path_leads_out_of_an_archive(name: str) -> None:
    tars = read(tar_archives, make_tar((name.replace("\\", "/"), b"x"), ("kept", b"y")))
    zips = read(zip_archives, make_zip((name, b"x"), ("kept", b"y")))
    for found in (tars, zips):
        assert found.files == {path("kept"): b"y"}
        assert list(found.left.values()) == [Why.UNSAFE_NAME]


def test_a109_entries_of_one_name_and_of_names_that_differ_by_case_all_come() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = make_zip(("x", b"1"), ("x", b"2"), ("X", b"3"))
    given = [one for one in zip_archives.read(Kept(twice), Secret()) if isinstance(one, Entry)]
    assert [one.path for one in given] == [path("x"), path("x"), path("X")]


def overlapping(count: int) -> bytes:
    """A zip whose central directory names the bytes of one entry many times."""
    whole = make_zip(("a", bytes(10_000)))
    start = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    central = whole[start:end] * count
    return whole[:start] + central + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(central), start, 0)


def test_a109_entries_that_share_their_bytes_come_once() -> None:
    given = list(zip_archives.read(Kept(overlapping(50)), Secret()))
    assert sum(isinstance(one, Entry) for one in given) == 1
    assert [one.why for one in given if isinstance(one, LeftOut)] == [Why.OVERLAPS] * 49


def test_a109_a_size_that_cannot_be_honest_is_left_out_before_a_byte_of_it_is_read() -> None:
    size = struct.pack("<L", 3 << 30)
    whole = bytearray(make_zip(("bomb", bytes(5_000_000)), ("kept", b"x")))
    central = whole.index(b"PK\x01\x02")
    whole[central + 24 : central + 28] = size
    found = read(zip_archives, bytes(whole))
    assert found.left == {path("bomb"): Why.TOO_LARGE}
    assert found.files == {path("kept"): b"x"}
    assert not archives.Ratio(1 << 20).takes(-1)


def test_a109_a_sparse_tar_of_terabytes_is_left_out(tmp_path: Path) -> None:
    sparse = tmp_path / "sparse"
    with sparse.open("wb") as file:
        file.truncate(4 << 40)
    source = tmp_path / "a.tar"
    subprocess.run(["tar", "--sparse", "-cf", source, "-C", tmp_path, "sparse"], check=True)
    assert source.stat().st_size < 1 << 20
    _, found = confined(source)
    assert found.left == {path("sparse"): Why.TOO_LARGE}


def test_a109_more_entries_than_agreed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_archives, "MOST_ENTRIES", 20)
    monkeypatch.setattr(worker, "MOST_ENTRIES", 20)
    many = [(f"{number}", b"") for number in range(21)]
    with pytest.raises(Refused) as refused:
        read(zip_archives, make_zip(*many))
    assert refused.value.why is Refusal.OVER_BOUND
    with pytest.raises(Refused) as refused:
        collect(worker.bounded(tar_archives.read(Kept(make_tar(*many)), Secret())))
    assert refused.value.why is Refusal.OVER_BOUND


def test_a109_a_header_that_would_fill_the_memory_is_refused() -> None:
    huge = special("name", tarfile.XHDTYPE)
    huge.size = 1 << 34
    with pytest.raises(Refused) as refused:
        read(tar_archives, huge.tobuf(tarfile.GNU_FORMAT) + bytes(10_000))
    assert refused.value.why is Refusal.OVER_BOUND


def test_a109_paths_beyond_the_bounds_are_left_out_by_name() -> None:
    deep = "/".join(["d"] * 65)
    given = collect(
        worker.bounded(tar_archives.read(Kept(make_tar((deep, b"x"), ("n" * 2_000, b"y"), ("k", b"z"))), Secret()))
    )
    assert given.files == {path("k"): b"z"}
    assert list(given.left.values()) == [Why.OVER_BOUND] * 2


# --- encrypted ------------------------------------------------------------------------------------


def test_a_zip_with_the_old_cipher_opens_with_its_password_alone(tmp_path: Path) -> None:
    source = tmp_path / "old.zip"
    source.write_bytes(OLD_CIPHER)
    assert confined(source, "violin")[1].files == {path("a.txt"): b"the secret words"}
    for secret, why in ((None, Refusal.NEEDS_SECRET), ("viola", Refusal.WRONG_SECRET)):
        with pytest.raises(Refused) as refused:
            confined(source, secret)
        assert refused.value.why is why


def test_a_zip_with_aes_is_named_as_not_read(tmp_path: Path) -> None:
    for secret in (None, "violin"):
        assert read(zip_archives, AES_CIPHER, secret).left == {path("a.txt"): Why.ENCRYPTED}


def test_seven_zip_is_known_and_not_read(tmp_path: Path) -> None:
    source = tmp_path / "x.7z"
    source.write_bytes(SEVEN_ZIP)
    with pytest.raises(Refused) as refused:
        confined(source)
    assert refused.value.why is Refusal.NOT_SUPPORTED


# --- damaged --------------------------------------------------------------------------------------


def test_a_wrong_checksum_leaves_the_file_out() -> None:
    content = make_zip(("bad", b"some words " * 100), ("good", b"x"), method=zipfile.ZIP_STORED)
    found = read(zip_archives, content.replace(b"some words some", b"SOME words some", 1))
    assert found.left == {path("bad"): Why.DAMAGED}
    assert found.files == {path("good"): b"x"}


def _tame(reader: object, content: bytes) -> Collected | None:
    """What comes out of a damaged archive, in order and of right sizes; nothing if it is refused."""
    kept: list[Given] = []

    def watched() -> Iterator[Given]:
        for one in worker.bounded(reader.read(Kept(content), Secret())):  # type: ignore[attr-defined]
            kept.append(one)
            yield one

    try:
        return collect(watched())
    except Refused:
        return None
    except (KeyError, MemoryError, struct.error, ValueError, OSError, EOFError):
        # The worker takes whatever a reader raises for damage; what came before was whole.
        assert not kept or isinstance(kept[-1], End | LeftOut | Piece | Entry)
        return None


@pytest.mark.parametrize("packing", [*PACKERS, "zip"])
def test_a_truncated_archive_never_gives_a_torn_file(packing: str) -> None:
    files = {f"{number}": RANDOM.randbytes(3_000) for number in range(5)}
    whole = make_zip(*files.items()) if packing == "zip" else PACKERS[packing](make_tar(*files.items()))
    reader = zip_archives if packing == "zip" else tar_archives
    for percent in range(100):
        found = _tame(reader, whole[: len(whole) * percent // 100])
        for name, content in (found.files if found else {}).items():
            assert files[name[0].decode()] == content


@pytest.mark.parametrize("packing", ["tar", "zip"])
def test_flipped_bytes_never_give_a_file_of_the_wrong_size(packing: str) -> None:
    whole = make_zip(*FILES.items()) if packing == "zip" else make_tar(*FILES.items())
    reader = zip_archives if packing == "zip" else tar_archives
    places = [*range(0, 3_000, 7), *range(len(whole) - 600, len(whole), 3)]
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= 1 << RANDOM.randrange(8)
        _tame(reader, bytes(broken))  # collect() compares sizes


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("what", ["a broken header", "cut in a header", "cut between two", "no end"])
def test_a109_a_tar_that_lost_something_on_the_way_is_never_whole(what: str, packed: bool, tmp_path: Path) -> None:
    """tarfile takes all of these for the end; what came before is given, and the damage is told."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name in "abc":
            member = tarfile.TarInfo(name)
            member.size = 3
            archive.addfile(member, io.BytesIO(b"one"))
    content = bytearray(data.getvalue()[: 3 * 1024 + 1024])
    if what == "a broken header":
        content[1024 + 150] ^= 1
    ends = {"cut in a header": 1024 + 100, "cut between two": 1024, "no end": 3 * 1024}
    content = content[: ends.get(what, len(content))]
    source = tmp_path / "some.tar"
    source.write_bytes(gzip.compress(content) if packed else bytes(content))
    with pytest.raises(Refused) as refused:
        confined(source)
    assert refused.value.why is Refusal.DAMAGED
