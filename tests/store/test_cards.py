"""A deck has exactly the cards that were put last, and they come in the right order."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from quiz.errors import NotFoundError, UsageError
from quiz.memory.state import CardState, Phase
from quiz.store.cards import CardRow, ScheduledCard
from quiz.store.store import Store
from tests.store.samples import DAY, NOON, add_deck, due


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.in_memory() as store:
        yield store


def names(cards: list[ScheduledCard]) -> list[str]:
    return [card.card for card in cards]


def counted(store: Store, deck: str) -> tuple[int, int]:
    """Return the cards and the new ones that counting finds, checked against the rows themselves."""
    (found,) = [(row.total, row.new) for row in store.counts(DAY, NOON) if row.deck == deck]
    cards = store.deck_cards(deck)
    assert (len(cards), len(store.new_cards([deck], DAY))) == found
    return found


def test_new_cards_come_by_position(store: Store) -> None:
    add_deck(store, "plants", ["oak", "fir"], position=2)
    add_deck(store, "animals", ["cow", "ant", "bee"], position=1)
    assert ["cow", "ant", "bee", "oak", "fir"] == names(store.new_cards(None, DAY))
    assert ["oak", "fir", "cow"] == names(store.new_cards(["plants", "animals", "plants", "rocks"], DAY, 3))
    assert [] == store.new_cards(["plants"], DAY, 0)
    assert [ScheduledCard("cow", "animals", 0, "0", CardState())] == store.new_cards(["animals"], DAY, 1)


def test_due_cards_come_by_due_day(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee", "cow", "dog", "elk", "fox"])
    states = {
        "ant": due(DAY),
        "bee": due(DAY - 1),
        "cow": due(DAY + 1),
        "dog": due(DAY, Phase.LEARNING, NOON),
        "elk": due(DAY, Phase.RELEARNING, NOON - 1),
    }
    store.put_states(states)
    assert ["bee", "ant", "elk", "dog"] == names(store.due_cards(None, DAY))
    assert ["bee", "ant"] == names(store.due_cards(["animals"], DAY, phases=[Phase.REVIEW]))
    assert ["bee"] == names(store.due_cards(["animals"], DAY, phases=["review"], limit=1))
    assert ["bee", "ant", "elk", "dog", "cow"] == names(store.due_cards(["animals"], DAY + 1))
    assert [] == store.due_cards(["plants"], DAY)
    assert [] == store.due_cards([], DAY)
    assert [] == store.due_cards(None, DAY, phases=[])
    assert states | {"fox": CardState()} == {card.card: card.state for card in store.deck_cards("animals")}
    assert ["fox"] == names(store.new_cards(None, DAY))


def test_hidden_cards_do_not_come(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee", "cow", "dog"])
    for first, base in (("ant", due()), ("cow", CardState())):
        second = chr(ord(first[0]) + 1)
        card = next(card for card in ("bee", "dog") if card.startswith(second))
        store.put_state(first, evolve(base, suspended=True))
        store.put_state(card, evolve(base, buried_until=DAY + 1))
    assert ([], []) == (store.due_cards(None, DAY), store.new_cards(None, DAY))
    assert (["bee"], ["dog"]) == (names(store.due_cards(None, DAY + 1)), names(store.new_cards(None, DAY + 1)))
    (today,), (tomorrow,) = store.counts(DAY, NOON), store.counts(DAY + 1, NOON)
    assert ((0, 0, 4), (1, 1, 4)) == ((today.new, today.review, today.total), (tomorrow.new, tomorrow.review, tomorrow.total))


def test_putting_cards_replaces_the_old_ones_and_keeps_what_is_remembered(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee", "cow"])
    store.put_state("ant", due())
    store.put_cards("animals", [CardRow("bee", 5, "b"), CardRow("dog", 4, "d")])
    assert [CardRow("dog", 4, "d"), CardRow("bee", 5, "b")] == [
        CardRow(card.card, card.position, card.sibling) for card in store.deck_cards("animals")
    ]
    assert (2, 2) == counted(store, "animals")
    assert ([], due()) == (store.due_cards(None, DAY), store.state("ant"))
    store.put_cards("animals", [CardRow("ant", 0, "")])
    assert (["ant"], (1, 0)) == (names(store.due_cards(None, DAY)), counted(store, "animals"))
    store.put_cards("animals", [])
    assert (0, 0) == counted(store, "animals")


def test_what_is_unchanged_is_not_written(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee", "cow"])
    before = store._database.connection.total_changes
    store.put_cards("animals", [CardRow("ant", 0, "0"), CardRow("bee", 1, "0"), CardRow("cow", 9, "1")])
    assert 2 == store._database.connection.total_changes - before  # one card, and the deck's numbers


def test_a_card_that_another_deck_has_moves(store: Store) -> None:
    add_deck(store, "animals", ["ant", "bee"])
    store.put_state("bee", due())
    add_deck(store, "insects", ["bee", "fly", "ant"])
    assert ((0, 0), (3, 2)) == (counted(store, "animals"), counted(store, "insects"))
    assert "insects" == store.scheduled("bee").deck
    assert due() == store.scheduled("bee").state


def test_a_card_that_was_remembered_before_its_deck_came(store: Store) -> None:
    store.put_state("ant", due())
    assert ([], due()) == (store.due_cards(None, DAY), store.state("ant"))
    with pytest.raises(NotFoundError, match="No current deck has a card 'ant'"):
        store.scheduled("ant")
    add_deck(store, "animals", ["ant", "bee"])
    assert (["ant"], (2, 1)) == (names(store.due_cards(None, DAY)), counted(store, "animals"))


def test_cards_need_a_deck_and_come_once(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no deck 'animals'"):
        store.put_cards("animals", [])
    add_deck(store, "animals", ["ant"])
    with pytest.raises(UsageError, match="has card 'bee' twice"):
        store.put_cards("animals", [CardRow("bee", 0, ""), CardRow("bee", 1, "")])
    assert ["ant"] == names(store.new_cards(None, DAY))


def test_many_cards(store: Store) -> None:
    cards = [f"card {number * 7919 % 5000}" for number in range(5000)]
    add_deck(store, "big", cards)
    assert cards == names(store.deck_cards("big"))
    assert (5000, 5000) == counted(store, "big")
    assert dict.fromkeys(cards, CardState()) == store.states(cards)
