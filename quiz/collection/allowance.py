"""What the day's limits still allow, by the settings of each deck: the same for counting what is due and for asking it."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property

from quiz.collection.settings import Settings
from quiz.store.cards import ScheduledCard
from quiz.store.counts import DeckCounts
from quiz.store.store import Store
from quiz.study.backlog import held_back, is_backlog
from quiz.study.limits import levels, rooms, shares, tighter
from quiz.study.options import Spacing
from quiz.study.queue import Waiting
from quiz.study.settings import StudySettings

_FOR_EVER = 400_000
"""Days: no card is due later than that from now."""


class Allowance:
    """The rooms that are left in each deck on one study day."""

    def __init__(
        self, store: Store, choices: Settings, settings_of: Callable[[str], StudySettings], *, day: int, at: int
    ) -> None:
        """Count what waits and what was done on study day `day`, `at` milliseconds since the epoch (UTC)."""
        self.day = day
        self.at = at
        self.counts: Mapping[str, DeckCounts] = {found.deck: found for found in store.counts(day, at)}
        self._store = store
        self._choices = choices
        self._settings_of = cache(settings_of)
        self._known: dict[str, StudySettings] = {}

    def of(self, deck: str) -> StudySettings:
        """Return the settings that hold for a deck today, which a deadline that lies ahead makes stricter."""
        if deck not in self._known:
            own = self._settings_of(deck)
            self._known[deck] = own if own.deadline is None else self._towards(own, deck)
        return self._known[deck]

    def is_backlog(self, deck: str) -> bool:
        """Say whether more reviews of a deck are due, or were done of those due today, than its settings call a backlog."""
        own, found = self.of(deck), self.counts[deck]
        return is_backlog(found.review + found.reviewed_today, own.reviews_per_day, own.backlog_days)

    @cached_property
    def reviews(self) -> dict[str, int]:
        """The rooms for reviews."""
        limits = {level: self.of(level).reviews_per_day for level in self._choices.bounded(self.counts, "reviews_per_day")}
        done = {deck: found.reviewed_today for deck, found in self.counts.items()}
        if any(self.of(deck).new_count_as_reviews for deck in self.counts):
            for deck, found in self.counts.items():
                done[deck] += found.introduced_today if self.of(deck).new_count_as_reviews else 0
        return rooms(limits, done)

    def new(self, taken: Mapping[str, int]) -> dict[str, int]:
        """Return the rooms for new cards when so many reviews were taken from each deck."""
        bounded = self._choices.bounded(self.counts, "new_per_day")
        backlog = {deck: self.is_backlog(deck) for deck in self.counts}
        limits = {level: held_back(self.of(level).new_per_day, backlog=backlog.get(level, False)) for level in bounded}
        found = rooms(limits, {deck: counts.introduced_today for deck, counts in self.counts.items()})
        counting = {level: room for level, room in rooms(self.reviews, taken).items() if self.of(level).new_count_as_reviews}
        return tighter(found, counting)

    def early(self, deck: str) -> list[Waiting]:
        """Return the reviews of a deck that are asked before their day for the sake of a deadline.

        Only for a deck with a deadline ahead are its cards read.
        """
        own = self._settings_of(deck)
        if own.deadline is None:
            return []
        from quiz.study.deadline import asked_early, deadline_of

        deadline = deadline_of(own, self.day)
        if deadline is None:
            return []
        later = self._store.due_cards([deck], self.day + _FOR_EVER, phases=("review",))
        hidden = (item for item in waiting(later) if not item.state.hidden(self.day))
        return asked_early(hidden, self.day, deadline, own.parameters)

    def due(self) -> list[tuple[DeckCounts, tuple[int, int]]]:
        """Return how many new cards and reviews each deck has to offer, within its limits and those of the decks above it."""
        met = self._store.siblings.met(self.day) if any(self._is_strict(deck) for deck in self.counts) else set()
        reviews = shares({deck: self._reviews_of(deck, met) for deck in self.counts}, self.reviews)
        left = self.new(reviews)
        new = shares({deck: self._new_of(deck, met, left[deck]) for deck in self.counts}, left)
        return [(found, (new[deck], reviews[deck])) for deck, found in self.counts.items()]

    def _is_strict(self, deck: str) -> bool:
        own, found = self.of(deck), self.counts[deck]
        return (found.review > 0 and own.review_siblings is Spacing.STRICT) or (
            found.new > 0 and own.new_siblings is Spacing.STRICT
        )

    def _reviews_of(self, deck: str, met: set[str]) -> int:
        count, own = self.counts[deck].review, self.of(deck)
        if count and own.review_siblings is Spacing.STRICT:
            count = self._store.siblings.groups(deck, self.day, met, min(count, self.reviews[deck]))
        return count + len(self.early(deck))

    def _new_of(self, deck: str, met: set[str], room: int) -> int:
        count, own = self.counts[deck].new, self.of(deck)
        if count and own.new_siblings is Spacing.STRICT:
            return self._store.siblings.groups(deck, self.day, met, min(count, room), new=True)
        return count

    def _towards(self, own: StudySettings, deck: str) -> StudySettings:
        from quiz.study.deadline import deadline_of, towards

        deadline = deadline_of(own, self.day)
        return own if deadline is None else towards(own, deadline, self.day, self._unmet.get(deck, 0))

    @cached_property
    def _unmet(self) -> dict[str, int]:
        """The cards of each level of decks that were not met before today."""
        found: dict[str, int] = {}
        for deck, counts in self.counts.items():
            for level in levels(deck):
                found[level] = found.get(level, 0) + counts.new + counts.introduced_today
        return found


def waiting(found: Iterable[ScheduledCard]) -> list[Waiting]:
    """Return scheduled cards as the queue needs to know them."""
    return [Waiting(item.card, item.deck, item.sibling, item.state) for item in found]
