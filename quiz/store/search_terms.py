"""The terms of a search: what each one asks of a card, as small records that print themselves as they are written.

`quiz.store.search_syntax` makes them of a text; `quiz.store.search` finds their cards.
"""

from typing import Final, Literal

from attrs import frozen

Operator = Literal["<", "<=", ">", ">=", "=", "!="]
States: Final = ("new", "learn", "review", "due", "suspended", "buried", "marked", "leech", "changed")
FIELDS: Final = ("front", "back", "value", "given", "subject", "relation", "kind", "status", "source", "lang")
"""Quiz's own names before a colon whose text is compared as a whole. Any other name is that of a relation."""
RECENT: Final = ("added", "edited", "introduced", "rated", "resched")
PROPERTIES: Final = ("ivl", "due", "reps", "lapses", "pos", "s", "d", "r", "flag", "rated", "resched")


@frozen
class Everything:
    """Every card."""

    def __str__(self) -> str:
        return ""


@frozen
class Words:
    """The text stands somewhere in the card's words; it may have wildcards."""

    glob: str

    def __str__(self) -> str:
        return _quoted("", self.glob)


@frozen
class WholeWords:
    """As `Words`, from the border of a word to another."""

    glob: str

    def __str__(self) -> str:
        return _quoted("w:", self.glob)


@frozen
class Regex:
    """A regular expression matches somewhere in the card's words."""

    source: str

    def __str__(self) -> str:
        return _raw("re:", self.source)


@frozen
class Field:
    """A field is the text as a whole, or matches a regular expression somewhere."""

    name: str
    """One of `FIELDS`, or the name of a relation, which may have wildcards."""
    text: str
    is_regex: bool = False

    def __str__(self) -> str:
        name = _escaped(self.name)
        return _raw(f"{name}:re:", self.text) if self.is_regex else _quoted(f"{name}:", self.text)


@frozen
class Deck:
    """The card is in a deck of this id, or below it."""

    glob: str

    def __str__(self) -> str:
        return _quoted("deck:", self.glob)


@frozen
class Tag:
    """A fact of the card has the tag, or one below it; or no fact has any tag where there is no text."""

    text: str | None
    is_regex: bool = False

    def __str__(self) -> str:
        if self.text is None:
            return '"tag:none"'
        return _raw("tag:re:", self.text) if self.is_regex else _quoted("tag:", self.text)


@frozen
class State:
    """The card is new, due, suspended and so on: one of `States`."""

    state: str

    def __str__(self) -> str:
        return f'"is:{self.state}"'


@frozen
class Property:
    """A number of the card, one of `PROPERTIES`, compares so with another."""

    name: str
    operator: Operator
    number: str
    """As it was written, for the precision that was meant."""
    rating: int | None = None

    def __str__(self) -> str:
        rating = "" if self.rating is None else f":{self.rating}"
        return f'"prop:{self.name}{self.operator}{self.number}{rating}"'


@frozen
class Recent:
    """Something happened to the card within so many study days, of which the present one is the first: one of `RECENT`."""

    what: str
    days: int
    rating: int | None = None

    def __str__(self) -> str:
        return f'"{self.what}:{self.days}"' if self.rating is None else f'"{self.what}:{self.days}:{self.rating}"'


@frozen
class Ids:
    """The card, or one of its facts, has one of these ids."""

    of: Literal["cid", "nid"]
    ids: tuple[str, ...]

    def __str__(self) -> str:
        return _quoted(f"{self.of}:", ",".join(self.ids).replace("\\", "\\\\"))


@frozen
class Not:
    """The card is none of these."""

    node: "Node"

    def __str__(self) -> str:
        return f"-({self.node})" if isinstance(self.node, And | Or | Not) else f"-{self.node}"


@frozen
class And:
    """All of several."""

    nodes: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " ".join(f"({node})" if isinstance(node, Or) else str(node) for node in self.nodes)


@frozen
class Or:
    """At least one of several."""

    nodes: "tuple[Node, ...]"

    def __str__(self) -> str:
        return " or ".join(map(str, self.nodes))


Node = (
    Everything | Words | WholeWords | Regex | Field | Deck | Tag | State | Property | Recent | Ids | Not | And | Or
)  # fmt: skip


def _escaped(glob: str) -> str:
    return glob.replace('"', '\\"').replace(":", "\\:")


def _quoted(head: str, glob: str) -> str:
    return f'"{head}{_escaped(glob)}"'


def _raw(head: str, source: str) -> str:
    quoted = source.replace('"', '\\"')
    return f'"{head}{quoted}"'
