"""Keeping prompts apart: no two cards of a deck ask the same words.

Most prompts need not be remembered for that. A plain question is its relation's wording around the side that it shows, its frame:
two questions of one frame differ as the sides do, and those of two frames differ where one frame's beginning is not the start of
the other's, or its end not the end of the other's. Only what this does not prove apart is remembered, by a hash.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import combinations

from attrs import field, frozen

from quiz.cards.card import Kind
from quiz.cards.index import Index
from quiz.cards.wording import ask, ask_back, say
from quiz.facts.clozes import BLANK
from quiz.facts.deck import Deck
from quiz.facts.relation import Relation
from quiz.facts.values import SetOf, TermName, Text, members

_MOST_COMPARED = 400
"""Frames that are compared pair by pair. A deck with more of them has its prompts remembered."""
_GIVEN = "\x00"
"""Stands for the given side; no wording can hold it."""

Asking = tuple[str, Kind]
"""The name of a relation, and one of its kinds of card."""


@frozen
class Frame:
    """What stands before and after the given side in the plain questions of one relation and kind."""

    before: str
    after: str

    def holds(self, prompt: str) -> bool:
        """Say whether a prompt could be a plain question of this frame."""
        return len(prompt) > len(self.before) + len(self.after) and prompt.startswith(self.before) and prompt.endswith(self.after)

    def may_equal(self, other: "Frame") -> bool:
        """Say whether a question of this frame could be the same as one of another."""
        starts = self.before.startswith(other.before) or other.before.startswith(self.before)
        return starts and (self.after.endswith(other.after) or other.after.endswith(self.after))


@frozen
class Prompts:
    """The prompts of one deck's cards, kept apart."""

    index: Index
    shared: frozenset[str]
    """The names of relations that are worded like another one, so that their questions must name the relation."""
    frames: Mapping[Asking, Frame]
    """The frames that are proved apart from each other, and within themselves."""
    worded: Mapping[Asking, Frame]
    """Every frame, also of those that may meet."""
    _befores: tuple[str, ...]
    _afters: tuple[str, ...]
    _seen: set[int] = field(factory=set, init=False)
    _asked: dict[Frame, set[str]] = field(factory=dict, init=False)
    _next: dict[str, int] = field(factory=dict, init=False)
    _shown: dict[str, frozenset[str]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, index: Index) -> "Prompts":
        """Find the frames of a deck's questions that are provably apart."""
        deck = index.deck
        shared = shared_wordings(deck)
        found = {asking: _framed(wording, asking[0], shared) for asking, wording in _wordings(deck)}
        worded = {asking: frame for asking, frame in found.items() if frame is not None}
        whole: dict[Frame, list[Asking]] = {}
        for asking, frame in worded.items():
            whole.setdefault(frame, []).append(asking)
        # Cards of facts that are apart remember what was asked in their frame, which so may be that of several relations.
        doubtful = {frame for frame, several in whole.items() if len(several) > 1 and not _all_apart(deck, several)}
        if len(whole) > _MOST_COMPARED:
            doubtful |= whole.keys()
        for one, other in combinations(whole, 2) if len(doubtful) < len(whole) else ():
            if one.may_equal(other):
                doubtful |= {one, other}
        proved = {
            asking: frame
            for frame, several in whole.items()
            for asking in several
            if frame not in doubtful and (deck.relations[asking[0]].apart or _shows_keys(deck, asking))
        }
        befores = tuple(dict.fromkeys(frame.before for frame in proved.values()))
        return cls(index, shared, proved, worded, befores, tuple(dict.fromkeys(frame.after for frame in proved.values())))

    def distinct(self, prompt: str, relation: Relation, given: str) -> str:
        """Return `prompt`, with the given side, the relation or a number added where another card has it, and remember it."""
        if relation.name in self.shared:
            prompt = f"{prompt} [{relation.name}]"
        for found in self._numbered(prompt) if relation.apart else _candidates(prompt, relation, given):
            name = int.from_bytes(blake2b(found.encode(), digest_size=8).digest(), "big")
            if name not in self._seen and not self._is_plain_question(found):
                self._seen.add(name)
                return found
        raise AssertionError  # the candidates never end

    def asked(self, frame: Frame) -> set[str]:
        """Return the sides that plain questions of facts that are apart have shown in a frame, for these to add theirs."""
        return self._asked.setdefault(frame, set())

    def _numbered(self, prompt: str) -> Iterator[str]:
        """Yield a prompt, then with the numbers that no card has been given with it."""
        yield prompt
        while True:
            number = self._next.get(prompt, 2)
            self._next[prompt] = number + 1
            yield f"{prompt} [{number}]"

    def _is_plain_question(self, prompt: str) -> bool:
        """Say whether a card whose prompt is not remembered may have this one."""
        if not (prompt.endswith(self._afters) and prompt.startswith(self._befores)):
            return False
        for (name, kind), frame in self.frames.items():
            if frame.holds(prompt):
                given = prompt[len(frame.before) : len(prompt) - len(frame.after)]
                if given in (self._values(name) if kind is Kind.BACKWARD else self.index.facts_of(name)):
                    return True
        return False

    def _values(self, relation: str) -> frozenset[str]:
        if relation not in self._shown:
            facts, apart = self.index.deck.by_relation[relation], self.index.deck.relations[relation].apart
            whole = (fact.value for fact in facts)
            values = whole if apart else (member for value in whole for member in members(value))
            self._shown[relation] = frozenset(map(str, values))
        return self._shown[relation]


def shared_wordings(deck: Deck) -> frozenset[str]:
    """Return the names of relations that are worded like another one, so that their questions must name the relation.

    Facts that are apart are asked in the very words of their relation: only those that really meet are told apart.
    """
    wordings: dict[tuple[str, str], str] = {}
    shared: set[str] = set()
    for relation in (one for one in deck.relations.values() if not one.apart):
        for wording in (("ask", ask(relation, _GIVEN)), ("back", _ask_back(relation, deck))):
            other = wordings.setdefault(wording, relation.name)
            if other != relation.name:
                shared |= {other, relation.name}
    return frozenset(shared)


def _wordings(deck: Deck) -> Iterable[tuple[Asking, str]]:
    """Yield the wording of each kind of question that a relation's facts are put in."""
    for name in deck.by_relation:
        relation = deck.relations[name]
        for kind in relation.asked:
            match Kind(kind):
                case Kind.FORWARD:
                    yield (name, Kind.FORWARD), ask(relation, _GIVEN)
                case Kind.BACKWARD:
                    yield (name, Kind.BACKWARD), _ask_back(relation, deck)
                case Kind.CLOZE:
                    yield (name, Kind.CLOZE), say(relation, _GIVEN, BLANK)


def _ask_back(relation: Relation, deck: Deck) -> str:
    return ask_back(relation, _GIVEN, relation.subject or deck.subject_label)


def _all_apart(deck: Deck, askings: Iterable[Asking]) -> bool:
    return all(deck.relations[name].apart for name, _ in askings)


def _framed(wording: str, relation: str, shared: frozenset[str]) -> Frame | None:
    parts = wording.split(_GIVEN)
    if len(parts) != 2:
        return None
    return Frame(parts[0], f"{parts[1]} [{relation}]" if relation in shared else parts[1])


def _shows_keys(deck: Deck, asking: Asking) -> bool:
    """Say whether given sides that differ are shown differently: subjects, and values that are shown as they are keyed."""
    name, kind = asking
    if kind is not Kind.BACKWARD:
        return True
    for fact in deck.by_relation[name]:
        value = fact.value
        if type(value) is Text:
            continue
        shown = members(value) if isinstance(value, SetOf) else (value,)
        if not all(isinstance(member, Text | TermName) for member in shown):
            return False
    return True


def _candidates(prompt: str, relation: Relation, given: str) -> Iterator[str]:
    yield prompt
    if given not in prompt:
        prompt = f"{prompt} [{given}]"
        yield prompt
    yield f"{prompt} [{relation.name}]"
    number = 2
    while True:
        yield f"{prompt} [{relation.name} {number}]"
        number += 1
