"""Decks on their way in: what stands at a path, a deck that is started, and one that is taken in from its file."""

import os
import re
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from quiz.collection.places import BUNDLED, bundled_decks
from quiz.errors import DeckError, UsageError
from quiz.facts.loading import DECK_FILE, examine
from quiz.text.safe import safe_line

if TYPE_CHECKING:
    from quiz.collection.plan import Plan
    from quiz.errors import Problem
    from quiz.facts.deck import Deck

_HEAD = """\
# A deck of facts for quiz. “quiz check FOLDER” tells what is wrong with it, “quiz cards FOLDER” what it asks.

[deck]
id = {id}  # never changes afterwards: what you remember hangs on it
title = {title}
lang = "en"
"""
_EXAMPLE = """
# Where facts come from. A fact names its source by the key, and its place in it by “at”.
[sources.atlas]
title = "An atlas, put here as an example"

# What is said of things, and how it is asked. “value” is text, quantity, date, boolean, list, set, or a type of thing.
[relations.capital]
subject = "country"
value = "city"
ask = "What is the capital of {subject}?"
ask_back = "Which country's capital is {value}?"
say = "The capital of {subject} is {value}."

# A fact: a subject, and what is said of it. “since”, “until”, “as_of”, “status” and “according_to” may stand beside it.
[[facts]]
subject = "Uruguay"
capital = "Montevideo"
source = "atlas"
at = "page 1"

# Many facts are easier kept in a table beside this file, with a header such as: name,capital
# [[tables]]
# path = "countries.csv"
# subject = "name"
# source = "atlas"
"""
_NOT_IN_IDS = re.compile(r"(?:[^\w:-]|(?<!:):(?!:))+")
_TABLES = {".csv", ".tsv", ".jsonl", ".txt"}
_MOST_ENTRIES = 5_000
"""Entries of a folder that are looked through for what a path could go on with."""


class Kind(StrEnum):
    """What stands at a path."""

    DECK = "deck"
    TABLE = "table"
    OTHER = "other"
    """A file that may be another program's."""
    NOTHING = "nothing"


@frozen
class Place:
    """What stands at a path, as far as that shows without reading it."""

    kind: Kind
    says: str
    """In a few words: what it is, or why it is no deck."""


@frozen
class ReadDeck:
    """A deck that was read from its file, and is not taken in yet."""

    deck: "Deck"
    follows: str
    """The place that the collection will follow."""
    problems: "tuple[Problem, ...]"
    """What was found in it and does not keep it out."""


def deck_id(name: str) -> str:
    """Return the id that a name makes. Raises `UsageError` where nothing of it can stand in an id."""
    found = _NOT_IN_IDS.sub("-", safe_line(name).casefold()).strip("-:")
    if not any(character.isalnum() for character in found):
        raise UsageError(f"“{name}” makes no id for a deck; name the folder with letters or digits.")
    return found


def start_deck(folder: Path, title: str, *, identity: str | None = None, example: bool) -> Path:
    """Write the `deck.toml` of a new deck into a folder, which is made, and return it; `example` puts a relation and a fact in.

    Unless an id is given, it is made from the folder's name. Raises `UsageError` for a name that makes none, and where there is
    such a file; that is left as it is. Raises `OSError` where it cannot be written.
    """
    text = _HEAD.format(id=_quoted(identity or deck_id(folder.resolve().name)), title=_quoted(safe_line(title)))
    file = folder / DECK_FILE
    if file.exists():
        raise UsageError(f"{file} exists already; it was left as it is.")
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text + (_EXAMPLE if example else ""))
    return file


def expanded(path: str) -> Path:
    """Return a path as it was typed, with `~` for the user's folder; where nobody has the name after it, it stays as it is."""
    return Path(os.path.expanduser(path))  # noqa: PTH111 - it raises nothing


def place_at(path: str) -> Place:
    """Return what stands at a path; `~` is the user's folder. Nothing is read but names."""
    found = expanded(path)
    try:
        if found.is_dir():
            if (found / DECK_FILE).is_file():
                return Place(Kind.DECK, "a deck's folder")
            return Place(Kind.NOTHING, f"a folder without {DECK_FILE}: go on with what is in it")
        if not found.is_file():
            return Place(Kind.NOTHING, "there is nothing of that name")
    except (OSError, ValueError) as error:
        return Place(Kind.NOTHING, f"it cannot be looked at: {getattr(error, 'strerror', None) or error}")
    suffix = found.suffix.casefold()
    if suffix == ".toml":
        return Place(Kind.DECK, "a deck's file")
    if suffix in _TABLES:
        return Place(Kind.TABLE, "a table, which becomes a deck")
    return Place(Kind.OTHER, "another program's file, perhaps: it is imported once, and not followed")


def completions(path: str) -> list[str]:
    """Return how a path that was begun could go on, in order; folders end in a slash.

    Hidden ones are there only where their dot is.
    """
    folder, begun = os.path.split(path)
    place = expanded(folder or ".")
    try:
        with os.scandir(place) as entries:
            names = [
                entry.name + "/" * entry.is_dir()
                for entry in islice(entries, _MOST_ENTRIES)
                if entry.name.casefold().startswith(begun.casefold()) and entry.name.startswith(".") <= begun.startswith(".")
            ]
    except (OSError, ValueError):
        return []
    return [os.path.join(folder, name) for name in sorted(names, key=str.casefold)]  # noqa: PTH118 - as it was typed


def read_deck(path: str) -> ReadDeck:
    """Return the deck of a folder, file or table, or where there is none, the one that ships with quiz and has this id.

    Raises `DeckError` with every problem where it cannot be read without errors.
    """
    from quiz.facts.lint import lint

    place = expanded(path)
    bundled = None if place.exists() else bundled_decks().get(path)
    reading = examine(bundled or place)
    problems = sorted((*reading.problems, *lint(reading)), key=lambda problem: (problem.file, problem.line or 0))
    if reading.errors or reading.deck is None:
        raise DeckError(problems)
    return ReadDeck(reading.deck, BUNDLED + path if bundled else str(place.resolve()), tuple(problems))


def refuse_namesake(plan: "Plan", followed: str | None) -> None:
    """Raise `UsageError` for a deck that has the id of another one, from another place, and not one card in common with it.

    `followed` is the place that the deck of this id in the collection follows.
    """
    from quiz.collection.plan import Change

    if followed in {None, plan.path} or not plan.count(Change.RETIRED) or plan.count(Change.ADDED) != len(plan.cards):
        return
    raise UsageError(
        f"The collection has a deck “{plan.deck.id}” already, which follows {followed} and has other cards. "
        f"Give the one in {plan.path} an id of its own in a deck.toml, or take the other one out: quiz remove {plan.deck.id}"
    )


def _quoted(text: str) -> str:
    """Return text as a basic string of TOML, whose escapes are those of JSON."""
    from json import dumps

    return dumps(text, ensure_ascii=False)
