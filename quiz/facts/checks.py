"""Checks of single values in a deck file: each takes what was found, and returns what it means or says what was expected."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from quiz.facts.dates import Date
from quiz.facts.fact import Status, date_or_none
from quiz.facts.relation import check_template, kinds_or_none, pairs_of, tolerance_or_none
from quiz.facts.values import text_of
from quiz.text.safe import safe_line

Check = Callable[[Any], Any]
"""Takes a raw value, returns the good one, or raises `ValueError` with what was found and expected."""

_LONGEST_NUMBER = 10**40
"""A larger number is not written out in a message."""


def described(found: object) -> str:
    """Say in words what was found, for a message."""
    match found:
        case bool():
            return "true" if found else "false"
        case str():
            return f"“{found if len(found) <= 60 else found[:57] + '…'}”"
        case int() if abs(found) >= _LONGEST_NUMBER:
            return "a very large number"
        case int() | float():
            return f"the number {found}"
        case date():
            return f"the date {found}"
        case time():
            return f"the time {found}"
        case list():
            return "a list"
        case Mapping():
            return "a table"
        case None:
            return "nothing"
        case _:
            return f"{type(found).__name__}"


def text(found: object) -> str:
    """Check for a text. A number will do where a name happens to be one."""
    if isinstance(found, str) and safe_line(found):
        return found
    if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < _LONGEST_NUMBER:
        return str(found)
    what = "an empty text" if isinstance(found, str) else described(found)
    message = f"{what} stands where text was expected"
    raise ValueError(message)


def words(found: object) -> str:
    """Check for a text that is no number."""
    if isinstance(found, int | float) and not isinstance(found, bool):
        message = f"{described(found)} stands where text was expected; put it in quotes if it is meant"
        raise TypeError(message)
    return text(found)


def visible(found: object) -> str:
    """Check for a text in which something can be seen."""
    if isinstance(found, str) and not text_of(found):
        raise ValueError("an empty text stands where text was expected")
    return text(found)


def texts(found: object) -> tuple[str, ...]:
    """Check for a text or a list of texts."""
    return tuple(text(item) for item in found) if isinstance(found, list) else (text(found),)


def citations(found: object) -> tuple[tuple[str, str | None], ...]:
    """Check for sources: a key, a table with `key` and `at`, or a list of them."""
    return tuple(map(_citation, found if isinstance(found, list) else [found]))


def _citation(item: object) -> tuple[str, str | None]:
    if not isinstance(item, Mapping):
        return text(item), None
    for key in item:
        if key not in {"key", "at"}:
            message = f"There is no “{key}” in a source; expected key, and at for the place in it"
            raise ValueError(message)
    if "key" not in item:
        raise ValueError("A source is named by its key, and there is none")
    return text(item["key"]), text(item["at"]) if "at" in item else None


def member_type(found: object) -> str:
    """Check for the type of a list's or set's members."""
    kind = words(found)
    if kind in {"list", "set"}:
        message = f"a {kind} stands where the type of single members was expected"
        raise ValueError(message)
    return kind


def boolean(found: object) -> bool:
    """Check for true or false."""
    if isinstance(found, bool):
        return found
    message = f"{described(found)} stands where true or false was expected"
    raise ValueError(message)


def when(found: object) -> Date | None:
    """Check for a date."""
    if isinstance(found, bool) or not isinstance(found, str | int | date | datetime):
        message = f"{described(found)} stands where a date was expected"
        raise TypeError(message)
    return date_or_none(found)


def status(found: object) -> Status:
    """Check for a status."""
    try:
        return Status(str(found))
    except ValueError:
        message = f"{described(found)} is not a status; expected one of {', '.join(Status)}"
        raise ValueError(message) from None


def kinds(found: object) -> tuple[str, ...] | None:
    """Check for kinds of card."""
    return kinds_or_none(texts(found))


def pairs(found: object) -> tuple[tuple[str, str], ...]:
    """Check for pairs of subjects."""
    if isinstance(found, list) and all(isinstance(pair, list) for pair in found):
        return pairs_of([text(name) for name in pair] for pair in found)
    message = f'{described(found)} stands where pairs of subjects were expected, such as [["Australia", "Austria"]]'
    raise ValueError(message)


def remarks(found: object) -> tuple[tuple[str, str], ...]:
    """Check for what is said to answers: a table of remarks by answer, a list of pairs, or either as JSON in a cell."""
    if isinstance(found, str) and found.lstrip().startswith(("[", "{")):
        found = _json(found)
    pairs: object = [[*pair] for pair in found.items()] if isinstance(found, Mapping) else found
    if isinstance(pairs, list | tuple) and all(isinstance(pair, list | tuple) and len(pair) == 2 for pair in pairs):
        return tuple((visible(answer), words(remark)) for answer, remark in pairs)
    message = f'{described(found)} stands where remarks were expected, such as [["Lyon", "That is the second largest city."]]'
    raise ValueError(message)


def remarks_text(found: Iterable[Iterable[str]]) -> str:
    """Return remarks as JSON, as `remarks` reads them in a cell."""
    import json

    return json.dumps([[*pair] for pair in found], ensure_ascii=False)


def json_text(found: object) -> str:
    """Check for JSON in a text."""
    told = words(found)
    _json(told)
    return told


def _json(found: str) -> object:
    import json

    try:
        return json.loads(found)
    except (ValueError, RecursionError):
        message = f"{described(found)} stands where JSON was expected"
        raise ValueError(message) from None


def tolerance(found: object) -> object:
    """Check for a tolerance."""
    return tolerance_or_none(text(found))


def template(*names: str) -> Check:
    """Return a check for a template that may use these placeholders."""

    def check(found: object) -> str:
        wording = words(found)
        check_template(wording, names)
        return wording

    return check
