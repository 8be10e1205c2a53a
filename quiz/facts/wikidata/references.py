"""Wikidata's references as sources."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from quiz.facts.dates import Date
from quiz.facts.fact import Source
from quiz.facts.wikidata.entities import table
from quiz.facts.wikidata.values import date_of, entity_of
from quiz.text.safe import safe_line

_TITLE, _URL, _STATED_IN, _PUBLISHER, _PAGE = "P1476", "P854", "P248", "P123", "P304"
_PUBLISHED, _RETRIEVED = "P577", "P813"
_IMPORTED_FROM = "P143"


def sources_of(references: object, name: Callable[[str], str]) -> tuple[Source, ...]:
    """Return the sources that a statement's references name; `name` says what an item is called.

    The title is that of the work, the work it is stated in, the site of its address, or the project it was imported from. The
    date is that of publication, or the day on which it was looked up.
    """
    several = references if isinstance(references, list) else []
    return tuple(dict.fromkeys(found for one in several if (found := _source(table(one), name)) is not None))


def _source(reference: Mapping[str, Any], name: Callable[[str], str]) -> Source | None:
    snaks = table(reference.get("snaks"))

    def first(key: str) -> object:
        return next(_values(snaks.get(key)), None)

    def called(key: str) -> str:
        value = first(key)
        return name(entity_of(value)) if isinstance(value, Mapping) else ""

    written, url = first(_TITLE), first(_URL)
    address = url if isinstance(url, str) else None
    titles = (
        str(table(written).get("text", "")) if isinstance(written, Mapping) else "",
        called(_STATED_IN),
        _site(address or ""),
        called(_IMPORTED_FROM),
    )
    title = next((title for title in titles if safe_line(title)), None)
    if title is None:
        return None
    page = first(_PAGE)
    date = _date(first(_PUBLISHED)) or _date(first(_RETRIEVED))
    return Source(title, called(_PUBLISHER) or None, address, date, page if isinstance(page, str) else None)


def _values(snaks: object) -> Iterator[object]:
    for snak in snaks if isinstance(snaks, list) else []:
        if table(snak).get("snaktype") == "value":
            yield table(table(snak).get("datavalue")).get("value")


def _site(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _date(value: object) -> Date | None:
    try:
        return date_of(table(value)) if value else None
    except (KeyError, TypeError, ValueError):
        return None
