import pytest

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.cards.judge import judge
from quiz.cards.judge_several import longest_rise
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import Listed, Text

R, C, P, O, W, E = Outcome.RIGHT, Outcome.CLOSE, Outcome.PARTIAL, Outcome.OTHER, Outcome.WRONG, Outcome.EMPTY  # noqa: E741 - narrow columns


def a_set(*names: str, others: tuple[Fact, ...] = (), strict: bool = False, lang: str = "en") -> Card:
    facts = [Fact("s", "r", name) for name in names]
    deck = Deck("d", lang=lang, facts=[*facts, *others], relations=[Relation("r", many=True, strict=strict)])
    return Card("x", Kind.FORWARD, deck.relations["r"], "s", "?", tuple(facts), Index(deck))


def a_list(*names: str) -> Card:
    fact = Fact("s", "r", Listed([Text(name) for name in names]))
    deck = Deck("d", facts=[fact], relations=[Relation("r", value="list")])
    return Card("x", Kind.FORWARD, deck.relations["r"], "s", "?", (fact,), Index(deck))


@pytest.mark.parametrize(
    ("typed", "outcome", "suggests", "given"),
    [
        ("Rhine, Main, Elbe, Oder", R, 3, "Rhine Main Elbe Oder"), ("Oder Elbe Main Rhine", R, 3, "Rhine Main Elbe Oder"),
        ("Rhine, Main", P, 2, "Rhine Main"), ("Rhine", P, 1, "Rhine"), ("Rhine, Main, Elbe", P, 2, "Rhine Main Elbe"),
        ("Rhine, Main, Elbe, Oder, Po", P, 2, "Rhine Main Elbe Oder"), ("Rhine, Main, Po", P, 1, "Rhine Main"),
        ("Po, Ebro", W, 1, ""),
        ("Rhine, Main, Elbe, Oxxx", P, 2, "Rhine Main Elbe"), ("Rhinee, Main, Elbe, Oder", C, 2, "Rhine Main Elbe Oder"),
        ("", E, None, ""),
        ("Rhine, rhine, RHINE", P, 1, "Rhine"), ("?", E, None, ""),
    ],
)  # fmt: skip
def test_sets(typed: str, outcome: Outcome, suggests: int | None, given: str) -> None:
    verdict = judge(a_set("Elbe", "Main", "Oder", "Rhine"), typed)
    assert (outcome, suggests) == (verdict.outcome, verdict.suggests)
    assert sorted(given.split()) == [name for name, was_given in verdict.marks if was_given]
    assert ["Elbe", "Main", "Oder", "Rhine"] == [name for name, _ in verdict.marks]


def test_extras_and_notes_of_sets() -> None:
    verdict = judge(a_set("Elbe", "Main", "Rhône"), "Po, rhone, Po, Maine, Ebro")
    assert ("Po", "Ebro") == verdict.extra
    assert {"accent: Rhône", "spelling: Main"} == set(verdict.note.split("; "))
    assert verdict.matched is None
    assert () == verdict.diff


def test_what_was_a_member_at_another_time() -> None:
    before = Fact("s", "r", "Malta", until="2000")
    card = a_set("Cyprus", "Crete", "Corsica", others=(before,))
    both = judge(card, "Cyprus, Crete, Malta")
    assert (P, 2, ("Malta",), "Malta is the r of s, until 2000") == (both.outcome, both.suggests, both.extra, both.note)
    alone = judge(card, "Malta")
    assert (O, None) == (alone.outcome, alone.suggests)
    assert W is judge(card, "Malta, Ibiza").outcome
    all_of_them = judge(card, "Cyprus, Crete, Corsica, Malta")
    assert (P, 2) == (all_of_them.outcome, all_of_them.suggests)


def test_members_letter_by_letter() -> None:
    card = a_set("Fe", "Co", strict=True)
    assert [R, C, C, P] == [judge(card, typed).outcome for typed in ("Fe, Co", "Fe, co", "fe, co", "Fe")]
    assert "spelling: Co" == judge(card, "Fe, co").note


def test_members_in_latin_letters() -> None:
    card = a_set("Москва", "Киев", "мел", lang="ru")
    verdict = judge(card, "Moskva, Kiev, mel")
    assert (R, 3, "written: Москва; written: Киев") == (verdict.outcome, verdict.suggests, verdict.note)
    rivals = a_set("мел", "Киев", others=(Fact("o", "r", "мель"),), lang="ru")
    assert P is judge(rivals, "mel, Kiev").outcome


def test_the_exact_one_counts_where_two_parts_name_a_member() -> None:
    assert R is judge(a_set("Rhine", "Oder"), "Rhinee, Rhine, Oder").outcome
    assert R is judge(a_set("Rhine", "Oder"), "Rhine, Rhinee, Oder").outcome


@pytest.mark.parametrize(
    ("typed", "outcome", "suggests", "given", "note"),
    [
        ("one, two, three, four", R, 3, "1234", ""), ("one two three four", R, 3, "1234", ""),
        ("one > two > three > four", R, 3, "1234", ""),
        ("two, one, three, four", P, 2, "234", "all of them, but in another order"),
        ("four, three, two, one", P, 1, "4", "all of them, but in another order"),
        ("one, two", P, 2, "12", ""), ("two, three", P, 2, "23", ""), ("one", P, 1, "1", ""), ("one, four", P, 2, "14", ""),
        ("one, two, three", P, 2, "123", ""),
        ("one, two, three, four, five", P, 2, "1234", ""), ("five", W, 1, "", ""),
        ("one, two, threee, four", C, 2, "1234", "spelling: three"), ("", E, None, "", ""),
        ("one, one, two, three, four", P, 2, "1234", ""), ("five, one, two", P, 1, "12", ""),
    ],
)  # fmt: skip
def test_lists(typed: str, outcome: Outcome, suggests: int | None, given: str, note: str) -> None:
    verdict = judge(a_list("one", "two", "three", "four"), typed)
    assert (outcome, suggests, note) == (verdict.outcome, verdict.suggests, verdict.note)
    assert given == "".join(str(place) for place, (_, was_given) in enumerate(verdict.marks, start=1) if was_given)


def test_items_that_stand_twice() -> None:
    card = a_list("do", "re", "do", "mi")
    assert [R, P, P] == [judge(card, typed).outcome for typed in ("do, re, do, mi", "do, re, mi", "re, do, do, mi")]


def test_a_list_as_the_deck_writes_it() -> None:
    card = a_list("Me, Myself & Irene", "Cuba; Libre", "x y")
    assert (R, str(card.members[0])) == (judge(card, card.answer).outcome, judge(card, card.answer).matched)


def test_parts_in_their_order() -> None:
    fact = Fact("s", "r", "x")
    deck = Deck("d", facts=[fact])
    parts = (Text("Paris"), Text("France"))
    card = Card("x", Kind.CLOZE, deck.relations["r"], "s", "?", (fact,), Index(deck), parts=parts)
    assert [R, P, P, W] == [judge(card, typed).outcome for typed in ("Paris, France", "France, Paris", "Paris", "Rome, Italy")]
    assert (("Paris", True), ("France", True)) == judge(card, "paris; france").marks


def test_the_longest_rise() -> None:
    rises = {
        (): (),
        (0, 1, 2): (0, 1, 2),
        (2, 1, 0): (1,),
        (1, 0, 2): (0, 2),
        (0, 0): (0,),
        (3, 0, 1): (0, 1),
        (0, 2, 1, 3): (0, 2, 3),
        (1, 2, 0): (1, 2),
    }
    found = {places: tuple(sorted(longest_rise(places))) for places in rises}
    assert {places: len(rise) for places, rise in rises.items()} == {places: len(rise) for places, rise in found.items()}
    assert (1,) == found[2, 1, 0]


@pytest.mark.parametrize("typed", ["148; 488; 825", "825; 148; 488", "148 488 825", "148, 488, 825", "148 & 488 & 825"])
def test_numbers_without_a_unit(typed: str) -> None:
    deck = Deck(
        "d",
        relations=[Relation("r", value="quantity", many=True, kinds=("forward",))],
        facts=[Fact("s", "r", value) for value in ("148", "488", "825")],
    )
    assert R == judge(next(iter(generate(deck))), typed).outcome


def test_lines_are_members_of_their_own() -> None:
    assert [R, R] == [judge(a_set("a", "b"), typed).outcome for typed in ("a\nb", "b\na")]
