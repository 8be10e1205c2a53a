"""Wrong options: provably false, as like the right one as can be, and always to be found when they were promised."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice
from quiz.cards.distractors import LONGEST_OPTION, count_distractors, distractors, has_distractors, is_false, likeness
from quiz.cards.generation import generate
from quiz.cards.pool import Candidate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.quantities import parse_quantity
from quiz.facts.relation import Relation
from quiz.facts.values import Text, Value
from tests.strategies import Data, deck_data, deck_of


def first(*facts: Fact, relation: Relation | None = None) -> Card:
    return next(iter(generate(Deck("d", facts=facts, relations=[relation] if relation else []))))


@settings(max_examples=40)
@given(deck_data())
def test_a_promised_choice_is_kept_for_every_seed(data: Data) -> None:
    for card in generate(deck_of(data)):
        if Form.CHOICE in card.forms:
            for seed in map(str, range(5)):
                assert 4 == len(choice(card, seed).options)


@settings(max_examples=25)
@given(st.lists(st.sampled_from([*"abcdefgh", "北", "京", "ж", "1", "A", "a b", "a-b"]), min_size=14, max_size=40))
def test_a_promised_choice_of_members_is_kept(names: list[str]) -> None:
    facts = [Fact(f"{name}{number}", "b", "x" if number % 3 else f"y{number}") for number, name in enumerate(names)]
    for card in generate(Deck("d", facts=facts, relations=[Relation("b")])):
        if Form.CHOICE in card.forms:
            assert all(4 == len(choice(card, seed).options) for seed in "abcdef")


@settings(max_examples=40)
@given(deck_data(), st.randoms(use_true_random=False))
def test_every_one_is_false(data: Data, random: Random) -> None:
    for card in generate(deck_of(data)):
        if card.asked:
            found = distractors(card, card.members[0], 3, random)
            assert all(is_false(card, candidate) for candidate in found)
            assert not {candidate.value.key for candidate in found} & {member.key for member in card.members}


def test_dates_stand_beside_dates_of_the_same_precision() -> None:
    dates = ["1900", "1910", "1920", "1930", "1900-05-06", "1910-05-06", "1920-05-06", "1930-05-06"]
    card = first(*(Fact(f"S{n}", "b", date) for n, date in enumerate(dates)), relation=Relation("b", value="date"))
    assert {"1900", "1910", "1920", "1930"} == {option.text for option in choice(card, "1").options}


def test_near_in_magnitude() -> None:
    card = first(
        *(Fact(f"S{n}", "b", n) for n in (500, *range(1000))), relation=Relation("b", value="quantity", kinds=("forward",))
    )
    assert "500" == card.answer
    assert all(480 <= int(option.text) <= 520 for seed in map(str, range(20)) for option in choice(card, seed).options)


def test_the_subject_itself_is_no_option() -> None:
    facts = [
        Fact("Luxembourg", "capital", "Luxembourg City"),
        Fact("X", "capital", "Luxembourg"),
        *(Fact(f"S{n}", "capital", f"V{n}") for n in range(9)),
    ]
    card = first(*facts, relation=Relation("capital"))
    assert all("Luxembourg" not in [o.text for o in choice(card, s, ["Luxembourg"]).options] for s in map(str, range(20)))


@pytest.mark.parametrize("kind", [Kind.FORWARD, Kind.BACKWARD])
def test_terms_of_other_relations_may_stand_beside_them(kind: Kind) -> None:
    facts = [Fact("S", "b", "V"), *(Fact(f"T{n}", "c", f"W{n}") for n in range(5))]
    deck = Deck("d", facts=facts, relations=[Relation("b", value="city"), Relation("c", value="city")])
    card = next(card for card in generate(deck) if card.kind is kind and card.relation.name == "b")
    assert (Form.CHOICE in card.forms) == (kind is Kind.FORWARD)


def test_wrong_answers_of_the_author_come_first_unless_they_are_true() -> None:
    facts = [
        Fact("Australia", "capital", "Canberra", wrong=["Sydney", "Melbourne", "canberra", "Lima"]),
        *(Fact(f"S{number}", "capital", f"V{number}") for number in range(9)),
        Fact("Peru", "capital", "Lima"),
    ]
    card = first(*facts, relation=Relation("capital", kinds=("forward",)))
    for seed in map(str, range(10)):
        asked = choice(card, seed)
        assert {"Canberra", "Sydney", "Melbourne", "Lima"} == {option.text for option in asked.options}
        why = {option.text: option.why for option in asked.options}
        assert "Peru — capital: Lima" == why["Lima"]
        assert "Australia — capital: Canberra" == why["Sydney"]


def test_the_author_alone_says_what_is_false_of_a_set() -> None:
    facts = [
        Fact("A", "river", "R", wrong=["X", "Y", "Z", "R"]),
        *(Fact(f"S{number}", "river", f"V{number}") for number in range(9)),
    ]
    relation = Relation("river", many=True, kinds=("forward",))
    card = first(*facts, relation=relation)
    assert {"R", "X", "Y", "Z"} == {option.text for option in choice(card, "1").options}
    assert Form.CHOICE not in first(*facts[1:], relation=relation).forms


def test_how_many_are_larger_is_drawn() -> None:
    card = first(
        *(Fact(f"S{n}", "b", n) for n in (500, *range(1000))), relation=Relation("b", value="quantity", kinds=("forward",))
    )
    places = [sum(int(option.text) < 500 for option in choice(card, seed).options) for seed in map(str, range(400))]
    assert all(60 <= places.count(place) <= 140 for place in range(4))


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("Rome", "Rome", 4.0),
        ("", "", 4.0),
        ("Rome", "Romeville", 4.0 - 5 / 9 - 0.5),
        ("Romeville", "Rome", 4.0 - 5 / 9 - 0.5),
        ("Rome", "Some", 3.5),
        ("Rome", "Romy", 3.5),
        ("Rome", "rome", 3.0),
        ("Ro me", "Romme", 3.5),
        ("Room1", "Rooms", 3.0),
        ("12.5", "12.55", 4.0 - 1 / 5 - 2 * 0.5),
        ("Rome", "12", 4.0 - 2 / 4 - 4 * 0.5),
    ],
)
def test_likeness(text: str, other: str, expected: float) -> None:
    assert expected == pytest.approx(likeness(text, other))


CITIES = (
    "Aberdeen Bordeaux Chicago Dresden Esbjerg Florence Granada Hamburg Istanbul Jakarta Kyoto Lisbon Madrid Naples Osaka Porto "
    "Quebec Riga Seville Turin Utrecht Venice"
)


def cities() -> Deck:
    facts = []
    for number, city in enumerate(CITIES.split()):
        facts.append(Fact(f"S{number}", "city", city))
        facts.append(Fact(f"S{number}", "side", "north" if number % 3 else "south"))
        facts.append(Fact(f"S{number}", "size", number * number * 10 + number))
    forward = ("forward",)
    relations = [Relation("city", kinds=forward), Relation("side"), Relation("size", value="quantity", kinds=forward)]
    return Deck("d", facts=facts, relations=relations)


@pytest.mark.parametrize(
    ("relation", "seed", "options"),
    [
        ("city", "a", "Jakarta, Aberdeen, Seville, Dresden"),
        ("city", "b", "Jakarta, Chicago, Esbjerg, Granada"),
        ("city", "c", "Aberdeen, Granada, Turin, Jakarta"),
        ("city", "d", "Chicago, Jakarta, Kyoto, Osaka"),
        ("city", "e", "Madrid, Dresden, Granada, Jakarta"),
        ("city", "f", "Jakarta, Madrid, Seville, Aberdeen"),
        ("city", "g", "Jakarta, Granada, Venice, Hamburg"),
        ("city", "h", "Chicago, Jakarta, Madrid, Naples"),
        ("size", "a", "2576, 819, 255, 2265"),
        ("size", "b", "819, 3258, 366, 2265"),
        ("size", "c", "2265, 255, 819, 2576"),
        ("size", "d", "366, 1452, 93, 819"),
        ("size", "e", "1452, 819, 93, 366"),
        ("size", "f", "1703, 4020, 4431, 819"),
        ("size", "g", "497, 93, 819, 366"),
        ("size", "h", "819, 366, 0, 93"),
    ],
)
def test_the_same_seed_gives_the_same_question_everywhere(relation: str, seed: str, options: str) -> None:
    card = next(card for card in generate(cities()) if (card.relation.name, card.given) == (relation, "S9"))
    assert options == ", ".join(option.text for option in choice(card, seed).options)


def test_what_is_alike_in_other_relations_is_offered_more_often() -> None:
    cards = [card for card in generate(cities()) if card.relation.name == "city"]
    side = {fact.subject: str(fact.value) for fact in cities().by_relation["side"]}
    shared = [
        side[one.fact.subject] == side[card.given]
        for card in cards
        for seed in range(10)
        for one in distractors(card, card.members[0], 3, Random(seed))
    ]
    # By chance five in nine would be.
    assert 0.62 < sum(shared) / len(shared) < 0.85


MIXED = (
    Fact("A", "b", "Rome"),
    Fact("a", "b", "1000 km"),
    Fact("A", "b", "12", until=1900),
    *(Fact(f"S{n}", "b", f"V{n}") for n in range(9)),
)


@pytest.mark.parametrize(
    ("value", "false"),
    [
        (Text("1,000 km"), False),
        (Text("Rome"), False),
        (Text("The Rome"), False),
        (Text("A"), False),
        (Text("Oslo"), True),
        (parse_quantity("1000 km"), False),
        (parse_quantity("12"), False),
        (parse_quantity("1001 km"), True),
        (parse_quantity("13"), True),
    ],
)
def test_values_of_several_types(value: Value, *, false: bool) -> None:
    relation = Relation("b", kinds=("forward",))
    card = next(card for card in generate(Deck("d", facts=MIXED, relations=[relation])) if "A" == card.given)
    assert false == is_false(card, Candidate(value, card.facts[0], 1))


@pytest.mark.parametrize(
    ("given", "value", "false"), [("7", "7", False), ("7", "8", True), ("7 km", "7000 m", False), ("S", "7", True)]
)
def test_numbers_beside_the_given_side(given: str, value: str, *, false: bool) -> None:
    facts = [Fact(given, "b", 100), *(Fact(f"S{number}", "b", number) for number in range(200, 209))]
    card = first(*facts, relation=Relation("b", value="quantity", kinds=("forward",)))
    assert false == is_false(card, Candidate(parse_quantity(value), facts[0], 1)) or given == "7 km"


def test_what_is_vouched_for_must_be_readable_and_short() -> None:
    wrong = ["5", "no number", "9" * (LONGEST_OPTION + 1), "8"]
    facts = [Fact("A", "b", 7, wrong=wrong)]
    card = first(*facts, relation=Relation("b", value="quantity", kinds=("forward",)))
    assert 2 == count_distractors(card, 3)
    assert has_distractors(card, 2)
    assert not has_distractors(card, 3)
    assert ["5", "8"] == [str(one.value) for one in distractors(card, card.members[0], 3, Random(1))]


def test_nobody_vouches_for_subjects() -> None:
    facts = [Fact("A", "b", "x", wrong=["B", "C", "D"]), Fact("A", "b", "y")]
    cards = [
        card for card in generate(Deck("d", facts=facts, relations=[Relation("b", many=True)])) if card.kind is Kind.BACKWARD
    ]
    assert [0, 0] == [count_distractors(card, 3) for card in cards]


def test_a_large_group_of_a_relation_with_many_values_costs_no_time() -> None:
    facts = [Fact(f"{number}", "b", value) for number in range(3000) for value in ("x", f"y{number}")]
    card = next(c for c in generate(Deck("d", facts=facts, relations=[Relation("b", many=True)])) if c.given == "x")
    assert 0 == count_distractors(card, 3)
