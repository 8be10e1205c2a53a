"""What is ahead: the cards that are due, and what other desired retentions would lead to."""

from quiz.study.charts import Bar, Look
from quiz.study.charts_columns import columns
from quiz.study.day import date_of_day
from quiz.study.statistics_series import due_ahead, running, series
from quiz.tui.figure_blocks import Block, Lines, bar_lines, column_lines, table_lines
from quiz.tui.statistics.known import Known, Range
from quiz.tui.statistics.wording import dates
from quiz.tui.times import count, short_date

RETENTIONS = (None, 0.8, 0.85, 0.9, 0.95)
"""The desired retentions that are compared; `None` is each deck's own."""


def days_ahead(span: Range) -> int:
    """Return how many days ahead are shown."""
    return span.days or 365


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    return [_due(known), *_compared(known)]


def _due(known: Known) -> Block:
    length = days_ahead(known.span)
    by_day = due_ahead(known.whole.forecast, known.today, length)
    total, overdue = sum(by_day), known.whole.forecast.overdue
    later = sum(known.whole.forecast.by_day.values()) + overdue - total
    busiest = max(range(length), key=lambda place: by_day[place])
    if not total and not later:
        return Block(
            "Cards by due day", "No card that you have met is to come again. What you learn from now on shows here.", wide=True
        )
    words = f"{count(total, 'card')} due in the next {length} days, {by_day[0]:,} of them today"
    words += f" ({overdue:,} overdue)" if overdue else ""
    words += f" and {by_day[1]:,} tomorrow" if length > 1 else ""
    words += f"; {later:,} later." if later else "."
    if total:
        words += f" The most on one day are {by_day[busiest]:,}, on {short_date(date_of_day(known.today + busiest))}."
    words += " Nothing that you will learn from now on is among them."

    def chart(look: Look) -> Lines:
        shown = series(known.today, known.today + length - 1, look.width - 9)
        sums = shown.sums({known.today + place: number for place, number in enumerate(by_day)})
        each = "" if shown.unit == "day" else f"by {shown.unit}"
        rows = column_lines(columns(sums, dates(shown), look, height=known.height))
        together = f"Together {running(sums)[-1]:,}{f', {each}' if each else ''}"
        return [*rows, *table_lines([(together,)])]

    return Block("Cards by due day", words, chart if total else lambda _: [], wide=True)


def _compared(known: Known) -> list[Block]:
    if not known.compared:
        return [
            Block(
                "Other desired retentions",
                "How much work would it be to remember more, and how much less is known for less work? Compare reckons "
                "it, day by day, from your cards, your limits and how you answer.",
                wide=True,
            )
        ]
    days = len(known.compared[0].days)
    rows = []
    for one in known.compared:
        name = f"as set ({known.desired_retention:.2f})" if one.desired_retention is None else f"{one.desired_retention:.2f}"
        reviews = sum(day.reviews for day in one.days) / days
        minutes = sum(day.seconds for day in one.days) / days / 60
        rows.append((name, reviews, minutes, one.days[-1].known))
    words = f"Expected of the next {days} days, with your limits and as you answer. Known is after the last day."
    table = [("retention", "reviews a day", "minutes a day", "known")]
    table += [(name, _few(reviews), _few(minutes), f"{known_:,.0f}") for name, reviews, minutes, known_ in rows]
    work = [Bar(name, minutes, f"{minutes:,.1f} min") for name, _, minutes, _ in rows]
    knowledge = [Bar(name, known_, f"{known_:,.0f}") for name, _, _, known_ in rows]
    return [
        Block("Other desired retentions", words, lambda _: table_lines(table), wide=True),
        Block("Work", "Minutes a day", lambda look: bar_lines(work, look, styles=("$learning",))),
        Block("Knowledge", "Cards known after the last day", lambda look: bar_lines(knowledge, look, styles=("$review",))),
    ]


def _few(number: float) -> str:
    return f"{number:,.1f}" if number < 10 else f"{number:,.0f}"
