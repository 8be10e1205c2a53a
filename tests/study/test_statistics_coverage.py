"""Coverage of subjects and relations."""

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.state import CardState, Phase
from quiz.study.statistics_coverage import Coverage, Level, coverage

DECK = Deck(
    "countries",
    facts=[
        Fact("Peru", "capital", "Lima"),
        Fact("Peru", "continent", "South America"),
        Fact("Chile", "capital", "Santiago"),
        Fact("Chile", "continent", "South America"),
    ],
)
CARDS = list(generate(DECK))
REVIEW, LEARNING = CardState(Phase.REVIEW), CardState(Phase.LEARNING)


def ids(subject: str, relation: str) -> list[str]:
    return [card.id for card in CARDS if card.subject == subject and card.relation.name == relation]


def test_nothing_is_known_at_first() -> None:
    found = coverage(CARDS, {})
    row = {"capital": Level.NEW, "continent": Level.NEW}
    assert {"Peru": row, "Chile": row} == found.cells
    assert {Level.NEW: 4, Level.LEARNING: 0, Level.KNOWN: 0} == found.levels


def test_a_cell_is_known_when_all_its_cards_are() -> None:
    forward, backward = ids("Peru", "capital")
    assert Level.LEARNING is coverage(CARDS, {forward: REVIEW}).cells["Peru"]["capital"]
    assert Level.LEARNING is coverage(CARDS, {forward: REVIEW, backward: LEARNING}).cells["Peru"]["capital"]
    found = coverage(CARDS, {forward: REVIEW, backward: REVIEW})
    assert Level.KNOWN is found.cells["Peru"]["capital"]
    assert {Level.NEW: 1, Level.LEARNING: 0, Level.KNOWN: 1} == found.relations["capital"]


def test_cards_of_several_subjects_have_no_cell() -> None:
    (both,) = (card for card in CARDS if len(card.members) == 2)
    assert Level.NEW is coverage(CARDS, {both.id: REVIEW}).cells["Peru"]["continent"]
    assert Coverage() == coverage([both], {})
