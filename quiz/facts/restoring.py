"""Facts from the data that was kept of a settled deck: what `quiz.facts.writing` wrote, read back in the shortest way.

Texts are made safe all the same, for what is kept may have come from another device.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from attrs import evolve

from quiz.errors import UsageError
from quiz.facts.collecting import no_collecting
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source, line_or_none, tags_of
from quiz.facts.fields import Places
from quiz.facts.reading import read_deck
from quiz.facts.relation import Relation
from quiz.facts.values import Boolean, Text, Value, list_or_set, parse_value, settled_rich, settled_text, text_of

_STATED = frozenset({"subject", "relation", "value"})
_QUICK = _STATED | {"tags", "id", "source"}
_AT_ONCE = 500
"""Facts whose texts are looked at together."""
_MOST_REMEMBERED = 10_000
_NO_PARTS = _STATED | {"source"}
_SETTLED: Mapping[str, Callable[[str], Value]] = {"text": settled_text, "rich": settled_rich}


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
    waiting = iter(data)
    relations, tags = head.relations, dict[tuple[str, ...], frozenset[str]]()
    texts = {name for name, relation in relations.items() if relation.value == "text"}
    try:
        while several := list(islice(waiting, _AT_ONCE)):
            are_settled = _are_settled(several)
            for stated in several:
                name = stated["relation"]
                if are_settled and name in texts and len(stated) == len(_STATED):
                    # As most facts are; `relations` has the one object of the name, for all of them.
                    yield Fact.plain(stated["subject"], relations[name].name, settled_text(stated["value"]))
                else:
                    yield _fact(head, stated, tags, is_settled=are_settled)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        message = f"A fact that was kept cannot be read: {error}"
        raise UsageError(message) from error


def _are_settled(several: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether all that is stated is texts of one line, in the very form that they would get."""
    texts = [text for stated in several for text in (stated["subject"], stated["value"])]
    if {*map(type, texts)} != {str}:
        return False
    whole = "|".join(texts)
    # Whatever would be changed in one of them would be changed here; but for spaces at its ends, which are inside now.
    return "" not in texts and "\n" not in whole and " |" not in whole and "| " not in whole and text_of(whole) == whole


def _fact(head: Deck, stated: Mapping[str, Any], known_tags: dict[tuple[str, ...], frozenset[str]], *, is_settled: bool) -> Fact:
    relation = head.relations[stated["relation"]]
    value: Value
    if is_settled:
        subject = stated["subject"]
        settled = _SETTLED.get(relation.value)
        value = settled(stated["value"]) if settled else value_of_kept(stated["value"], relation)
    else:
        value = value_of_kept(stated["value"], relation)
        subject = text_of(stated["subject"])
        if not subject:
            raise UsageError("A fact that was kept has no subject.")
    if len(stated) == len(_STATED):
        return Fact.plain(subject, relation.name, value)
    if not _QUICK.issuperset(stated):
        return Fact.of_kept(subject, relation.name, value, _parts(head, stated))
    parts: dict[str, Any] = {}
    if "tags" in stated:
        several = tuple(stated["tags"])
        if several not in known_tags and len(known_tags) < _MOST_REMEMBERED:
            known_tags[several] = tags_of(several)
        parts["tags"] = known_tags.get(several) or tags_of(several)
    if "id" in stated:
        parts["id"] = line_or_none(stated["id"])
    if "source" in stated:
        parts["sources"] = tuple(_cited(head, cited) for cited in stated["source"])
    return Fact.plain(subject, relation.name, value, **parts)


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
