"""The same notes in Anki's own backend and in quiz: a search finds the same, or the difference is one that is told here.

Anki is asked to ignore accents (a setting of its browser), since plain words do so in quiz. What still differs, by choice:

- case is folded in all scripts, in Anki's plain words only from a to z; `ß` is `ss`;
- the syllables of Hangul are whole, where Anki looks for their letters;
- front, back and tags are compared without accents too;
- wildcards and regular expressions match within one field, in Anki also from one to the next; `^` and `$` are its ends;
- a field that there is not is an error, where Anki finds nothing.

So the notes here hold what both treat alike, and `tests/store/test_search_patterns.py` the rest.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.events import Suspended
from quiz.study.day import milliseconds
from tests.study.samples import NOON

anki_collection = pytest.importorskip("anki.collection", reason="Anki is not installed: uv sync --group bench")
anki_errors = pytest.importorskip("anki.errors", reason="Anki is not installed: uv sync --group bench")

# No letter of a front stands on a back, so that no wildcard finds text that reaches over both.
FRONTS = "dog doggy underdog cat cats mouse über uber a_b axb re e-mail a:b (p) naïve c\\d o'neil".split()  # noqa: SIM905 - words
BACKS = ["50%", "50", "q*z", "qwz", "qwzz", "ẃq", "wq", "zz", "58"]
WORDS = FRONTS + BACKS
TAGS = ["animal", "animal::mammal", "big", "bigger", "a_b", "axb"]
DECKS = ["geo", "geo::rivers", "geography", "words"]
NOTES = 400
QUERIES = 400


def texts(chance: random.Random) -> list[tuple[str, str, str, list[str], bool]]:
    """Return notes: the deck, two fields, tags, and whether the card is suspended. No field holds another one's whole text."""
    found: dict[str, tuple[str, str, str, list[str], bool]] = {}
    while len(found) < NOTES:
        front, back = (" ".join(chance.sample(words, size)) for words, size in ((FRONTS, 3), (BACKS, 2)))
        tags = chance.sample(TAGS, chance.choice((0, 0, 1, 2)))
        found.setdefault(front, (chance.choice(DECKS), front, back, tags, chance.random() < 0.2))
    return list(found.values())


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collection, Any]]:
    """Yield the same notes as a collection of quiz and of Anki, each of which names its cards by their front field."""
    notes = texts(random.Random(11))
    folder: Path = tmp_path_factory.mktemp("anki")
    theirs = anki_collection.Collection(str(folder / "collection.anki2"))
    theirs.set_config_bool(anki_collection.Config.Bool.IGNORE_ACCENTS_IN_SEARCH, True)  # noqa: FBT003 - Anki takes it by place
    kind = theirs.models.by_name("Basic")
    with Collection.in_memory() as ours:
        # The question is the subject and nothing else, as the front of a note is.
        relation = Relation("back", ask="{subject}", kinds=["forward"], declared=True)
        for name in DECKS:
            facts = [Fact(front, "back", back, tags=tags) for deck, front, back, tags, _ in notes if deck == name]
            ours.add(Deck(name, facts=facts, relations=[relation]), NOON)
        at, day = milliseconds(NOON), ours.day(NOON)
        by_front = {card.subject: card.id for name in DECKS for card in ours.cards(name)}
        for deck, front, back, tags, is_suspended in notes:
            note = theirs.new_note(kind)
            note.fields = [front, back]
            note.tags = tags
            theirs.add_note(note, theirs.decks.id(deck))
            if is_suspended:
                theirs.sched.suspend_cards(note.card_ids())
                ours.record(Suspended(card=by_front[front], at=at, day=day))
        yield ours, theirs
    theirs.close()


def found(both: tuple[Collection, Any], query: str) -> tuple[set[str], set[str]]:
    """Return the fronts that both find."""
    ours, theirs = both
    mine = {ours.card(card).subject for card in ours.search(query, NOON)}
    return {theirs.get_card(card).note()["Front"] for card in theirs.find_cards(query)}, mine


def shielded(word: str) -> str:
    return "".join(f"\\{letter}" if letter in '\\"*_():-' else letter for letter in word)


def term(chance: random.Random) -> str:
    """Return one term of the language that both share."""
    word = chance.choice(WORDS)
    part = shielded(word[chance.randrange(len(word)) :] or word)
    letters = [word[0], "*" if chance.random() < 0.5 else "_", word[-1]]
    wild = "".join(letter if letter in "*_" and place == 1 else shielded(letter) for place, letter in enumerate(letters))
    plain = chance.choice([one for one in WORDS if one.isascii() and one.isalpha() and one not in {"uber", "wq"}])
    return chance.choice(
        [
            shielded(word),
            part,
            wild,
            f'"{shielded(word)} {shielded(chance.choice(WORDS))}"',
            f"nc:{shielded(word)}",
            f"w:{plain}",
            f"w:{plain[:-1]}*",
            f"w:*{plain[1:]}",
            f"w:{plain[0]}_{plain[2:]}",
            f"re:{plain[0]}.?{plain[1:]}",
            f"re:{plain[0]}[a-z]+{plain[-1]}",
            f'"re:({plain}|{chance.choice(["cat", "mouse"])})s? "',
            r"re:\d{2}",
            r"re:\bdog\b",
            "is:new",
            "is:suspended",
            "is:due",
            "is:review",
            "is:learn",
            "is:buried",
            f"tag:{chance.choice(TAGS)}",
            f"tag:{chance.choice(TAGS)[:3]}*",
            "tag:none",
            "tag:*",
            "tag:re:^big$",
            "tag:re:big",
            f"deck:{chance.choice(DECKS)}",
            f"deck:{chance.choice(DECKS)[:3]}*",
            "deck:geo::*",
            "deck:nowhere",
            f"front:*{plain}*",
            f"front:{plain}*",
            f"front:re:{plain}",
            f'"back:{shielded(chance.choice(BACKS[:5]))} *"',
            "front:_*",
            "prop:reps=0",
            "prop:lapses>0",
            "rated:5",
            "added:1",
        ]
    )


def query(chance: random.Random, deep: int = 0) -> str:
    """Return a search of a few terms, joined in every way."""
    choice = chance.random()
    if deep > 2 or choice < 0.4:
        return term(chance)
    if choice < 0.55:
        return f"-{term(chance)}"
    if choice < 0.7:
        return f"{query(chance, deep + 1)} {query(chance, deep + 1)}"
    if choice < 0.8:
        return f"{query(chance, deep + 1)} and {query(chance, deep + 1)}"
    if choice < 0.92:
        return f"{query(chance, deep + 1)} or {query(chance, deep + 1)}"
    return f"-({query(chance, deep + 1)})"


@pytest.mark.parametrize("seed", range(8))
def test_a_search_finds_what_anki_finds(both: tuple[Collection, Any], seed: int) -> None:
    chance = random.Random(seed)
    different = []
    for _ in range(QUERIES // 8):
        text = query(chance)
        theirs, mine = found(both, text)
        if theirs != mine:
            different.append((text, sorted(theirs - mine)[:3], sorted(mine - theirs)[:3]))
    assert [] == different


REFUSED = (
    *("(a", "a)", "()", '""', '"a', "a or", "or a", "and", ":a", r"\x", "a\\"),
    *("is:foo", "prop:ivl>x", "prop:foo=1", "rated:x", "rated:1:7", "added:x", "re:["),
)


@pytest.mark.parametrize("text", REFUSED)
def test_what_anki_refuses_is_refused(both: tuple[Collection, Any], text: str) -> None:
    ours, theirs = both
    with pytest.raises(anki_errors.SearchError if not text.startswith("re:") else anki_errors.InvalidInput):
        theirs.find_cards(text)
    with pytest.raises(ValueError, match="search"):
        ours.search(text, NOON)
