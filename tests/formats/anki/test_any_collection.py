"""Any collection that people may have has in quiz exactly the cards of Anki, which say what they say there.

The collections are made with Anki's own backend, which is the judge of them.
`uv run --group bench pytest tests/formats/anki/test_any_collection.py`
"""

import os
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from quiz.collection.collection import Collection
from quiz.formats.reading import Contents, read
from quiz.memory.state import Phase
from tests.formats.anki.comparing import Shown, cards_of, decks_of, differences
from tests.formats.anki.gathered import VARIANTS, Known, gathered
from tests.formats.anki.peer import Peer, imported
from tests.formats.anki.test_writing_against_anki import taken

pytest.importorskip("anki", reason="the package `anki` is in the dependency group bench")

SEED = int(os.environ.get("QUIZ_SEED", "7"))
Places = dict[tuple[str, int], Shown]


def found_in(contents: Contents) -> Places:
    """Return the cards of a file by the GUIDs of their notes and their numbers, each exactly once."""
    found: Places = {}
    for deck in contents.decks:
        for card in cards_of(deck):
            assert found.setdefault((card.guid, card.number), card) is card
    return found


def compared(known: list[Known], contents: Contents) -> None:
    """Compare the cards of a file with those that Anki has."""
    found, by_note = found_in(contents), dict[str, list[Known]]()
    for one in known:
        by_note.setdefault(one.guid, []).append(one)
    assert {(one.guid, one.number) for one in known} == found.keys()
    assert decks_of(known) == dict(Counter(card.card.deck.id for card in found.values()))
    for one in known:
        shown = found[one.guid, one.number]
        told = list(differences(one, shown, by_note[one.guid] if shown.form == "asked" else ()))
        assert [] == told, f"{one.template}\n{dict(one.fields)}"


def compared_as_taken(known: list[Known], path: Path, folder: Path) -> None:
    """Compare what a collection of quiz has of each card after importing a file: its tags, flag, days, and whether it rests."""
    now = datetime.now(UTC)
    with Collection.open(folder / "c.quiz") as collection:
        report = collection.import_(path, now=now)
        assert () == report.skipped
        today = collection.day(now)
        cards = [card for one in report.decks for card in cards_of(collection.deck(one.incoming.id))]
        states = collection.store.states([card.card.id for card in cards])
        expected = {(one.guid, one.number): _standing(one) for one in known}
        found: dict[tuple[str, int], Any] = {}
        for card in cards:
            state = states[card.card.id]
            due = state.due_day - today if state.phase is Phase.REVIEW and state.due_day is not None else None
            found[card.guid, card.number] = (card.card.facts[0].tags, state.flag, state.suspended, due, state.lapses)
        assert expected == found


def _standing(known: Known) -> Any:  # noqa: ANN401 - a tuple to compare
    return known.tags - {"marked"}, known.flag, known.is_suspended, known.due, known.lapses


def tried(seed: int, notes: int, variant: str, folder: Path) -> None:
    """Make a collection, give it away in one of Anki's files, and compare what quiz makes of it."""
    with gathered(folder / "made", seed, notes) as made:
        known, answers, media = made.known(), made.answers(), made.media()
        path = made.given(variant, folder)
    contents = read(path)
    assert () == contents.skipped
    compared(known, contents)
    assert answers == contents.past.answers
    if path.suffix == ".apkg":
        with imported(path, folder / "peer") as peer:
            media = peer.media()
    assert media == {name for files in contents.media.values() for name in files}
    compared_as_taken(known, path, folder)


def gone_and_back(seed: int, notes: int, folder: Path) -> None:
    """Have the decks of a collection go out of quiz and into Anki, which has the same notes, note types and tags then."""
    with gathered(folder / "made", seed, notes) as made:
        path, known = made.given("latest", folder), _notes(made)
    with Collection.open(folder / "c.quiz") as collection:
        report = collection.import_(path, now=datetime.now(UTC))
        there: dict[str, Any] = {}
        for number, one in enumerate(report.decks):
            written = folder / f"{number}.apkg"
            collection.export(one.incoming.id, written, format="anki-legacy" if number % 2 else "anki")
            with taken(written, folder / f"anki{number}") as peer:
                there |= _notes(peer)
    assert known == there


def _notes(peer: Peer) -> dict[str, Any]:
    """Return what a collection of Anki holds of each note, by its GUID."""
    found = {}
    for id in peer.collection.find_notes(""):
        note = peer.collection.get_note(id)
        model = note.note_type()
        templates = [(one["name"], one["qfmt"], one["afmt"]) for one in model["tmpls"]]
        # Anki puts a plus sign behind the name of a type that it has got already, such as its own.
        kind = (model["name"].rstrip("+"), [one["name"] for one in model["flds"]], templates, model["css"], model["type"])
        found[note.guid] = (note.fields, set(note.tags), kind)
    return found


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_collection_has_the_cards_and_words_of_anki(tmp_path: Path, variant: str) -> None:
    tried(SEED + VARIANTS.index(variant), 60, variant, tmp_path)


def test_a_collection_goes_back_to_anki_as_it_was(tmp_path: Path) -> None:
    gone_and_back(SEED, 60, tmp_path)


@pytest.mark.long
def test_many_collections_have_the_cards_and_words_of_anki(tmp_path: Path) -> None:
    for seed in range(SEED, SEED + int(os.environ.get("QUIZ_COLLECTIONS", "60"))):
        folder = tmp_path / str(seed)
        folder.mkdir()
        tried(seed, 200, VARIANTS[seed % len(VARIANTS)], folder)
        shutil.rmtree(folder)


@pytest.mark.long
def test_many_collections_go_back_to_anki_as_they_were(tmp_path: Path) -> None:
    for seed in range(SEED, SEED + int(os.environ.get("QUIZ_COLLECTIONS", "60")) // 3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        gone_and_back(seed, 200, folder)
        shutil.rmtree(folder)
