"""The card on the Study screen: its question, what there is to answer with, and what is said once the answer is there."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quiz.cards.card import Form
from quiz.tui.lines import joined, plain
from quiz.tui.study.answer import kicker, needs_answer, right_answer, sources, told, verdict
from quiz.tui.study.parts import Options
from quiz.tui.study.slots import SLOTTED, filled, filling, next_slot
from quiz.tui.styling import styled

if TYPE_CHECKING:
    from quiz.study.question import Feedback, Question
    from quiz.tui.action import Moment

_EXPECTED = {
    (1, False): "Type the answer",
    (1, True): "All in order, with ; between them",
    (2, False): "All of them, with ; between them",
    (2, True): "All in order, with ; between them",
}
"""What stands in the field for one and for several answers, and whether their order matters."""


class CardView(VerticalScroll, can_focus=False):
    """Shows one card after the other; its widgets stay, and what they say changes."""

    def compose(self) -> ComposeResult:
        """Lay the card out."""
        with Vertical(id="card", classes="column"):
            yield Static(id="kicker")
            yield Static(id="question")
            with Container(id="picking"):
                yield Static(id="slots")
                yield Static(id="slot")
                yield Options()
            yield Input(id="field", compact=True)
            yield Static(id="verdict")
            yield Static(id="answer")
            yield Static(id="told")
            yield Static(id="sources")

    def show(
        self, question: "Question | None", moment: "Moment", feedback: "Feedback | None", cursor: int, picks: tuple[int, ...]
    ) -> None:
        """Show a question at a moment, with what came of an answer.

        The cursor is on the option at a place, if any; `picks` are those that were picked so far, of several.
        """
        self.query_one("#card").display = question is not None
        if question is None:
            return
        card = question.card
        answered, teach = moment == "answered", moment == "teach"
        self._say("#kicker", kicker(question, teach=teach, picked=0 if answered else len(picks)))
        # What is true or false may be false: a new fact is taught with the card's own question.
        self._say("#question", styled(card.prompt if teach else question.prompt, card, "bold"))
        options = self.query_one(Options)
        slotted = question.form in SLOTTED and not teach
        picking = self.query_one("#picking")
        picking.set_class(slotted, "-slotted")
        picking.set_class(slotted and not answered, "-filling")
        if slotted:
            self.query_one("#slots", Static).update(filled(question, feedback) if answered else filling(question, picks))
            self.query_one("#slot", Static).update(next_slot(question, picks))
        options.display = bool(question.options) and not teach and not (slotted and answered)
        options.show(question, cursor=cursor, answered=answered, feedback=feedback, picks=picks)
        picking.display = slotted or options.display
        field = self.query_one(Input)
        field.display = question.form is Form.TYPED and not teach and not answered
        field.placeholder = _EXPECTED[min(len(card.members), 2), card.ordered]
        if not field.display:
            self.screen.set_focus(None)
        shown = answered or teach
        self._say("#verdict", verdict(feedback, card) if feedback else Content(""))
        self._say("#answer", right_answer(question) if teach or (answered and needs_answer(question, feedback)) else Content(""))
        self._say("#told", told(card) if shown else Content(""))
        self._say("#sources", joined(plain(line) for line in sources(card)) if shown else Content(""))

    def begin(self) -> None:
        """Begin at the top, with the cursor in the answer field where there is one."""
        self.scroll_home(animate=False)
        field = self.query_one(Input)
        if field.display:
            field.focus()

    def _say(self, where: str, text: Content) -> None:
        found = self.query_one(where, Static)
        found.display = bool(text)
        found.update(text)
