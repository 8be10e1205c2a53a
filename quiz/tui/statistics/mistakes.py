"""Mistakes: what is taken for what, and the cards that are forgotten over and over."""

from collections.abc import Sequence

from textual.content import Content

from quiz.study.statistics_confusions import Confusion
from quiz.text.width import columns_of
from quiz.tui.figure_blocks import Block
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
        return [Block("Confusions", words, wide=True)]
    times = sum(one.count for one in found)
    more = f" The {MOST} most frequent are listed." if len(found) > MOST else ""
    words = f"{count(len(found), 'pair')} mixed up, {count(times, 'time')} in all.{more}"
    return [Block("Confusions", words, wide=True)]


def rows(found: Sequence[Confusion], width: int) -> list[Content]:
    """Return confusions as lines: how often, what was given instead of what, and in which relation."""
    words = [f"{one.given} instead of {one.right}" for one in found]
    room = min(max(map(columns_of, words), default=0), max(8, width - 9))
    times = [f"{one.count:,}×" for one in found]
    return [
        Content.assemble(
            (f" {often:>6} ", "$quiet"),
            plain(fitted(text, room)),
            "  ",
            plain(fitted(one.relation, max(0, width - 11 - room)).rstrip(), "$quiet"),
        ).rstrip()
        for one, text, often in zip(found, words, times, strict=True)
    ]


def leeches(known: Known) -> list[Block]:
    """Return what stands below the list."""
    found = known.whole.leeches
    if not found:
        return [Block("Leeches", "No card is forgotten over and over.")]
    words = f"{count(len(found), 'card')} forgotten over and over. Most time is lost to few cards: reword or divide them. "
    words += "Browse shows them all."
    names = [(known.prompts.get(card, card), lapses) for card, lapses in found[:MOST_LEECHES]]
    return [
        Block(
            "Leeches",
            words,
            lambda look: [
                Content.assemble((f" {lapses:>5,}× ", "$quiet"), plain(fitted(name, look.width - 9).rstrip()))
                for name, lapses in names
            ],
            wide=True,
        )
    ]
