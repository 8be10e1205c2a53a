"""The info of a card in four sections: the card and its memory, why it is asked, where it comes from, and all that happened."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from quiz.memory.events import Reviewed
from quiz.memory.replay import cancelled
from quiz.memory.state import CardState
from quiz.study.reasons import reason, weight
from quiz.tui.actions import bindings
from quiz.tui.dialogs import Dialog
from quiz.tui.lines import hanging, joined, plain
from quiz.tui.memory_lines import memory_lines
from quiz.tui.study.answer import told
from quiz.tui.study.happenings import happenings
from quiz.tui.study.words import sources
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.cards.card import Card
    from quiz.facts.fact import Source
    from quiz.study.question import Question

_INDENT = 14
SECTIONS = ("card", "why", "sources", "history")
"""The sections, each called as the action that shows it."""
_LATER = "The facts show once the answer does."


class InfoScreen(Dialog):
    """Tells about one card."""

    heading = "Card"
    BINDINGS: ClassVar[list[BindingType]] = bindings("info")

    def __init__(self, question: "Question", *, with_answer: bool, section: str = "card", practice: bool = False) -> None:
        """Tell about the card of a question; without its facts where they would give the answer away.

        The dialog begins with a section; `practice` says that the session schedules nothing.
        """
        super().__init__()
        self._question = question
        self._with_answer = with_answer
        self._section = section
        self._practice = practice

    # From section to section

    def action_card(self) -> None:
        """Show the card and its memory; shown already, close."""
        self._turn("card")

    def action_why(self) -> None:
        """Show why the card is asked; shown already, close."""
        self._turn("why")

    def action_sources(self) -> None:
        """Show the sources; shown already, close."""
        self._turn("sources")

    def action_history(self) -> None:
        """Show all that happened; shown already, close."""
        self._turn("history")

    def action_next_section(self) -> None:
        """Show the next section."""
        self._go(1)

    def action_previous_section(self) -> None:
        """Show the section before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        names = list(SECTIONS)
        self._show(names[(names.index(self._section) + step) % len(names)])

    def _turn(self, section: str) -> None:
        if section == self._section:
            self.action_close()
        else:
            self._show(section)

    def _show(self, section: str) -> None:
        self._section = section
        self._write()
        self._page.scroll_home(animate=False)

    # What it tells

    def text(self, width: int) -> Content:
        """Return the section that is shown, below the names of all of them."""
        names = [
            plain(f" {words} ", "bold $chosen on $primary" if name == self._section else "$quiet")
            for name, words in self._named()
        ]
        card = self._question.card
        parts = {"card": self._card, "why": self._why, "sources": self._sources, "history": self._history}
        return joined([joined(names, " "), styled(card.prompt, card, "bold"), *parts[self._section](width)], "\n\n")

    def _named(self) -> "Iterable[tuple[str, str]]":
        """Yield each section with its key and what it is called."""
        for name in SECTIONS:
            action = self.keymap.action(f"info.{name}")
            yield name, f"{action.key} {action.label}".strip()

    def _card(self, width: int) -> "Iterable[Content]":
        card, state = self._question.card, self._question.state
        if self._with_answer:
            yield joined([told(card, len(card.facts)), *(plain(line, "$quiet") for line in sources(card))])
        else:
            yield Content.styled(_LATER, "$quiet")
        yield joined(_line(label, text, width) for label, text in self._memory(state))
        yield joined(_line(label, text, width) for label, text in _identity(card))

    def _memory(self, state: CardState) -> list[tuple[str, str]]:
        app = self.app
        today = app.collection.day(app.now())
        found = [("phase", str(state.phase) + (", the fact has changed" if state.reteach else ""))]
        found += memory_lines(state, app.collection.settings_of(self._question.card.deck.id).parameters, today)
        found += [("", word) for word, on in (("marked", state.marked), ("suspended", state.suspended)) if on]
        return found

    def _why(self, width: int) -> "Iterable[Content]":
        question, app = self._question, self.app
        card, state = question.card, question.state
        today = app.collection.day(app.now())
        yield _line("why now", reason(state, today, practice=self._practice), width)
        form = f"by {question.form}" if question.form != "reveal" else "by showing the answer"
        wanted = app.collection.settings_of(card.deck.id).desired_retention
        shown = [("asked", f"{form}: the firmer a memory, the less the question helps")]
        shown.append(("aim", f"to be asked when recall has fallen to {wanted:.0%}"))
        shown += self._memory(state)[1:4] if state.memory else [("memory", "none yet: it begins with your first answer")]
        yield joined(_line(label, text, width) for label, text in shown)
        if (last := self._last()) is not None:
            yield _line("last answer", f"{last.rating.name.title()} by {last.form}. {weight(last)}", width)
        facts = told(card, len(card.facts)) if self._with_answer else Content.styled(_LATER, "$quiet")
        yield joined([Content.styled("It is made of", "$quiet"), facts])
        yield joined(_line(label, text, width) for label, text in _identity(card))

    def _last(self) -> Reviewed | None:
        log = self.app.collection.store.card_events(self._question.card.id)
        gone = cancelled(log)
        reviews = [one for one in log if isinstance(one, Reviewed) and (one.device, one.sequence) not in gone]
        return reviews[-1] if reviews else None

    def _sources(self, width: int) -> "Iterable[Content]":
        card = self._question.card
        if not self._with_answer:
            yield Content.styled("The sources show once the answer does.", "$quiet")
        elif not card.sources:
            yield Content.styled(f"No source is named. Edit the fact ({self.keymap.key('study.edit')}) to name one.", "$quiet")
        else:
            yield from (_source(one, width) for one in card.sources)

    def _history(self, width: int) -> "Iterable[Content]":
        card = self._question.card
        log = self.app.collection.store.card_events(card.id)
        lines = happenings(log, self.app.now().tzinfo, width, with_answer=self._with_answer)
        if lines:
            yield joined([Content.styled("All that happened, the latest first", "bold"), *lines])
        else:
            yield Content.styled("Nothing has happened to it yet.", "$quiet")


def _source(source: "Source", width: int) -> Content:
    parts = (("by", source.publisher), ("date", source.date), ("at", source.locator), ("url", source.url))
    lines = [_line(label, str(found), width) for label, found in parts if found]
    return joined([plain(source.title, "bold"), *lines])


def _identity(card: "Card") -> list[tuple[str, str]]:
    return [
        ("deck", f"{card.deck.title} ({card.deck.id})"),
        ("relation", f"{card.relation.words}, {card.kind}"),
        ("card", card.id),
    ]


def _line(label: str, text: str, width: int) -> Content:
    return hanging(Content.styled(label, "$quiet"), plain(text), _INDENT, width)
