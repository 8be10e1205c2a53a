"""From facts to cards: which there are, what they ask, and that the same facts always give the same ones."""

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from quiz.cards.card import Card, Form, Kind
from quiz.cards.generation import generate
from quiz.cards.wording import statement
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from tests.strategies import Data, deck_data, deck_of, decks

_DUMP = """
import sys
import quiz
for card in quiz.generate(quiz.load(sys.argv[1])):
    choice = quiz.choice(card, "1") if quiz.Form.CHOICE in card.forms else None
    print(card.id, card.prompt, card.answer, card.accepted, card.forms, card.sources, choice)
"""


def shown(deck: Deck) -> list[tuple[str, str]]:
    return [(card.prompt, card.answer) for card in generate(deck)]


def assert_apart(cards: list[Card]) -> None:
    answers = defaultdict(set)
    for card in cards:
        answers[card.prompt].add(card.answer)
    assert {1} >= {len(several) for several in answers.values()}
    assert len({card.id for card in cards}) == len(cards)


@given(deck_data())
def test_no_two_cards_with_one_prompt(data: Data) -> None:
    assert_apart(list(generate(deck_of(data))))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(decks())
def test_no_two_cards_with_one_prompt_in_decks_of_programs(deck: Deck) -> None:
    assert_apart(list(generate(deck)))


@pytest.mark.parametrize(
    "name", ["mledoze/countries.csv", "us/us_states.csv", "periodic/periodic-table.csv", "ultimate-geography/country.csv"]
)
def test_no_two_cards_with_one_prompt_in_real_tables(corpus: Path, name: str) -> None:
    assert_apart(list(generate(load(corpus / "facts" / name))))


@given(deck_data())
def test_claims_are_told_as_claims(data: Data) -> None:
    for card in generate(deck_of(data)):
        statuses = {fact.status for fact in card.facts}
        assert card.status in statuses
        assert (card.status is Status.STATED) == (statuses == {Status.STATED})
        for fact in card.facts:
            if fact.status is not Status.STATED:
                told = f"{fact.status} by {fact.according_to}" if fact.according_to else str(fact.status)
                assert told in card.prompt
                assert told in statement(fact, card.relation)
            if fact.according_to:
                assert fact.according_to in card.prompt
                assert fact.according_to in str(card.according_to)


@given(deck_data())
def test_every_fact_is_asked_and_conflicts_are_not(data: Data) -> None:
    deck = deck_of(data)
    cards = list(generate(deck))
    assert set(deck.facts) == {fact for card in cards if card.kind is Kind.FORWARD for fact in card.facts}
    for card in cards:
        assert card.asked == bool(card.forms)
        if not card.asked:
            assert not card.relation.many
            assert len({fact.value.key for fact in card.facts}) > 1 or card.kind is Kind.BACKWARD


@given(deck_data())
def test_generating_twice(data: Data) -> None:
    deck = deck_of(data)
    assert list(generate(deck)) == list(generate(deck))
    assert list(generate(deck)) == list(generate(deck_of(data)))


def test_generating_in_other_processes(root: Path) -> None:
    found = set()
    for seed in ("0", "1", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
        command = [sys.executable, "-c", _DUMP, str(root / "decks" / "victory-day-2025")]
        found.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert 1 == len(found)
    assert 100 <= found.pop().count(b"\n")


def test_both_ways() -> None:
    deck = Deck("d", facts=[Fact("France", "capital", "Paris")], subject_label="country")
    assert [("France — capital?", "Paris"), ("capital: Paris — which country?", "France")] == shown(deck)


def test_a_backward_card_has_all_the_subjects() -> None:
    deck = Deck(
        "d", facts=[Fact(name, "continent", "Asia") for name in ("India", "China")], relations=[Relation("continent", "country")]
    )
    assert ("continent: Asia — which country?", "China; India") == shown(deck)[-1]


def test_a_sentence_with_a_gap() -> None:
    relation = Relation("capital", say="The capital of {subject} is {value}.", kinds=("cloze",))
    assert [("The capital of France is _____.", "Paris")] == shown(
        Deck("d", facts=[Fact("France", "capital", "Paris")], relations=[relation])
    )


def test_the_latest_report_is_asked_plainly_and_the_earlier_one_with_its_date() -> None:
    facts = [Fact("A", "population", 5, as_of=2010), Fact("A", "population", 6, as_of="2020-05")]
    assert [("A — population? (as of 2010)", "5"), ("A — population?", "6")] == shown(Deck("d", facts=facts))


def test_closed_spans_are_asked_with_their_time_and_an_open_one_plainly() -> None:
    facts = [
        Fact("A", "ruler", "X", since=2000, until=2005),
        Fact("A", "ruler", "Y", until="2010-03"),
        Fact("A", "ruler", "Z", since="2010-03"),
        Fact("A", "ruler", "Q", since=1990, until=1990),
    ]
    relation = Relation("ruler", kinds=("forward",))
    assert [
        ("A — ruler? (2000 to 2005)", "X"),
        ("A — ruler? (until March 2010)", "Y"),
        ("A — ruler?", "Z"),
        ("A — ruler? (in 1990)", "Q"),
    ] == shown(Deck("d", facts=facts, relations=[relation]))


def test_a_claim_and_its_denial_are_two_cards() -> None:
    facts = [
        Fact("A", "did", "it", status="alleged", according_to="B"),
        Fact("A", "did", "it", status="denied", according_to="A"),
    ]
    found = shown(Deck("d", facts=facts, relations=[Relation("did", kinds=("forward",))]))
    assert [("A — did? (alleged by B)", "it"), ("A — did? (denied by A)", "it")] == found


def test_a_weaker_status_does_not_shake_what_is_settled() -> None:
    facts = [Fact("A", "host", "X", as_of=2020), Fact("A", "host", "Y", status="expected", as_of=2025)]
    found = shown(Deck("d", facts=facts, relations=[Relation("host", kinds=("forward",))]))
    assert [("A — host?", "X"), ("A — host? (expected)", "Y")] == found


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("70 minutes", "70 minutes"),
        ("c. 26", "c. 26"),
        ("1,234.5 km²", "1234.5 km²"),
        ("12345", "12,345 people"),
        ("12.0 ± 0.5 kg", "12.0 ± 0.5 kg"),
    ],
)
def test_quantities(value: str, answer: str) -> None:
    unit = "" if value.startswith("c.") else "people"
    deck = Deck("d", facts=[Fact("A", "b", value)], relations=[Relation("b", value="quantity", unit=unit)])
    assert [("A — b?", answer)] == shown(deck)


def test_a_set_is_one_card_forward_and_one_each_backward() -> None:
    deck = Deck("d", facts=[Fact("A", "b", {"y", "x"})], relations=[Relation("b", value="set", kinds=("forward", "backward"))])
    assert [("A — b?", "x; y"), ("b: x — which one?", "A"), ("b: y — which one?", "A")] == shown(deck)


def test_relations_in_the_same_words_name_themselves() -> None:
    relations = [Relation(name, ask="What of {subject}?", kinds=("forward",)) for name in ("one", "two")]
    deck = Deck("d", facts=[Fact("A", "one", "x"), Fact("A", "two", "y")], relations=relations)
    assert [("What of A? [one]", "x"), ("What of A? [two]", "y")] == shown(deck)


def test_a_wording_without_its_subject_names_it_all_the_same() -> None:
    relation = Relation("b", ask="What is it?", ask_back="Which?")
    facts = [Fact("A", "b", "x"), Fact("B", "b", "y")]
    assert [("What is it? [A]", "x"), ("What is it? [B]", "y"), ("Which? [x]", "A"), ("Which? [y]", "B")] == shown(
        Deck("d", facts=facts, relations=[relation])
    )
    assert [("What is it?", "x"), ("Which?", "A")] == shown(Deck("d", facts=facts[:1], relations=[relation]))


def test_what_stands_in_braces_is_never_filled_in_again() -> None:
    relation = Relation("b", ask="{subject}?", kinds=("forward",))
    deck = Deck("d", facts=[Fact("{value}{subject}{0.__class__}", "b", "secret")], relations=[relation])
    assert [("{value}{subject}{0.__class__}?", "secret")] == shown(deck)


def test_a_card_knows_where_it_comes_from() -> None:
    source = Source("A book", locator="page 3")
    deck = Deck("d", lang="fr", facts=[Fact("A", "b", "c", sources=source, according_to="them")])
    card = next(iter(generate(deck)))
    assert ((source,), "them", "fr", "A", deck) == (card.sources, card.according_to, card.lang, card.subject, card.deck)
    assert (Form.REVEAL, Form.TYPED) == card.forms
