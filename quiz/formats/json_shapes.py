"""Decks in JSON as programs write them: cards within an object that says more of them, several decks, pairs, answers of SPARQL.

    {"deck": "Rivers", "cards": [{"front": …, "back": …}, …]}      [{"title": …, "cards": […]}, …]
    {"q1": {"question": …, "answer": …}, …}                       {"dog": "perro", …}      [["dog", "perro"], …]

Each is a list of objects, one a card, with the lines on which these begin.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from json import JSONDecoder
from typing import Any, Final, NoReturn

from attrs import field, frozen

from quiz.formats.column_names import names_a_pair, names_a_question, names_an_answer

_DECKS: Final = frozenset(
    {"cards", "flashcards", "questions", "quiz", "items", "notes", "words", "vocabulary", "terms", "entries"}
)
"""What a list of cards is called within a deck."""
_NAMES: Final = ("deck", "deckname", "deck_name", "name", "title", "topic", "category", "chapter")
_RECORD: Final = frozenset({"id", "name", "title", "type", "word", "subject", "label"})
"""Keys of a record, which no list of pairs has."""
_TEXTS: Final = ("text", "content", "value", "label", "answer", "option", "title", "body")
_FIELDS: Final = "fields"
"""What the fields of a note are called, as AnkiConnect has them."""
_NOTED: Final = ("cards", "mod", "modelName", "profile")
"""What AnkiConnect tells of a note besides, and nobody asks."""
_TRIVIA: Final = frozenset({"question", "correct_answer", "incorrect_answers"})
"""Keys of the questions of Open Trivia DB, whose texts are those of a web page."""
_FLAGS: Final = frozenset({"correct", "iscorrect", "is_correct", "right", "isright", "istrue", "isanswer"})
_BETWEEN: Final = re.compile(r"[\s,:]*")
_DEEPEST: Final = 5
_FEWEST: Final = 4
"""So many pairs of texts in one object are a list of them, and no record."""


@frozen
class Shaped:
    """The cards of one deck."""

    name: str
    """What the deck is called; empty where the file does not say."""
    items: list[tuple[int, object]] = field(repr=False)
    """Of each card its line, and the object."""


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_DECODER: Final = JSONDecoder(parse_constant=_refuse)


def shaped(text: str, *, lines: bool = False) -> list[Shaped] | None:
    """Return the decks of a text of JSON; nothing for objects that are records themselves, JSON Lines, and what is no JSON.

    In a file of `lines`, an object of texts is a record, and no list of terms with their definitions, were it the only one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = len(text) - len(text.lstrip())
    try:
        if text[at : at + 1] == "[":
            first = next(_elements(text, at), None)
            if first is None or not _is_shaped(first[1]):
                return None
        elif text[at : at + 1] != "{":
            return None
        value, end = _DECODER.raw_decode(text, at)
        if _BETWEEN.match(text, end).end() < len(text):  # type: ignore[union-attr]
            return None
        if lines and isinstance(value, dict) and _are_pairs(value):
            return None
        found = list(_Walk(text).decks(at, value))
    except (ValueError, RecursionError):
        return None
    return [one for one in found if one.items] or None


def _is_shaped(value: object) -> bool:
    """Say whether an element of a list is more than a flat record."""
    if isinstance(value, list):
        return True
    return isinstance(value, dict) and (isinstance(value.get(_FIELDS), dict) or any(map(_has_objects, value.values())))


def _has_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(one is None or isinstance(one, str | int | float) for one in value)


def _are_lists(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_pair, value))


class _Walk:
    """Goes through a text, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def decks(self, at: int, value: object, name: str = "", depth: int = 1) -> Iterator[Shaped]:
        """Yield the decks within a value that begins at a place of the text."""
        if depth > _DEEPEST:
            return
        if isinstance(value, dict):
            yield from self._of_object(at, value, name, depth)
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value) and all(map(_is_deck, value)):
            for start, one in _elements(self._text, at):
                yield from self.decks(start, one, _within(name, _name(one)), depth + 1)
        elif isinstance(value, list):
            items = [(self._line_of(start), one) for start, one in _elements(self._text, at)]
            yield Shaped(name, _rows(items) if _are_lists(value) else [(line, _card(one)) for line, one in items])

    def _of_object(self, at: int, value: dict[str, Any], name: str, depth: int) -> Iterator[Shaped]:
        own = name or _name(value)
        answers = _bindings(value)
        if answers is not None:
            yield Shaped(own, [(self._line_of(at), one) for one in answers])
            return
        members = list(_members(self._text, at))
        lists = [member for member in members if _has_objects(member[2]) or _are_lists(member[2])]
        inner = lists or [member for member in members if _holds_decks(member[2])]
        if inner:
            for key, start, one in inner:
                yield from self.decks(start, one, own if len(inner) == 1 else _within(own, key), depth + 1)
        elif _is_group(value):
            asking = [member for member in members if _is_question(member[2])]
            if asking:
                yield Shaped(own, [(self._line_of(start), _card(one)) for _, start, one in asking])
            for key, start, one in members:
                if not _is_question(one):
                    yield from self.decks(start, one, own if len(members) == 1 else _within(own, key), depth + 1)
        elif _are_records(value):
            yield Shaped(own, [(self._line_of(start), _card(one)) for _, start, one in members])
        elif _are_pairs(value):
            yield Shaped(own, [(self._line_of(start), {"term": key, "definition": one}) for key, start, one in members])

    def _line_of(self, at: int) -> int:
        """Return the line of a place, of places that are asked for in their order."""
        self._line += self._text.count("\n", self._at, at)
        self._at = max(at, self._at)
        return self._line


def _holds_decks(value: object) -> bool:
    """Say whether lists of objects stand within an object, or within one of its own."""
    return isinstance(value, dict) and any(
        _has_objects(one) or (isinstance(one, dict) and any(map(_has_objects, one.values()))) for one in value.values()
    )


def _is_deck(value: object) -> bool:
    """Say whether an object is a list of cards with a name, and not a card itself."""
    if not isinstance(value, dict):
        return True
    if any(map(names_a_question, value)):
        return False
    lists = {key: one for key, one in value.items() if _has_objects(one)}
    return any(key.casefold() in _DECKS or _asks(one) for key, one in lists.items())


def _asks(value: Any) -> bool:  # noqa: ANN401 - a list of anything
    first = next(one for one in value if isinstance(one, dict))
    return any(map(names_a_question, first)) and any(map(names_an_answer, first))


def _are_records(value: Mapping[str, object]) -> bool:
    """Say whether all that an object holds are records with the same keys."""
    records = [one for one in value.values() if isinstance(one, dict)]
    if len(records) < max(2, len(value)):
        return False
    keys = set(records[0])
    return len(keys) > 1 and all(len(keys & set(one)) > 1 for one in records)


def _are_pairs(value: Mapping[str, object]) -> bool:
    """Say whether an object is a list of terms with their definitions."""
    if len(value) < _FEWEST or not all(isinstance(one, str) and one.strip() for one in value.values()):
        return False
    return not any(names_a_question(key) or names_an_answer(key) or key.casefold() in _RECORD for key in value)


def _is_question(value: object) -> bool:
    return isinstance(value, dict) and any(map(names_a_question, value)) and any(map(names_an_answer, value))


def _is_group(value: object, depth: int = 1) -> bool:
    """Say whether an object holds questions under keys of their own, or others that do, and nothing else."""
    return (
        isinstance(value, dict)
        and bool(value)
        and depth < _DEEPEST
        and all(_is_question(one) or _is_group(one, depth + 1) for one in value.values())
    )


def _rows(items: list[tuple[int, Any]]) -> list[tuple[int, object]]:
    """Return lists of texts and numbers as objects; the first one says what the others hold, where it names a pair."""
    first = [one if isinstance(one, str) else "" for one in items[0][1]]
    names = dict(enumerate(first, start=1)) if len(items) > 1 and names_a_pair(first[0], first[1]) and all(first) else {}
    return [
        (line, {names.get(place, f"column {place}"): one for place, one in enumerate(cells, start=1)})
        for line, cells in items[bool(names) :]
    ]


def _card(value: object) -> object:
    """Return an object with its options in a list of texts, where they are objects that say which of them is right."""
    if not isinstance(value, dict):
        return value
    found: dict[str, object] = {}
    if isinstance(fields := value.get(_FIELDS), dict):
        noted = any(isinstance(one, dict) for one in fields.values())
        away = {_FIELDS, *(_NOTED if noted else ())}
        value = {**_plain_fields(fields), **{key: one for key, one in value.items() if key not in away}}
    elif value.keys() >= _TRIVIA:
        value = {key: _unescaped(one) for key, one in value.items()}
    for key, one in value.items():
        options = _options(one) if _has_objects(one) else None
        if options is None:
            found[key] = one
            continue
        found["options"] = [text for text, _ in options]
        found["correct"] = [text for text, is_right in options if is_right]
    return found


def _plain_fields(fields: Mapping[str, object]) -> dict[str, object]:
    from quiz.formats.html_text import from_html

    def plain(found: object) -> object:
        return from_html(found).plain if isinstance(found, str) else found

    return {key: plain(one.get("value")) if isinstance(one, dict) else one for key, one in fields.items()}


def _unescaped(value: object) -> object:
    """Return texts with the signs that HTML writes by their names."""
    if isinstance(value, list):
        return [_unescaped(one) for one in value]
    return unescape(value) if isinstance(value, str) else value


def _options(value: Any) -> list[tuple[str, bool]] | None:  # noqa: ANN401 - a list of anything
    found = []
    for one in value:
        if not isinstance(one, dict):
            return None
        text = next((one[key] for key in _TEXTS if isinstance(one.get(key), str)), None)
        flag = next((one[key] for key in one if key.casefold() in _FLAGS), None)
        if text is None or not isinstance(flag, bool | int):
            return None
        found.append((text, bool(flag)))
    return found


def _bindings(value: Mapping[str, Any]) -> list[dict[str, object]] | None:
    """Return the rows of an answer to a query in SPARQL."""
    results = value.get("results")
    rows = results.get("bindings") if isinstance(results, dict) and isinstance(value.get("head"), dict) else None
    if not isinstance(rows, list):
        return None
    return [
        {key: cell.get("value") for key, cell in row.items() if isinstance(cell, dict)} for row in rows if isinstance(row, dict)
    ]


def _name(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    named = {key.casefold(): one for key, one in value.items() if isinstance(one, str)}
    return next((named[key].strip() for key in _NAMES if named.get(key, "").strip()), "")


def _within(above: str, name: str) -> str:
    return "::".join(filter(None, (above, name)))


def _elements(text: str, at: int) -> Iterator[tuple[int, object]]:
    """Yield the elements of the list that begins at a place, each with the place where it begins."""
    at = _next(text, at + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield at, value
        at = _next(text, end)


def _members(text: str, at: int) -> Iterator[tuple[str, int, object]]:
    """Yield the members of the object that begins at a place, each with the place where its value begins."""
    at = _next(text, at + 1)
    while text[at] != "}":
        key, end = _DECODER.raw_decode(text, at)
        start = _next(text, end)
        value, end = _DECODER.raw_decode(text, start)
        yield key, start, value
        at = _next(text, end)


def _next(text: str, at: int) -> int:
    """Return the place of what comes next, behind spaces, a comma or a colon."""
    at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
    if at >= len(text):
        raise ValueError("the text ends too early")
    return at
