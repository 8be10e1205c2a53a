"""A deck with history goes out as a package of Anki, and says nothing new when it comes in again."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from quiz.collection.checkpoint import rebuild
from quiz.collection.collection import Collection
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.memory.events import Buried, CardEvent, Flagged, Given
from quiz.memory.state import Phase
from quiz.study.day import milliseconds
from tests.collection.remembering import capitals

BEFORE_DAWN = datetime(2026, 3, 1, 2, tzinfo=UTC)
"""A moment that belongs to the study day of yesterday."""


def told(collection: Collection, events: Iterable[CardEvent]) -> None:
    """Let events happen to cards."""
    collection.store.append_all(events)
    rebuild(collection.store, collection.tuning)


def out_and_in(collection: Collection, deck: str, path: Path, now: datetime) -> str:
    """Export a deck, and say what importing it again would change."""
    collection.export(deck, path)
    return collection.import_(path, now=now, dry_run=True).changes


def test_each_blank_of_a_sentence_keeps_its_own_history(tmp_path: Path) -> None:
    texts = ("{{c1::Lima}} is the capital of {{c2::Peru}}.", "{{c1,2::Quito}} is near {{c3::Quito}}.")
    deck = Deck("s", facts=[Fact("Peru", "sentence", Cloze(text)) for text in texts])
    at = milliseconds(BEFORE_DAWN)
    with Collection.open(tmp_path / "c.quiz") as collection, Collection.open(tmp_path / "other.quiz") as other:
        collection.add(deck, BEFORE_DAWN)
        day = collection.day(BEFORE_DAWN)
        flags = {card.id: number for number, card in enumerate(collection.cards("s"), 1)}
        told(collection, (Flagged(card=card, at=at, day=day, flag=flag) for card, flag in flags.items()))
        assert "no change" == out_and_in(collection, "s", tmp_path / "s.apkg", BEFORE_DAWN)
        other.import_(tmp_path / "s.apkg", now=BEFORE_DAWN)
        assert flags == {card: other.state(card).flag for card in flags}


def test_a_card_that_was_put_on_a_day_and_never_asked_has_no_memory(tmp_path: Path) -> None:
    with Collection.open(tmp_path / "c.quiz") as collection:
        collection.add(capitals(), BEFORE_DAWN)
        at, day = milliseconds(BEFORE_DAWN), collection.day(BEFORE_DAWN)
        card = collection.cards("capitals")[0].id
        due = Given(
            card=card, at=at, day=day, source="anki", phase=Phase.REVIEW, due_day=day, last_day=day, reps=1, stability=None,
            difficulty=None,
        )  # fmt: skip
        told(collection, [due])
        assert "no change" == out_and_in(collection, "capitals", tmp_path / "s.apkg", BEFORE_DAWN)


def test_a_card_that_is_buried_for_days_stays_away_though_anki_buries_for_one(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with Collection.open(tmp_path / "c.quiz") as collection:
        collection.add(capitals(), now)
        at, day = milliseconds(now) - 60_000, collection.day(now)
        card = collection.cards("capitals")[0].id
        told(collection, [Buried(card=card, at=at, day=day, until=day + 5)])
        assert "no change" == out_and_in(collection, "capitals", tmp_path / "s.apkg", now)
        collection.import_(tmp_path / "s.apkg", now=now)
        assert day + 5 == collection.state(card).buried_until
