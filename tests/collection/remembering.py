"""A format whose files are records written down in the test, and what a learner did in another program."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats import registry
from quiz.formats.format import Format, Head, Opened, ReadOptions, Record, Taken
from quiz.formats.past import Answer, Past
from quiz.memory.state import Phase

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TODAY = 20_513
"""The study day of `NOW`."""
DAY = 86_400_000


def at(day: int, hour: int = 10, minute: int = 0) -> int:
    """Return a moment of a study day."""
    return day * DAY + (hour * 60 + minute) * 60_000


def capitals(deck: str = "capitals", **values: str) -> Deck:
    """Return a deck of notes as another program has them, asked both ways; each has an id of its own."""
    values = values or {"Peru": "Lima", "Kenya": "Nairobi", "Chile": "Santiago"}
    relation = Relation("capital", kinds=("forward", "backward"), apart=True)
    facts = [Fact(subject, "capital", value, id=f"{subject.lower()}/0") for subject, value in values.items()]
    return Deck(deck, facts=facts, relations=[relation])


def past(fact: str = "peru/0", answers: Sequence[Answer] = (), **given: Any) -> Past:  # noqa: ANN401 - any field of a record
    """Return what Anki remembers of a card of `capitals`."""
    return Past(**{"deck": "capitals", "fact": fact, "source": "anki", "answers": tuple(answers), **given})


def learned(start: int, *intervals: int, rating: int = 3) -> list[Answer]:
    """Return answers of somebody who met a card on a study day, and then was always asked on the day that was given."""
    found, day, before = [], start, Phase.NEW
    for number, interval in enumerate(intervals):
        found.append(Answer(at(day, 10, number), rating, before, interval, 4000, 2500))
        before, day = (Phase.REVIEW, day + interval) if interval > 0 else (Phase.LEARNING, day)
    return found


class Written:
    """Files of a format that gives records as they were handed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records: dict[str, list[Record]] = {}

    def file(self, *records: Record | Deck, name: str = "deck.remembered") -> Path:
        """Write a file that holds some decks, and what is remembered of their cards."""
        found: list[Record] = []
        for record in records:
            if isinstance(record, Deck):
                found.append(Opened(Deck(record.id, relations=record.relations.values())))
                found += [Taken(f"note {fact.id}", (fact,)) for fact in record.facts]
            else:
                found.append(record)
        self.records[name] = found
        path = self.folder / name
        path.write_text("remembered")
        return path

    def read(self, path: Path, _: ReadOptions) -> Iterator[Record]:
        yield from self.records[path.name]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """Let files be read that hold what a test hands over."""
    found = Written(tmp_path)

    def sniff(head: Head) -> float:
        return float(head.data == b"remembered")

    one = Format(name="remembered", title="remembered", sniff=sniff, read=found.read, moves=True)
    monkeypatch.setattr(registry, "formats", lambda: [one])
    monkeypatch.setattr(registry, "named", lambda _: one)
    return found
