"""A fact as a text for an editor: written, read back, and every mistake told at its line."""

import pytest

from quiz.collection.fact_text import fact_text, with_text
from quiz.errors import NotFoundError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from tests.tui.samples import capitals, hostile, neighbours, presidents


@pytest.mark.parametrize("deck", [capitals(), neighbours(), presidents(), hostile()], ids=lambda deck: deck.id)
def test_the_text_of_a_fact_gives_the_deck_again(deck: Deck) -> None:
    for fact in deck.facts:
        assert deck == with_text(deck, fact_text(deck, fact), fact).deck


def test_a_text_changes_its_fact_and_adds_what_else_it_states() -> None:
    deck = capitals()
    text = fact_text(deck, deck.facts[0]).replace('"Vienna"', '"Graz"')
    text += '[[facts]]\nsubject = "Mali"\ncapital = "Bamako"\nsource = "notes"\n\n[sources.notes]\ntitle = "My notes"\n'
    found = with_text(deck, text, deck.facts[0]).deck
    assert found is not None
    assert ("Graz", "Bamako", 11) == (str(found.facts[0].value), str(found.facts[1].value), len(found.facts))
    assert "My notes" == found.sources["notes"].title
    assert found.relations == deck.relations


def test_a_new_fact_is_begun_with_a_text_that_says_what_can_stand_in_it() -> None:
    text = fact_text(capitals(), None)
    assert "according_to" in text
    assert 'capital = ""' in text
    found = with_text(
        capitals(), text.replace('subject = ""', 'subject = "Mali"').replace('capital = ""', 'capital = "Bamako"'), None
    )
    assert found.deck is not None
    assert Fact("Mali", "capital", found.deck.facts[-1].value) == found.deck.facts[-1]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('[[facts]]\nsubject = "x"\ncapital = "y"\nsince = "soon"\nstatus = "maybe"\n', ["line 4", "line 5"]),
        ("[[facts]]\nsubject = x\n", ["line 2"]),
        ('\n[[facts]]\ncapital = "y"\n', ["line 2"]),
        ('[deck]\nid = "other"\n\n[[facts]]\nsubject = "x"\ncapital = "y"\nsource = "nobody"\n', ["line 1", "line 7"]),
        ('[[facts]]\nsubject = "x"\ncapital = ["a", "b"]\n', ["line 3"]),
        ("[[facts", ["line 1"]),
    ],
)
def test_every_mistake_is_told_at_its_line(text: str, lines: list[str]) -> None:
    found = with_text(capitals(), text, capitals().facts[0])
    assert found.deck is None
    assert lines == [line.partition(":")[0] for line in found.told.splitlines()]


def test_a_text_without_a_fact_changes_nothing() -> None:
    deck = capitals()
    assert deck is with_text(deck, "# nothing\n", deck.facts[0]).deck


def test_a_fact_that_is_gone_is_told() -> None:
    deck = capitals()
    with pytest.raises(NotFoundError):
        with_text(deck, fact_text(deck, deck.facts[0]), Fact("Atlantis", "capital", "Nowhere"))
