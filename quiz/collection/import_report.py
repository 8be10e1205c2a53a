"""What an import does, to be shown before it is done and told afterwards."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, frozen

from quiz.cards.told_apart import MOST_NAMED, Doubles
from quiz.collection.first_cards import count_of
from quiz.collection.import_past import Remembered
from quiz.collection.plan import Change, Plan
from quiz.facts.deck import Deck
from quiz.formats.format import MediaFile, Skipped
from quiz.formats.past import Practice
from quiz.formats.past_packing import Pasts


@frozen
class Imported:
    """What an import does to one deck."""

    incoming: Deck
    """The deck as the file has it."""
    plan: Plan
    is_new: bool
    """Whether the collection does not have the deck yet."""
    is_same: bool = False
    """Whether the collection has the very same deck already."""
    media: Mapping[str, MediaFile] = field(factory=dict, eq=False, repr=False)
    """The files that come with it, by their paths."""
    doubles: Doubles = field(factory=Doubles, eq=False, repr=False)
    """Cards of the deck that share their question with another one, and are told apart by a number."""

    @property
    def cards(self) -> int:
        """How many cards the file's facts make."""
        if self.is_new or self.plan.deck is self.incoming:
            return len(self.plan.cards)
        return count_of(self.incoming)


@frozen(slots=False)
class ImportReport:
    """What an import takes and skips; `is_done` says whether it was carried out."""

    path: Path
    format: str
    """The name of the format."""
    title: str
    """What people call the format."""
    decks: tuple[Imported, ...]
    records: int
    """How many records of the file gave something."""
    cards: int
    """How many cards the file's facts make."""
    skipped: tuple[Skipped, ...] = ()
    skipped_count: int = 0
    """How many were skipped in all; `skipped` holds the first ten thousand."""
    notes: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    """Names of other formats that the file may be of as well."""
    media: int = 0
    remembered: Remembered = field(factory=Remembered)
    """What the file remembers of its cards."""
    past: Pasts = field(factory=Pasts, eq=False, repr=False)
    practice: tuple[Practice, ...] = ()
    is_done: bool = False

    @property
    def reviews(self) -> int:
        """How many answers the file holds to the cards that are taken, those that the log has already among them."""
        return self.remembered.reviews

    @property
    def facts(self) -> int:
        """How many facts the file holds."""
        return sum(len(one.incoming.facts) for one in self.decks)

    @property
    def holds(self) -> str:
        """What the file holds, counted in words: facts and cards and, where there are any, media and answers."""
        counts = [_counted(self.facts, "fact", "facts"), _counted(self.cards, "card", "cards")]
        counts += [_counted(self.media, "picture or sound", "pictures and sounds")] if self.media else []
        return ", ".join([*counts, *([_counted(self.reviews, "answer", "answers")] if self.reviews else [])])

    def count(self, change: Change) -> int:
        """Return how many cards of the collection a change happens to."""
        return sum(one.plan.count(change) for one in self.decks)

    @property
    def changes(self) -> str:
        """What happens to the cards of the collection, in words."""
        counts = [f"{number:,} {change}" for change in Change if (number := self.count(change))]
        conflicts = sum(len(one.plan.conflicts) for one in self.decks)
        counts += [f"{conflicts} kept as you edited them"] if conflicts else []
        return ", ".join([*counts, *self.history]) or "no change"

    @property
    def double_count(self) -> int:
        """How many cards share their question with another one of their deck."""
        return sum(one.doubles.count for one in self.decks)

    @property
    def double_words(self) -> str:
        """That number in words."""
        count = self.double_count
        return f"{_counted(count, 'card asks', 'cards ask')} what another one asks, told apart by numbers"

    @property
    def doubles(self) -> list[str]:
        """The first of the cards that share their question with another one, in words."""
        named = [(one.plan.deck.id, double) for one in self.decks for double in one.doubles.named]
        return [f"{deck}: {double}" if len(self.decks) > 1 else str(double) for deck, double in named[:MOST_NAMED]]

    @property
    def history(self) -> list[str]:
        """What is new of what the file remembers, in words."""
        told = self.remembered
        counts = [_counted(told.added, "new answer", "new answers")] if told.added else []
        moved = _counted(told.moved, "card put where the file has it", "cards put where the file has them")
        return counts + ([moved] if told.moved else [])

    def as_data(self) -> dict[str, Any]:
        """Return it as `quiz import --json` prints it."""
        return {
            "format": self.format,
            "facts": self.facts,
            "cards": self.cards,
            "reviews": self.reviews,
            "reviews_added": self.remembered.added,
            "cards_moved": self.remembered.moved,
            "media": self.media,
            "records": self.records,
            "skipped": [{"where": one.where, "reason": one.reason} for one in self.skipped],
            "skipped_count": self.skipped_count,
            "notes": list(self.notes),
            "doubles": [
                {"deck": one.plan.deck.id, "card": double.card.id, "question": double.question, "prompt": double.card.prompt}
                for one in self.decks
                for double in one.doubles.named
            ],
            "doubles_count": self.double_count,
            "rivals": list(self.rivals),
            "decks": [
                {
                    "deck": one.plan.deck.id,
                    "title": one.plan.deck.title,
                    "new": one.is_new,
                    **{str(change): one.plan.count(change) for change in Change},
                    "conflicts": len(one.plan.conflicts),
                }
                for one in self.decks
            ],
            "done": self.is_done,
        }

    def as_text(self) -> str:
        """Return the whole report as lines of text, to be kept."""
        lines = [f"{self.path}", f"Read as {self.title} ({self.format}).", ""]
        lines += [f"{_counted(self.records, 'record', 'records')}: {self.holds}."]
        lines += [f"Memory: {', '.join(self.history) or 'no change'}."] if self.reviews or self.history else []
        lines += [f"{one.plan}" for one in self.decks]
        lines += [f"    {conflict}" for one in self.decks for conflict in one.plan.conflicts]
        lines += ["", *(f"note: {note}" for note in self.notes)] if self.notes else []
        lines += ["", f"{self.double_words}:", *(f"    {one}" for one in self.doubles)] if self.double_count else []
        unnamed = self.double_count - len(self.doubles)
        lines += [f"    and {unnamed:,} more"] if unnamed else []
        lines += ["", f"{self.skipped_count:,} skipped:"] if self.skipped_count else ["", "Nothing was skipped."]
        lines += [f"    {one}" for one in self.skipped]
        more = self.skipped_count - len(self.skipped)
        return "\n".join([*lines, *([f"    and {more:,} more"] if more else []), ""])


def _counted(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"
