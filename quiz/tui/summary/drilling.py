"""Sessions that follow from mistakes: what was confused is asked side by side, what was missed once more. Both are practice."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quiz.cards.card import Form
from quiz.collection.confusing import Taken, cards_to_drill, of_confusions

if TYPE_CHECKING:
    from datetime import datetime

    from quiz.collection.collection import Collection
    from quiz.study.session import Session
    from quiz.study.statistics_confusions import Confusion
    from quiz.tui.app import QuizApp


def drill_confusions(app: "QuizApp", pairs: "Iterable[Confusion]") -> None:
    """Ask by choice what was confused, and what was given instead; nothing of it moves memory or due days."""
    drill(app, of_confusions(pairs))


def drill(app: "QuizApp", taken: Sequence[Taken]) -> None:
    """Ask the cards that were confused, by choice, each followed by those whose answer was given instead."""

    def make(collection: "Collection", now: "datetime") -> "Session":
        return collection.custom(cards=cards_to_drill(collection, taken), now=now, form=Form.CHOICE, cram=True)

    app.study(None, make)


def practise(app: "QuizApp", cards: Sequence[str]) -> None:
    """Ask some cards once more; nothing of it moves memory or due days."""
    app.study(None, lambda collection, now: collection.custom(cards=cards, now=now, cram=True))
