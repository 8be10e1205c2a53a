"""The sections of Statistics: what each is called, which figures it takes, and what draws it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.tui.figure_blocks import Block
from quiz.tui.statistics import ahead, answers, calendar, coverage, fit, memory, mistakes, retention, today
from quiz.tui.statistics.known import Known, Range

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection
    from quiz.collection.deadlines import DeckDeadline
    from quiz.collection.figures import Figures


@frozen
class Section:
    """One section."""

    name: str
    label: str
    whole: tuple[str, ...]
    """The figures of all time that it takes, by their names in `Figures`."""
    ranged: tuple[str, ...]
    """The figures of the range that it takes."""
    blocks: Callable[[Known], Sequence[Block]]
    """What is drawn; above the list where there is one."""
    reach: str = ""
    """Which way the range reaches: `last` or `next`; nowhere where the figures are of today, or of all time."""
    at_once: tuple[str, ...] = ()
    """Of the figures of all time, those that are there before the log is counted."""
    first_blocks: Callable[[Known], Sequence[Block]] | None = None
    """What is drawn of them until the others are there."""


SECTIONS = (
    Section(
        "today",
        "Today",
        ("statistics", "standing", "spreads", "forecast"),
        (),
        today.blocks,
        at_once=("standing", "spreads"),
        first_blocks=today.first_blocks,
    ),
    Section("calendar", "Calendar", ("statistics",), (), calendar.blocks),
    Section("ahead", "Ahead", ("forecast",), (), ahead.blocks, reach="next"),
    Section(
        "retention",
        "Retention",
        ("statistics",),
        ("statistics", "retention_by_deck", "retention_by_relation"),
        retention.blocks,
        reach="last",
    ),
    Section("answers", "Answers", ("statistics",), ("statistics",), answers.blocks, reach="last"),
    Section("memory", "Memory", ("spreads",), (), memory.blocks),
    Section("coverage", "Coverage", ("coverage",), (), coverage.blocks),
    Section("mistakes", "Mistakes", ("statistics", "leeches"), ("confusions",), mistakes.heading, reach="last"),
    Section("fit", "Fit", (), (), fit.blocks),
)


def read(
    section: Section,
    span: Range,
    collection: "Collection",
    since: "Callable[[int | None], Figures]",
    *,
    deck: str | None,
    now: "datetime",
    at_once: bool = False,
) -> Known:
    """Work out what a section takes, and return it. It may take long; nothing is worked out that was before.

    With `at_once`, only what is there before the log is counted.
    """
    whole = since(None)
    if at_once:
        section = evolve(section, whole=section.at_once, ranged=())
    for name in section.whole:
        getattr(whole, name)
    begin = span.since(whole.day)
    figures = whole
    if section.ranged and begin is not None and min(whole.statistics.by_day, default=whole.day) < begin:
        figures = since(begin)
    for name in section.ranged:
        getattr(figures, name)
    settings = collection.settings if deck is None else collection.settings_of(deck)
    return Known(
        whole=whole,
        figures=figures,
        span=span,
        desired_retention=settings.desired_retention,
        deadlines=_deadlines(collection, now, deck) if section.name == "today" else (),
        covered=coverage.covered(whole.coverage) if section.name == "coverage" else None,
        titles={row.deck: row.title for row in collection.decks()},
        prompts=_prompts(collection, whole) if section.name == "mistakes" else {},
    )


def _deadlines(collection: "Collection", now: "datetime", deck: str | None) -> "Sequence[DeckDeadline]":
    from quiz.collection.deadlines import deadlines

    return deadlines(collection, now, deck)


def _prompts(collection: "Collection", figures: "Figures") -> dict[str, str]:
    from quiz.errors import NotFoundError

    found = {}
    for card, _ in figures.leeches[: mistakes.MOST_LEECHES]:
        try:
            found[card] = collection.card(card).prompt
        except NotFoundError:
            continue
    return found
