"""The first section: today, the cards, everything so far, and the deadlines that lie ahead."""

from quiz.study.charts import Bar, Look
from quiz.study.charts_columns import columns
from quiz.study.day import date_of_day
from quiz.study.statistics_series import due_ahead, series
from quiz.tui.figure_blocks import Block, Lines, bar_lines, column_lines, table_lines
from quiz.tui.statistics.known import Known
from quiz.tui.statistics.wording import dates, share
from quiz.tui.times import count, days, long_date, spent

_BACK = 14
STANDING = ("new", "learning", "relearning", "young", "mature", "suspended", "buried")


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    return [_today(known), _cards(known), *_deadlines(known), _lately(known), _all(known)]


def first_blocks(known: Known) -> list[Block]:
    """Return what is there before the log is counted."""
    return [_cards(known), *_deadlines(known), Block("All answers", "Counting …")]


def _today(known: Known) -> Block:
    found = known.whole.statistics
    waiting = due_ahead(known.whole.forecast, known.today, 1)[0]
    if not found.reviews:
        words = (
            f"Nothing was answered yet. {count(known.whole.standing.new, 'card')} to learn: study one, and it is counted here."
        )
        return Block(f"Today, {long_date(date_of_day(known.today))}", words)
    streak = f"{count(found.streak, 'day')} in a row" if found.streak else "The row of days is broken"
    done = (
        f"{count(found.reviews_today, 'answer')} to {count(found.cards_today, 'card')} in {spent(found.seconds_today)}."
        if found.reviews_today
        else "No answers today."
    )
    due = f"{count(waiting, 'card')} still due." if waiting else "Nothing that you have met is due any more."
    words = f"{done} {due} {streak}{f', {found.longest_streak} at most' if found.longest_streak > found.streak else ''}."
    return Block(f"Today, {long_date(date_of_day(known.today))}", words)


def _cards(known: Known) -> Block:
    found = known.whole.standing
    met = found.met
    words = f"{count(found.total, 'card')}, of which {f'{met:,}' if met else 'none'} {'was' if met <= 1 else 'were'} met."
    if known.whole.spreads.stability.total:
        words += f" {known.whole.spreads.remembered:,.0f} would be recalled if all were asked now."
    rows = [Bar(name, number, f"{number:,}") for name in STANDING if (number := getattr(found, name))]
    styles = {"new": "$new", "learning": "$learning", "relearning": "$learning", "young": "$review", "mature": "$success"}
    colours = [styles.get(row.label, "$quiet") for row in rows]
    return Block("Cards", words, lambda look: bar_lines(rows, look, styles=colours))


def _all(known: Known) -> Block:
    found = known.whole.statistics
    if not found.reviews:
        return Block("All answers", "There are none yet. Everything here fills up as you study.")
    rows = [
        ("answers", f"{found.reviews:,}"),
        ("cards", f"{found.cards:,}"),
        ("days", f"{len(found.by_day):,}"),
        ("time", spent(found.seconds)),
        ("an answer", f"{found.seconds / found.reviews:.1f} s"),
        ("true retention", share(found.true_retention)),
        ("longest streak", count(found.longest_streak, "day")),
    ]
    return Block("All answers", "", lambda _: table_lines([("", ""), *rows])[1:])


def _lately(known: Known) -> Block:
    found = known.whole.statistics
    shown = series(known.today - _BACK + 1, known.today, _BACK)
    sums = shown.sums(found.by_day)
    words = f"{count(sum(sums), 'answer')} in {_BACK} days, {sum(sums) / _BACK:.1f} a day." if any(sums) else "No answers."

    def chart(look: Look) -> Lines:
        return column_lines(columns(sums, dates(shown), look, height=known.height))

    return Block("The last two weeks", words, chart if any(sums) else lambda _: [])


def _deadlines(known: Known) -> list[Block]:
    found = []
    for one in known.deadlines:
        left = one.deadline.day - known.today
        a_day = max((day.reviews for day in one.plan.days), default=0)
        words = (
            f"{long_date(date_of_day(one.deadline.day))}, {days(left)}. Expected on the day: {one.plan.expected:.0%} of "
            f"{count(one.cards, 'card')}, if you answer well until then; the target for each is {one.deadline.retention:.0%}. "
            f"{one.ready:,} ready already. A day needs {one.plan.new_per_day:,} new and at most {count(a_day, 'review')}."
        )
        if one.plan.below:
            words += f" {count(one.plan.below, 'card')} will be below the target all the same."
        if one.plan.left:
            words += f" For {count(one.plan.left, 'new card')} no time is left."
        shown = [day.new + day.reviews for day in one.plan.days]
        labels = dates(series(known.today, one.deadline.day - 1, max(1, len(shown))))

        def chart(look: Look, shown: list[int] = shown, labels: list[str] = labels) -> Lines:
            return column_lines(columns(shown[: look.width - 9], labels[: look.width - 9], look, height=max(3, known.height - 3)))

        found.append(Block(f"Deadline of {one.title}", words, chart))
    return found
