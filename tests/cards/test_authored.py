"""What a fact's author wrote of its answer: wrong options, other right answers, and remarks on answers."""

import pytest

from quiz.cards.authored import authored
from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice, true_false
from quiz.cards.distractors import distractors
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.multiselect import multiselect
from quiz.cards.remarks import remarks_on
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import SetOf, Text

ANSWER = Relation("answer", ask="{subject}", kinds=("forward",), many=True, apart=True)
"""As of a test: the answer to one question says nothing of the answers to others."""
SEEDS = tuple(map(str, range(12)))


def first(*facts: Fact, relation: Relation = ANSWER, terms: tuple[Term, ...] = ()) -> Card:
    return next(iter(generate(Deck("d", facts=facts, relations=[relation], terms=terms))))


def options(card: Card, seed: str = "1") -> set[str]:
    return {option.text for option in choice(card, seed).options}


@pytest.mark.parametrize("wrong", [["Lyon"], ["Lyon", "Nice"], ["Lyon", "Nice", "Lille", "Brest", "Metz"]])
def test_a_question_of_a_test_is_asked_with_the_options_of_its_author_alone(wrong: list[str]) -> None:
    card = first(
        Fact("The capital of France?", "answer", "Paris", wrong=wrong),
        Fact("Who?", "answer", "Ada"),
        Fact("6 · 7?", "answer", "42"),
    )
    for seed in SEEDS:
        assert {"Paris", *wrong} == options(card, seed)


def test_a_question_without_wrong_options_is_no_choice() -> None:
    facts = [Fact(f"Question {number}?", "answer", f"Answer {number}") for number in range(9)]
    assert not {Form.CHOICE, Form.TRUEFALSE, Form.MATCHING} & set(first(*facts).forms)


def test_no_more_options_than_there_are_keys() -> None:
    card = first(Fact("Which?", "answer", "x", wrong=[f"w{number}" for number in range(20)]))
    assert 8 == len(options(card))


def test_three_of_its_author_suffice_where_others_could_be_proved() -> None:
    capital = Relation("capital", kinds=("forward",))
    others = [Fact(f"S{number}", "capital", f"V{number}") for number in range(9)]
    card = first(Fact("France", "capital", "Paris", wrong=["Lyon", "Nice", "Lille"]), *others, relation=capital)
    assert {"Paris", "Lyon", "Nice", "Lille"} == options(card)
    two = first(Fact("France", "capital", "Paris", wrong=["Lyon", "Nice"]), *others, relation=capital)
    assert 4 == len(options(two))
    assert {"Paris", "Lyon", "Nice"} < options(two)


def test_what_its_author_tells_apart_is_offered_however_alike() -> None:
    wrong = ["H2O2", "hydrogen and oxygen", "Water (salty)", "c++"]
    card = first(Fact("Water?", "answer", "H2O", wrong=wrong), Fact("B", "answer", "C"))
    assert {"H2O", *wrong} == options(card)


def test_what_the_deck_shows_to_be_true_is_never_offered() -> None:
    card = first(Fact("Capital?", "answer", "Paris", wrong=["PARIS", "paname", "Lyon", "lyon"], accept=["Paname"]))
    assert {"Paris", "Lyon"} == options(card)
    strict = Relation("answer", kinds=("forward",), many=True, apart=True, strict=True)
    assert {"Paris", "PARIS", "paname", "Lyon", "lyon"} == options(
        first(Fact("Capital?", "answer", "Paris", wrong=["PARIS", "paname", "Lyon", "lyon"], accept=["Paname"]), relation=strict)
    )


def test_what_another_fact_of_the_subject_states_is_never_offered() -> None:
    back = Relation("Back", kinds=("forward",), apart=True)
    facts = [Fact("bank", "Back", "Ufer", id="a/0"), Fact("bank", "Back", "Geldhaus", id="b/0", wrong=["Ufer", "Sitz"])]
    facts += [Fact(f"S{number}", "Back", f"V{number}", id=f"c{number}/0") for number in range(9)]
    one, two, *_ = generate(Deck("d", facts=facts, relations=[back]))
    for seed in SEEDS:
        assert "Geldhaus" not in options(one, seed)
        assert "Ufer" not in options(two, seed)


def test_a_term_of_another_name_is_true_as_well() -> None:
    leads = Relation("leads", value="country", kinds=("forward",), many=True)
    terms = (Term("Netherlands", "country", aliases=["Holland"]), Term("Benelux", "country"))
    assert {"Netherlands", "Benelux"} == options(
        first(Fact("A", "leads", "Netherlands", wrong=["Holland", "Benelux"]), relation=leads, terms=terms)
    )


def test_a_statement_is_any_of_the_wrong_ones_or_the_right_one() -> None:
    card = first(Fact("Capital?", "answer", "Paris", wrong=["Lyon", "Nice", "Lille"]))
    said = {true_false(card, str(seed)).prompt for seed in range(60)}
    assert {f"Capital? — answer: {text}" for text in ("Paris", "Lyon", "Nice", "Lille")} == said


RIVERS = Relation("rivers", value="set", ask="{subject}", kinds=("forward",), apart=True)


@pytest.mark.parametrize("wrong", [["Po"], ["Po", "Ebro", "Oder", "Tajo", "Duero"]])
def test_several_right_ones_are_picked_from_the_options_of_their_author(wrong: list[str]) -> None:
    card = first(Fact("In France?", "rivers", SetOf([Text("Seine"), Text("Loire")]), wrong=wrong), relation=RIVERS)
    asked = multiselect(card, "1")
    assert {"Seine", "Loire", *wrong} == {option.text for option in asked.options}
    assert {"Seine", "Loire"} == {asked.options[place].text for place in asked.picks}


def test_an_author_may_mean_six_to_be_picked() -> None:
    right = [f"r{number}" for number in range(6)]
    card = first(Fact("Which?", "rivers", SetOf(map(Text, right)), wrong=["w"]), relation=RIVERS)
    assert 7 == len(multiselect(card, "1").options)
    assert Form.MULTISELECT not in first(Fact("Which?", "rivers", SetOf(map(Text, right))), relation=RIVERS).forms


def test_one_right_one_of_a_set_is_chosen() -> None:
    card = first(Fact("Which?", "rivers", SetOf([Text("Seine")]), wrong=["Po; Ebro", "Oder"]), relation=RIVERS)
    assert {"Seine", "Po; Ebro", "Oder"} == options(card)


def test_why_a_wrong_option_is_wrong_only_its_author_can_say() -> None:
    card = first(Fact("Capital?", "answer", "Paris", wrong=["Lyon"]))
    assert {""} == {option.why for option in choice(card, "1").options}


def test_a_thousand_questions_with_options_take_little_time() -> None:
    facts = [
        Fact(f"Q{number}?", "answer", f"a{number}", wrong=[f"w{number}", f"x{number}", f"y{number}"]) for number in range(3000)
    ]
    for card in generate(Deck("d", facts=facts, relations=[ANSWER])):
        assert 3 == len(authored(card))


# Other right answers


@pytest.mark.parametrize("typed", ["Paname", "paname", "the Paname", "Lutetia Parisiorum", "Paris"])
def test_what_its_author_takes_for_right_is_right(typed: str) -> None:
    card = first(Fact("Capital?", "answer", "Paris", accept=["Paname", "Lutetia Parisiorum"]))
    assert Outcome.RIGHT is judge(card, typed).outcome
    assert ("Paris", "Paname", "Lutetia Parisiorum") == card.accepted


def test_a_near_miss_of_it_is_one() -> None:
    verdict = judge(first(Fact("Capital?", "answer", "Paris", accept=["Lutetia"])), "Lutetai")
    assert (Outcome.CLOSE, "Lutetia") == (verdict.outcome, verdict.matched)


def test_words_may_be_right_where_a_number_is_the_answer() -> None:
    card = first(Fact("Q?", "answer", "0", accept=["Nought"]), relation=Relation("answer", value="quantity", apart=True))
    assert [Outcome.RIGHT, Outcome.RIGHT, Outcome.WRONG] == [judge(card, typed).outcome for typed in ("nought", "0", "naught")]


@pytest.mark.parametrize("sign", ["'", "\ufe0f", "\ufffd", "-"])
@pytest.mark.parametrize(("kind", "value"), [("quantity", "7 km"), ("date", "1990"), ("boolean", "true"), ("text", "Paris")])
def test_signs_may_be_right_in_place_of_any_answer(sign: str, kind: str, value: str) -> None:
    card = first(
        Fact("Q?", "answer", value, accept=[sign]), relation=Relation("answer", value=kind, kinds=("forward",), apart=True)
    )
    assert Outcome.RIGHT is judge(card, sign).outcome


@pytest.mark.parametrize(
    ("kind", "value", "accept", "typed"),
    [
        ("quantity", "42 ± 0.5", ["43 ± 0.1", "c. 100"], ["42.5", "43.05", "95", "43.1"]),
        ("quantity", "1..5", [], ["1", "3.3", "5"]),
        ("date", "1945-09-02", ["1945-08-15"], ["2 September 1945", "15.8.1945"]),
        ("boolean", "true", ["no"], ["yes", "no"]),
    ],
)
def test_numbers_and_dates_that_are_right_besides(kind: str, value: str, accept: list[str], typed: list[str]) -> None:
    relation = Relation("answer", value=kind, kinds=("forward",), apart=True)
    card = first(Fact("Q?", "answer", value, accept=accept), relation=relation)
    assert [Outcome.RIGHT] * len(typed) == [judge(card, text).outcome for text in typed]


def test_it_is_no_answer_to_the_question_back() -> None:
    back = Relation("Back", kinds=("backward",), apart=True)
    card = first(Fact("bank", "Back", "Ufer", accept=["shore"]), relation=back)
    assert Kind.BACKWARD is card.kind
    assert ("bank",) == card.accepted
    assert Outcome.WRONG is judge(card, "shore").outcome


def test_it_is_never_offered_as_wrong() -> None:
    capital = Relation("capital")
    facts = [
        Fact("France", "capital", "Paris", accept=["V1"]),
        *(Fact(f"S{number}", "capital", f"V{number}") for number in range(6)),
    ]
    cards = list(generate(Deck("d", facts=facts, relations=[capital])))
    for seed in SEEDS:
        assert "V1" not in options(cards[0], seed)
        asked_back = next(card for card in cards if card.given == "V1" and card.kind is Kind.BACKWARD)
        assert "France" not in options(asked_back, seed)


def test_what_its_author_calls_wrong_is_wrong_however_near() -> None:
    card = first(Fact("Water?", "answer", "H2O", wrong=["H2O2", "h2-o"]))
    assert [Outcome.RIGHT, Outcome.WRONG, Outcome.WRONG] == [judge(card, text).outcome for text in ("h2o", "H2O2", "H2-O")]


def test_another_fact_of_the_subject_is_true_but_not_what_is_asked() -> None:
    back = Relation("Back", kinds=("forward",), apart=True)
    card = first(Fact("bank", "Back", "Ufer", id="a"), Fact("bank", "Back", "Geldhaus", id="b"), relation=back)
    assert Outcome.OTHER is judge(card, "Geldhaus").outcome


# Remarks


SAID = Fact(
    "Capital?", "answer", "Paris", accept=["Paname"], feedback=[("Lyon", "No *river*."), ("Paris", "Yes."), ("*", "Think again.")]
)


@pytest.mark.parametrize(
    ("answers", "right", "said"),
    [
        (["Lyon"], False, ("No *river*.",)),
        (["LYON"], False, ("No *river*.",)),
        (["paris", "Paris"], True, ("Yes.",)),
        (["the paris", "Paris"], True, ("Yes.",)),
        (["Paname", "Paname"], True, ()),
        (["Nice"], False, ("Think again.",)),
        (["Lyon", "Nice"], False, ("No *river*.",)),
        ([], False, ("Think again.",)),
    ],
)
def test_the_remark_on_an_answer(answers: list[str], *, right: bool, said: tuple[str, ...]) -> None:
    assert said == remarks_on(first(SAID), answers, right=right)


def test_a_remark_on_a_number_or_on_yes_and_no() -> None:
    number = first(Fact("6 · 7?", "n", "42", feedback=[("41.0", "One more.")]), relation=Relation("n", value="quantity"))
    assert ("One more.",) == remarks_on(number, ["41"], right=False)
    whether = first(Fact("Is it?", "b", "true", feedback=[("false", "It is.")]), relation=Relation("b", value="boolean"))
    assert ("It is.",) == remarks_on(whether, ["No"], right=False)


def test_no_remark_on_the_answer_to_another_question() -> None:
    both = Relation("b", apart=True)
    _, back = generate(Deck("d", facts=[Fact("a", "b", "x", feedback=[("a", "Yes."), ("*", "No.")])], relations=[both]))
    assert () == remarks_on(back, ["a"], right=True)


def test_wrong_options_are_found_for_any_number_of_seeds() -> None:
    from random import Random

    card = first(Fact("Capital?", "answer", "Paris", wrong=["Lyon", "Nice"]))
    assert ["Lyon", "Nice"] == [str(one.value) for one in distractors(card, card.members[0], 7, Random(1))]
