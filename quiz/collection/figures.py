"""The figures of a collection: what the log, the memories and the cards say together, each worked out when it is asked for."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, tzinfo
from functools import cache, cached_property
from typing import TYPE_CHECKING

from quiz.memory.events import Reset, Retaught
from quiz.study.statistics import Statistics, from_tally, taught_anew
from quiz.study.statistics_retention import Retention, by_group
from quiz.study.statistics_spreads import Forecast, Spreads, Standing, forecast, leeches, spreads, standing
from quiz.study.statistics_tally import Tally, tally

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.collection import Collection
    from quiz.memory.answers import Answer
    from quiz.memory.fsrs import Parameters
    from quiz.store.cards import ScheduledCard
    from quiz.study.statistics_confusions import Confusion
    from quiz.study.statistics_coverage import Coverage


_OFTEN = 2_000
"""Answers, after which somebody may want to know how far the reading is, or to stop it."""


class Figures:
    """All figures of some decks on one study day.

    What is asked of the log reads it once, what is asked of the memories reads each card's state once, and only what needs words
    makes the cards. Nothing is read that no figure was asked for.
    """

    def __init__(
        self,
        collection: "Collection",
        day: int,
        decks: list[str] | None,
        zone: tzinfo = UTC,
        *,
        since: int | None = None,
        glance: Callable[[int], object] | None = None,
    ) -> None:
        """Take the figures of decks by their ids, or of all (`None`); hours are those of the clock in `zone`.

        What is counted of the log begins on study day `since`. While it is read, `glance` is called now and then with how many
        answers were read; what it raises ends the reading.
        """
        self.day = day
        self.decks = decks
        self.since = since
        self._glance = glance
        self._collection = collection
        self._zone = zone

    # From the log

    @cached_property
    def tally(self) -> Tally:
        """Everything that is counted of the answers, in one pass over the log."""
        store = self._collection.store
        cards = None if self.decks is None else self._states.keys()
        taught = store.standing((Reset, Retaught))
        called = store.former_ids()
        moments = {called.get(card, card): found for card, found in taught_anew(taught).items()}
        return tally(self._watched(store.answers()), self.day, cards, moments, since=self.since)

    @cached_property
    def statistics(self) -> Statistics:
        """The numbers of the log."""
        return from_tally(self.tally, self.day, self._zone)

    @cached_property
    def retention_by_deck(self) -> dict[str, Retention]:
        """The true retention of each current deck that has any."""
        return by_group(self.tally.cards, ((card, found.deck) for card, found in self._states.items()))

    # From the memories

    @cached_property
    def standing(self) -> Standing:
        """How many cards stand where on their way."""
        return standing((found.state for found in self._states.values()), self.day)

    @cached_property
    def spreads(self) -> Spreads:
        """The spreads of stability, difficulty, retrievability and intervals."""
        parameters: dict[str, Parameters] = {}

        def of_deck(deck: str) -> "Parameters":
            if deck not in parameters:
                parameters[deck] = self._collection.tuning.of_deck(deck)
            return parameters[deck]

        return spreads(((found.deck, found.state) for found in self._states.values()), self.day, of_deck)

    @cached_property
    def forecast(self) -> Forecast:
        """How many cards wait for each coming day: counts by due day."""
        return forecast((found.state for found in self._states.values()), self.day)

    @cached_property
    def leeches(self) -> list[tuple[str, int]]:
        """The cards that were forgotten as often as their deck's settings call a leech, or more often, with how often."""
        states = ((card, found.deck, found.state) for card, found in self._states.items())
        return leeches(states, cache(lambda deck: self._collection.settings_of(deck).leech_lapses))

    # From the cards

    @cached_property
    def retention_by_relation(self) -> dict[str, Retention]:
        """The true retention of each relation that has any."""
        return by_group(self.tally.cards, ((card.id, card.relation.name) for card in self._cards()))

    @cached_property
    def confusions(self) -> "tuple[Confusion, ...]":
        """Which answer was given in place of which, and how often."""
        from quiz.study.statistics_confusions import confusions

        wanted = {card for card, _ in self.tally.wrong}
        return confusions(self.tally.wrong, {card.id: card for card in self._cards() if card.id in wanted}.get)

    @cached_property
    def coverage(self) -> "Coverage":
        """How much of each subject's relations is known."""
        from quiz.study.statistics_coverage import coverage

        return coverage(self._cards(), {card: found.state for card, found in self._states.items()})

    def _watched(self, answers: "Iterable[Answer]") -> "Iterator[Answer]":
        for number, answer in enumerate(answers):
            if self._glance is not None and number % _OFTEN == 0:
                self._glance(number)
            yield answer

    @cached_property
    def _states(self) -> "dict[str, ScheduledCard]":
        store = self._collection.store
        decks = [row.deck for row in self._collection.decks()] if self.decks is None else self.decks
        return {found.card: found for deck in decks for found in store.deck_cards(deck)}

    def _cards(self) -> "Iterator[Card]":
        for deck in dict.fromkeys(found.deck for found in self._states.values()):
            yield from self._collection.cards(deck)
