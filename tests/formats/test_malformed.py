"""Files that are broken or mean harm: each ends in a clear error or a report, soon, in little memory, with nothing half done."""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from quiz.formats.registry import formats
from tests.formats.hostile import HOSTILE, SOUND_FILES, broken_off, hostile_files

LONGEST = 10
"""Seconds of the processor."""
MOST = 300
"""MiB."""
SMALL = (
    "bomb.apkg", "lying_bomb.apkg", "zstd_bomb.apkg", "zstd_window.apkg", "media_up.apkg", "media_device.apkg", "links.apkg",
    "deep_closed.json", "many_columns.jsonl", "sparse.csv", "wide.csv", "laughs.xml", "external.xml", "files_up.xml",
    "bold.md", "places.md", "sums.org", "begins.org", "sides.org", "clozes.apy.md", "blanks.hash.md",
    "pickle.mem", "pickle.cards", "half_quotes.csv", "closed_clozes.txt", "entities.txt", "noise.apkg",
)  # fmt: skip
"""Those that are tried each time."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process of its own for each file needs fork")


def _imported(files: Iterable[Path | str], tmp_path: Path) -> list[dict[str, Any]]:
    """Import each of the files by the command line, into a collection of its own; return how each ended."""
    work = tmp_path / "work"
    nowhere = work / "nowhere"
    nowhere.mkdir(parents=True)
    command = [sys.executable, "-m", "tests.formats.importing_alone", str(work), *map(str, files)]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [*command], cwd=root, capture_output=True, text=True, check=True, encoding="utf-8", timeout=5 * 3600
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def _assert_well(ended: list[dict[str, Any]], tmp_path: Path) -> None:
    wrong = [
        one
        for one in ended
        if one["code"] not in (0, 1, 2)
        or one["seconds"] > LONGEST
        or one["peak"] > MOST
        or one["left"]
        or not one["said"]
        or "Traceback" in one["said"]
    ]
    assert [] == wrong
    assert not any("pwned" in file.name for file in tmp_path.rglob("*"))
    assert not Path("/tmp/pwned.txt").exists()  # noqa: S108 - one of the files would have it there


def test_the_worst_files_end_well(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    for name in SMALL:
        (tmp_path / "files" / name).write_bytes(HOSTILE[name]())
    _assert_well(_imported(sorted((tmp_path / "files").iterdir()), tmp_path), tmp_path)


def test_sound_files_are_taken(tmp_path: Path) -> None:
    """The others would show nothing if these were refused."""
    (tmp_path / "files").mkdir()
    for name, make in SOUND_FILES.items():
        (tmp_path / "files" / name).write_bytes(make())
    ended = _imported(sorted((tmp_path / "files").iterdir()), tmp_path)
    known = {one.name for one in formats()}
    needs = {"crowdanki.json": "crowdanki", "sound.org": "org", "obsidian.md": "obsidian", "mnemosyne.xml": "mnemosyne",
             "wikidata.json": "json", "quizlet.txt": "csv"}  # fmt: skip
    for one in ended:
        name = Path(one["file"]).name
        if needs.get(name, "csv") in known:
            assert one["code"] == 0, one


@pytest.mark.long
def test_every_hostile_file_ends_well(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    files = [*hostile_files(tmp_path / "files"), *broken_off(tmp_path / "files")]
    _assert_well(_imported(files, tmp_path), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("name", [one.name for one in formats() if one.read and not one.extra])
def test_every_reader_ends_well_whatever_it_is_given(tmp_path: Path, name: str) -> None:
    (tmp_path / "files").mkdir()
    files = [f"{name}={file}" for file in hostile_files(tmp_path / "files")]
    _assert_well(_imported(files, tmp_path), tmp_path)


def test_every_malformed_file_of_the_corpus_ends_well(corpus: Path, tmp_path: Path) -> None:
    files = sorted(file for file in (corpus / "malformed").rglob("*.*") if file.is_file())
    assert len(files) >= 25
    _assert_well(_imported(files, tmp_path), tmp_path)
