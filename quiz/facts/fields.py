"""Reading the keys of one table of a deck file: each checked, every mistake reported with its place, the good ones kept."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from attrs import field, frozen

from quiz.errors import Edit, Problem, ProblemList, Severity
from quiz.facts.checks import (
    Check,
    boolean,
    citations,
    described,
    json_text,
    kinds,
    member_type,
    pairs,
    remarks,
    status,
    template,
    text,
    texts,
    tolerance,
    when,
    words,
)
from quiz.facts.fact import Status
from quiz.facts.relation import KINDS
from quiz.text.safe import is_safe, safe

Path = tuple[str | int, ...]
"""The way to a place in a deck file's data: `("facts", 12, "capital")`."""
Fix = tuple[Edit, ...]
"""The edits that mend a problem; none where that is no mechanical matter."""
_MOST_PROBLEMS = 1000
_WORDS: Mapping[str, tuple[str, ...]] = {"status": tuple(Status), "kinds": KINDS}
"""Keys that take one of a few words."""
_FLAGS = frozenset({"many", "complete", "strict", "apart"})
_BOOLEANS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_SHARE = re.compile(r"\s*±?\s*(\d+(?:\.\d+)?)\s*(?:percent|per cent|pct\.?|%)\s*", re.IGNORECASE)
"""A share as people write it; a tolerance is written with a percent sign and nothing before it."""


@frozen
class Places:
    """Where the data of one file stands, for messages."""

    file: str
    line: Callable[[Path], int | None]

    def problem(
        self, path: Path, code: str, message: str, hint: str = "", severity: Severity = "error", *, fix: Fix = ()
    ) -> Problem:
        """Return a problem at a place of the file."""
        return Problem(code, safe(message), safe(hint), self.file, self.line(path), safe(spelled(path)), severity, fix)


@frozen
class Report:
    """Collects the problems of one file."""

    places: Places
    problems: ProblemList = field(factory=ProblemList)
    doubtful: set[Path] = field(factory=set)
    """Places where something was meant that could not be read; what follows from its absence is no further mistake."""

    def add(self, path: Path, code: str, message: str, hint: str = "", severity: Severity = "error", *, fix: Fix = ()) -> None:
        """Note a problem at a place. A file that is wrong all over is told so a thousand times and no more."""
        if len(self.problems.found) < _MOST_PROBLEMS:
            self.problems.add(self.places.problem(path, code, message, hint, severity, fix=fix))

    def table(self, path: Path, found: object) -> Mapping[str, Any]:
        """Return `found` if it is a table; an empty one, and a problem, if not."""
        if isinstance(found, Mapping):
            return found
        self.add(path, "wrong-type", f"{described(found)} stands where a table was expected", f"Write [{spelled(path)}].")
        self.doubtful.add(path)
        return {}

    def is_doubtful(self, path: Path) -> bool:
        """Say whether `path`, or something around it, could not be read."""
        return bool(self.doubtful) and any(path[:length] in self.doubtful for length in range(1, len(path) + 1))

    def missing(self, path: Path, key: str, message: str, hint: str) -> None:
        """Note that a key is missing, unless it is there under a misspelt name or its table could not be read."""
        if not self.is_doubtful((*path, key)):
            self.add(path, "missing-key", message, hint)

    def read(self, path: Path, table: Mapping[str, Any], checks: Mapping[str, Check]) -> dict[str, Any]:
        """Return the good values of a table's keys; a wrong value and an unknown key are problems."""
        good = {}
        for key, found in table.items():
            check = checks.get(key)
            if check is None:
                near = self.unknown((*path, key), key, checks)
                self.doubtful.add((*path, near or key))
                continue
            try:
                good[key] = check(found)
            except (ValueError, TypeError) as error:
                where = (*path, key)
                hint, fix = _mended(key, found, where)
                self.add(where, "wrong-value", str(error), hint, fix=fix)
                self.doubtful.add((*path, key))
        return good

    def unknown(self, path: Path, name: str, known: Collection[str], what: str = "key") -> str | None:
        """Note a name that means nothing here, with the nearest one that does, which is returned."""
        from quiz.text.closeness import nearest

        near = nearest(name, list(known))
        hint = f"Did you mean “{near}”?" if near else f"Expected one of: {', '.join(known)}."
        hint = hint if known else f"The deck declares no {what}; declare it, or leave it out."
        fix = (Edit("word", path, name, near),) if near else ()
        self.add(path, f"unknown-{what}", f"There is no {what} “{name}” here", hint, fix=fix)
        return near

    def unsafe(self, path: Path, text: str) -> None:
        """Warn of a text with characters that a terminal would obey; the records have neutralised them already."""
        if not is_safe(text):
            hint = "They were neutralised. Delete them from the file, and ask where the deck comes from."
            what = "The text holds control or bidirectional characters"
            self.add(path, "unsafe-text", what, hint, "warning", fix=(Edit("clean", path),))


def _mended(key: str, found: object, path: Path) -> tuple[str, Fix]:
    """Return a hint for a wrong value and what mends it: the word that was probably meant, where there are only a few."""
    from quiz.text.closeness import nearest

    for word in found if isinstance(found, list) else [found]:
        if key in _WORDS and isinstance(word, str) and word not in _WORDS[key] and (near := nearest(word, _WORDS[key])):
            return f"Did you mean “{near}”?", (Edit("word", path, word, near),)
    if key in _FLAGS and isinstance(found, str) and (flag := _BOOLEANS.get(found.strip().casefold())):
        return f"Write {flag}, without quotes.", (Edit("put", path, new=flag == "true"),)
    if key == "tolerance" and isinstance(found, str) and (share := _SHARE.fullmatch(found)):
        return f"Write {share[1]} %.", (Edit("put", path, new=f"{share[1]} %"),)
    return f"Correct {key}, or delete it.", ()


def spelled(path: Path) -> str:
    """Write a path as people do: `facts[12].capital`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


DECK: Mapping[str, Check] = {
    "id": text,
    "title": words,
    "lang": words,
    "description": words,
    "as_of": when,
    "source": citations,
    "subject_label": words,
    "kept": json_text,
}
SOURCE: Mapping[str, Check] = {"title": words, "publisher": words, "url": words, "date": when}
TERM: Mapping[str, Check] = {"type": words, "aliases": texts, "was": texts, "broader": texts, "picture": words}
RELATION: Mapping[str, Check] = {
    "subject": words,
    "value": words,
    "label": words,
    "ask": template("subject"),
    "ask_back": template("value"),
    "say": template("subject", "value"),
    "unit": words,
    "of": member_type,
    "many": boolean,
    "complete": boolean,
    "kinds": kinds,
    "contrast": pairs,
    "after": texts,
    "lang": words,
    "strict": boolean,
    "apart": boolean,
    "tolerance": tolerance,
}
TELLING = frozenset({"since", "until", "as_of", "status", "according_to"})
"""Qualifiers that can tell two facts of one subject and relation apart."""
QUALIFIERS: Mapping[str, Check] = {
    "since": when,
    "until": when,
    "as_of": when,
    "status": status,
    "according_to": words,
    "source": citations,
    "at": text,
    "tags": texts,
    "id": text,
    "wrong": texts,
    "accept": texts,
    "note": words,
    "feedback": remarks,
    "front": words,
    "kept": json_text,
}
TABLE: Mapping[str, Check] = {"path": words, "subject": words, "split": words, **QUALIFIERS}
COLUMN: Mapping[str, Check] = {"relation": words, "unit": words, "split": words, **QUALIFIERS}
