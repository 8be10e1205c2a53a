"""Every code has a page with a deck that earns it and a twin that does not; every page has a code; `--fix` does what it says."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import Problem
from quiz.facts.lint import check
from quiz.facts.mending import mend
from tests.conftest import ROOT

FOLDER = ROOT / "docs" / "reference" / "checks"
PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(FOLDER.glob("*.md")) if page.stem != "index"}
TODAY = date(2026, 3, 1)

_BLOCK = re.compile(r'^```(?P<language>\w+)(?: title="(?P<name>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)+|toml|encoding|conflict|contradiction")
_TELLING = {"add", "problem", "declared", "of_relation", "report", "Problem", "_told"}
"""Functions that take a problem's code."""
_OTHERS = re.compile(r"(?:from_|wikidata/|building|record_)")
"""Modules that read what is no deck file; `quiz check` never runs them."""

_OF_IMPORTS = {"table-above"}
"""Told only of tables that are read as people write them; `quiz check` reads a deck's as they must be."""


def section(code: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGES[code], re.MULTILINE | re.DOTALL)
    assert found, f"{code} has no section “{heading}”"
    return found[1]


def written(code: str, heading: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the files that a page shows under a heading, and return what is to be checked."""
    monkeypatch.chdir(folder)
    names = []
    for block in _BLOCK.finditer(section(code, heading)):
        if block["language"] == "python":
            exec(block["text"], {})  # noqa: S102 - a page's own code, as a reader would run it
        else:
            names.append(block["name"])
            (folder / block["name"]).write_text(block["text"], encoding="utf-8")
    return folder if (folder / "deck.toml").exists() else next(folder.iterdir())


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {problem.code for problem in problems}


def codes_in_source() -> set[str]:
    found: set[str] = set()
    facts = ROOT / "quiz" / "facts"
    for module in sorted(facts.rglob("*.py")):
        if not _OTHERS.match(module.relative_to(facts).as_posix()):
            found |= set(_codes(ast.parse(module.read_text(encoding="utf-8"))))
    return found


def _codes(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name) | ast.Name(id=name), args=arguments) if name in _TELLING:
                for argument in arguments[:3]:
                    match argument:
                        case ast.Constant(value=str(text)) if _CODE.fullmatch(text):
                            yield text
                        case ast.JoinedStr(values=[ast.Constant(value="wrong-"), _]):
                            yield from ("wrong-subject", "wrong-value")
            case ast.Call(func=ast.Attribute(attr="unknown"), args=[_, _, _, *rest]):
                yield "unknown-" + (str(rest[0].value) if rest and isinstance(rest[0], ast.Constant) else "key")
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.Constant(value=str(text))):
                yield f"table-{text}"  # how a file that cannot be decoded is told
            case _:
                pass


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert codes_in_source() - _OF_IMPORTS == set(PAGES)


def test_the_index_lists_every_page_with_what_it_says() -> None:
    rows = re.findall(
        r"^\| \[`([\w-]+)`\]\(([\w-]+)\.md\) \| ([^|]+) \| (.+?) \| (.*?) ?\|$",
        (FOLDER / "index.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert sorted(PAGES) == sorted(code for code, *_ in rows)
    for code, page, _, short, mends in rows:
        assert code == page
        assert PAGES[code].startswith(f"# `{code}`\n\n{short[0].upper()}{short[1:]}.\n"), code
        assert ("`quiz check --fix` mends it." in PAGES[code]) == bool(mends), code


@pytest.mark.parametrize("code", PAGES)
def test_the_wrong_deck_has_this_problem_and_no_other(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = check(written(code, "Wrong", tmp_path, monkeypatch), TODAY)
    assert {code} == codes(found)
    told = PAGES[code]
    for problem in found:
        assert problem.message
        assert problem.hint
        assert f"{'an' if problem.severity == 'error' else 'a'} {problem.severity}" in told.casefold()


@pytest.mark.parametrize("code", PAGES)
def test_the_right_deck_has_no_problem(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert () == check(written(code, "Right", tmp_path, monkeypatch), TODAY)


@pytest.mark.parametrize("code", PAGES)
def test_fixing_does_what_the_page_says(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(code, "Wrong", tmp_path, monkeypatch)
    mending = mend(path, TODAY)
    if "`quiz check --fix` mends it." in PAGES[code]:
        assert {code} == codes(mending.mended)
        assert () == mending.left
        mending.write()
        assert () == check(path, TODAY)
    else:
        assert () == mending.mended
        assert {} == mending.drafts
