"""Study: one screen whose parts change with every question."""

from itertools import takewhile
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from quiz.cards.card import Form
from quiz.cards.verdict import Outcome
from quiz.errors import NotFoundError, QuizError
from quiz.memory.rating import Rating
from quiz.tui.action import Action, Moment, shown
from quiz.tui.actions import bindings
from quiz.tui.keybar import KeyBar
from quiz.tui.meter import Meter
from quiz.tui.scrolling import Scrolling
from quiz.tui.study.card_view import CardView
from quiz.tui.study.editing_here import EditingScreen
from quiz.tui.study.pacing import PacingScreen
from quiz.tui.study.parts import Button, Buttons, Progress
from quiz.tui.study.picking import PickingScreen

if TYPE_CHECKING:
    from quiz.study.question import Feedback, Question
    from quiz.study.session import Session
    from quiz.tui.app import QuizApp

_GO = {"teach": "study.ask", "field": "study.submit", "stuck": "study.retry"}
"""What the button that goes on does; elsewhere it shows the answer or, once something is picked, checks it."""


class StudyScreen(Scrolling, EditingScreen, PickingScreen, PacingScreen):
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
        self._shown_feedback: Feedback | None = None
        self._typing_told: tuple[Moment, bool] = "stuck", True

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(classes="row"), Vertical(id="top", classes="column"):
            yield Progress()
            with Horizontal(id="going"):
                yield Meter()
                yield Static(id="pace")
        yield CardView()
        with Vertical(classes="row"), Vertical(id="bottom", classes="column"):
            yield Static(id="alarm")
            yield Buttons()
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask the first question."""
        self.start_pace()
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
        return question.form.value  # type: ignore[return-value] # each of the other forms is a moment of its own name

    @property
    def suggested(self) -> Rating:
        """The grade that Space gives: what the answer suggests, Good where the answer was asked for, Again where time ran out."""
        feedback = self.session.feedback
        if feedback and feedback.outcome is Outcome.EMPTY:
            return Rating.AGAIN
        return feedback.suggests if feedback and feedback.suggests else Rating.GOOD

    def allowed(self, action: Action) -> bool:
        """Let an action work at its moments only, and where there is something for it to do."""
        if action.name == "undo" and not self.session.can_undo:
            return False
        if action.name == "redo" and not self.session.can_redo:
            return False
        return self.moment in action.during and self.can_pick(action)

    def key(self, action: Action) -> str:
        """Name as many digits as there are options."""
        if action.name in {"add", "pick"} and self._question:
            return evolve(action, keys=action.keys[: len(self._question.options)]).key
        return super().key(action)

    def label(self, action: Action) -> str:
        """Call Space the grade that it gives, and Enter in the answer field what it does with what stands there."""
        if action.name == "submit" and self._nothing_typed:
            return "Show answer"
        return self.suggested.name.title() if action.name == "suggested" else action.label

    # Going on

    def show_next(self) -> None:
        """Ask what comes next, or show the summary when nothing does."""
        self._answered = False
        self.forget_picks()
        self._question = None
        try:
            self._question = self._next()
        except QuizError as error:
            self.paint()
            self.alarm(str(error))
            return
        if self._question is None:
            self.app.finish(self.session, self.heading)
            return
        self.query_one(Input).value = ""
        self.paint()
        self.query_one(CardView).begin()

    def come_back(self) -> None:
        """Show the card as it is now. An answer that was shown stays shown, judged by what is true now."""
        before, answered, feedback = self._question, self._answered, self._shown_feedback
        self.show_next()
        if answered and self._question is not None and self.judged_again(before, feedback, self._question):
            self.action_reveal()

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
        self.paint()
        self.query_one(CardView).begin()

    def action_reveal(self) -> None:
        """Show the answer."""
        self._answered = True
        self.paint()
        self.query_one(CardView).reach_answer()

    def action_retry(self) -> None:
        """Read the collection again."""
        self.show_next()

    def action_back(self) -> None:
        """End the session."""
        if self.session.results:
            self.app.finish(self.session, self.heading)
        else:
            self.app.back()

    # Answering

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
                self.paint()
                return
        self.action_reveal()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Enter does something else once something is typed."""
        event.stop()
        if self._typing_told != (self.moment, self._nothing_typed):
            self._paint_keys()

    @property
    def _nothing_typed(self) -> bool:
        return not self.query_one(Input).value.strip()

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
            leech = self.session.results[-1].leech
            self.show_next()
            if leech:
                self.tell_leech(leech)

    # The card itself

    def action_mark(self) -> None:
        """Set or take off the card's star."""
        if self.saved(lambda: self.session.mark(self.app.now())):
            self._question = self.session.next(self.app.now())
            self.paint()

    def action_info(self) -> None:
        """Show the card's info; before the answer is there, without what would give it away."""
        self._tell("card")

    def action_why(self) -> None:
        """Tell why this card, and why now."""
        self._tell("why")

    def action_sources(self) -> None:
        """Show the card's sources in full."""
        self._tell("sources")

    def _tell(self, section: str) -> None:
        from quiz.tui.study.info import InfoScreen

        if self._question is not None:
            shown = self.moment in {"answered", "teach"}
            self.app.push_screen(InfoScreen(self._question, with_answer=shown, section=section, practice=self.session.cram))

    # Moving

    def action_up(self) -> None:
        """Choose the option above, or scroll up."""
        self._move(-1)

    def action_down(self) -> None:
        """Choose the option below, or scroll down."""
        self._move(1)

    def _move(self, step: int) -> None:
        if not self.move_cursor(step):
            self.query_one(CardView).scroll_relative(y=step, animate=False)

    # The mouse

    def on_button_pressed(self, message: Button.Pressed) -> None:
        """Grade with what was clicked, or go on."""
        if message.rating is not None:
            self._grade(message.rating)
        else:
            self.perform(self._going_on)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The button changes with the field, too."""
        super().on_descendant_focus(event)
        self._paint_keys()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """The button changes with the field, too."""
        super().on_descendant_blur(event)
        self._paint_keys()

    # Painting

    @property
    def at_work(self) -> bool:
        """Whether an answer has been begun."""
        return bool(self._picks) or (self.moment == "field" and bool(self.query_one(Input).value))

    def paint(self) -> None:
        """Show the question as it is now."""
        question = self._question
        title = self.heading if question is None else question.card.deck.title
        if self.session.cram:
            title = f"Practice, nothing is scheduled · {title}"
        self._shown_feedback = self.session.feedback
        self.query_one(Progress).show(title, self.session.left)
        self.query_one(Meter).show(len(self.session.results), self.cards_left)
        self.query_one(CardView).show(question, self.moment, self.session.feedback, self._cursor, tuple(self._picks))
        self.show_pace()
        self.alarm("")
        self._paint_keys()

    def settings_changed(self) -> None:
        """Other keys may stand at the options and the buttons."""
        super().settings_changed()
        self.paint()

    @property
    def _going_on(self) -> Action:
        """What the wide button does."""
        return self.keymap.action(_GO.get(self.moment, "study.confirm" if self._picks else "study.reveal"))

    def _key_of(self, action: Action) -> str:
        """Return the first key that does an action now, as no other comes before it."""
        before = takewhile(lambda one: one.id != action.id, self.working())
        taken = {key for one in before for key in self.keys(one)}
        return next((shown(key) for key in self.keys(action) if key not in taken), "")

    def _paint_keys(self) -> None:
        buttons = self.query_one(Buttons)
        moment = self.moment
        if moment == "answered" and self._question is not None:
            prospects = {} if self.session.cram else (self.session.question or self._question).prospects
            grade = self.keymap.action("study.grade")
            buttons.show_grades(prospects, self.suggested, {one: grade.key_of(one.value) for one in Rating})
        else:
            action = self._going_on
            buttons.show_go(self._key_of(action), self.label(action) if action.name == "submit" else action.label)
        self._typing_told = moment, self._nothing_typed
        self.keys_changed()
