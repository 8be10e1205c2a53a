"""Decks of quiz that went to Anki: their facts, as a field of their notes that is hidden there has them.

Where a note was edited in Anki since, its words there count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from quiz.errors import UsageError
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound
from quiz.facts.media_named import media_of, media_of_fact
from quiz.facts.restoring import facts_of, head_of
from quiz.facts.values import RichText, Text, Value, text_of
from quiz.formats.anki.hidden import FIELD, Form, Hidden, HiddenType, hidden_of, hidden_type, summed
from quiz.formats.anki.notetypes import NoteType
from quiz.formats.anki.plain import NOT_PLAIN
from quiz.formats.anki.writing.html import plain_html, rich_html, value_html
from quiz.formats.anki.writing.naming import media_name, tag_name
from quiz.formats.format import MediaFile, Opened, Record, Taken
from quiz.formats.html_text import from_html

_WORDS: Final[Mapping[Form, tuple[str, str]]] = {"fact": ("Subject", "Value"), "cloze": ("Text", "Text"), "card": ("", "")}


@frozen(eq=False)
class OwnDeck:
    """A deck of quiz that is being read."""

    head: Deck
    facts: dict[int, list[tuple[str, Fact]]] = field(factory=dict)
    """The facts, each with where it came from, by their places in the deck."""
    known: set[str] = field(factory=set)
    """The facts that are there, in their own words."""
    added: list[tuple[str, Fact]] = field(factory=list)
    """Those that were written in Anki."""


@frozen(eq=False)
class Asked:
    """A card of a note of quiz, as its history knows it."""

    deck: str
    fact: str
    kind: str
    number: int
    card: str


class OwnNotes:
    """The notes of quiz's own note types in a collection."""

    def __init__(self, types: Iterable[NoteType], only: str | None) -> None:
        """Find the note types that are quiz's; all facts go to the deck `only`, if one is named."""
        self.types: dict[int, tuple[NoteType, HiddenType]] = {}
        self.decks: dict[str, OwnDeck] = {}
        found = [(one, hidden) for one in types if FIELD in one.fields and (hidden := hidden_type(one.data.get(FIELD)))]
        for id in dict.fromkeys(hidden.deck for _, hidden in found):
            own = [(one, hidden) for one, hidden in found if hidden.deck == id]
            try:
                head = head_of(_joined([hidden.vocabulary for _, hidden in own]))
                head = evolve(head, id=only or head.id)
            except (UsageError, ValueError, TypeError, LookupError, AttributeError):
                continue
            self.types |= {one.id: (one, hidden) for one, hidden in own}
            deck = self.decks.setdefault(head.id, OwnDeck(head))
            for _, hidden in own:
                self._add(deck, "", Hidden(hidden.rest))
        self._only = only

    def media(self) -> Iterator[str]:
        """Yield the names of the media that the decks name."""
        for deck in self.decks.values():
            for medium in media_of(deck.head):
                yield media_name(medium.path)
            for fact in self._facts(deck):
                yield from (media_name(medium.path) for medium in media_of_fact(fact))

    def take(self, note_type: int, where: str, fields: Sequence[str], tags: frozenset[str]) -> "Taking":
        """Take a note with cards of these numbers. Raises `ValueError` where nothing can be made of it."""
        of, hidden_of_type = self.types[note_type]
        deck = self.decks[self._only or hidden_of_type.deck]
        values = dict(zip(of.fields, fields, strict=True))
        raw = values.pop(FIELD)
        hidden = hidden_of(raw)
        if hidden_of_type.form == "fact" and len(hidden.facts) == 1:
            hidden = evolve(hidden, facts=(_told(hidden.facts[0], values, hidden_of_type.relation, deck.head),))
        if not hidden.facts:
            fact = _written(values, hidden_of_type, deck.head, tags)
            deck.added.append((where, fact))
            return Taking(deck.head.id, hidden_of_type, fact, hidden)
        facts = self._add(deck, where, hidden, lambda fact: _edited(fact, hidden, hidden_of_type.form, values, tags))
        return Taking(deck.head.id, hidden_of_type, facts[0], hidden)

    def _add(self, deck: OwnDeck, where: str, hidden: Hidden, edited: Any = lambda fact: fact) -> list[Fact]:  # noqa: ANN401
        """Add the facts of a note to a deck, those that are there already left out."""
        from json import dumps

        made = []
        fresh: set[str] = set()
        for place, data in hidden.facts:
            try:
                fact = next(facts_of(deck.head, (data,)))
            except UsageError as error:
                raise ValueError(str(error).rstrip(".")) from None
            if len(hidden.facts) == 1:
                fact = edited(fact)
            made.append(fact)
            name = dumps(data, sort_keys=True)
            if name not in deck.known:
                fresh.add(name)
                deck.facts.setdefault(place, []).append((where, fact))
        deck.known.update(fresh)
        return made

    def closed(self, opened: Mapping[str, Deck], files: Mapping[str, MediaFile]) -> Iterator[Record]:
        """Yield the decks with their facts; of those that hold notes of Anki too, `opened` has what came of these."""
        for deck in self.decks.values():
            named = {medium.path for fact in self._facts(deck) for medium in media_of_fact(fact)}
            named |= {medium.path for medium in media_of(deck.head)}
            found = {path: files[media_name(path)] for path in sorted(named) if media_name(path) in files}
            head, other = deck.head, opened.get(deck.head.id)
            if other is not None:
                head = evolve(head, relations={**other.relations, **head.relations}, kept=other.kept)
                found |= {path: file for path, file in files.items() if path not in found}
            yield Opened(head, found)
            for _, several in sorted(deck.facts.items()):
                yield from (Taken(where, (fact,), head.id) for where, fact in several)
            yield from (Taken(where, (fact,), head.id) for where, fact in deck.added)

    def _facts(self, deck: OwnDeck) -> Iterator[Fact]:
        yield from (fact for several in deck.facts.values() for _, fact in several)
        yield from (fact for _, fact in deck.added)


@frozen
class Taking:
    """A note that was taken."""

    deck: str
    type: HiddenType
    fact: Fact
    hidden: Hidden

    def asked(self, number: int, guid: str) -> Asked:
        """Return what a card of it is to quiz."""
        name = self.fact.id or self.fact.key
        match self.type.form:
            case "fact":
                kind = self.type.kinds[number] if number < len(self.type.kinds) else "forward"
                return Asked(self.deck, name, kind, 0, "")
            case "cloze":
                return Asked(self.deck, name, "cloze", number + 1, "")
            case _:
                return Asked(self.deck, name, "", 0, guid)


def _joined(several: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one vocabulary of those that a deck's note types have, which may have come at different times."""
    found: dict[str, Any] = {**several[0]}
    for section in ("sources", "terms", "relations"):
        parts = [part for one in reversed(several) if isinstance(part := one.get(section), dict)]
        found[section] = {key: value for part in parts[-1:] + parts[:-1] for key, value in part.items()}
    return found


def _told(
    placed: tuple[int, Mapping[str, Any]], values: Mapping[str, str], relation: str, head: Deck
) -> tuple[int, Mapping[str, Any]]:
    """Return a fact with what the fields of its note tell of it: its subject and its value, where nothing is hidden of them."""
    place, data = placed
    if "value" in data or relation not in head.relations:
        return placed
    subject, value = values.get("Subject", ""), values.get("Value", "")
    subject = text_of(subject) if not NOT_PLAIN.search(subject) else from_html(subject).plain
    if NOT_PLAIN.search(value) or head.relations[relation].value == "rich":
        found = from_html(value)
        value = found.rich if head.relations[relation].value == "rich" else found.plain
    if not subject or not value.strip():
        raise ValueError("In Anki, its subject or its value was emptied; fill it, or delete the note")
    return place, {"subject": subject, "relation": relation, "value": value, **data}


def _written(values: Mapping[str, str], hidden: HiddenType, head: Deck, tags: frozenset[str]) -> Fact:
    """Return the fact of a note that somebody wrote in Anki with one of quiz's note types."""
    names = _WORDS[hidden.form]
    if hidden.form == "card" or hidden.relation not in head.relations:
        raise ValueError("It was written in Anki with a note type of quiz that stands for single cards; write it in quiz")
    subject, value = (values.get(name, "") for name in names)
    if hidden.form == "cloze":
        sentence = Cloze(from_html(value).plain)
        return Fact(str(sentence), hidden.relation, sentence, tags=tags)
    found = from_html(value)
    rich = head.relations[hidden.relation].value == "rich"
    return Fact(from_html(subject).plain, hidden.relation, RichText(found.rich) if rich else Text(found.plain), tags=tags)


def _edited(fact: Fact, hidden: Hidden, form: Form, values: Mapping[str, str], tags: frozenset[str]) -> Fact:
    """Return a fact with what was changed in Anki since it was written there."""
    if {tag_name(tag).casefold() for tag in fact.tags} != {tag.casefold() for tag in tags}:
        own = {tag_name(tag).casefold(): tag for tag in fact.tags}
        fact = evolve(fact, tags=frozenset(own.get(tag.casefold(), tag) for tag in tags))
    if form == "card" or not (hidden.sum or values.get("Note")) or hidden.sum == summed(values.values()):
        return fact
    subject, value = (values.get(name, "") for name in _WORDS[form])
    note = from_html(values.get("Note", "")).rich
    changes: dict[str, Any] = {}
    if form == "cloze":
        changes = {"value": _sentence(value, fact.value)}
    else:
        words = from_html(subject).plain
        if words and words != from_html(plain_html(fact.subject)).plain:
            changes["subject"] = words
        changes["value"] = _value(value, fact.value)
    if not fact.feedback and note != from_html(rich_html(fact.note)).rich:
        changes["note"] = note
    return evolve(fact, **changes)


def _sentence(raw: str, own: Value) -> Value:
    from quiz.formats.anki.writing.blanks import sentence_html

    words = from_html(raw).plain
    if not isinstance(own, Cloze) or words == from_html(sentence_html(own)).plain:
        return own
    try:
        return Cloze(words)
    except ValueError:
        return own


def _value(raw: str, own: Value) -> Value:
    now, was = from_html(raw), from_html(value_html(own))
    if isinstance(own, Picture | Sound) or now.rich == was.rich or not now.plain or (now.media and now.plain == was.plain):
        return own
    return RichText(now.rich) if isinstance(own, RichText) else Text(now.plain)
