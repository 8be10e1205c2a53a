"""Coverage: how much of each relation, and of each subject, is known."""

from collections.abc import Mapping
from heapq import nlargest

from attrs import frozen
from textual.content import Content

from quiz.study.charts import Look, Stack, shade, table
from quiz.study.statistics_coverage import Coverage, Level
from quiz.tui.figure_blocks import Block, Lines, stack_lines
from quiz.tui.lines import plain
from quiz.tui.statistics.known import Known
from quiz.tui.times import count

_LEVELS = (Level.KNOWN, Level.LEARNING, Level.NEW)
_STYLES = ("$review", "$learning", "$quiet")
_MOST_ROWS = 20


@frozen
class Covered:
    """What is drawn of a coverage, however many subjects it has."""

    levels: Mapping[Level, int]
    relations: Mapping[str, Mapping[Level, int]]
    weakest: Mapping[str, Mapping[str, int]]
    """The least known subjects, with the place of each relation's level in `known`, `learning`, `new`."""
    subjects: int


def covered(found: Coverage) -> Covered:
    """Return what is drawn of a coverage."""
    places = {level: place for place, level in enumerate(_LEVELS)}
    unknown = {subject: sum(places[level] for level in row.values()) / len(row) for subject, row in found.cells.items()}
    weakest = nlargest(_MOST_ROWS, unknown, key=unknown.__getitem__)
    cells = {subject: {name: places[level] for name, level in found.cells[subject].items()} for subject in weakest}
    return Covered(found.levels, found.relations, cells, len(found.cells))


def blocks(known: Known) -> list[Block]:
    """Return the section's blocks."""
    found = known.covered
    if found is None or not found.subjects:
        return [Block("Coverage", "There is no card about one subject here.")]
    total = sum(found.levels.values())
    known_, learning, new = (found.levels[level] for level in _LEVELS)
    words = f"{known_:,} of {count(total, 'fact')} known ({known_ / total:.0%}), {learning:,} in learning, {new:,} new. "
    words += "A fact is known when all its cards are past their learning steps."
    rows = [
        Stack(name, tuple(counts[level] for level in _LEVELS), f"{counts[Level.KNOWN]:,} of {sum(counts.values()):,} known")
        for name, counts in found.relations.items()
    ]

    def by_relation(look: Look) -> Lines:
        sorts = enumerate(zip(_LEVELS, _STYLES, strict=True))
        parts = [Content.assemble((shade(place, look.marks), style), (f" {level}", "$quiet")) for place, (level, style) in sorts]
        legend = Content("   ").join(parts)
        more = [plain(f"and {len(rows) - _MOST_ROWS:,} more", "$quiet")] if len(rows) > _MOST_ROWS else []
        return [*stack_lines(rows[:_MOST_ROWS], look, _STYLES), *more, legend]

    def by_subject(look: Look) -> Lines:
        rest = found.subjects - len(found.weakest)
        more = [plain(f"and {rest:,} more", "$quiet")] if rest else []
        return [*(plain(line) for line in table(found.weakest, list(found.relations), look)), *more]

    return [
        Block("By relation", words, by_relation, wide=True),
        Block("By subject", "The least known first; each column is a relation, by its number.", by_subject, wide=True),
    ]
