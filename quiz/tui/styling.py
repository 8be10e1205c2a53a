"""Rich text on the screen: wherever words of a card are shown, the styles that their author gave them are laid over them.

Questions, statements and options are plain words by the time they come here, made from templates. What in them is rich text is
found again by its words, so that nothing of a deck is ever read as markup.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.facts.values import Listed, RichText, SetOf
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.cards.index import Index
    from quiz.facts.fact import Fact

STYLES = {
    "bold": "bold",
    "italic": "italic",
    "strike": "strike",
    "code": "on $panel",
    "underline": "underline",
    "link": "underline",
}
"""How the styles of rich text look."""
READING = "not bold $quiet"
"""How the reading of words looks, which stands behind them."""
_AMONG_BOLD = {**STYLES, "bold": "underline"}
"""Where all words are bold, those that their author made bold are underlined."""


def styled(text: str, card: "Card", style: str = "") -> Content:
    """Return a text in a style, with what is rich text of the card's relation in its own styles besides."""
    shown = plain(text, style)
    if "rich" not in {card.relation.value, card.relation.of}:
        return shown
    own = [value for fact in card.facts for value in _rich(fact)]
    found = [(value, place) for value in own if (place := _place(shown.plain, value)) is not None]
    if not found:
        # An option, or a statement of another subject: the longest value that stands in it.
        wrong = [RichText(option) for fact in card.facts for option in fact.wrong]
        rivals = chain(wrong, _of_relation(card.index, card.relation.name))
        others = ((value, _place(shown.plain, value)) for value in rivals)
        found = [(value, place) for value, place in others if place is not None][:1]
    for value, place in found:
        shown = _laid_over(shown, value, place, _AMONG_BOLD if "bold" in style.split() else STYLES)
    return shown


def _laid_over(shown: Content, value: RichText, place: int, styles: dict[str, str]) -> Content:
    words = "".join(span.text for span in value.spans)
    at = place - (len(words) - len(words.lstrip()))
    for span in value.spans:
        end = at + len(span.text)
        wanted = " ".join(styles[name] for name in sorted(span.styles) if name in styles)
        if wanted and end > 0:
            shown = shown.stylize(wanted, max(at, 0), end)
        if span.reading and end > 0:
            shown = shown.stylize(READING, max(at + len(span.words), 0), end)
        at = end
    return shown


def _place(text: str, value: RichText) -> int | None:
    """Return where a value's words stand in a text by themselves, the last time; nothing where its spans are not those words."""
    if not value.text or value.text not in text or value.text != "".join(span.text for span in value.spans).strip():
        return None
    before = r"(?<!\w)" if value.text[0].isalnum() else ""
    after = r"(?!\w)" if value.text[-1].isalnum() else ""
    places = [match.start() for match in re.finditer(f"{before}{re.escape(value.text)}{after}", text)]
    return places[-1] if places else None


def _rich(fact: "Fact") -> Iterator[RichText]:
    value = fact.value
    parts = value.items if isinstance(value, Listed | SetOf) else (value,)
    for part in parts:
        if isinstance(part, RichText):
            yield part


@lru_cache(maxsize=1)
def _of_relation(index: "Index", relation: str) -> Sequence[RichText]:
    """Return the rich text that a relation has in a deck and that is styled, the longest first."""
    found = {value.source: value for fact in index.deck.by_relation.get(relation, ()) for value in _rich(fact)}
    marked = (value for value in found.values() if any(span.styles & STYLES.keys() for span in value.spans))
    return sorted(marked, key=lambda value: -len(value.text))
