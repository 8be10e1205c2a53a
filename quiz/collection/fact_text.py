"""One fact as a small TOML text, to be edited with any editor, and back: every mistake is told at its line."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

from quiz.collection.fact_edits import fact_like
from quiz.errors import Problem, UsageError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.fields import Places
from quiz.facts.reading import Reading, read_deck

_HEAD = """\
# {deck}
#
# Save and close the editor to take this in. Without [[facts]], nothing changes.
# A fact may also have: since, until, as_of (dates), status, according_to, source, at, tags, id, wrong, accept, note, feedback.
# More [[facts]] are added, and so are [sources."…"], [terms."…"] and [relations."…"] that you declare here.
"""
_NEW = """
[[facts]]
subject = "{subject}"
{relation} = ""
"""
_SECTIONS = ("facts", "sources", "terms", "relations")
_NOT_OURS = frozenset({"shared-name", "unknown-subject"})
"""What the deck's own words may have wrong already; the text does not make it worse."""


@frozen
class Edited:
    """What came of an edited text: the deck as it is with it, or everything that is wrong."""

    deck: Deck | None
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> str:
        """What is wrong, a problem a line, each with its line in the text, and what to do about it."""
        return "\n".join(_told(one) for one in self.problems)


def fact_text(deck: Deck, fact: Fact | None) -> str:
    """Return the text of a fact of a deck; without one, what a new fact is begun with."""
    from quiz.facts.editing.toml_text import toml_key, toml_table
    from quiz.facts.grouping import grouped
    from quiz.facts.writing import keys_of, stated
    from quiz.text.safe import safe_line

    head = _HEAD.format(deck=safe_line(deck.title))
    if fact is None:
        relation = next(iter(deck.relations), "relation")
        return head + _NEW.format(subject="", relation=toml_key(relation))
    records = grouped([stated(fact, deck, keys_of(deck))], deck.relations, deck.relations)
    return head + "\n" + "\n".join(toml_table("[[facts]]", record.data(deck.relations)) for record in records)


def with_text(deck: Deck, text: str, instead_of: Fact | None) -> Edited:
    """Return the deck with the facts of a text: the first one stands in the place of `instead_of`, others come last.

    Raises `NotFoundError` where the deck no longer has that fact.
    """
    data = _parsed(text)
    if isinstance(data, Problem):
        return Edited(None, (data,))
    hint = f"Only {', '.join(_SECTIONS)} can stand in it."
    unknown = [_problem(text, (key,), f"There is no section “{key}” here", hint) for key in data if key not in _SECTIONS]
    if not data.get("facts") and not unknown:
        return Edited(deck)
    reading = _read(deck, {"facts": [], **data}, text)
    problems = (*unknown, *(one for one in reading.errors if one.code not in _NOT_OURS))
    if problems or reading.deck is None:
        return Edited(None, tuple(sorted(problems, key=lambda one: one.line or 0)))
    new = reading.deck
    facts = list(deck.facts)
    stated = [placed.fact for placed in reading.facts]
    if instead_of is not None:
        place = facts.index(fact_like(deck, instead_of))
        facts[place : place + 1] = stated
    else:
        facts += stated
    relations = {**deck.relations, **{name: one for name, one in new.relations.items() if one.declared}}
    try:
        return Edited(evolve(deck, facts=facts, relations=relations, terms=new.terms, sources={**deck.sources, **new.sources}))
    except ValueError as error:
        raise UsageError(f"The deck cannot state this: {error}") from error


def _read(deck: Deck, data: Mapping[str, Any], text: str) -> Reading:
    """Read a text's facts in the words of the deck, with those that the text declares."""
    from quiz.facts.writing import vocabulary

    words = vocabulary(deck)
    words["relations"] = {name: found for name, found in words["relations"].items() if deck.relations[name].declared}
    merged = {section: {**words[section], **_table(data.get(section))} for section in ("sources", "terms", "relations")}
    places = Places("", _lines(text))
    return read_deck({"deck": words["deck"], **merged, "facts": data["facts"]}, places, lambda *_: ())


def _table(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _parsed(text: str) -> dict[str, Any] | Problem:
    import re
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        line = re.search(r"line (\d+)", message)
        told = re.sub(r"\s*\(at .*\)$", "", message)
        hint = 'Texts stand between double quotes, as in subject = "Peru".'
        at = int(line[1]) if line else text.count("\n") + 1
        return Problem("toml", f"This is no TOML: {told}", hint, line=at)
    except RecursionError:
        return Problem("toml", "The text nests tables or lists too deeply", "A fact needs two levels.")
    except ValueError:
        return Problem("toml", "A number is too long to be one", "Write it as text, between double quotes.")


def _lines(text: str) -> Any:  # noqa: ANN401 - a function that finds a path's line
    from quiz.facts.editing.toml_lines import lines_of

    return lines_of(text).line


def _problem(text: str, path: tuple[str | int, ...], message: str, hint: str) -> Problem:
    return Places("", _lines(text)).problem(path, "unknown-section", message, hint)


def _told(problem: Problem) -> str:
    head = f"line {problem.line}: " if problem.line else ""
    return f"{head}{problem.message}.{' ' + problem.hint if problem.hint else ''}"
