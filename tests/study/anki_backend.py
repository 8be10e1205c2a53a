"""Anki's own backend as an oracle for intervals: a program of its own, since environment variables decide how Anki works.

It reads what is to be studied as JSON from standard input, studies it in a collection in a temporary folder, and writes what
each of the four buttons offered at each review to standard output. `ANKI_TEST_MODE` in the environment turns Anki's fuzz off,
as in Anki's own tests.

Nobody waits for days to pass: between two reviews a card is moved into the past instead, its due day, its due moment and the
moment of its last review alike. See `tests/study/anki_peer.py` for the other end.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from math import floor
from typing import Any

from anki.collection import Collection  # type: ignore[import-not-found, unused-ignore]
from anki.scheduler_pb2 import CardAnswer  # type: ignore[import-not-found, unused-ignore]

COLLECTION: Any = Collection
ANSWER: Any = CardAnswer
"""Without Anki's types, so that a type checker says the same whether or not Anki is installed."""
FUZZ_IS_OFF = "ANKI_TEST_MODE" in os.environ
DAY = 86_400
LONGEST = 36_500
"""Days: the longest interval that Anki knows."""
OFFERS = ("again", "hard", "good", "easy")
NEW, LEARNING, REVIEW, DAY_LEARNING = range(4)
"""Anki's queues."""
PROBES = (34_700, 33_911, 31_337, 29_001)
"""Intervals whose fuzz tells where within its range Anki puts a card."""
AGE = 5000
"""Days since the collection was made, so that cards can be moved into the past."""
PATIENCE = 700
"""Days that somebody waits at most between two reviews."""
TOO_NEAR = 120
"""Seconds: a run that came so near to the next study day might cross into it."""


class Anki:
    """A collection with a deck for each of several settings."""

    def __init__(self, folder: str, settings: list[dict[str, Any]], *, exact: bool) -> None:
        """Open a new collection. `exact` keeps memories as Anki computed them, rather than rounded as it stores them."""
        self.exact = exact
        self.hour = -1
        self.last_id = 1_700_000_000_000
        self.col = COLLECTION(f"{folder}/collection.anki2")
        self.col.db.execute("pragma synchronous = off")
        self.col.db.execute("update col set crt = crt - ?", AGE * DAY)
        self.col.set_config("fsrs", True)  # noqa: FBT003 - Anki's interface
        self.kind = self.col.models.by_name("Basic")
        self.probe = self.add(1)
        self.decks = [self._deck(chosen) for chosen in settings]
        self.unlimited = [self._deck(chosen | {"maximum": LONGEST}) for chosen in settings]

    def begin_days_at(self, hour: int) -> None:
        """Let study days begin at an hour of the clock, or at the one before where that is about to come."""
        if self.hour == hour:
            return
        self.hour = hour
        self._reopen(hour)
        if self.col._backend.sched_timing_today().next_day_at - time.time() < TOO_NEAR:
            self._reopen((hour - 1) % 24)

    def _reopen(self, hour: int) -> None:
        self.col.set_config("rollover", hour)
        self.restart()  # Anki remembers when the next day begins

    def restart(self) -> None:
        """Close and open the collection."""
        self.col.close()
        self.col.reopen()
        self.col.db.execute("pragma synchronous = off")

    def _deck(self, chosen: dict[str, Any]) -> int:
        name = str(self.col.decks.count())
        preset = self.col.decks.add_config(name)
        preset["fsrsParams6"] = chosen["parameters"]
        preset["desiredRetention"] = chosen["retention"]
        preset["new"]["delays"] = [seconds / 60 for seconds in chosen["learning_steps"]]
        preset["lapse"]["delays"] = [seconds / 60 for seconds in chosen["relearning_steps"]]
        preset["lapse"]["leechFails"] = 0
        preset["rev"]["maxIvl"] = chosen["maximum"]
        self.col.decks.update_config(preset)
        deck = self.col.decks.get(self.col.decks.id(name))
        deck["conf"] = preset["id"]
        self.col.decks.save(deck)
        return int(deck["id"])

    def add(self, deck: int) -> int:
        """Add a card to a deck; return its id, which with the number of reviews decides on its fuzz: the same in every run."""
        note = self.col.new_note(self.kind)
        note["Front"] = "front"
        self.col.add_note(note, deck)
        self.last_id += 1000
        self.col.db.execute("update cards set id = ? where id = ?", self.last_id, note.card_ids()[0])
        return self.last_id

    def place(self, card: int, settings: int) -> bool:
        """Put a card in the deck with its settings; return whether that one limits intervals as they say.

        Without fuzz, Anki 26.9 panics (fuzz.rs, "min > max") where a card in its steps is offered the longest interval for Good,
        since it wants Easy to be a day longer. Such a card is put in a deck that has no limit.
        """
        limited = not FUZZ_IS_OFF or self.col.db.scalar("select type from cards where id = ?", card) == REVIEW
        deck = (self.decks if limited else self.unlimited)[settings]
        self.col.db.execute("update cards set did = ? where id = ?", deck, card)
        return limited

    def wait(self, card: int, chance: float, part: float) -> dict[str, int]:
        """Let a number of days pass for a card, as `chance` and `part` (0 to 1) have it.

        Return the number of days by Anki's count, and the second of the last review.
        """
        queue, due, interval, stored = self.col.db.first("select queue, due, ivl, data from cards where id = ?", card)
        if queue == NEW:
            return {"gap": 0, "last": floor(time.time())}
        timing = self.col._backend.sched_timing_today()
        left = due - timing.days_elapsed if queue == DAY_LEARNING else 0
        gap = _gap(queue, interval, left, chance, part)
        data = json.loads(stored)
        if gap:  # at some second of that study day
            data["lrt"] = timing.next_day_at - (gap + 1) * DAY + floor(part * DAY)
        due -= gap * DAY if queue == LEARNING else gap
        self.col.db.execute("update cards set due = ?, data = ? where id = ?", due, json.dumps(data), card)
        return {"gap": gap, "last": data["lrt"]}

    def review(self, card: int, rating: int) -> dict[str, Any]:
        """Answer a card; return what each button offered, and where the answer put it."""
        backend = self.col._backend
        factor = self._factor(card)
        states = backend.get_scheduling_states(card)
        chosen = getattr(states, OFFERS[rating - 1])
        now = time.time()
        answer = ANSWER(
            card_id=card,
            current_state=states.current,
            new_state=chosen,
            rating=rating - 1,
            answered_at_millis=floor(now * 1000),
            milliseconds_taken=1000,
        )
        backend.answer_card(answer)
        timing = backend.sched_timing_today()
        queue, due, stored = self.col.db.first("select queue, due, data from cards where id = ?", card)
        memory = _normal(chosen)[1]
        if self.exact:
            data = json.loads(stored) | {"s": memory.stability, "d": memory.difficulty}
            self.col.db.execute("update cards set data = ? where id = ?", json.dumps(data), card)
        return {
            "at": floor(now * 1000),
            "today": timing.days_elapsed,
            "next_day_at": timing.next_day_at * 1000,
            "offers": [self._offer(card, getattr(states, name)) for name in OFFERS],
            "memory": [memory.stability, memory.difficulty],
            "due_day": due if queue in {REVIEW, DAY_LEARNING} else None,
            "due_at": due if queue == LEARNING else None,
            "factor": factor,
            "rollover": self.col.get_config("rollover"),
        }

    def _offer(self, card: int, state: Any) -> tuple[str, int, int, bool]:  # noqa: ANN401 - a message of Anki's, without types
        """Return a state as kind, wait (days for a review, seconds for a step), steps left, and whether there are steps."""
        (kind, wait, left), _ = _normal(state)
        preset = self.col.decks.config_dict_for_deck_id(self.col.db.scalar("select did from cards where id = ?", card))
        return kind, wait, left, bool(preset[{"learning": "new", "relearning": "lapse", "review": "rev"}[kind]].get("delays"))

    def _factor(self, card: int) -> tuple[float, float]:
        """Return two numbers between which lies the one, from 0 to 1, by which Anki takes a day of a range for this review.

        The seed is a card's id and its number of reviews, so another card with as large a sum has the same one, and Anki
        tells how it would move that one's longest intervals.
        """
        seed = card + self.col.db.scalar("select reps from cards where id = ?", card)
        self.col.db.execute("update cards set reps = ? where id = ?", seed + 1 - self.probe, self.probe)
        low, high = 0.0, 1.0
        for interval in PROBES:
            reach = 2.975 + 0.05 * (interval - 20)
            first, last = floor(interval - reach + 0.5), min(floor(interval + reach + 0.5), LONGEST)
            place = interval + self.col._backend.fuzz_delta(card_id=self.probe, interval=interval) - first
            low, high = max(low, place / (last - first + 1)), min(high, (place + 1) / (last - first + 1))
        return low - 5e-6, high + 5e-6  # single precision has no more


def _gap(queue: int, interval: int, left: int, chance: float, part: float) -> int:
    """Return after how many days a card is answered: too early, on its day, too late, or on the same day."""
    if queue == LEARNING:
        return 0 if chance < 0.8 else 1 + floor(part * 3)
    if queue == DAY_LEARNING:
        return max(left, 0) if chance < 0.7 else floor(part * 6)
    if chance < 0.1:
        return 0
    if chance < 0.3:
        return min(floor(interval * part), PATIENCE)
    return min(interval if chance < 0.65 else interval + floor(interval * part * 2) + 1, PATIENCE)


def _normal(state: Any) -> tuple[tuple[str, int, int], Any]:  # noqa: ANN401 - a message of Anki's, which has no types here
    """Return a state as kind, wait (days for a review, seconds for a step) and steps left, and its memory."""
    normal = state.normal
    kind = normal.WhichOneof("kind")
    if kind == "review":
        return ("review", normal.review.scheduled_days, 0), normal.review.memory_state
    learning = normal.learning if kind == "learning" else normal.relearning.learning
    return (kind, learning.scheduled_secs, learning.remaining_steps), learning.memory_state


def study(task: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Study every card of a task; yield its reviews."""
    with tempfile.TemporaryDirectory() as folder:
        anki = Anki(folder, task["settings"], exact=task["exact"])
        for number, card in enumerate(task["cards"]):
            hour = 24 * number // len(task["cards"])
            anki.begin_days_at(hour)
            identity = anki.add(anki.decks[card["settings"]])
            reviews = []
            for chance, part, rating in card["reviews"]:
                limited = anki.place(identity, card["settings"])
                waited = anki.wait(identity, chance, part)
                reviews.append({"rating": rating, "limited": limited} | waited | anki.review(identity, rating))
            yield reviews
        anki.col.close()


def learn_ahead(task: dict[str, Any]) -> Iterator[bool]:
    """Tell for each card in its learning steps whether Anki asks it now, when there is nothing else to ask."""
    with tempfile.TemporaryDirectory() as folder:
        anki = Anki(folder, task["settings"], exact=True)
        # Midnight, noon: an hour that is far away from now.
        anki.begin_days_at((time.localtime().tm_hour + 12) % 24)
        anki.col.set_config("collapseTime", task["ahead"])
        anki.col.sched.suspend_cards([anki.probe])
        card = anki.add(anki.decks[0])
        anki.review(card, 1)
        anki.col.decks.set_current(anki.decks[0])
        for left in task["left"]:
            anki.col.db.execute("update cards set due = ? where id = ?", floor(time.time()) + left, card)
            anki.restart()
            yield bool(anki.col.sched.get_queued_cards().cards)
        anki.col.close()


if __name__ == "__main__":
    given = json.load(sys.stdin)
    json.dump(list((learn_ahead if "ahead" in given else study)(given)), sys.stdout)
