"""Entity documents of Wikidata become decks; whatever makes no fact is told."""

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quiz
from quiz import Deck, DeckError, Problem, Source

Json = dict[str, Any]
LABELS = {"P36": "capital", "P569": "date of birth", "Q90": "Paris", "Q2": "Earth"}


def item(item: str, label: str = "", aliases: tuple[str, ...] = (), **claims: list[Json]) -> Json:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    return {
        "type": "item",
        "id": item,
        "labels": labels,
        "aliases": {"en": [{"language": "en", "value": alias} for alias in aliases]},
        "claims": claims,
    }


def snak(kind: str, value: object, name: str = "P0") -> Json:
    return {"snaktype": "value", "property": name, "datatype": kind, "datavalue": {"type": kind, "value": value}}


def claim(kind: str, value: object, rank: str = "normal", references: list[Json] | None = None, **qualifiers: Any) -> Json:  # noqa: ANN401
    return {
        "mainsnak": snak(kind, value),
        "rank": rank,
        "qualifiers": {name: [one] for name, one in qualifiers.items()},
        "references": [{"snaks": {name: [one] for name, one in found.items()}} for found in references or ()],
    }


def named(item: str, rank: str = "normal", **qualifiers: Any) -> Json:  # noqa: ANN401
    return claim("wikibase-item", {"entity-type": "item", "id": item}, rank, **qualifiers)


def time(text: str, precision: int = 11, calendar: str = "Q1985727") -> Json:
    return {"time": text, "precision": precision, "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}


def when(text: str, precision: int = 9) -> Json:
    return snak("time", time(text, precision))


def amount(number: str, unit: str = "1", **bounds: str) -> Json:
    return {"amount": number, "unit": unit if unit == "1" else f"http://www.wikidata.org/entity/{unit}", **bounds}


def read(*entities: Json, **options: Any) -> tuple[Deck, list[str]]:  # noqa: ANN401 - options of every type
    report: list[Problem] = []
    deck = quiz.from_wikidata(entities, id="w", report=report, **{"labels": LABELS, **options})
    return deck, [f"{problem.code} {problem.where}" for problem in report if problem.code != "no-label"]


def stated(deck: Deck) -> list[str]:
    return [f"{fact.subject} {fact.relation} {fact.value}" for fact in deck.facts]


def test_items_are_terms_and_statements_facts() -> None:
    deck, left_out = read(item("Q142", "France", ("French Republic",), P36=[named("Q90")]))
    assert ["France P36 Paris"] == stated(deck)
    assert [] == left_out
    assert ("French Republic",) == deck.terms["France"].aliases
    relation = deck.relations["P36"]
    assert ("capital", "item", "item", False) == (relation.label, relation.subject, relation.value, relation.many)


def test_old_documents_have_numbers_for_ids_and_no_types() -> None:
    old = {
        "mainsnak": {
            "snaktype": "value",
            "datavalue": {"type": "wikibase-entityid", "value": {"entity-type": "item", "numeric-id": 90}},
        }
    }
    assert ["France P36 Paris"] == stated(read(item("Q142", "France", P36=[old]))[0])


def test_labels_come_from_entities_then_from_the_call_and_ids_stand_for_the_rest() -> None:
    france = item("Q142", "France", P36=[named("Q90")], P1=[named("Q2")], P2=[named("Q3")])
    report: list[Problem] = []
    deck = quiz.from_wikidata({"entities": {"Q142": france, "Q2": item("Q2", "Terra")}}, id="w", labels=LABELS, report=report)
    assert ["France P36 Paris", "France P1 Terra", "France P2 Q3"] == stated(deck)
    assert ["Q3"] == [problem.where for problem in report if problem.code == "no-label"]


def test_properties_are_chosen_and_may_be_named() -> None:
    france = item("Q142", "France", P36=[named("Q90")], P1=[named("Q2")], P9=[claim("external-id", "x1")])
    assert ["France P36 Paris"] == stated(read(france, properties=["P36"])[0])
    deck, _ = read(france, properties={"P36": "capital", "P9": "code"})
    assert ["France capital Paris", "France code x1"] == stated(deck)
    assert "France — capital?" == next(quiz.generate(deck)).prompt
    assert "" == read(france, properties={"P36": "capital"}, labels={})[0].relations["capital"].label


def test_items_of_one_label_are_told_apart() -> None:
    deck, _ = read(item("Q1", "Paris", ("Lutetia",), P1=[named("Q5")]), item("Q5", "Paris", ("Lutetia", "Paris, Texas")))
    assert ["Paris (Q1) P1 Paris (Q5)"] == stated(deck)
    assert [(), ("Paris, Texas",)] == [term.aliases for term in deck.terms.values()]


def test_ranks() -> None:
    deck, left_out = read(
        item(
            "Q142",
            "France",
            P36=[
                named("Q90", "preferred"),
                named("Q2"),
                named("Q3", "deprecated"),
                named("Q4", P582=when("+1850-00-00T00:00:00Z"), P580=when("+1840-00-00T00:00:00Z")),
            ],
        )
    )
    assert ["deprecated Q142.P36[2]", "outranked Q142.P36[1]"] == left_out
    assert [("Paris", "None"), ("Q4", "1850")] == [(str(fact.value), str(fact.until)) for fact in deck.facts]
    assert not deck.relations["P36"].many


def test_earlier_reports_stand_beside_the_preferred_one() -> None:
    numbers = [
        claim("quantity", amount(f"+{year}"), "preferred" if year == 2020 else "normal", P585=when(f"+{year}-00-00T00:00:00Z"))
        for year in (2010, 2020, 2023)
    ]
    deck, left_out = read(item("Q142", "France", P1082=numbers))
    assert ["outranked Q142.P1082[2]"] == left_out
    assert ["2010", "2020"] == [str(fact.as_of) for fact in deck.facts]


def test_several_values_make_a_set() -> None:
    deck, _ = read(item("Q1", "A", P1=[named("Q2"), named("Q3")]), item("Q5", "B", P1=[named("Q2")]))
    assert deck.relations["P1"].many


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time("+1952-03-11T00:00:00Z"), "1952-03-11"),
        (time("+1952-03-00T00:00:00Z", 10), "1952-03"),
        (time("+1952-00-00T00:00:00Z", 9), "1952"),
        (time("+1952-00-00T00:00:00Z", 8), "1950/1959"),
        (time("+1900-00-00T00:00:00Z", 7), "1801/1900"),
        (time("+1801-00-00T00:00:00Z", 7), "1801/1900"),
        (time("+2000-00-00T00:00:00Z", 6), "1001/2000"),
        (time("-0044-03-15T00:00:00Z"), "-0043-03-15"),
        (time("-0100-00-00T00:00:00Z", 7), "-0099/0000"),
        (time("-0009-00-00T00:00:00Z", 8), "-0008/0000"),
        (time("+00000001732-02-22T00:00:00Z"), "1732-02-22"),
    ],
)
def test_times(value: Json, expected: str) -> None:
    deck, _ = read(item("Q1", "A", P569=[claim("time", value)]))
    assert expected == getattr(deck.facts[0].value, "edtf", None)


def test_a_julian_day_is_kept_as_written_and_marked() -> None:
    deck, _ = read(item("Q1", "A", P569=[claim("time", time("+1564-04-26T00:00:00Z", 11, "Q1985786"))]))
    assert ("1564-04-26", {"julian-calendar"}) == (deck.facts[0].value.key, {*deck.facts[0].tags})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (amount("+12"), "12"),
        (amount("-1.50", "Q828224"), "-1.50 km"),
        (amount("+5", "Q7"), "5 Q7"),
        (amount("+5", "Q2"), "5 Earth"),
        (amount("+12.0", "Q11570", upperBound="+12.5", lowerBound="+11.5"), "12.0 ± 0.5 kg"),
        (amount("+12", upperBound="+12", lowerBound="+12"), "12"),
    ],
)
def test_quantities(value: Json, expected: str) -> None:
    assert [f"A P1 {expected}"] == stated(read(item("Q1", "A", P1=[claim("quantity", value)]))[0])


def test_circumstances() -> None:
    def said(which: str) -> Json:
        return snak("wikibase-item", {"id": which})

    day, size = time("+1900-00-00T00:00:00Z", 9), amount("+70")
    entity = item(
        "Q1",
        "A",
        P1=[claim("time", day, P1480=said("Q5727902"))],
        P2=[claim("time", day, P1480=said("Q18122778"))],
        P3=[claim("quantity", size, P1480=said("Q5727902"))],
        P4=[named("Q2", P1310=said("Q3"))],
        P5=[named("Q2", P99=said("Q3"))],
    )
    deck, left_out = read(entity)
    assert ["1900~", "1900?", "70"] == [fact.value.key for fact in deck.facts[:3]]
    assert "c. 70" == str(deck.facts[2].value)
    assert "disputed" == deck.facts[3].status
    assert ["unread-qualifier Q1.P5[0]"] == left_out


def test_references_are_sources() -> None:
    references = [
        {
            "P248": snak("wikibase-item", {"id": "Q2"}),
            "P854": snak("url", "https://example.org/a"),
            "P813": when("+2020-01-02T00:00:00Z", 11),
            "P304": snak("string", "12"),
        },
        {"P1476": snak("monolingualtext", {"text": "A title", "language": "en"}), "P577": when("+1999-00-00T00:00:00Z")},
        {"P854": snak("url", "https://example.org/b")},
        {"P1": snak("string", "nothing")},
    ]
    deck, _ = read(item("Q1", "A", P1=[claim("string", "x", references=references)]), source="k", sources={"k": Source("K")})
    expected = (
        Source("Earth", url="https://example.org/a", date="2020-01-02", locator="12"),
        Source("A title", date="1999"),
        Source("example.org", url="https://example.org/b"),
    )
    assert expected == deck.facts[0].sources


def test_a_fact_without_references_has_the_decks_own_source() -> None:
    deck, _ = read(item("Q1", "A", P1=[claim("string", "x")]), source=Source("Wikidata"))
    assert (Source("Wikidata"),) == deck.facts[0].sources


def test_texts_in_the_language_of_the_deck_win() -> None:
    texts = [claim("monolingualtext", {"text": text, "language": lang}) for text, lang in (("Motto", "de"), ("Slogan", "en"))]
    deck, left_out = read(item("Q1", "A", P1=texts))
    assert (["A P1 Slogan"], ["other-language Q1.P1[0]"]) == (stated(deck), left_out)
    assert ["A P1 Motto"] == stated(read(item("Q1", "A", P1=texts[:1]))[0])


def test_what_is_left_out_is_told() -> None:
    point = {"latitude": 48.85, "longitude": -2.35}
    entity = item(
        "Q1",
        "A",
        P1=[{"mainsnak": {"snaktype": "novalue"}}, {"mainsnak": {"snaktype": "somevalue"}}],
        P2=[claim("external-id", "x"), claim("commonsMedia", "x.jpg"), claim("globe-coordinate", point)],
        P3=[claim("time", time("-13798000000-00-00T00:00:00Z", 3)), {"rank": "normal"}, claim("quantity", amount("many"))],
        P4=[named("Q2", P580=when("+1999-00-00T00:00:00Z"), P582=when("+1900-00-00T00:00:00Z"))],
        P5=[named("Q2", P582={"snaktype": "somevalue"})],
    )
    deck, left_out = read(entity)
    assert () == deck.facts
    found = Counter(line.partition(" ")[0] for line in left_out)
    assert {"no-value": 3, "left-out-type": 3, "unreadable": 3, "time-order": 1} == found
    assert ["A P2 48.8500° N, 2.3500° W"] == stated(read(item("Q1", "A", P2=entity["claims"]["P2"][2:]), properties=["P2"])[0])


def test_files(tmp_path: Path) -> None:
    one, two = item("Q1", "A", P1=[claim("string", "x")]), item("Q2", "B", P1=[claim("string", "y")])
    forms = {
        "document": json.dumps({"entities": {"Q1": one, "Q2": two}}),
        "array": json.dumps([one, two]),
        "dump": f"[\n{json.dumps(one)},\n{json.dumps(two)}\n]\n",
        "lines": f"{json.dumps(one)}\n{json.dumps(two)}\n",
        "cut": f"[\n{json.dumps(one)},\n{json.dumps(two)},\n",
    }
    for name, text in forms.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert ["A P1 x", "B P1 y"] == stated(quiz.from_wikidata(tmp_path / name, id="w"))


@pytest.mark.parametrize(
    ("text", "code", "line"), [("[\n{}\n{x\n]", "table-row", 3), ("{}", "no-entities", None), ("[1]", "no-entities", None)]
)
def test_files_that_hold_no_entities(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(DeckError) as caught:
        quiz.from_wikidata(tmp_path / "a.json", id="w")
    assert [(code, line)] == [(problem.code, problem.line) for problem in caught.value.problems]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="cannot be read"):
        quiz.from_wikidata(tmp_path / "none.json", id="w")
    with pytest.raises(quiz.UsageError, match="P36"):
        quiz.from_wikidata([item("Q1")], id="w", properties="P36")


WHOLE = item(
    "Q1", "A", ("B",), P1=[claim("time", time("+1900-00-00T00:00:00Z"), P580=when("+1900-00-00T00:00:00Z"))],
    P2=[claim("quantity", amount("+1", "Q2", upperBound="+2"), references=[{"P248": snak("wikibase-item", {"id": "Q2"})}])],
    P3=[named("Q2"), claim("monolingualtext", {"text": "x", "language": "en"})],
)  # fmt: skip


def places(found: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - JSON
    pairs = [*found.items()] if isinstance(found, dict) else [*enumerate(found)] if isinstance(found, list) else []
    return [(found, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


@given(st.data())
def test_a_damaged_document_never_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    damaged = {"entities": {"Q1": deepcopy(WHOLE)}}
    holder, key = data.draw(st.sampled_from(places(damaged)))
    holder[key] = data.draw(st.sampled_from([None, 5, "", "x\x1b", [], [None], {}, {"x": 1}, True, -1.5, "+1900-99-99T"]))
    try:
        deck = quiz.from_wikidata(damaged, id="w", report=[])
    except DeckError:
        return
    path = tmp_path_factory.getbasetemp() / "wikidata.toml"
    quiz.dump(deck, path)
    assert deck == quiz.load(path)


def test_real_documents(corpus: Path, tmp_path: Path) -> None:
    counts = {}
    for path in sorted((corpus / "facts" / "wikidata").glob("*.json")):
        deck = quiz.from_wikidata(path, id="w", report=[])
        quiz.dump(deck, tmp_path)
        assert deck == quiz.load(tmp_path)
        counts[path.stem] = len(deck.facts)
    expected = {"item": 7, "mock-dump-for-testing": 5, "property": 0, "wbgetentites-Oliver-Kahn": 34, "wbgetentities-Q1": 13}
    assert expected == counts
