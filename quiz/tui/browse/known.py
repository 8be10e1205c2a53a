"""What is known of a card: its facts and their sources, its memory, its answers, and why it exists."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.memory.events import Reviewed
from quiz.memory.replay import cancelled
from quiz.study.day import date_of_day
from quiz.tui.browse.columns import standing
from quiz.tui.forms import called
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.memory_lines import memory_lines
from quiz.tui.study.answer import told
from quiz.tui.study.words import sources
from quiz.tui.times import count, spent

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.collection import Collection
    from quiz.store.search_rows import Row

_MOST_REVIEWS = 20
_INDENT = 12


def known(collection: "Collection", card: "Card", row: "Row", day: int, width: int) -> Content:
    """Return all that there is to know of a card, in lines of at most `width` cells."""
    return joined(
        [
            plain(card.prompt, "bold"),
            joined([told(card, len(card.facts)), *(plain(line, "$quiet") for line in sources(card))]),
            joined(_line(label, text, width) for label, text in _memory(collection, row, day)),
            joined(_history(collection, card)),
            joined(_line(label, text, width) for label, text in _why(card, row)),
        ],
        "\n\n",
    )


def _memory(collection: "Collection", row: "Row", day: int) -> list[tuple[str, str]]:
    state = row.state
    stands = f"{standing(state, day)}{', marked' if state.marked else ''}"
    return [("state", stands), *memory_lines(state, collection.settings_of(row.deck).parameters, day)]


def _history(collection: "Collection", card: "Card") -> list[Content]:
    log = collection.store.card_events(card.id)
    gone = cancelled(log)
    reviews = [one for one in log if isinstance(one, Reviewed) and (one.device, one.sequence) not in gone]
    lines = [
        Content.assemble(
            (f"{date_of_day(one.day)}  ", "$quiet"),
            f"{one.rating.name.title():<6}{called(one.form):<15}",
            (f"{spent(one.took / 1000):>7}", "$quiet"),
            plain(f"  “{one.answer}”", "$quiet") if one.answer else "",
        )
        for one in reviews[-_MOST_REVIEWS:][::-1]
    ]
    more = len(reviews) - _MOST_REVIEWS
    lines += [Content.styled(f"… and {count(more, 'earlier answer')}", "$quiet")] if more > 0 else []
    return [Content.styled("Answers, the last one first", "bold"), *lines] if lines else []


def _why(card: "Card", row: "Row") -> list[tuple[str, str]]:
    return [
        ("why", f"{card.kind} card of “{card.relation.words}”, made of {count(len(card.facts), 'fact')}"),
        ("deck", f"{card.deck.title} ({card.deck.id})"),
        ("came", str(date_of_day(row.added))),
        ("wording of", str(date_of_day(row.edited))),
        ("card", card.id),
    ]


def _line(label: str, text: str, width: int) -> Content:
    return hanging(Content.styled(label, "$quiet"), plain(text), _INDENT, width)
