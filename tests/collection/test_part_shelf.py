"""A card of a large deck, made from a slice of it, is the card that the whole deck makes; what it calls false is false."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.cards.asking import OPTION_FORMS, put
from quiz.cards.card import Card, Form
from quiz.cards.distractors import is_false
from quiz.cards.generation import generate
from quiz.collection import adding, part_shelf
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import RichText
from quiz.memory.rating import Rating
from quiz.study.question import Feedback, Result
from quiz.testing import decks
from tests.study.samples import NOON

PARTS = (
    "id",
    "kind",
    "relation",
    "given",
    "prompt",
    "facts",
    "asked",
    "parts",
    "answer",
    "accepted",
    "sibling",
    "status",
    "sources",
    "lang",
)


@pytest.fixture(autouse=True)
def _slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "LEAST_SLICED", 1)


def sliced(deck: Deck) -> Collection:
    collection = Collection.in_memory()
    collection.add(deck, NOON)
    return collection


def numbered(count: int = 400) -> Deck:
    """Return a deck of words that look alike."""
    return Deck("words", facts=[Fact(f"word {number}", "number", f"n{number:03}") for number in range(count)])


@settings(max_examples=60)
@given(decks())
def test_a_card_from_a_slice_is_the_card_of_its_deck(deck: Deck) -> None:
    with sliced(deck) as collection:
        known = {row.card for row in collection.store.deck_cards(deck.id)}
        for card in generate(deck):
            if card.id in known:
                found = collection.shelf.asked(card.id)
                assert [getattr(card, part) for part in PARTS] == [getattr(found, part) for part in PARTS]


@pytest.mark.parametrize("name", ["countries", "elements", "victory-day-2025"])
def test_every_card_of_the_bundled_decks_comes_from_a_slice(name: str) -> None:
    with Collection.in_memory() as collection:
        collection.add_bundled(NOON, name)
        for row in collection.store.deck_cards(name):
            assert not collection.shelf.asked(row.card).index.is_whole


@settings(max_examples=40)
@given(decks(), st.integers(0, 3))
def test_options_from_a_slice_are_false_of_the_whole_deck(deck: Deck, seed: int) -> None:
    with sliced(deck) as collection:
        for whole in generate(deck):
            part = collection.shelf.asked(whole.id) if whole.asked and whole.members else whole
            for form in part.forms if not part.index.is_whole else ():
                assert form in whole.forms or form in OPTION_FORMS
                if form in {Form.CHOICE, Form.MULTISELECT}:
                    check_options(whole, part, form, seed)


def check_options(whole: Card, part: Card, form: Form, seed: int) -> None:
    right = {str(member) for member in whole.members}
    written = {words for fact in whole.facts for text in fact.wrong for words in (text, str(RichText(text)))}
    candidates = whole.index.pool(whole.relation, backward=whole.kind == "backward").candidates
    for option in put(part, form, str(seed)).options:
        assert option.right == (option.text in right)
        if not option.right:
            meant = [one for one in candidates if str(one.value) == option.text]
            assert meant or option.text in written
            assert all(is_false(whole, one) for one in meant)


def test_a_large_deck_offers_options_of_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_shelf, "SAMPLE", 5)
    deck = numbered()
    with sliced(deck) as collection:
        read: list[int] = []
        slices = collection.store.slices

        def noted(_: object, name: str, numbers: list[int]) -> list[str]:
            read.extend(numbers)
            return slices(name, numbers)

        monkeypatch.setattr(type(collection.store), "slices", noted)
        for row in collection.store.deck_cards("words")[:5]:
            card = collection.shelf.asked(row.card)
            assert card.prompt
        assert len(read) <= 5


def test_what_is_typed_wrongly_is_judged_by_the_whole_deck() -> None:
    deck = Deck("d", facts=[Fact(name, "capital", city) for name, city in (("A", "Nigeria"), ("B", "Algeria"), ("C", "Lima"))])
    with sliced(deck) as collection:
        session = collection.session(now=NOON, form=Form.TYPED, new=9)
        question = session.next(NOON)
        while question is not None and question.card.given != "A":
            session.answer(Rating.EASY, NOON)
            question = session.next(NOON)
        assert question is not None
        assert not question.card.index.is_whole
        session.taught()
        feedback = session.check("Algeria")
        assert not feedback.right
        assert "B" in feedback.note
        assert session.question is not None
        assert session.question.card.index.is_whole
        assert isinstance(session.answer("Nigeria", NOON), Result | Feedback)


def test_what_is_typed_rightly_needs_no_more_than_the_slice() -> None:
    with sliced(numbered(20)) as collection:
        session = collection.session(now=NOON, form=Form.TYPED)
        question = session.next(NOON)
        assert question is not None
        session.taught()
        assert session.check(question.card.answer).right
        assert session.question is not None
        assert not session.question.card.index.is_whole


def test_a_slice_that_is_damaged_is_no_obstacle() -> None:
    with sliced(numbered(20)) as collection:
        card = collection.store.deck_cards("words")[0].card
        for damage in (
            "UPDATE slices SET facts = '[]'",
            "UPDATE slices SET facts = '['",
            "UPDATE sliced SET head = '{}'",
            "DELETE FROM slices",
        ):
            collection.store._database.run(damage)
            collection.shelf._parts._parts.clear()
            assert collection.shelf.asked(card).index.is_whole


def test_slices_follow_the_deck() -> None:
    deck = numbered(20)
    with sliced(deck) as collection:
        card = collection.store.deck_cards("words")[0].card
        assert "n000" == collection.shelf.asked(card).answer
        collection.add(Deck("words", facts=[Fact("word 0", "number", "other"), *deck.facts[1:]]), NOON)
        assert "other" == collection.shelf.asked(card).answer
        collection.undo_plan("words", NOON)
        assert "n000" == collection.shelf.asked(card).answer


def test_a_set_of_many_subjects_comes_from_their_slices() -> None:
    facts = [Fact(f"town {number}", "land", "Peru" if number % 3 else "Chile") for number in range(15)]
    deck = Deck("lands", facts=facts, relations=[Relation("land", kinds=("forward", "backward"))])
    with sliced(deck) as collection:
        for card in generate(deck):
            if card.kind == "backward":
                found = collection.shelf.asked(card.id)
                assert not found.index.is_whole
                assert card.members == found.members
