"""Anki's own backend is the judge of what is written for it: it takes all of it, finds nothing to mend, and gives it back.

`uv run --group bench pytest tests/formats/anki/test_writing_against_anki.py`
"""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings

from quiz.cards.generation import generate
from quiz.collection.checkpoint import rebuild
from quiz.collection.collection import Collection
from quiz.errors import QuizError
from quiz.facts.deck import Deck
from quiz.facts.loading import load
from quiz.formats.anki.writing.content import FIRST_DAY
from quiz.formats.anki.writing.naming import tag_name
from quiz.memory.events import Crammed, DueSet, Flagged, Given, Reset, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.state import Phase as Standing
from quiz.study.day import milliseconds
from quiz.testing import decks
from tests.formats.anki.peer import Peer, imported
from tests.formats.anki.test_corpus import PACKAGES

anki = pytest.importorskip("anki", reason="the package `anki` is in the dependency group bench")

BUNDLED = sorted(path for path in (Path(__file__).parents[3] / "decks").iterdir() if path.is_dir())
_RATINGS = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY)


def studied(collection: Collection, deck: str, seed: int = 1, days: int = 12) -> None:
    """Study a deck for some days that end now, and change cards in all ways."""
    random = Random(seed)
    now = datetime.now(UTC) - timedelta(days=days)
    for _ in range(days + 1):
        session = collection.session(deck, now=now)
        for _ in range(random.randint(3, 15)):
            if session.next(now) is None:
                break
            now += timedelta(seconds=random.randint(3, 40))
            match random.randint(0, 25):
                case 0:
                    session.suspend(now)
                case 1:
                    session.bury(now)
                case 2:
                    session.mark(now)
                case 3:
                    session.set_due(collection.day(now) + random.randint(0, 9), now)
                case 4:
                    session.reset(now)
                case _:
                    session.answer(random.choice(_RATINGS), now)
        # The last day ends now.
        now += timedelta(days=1) if now + timedelta(days=1) < datetime.now(UTC) else timedelta()
    cards = random.sample(collection.cards(deck), min(4, len(collection.cards(deck))))
    at, day = milliseconds(now), collection.day(now)
    collection.store.append_all(Flagged(card=card.id, at=at, day=day, flag=random.randint(1, 7)) for card in cards)
    rebuild(collection.store, collection.tuning)


@contextmanager
def taken(path: Path, folder: Path) -> Iterator[Peer]:
    with imported(path, folder) as peer:
        no_problems(peer)
        yield peer


def no_problems(peer: Peer) -> None:
    """See that Anki's check of its database finds nothing to mend."""
    problems, _ = peer.collection.fix_integrity()
    assert not re.search(r"fixed|removed|missing|deleted|invalid|error", problems.lower()), problems


def given_back(peer: Peer, path: Path, *, legacy: bool) -> Path:
    """Have Anki export its whole collection."""
    from anki.collection import ExportAnkiPackageOptions

    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)
    peer.collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def compared(collection: Collection, deck: str, peer: Peer) -> None:
    """Compare what Anki has with what a collection has, card by card."""
    states, day = collection.store.states([card.id for card in collection.cards(deck)]), collection.day(datetime.now(UTC))
    cards = [card for card in collection.cards(deck) if card.asked]
    rows = peer.collection.db.all("SELECT type, queue, due, ivl, flags, reps, lapses FROM cards")
    assert len(collection.cards(deck)) == len(rows)
    delta = peer.collection.sched.today - (day - FIRST_DAY)
    expected: Counter[Any] = Counter()
    for card in cards:
        state = states[card.id]
        due = state.due_day + delta - FIRST_DAY if state.phase is Standing.REVIEW and state.due_day is not None else None
        expected[state.phase, state.suspended, due, state.flag, state.reps, state.lapses] += 1
    phases = (Standing.NEW, Standing.LEARNING, Standing.REVIEW, Standing.RELEARNING)
    found: Counter[Any] = Counter(
        (phases[kind], queue == -1, due if kind == 2 else None, flag, reps, lapses)
        for kind, queue, due, _, flag, reps, lapses in rows
    )
    if len(cards) == len(rows):
        assert expected == found
    gone = collection.store.taken_back()
    mine = {card.id for card in collection.cards(deck)}
    log = [event for event in collection.events() if isinstance(event, Reviewed | Crammed) and event.card in mine]
    told = Counter((int(event.rating), event.took) for event in log if (event.device, event.sequence) not in gone)
    assert told == Counter((ease, took) for ease, took in peer.collection.db.all("SELECT ease, time FROM revlog WHERE ease > 0"))


def stated(deck: Deck) -> list[Any]:
    """Return what facts state; of those that are apart, without the name of the relation, which depends on what else there is.

    What Anki keeps in fields, it composes (NFC) when it takes a package.
    """
    apart = {name for name, one in deck.relations.items() if one.apart}
    return [
        evolve(fact, relation="x" if fact.relation in apart and fact.id else fact.relation, kept=normalize("NFC", fact.kept))
        for fact in deck.facts
    ]


def tags_of(collection: Collection, deck: str) -> set[str]:
    """Return the tags of all facts that a card asks; Anki has no notes without cards."""
    return {tag_name(tag) for card in collection.cards(deck) for fact in card.facts for tag in fact.tags} - {"marked"}


def through(collection: Collection, deck: str, folder: Path) -> None:
    """Export a deck, have Anki take it and give it back, and see that nothing was changed by it."""
    for format in ("anki", "anki-legacy"):
        written = folder / f"{format}.apkg"
        report = collection.export(deck, written, format=format)
        with taken(written, folder / format) as peer:
            compared(collection, deck, peer)
            assert report.media == len(peer.media())
            assert {tag.casefold() for tag in tags_of(collection, deck)} == {tag.casefold() for tag in peer.tags()} - {"marked"}
            for legacy in (False, True):
                back = given_back(peer, folder / f"{format}-{legacy}.apkg", legacy=legacy)
                dry = collection.import_(back, now=datetime.now(UTC), dry_run=True)
                assert ("no change", [], 0) == (dry.changes, [str(one) for one in dry.skipped], dry.remembered.moved)
                assert stated(collection.deck(deck)) == stated(dry.decks[0].incoming)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.name)
def test_a_deck_of_quiz_comes_back_as_it_went(path: Path, tmp_path: Path) -> None:
    with Collection.open(tmp_path / "c.quiz") as collection:
        collection.add(load(path), datetime.now(UTC) - timedelta(days=30))
        studied(collection, load(path).id)
        through(collection, load(path).id, tmp_path)


@pytest.mark.parametrize("is_given", [False, True], ids=("here", "in Anki"))
def test_a_card_that_was_forgotten_and_put_on_a_day_stays_unmet(tmp_path: Path, *, is_given: bool) -> None:
    with Collection.open(tmp_path / "c.quiz") as collection:
        now = datetime.now(UTC) - timedelta(days=5)
        deck = load(BUNDLED[1])
        collection.add(deck, now)
        session = collection.session(deck.id, now=now)
        question = session.next(now)
        assert question is not None
        session.answer(Rating.AGAIN, now)
        card, at, day = question.card.id, milliseconds(now) + 60_000, collection.day(now)
        collection.record(Reset(card=card, at=at, day=day))
        if is_given:
            collection.record(
                Given(
                    card=card, at=at + 5000, day=day, source="anki", phase=Standing.REVIEW, step=0, due_day=day + 9, due_at=None,
                    stability=None, difficulty=None, last_day=day, reps=1, lapses=0,
                )
            )  # fmt: skip
        else:
            collection.record(DueSet(card=card, at=at + 5000, day=day, due_day=day + 9))
        through(collection, deck.id, tmp_path)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_deck_of_anki_comes_back_as_it_went(corpus: Path, name: str, tmp_path: Path) -> None:
    with Collection.open(tmp_path / "c.quiz") as collection:
        report = collection.import_(corpus / name, now=datetime.now(UTC) - timedelta(days=30))
        deck = max(report.decks, key=lambda one: one.cards).incoming.id
        studied(collection, deck)
        through(collection, deck, tmp_path)


@pytest.mark.parametrize("name", [name for name in PACKAGES if name.endswith(".apkg")])
def test_importing_over_what_it_came_from_doubles_nothing(corpus: Path, name: str, tmp_path: Path) -> None:
    with Collection.open(tmp_path / "c.quiz") as collection, imported(corpus / name, tmp_path / "anki") as peer:
        report = collection.import_(corpus / name, now=datetime.now(UTC))
        counts = counted(peer)
        fields = peer.collection.db.all("SELECT guid, flds, tags FROM notes ORDER BY guid")
        for deck in report.decks:
            for format in ("anki", "anki-legacy"):
                path = tmp_path / "out.apkg"
                collection.export(deck.incoming.id, path, format=format, force=True)
                taken_over(peer, path)
        assert counts == counted(peer)
        assert fields == peer.collection.db.all("SELECT guid, flds, tags FROM notes ORDER BY guid")


def counted(peer: Peer) -> list[int]:
    """Return how many notes, cards, note types and decks there are."""
    anki = peer.collection
    return [anki.note_count(), anki.card_count(), len(anki.models.all_names_and_ids()), len(anki.decks.all_names_and_ids())]


def taken_over(peer: Peer, path: Path) -> Any:  # noqa: ANN401 - Anki's own
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    return peer.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


_any = settings(deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))


@settings(_any, max_examples=6)
@given(deck=decks(media=True))
def test_any_deck_comes_back_as_it_went(tmp_path_factory: pytest.TempPathFactory, deck: Deck) -> None:
    comes_back(deck, tmp_path_factory.mktemp("any"))


@pytest.mark.long
@settings(_any, max_examples=300)
@given(deck=decks(media=True))
def test_any_of_many_decks_comes_back_as_it_went(tmp_path_factory: pytest.TempPathFactory, deck: Deck) -> None:
    comes_back(deck, tmp_path_factory.mktemp("any"))


def comes_back(deck: Deck, folder: Path) -> None:
    """Study a deck for some days, and see that it comes back from Anki as it went there."""
    if any(deck.facts and generate(deck)):
        with Collection.open(folder / "c.quiz") as collection, suppress(QuizError):
            collection.add(deck, datetime.now(UTC) - timedelta(days=30))
            studied(collection, deck.id, days=4)
            through(collection, deck.id, folder)
    shutil.rmtree(folder, ignore_errors=True)
