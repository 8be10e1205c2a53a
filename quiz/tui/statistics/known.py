"""What a page of statistics is drawn from."""

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    from quiz.collection.deadlines import DeckDeadline
    from quiz.collection.figures import Figures
    from quiz.collection.forecasting import Expected
    from quiz.memory.fitting import Report
    from quiz.tui.statistics.coverage import Covered


class Range(Enum):
    """How far back figures of the log go."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"

    @property
    def in_words(self) -> str:
        """What it is called in a sentence, looking back."""
        return "all time" if self is Range.ALL else f"the last {self.value}"

    @property
    def days(self) -> int | None:
        """So many study days, today among them; `None` for all."""
        return {Range.MONTH: 30, Range.QUARTER: 91, Range.YEAR: 365, Range.ALL: None}[self]

    @property
    def after(self) -> "Range":
        """The next one, round and round."""
        found = list(Range)
        return found[(found.index(self) + 1) % len(found)]

    def since(self, today: int) -> int | None:
        """Return the study day on which it begins."""
        return None if self.days is None else today - self.days + 1


@frozen
class Known:
    """The figures of some decks, and what belongs to them."""

    whole: "Figures"
    """Of all time."""
    figures: "Figures"
    """Of the range."""
    span: Range
    desired_retention: float
    deadlines: Sequence["DeckDeadline"] = ()
    compared: Sequence["Expected"] = ()
    """What studying with other desired retentions would lead to, once it was asked for."""
    fit: "Report | str" = ""
    """What the last fit led to, or why there was none."""
    arrows: str = ""
    """The keys by which a day of the calendar is chosen."""
    tall: bool = False
    covered: "Covered | None" = None
    """What is drawn of the coverage, where it is shown."""
    titles: dict[str, str] = field(factory=dict)
    """The titles of the decks, by id."""
    prompts: dict[str, str] = field(factory=dict)
    """The prompts of the leeches, by card."""

    @property
    def today(self) -> int:
        """The study day."""
        return self.whole.day

    @property
    def first(self) -> int:
        """The study day on which the charts of the log begin: that of the range, or of the first answer if it is later."""
        earliest = min(self.whole.statistics.by_day, default=self.today)
        since = self.span.since(self.today)
        return earliest if since is None else max(earliest, since)

    @property
    def height(self) -> int:
        """Lines of a chart of columns."""
        return 9 if self.tall else 6
