"""The candidates for wrong options."""

from decimal import Decimal
from random import Random

from quiz.cards.by_subject import BySubject
from quiz.cards.pool import LONGEST_OPTION, Pool, group
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.values import Text


def test_each_value_once_and_none_that_is_too_long() -> None:
    facts = BySubject([Fact("A", "b", "x"), Fact("B", "b", "x"), Fact("C", "b", "y"), Fact("D", "b", "z" * (LONGEST_OPTION + 1))])
    assert ["x", "y"] == [str(one.value) for one in Pool.of(facts, backward=False).candidates]
    assert ["A", "B", "C", "D"] == [str(one.value) for one in Pool.of(facts, backward=True).candidates]


def test_near_numbers_are_found_on_both_sides() -> None:
    pool = Pool.of(BySubject(Fact(f"S{number}", "b", number) for number in range(0, 2000, 2)), backward=False)
    found = sorted(int(str(one.value)) for one in pool.like(Quantity(Decimal(1000)), Random(1), 100))
    assert found[0] < 1000 < found[-1]
    assert all(940 < number < 1060 for number in found)


def test_words_of_like_length_or_spelling() -> None:
    words = [f"{letter}{'o' * length}" for letter in "abcdefgh" for length in range(1, 60)]
    pool = Pool.of(BySubject(Fact(f"S{number}", "b", word) for number, word in enumerate(words)), backward=False)
    found = [str(one.value) for one in pool.like(Text("cooooooooo"), Random(1), 20)]
    assert len(set(found)) == len(found) >= 20
    assert all(abs(len(word) - 10) <= 8 or word[0] == "c" for word in found)


def test_groups() -> None:
    assert (
        len(
            {
                group(value)
                for value in (Text("a"), Text("б"), Quantity(Decimal(1)), Quantity(Decimal(1), "km"), Date(1990), Date(1990, 5))
            }
        )
        == 6
    )
    assert group(Text("a")) == group(Text("zebra"))
