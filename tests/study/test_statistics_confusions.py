"""Which answer was given in place of which."""

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.term import Term
from quiz.study.statistics_confusions import Confusion, confusions

BIRDS = Deck(
    "birds",
    terms=[Term("Parus major", type="species", aliases=("great tit",)), Term("Cyanistes caeruleus", type="species")],
    facts=[
        Fact("bird 1", "species", "Parus major"),
        Fact("bird 2", "species", "Parus major"),
        Fact("bird 3", "species", "Cyanistes caeruleus"),
        Fact("bird 4", "colour", "blue"),
    ],
)
CARDS = {card.id: card for card in generate(BIRDS)}
NAMES = {(str(card.kind), card.given): card.id for card in CARDS.values()}
ONE, TWO, THREE = (NAMES["forward", f"bird {number}"] for number in (1, 2, 3))


def test_pairs_are_counted_over_cards() -> None:
    wrong = {(ONE, "Cyanistes caeruleus"): 2, (TWO, "cyanistes  Caeruleus"): 1, (THREE, "Parus major"): 1}
    expected = (
        Confusion("Parus major", "Cyanistes caeruleus", 3, 2, "species", tuple(sorted((ONE, TWO)))),
        Confusion("Cyanistes caeruleus", "Parus major", 1, 1, "species", (THREE,)),
    )
    assert expected == confusions(wrong, CARDS.get)


def test_what_the_card_accepts_is_no_confusion() -> None:
    assert () == confusions({(ONE, "Great Tit"): 4, (ONE, " "): 1}, CARDS.get)


def test_cards_that_are_gone_and_sets_are_left_out() -> None:
    several = NAMES["backward", "Parus major"]
    assert 2 == len(CARDS[several].members)
    assert () == confusions({("gone", "x"): 4, (several, "bird 3"): 1}, CARDS.get)
