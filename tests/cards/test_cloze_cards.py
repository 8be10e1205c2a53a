"""The cards of a learner's own clozes: one for each number, the same card whatever answer is mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome
from quiz.cards.wording import statement
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation


def cards(*sentences: str, subject: str = "Europe", **qualifiers: str) -> list[Card]:
    facts = [Fact(subject, "cloze", Cloze(sentence), **qualifiers) for sentence in sentences]
    return list(generate(Deck("d", facts=facts, relations=[Relation("cloze", value="cloze")])))


def test_one_card_for_each_number() -> None:
    first, second = cards("{{c1::Paris}} is the capital of {{c2::France::country}}.")
    assert (Kind.CLOZE, Kind.CLOZE) == (first.kind, second.kind)
    assert ("_____ is the capital of France.", "Paris") == (first.prompt, first.answer)
    assert ("Paris is the capital of [country].", "France") == (second.prompt, second.answer)
    assert {(Form.REVEAL, Form.TYPED)} == {first.forms, second.forms}
    assert not first.ordered
    assert "Europe" == first.subject == first.sibling == second.sibling


def test_several_words_of_one_number_are_its_parts_in_order() -> None:
    (card,) = cards("{{c1::Oslo}}, {{c1::Bergen}} and {{c1::Oslo}}")
    assert ("Oslo", "Bergen", "Oslo") == tuple(map(str, card.parts))
    assert card.ordered
    assert Outcome.RIGHT is judge(card, "Oslo; Bergen; Oslo").outcome
    assert Outcome.RIGHT is not judge(card, "Bergen; Oslo; Oslo").outcome


def test_a_single_blank_is_judged_as_words_are() -> None:
    card, _ = cards("{{c1::Paris}} is the capital of {{c2::France}}.")
    assert Outcome.RIGHT is judge(card, "paris").outcome
    assert Outcome.CLOSE is judge(card, "Pariss").outcome
    assert Outcome.WRONG is judge(card, "Rome").outcome


@pytest.mark.parametrize(
    "mended", ["{{c1::Rome}} is the capital of {{c2::Italy}}.", "{{c1::Lutetia::city}} is the capital of {{c2::{{c2::Fr}}ance}}."]
)
def test_mending_any_answer_keeps_every_id(mended: str) -> None:
    before = cards("{{c1::Paris}} is the capital of {{c2::France}}.")
    assert [card.id for card in before] == [card.id for card in cards(mended)]
    assert 2 == len({card.id for card in before})


def test_another_sentence_or_subject_is_another_card() -> None:
    (first,) = cards("{{c1::Paris}} is a city.")
    assert first.id not in {
        card.id for card in cards("{{c1::Paris}} is a town.") + cards("{{c1::Paris}} is a city.", subject="x")
    }


def test_an_id_of_its_own_wins() -> None:
    before = cards("{{c1::Paris}} is in {{c2::France}}.", id="x")
    after = cards("{{c2::France}}: {{c1::Lyon}}, too.", id="x")
    assert {card.id for card in before} == {card.id for card in after}


def test_sentences_with_one_frame_are_told_apart_by_their_other_blanks() -> None:
    alone = cards("{{c1::Paris}} is the capital of {{c2::France}}.")
    both = cards("{{c1::Paris}} is the capital of {{c2::France}}.", "{{c1::Rome}} is the capital of {{c2::Italy}}.")
    assert ["Paris", "France", "Rome", "Italy"] == [card.answer for card in both]
    assert [card.id for card in alone] == [card.id for card in both[:2]]
    assert 4 == len({card.id for card in both})


def test_sentences_that_differ_in_the_answer_alone_are_one_card_with_a_set() -> None:
    (card,) = cards("{{c1::Paris}} is in France.", "{{c1::Lyon}} is in France.")
    assert ("Paris", "Lyon") == tuple(map(str, card.parts))
    assert not card.ordered
    assert Outcome.RIGHT is judge(card, "Lyon; Paris").outcome
    (unclear,) = cards("{{c1::a}} and {{c1::b}}", "{{c1::c}} and {{c1::d}}")
    assert () == unclear.forms


def test_a_claim_is_worded_as_one() -> None:
    (card,) = cards("{{c1::Atlantis}} is here.", according_to="Plato", status="alleged")
    assert "_____ is here (alleged by Plato)." == card.prompt
    assert "Atlantis is here (alleged by Plato)." == statement(card.facts[0], card.relation)


def test_what_is_no_line_is_not_typed() -> None:
    (card,) = cards("{{c1::" + "long " * 20 + "}} it is")
    assert (Form.REVEAL,) == card.forms


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["a", "b", "c d"])), min_size=1, max_size=3), min_size=1, max_size=5
    )
)
def test_ids_and_prompts_are_unique(sentences: list[list[tuple[int, str]]]) -> None:
    made = cards(*("so " + " or ".join(f"{{{{c{number}::{words}}}}}" for number, words in blanks) for blanks in sentences))
    assert len(made) == len({card.id for card in made}) == len({card.prompt for card in made})
    assert {card.id for card in made} == {card.id for card in generate(made[0].deck)}
