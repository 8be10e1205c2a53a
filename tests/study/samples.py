"""Decks, moments and states to study."""

from datetime import datetime
from zoneinfo import ZoneInfo

from quiz.cards.asking import put
from quiz.cards.card import Card, Form
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.day import milliseconds
from quiz.study.question import Question
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment, prospects

ZONE = ZoneInfo("Europe/Berlin")
NOON = datetime(2025, 11, 8, 12, tzinfo=ZONE)
DAY = 20_400
"""The study day of `NOON`."""
HOURS = 3_600_000
"""Milliseconds."""
MOMENT = Moment(milliseconds(NOON), DAY, milliseconds(NOON) + 16 * HOURS)
"""`NOON`: the next study day begins in 16 hours."""

CAPITALS = Deck(
    "capitals",
    facts=[
        Fact(country, "capital", city)
        for country, city in (("France", "Paris"), ("Italy", "Rome"), ("Spain", "Madrid"), ("Norway", "Oslo"), ("Peru", "Lima"))
    ],
)


def card(deck: Deck = CAPITALS, number: int = 0) -> Card:
    return list(generate(deck))[number]


def waiting(name: str, sibling: str = "", state: CardState | None = None) -> Waiting:
    return Waiting(name, "deck", sibling or name, state or CardState())


def review(stability: float = 10.0, *, due: int = DAY, last: int = DAY - 10, reps: int = 3) -> CardState:
    return CardState(Phase.REVIEW, MemoryState(stability, 5.0), due_day=due, last_day=last, reps=reps)


def question(asked: Card, form: Form, seed: str = "1") -> Question:
    words = put(asked, form, seed, ())
    expected = prospects(asked.id, CardState(), MOMENT, StudySettings())
    return Question(asked, form, words, False, CardState(), expected, MOMENT.at)  # noqa: FBT003
