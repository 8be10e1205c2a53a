from quiz.cards.card import Card, Kind
from quiz.cards.index import Index
from quiz.cards.known_answers import Called, Known, known, told
from quiz.cards.spelling import Level
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.term import Term

FACTS = (
    Fact("s", "r", "Köln"),
    Fact("t", "r", "Koeln"),
    Fact("u", "r", "koln"),
    Fact("v", "r", "Bonn", until="1990"),
    Fact("v", "r", "Berlin", since="1990"),
    Fact("v", "r", "Wien", status="denied", according_to="nobody"),
    Fact("w", "r", "Roma"),
)
DECK = Deck("d", lang="de-AT", facts=FACTS, relations=[Relation("r", subject="thing")], terms=[Term("Roma", aliases=["Rom"])])


def card(given: str, *facts: Fact, kind: Kind = Kind.FORWARD, index: Index | None = None) -> Card:
    return Card("x", kind, DECK.relations["r"], given, "?", facts, index or Index(DECK))


def knows() -> Known:
    return known(card("s", DECK.facts[0]))


def test_everything_is_known_by_every_name() -> None:
    assert {"Köln", "Koeln", "koln", "Bonn", "Berlin", "Wien", "Roma", "Rom"} == {called.name for called in knows().called}
    assert "de" == knows().lang


def test_at_a_level() -> None:
    def at(level: Level, text: str) -> list[str]:
        return sorted(called.name for called in knows().at(level, text))

    assert ["Köln"] == at(Level.SAME, "Köln")
    assert [] == at(Level.SAME, "köln")
    assert ["Köln"] == at(Level.FOLDED, "KÖLN")
    assert ["Koeln", "Köln"] == at(Level.DIGRAPHS, "köln") == at(Level.DIGRAPHS, "koeln")
    assert ["Köln", "koln"] == at(Level.BARE, "Köln") == at(Level.BARE, "koln")
    assert ["Rom"] == at(Level.SHORT, "rom (Stadt)")
    assert [] == at(Level.BARE, "Paris")


def test_find_at_the_strictest_level() -> None:
    def find(text: str, *unless: str) -> tuple[Level, list[str]]:
        level, found = knows().find(text, frozenset(unless))
        return level, [called.name for called in found]

    assert (Level.SAME, ["Köln"]) == find("Köln")
    assert (Level.FOLDED, ["Köln"]) == find("köln")
    assert (Level.DIGRAPHS, ["Koeln"]) == find("köln", "Köln")
    assert (Level.BARE, ["koln"]) == find("köln", "Köln", "Koeln")
    assert (Level.SHORT, []) == find("köln", "Köln", "Koeln", "koln")
    assert (Level.SPELLED, ["Rom"]) == find("das Rom!")
    assert Called("Rom", "Roma") in knows().find("rom")[1]


def test_facts_by_what_they_say() -> None:
    found = knows()
    assert (DECK.facts[0],) == found.by_key["Köln"]
    assert ("Bonn", "Berlin", "Wien") == tuple(str(fact.value) for fact in found.by_given["v"])
    backward = known(card("Köln", DECK.facts[0], kind=Kind.BACKWARD))
    assert (DECK.facts[0],) == backward.by_given["Köln"] == backward.by_key["s"]
    assert ("s",) == backward.names(backward.answers(DECK.facts[0])[0])


def test_others_are_not_denied_and_not_the_cards_own() -> None:
    asked = card("v", DECK.facts[4])
    assert ["Bonn"] == [str(fact.value) for fact in known(asked).others(asked)]
    assert () == known(asked).others(card("s", DECK.facts[0]))
    backward = card("Köln", DECK.facts[0], kind=Kind.BACKWARD)
    assert () == known(backward).others(backward)


def test_gathered_once_a_deck_relation_and_direction() -> None:
    index = Index(DECK)
    one, two = card("s", DECK.facts[0], index=index), card("t", DECK.facts[1], index=index)
    assert known(one) is known(two)
    assert known(one) is not known(card("Köln", DECK.facts[0], kind=Kind.BACKWARD, index=index))
    assert known(one) is not known(card("s", DECK.facts[0]))


def test_told() -> None:
    plain, worded = Relation("is_in"), Relation("r", say="{subject} lies in {value}.")
    assert "B is the is in of A" == told(Fact("A", "r", "B"), plain)
    assert "A lies in B" == told(Fact("A", "r", "B"), worded)
    assert "A lies in B, from 1990" == told(Fact("A", "r", "B", since="1990"), worded)
    assert "A lies in B, until 1990" == told(Fact("A", "r", "B", until="1990"), worded)
    assert "A lies in B, from 1980 until 1990 (disputed), according to C" == told(
        Fact("A", "r", "B", since="1980", until="1990", status="disputed", according_to="C"), worded
    )
    assert "B is the r of A" == told(Fact("A", "r", "B"), Relation("r", say="{subject} is somewhere."))
