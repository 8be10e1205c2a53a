"""The page about searching names every word of the language, and every search on it is one."""

import re

import pytest

from quiz.errors import UsageError
from quiz.store.search_syntax import _INSTEAD, parse
from quiz.store.search_terms import FIELDS, PROPERTIES, RECENT, States
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "reference" / "search.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^\| search \| finds \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
SEARCHES = [found.replace("\\|", "|") for table in TABLES for found in re.findall(r"^\| `(.*?)` \|", table, re.MULTILINE)]
WORDS = [
    *(f"{name}:" for name in (*FIELDS, *RECENT, "deck", "tag", "cid", "nid", "w", "nc", "re")),
    *(f"is:{state}" for state in States),
    *(f"prop:{name}" for name in PROPERTIES),
]


@pytest.mark.parametrize("search", SEARCHES)
def test_every_search_on_the_page_is_one(search: str) -> None:
    assert parse(search) == parse(str(parse(search)))


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_on_the_page(word: str) -> None:
    assert any(word in search for search in SEARCHES)


REFUSED = [*map("{}:".format, _INSTEAD), "deck:filtered", "deck:current", "is:buried-manually"]


@pytest.mark.parametrize("word", REFUSED)
def test_what_is_refused_is_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE
    with pytest.raises(UsageError, match="is Anki's"):
        parse(f"{word}1" if word.endswith(":") else word)


def test_there_are_many_searches_on_the_page() -> None:
    assert len(SEARCHES) > 50
