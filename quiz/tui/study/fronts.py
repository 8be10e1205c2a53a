"""A question on the screen: its words, or how its author laid it out, and apart from these what qualifies it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.cards.depicted import pointed
from quiz.tui.lines import joined, plain
from quiz.tui.study.prompt import prompt_parts
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.cards.depicted import Medium


def question_content(asked: str, card: "Card", width: int, shown: "Iterable[Medium]" = ()) -> Content:
    """Return a question as it is asked, in lines of at most `width` cells.

    What qualifies it stands apart, and so does how much is to be picked where the card has a front of its own. The marks of
    pictures and sounds that are `shown` beside it are left out.
    """
    words, qualifiers = prompt_parts(asked, card)
    front = card.front if asked.startswith(card.prompt) else ""
    if not front:
        for medium in shown:
            words = pointed(words, medium, card.deck.lang)
        asks = styled(words, card, "bold")
    else:
        _, told = prompt_parts(card.prompt, card)
        how = asked[len(card.prompt) :].strip().removeprefix("(").removesuffix(")")
        qualifiers = (*told, *([how] if how else []))
        asks = rich_content(_without_marks(front, shown), width, bold=True)
        if qualifiers and "\n" in front:
            return joined([asks, Content(" "), plain(" · ".join(qualifiers), "italic $quiet")])
    return joined([asks, plain(" · ".join(qualifiers), "italic $quiet")])


def _without_marks(front: str, shown: "Iterable[Medium]") -> str:
    """Return a front without the pictures and sounds at its ends that are shown beside it and of which it says nothing.

    Between words, a mark tells where they belong.
    """
    left = front.strip()
    for medium in shown:
        sign = f"![]({medium.path})"
        if not medium.alt and left.count("![") == 1:
            left = left.removeprefix(sign).removesuffix(sign).strip()
    return left or front


def rich_content(source: str, width: int, *, bold: bool = False) -> Content:
    """Return rich text in lines of at most `width` cells; `bold` where it is but words of which its author made none bold."""
    from quiz.text.blocks import has_blocks
    from quiz.text.rich import spans
    from quiz.tui.blocks import block_content

    bold = bold and not has_blocks(source) and not any("bold" in span.styles for span in spans(source))
    return block_content(source, width, "bold" if bold else "")
