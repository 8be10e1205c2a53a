"""The records that people write: facts and their sources."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any, cast

from attrs import Attribute, evolve, field, fields, frozen
from attrs.validators import min_len

from quiz.errors import UsageError
from quiz.facts.dates import Date, date_of, parse_date
from quiz.facts.values import Value, lines_of, text_of, value_of
from quiz.text.safe import safe_line


class Status(StrEnum):
    """How settled a fact is. Anything but `stated` is asked and answered with who makes the claim."""

    STATED = "stated"
    ANNOUNCED = "announced"
    EXPECTED = "expected"
    ALLEGED = "alleged"
    DISPUTED = "disputed"
    DENIED = "denied"


def date_or_none(found: "Date | date | str | int | None") -> Date | None:
    """Convert what a qualifier may be given as to a date. Raises `ValueError` when it is none."""
    if found is None or isinstance(found, Date):
        return found
    return date_of(found) if isinstance(found, date) else parse_date(str(found))


def line_or_none(text: str | None) -> str | None:
    """Convert text to one safe line; nothing stays nothing."""
    return None if text is None else safe_line(str(text)) or None


def _status(found: "Status | str") -> Status:
    try:
        return Status(found)
    except ValueError:
        message = f"“{found}” is not a status; expected one of {', '.join(Status)}"
        raise ValueError(message) from None


def _sources(found: "Source | str | Iterable[Source | str]") -> "tuple[Source, ...]":
    several = (found,) if isinstance(found, Source | str) else found
    return tuple(source if isinstance(source, Source) else Source(source) for source in several)


def tags_of(found: str | Iterable[str]) -> frozenset[str]:
    """Convert what a fact's tags may be given as: words in one text, or several texts."""
    several = found.split() if isinstance(found, str) else found
    return frozenset(filter(None, map(safe_line, several)))


def _wrong(found: str | Iterable[str]) -> tuple[str, ...]:
    several = (found,) if isinstance(found, str) else found
    return tuple(dict.fromkeys(filter(None, map(text_of, several))))


def _shown(found: str) -> str:
    return lines_of(found) if found else ""


def _feedback(found: Mapping[str, str] | Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    pairs = found.items() if isinstance(found, Mapping) else found
    read = ((text_of(answer), lines_of(remark)) for answer, remark in pairs)
    return tuple((answer, remark) for answer, remark in read if answer and remark)


def encodable(found: str) -> str:
    """Return a text without halves of characters, which nothing can write."""
    return found if found.isascii() else found.encode("utf-8", "replace").decode()


def _given(_fact: object, part: "Attribute[str]", text: str) -> None:
    if not text:
        raise UsageError(f"A fact needs a {part.name}; this one's is empty, or holds nothing that can be seen.")


_put = object.__setattr__


@frozen
class Source:
    """Where a fact comes from."""

    title: str = field(converter=safe_line, validator=min_len(1))
    publisher: str | None = field(default=None, converter=line_or_none)
    url: str | None = field(default=None, converter=line_or_none)
    date: Date | None = field(default=None, converter=date_or_none)
    locator: str | None = field(default=None, converter=line_or_none)
    """The place in it: a page, a paragraph."""
    key: str | None = field(default=None, converter=line_or_none, eq=False)
    """Its name under `[sources]` in the deck."""

    @property
    def name(self) -> str:
        """What a deck knows it by: its key, or its title where it has none."""
        return self.key or self.title

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.title, self.publisher, self.date, self.locator) if part)


@frozen(slots=False)
class Fact:
    """One statement: subject, relation, value; with when it holds, how settled it is, and where it comes from."""

    subject: str = field(converter=text_of, validator=_given)
    relation: str = field(converter=safe_line, validator=_given)
    value: Value = field(converter=value_of)
    since: Date | None = field(default=None, converter=date_or_none)
    until: Date | None = field(default=None, converter=date_or_none)
    as_of: Date | None = field(default=None, converter=date_or_none)
    status: Status = field(default=Status.STATED, converter=_status)
    according_to: str | None = field(default=None, converter=line_or_none)
    sources: tuple[Source, ...] = field(default=(), converter=_sources)
    tags: frozenset[str] = field(default=frozenset(), converter=tags_of)
    id: str | None = field(default=None, converter=line_or_none)
    wrong: tuple[str, ...] = field(default=(), converter=_wrong)
    """What its author offers as wrong answers, and vouches for being false."""
    accept: tuple[str, ...] = field(default=(), converter=_wrong)
    """Other writings of the answer that its author takes for right."""
    note: str = field(default="", converter=_shown)
    """What is shown with the answer and never asked, in rich text."""
    feedback: tuple[tuple[str, str], ...] = field(default=(), converter=_feedback)
    """What is said to whoever gives an answer: the answer, and the remark in rich text."""
    front: str = field(default="", converter=_shown)
    """The question as its author laid it out, in rich text; shown in place of the words that its relation has for it."""
    kept: str = field(default="", converter=encodable)
    """What another program keeps with it and quiz does not use, as JSON. It is never shown."""

    @staticmethod
    def plain(subject: str, relation: str, value: Value, **qualifiers: Any) -> "Fact":  # noqa: ANN401 - whatever its fields hold
        """Return a fact of a subject, a relation and a value in their own form, with some qualifiers: nothing is converted.

        It takes a tenth of the time and a quarter of the memory, which counts where a table has a hundred thousand rows: what is
        not told is the class's own.
        """
        found = object.__new__(Fact)
        # Attribute by attribute, and not through its `__dict__`, which would then take as much memory as the rest of it.
        _put(found, "subject", subject)
        _put(found, "relation", relation)
        _put(found, "value", value)
        for name, part in qualifiers.items():
            _put(found, name, part)
        return found

    @staticmethod
    def of_kept(subject: str, relation: str, value: Value, parts: Mapping[str, Any]) -> "Fact":
        """Return a fact of a subject, a relation and a value in their own form, and of `parts`, each of which is converted.

        It takes less than half of the time. Raises `ValueError` and `TypeError` for a part that cannot be, `KeyError` for an
        unknown one.
        """
        found = object.__new__(Fact)
        converted = {name: _CONVERTERS[name](part) for name, part in parts.items()}
        found.__dict__.update(subject=subject, relation=relation, value=value, **converted)
        return found

    @property
    def key(self) -> str:
        """The fact's name: its own `id`, or a hash of what it states and of whom, when and who says so."""
        return self.id or self._hashed

    @cached_property
    def _hashed(self) -> str:
        parts = (
            self.subject,
            self.relation,
            self.value.key,
            _edtf(self.since),
            _edtf(self.until),
            self.status,
            self.according_to,
        )
        return blake2b("\x1f".join(str(part or "") for part in parts).encode(), digest_size=8).hexdigest()

    def with_value(self, value: Value) -> "Fact":
        """Return the same statement with another value."""
        return evolve(self, value=value)

    def restated(self, subject: str, value: Value) -> "Fact":
        """Return the same statement with a subject and a value that are in their own form already: nothing is converted."""
        found = object.__new__(Fact)
        kept = {name: part for name, part in self.__dict__.items() if name != "_hashed"}
        found.__dict__.update(kept, subject=subject, value=value)
        return found


_CONVERTERS: Mapping[str, Callable[[Any], Any]] = {one.name: cast("Any", one.converter) for one in fields(Fact)[3:]}
"""What makes each part of a fact beside its subject, relation and value."""

for _part in fields(Fact)[3:]:
    # What a fact without qualifiers has of each of these.
    setattr(Fact, _part.name, Status.STATED if _part.name == "status" else _part.default)


def _edtf(date: Date | None) -> str:
    return date.edtf if date else ""
