"""Which parameters of the memory model hold for which cards."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.memory.fitted import fitted_for
from quiz.memory.fsrs import Parameters

if TYPE_CHECKING:
    from quiz.store.store import Store
    from quiz.study.settings import StudySettings


class Tuning:
    """Looks parameters up by deck and by card. What was fitted meanwhile, by this process or another, is seen at once."""

    def __init__(self, store: "Store", settings_of: "Callable[[str], StudySettings]") -> None:
        """Use the settings of each deck, over which parameters that were fitted count."""
        self._store = store
        self._settings_of = settings_of
        self._known: dict[str, Parameters] = {}
        self._fits = -1

    def forget(self) -> None:
        """Look everything up again: the settings are others now."""
        self._known.clear()

    def of_deck(self, deck: str) -> Parameters:
        """Return the parameters that hold for a deck; for the empty name, those of cards without one."""
        fits = self._store.fit_count()
        if fits != self._fits:
            self._known.clear()
            self._fits = fits
        if deck not in self._known:
            fitted = fitted_for(deck, self._store.standing(("Fitted",))) if fits else None
            self._known[deck] = fitted or self._settings_of(deck).parameters
        return self._known[deck]

    def of_card(self, card: str) -> Parameters:
        """Return the parameters that hold for a card, by the id that it has now."""
        return self.of_deck(self._store.deck_of(card) or "")
