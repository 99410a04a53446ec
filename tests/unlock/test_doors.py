"""What a vault's header shows to everybody, for the start to offer; damage and strangers offer nothing."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import PASSWORD, create
from vault.child import messages as m
from vault.unlock import doors
from vault.unlock.doors import DeviceDoor, look_at

PATIENCE = 60


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a password and a recovery kit."""
    path = tmp_path_factory.mktemp("doors") / "A.deedbox"
    link = create(path)
    link.call(m.AddRecovery(m.WayIn(PASSWORD), "kit"), PATIENCE)
    link.lock()
    assert link.join(PATIENCE)
    return path


def changed(vault: Path, folder: Path, name: str, change: Any) -> Path:
    """A header of ours with a change, in a folder of its own."""
    lines = (vault / "header.json").read_bytes().split(b"\n")
    body = json.loads(lines[0])
    change(body)
    folder.mkdir(exist_ok=True)
    line = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    macs = json.loads(lines[1])
    macs["slots"] = (macs["slots"] * 9)[: len(body["slots"])]
    rest = json.dumps(macs, sort_keys=True, separators=(",", ":")).encode()
    (folder / name).write_bytes(line + b"\n" + rest + b"\n")
    return folder


def device(body: Any, host: str, expires: int, number: int = 7) -> None:
    """One more slot, of a device."""
    slot = dict(body["slots"][0])
    slot |= {"id": base64.b64encode(bytes([number]) * 16).decode(), "name": f"device {number}", "kind": "device"}
    slot["parameters"] = {"device": host, "entry": "ab" * 16, "expires": expires}
    body["slots"].append(slot)


def test_kinds_are_public(vault: Path) -> None:
    found = look_at(vault)
    assert found is not None
    assert found.kinds == {"password", "recovery"}
    assert found.has("keyfile", "password")
    assert not found.has("device")
    assert found.device is None
    assert len(found.vault) == 16


def test_the_copy_stands_in_for_a_damaged_header(vault: Path, tmp_path: Path) -> None:
    changed(vault, tmp_path, "header.bak", lambda body: None)
    (tmp_path / "header.json").write_bytes(b"{")
    found = look_at(tmp_path)
    assert found is not None
    assert found.has("recovery")


@pytest.mark.parametrize("content", [b"", b"{}", b"\0" * 70_000, b'{"format":2}\n{}\n'])
def test_what_is_no_header_offers_nothing(tmp_path: Path, content: bytes) -> None:
    assert look_at(tmp_path / "nowhere") is None
    for name in ("header.json", "header.bak"):
        (tmp_path / name).write_bytes(content)
    assert look_at(tmp_path) is None


def test_of_devices_the_one_of_this_host_that_lasts_longest(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors, "device_name", lambda: "anna-laptop")

    def change(body: Any) -> None:
        device(body, "anna-laptop", 1_800_000_000, 1)
        device(body, "anna-laptop", 1_900_000_000, 2)
        device(body, "other", 2_000_000_000, 3)

    found = look_at(changed(vault, tmp_path, "header.json", change))
    assert found is not None
    assert found.device == DeviceDoor("device 2", 1_900_000_000)
