"""Content in packs: sizes, borders, reading at any offset, and everything a disk can do to a pack."""

from __future__ import annotations

import errno
import hashlib
import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.forging import create, unlock
from vault.engine import floe, intake, packs
from vault.engine.check import check
from vault.engine.durable import FILE_TIME_NS, FileLayer, Folder, Platform
from vault.engine.errors import Damaged, Storage
from vault.engine.packs import (
    LARGE,
    PART_SIZE,
    Content,
    Pack,
    PackReader,
    PackWriter,
    Part,
    RunReader,
    pack_name,
    part_sizes,
)
from vault.engine.padding import padme
from vault.engine.progress import Progress
from vault.engine.vault import ROOT

PLAIN = floe.PLAIN
SMALL = [1, 2, 63, 64, PLAIN - 1, PLAIN, PLAIN + 1, 2 * PLAIN, 3 * PLAIN + 5, LARGE - 1]
GREAT = [LARGE, LARGE + 1, PART_SIZE - 1, PART_SIZE, PART_SIZE + 1, 2 * PART_SIZE, 2 * PART_SIZE + 1]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    (tmp_path / "packs").mkdir()
    return Folder(tmp_path, Platform())


@cache
def pattern() -> bytes:
    """Bytes that are different at every place of a part; not zeros, and no period of a segment."""
    return hashlib.shake_256(b"pattern").digest((1 << 20) + 7)


def fill(buffer: memoryview, offset: int) -> None:
    """The content of a large file: the pattern over and over."""
    piece = pattern()
    at = 0
    while at < len(buffer):
        start = (offset + at) % len(piece)
        count = min(len(buffer) - at, len(piece) - start)
        buffer[at : at + count] = piece[start : start + count]
        at += count


def expected(offset: int, size: int) -> bytes:
    buffer = bytearray(size)
    fill(memoryview(buffer), offset)
    return bytes(buffer)


def write_large(folder: Folder, size: int) -> tuple[Content, list[Pack]]:
    writer = PackWriter(folder)
    made = [writer.write_part(fill, size, position) for position in range(len(part_sizes(size)))]
    return Content(size, [part for part, _ in made]), [pack for _, pack in made]


def write_small(folder: Folder, *contents: bytes) -> tuple[list[Content], Pack]:
    parts, pack = PackWriter(folder).write_small(contents)
    return [Content(len(one), [part]) for one, part in zip(contents, parts, strict=True)], pack


def read_all(folder: Folder, content: Content) -> bytes:
    """By the stream, and in one piece; both must say the same."""
    reader = PackReader(folder)
    try:
        streamed = b"".join(
            bytes(piece) for position in range(len(content.parts)) for _, piece in reader.stream(content, position)
        )
        assert reader.read(content, 0, content.size) == streamed
        return streamed
    finally:
        reader.close()


def file_of(folder: Folder, pack: bytes) -> Path:
    return folder.path / pack_name(pack)


def read_damaged(folder: Folder, content: Content) -> Damaged:
    """Reading must fail, by both ways, and name the pack."""
    reader = PackReader(folder)
    with pytest.raises(Damaged) as caught:
        reader.read(content, 0, content.size)
    for position in range(len(content.parts)):
        try:
            for _ in reader.stream(content, position):
                pass
        except Damaged:
            break
    else:
        raise AssertionError("the stream saw nothing wrong")
    reader.close()
    return caught.value


# Sizes


def test_a047_nothing_has_no_parts() -> None:
    assert part_sizes(0) == []
    assert Content(0, []).parts == []


@pytest.mark.parametrize("size", SMALL)
def test_a047_small_content_comes_back_and_has_one_encoding(folder: Folder, size: int) -> None:
    content = expected(0, size)
    [made], pack = write_small(folder, content)
    segments = -(-size // PLAIN)
    assert made.parts[0].sealed_size == 74 + size + 32 * segments
    file = file_of(folder, pack.id)
    assert file.stat().st_size == pack.size == -(-padme(made.parts[0].sealed_size) // 4_096) * 4_096
    assert hashlib.sha256(file.read_bytes()).digest() == pack.digest
    assert read_all(folder, made) == content


@pytest.mark.parametrize("size", GREAT)
def test_a047_large_content_comes_back_and_has_one_encoding(folder: Folder, size: int) -> None:
    content, made = write_large(folder, size)
    padded = padme(size)
    assert sum(part.size for part in content.parts) == padded
    assert all(part.size == PART_SIZE for part in content.parts[:-1])
    assert [part.offset for part in content.parts] == [0] * len(made)
    for part, pack in zip(content.parts, made, strict=True):
        assert file_of(folder, pack.id).stat().st_size == pack.size == part.sealed_size <= 67_108_864
    digest, reference = hashlib.sha256(), hashlib.sha256()
    reader = PackReader(folder)
    at = 0
    for position in range(len(content.parts)):
        for offset, piece in reader.stream(content, position):
            assert offset == at
            digest.update(piece)
            at += len(piece)
    for offset in range(0, size, 8 << 20):
        reference.update(expected(offset, min(8 << 20, size - offset)))
    assert at == size
    assert digest.digest() == reference.digest()
    for offset in (0, PLAIN - 1, PART_SIZE - 1, size - 1):
        if offset < size:
            assert reader.read(content, offset, 3) == expected(offset, min(3, size - offset))
    reader.close()
    PackWriter(folder).discard(made)


@pytest.mark.parametrize(
    ("size", "sizes"),
    [
        (LARGE - 1, [LARGE - 1]),
        (LARGE, [LARGE]),
        (LARGE + 1, [padme(LARGE + 1)]),
        (100 << 20, [66_058_272, 38_799_328]),
        (2 << 30, [66_058_272] * 32 + [33_618_944]),
    ],
)
def test_part_sizes_are_those_of_the_format(size: int, sizes: list[int]) -> None:
    assert part_sizes(size) == sizes


@settings(max_examples=200)
@given(st.integers(min_value=LARGE, max_value=1 << 36))
def test_parts_add_up_to_the_padded_size(size: int) -> None:
    sizes = part_sizes(size)
    assert sum(sizes) == padme(size)
    assert set(sizes[:-1]) <= {PART_SIZE}
    assert 0 < sizes[-1] <= PART_SIZE


@pytest.fixture
def three_segments(monkeypatch: pytest.MonkeyPatch) -> int:
    """Parts of three segments, so that a test may cross many borders."""
    size = 3 * PLAIN
    monkeypatch.setattr(packs, "PART_SIZE", size)
    return size


def test_a047_any_offset_across_segments_and_parts(folder: Folder, three_segments: int) -> None:
    size = LARGE + 12_345
    content, _ = write_large(folder, size)
    assert len(content.parts) == 3
    reader = PackReader(folder)
    borders = [0, PLAIN, three_segments - 1, three_segments, 2 * three_segments, size, padme(size)]
    places = st.one_of(
        st.integers(0, size + 100), st.builds(lambda a, b: max(0, a + b), st.sampled_from(borders), st.integers(-3, 3))
    )

    @settings(max_examples=60, deadline=None)
    @given(places, st.one_of(st.integers(0, 5), st.integers(0, 3 * PLAIN)))
    def compare(offset: int, count: int) -> None:
        assert reader.read(content, offset, count) == expected(offset, max(0, min(count, size - offset)))

    compare()
    reader.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.binary(min_size=1, max_size=3_000), min_size=1, max_size=12))
def test_many_contents_share_a_pack(tmp_path_factory: pytest.TempPathFactory, several: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("shared")
    (path / "packs").mkdir()
    folder = Folder(path, Platform())
    made, pack = write_small(folder, *several)
    assert [read_all(folder, one) for one in made] == several
    starts = [one.parts[0].offset for one in made]
    assert starts[0] == 0
    for one, start in zip(made, starts[1:], strict=False):
        assert one.parts[0].offset + one.parts[0].sealed_size == start
    assert pack.size == -(-padme(sum(one.parts[0].sealed_size for one in made)) // 4_096) * 4_096


# Names, sizes, times


def test_a053_packs_have_random_names_one_time_and_air(folder: Folder) -> None:
    content = b"the very same content"
    (one,), first = write_small(folder, content)
    (other,), second = write_small(folder, content)
    files = [file_of(folder, pack.id) for pack in (first, second)]
    assert {file.stat().st_mtime_ns for file in files} == {FILE_TIME_NS}
    assert {file.stat().st_size for file in files} == {4_096}
    assert first.id != second.id
    assert (one.parts[0].id, one.parts[0].key) != (other.parts[0].id, other.parts[0].key)
    bytes_of = [file.read_bytes() for file in files]
    common = sum(a == b for a, b in zip(*bytes_of, strict=True))
    # Ten bytes of FLOE parameters and four of a length are the same, of the rest one in 256.
    assert common < 100
    for data in bytes_of:
        assert data[10:26] not in bytes_of[1 - bytes_of.index(data)]


def test_a053_air_after_the_parts_is_not_zeros(folder: Folder) -> None:
    _, pack = write_small(folder, b"x")
    air = file_of(folder, pack.id).read_bytes()[107:]
    assert len(set(air)) > 200


def test_a053_sizes_of_packs_say_little(folder: Folder) -> None:
    sizes = {write_small(folder, bytes(size))[1].size for size in range(1, 20_000, 487)}
    assert len(sizes) <= 30


# Damage


@pytest.fixture
def stored(folder: Folder) -> tuple[Folder, Content, Pack]:
    """Content of three segments in a shared pack."""
    (_, content), pack = write_small(folder, b"small", expected(0, 2 * PLAIN + 500))
    return folder, content, pack


def test_a041_cut_anywhere_it_is_damage(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    whole = file.read_bytes()
    part = content.parts[0]
    body = part.offset + 74
    borders = [0, part.offset, part.offset + 10, body, body + floe.SEGMENT, body + 2 * floe.SEGMENT]
    end = part.offset + part.sealed_size
    for size in sorted({*borders, *(one + 1 for one in borders), *(one - 1 for one in borders[1:]), end - 1}):
        file.write_bytes(whole[:size])
        read_damaged(folder, content)
    reader = PackReader(folder)
    for size in (0, 1, end, pack.size - 1):
        file.write_bytes(whole[:size])
        with pytest.raises(Damaged):
            PackReader(folder).digest(pack, Progress())
    reader.close()


def test_a041_a_whole_pack_that_lost_its_last_chunk_is_never_a_shorter_file(folder: Folder) -> None:
    """With rows to match, as far as the seal alone can tell."""
    content, made = write_large(folder, LARGE)
    file = file_of(folder, made[0].id)
    whole = file.read_bytes()
    file.write_bytes(whole[: 74 + 7 * floe.SEGMENT])
    shorter = Part(*content.parts[0]._replace(size=7 * PLAIN))
    reader = PackReader(folder)
    with pytest.raises(Damaged):
        for _ in reader.segments(shorter):
            pass
    reader.close()


def test_a042_anything_appended_is_found(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    whole = file.read_bytes()
    for more in (b"\0", os.urandom(4_096), whole[-floe.SEGMENT :], whole):
        file.write_bytes(whole + more)
        with pytest.raises(Damaged) as caught:
            PackReader(folder).digest(pack, Progress())
        assert caught.value.where == f"pack {pack.id.hex()}"
        # The content itself is where it was.
        assert read_all(folder, content) == expected(0, content.size)


@pytest.mark.parametrize("more", [1, 32, PLAIN - 500, PLAIN])
def test_a042_a_longer_part_does_not_reach_into_what_follows(stored: tuple[Folder, Content, Pack], more: int) -> None:
    folder, content, pack = stored
    with file_of(folder, pack.id).open("ab") as file:
        file.write(os.urandom(2 * floe.SEGMENT))
    part = content.parts[0]._replace(size=content.parts[0].size + more)
    read_damaged(folder, Content(part.size, [part]))


def _swap(data: bytes, one: slice, other: slice) -> bytes:
    changed = bytearray(data)
    changed[one], changed[other] = data[other], data[one]
    return bytes(changed)


def test_a043_segments_swapped_or_repeated_are_damage(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    whole = file.read_bytes()
    body = content.parts[0].offset + 74
    first, second = (slice(body + n * floe.SEGMENT, body + (n + 1) * floe.SEGMENT) for n in (0, 1))
    repeated = bytearray(whole)
    repeated[second] = whole[first]
    for changed in (_swap(whole, first, second), bytes(repeated)):
        file.write_bytes(changed)
        assert "segment" in str(read_damaged(folder, content))


def test_a043_a_segment_of_another_part_is_damage(folder: Folder) -> None:
    """Same content, same size, same position; even with the other part's header."""
    data = expected(0, 2 * PLAIN + 500)
    (one, other), pack = write_small(folder, data, data)
    file = file_of(folder, pack.id)
    whole = file.read_bytes()
    starts = [content.parts[0].offset for content in (one, other)]
    for size in (74, 74 + floe.SEGMENT, 106):
        changed = _swap(whole, slice(starts[0], starts[0] + size), slice(starts[1], starts[1] + size))
        file.write_bytes(changed)
        read_damaged(folder, one)
        read_damaged(folder, other)
    start, end = 74, 74 + floe.SEGMENT
    moved = _swap(whole, slice(starts[0] + start, starts[0] + end), slice(starts[1] + start, starts[1] + end))
    file.write_bytes(moved)
    read_damaged(folder, one)


def test_a043_parts_of_two_versions_do_not_mix(folder: Folder, three_segments: int) -> None:
    old, _ = write_large(folder, LARGE)
    new, _ = write_large(folder, LARGE)
    reader = PackReader(folder)
    files = [[file_of(folder, part.pack) for part in content.parts] for content in (old, new)]
    files[1][1].write_bytes(files[0][1].read_bytes())
    with pytest.raises(Damaged):
        reader.read(new, 0, LARGE)
    with pytest.raises(Damaged):
        reader.read(new, three_segments, 1)
    assert reader.read(old, 0, LARGE) == expected(0, LARGE)
    reader.close()


def test_a044_packs_exchanged_or_renamed_are_damage(folder: Folder) -> None:
    (one,), first = write_small(folder, b"first content")
    (other,), second = write_small(folder, b"other content")
    files = [file_of(folder, pack.id) for pack in (first, second)]
    data = [file.read_bytes() for file in files]
    files[0].write_bytes(data[1])
    files[1].write_bytes(data[0])
    for content, pack in ((one, first), (other, second)):
        read_damaged(folder, content)
        with pytest.raises(Damaged):
            PackReader(folder).digest(pack, Progress())
    files[0].rename(folder.path / "packs/elsewhere")
    assert "missing" in str(read_damaged(folder, one))


@pytest.mark.parametrize("hole", [(0, 4_096), (0, None), (74, 300), (floe.SEGMENT, 4_096)])
def test_a046_zeros_and_holes_are_damage(stored: tuple[Folder, Content, Pack], hole: tuple[int, int | None]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    start, size = hole
    data = bytearray(file.read_bytes())
    data[start : None if size is None else start + size] = bytes(len(data) - start if size is None else size)
    file.write_bytes(data)
    read_damaged(folder, content)
    with pytest.raises(Damaged):
        PackReader(folder).digest(pack, Progress())


def test_a046_a_sparse_file_of_the_right_length_is_damage(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    file.unlink()
    with file.open("wb") as sparse:
        sparse.truncate(pack.size)
    read_damaged(folder, content)


def test_a_link_or_a_folder_for_a_pack_is_damage(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, pack = stored
    file = file_of(folder, pack.id)
    kept = file.rename(folder.path / "kept")
    file.symlink_to(kept)
    read_damaged(folder, content)
    file.unlink()
    file.mkdir()
    read_damaged(folder, content)


def test_the_key_and_the_id_of_a_part_belong_to_it(stored: tuple[Folder, Content, Pack]) -> None:
    folder, content, _ = stored
    part = content.parts[0]
    for wrong in (part._replace(id=bytes(16)), part._replace(key=bytes(32)), part._replace(offset=part.offset + 1)):
        read_damaged(folder, Content(content.size, [wrong]))


@pytest.mark.parametrize("offset", [-1, -(1 << 40), 1 << 40, (1 << 63) - 1])
def test_a_part_outside_of_its_pack_is_damage(stored: tuple[Folder, Content, Pack], offset: int) -> None:
    folder, content, _ = stored
    read_damaged(folder, Content(content.size, [content.parts[0]._replace(offset=offset)]))


# Rows that do not fit


def _part(size: int, offset: int = 0) -> Part:
    return Part(bytes(16), bytes(32), size, bytes(16), offset)


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        (0, [_part(0)]),
        (0, [_part(1)]),
        (1, []),
        (1, [_part(2)]),
        (10, [_part(5), _part(5)]),
        (-1, []),
        (LARGE, [_part(LARGE - 1)]),
        (LARGE, [_part(LARGE, 4_096)]),
        (LARGE + 1, [_part(LARGE + 1)]),
        (PART_SIZE, [_part(PART_SIZE)]),
        (100 << 20, [_part(100 << 20)]),
        (100 << 20, [_part(38_799_328), _part(66_058_272)]),
        (100 << 20, [_part(66_058_272)]),
        (100 << 20, [_part(66_058_272), _part(38_799_328), _part(1)]),
    ],
)
def test_parts_that_do_not_add_up_are_damage(size: int, parts: list[Part]) -> None:
    with pytest.raises(Damaged):
        Content(size, parts)


def test_padding_that_is_not_zeros_is_damage(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sealed with the right key, by somebody who hides something in it."""
    size = LARGE + 1
    padded = padme(size)
    monkeypatch.setattr(packs, "padme", lambda number: number)
    whole, _ = write_large(folder, padded)
    monkeypatch.undo()
    hiding = Content(size, whole.parts)
    reader = PackReader(folder)
    with pytest.raises(Damaged) as caught:
        for _ in reader.stream(hiding, 0):
            pass
    assert "padding" in str(caught.value)
    reader.close()


# In a vault


@pytest.fixture
def vault_with_two(tmp_path: Path) -> tuple[Path, list[bytes]]:
    """A vault with two files in packs of their own."""
    path = tmp_path / "Papers.deedbox"
    contents = [b"first " * 900, b"other " * 900]
    with create(path) as vault:
        for name, content in zip((b"first", b"other"), contents, strict=True):
            source = tmp_path / name.decode()
            source.write_bytes(content)
            intake.add(vault, [source], ROOT)
    return path, contents


def test_a044_packs_exchanged_in_a_vault_are_found_by_reading_and_by_checking(
    vault_with_two: tuple[Path, list[bytes]],
) -> None:
    path, contents = vault_with_two
    one, other = sorted(path.glob("packs/*/*"))
    data = one.read_bytes(), other.read_bytes()
    one.write_bytes(data[1])
    other.write_bytes(data[0])
    with unlock(path) as vault:
        for item in vault.children(ROOT):
            with pytest.raises(Damaged):
                vault.read(item)
        for fast in (True, False):
            kinds = sorted(finding.kind for finding in check(vault, fast=fast).findings)
            assert kinds == ["damaged item", "damaged item", "damaged pack", "damaged pack"]
    one.write_bytes(data[0])
    other.write_bytes(data[1])
    with unlock(path) as vault:
        assert [vault.read(item) for item in vault.children(ROOT)] == contents


class Counting(FileLayer):
    """Counts what is read."""

    reads = 0

    def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
        self.reads += 1
        return super().read_into(fd, buffer, offset)


def test_parts_that_lie_together_are_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    files = Counting()
    folder = Folder(tmp_path, Platform(files=files))
    several = [b"%d" % number * 1_000 for number in range(100)]
    made = write_small(folder, *several)[0] + write_small(folder, *several)[0]
    parts = [one.parts[0] for one in made]
    wanted = [*parts[:50], *parts[60:], parts[55], parts[52]]
    reader = PackReader(folder)
    runs = RunReader(reader, wanted)
    files.reads = 0
    assert [bytes(runs.open(part)) for part in wanted] == [several[parts.index(part) % 100] for part in wanted]
    assert files.reads == 5
    largest = write_small(folder, expected(0, PLAIN), b"small", expected(0, PLAIN))[0]
    runs = RunReader(reader, [one.parts[0] for one in largest])
    assert [bytes(runs.open(one.parts[0])) for one in largest] == [expected(0, PLAIN), b"small", expected(0, PLAIN)]
    reader.close()


@pytest.mark.parametrize("damage", ["a byte", "the rest"])
def test_a041_of_parts_read_together_only_those_that_are_hit_are_damage(folder: Folder, damage: str) -> None:
    made, pack = write_small(folder, *(b"%d" % number * 1_000 for number in range(9)))
    parts = [one.parts[0] for one in made]
    path = file_of(folder, pack.id)
    data = bytearray(path.read_bytes())
    middle = parts[4].offset + 500
    if damage == "a byte":
        data[middle] ^= 1
    else:
        del data[middle:]
    path.write_bytes(data)
    reader = PackReader(folder)
    runs = RunReader(reader, parts)
    hit = [4] if damage == "a byte" else [4, 5, 6, 7, 8]
    for number, part in enumerate(parts):
        if number in hit:
            with pytest.raises(Damaged) as caught:
                runs.open(part)
            assert caught.value.where == f"pack {pack.id.hex()}"
        else:
            assert runs.open(part) == b"%d" % number * 1_000
    reader.close()


class BadBlock(FileLayer):
    """One place of a disk that cannot be read."""

    at: int | None = None

    def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
        if self.at is not None and offset <= self.at < offset + len(buffer):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return super().read_into(fd, buffer, offset)


def test_a_block_that_cannot_be_read_takes_no_other_part_along(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    files = BadBlock()
    folder = Folder(tmp_path, Platform(files=files))
    parts = [one.parts[0] for one in write_small(folder, *(b"%d" % number * 1_000 for number in range(5)))[0]]
    files.at = parts[2].offset + 100
    reader = PackReader(folder)
    runs = RunReader(reader, parts)
    for number, part in enumerate(parts):
        if number == 2:
            with pytest.raises(Storage):
                runs.open(part)
        else:
            assert runs.open(part) == b"%d" % number * 1_000
    reader.close()


def test_reading_goes_on_with_many_more_packs_than_are_kept_open(folder: Folder) -> None:
    made = [write_small(folder, b"content %d" % number)[0][0] for number in range(60)]
    reader = PackReader(folder)
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(2):
        assert [reader.read(one, 0, 99) for one in made] == [b"content %d" % number for number in range(60)]
    assert len(os.listdir("/proc/self/fd")) - before <= 17
    reader.close()
    assert len(os.listdir("/proc/self/fd")) <= before
