"""Collections that were studied with Anki itself, exported in each of its ways: all of it comes over, and back.

`uv run --group bench pytest tests/formats/anki/test_lived.py`
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quiz.cards.generation import generate
from quiz.collection.collection import Collection
from quiz.formats.anki.decks import DeckNames
from quiz.formats.reading import read
from quiz.memory.state import CardState, Phase
from tests.formats.anki.lived import backups, lived, packages
from tests.formats.anki.peer import Peer, imported, opened
from tests.formats.anki.test_corpus import media_of
from tests.formats.anki.test_writing_against_anki import compared, given_back, no_problems, stated, tags_of

pytest.importorskip("anki", reason="the package `anki` is in the dependency group bench")

_PHASES = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
_SEEDS = (0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 25)))


@pytest.mark.parametrize("fsrs", [False, True], ids=("sm2", "fsrs"))
@pytest.mark.parametrize("seed", _SEEDS)
def test_cards_media_and_answers_of_every_export_are_those_that_anki_takes(seed: int, tmp_path: Path, *, fsrs: bool) -> None:
    with opened(tmp_path / "own") as peer:
        lived(peer, seed, fsrs=fsrs, days=6)
        files = [*packages(peer, tmp_path), *backups(peer, tmp_path)]
    for file in files:
        with imported(file, tmp_path / f"{file.name}.taken") as peer:
            found = read(file)
            cards = {deck.id: sum(1 for _ in generate(deck)) for deck in found.decks}
            assert (peer.cards(), peer.media(), peer.answers()) == (cards, media_of(found), found.past.answers)
            assert () == found.skipped


@pytest.mark.parametrize("fsrs", [False, True], ids=("sm2", "fsrs"))
@pytest.mark.parametrize("seed", _SEEDS)
def test_every_card_stands_where_anki_has_it_and_goes_back_so(seed: int, tmp_path: Path, *, fsrs: bool) -> None:
    with opened(tmp_path / "own") as peer:
        lived(peer, seed, fsrs=fsrs)
        files = [packages(peer, tmp_path)[seed % 2], backups(peer, tmp_path)[seed % 2]]
    for file in files:
        with Collection.open(tmp_path / f"{file.name}.quiz") as collection:
            report = collection.import_(file, now=datetime.now(UTC))
            assert "no change" == collection.import_(file, now=datetime.now(UTC), dry_run=True).changes
            with imported(file, tmp_path / f"{file.name}.taken") as peer:
                stand_alike(collection, peer)
            for number, deck in enumerate(report.decks):
                goes_back(collection, deck.incoming.id, tmp_path / f"{file.name}.{number}")


def stand_alike(collection: Collection, peer: Peer) -> None:
    """Compare where all cards stand, once Anki has given back those in filtered decks."""
    anki = peer.collection
    for deck in anki.decks.all_names_and_ids():
        if anki.decks.is_filtered(deck.id):
            anki.sched.empty_filtered_deck(deck.id)
    later = collection.day(datetime.now(UTC)) - anki.sched.today
    names = DeckNames()
    expected = sorted(
        (names.id_of(peer.deck(deck)), kind, queue == -1, flag, 0 if not kind else due if due > 10**9 else due + later)
        for deck, kind, queue, flag, due in anki.db.all("SELECT did, type, queue, flags, due FROM cards")
    )
    found = sorted(
        (row.deck, _PHASES.index(one.phase), one.suspended, one.flag, _due(one))
        for row in collection.decks()
        for one in collection.store.states([card.id for card in collection.cards(row.deck)]).values()
    )
    assert [one[:4] for one in expected] == [one[:4] for one in found]
    # To some cards Anki leaves their place in a filtered deck, which is no day: theirs is what their answers make of it.
    days = [one for one in expected if one[4] >= 0]
    left = list(days)
    others = [one for one in found if not (left and _are_alike(left[0], one) and left.pop(0))]
    assert [] == left
    assert len(expected) - len(days) == len(others)


def _are_alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Say whether two cards stand alike; Anki keeps the moments of those in learning in whole seconds."""
    return one[:4] == other[:4] and abs(one[4] - other[4]) <= (one[4] > 10**9)


def _due(state: CardState) -> int:
    """Return the day on which a card is due, or for one in learning the second; 0 for a new one."""
    if state.phase is Phase.NEW or state.due_day is None:
        return 0
    return state.due_day if state.due_at is None else state.due_at // 1000


def goes_back(collection: Collection, deck: str, folder: Path) -> None:
    """Export a deck, and have Anki take it, give it back, and find nothing to mend in it."""
    folder.mkdir()
    for format in ("anki", "anki-legacy"):
        collection.export(deck, folder / f"{format}.apkg", format=format)
        with imported(folder / f"{format}.apkg", folder / format) as peer:
            compared(collection, deck, peer)
            assert {tag.casefold() for tag in tags_of(collection, deck)} == {tag.casefold() for tag in peer.tags()} - {"marked"}
            back = given_back(peer, folder / f"{format}-back.apkg", legacy=format == "anki-legacy")
            # Only then, since it makes all cards that a note could have, also those that are in other decks.
            no_problems(peer)
        dry = collection.import_(back, now=datetime.now(UTC), dry_run=True)
        assert ("no change", (), 0) == (dry.changes, dry.skipped, dry.remembered.moved)
        assert stated(collection.deck(deck)) == stated(dry.decks[0].incoming)
