"""What Anki remembers of a card, as quiz takes it over: its answers, its due day, its memory, its flag.

(Types and queues of cards, types of answers: `rslib/src/card/mod.rs` and `rslib/src/revlog/mod.rs` of Anki 26.9.)
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from attrs import frozen

from quiz.formats.anki.cards import Card
from quiz.formats.anki.database import Database, Row
from quiz.formats.anki.notetypes import of_json
from quiz.formats.anki.presets import Preset
from quiz.formats.past import Answer, Past
from quiz.memory.state import Phase

SOURCE: Final = "anki"
PHASES: Final = (Phase.NEW, Phase.LEARNING, Phase.REVIEW, Phase.RELEARNING)
"""By the type of a card."""
_BEFORE: Final = {0: Phase.LEARNING, 1: Phase.REVIEW, 2: Phase.RELEARNING, 3: Phase.REVIEW}
"""The phase in which a card was asked, by the type of the answer; 3 is an answer in a filtered deck."""
_CRAM, _MANUAL = 3, 4
_EASY: Final = 4
"""The best of the answers; what some programs have written beyond it is no worse."""
_IN_STEPS: Final = (1, 3)
"""Queues of cards in steps. Before 2.1, Anki had no type for those that are learned again: they stayed reviews."""
_SUSPENDED, _BURIED = -1, (-2, -3)
_DAY: Final = 86_400
_NO_DAY: Final = -50_000
"""A number below is the place of a card in a filtered deck, which Anki leaves to some when it takes them out."""
ROLLOVER: Final = 4
"""The hour at which Anki's days begin, unless it was told otherwise."""
_A_MOMENT: Final = 1_000_000_000
"""A number that is larger is a moment in seconds, and no day of a collection."""


@frozen
class Calendar:
    """How a collection counts days."""

    first_day: int = 0
    """The day of its day 0, in days since 1970-01-01."""
    rollover: int | None = None
    """The hour at which a day begins."""


def calendar(database: Database) -> Calendar:
    """Return how a collection counts days: from the day on which it was made, in the time zone of that day."""
    row = database.row("SELECT crt FROM col")
    crt = row[0] if row and isinstance(row[0], int) and abs(row[0]) < 10**11 else 0
    told = _settings(database)
    west, hour = told.get("creationOffset"), told.get("rollover")
    rollover = hour if isinstance(hour, int) and 0 <= hour < 24 else None
    if isinstance(west, int) and abs(west) < 1_440:
        return Calendar((crt - west * 60) // _DAY, rollover)
    # It was made at the hour at which its days begin, by a clock of which nothing is known but that it was the learner's.
    try:
        zone = datetime.fromtimestamp(crt, UTC).astimezone().utcoffset()
    except (OverflowError, OSError, ValueError):
        zone = None
    return Calendar((crt + (int(zone.total_seconds()) if zone else 0)) // _DAY, rollover)


def _settings(database: Database) -> Mapping[str, Any]:
    if "config" in database:
        rows = database.rows("SELECT key, val FROM config WHERE key IN ('creationOffset', 'rollover')")
        return {key.decode("utf-8", "replace"): of_json(value) for key, value in rows if isinstance(key, bytes)}
    row = database.row("SELECT conf FROM col") if "conf" in database.columns("col") else None
    found = of_json(row[0]) if row else None
    return found if isinstance(found, dict) else {}


class Answers:
    """The answers to cards, handed out note by note in the order of their ids; to the cards of a note in any order."""

    def __init__(self, rows: Iterator[Row]) -> None:
        """Hand out the rows of answers, each behind what names its card."""
        self._notes = groupby(rows, itemgetter(0))
        self._at: Any = None
        self._of_note: Iterator[Row] = iter(())
        self._go_on()
        self._note: int | None = None
        self._there: dict[tuple[Any, ...], list[Row]] = {}
        """The answers to the cards of the note, by their numbers and ids, that nobody has asked for yet."""
        self._passed = 0

    @property
    def lost(self) -> int:
        """How many answers there are to cards that were passed over."""
        return self._passed + sum(map(len, self._there.values()))

    @classmethod
    def of(cls, database: Database) -> "Answers":
        """Read the answers of a collection in the order of notes, and of their cards' numbers."""
        if "revlog" not in database:
            return cls(iter(()))
        return cls(
            database.rows(
                "SELECT c.nid, c.ord, c.id, r.id, r.ease, r.ivl, r.factor, r.time, r.type "
                "FROM cards c JOIN revlog r ON r.cid = c.id ORDER BY c.nid, c.ord, c.id, r.id"
            )
        )

    def to(self, note: int, number: int, card: int) -> list[Row]:
        """Return the answers to one card. Notes that were passed over have lost theirs."""
        if note != self._note:
            self._come_to(note)
        return self._there.pop((number, card), []) if self._there else []

    def _come_to(self, note: int) -> None:
        self._passed, self._there, self._note = self.lost, {}, note
        while self._at is not None and self._at != note:
            if _after(self._at, note):
                return
            self._passed += sum(1 for _ in self._of_note)
            self._go_on()
        for row in self._of_note:
            self._there.setdefault(row[1:3], []).append(row[3:])
        self._go_on()

    def _go_on(self) -> None:
        self._at, self._of_note = next(self._notes, (None, iter(())))


def _after(one: Any, other: int) -> bool:  # noqa: ANN401 - whatever the table holds
    try:
        return bool(one > other)
    except TypeError:  # a number that is a text
        return False


@frozen
class Whose:
    """Whose past it is, as a `Past` says it."""

    deck: str
    fact: str
    kind: str
    number: int
    where: str
    card: str = ""


def past(card: Card, rows: Sequence[Row], days: Calendar, preset: Preset | None, whose: Whose, *, is_marked: bool) -> Past:
    """Return what Anki remembers of a card."""
    memory = _memory(card.data)
    answers, resets, moved = _answers(rows)
    phase = PHASES[card.type] if 0 <= card.type < len(PHASES) else None
    if phase is Phase.REVIEW and card.queue in _IN_STEPS:
        phase = Phase.RELEARNING
    in_filtered = bool(card.home) and (card.home_due or card.due < 0)
    due = card.home_due if in_filtered else card.due
    is_moment = due > _A_MOMENT
    learning = phase in {Phase.LEARNING, Phase.RELEARNING}
    interval = max(card.interval, 0)
    due_day = None
    if phase is Phase.REVIEW and is_moment and due < 10**11:
        due_day = _day_of(due, days)
    elif phase is not None and phase is not Phase.NEW and not is_moment and due > _NO_DAY:
        due_day = days.first_day + due
    left = card.left % 1000
    steps = (preset.relearning_steps if phase is Phase.RELEARNING else preset.steps) if preset else left
    position = due if phase is Phase.NEW else memory.get("pos")
    last = memory.get("lrt")
    return Past(
        deck=whose.deck,
        fact=whose.fact,
        kind=whose.kind,
        number=whose.number,
        card=whose.card,
        where=whose.where,
        source=SOURCE,
        as_of=moved,
        changed_at=card.changed * 1000 if abs(card.changed) < 10**11 else 0,
        phase=phase,
        step=max(0, steps - left) if learning and left else 0,
        due_day=due_day,
        due_at=due * 1000 if learning and is_moment and due < 10**11 else None,
        interval=0 if learning else interval,
        stability=_real(memory.get("s")),
        difficulty=_real(memory.get("d")),
        ease=card.factor / 1000 if 0 < card.factor < 100_000 else 0.0,
        last_at=last * 1000 if isinstance(last, int) and abs(last) < 10**11 else None,
        reps=max(0, card.reps),
        lapses=max(0, card.lapses),
        desired_retention=retention if (retention := _real(memory.get("dr"))) is not None and 0 < retention < 1 else None,
        suspended=card.queue == _SUSPENDED,
        buried_until=_tomorrow(card, days) if card.queue in _BURIED else None,
        marked=is_marked,
        flag=card.flags & 7,
        position=position if isinstance(position, int) and abs(position) < 2**31 else None,
        answers=answers,
        resets=resets,
    )


def _answers(rows: Sequence[Row]) -> tuple[tuple[Answer, ...], tuple[int, ...], int]:
    """Return the answers to a card, when it was forgotten on purpose, and when it was last put on another day; 0 for never."""
    answers: list[Answer] = []
    resets: list[int] = []
    moved = 0
    for row in rows:
        at, ease, interval, factor, took, kind = row
        if not (type(at) is type(ease) is type(interval) is type(factor) is type(took) is type(kind) is int):
            continue
        if ease > 0:
            cram = kind == _CRAM and not factor
            before = _BEFORE.get(kind, Phase.REVIEW)
            answers.append(Answer(at, min(ease, _EASY), before, interval, max(0, took), max(0, factor), 0, cram))
        elif kind == _MANUAL and not ease and not factor:
            resets.append(at)
        elif not ease:
            moved = max(moved, at)
    return tuple(answers), tuple(resets), moved


def _memory(data: bytes) -> Mapping[str, Any]:
    if not data or data == b"{}" or len(data) > 10_000:
        return {}
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _real(found: object) -> float | None:
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < 10**9 else None


def _tomorrow(card: Card, days: Calendar) -> int:
    """Return the day after that on which a card was buried, which is when it was changed last."""
    return _day_of(card.changed if abs(card.changed) < 10**11 else 0, days) + 1


def _day_of(moment: int, days: Calendar) -> int:
    """Return the day of a moment in seconds since the epoch."""
    local = moment - (ROLLOVER if days.rollover is None else days.rollover) * 3600
    try:
        zone = datetime.fromtimestamp(moment, UTC).astimezone().utcoffset()
    except (OverflowError, OSError, ValueError):
        zone = None
    return (local + (int(zone.total_seconds()) if zone else 0)) // _DAY
