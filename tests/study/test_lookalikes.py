"""What is easily taken for each other is not met on the same day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.study.lookalikes import Looks, alike, confused, look_alike, looks_of, unlike_first
from tests.study.samples import waiting

WORLD = Deck(
    "world",
    facts=[
        Fact(country, "capital", city)
        for country, city in (("Slovakia", "Bratislava"), ("Slovenia", "Ljubljana"), ("Peru", "Lima"), ("Iran", "Tehran"))
    ],
)


def looks(card: str, given: str = "", answer: str = "", *confused_with: str) -> Looks:
    return Looks(card, given or f"given {card * 9}", f"subject {card * 9}", (answer or card * 9,), confused_with)


@pytest.mark.parametrize(
    ("one", "other"),
    [("slovakia", "slovenia"), ("niger", "nigeria"), ("iran", "iraq"), ("austria", "australia"), ("1914", "1918")],
)
def test_alike_words_differ_in_a_few_letters(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("peru", "peru"), ("peru", "cuba"), ("au", "ag"), ("chad", "chile"), ("a" * 2000, "a" * 1999 + "b"), ("", "")],
)
def test_alike_words_are_neither_equal_nor_unlike_nor_very_short(one: str, other: str) -> None:
    assert not alike(one, other)


def test_looks_of_a_card_are_its_bare_words() -> None:
    card = next(iter(generate(WORLD)))
    assert Looks(card.id, "slovakia", "slovakia", ("bratislava",), ("ljubljana",)) == looks_of(card, ["Ljubljana", "ljubljana"])


def test_look_alike_cards_show_ask_or_answer_nearly_the_same() -> None:
    assert look_alike(looks("1", given="slovakia"), looks("2", given="slovenia"))
    assert look_alike(looks("1", answer="niger"), looks("2", answer="nigeria"))
    assert look_alike(looks("a"), looks("b", "", "", "aaaaaaaaa"))
    assert not look_alike(looks("a"), looks("b"))
    assert not look_alike(looks("a"), looks("a"))


def test_confused_cards_were_answered_with_one_another() -> None:
    one, other = looks("1", "", "bratislava", "ljubljana"), looks("2", "", "ljubljana")
    assert confused(one, other)
    assert confused(other, one)
    assert not confused(looks("1", "", "bratislava", "lima"), other)


def test_unlike_first_keeps_look_alikes_for_another_day() -> None:
    cards = {card.id: looks_of(card) for card in generate(WORLD)}
    items = [waiting(name, found.subject) for name, found in cards.items() if found.given == found.subject]
    first, others = unlike_first(items, (), cards.__getitem__, 3)
    assert ["slovakia", "peru", "iran"] == [item.sibling for item in first]
    assert ["slovenia"] == [item.sibling for item in others]
    first, others = unlike_first(items, [looks("met", given="slovakia")], cards.__getitem__, 9)
    assert ["slovakia", "peru", "iran"] == [item.sibling for item in first]  # the same name is a sibling's, and no look-alike
    assert ["slovenia"] == [item.sibling for item in others]


def test_unlike_first_looks_at_no_more_cards_than_it_takes() -> None:
    asked = []

    def look(card: str) -> Looks:
        asked.append(card)
        return looks(card)

    first, others = unlike_first((waiting(name) for name in "abcdef"), (), look, 2)
    assert (["a", "b"], [], ["a", "b"]) == ([item.card for item in first], others, asked)


@given(st.lists(st.sampled_from("abc"), unique=True), st.integers(0, 4))
def test_what_unlike_first_takes_is_unlike_each_other(names: list[str], wanted: int) -> None:
    shown = {"a": looks("a", given="slovakia"), "b": looks("b", given="slovenia"), "c": looks("c", given="peru")}
    first, others = unlike_first([waiting(name) for name in names], (), shown.__getitem__, wanted)
    assert len(first) <= wanted
    assert not any(look_alike(shown[one.card], shown[other.card]) for one in first for other in first)
    assert all(any(look_alike(shown[item.card], shown[one.card]) for one in first) for item in others)
