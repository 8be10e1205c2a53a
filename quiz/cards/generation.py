"""Generation: from the facts of a deck to its cards, one after the other, in the deck's order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import frozen

from quiz.cards.apart_cards import Alike, Apart, Owners, Plain
from quiz.cards.by_subject import Said
from quiz.cards.card import Card, Kind
from quiz.cards.cloze_cards import cloze_drafts
from quiz.cards.drafts import Draft, Statements
from quiz.cards.index import Index
from quiz.cards.plain_cards import Maker, alone_ids, are_plain, backward_cards, forward_cards, gapped_cards
from quiz.cards.prompts import Frame, Prompts
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import Text

Making = Callable[[Maker, Said], Iterator[Card]]
"""Makes the cards of one relation and kind from what is said of its subjects."""


def generate(deck: Deck) -> Iterator[Card]:
    """Yield the cards of a deck: relation by relation, in the order in which the facts first use them.

    Pure: the same deck always gives the same cards. No two cards have the same id; no two have the same prompt.
    """
    for found in lean(deck):
        if isinstance(found, Card):
            yield found
        else:
            yield from found[2].made((found,))


def lean(deck: Deck) -> Iterator[Card | Plain]:
    """Yield what `generate` does, but for a card that is only asked in the words of its frame its id, its fact, and its maker."""
    for found in together(deck):
        if isinstance(found, Alike):
            yield from found.each()
        else:
            yield found


def together(deck: Deck) -> Iterator[Card | Plain | Alike]:
    """Yield what `lean` does, but those of one relation and kind that are all alike as one."""
    index = Index(deck)
    prompts = Prompts.of(index)
    owners = Owners()
    for name in deck.by_relation:
        relation = deck.relations[name]
        for kind in map(Kind, relation.asked):
            if relation.apart and kind in APART:
                apart = Apart(index, prompts, relation, kind, owners)
                alike = apart.alike()
                yield from apart.lean() if alike is None else (alike,)
            else:
                yield from _made(index, prompts, relation, kind)


@frozen
class Alone:
    """Facts of a relation each of which one card asks in the words of its frame and no others, in one kind of card."""

    relation: Relation
    kind: Kind
    facts: Sequence[Fact]
    frame: Frame
    index: Index

    def made(self, facts: Sequence[Fact]) -> Iterator[Card]:
        """Yield the cards of some of them."""
        before, after = self.frame.before, self.frame.after
        ids = alone_ids(self.index.deck.id, self.relation, self.kind, facts)
        for id, fact in zip(ids, facts, strict=True):
            given = fact.value.key if self.kind is Kind.BACKWARD else fact.subject
            yield Card(id, self.kind, self.relation, given, f"{before}{given}{after}", (fact,), self.index)

    def ids(self) -> Iterator[str]:
        """Yield the ids of their cards."""
        return alone_ids(self.index.deck.id, self.relation, self.kind, self.facts)


def parted(deck: Deck) -> Iterator[Card | Plain | Alone]:
    """Yield what `lean` does, but the cards of facts that are alone together, before the others of their relation and kind."""
    index = Index(deck)
    prompts = Prompts.of(index)
    owners = Owners()
    for name, facts in deck.by_relation.items():
        relation = deck.relations[name]
        is_told = are_plain(facts)
        for kind in map(Kind, relation.asked):
            if relation.apart and kind in APART:
                yield from Apart(index, prompts, relation, kind, owners).lean()
            elif kind in APART and relation.value != "cloze":
                frame = prompts.frames.get((name, kind))
                if frame is not None and is_told and _differ(facts, kind):
                    yield Alone(relation, kind, facts, frame, index)
                    continue
                alone: list[Fact] = []
                others = list(_made(index, prompts, relation, kind, alone))
                if frame is not None and alone:
                    yield Alone(relation, kind, alone, frame, index)
                yield from others
            else:
                yield from _made(index, prompts, relation, kind)


def some(deck: Deck, ids: AbstractSet[str]) -> Iterator[tuple[int, Card]]:
    """Yield those cards of a deck that have one of these ids, each with its place among all of them, or about that.

    No others are made that need not be.
    """
    place = 0
    for one in parted(deck):
        if isinstance(one, Alone):
            found = [(place + at, fact) for at, (id, fact) in enumerate(zip(one.ids(), one.facts, strict=True)) if id in ids]
            yield from zip((at for at, _ in found), one.made([fact for _, fact in found]), strict=True)
            place += len(one.facts)
            continue
        id = one.id if isinstance(one, Card) else one[0]
        if id in ids:
            yield place, one if isinstance(one, Card) else next(iter(one[2].made((one,))))
        place += 1


def _made(index: Index, prompts: Prompts, relation: Relation, kind: Kind, alone: list[Fact] | None = None) -> Iterator[Card]:
    """Yield the cards of one relation and kind; those of facts that are alone only where nobody takes these."""
    making = _OWN_SENTENCES if kind is Kind.CLOZE and relation.value == "cloze" else KINDS[kind]
    said = Said(index.facts_of(relation.name), relation, index.deck.as_of)
    return making(Maker(index, prompts, kind, relation, alone), said)


def _differ(facts: Sequence[Fact], kind: Kind) -> bool:
    """Say whether no two facts have the same given side, and all show it as it is."""
    if kind is not Kind.BACKWARD:
        return len({fact.subject for fact in facts}) == len(facts)
    if {type(fact.value) for fact in facts} != {Text}:
        return False
    given = {fact.value.text for fact in facts}  # type: ignore[union-attr]
    return len(given) == len(facts) and "\n" not in "".join(given)


def _orders(index: Index, relation: Relation, said: Statements) -> Iterator[Draft]:
    # Only here, as below: few relations are asked so, and it takes half as long to load as all of the rest.
    from quiz.cards.order_cards import order_drafts

    return order_drafts(index, relation, said)


def _contrasts(index: Index, relation: Relation, said: Statements) -> Iterator[Draft]:
    from quiz.cards.contrast_cards import contrast_drafts

    return contrast_drafts(index, relation, said)


def _drafted(drafting: Callable[[Index, Relation, Statements], Iterator[Draft]]) -> Making:
    """Return the making of cards from drafts, each of which gets a prompt of its own."""

    def making(maker: Maker, said: Said) -> Iterator[Card]:
        for draft in drafting(maker.index, maker.relation, said):
            prompt = maker.prompts.distinct(draft.prompt, maker.relation, draft.given)
            yield draft.card(maker.relation, maker.index, prompt)

    return making


APART = frozenset({Kind.FORWARD, Kind.BACKWARD, Kind.CLOZE})
"""The kinds in which facts that are apart are asked each by itself."""
KINDS: Mapping[Kind, Making] = {
    Kind.FORWARD: forward_cards,
    Kind.BACKWARD: backward_cards,
    Kind.CLOZE: gapped_cards,
    Kind.ORDER: _drafted(_orders),
    Kind.CONTRAST: _drafted(_contrasts),
}
_OWN_SENTENCES = _drafted(cloze_drafts)
