"""Hypothesis strategies that draw what quiz works with: texts, values, facts, whole decks, and histories of reviews.

They stand on hypothesis, which the extra `testing` installs. Texts are hostile unless told otherwise: whatever a program does
with a deck, it should do with these.
"""

try:
    import hypothesis  # noqa: F401 - what everything here stands on
except ImportError as error:
    raise ImportError('quiz.testing needs hypothesis; install it with: pip install "factquiz[testing]"') from error

from quiz.testing.decks import decks, facts, qualifiers, relations, sources, terms
from quiz.testing.histories import histories, reviews
from quiz.testing.texts import HOSTILE, names, plain_names, texts
from quiz.testing.values import booleans, clozes, dates, quantities, values

__all__ = [
    "HOSTILE",
    "booleans",
    "clozes",
    "dates",
    "decks",
    "facts",
    "histories",
    "names",
    "plain_names",
    "qualifiers",
    "quantities",
    "relations",
    "reviews",
    "sources",
    "terms",
    "texts",
    "values",
]
