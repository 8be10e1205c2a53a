"""What an edit of a fact means, in words: how its value is understood, which cards it gives, and what becomes of their memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.collection.plan import EFFECTS, Change
from quiz.facts.media import Picture, Sound
from quiz.facts.quantities import Quantity
from quiz.facts.values import Boolean, Listed, SetOf, TermName, Value
from quiz.tui.lines import joined, plain
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.fact_edits import Preview
    from quiz.collection.plan import PlanLine
    from quiz.facts.deck import Deck
    from quiz.facts.relation import Relation

_MOST = 6
"""Cards that are shown."""
_UNLEARNED = {
    Change.CHANGED: "not learned yet: nothing is lost",
    Change.RETIRED: "asked no longer; it was not learned yet",
}
_SIGNS = {
    Change.ADDED: ("+", "$success"),
    Change.RETURNED: ("+", "$success"),
    Change.CHANGED: ("!", "$warning"),
    Change.RETIRED: ("–", "$warning"),
}


def understood(value: Value, deck: "Deck") -> str:
    """Return how a value is understood, where that is more than the letters that were typed."""
    match value:
        case TermName():
            names = deck.names_of(value.name, value.type)
            others = f", also {', '.join(names[1:4])}" if len(names) > 1 else ""
            known = "" if deck.names.term(value.name, value.type) else " (no term of the deck yet)"
            return f"the {value.type or 'term'} {names[0]}{others}{known}"
        case Listed(items) | SetOf(items):
            kind = "in this order" if isinstance(value, Listed) else "in any order"
            return f"{len(items)} {kind}: {' · '.join(map(str, items))}"
        case Boolean():
            return "it is so" if value.true else "it is not so"
        case Quantity():
            return f"the amount {value}"
        case Picture() | Sound():
            return f"the file {value}"
        case _ if hasattr(value, "edtf"):
            return f"the time {value}"
        case _:
            return ""


def of_relation(relation: "Relation | None", name: str) -> str:
    """Return what a relation is, below its field."""
    if not name:
        return ""
    if relation is None:
        return "a new relation: its questions get a plain wording, which the deck’s file can better"
    asks = {"forward": "by its subject", "backward": "by its value", "cloze": "as a sentence with a blank"}
    ways = [asks[kind] for kind in relation.asked if kind in asks]
    kind = "a text" if relation.value == "text" else f"a {relation.value}"
    return f"{kind}{', several at a time' if relation.many else ''}; asked {' and '.join(ways) or 'in other ways'}"


def cards_of(found: "Preview", learned: Callable[[str], bool]) -> Content:
    """Return the cards of an edited fact with their wording, and what happens to those that change.

    `learned` says whether something is remembered of a card, by its id.
    """
    lines = {line.card.id: line for line in found.lines}
    own = [_card(card, lines.get(card.id), learned) for card in found.cards[:_MOST]]
    if (more := len(found.cards) - _MOST) > 0:
        own.append(Content.styled(f"  … and {more} more", "$quiet"))
    shown = {card.id for card in found.cards}
    others = [line for line in found.lines if line.card.id not in shown]
    gone = [_card(line.card, line, learned) for line in others[:_MOST]]
    if (more := len(others) - _MOST) > 0:
        gone.append(Content.styled(f"  … and {more} other cards change", "$quiet"))
    return joined([*own, *gone])


def _card(card: "Card", line: "PlanLine | None", learned: Callable[[str], bool]) -> Content:
    change = line.change if line else None
    sign, style = _SIGNS.get(change, ("=", "$quiet")) if change else ("=", "$quiet")
    if not card.asked:
        sign, style, effect = "✗", "$error", "not asked: it contradicts another fact; say since or until"
    elif change is None:
        effect = "as it is"
    else:
        was = (line.was or card).id if line else card.id
        effect = EFFECTS[change] if learned(was) else _UNLEARNED.get(change, EFFECTS[change])
    question = joined([styled(card.prompt, card), plain(" → ", "$quiet"), styled(card.answer, card, "bold")], "")
    return joined([plain(f"{sign} ", f"bold {style}") + question, plain(f"    {effect}", style)])
