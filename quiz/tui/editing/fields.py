"""The fields of the form of a fact: lines of text that complete what is known, and through which choices can be gone."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.suggester import Suggester
from textual.widgets import Input, Static

from quiz.facts.fact import Status
from quiz.text.safe import safe_line
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from quiz.facts.deck import Deck
    from quiz.facts.relation import Relation

ROWS: tuple[tuple[str, ...], ...] = (
    ("subject",),
    ("relation",),
    ("value",),
    ("since", "until", "as_of"),
    ("status", "according_to"),
    ("source", "at"),
    ("accept", "wrong"),
    ("front",),
    ("note",),
    ("tags",),
)
"""The fields, row by row."""
_LABELS = {"as_of": "As of", "according_to": "According to", "accept": "Also right", "wrong": "Wrong"}
_PLACEHOLDERS = {
    "subject": "What it is about",
    "relation": "What is said of it; {key} chooses one",
    "since": "from",
    "until": "to",
    "as_of": "date",
    "status": "stated, {key} others",
    "according_to": "who says so",
    "source": "{key} chooses one",
    "at": "page, paragraph",
    "accept": "with ; between them",
    "wrong": "to pick from, with ; between",
    "front": "Shown instead of the question; ⏎ begins a line",
    "note": "Shown with the answer; ⏎ begins a line",
    "tags": "words with ; between them",
}
_VALUES = {
    "date": "A date, such as 1945-09-02, 1959 or c. 886",
    "quantity": "A number with its unit, such as 12.5 km",
    "boolean": "yes or no",
    "list": "One after the other, with ; between them",
    "set": "All of them, with ; between them",
    "cloze": "A sentence with {{c1::a blank}}",
    "picture": "The path of a picture in the deck’s folder",
    "sound": "The path of a sound in the deck’s folder",
}


class Known(Suggester):
    """Completes a text to the first known name that begins with it, in any case."""

    def __init__(self, names: Iterable[str]) -> None:
        """Know these names."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._names = sorted({(one.casefold(), one) for name in names if (one := safe_line(name))})

    async def get_suggestion(self, value: str) -> str | None:
        """Return the name that is meant."""
        wanted = value.casefold()
        at = bisect_left(self._names, (wanted, ""))
        if not wanted or at == len(self._names) or not self._names[at][0].startswith(wanted):
            return None
        name = self._names[at][1]
        return name if len(name) > len(value) else None


class Row(Vertical):
    """One row of labelled fields, and below it what is wrong with them or how they are understood."""

    def __init__(self, names: Sequence[str], key: str) -> None:
        """Make the row of some parts of the fact; `key` chooses where there is something to choose."""
        super().__init__(
            Horizontal(*(_entry(name, key, first=name == names[0]) for name in names), classes="entries"), Static(classes="said")
        )
        self.names = names

    def say(self, wrong: str, understood: str = "") -> None:
        """Say what is wrong, or else how what was written is understood."""
        line = self.query_one(".said", Static)
        line.display = bool(wrong or understood)
        line.set_class(bool(wrong), "-wrong")
        line.update(plain(f"✗ {wrong}" if wrong else understood))


def _entry(name: str, key: str, *, first: bool) -> Horizontal:
    """Return the labelled field of a part of the fact."""
    return Horizontal(
        Static(_LABELS.get(name, name.title()), classes="label"),
        Input(id=name, placeholder=_PLACEHOLDERS.get(name, "").format(key=key), compact=True),
        classes="entry" if first else "entry -more",
    )


def choices(deck: "Deck", part: str) -> list[str]:
    """Return what can be chosen for a part of a fact; nothing where it can be anything."""
    match part:
        case "relation":
            return [safe_line(name) for name in deck.relations]
        case "status":
            return [str(status) for status in Status]
        case "source":
            return list(dict.fromkeys(source.title for source in deck.sources.values()))
        case _:
            return []


def known_names(deck: "Deck", part: str) -> Iterable[str]:
    """Return the names to which a part of a fact is completed."""
    match part:
        case "subject":
            return {*deck.terms, *(fact.subject for fact in deck.facts)}
        case "according_to":
            return {fact.according_to for fact in deck.facts if fact.according_to}
        case "tags":
            return {tag for fact in deck.facts for tag in fact.tags}
        case _:
            return choices(deck, part)


def known_values(deck: "Deck", relation: "Relation | None") -> Iterable[str]:
    """Return the values to which a relation's value is completed: terms of its type, and what others have."""
    if relation is None:
        return ()
    terms = {term.name for term in deck.terms.values() if relation.is_term and term.type == relation.value}
    if relation.is_term or relation.value == "text":
        terms |= {str(fact.value) for fact in deck.by_relation.get(relation.name, ())}
    return terms


def expected(relation: "Relation | None") -> str:
    """Return what stands in the empty field of a value."""
    if relation is None:
        return "What is true"
    if relation.is_term:
        return f"The name of a {relation.value}"
    hint = _VALUES.get(relation.value, "What is true")
    return f"A number; its unit is {relation.unit}" if relation.value == "quantity" and relation.unit else hint
