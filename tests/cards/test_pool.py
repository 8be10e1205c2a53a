"""The candidates for wrong options."""

from decimal import Decimal
from random import Random

import pytest

from quiz.cards.by_subject import BySubject
from quiz.cards.pool import LONGEST_OPTION, SEARCHED, Pool, group, size
from quiz.facts.dates import Date
from quiz.facts.fact import Fact
from quiz.facts.quantities import Quantity
from quiz.facts.values import Text, Value


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


def pool_of(*values: object) -> Pool:
    return Pool.of(BySubject(Fact(f"S{number}", "b", value) for number, value in enumerate(values)), backward=False)


def lengths(pool: Pool, value: str, limit: int) -> list[int]:
    return sorted(len(str(one.value)) for one in pool.like(Text(value), Random(1), limit))


def test_as_many_neighbours_below_as_above() -> None:
    pool = pool_of(*range(100))
    assert [*range(34, 67)] == sorted(int(str(one.value)) for one in pool.like(Quantity(Decimal(50)), Random(1), 100))
    assert [*range(17)] == sorted(int(str(one.value)) for one in pool.like(Quantity(Decimal(0)), Random(1), 100))
    assert 5 == len(pool.like(Quantity(Decimal(50)), Random(1), 5))


def test_where_few_are_of_one_length_the_neighbours_in_length_are_drawn_from() -> None:
    pool = pool_of(*("o" * number for number in range(1, 200)))
    assert [*range(69, 132)] == lengths(pool, "o" * 100, 200)
    assert [*range(1, 37)] == lengths(pool, "o" * 5, 200)
    assert [*range(168, 200)] == lengths(pool, "o" * 199, 200)


def test_where_many_are_of_one_length_only_those_are_drawn_from() -> None:
    starts = [first + second for first in "abc" for second in "abcdefghij"]
    pool = pool_of(*(start + "o" * (length - 2) for length in range(10, 15) for start in starts))
    found = lengths(pool, "z" * 12, 200)
    # The last one in spelling order is longer.
    assert [11] * 30 + [12] * 30 + [13] * 30 + [14] == found


def test_neighbours_in_spelling_on_both_sides() -> None:
    pool = pool_of(*"abcdefghijklmnopqrstuvwxyz")
    assert [*"ijklmnop"] == [str(one.value) for one in pool.like(Text("M"), Random(1), 0)]
    assert [*"abcd"] == [str(one.value) for one in pool.like(Text("A"), Random(1), 0)]
    assert [] == pool.like(Text("жук"), Random(1), 5)


def test_values_of_other_relations_come_with_their_facts() -> None:
    fact, other = Fact("S", "b", "V"), Fact("T", "c", "words")
    found = Pool.of(BySubject([fact]), [other], backward=False).candidates
    assert [("V", fact, 1), ("words", other, 5)] == [(str(one.value), one.fact, one.size) for one in found]


def test_the_longest_option() -> None:
    assert 1 == len(pool_of("z" * LONGEST_OPTION, "z" * (LONGEST_OPTION + 1)).candidates)


def test_its_own_kind_of_writing_first_and_no_other_type() -> None:
    pool = pool_of("б", "x", "г", "y", 7)
    assert [*"xyбг"] == [str(one.value) for one in pool.first(Text("z"))]
    assert [*"бгxy"] == [str(one.value) for one in pool.first(Text("ж"))]
    assert [*"бгxy"] == [str(one.value) for one in pool.first(Text("λ"))]
    many = pool_of("x", *(f"б{number}" for number in range(SEARCHED // 3)), *(f"λ{number}" for number in range(SEARCHED)))
    assert 1 + SEARCHED == len(many.first(Text("z")))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Quantity(Decimal("2.5"), "km"), 2.5),
        (Date(1990), 1990.0),
        (Date(1990, 7), 1990.5),
        (Date(1990, 7, 31), 1990.5 + 30 / 372),
        (Date(1990, open_start=True), 1990 + 11 / 12 + 30 / 372),
        (Text("four"), 4.0),
    ],
)
def test_sizes(value: Value, expected: float) -> None:
    assert expected == pytest.approx(size(value), abs=1e-9)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Quantity(Decimal(1), "km"), "Quantity km"),
        (Date(1990, 5), "Date month"),
        (Text("a"), "Text LATIN"),
        (Text("ж"), "Text CYRILLIC"),
    ],
)
def test_names_of_groups(value: Value, expected: str) -> None:
    assert expected == group(value)
