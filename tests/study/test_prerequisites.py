"""A new card waits until what comes before it has left its learning steps."""

from quiz.memory.state import CardState, MemoryState, Phase
from quiz.study.prerequisites import in_their_turn, is_learned
from quiz.study.queue import Waiting
from tests.study.samples import DAY, review, waiting

LEARNING = CardState(Phase.LEARNING, MemoryState(2.0, 5.0), due_day=DAY, due_at=0, last_day=DAY, reps=1)


def met(chosen: str, before: dict[str, str], **states: CardState) -> str:
    """Return what is met of some new cards; `before` names the cards that come before one."""
    names = {*chosen, *before, *"".join(before.values())} - {"?"}
    cards: dict[str, Waiting] = {name: waiting(name, state=states.get(name)) for name in names}
    found = in_their_turn([cards[name] for name in chosen], lambda name: before.get(name, ""), cards.get, DAY)
    return "".join(item.card for item in found)


def test_is_learned_once_it_has_left_its_steps() -> None:
    assert is_learned(review())
    assert is_learned(CardState(Phase.RELEARNING, MemoryState(1.0, 5.0)))
    assert is_learned(CardState(suspended=True))
    assert not is_learned(LEARNING)
    assert not is_learned(CardState())


def test_in_their_turn_a_card_gives_its_place_to_the_new_one_before_it() -> None:
    assert "ab" == met("ab", {})
    assert "ab" == met("xb", {"x": "a"})
    assert "a" == met("ax", {"x": "a"})
    assert "a" == met("z", {"z": "y", "y": "x", "x": "a"})


def test_in_their_turn_a_card_is_met_once_all_before_it_are_learned() -> None:
    assert "x" == met("x", {"x": "ab"}, a=review(), b=CardState(suspended=True))
    assert "b" == met("x", {"x": "ab"}, a=review())


def test_in_their_turn_nothing_comes_in_the_place_of_one_that_is_being_learned_or_hidden() -> None:
    assert "" == met("x", {"x": "a"}, a=LEARNING)
    assert "b" == met("xb", {"x": "a"}, a=CardState(buried_until=DAY + 1))


def test_in_their_turn_what_is_not_there_holds_up_nothing() -> None:
    assert "x" == met("x", {"x": "?"})


def test_in_their_turn_a_circle_holds_up_nothing_for_ever() -> None:
    assert len(met("xyz", {"x": "y", "y": "z", "z": "x"})) >= 1
    assert "x" == met("x", {"x": "x"})


def test_in_their_turn_asks_for_no_more_than_is_taken() -> None:
    found = in_their_turn((waiting(name) for name in "abc"), lambda _: (), lambda _: None, DAY)
    assert "a" == next(found).card
