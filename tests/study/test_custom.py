"""Cards chosen otherwise than by what is due."""

from attrs import evolve

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.events import Event, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, Phase
from quiz.study.custom import chosen, due_within, forgotten, overdue, previews, shown, tagged
from quiz.study.queue import Waiting
from tests.study.samples import DAY, review, waiting

CARDS = [
    waiting("late", state=review(due=DAY - 3)),
    waiting("today", state=review(due=DAY)),
    waiting("soon", state=review(due=DAY + 2)),
    waiting("later", state=review(due=DAY + 9)),
    waiting("new"),
    waiting("suspended", state=evolve(review(due=DAY - 9), suspended=True)),
    waiting("buried", state=evolve(review(due=DAY - 9), buried_until=DAY + 1)),
]


def names(items: list[Waiting]) -> list[str]:
    return [item.card for item in items]


def answer(card: str, day: int, rating: Rating, sequence: int) -> Reviewed:
    return Reviewed(
        card=card, at=day * 86_400_000 + sequence, day=day, rating=rating, phase=Phase.REVIEW, due_day=day + 1, form="typed",
        device="d", sequence=sequence,
    )  # fmt: skip


def test_chosen_cards_come_in_their_order_each_once() -> None:
    find = {item.card: item for item in CARDS}.get
    assert ["soon", "new", "late"] == names(chosen(["soon", "gone", "new", "soon", "suspended", "late"], find, DAY))


def test_shown_are_those_that_are_not_hidden() -> None:
    assert ["late", "today", "soon", "later", "new"] == names(shown(CARDS, DAY))
    assert "buried" in names(shown(CARDS, DAY + 1))


def test_tagged_cards_are_those_of_a_tag_or_below_it() -> None:
    facts = [Fact("a", "r", "1", tags=["War::Punic"]), Fact("b", "r", "2", tags=["warm"]), Fact("c", "r", "3", tags=["war", "x"])]
    cards = {card.id: card for card in generate(Deck("d", facts=facts))}
    assert {"a", "c"} == {cards[name].subject for name in tagged(cards.values(), "war")}
    assert {"a"} == {cards[name].subject for name in tagged(cards.values(), "WAR::punic")}
    assert [] == tagged(cards.values(), "peace")


def test_due_within_some_days_is_studied_ahead() -> None:
    assert ["late", "today", "soon"] == names(due_within(CARDS, DAY, 2))
    assert ["late", "today", "soon", "later"] == names(due_within(reversed(CARDS), DAY, 9))


def test_overdue_is_what_was_due_before_today() -> None:
    assert ["late"] == names(overdue(CARDS, DAY))


def test_forgotten_cards_are_those_answered_again_lately() -> None:
    log: list[Event] = [
        answer("a", DAY, Rating.AGAIN, 1),
        answer("b", DAY, Rating.GOOD, 2),
        answer("c", DAY - 1, Rating.AGAIN, 3),
        answer("d", DAY, Rating.AGAIN, 4),
        answer("a", DAY, Rating.GOOD, 5),
        answer("e", DAY, Rating.AGAIN, 6),
        answer("f", DAY + 1, Rating.AGAIN, 8),
        Undone(at=0, day=DAY, target_device="d", target_sequence=6, device="d", sequence=7),
    ]
    assert ["a", "d"] == forgotten(log, DAY)
    assert ["c", "a", "d"] == forgotten(reversed(log), DAY, 2)
    assert ["a", "z"] == forgotten(log, DAY, called={"d": "z"})


def test_previews_are_new_cards() -> None:
    assert ["new"] == names(previews([*CARDS, waiting("hidden", state=CardState(suspended=True))], DAY))
