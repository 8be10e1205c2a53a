"""The folder between devices: whatever lies in it is read safely, and what is written is whole."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.collection.sync_folder import Chain, Manifest, Segment, SyncFolder, write_whole
from quiz.collection.sync_report import Skipped
from tests.collection.test_sync_events import json_values

DIGEST = hashlib.sha256(b"x").hexdigest()
MANIFEST = Manifest(
    "desk",
    (Chain("desk", (Segment(DIGEST, 1, 4096), Segment(DIGEST, 4097, 5000))), Chain("my phone", ())),
    {"desk": 5000, "my phone": 3},
    (("flags", "fr.png", "picture", DIGEST, 1, 40),),
    "desk/manifest.json",
)


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    folder = SyncFolder.at(tmp_path)
    assert folder.write_manifest(MANIFEST)
    assert not folder.write_manifest(MANIFEST)
    skipped: list[Skipped] = []
    assert [MANIFEST] == folder.manifests("desk", skipped)
    assert [] == skipped


def manifests(folder: Path, body: bytes) -> tuple[list[Manifest], list[Skipped]]:
    (folder / "peer").mkdir(exist_ok=True)
    head = b"quiz sync 1 " + hashlib.sha256(body).hexdigest().encode() + b"\n"
    (folder / "peer" / "manifest.json").write_bytes(head + body)
    skipped: list[Skipped] = []
    return SyncFolder.at(folder).manifests("peer", skipped), skipped


@given(st.fixed_dictionaries({"chains": json_values, "heads": json_values, "media": json_values}) | json_values)
def test_any_manifest_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    found, skipped = manifests(tmp_path_factory.getbasetemp(), json.dumps(data).encode())
    assert 1 == len(found) + len(skipped)


@pytest.mark.parametrize(
    "segments",
    [
        [["../../x", 1, 2]],
        [[DIGEST.upper(), 1, 2]],
        [[DIGEST, 2, 3]],
        [[DIGEST, 1, 0]],
        [[DIGEST, 1, 2], [DIGEST, 4, 5]],
        [[DIGEST, True, 2]],
        [[DIGEST, 1, 2**60]],
    ],
)
def test_a_chain_has_to_be_one(tmp_path: Path, segments: list[Any]) -> None:
    data = {"chains": [{"device": "desk", "segments": segments}], "heads": {}, "media": []}
    found, skipped = manifests(tmp_path, json.dumps(data).encode())
    assert ([], 1) == (found, len(skipped))


def test_only_folders_that_a_device_may_have_written_are_looked_at(tmp_path: Path) -> None:
    for name in ("desk", "a b", ".git", "phone_2", "x" * 65):
        (tmp_path / name).mkdir()
    (tmp_path / "file").touch()
    assert ["desk", "phone_2"] == SyncFolder.at(tmp_path).writers()


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "manifest.json").write_bytes(b"secret")
    (tmp_path / "shared" / "peer").symlink_to(tmp_path / "secret")
    folder = SyncFolder.at(tmp_path / "shared")
    assert [] == folder.writers()
    assert isinstance(folder.read("peer", "", "manifest.json", 100), Skipped)
    # Nor is anything written through them.
    (tmp_path / "shared" / "desk").symlink_to(tmp_path / "secret")
    with pytest.raises(FileExistsError):
        folder.write("desk", "events", "x", b"")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_whole(tmp_path / "a", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "a", b"new")
    assert {"a": b"old"} == {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_tidying_leaves_what_is_in_the_manifest_and_what_is_not_ours(tmp_path: Path) -> None:
    folder = SyncFolder.at(tmp_path)
    other = hashlib.sha256(b"y").hexdigest()
    for name in (DIGEST, other, "notes.txt", f"{DIGEST}.77.part"):
        folder.write("desk", "events", name, b"")
        folder.write("peer", "events", name, b"")
    folder.tidy(MANIFEST)
    assert {DIGEST, "notes.txt"} == {path.name for path in (tmp_path / "desk" / "events").iterdir()}
    assert 4 == len(list((tmp_path / "peer" / "events").iterdir()))
