"""The short way for decks of plain facts that nobody has studied: each is a note, and what cards it has is told by its relation.

What comes of them is what comes of them the long way, without an object for each card.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1
from json import dumps
from json.encoder import encode_basestring
from operator import itemgetter
from typing import Final
from unicodedata import normalize
from zlib import crc32

from attrs import fields, frozen

from quiz.cards.card import Kind
from quiz.cards.identity import plain_ids
from quiz.cards.index import Index
from quiz.cards.prompts import Prompts
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.values import Text
from quiz.formats.anki.hidden import harmless
from quiz.formats.anki.writing.content import Row
from quiz.formats.anki.writing.html import plain_html
from quiz.formats.anki.writing.models import BESIDES, kinds_of
from quiz.formats.anki.writing.sorting import words as sorted_by

_UNSAID: Final = (
    "since",
    "until",
    "as_of",
    "according_to",
    "sources",
    "id",
    "wrong",
    "accept",
    "note",
    "feedback",
    "front",
    "kept",
)
_BARE: Final = 3
"""Parts of a fact that has nothing beside what it states."""
_ALL: Final = len(fields(Fact))
_whole: Final = itemgetter(*_UNSAID)
_NOTHING: Final = tuple(getattr(Fact, name) for name in _UNSAID)
_FIRST: Final = frozenset({Kind.FORWARD, Kind.BACKWARD})
_MORE: Final = re.compile(r"[^ !#-%'-;=?-Z^-z|~\]]")
"""What may mean something in HTML, in JSON or in a hidden field, or be written in two ways."""


@frozen(eq=False)
class Plain:
    """The facts of one relation."""

    relation: Relation
    kinds: tuple[Kind, ...]
    places: Sequence[int]
    """Where they are in the deck."""
    facts: Sequence[Fact]

    @property
    def cards(self) -> int:
        """How many cards they have."""
        return len(self.facts) * len(self.kinds)

    def guids(self, deck: Deck) -> Iterator[str]:
        """Yield what each note is known by: the id of its first card."""
        kind = self.kinds[0]
        given = (fact.subject if kind is Kind.FORWARD else fact.value.key for fact in self.facts)
        return plain_ids(deck.id, self.relation.name, kind, given)


def plain_relations(deck: Deck) -> list[Plain] | None:
    """Return the relations of a deck whose facts all are plain, with a card of its own for each in every kind; else nothing."""
    if any(not _may_be(deck.relations[name]) for name in deck.by_relation):
        return None
    if any(term.picture is not None for term in deck.terms.values()):
        return None
    places: dict[str, list[int]] = {}
    for place, fact in enumerate(deck.facts):
        if type(fact.value) is not Text or fact.status is not Status.STATED or _says_more(fact):
            return None
        places.setdefault(fact.relation, []).append(place)
    index = Index(deck)
    frames = Prompts.of(index).frames
    found = []
    for name, facts in deck.by_relation.items():
        relation = deck.relations[name]
        kinds = kinds_of(relation)
        if any((name, kind) not in frames for kind in kinds):
            return None
        values = {fact.value.key for fact in facts}
        if len({fact.subject for fact in facts}) != len(facts) or (Kind.BACKWARD in kinds and len(values) != len(facts)):
            return None
        found.append(Plain(relation, kinds, places[name], facts))
    return found


def _may_be(relation: Relation) -> bool:
    kinds = kinds_of(relation)
    return bool(kinds) and not relation.apart and _FIRST.issuperset(kinds) and len(kinds) == len(relation.asked)


def _says_more(fact: Fact) -> bool:
    said = fact.__dict__
    if len(said) == _BARE:
        return False
    return _whole(said) != _NOTHING if len(said) >= _ALL else any(map(said.get, _UNSAID))


def rows(  # noqa: PLR0917 - what all rows share
    plain: Plain, first: int, type: int, at: int, guids: Iterator[str], tags: Mapping[frozenset[str], str]
) -> Iterator[Row]:
    """Yield the rows of notes, with ids from `first` on; `at` is in seconds since the epoch, and `tags` are as Anki has them."""
    tail = "\x1f" * (len(plain.kinds) + len(BESIDES) + (len(plain.kinds) if len(plain.kinds) > 1 else 0))
    special, relation = _MORE.search, f'","relation":{encode_basestring(plain.relation.name)},"value":"'
    from_bytes = int.from_bytes
    plainly = harmless(relation) == relation

    number = first - 1
    # One loop, and nothing called that need not be: this is done for each note.
    for fact, guid, place in zip(plain.facts, guids, plain.places, strict=True):
        number += 1
        subject, value, tagged = fact.subject, fact.value.text, fact.tags  # type: ignore[union-attr]
        if plainly and not tagged and special(subject) is None and special(value) is None:
            shown = f"{subject}\x1f{value}{tail}"
            stated, words, encoded = f'{{"subject":"{subject}{relation}{value}"}}', subject, shown.encode()
        else:
            told = f',"tags":{dumps(sorted(tagged), ensure_ascii=False, separators=(",", ":"))}' if tagged else ""
            shown = f"{plain_html(subject)}\x1f{plain_html(value)}{tail}"
            words, encoded = sorted_by(plain_html(subject)), normalize("NFC", shown).encode("utf-8", "replace")
            stated = harmless(f'{{"subject":{encode_basestring(subject)[:-1]}{relation[:-1]}{encode_basestring(value)}{told}}}')
        known_by = from_bytes(sha1(words.encode(), usedforsecurity=False).digest()[:4], "big")
        hidden = f'{shown}\x1f{{"at":[{place}],"facts":[{stated}],"sum":"{crc32(encoded):x}"}}'
        yield number, guid, type, at, -1, tags[tagged], hidden, words, known_by, 0, ""
