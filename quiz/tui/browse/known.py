"""What is known of a card: its facts and their sources, its memory, its answers, and why it exists."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.memory.events import Reviewed
from quiz.memory.fsrs import retrievability
from quiz.memory.replay import cancelled
from quiz.study.day import date_of_day
from quiz.tui.browse.columns import standing
from quiz.tui.forms import called
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.study.answer import sources, told
from quiz.tui.times import count, days, spent

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
    found = [("state", f"{standing(state, day)}{', marked' if state.marked else ''}")]
    if state.memory is not None and state.last_day is not None:
        parameters = collection.settings_of(row.deck).parameters
        chance = retrievability(state.memory.stability, day - state.last_day, parameters)
        found += [
            ("recall now", f"{chance:.0%}"),
            ("stability", f"{state.memory.stability:.1f} days until recall is 90%"),
            ("difficulty", f"{state.memory.difficulty:.1f} of 10"),
        ]
    if state.due_day is not None:
        found.append(("due", f"{days(state.due_day - day)}, {date_of_day(state.due_day)}"))
    if state.reps:
        found.append(("answered", f"{count(state.reps, 'time')}, {count(state.lapses, 'lapse')}"))
    return found


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
