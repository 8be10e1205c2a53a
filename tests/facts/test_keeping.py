"""What is kept of a deck: the same bytes as ever, and slices that hold every subject with all that is written like it."""

import json

from hypothesis import given

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.keeping import fact_texts, packed, slice_count, slice_of, sliced
from quiz.facts.writing import to_data
from quiz.testing import decks
from quiz.text.normal import bare, bare_bytes


@given(decks())
def test_a_deck_has_the_bytes_that_its_data_has_as_json(deck: Deck) -> None:
    assert json.dumps(to_data(deck), ensure_ascii=False, separators=(",", ":")).encode() == packed(deck)


@given(decks())
def test_every_fact_is_in_the_slice_of_its_subject(deck: Deck) -> None:
    texts = fact_texts(deck)
    found = list(sliced(deck, texts))
    assert slice_count(texts) == len(found)
    assert sorted(texts) == sorted(
        json.dumps(fact, ensure_ascii=False, separators=(",", ":")) for part in found for fact in json.loads(part)
    )
    for number, part in enumerate(found):
        assert all(number == slice_of(fact["subject"], len(found)) for fact in json.loads(part))


def test_a_slice_has_fewer_facts_where_these_are_long_and_as_many_as_it_had() -> None:
    short, long = (Deck("d", facts=[Fact(f"s{number}", "r", "v" * size) for number in range(100)]) for size in (1, 2000))
    assert (12, 50) == tuple(len(list(sliced(deck, fact_texts(deck)))) for deck in (short, long))
    assert 7 == len(list(sliced(short, fact_texts(short), 7)))


def test_what_is_written_nearly_alike_is_in_one_slice() -> None:
    for one, other in (("Zürich", "zurich"), ("São Tomé", "SAO-TOME"), ("a b", "ab"), ("+", "+")):
        assert slice_of(one, 1000) == slice_of(other, 1000)
        assert bare(one).encode() == bare_bytes(one) == bare_bytes(other)


def test_quotes_and_signs_are_kept() -> None:
    deck = Deck("d", facts=[Fact('say "x"', "means\\", "a\tb \u2028 ü"), Fact("one", "means\\", "two", tags="t")])
    assert json.loads(packed(deck))["facts"] == [json.loads(text) for text in fact_texts(deck)]
