"""quiz: facts in, memory out.

Keep fact records; quiz turns them into cards, asks them, and schedules each one for the day it is about to be forgotten.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.cards.card import Card, Form, Kind
    from quiz.cards.choices import choice, true_false
    from quiz.cards.generation import generate
    from quiz.cards.judge import judge
    from quiz.cards.verdict import Verdict
    from quiz.collection.collection import Collection
    from quiz.errors import (
        DeckError,
        ExchangeCancelledError,
        FormatError,
        NewerCollectionError,
        NotFoundError,
        Problem,
        QuizError,
        SessionError,
        SettingsError,
        StoreError,
        UnknownEventError,
        UsageError,
    )
    from quiz.facts.clozes import Cloze
    from quiz.facts.dates import Date
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact, Source, Status
    from quiz.facts.from_frame import from_frame
    from quiz.facts.from_mappings import from_mappings
    from quiz.facts.from_records import from_records
    from quiz.facts.from_wikidata import from_wikidata
    from quiz.facts.lint import check
    from quiz.facts.loading import load
    from quiz.facts.media import Picture, Sound
    from quiz.facts.quantities import Quantity
    from quiz.facts.record_fields import qualifier, relation, subject
    from quiz.facts.relation import Relation
    from quiz.facts.term import Term
    from quiz.facts.values import RichText
    from quiz.facts.writing import dump
    from quiz.formats.reading import read
    from quiz.formats.streaming import records
    from quiz.formats.writing import write
    from quiz.memory.rating import Rating
    from quiz.study.session import Session
    from quiz.study.settings import StudySettings

# Names are imported when they are first used: a program that only counts what is due should not wait for the rest.
_HOMES = {
    "quiz.cards.card": ("Card", "Form", "Kind"),
    "quiz.cards.choices": ("choice", "true_false"),
    "quiz.cards.generation": ("generate",),
    "quiz.cards.judge": ("judge",),
    "quiz.cards.verdict": ("Verdict",),
    "quiz.collection.collection": ("Collection",),
    "quiz.errors": (
        "DeckError",
        "ExchangeCancelledError",
        "FormatError",
        "NewerCollectionError",
        "NotFoundError",
        "Problem",
        "QuizError",
        "SessionError",
        "SettingsError",
        "StoreError",
        "UnknownEventError",
        "UsageError",
    ),
    "quiz.facts.clozes": ("Cloze",),
    "quiz.facts.dates": ("Date",),
    "quiz.facts.deck": ("Deck",),
    "quiz.facts.fact": ("Fact", "Source", "Status"),
    "quiz.facts.from_frame": ("from_frame",),
    "quiz.facts.from_mappings": ("from_mappings",),
    "quiz.facts.from_records": ("from_records",),
    "quiz.facts.from_wikidata": ("from_wikidata",),
    "quiz.facts.lint": ("check",),
    "quiz.facts.loading": ("load",),
    "quiz.facts.media": ("Picture", "Sound"),
    "quiz.facts.quantities": ("Quantity",),
    "quiz.facts.record_fields": ("qualifier", "relation", "subject"),
    "quiz.facts.relation": ("Relation",),
    "quiz.facts.term": ("Term",),
    "quiz.facts.values": ("RichText",),
    "quiz.facts.writing": ("dump",),
    "quiz.formats.reading": ("read",),
    "quiz.formats.streaming": ("records",),
    "quiz.formats.writing": ("write",),
    "quiz.memory.rating": ("Rating",),
    "quiz.study.session": ("Session",),
    "quiz.study.settings": ("StudySettings",),
}
_PLACES = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Card",
    "Cloze",
    "Collection",
    "Date",
    "Deck",
    "DeckError",
    "ExchangeCancelledError",
    "Fact",
    "Form",
    "FormatError",
    "Kind",
    "NewerCollectionError",
    "NotFoundError",
    "Picture",
    "Problem",
    "Quantity",
    "QuizError",
    "Rating",
    "Relation",
    "RichText",
    "Session",
    "SessionError",
    "SettingsError",
    "Sound",
    "Source",
    "Status",
    "StoreError",
    "StudySettings",
    "Term",
    "UnknownEventError",
    "UsageError",
    "Verdict",
    "check",
    "choice",
    "dump",
    "from_frame",
    "from_mappings",
    "from_records",
    "from_wikidata",
    "generate",
    "judge",
    "load",
    "qualifier",
    "read",
    "records",
    "relation",
    "subject",
    "true_false",
    "write",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    found: object = getattr(import_module(_PLACES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
