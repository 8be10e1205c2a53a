"""Taking in what other devices wrote, stream by stream, also where a device id was given to two collections.

A *stream* is everything that one collection holds of one device id, from number 1 on. As a rule two streams of one device are
the same as far as the shorter one goes, and what is new is added to the log. But where a collection was copied and both copies
went on writing under one id, the streams fork: from some number on, two different events have one name. Then

- the branch whose first event has the smaller digest keeps the name, on every device, whatever it met first;
- the other branch goes on under an id made from the digest of that first event, numbered from 1, on every device.

What an event of a branch takes back may change its name with every fork that is found. So such an `Undone` says too what the
event that it means says (`target_day`, `target_at`, and the digest `target_content`), and its target is looked up by that.

So nothing is lost or doubled, and all devices end with the same names. Where the log already holds the branch that gives way,
it is lifted out and put back under its new name, unchanged but for the names in it. This is the one place where quiz takes
anything out of a log; it is done in the transaction of the merge, and each event is in the log again when that ends.
"""

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from quiz.store.records import COLUMNS, to_data, to_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.memory.events import Event, Name
    from quiz.store.connection import Database

Record = dict[str, Any]
"""An event as plain data, with its device and sequence number."""

_INSERT = f"INSERT INTO events ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - a constant
_TRIGGER: Final = "events_are_not_deleted"
_BRANCH: Final = "branch-"
"""How the ids of branches begin."""
_NAMES: Final = frozenset({"device", "sequence", "target_device", "target_sequence", "target_day", "target_at", "target_content"})
"""What may be called otherwise on another device, until both know the same."""


@frozen
class Piece:
    """From number `first` of a stream on, its events are called `device`, `sequence` and so on in this log."""

    first: int
    device: str
    sequence: int


Pieces = tuple[Piece, ...]


@frozen
class Lifted:
    """A branch that was in the log under `device` from number `first` on, and has other names now."""

    device: str
    first: int
    pieces: Pieces


@frozen
class Taken:
    """What taking streams in has done."""

    added: "list[Event]" = field(factory=list)
    """Events that the log did not hold, under the names that they have in it."""
    moved: "list[Event]" = field(factory=list)
    """Events that the log held under another name."""
    lifted: list[Lifted] = field(factory=list)
    aimed: "list[Event]" = field(factory=list)
    """Undoings in branches whose target has another name now."""
    forked: set[str] = field(factory=set)
    """Devices of which two different events had one name."""


class Streams:
    """Takes streams into a log. All of it belongs into one transaction, which `settle` has to end."""

    def __init__(self, database: "Database") -> None:
        """Take into this log."""
        self._database = database
        self.taken = Taken()

    def take(self, pieces: Pieces, records: "Sequence[Record]", events: "Sequence[Event]" = ()) -> Pieces:
        """Take in some events of a stream, which follow those that were taken before, and return what all are called here now.

        `pieces` tell what those before are called; of a stream that begins, there is one, with `first` 1. The events are valid,
        of one device, and numbered without gaps; `events` are the same ones decoded, where that was done already.
        """
        return self._take(pieces, records, self.taken.added, events)

    def settle(self) -> None:
        """Bring the caches of the log up to date with all that was taken in."""
        from quiz.memory.events import Undone
        from quiz.store import doubles, renames, undone

        if self.taken.added or self.taken.lifted:
            self._aim()
        if self.taken.lifted or self.taken.aimed:
            undone.renew(self._database)
            return
        undone.note(self._database, [event for event in self.taken.added if isinstance(event, Undone)])
        renames.note(self._database, self.taken.added)
        doubles.note(self._database, self.taken.added)

    def _take(self, pieces: Pieces, records: "Sequence[Record]", into: "list[Event]", decoded: "Sequence[Event]" = ()) -> Pieces:
        from quiz.memory.codec import from_data

        origin = records[0]["device"] if records else ""
        last, done = records[-1]["sequence"] if records else 0, 0
        while done < len(records):
            piece = pieces[-1]
            at = piece.sequence - piece.first
            here = self._held(piece.device, records[done]["sequence"] + at, last + at)
            new: list[Record] = []
            events: list[Event] = []
            for record in records[done:]:
                named = self._called(record, origin, pieces, records)
                held = here.get(named["sequence"])
                if held is None:
                    new.append(named)
                    events.append(decoded[done] if decoded and named is record else from_data(named))
                elif not _same(held, named):
                    break
                done += 1
            self._database.run_many(_INSERT, (to_row(event, record) for event, record in zip(events, new, strict=True)))
            into += events
            if done < len(records):
                pieces = self._fork(pieces, held, named, records[done]["sequence"])  # type: ignore[arg-type]
        return pieces

    def _fork(self, pieces: Pieces, held: Record, come: Record, number: int) -> Pieces:
        """Decide which of two events keeps their name; return the pieces under which the one that came is taken."""
        device, sequence = come["device"], come["sequence"]
        self.taken.forked.add(device)
        if _rank(held) <= _rank(come):
            return (*pieces, Piece(number, _branch(come), 1))
        tail = self._lift(device, sequence)
        moved = self._take((Piece(sequence, _branch(held), 1),), tail, self.taken.moved)
        self.taken.lifted.append(Lifted(device, sequence, moved))
        return pieces

    def _held(self, device: str, first: int, last: int) -> dict[int, Record]:
        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM events WHERE device = ? AND sequence BETWEEN ? AND ?",  # noqa: S608 - a constant
            (device, first, last),
        )
        return {row[1]: to_data(self._database, row) for row in rows}

    def _lift(self, device: str, first: int) -> list[Record]:
        """Take the events of a device from a number on out of the log."""
        found = self._held(device, first, 2**62)
        self._take_out([(device, sequence) for sequence in found])
        return [found[sequence] for sequence in sorted(found)]

    def _take_out(self, names: "Sequence[Name]") -> None:
        """Take events out of the log, which the caller puts back under other names."""
        sql = self._database.value("SELECT sql FROM sqlite_master WHERE name = ?", (_TRIGGER,))
        self._database.run(f"DROP TRIGGER {_TRIGGER}")
        self._database.run_many("DELETE FROM events WHERE device = ? AND sequence = ?", names)
        self._database.run(sql)

    def _called(self, record: Record, origin: str, pieces: Pieces, records: "Sequence[Record]") -> Record:
        """Return an event under its name here; in a branch, with what is said by the event of its stream that it takes back."""
        device, sequence = _place(record["sequence"], pieces)
        if (device, sequence) == (origin, record["sequence"]):
            return record
        found = {**record, "device": device, "sequence": sequence}
        number = record.get("target_sequence", 0)
        if record.get("target_device") != origin or number >= record["sequence"] or "target_content" in record:
            return found
        target = _place(number, pieces) if number >= pieces[0].first else (origin, number)
        near = number - records[0]["sequence"]
        meant = records[near] if near >= 0 else self._held(target[0], target[1], target[1]).get(target[1])
        if meant is None:
            return found  # no quiz can have written it; it takes nothing back
        return {
            **found,
            "target_device": target[0],
            "target_sequence": target[1],
            "target_day": meant["day"],
            "target_at": meant["at"],
            "target_content": _digest(meant),
        }

    def _aim(self) -> None:
        """Let the undoings in branches name what they mean as it is called now."""
        from quiz.memory.codec import from_data

        rows = self._database.rows(
            f"SELECT {COLUMNS} FROM events WHERE kind = 'Undone' AND kind <> 'Reviewed' AND device >= ? AND device < ?",  # noqa: S608
            (_BRANCH, _BRANCH[:-1] + chr(ord(_BRANCH[-1]) + 1)),
        )
        aimed: list[Record] = []
        for record in (to_data(self._database, row) for row in rows):
            if (
                type(record.get("target_day")) is type(record.get("target_at")) is int
                and type(record.get("target_content")) is str
            ):
                near = self._database.rows(
                    f"SELECT {COLUMNS} FROM events WHERE day = ? AND at = ?",  # noqa: S608 - a constant
                    (record["target_day"], record["target_at"]),
                )
                found = (to_data(self._database, row) for row in near)
                names = sorted((one["device"], one["sequence"]) for one in found if _digest(one) == record["target_content"])
                if names and (record["target_device"], record["target_sequence"]) not in names:
                    aimed.append({**record, "target_device": names[0][0], "target_sequence": names[0][1]})
        if aimed:
            self._take_out([(record["device"], record["sequence"]) for record in aimed])
            events = [from_data(record) for record in aimed]
            self._database.run_many(_INSERT, (to_row(event, record) for event, record in zip(events, aimed, strict=True)))
            self.taken.aimed.extend(events)


def renamed(name: "Name", lifted: "Iterable[Lifted]") -> "Name":
    """Return the name that an event has after some branches were lifted, in their order."""
    for branch in lifted:
        if name[0] == branch.device and name[1] >= branch.first:
            name = _place(name[1], branch.pieces)
    return name


def _place(number: int, pieces: Pieces) -> "Name":
    piece = next(piece for piece in reversed(pieces) if piece.first <= number)
    return piece.device, piece.sequence + number - piece.first


def _same(one: Record, other: Record) -> bool:
    """Say whether two events of one name are the same, however what they take back is called."""
    from quiz.memory.codec import from_data

    if one["device"].startswith(_BRANCH):
        return _content(one) == _content(other)
    return one == other or from_data(one) == from_data(other)


def _content(record: Record) -> str:
    """Return what an event says without what may be called otherwise on another device."""
    return json.dumps({key: record[key] for key in record.keys() - _NAMES}, sort_keys=True, separators=(",", ":"))


def _digest(record: Record) -> str:
    return hashlib.sha256(_content(record).encode()).hexdigest()


def _rank(record: Record) -> tuple[str, str]:
    """Return what decides between two events of one name: a digest, and between equal ones the whole event."""
    return _digest(record), json.dumps(record, sort_keys=True)


def _branch(record: Record) -> str:
    """Return the device id under which the branch that begins with this event goes on."""
    return _BRANCH + hashlib.sha256(f"branch\n{_content(record)}".encode()).hexdigest()[:32]
