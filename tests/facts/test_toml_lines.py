"""Where things stand in TOML texts, checked against what tomllib reads from them."""

import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path as File

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from quiz.facts.editing.toml_lines import lines_of
from quiz.facts.editing.toml_spans import Path

bare_keys = st.sampled_from(["subject", "a", "b-1", "deck", "3", "leads"])
keys = bare_keys | st.sampled_from(["Kim Jong Un", "a.b", "é", "#", "[x]", "=", "", "it's"])
texts = st.sampled_from(
    ["", "x", "# no comment", "[not] = a table", "a\nb = 1", '"', "'", "\\", 'six """ quotes', "{,}", "tab\t"]
)
scalars = texts | st.integers(-9, 99) | st.booleans() | st.dates() | st.floats(allow_nan=False, allow_infinity=False)
nested = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=12
)
documents = st.dictionaries(
    keys, nested | st.lists(st.dictionaries(keys, nested, max_size=3), min_size=1, max_size=3), max_size=5
)


def paths(found: object, path: Path = ()) -> Iterator[Path]:
    """Yield the path of everything in what tomllib read."""
    if isinstance(found, dict):
        for key, value in found.items():
            yield (*path, key)
            yield from paths(value, (*path, key))
    elif isinstance(found, list):
        for index, value in enumerate(found):
            yield (*path, index)
            yield from paths(value, (*path, index))


def written(key: str) -> tuple[str, ...]:
    """Return the ways in which a key may be written."""
    return (key, f"'{key}'", tomlkit.key(key).as_string(), f'"{key}"')


def basic(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


class Layout:
    """Writes data as TOML in a layout that is drawn anew at each choice."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def chosen(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def key(self, key: str) -> str:
        bare = key.isascii() and key.replace("-", "").isalnum()
        return self.chosen(*([key] if bare else []), basic(key), *([] if "'" in key else [f"'{key}'"]))

    def text(self, text: str) -> str:
        ways = [basic(text), '"""\n' + text.replace("\\", "\\\\").replace('"', '\\"') + '"""']
        if "'" not in text:
            ways += [f"'''{text}'''", f"'''\n{text}'''"] + ([] if "\n" in text else [f"'{text}'"])
        if '"""' not in text and "\\" not in text and not text.endswith('"'):
            ways.append(f'"""{text}"""')
        return self.chosen(*ways)

    def value(self, value: object) -> str:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            gap = self.chosen("", " ", "\n", " # ] a comment\n\n  ")
            return "[" + "".join(f"{gap}{self.value(item)}{gap}," for item in value) + gap + "]"
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{self.key(key)} = {self.value(item)}" for key, item in value.items()) + " }"
        return str(value)

    def table(self, table: Mapping[str, object], header: str = "") -> Iterator[str]:
        """Yield the lines of a table: first its pairs, then the tables in it that get a header of their own."""
        later: list[tuple[str, object]] = []
        for key, value in table.items():
            as_table = isinstance(value, dict) or (isinstance(value, list) and value and all(isinstance(v, dict) for v in value))
            if as_table and self.draw(st.booleans()):
                later.append((key, value))
            elif isinstance(value, dict) and value and self.draw(st.booleans()):
                for inner, item in value.items():
                    yield f"{self.key(key)}{self.chosen('.', ' . ')}{self.key(inner)} = {self.value(item)}"
            else:
                pair = self.key(key) + self.chosen("=", " = ") + self.value(value)
                yield self.chosen("", "  ") + pair + self.chosen("", " # [c]")
        for key, value in later:
            inner = f"{header}.{self.key(key)}" if header else self.key(key)
            yield self.chosen("", "\n# [comment]\n", "\r\n")
            if isinstance(value, dict):
                yield f"[{inner}]"
                yield from self.table(value, inner)
            elif isinstance(value, list):
                for element in value:
                    yield f"[[ {inner} ]] # [[x]]"
                    yield from self.table(element, inner)


@st.composite
def layouts(draw: st.DrawFn) -> tuple[Mapping[str, object], str]:
    """Draw data and a TOML text that says it."""
    data = draw(documents)
    return data, "\n".join(Layout(draw).table(data)) + "\n"


def check(text: str) -> None:
    lines, found = text.split("\n"), lines_of(text)
    for path in paths(tomllib.loads(text)):
        assert path in found.known
        line = lines[found.known[path] - 1]
        if isinstance(path[-1], str):
            assert any(way in line for way in written(path[-1])), (path, line)


@given(layouts())
def test_everything_written_by_hand_is_found_where_its_key_stands(found: tuple[Mapping[str, object], str]) -> None:
    data, text = found

    assert data == tomllib.loads(text)
    check(text)


@given(documents)
def test_everything_written_by_a_program_is_found_where_its_key_stands(data: Mapping[str, object]) -> None:
    check(tomlkit.dumps(data))


@given(st.text(st.sampled_from("ab[]{}=.,#\"'\\\n \r1uU0F")) | st.text())
def test_a_text_that_is_no_toml_does_no_harm(text: str) -> None:
    last = text.count("\n") + 1

    assert all(1 <= line <= last for line in lines_of(text).known.values())


DECK = r'''# A deck.
[deck]
id = "victory-day"   # [deck] id = "other"
description = """
[facts]
id = 3
"""

[terms."Kim Jong Un"]
aliases = [
  "Kim Jong-un", # the usual one
  'Kim, "Jong" Un',
]
[relations]
leads.subject = "leader"
leads.ask = 'Who leads {subject}?'
"\u0061\"b" = { c = 1, d.e = [1, { f = 2 }] }

[[facts]]
subject = "Kim Jong Un"
[[facts]]
subject = "Xi Jinping"
leads = "China"
since = 2013-03-14 10:00:00
[facts.extra]
note = 1
[[facts.parts]]
x = 1
[[facts.parts]]
x = 2
[[facts]]
[[facts.parts]]
x = 3

[[tables]]
path = "guests.csv"
columns = { name = "leads", pop = { relation = "population", as_of = "2024" } }
[a.b.c]
[a]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("deck",), 2),
        (("deck", "id"), 3),
        (("deck", "description"), 4),
        (("terms",), 9),
        (("terms", "Kim Jong Un"), 9),
        (("terms", "Kim Jong Un", "aliases"), 10),
        (("terms", "Kim Jong Un", "aliases", 0), 11),
        (("terms", "Kim Jong Un", "aliases", 1), 12),
        (("relations", "leads"), 15),
        (("relations", "leads", "ask"), 16),
        (("relations", 'a"b', "d", "e", 1, "f"), 17),
        (("facts",), 19),
        (("facts", 0), 19),
        (("facts", 0, "subject"), 20),
        (("facts", 1), 21),
        (("facts", 1, "leads"), 23),
        (("facts", 1, "since"), 24),
        (("facts", 1, "extra", "note"), 26),
        (("facts", 1, "parts", 0, "x"), 28),
        (("facts", 1, "parts", 1), 29),
        (("facts", 2, "parts", 0), 32),
        (("facts", 2, "parts", 0, "x"), 33),
        (("tables", 0, "columns", "pop", "as_of"), 37),
        (("a", "b", "c"), 38),
        (("a", "b"), 38),
        (("a",), 39),
        # What is not written is looked for nearby.
        (("facts", 1, "capital"), 21),
        (("facts", 9, "capital"), 19),
        (("deck", "lang", 0), 2),
        (("sources", "x"), None),
        ((), None),
    ],
)
def test_a_deck_line_by_line(path: Path, line: int | None) -> None:
    tomllib.loads(DECK)

    assert line == lines_of(DECK).line(path)
    assert line == lines_of(DECK.replace("\n", "\r\n")).line(path)


def test_strings_may_end_in_quotes_of_their_own() -> None:
    text = 'a = ["""x""""", """\\"""", "", \'\', \'\'\'y\'\'\'\',\n{ b = """\n""""" , c = 1 }]\nd = 2\n'

    assert ['x""', '"', "", "", "y'", {"b": '""', "c": 1}] == tomllib.loads(text)["a"]
    check(text)
    assert (3, 4) == (lines_of(text).line(("a", 5, "c")), lines_of(text).line(("d",)))


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000, 'a = """' + "x" * 100_000, '"' + "\\" * 100_001, "#\n" * 100_000 + "[["]
)
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    lines_of(text)

    assert time.perf_counter() - began < 2


def test_a_large_deck_takes_little_time() -> None:
    text = "".join(f'[[facts]]\nsubject = "S{number}" # one\ncapital = {{ a = "x", b = [1, 2] }}\n' for number in range(10_000))
    began = time.perf_counter()
    found = lines_of(text)

    assert time.perf_counter() - began < 2
    assert 30_000 == found.line(("facts", 9_999, "capital", "b", 1))


def test_decks_that_ship_are_found_whole(root: File) -> None:
    files = sorted((root / "decks").rglob("*.toml"))
    if not files:
        pytest.skip("no deck ships yet")
    for file in files:
        check(file.read_text(encoding="utf-8"))
