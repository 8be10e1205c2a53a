"""How wide text is on a terminal."""

import pytest

from quiz.text.width import columns_of


@pytest.mark.parametrize(("text", "expected"), [("", 0), ("abc", 3), ("東京", 4), ("e\u0301", 1), ("▁█", 2)])
def test_columns(text: str, expected: int) -> None:
    assert expected == columns_of(text)
