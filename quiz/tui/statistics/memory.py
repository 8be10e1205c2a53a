"""The memories: how stability, difficulty, retrievability and intervals are spread."""

from collections.abc import Callable

from attrs import frozen

from quiz.study.charts import Look
from quiz.study.charts_columns import columns
from quiz.study.statistics_spreads import Spread
from quiz.tui.figure_blocks import Block, Lines, column_lines
from quiz.tui.statistics.known import Known
from quiz.tui.statistics.wording import UNTIL_THEN, in_days, share, short_days
from quiz.tui.times import count


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    found = known.whole.spreads
    if not found.stability.total:
        return [Block("Memory", f"No card was answered yet. {UNTIL_THEN}")]
    recalled = f"Of {count(found.retrievability.total, 'card')}, {found.remembered:,.0f} would be recalled"
    past = f"of {count(found.intervals.total, 'card')} past the learning steps"
    charts = [
        _Chart("Retrievability", f"The chance that you recall a card now. {recalled}", share, _percent, "$review"),
        _Chart("Stability", "Days until that chance has fallen to 90 %", in_days, short_days, "$primary"),
        _Chart("Difficulty", "From 1, easy, to 10, hard", lambda value: f"{value:.1f}", lambda edge: f"{edge:.0f}", "$learning"),
        _Chart("Intervals", f"Days between the last answer and the next one, {past}", in_days, short_days, "$primary"),
    ]
    spreads = (found.retrievability, found.stability, found.difficulty, found.intervals)
    return [chart.block(spread, known.height) for chart, spread in zip(charts, spreads, strict=True)]


@frozen
class _Chart:
    heading: str
    words: str
    worded: Callable[[float], str]
    """Words a value."""
    edge: Callable[[float], str]
    """Words an edge in few letters."""
    style: str

    def block(self, found: Spread, height: int) -> Block:
        """Return the block of a spread."""
        middle = "none yet"
        if found.mean is not None and found.median is not None:
            middle = f"the mean is {self.worded(found.mean)}, the median {self.worded(found.median)}"
        labels = [self.edge(low) for low in found.edges[:-1]]

        def chart(look: Look) -> Lines:
            return column_lines(columns(list(found.counts), labels, look, height=height), self.style)

        return Block(self.heading, f"{self.words}; {middle}.", chart if found.total else lambda _: [])


def _percent(share: float) -> str:
    return f"{share:.0%}"
