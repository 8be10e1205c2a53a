"""Random events over all screens: no crash, no lost or doubled review, always a way back."""

from pathlib import Path

import pytest

from tests.tui.monkey import Monkey


def test_nothing_breaks_the_app(tmp_path: Path) -> None:
    """A small run; another seed every day would find more, but a test is the same today and tomorrow."""
    monkey = Monkey(tmp_path, seed=1)
    monkey.play(600).close()
    assert monkey.given


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_nothing_breaks_the_app_in_the_long_run(tmp_path: Path, seed: int) -> None:
    monkey = Monkey(tmp_path, seed=1000 + seed)
    monkey.play(2_500).close()
    assert monkey.given
    assert len(monkey.seen) > 3, monkey.seen
