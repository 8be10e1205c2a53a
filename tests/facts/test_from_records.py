"""Instances of attrs classes become decks, by what their fields are marked with."""

# ruff: noqa: RUF009 - the markers are fields of attrs classes

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, NewType

import attrs
import pytest

import quiz
from quiz import DeckError, Fact, Relation, Source, UsageError
from quiz.facts.record_types import value_type


@attrs.frozen
class City:
    name: str = quiz.subject(type="city")
    founded: date | None = quiz.relation(default=None)


@attrs.frozen
class Country:
    name: str = quiz.subject(type="country")
    capital: City | str | None = quiz.relation(value="city", ask="What is the capital of {subject}?", default=None)
    population: int | None = quiz.relation(
        unit="people", default=None, validator=attrs.validators.optional(attrs.validators.ge(0))
    )
    languages: frozenset[str] = quiz.relation(converter=frozenset, factory=frozenset)
    note: str = "not a fact"
    until: str | None = quiz.qualifier("until", default=None)
    book: Any = quiz.qualifier("source", default=None)


@attrs.define
class Kingdom(Country):
    ruler: str | None = quiz.relation(default=None, ask="Who rules {subject}?")


def told(*records: object, **options: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - they are wrong
    with pytest.raises(DeckError) as caught:
        quiz.from_records(records, id=options.pop("id", "d"), **options)
    assert all(problem.message and problem.hint for problem in caught.value.problems)
    return [(problem.code, problem.where) for problem in caught.value.problems]


def test_fields_are_relations() -> None:
    deck = quiz.from_records([Country("France", "Paris", 68), Country("Spain", "Madrid")], id="c", title="Countries")
    facts = [Fact("France", "capital", "Paris"), Fact("France", "population", 68), Fact("Spain", "capital", "Madrid")]
    relations = [
        Relation("capital", "country", "city", ask="What is the capital of {subject}?"),
        Relation("population", "country", "quantity", unit="people"),
        Relation("languages", "country", "set"),
    ]
    assert quiz.Deck("c", "Countries", facts, relations) == deck
    assert "What is the capital of France?" == next(quiz.generate(deck)).prompt


def test_attrs_has_its_say() -> None:
    languages: Any = ["a"]
    assert frozenset({"a"}) == Country("A", languages=languages).languages
    with pytest.raises(ValueError, match="population"):
        Country("A", population=-1)


def test_qualifiers_hold_for_the_whole_record() -> None:
    deck = quiz.from_records([Country("A", "B", 3, until="1999", book=Source("A book", locator="p. 2"))], id="c")
    assert [("1999", "A book, p. 2")] * 2 == [(str(fact.until), str(fact.sources[0])) for fact in deck.facts]


def test_a_record_as_a_value_stands_for_its_subject() -> None:
    paris = City("Paris", date(1000, 1, 1))
    deck = quiz.from_records([Country("France", paris), paris], id="c")
    assert ["Paris", "1 January 1000"] == [str(fact.value) for fact in deck.facts]
    assert "city" == deck.relations["capital"].value


def test_a_subclass_and_its_base_in_one_deck_in_their_order() -> None:
    deck = quiz.from_records(
        [Kingdom("Spain", "Madrid", ruler="Felipe"), Country("France", "Paris"), Kingdom("UK", ruler="C")], id="c"
    )
    assert ["Spain", "Spain", "France", "UK"] == [fact.subject for fact in deck.facts]
    assert "Who rules {subject}?" == deck.relations["ruler"].ask


def test_relations_of_two_types_of_subject() -> None:
    @attrs.define(slots=False)
    class River:
        name: str = quiz.subject(type="river")
        length: float = quiz.relation(unit="km")

    @attrs.define
    class Road:
        name: str = quiz.subject(type="road")
        length: float = quiz.relation(unit="km")

    deck = quiz.from_records([River("Rhine", 1230), Road("A1", 75.5)], id="c")
    assert (None, "quantity") == (deck.relations["length"].subject, deck.relations["length"].value)


def test_relations_of_the_deck_win() -> None:
    own = Relation("capital", "country", "city", ask="Hauptstadt von {subject}?")
    deck = quiz.from_records([Country("France", "Paris")], id="c", relations=[own], lang="de")
    assert own == deck.relations["capital"]


class Size(Enum):
    SMALL = 1
    LARGE = 2


Metres = NewType("Metres", float)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (str, "text"),
        (str | None, "text"),
        (int, "quantity"),
        (Decimal | None, "quantity"),
        (int | float, "quantity"),
        (int | str, "text"),
        (bool, "boolean"),
        (date, "date"),
        (quiz.Date, "date"),
        (quiz.Quantity, "quantity"),
        (list[str], "list"),
        (tuple[str, ...] | None, "list"),
        (set[str], "set"),
        (frozenset, "set"),
        (Country, "country"),
        (Size, "quantity"),
        (Metres, "quantity"),
        (Literal["a", "b"], "text"),
        (Any, "text"),
    ],
)
def test_the_type_of_values_comes_from_the_annotation(annotation: object, expected: str) -> None:
    assert {"value": expected} == value_type(annotation, {})


def test_sets_of_anything_but_texts_are_several_values() -> None:
    assert {"value": "city", "many": True} == value_type(set[City], {})
    assert {"value": "quantity"} == value_type(str, {"unit": "km"})
    assert {"many": True} == value_type(set[str], {"value": "city"})
    assert {} == value_type(int, {"value": "text"})


def test_lists_have_members_of_a_type() -> None:
    assert {"value": "list", "of": "quantity"} == value_type(tuple[int, ...], {})
    assert {"value": "list", "of": "city"} == value_type(list[City] | None, {})
    assert {"value": "list"} == value_type(list[int], {"of": "text"})

    @attrs.frozen
    class Walk:
        name: str = quiz.subject()
        heights: list[int] = quiz.relation(unit="m")

    (fact,) = quiz.from_records([Walk("Ridge", [900, 1200])], id="w").facts
    assert "900 m, 1200 m" == str(fact.value)


def test_a_set_of_records() -> None:
    @attrs.frozen
    class Union:
        name: str = quiz.subject()
        members: frozenset[Country] = quiz.relation()

    deck = quiz.from_records([Union("EU", frozenset({Country("France"), Country("Spain")}))], id="c")
    assert {"France", "Spain"} == {str(fact.value) for fact in deck.facts}
    assert ("country", True) == (deck.relations["members"].value, deck.relations["members"].many)


def test_a_quoted_annotation() -> None:
    @attrs.frozen
    class Person:
        name: str = quiz.subject(type="person")
        mother: "Person | None" = quiz.relation(default=None)

    deck = quiz.from_records([Person("Ann", Person("Eve"))], id="c")
    assert "person" == deck.relations["mother"].value


def test_every_mistake_is_told_with_its_place() -> None:
    @attrs.frozen
    class Two:
        name: str = quiz.subject()
        other: str = quiz.subject()

    @attrs.frozen
    class Without:
        name: str = quiz.relation(default="x")

    @attrs.frozen
    class Odd:
        name: str = quiz.subject()
        kind: "Nowhere" = quiz.relation(default=None)  # type: ignore[name-defined]  # noqa: F821
        until: int = quiz.relation(default=None)
        end: str | None = quiz.qualifier("until", default=None)
        begin: str | None = quiz.qualifier("since", default=None)

    many: Any = "many"
    expected = [
        ("missing-subject", "Two"),
        ("missing-subject", "Without"),
        ("shared-name", "Odd.end"),
        ("wrong-type", "Odd.kind"),
        ("wrong-type", "records[1]"),
        ("wrong-value", "records[0].population"),
        ("wrong-value", "records[0].until"),
        ("wrong-value", "records[4].begin"),
        ("wrong-value", "records[6].population"),
    ]
    good = Country("C")
    records = [good, {"name": "A"}, Two("A", "B"), Two("A", "B"), Odd("A", begin="soon", until=3), Without(), good]
    for number in (0, 6):
        bad = Country("C", "D", until="soon" if number == 0 else None)
        object.__setattr__(bad, "population", many)
        records[number] = bad
    assert expected == sorted(told(*records))


def test_two_classes_that_disagree() -> None:
    @attrs.frozen
    class Other:
        name: str = quiz.subject(type="country")
        capital: str = quiz.relation(value="town")

    assert [("shared-name", "Other.capital")] == told(Country("A", "B"), Other("C", "D"))
    quiz.from_records([Country("A", "B"), Other("C", "D")], id="d", relations=[Relation("capital", "country", "city")])


misspelt: Any = {"asks": "x"}


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (lambda: quiz.qualifier("untill"), "until"),
        (lambda: quiz.relation(ask="{sub}?"), "{subject}"),
        (lambda: quiz.relation(kinds="sideways"), "forward"),
        (lambda: quiz.relation(**misspelt), "asks"),
        (lambda: quiz.subject(**misspelt), "asks"),
    ],
)
def test_a_marker_that_cannot_be_meant(mark: Any, said: str) -> None:  # noqa: ANN401 - it is called wrongly
    with pytest.raises(UsageError, match=said):
        mark()
