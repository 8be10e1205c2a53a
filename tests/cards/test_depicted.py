"""What a card shows and plays."""

import pytest

from quiz.cards.card import Card, Kind
from quiz.cards.depicted import answer_media, asked_media, depicted, pointed, term_pictures
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.media import Picture, Sound
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import RichText

FRANCE, SPAIN = Picture("fr.png"), Picture("es.png", "red and yellow")
MARK = str(FRANCE)


def cards(value: str = "picture", terms: tuple[Term, ...] = ()) -> dict[tuple[Kind, str], Card]:
    facts = [Fact("France", "flag", FRANCE), Fact("Spain", "flag", SPAIN)]
    deck = Deck("d", facts=facts, relations=[Relation("flag", value=value, subject="country")], terms=terms)
    return {(card.kind, card.subject): card for card in generate(deck)}


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        (f"Whose flag is {MARK}?", "Whose flag is this?"),
        (f"Which country has the flag {MARK}?", "Which country has the flag?"),
        (f"What is shown in {MARK}?", "What is shown in this picture?"),
        (f"{MARK} is the flag of which country?", "This picture is the flag of which country?"),
        (f"flag: {MARK} — which country?", "flag — which country?"),
        (f"Who painted {MARK}? (as of 2020)", "Who painted this picture? (as of 2020)"),
        ("Whose flag is it?", "Whose flag is it?"),
    ],
)
def test_a_question_does_without_the_mark_of_what_is_shown(prompt: str, shown: str) -> None:
    assert shown == pointed(prompt, FRANCE)


def test_what_its_author_said_of_a_picture_stays_in_the_question() -> None:
    assert "Whose flag is red and yellow?" == pointed("Whose flag is red and yellow?", SPAIN)


def test_other_languages_get_a_sign() -> None:
    assert "Wessen Fahne ist ▣?" == pointed(f"Wessen Fahne ist {MARK}?", FRANCE, "de")
    sound = Sound("a.mp3")
    assert "Wer singt ♪?" == pointed(f"Wer singt {sound}?", sound, "de")


def test_a_picture_is_of_the_question_or_of_the_answer() -> None:
    found = cards()
    forward, backward = found[Kind.FORWARD, "France"], found[Kind.BACKWARD, "France"]
    assert ((), (FRANCE,)) == (asked_media(forward, forward.prompt), answer_media(forward))
    assert ((FRANCE,), ()) == (asked_media(backward, backward.prompt), answer_media(backward))


def test_a_statement_shows_the_picture_that_it_speaks_of() -> None:
    card = cards()[Kind.FORWARD, "France"]
    assert (SPAIN,) == asked_media(card, "The flag of France is red and yellow.")


def test_an_option_stands_for_its_picture() -> None:
    card = cards()[Kind.FORWARD, "France"]
    assert SPAIN == depicted(card, "red and yellow")
    assert depicted(card, "blue") is None


def test_terms_have_pictures() -> None:
    term = Term("France", type="country", picture=Picture("map.png"))
    card = cards(terms=(term,))[Kind.FORWARD, "France"]
    assert (Picture("map.png"),) == term_pictures(card)


def rich_card(kinds: str = "forward", **more: str) -> Card:
    value = RichText("word ![](w.png) and ![](w.mp3)")
    fact = Fact("a", "says", value, note="![](n.png) ![](n.mp3)", **more)
    (card,) = generate(Deck("d", facts=[fact], relations=[Relation("says", value="rich", kinds=kinds)]))
    return card


def test_pictures_in_words_are_of_the_answer_and_those_told_with_it_come_last() -> None:
    card = rich_card()
    assert () == asked_media(card, card.prompt)
    assert (Picture("w.png"), Sound("w.mp3"), Picture("n.png")) == answer_media(card)


def test_pictures_in_words_are_of_the_question_that_gives_them() -> None:
    card = rich_card("backward")
    assert (Picture("w.png"), Sound("w.mp3")) == asked_media(card, card.prompt)
    assert (Picture("n.png"), Sound("n.mp3")) == answer_media(card)


def test_a_question_that_its_author_laid_out_has_its_own_pictures() -> None:
    card = rich_card(front="so ![](f.png){ask=rect:0,0,1,1}")
    assert (Picture("f.png", masks=(("ask", "rect:0,0,1,1"),)),) == asked_media(card, card.prompt)
    assert () == asked_media(card, "The statement is another one.")
