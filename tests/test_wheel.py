"""What is installed is what is wanted: the package, the decks that come with it, and the command."""

import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the build tool of this environment, which needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    with ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def _metadata(wheel: Path, name: str) -> str:
    with ZipFile(wheel) as archive:
        (path,) = (path for path in archive.namelist() if path.endswith(f".dist-info/{name}"))
        return archive.read(path).decode()


def test_it_installs_only_the_package(names: frozenset[str]) -> None:
    folders = {name.split("/")[0] for name in names}
    assert folders == {
        "quiz",
        *(folder for folder in folders if folder.startswith("factquiz-") and folder.endswith(".dist-info")),
    }


def test_it_holds_every_module_and_its_types(names: frozenset[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "quiz").rglob("*.py")}
    assert set() == modules - names
    assert "quiz/py.typed" in names


def test_it_holds_the_style_sheets_of_the_app(names: frozenset[str]) -> None:
    sheets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "quiz").rglob("*.tcss")}
    assert set() == sheets - names


def test_it_holds_the_decks(names: frozenset[str]) -> None:
    decks = ROOT / "decks"
    files = {f"quiz/bundled/{path.relative_to(decks).as_posix()}" for path in decks.rglob("*") if path.is_file()}
    assert set() == {name for name in files if "/." not in name} - names
    assert "quiz/bundled/victory-day-2025/deck.toml" in names


def test_it_installs_the_command(wheel: Path) -> None:
    assert _metadata(wheel, "entry_points.txt").split("\n")[:2] == ["[console_scripts]", "quiz = quiz.cli.main:main"]


def test_it_is_called_factquiz(wheel: Path) -> None:
    metadata = Parser().parsestr(_metadata(wheel, "METADATA"))
    assert (metadata["Name"], metadata["License-Expression"]) == ("factquiz", "MIT")
