"""Mistakes: what is taken for what, and the cards that are forgotten over and over."""

from rich.cells import cell_len
from textual.content import Content

from quiz.study.statistics_confusions import Confusion
from quiz.tui.blocks import Block
from quiz.tui.lines import fitted, plain
from quiz.tui.statistics.known import Known
from quiz.tui.times import count

MOST = 20
"""Confusions that are listed."""
MOST_LEECHES = 10


def confused(known: Known) -> tuple[Confusion, ...]:
    """Return the confusions that are listed, the most frequent first."""
    return known.figures.confusions[:MOST]


def heading(known: Known) -> list[Block]:
    """Return what stands above the list."""
    found = known.figures.confusions
    if not found:
        words = "No answer that was typed or picked stands for another one yet. When you mix things up, this lists them."
        return [Block("Confusions", words)]
    times = sum(one.count for one in found)
    more = f" The {MOST} most frequent are listed." if len(found) > MOST else ""
    words = f"{count(len(found), 'pair')} mixed up, {count(times, 'time')} in all.{more} Enter drills the chosen one."
    return [Block("Confusions", words)]


def row(one: Confusion, width: int) -> Content:
    """Return one confusion as a line."""
    times = f"{one.count:,}×"
    words = fitted(f"{one.given}  instead of  {one.right}", max(8, width - 9)).rstrip()
    relation = fitted(one.relation, max(0, width - 11 - cell_len(words))).rstrip()
    return Content.assemble((f" {times:>6} ", "$quiet"), plain(words), "  ", plain(relation, "$quiet"))


def leeches(known: Known) -> list[Block]:
    """Return what stands below the list."""
    found = known.whole.leeches
    if not found:
        return [Block("Leeches", "No card is forgotten over and over.")]
    words = f"{count(len(found), 'card')} forgotten over and over. Most time is lost to few cards: reword or divide them. "
    words += "B opens them in Browse."
    names = [(known.prompts.get(card, card), lapses) for card, lapses in found[:MOST_LEECHES]]
    return [
        Block(
            "Leeches",
            words,
            lambda look: [
                Content.assemble((f" {lapses:>5,}× ", "$quiet"), plain(fitted(name, look.width - 9).rstrip()))
                for name, lapses in names
            ],
        )
    ]
