"""Facts from the data that was kept of a settled deck: what `quiz.facts.writing` wrote, read back in the shortest way.

Texts are made safe all the same, for what is kept may have come from another device.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from quiz.errors import UsageError
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.fields import Places
from quiz.facts.reading import read_deck
from quiz.facts.relation import Relation
from quiz.facts.values import Boolean, Text, Value, list_or_set, parse_value, text_of

_STATED = frozenset({"subject", "relation", "value"})
_NO_PARTS = _STATED | {"source"}


def head_of(vocabulary: Mapping[str, Any]) -> Deck:
    """Return a deck without its facts, from the data of everything else. Raises `UsageError` where it holds no deck."""
    reading = read_deck(vocabulary, Places("", lambda _: None), lambda *_: ())
    # A program may make a deck in which two terms share a name; its names then mean neither, and nothing is lost by it. And a
    # contrast speaks of subjects of which nothing is stated here.
    errors = [problem for problem in reading.errors if problem.code not in {"shared-name", "unknown-subject"}]
    if errors or reading.deck is None:
        raise UsageError("; ".join(problem.message for problem in errors))
    return reading.deck


def restored(data: Mapping[str, Any]) -> Deck:
    """Return a whole deck from the data that `quiz.facts.writing.to_data` made of it.

    Raises `UsageError` where it holds no deck, or states what its own vocabulary does not allow.
    """
    head = head_of({key: found for key, found in data.items() if key != "facts"})
    with no_collecting():
        return head.of_settled(facts_of(head, data.get("facts", ())))


def facts_of(head: Deck, data: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """Yield the facts of a deck, in the words of its `head`. Raises `UsageError` for data that states nothing in them."""
    relations = head.relations
    try:
        for stated in data:
            relation = relations[stated["relation"]]
            value = value_of_kept(stated["value"], relation)
            subject = text_of(stated["subject"])
            if not subject:
                raise UsageError("A fact that was kept has no subject.")
            if len(stated) > len(_STATED):
                yield Fact.of_kept(subject, relation.name, value, _parts(head, stated))
            else:
                yield Fact.plain(subject, relation.name, value)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        message = f"A fact that was kept cannot be read: {error}"
        raise UsageError(message) from error


def value_of_kept(raw: object, relation: Relation) -> Value:
    """Return a value of a relation from what was kept of it. Raises `ValueError` and `TypeError` where that is none."""
    kind = relation.value
    if isinstance(raw, bool):
        return Boolean(raw)
    if isinstance(raw, list):
        of = relation.of or "text"
        return list_or_set(kind if kind in {"list", "set"} else "list", [_single(item, of) for item in raw])
    return _single(raw, kind)


def _single(raw: object, kind: str) -> Value:
    if not isinstance(raw, str):
        if isinstance(raw, bool):
            return Boolean(raw)
        message = f"{raw!r} is no value"
        raise TypeError(message)
    return Text(raw) if kind == "text" else parse_value(raw, kind)


def _parts(head: Deck, stated: Mapping[str, Any]) -> Mapping[str, Any]:
    parts = {key: found for key, found in stated.items() if key not in _NO_PARTS}
    if "source" in stated:
        parts["sources"] = tuple(_cited(head, cited) for cited in stated["source"])
    return parts


def _cited(head: Deck, cited: str | Mapping[str, str]) -> Source:
    if isinstance(cited, str):
        return head.sources[cited]
    return evolve(head.sources[cited["key"]], locator=cited["at"])
