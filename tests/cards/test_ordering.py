"""Things to be put in order, shuffled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Card, Form
from quiz.cards.distractors import LONGEST_OPTION
from quiz.cards.generation import generate
from quiz.cards.ordering import ordering
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation


def listing(*items: str) -> Card:
    return next(generate(Deck("d", facts=[Fact("it", "has", list(items))], relations=[Relation("has", value="list")])))


@given(st.lists(st.sampled_from("abcdefgh"), min_size=3, max_size=8, unique=True), st.text(max_size=5))
def test_the_picks_put_a_list_in_its_order(items: list[str], seed: str) -> None:
    asked = ordering(listing(*items), seed)
    assert items == [asked.options[place].text for place in asked.picks]
    assert "; ".join(items) == asked.answer
    assert "it — has? (put in order)" == asked.prompt


def test_the_seed_shuffles() -> None:
    card = listing("a", "b", "c", "d")
    assert 5 < len({ordering(card, str(seed)).picks for seed in range(60)})
    assert ordering(card, "1") == ordering(card, "1")


@pytest.mark.parametrize("items", [("a", "b"), tuple("abcdefghi"), ("a", "b", "A"), ("a", "b", "x" * (LONGEST_OPTION + 1))])
def test_lists_that_cannot_be_put_in_order(items: tuple[str, ...]) -> None:
    card = listing(*items)
    assert Form.ORDERING not in card.forms
    with pytest.raises(UsageError, match="put in order"):
        ordering(card, "1")


def test_subjects_by_date_are_explained() -> None:
    facts = [Fact(name, "founded", year) for name, year in (("Oslo", "1048"), ("Riga", "1201"), ("Bergen", "1070"))]
    card, *_ = generate(Deck("d", facts=facts, relations=[Relation("founded", value="date", kinds="order")]))
    asked = ordering(card, "1")
    assert "Put in order (founded, earliest first)" == asked.prompt
    assert ["Oslo", "Bergen", "Riga"] == [asked.options[place].text for place in asked.picks]
    assert {"Oslo — founded: 1048", "Bergen — founded: 1070", "Riga — founded: 1201"} == {option.why for option in asked.options}
