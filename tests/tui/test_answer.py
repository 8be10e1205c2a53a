"""The answer's part of the Study screen."""

import pytest

from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.study.question import Feedback
from quiz.tui.answer import _difference


@pytest.mark.parametrize("typed", ["montevido", "MONTEVIDEOO", "Mntevideo", "monte video x"])
def test_what_was_typed_is_shown_letter_by_letter(typed: str) -> None:
    card = next(generate(Deck("d", facts=[Fact("Uruguay", "capital", "Montevideo")])))
    verdict = judge(card, typed)
    shown = _difference(Feedback(verdict.outcome, None, verdict.answer, None, verdict)).plain
    assert typed == shown.splitlines()[0].removeprefix("you     ")
