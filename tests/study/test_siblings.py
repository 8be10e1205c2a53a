"""Siblings are met and asked on different days where that can be helped."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.study.options import Spacing
from quiz.study.queue import Waiting
from quiz.study.siblings import longest_waiting, not_met_first, spaced, take_new
from tests.study.samples import DAY, review, waiting


def names(items: list[Waiting]) -> str:
    return " ".join(item.card for item in items)


def due(text: str) -> list[Waiting]:
    """Return reviews such as `a1:-3`: the first letter is the sibling mark, the number behind the colon says when it was due."""
    return [waiting(name, name[0], review(due=DAY + int(ago))) for name, _, ago in (word.partition(":") for word in text.split())]


NEW = [waiting(card, card[0]) for card in ("a1", "b1", "a2", "c1", "b2")]


def test_not_met_first_divides_cards_by_whether_a_sibling_was_met() -> None:
    first, rest = not_met_first(NEW, {"c"})
    assert ("a1 b1", "a2 c1 b2") == (names(first), names(rest))


def test_spaced_leaves_siblings_out_or_puts_them_last() -> None:
    assert "a1 b1" == names(spaced(NEW, {"c"}, Spacing.STRICT))
    assert "a1 b1 a2 c1 b2" == names(spaced(NEW, {"c"}, Spacing.WHERE_POSSIBLE))
    assert NEW == spaced(NEW, {"a"}, Spacing.FREE)


def test_longest_waiting_asks_the_sibling_that_was_due_first() -> None:
    items = due("a1:0 b1:0 a2:-4 c1:-1 c2:-2")
    assert "b1 a2 c2" == names(longest_waiting(items, (), DAY, lambda _: Spacing.STRICT))
    assert "b1 a2 c2 a1 c1" == names(longest_waiting(items, (), DAY, lambda _: Spacing.WHERE_POSSIBLE))
    assert items == longest_waiting(items, {"a", "b"}, DAY, lambda _: Spacing.FREE)
    assert "a2 c2" == names(longest_waiting(items, {"b"}, DAY, lambda _: Spacing.STRICT))


def test_longest_waiting_lets_no_sibling_hold_up_another_for_ever() -> None:
    daily, patient = review(due=DAY), review(due=DAY)
    days = []
    for day in range(DAY, DAY + 4):
        items = [waiting("daily", "s", daily), waiting("patient", "s", patient)]
        (asked,) = longest_waiting(
            [item for item in items if (item.state.due_day or 0) <= day], (), day, lambda _: Spacing.STRICT
        )
        days.append(asked.card)
        if asked.card == "daily":
            daily = review(due=day + 1, last=day)
        else:
            patient = review(due=day + 30, last=day)
    assert "patient" in days[:2]
    assert {"daily"} == set(days[2:])


def test_longest_waiting_asks_again_what_changed_after_it_was_answered_today() -> None:
    item = waiting("a", "s", review(due=DAY, last=DAY))
    assert [item] == longest_waiting([item], {"s"}, DAY, lambda _: Spacing.STRICT)


@given(st.lists(st.sampled_from("abcd")), st.integers(0, 10), st.sets(st.sampled_from("abcd")))
def test_take_new_meets_siblings_on_another_day_while_there_are_others(marks: list[str], limit: int, met: set[str]) -> None:
    items = [waiting(str(number), mark) for number, mark in enumerate(marks)]
    found = take_new(items, limit, met)
    assert min(limit, len(items)) == len(found)
    assert len({item.card for item in found}) == len(found)
    fresh = [item for number, item in enumerate(items) if item.sibling not in met and item.sibling not in marks[:number]]
    assert fresh[:limit] == found[: len(fresh)]
    rest = found[len(fresh) :]
    assert rest == sorted(rest, key=lambda item: int(item.card))
