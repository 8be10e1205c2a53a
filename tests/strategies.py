"""Ways to draw texts, values, facts and whole decks: hostile ones to break the loader, plausible ones to study.

`deck_data` draws a deck as its file holds it, so that a test can reword, reorder or move its facts before they are read.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import tomlkit
from attrs import evolve
from hypothesis import strategies as st

from quiz.facts.dates import Date
from quiz.facts.deck import Deck, names_a_deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.fields import Places
from quiz.facts.quantities import Quantity
from quiz.facts.reading import Reading, read_deck
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Boolean, Listed, SetOf, TermName, Text, Value, text_of
from quiz.text.normal import folded

Data = dict[str, Any]

SUBJECTS = ("Aland", "Borduria", "Caprona", "Dinotopia", "Elbonia", "Žižkov", "北京", "the 2025 parade", "O'Neill & Co.")
CITIES = ("Avalon", "Brigadoon", "Camelot", "Dis", "Eldorado", "Frostbite Falls", "Gotham")
ALIASES = {"Avalon": "Isle of Apples", "Camelot": "Arthur's Court", "Gotham": "Gotham City"}
SOURCES = ("atlas", "report")

HOSTILE = (
    "\x1b[31mred\x1b[0m", "\x00", "\x9b2J", "\u202egnp.exe", "\u2066x\u2069", "\ud800", "\ufeff", "[red]bold[/red]", "{subject}",
    "{{c1::x}}", "{0.__class__}", "%s", '"', "'", '"""', "\\", "\n", "\r\n", "\t", "\u2028", "\u200b", "\u00ad", "́", "﷽",
    "🏴\U000e0067\U000e0062\U000e007f", "x" * 5000, "-", "=1+1", "#", "\x7f", "\uffff", "İ", "ß", "ﬁ", "१२",
)  # fmt: skip
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


def all_texts() -> st.SearchStrategy[str]:
    """Draw any text at all, with a taste for those that break things."""
    return st.one_of(
        st.text(max_size=20),
        st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=5)), max_size=4).map("".join),
        st.text(st.characters(codec=None), max_size=8),
    )


def names() -> st.SearchStrategy[str]:
    """Draw texts of which something can be seen."""
    return all_texts().filter(lambda text: bool(text_of(text.replace("\n", " "))))


def dates() -> st.SearchStrategy[Date]:
    """Draw dates of every precision and certainty, and spans of them."""
    years = st.one_of(st.integers(-60, 2100), st.integers(-12000, 12000))
    days = st.dates(min_value=date(1, 1, 1)).map(lambda day: (day.year, day.month, day.day))
    parts = st.one_of(years.map(lambda year: (year,)), st.tuples(years, st.integers(1, 12)), days)
    marks = st.tuples(st.booleans(), st.booleans())
    points = st.builds(lambda point, marked: evolve(Date(*point), approximate=marked[0], uncertain=marked[1]), parts, marks)
    spans = st.builds(lambda year, length: Date(year, end=Date(year + length)), st.integers(1, 2000), st.integers(0, 300))
    open_ones = st.builds(
        lambda year, start: Date(year, open_start=start, open_end=not start), st.integers(1, 2000), st.booleans()
    )
    return st.one_of(points, spans, open_ones)


def quantities() -> st.SearchStrategy[Quantity]:
    """Draw quantities with and without unit, approximate, and within a tolerance."""
    amounts = st.one_of(st.integers(-(10**7), 10**7).map(Decimal), st.decimals(allow_nan=False, allow_infinity=False, places=3))
    units = st.sampled_from(["", "km", "%", "°C", "minutes", "km²", "US$", "kg m"])
    tolerances = st.one_of(st.none(), st.decimals(0, 10, places=2))
    return st.builds(Quantity, amounts, units, st.booleans(), tolerances)


def values() -> st.SearchStrategy[Value]:
    """Draw values of every type."""
    texts = names().map(Text)
    return st.one_of(
        texts,
        names().map(TermName),
        quantities(),
        dates(),
        st.booleans().map(Boolean),
        st.lists(texts, min_size=1, max_size=3).map(Listed),
        st.lists(texts, min_size=1, max_size=3).map(SetOf),
    )


def sources() -> st.SearchStrategy[Source]:
    """Draw sources, some with the same title."""
    some = st.one_of(st.none(), names())
    return st.builds(
        Source,
        st.one_of(st.just("A book"), names()),
        some,
        some,
        st.one_of(st.none(), dates()),
        some,
        st.one_of(st.none(), names()),
    )


def facts(relations: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Fact]:
    """Draw facts of any relation and value, with any qualifiers."""
    spans = st.tuples(dates(), dates()).filter(lambda span: span[0].earliest <= span[1].latest)
    since = st.one_of(st.just((None, None)), spans)
    return st.builds(
        lambda subject, relation, value, span, **others: Fact(subject, relation, value, *span, **others),
        names(),
        relations or names(),
        values(),
        since,
        as_of=st.one_of(st.none(), dates()),
        status=st.sampled_from(Status),
        according_to=st.one_of(st.none(), names()),
        sources=st.lists(sources(), max_size=2),
        tags=st.frozensets(names(), max_size=2),
        id=st.one_of(st.none(), names()),
    )


def several_facts() -> st.SearchStrategy[list[Fact]]:
    """Draw facts without double ids."""
    return st.lists(facts(), max_size=6, unique_by=lambda fact: fact.id or fact)


def terms() -> st.SearchStrategy[Term]:
    """Draw terms with other names."""
    several = st.lists(names(), max_size=2)
    return st.builds(Term, names(), st.sampled_from(["", "city", "country"]), several, several, several)


def _told_apart(found: list[Term]) -> list[Term]:
    """Leave out the terms that share a name with an earlier one."""
    taken: set[str] = set()
    kept = []
    for term in found:
        names_of = {folded(name) for name in term.names}
        if not names_of & taken:
            kept.append(term)
        taken |= names_of
    return kept


def decks() -> st.SearchStrategy[Deck]:
    """Draw decks made by a program: hostile texts everywhere, values of types that their relations do not declare."""
    wordings = st.one_of(st.none(), names().filter(lambda text: not set("{}") & set(text)), st.just("What about {subject}?"))
    relations = st.builds(
        Relation,
        names(),
        subject=st.one_of(st.none(), names()),
        label=all_texts(),
        ask=wordings,
        ask_back=wordings.map(lambda text: text and text.replace("subject", "value")),
        many=st.booleans(),
        complete=st.booleans(),
        kinds=st.one_of(st.none(), st.lists(st.sampled_from(["forward", "backward", "cloze"]), max_size=3)),
        tolerance=st.sampled_from([None, "5 %", "0.5", 3]),
    )
    return st.builds(
        Deck,
        st.text("abcdefgh-_0123456789", min_size=1, max_size=12).filter(names_a_deck),
        all_texts(),
        several_facts(),
        st.lists(relations, max_size=2),
        st.lists(terms(), max_size=3).map(_told_apart),
        as_of=st.one_of(st.none(), dates()),
        description=all_texts(),
        subject_label=all_texts(),
    )


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
