"""The pages tell the truth: their code runs, and the site lists every one of them."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

from quiz.tui.actions import actions
from quiz.tui.key_names import shown as key_as_people_write_it
from tests.conftest import ROOT
from tests.documents import commands, matches, run_page, runnable

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CHECKS = ROOT / "docs" / "reference" / "checks"
"""Its pages show decks that are wrong; `tests/facts/test_check_pages.py` runs them."""
RUN = [page for page in PAGES if CHECKS not in page.parents]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty working directory with a copy of the decks that ship with quiz."""
    shutil.copytree(ROOT / "decks", tmp_path / "decks")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_block_runs(page: Path, folder: Path) -> None:
    run_page(page, folder)


def _pages(nav: list[Any] | dict[str, Any] | str) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    entries = nav if isinstance(nav, list) else list(nav.values())
    return [page for entry in entries for page in _pages(entry)]


def test_the_site_lists_every_page_once() -> None:
    nav = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]["nav"]
    expected = sorted(page.relative_to(ROOT / "docs").as_posix() for page in PAGES[1:])
    assert expected == sorted(_pages(nav)), "zensical.toml lists the pages of docs/"


def _linked(page: Path) -> set[Path]:
    text = re.sub(r"^```.*?^```$|`[^`\n]+`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    return {(page.parent / link).resolve() for link in links if "://" not in link}


def test_where_to_look_names_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    inner = [page for page in PAGES[1:] if CHECKS not in page.parents and page != index] + [CHECKS / "index.md"]
    assert not [page.name for page in inner if page not in _linked(index)]


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *PAGES[1:]], ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_has_two_versions_of_a_passage(page: Path) -> None:
    assert not re.findall(r"^(?:<{7}|={7}|>{7})(?: .*)?$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not [str(link) for link in _linked(page) if not link.exists()]


KEY_TABLES = {"study": "study", "manage-decks": "home", "find-and-change-cards": "browse"}
"""The place of the app whose keys stand in the tables of a how-to page."""


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "how-to").glob("*.md")), ids=lambda page: page.stem)
def test_the_keys_in_a_table_are_those_of_the_app(page: Path) -> None:
    tables = re.findall(r"^\| key \| does \|\n\|---\|---\|\n((?:\|.*\n)+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert bool(tables) == (page.stem in KEY_TABLES)
    told = [key for table in tables for row in table.splitlines() for key in re.findall(r"`([^`]+)`", row.split("|")[1])]
    known = {key_as_people_write_it(key) for one in actions(KEY_TABLES.get(page.stem, "")) for key in one.keys}
    assert not set(told) - known


# The runner itself: a page that lies has to be caught.


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```python\nassert 1 == 2\n```\n", ""),
        ("```python\n>>> 1 + 1\n3\n```\n", "Expected"),
        ("```toml\na = \n```\n", "Invalid value"),
        ("```console\n$ cat missing.txt\n```\n", "ended with 1"),
        ("```console\n$ cat missing.txt | head\n```\n", "ended with 1"),
        ("```console\n$ echo one\ntwo\n```\n", "the page shows:\ntwo"),
        ('```sh\n$ python -c "import sys; sys.exit(3)"\n```\n', "ended with 3"),
    ],
)
def test_a_block_that_does_not_hold_is_caught(text: str, said: str, folder: Path) -> None:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError) as caught:
        run_page(page, folder)
    assert said in str(caught.value)


def test_a_page_is_followed_from_top_to_bottom(folder: Path) -> None:
    page = folder / "page.md"
    page.write_text(
        "# Page\n\n"
        '```csv title="deck/table.csv"\nname,born\nAda,1815\n```\n\n'
        "1. in a list\n\n"
        "    ```console\n    $ cat deck/table.csv \\\n        | head -n 1\n    name,born\n"
        "    $ uv tool install factquiz\n    ```\n\n"
        "```python\nborn = 1815\n```\n\n```python\n>>> born + 1\n1816\n```\n\n"
        '```python title="script.py"\nprint("printed")\n```\n\n'
        "```sh\n$ python script.py\nprint...\n```\n\n"
        "```text\nnothing to run\n```\n",
        encoding="utf-8",
    )
    assert run_page(page, folder) == 6
    assert (folder / "deck" / "table.csv").read_text(encoding="utf-8") == "name,born\nAda,1815\n"


def test_a_console_block_is_split_at_its_prompts() -> None:
    block = "a comment\n$ quiz due\ntwo\nlines\n\n$ quiz cards \\\n>     x.csv\n$ quiz stats\n"
    expected = [("quiz due", "two\nlines\n\n"), ("quiz cards     x.csv", ""), ("quiz stats", "")]
    assert expected == commands(block)


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("one\ntwo", "one  \ntwo\n\n", True),
        ("one\n...\nfour", "one\ntwo\nthree\nfour", True),
        ("took ... ms", "took 3.5 ms", True),
        ("took … ms", "took 3.5 s", False),
        ("one", "one\ntwo", False),
        ("a.c", "abc", False),
    ],
)
def test_output_is_compared_with_a_wildcard(expected: str, actual: str, *, same: bool) -> None:
    assert matches(expected, actual) is same


@pytest.mark.parametrize(
    ("command", "run"),
    [
        ("quiz due --json", True),
        ("printf 'Lima\\n' | quiz drill decks/x", True),
        ("quiz", False),
        ("quiz study decks/x", False),
        ("quiz serve --port 8000", False),
        ("uv tool install factquiz", False),
        ("# quiz", False),
    ],
)
def test_only_commands_that_need_no_terminal_and_no_network_are_run(command: str, *, run: bool) -> None:
    assert runnable(command) is run
