"""Events as they travel: segments of JSON Lines, compressed; and checking those that come from elsewhere."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import field, frozen

from quiz.errors import QuizError, UnknownEventError
from quiz.facts.deck import names_a_deck
from quiz.memory.codec import from_data
from quiz.memory.events import Archived, DeckVersion, Edited, Event, Fitted, Flagged, Given
from quiz.memory.fitted import MODEL
from quiz.memory.fsrs import DIFFICULTY_MAX, DIFFICULTY_MIN, STABILITY_MAX, check_parameters
from quiz.text.safe import safe_line

CLOSED: Final = 4096
"""Events in a segment that will not grow any more."""
LARGEST: Final = 256 * 2**20
"""Bytes of a segment when it is unpacked."""
_LONGEST_CARD = 1000
"""Characters of a card's id."""
_DAYS = range(-500_000, 2_000_000)
"""Study days that an event may name: from the year 601 to 7445."""
_DAY = 86_400_000
"""Milliseconds."""

Record = dict[str, Any]


class UnfitError(QuizError, ValueError):
    """A segment that no quiz can have written."""


@frozen
class Unpacked:
    """The events of a segment, as far as this quiz can read them."""

    records: list[Record]
    events: list[Event] = field(factory=list)
    """The same, decoded."""
    newer: str = ""
    """Why the rest cannot be read yet; empty where there is none."""


def packed(records: Iterable[Mapping[str, Any]]) -> bytes:
    """Return events as the bytes of a segment."""
    lines = (json.dumps(record, separators=(",", ":"), allow_nan=False) for record in records)
    return zlib.compress("".join(f"{line}\n" for line in lines).encode("ascii"), 6)


def unpacked(content: bytes, device: str, first: int, last: int) -> Unpacked:
    """Return the events of a segment, which has to hold those of a device from number `first` to `last`.

    An event of a kind that only a newer quiz knows ends it: what comes after is not read either.

    Raises:
        UnfitError: it does not hold these, or what an event cannot say.
    """
    from quiz.store.sharing import unzipped

    text = unzipped(content, LARGEST)
    if text is None:
        raise UnfitError("It cannot be unpacked.")
    lines = text.splitlines()
    if len(lines) != last - first + 1:
        raise UnfitError(f"It holds {len(lines)} events instead of {last - first + 1}.")
    return _read(lines, device, first)


def _read(lines: Sequence[bytes], device: str, first: int) -> Unpacked:
    records: list[Record] = []
    events: list[Event] = []
    for number, line in enumerate(lines, first):
        try:
            record = json.loads(line, parse_constant=_refused)
        except (ValueError, RecursionError):
            raise UnfitError(f"Event {number} is no JSON.") from None
        if not isinstance(record, dict) or (record.get("device"), record.get("sequence")) != (device, number):
            raise UnfitError(f"Event {number} has another name.")
        try:
            event = from_data(record)
        except UnknownEventError as error:
            return Unpacked(records, events, f"From event {number} on, a newer quiz is needed: {error}")
        except (QuizError, ValueError, TypeError, OverflowError):
            raise UnfitError(f"Event {number} says what no event can say.") from None
        _check(event, record, number)
        records.append(record)
        events.append(event)
    return Unpacked(records, events)


def _check(event: Event, record: Mapping[str, Any], number: int) -> None:
    """Refuse what the codec lets through and no quiz writes. Raises `UnfitError`."""
    for key, value in record.items():
        if type(value) is int and not _fits(key, value):
            raise UnfitError(f"Event {number} has a {key!r} of {value}.")
    for key in ("card", "was", "target_device"):
        name = record.get(key, "")
        if type(name) is str and (len(name) > _LONGEST_CARD or not _is_text(name)):
            raise UnfitError(f"Event {number} has a {key!r} that is no name.")
    if not _says_what_can_be(event):
        raise UnfitError(f"Event {number} has a deck, parameters or a memory that cannot be.")


def _says_what_can_be(event: Event) -> bool:
    match event:
        case DeckVersion(deck=deck) | Edited(deck=deck) | Archived(deck=deck):
            return _is_deck(deck)
        case Fitted(deck=deck):
            return (not deck or _is_deck(deck)) and (event.model != MODEL or _are_parameters(event.parameters))
        case Given(stability=stability, difficulty=difficulty):
            firm = stability is None or 0.0 < stability <= STABILITY_MAX
            return firm and (difficulty is None or DIFFICULTY_MIN <= difficulty <= DIFFICULTY_MAX)
        case Flagged(flag=flag):
            return 0 <= flag <= 7
        case _:
            return True


def _fits(key: str, value: int) -> bool:
    if key in {"day", "due_day", "until", "last_day"}:
        return value in _DAYS
    if key in {"at", "due_at"}:
        return value // _DAY in _DAYS
    return abs(value) < 2**53


def _is_deck(deck: str) -> bool:
    return _is_text(deck) and names_a_deck(deck) and safe_line(deck) == deck


def _is_text(found: str) -> bool:
    try:
        found.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in found


def _are_parameters(found: tuple[float, ...]) -> bool:
    try:
        check_parameters(found)
    except (QuizError, ValueError):
        return False
    return True


def _refused(found: str) -> object:
    raise ValueError(found)
