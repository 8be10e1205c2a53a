"""`quiz forecast`: what the coming days bring, and what will be known on a date."""

from datetime import date
from math import isnan
from time import monotonic
from typing import TYPE_CHECKING

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.clock import now
from quiz.cli.completing import decks
from quiz.cli.opening import studied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection.forecasting import Expected
    from quiz.memory.course import ExpectedDay, Score

_BAR = 40
"""Columns of the longest bar."""
_MOST_BARS = 31
_MOST_DAYS = 3650
_WEEK = 7
_OFTEN = 3.0
"""Seconds between two words on a long forecast."""


def _numbers(_context: click.Context, _parameter: click.Parameter, found: tuple[float, ...]) -> tuple[float, ...]:
    """Refuse what is no number, which lies in every range."""
    if any(map(isnan, found)):
        raise click.BadParameter("nan is no number; give one such as 0.9.")
    return found


@click.command(epilog="Example: quiz forecast countries --days 90 --retention 0.85 --retention 0.9")
@click.argument("deck", required=False, shell_complete=decks)
@click.option(
    "--days", type=click.IntRange(1, _MOST_DAYS), default=30, metavar="N", help="For so many days from today on; 30 unless set."
)
@click.option(
    "--retention",
    "retentions",
    type=click.FloatRange(0.5, 0.99),
    multiple=True,
    metavar="R",
    callback=_numbers,
    help="For this desired retention, such as 0.9, in place of the decks' own. Several compare.",
)
@click.option("--on", metavar="DATE", help="How many cards will be known on a date, such as 2026-06-01.")
@click.option("--recommend", is_flag=True, help="Find the desired retention at which a known card costs the least time.")
@common
def forecast(call: Call, deck: str | None, days: int, retentions: tuple[float, ...], on: str | None, *, recommend: bool) -> None:
    """Print the expected work and knowledge of the coming days.

    In all decks, or in one and those below it, by their limits and by how you answered of late.
    """
    from quiz.collection import forecasting

    decks = None if deck is None else [deck]
    with studied(call) as collection:
        if not collection.named(decks):
            output.message("No decks. quiz add PATH adds one.")
            return
        told = None if call.json else _Teller()
        if on is not None:
            day = _day(on, collection.day(now()))
            idle, busy = forecasting.score_on(collection, decks, now=now(), day=day, progress=told)
            _show_score(call, on, idle, busy)
            return
        if recommend:
            found = forecasting.recommended(collection, decks, now=now())
            _show_recommended(call, deck, found)
            return
        wished = retentions or (None,)
        _show(call, deck, forecasting.expected(collection, decks, now=now(), days=days, retentions=wished, progress=told))


class _Teller:
    """Tells people how far a forecast is, every few seconds."""

    def __init__(self) -> None:
        self._told_at = monotonic()

    def __call__(self, share: float) -> None:
        if monotonic() - self._told_at >= _OFTEN:
            output.message(f"Reckoning … about {share:.0%}")
            self._told_at = monotonic()


def _day(text: str, today: int) -> int:
    from quiz.study.day import date_of_day

    try:
        wanted = date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--on is “{text}”; expected a date such as 2026-06-01.") from None
    day = today + (wanted - date_of_day(today)).days
    if day < today:
        raise click.UsageError(f"--on is {text}, which is over; today is {date_of_day(today)}.")
    if day > today + _MOST_DAYS:
        raise click.UsageError(f"--on is {text}; a forecast reaches {_MOST_DAYS:,} days ahead, about ten years.")
    return day


def _show_score(call: Call, on: str, idle: "Score", busy: "Score") -> None:
    if call.json:
        output.record(
            {
                "date": on,
                "cards": idle.cards,
                "without_study": {"mean": idle.mean, "deviation": idle.deviation},
                "with_study": {"mean": busy.mean, "deviation": busy.deviation},
            }
        )
        return
    output.line(f"Known when {on} begins, of {idle.cards:,} cards:")
    for name, score in (("without further study", idle), ("with daily study before it", busy)):
        output.line(f"  {name:<28}{score.mean:9,.1f} ± {score.deviation:.1f}  ({score.mean / max(score.cards, 1):.1%})")


def _show_recommended(call: Call, deck: str | None, found: float) -> None:
    if call.json:
        output.record({"deck": deck, "recommended_retention": found})
        return
    output.line(f"At a desired retention of {found:.2f}, a card that is known after a year of study costs the least time.")


def _show(call: Call, deck: str | None, found: "Sequence[Expected]") -> None:
    if call.json:
        for expected in found:
            for day in expected.days:
                output.record(_as_data(deck, expected.desired_retention, day))
        return
    for expected in found:
        _chart(expected)
    rows: list[tuple[str | int, ...]] = [("retention", "reviews a day", "minutes a day", "known after the last day")]
    for expected in found:
        days = len(expected.days)
        reviews = sum(day.reviews for day in expected.days) / days
        minutes = sum(day.seconds for day in expected.days) / days / 60
        rows.append((_named(expected), round(reviews), round(minutes), round(expected.days[-1].known)))
    output.table(rows)


def _named(expected: "Expected") -> str:
    return "as set" if expected.desired_retention is None else f"{expected.desired_retention:g}"


def _as_data(deck: str | None, retention: float | None, day: "ExpectedDay") -> dict[str, object]:
    from quiz.study.day import date_of_day

    return {
        "deck": deck,
        "retention": retention,
        "date": date_of_day(day.day).isoformat(),
        "new": round(day.new, 3),
        "reviews": round(day.reviews, 3),
        "forgotten": round(day.forgotten, 3),
        "answers": round(day.answers, 3),
        "seconds": round(day.seconds, 1),
        "late": round(day.late, 3),
        "known": round(day.known, 3),
    }


def _chart(expected: "Expected") -> None:
    """Print a bar a day, or a week where there are many days."""
    from quiz.study.day import date_of_day

    span = 1 if len(expected.days) <= _MOST_BARS else _WEEK
    parts = [expected.days[start : start + span] for start in range(0, len(expected.days), span)]
    heights = [sum(day.answers for day in part) / len(part) for part in parts]
    most = max(heights) or 1.0
    unit = "a day" if span == 1 else "a day, by week"
    output.line(f"Answers {unit}, retention {_named(expected)}:", "bold")
    for part, height in zip(parts, heights, strict=True):
        late = f"  {part[-1].late:,.0f} left over" if part[-1].late >= 1 else ""
        output.line(f"{date_of_day(part[0].day)}  {height:7,.0f}  {'▇' * round(height / most * _BAR)}{late}".rstrip())
