"""Papers over the decks of a collection, and what to expect of its learner."""

from datetime import timedelta

import pytest

from quiz.cards.card import Form
from quiz.collection.exams import expected_of, paper_of
from quiz.errors import NotFoundError
from tests.collection.samples import SYMBOLS, deck, study, studying
from tests.study.samples import CAPITALS, NOON


def test_a_paper_of_several_decks() -> None:
    collection = studying(CAPITALS, SYMBOLS, deck(("a", "b", "c"), name="symbols::more"))
    found = paper_of(collection, ["capitals", "symbols"], questions=100)
    assert {"capitals", "symbols", "symbols::more"} == {question.card.deck.id for question in found.questions}
    assert "capitals; symbols; symbols::more" == found.title
    with pytest.raises(NotFoundError):
        paper_of(collection, "nowhere")


def test_the_paper_does_not_depend_on_the_learner_unless_asked() -> None:
    fresh, learned = studying(CAPITALS), studying(CAPITALS)
    study(learned)
    assert paper_of(fresh, "capitals", seed="1", questions=5).code == paper_of(learned, "capitals", seed="1", questions=5).code
    assert 5 == len(paper_of(learned, "capitals", seed="1", questions=5, by_difficulty=True).questions)


def test_what_to_expect_falls_as_time_goes_by() -> None:
    collection = studying(CAPITALS)
    paper = paper_of(collection, "capitals", questions=10, forms=[Form.TYPED])
    assert 0.0 == expected_of(collection, paper, NOON).points
    study(collection)
    points = [expected_of(collection, paper, NOON + timedelta(days=days)).points for days in (0, 10, 100, 1000)]
    assert 10.0 == points[0]
    assert points == sorted(points, reverse=True)
    assert 0 < points[-1] < points[1] < 10
    events = list(collection.events())
    expected_of(collection, paper, NOON)
    assert events == list(collection.events())
