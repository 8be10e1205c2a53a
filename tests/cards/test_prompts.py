"""Prompts are kept apart, most of them without being remembered."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Kind
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.cards.prompts import Frame, Prompts
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

PIECES = st.sampled_from(
    ["", "a", "b", " ", "?", " — b?", "b: ", " — which one?", "(as of 2010)", " (since 2000)", "[b]", "[a]", "2"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=3).map("".join).filter(str.strip)
WORDINGS = st.tuples(PIECES, PIECES)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    """Draw decks whose names and wordings are made of the same few pieces, so that questions nearly meet."""
    relations = []
    for name in draw(st.lists(TEXTS, min_size=1, max_size=3, unique_by=str.strip)):
        ask, back, say = (draw(st.one_of(st.none(), WORDINGS)) for _ in range(3))
        relations.append(
            Relation(
                name,
                label=draw(st.one_of(st.just(""), TEXTS)),
                ask=ask and f"{ask[0]}{{subject}}{ask[1]}",
                ask_back=back and f"{back[0]}{{value}}{back[1]}",
                say=say and f"{say[0]}{{subject}}{say[1]}{{value}}",
                kinds=("forward", "backward", "cloze"),
                many=draw(st.booleans()),
            )
        )
    facts = st.builds(
        lambda subject, relation, value, told: Fact(subject, relation.name, value, **told),
        TEXTS,
        st.sampled_from(relations),
        TEXTS,
        st.sampled_from([{}, {}, {}, {"as_of": 2010}, {"status": "expected"}, {"since": 1990, "until": 2000}]),
    )
    return Deck("d", facts=draw(st.lists(facts, min_size=1, max_size=10)), relations=relations)


@settings(max_examples=300)
@given(decks())
def test_no_two_prompts_are_equal(deck: Deck) -> None:
    assert [] == [prompt for prompt, times in Counter(card.prompt for card in generate(deck)).items() if times > 1]


@given(st.tuples(WORDINGS, TEXTS), st.tuples(WORDINGS, TEXTS))
def test_frames_that_are_apart_never_meet(one: tuple[tuple[str, str], str], other: tuple[tuple[str, str], str]) -> None:
    frames = Frame(*one[0]), Frame(*other[0])
    if f"{one[0][0]}{one[1]}{one[0][1]}" == f"{other[0][0]}{other[1]}{other[0][1]}":
        assert frames[0].may_equal(frames[1])
    assert frames[0].may_equal(frames[1]) == frames[1].may_equal(frames[0])


def test_a_plain_deck_has_nothing_to_remember() -> None:
    facts = [Fact(f"S{number}", name, f"V{number}") for number in range(20) for name in ("capital", "king")]
    prompts = Prompts.of(Index(Deck("d", facts=facts)))
    assert {(name, kind) for name in ("capital", "king") for kind in (Kind.FORWARD, Kind.BACKWARD)} == set(prompts.frames)


def test_a_qualified_prompt_makes_way_for_a_plain_one_that_comes_later() -> None:
    relation = Relation("b", ask="Of {subject}", kinds=("forward",))
    facts = [Fact("A", "b", "x", as_of=2010), Fact("A", "b", "y", as_of=2020), Fact("A (as of 2010)", "b", "z")]
    found = {card.prompt: card.answer for card in generate(Deck("d", facts=facts, relations=[relation]))}
    assert {"Of A (as of 2010) [b]": "x", "Of A": "y", "Of A (as of 2010)": "z"} == found


@pytest.mark.parametrize("wording", ["What is it?", "{subject} or {subject}?"])
def test_what_does_not_show_its_side_once_is_remembered(wording: str) -> None:
    relation = Relation("b", ask=wording, kinds=("forward",))
    assert {} == dict(Prompts.of(Index(Deck("d", facts=[Fact("A", "b", "x")], relations=[relation]))).frames)
