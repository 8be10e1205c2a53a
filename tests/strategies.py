"""Ways to draw decks as files hold them; those of `quiz.testing` stand here too.

`deck_data` draws a deck as its file holds it, so that a test can reword, reorder or move its facts before they are read.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import tomlkit
from hypothesis import strategies as st

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.fields import Places
from quiz.facts.reading import Reading, read_deck
from quiz.testing import HOSTILE, dates, decks, facts, names, quantities, sources, values
from quiz.testing import texts as all_texts

__all__ = [
    "HOSTILE",
    "all_texts",
    "dates",
    "decks",
    "facts",
    "names",
    "quantities",
    "sources",
    "values",
]

Data = dict[str, Any]

SUBJECTS = ("Aland", "Borduria", "Caprona", "Dinotopia", "Elbonia", "Žižkov", "北京", "the 2025 parade", "O'Neill & Co.")
CITIES = ("Avalon", "Brigadoon", "Camelot", "Dis", "Eldorado", "Frostbite Falls", "Gotham")
ALIASES = {"Avalon": "Isle of Apples", "Camelot": "Arthur's Court", "Gotham": "Gotham City"}
SOURCES = ("atlas", "report")

FORBIDDEN = frozenset(
    chr(code)
    for codes in (
        range(9),
        range(11, 32),
        range(0x7F, 0xA0),
        range(0xD800, 0xE000),
        range(0x2028, 0x202F),
        range(0x2066, 0x206A),
        (0xFEFF, 0xFFFE, 0xFFFF),
    )
    for code in codes
)
"""Characters that a terminal would obey, or that show text in another order than it is written."""


def several_facts() -> st.SearchStrategy[list[Fact]]:
    """Draw facts without double ids."""
    return st.lists(facts(), max_size=6, unique_by=lambda fact: fact.id or fact)


_WRITTEN: Mapping[str, st.SearchStrategy[Any]] = {
    "capital": st.sampled_from([*CITIES, *ALIASES.values()]),
    "population": st.one_of(st.integers(1, 10**6), st.floats(0.5, 1e6).map(lambda found: round(found, 2))),
    "founded": st.one_of(st.dates(date(1000, 1, 1), date(2024, 12, 31)), st.sampled_from(["c. 886", "843/848", "1945-09"])),
    "member": st.booleans(),
    "motto": st.text("abc äöß,", min_size=1, max_size=12).filter(lambda text: bool(text.strip(" ,"))),
    "language": st.sampled_from(["Bordurian", "Syldavian", "English", "English, Syldavian", "Latin"]),
    "score": st.one_of(st.integers(0, 9), st.sampled_from(["high", "low", "c. 5"])),
}
"""The relations of `deck_data`, each with the values that its facts may be given."""

_DECLARED: Mapping[str, Data] = {
    "capital": {"subject": "country", "value": "city", "ask": "What is the capital of {subject}?"},
    "population": {"value": "quantity", "kinds": ["forward", "backward"]},
    "founded": {"value": "date"},
    "member": {"value": "boolean"},
    "motto": {"say": "The motto of {subject} is {value}.", "kinds": ["forward", "backward", "cloze"]},
    "language": {"value": "text"},
    "score": {"value": "text"},
}


@st.composite
def deck_data(draw: st.DrawFn, *, claims: bool = True, ids: bool = False) -> Data:
    """Draw a deck as its file holds it: some relations declared, some not, facts with and without qualifiers."""
    relations = {}
    for name, entry in _DECLARED.items():
        if draw(st.booleans()):
            relations[name] = dict(entry) | ({"many": True} if draw(st.integers(0, 3)) == 0 else {})
    records = []
    for number in range(draw(st.integers(1, 12))):
        relation = draw(st.sampled_from(sorted(_WRITTEN)))
        record: Data = {"subject": draw(st.sampled_from(SUBJECTS)), relation: draw(_WRITTEN[relation])}
        if claims:
            record |= draw(qualifiers())
        if ids and draw(st.booleans()):
            record["id"] = f"fact{number}"
        records.append(record)
    known = {city: {"type": "city", "aliases": [ALIASES[city]] if city in ALIASES else []} for city in CITIES}
    return {
        "deck": {"id": "made-up", "title": "Made up"},
        "sources": {key: {"title": f"The {key}"} for key in SOURCES},
        "terms": known,
        "relations": relations,
        "facts": records,
    }


@st.composite
def qualifiers(draw: st.DrawFn) -> Data:
    """Draw the qualifiers of a record: mostly none."""
    found: Data = {}
    if draw(st.integers(0, 3)) == 0:
        found["since"] = draw(st.integers(1990, 1999))
        if draw(st.booleans()):
            found["until"] = draw(st.integers(2000, 2009))
    if draw(st.integers(0, 3)) == 0:
        found["as_of"] = draw(st.sampled_from([2010, "2015-06", date(2020, 1, 31)]))
    if draw(st.integers(0, 3)) == 0:
        found["status"] = draw(st.sampled_from([*map(str, Status)]))
        found["according_to"] = draw(st.sampled_from(["the king", "the press"]))
    return found


def value_of(relation: str) -> st.SearchStrategy[Any]:
    """Draw a value that a record of `deck_data` may state for a relation."""
    return _WRITTEN[relation]


def relation_of(record: Data) -> str:
    """Return the relation of a record of `deck_data`."""
    return next(key for key in record if key in _WRITTEN)


def read(data: Data, tables: Callable[..., Any] = lambda *_: ()) -> Reading:
    """Read a deck from its data, without a file."""
    return read_deck(data, Places("deck.toml", lambda _: None), tables)


def deck_of(data: Data) -> Deck:
    """Return the deck of data that has no mistakes."""
    reading = read(data)
    assert reading.errors == ()
    assert reading.deck is not None
    return reading.deck


def write(folder: Path, data: Data, tables: Mapping[str, str] | None = None) -> Path:
    """Write a deck's folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "deck.toml").write_text(tomlkit.dumps(data), encoding="utf-8")
    for name, text in (tables or {}).items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def reworded(data: Data, words: str) -> Data:
    """Return a deck with every wording replaced, and every label."""
    found = deepcopy(data)
    for relation in found.get("relations", {}).values():
        relation |= {
            "ask": f"{words}: {{subject}}?",
            "ask_back": f"{words}, {{value}}?",
            "say": f"{words} {{subject}}: {{value}}",
        }
        relation["label"] = words
    return found


def shuffled(data: Data, seed: int) -> Data:
    """Return a deck with its sections, tables and records in another order."""
    random = Random(seed)

    def mixed(table: Data) -> Data:
        keys = random.sample(list(table), len(table))
        return {key: mixed(table[key]) if isinstance(table[key], dict) else table[key] for key in keys}

    found = mixed(deepcopy(data))
    if "facts" in found:
        random.shuffle(found["facts"])
    return found


def as_tables(data: Data) -> tuple[Data, dict[str, str]]:
    """Move every record to a table, one for each set of columns: the deck's data without them, and the tables by file name."""
    found = deepcopy(data)
    rows: dict[tuple[str, ...], list[Data]] = {}
    for record in found.pop("facts"):
        rows.setdefault(tuple(sorted(record)), []).append(record)
    tables = {}
    found["tables"] = []
    for number, (columns, records) in enumerate(rows.items()):
        ordered = ["subject", *(column for column in columns if column != "subject")]
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(ordered)
        writer.writerows([[cell(record[column]) for column in ordered] for record in records])
        tables[f"{number}.csv"] = text.getvalue()
        found["tables"].append({"path": f"{number}.csv", "subject": "subject"})
    return found, tables


def as_json_lines(data: Data) -> tuple[Data, dict[str, str]]:
    """Move every record to one JSON Lines table."""
    found = deepcopy(data)
    lines = [json.dumps({key: cell(part) if isinstance(part, date) else part for key, part in record.items()})
             for record in found.pop("facts")]  # fmt: skip
    found["tables"] = [{"path": "facts.jsonl", "subject": "subject"}]
    return found, {"facts.jsonl": "\n".join(lines) + "\n"}


def cell(found: object) -> str:
    """Write a TOML value as a table's cell does."""
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, list):
        return "; ".join(cell(item) for item in found)
    return found.isoformat() if isinstance(found, date) else str(found)


def strings_in(found: object) -> list[str]:
    """Return every text inside a record, however deep."""
    if isinstance(found, str):
        return [found]
    if isinstance(found, Mapping):
        return [text for pair in found.items() for part in pair for text in strings_in(part)]
    if isinstance(found, list | tuple | set | frozenset):
        return [text for part in found for text in strings_in(part)]
    if hasattr(found, "__attrs_attrs__"):
        return [text for part in found.__attrs_attrs__ if part.repr for text in strings_in(getattr(found, part.name))]
    return []
