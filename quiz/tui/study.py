"""Study: one screen whose parts change with every question."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.keys import key_to_character
from textual.widgets import Input, Static

from quiz.cards.card import Form
from quiz.cards.verdict import Outcome
from quiz.errors import NotFoundError, QuizError
from quiz.memory.rating import Rating
from quiz.tui.actions import Action, Moment, bindings
from quiz.tui.card_view import CardView
from quiz.tui.changing import ChangingScreen
from quiz.tui.keybar import KeyBar
from quiz.tui.meter import Meter
from quiz.tui.scrolling import Scrolling
from quiz.tui.study_parts import Button, Buttons, OptionRow, Progress

if TYPE_CHECKING:
    from quiz.study.question import Question
    from quiz.study.session import Session
    from quiz.tui.app import QuizApp

_NO_CURSOR = -1


class StudyScreen(Scrolling, ChangingScreen):
    """Asks the questions of a session. All that matters is in the session: the screen can be made anew at any moment."""

    app: "QuizApp"
    place = "study"
    scrolled = "CardView"
    CSS_PATH = "study.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("study")
    AUTO_FOCUS = ""

    def __init__(self, session: "Session", title: str) -> None:
        """Ask the questions of `session`, under a title."""
        super().__init__(session)
        self.heading = title
        self._question: Question | None = None
        self._answered = False
        self._cursor = _NO_CURSOR

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(classes="row"), Vertical(id="top", classes="column"):
            yield Progress()
            yield Meter()
        yield CardView()
        with Vertical(classes="row"), Vertical(id="bottom", classes="column"):
            yield Static(id="alarm")
            yield Buttons()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.show_next()

    def on_resize(self) -> None:
        """Lay out what depends on the width, once the parts have theirs."""
        self.call_after_refresh(self._paint_keys)

    @property
    def moment(self) -> Moment:
        """What the screen is at."""
        question = self._question
        if question is None:
            return "stuck"
        if self._answered:
            return "answered"
        if question.teach:
            return "teach"
        if question.form is Form.TYPED:
            return "field" if self.query_one(Input).has_focus else "typed"
        return {Form.CHOICE: "choice", Form.TRUEFALSE: "truefalse"}.get(question.form, "reveal")  # type: ignore[return-value]

    @property
    def suggested(self) -> Rating:
        """The grade that Space gives: what the answer suggests, Good where nothing was answered."""
        feedback = self.session.feedback
        return feedback.suggests if feedback and feedback.suggests else Rating.GOOD

    def allowed(self, action: Action) -> bool:
        """Let an action work at its moments only, and where there is something for it to do."""
        if action.name == "undo" and not self.session.can_undo:
            return False
        if action.name == "redo" and not self.session.can_redo:
            return False
        if action.name == "pick_chosen" and self._cursor == _NO_CURSOR:
            return False
        return self.moment in action.during

    def keys(self, action: Action) -> tuple[str, ...]:
        """In the answer field, printable keys are text."""
        return tuple(key for key in action.keys if not _is_text(key)) if self.moment == "field" else action.keys

    def label(self, action: Action) -> str:
        """Call Space the grade that it gives."""
        return self.suggested.name.title() if action.name == "suggested" else action.label

    # Going on

    def show_next(self) -> None:
        """Ask what comes next, or show the summary when nothing does."""
        self._answered = False
        self._cursor = _NO_CURSOR
        self._question = None
        try:
            self._question = self._next()
        except QuizError as error:
            self._paint()
            self.alarm(str(error))
            return
        if self._question is None:
            self.app.finish(self.session, self.heading)
            return
        self.query_one(Input).value = ""
        self._paint()
        self.query_one(CardView).begin()

    def _next(self) -> "Question | None":
        while True:
            try:
                return self.session.next(self.app.now())
            except NotFoundError:
                # Another quiz took the card's deck away, or changed it, meanwhile: the session goes on without the card.
                continue

    def action_ask(self) -> None:
        """Go on from a new fact to its question."""
        self._question = self.session.taught()
        self._paint()
        self.query_one(CardView).begin()

    def action_reveal(self) -> None:
        """Show the answer."""
        self._answered = True
        self._paint()

    def action_retry(self) -> None:
        """Read the collection again."""
        self.show_next()

    def action_back(self) -> None:
        """End the session."""
        if self.session.results:
            self.app.finish(self.session, self.heading)
        else:
            self.app.go_home()

    # Answering

    def action_pick(self, number: int) -> None:
        """Pick an option, counted from 1."""
        if self._question and number <= len(self._question.options):
            self.session.check(number - 1)
            self.action_reveal()

    def action_true(self) -> None:
        """Say that the statement is true."""
        self.action_pick(1)

    def action_false(self) -> None:
        """Say that the statement is false."""
        self.action_pick(2)

    def action_pick_chosen(self) -> None:
        """Pick the option under the cursor."""
        self.action_pick(self._cursor + 1)

    def action_type(self) -> None:
        """Go back to the answer field."""
        self.query_one(Input).focus()

    def action_leave_field(self) -> None:
        """Leave the answer field."""
        self.set_focus(None)

    async def action_submit(self) -> None:
        """Check what the field holds."""
        await self.query_one(Input).action_submit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Check the answer; nothing typed asks for the right one. What is true of another question may be tried again."""
        event.stop()
        if self.moment not in {"field", "typed"}:
            return
        if event.value.strip():
            feedback = self.session.check(event.value)
            if feedback.outcome is Outcome.OTHER:
                event.input.value = ""
                self._paint()
                return
        self.action_reveal()

    def on_key(self, event: events.Key) -> None:
        """Outside the field, a key without a meaning begins to type again."""
        if self.moment == "typed" and event.is_printable and event.character:
            if any(event.key in action.keys for action in self.working()):
                return
            event.stop()
            field = self.query_one(Input)
            field.focus()
            field.insert_text_at_cursor(event.character)

    # Grading

    def action_suggested(self) -> None:
        """Give the suggested grade."""
        self._grade(self.suggested)

    def action_grade(self, number: int) -> None:
        """Give a grade, from 1 (Again) to 4 (Easy)."""
        self._grade(Rating(number))

    def _grade(self, rating: Rating) -> None:
        if self.saved(lambda: self.session.answer(rating, self.app.now())):
            self.show_next()

    # The card itself

    def action_mark(self) -> None:
        """Set or take off the card's star."""
        if self.saved(lambda: self.session.mark(self.app.now())):
            self._question = self.session.next(self.app.now())
            self._paint()

    def action_info(self) -> None:
        """Show the card's info; before the answer is there, without what would give it away."""
        from quiz.tui.info import InfoScreen

        if self._question is not None:
            shown = self.moment in {"answered", "teach"}
            self.app.push_screen(InfoScreen(self._question, with_answer=shown))

    # Moving

    def action_up(self) -> None:
        """Choose the option above, or scroll up."""
        self._move(-1)

    def action_down(self) -> None:
        """Choose the option below, or scroll down."""
        self._move(1)

    def _move(self, step: int) -> None:
        question = self._question
        if question is None or self.moment not in {"choice", "truefalse"}:
            self.query_one(CardView).scroll_relative(y=step, animate=False)
            return
        last = len(question.options) - 1
        start = self._cursor if self._cursor != _NO_CURSOR else (last + 1 if step < 0 else -1)
        self._cursor = min(max(start + step, 0), last)
        self._paint()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)

    # The mouse

    def on_option_row_picked(self, message: OptionRow.Picked) -> None:
        """Pick what was clicked."""
        if self.moment in {"choice", "truefalse"}:
            self.action_pick(message.place + 1)

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Grade with what was clicked, or go on."""
        if message.rating is not None:
            self._grade(message.rating)
        elif self.moment == "field":
            self.call_later(self.action_submit)
        else:
            first = next((action for action in self.working() if "space" in action.keys), None)
            if first is not None:
                self.perform(first)

    def on_descendant_focus(self) -> None:
        """The keys that work change with the field."""
        self._paint_keys()

    def on_descendant_blur(self) -> None:
        """The keys that work change with the field."""
        self._paint_keys()

    # Painting

    def _paint(self) -> None:
        question = self._question
        title = self.heading if question is None else question.card.deck.title
        self.query_one(Progress).show(title, self.session.left)
        self.query_one(Meter).show(len(self.session.results), self._left())
        self.query_one(CardView).show(question, self.moment, self.session.feedback, self._cursor)
        self.alarm("")
        self._paint_keys()

    def _left(self) -> int:
        left = self.session.left.total
        limit = self.session.limit
        return left if limit is None else min(left, max(0, limit - len(self.session.results)))

    def _paint_keys(self) -> None:
        buttons = self.query_one(Buttons)
        moment = self.moment
        if moment == "answered" and self._question is not None:
            buttons.show_grades(self._question.prospects, self.suggested)
        else:
            key, label = {
                "teach": ("Space", "Ask me"),
                "field": ("Enter", "Check"),
                "stuck": ("Space", "Try again"),
            }.get(moment, ("Space", "Show answer"))
            buttons.show_go(key, label)
        self.keys_changed()


def _is_text(key: str) -> bool:
    character = key_to_character(key)
    return character is not None and character.isprintable()
