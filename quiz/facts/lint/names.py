"""Names: two writings of one thing, and letters of another alphabet that look like one's own."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from quiz.errors import Edit, Problem
from quiz.facts.lint.inspection import Inspection
from quiz.facts.lint.pairs import categories, named_things, near_pairs
from quiz.facts.values import members
from quiz.text.normal import bare, script

_OFTEN = 5
"""A text that stands so often is probably right, and one that stands once and looks like it is probably not."""
_LONG_ENOUGH = 6
"""Letters; shorter words have too many neighbours: Kara, Mara, Lara."""
_MOST_COMPARED = 100_000
"""Pairs of names in two scripts; a deck with more of them is left alone."""
_SHORTEST = 3
"""Letters; in shorter texts case may be all the difference: Co and CO."""
_WORD = re.compile(r"[^\W\d_]+")
_LOOKALIKES = re.compile("[АВЕКМНОРСТХаеорсухіѕјԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιακρτυχ]")
"""Cyrillic and Greek letters that look like Latin ones."""


def doubled(seen: Inspection) -> Iterator[Problem]:
    """Two names of the same type differ only in case, accents, spaces or punctuation."""
    if seen.is_bare:
        return
    declared: dict[tuple[str, str], str] = {}
    for term in seen.deck.terms.values():
        for name in term.names:
            declared.setdefault((term.type, bare(name)), term.name)
    for kind, used in named_things(seen).items():
        first: dict[str, str] = {}
        for name, use in used.items():
            if seen.deck.names.term(name, kind) is not None:
                continue
            other = declared.get((kind, bare(name))) or first.setdefault(bare(name), name)
            if other != name:
                message = f"“{name}” and “{other}” look like the same {kind}"
                hint = f'Write one of them everywhere, or give [terms."{other}"] the alias "{name}".'
                fix = _as_alias(seen, name, other, kind)
                yield seen.problem(use.first, "doubled-name", message, hint, fix=fix)


def romanised(seen: Inspection) -> Iterator[Problem]:
    """A name in another script and its spelling in Latin letters are two things to the deck."""
    from quiz.text.romanised import has_romanisation, is_romanised

    if seen.is_bare:
        return
    for kind, used in named_things(seen).items():
        foreign = [name for name in used if not name.isascii() and has_romanisation(name)]
        latin = [name for name in used if script(name) == "LATIN"] if foreign else []
        if len(foreign) * len(latin) > _MOST_COMPARED:
            continue
        for word, spelled in product(foreign, latin):
            terms = [seen.deck.names.term(name, kind) for name in (word, spelled)]
            if all(terms) or used[word].is_apart_from(used[spelled]) or not is_romanised(spelled, word, seen.deck.lang[:2]):
                continue
            one, other = (spelled, word) if terms[0] else (word, spelled)
            message = f"“{one}” and “{other}” look like the same {kind} in two scripts"
            hint = f'Write one of them everywhere, or give [terms."{other}"] the alias "{one}".'
            number = max(used[one].first, used[other].first)
            yield seen.problem(number, "doubled-name", message, hint, fix=_as_alias(seen, one, other, kind))


def _as_alias(seen: Inspection, name: str, other: str, kind: str) -> tuple[Edit, ...]:
    """Return the edit that makes a name an alias of another, which becomes a term if it is none."""
    if other in seen.deck.terms:
        return (Edit("item", ("terms", other, "aliases"), new=name),)
    return (Edit("table", ("terms", other), new=(("type", kind), ("aliases", (name,)))),) if seen.has_deck_file else ()


def similar(seen: Inspection) -> Iterator[Problem]:
    """Two names of the same type are nearly written alike, and one of them stands once: perhaps it is misspelt."""
    if seen.is_bare:
        return
    for kind, used in named_things(seen).items():
        loose = [name for name in used if seen.deck.names.term(name, kind) is None]
        for one, other in near_pairs(loose):
            rare, often = sorted((one, other), key=lambda name: (len(used[name].count), -used[name].first))
            if len(used[rare].count) == 1 and not used[one].is_apart_from(used[other]):
                message = f"“{rare}” is written nearly like “{often}”, which is a {kind} too"
                hint = f'Correct it; or, if both are right, declare [terms."{rare}"] and [terms."{often}"].'
                yield seen.problem(used[rare].first, "similar-name", message, hint)


def texts(seen: Inspection) -> Iterator[Problem]:
    """Two values of a relation of texts, in which the same words come back, are the same but for accents, or nearly."""
    for relation, counts, places in categories(seen):
        first: dict[str, str] = {}
        told: set[str] = set()
        for text, number in places.items():
            letters = bare(text)
            other = first.setdefault(letters, text)
            if other != text and len(letters) >= _SHORTEST:
                told.add(text)
                message = f"“{text}” and “{other}” look like the same “{relation.name}”"
                yield seen.problem(number, "doubled-name", message, "Write one of them everywhere.")
        for one, other in near_pairs(text for text in counts if len(text) >= _LONG_ENOUGH):
            rare, often = sorted((one, other), key=counts.__getitem__)
            once = counts[rare] == 1 and rare not in told
            if once and counts[often] >= _OFTEN and often not in _beside(seen, relation.name, places[rare]):
                told.add(rare)
                message = f"“{rare}” stands once, and “{often}” {counts[often]} times, for “{relation.name}”"
                yield seen.problem(places[rare], "similar-name", message, "Correct it if it is misspelt.")


def _beside(seen: Inspection, relation: str, number: int) -> set[str]:
    """Return the other values of a fact's subject: whoever states two values together means two things."""
    subject = seen.deck.facts[number].subject
    return {seen.deck.facts[other].value.key for other in seen.repeated.get(relation, {}).get(subject, ())}


def mixed_scripts(seen: Inspection) -> Iterator[Problem]:
    """A word mixes letters of two alphabets that look alike, so that nobody can type it."""
    told: set[str] = set()
    for name in seen.deck.terms:
        if word := _mixed(name):
            told.add(name)
            yield seen.declared(("terms", name), "mixed-scripts", *_told(name, word))
    for number, fact in enumerate(seen.deck.facts):
        if fact.subject.isascii() and fact.relation.isascii() and (text := str(fact.value)).isascii():
            continue
        for text in (fact.subject, *map(str, members(fact.value))):
            if not text.isascii() and text not in told and (word := _mixed(text)):
                told.add(text)
                yield seen.problem(number, "mixed-scripts", *_told(text, word))


def _told(name: str, word: str) -> tuple[str, str]:
    odd = [letter for letter in word if _LOOKALIKES.match(letter)]
    shown = ", ".join(f"{letter} ({unicodedata.name(letter).title()})" for letter in dict.fromkeys(odd))
    return f"“{name}” mixes alphabets: {shown}", "Type the word anew with one keyboard."


def _mixed(text: str) -> str | None:
    """Return the first word that mixes Latin letters with those of another alphabet that look like them."""
    if text.isascii() or not _LOOKALIKES.search(text):
        return None
    for match in _WORD.finditer(text):
        word = match[0]
        odd = [letter for letter in word if _LOOKALIKES.match(letter)]
        latin = [letter for letter in word if "LATIN" in unicodedata.name(letter, "")]
        if odd and latin and len(odd) + len(latin) == len(word) and len(word) > 2:
            return word
    return None


CHECKS = (doubled, romanised, similar, texts, mixed_scripts)
