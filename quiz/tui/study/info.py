"""The info of a card: where it comes from, and how well it is known."""

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from quiz.memory.events import Reviewed
from quiz.memory.fsrs import retrievability
from quiz.memory.replay import cancelled
from quiz.memory.state import CardState
from quiz.study.day import date_of_day
from quiz.tui.dialogs import Dialog
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.study.answer import sources, told
from quiz.tui.styling import styled
from quiz.tui.times import count, days, spent

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.study.question import Question

_MOST_REVIEWS = 12
_INDENT = 14


class InfoScreen(Dialog):
    """Tells about one card."""

    heading = "Card"
    also_closes: ClassVar[frozenset[str]] = frozenset({"i"})

    def __init__(self, question: "Question", *, with_answer: bool) -> None:
        """Tell about the card of a question; without its facts where they would give the answer away."""
        super().__init__()
        self._question = question
        self._with_answer = with_answer

    def text(self, width: int) -> Content:
        """Return everything that there is to know."""
        card, state = self._question.card, self._question.state
        facts = Content.styled("The facts show once the answer does.", "$quiet")
        if self._with_answer:
            facts = joined([told(card, len(card.facts)), *(plain(line, "$quiet") for line in sources(card))])
        return joined(
            [
                styled(card.prompt, card, "bold"),
                facts,
                joined(_line(label, text, width) for label, text in self._memory(state)),
                joined(self._history(card)),
                joined(_line(label, text, width) for label, text in _identity(card)),
            ],
            "\n\n",
        )

    def _memory(self, state: CardState) -> list[tuple[str, str]]:
        app = self.app
        today = app.collection.day(app.now())
        found = [("phase", str(state.phase) + (", the fact has changed" if state.reteach else ""))]
        if state.memory is not None and state.last_day is not None:
            chance = retrievability(
                state.memory.stability, today - state.last_day, app.collection.settings_of(self._question.card.deck.id).parameters
            )
            found += [
                ("recall now", f"{chance:.0%}"),
                ("stability", f"{state.memory.stability:.1f} days until recall has fallen to 90%"),
                ("difficulty", f"{state.memory.difficulty:.1f} of 10"),
            ]
        if state.due_day is not None:
            found.append(("due", f"{days(state.due_day - today)}, {date_of_day(state.due_day)}"))
        if state.reps:
            found.append(("answered", f"{count(state.reps, 'time')}, {count(state.lapses, 'lapse')}"))
        return found

    def _history(self, card: "Card") -> list[Content]:
        log = self.app.collection.store.card_events(card.id)
        gone = cancelled(log)
        reviews = [one for one in log if isinstance(one, Reviewed) and (one.device, one.sequence) not in gone]
        lines = [
            Content.assemble(
                (f"{date_of_day(one.day)}  ", "$quiet"),
                f"{one.rating.name.title():<6} {one.form:<11}",
                (f" {spent(one.took / 1000):>8}", "$quiet"),
                plain(f"  “{one.answer}”", "$quiet") if one.answer and self._with_answer else "",
            )
            for one in reviews[-_MOST_REVIEWS:][::-1]
        ]
        return [Content.styled("Answers, the last one first", "bold"), *lines] if lines else []


def _identity(card: "Card") -> list[tuple[str, str]]:
    return [
        ("deck", f"{card.deck.title} ({card.deck.id})"),
        ("relation", f"{card.relation.words}, {card.kind}"),
        ("card", card.id),
    ]


def _line(label: str, text: str, width: int) -> Content:
    return hanging(Content.styled(label, "$quiet"), plain(text), _INDENT, width)
