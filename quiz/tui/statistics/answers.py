"""The answers: how many, how they were graded, in which forms, how long they took, and at which hours."""

from quiz.study.charts import Bar, Look
from quiz.study.charts_columns import columns, stacked
from quiz.study.statistics_series import series
from quiz.tui.figure_blocks import Block, Lines, bar_lines, column_lines, stacked_lines
from quiz.tui.forms import called
from quiz.tui.statistics.known import Known
from quiz.tui.statistics.wording import UNTIL_THEN, dates, kept, named
from quiz.tui.times import count, spent

GRADES = {"again": "$error", "hard": "$learning", "good": "$review", "easy": "$new"}
STAGES = {"mature": "$success", "young": "$review", "learning": "$learning"}
_MARGIN = 9


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    if not known.figures.statistics.reviews:
        return [Block("Answers", f"No answers in {known.span.in_words}. {UNTIL_THEN}")]
    return [_by_day(known), _met(known), _grades(known), _hours(known), _phases(known), _forms(known), _time(known)]


def _by_day(known: Known) -> Block:
    found = known.figures.statistics
    days = known.today - known.first + 1
    each = found.reviews / days
    words = f"{count(found.reviews, 'answer')} on {len(found.by_day):,} of {count(days, 'day')}, {each:,.1f} a day."

    def chart(look: Look) -> Lines:
        shown = series(known.first, known.today, look.width - _MARGIN)
        sums = shown.sums(found.by_day)
        most = max(range(len(sums)), key=sums.__getitem__)
        text = f"By {shown.unit}; the most are {sums[most]:,}, {named(shown, most)}."
        rows = columns(sums, dates(shown), look, height=known.height)
        return [*column_lines(rows), *Block("", text).lines(look)[1:]]

    return Block("Answers", words, chart, wide=True)


def _grades(known: Known) -> Block:
    found = known.figures.statistics
    total = found.reviews
    rows = [Bar(grade, number, f"{number:,} {number / total:4.0%}") for grade, number in found.by_rating.items()]
    right = total - found.by_rating["again"]
    words = f"{right:,} of {total:,} were not Again, learning steps and all."
    return Block("Grades", words, lambda look: bar_lines(rows, look, styles=tuple(GRADES.values())))


def _phases(known: Known) -> Block:
    found = known.figures.statistics.by_phase
    counts = {phase: (sum(grades.values()) - grades["again"], sum(grades.values())) for phase, grades in found.items()}
    rows = [_part(phase, *some) for phase, some in counts.items()]
    words = "Not graded Again, by what the card was before the answer."
    return Block("By phase", words, lambda look: bar_lines(rows, look, most=1.0, styles=("$review",)))


def _forms(known: Known) -> Block:
    found = known.figures.statistics.forms
    rows = [_part(called(form), part.right, part.answers) for form, part in found.items()]
    words = "Not graded Again, by how the card was asked."
    return Block("By form", words, lambda look: bar_lines(rows, look, most=1.0, styles=("$review",)))


def _time(known: Known) -> Block:
    found = known.figures.statistics
    words = f"{spent(found.seconds)} in all, {found.seconds / found.reviews:.1f} s an answer, "
    words += f"{spent(found.seconds / max(1, len(found.by_day)))} on a day with answers."

    def chart(look: Look) -> Lines:
        shown = series(known.first, known.today, look.width - _MARGIN)
        minutes = [seconds / 60 for seconds in shown.sums(found.seconds_by_day)]
        return column_lines(columns(minutes, dates(shown), look, height=known.height, named=_minutes), "$learning")

    return Block("Time", words, chart)


def _hours(known: Known) -> Block:
    found = known.figures.statistics.by_hour
    most = max(range(24), key=lambda hour: found[hour].answers)
    words = (
        f"The most answers come from {most} to {most + 1} h: {found[most].answers:,}, {kept(found[most].retention)} reviews kept."
    )

    def chart(look: Look) -> Lines:
        labels = [f"{hour}h" if hour % 3 == 0 else "" for hour in range(24)]
        return column_lines(columns([hour.answers for hour in found], labels, look, height=known.height))

    return Block("Hours of the day", words, chart)


def _met(known: Known) -> Block:
    found = known.whole.statistics.stages_by_day
    met = sum(known.figures.statistics.new_by_day.values())
    learning, young, mature = (sum(change[place] for change in found.values()) for place in range(3))
    total = learning + young + mature
    words = f"{count(met, 'card')} met for the first time, {total:,} in all: " if met else f"{count(total, 'card')} met before: "
    words += f"{mature:,} mature, {young:,} young, {learning:,} in their learning steps."

    def chart(look: Look) -> Lines:
        shown = series(known.first, known.today, look.width - _MARGIN)
        levels = [level[::-1] for level in shown.levels(found, 3)]
        return stacked_lines(stacked(levels, dates(shown), look, height=known.height + 1), look, STAGES)

    return Block("Cards over time", words, chart, wide=True)


def _part(name: str, right: int, answers: int) -> Bar:
    return Bar(name, right / answers, f"{right / answers:.0%} of {answers:,}")


def _minutes(value: float) -> str:
    if value == 0:
        return "0"
    return f"{value:,.0f} min" if value < 120 else f"{value / 60:,.0f} h"
