"""Decks as a tree: `music::jazz` stands below `music`, which is there even where no deck has that id itself."""

from collections.abc import Iterable

from attrs import define, field, frozen

from quiz.collection.studying import Due

SEPARATOR = "::"


@frozen
class Level:
    """One row of the tree: a deck, or what only holds decks, with everything below it counted in."""

    due: Due
    """Its id, its title within what it stands below, and what waits in it and below it."""
    depth: int
    """How many levels stand above it."""
    is_deck: bool
    """Whether there is a deck of this id, and not only decks below it."""
    has_below: bool

    @property
    def deck(self) -> str:
        """The id; studying it studies all that is below it too."""
        return self.due.deck


def levels(dues: Iterable[Due]) -> list[Level]:
    """Return the rows of the tree from top to bottom: each level followed by those below it, in the order of the decks."""
    tops: dict[str, _Node] = {}
    known: dict[str, _Node] = {}
    for due in dues:
        parts = due.deck.split(SEPARATOR)
        inside = tops
        for end in range(1, len(parts) + 1):
            name = SEPARATOR.join(parts[:end])
            if name not in known:
                known[name] = inside[name] = _Node(name)
            inside = known[name].below
        known[due.deck].own = due
    found: list[Level] = []
    for node in tops.values():
        _put(node, 0, found)
    return found


@define
class _Node:
    name: str
    own: Due | None = None
    below: "dict[str, _Node]" = field(factory=dict)


def _put(node: _Node, depth: int, found: list[Level]) -> Due:
    """Add the rows of a node and of those below it; return the sum of all."""
    place = len(found)
    found.append(Level(Due(node.name, "", 0, 0, 0, 0, 0), depth, is_deck=False, has_below=False))
    parts = [_put(below, depth + 1, found) for below in node.below.values()]
    parts += [node.own] if node.own else []
    total = Due(
        node.name,
        _title(node),
        sum(one.new for one in parts),
        sum(one.learning for one in parts),
        sum(one.review for one in parts),
        sum(one.total for one in parts),
        sum(one.done_today for one in parts),
    )
    found[place] = Level(total, depth, is_deck=node.own is not None, has_below=bool(node.below))
    return total


def _title(node: _Node) -> str:
    """Return what a level is called below the ones above it: `Jazz`, and not `Music::Jazz`."""
    title = node.own.title if node.own else node.name
    return title.rpartition(SEPARATOR)[2].strip() or title
