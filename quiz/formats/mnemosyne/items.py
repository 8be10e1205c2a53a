"""Mnemosyne's first version: items of a question and an answer each, as facts.

An item that asks back has the other one's id and `.inv`; one of three sides has `.tr.1`, and then the answer's first line is how
the word is pronounced. (`libmnemosyne/file_formats/mnemosyne1.py` of Mnemosyne 2.)
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from attrs import evolve, frozen

from quiz.formats.authored import BOTH, Authored, Made, Whose
from quiz.formats.format import Record, Skipped, Taken
from quiz.formats.html_text import Fragment
from quiz.formats.mnemosyne.past import Learned, past
from quiz.formats.mnemosyne.words import Words, pictures

NO_CATEGORY: Final = frozenset({"", "<default>", "__UNTAGGED__", "Unfiled"})
BLANK: Final = "(blank)"
"""Mnemosyne's words for a question that is empty."""
NOTHING: Final = "—"
"""Stands for an answer that is empty."""
_INVERSE, _THREE = ".inv", ".tr.1"


@frozen(kw_only=True)
class Item:
    """An item of a file."""

    id: str
    """Empty for one that has none."""
    where: str
    question: str
    answer: str
    category: str = ""
    learned: Learned = Learned(grade=-1)  # noqa: RUF009 - frozen


def taken(items: Iterable[Item], words: Words, made: Authored, deck: str, tick: Callable[[], None]) -> Iterator[Record]:
    """Yield the facts of items, and what is remembered of their cards."""
    by_id: dict[str, Item] = {}
    alone: list[Item] = []
    for item in items:
        if not item.id:
            alone.append(item)
            by_id[f"\0{len(alone)}"] = item
            continue
        id = item.id
        while id in by_id:
            id = f"dup{id}"
        by_id[id] = evolve(item, id=id)
    for count, item in enumerate(by_id.values()):
        if not count % 200:
            tick()
        if _main(item.id, by_id) is not None:
            continue
        others = [by_id[item.id + ending] for ending in (_INVERSE, _THREE) if item.id and item.id + ending in by_id]
        try:
            found, sides = _fact(item, others[0] if others else None, words, made)
        except ValueError as error:
            yield Skipped(item.where, f"{error}.")
            continue
        yield Taken(item.where, (found.fact,))
        for kind, one in sides:
            record = past(Whose(deck, found.name, kind, 0, one.where), one.learned)
            if record is not None:
                yield record


def _main(id: str, by_id: dict[str, Item]) -> Item | None:
    """Return the item that another one asks back for; nothing for one that stands alone."""
    for ending in (_INVERSE, _THREE):
        if id.endswith(ending):
            return by_id.get(id.removesuffix(ending))
    return None


def _fact(item: Item, other: Item | None, words: Words, made: Authored) -> tuple[Made, list[tuple[str, Item]]]:
    """Return the fact of an item and the one that asks back, if there is one, and which of them has which kind of card."""
    tags = () if item.category.strip() in NO_CATEGORY else (item.category,)
    id = item.id or None
    if other is None:
        found = made.pair(question(words, item.question), answer(words, item.answer), tags=tags, id=id)
        return found, [("forward", item)]
    sides = [("forward", item), ("backward", other)]
    if other.id.endswith(_THREE):
        first, newline, rest = item.answer.partition("\n")
        spoken, meaning = (first, rest) if newline else ("", item.answer)
        note = words.read(spoken).rich
        found = made.pair(question(words, item.question), answer(words, meaning), BOTH, note=note, tags=tags, id=id)
    elif "answerbox: overlay" in item.question and pictures(item.question):
        front = words.read(f"{other.answer}\n{pictures(item.question)}").rich
        found = made.pair(question(words, other.answer), answer(words, other.question), BOTH, front=front, tags=tags, id=id)
    else:
        found = made.pair(question(words, item.question), answer(words, item.answer), BOTH, tags=tags, id=id)
    return found, sides


def question(words: Words, field: str) -> Fragment:
    """Return what a question says; of an empty one, what Mnemosyne shows."""
    found = words.read(field)
    return found if found.plain.strip() or found.media else Fragment(BLANK, BLANK)


def answer(words: Words, field: str) -> Fragment:
    """Return what an answer says; of an empty one, a dash."""
    found = words.read(field)
    return found if found.rich.strip() else Fragment(NOTHING, NOTHING)
