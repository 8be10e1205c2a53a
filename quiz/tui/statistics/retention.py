"""True retention: by week, of young and mature cards, by deck and by relation, beside the desired one."""

from collections.abc import Mapping

from quiz.study.charts import Bar, Look
from quiz.study.charts_columns import Axis, columns
from quiz.study.statistics_retention import Retention, monday
from quiz.study.statistics_series import series
from quiz.tui.figure_blocks import Block, Lines, bar_lines, column_lines
from quiz.tui.statistics.known import Known
from quiz.tui.statistics.wording import UNTIL_THEN, dates, kept, named, share

_MOST_ROWS = 20
_LOWEST = 0.5
_FEW = 25
"""Reviews, below which a share says little."""


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    found = known.figures.statistics.retention
    if not found.reviews:
        return [Block("True retention", f"No card was reviewed a day or more after it was learned yet. {UNTIL_THEN}")]
    return [
        _by_time(known, found),
        _by_age(known, found),
        _by_name(known, "deck", {known.titles.get(deck, deck): part for deck, part in known.figures.retention_by_deck.items()}),
        _by_name(known, "relation", known.figures.retention_by_relation),
    ]


def _by_time(known: Known, found: Retention) -> Block:
    target = known.desired_retention
    words = f"You remembered {kept(found)} reviews; the desired retention is {target:.0%}."
    if found.reviews < _FEW:
        words += " With so few reviews the share says little."

    def chart(look: Look) -> Lines:
        first, last = known.first, known.today
        shown = series(first, last, look.width - 7)
        if shown.unit == "day":  # a day has few reviews
            shown = series(monday(first), last, max(1, (last - monday(first)) // 7 + 1))
        parts = shown.retentions(known.figures.statistics.retention_by_day)
        shares = [part.share for part in parts]
        known_ = [one for one in shares if one is not None]
        least = min([_LOWEST, *(int(one * 10) / 10 for one in known_)])
        rows = columns(
            shares,
            dates(shown),
            look,
            height=known.height + 1,
            on=Axis(least, 1.0),
            named=lambda value: f"{value:.0%}",
            target=target,
        )
        worst = min((place for place, one in enumerate(shares) if one is not None), key=lambda place: shares[place] or 0.0)
        below = sum(one < target for one in known_)
        text = f"By {shown.unit}: {below} of {len(known_)} below the dashed line at {target:.0%}; "
        text += f"the lowest {share(shares[worst])}, {named(shown, worst)}."
        return [*column_lines(rows, "$review"), *Block("", text).lines(look)[1:]]

    return Block("True retention", words, chart, wide=True)


def _by_age(known: Known, found: Retention) -> Block:
    del known
    young = Retention(young_passed=found.young_passed, young_failed=found.young_failed)
    mature = Retention(mature_passed=found.mature_passed, mature_failed=found.mature_failed)
    rows = [Bar(name, part.share or 0, kept(part)) for name, part in (("young", young), ("mature", mature))]
    words = "Cards are mature from an interval of 21 days on."
    return Block("Young and mature", words, lambda look: bar_lines(rows, look, most=1.0, styles=("$review",)))


def _by_name(known: Known, what: str, parts: Mapping[str, Retention]) -> Block:
    found = sorted(parts.items(), key=lambda one: (one[1].share or 0.0, one[0]))
    below = sum((part.share or 0.0) < known.desired_retention for _, part in found)
    words = f"{below} of {len(found)} below {known.desired_retention:.0%}, the lowest first."
    rows = [Bar(name, part.share or 0, kept(part)) for name, part in found]
    if len(rows) > _MOST_ROWS:
        words += f" {len(rows) - _MOST_ROWS} more are not shown."
    return Block(f"By {what}", words, lambda look: bar_lines(rows[:_MOST_ROWS], look, most=1.0, styles=("$review",)))
