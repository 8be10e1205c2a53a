"""Terms of a search as SQL. Whatever somebody wrote is a parameter; the statements themselves are made of constants only."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from quiz.errors import UsageError
from quiz.store import search_letters
from quiz.store.search_automaton import Matcher
from quiz.store.search_order import DECK as IDS_OF_DECK
from quiz.store.search_patterns import FIELD, PART, WHOLE, WORD, Pattern, certain, fold, like, pieces, wildcards
from quiz.store.search_quick import matching
from quiz.store.search_regex import regex
from quiz.store.search_sql_states import property_sql, recent_sql, state_sql
from quiz.store.search_terms import (
    FIELDS,
    And,
    Deck,
    Everything,
    Field,
    Ids,
    Node,
    Not,
    Or,
    Property,
    Recent,
    Regex,
    State,
    Tag,
    WholeWords,
    Words,
)

if TYPE_CHECKING:
    from quiz.store.connection import Database

LEECH_LAPSES: Final = 8
"""Lapses that make a leech, as in Anki."""

_LISTED: Final = {"relation": "relation", "kind": "kind", "status": "status", "lang": "lang", "source": "sources"}
"""Fields with few different texts, which are looked up first; and the columns that name them."""
_WRITTEN: Final = ("front", "back", "value", "given", "subject")
"""Fields that are parts of the card's words."""
_ANYTHING: Final = frozenset(("*", "**"))

_OF_FACTS: Final = """
EXISTS (SELECT 1 FROM search_shown AS t, json_each(?) AS j WHERE t.id = s.id AND instr(t.facts, j.value))
"""

Sql = tuple[str, list[object]]
"""A condition and its parameters."""


@frozen
class Today:
    """What a search has to know of the day on which it is made."""

    day: int
    """The study day."""
    decays: Mapping[str, float] = field(factory=dict)
    """By deck, the exponent of its forgetting curve (`w20` of FSRS-6, positive), where it is not `decay`."""
    decay: float = 0.1542
    leech_lapses: Mapping[str, int] = field(factory=dict)
    """By deck, as many lapses as make a leech, where they are not `LEECH_LAPSES`; 0 where none do."""


@frozen
class Compiler:
    """Makes the conditions of one search."""

    database: "Database"
    today: Today
    deadline: Callable[[], float]
    matchers: list[Callable[[str], bool]] = field(factory=list)
    """Called by the condition `search_matches(number, text)`."""
    _listed: dict[str, Sequence[tuple[int, str]]] = field(factory=dict)

    def sql(self, node: Node) -> Sql:
        """Return the condition for a card, whose rows are `s` of search_cards and `c` of cards."""
        match node:
            case Everything():
                return "TRUE", []
            case Not(inner):
                condition, values = self.sql(inner)
                return f"NOT coalesce({condition}, FALSE)", values
            case And(nodes) | Or(nodes):
                parts = [self.sql(part) for part in nodes]
                joint = " AND " if isinstance(node, And) else " OR "
                return f"({joint.join(part for part, _ in parts)})", [value for _, values in parts for value in values]
            case State(state):
                return state_sql(state, self.today.day, self.by_deck(self.today.leech_lapses, LEECH_LAPSES))
            case Property():
                return property_sql(node, self.today.day, self.recall)
            case Recent():
                return recent_sql(node, self.today.day)
            case _:
                return self.text(node)

    def text(self, node: Words | WholeWords | Regex | Field | Deck | Tag | Ids) -> Sql:
        """Return the condition for what a card says, and where it is."""
        match node:
            case Words(glob):
                return self.words(glob)
            case WholeWords(glob):
                return self.whole_words(glob)
            case Regex(source):
                return self.shown(regex(source), lambda text: text)
            case Field():
                return self.field(node)
            case Deck(glob):
                return self.deck(glob)
            case Tag():
                return self.tag(node)
            case Ids("cid", ids):
                return "s.card IN (SELECT value FROM json_each(?))", [json.dumps(ids)]
            case Ids(_, ids):
                return _OF_FACTS, [json.dumps([f"{PART}{one}{PART}" for one in ids])]

    # Words

    def words(self, glob: str) -> Sql:
        """Return the condition that a text stands in the card's words."""
        found = list(pieces(glob))
        if all(kind == "*" for kind, _ in found):
            return "TRUE", []
        if len(found) == 1 and found[0][0] == "text":
            return "instr(s.words, ?) > 0", [fold(found[0][1])]
        number = self.matcher(wildcards(glob), lambda text: text)
        return "(s.words LIKE ? ESCAPE '\\' AND search_matches(?, s.words))", [like(glob), number]

    def whole_words(self, glob: str) -> Sql:
        """Return the condition that a text stands in the card's words between borders of words."""
        if not glob:
            return "TRUE", []
        guard, values = self.guard([text for kind, text in pieces(glob) if kind == "text"])
        number = self.matcher(wildcards(glob, *WORD), lambda text: text)
        return f"({guard}search_matches(?, s.words))", [*values, number]

    def shown(self, pattern: Pattern, part: Callable[[str], str]) -> Sql:
        """Return the condition that a regular expression matches in the words as they are written, or in a field of them."""
        guard, values = self.guard(certain(pattern))
        number = self.matcher(pattern, part)
        text = "(SELECT t.shown FROM search_shown AS t WHERE t.id = s.id)"
        return f"({guard}search_matches(?, {text}))", [*values, number]

    def guard(self, texts: Iterable[str]) -> Sql:
        """Return a condition, with its AND, that keeps those cards from a closer look that do not have all of these texts."""
        wanted = [folded for text in texts if (folded := fold(text))]
        return "instr(s.words, ?) > 0 AND " * len(wanted), list(wanted)

    def matcher(self, pattern: Pattern, part: Callable[[str], str]) -> int:
        """Keep a pattern, to be tried with a part of what it is called with; return its number."""
        matches = matching(Matcher(pattern, self.deadline), pattern)
        self.matchers.append(lambda text: matches(part(text)))
        return len(self.matchers) - 1

    # Fields

    def field(self, node: Field) -> Sql:
        """Return the condition on one field. Raises `UsageError` for the name of a relation that no card has."""
        if node.name in _LISTED:
            return self.listed(_LISTED[node.name], node.text, is_regex=node.is_regex)
        if node.name in FIELDS:
            return self.written(node.name, node.text, is_regex=node.is_regex)
        relations = [value for _, value in self.values("relation")]
        pattern = Matcher(wildcards(node.name, *WHOLE), self.deadline)
        if not any(pattern.matches(fold(value)) for value in relations):
            raise UsageError(_unknown(node.name, relations))
        of_relation, names = self.listed("relation", node.name, is_regex=False)
        condition, values = self.written("value", node.text, is_regex=node.is_regex)
        return f"({of_relation} AND {condition})", [*names, *values]

    def written(self, name: str, text: str, *, is_regex: bool) -> Sql:
        """Return the condition that a part of the card's words is a text, or has what a regular expression matches."""
        place = _WRITTEN.index(name)
        if is_regex:
            return self.shown(regex(text), lambda shown: _part(shown, place))
        if text in _ANYTHING:
            return "TRUE", []
        guard, values = self.guard([piece for kind, piece in pieces(text) if kind == "text"])
        number = self.matcher(wildcards(text, *WHOLE), lambda words: _part(words, place))
        return f"({guard}search_matches(?, s.words))", [*values, number]

    def listed(self, column: str, text: str, *, is_regex: bool) -> Sql:
        """Return the condition that a column names one of those values that a text or a regular expression means."""
        if text in _ANYTHING and not is_regex:
            return "TRUE", []
        pattern = regex(text) if is_regex else wildcards(text, *WHOLE)
        return self.naming(column, Matcher(pattern, self.deadline), as_it_is=is_regex)

    def naming(self, column: str, matcher: Matcher, *, as_it_is: bool) -> Sql:
        """Return the condition that a column names a value that matches, as it is or folded."""
        found = [number for number, value in self.values(column) if matcher.matches(value if as_it_is else fold(value))]
        return f"s.{column} IN (SELECT value FROM json_each(?))", [json.dumps(found)]  # noqa: S608 - a constant

    def values(self, word: str) -> "Sequence[tuple[int, str]]":
        """Return the values that a column can name, with their numbers."""
        if word not in self._listed:
            rows = self.database.rows("SELECT id, value FROM search_values WHERE word = ?", (word,))
            self._listed[word] = [(number, value) for number, value in rows]
        return self._listed[word]

    def tag(self, node: Tag) -> Sql:
        """Return the condition that a fact of the card has a tag, or one below it."""
        if node.text is None:
            return "s.tags IN (SELECT id FROM search_values WHERE word = 'tags' AND value = '')", []
        if node.is_regex:
            return self.naming("tags", Matcher(regex(node.text), self.deadline), as_it_is=True)
        if node.text == "*":
            return "TRUE", []
        if not node.text:
            return "FALSE", []
        below, values = self.listed("tags", f"{node.text}::*", is_regex=False)
        own, more = self.listed("tags", node.text, is_regex=False)
        return f"({own} OR {below})", [*more, *values]

    # Decks

    def deck(self, glob: str) -> Sql:
        """Return the condition that the card is in a deck, or below it."""
        numbers = [number for _, number in self.decks(glob)]
        ranges = " OR ".join(["s.id >= ? AND s.id < ?"] * len(numbers)) or "FALSE"
        return f"({ranges})", [edge * IDS_OF_DECK for number in numbers for edge in (number, number + 1)]

    def decks(self, glob: str) -> list[tuple[str, int]]:
        """Return the decks that a text means, and those below them, with their numbers in the index."""
        own = Matcher(wildcards(glob, *WHOLE), self.deadline)
        below = Matcher(wildcards(f"{glob}::*", *WHOLE), self.deadline)
        rows = self.database.rows("SELECT deck, number FROM search_decks ORDER BY number")
        return [(deck, number) for deck, number in rows if own.matches(fold(deck)) or below.matches(fold(deck))]

    def recall(self, span: Callable[[float], float]) -> Sql:
        """Return the days, as a multiple of stability, after which recall has fallen to a chance, by the curve of each deck.

        `span` gives it for one exponent.
        """
        return self.by_deck({deck: span(decay) for deck, decay in self.today.decays.items()}, span(self.today.decay))

    def by_deck(self, numbers: Mapping[str, float], other: float) -> Sql:
        """Return the SQL for a number that some decks have one of their own for."""
        if not numbers:
            return "?", [other]
        cases = " ".join(["WHEN ? THEN ?"] * len(numbers))
        return f"(CASE c.deck {cases} ELSE ? END)", [*(value for pair in numbers.items() for value in pair), other]


def letters_of(node: Node) -> str:
    """Return the FTS5 query of which cards a search can mean; nothing where letters do not tell."""
    match node:
        case Words(glob) | WholeWords(glob):
            texts = [text for kind, text in pieces(glob) if kind == "text"]
        case Regex(source):
            texts = certain(regex(source))
        case Field(name, text, is_regex) if name in _WRITTEN or name not in FIELDS:
            texts = certain(regex(text)) if is_regex else [piece for kind, piece in pieces(text) if kind == "text"]
        case And(nodes):
            return " AND ".join(filter(None, map(letters_of, nodes)))
        case Or(nodes):
            found = [letters_of(part) for part in nodes]
            return "({})".format(" OR ".join(f"({part})" for part in found)) if all(found) else ""
        case _:
            return ""
    return " AND ".join(filter(None, (search_letters.asked(fold(text)) for text in texts)))


def _part(words: str, place: int) -> str:
    """Return one field of a card's words, as `Entry.shown` holds them: one of `_WRITTEN`, by its place there."""
    front, back, others, subjects, given, values = words.split(FIELD)
    if place == 0:
        return front
    if place == 1:
        return back
    answers = f"{back}{PART}{others}" if others else back
    if place == 2:
        return values or answers
    if place == 3:
        return given or (values or subjects).partition(PART)[0]
    return subjects or answers


def _unknown(name: str, relations: Sequence[str]) -> str:
    from quiz.text.closeness import nearest

    near = nearest(name, [*FIELDS, *relations])
    hint = f"Did you mean “{near}:”? " if near else ""
    shown = ", ".join(sorted(relations)[:10]) or "none yet"
    return (
        f"No relation is called “{name}”, and it is no word of a search. {hint}Relations are {shown}; words before a colon are "
        f"{', '.join(FIELDS)}, deck, tag, is, prop and others. For text with a colon in it, write \\: for the colon."
    )
