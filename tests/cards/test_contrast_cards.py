"""Cards that set two things against each other."""

from pathlib import Path

import pytest

from quiz.cards.card import Card, Form, Kind
from quiz.cards.contrast_cards import contrast_cards
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.errors import DeckError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.writing import dump

CAPITAL = Relation("capital", ask="What is the capital of {subject}?", kinds=("contrast",))
ALMATY = Fact("Kazakhstan", "capital", "Almaty", since="1991", until="1997")
ASTANA = Fact("Kazakhstan", "capital", "Astana", since="1997")


def cards(*facts: Fact, relation: Relation = CAPITAL, terms: tuple[Term, ...] = ()) -> list[Card]:
    return [card for card in generate(Deck("d", facts=facts, relations=[relation], terms=terms)) if card.kind is Kind.CONTRAST]


def test_what_was_and_what_is_now() -> None:
    (card,) = cards(ALMATY, ASTANA)
    assert "What is the capital of Kazakhstan? It was Almaty until 1997; what has it been since?" == card.prompt
    assert ("Astana", (ASTANA,)) == (card.answer, card.facts)
    assert (Form.REVEAL, Form.TYPED) == card.forms


def test_the_former_value_is_no_wrong_option() -> None:
    others = [Fact(f"Land {number}", "capital", f"Town {number}") for number in range(6)]
    (card,) = cards(ALMATY, ASTANA, *others)
    from quiz.cards.choices import choice

    for seed in "12345":
        assert "Almaty" not in {option.text for option in choice(card, seed, preferred=["Almaty"]).options}


def test_the_id_does_not_know_the_answer() -> None:
    (before,), (mended,) = cards(ALMATY, ASTANA), cards(ALMATY, Fact("Kazakhstan", "capital", "Nur-Sultan", since="1997"))
    assert before.id == mended.id
    (other,) = cards(Fact("Kazakhstan", "capital", "Almaty", since="1991", until="1996"), ASTANA)
    assert before.id != other.id


@pytest.mark.parametrize(
    ("facts", "asked", "answer"),
    [
        ((ALMATY, Fact("Kazakhstan", "capital", "Astana")), "what has it been since?", "Astana"),
        ((ALMATY, Fact("Kazakhstan", "capital", "Astana", since="2001")), "what was it next?", "Astana"),
        ((ALMATY, Fact("Kazakhstan", "capital", "Akmola", since="1997", until="1998")), "what was it next?", "Akmola"),
    ],
)
def test_what_came_next(facts: tuple[Fact, ...], asked: str, answer: str) -> None:
    (card,) = cards(*facts)
    assert card.prompt.endswith(asked)
    assert answer == card.answer


def test_each_change_is_a_card() -> None:
    akmola = Fact("Kazakhstan", "capital", "Akmola", since="1997", until="1998")
    found = cards(ALMATY, akmola, Fact("Kazakhstan", "capital", "Astana", since="1998"))
    assert ["Akmola", "Astana"] == [card.answer for card in found]
    assert 2 == len({card.id for card in found})


@pytest.mark.parametrize(
    "facts",
    [
        (ASTANA,),
        (ALMATY,),
        (ALMATY, Fact("Kazakhstan", "capital", "Almaty", since="1997")),
        (ALMATY, Fact("Kazakhstan", "capital", "almaty", since="1997")),
        (ALMATY, ASTANA, Fact("Kazakhstan", "capital", "Karaganda", since="1997")),
        (ALMATY, Fact("Kazakhstan", "capital", "Astana", since="1997", according_to="a traveller")),
        (ALMATY, Fact("Kazakhstan", "capital", "Astana", since="1995")),
    ],
)
def test_where_nothing_clearly_changed_there_is_none(facts: tuple[Fact, ...]) -> None:
    assert [] == cards(*facts)


PAIR = (Fact("Australia", "capital", "Canberra"), Fact("Austria", "capital", "Vienna"))


def test_a_pair_that_the_deck_names() -> None:
    relation = Relation("capital", contrast=[["Australia", "Austria"]])
    (card,) = cards(*PAIR, relation=relation)
    assert "Australia or Austria: which has which capital?" == card.prompt
    assert ("Canberra", "Vienna") == tuple(map(str, card.parts))
    assert card.ordered
    assert (Form.REVEAL, Form.MATCHING) == card.forms
    (turned,) = cards(*PAIR, relation=Relation("capital", contrast=[["Austria", "Australia"], ["Australia", "Austria"]]))
    assert (card.id, ("Vienna", "Canberra")) == (turned.id, tuple(map(str, turned.parts)))
    assert {Kind.FORWARD, Kind.BACKWARD, Kind.CONTRAST} == {found.kind for found in generate(card.deck)}


def test_a_pair_is_found_by_any_name() -> None:
    relation = Relation("capital", subject="country", contrast=[["Oz", "Austria"]])
    (card,) = cards(*PAIR, relation=relation, terms=(Term("Australia", type="country", aliases=("Oz",)),))
    assert "Australia or Austria" == card.given


@pytest.mark.parametrize(
    ("facts", "pair"),
    [
        (PAIR, ("Australia", "Atlantis")),
        ((*PAIR, Fact("Oesterreich", "capital", "Vienna")), ("Austria", "Oesterreich")),
        ((*PAIR, Fact("Austria", "capital", "Canberra", since="1900", until="1901")), ("Australia", "Austria")),
        ((*PAIR, Fact("Austria", "capital", "Graz")), ("Australia", "Austria")),
    ],
)
def test_pairs_that_do_not_exclude_each_other_are_left_out(facts: tuple[Fact, ...], pair: tuple[str, str]) -> None:
    assert [] == cards(*facts, relation=Relation("capital", contrast=[pair]))


def test_pairs_that_a_learner_confuses() -> None:
    deck = Deck("d", facts=PAIR)
    relation = deck.relations["capital"]
    (card,) = contrast_cards(deck, relation, [("Austria", "Australia"), ("Austria", "Nowhere")])
    (same,) = contrast_cards(Index(deck), relation, [("Austria", "Australia")])
    assert (card.id, card.prompt) == (same.id, same.prompt)
    assert card.id in {found.id for found in cards(*PAIR, relation=Relation("capital", contrast=[("Australia", "Austria")]))}


@pytest.mark.parametrize("wrong", [["Australia", "Austria"], [["Australia"]], [["a", "a"]], [["a", ""]], [["a", "b", "c"]]])
def test_what_is_no_pair_is_refused(wrong: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="pair of two different subjects"):
        Relation("capital", contrast=wrong)


DECK = """\
[deck]
id = "d"
[relations.capital]
contrast = [["Australia", "Austria"]]
[[facts]]
subject = "Australia"
capital = "Canberra"
[[facts]]
subject = "Austria"
capital = "Vienna"
"""


def test_pairs_are_read_and_written(tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(DECK, encoding="utf-8")
    deck = load(tmp_path / "d.toml")
    assert (("Australia", "Austria"),) == deck.relations["capital"].contrast
    dump(deck, tmp_path / "again.toml")
    assert deck == load(tmp_path / "again.toml")


@pytest.mark.parametrize(
    ("pairs", "code", "told"),
    [
        ('[["Australia", "Austra"]]', "unknown-subject", "“Austra”"),
        ('[["Australia", "Mars"]]', "unknown-subject", "“Mars”"),
        ('["Australia", "Austria"]', "wrong-value", "pairs of subjects"),
        ('"Australia"', "wrong-value", "pairs of subjects"),
        ('[["Australia", "Australia"]]', "wrong-value", "two different subjects"),
        ("[[1, true]]", "wrong-value", "true stands where text was expected"),
    ],
)
def test_pairs_that_cannot_be_are_told(pairs: str, code: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(DECK.replace('[["Australia", "Austria"]]', pairs), encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        load(tmp_path / "d.toml")
    (problem,) = caught.value.problems
    assert (code, 4) == (problem.code, problem.line)
    assert told in problem.message
    assert problem.hint
