"""All members of a set among provably wrong options."""

import pytest

from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.multiselect import multiselect
from quiz.errors import UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation

BORDERS = Relation("border", many=True, complete=True, kinds="forward")
TRUE = {"Norway": {"Sweden", "Finland", "Russia"}, "Peru": {"Chile", "Bolivia", "Ecuador", "Brazil", "Colombia"},
        "Portugal": {"Spain"}, "Chad": {f"C{number}" for number in range(6)}}  # fmt: skip


def cards(relation: Relation = BORDERS) -> dict[str, Card]:
    facts = [Fact(country, "border", other) for country, others in TRUE.items() for other in sorted(others)]
    return {card.given: card for card in generate(Deck("d", facts=facts, relations=[relation]))}


@pytest.mark.parametrize(("country", "options"), [("Norway", 6), ("Peru", 8)])
def test_every_member_is_there_and_nothing_else_is_true(country: str, options: int) -> None:
    card = cards()[country]
    for seed in map(str, range(20)):
        asked = multiselect(card, seed)
        texts = [option.text for option in asked.options]
        assert options == len(texts) == len(set(texts))
        assert TRUE[country] == {option.text for option in asked.options if option.right}
        assert TRUE[country] == {texts[place] for place in asked.picks}
        assert f"{card.prompt} (pick {len(TRUE[country])})" == asked.prompt
        for option in asked.options:
            if not option.right:
                teller = next(land for land, others in TRUE.items() if option.text in others)
                assert f"{teller} — border: {option.text}" == option.why
        assert asked == multiselect(card, seed)
    assert len({multiselect(card, str(seed)).options for seed in range(10)}) > 1


def test_own_mistakes_come_first() -> None:
    for seed in "12345":
        assert "C3" in {option.text for option in multiselect(cards()["Norway"], seed, preferred=["c3"]).options}


@pytest.mark.parametrize("country", ["Portugal", "Chad"])
def test_one_answer_or_too_many_are_not_asked_so(country: str) -> None:
    card = cards()[country]
    assert Form.MULTISELECT not in card.forms
    with pytest.raises(UsageError, match="no set of answers"):
        multiselect(card, "1")


def test_where_the_deck_may_not_name_all_nothing_is_wrong() -> None:
    card = cards(Relation("border", many=True, kinds="forward"))["Norway"]
    assert Form.MULTISELECT not in card.forms


def test_subjects_of_one_value() -> None:
    facts = [Fact(name, "continent", "Europe") for name in ("Spain", "Italy")]
    facts += [Fact(name, "continent", "Asia") for name in ("India", "Japan", "Nepal")]
    card = next(card for card in generate(Deck("d", facts=facts)) if card.kind is Kind.BACKWARD and card.given == "Europe")
    asked = multiselect(card, "1")
    assert {"Spain", "Italy"} == {option.text for option in asked.options if option.right}
    assert {"India", "Japan", "Nepal"} == {option.text for option in asked.options if not option.right}
