"""The parts of the summary: its figures, the charts below them, and the missed cards as lines."""

from collections.abc import Sequence

from textual.content import Content

from quiz.collection.confusing import Taken
from quiz.memory.rating import Rating
from quiz.study.charts import Bar
from quiz.study.session_summary import Summary, Tried
from quiz.tui.figure_blocks import Block, bar_lines
from quiz.tui.lines import fitted, plain
from quiz.tui.times import count, spent

_GRADES = {Rating.AGAIN: "$error", Rating.HARD: "$learning", Rating.GOOD: "$review", Rating.EASY: "$new"}
_MOST_PAIRS = 8


def figures(found: Summary) -> list[tuple[str, str]]:
    """Return the numbers that stand out, each with its word."""
    return [
        (f"{found.answers:,}", "answer" if found.answers == 1 else "answers"),
        (f"{found.right / found.answers:.0%}" if found.answers else "–", "right"),
        (f"{found.learned:,}", "new learned"),
        (spent(found.seconds), "spent"),
    ]


def in_words(found: Summary) -> str:
    """Return what became of the cards, in a sentence."""
    each = found.seconds / found.answers if found.answers else 0.0
    words = [count(found.cards, "card"), f"{each:.1f} s an answer"]
    if found.lapsed:
        words.append(f"{found.lapsed:,} lapsed")
    if found.fixed:
        words.append(f"{found.fixed:,} won back")
    return " · ".join(words) + ("" if not found.is_practice else " · practice, nothing was rescheduled")


def blocks(found: Summary, confused: Sequence[tuple[str, str, Taken]]) -> list[Block]:
    """Return the charts, and what was mixed up."""
    shown = []
    if confused:
        more = f" and {len(confused) - _MOST_PAIRS:,} more" if len(confused) > _MOST_PAIRS else ""
        pairs = [f"{given}  instead of  {right}" for right, given, _ in confused[:_MOST_PAIRS]]
        shown.append(
            Block(f"Mixed up{more}", "", lambda look: [plain(fitted(pair, look.width).rstrip()) for pair in pairs], wide=True)
        )
    if len(found.by_relation) > 1:
        parts = [Bar(name, right / asked, f"{right:,} of {asked:,} right") for name, (right, asked) in found.by_relation.items()]
        shown.append(Block("By relation", "", lambda look: bar_lines(parts, look, most=1.0, styles=("$review",))))
    if found.answers > 1:
        rows = [
            Bar(rating.name.lower(), found.by_rating.get(rating, 0), f"{found.by_rating.get(rating, 0):,}") for rating in Rating
        ]
        shown.append(Block("Grades", "", lambda look: bar_lines(rows, look, styles=tuple(_GRADES.values()))))
    return shown


def missed_row(one: Tried, width: int) -> Content:
    """Return a missed card with its right answer as a line; what was right at last says so."""
    mark = Content.styled(" ✓ ", "$success") if one.right_at_last else Content.styled(" ✗ ", "$error")
    answer = fitted(one.card.answer, min(width // 2, 40)).rstrip()
    prompt = fitted(one.card.prompt, max(8, width - 5 - len(answer) - 2)).rstrip()
    return mark + plain(prompt) + Content("  ") + plain(answer, "bold")
