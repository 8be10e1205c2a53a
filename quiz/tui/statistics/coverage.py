"""Coverage: how much of each relation, and of each subject, is known."""

from quiz.study.charts import Look, Stack, shade, table
from quiz.study.statistics_coverage import Level
from quiz.tui.blocks import Block, Lines, stack_lines
from quiz.tui.lines import plain
from quiz.tui.statistics.known import Known
from quiz.tui.times import count

_LEVELS = (Level.KNOWN, Level.LEARNING, Level.NEW)
_STYLES = ("$review", "$learning", "$quiet")
_MOST_ROWS = 20


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    found = known.whole.coverage
    if not found.cells:
        return [Block("Coverage", "There is no card about one subject here.")]
    levels = found.levels
    total = sum(levels.values())
    known_, learning, new = (levels[level] for level in _LEVELS)
    words = f"{known_:,} of {count(total, 'fact')} known ({known_ / total:.0%}), {learning:,} in learning, {new:,} new. "
    words += "A fact is known when all its cards are past their learning steps."
    rows = [
        Stack(name, tuple(counts[level] for level in _LEVELS), f"{counts[Level.KNOWN]:,} of {sum(counts.values()):,} known")
        for name, counts in found.relations.items()
    ]

    def by_relation(look: Look) -> Lines:
        legend = "   ".join(f"{shade(place, look.marks)} {level}" for place, level in enumerate(_LEVELS))
        more = [plain(f"and {len(rows) - _MOST_ROWS:,} more", "$quiet")] if len(rows) > _MOST_ROWS else []
        return [*stack_lines(rows[:_MOST_ROWS], look, _STYLES), *more, plain(legend, "$quiet")]

    cells = {subject: {name: _LEVELS.index(level) for name, level in row.items()} for subject, row in found.cells.items()}
    weakest = dict(sorted(cells.items(), key=lambda one: -sum(one[1].values()) / len(one[1])))

    def by_subject(look: Look) -> Lines:
        return [plain(line) for line in table(weakest, list(found.relations), look)]

    return [
        Block("By relation", words, by_relation, wide=True),
        Block("By subject", "The least known first; each column is a relation, by its number.", by_subject, wide=True),
    ]
