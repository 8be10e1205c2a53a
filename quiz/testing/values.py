"""Values of every type."""

import re
from datetime import date
from decimal import Context, Decimal

from attrs import evolve
from hypothesis import strategies as st

from quiz.facts.clozes import Cloze
from quiz.facts.dates import Date
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, Listed, RichText, SetOf, TermName, Text, Value, text_of
from quiz.testing.texts import names
from quiz.text.safe import safe_line

_EXACT = Context(prec=400)
"""Enough for any float's digits: a rounded end of a range would be below its beginning."""
UNITS = ("", "km", "%", "°C", "minutes", "km²", "US$", "kg m", "million people")


def dates() -> st.SearchStrategy[Date]:
    """Draw dates of every precision and certainty, spans of them, and those that are open at one end."""
    years = st.one_of(st.integers(-60, 2100), st.integers(-12000, 12000))
    days = st.dates(min_value=date(1, 1, 1)).map(lambda day: (day.year, day.month, day.day))
    parts = st.one_of(years.map(lambda year: (year,)), st.tuples(years, st.integers(1, 12)), days)
    marks = st.tuples(st.booleans(), st.booleans())
    points = st.builds(lambda point, marked: evolve(Date(*point), approximate=marked[0], uncertain=marked[1]), parts, marks)
    spans = st.builds(lambda year, length: Date(year, end=Date(year + length)), st.integers(1, 2000), st.integers(0, 300))
    open_ones = st.builds(
        lambda year, start: Date(year, open_start=start, open_end=not start), st.integers(1, 2000), st.booleans()
    )
    return st.one_of(points, spans, open_ones)


def quantities() -> st.SearchStrategy[Quantity]:
    """Draw quantities with and without unit, approximate, within a tolerance, and ranges."""
    amounts = st.one_of(st.integers(-(10**7), 10**7).map(Decimal), st.decimals(allow_nan=False, allow_infinity=False, places=3))
    tolerances = st.one_of(st.none(), st.decimals(0, 10, places=2))
    units = st.sampled_from(UNITS)
    points = st.builds(Quantity, amounts, units, st.booleans(), tolerances)
    lengths = st.one_of(st.integers(1, 10**6).map(Decimal), st.decimals("0.001", 1000, places=3))
    ranges = st.builds(
        lambda low, length, unit, about: Quantity(low, unit, about, to=_EXACT.add(low, length)),
        amounts,
        lengths,
        units,
        st.booleans(),
    )
    return st.one_of(points, ranges)


def clozes(words: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Cloze]:
    """Draw sentences with one to three blanks, some of them hidden together, some with hints."""
    parts = (names() if words is None else words).map(_unmarked)
    blank = st.builds(
        lambda number, word, hint: f"{{{{c{number}::{word}{'::' + hint if hint else ''}}}}}",
        st.integers(1, 3),
        parts,
        st.one_of(st.just(""), parts),
    )
    return st.lists(st.tuples(parts, blank), min_size=1, max_size=3).map(
        lambda pairs: Cloze(" ".join(f"{word} {hidden}" for word, hidden in pairs))
    )


def booleans() -> st.SearchStrategy[Boolean]:
    """Draw true and false."""
    return st.booleans().map(Boolean)


def values(type: str | None = None, texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Value]:
    """Draw values of a relation's type: a built-in one, or any other name, which is a type of term; of every type unless given.

    Args:
        type: The name of the type, as in `Relation.value`.
        texts: What texts and the names of terms are drawn from; `names()` unless given.
    """
    words = names() if texts is None else texts
    simple = _built_in(words)
    several = st.one_of(*(st.lists(simple[kind], min_size=1, max_size=3) for kind in ("text", "quantity", "date")))
    built_in = {**simple, "list": several.map(Listed), "set": several.map(SetOf)}
    if type is None:
        return st.one_of(*built_in.values(), words.map(TermName))
    return built_in[type] if type in built_in else words.map(lambda name: TermName(name, type))


def _built_in(words: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[Value]]:
    styled = st.sampled_from(["{}", "**{}**", "*{}*", "`{}`", "${}$", "H~2~{}", "x^2^ {}", "\\*{}"])
    rich = st.builds(lambda style, word: RichText(style.replace("{}", word)), styled, words)
    paths = words.filter(lambda word: bool(safe_line(word)))
    alts = st.one_of(st.just(""), words)
    return {
        "text": words.map(Text),
        "rich": rich.filter(lambda found: bool(text_of(found.text))),
        "quantity": quantities(),
        "date": dates(),
        "boolean": booleans(),
        "picture": st.builds(Picture, paths, alts),
        "sound": st.builds(Sound, paths, alts),
        "cloze": clozes(words),
    }


def _unmarked(text: str) -> str:
    """Return a text without what marks the blanks of a sentence, and with something in it."""
    # What hides is left out as records leave it out; what is left may begin with what hides only there.
    return text_of(text_of(re.sub(r"[{}\\:]", "", safe_line(text)))) or "x"
