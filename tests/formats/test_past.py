"""What other programs remember: which values are taken, and that packing loses nothing."""

from math import inf, nan

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.formats.past import DAYS, MOMENTS, Answer, Past, checked
from quiz.formats.past_packing import Pasts
from quiz.memory.state import Phase

moments = st.integers(MOMENTS.start, MOMENTS.stop - 1)
days = st.integers(DAYS.start, DAYS.stop - 1)
answers = st.builds(
    Answer,
    moments,
    st.integers(1, 4),
    st.sampled_from(Phase),
    st.integers(-(2**31), 2**31 - 1),
    st.integers(0, 2**32 - 1),
    st.integers(0, 2**16 - 1),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.booleans(),
)
pasts = st.builds(
    Past,
    deck=st.text(),
    fact=st.text(),
    kind=st.sampled_from(("forward", "backward", "cloze")),
    number=st.integers(0, 500),
    source=st.sampled_from(("anki", "mnemosyne")),
    as_of=moments,
    phase=st.none() | st.sampled_from(Phase),
    due_day=st.none() | days,
    due_at=st.none() | moments,
    stability=st.just(3.5),
    difficulty=st.just(5.25),
    suspended=st.booleans(),
    buried_until=st.none() | days,
    flag=st.integers(0, 7),
    answers=st.lists(answers, max_size=5).map(tuple),
    resets=st.lists(moments, max_size=2).map(tuple),
)


@given(st.lists(pasts, max_size=5))
def test_packed_records_are_read_as_they_came_as_often_as_wanted(several: list[Past]) -> None:
    packed = Pasts()
    for past in several:
        assert (past, []) == checked(past)
        packed.add(past)
    assert several == list(packed)
    assert several == list(packed)
    assert (len(several), sum(len(past.answers) for past in several)) == (len(packed), packed.answers)


def test_records_can_be_added_while_some_are_read() -> None:
    packed = Pasts()
    card = Past(deck="d", fact="f", answers=tuple(Answer(at, 3) for at in range(100_000)))
    for _ in range(3):
        packed.add(card)
    reading = iter(packed)
    assert card == next(reading)
    packed.add(evolve(card, fact="later"))
    assert [card, card] == list(reading)
    assert 400_000 == packed.answers


@pytest.mark.parametrize(
    ("past", "taken", "words"),
    [
        (
            Past(deck="d", fact="f", answers=(Answer(1, 3), Answer(2, 0))),
            Past(deck="d", fact="f", answers=[Answer(1, 3)]),
            "1 of",
        ),
        (Past(deck="d", fact="f", answers=(Answer(10**18, 3),)), Past(deck="d", fact="f", answers=[]), "1 of its answers has"),
        (Past(deck="d", fact="f", phase=Phase.REVIEW, due_day=10**9), Past(deck="d", fact="f"), "no calendar has"),
        (Past(deck="d", fact="f", stability=nan, difficulty=5.0), Past(deck="d", fact="f"), "stability"),
        (Past(deck="d", fact="f", stability=1.0), Past(deck="d", fact="f"), "stability"),
        (Past(deck="d", fact="f", stability=inf, difficulty=5.0), Past(deck="d", fact="f"), "stability"),
    ],
)
def test_what_cannot_be_is_left_out_and_told(past: Past, taken: Past, words: str) -> None:
    found, wrong = checked(past)
    assert taken == found
    assert words in " ".join(wrong)


def test_an_answer_is_told_from_others_by_the_number_that_its_program_gave_it_or_else_by_its_moment() -> None:
    assert [7, 1_000] == [Answer(1_000, 3, origin=7).name, Answer(1_000, 3).name]
