"""The shelf gives back the decks that were put in, and their cards."""

import json
from datetime import date
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.collection.collection import Collection
from quiz.collection.shelf import Shelf, unpacked
from quiz.errors import NotFoundError, StoreError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.keeping import packed
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from tests.collection.samples import SYMBOLS, deck, studying
from tests.study.samples import CAPITALS, NOON

BOOK = Source("Book", "House", "https://x.y", date=date(2020, 1, 2), locator="p. 1")
FULL = Deck(
    "full",
    "Everything",
    facts=[
        Fact("Kim", "leads", "Korea", since="2011", status="disputed", according_to="him", tags="a b", id="k", sources="news"),
        Fact("Kim", "weighs", "c. 100 kg", sources=[BOOK]),
        Fact("Kim", "tall", value=True),
        Fact("Kim", "speaks", {"Korean", "German"}),
        Fact("Kim", "stages", ["one", "two", "three"]),
        Fact("Kim", "born", date(1984, 1, 8)),
        Fact("Kim", "age", 0),
        Fact("Kim", "says", 'a\nb; c [d] {e} “f” \\ "g"'),
    ],
    relations=[
        Relation("leads", subject="leader", value="country", ask="Who {subject}?", complete=True, lang="ko", kinds=("backward",)),
        Relation("weighs", value="quantity", unit="kg", tolerance="5 %"),
        Relation("born", value="date"),
        Relation("age", value="quantity", tolerance=0, kinds=()),
        Relation("tall", value="boolean"),
        Relation("speaks", value="set", strict=True),
        Relation("stages", value="list"),
    ],
    terms=[Term("Kim", "leader", aliases=("Kim Jong Un",), was=("Little Kim",), broader=("people",))],
    sources=[Source("News", key="news")],
    lang="de",
    as_of="2025~",
    description="Two\nlines.",
    subject_label="leader",
)  # fmt: skip


def described(deck: Deck) -> list[tuple[object, ...]]:
    return [(card.id, card.prompt, card.answer, card.forms, card.accepted, card.sibling, card.sources) for card in generate(deck)]


@pytest.mark.parametrize("deck", [FULL, CAPITALS, SYMBOLS, Deck("empty")], ids=lambda deck: deck.id)
def test_a_deck_comes_back_as_it_was(deck: Deck) -> None:
    found = unpacked(packed(deck))
    assert deck == found
    assert packed(deck) == packed(found)
    assert described(deck) == described(found)


@pytest.mark.parametrize("name", ["countries", "elements", "victory-day-2025"])
def test_the_bundled_decks_come_back_as_they_were(root: Path, name: str) -> None:
    deck = load(root / "decks" / name)
    assert deck == unpacked(packed(deck))


@pytest.mark.parametrize("content", [b'{"deck": {}}', b'{"deck": {"id": "x"}, "facts": [{"subject": 1}]}'])
def test_what_is_no_deck_is_told(content: bytes) -> None:
    with pytest.raises(StoreError, match="Add it again from its file"):
        unpacked(content)


def test_decks_and_cards_are_read_once() -> None:
    with studying(CAPITALS) as collection:
        shelf = Shelf(collection.store)
        assert shelf.deck("capitals") is shelf.deck("capitals")
        assert shelf.cards("capitals") is shelf.cards("capitals")
        card = next(iter(shelf.cards("capitals").values()))
        assert card is shelf.card(card.id)
        assert [found.id for found in generate(CAPITALS)] == list(shelf.cards("capitals"))


def test_a_new_version_is_seen() -> None:
    with studying(deck(("France", "capital", "Pariss"))) as collection:
        shelf = Shelf(collection.store)
        assert "Pariss" == next(iter(shelf.cards("facts").values())).answer
        collection.add(deck(("France", "capital", "Paris")), NOON)
        assert "Paris" == next(iter(shelf.cards("facts").values())).answer


def test_unknown_decks_and_cards() -> None:
    with Collection.in_memory() as collection:
        for ask in (collection.shelf.deck, collection.shelf.cards, collection.shelf.card):
            with pytest.raises(NotFoundError):
                ask("nowhere")


def test_a_card_that_is_no_longer_made() -> None:
    """As after an update of quiz that makes other cards: the checkpoint has a card that generation does not give."""
    with studying(CAPITALS) as collection:
        collection.store._database.run("UPDATE cards SET card = 'gone' WHERE position = 0")
        with pytest.raises(NotFoundError, match="no longer has the card gone; run quiz update"):
            collection.card("gone")
        collection.add(CAPITALS, NOON)
        assert 10 == collection.due(NOON)[0].total
        with pytest.raises(NotFoundError):
            collection.card("gone")


def test_former_cards_are_those_of_the_last_version_that_had_them() -> None:
    with studying(deck(("a", "is", "1"), ("b", "is", "1"))) as collection:
        ids = {card.prompt: card.id for card in collection.cards("facts") if card.kind == "forward"}
        one, other = sorted(ids.values(), key=list(ids.values()).index)
        collection.add(deck(("a", "is", "2"), ("b", "is", "2")), NOON)
        collection.add(deck(("a", "is", "3")), NOON)
        found = collection.shelf.former("facts", {one, other, "never"})
        assert {one: "3", other: "2"} == {card: known.answer for card, known in found.items()}
        assert {} == collection.shelf.former("elsewhere", {one})


def test_a_former_version_that_cannot_be_read_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with studying(deck(("a", "is", "1"))) as collection:
        card = collection.cards("facts")[0].id
        collection.add(deck(("b", "is", "2")), NOON)

        def unreadable(*_: object) -> bytes:
            return json.dumps({"deck": {}}).encode()

        monkeypatch.setattr(collection.store.__class__, "version", unreadable)
        assert {} == collection.shelf.former("facts", {card})
