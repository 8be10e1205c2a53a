"""Exams over the decks of a collection: drawing a paper, and the score to expect of its learner."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.cards.card import Form
from quiz.study.exam import Paper, set_paper
from quiz.study.exam_marking import Expected, expected

if TYPE_CHECKING:
    from quiz.collection.collection import Collection


def paper_of(
    collection: "Collection",
    decks: str | Iterable[str],
    *,
    questions: int = 20,
    seed: str = "",
    forms: Sequence[Form] = (),
    shares: Mapping[str, float] | None = None,
    by_difficulty: bool = False,
) -> Paper:
    """Draw a paper over some decks and those below them; see `set_paper`.

    With `by_difficulty`, easy, middling and hard cards take turns, as this learner found them. Raises `NotFoundError` for a deck
    that the collection does not have, and `UsageError` where nothing can be asked.
    """
    named = collection.named(decks)
    cards = [card for deck in named for card in collection.cards(deck)]
    states = collection.store.states(card.id for card in cards) if by_difficulty else {}
    difficulties = {card: state.memory.difficulty for card, state in states.items() if state.memory is not None}
    titles = {row.deck: row.title for row in collection.decks()}
    return set_paper(
        cards,
        questions=questions,
        seed=seed,
        forms=forms,
        shares=shares,
        difficulties=difficulties if by_difficulty else None,
        title="; ".join(titles[deck] for deck in named),
    )


def expected_of(collection: "Collection", paper: Paper, now: datetime) -> Expected:
    """Return the score that this learner is to expect on a paper now."""
    states = collection.store.states(question.card.id for question in paper.questions)
    decks = {question.card.deck.id for question in paper.questions}
    return expected(paper, states, collection.day(now), {deck: collection.tuning.of_deck(deck) for deck in decks})
