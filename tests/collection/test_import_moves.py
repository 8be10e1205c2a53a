"""Newer files of another program: notes in other decks, wording that changed, fewer cards; and the same file on two devices."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.plan import Change
from quiz.collection.sync_report import SyncReport
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.formats.past import Past
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from tests.collection.remembering import NOW, TODAY, Written, at, capitals, learned, past, written
from tests.collection.samples import check_replay

__all__ = ["written"]

SEEN = past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY - 5)


@pytest.fixture
def collection() -> Iterator[Collection]:
    with Collection.in_memory() as found:
        yield found
        check_replay(found)


def peru(collection: Collection, deck: str) -> str:
    (found,) = (card.id for card in collection.cards(deck) if (card.facts[0].id, card.kind) == ("peru/0", "forward"))
    return found


def test_a_note_that_moved_to_another_deck_takes_its_memory_along(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals(), capitals("more", Laos="Vientiane"), SEEN), now=NOW)
    collection.import_(written.file(capitals(), SEEN), now=NOW)
    session = collection.session(now=NOW)
    assert session.next(NOW) is not None
    session.answer(Rating.GOOD, NOW)
    before = collection.state(peru(collection, "capitals"))
    assert 3 == before.reps
    rest = capitals(Kenya="Nairobi", Chile="Santiago")
    file = written.file(rest, capitals("more", Laos="Vientiane", Peru="Lima"), evolve(SEEN, deck="more"))
    dry = collection.import_(file, now=NOW, dry_run=True)
    report = collection.import_(file, now=NOW)
    assert "2 renamed" == dry.changes == report.changes
    assert before == collection.state(peru(collection, "more"))
    assert {"Kenya", "Chile"} == {fact.subject for fact in collection.deck("capitals").facts}
    assert 3 == len(list(collection.events(kinds=("Reviewed",))))
    assert "no change" == collection.import_(file, now=NOW).changes
    # And back again, by a file that holds the one deck only.
    report = collection.import_(written.file(capitals(), SEEN), now=NOW)
    assert "2 renamed" == report.changes
    assert before == collection.state(peru(collection, "capitals"))
    assert {"Laos"} == {fact.subject for fact in collection.deck("more").facts}


def test_what_two_decks_have_stays_in_both(written: Written, collection: Collection) -> None:
    both = (capitals(), capitals("more", Peru="Lima"))
    collection.import_(written.file(*both), now=NOW)
    assert "no change" == collection.import_(written.file(*both), now=NOW).changes
    report = collection.import_(written.file(capitals("more", Peru="Lima", Laos="Vientiane")), now=NOW)
    assert "2 added" == report.changes
    named = collection.import_(written.file(capitals("third")), now=NOW, deck="third")
    assert "6 added" == named.changes  # whoever names a deck wants them there


def test_the_wording_of_a_newer_file_counts(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals()), now=NOW)
    newer = capitals(Peru="Lima")
    asked = Deck(
        "capitals", facts=newer.facts, relations=[evolve(newer.relations["capital"], ask="What is the capital of {subject}?")]
    )
    report = collection.import_(written.file(asked), now=NOW)
    assert "3 reworded" == report.changes
    assert 3 == len(collection.deck("capitals").facts)


def test_a_field_that_is_called_otherwise_loses_nothing(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals(), SEEN), now=NOW)
    before = collection.state(peru(collection, "capitals"))
    older = capitals()
    relation = evolve(older.relations["capital"], name="Hauptstadt")
    newer = Deck("capitals", facts=[evolve(fact, relation="Hauptstadt") for fact in older.facts], relations=[relation])
    report = collection.import_(written.file(newer, SEEN), now=NOW)
    assert (0, 0) == (report.remembered.added, report.count(Change.ADDED))
    assert ["Hauptstadt"] * 3 == [fact.relation for fact in collection.deck("capitals").facts]
    assert before == collection.state(peru(collection, "capitals"))


def test_notes_with_fewer_cards_take_none_from_the_others(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals()), now=NOW)
    fewer = Deck(
        "capitals",
        facts=[Fact("Laos", "capital", "Vientiane", id="laos/0"), Fact("Peru", "capital", "Lima", id="peru/0")],
        relations=[Relation("capital", kinds=("forward",), apart=True)],
    )
    file = written.file(fewer)
    assert "1 added, 1 retired" == collection.import_(file, now=NOW).changes
    kinds = {(card.facts[0].subject, card.kind.value) for card in collection.cards("capitals")}
    both = {(subject, kind) for subject in ("Kenya", "Chile") for kind in ("forward", "backward")}
    assert both | {("Laos", "forward"), ("Peru", "forward")} == kinds
    assert "no change" == collection.import_(file, now=NOW).changes
    assert "no change" == collection.import_(written.file(capitals(Kenya="Nairobi", Chile="Santiago")), now=NOW).changes


class Two:
    """Two devices that sync through a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "shared"
        self.folder.mkdir()
        self.devices = [Collection.open(folder / name / "collection.quiz") for name in ("desk", "phone")]

    def sync(self) -> None:
        for _ in range(3):
            for device in self.devices:
                found: SyncReport = device.sync(self.folder, NOW)
                assert not found.skipped

    def check(self) -> None:
        told = []
        for device in self.devices:
            check_replay(device)
            cards = [card.id for row in device.decks() for card in device.cards(row.deck)]
            told.append((sorted((event.device, event.sequence) for event in device.events()), device.store.states(cards)))
            assert device.store.taken_back() == device.store.taken_back()
        assert told[0] == told[1]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    found = Two(tmp_path)
    yield found
    for device in found.devices:
        device.close()


def test_answers_that_two_devices_imported_count_once(written: Written, two: Two) -> None:
    file = written.file(capitals(), SEEN, past("kenya/0", suspended=True))
    for device in two.devices:
        device.import_(file, now=NOW)
    two.sync()
    two.check()
    for device in two.devices:
        found = device.state(peru(device, "capitals"))
        assert (2, TODAY - 5, 2) == (found.reps, found.due_day, sum(device.store.answers_by_day(0, TODAY).values()))
        assert 2 == device.stats(NOW).reviews
        assert "no change" == device.import_(file, now=NOW, dry_run=True).changes


def test_one_device_has_an_older_file_and_the_other_one_a_newer_with_the_note_elsewhere(written: Written, two: Two) -> None:
    desk, phone = two.devices
    older = written.file(capitals(), capitals("more", Laos="Vientiane"), SEEN, name="older")
    later = past(deck="more", answers=learned(TODAY - 9, 1, 3, 20), phase=Phase.REVIEW, due_day=TODAY + 15)
    rest = capitals(Kenya="Nairobi", Chile="Santiago")
    newer = written.file(rest, capitals("more", Laos="Vientiane", Peru="Lima"), later, name="newer")
    desk.import_(older, now=NOW)
    phone.import_(newer, now=NOW)
    desk.import_(newer, now=NOW)
    two.sync()
    two.check()
    for device in two.devices:
        found = device.state(peru(device, "more"))
        assert (3, TODAY + 15) == (found.reps, found.due_day)


def test_what_was_learned_on_one_device_counts_over_a_file_on_the_other(written: Written, two: Two) -> None:
    desk, phone = two.devices
    file = written.file(capitals(), SEEN)
    desk.import_(file, now=NOW)
    session = desk.session(now=NOW)
    assert session.next(NOW) is not None
    session.answer(Rating.GOOD, NOW)
    learned_here = desk.state(peru(desk, "capitals"))
    two.sync()
    phone.import_(file, now=NOW)
    two.sync()
    two.check()
    assert learned_here == phone.state(peru(phone, "capitals"))


def test_a_given_state_comes_after_answers_of_any_device(written: Written, two: Two) -> None:
    desk, phone = two.devices
    set_later = evolve(SEEN, due_day=TODAY + 60, as_of=at(TODAY - 1))
    desk.import_(written.file(capitals(), SEEN), now=NOW)
    phone.import_(written.file(capitals(), set_later), now=NOW)
    two.sync()
    two.check()
    assert [TODAY + 60] * 2 == [device.state(peru(device, "capitals")).due_day for device in two.devices]
    records: list[Past] = [set_later]
    assert "no change" == desk.import_(written.file(capitals(), *records), now=NOW, dry_run=True).changes
