"""When a card is to come, in the words of whoever says it."""

import pytest

from quiz.study.due_days import due_day

TODAY = 20_400
"""2025-11-08."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("0", 0), ("3", 3), (" in 3 days ", 3), ("+1d", 1), ("today", 0), ("Tomorrow", 1), ("2025-11-08", 0), ("2025-12-08", 30)],
)
def test_a_number_of_days_or_a_date(text: str, expected: int) -> None:
    assert TODAY + expected == due_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Expected"), ("soon", "Expected"), ("2025-11-07", "passed"), ("99999", "hundred"), ("2025-13-01", "Expected")],
)
def test_anything_else_is_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        due_day(text, TODAY)
