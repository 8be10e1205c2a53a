"""Searching a collection: every term finds the cards that it means, on the study day on which it is asked."""

from collections.abc import Iterator
from datetime import timedelta
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings

from quiz.collection import searching
from quiz.collection.collection import Collection
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.memory.events import Buried, DueSet, Marked, Reset, Reviewed, Suspended, Undone
from quiz.memory.fsrs import retrievability
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from quiz.store.search import ORDERS, Search
from quiz.store.search_sql import Today
from quiz.store.search_syntax import parse
from quiz.store.search_terms import Node, Not, Or
from quiz.study.day import milliseconds
from tests.store.search_strategies import NODES
from tests.study.samples import NOON

LANDS = Deck(
    "geo::lands",
    terms=[Term("Peru", type="country", aliases=["República del Perú"]), Term("Österreich", type="country")],
    relations=[
        Relation(
            "capital",
            subject="country",
            ask="What is the capital of {subject}?",
            ask_back="Of which land is {value} the capital?",
        ),
        Relation("motto", ask="What is the motto of {subject}?", kinds=["forward"]),
    ],
    facts=[
        Fact("Peru", "capital", "Lima", tags=["south", "big::wide"], sources=[Source("Atlas of 2020", publisher="A_B Press")]),
        Fact("Österreich", "capital", "Wien", tags=["north"], status="disputed", according_to="Bo"),
        Fact("Norway", "capital", "Oslo", id="fact-oslo"),
        Fact("Norway", "motto", "Alt for Norge (all 100%)"),
    ],
)
WORDS = Deck(
    "words",
    relations=[Relation("means", ask="What does {subject} mean?", ask_back="What means {value}?")],
    facts=[Fact("dog", "means", "Hund"), Fact("underdog", "means", "Außen_seiter *"), Fact("cat", "means", "a:b\\c")],
)


def filled() -> Collection:
    found = Collection.in_memory()
    found.add(LANDS, NOON)
    found.add(WORDS, NOON + timedelta(days=3))
    return found


@pytest.fixture(scope="module")
def lands() -> Iterator[Collection]:
    with filled() as found:
        yield found


LATER = NOON + timedelta(days=5)


def prompts(collection: Collection, text: str, **options: object) -> list[str]:
    return [collection.card(card).prompt for card in searching.search(collection, text, LATER, **options)]  # type: ignore[arg-type]


PERU, PERU_BACK = "What is the capital of Peru?", "Of which land is Lima the capital?"
OSLO, OSLO_BACK = "What is the capital of Norway?", "Of which land is Oslo the capital?"
MOTTO = "What is the motto of Norway?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("peru", [PERU, PERU_BACK]),
        ("PERU capital", [PERU, PERU_BACK]),
        ("república", [PERU, PERU_BACK]),
        ("republica", [PERU, PERU_BACK]),
        ("nc:perú", [PERU, PERU_BACK]),
        ("lima -wien", [PERU, PERU_BACK]),
        ('"capital of peru"', [PERU]),
        ("w:norge", [MOTTO]),
        ("w:norg", []),
        ("w:norg*", [MOTTO]),
        ("w:*rge", [MOTTO]),
        ("re:n.rge", [MOTTO]),
        (r"re:\d{3}%", [MOTTO]),
        ("re:osterreich", []),
        ("re:^oslo$", [OSLO, OSLO_BACK]),
        ("100%", [MOTTO]),
        ("front:*norway*", [OSLO, MOTTO]),
        ("front:norway", []),
        ("back:oslo", [OSLO]),
        ("back:norway", [OSLO_BACK]),
        ("back:re:^o", [OSLO]),
        ("given:norway", [OSLO, MOTTO]),
        ("given:oslo", [OSLO_BACK]),
        ("value:oslo", [OSLO, OSLO_BACK]),
        ("subject:norway", [OSLO, MOTTO, OSLO_BACK]),
        ('"subject:república del perú"', [PERU, PERU_BACK]),
        ("capital:oslo", [OSLO, OSLO_BACK]),
        ("cap*:l_ma", [PERU, PERU_BACK]),
        ("capital:re:^l", [PERU, PERU_BACK]),
        ("relation:motto", [MOTTO]),
        ("relation:re:^mo", [MOTTO]),
        ("kind:backward peru", [PERU_BACK]),
        ('"source:Atlas of 2020"', [PERU, PERU_BACK]),
        (r"source:a\_b*", [PERU, PERU_BACK]),
        ("source:atlas", []),
        ("status:stated peru", [PERU, PERU_BACK]),
        ("tag:south", [PERU, PERU_BACK]),
        ("tag:big", [PERU, PERU_BACK]),
        ("tag:big::wide", [PERU, PERU_BACK]),
        ("tag:big::*", [PERU, PERU_BACK]),
        ("tag:so*", [PERU, PERU_BACK]),
        ("tag:wide", []),
        ("tag:re:^big$", []),
        ("tag:re:wide", [PERU, PERU_BACK]),
        ("tag:", []),
        ("tag:none norway -motto", [OSLO, OSLO_BACK]),
        ("nid:fact-oslo", [OSLO, OSLO_BACK]),
        ("nid:nothing", []),
        ("deck:geo norge", [MOTTO]),
        ("deck:geo::lands norge", [MOTTO]),
        ("deck:g*s norge", [MOTTO]),
        ("deck:lands", []),
        ("deck:", []),
        ("norge deck:words", []),
        ("front:*under*", ["What does underdog mean?"]),
        (r"w:außen\_seiter", ["What does underdog mean?", "What means Außen_seiter *?"]),
        ("w:außen_seiter", ["What does underdog mean?", "What means Außen_seiter *?"]),
        ("w:seiter", []),
        ("zzzz", []),
        ("zz", []),
    ],
)
def test_a_term_finds(lands: Collection, text: str, expected: list[str]) -> None:
    found = prompts(lands, text)
    assert sorted(expected) == sorted(found)
    assert len(found) == lands.search_count(text, LATER)


@pytest.mark.parametrize("text", [r"\_seiter", r"seiter \*", r"a\:b", r"\\c", "AUSSEN", "außen", r"b\\c"])
def test_characters_that_mean_something_are_found_when_they_are_shielded(lands: Collection, text: str) -> None:
    assert len(prompts(lands, text)) in {1, 2}
    assert all(lands.store.called(card) for card in lands.search(text, LATER))


def test_notes_and_fronts_are_found_and_hide_nothing() -> None:
    relation = Relation("Back", ask="{subject}", ask_back="{value}", kinds=("forward", "backward"), apart=True)
    facts = [
        Fact("bank", "Back", "Ufer", front="the *side* of a river", note="as in\n\n- **Donauufer**"),
        Fact("dog", "Back", "Hund"),
    ]
    with Collection.in_memory() as collection:
        collection.add(Deck("d", facts=facts, relations=[relation]), NOON)

        def found(text: str) -> list[str]:
            return [collection.card(card).prompt for card in collection.search(text, NOON)]

        assert ["bank", "Ufer"] == found("donauufer") == found("side river")
        assert ["bank"] == found("given:bank") == found("front:bank")
        assert ["Ufer"] == found("given:Ufer") == found("back:bank")
        assert ["bank"] == found("back:ufer")
        assert ["bank", "Ufer"] == found("value:ufer") == found("subject:bank")


def test_nothing_finds_everything_by_deck_and_place(lands: Collection) -> None:
    every = [card.id for row in lands.decks() for card in lands.cards(row.deck)]
    assert every == lands.search("", LATER) == lands.search("deck:*", LATER)
    assert every[1:3] == searching.search(lands, "", LATER, limit=2, offset=1)
    assert [] == searching.search(lands, "", LATER, limit=0)


def test_a_deck_can_be_kept_to(lands: Collection) -> None:
    assert [MOTTO] == prompts(lands, "norge", deck="geo")
    assert [] == prompts(lands, "norge", deck="words")
    with pytest.raises(NotFoundError, match="There is no deck"):
        prompts(lands, "norge", deck="sea")


@pytest.mark.parametrize(
    ("text", "words"), [("captial:x", "Did you mean “capital:”"), ("http://x", "No relation is called “http”")]
)
def test_a_relation_that_there_is_not_is_told_with_the_nearest(lands: Collection, text: str, words: str) -> None:
    with pytest.raises(UsageError, match="No relation is called") as caught:
        lands.search(text, LATER)
    assert words in str(caught.value)


def test_an_unknown_order_and_a_limit_below_nothing_are_refused(lands: Collection) -> None:
    with pytest.raises(UsageError, match="no order"):
        lands.search("", LATER, order="beauty")
    with pytest.raises(UsageError, match="count from 0"):
        lands.search("", LATER, limit=-1)


# What is remembered


def review(collection: Collection, card: str, days: int, rating: int = 3, *, due: int = 10, phase: Phase = Phase.REVIEW) -> None:
    now = NOON + timedelta(days=days)
    day = collection.day(now)
    collection.record(
        Reviewed(card=card, at=milliseconds(now), day=day, rating=Rating(rating), phase=phase, due_day=day + due, form="reveal")
    )


@pytest.fixture
def studied() -> Iterator[tuple[Collection, list[str]]]:
    """Yield a collection and its cards, of which some were studied."""
    with filled() as collection:
        cards = collection.search("", NOON)
        day, at = collection.day(LATER), milliseconds(LATER)
        review(collection, cards[0], 0, 3, due=2)
        review(collection, cards[1], 0, 1, due=1, phase=Phase.LEARNING)
        review(collection, cards[1], 4, 4, due=30)
        review(collection, cards[2], 5, 2, due=0, phase=Phase.LEARNING)
        for number in range(9):
            review(collection, cards[3], 1 + number % 4, 1 if number % 2 else 3, due=5)
        collection.record(Suspended(card=cards[4], at=at, day=day))
        collection.record(Buried(card=cards[5], at=at, day=day, until=day + 1))
        collection.record(Marked(card=cards[6], at=at, day=day))
        collection.record(DueSet(card=cards[7], at=at, day=day, due_day=day + 3))
        collection.record(Reset(card=cards[8], at=at, day=day))
        yield collection, cards


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:suspended", [4]),
        ("is:buried", [5]),
        ("is:marked", [6]),
        ("is:learn", [2]),
        ("is:due", [0, 2]),
        ("is:review", [0, 1, 3, 7]),
        ("prop:ivl=30", [1]),
        ("prop:ivl>=30", [1]),
        ("prop:due=-3", [0]),
        ("prop:due=0", [2]),
        ("prop:due>-1 prop:due<1", [2]),
        ("prop:reps=2", [1]),
        ("prop:reps>2", [3]),
        ("prop:lapses>3", [3]),
        ("is:leech", []),
        ("rated:1", [2]),
        ("rated:2", [1, 2, 3]),
        ("rated:2:4", [1]),
        ("rated:99:1", [1, 3]),
        ("introduced:1", [2]),
        ("introduced:5", [2, 3]),
        ("introduced:6", [0, 1, 2, 3]),
        ("prop:rated=0", [2]),
        ("prop:rated=-1", [1, 3]),
        ("prop:rated=-1:4", [1]),
        ("prop:rated<-4", [0, 1]),
        ("resched:1", [7, 8]),
        ("prop:resched=0", [7, 8]),
        ("added:3", list(range(7, 13))),
        ("edited:3", list(range(7, 13))),
        ("added:99", list(range(13))),
        ("prop:pos=2 deck:words", [8]),
        ("is:due or is:marked", [0, 2, 6]),
        ("-is:new -is:review", [2]),
        ("prop:s>0", [0, 1, 2, 3]),
        ("is:learn capital", [2]),
    ],
)
def test_what_is_remembered_is_found(studied: tuple[Collection, list[str]], text: str, expected: list[int]) -> None:
    collection, cards = studied
    assert 13 == len(cards)
    if text in {"is:review", "prop:s>0"}:  # a card whose day was set is in review
        expected = [place for place in expected if collection.state(cards[place]).phase == "review" or text != "is:review"]
    assert [cards[place] for place in expected] == collection.search(text, LATER)
    assert len(expected) == collection.search_count(text, LATER)


@pytest.mark.parametrize("operator", ["<", "<=", ">", ">=", "=", "!="])
@pytest.mark.parametrize("number", ["0", "0.5", "0.9", "0.95", "1"])
def test_recall_and_difficulty_are_those_of_the_memory_model(
    studied: tuple[Collection, list[str]], operator: str, number: str
) -> None:
    collection, cards = studied
    day = collection.day(LATER)
    for name in "rd":
        expected = []
        for card in cards:
            state = collection.state(card)
            if state.memory is None or state.last_day is None:
                continue
            there = retrievability(state.memory.stability, day - state.last_day, collection.settings.parameters)
            value = there if name == "r" else (state.memory.difficulty - 1) / 9
            half = 0.5 * 10 ** -len(number.partition(".")[2])
            near = float(number) - half <= value < float(number) + half
            wanted = {"<": value < float(number), "<=": value <= float(number), ">": value > float(number)}
            wanted |= {">=": value >= float(number), "=": near, "!=": not near}
            if wanted[operator]:
                expected.append(card)
        assert expected == collection.search(f"prop:{name}{operator}{number}", LATER)


@pytest.mark.parametrize(("lapses", "number"), [({}, 0), ({"geo::lands": 4}, 1), ({"geo::lands": 0}, 0), ({"words": 1}, 0)])
def test_a_leech_is_one_by_the_settings_of_its_deck(
    studied: tuple[Collection, list[str]], lapses: dict[str, int], number: int
) -> None:
    collection, cards = studied
    day = Today(collection.day(LATER), leech_lapses=lapses)
    assert cards[3:][:number] == Search(parse("is:leech"), day).cards(collection.store.database)


@pytest.mark.parametrize("chance", ["0.3", "0.8", "0.95"])
def test_each_deck_forgets_by_its_own_curve(studied: tuple[Collection, list[str]], chance: str) -> None:
    collection, _ = studied
    day = collection.day(LATER)
    for decay in (0.1, 0.5):
        today = Today(day, {"geo::lands": decay}, 0.3)
        expected = [
            card
            for card in collection.search("prop:s>0", LATER)
            if (state := collection.state(card)).memory is not None
            and state.last_day is not None
            and (1 + (0.9 ** (-1 / decay) - 1) * (day - state.last_day) / state.memory.stability) ** -decay < float(chance)
        ]
        assert expected == Search(parse(f"prop:r<{chance}"), today).cards(collection.store.database)


def test_an_answer_that_was_taken_back_was_never_given(studied: tuple[Collection, list[str]]) -> None:
    collection, cards = studied
    event = next(event for event in collection.store.card_events(cards[2]) if isinstance(event, Reviewed))
    day = collection.day(LATER)
    undone = Undone(at=milliseconds(LATER), day=day, target_device=event.device, target_sequence=event.sequence)
    collection.store.append(undone)
    assert [] == collection.search("rated:1", LATER)


@pytest.mark.parametrize("order", list(ORDERS))
def test_every_order_holds_the_same_cards(studied: tuple[Collection, list[str]], order: str) -> None:
    collection, cards = studied
    found = collection.search("", LATER, order=order)
    assert sorted(cards) == sorted(found)
    first = {"due": 0, "lapses": 3, "reps": 3, "added": 7, "edited": 7, "position": 0}
    assert order not in first or cards[first[order]] == found[0]


def test_days_go_on_as_the_clock_does(studied: tuple[Collection, list[str]]) -> None:
    collection, cards = studied
    assert [cards[5]] == collection.search("is:buried", LATER)
    assert [] == collection.search("is:buried", LATER + timedelta(days=1))
    assert [cards[2]] == collection.search("rated:1", LATER + timedelta(hours=15))  # 03:00, before the study day ends
    assert [] == collection.search("rated:1", LATER + timedelta(hours=17))


# Logic


def found(collection: Collection, node: Node) -> set[str]:
    cards = Search(node, searching.today(collection, LATER)).cards(collection.store.database)
    assert len(cards) == len(set(cards)) == Search(node, searching.today(collection, LATER)).count(collection.store.database)
    return set(cards)


def is_known(node: Node, collection: Collection) -> bool:
    try:
        found(collection, node)
    except UsageError:  # there is no relation of that name
        return False
    return True


@given(NODES, NODES)
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_not_is_the_complement_and_or_the_union(lands: Collection, one: Node, other: Node) -> None:
    if not is_known(one, lands) or not is_known(other, lands):
        return
    every = set(lands.search("", LATER))
    assert every - found(lands, one) == found(lands, Not(one))
    assert found(lands, one) | found(lands, other) == found(lands, Or((one, other)))
    assert found(lands, one) & found(lands, other) == set(lands.search(f"({one}) ({other})", LATER))


# Hostile searches

EVIL = [
    "'; DROP TABLE cards; --",
    '\\"; DROP TABLE cards',
    "%",
    r"\\%\_",
    "a" * 900,
    "*" * 900,
    "_" * 900,
    "*_" * 400,
    "*a" * 400 + "b",
    "*ﷺ" * 400,
    "w:" + "*a" * 400 + "b",
    "front:" + "*a" * 400 + "b",
    're:"(a+)+$"',
    're:"(.*)*x"',
    're:".*.*.*.*.*.*.*=.*"',
    're:"(a|b|ab)*c(d|e)*"',
    "deck:" + "*a" * 300,
    "tag:" + "*a" * 300 + "b",
    "cid:" + "x," * 4000 + "x",
    "nid:" + "x," * 4000 + "x",
    "-(" * 40 + "a" + ")" * 40,
    " or ".join(f"word{number}" for number in range(290)),
    " ".join(f"w:*{number}*" for number in range(290)),
    " ".join(f"-is:due prop:r<0.{number} rated:{number}" for number in range(1, 90)),
    "NEAR(a b)",
    '"a*" OR "b"',
    "search_matches(1, 2)",
]


@pytest.mark.parametrize("text", EVIL)
def test_a_hostile_search_is_harmless(text: str) -> None:
    with Collection.in_memory() as collection:
        collection.add(LANDS, NOON)
        collection.add(Deck("long", facts=[Fact("a" * 1500, "means", "b" * 800 + "aaaa ﷺ" * 100)]), NOON)
        started = perf_counter()
        try:
            collection.search_count(text, LATER)
            collection.search(text, LATER, limit=10)
        except UsageError as error:
            assert str(error)  # noqa: PT017 - either way is good
        assert perf_counter() - started < 10
        assert 9 == collection.search_count("", LATER)


def test_a_search_that_takes_too_long_is_ended_and_leaves_the_collection_in_order(lands: Collection) -> None:
    search = Search(parse("re:n.*r.*e -is:due"), searching.today(lands, LATER), patience=-1)
    with pytest.raises(UsageError, match="took longer"):
        search.cards(lands.store.database)
    assert [MOTTO] == prompts(lands, "norge")


# Sessions


def test_a_session_asks_what_is_found_due_or_not(studied: tuple[Collection, list[str]]) -> None:
    collection, cards = studied
    session = searching.session(collection, "deck:geo", LATER)
    asked: list[str] = []
    while (question := session.next(LATER)) is not None and len(asked) < 20:
        asked.append(question.card.id)
        session.answer(Rating.EASY, LATER)
    assert set(cards[:7]) - {cards[4], cards[5]} == set(asked)


def test_a_session_over_nothing_is_refused(lands: Collection) -> None:
    with pytest.raises(NotFoundError, match="zzzz"):
        searching.session(lands, "zzzz", LATER)
