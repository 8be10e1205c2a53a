"""The line gives its cards in turn, and no two siblings in a row while anything else can be asked."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.state import CardState, Phase
from quiz.study.line import Line
from quiz.study.queue import Waiting
from tests.study.samples import DAY, waiting

AHEAD = 20


def new(*cards: str) -> list[Waiting]:
    """Return new cards; the first letter is the sibling mark."""
    return [waiting(card, card[0]) for card in cards]


def learning(**due: int) -> list[Waiting]:
    return [waiting(card, card[0], CardState(Phase.LEARNING, due_day=DAY, due_at=at)) for card, at in due.items()]


def taken(line: Line, at: int = 0, ahead: int = AHEAD) -> list[str]:
    found = []
    while (item := line.take(at, ahead)) is not None:
        line.asked(item)
        found.append(item.card)
    return found


def test_the_queue_comes_in_its_order() -> None:
    assert ["b1", "a1", "c1"] == taken(Line(new("b1", "a1", "c1"), ()))


def test_what_is_due_comes_first_and_what_is_not_yet_last() -> None:
    line = Line(new("a1", "b1"), learning(c1=0, d1=-5, e1=20, f1=1, g1=21))
    assert ["d1", "c1", "a1", "b1", "f1", "e1"] == taken(line)
    assert (21, ["g1"]) == (line.next_due(), [item.card for item in line])
    assert ["g1"] == taken(line, 1)
    assert line.next_due() is None


def test_siblings_give_way() -> None:
    assert ["a1", "b1", "a2", "a3"] == taken(Line(new("a1", "a2", "a3", "b1"), ()))
    assert ["a1", "b1", "a2"] == taken(Line(new("b1"), learning(a1=-2, a2=-1)))


def test_a_card_that_is_not_due_yet_comes_between_siblings() -> None:
    assert ["a1", "b1", "a2"] == taken(Line(new("a1", "a2"), learning(b1=5)))
    assert ["a1", "a2", "b1"] == taken(Line(new("a1", "a2"), learning(b1=5)), ahead=0) + taken(Line((), learning(b1=5)))


def test_a_sibling_is_better_than_the_same_card() -> None:
    line = Line(new("a1", "a2"), ())
    item = line.take(0, AHEAD)
    assert item
    line.asked(item)
    line.put_learning(evolve(item, state=CardState(Phase.LEARNING, due_day=DAY, due_at=0)))
    assert ["a2", "a1"] == taken(line)


def test_what_was_put_first_comes_first() -> None:
    line = Line(new("a1", "b1"), learning(c1=0))
    for item in new("a2", "a3"):
        line.put_first(item)
    assert ["a3", "a2", "c1", "a1", "b1"] == [item.card for item in line]
    assert ["a3", "a2", "c1", "a1", "b1"] == taken(line)


def test_a_card_is_dropped_wherever_it_stands() -> None:
    line = Line(new("a1", "b1"), learning(c1=0, d1=0))
    line.put_first(waiting("e1"))
    for card in ("a1", "c1", "e1", "unknown"):
        line.drop(card)
    assert ["d1", "b1"] == [item.card for item in line]


@given(st.lists(st.sampled_from("abc"), max_size=8), st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 30)), max_size=6))
def test_no_siblings_in_a_row_where_there_is_a_choice(queue: list[str], moments: list[tuple[str, int]]) -> None:
    line = Line(
        [waiting(f"q{number}", mark) for number, mark in enumerate(queue)],
        [
            waiting(f"l{number}", mark, CardState(Phase.LEARNING, due_day=DAY, due_at=at))
            for number, (mark, at) in enumerate(moments)
        ],
    )
    last = ""
    found = []
    while True:
        could = [item for item in line if (item.state.due_at or 0) <= AHEAD]
        item = line.take(0, AHEAD)
        if item is None:
            assert not could
            break
        assert item in could
        assert item.sibling != last or {last} == {other.sibling for other in could}
        line.asked(item)
        last = item.sibling
        found.append(item.card)
    assert len(found) == len(set(found)) == len(queue) + sum(at <= AHEAD for _, at in moments)
