"""What holds for every deck: the judge takes what the deck itself says, and nothing that it offers as a wrong option."""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.card import Card, Form, Kind
from quiz.cards.choices import choice, true_false
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.cards.judge import judge
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.testing import decks, texts
from quiz.text.closeness import distance
from quiz.text.normal import bare

TAKEN = {Outcome.RIGHT, Outcome.CLOSE}
LANGUAGES = ("ar", "de", "el", "en", "fr", "he", "hi", "ja", "ko", "ru", "th", "zh-Hans")


def typed_cards(deck: Deck) -> list[Card]:
    return [card for card in generate(deck) if card.asked and Form.TYPED in card.forms]


@settings(max_examples=60)
@given(decks())
def test_what_the_deck_says_is_right(deck: Deck) -> None:
    for card in typed_cards(deck):
        answers = card.accepted if len(card.members) == 1 and not card.ordered else (card.answer,)
        for answer in answers:
            verdict = judge(card, answer)
            assert Outcome.RIGHT is verdict.outcome, (card.prompt, answer, verdict)
            assert all(was_given for _, was_given in verdict.marks)


@settings(max_examples=40)
@given(decks(), st.sampled_from("abc"))
def test_a_wrong_option_is_never_taken(deck: Deck, seed: str) -> None:
    for card in typed_cards(deck):
        if Form.CHOICE in card.forms and len(card.members) == 1:
            for option in choice(card, seed).options:
                if not option.right:
                    verdict = judge(card, option.text)
                    assert verdict.outcome not in TAKEN, (card.prompt, card.answer, option.text, verdict)


@settings(max_examples=30)
@given(decks(), texts())
def test_any_text_is_judged(deck: Deck, answer: str) -> None:
    for card in typed_cards(deck)[:4]:
        for typed in (answer, answer + card.answer, card.answer[: len(answer)], f"{card.answer}, {answer}"):
            verdict = judge(card, typed)
            assert verdict == judge(card, typed)
            assert "\x1b" not in f"{verdict.answer}{verdict.note}{verdict.extra}"
            composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
            if max(map(len, (composed, decomposed))) < 200:
                assert judge(card, composed).outcome is judge(card, decomposed).outcome


def test_a_true_or_false_statement_names_what_the_judge_takes_or_not() -> None:
    capitals = {"Peru": "Lima", "Chad": "N'Djamena", "Fiji": "Suva", "Mali": "Bamako", "Togo": "Lomé"}
    deck = Deck("d", facts=[Fact(*pair[:1], "capital", pair[1]) for pair in capitals.items()], relations=[Relation("capital")])
    for card in typed_cards(deck):
        asked = true_false(card, "seed")
        named = [name for name in (*capitals.values(), *capitals) if name in asked.prompt and name != card.given]
        assert [asked.picks == (0,)] == [judge(card, name).outcome in TAKEN for name in named]


@cache
def territories(path: Path) -> Mapping[str, str]:
    (found,) = json.loads(path.read_text())["main"].values()
    names = found["localeDisplayNames"]["territories"]
    # The codes of regions, and the short and other forms of a name, are left out.
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")


def writings(name: str) -> dict[str, str]:
    return {
        "as it is": name,
        "decomposed": unicodedata.normalize("NFD", name),
        "in capitals": name.upper(),
        "in small letters": name.lower(),
        "with gaps": name.replace(" ", "  "),
        "with a full stop": f"{name}.",
        "with marks around": f" “{name}”! ",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_territories(corpus: Path, language: str) -> None:
    names = territories(corpus / "facts" / "cldr" / f"territories_{language}.json")
    deck = Deck(
        "cldr", lang=language, relations=[Relation("name")], facts=[Fact(code, "name", name) for code, name in names.items()]
    )
    index = Index(deck)
    cards = {
        fact.subject: Card("x", Kind.FORWARD, deck.relations["name"], fact.subject, "?", (fact,), index) for fact in deck.facts
    }
    letters = {code: bare(name) for code, name in names.items()}
    wrong: list[tuple[str, str, Outcome]] = []
    for code, name in names.items():
        accepted = {way: judge(cards[code], writing).outcome for way, writing in writings(name).items()}
        wrong += [(name, way, outcome) for way, outcome in accepted.items() if outcome is not Outcome.RIGHT]
        # Vowel signs, tone marks and voicing marks are letters in these: the word without them is another one.
        if language not in {"hi", "ja", "th"} and judge(cards[code], without_accents(name)).outcome not in TAKEN:
            wrong.append((name, "without accents", Outcome.WRONG))
        nearest = sorted(names, key=lambda other: distance(letters[other], letters[code]))[:4]
        wrong += [
            (name, f"for {names[other]}", Outcome.RIGHT)
            for other in nearest
            if other != code and judge(cards[other], name).outcome in TAKEN
        ]
    assert [] == wrong
