"""The terms of a search that say more than a text: states, numbers, days and ids."""

import re
from collections.abc import Callable
from typing import Final, NoReturn, cast

from quiz.store.search_terms import PROPERTIES, Ids, Operator, Property, Recent, State, States

Wrong = Callable[[str], NoReturn]
"""Refuses the term that is being read, with a reason."""

MOST_DAYS: Final = 100_000
_COMPARED: Final = re.compile(r"([a-z-]+)(<=|>=|!=|=|<|>)([^:]*)(?::(.*))?", re.DOTALL | re.IGNORECASE)
_WHOLE: Final = re.compile(r"-?[0-9]{1,6}")
_DECIMAL: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,9})?|\.[0-9]{1,9}")


def state(_word: str, text: str, wrong: Wrong) -> State:
    """Return the term that `is:` and this text mean."""
    found = text.lower()
    if found in {"buried-manually", "buried-sibling"}:
        wrong(f"“is:{found}” is Anki's; quiz buries in one way: is:buried")
    if found not in States:
        wrong(f"a card is never “{text}”; there are is:{', is:'.join(States)}")
    return State(found)


def recent(word: str, text: str, wrong: Wrong) -> Recent:
    """Return the term that `added:`, `rated:` and the like and this text mean. Zero days count as one, as in Anki."""
    days, colon, rating = text.partition(":")
    if not re.fullmatch("[0-9]{1,6}", days):
        wrong(f"“{word}:” takes a number of days, of which 1 is today, such as {word}:7")
    return Recent(word, min(max(1, int(days)), MOST_DAYS), _rating(word, rating, wrong) if colon else None)


def property_of(_word: str, text: str, wrong: Wrong) -> Property:
    """Return the term that `prop:` and this text mean."""
    found = _COMPARED.fullmatch(text)
    if not found:
        wrong(f"“prop:” takes a name, a comparison and a number, such as prop:ivl>=10; names are {', '.join(PROPERTIES)}")
    name, operator, number, rating = found.groups()
    name = name.lower()
    if name == "ease":
        wrong("“prop:ease” is Anki's older scheduler's, and cards have a difficulty instead: prop:d, from 0 (easy) to 1 (hard)")
    if name in {"cdn", "cds"}:
        wrong(f"“prop:{name}” is Anki's, and cards have no data of other programs")
    if name not in PROPERTIES:
        wrong(f"there is no property “{name}”; there are {', '.join(PROPERTIES)}")
    if name in {"s", "d", "r"}:
        if not _DECIMAL.fullmatch(number):
            wrong(f"“prop:{name}” compares with a number such as 0.9")
        if name != "s" and float(number) > 1:
            wrong(_ABOVE_ONE[name])
    elif not _WHOLE.fullmatch(number) or (number[0] == "-" and name not in {"due", "rated", "resched"}):
        wrong(f"“prop:{name}” compares with a whole number")
    if rating is not None and name != "rated":
        wrong(f"“prop:{name}” takes no grade behind a colon; only prop:rated does")
    return Property(name, cast("Operator", operator), number, None if rating is None else _rating("prop:rated", rating, wrong))


def flag(_word: str, text: str, wrong: Wrong) -> Property:
    """Return the term that `flag:` and this text mean."""
    if text not in set("01234567"):
        wrong("“flag:” takes the number of a flag, from 1 to 7, or 0 for none")
    return Property("flag", "=", text)


def ids(word: str, text: str, wrong: Wrong) -> Ids:
    """Return the term that `cid:` or `nid:` and this text mean."""
    found = tuple(part.replace("\\_", "_").replace("\\*", "*").replace("\\\\", "\\") for part in text.split(","))
    if not all(found):
        wrong(f"“{word}:” takes ids with commas between them; quiz cards --json lists them")
    return Ids("cid" if word == "cid" else "nid", found)


def _rating(word: str, text: str, wrong: Wrong) -> int:
    if not word.endswith("rated"):
        wrong(f"“{word}:” takes no grade behind the days; only rated: does")
    if text not in {"1", "2", "3", "4"}:
        wrong("a grade is 1 (Again), 2 (Hard), 3 (Good) or 4 (Easy)")
    return int(text)


_ABOVE_ONE: Final = {
    "d": "“prop:d” compares the difficulty as Anki does, from 0 (easy, 1 of 10) to 1 (hard, 10 of 10)",
    "r": "“prop:r” compares the chance of recall, from 0 to 1",
}
