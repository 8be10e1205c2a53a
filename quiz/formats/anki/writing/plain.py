"""The short way for decks of plain facts that nobody has studied: each is a note, and what cards it has is told by its relation.

What comes of them is what comes of them the long way, without an object for each card.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from json import JSONEncoder
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
from quiz.formats.anki.writing.sorting import checksums
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
_AT_ONCE: Final = 1000
"""Notes that are made together."""
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
    if {type(fact.value) for fact in deck.facts} - {Text}:
        return None
    if any(fact.status is not Status.STATED or _says_more(fact) for fact in deck.facts if len(fact.__dict__) != _BARE):
        return None
    places = _places(deck)
    index = Index(deck)
    frames = Prompts.of(index).frames
    found = []
    for name, facts in deck.by_relation.items():
        relation = deck.relations[name]
        kinds = kinds_of(relation)
        if any((name, kind) not in frames for kind in kinds):
            return None
        if len({fact.subject for fact in facts}) != len(facts):
            return None
        if Kind.BACKWARD in kinds and len({fact.value.key for fact in facts}) != len(facts):
            return None
        found.append(Plain(relation, kinds, places[name], facts))
    return found


def _places(deck: Deck) -> Mapping[str, Sequence[int]]:
    """Return where the facts of each relation are."""
    if len(deck.by_relation) == 1:
        return {name: range(len(facts)) for name, facts in deck.by_relation.items()}
    places: dict[str, list[int]] = {name: [] for name in deck.by_relation}
    for place, fact in enumerate(deck.facts):
        places[fact.relation].append(place)
    return places


def _may_be(relation: Relation) -> bool:
    kinds = kinds_of(relation)
    return bool(kinds) and not relation.apart and _FIRST.issuperset(kinds) and len(kinds) == len(relation.asked)


def _says_more(fact: Fact) -> bool:
    said = fact.__dict__
    if len(said) == _BARE:
        return False
    return _whole(said) != _NOTHING if len(said) >= _ALL else any(map(said.get, _UNSAID))


def rows(plain: Plain, first: int, type: int, guids: Iterator[str], tags: Mapping[frozenset[str], str]) -> Iterator[Row]:
    """Return the rows of notes, with ids from `first` on; `tags` are as Anki has them."""
    tail = "\x1f" * (len(plain.kinds) + len(BESIDES) + (len(plain.kinds) if len(plain.kinds) > 1 else 0))
    relation = f'","relation":{encode_basestring(plain.relation.name)},"value":"'
    plainly = harmless(relation) == relation

    def several(start: int) -> Iterator[Row]:
        # Nothing is called for each note that can be done for many: this is most of the time that a package takes.
        facts = plain.facts[start : start + _AT_ONCE]
        places = plain.places[start : start + _AT_ONCE]
        subjects = [fact.subject for fact in facts]
        values: list[str] = [fact.value.text for fact in facts]  # type: ignore[union-attr]
        tagged = [fact.tags for fact in facts]
        if plainly and not any(tagged) and not _MORE.search("".join(subjects)) and not _MORE.search("".join(values)):
            stated = [f'{{"subject":"{subject}{relation}{value}"}}' for subject, value in zip(subjects, values, strict=True)]
            words = subjects
        else:
            listed = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
            ends = [f',"tags":{listed(sorted(one))}}}' if one else "}" for one in tagged]
            stated = [
                harmless(f'{{"subject":{encode_basestring(subject)[:-1]}{relation[:-1]}{encode_basestring(value)}{end}')
                for subject, value, end in zip(subjects, values, ends, strict=True)
            ]
            subjects, values = list(map(plain_html, subjects)), list(map(plain_html, values))
            words = list(map(sorted_by, subjects))
        shown = [f"{subject}\x1f{value}{tail}" for subject, value in zip(subjects, values, strict=True)]
        texts = shown if "".join(shown).isascii() else [normalize("NFC", one) for one in shown]
        fields = [
            f'{one}\x1f{{"at":[{place}],"facts":[{fact}],"sum":"{crc32(text.encode("utf-8", "replace")):x}"}}'
            for one, place, fact, text in zip(shown, places, stated, texts, strict=True)
        ]
        return zip(
            range(first + start, first + start + len(facts)), guids, repeat(type), map(tags.get, tagged),
            fields, words, checksums(words), repeat(""),
        )  # fmt: skip

    return chain.from_iterable(map(several, range(0, len(plain.facts), _AT_ONCE)))
