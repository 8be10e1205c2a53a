"""A question on the answer sheet: its words, its options with what was picked, or the field to type in."""

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Form
from quiz.cards.depicted import Medium, asked_media, pointed
from quiz.facts.media import Picture
from quiz.study.exam_sheet import Sheet, written
from quiz.study.question import Question
from quiz.tui.lines import joined, plain
from quiz.tui.media.placing import place_picture
from quiz.tui.study.fronts import question_content
from quiz.tui.study.parts import Options
from quiz.tui.study.slots import SLOTTED, filling

_HOW = {
    Form.TYPED: "type the answer",
    Form.CHOICE: "choose one",
    Form.TRUEFALSE: "true or false?",
    Form.MULTISELECT: "choose several",
    Form.ORDERING: "put them in order",
    Form.MATCHING: "give each its match",
}
_ON_PAPER = {
    Form.CHOICE: "The number on the paper",
    Form.TRUEFALSE: "True or false",
    Form.MULTISELECT: "The numbers on the paper, such as 1 3",
    Form.ORDERING: "The numbers in their order, such as 2 1 3",
    Form.MATCHING: "The numbers for the letters, such as a2 b1 c3",
}

_UNKNOWN_WIDTH = 72
"""Cells of a line before the screen has its size."""


class SheetView(VerticalScroll, can_focus=False):
    """Shows one question after the other; its widgets stay, and what they say changes."""

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(id="asked", classes="column"):
            yield Static(id="kicker")
            yield Static(id="question")
            with Container(id="middle"):
                yield Container(id="picture")
                with Container(id="picking"):
                    yield Static(id="slots")
                    yield Options()
            yield Input(id="field", compact=True)

    def show(self, sheet: Sheet, place: int, *, cursor: int, entering: bool) -> None:
        """Show the question at a place, with its answer so far; `entering` types in what stands on a printed paper."""
        question = sheet.paper.questions[place]
        answer = sheet.answers[place]
        self.query_one("#kicker", Static).update(_kicker(question, flagged=place in sheet.flagged, entering=entering))
        width = self.query_one("#kicker").size.width or _UNKNOWN_WIDTH
        self.query_one("#question", Static).update(question_content(question.prompt, question.card, width, _shown(question)))
        pictures = [one for one in asked_media(question.card, question.prompt) if isinstance(one, Picture)]
        # Before the score, what a picture is called may be the answer.
        place_picture(self.query_one("#picture", Container), question, pictures, named=False)
        picks = answer if isinstance(answer, tuple) else (answer,) if isinstance(answer, int) else ()
        slotted = question.form in SLOTTED
        slots = self.query_one("#slots", Static)
        slots.display = slotted
        slots.update(filling(question, picks) if slotted else Content(""))
        picking = self.query_one("#picking")
        picking.display = bool(question.options)
        picking.set_class(slotted, "-slotted")
        middle = self.query_one("#middle")
        middle.display = bool(pictures or question.options)
        middle.set_class(bool(pictures and question.options), "-beside")
        options = self.query_one(Options)
        options.show(question, cursor=cursor, answered=False, feedback=None, picks=picks, printed=entering)
        options.set_class(question.form in SEVERAL_PICKS, "-several")
        field = self.query_one(Input)
        field.display = entering or question.form is Form.TYPED
        field.placeholder = _ON_PAPER.get(question.form, "The answer on the paper") if entering else _expected(question)

    def begin(self, sheet: Sheet, place: int) -> None:
        """Begin at the top, with the cursor in the answer field where there is one, and in it the answer so far."""
        self.scroll_home(animate=False)
        field = self.query_one(Input)
        if field.display:
            field.value = written(sheet.paper.questions[place], sheet.answers[place])
            field.cursor_position = len(field.value)
            field.focus()
        else:
            self.screen.set_focus(None)


def asked(question: Question) -> str:
    """Return a question without the marks of the pictures and sounds that it speaks of."""
    words = question.prompt
    for medium in _shown(question):
        words = pointed(words, medium, question.card.deck.lang)
    return words


def _shown(question: Question) -> tuple[Medium, ...]:
    return asked_media(question.card, question.prompt)


def _kicker(question: Question, *, flagged: bool, entering: bool) -> Content:
    how = _HOW.get(question.form, "")
    words = " · ".join(part for part in (question.card.relation.words, "" if entering else how) if part)
    star = Content.styled("★ marked", "$warning") if flagged else Content("")
    return joined([plain(words, "$quiet"), star], "  ")


def _expected(question: Question) -> str:
    if question.card.ordered:
        return "All in order, with ; between them"
    return "All of them, with ; between them" if len(question.card.members) > 1 else "Type the answer"
