"""What was met on a day, and how many groups of siblings wait."""

from quiz.memory.events import Undone
from quiz.memory.state import CardState, MemoryState, Phase
from quiz.store.cards import CardRow
from quiz.store.store import Store
from tests.store.samples import add_deck, review

DAY = 20_000
CARDS = [CardRow(card, place, card[0]) for place, card in enumerate(("a1", "a2", "b1", "c1", "c2"))]


def due(last: int = DAY - 9) -> CardState:
    return CardState(Phase.REVIEW, MemoryState(9.0, 5.0), due_day=DAY, last_day=last, reps=2)


def store() -> Store:
    found = Store.in_memory(device="d")
    add_deck(found, "deck", ())
    found.put_cards("deck", CARDS)
    return found


def test_siblings_met_are_those_of_the_day_s_answers_that_stand() -> None:
    with store() as found:
        found.append(review("a1", day=DAY))
        event = found.append(review("b1", day=DAY))
        found.append(review("c1", day=DAY - 1))
        assert {"a", "b"} == found.siblings.met(DAY)
        found.append(Undone(at=0, day=DAY, target_device=event.device, target_sequence=event.sequence))
        assert {"a"} == found.siblings.met(DAY)


def test_introduced_are_those_whose_first_answer_was_on_the_day() -> None:
    with store() as found:
        found.append(review("a1", day=DAY - 1))
        found.append(review("a1", day=DAY))
        found.append(review("b1", day=DAY))
        assert ["b1"] == found.siblings.introduced(DAY)
        assert ["a1"] == found.siblings.introduced(DAY - 1)


def test_sibling_groups_are_counted_once_up_to_a_limit() -> None:
    with store() as found:
        assert (3, 2) == (
            found.siblings.groups("deck", DAY, (), 9, new=True),
            found.siblings.groups("deck", DAY, "c", 9, new=True),
        )
        found.put_states({row.card: due() for row in CARDS})
        assert 3 == found.siblings.groups("deck", DAY, (), 9)
        assert 2 == found.siblings.groups("deck", DAY, (), 2)
        assert 1 == found.siblings.groups("deck", DAY, "ab", 9)
        assert 0 == found.siblings.groups("deck", DAY - 1, (), 9)
        assert 0 == found.siblings.groups("deck", DAY, (), 9, new=True)


def test_sibling_groups_hold_what_was_answered_today_itself_and_is_due_again() -> None:
    with store() as found:
        found.put_states({"a1": due(DAY), "a2": due()})
        assert 1 == found.siblings.groups("deck", DAY, "a", 9)


def test_new_cards_from_a_position_on() -> None:
    with store() as found:
        assert ["b1", "c1"] == [item.card for item in found.new_cards(["deck"], DAY, 2, position=2)]


def test_days_are_those_on_which_a_sibling_was_answered() -> None:
    with store() as found:
        found.append(review("a1", day=DAY))
        found.append(review("a2", day=DAY - 3))
        event = found.append(review("a2", day=DAY - 5))
        found.append(review("b1", day=DAY - 7))
        found.append(Undone(at=0, day=DAY, target_device=event.device, target_sequence=event.sequence))
        assert {DAY - 3} == found.siblings.days("a1")
        assert set() == found.siblings.days("b1")
