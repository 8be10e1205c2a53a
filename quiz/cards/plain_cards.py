"""Cards of the kinds that every relation can be asked in: from subject to value, back, and as a sentence with a gap.

Nearly all facts stand alone and unqualified. Their cards take the shortest way; the others are sorted out with care.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from operator import attrgetter

from attrs import frozen

from quiz.cards.by_subject import Said, join
from quiz.cards.card import Card, Kind
from quiz.cards.identity import card_id, own_id, own_ids, plain_ids
from quiz.cards.index import Index
from quiz.cards.prompts import Prompts
from quiz.cards.wording import ask, ask_back, qualified, qualifiers, say
from quiz.facts.clozes import BLANK
from quiz.facts.fact import Fact, Status
from quiz.facts.relation import Relation
from quiz.facts.statements import Distinction, Statement, distinction
from quiz.facts.values import SetOf, Text, members

_STATED = Status.STATED
_qualified = attrgetter("until", "according_to", "status")
_Told = tuple[str, Distinction]
"""A value's key with what tells its statements from the plain ones."""
_Groups = dict[str | _Told, Fact | Statement | list[Fact | Statement]]
"""What gives each backward card its answer. Plain facts stand as themselves, under the value's key alone."""


@frozen
class Given:
    """The side of a card that its question shows."""

    text: str
    key: str
    """Its canonical form, which is part of the card's identity."""


@frozen
class Maker:
    """Makes the cards of one relation and kind."""

    index: Index
    prompts: Prompts
    kind: Kind
    relation: Relation
    alone: list[Fact] | None = None
    """Takes the facts that one card asks alone, in the words of its frame and no others; these cards are not made then."""

    def card(self, given: Given, question: str, group: Iterable[Fact | Statement], *, words: Distinction | None = None) -> Card:
        """Return the card whose answer is a group of statements that nothing tells apart.

        `words` are what tells its question from others of the same side given; those of the statements, unless they are named.
        """
        kind, relation, deck = self.kind, self.relation, self.index.deck
        found = [Statement(one, ()) if isinstance(one, Fact) else one for one in group]
        facts = _in_order([statement.fact for statement in found], backward=kind is Kind.BACKWARD)
        prompt = qualified(question, (part for statement in found for part in qualifiers(statement)))
        told = found[0].distinction
        fact_id = min((fact.id for fact in facts if fact.id), default=None, key=_first_id)
        # Also where the relation is `many`: it may have become so only now, by a second value.
        if fact_id and kind is not Kind.BACKWARD:
            identity = own_id(deck.id, fact_id, f"{relation.name}\x1f{kind}")
        else:
            identity = card_id(deck.id, relation.name, kind, given.key, told if words is None else words)
        asked = not any(statement.conflicting for statement in found)
        frame = self.prompts.frames.get((relation.name, kind)) if not told and prompt == question else None
        prompt = f"{frame.before}{given.text}{frame.after}" if frame else self.prompts.distinct(prompt, relation, given.text)
        return Card(identity, kind, relation, given.text, prompt, facts, self.index, asked)


def forward_cards(maker: Maker, said: Said) -> Iterator[Card]:
    """Yield the cards from each subject to its values."""
    return _from_subjects(maker, said, ask)


def gapped_cards(maker: Maker, said: Said) -> Iterator[Card]:
    """Yield the cards with a gap in place of each subject's values."""
    return _from_subjects(maker, said, _with_gap)


def _with_gap(relation: Relation, subject: str) -> str:
    return say(relation, subject, BLANK)


def _from_subjects(maker: Maker, said: Said, words: Callable[[Relation, str], str]) -> Iterator[Card]:
    index, kind, relation = maker.index, maker.kind, maker.relation
    frame = maker.prompts.frames.get((relation.name, kind))
    before, after = (frame.before, frame.after) if frame else ("", "")
    entries = said.facts.entries
    alone = maker.alone if frame is not None else None
    names = plain_ids(index.deck.id, relation.name, kind, entries) if alone is None else repeat("", len(entries))
    for (subject, facts), name in zip(entries.items(), names, strict=True):
        if frame is not None and type(facts) is Fact:
            if alone is None:
                yield Card(name, kind, relation, subject, f"{before}{subject}{after}", (facts,), index)
            else:
                alone.append(facts)
        elif alone is not None and isinstance(facts, list) and len(facts) == 1 and is_plain(facts[0]):
            alone.append(facts[0])
        else:
            question = _naming(words(relation, subject), subject, said)
            for group in _by_distinction(said.of(facts)):
                yield maker.card(Given(subject, subject), question, group)


def backward_cards(maker: Maker, said: Said) -> Iterator[Card]:
    """Yield the cards from each value to the subjects that have it."""
    index, relation = maker.index, maker.relation
    frame = maker.prompts.frames.get((relation.name, Kind.BACKWARD))
    before, after = (frame.before, frame.after) if frame else ("", "")
    kind, label = Kind.BACKWARD, relation.subject or index.deck.subject_label
    groups, shown = _by_value(said)
    plain = _taking_the_plain_question(groups)
    keys: Collection[str] = {key if isinstance(key, str) else key[0] for key in groups} if frame is None else ()
    alone = maker.alone if frame is not None else None
    given_sides = (told if type(told) is str else told[0] for told in groups)
    names = plain_ids(index.deck.id, relation.name, kind, given_sides) if alone is None else repeat("", len(groups))
    for (told, group), name in zip(groups.items(), names, strict=True):
        if frame is not None and type(group) is Fact and type(told) is str and told not in shown:
            if alone is not None and not isinstance(group.value, SetOf):
                alone.append(group)
                continue
            name = name or card_id(index.deck.id, relation.name, kind, told)  # noqa: PLW2901 - it was not worked out
            yield Card(name, kind, relation, told, f"{before}{told}{after}", (group,), index)
            continue
        key = told if isinstance(told, str) else told[0]
        given = Given(shown.get(key, key), key)
        question = _naming(ask_back(relation, given.text, label), given.text, keys)
        words = None if isinstance(told, str) else plain.get(told)
        yield maker.card(given, question, group if isinstance(group, list) else (group,), words=words)


def _by_value(said: Said) -> tuple[_Groups, dict[str, str]]:
    """Return the groups of statements by value, and how those values are shown whose key is not what is shown."""
    groups: _Groups = {}
    shown: dict[str, str] = {}
    for entry in said.facts.entries.values():
        # An id of its own names the forward card only.
        found = entry[0] if isinstance(entry, list) and len(entry) == 1 and is_plain(entry[0]) else entry
        if type(found) is Fact and type(found.value) is Text and found.value.key is found.value.text:
            text = found.value.text
            if text in groups:
                join(groups, text, found)
            else:
                groups[text] = found
            continue
        for statement in said.of(found):
            told = statement.distinction or statement.dated or statement.conflicting
            simple = not told and statement.fact.status is Status.STATED
            for member in members(statement.fact.value):
                key = member.key
                join(
                    groups,
                    (key, statement.distinction) if statement.distinction else key,
                    statement.fact if simple else statement,
                )
                if key != (text := str(member)):
                    shown.setdefault(key, text)
    return groups, shown


def is_plain(fact: Fact) -> bool:
    """Say whether nothing qualifies the questions about a fact."""
    return fact.until is None and fact.according_to is None and fact.status is _STATED


def are_plain(facts: Sequence[Fact]) -> bool:
    """Say whether nothing qualifies the questions about any of many facts."""
    return [*map(_qualified, facts)].count((None, None, _STATED)) == len(facts)


def alone_ids(deck: str, relation: Relation, kind: Kind, facts: Sequence[Fact]) -> Iterator[str]:
    """Yield the ids of the cards of facts that are alone, one after the other."""
    if kind is Kind.BACKWARD:
        return plain_ids(deck, relation.name, kind, (fact.value.key for fact in facts))
    named = [fact.id for fact in facts if fact.id]
    if not named:
        return plain_ids(deck, relation.name, kind, (fact.subject for fact in facts))
    owned = own_ids(deck, f"{relation.name}\x1f{kind}", named)
    if len(named) == len(facts):
        return owned
    others = plain_ids(deck, relation.name, kind, (fact.subject for fact in facts if not fact.id))
    return (next(owned if fact.id else others) for fact in facts)


def _taking_the_plain_question(groups: _Groups) -> Mapping[_Told, Distinction]:
    """Return, for values that only superseded or weaker statements name, which of these keeps the plain question, and its words.

    A value is superseded when its subject gets another one. The question which subject has it stays the same card.
    """
    told_apart: dict[_Told, list[Distinction]] = {}
    for told, group in groups.items():
        if not isinstance(told, str):
            first = group[0] if isinstance(group, list) else group
            always = distinction(first if isinstance(first, Fact) else first.fact)
            if told[1] != always:
                told_apart.setdefault((told[0], always), []).append(told[1])
    return {
        (key, min(several)): always
        for (key, always), several in told_apart.items()
        if ((key, always) if always else key) not in groups
    }


def _naming(question: str, given: str, all_given: Collection[str]) -> str:
    """Return a question that says what it asks about, even if its wording does not and there is more than one such thing."""
    return question if given in question or len(all_given) == 1 else f"{question} [{given}]"


def _by_distinction(found: list[Statement]) -> Iterable[list[Statement]]:
    if len(found) == 1:
        return (found,)
    groups: dict[Distinction, list[Statement]] = {}
    for statement in found:
        groups.setdefault(statement.distinction, []).append(statement)
    return groups.values()


def _first_id(fact_id: str) -> tuple[int, str]:
    # The shorter first, so that a fact numbered 10 does not take the place of fact 9.
    return len(fact_id), fact_id


def _in_order(facts: list[Fact], *, backward: bool) -> tuple[Fact, ...]:
    """Return facts by their subject or value; a fact's own key, which takes a hash, only decides between equal ones."""
    if len(facts) == 1:
        return tuple(facts)
    main = _subject if backward else _value_key
    if len({main(fact) for fact in facts}) == len(facts):
        return tuple(sorted(facts, key=main))
    return tuple(sorted(facts, key=lambda fact: (main(fact), fact.key)))


def _subject(fact: Fact) -> str:
    return fact.subject


def _value_key(fact: Fact) -> str:
    return fact.value.key
