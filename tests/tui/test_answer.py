"""The answer's part of the Study screen."""

import pytest

from quiz.cards.asked import Choice
from quiz.cards.card import Card, Form
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.state import CardState
from quiz.study.question import Feedback, Question
from quiz.tui.study.answer import kicker, needs_answer, right_answer, told
from quiz.tui.study.difference import difference
from quiz.tui.study.words import whole_on_screen


@pytest.mark.parametrize("width", [80, 12])
@pytest.mark.parametrize("typed", ["montevido", "MONTEVIDEOO", "Mntevideo", "monte video x"])
def test_what_was_typed_is_shown_letter_by_letter(typed: str, width: int) -> None:
    card = next(generate(Deck("d", facts=[Fact("Uruguay", "capital", "Montevideo")])))
    verdict = judge(card, typed)
    shown = difference(Feedback(verdict.outcome, None, verdict.answer, None, verdict), width).plain
    assert typed == shown.splitlines()[0].removeprefix("you     ").replace("·", "")


def test_another_word_is_not_compared_letter_by_letter() -> None:
    card = next(generate(Deck("d", facts=[Fact("Austria", "capital", "Vienna")])))
    verdict = judge(card, "Graz")
    shown = difference(Feedback(verdict.outcome, None, verdict.answer, None, verdict), 80)
    assert "you     Graz\nright   Vienna" == shown.plain
    assert ["Graz", "Vienna"] == [shown.plain[span.start : span.end] for span in shown.spans if "bold" in str(span.style)]


def test_statements_that_repeat_what_is_on_the_screen_are_left_out() -> None:
    own = Relation("capital", say="The capital of {subject} is {value}.")
    facts = [
        Fact("Austria", "capital", "Vienna"),
        Fact("Austria", "river", "Danube"),
        Fact("Austria", "river", "Inn", since="1900"),
    ]
    deck = Deck("d", facts=facts, relations=[own, Relation("river", many=True)])
    capital, river = (next(one for one in generate(deck) if one.relation.name == name) for name in ("capital", "river"))
    assert "The capital of Austria is Vienna." == told(capital, seen=True).plain
    assert "Austria — river: Inn (since 1900)" == told(river, seen=True).plain
    assert "Austria — river: Danube\nAustria — river: Inn (since 1900)" == told(river).plain


def test_what_is_on_the_screen_depends_on_the_form() -> None:
    card = next(generate(Deck("d", facts=[Fact("Austria", "capital", "Vienna")])))
    assert whole_on_screen(asked(card, Form.TYPED), teach=False)
    assert not whole_on_screen(asked(card, Form.TRUEFALSE), teach=False)
    assert whole_on_screen(asked(card, Form.TRUEFALSE), teach=True)


def asked(card: Card, form: Form) -> Question:
    return Question(card, form, Choice(card.prompt), teach=False, state=CardState(), prospects={}, shown_at=0)


def test_two_that_are_told_apart_are_shown_with_what_each_belongs_to() -> None:
    relation = Relation("capital", kinds="contrast", contrast=[("Australia", "Austria")])
    facts = [Fact("Australia", "capital", "Canberra"), Fact("Austria", "capital", "Vienna")]
    (card,) = generate(Deck("d", facts=facts, relations=[relation]))
    assert "Australia → Canberra\nAustria → Vienna" == right_answer(asked(card, Form.REVEAL)).plain


def test_the_items_of_a_list_are_numbered() -> None:
    relation = Relation("step", value="list", kinds="forward")
    (card,) = generate(Deck("d", facts=[Fact("tea", "step", ["boil", "pour", "wait"])], relations=[relation]))
    assert "1. boil\n2. pour\n3. wait" == right_answer(asked(card, Form.REVEAL)).plain


def test_a_member_of_a_large_set_is_asked_for_and_the_set_is_not_told_twice() -> None:
    relation = Relation("letter", value="set", kinds="forward")
    (card,) = generate(Deck("d", facts=[Fact("Latin", "letter", set("abcdefghijklmnop"))], relations=[relation]))
    question = asked(card, Form.CHOICE)
    assert "letter · which one is among them?" == kicker(question, teach=False).plain
    assert not needs_answer(question, None)


def imported(name: str) -> Card:
    """Return a card as notes of another program make it."""
    relation = Relation(name, ask="{subject}", say="{subject} — {value}", apart=True)
    return next(generate(Deck("travel", "Travel::Cities", facts=[Fact("Austria", name, "Vienna")], relations=[relation])))


def test_a_statement_without_words_of_its_own_is_not_repeated() -> None:
    assert "" == told(imported("Capital"), seen=True).plain
    assert "Austria — Vienna" == told(imported("Capital")).plain


def test_the_name_of_a_side_of_the_card_is_not_told() -> None:
    assert "Capital" == kicker(asked(imported("Capital"), Form.REVEAL), teach=False).plain
    assert "" == kicker(asked(imported("Back"), Form.REVEAL), teach=False).plain
    assert "yes or no?" == kicker(asked(imported("Back"), Form.TRUEFALSE), teach=False).plain
