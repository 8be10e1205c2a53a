"""Cards that ask for an order: it is provable, and more facts leave a card the same card."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.order_cards import LEAST, surely_before
from quiz.facts.dates import parse_date
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.quantities import parse_quantity
from quiz.facts.relation import Relation

FOUNDED = Relation("founded", value="date", kinds="order")


def cards(*facts: Fact, relation: Relation = FOUNDED) -> list[Card]:
    return list(generate(Deck("d", facts=facts, relations=[relation])))


def founded(**years: str) -> list[Fact]:
    return [Fact(name, "founded", year) for name, year in years.items()]


def test_a_card_shows_its_anchor_and_asks_for_the_order_of_all() -> None:
    card, *_ = cards(*founded(Oslo="1048", Riga="1201", Bergen="1070"))
    assert (Kind.ORDER, "Oslo; Bergen; Riga") == (card.kind, card.answer)
    assert card.prompt.startswith(f"Put in order (founded, earliest first): {card.given}; ")
    assert all(name in card.prompt for name in ("Oslo", "Bergen", "Riga"))
    assert ["Oslo", "Bergen", "Riga"] == [fact.subject for fact in card.facts]
    assert (Form.REVEAL, Form.ORDERING) == card.forms
    assert card.ordered
    assert card.given == card.sibling


def test_it_is_only_made_where_it_is_wanted_and_there_is_an_order() -> None:
    assert Kind.ORDER not in {card.kind for card in cards(*founded(a="1000", b="1100", c="1200"), relation=Relation("founded"))}
    texts = [Fact(name, "word", f"{name}{name}") for name in "abcdef"]
    assert [] == cards(*texts, relation=Relation("word", kinds="order"))


@pytest.mark.parametrize(
    "facts",
    [
        founded(a="1000", b="1100"),
        founded(a="1000", b="1000", c="1000", d="1000"),
        founded(a="c. 1000", b="1050", c="950"),
        founded(a="1000?", b="1100?", c="1200"),
        founded(a="1000/1200", b="1100", c="1150"),
        [*founded(a="1000", b="1100"), Fact("c", "founded", "1200", status="alleged", according_to="a monk")],
        [*founded(a="1000", b="1100"), Fact("c", "founded", "1200", status="announced")],
        [*founded(a="1000", b="1100", c="1200"), Fact("c", "founded", "1300")],
        [*founded(a="1000", b="1100"), Fact("c", "founded", "1200", since="1000", until="1500")],
    ],
)
def test_what_has_no_certain_place_takes_no_part(facts: list[Fact]) -> None:
    assert [] == cards(*facts)


def test_amounts_in_other_units_are_converted() -> None:
    height = Relation("height", value="quantity", kinds="order")
    facts = [
        Fact("A", "height", "1.5 km"),
        Fact("B", "height", "900 m"),
        Fact("C", "height", "2000 m"),
        Fact("D", "height", "3 kg"),
    ]
    (card,) = cards(*facts, relation=height)
    assert "B; A; C" == card.answer
    assert "smallest first" in card.prompt


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [("1 m", "2 m", True), ("2 m", "1 m", False), ("999 m", "1 km", True), ("1000 m", "1 km", False), ("1 m", "2 s", False),
     ("c. 100 m", "105 m", False), ("c. 100 m", "111 m", True), ("10 ± 2 m", "12 m", False), ("10 ± 2 m", "13 m", True)],
)  # fmt: skip
def test_amounts_are_before_others_only_for_certain(one: str, other: str, before: bool) -> None:  # noqa: FBT001 - a table
    assert before is surely_before(parse_quantity(one), parse_quantity(other))


def test_dates_and_amounts_have_no_common_order() -> None:
    assert not surely_before(parse_date("1900"), parse_quantity("1950"))


def test_an_id_of_its_own_wins() -> None:
    facts = founded(Oslo="1048", Riga="1201", Bergen="1070")
    named = [Fact(fact.subject, "founded", fact.value, id=f"fact {fact.subject}") for fact in facts]
    before, after = cards(*facts), cards(*named)
    assert [card.given for card in before] == [card.given for card in after]
    assert not {card.id for card in before} & {card.id for card in after}
    later = [
        Fact(fact.subject, "founded", fact.value, id=f"fact {fact.subject}")
        for fact in founded(Oslo="1049", Riga="1202", Bergen="1")
    ]
    assert [card.id for card in after] == [card.id for card in cards(*later)]


years = st.lists(st.integers(800, 2000), min_size=3, max_size=20, unique=True)


@given(years, years)
def test_more_facts_keep_every_card(first: list[int], more: list[int]) -> None:
    facts = [Fact(f"old {year}", "founded", str(year)) for year in first]
    added = [Fact(f"new {year}", "founded", str(year)) for year in more]
    before, after = cards(*facts), cards(*facts, *added)
    assert before
    if len(before) > 1:  # a single one may be there only so that there is one
        assert {card.id for card in before} <= {card.id for card in after}
    assert [card.id for card in before] == [card.id for card in cards(*facts)]


@given(years)
def test_the_order_is_that_of_the_years(found: list[int]) -> None:
    facts = [Fact(f"thing {year}", "founded", str(year)) for year in found]
    made = cards(*facts)
    assert len(made) <= len(found)
    assert len({card.prompt for card in made}) == len({card.id for card in made}) == len(made)
    for card in made:
        shown = [int(fact.subject.removeprefix("thing ")) for fact in card.facts]
        assert LEAST <= len(shown) <= 4
        assert all(one < other for one, other in pairwise(shown))
        own = int(card.given.removeprefix("thing "))
        assert own in shown
        rank = sorted(found).index(own)
        assert set(shown) <= set(sorted(found)[max(0, rank - 3) : rank + 4])
