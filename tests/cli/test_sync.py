"""`quiz sync`: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "shared"
    found.mkdir()
    return found


@pytest.mark.usefixtures("added")
def test_it_tells_what_went_and_what_came(folder: Path, tmp_path: Path) -> None:
    ran = run("sync", folder)
    assert (0, "") == (ran.code, ran.err)
    assert "Sent 1 event, received 0 events; no other device has written there.\nSent 1 deck version.\n" == ran.out
    other = run("sync", folder, "--home", tmp_path / "phone")
    expected = "Sent 0 events, received 1 event; 1 other has written there.\nReceived 1 deck version.\n"
    assert expected + "Decks that came or changed: rivers.\n" == other.out
    assert "rivers" in run("decks", "--home", tmp_path / "phone").out


@pytest.mark.usefixtures("added")
def test_it_speaks_json(folder: Path) -> None:
    ran = run("sync", folder, "--json")
    data = json.loads(ran.out)
    assert (0, 1, 0, True) == (ran.code, data["sent"], data["received"], len(data["device"]) > 0)
    assert ([], [], []) == (data["decks"], data["merged"], data["skipped"])


@pytest.mark.usefixtures("added")
def test_damage_is_told_with_what_to_do_and_ends_with_1(folder: Path, tmp_path: Path) -> None:
    run("sync", folder)
    (segment,) = folder.rglob("events/*")
    segment.write_bytes(segment.read_bytes()[:-5])
    ran = run("sync", folder, "--home", tmp_path / "phone", "--json")
    (skipped,) = json.loads(ran.out)["skipped"]
    assert (1, f"{segment.parent.parent.name}/events/{segment.name}", True) == (ran.code, skipped["file"], skipped["damaged"])
    assert "is damaged, or only a part of it is here.\n    Wait until" in ran.err


@pytest.mark.usefixtures("added")
def test_a_newer_quiz_is_no_damage(folder: Path, tmp_path: Path) -> None:
    peer = folder / "peer"
    peer.mkdir()
    (peer / "manifest.json").write_bytes(b"quiz sync 99 " + b"0" * 64 + b"\n{}")
    ran = run("sync", folder, "--home", tmp_path / "phone")
    assert (0, True) == (ran.code, "peer/manifest.json: A newer quiz wrote it.\n    Update quiz" in ran.err)


def test_a_folder_that_is_not_there_is_no_folder_to_make(tmp_path: Path) -> None:
    ran = run("sync", tmp_path / "stick")
    assert 1 == ran.code
    assert "There is no folder" in ran.err
    assert not (tmp_path / "stick").exists()
