from collections.abc import Iterable

import pytest

from quiz.cards.card import Card, Kind
from quiz.cards.generation import generate
from quiz.cards.index import Index
from quiz.cards.judge import judge
from quiz.cards.judge_names import Names, is_slip
from quiz.cards.known_answers import Called, known
from quiz.cards.spelling import Level
from quiz.cards.verdict import Outcome
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation


def names(own: str | Iterable[str], *others: str, lang: str = "en") -> Names:
    """Return the names of a card whose answer is called `own`, in a deck that knows other answers too."""
    mine = [own] if isinstance(own, str) else list(own)
    facts = [Fact("s", "r", mine[0]), *(Fact(f"o{place}", "r", other) for place, other in enumerate(others))]
    deck = Deck("d", lang=lang, facts=facts, relations=[Relation("r")])
    card = Card("x", Kind.FORWARD, deck.relations["r"], "s", "?", (deck.facts[0],), Index(deck))
    return Names(tuple(Called(name, mine[0]) for name in mine), known(card), frozenset({mine[0]}))


def level(own: str, text: str, lang: str = "en") -> Level | None:
    match = names(own, lang=lang).match(text)
    return match.level if match else None


def test_the_strictest_level_at_which_it_matches() -> None:
    assert Level.SAME is level("Brasília", "Brasília")
    assert Level.SAME is level("Brasília", "Brasi\u0301lia")
    assert Level.FOLDED is level("Brasília", "BRASÍLIA")
    assert Level.SPELLED is level("North Korea", "the North-Korea!")
    assert Level.DIGRAPHS is level("München", "muenchen", "de")
    assert Level.BARE is level("München", "munchen", "de")
    assert Level.ABBREVIATED is level("Saint Petersburg", "St. Petersburg")
    assert Level.SHORT is level("Georgia (country)", "georgia")
    assert level("Georgia (country)", "georgia (state)") is None
    assert level("Georgia", "georgia (state)") is None
    assert level("Rome", "Roma") is None


def test_the_name_that_matches_more_strictly_is_the_one() -> None:
    match = names(["Peru", "PERU", "Péru"]).match("PERU")
    assert match is not None
    assert "PERU" == match.called.name


def test_rivals() -> None:
    def rivals(own: str, text: str, *others: str) -> list[str]:
        match = names(own, *others).match(text)
        assert match is not None
        return [rival.name for rival in match.rivals]

    assert ["resume"] == rivals("Resume", "RESUME", "resume")
    assert [] == rivals("Resume", "Resume", "resume")
    assert ["résumé"] == rivals("resumé", "resume", "résumé")
    assert ["Georgia (country)"] == rivals("Georgia (state)", "georgia", "Georgia (country)")
    assert ["Georgia"] == rivals("Georgia (state)", "georgia", "Georgia")


def test_articles_of_another_gender_clash() -> None:
    found = {text: names("das Haus", lang="de").match(text) for text in ("der Haus", "das Haus", "Haus", "ein Haus")}
    assert [True, False, False, False] == [match.clash for match in found.values() if match]


def test_letter_by_letter() -> None:
    found = names(["Fe", "FE"])
    assert ["Fe", "FE", None] == [called.name if called else None for called in map(found.exact, ("Fe", "FE", "fe"))]


def test_near_misses() -> None:
    def near(text: str, *known_names: str) -> str | None:
        called = names(*known_names).near(text)
        return called.name if called else None

    assert "Slovakia" == near("Slovakkia", "Slovakia", "Slovenia")
    assert near("Slovennia", "Slovakia", "Slovenia") is None
    assert "Slovakia" == near("the Slovakkia", "Slovakia")
    assert near("Rome", "Slovakia") is None
    assert "Kolumbien" == names(["Colombia", "Kolumbien"]).near("Kolumbienn").name  # type: ignore[union-attr]
    # As near to something else as to the answer is still near to it; nearer is not.
    assert "bard" == near("barx", "bard", "barn")
    assert near("barns", "barnes", "barns") is None
    assert "marsh" == near("marshx", "marsh", "march")


def test_near_takes_the_nearest_name() -> None:
    found = names(["abcdefghij", "abcdefghxx"]).near("abcdefghxy")
    assert found is not None
    assert "abcdefghxx" == found.name


def test_romanised() -> None:
    found = names("Москва", "Минск", lang="ru").romanised("Moskva")
    assert found is not None
    assert ("Москва", ()) == (found.called.name, found.rivals)
    assert [None] * 3 == [names("Москва", lang="ru").romanised(text) for text in ("Moscow", "Москва", "")]
    ambiguous = names("мел", "мель", lang="ru").romanised("mel")
    assert ambiguous is not None
    assert ["мель"] == [rival.name for rival in ambiguous.rivals]
    assert names("Rome").romanised("Rome") is None


def test_shortened() -> None:
    found = names("United States", "Peru").shortened("U.S.")
    assert found is not None
    assert ("United States", Level.BARE, ()) == (found.called.name, found.level, found.rivals)
    rivals = names("South Korea", "Saint Kitts", "Sri Kanka").shortened("SK")
    assert rivals is not None
    assert 1 == len(rivals.rivals)
    assert [None] * 3 == [names("United States").shortened(text) for text in ("us", "UK", "United States")]


def test_slips() -> None:
    assert is_slip("Brasilia", "Brasília")
    assert is_slip("a" * 1000, "a" * 1000)
    assert not is_slip("a" * 1001, "a" * 1000)
    assert not is_slip("", "Rome")
    assert is_slip("Rom", "Romexx")
    assert not is_slip("Rom", "Romexxxxx")
    assert is_slip("ab", "a")


@pytest.mark.parametrize(
    ("right", "typed", "outcome"),
    [
        ("Henry VIII", "Henry VII", Outcome.WRONG), ("Henry VIII", "henry vii", Outcome.WRONG),
        ("Apollo XIII", "Apollo XII", Outcome.WRONG), ("Benedict XVI", "benedikt xvi", Outcome.CLOSE),
        ("World War II", "World War 2", Outcome.RIGHT), ("World War 1", "world war I", Outcome.RIGHT),
        ("Henry VIII", "Henry 8", Outcome.RIGHT), ("World War II", "World War 1", Outcome.WRONG),
        ("Type 2 diabetes", "type II diabetes", Outcome.RIGHT), ("Charles X", "Charles 10", Outcome.RIGHT),
    ],
)  # fmt: skip
def test_roman_numerals(right: str, typed: str, outcome: Outcome) -> None:
    deck = Deck("d", relations=[Relation("r", kinds=("forward",))], facts=[Fact("s", "r", right)])
    assert outcome == judge(next(iter(generate(deck))), typed).outcome
