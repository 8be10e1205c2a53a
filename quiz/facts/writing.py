"""Writing decks: to plain data, which is what a deck file holds, and from there to TOML."""

import os
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from quiz.errors import UsageError
from quiz.facts.deck import Deck, anywhere
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.loading import DECK_FILE
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import Boolean, Listed, SetOf, Value, written


def to_data(deck: Deck) -> dict[str, Any]:
    """Return a deck as tables, lists and texts, as its file holds it. Reading them gives an equal deck."""
    keys = {source: key for key, source in deck.sources.items()}
    head = {"id": deck.id, "title": deck.title, "lang": deck.lang, "description": deck.description}
    head |= {"as_of": deck.as_of.edtf if deck.as_of else "", "subject_label": deck.subject_label}
    return {
        "deck": _filled(head),
        "sources": {key: _source(source) for key, source in deck.sources.items()},
        "terms": {name: _term(term) for name, term in deck.terms.items()},
        "relations": {name: _relation(relation) for name, relation in deck.relations.items()},
        "facts": [_fact(fact, keys) for fact in deck.facts],
    }


def dump(deck: Deck, path: str | PathLike[str]) -> None:
    """Write a deck to a `.toml` file, or to `deck.toml` in a folder. Loading it gives an equal deck.

    The file is replaced in one step. Raises `UsageError` when it cannot be written.
    """
    import tomlkit

    target = Path(path)
    if "\0" in str(target):
        raise UsageError("The path holds a NUL character.")
    file = target if target.suffix.casefold() == ".toml" else target / DECK_FILE
    text = tomlkit.dumps({key: part for key, part in to_data(deck).items() if part})
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f".{file.name}.{os.getpid()}")
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}") from error


def _source(source: Source) -> dict[str, Any]:
    date = source.date.edtf if source.date else ""
    return _filled({"title": source.title, "publisher": source.publisher, "url": source.url, "date": date})


def _term(term: Term) -> dict[str, Any]:
    return _filled({"type": term.type, "aliases": [*term.aliases], "was": [*term.was], "broader": [*term.broader]})


def _relation(relation: Relation) -> dict[str, Any]:
    texts = {name: getattr(relation, name) for name in ("subject", "value", "label", "ask", "ask_back", "say", "unit", "lang")}
    flags = {name: getattr(relation, name) for name in ("many", "complete", "strict")}
    tolerance = str(relation.tolerance) if relation.tolerance else ""
    kinds = {} if relation.kinds is None else {"kinds": [*relation.kinds]}
    return _filled({**texts, **flags, "tolerance": tolerance}) | kinds


def _fact(fact: Fact, keys: Mapping[Source, str]) -> dict[str, Any]:
    dates = {name: date.edtf for name in ("since", "until", "as_of") if (date := getattr(fact, name))}
    status = "" if fact.status is Status.STATED else str(fact.status)
    own = {"status": status, "according_to": fact.according_to, "tags": sorted(fact.tags), "id": fact.id}
    stated = {"subject": fact.subject, "relation": fact.relation, "value": _value(fact.value)}
    return stated | dates | _filled({**own, "source": _citations(fact.sources, keys)})


def _citations(sources: Iterable[Source], keys: Mapping[Source, str]) -> list[Any]:
    named = [(keys[anywhere(source)], source.locator) for source in sources]
    return [{"key": key, "at": place} if place else key for key, place in named]


def _value(value: Value) -> object:
    match value:
        case Boolean(true):
            return true
        case Listed(items) | SetOf(items):
            return [_value(item) for item in items]
        case _:
            return written(value)


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: found for key, found in table.items() if found not in (None, "", [], False)}
