"""The one object that joins decks, memory and study."""

from datetime import timedelta
from pathlib import Path

import pytest

from quiz.collection.collection import Collection
from quiz.collection.plan import Change, Plan
from quiz.errors import DeckError, NotFoundError, StoreError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.writing import dump
from quiz.memory.events import Archived, DeckVersion, Marked, Suspended
from quiz.memory.state import CardState
from quiz.study.day import milliseconds
from quiz.study.settings import StudySettings
from tests.collection.samples import SYMBOLS, check_replay, deck, kinds, study, studying
from tests.study.samples import CAPITALS, DAY, NOON

LATER = NOON + timedelta(days=1)
BUNDLED = ["countries", "elements", "victory-day-2025"]


def names(collection: Collection, *, archived: bool = False) -> list[str]:
    return [row.deck for row in collection.decks(archived=archived)]


# The file


def test_a_collection_is_there_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "c.quiz"
    with Collection.open(path) as collection:
        collection.add(CAPITALS, NOON)
        card = study(collection, limit=1)[0]
        before = (collection.state(card), collection.due(NOON), list(collection.events()))
    with Collection.open(str(path)) as collection:
        assert before == (collection.state(card), collection.due(NOON), list(collection.events()))
        assert CAPITALS == collection.deck("capitals")
        check_replay(collection)


def test_a_collection_in_memory_is_empty() -> None:
    with Collection.in_memory() as one, Collection.in_memory() as other:
        one.add(CAPITALS, NOON)
        assert (["capitals"], []) == (names(one), names(other))
        assert ([], []) == (other.due(NOON), list(other.events()))


def test_what_is_closed_is_closed() -> None:
    with Collection.in_memory() as collection:
        pass
    with pytest.raises(StoreError):
        collection.decks()


def test_what_is_no_collection_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    with pytest.raises(StoreError):
        Collection.open(tmp_path / "text")


def test_settings_may_be_given() -> None:
    assert StudySettings() == Collection.in_memory().settings
    assert 23 == Collection.in_memory(StudySettings(rollover_hour=23)).settings.rollover_hour
    assert DAY - 1 == Collection.in_memory(StudySettings(rollover_hour=23)).day(NOON)


# Decks


def test_a_deck_in_a_file_is_followed(tmp_path: Path) -> None:
    dump(CAPITALS, tmp_path / "capitals.toml")
    with Collection.in_memory() as collection:
        plan = collection.add(tmp_path / "capitals.toml", NOON)
        assert (True, 10) == (plan.replaces is None, plan.count(Change.ADDED))
        assert [] == changes_of(collection)
        dump(deck(("France", "capital", "Paris"), name="capitals"), tmp_path / "capitals.toml")
        ((row, update),) = collection.updates()
        assert isinstance(update, Plan)
        assert ("capitals", 8) == (row.deck, update.count(Change.RETIRED))
        assert 10 == collection.due(NOON)[0].total  # so far it was only planned
        collection.apply(update, LATER)
        assert 2 == collection.due(NOON)[0].total
        versions = [event for event in collection.events() if isinstance(event, DeckVersion)]
        assert [str((tmp_path / "capitals.toml").resolve())] * 2 == [event.path for event in versions]


def changes_of(collection: Collection) -> list[str]:
    found = []
    for row, plan in collection.updates():
        assert isinstance(plan, Plan)
        if not plan.is_empty:
            found.append(row.deck)
    return found


def test_a_deck_that_moves_is_followed_there(tmp_path: Path) -> None:
    for name in ("here", "there"):
        dump(CAPITALS, tmp_path / name)
    with Collection.in_memory() as collection:
        collection.add(tmp_path / "here", NOON)
        collection.add(tmp_path / "there", NOON)
        assert str(tmp_path / "there") == collection.decks()[0].path
        assert ["DeckVersion", "DeckVersion"] == kinds(list(collection.events()))


def test_a_deck_with_mistakes_is_not_taken_in(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[deck]\nid = "bad"\n[[facts]]\nsubject = "a"\n')
    with Collection.in_memory() as collection:
        with pytest.raises(DeckError):
            collection.add(tmp_path / "bad.toml", NOON)
        with pytest.raises(DeckError):
            collection.add(tmp_path / "missing.toml", NOON)
        assert ([], []) == (names(collection), list(collection.events()))


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.toml" for number in range(4)]
    with Collection.in_memory() as collection:
        for number, file in enumerate(files):
            dump(deck(("a", "is", "b"), name=f"deck {number}"), file)
            collection.add(file, NOON)
        files[0].write_text("no toml")
        files[1].unlink()
        dump(deck(("a", "is", "b"), name="another"), files[2])
        found = {row.deck: update for row, update in collection.updates()}
        assert [DeckError, DeckError, DeckError, Plan] == [type(found[f"deck {number}"]) for number in range(4)]
        assert "“another”, not “deck 2”" in str(found["deck 2"])
        assert f"quiz add {files[2]}" in str(found["deck 2"])


def test_updates_of_some_decks(tmp_path: Path) -> None:
    with Collection.in_memory() as collection:
        for name in ("a", "a::b", "c"):
            dump(deck(("x", "is", "y"), name=name), tmp_path / f"{len(name)}{name[0]}.toml")
            collection.add(tmp_path / f"{len(name)}{name[0]}.toml", NOON)
        collection.add(CAPITALS, NOON)
        assert ["c"] == [row.deck for row, _ in collection.updates("c")]
        assert ["a", "a::b"] == [row.deck for row, _ in collection.updates("a")]
        with pytest.raises(NotFoundError, match=r"There is no deck “d”. Decks: a, a::b, c, capitals"):
            list(collection.updates("d"))


def test_bundled_decks_come_once() -> None:
    with Collection.in_memory() as collection:
        assert BUNDLED == [plan.deck.id for plan in collection.add_bundled(NOON)]
        assert [] == collection.add_bundled(NOON)
        assert 3 == len(list(collection.events()))
        assert [] == changes_of(collection)
        collection.remove("elements", NOON)
        assert [] == collection.add_bundled(LATER)
        assert (["countries", "victory-day-2025"], ["elements"]) == (names(collection), names(collection, archived=True))
        assert ["elements"] == [plan.deck.id for plan in collection.add_bundled(LATER, "elements")]
        assert BUNDLED == sorted(names(collection))
        with pytest.raises(NotFoundError, match=r"There is no deck “birds”. Decks: countries, elements, victory-day-2025"):
            collection.add_bundled(NOON, "elements", "birds")


def test_a_removed_deck_leaves_every_queue() -> None:
    with studying() as collection:
        collection.record(Suspended(card=collection.cards("symbols")[0].id, at=milliseconds(NOON), day=DAY))
        collection.remove("capitals", LATER)
        assert (["symbols"], ["capitals"]) == (names(collection), names(collection, archived=True))
        assert ["symbols"] == [due.deck for due in collection.due(LATER)]
        assert 7 == len(study(collection))
        event = list(collection.events())[-1]
        assert Archived(deck="capitals", at=milliseconds(LATER), day=DAY + 1, device=event.device, sequence=4) == event
        with pytest.raises(NotFoundError, match="removed already; quiz add brings it back"):
            collection.remove("capitals", NOON)


def test_an_unknown_deck_is_told_with_those_that_are_there() -> None:
    with studying() as collection:
        for ask in (
            lambda: collection.session("nowhere", now=NOON),
            lambda: collection.named(["symbols", "nowhere"]),
            lambda: collection.stats(NOON, "nowhere"),
            lambda: collection.remove("nowhere", NOON),
            lambda: collection.deck("nowhere"),
            lambda: collection.cards("nowhere"),
        ):
            with pytest.raises(NotFoundError, match=r"There is no deck “nowhere”. Decks: capitals, symbols"):
                ask()
    with Collection.in_memory() as collection, pytest.raises(NotFoundError, match="none; quiz add PATH adds one"):
        collection.session("nowhere", now=NOON)


def test_a_deck_has_those_below_it() -> None:
    with Collection.in_memory() as collection:
        for name in ("a", "a::b", "a::b::c", "ab", "a:b", "b"):
            collection.add(deck((f"x {name}", "is", f"y {name}"), name=name), NOON)
        assert ["a", "a::b", "a::b::c"] == collection.named("a")
        assert ["a::b", "a::b::c"] == collection.named("a::b")
        assert ["b", "a", "a::b", "a::b::c"] == collection.named(["b", "a", "a::b"])
        assert 6 == len(collection.named(None))
        assert [] == collection.named([])
        session = collection.session("a", now=NOON)
        found = set()
        while (question := session.next(NOON)) is not None:
            found.add(question.card.deck.id)
            session.answer(4, NOON)
        assert {"a", "a::b", "a::b::c"} == found
        assert 6 == collection.stats(NOON, "a").reviews
        assert 2 == collection.stats(NOON, "a::b::c").reviews


ODD = ["'; DROP TABLE cards; --", "%", "_", "日本語", "👩‍👩‍👧", "a b", '"quoted"', "[x]", "$HOME", "ﬁ", "é", "none"]


def test_decks_with_odd_names() -> None:
    with Collection.in_memory() as collection:
        for name in ODD:
            collection.add(deck(("it", "is", "so"), name=name), NOON)
        assert len(ODD) == len(names(collection))
        for row in collection.decks():
            assert [row.deck] == collection.named(row.deck)
            (due,) = [due for due in collection.due(NOON) if due.deck == row.deck]
            assert 2 == due.total
            assert 2 == collection.session(row.deck, now=NOON).left.total
        for row in collection.decks():
            collection.remove(row.deck, NOON)
        assert [] == names(collection)


def test_an_empty_deck() -> None:
    with Collection.in_memory() as collection:
        collection.add(Deck("empty"), NOON)
        (due,) = collection.due(NOON)
        assert (0, 0, 0) == (due.total, due.waiting, due.done_today)
        assert collection.session("empty", now=NOON).next(NOON) is None


# What is known


def test_what_is_due() -> None:
    with studying(CAPITALS, SYMBOLS) as collection:
        assert [("capitals", 10, 10), ("symbols", 8, 8)] == [(due.deck, due.new, due.waiting) for due in collection.due(NOON)]
        session = collection.session("symbols", now=NOON)
        session.next(NOON)
        session.answer(1, NOON)
        session.next(NOON)
        session.answer(4, NOON)
        due = collection.due(NOON)[1]
        assert (6, 1, 0, 8, 2, 7) == (due.new, due.learning, due.review, due.total, due.done_today, due.waiting)
        due = collection.due(NOON + timedelta(days=60))[1]
        assert (6, 1, 1, 8, 0) == (due.new, due.learning, due.review, due.total, due.done_today)


def test_an_event_outside_a_session() -> None:
    with studying(CAPITALS) as collection:
        card = collection.cards("capitals")[0]
        assert card == collection.card(card.id)
        assert CardState() == collection.state(card.id)
        state = collection.record(Marked(card=card.id, at=milliseconds(NOON), day=DAY))
        assert (CardState(marked=True), state) == (state, collection.state(card.id))
        with pytest.raises(UsageError):
            collection.record(list(collection.events())[-1])  # type: ignore[arg-type]


def test_moments_without_a_zone_are_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with studying(CAPITALS) as collection:
        plan = collection.plan(SYMBOLS)
        for ask in (
            lambda: collection.due(naive),
            lambda: collection.session(now=naive),
            lambda: collection.apply(plan, naive),
            lambda: collection.remove("capitals", naive),
            lambda: collection.stats(naive),
        ):
            with pytest.raises(UsageError, match="time zone"):
                ask()
        assert 1 == len(list(collection.events()))
