r"""The language of searches: from a text to its terms.

It is Anki's, as its manual tells (https://docs.ankiweb.net/searching.html) and its backend reads it (rslib/src/search/parser.rs,
Anki 26.9): words are all wanted, `or` and `-` and brackets join them, `*` and `_` stand for other characters, a backslash takes
away what a character means, and a word before a colon says what is searched. What Anki's words ask of things that quiz does not
have is refused, with what to use instead.
"""

from collections.abc import Callable
from typing import Final, NoReturn

from quiz.errors import SearchError, UsageError
from quiz.store.search_terms import (
    FIELDS,
    And,
    Deck,
    Everything,
    Field,
    Node,
    Not,
    Or,
    Regex,
    Tag,
    WholeWords,
    Words,
)
from quiz.store.search_values import Wrong, flag, ids, property_of, recent, state

LONGEST: Final = 10_000
"""Characters in a search."""
LONGEST_TERM: Final = 1000
"""Characters in one of its terms, other than lists of ids."""
MOST_TERMS: Final = 300
_DEEPEST: Final = 16
"""Brackets in one another; SQLite's parser goes little deeper."""
_SPACES: Final = " \t\n\r\u3000"
_LITERAL: Final = '":()-'
"""What a backslash only takes the meaning away from; before `*`, `_` and itself it is part of the text with wildcards."""

_INSTEAD: Final = {
    "card": "a card's kind says what it asks: kind:forward or kind:backward",
    "note": "cards are made of facts: relation:NAME, or kind:NAME",
    "mid": "cards are made of facts: relation:NAME, or kind:NAME",
    "did": "decks are found by their ids: deck:NAME",
    "preset": "settings belong to decks: deck:NAME",
    "dupe": "quiz check DECK finds what may be the same",
    "has-cd": "cards have no data of other programs",
    "sc": "a card's words hold no cloze marks: search for the plain words",
}


def parse(text: str) -> Node:
    """Return what a search asks; `str` of it is a search that asks the same.

    Raises `UsageError`, which says where the mistake is and how to mend it.
    """
    if len(text) > LONGEST:
        raise UsageError(f"The search has {len(text)} characters; {LONGEST} is the most. Make it shorter.")
    for place, letter in enumerate(text):
        if letter < " " and letter not in _SPACES:
            raise UsageError(f"The search has a control character at character {place + 1}; leave it out.")
        if "\ud800" <= letter <= "\udfff":
            raise UsageError(f"The search has half of a surrogate pair, which is no character, at character {place + 1}.")
    return _Reader(text).whole()


class _Reader:
    """Reads a search from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.terms = 0

    def whole(self) -> Node:
        found = self.group(0)
        if self.at < len(self.text):
            self.wrong(r"a closing bracket ) has no opening one; write \) for the character")
        return Everything() if found is None else found

    def group(self, depth: int) -> Node | None:
        """Read terms up to a closing bracket or the end; return nothing where there are none."""
        if depth > _DEEPEST:
            self.wrong(f"brackets stand more than {_DEEPEST} deep in one another; leave out those that change nothing")
        either: list[list[Node]] = [[]]
        joint = ""
        while self.more():
            start = self.at
            word = self.joint()
            if word:
                if joint or not either[-1]:
                    self.at = start
                    self.wrong(f'“{word}” joins two terms, and one is missing; write "{word}" in quotes for the word')
                joint = word
                if word == "or":
                    either.append([])
                continue
            either[-1].append(self.term(depth))
            joint = ""
        if joint:
            self.wrong(f'“{joint}” joins two terms, and one is missing; write "{joint}" in quotes for the word')
        if not either[0]:
            return None
        return _joined(Or, [_joined(And, nodes) for nodes in either])

    def more(self) -> bool:
        while self.at < len(self.text) and self.text[self.at] in _SPACES:
            self.at += 1
        return self.at < len(self.text) and self.text[self.at] != ")"

    def joint(self) -> str:
        """Take `and` or `or`, where one stands here."""
        for word in ("and", "or"):
            end = self.at + len(word)
            if self.text[self.at : end].lower() == word and (end == len(self.text) or self.text[end] in _SPACES + '()"'):
                self.at = end
                return word
        return ""

    def term(self, depth: int) -> Node:
        self.terms += 1
        if self.terms > MOST_TERMS:
            self.wrong(f"there are more than {MOST_TERMS} terms; search in several steps")
        start = self.at
        if self.text[self.at] == "-":
            behind = self.text[self.at + 1 : self.at + 2]
            if behind and behind not in _SPACES + ")":
                self.at += 1
                return Not(self.positive(depth))
        self.at = start
        return self.positive(depth)

    def positive(self, depth: int) -> Node:
        """Read a term, or a group of terms, without a minus sign."""
        start = self.at
        if self.text[start] == "(":
            self.at += 1
            found = self.group(depth + 1)
            if self.at == len(self.text):
                self.at = start
                self.wrong(r"an opening bracket ( has no closing one; write \( for the character")
            if found is None:
                self.at = start
                self.wrong(r"there is nothing between the brackets; write \(\) for the characters")
            self.at += 1
            return found
        if self.text[start] == '"':
            return self.node(self.quoted(), start)
        raw = self.unquoted()
        if raw.endswith(":") and not raw.endswith("\\:") and self.text[self.at : self.at + 1] == '"':
            raw += self.quoted()
        return self.node(raw, start)

    def quoted(self) -> str:
        start = self.at
        place = start + 1
        while place < len(self.text) and self.text[place] != '"':
            place += 2 if self.text[place] == "\\" else 1
        if place >= len(self.text):
            self.wrong(r"a quote has no end; write \" for the character")
        if place == start + 1:
            self.wrong(r"there is nothing between the quotes; write \"\" for the characters")
        self.at = place + 1
        return self.text[start + 1 : place]

    def unquoted(self) -> str:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in _SPACES + '()"':
            self.at += 2 if self.text[self.at] == "\\" else 1
        if self.at > len(self.text) or (self.text[self.at - 1] in _SPACES and self.at > start):
            self.at = min(self.at, len(self.text)) - 1
            self.wrong(r"a backslash stands before nothing; write \\ for the character")
        return self.text[start : self.at]

    def node(self, raw: str, start: int) -> Node:
        """Return what a term asks, from the text between its quotes or spaces."""
        end, self.at = self.at, start
        place = 0
        while place < len(raw) and raw[place] != ":":
            place += 2 if raw[place] == "\\" else 1
        key, text = raw[:place], raw[place + 1 :]
        if len(raw) > LONGEST_TERM and key.lower() not in {"cid", "nid"}:
            self.wrong(f"a term has more than {LONGEST_TERM} characters; make it shorter")
        if not key:
            self.wrong(r"a colon has no word before it; write \: for the character")
        found = self.told(key, text) if place < len(raw) else Words(self.glob(raw))
        self.at = end
        return found

    def told(self, key: str, text: str) -> Node:
        """Return what a word before a colon asks of the text behind it."""
        word = key.lower()
        if word in _INSTEAD:
            self.wrong(f"“{word}:” is Anki's, and {_INSTEAD[word]}")
        if read := _VALUES.get(word):
            return read(word, self.glob(text), self.wrong)
        match word:
            case "re":
                return Regex(self.regex(text))
            case "nc":
                return Words(self.glob(text))
            case "w":
                return WholeWords(self.glob(text))
            case "deck":
                if text.lower() in {"filtered", "current"}:
                    self.wrong(f"“deck:{text}” is Anki's; quiz has no filtered decks and no current one: name a deck")
                return Deck(self.glob(text))
            case "tag":
                if text.lower() == "none":
                    return Tag(None)
                is_regex, text = self.searched(text)
                return Tag(text, is_regex)
            case _:
                name = word if word in FIELDS else self.glob(key)
                is_regex, text = self.searched(text)
                return Field(name, text, is_regex)

    def searched(self, text: str) -> tuple[bool, str]:
        """Return whether the text behind a field's name is a regular expression, and what it says."""
        if text.startswith("re:"):
            return True, self.regex(text[3:])
        return False, self.glob(text.removeprefix("nc:"))

    def glob(self, raw: str) -> str:
        """Return a text with wildcards without the backslashes that only shield it here."""
        found: list[str] = []
        letters = iter(raw)
        for letter in letters:
            if letter == "\\":
                behind = next(letters, "")
                if behind not in _LITERAL + "*_\\" or not behind:
                    self.wrong(rf"\{behind} means nothing; write \\{behind} for a backslash and what is behind it")
                found.append(behind if behind in _LITERAL else f"\\{behind}")
            else:
                found.append(letter)
        return "".join(found)

    def regex(self, raw: str) -> str:
        from quiz.store.search_regex import regex

        source = raw.replace('\\"', '"')
        try:
            regex(source)
        except UsageError as error:
            self.wrong(str(error))
        return source

    def wrong(self, what: str) -> NoReturn:
        raise SearchError(what.removesuffix("."), self.at)


def _joined(kind: Callable[[tuple[Node, ...]], Node], nodes: list[Node]) -> Node:
    """Join nodes by `And` or `Or`, without one directly inside its like."""
    if len(nodes) == 1:
        return nodes[0]
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, And | Or) and type(node) is kind else [node]
    return kind(tuple(flat))


_VALUES: Final[dict[str, Callable[[str, str, Wrong], Node]]] = {
    "is": state,
    "prop": property_of,
    "flag": flag,
    "cid": ids,
    "nid": ids,
    "added": recent,
    "edited": recent,
    "introduced": recent,
    "rated": recent,
    "resched": recent,
}
"""The words before a colon whose text is read in a way of its own."""
