"""Whatever several devices do, and whatever happens to their files: once all have synced, all hold the same, and nothing is lost.

The histories of one run are few; `pytest -m long` runs two thousand.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from attrs import define, evolve, field
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from quiz.cards.keeping import can_be_asked
from quiz.collection.collection import Collection
from quiz.errors import NotFoundError, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.keeping import packed
from quiz.memory.events import Buried, CardEvent, Fitted, Marked, Renamed, Reviewed, Suspended, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, lineage, replay
from quiz.memory.state import CardState, Phase
from quiz.store import logbook, store
from quiz.store.store import Store
from tests.store.samples import DAY
from tests.study.samples import NOON

MOST_DEVICES = 5
DECKS = ("rivers", "towns")
SUBJECTS = ("Rhine", "Oder", "Elbe")
VALUES = ("Atlantic", "Baltic", "North Sea")
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one, saves minutes of waiting for the disk


@define
class Device:
    """A collection in memory, and how wrong its clock is."""

    collection: Collection = field(repr=False)
    clock: timedelta
    backup: bytes | None = field(default=None, repr=False)

    @property
    def store(self) -> Store:
        return self.collection.store

    def copied(self) -> bytes:
        return self.store._database.connection.serialize()

    def put(self, content: bytes) -> None:
        """Become what a copy holds."""
        self.collection.close()
        self.collection = Collection.in_memory()
        self.store._database.connection.deserialize(content)


class SyncMachine(RuleBasedStateMachine):
    """Drives several devices and the two folders through which they sync."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        numbers = count(1)  # the same ids whenever the same history is run
        for module in (logbook, store):
            self.patch.setattr(module, "random_device", lambda: f"{next(numbers) * 7919 % 1000:03}-{next(numbers)}")
        self.root = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.folders = [self.root / "cloud", self.root / "stick"]
        for folder in self.folders:
            folder.mkdir()
        self.devices: list[Device] = []
        self.time = NOON
        self.reviews = 0
        self.may_be_lost: set[int] = set()

    @initialize(clocks=st.lists(st.sampled_from([0, 0, 0, 5, -30, 24 * 400, -24 * 3]), min_size=2, max_size=MOST_DEVICES))
    def begin(self, clocks: list[int]) -> None:
        self.devices = [Device(Collection.in_memory(), timedelta(hours=hours)) for hours in clocks]
        facts = [Fact(subject, "ends in", value) for subject, value in zip(SUBJECTS, VALUES, strict=True)]
        first = self.devices[0].collection
        first.apply(first.plan(Deck(DECKS[0], facts=facts), f"/{DECKS[0]}"), self.now(self.devices[0]))
        for device in self.devices:
            device.collection.sync(self.folders[0], self.now(device))
            device.backup = device.copied()

    def pick(self, data: st.DataObject) -> Device:
        self.time += timedelta(minutes=7)
        return data.draw(st.sampled_from(self.devices))

    def now(self, device: Device) -> datetime:
        return self.time + device.clock

    # What learners do

    @rule(data=st.data(), rating=st.sampled_from(Rating), number=st.integers(1, 3))
    def study_some(self, data: st.DataObject, rating: Rating, number: int) -> None:
        self.study(data, rating, number)

    def study(self, data: st.DataObject, rating: Rating, number: int) -> None:
        device = self.pick(data)
        cards = [card.id for row in device.collection.decks() for card in device.collection.cards(row.deck)]
        now = self.now(device)
        for _ in range(number if cards else 0):
            card = data.draw(st.sampled_from(cards))
            self.reviews += 1
            day = device.collection.day(now)
            at = int(now.timestamp() * 1000)
            made = Reviewed(
                card=card, at=at, day=day, rating=rating, phase=Phase.REVIEW, due_day=day + 3, form="typed", took=self.reviews
            )
            device.collection.record(made)

    @rule(data=st.data(), make=st.sampled_from([Suspended, Marked, Buried]))
    def hide(self, data: st.DataObject, make: Callable[..., CardEvent]) -> None:
        device = self.pick(data)
        cards = [card.id for row in device.collection.decks() for card in device.collection.cards(row.deck)]
        if cards:
            now = self.now(device)
            extra = {"until": device.collection.day(now) + 2} if make is Buried else {}
            card = data.draw(st.sampled_from(cards))
            device.collection.record(make(card=card, at=int(now.timestamp() * 1000), day=device.collection.day(now), **extra))

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        device = self.pick(data)
        targets = [event for event in device.collection.events() if isinstance(event, CardEvent | Undone)]
        targets = [event for event in targets if not isinstance(event, Renamed)]
        if targets:
            event = data.draw(st.sampled_from(targets))
            now = self.now(device)
            with suppress(NotFoundError, AttributeError):  # what it names may be on another device still, or be no card's
                device.collection.journal.take_back(event, int(now.timestamp() * 1000), device.collection.day(now))

    @rule(data=st.data(), deck=st.sampled_from(DECKS), follows=st.booleans())
    def add(self, data: st.DataObject, deck: str, *, follows: bool) -> None:
        device = self.pick(data)
        facts = data.draw(st.dictionaries(st.sampled_from(SUBJECTS), st.sampled_from(VALUES), min_size=1, max_size=3))
        made = Deck(deck, facts=[Fact(subject, "ends in", value) for subject, value in facts.items()])
        plan = device.collection.plan(made, f"/{deck}" if follows else None)
        device.collection.apply(plan, self.now(device))

    @rule(data=st.data(), value=st.sampled_from([*VALUES, "Kattegat"]), what=st.sampled_from(["value", "name", "more", "less"]))
    def edit_one(self, data: st.DataObject, value: str, what: str) -> None:
        self.edit(data, value, what)

    def edit(self, data: st.DataObject, value: str, what: str) -> None:
        device = self.pick(data)
        rows = device.collection.decks()
        if not rows:
            return
        deck = device.collection.deck(data.draw(st.sampled_from(rows)).deck)
        if not deck.facts:  # each of two devices may have taken out half of them
            return
        first, *rest = deck.facts
        changed = {
            "value": [Fact(first.subject, first.relation, value), *rest],
            "name": [Fact(f"{first.subject} river"[:30], first.relation, first.value), *rest],
            "more": [*deck.facts, Fact(f"Brook {value}", first.relation, "a lake")],
            "less": rest or [first],
        }[what]
        device.collection.edit(Deck(deck.id, deck.title, facts=changed), self.now(device))

    @rule(data=st.data(), deck=st.sampled_from(DECKS), how=st.sampled_from(["remove", "undo"]))
    def take_out(self, data: st.DataObject, deck: str, how: str) -> None:
        device = self.pick(data)
        with suppress(UsageError, NotFoundError):
            if how == "remove":
                device.collection.remove(deck, self.now(device))
            else:
                device.collection.undo_plan(deck, self.now(device))

    @rule(data=st.data(), folder=st.sampled_from([0, 0, 0, 1]))
    def sync_one(self, data: st.DataObject, folder: int) -> None:
        self.sync(data, folder)

    def sync(self, data: st.DataObject, folder: int) -> None:
        device = self.pick(data)
        device.collection.sync(self.folders[folder], self.now(device))
        check_replay(device)

    @rule(data=st.data(), weight=st.sampled_from([1.0, 3.0]))
    def fit(self, data: st.DataObject, weight: float) -> None:
        device = self.pick(data)
        now = self.now(device)
        parameters = (*DEFAULT_PARAMETERS[:2], weight + 1, *DEFAULT_PARAMETERS[3:])
        device.collection.fitted(Fitted(parameters=parameters, at=int(now.timestamp() * 1000), day=device.collection.day(now)))

    @rule(data=st.data())
    def sync_again(self, data: st.DataObject) -> None:
        self.sync(data, 0)

    @rule(data=st.data())
    def edit_on_two(self, data: st.DataObject) -> None:
        for _ in range(2):
            self.edit(data, data.draw(st.sampled_from(VALUES)), data.draw(st.sampled_from(["value", "more", "less"])))
        self.sync(data, 0)

    # What happens to collections

    @rule(data=st.data())
    def go_on_with_a_backup(self, data: st.DataObject) -> None:
        """Restore a backup and study on, which only the next sync can notice."""
        self.restore(data, noticed=False)
        self.study(data, Rating.GOOD, 2)

    @precondition(lambda self: len(self.devices) < MOST_DEVICES)
    @rule(data=st.data(), noticed=st.booleans())
    def copy(self, data: st.DataObject, *, noticed: bool) -> None:
        device = self.pick(data)
        other = Device(Collection.in_memory(), device.clock)
        other.put(device.copied())
        if noticed:
            other.store.renew_device()
        self.devices.append(other)

    @rule(data=st.data())
    def back_up(self, data: st.DataObject) -> None:
        device = self.pick(data)
        device.backup = device.copied()

    @rule(data=st.data(), noticed=st.booleans())
    def restore_one(self, data: st.DataObject, *, noticed: bool) -> None:
        self.restore(data, noticed=noticed)

    def restore(self, data: st.DataObject, *, noticed: bool) -> None:
        device = self.pick(data)
        if device.backup is not None:
            before = set(reviews_of(device))
            device.put(device.backup)
            elsewhere = {took for other in self.devices for took in reviews_of(other)}
            self.may_be_lost |= before - elsewhere
            if noticed:
                device.store.renew_device()

    # What happens to files

    @rule(data=st.data(), how=st.sampled_from(["cut", "spoil", "delete", "double", "empty"]), folder=st.sampled_from([0, 0, 1]))
    def damage(self, data: st.DataObject, how: str, folder: int) -> None:
        files = sorted(path for path in self.folders[folder].rglob("*") if path.is_file())
        if not files:
            return
        path = data.draw(st.sampled_from(files))
        content = path.read_bytes()
        match how:
            case "cut":
                path.write_bytes(content[: len(content) // 2])
            case "spoil":
                middle = len(content) // 2
                path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :] if content else b"")
            case "delete":
                path.unlink()
            case "double":
                path.with_name(f"{path.stem} (conflicted copy){path.suffix}").write_bytes(content)
            case _:
                path.write_bytes(b"")

    def teardown(self) -> None:
        try:
            if self.devices:
                self.check_all()
        finally:
            for device in self.devices:
                device.collection.close()
            shutil.rmtree(self.root)
            self.patch.undo()

    def check_all(self) -> None:
        for _ in range(5):
            reports = [device.collection.sync(self.folders[0], self.now(device)) for device in self.devices]
            if not any(report.sent or report.received or report.decks or report.merged for report in reports):
                break
        else:
            pytest.fail("devices never come to rest")
        for device in self.devices:
            check_replay(device)
        first, *others = map(told, self.devices)
        for other in others:
            for part, expected in first.items():
                assert expected == other[part], part
        found = Counter(reviews_of(self.devices[0]))
        assert set(range(1, self.reviews + 1)) - self.may_be_lost <= set(found)
        assert {1} >= set(found.values())


def reviews_of(device: Device) -> list[int]:
    return [event.took for event in device.store.events(kinds=[Reviewed]) if isinstance(event, Reviewed)]


def check_replay(device: Device) -> None:
    """Check that everything that is kept is what the log says."""
    events = list(device.collection.events())
    for name, head in device.store.heads().items():
        assert list(range(1, head + 1)) == sorted(event.sequence for event in events if event.device == name)
    database = device.store._database
    assert cancelled(events) == set(database.rows("SELECT device, sequence FROM undone"))
    assert lineage(events) == device.store.former_ids()
    states = replay(events, device.collection.tuning.of_card)
    known = [row[0] for row in database.rows("SELECT card FROM cards")]
    assert {card: states.get(card, CardState()) for card in {*known, *states}} == device.store.states({*known, *states})
    for row in device.collection.decks():
        deck = device.collection.deck(row.deck)
        cards = [card.id for card in device.collection.cards(row.deck) if can_be_asked(card)]
        assert cards == [card.card for card in device.store.deck_cards(row.deck)]
        assert deck.title == row.title
        assert packed(deck) == device.store.version(row.version)


def told(device: Device) -> dict[str, Any]:
    """Return everything in which devices have to be the same."""
    events = list(device.collection.events())
    states = replay(events, device.collection.tuning.of_card)
    rows = [evolve(row, path=None) for archived in (False, True) for row in device.collection.decks(archived=archived)]
    return {
        "events": events,
        "states": states,
        "decks": rows,
        "cards": {row.deck: device.store.deck_cards(row.deck) for row in rows},
        # Answers of the day to cards that have left their deck since count only where the deck once had them.
        "due": [evolve(found, introduced_today=0, reviewed_today=0) for found in device.store.counts(DAY, 0)],
    }


class FewHistories(SyncMachine):
    """Some histories, for every run."""


FewHistories.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestFewHistories = FewHistories.TestCase


@pytest.mark.long
def test_two_thousand_histories_converge() -> None:
    number = int(os.environ.get("QUIZ_HISTORIES", "2000"))
    run_state_machine_as_test(
        SyncMachine,
        settings=settings(max_examples=number, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)),
    )
