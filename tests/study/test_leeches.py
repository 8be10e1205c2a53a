"""A leech is found at its eighth lapse, and its cause in its answers."""

from collections.abc import Sequence
from typing import Any

import pytest
from attrs import evolve

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.events import Event, Reviewed, Undone
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.study.leeches import Cause, cause_of, is_leech, leech_at
from quiz.study.options import LeechAction
from tests.study.samples import CAPITALS, DAY, card, review

PARIS = card()
SETS = Deck(
    "sets",
    facts=[Fact("Benelux", "members", name) for name in ("Belgium", "the Netherlands", "Luxembourg")],
    relations=[Relation("members", many=True, kinds="forward")],
)


def answer(number: int, rating: Rating = Rating.AGAIN, **said: Any) -> Reviewed:  # noqa: ANN401 - whatever an answer says
    """Return an answer to a card in review, so many times ten days after the first; each is given ten days."""
    day = DAY + 10 * number
    return Reviewed(
        card=PARIS.id, at=day * 86_400_000, day=day, rating=rating, phase=Phase.REVIEW, due_day=day + 10, form="typed",
        device="d", sequence=number + 1, **said,
    )  # fmt: skip


def answers(*wrong: str | None, asked: Card = PARIS, sibling_days: Sequence[int] = ()) -> tuple[Cause, str]:
    return cause_of(asked, [answer(number, answer=given) for number, given in enumerate(wrong)], sibling_days)


def test_is_leech_at_eight_lapses_and_then_at_every_four() -> None:
    assert [8, 12, 16, 20] == [lapses for lapses in range(22) if is_leech(lapses, 8)]
    assert [5, 8, 11] == [lapses for lapses in range(13) if is_leech(lapses, 5)]  # half of 5, rounded up
    assert [1, 2, 3] == [lapses for lapses in range(4) if is_leech(lapses, 1)]
    assert [] == [lapses for lapses in range(99) if is_leech(lapses, 0)]


def test_leech_at_the_answer_that_forgets_it_the_eighth_time() -> None:
    before, after = evolve(review(), lapses=7), evolve(review(), lapses=8)
    log = [answer(number, answer="Rome") for number in range(8)]
    found = leech_at(before, after, PARIS, lambda: log, threshold=8, action=LeechAction.SUSPEND)
    assert found
    assert (PARIS.id, 8, LeechAction.SUSPEND, Cause.CONFUSED, "Rome") == (
        found.card, found.lapses, found.action, found.cause, found.other,
    )  # fmt: skip
    assert "“Rome”" in found.advice


def test_leech_at_no_other_answer() -> None:
    def never() -> list[Event]:
        raise AssertionError

    eight = evolve(review(), lapses=8)
    assert leech_at(eight, eight, PARIS, never, threshold=8) is None
    assert leech_at(evolve(eight, lapses=6), evolve(eight, lapses=7), PARIS, never, threshold=8) is None
    assert leech_at(evolve(eight, lapses=7), eight, PARIS, never, threshold=0) is None


def test_cause_of_a_card_that_is_mostly_answered_with_another_s_answer() -> None:
    assert (Cause.CONFUSED, "Rome") == answers("Rome", "rome", "Oslo", "Rome")
    assert (Cause.SAME_WRONG_ANSWER, "Atlantis") == answers("atlantis", "atlantis", "Atlantis")


def test_cause_of_a_card_takes_no_right_answer_for_a_wrong_one() -> None:
    assert (Cause.UNKNOWN, "") == answers("Paris", "paris", "PARIS")


@pytest.mark.parametrize("wrong", [("Rome", "Rome"), ("Rome", "Oslo", "Lima", "Rome"), (None, None, None)])
def test_cause_of_too_few_or_different_answers_is_unknown(wrong: tuple[str | None, ...]) -> None:
    assert (Cause.UNKNOWN, "") == answers(*wrong)


def test_cause_of_a_set_that_was_never_complete() -> None:
    (asked,) = generate(SETS)
    marks = (("Belgium", True), ("Luxembourg", False))
    log = [answer(number, marks=marks) for number in range(4)]
    assert (Cause.SET_NEVER_COMPLETE, "") == cause_of(asked, log)
    whole = answer(5, Rating.GOOD, marks=(("Belgium", True), ("Luxembourg", True)))
    assert (Cause.UNKNOWN, "") == cause_of(asked, [*log, whole])


def test_cause_of_a_long_answer() -> None:
    deck = Deck(
        "long", facts=[Fact("Ohm's law", "says", "the current through a conductor is proportional to the voltage over it")]
    )
    assert (Cause.LONG_ANSWER, "") == answers(None, None, None, asked=next(iter(generate(deck))))


def test_cause_of_what_is_forgotten_beside_a_sibling() -> None:
    assert (Cause.SIBLING, "") == answers(*[None] * 5, sibling_days=[DAY + 10, DAY + 19, DAY + 30])
    assert (Cause.UNKNOWN, "") == answers(*[None] * 5, sibling_days=[DAY + 10, DAY + 25])


def test_cause_of_what_is_asked_too_late() -> None:
    log = [evolve(event, due_day=event.day + 3) for event in (answer(number) for number in range(5))]
    assert (Cause.ASKED_TOO_LATE, "") == cause_of(PARIS, log)


def test_cause_of_what_is_worked_out_each_time() -> None:
    log = [answer(number, Rating.GOOD if number % 2 else Rating.AGAIN, took=40_000) for number in range(8)]
    assert (Cause.ALWAYS_SLOW, "") == cause_of(PARIS, log)


def test_cause_of_answers_that_were_taken_back_is_not_looked_for() -> None:
    log: list[Event] = [answer(number, answer="Rome") for number in range(3)]
    log.append(Undone(at=0, day=DAY + 99, target_device="d", target_sequence=1, device="d", sequence=99))
    assert (Cause.UNKNOWN, "") == cause_of(PARIS, log)


def test_every_cause_has_advice() -> None:
    from quiz.study.leeches import Leech

    for cause in Cause:
        assert Leech(PARIS.id, 8, LeechAction.TELL, cause, "Rome").advice.endswith(".")
    assert CAPITALS.id == PARIS.deck.id
