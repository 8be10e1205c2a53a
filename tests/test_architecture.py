"""The house stands as it was planned: imports point down, pure rooms are pure, modules are small."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "quiz"
MODULES = sorted(PACKAGE.rglob("*.py"))

PURE_ROOMS = ("text", "facts", "cards", "memory", "study")
READS_FILES = frozenset(
    {
        "facts/alphabets.py",  # the letters of languages, which ship with quiz
        "facts/deck_folder.py",
        "facts/delimited.py",
        "facts/fact_tables.py",
        "facts/loading.py",
        "facts/mending.py",
        "facts/editing/replacing.py",
        "facts/saving.py",
        "facts/tables.py",
        "facts/wikidata/entities.py",
        "facts/writing.py",
    }
)
"""The modules of the pure rooms that may read and write files: decks, and what ships with quiz.

They still know no clock and no chance.
"""
WORLD = frozenset({"locale", "random", "secrets", "socket", "sqlite3", "subprocess", "time"})
FILES = frozenset({"glob", "io", "os", "shutil", "tempfile"})
CLOCKS = frozenset({"now", "today", "utcnow"})
FILE_METHODS = frozenset({"open", "read_bytes", "read_text", "write_bytes", "write_text"})
LONGEST = 350
"""Lines in a module."""


def impurities(source: str, *, files: bool = False) -> Iterator[str]:
    """Find what a pure module may not do: look at a clock, roll dice of its own, or, unless `files`, touch a file.

    `random.Random(seed)` is pure, so `from random import Random` is allowed, and calling it without a seed is not.
    `hash` gives another number in every process, so it belongs in `__hash__` alone.
    """
    tree = ast.parse(source)
    forbidden = WORLD if files else WORLD | FILES
    within_hash = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) and f.name == "__hash__" for n in ast.walk(f)}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                found = [name.name for name in names if name.name.split(".")[0] in forbidden]
            case ast.ImportFrom(module="random", names=names, level=0):
                found = [f"random.{name.name}" for name in names if name.name != "Random"]
            case ast.ImportFrom(module=str(module), level=0):
                found = [module] if module.split(".")[0] in forbidden else []
            case ast.Call(func=ast.Name(id="Random"), args=[], keywords=[]):
                found = ["Random()"]
            case ast.Call(func=ast.Name(id=("open" | "input" | "print" | "hash") as name)):
                found = [] if (name == "open" and files) or id(node) in within_hash else [f"{name}()"]
            case ast.Call(func=ast.Attribute(attr=name)):
                found = [f".{name}()"] if name in CLOCKS or (name in FILE_METHODS and not files) else []
            case _:
                continue
        yield from (f"line {node.lineno}: {what}" for what in found)


def _python(code: str, cwd: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", code], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded: list[str] = json.loads(done.stdout)
    return loaded


def test_imports_point_down() -> None:
    command = shutil.which("lint-imports", path=Path(sys.executable).parent)
    assert command is not None
    done = subprocess.run([command, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_loads_neither_the_app_nor_a_command_line_library(tmp_path: Path) -> None:
    code = (
        "import json, sys, quiz\n"
        "assert quiz.__all__\n"
        "for name in quiz.__all__: getattr(quiz, name)\n"
        "print(json.dumps(sorted({'textual', 'rich', 'click', 'quiz.tui', 'quiz.cli'} & set(sys.modules))))"
    )
    assert [] == _python(code, tmp_path)


def test_importing_the_library_loads_no_room(tmp_path: Path) -> None:
    code = "import json, sys, quiz; print(json.dumps(sorted(name for name in sys.modules if name.startswith('quiz.'))))"
    assert [] == [name for name in _python(code, tmp_path) if name != "quiz.errors"]


def test_dir_lists_every_public_name(tmp_path: Path) -> None:
    code = "import json, quiz; print(json.dumps(sorted(set(quiz.__all__) - set(dir(quiz)))))"
    assert [] == _python(code, tmp_path)


def test_the_command_line_loads_no_app(tmp_path: Path) -> None:
    code = (
        "import json, sys, quiz.cli.main\n"
        "print(json.dumps(sorted({'textual', 'rich', 'sqlite3', 'quiz.tui'} & set(sys.modules))))"
    )
    assert [] == _python(code, tmp_path)


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_pure_rooms_have_no_clock_no_dice_and_no_files(room: str) -> None:
    found = [
        f"quiz/{name} {what}"
        for module in sorted((PACKAGE / room).rglob("*.py"))
        for name in [module.relative_to(PACKAGE).as_posix()]
        for what in impurities(module.read_text(encoding="utf-8"), files=name in READS_FILES)
    ]
    assert [] == found


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "import os.path",
        "from os import environ",
        "from random import shuffle",
        "import random",
        "from random import Random\nRandom()",
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndef f() -> object:\n    return datetime.date.today()",
        "open('deck.toml')",
        "path.read_text()",
        "print('hello')",
        "seed = hash('card')",
    ],
)
def test_an_impurity_is_found(source: str) -> None:
    assert list(impurities(source))


@pytest.mark.parametrize(
    ("source", "files"),
    [
        ("from random import Random\nRandom(7).random()", False),
        ("from datetime import date\ndate(2025, 9, 3)", False),
        ("class A:\n    def __hash__(self) -> int:\n        return hash(self.key)", False),
        ("import os\npath.read_bytes()\nopen(path)", True),
    ],
)
def test_a_pure_module_is_left_alone(source: str, *, files: bool) -> None:
    assert [] == list(impurities(source, files=files))


def test_the_modules_that_read_files_exist() -> None:
    assert [] == [name for name in sorted(READS_FILES) if not (PACKAGE / name).is_file()]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(ROOT).as_posix())
def test_modules_are_small_and_named_after_a_subject(module: Path) -> None:
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines < LONGEST
    assert module.stem not in {"utils", "util", "helpers", "common", "manager", "misc"}
