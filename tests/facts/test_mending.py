"""Mending puts right what leaves its author nothing to choose, and touches nothing else."""

import stat
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import Problem, UsageError
from quiz.facts.editing.toml_spans import spans_of
from quiz.facts.lint import check
from quiz.facts.loading import examine, load
from quiz.facts.mending import Mending, mend
from tests.facts.test_mistakes import EXCLUSIVE, MISTAKES, planted

HEAD = "[deck]\nid = 'd'\n"


def write(folder: Path, text: str, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "deck.toml").write_text(text, encoding="utf-8", newline="")
    for name, table in tables.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8", newline="")
    return folder


def mended(folder: Path, text: str, **tables: str) -> str:
    """Write a deck, mend it, and return its file's text."""
    mend(write(folder, text, **tables)).write()
    return (folder / "deck.toml").read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("[deck]\nid = 'd' # why\n'titel' = \"T\"", "[deck]\nid = 'd' # why\ntitle = \"T\""),
        (HEAD + "[ relation . b ] # here\nlabel = 'c'\n", HEAD + "[ relations . b ] # here\nlabel = 'c'\n"),
        (HEAD + "relation.b.label = 'c'\n", None),
        (HEAD + "[[facts]]\nsubjct = 'A' # a\nb = 1\n", HEAD + "[[facts]]\nsubject = 'A' # a\nb = 1\n"),
        (HEAD + "[facts] # one\nsubject = 'A'\nb = 1\n", HEAD + "[[facts]] # one\nsubject = 'A'\nb = 1\n"),
        (
            HEAD + "[relations.b]\nmany = 'Yes' # all\n[[facts]]\nsubject = 'A'\nb = 'x'\n",
            HEAD + "[relations.b]\nmany = true # all\n[[facts]]\nsubject = 'A'\nb = 'x'\n",
        ),
        (
            HEAD + "[relations.b]\nkinds = [ # some\n  'forwrad', # this\n]\n[[facts]]\nsubject = 'A'\nb = 'x'\n",
            HEAD + "[relations.b]\nkinds = [ # some\n  \"forward\", # this\n]\n[[facts]]\nsubject = 'A'\nb = 'x'\n",
        ),
        (
            HEAD + "[relations]\nb = { label = 'B' }\n[[facts]]\nsubject = 'A'\nb = ['x', 'y']\n",
            HEAD + "[relations]\nb = { label = 'B', many = true }\n[[facts]]\nsubject = 'A'\nb = ['x', 'y']\n",
        ),
        (
            HEAD + "[relations.b]\n[[facts]]\nsubject = 'A'\nb = 'x'\n\n# B follows.\n[[facts]]\nsubject = 'A'\nb = 'x'\n\n# C\n"
            "[[facts]]\nsubject = 'C'\nb = 'z'\n",
            HEAD + "[relations.b]\n[[facts]]\nsubject = 'A'\nb = 'x'\n\n# B follows.\n\n# C\n[[facts]]\nsubject = 'C'\nb = 'z'\n",
        ),
    ],
)  # fmt: skip
def test_what_is_mended_and_what_stays(tmp_path: Path, text: str, right: str | None) -> None:
    assert (text if right is None else right) == mended(tmp_path, text)


def test_a_relation_is_renamed_wherever_the_deck_uses_it(tmp_path: Path) -> None:
    text = HEAD + "[relations.capital]\n" + "".join(
        f"[[facts]]\nsubject = '{name}'\n{key}\n"
        for name, key in (("A", "captial = 'x'"), ("B", "relation = 'captial'\nvalue = 'y'"), ("C", "capital = 'z'"))
    )  # fmt: skip
    found = mended(tmp_path, text)
    assert "captial" not in found
    assert ["x", "y", "z"] == [str(fact.value) for fact in load(tmp_path).by_relation["capital"]]


def test_a_second_writing_becomes_an_alias(tmp_path: Path) -> None:
    text = (
        HEAD
        + "[relations.b]\nvalue = 'city'\nmany = true\n"
        + "[[facts]]\nsubject = 'A'\nb = 'Dis'\n[[facts]]\nsubject = 'B'\nb = 'D-is'\n"
    )
    found = tomllib.loads(mended(tmp_path, text))
    assert {"Dis": {"type": "city", "aliases": ["D-is"]}} == found["terms"]
    assert ["Dis", "Dis"] == [str(fact.value) for fact in load(tmp_path).facts]


def test_a_doubled_row_goes_and_a_row_that_says_more_stays(tmp_path: Path) -> None:
    text = HEAD + "[relations.b]\n[relations.c]\nmany = true\n[[tables]]\npath = 't.csv'\n"
    mended(tmp_path, text, t="name,b,c\r\nA,x,1\r\nA,x,2\r\nB,y,3\r\nA,x,1\r\n")
    assert b"name,b,c\r\nA,x,1\r\nA,x,2\r\nB,y,3\r\n" == (tmp_path / "t.csv").read_bytes()


def test_cells_are_mended_where_nothing_else_can_be_meant(tmp_path: Path) -> None:
    text = (
        HEAD
        + "[sources.atlas]\ntitle = 'An atlas'\n[sources.book]\ntitle = 'A book'\n[relations.b]\n[[tables]]\npath = 't.csv'\n"
    )
    mended(tmp_path, text, t='name,b,source\n"A, B",x,atlass\nC,"y\u202e, z",atlas; bok\n')
    assert 'name,b,source\n"A, B",x,atlas\nC,"y, z",atlas; book\n' == (tmp_path / "t.csv").read_text(encoding="utf-8")


def test_a_mistake_that_hides_another_is_left_to_its_author(tmp_path: Path) -> None:
    text = HEAD + "[relations.b]\nvalue = 'quantty'\n[[facts]]\nsubject = 'A'\nb = ['x', 1]\n"
    assert text == mended(tmp_path, text)


def test_a_byte_order_mark_and_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "deck.toml").write_bytes(
        b"\xef\xbb\xbf[deck]\r\nid = 'd'\r\ntitel = 'T'\r\n[[facts]]\r\nsubject = 'A'\r\nb = 'c'\r\n"
    )
    mend(tmp_path).write()
    assert (tmp_path / "deck.toml").read_bytes().startswith(b"\xef\xbb\xbf[deck]\r\nid = 'd'\r\ntitle = 'T'\r\n[[facts]]")


def test_nothing_is_written_before_write(tmp_path: Path) -> None:
    write(tmp_path, text := HEAD.replace("id", "idd"))
    mending = mend(tmp_path)
    assert text == (tmp_path / "deck.toml").read_text(encoding="utf-8")
    (hunk,) = mending.hunks
    assert (2, ("idd = 'd'",), ("id = 'd'",)) == (hunk.line, hunk.before, hunk.after)


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, HEAD.replace("id", "idd"))
    mending = mend(tmp_path)
    write(tmp_path, HEAD)
    with pytest.raises(UsageError, match="was changed"):
        mending.write()
    assert HEAD == (tmp_path / "deck.toml").read_text(encoding="utf-8")


def test_a_linked_file_keeps_its_link_and_its_rights(tmp_path: Path) -> None:
    (real := tmp_path / "real.toml").write_text(HEAD.replace("id", "idd"), encoding="utf-8")
    real.chmod(0o640)
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "deck.toml").symlink_to(real)
    mend(folder).write()
    assert (folder / "deck.toml").is_symlink()
    assert HEAD == real.read_text(encoding="utf-8")
    assert 0o640 == stat.S_IMODE(real.stat().st_mode)


@pytest.mark.parametrize("text", ["", "[deck", "[deck]\nid = 'd'\n"])
def test_what_cannot_be_mended_is_told(tmp_path: Path, text: str) -> None:
    mending = mend(write(tmp_path, text))
    assert ((), {}) == (mending.mended, mending.drafts)
    assert check(tmp_path) == mending.left


def test_a_deck_that_is_not_there(tmp_path: Path) -> None:
    assert ["missing-file"] == [problem.code for problem in mend(tmp_path / "none.toml").left]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(sorted(set(MISTAKES) - EXCLUSIVE)), max_size=10, unique=True), st.booleans())
def test_mending_any_mistakes(tmp_path_factory: pytest.TempPathFactory, names: list[str], dated: bool) -> None:  # noqa: FBT001
    folder, _ = planted(tmp_path_factory.getbasetemp() / "mending", names)
    today = date(2026, 3, 1) if dated else None
    comments, before, facts = comments_in(folder), check(folder, today), stated(folder)
    mending: Mending = mend(folder, today)
    mending.write()
    after = check(folder, today)
    assert mending.left == after
    assert errors(after) <= errors(before)
    assert bool(mending.mended) == (sizes(after) < sizes(before))
    assert comments == comments_in(folder)
    again = mend(folder, today)
    assert ((), {}) == (again.mended, again.drafts)
    if not mending.mended:
        assert facts == stated(folder)
    assert facts - stated(folder) <= {fact for fact in facts if any(fact[0] in problem.message for problem in mending.mended)} | {
        fact for fact in facts if fact[1] in {"antem", "untill"}
    }


def errors(problems: tuple[Problem, ...]) -> Counter[str]:
    return Counter(problem.code for problem in problems if problem.severity == "error")


def sizes(problems: tuple[Problem, ...]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    number = errors(problems).total()
    return number, len(problems) - number


def comments_in(folder: Path) -> list[str]:
    text = (folder / "deck.toml").read_text(encoding="utf-8")
    return sorted(text[at:].partition("\n")[0].strip() for at in spans_of(text).comments)


def stated(folder: Path) -> set[tuple[str, str, str]]:
    deck = examine(folder).deck
    return {(fact.subject, fact.relation, fact.value.key) for fact in deck.facts} if deck else set()
