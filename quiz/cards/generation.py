"""Generation: from the facts of a deck to its cards, one after the other, in the deck's order."""

from collections.abc import Callable, Iterator, Mapping

from quiz.cards.apart_cards import Alike, Apart, Owners, Plain
from quiz.cards.by_subject import Said
from quiz.cards.card import Card, Kind
from quiz.cards.cloze_cards import cloze_drafts
from quiz.cards.drafts import Draft, Statements
from quiz.cards.index import Index
from quiz.cards.plain_cards import Maker, backward_cards, forward_cards, gapped_cards
from quiz.cards.prompts import Prompts
from quiz.facts.deck import Deck
from quiz.facts.relation import Relation

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
                continue
            making = _OWN_SENTENCES if kind is Kind.CLOZE and relation.value == "cloze" else KINDS[kind]
            yield from making(Maker(index, prompts, kind, relation), Said(index.facts_of(name), relation, deck.as_of))


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
