"""A deck's facts as rows of a table: what tables of text and of JSON are written from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from quiz.facts.checks import remarks_text
from quiz.facts.deck import Deck
from quiz.facts.fields import QUALIFIERS
from quiz.facts.grouping import Pair, Stated, grouped
from quiz.facts.values import Listed, SetOf
from quiz.facts.writing import keys_of, stated
from quiz.formats.choice_columns import is_of_choices
from quiz.formats.column_names import IDS, TAGS, explains, is_around, is_studied, names_a_question, names_an_answer
from quiz.formats.columns import LONGEST_NAME, RELATION, SUBJECT, role_of, tags_in
from quiz.formats.format import Outgoing, Skipped

_SEVERAL: Final = ("source", "tags", "wrong", "accept")

Column = tuple[str, str]
"""What a column holds, `subject`, `relation` or `qualifier`, and of what name."""
Row = Mapping[Column, Any]


def rows_of(outgoing: Outgoing) -> tuple[list[Column], list[Row], tuple[Skipped, ...]]:
    """Return the columns and rows of a deck's facts, and what no row can state.

    A row holds what is said of one subject with the same qualifiers; a relation that has several values has several rows.
    """
    deck = outgoing.deck
    keys = keys_of(deck)
    facts = [stated(fact, deck, keys) for fact in deck.facts]
    relations = list(dict.fromkeys(fact.relation for fact in deck.facts))
    rows: list[Row] = []
    used: set[str] = set()
    for number, record in enumerate(grouped(facts, deck.relations, deck.relations)):
        if not number % 1000:
            outgoing.tick()
        qualifiers = _qualifiers(record.first, deck)
        used.update(qualifiers)
        shared: dict[Column, Any] = {("qualifier", key): found for key, found in qualifiers.items()}
        for pairs in _single(record.pairs):
            named: dict[Column, Any] = {("subject", SUBJECT): record.first.fact.subject}
            rows.append({**named, **{("relation", name): value for name, value in pairs.items()}, **shared})
    columns: list[Column] = [("subject", deck.subject_label or SUBJECT), *(("relation", name) for name in relations)]
    columns += [("qualifier", key) for key in QUALIFIERS if key in used]
    rows = [{columns[0] if column[0] == "subject" else column: found for column, found in row.items()} for row in rows]
    return columns, rows, ()


def header_of(columns: Sequence[Column]) -> list[str]:
    """Return the names of columns, from which a reader tells what they hold.

    A relation is marked as one where it is called like something else, or by so many words that it might be no name.
    """
    relations = [name for kind, name in columns if kind == "relation"]
    are_asked = names_a_question(columns[0][1]) and any(map(names_an_answer, relations))
    are_studied = sum(map(is_studied, relations)) > 1
    names = []
    for kind, name in columns:
        mistaken = name.casefold() in {*TAGS, *IDS} or is_of_choices(name) or (are_studied and is_studied(name))
        mistaken = mistaken or len(name) > LONGEST_NAME or (are_asked and (explains(name) or is_around(name)))
        clash = kind == "relation" and (role_of(name) != name or mistaken or name == columns[0][1])
        names.append(f"{RELATION}{name}" if clash else name)
    return names


def text_of_cell(found: object, column: Column) -> str:
    """Return what stands in a cell of text."""
    match found:
        case None:
            return ""
        case bool():
            return "true" if found else "false"
        case list():
            parts = [str(part) for part in found]
            alone = len(parts) == 1 and column == ("qualifier", "tags") and tags_in(parts[0]) != parts
            return f"{parts[0]};" if alone else "; ".join(parts)
        case _:
            return str(found)


def _single(pairs: Iterable[Pair]) -> list[dict[str, Any]]:
    """Return what rows say of one record: the first value of each relation, then each of the further ones in a row of its own."""
    rows: list[dict[str, Any]] = [{}]
    for pair in pairs:
        for number, one in enumerate(pair.facts):
            value = one.value if not isinstance(one.fact.value, Listed | SetOf) else list(one.value)
            if number:
                rows.append({pair.relation: value})
            else:
                rows[0][pair.relation] = value
    return rows


def _qualifiers(one: Stated, deck: Deck) -> dict[str, Any]:
    """Return the qualifiers of a record; sources by their titles, since a table declares none."""
    found: dict[str, Any] = {
        key: list(value) if key in _SEVERAL and isinstance(value, tuple) else value for key, value in one.qualifiers.items()
    }
    if "source" in found:
        cited = found["source"] if isinstance(found["source"], list) else [found["source"]]
        titles = [deck.sources[part["key"] if isinstance(part, Mapping) else part].title for part in cited]
        found["source"] = list(dict.fromkeys(titles))
    if "feedback" in found:
        found["feedback"] = remarks_text(found["feedback"])
    for key in ("tags", "wrong", "accept"):
        if key in found and not isinstance(found[key], list):
            found[key] = [found[key]]
    return found
