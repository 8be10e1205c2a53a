"""Decks from Wikidata's entity documents: statements as facts, with their ranks, qualifiers and references."""

from collections.abc import Iterable, Mapping
from typing import Any, Unpack

from attrs import evolve

from quiz.errors import Problem, UsageError
from quiz.facts.building import Building, DeckOptions, by_name
from quiz.facts.deck import Deck
from quiz.facts.fields import Places
from quiz.facts.loading import DeckPath
from quiz.facts.records import Placed
from quiz.facts.wikidata.entities import Labels, entities_in
from quiz.facts.wikidata.statements import StatementReader


def from_wikidata(
    found: DeckPath | Mapping[str, Any] | Iterable[Mapping[str, Any]],
    *,
    id: str,
    properties: Iterable[str] | Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    report: list[Problem] | None = None,
    **deck: Unpack[DeckOptions],
) -> Deck:
    """Make a deck of Wikidata's entity documents. Nothing is fetched.

    Items become terms under their labels, with their aliases. Their statements become facts: of preferred rank, or of normal
    rank where none is preferred or where it says when it held; never of deprecated rank. Start, end and point in time, `circa`
    and `presumably`, and the references are kept. External identifiers and coordinates are taken only where `properties` names
    them; media, statements without a value, and what cannot be read never are. A day of the Julian calendar stays as it is
    written and gets the tag `julian-calendar`.

    Args:
        found: The path of a file, or its data: a document with `entities`, one entity, or several (an array or JSON Lines).
        id: The deck's id, which never changes.
        properties: The ids of the properties to take; as a mapping, each with the name of its relation, which is its id
            otherwise, so that cards keep their memory whatever the language. All unless given.
        labels: What items and properties are called that the data only mention; their ids stand where nothing says it.
        report: A list to which everything that was left out is appended, with its place and the reason.
        deck: What else there is to say of the deck: see `DeckOptions`. Its `lang` is the language of labels and of texts; its
            relations win over the properties'.

    Raises:
        DeckError: The file or the data hold no entities, or an option is wrong.
    """
    if isinstance(properties, str):
        raise UsageError("properties is one text; give the ids in a list, such as ['P36']")
    entities = entities_in(found)
    reader = StatementReader(entities, Labels.of(entities, deck.get("lang", "en"), labels or {}), properties)
    stated = reader.statements()
    deck["terms"] = by_name(reader.terms(stated)) | by_name(deck.get("terms", ()))
    building = Building.of(id, deck, "entities", reader.relations(stated))
    default = building.reader().qualified({}, ())["sources"]
    if report is not None:
        report += reader.left_out
    facts = (evolve(one.fact, sources=one.fact.sources or default) for one in stated)
    nowhere = Places("", lambda _: None)
    return building.deck(Placed(fact, nowhere, ()) for fact in facts)
