"""The pace of studying: a discreet clock, the time that is left, going on by itself, and nothing but the card on the screen."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from quiz.cards.card import Form
from quiz.collection.app_choices import AppChoices, Motion
from quiz.study.day import milliseconds
from quiz.tui.lines import joined
from quiz.tui.study.changing import ChangingScreen
from quiz.tui.times import spent

if TYPE_CHECKING:
    from textual.timer import Timer

    from quiz.study.question import Question
    from quiz.study.session import Session
    from quiz.tui.action import Moment

_SHOW, _GRADE = 10, 5
"""Seconds, for a learner who lets cards go on by themselves and has chosen none."""
_CALM = 10
"""Seconds from one look at the clock to the next where little is to move."""
_FEWEST = 3
"""Answers from which the time left is estimated."""
_LONGEST = 60_000
"""Milliseconds of one answer that count for the estimate: somebody who went away does not take so long for the others."""


class PacingScreen(ChangingScreen):
    """A screen over a session that knows how time goes by. Its clock is `app.now`, looked at once a second while it is needed."""

    def __init__(self, session: "Session") -> None:
        """Start with the learner's choices once the screen is there."""
        super().__init__(session)
        self._question: Question | None = None
        self._answered = False
        self._clock = False
        self._auto = False
        self._began: tuple[object, ...] = ()
        self._waited = 0
        """Milliseconds that this moment has lasted, pauses left out."""
        self._looked = 0
        """When the clock was last looked at."""
        self._took: int | None = None
        """Milliseconds that the question took until its answer was shown."""
        self._beat: Timer | None = None

    @property
    def moment(self) -> "Moment":
        """What the screen is at."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether the first question is there, and its field has the focus."""
        return super().is_open and self.moment != "typed"

    @property
    def _choices(self) -> AppChoices:
        return self.app.collection.choices.app or AppChoices()

    def start_pace(self) -> None:
        """Begin as the learner has chosen."""
        chosen = self._choices
        self._clock = chosen.timer
        self._auto = bool(chosen.auto_show or chosen.auto_grade)
        self.set_class(chosen.focus, "-focus")
        self._keep_time()

    # By key

    def action_clock(self) -> None:
        """Show or hide the clock."""
        self._clock = not self._clock
        self._keep_time()
        self.show_pace()

    def action_auto(self) -> None:
        """Let cards go on by themselves, or stop that."""
        self._auto = not self._auto
        self._waited, self._looked = 0, milliseconds(self.app.now())
        self._keep_time()
        self.show_pace()
        show, grade = self._seconds
        on = f"The answer comes after {show or '–'} s, the next card {grade or '–'} s later"
        self.app.tell(f"{on}; {self.keymap.key('study.auto')} stops it" if self._auto else "Cards wait for you")

    def action_card_only(self) -> None:
        """Show nothing but the card, or all again."""
        on = not self.has_class("-focus")
        self.set_class(on, "-focus")
        if on:
            self.app.tell(f"Only the card; {self.keymap.key('study.card_only', typing=self.typing)} shows all again")

    @property
    def _seconds(self) -> tuple[int, int]:
        """After how many seconds the answer is shown, and graded; 0 is never."""
        show, grade = self._choices.auto_show, self._choices.auto_grade
        return (show, grade) if show or grade else (_SHOW, _GRADE)

    def _keep_time(self) -> None:
        wanted = self._clock or self._auto
        if wanted and self._beat is None:
            self._beat = self.set_interval(1.0, self.tick)
        elif not wanted and self._beat is not None:
            self._beat.stop()
            self._beat = None

    # By itself

    def tick(self) -> None:
        """Look at the clock: show it, and go on where it is time."""
        now = milliseconds(self.app.now())
        passed, self._looked = max(0, now - self._looked), now
        if self.app.screen is not self or self._question is None:
            return
        if self._auto and not self._paused:
            self._waited += passed
            wait = self._wait
            if wait and self._waited >= wait * 1000:
                self._go_on()
                return
        self.show_pace()

    @property
    def _paused(self) -> bool:
        """Whether a dialog, the learner's own hand or another window stops cards from going on by themselves."""
        return self.app.screen is not self or not self.app.app_focus or self.at_work

    @property
    def at_work(self) -> bool:
        """Whether an answer has been begun."""
        raise NotImplementedError

    @property
    def _wait(self) -> int:
        """Seconds that this moment lasts; 0 is until a key is pressed."""
        show, grade = self._seconds
        return 0 if self.moment == "stuck" else grade if self._answered else show

    def _go_on(self) -> None:
        question = self._question
        if self.moment == "teach":
            self.action_ask()
        elif self._answered:
            self.action_suggested()
        elif question is not None:
            if question.form is not Form.REVEAL:
                self.session.check("")  # time was up: that is no answer, and no reason to call it known
            self.action_reveal()

    def action_ask(self) -> None:
        """Go on from a new fact to its question."""
        raise NotImplementedError

    def action_suggested(self) -> None:
        """Give the suggested grade."""
        raise NotImplementedError

    def action_reveal(self) -> None:
        """Show the answer."""
        raise NotImplementedError

    # What is shown

    def show_pace(self) -> None:
        """Show the clock, what is left and whether cards go on by themselves: what of it is wanted."""
        question = self._question
        began = (question.card.id, question.shown_at, question.teach, self._answered) if question else ()
        if began != self._began:
            self._took = milliseconds(self.app.now()) - question.shown_at if question and self._answered else None
            self._began, self._waited, self._looked = began, 0, milliseconds(self.app.now())
        found = joined([self._sign(), self._elapsed(), self._left()], " · ")
        line = self.query_one("#pace", Static)
        if found != line.content:
            line.display = bool(found)
            line.update(found)

    def _sign(self) -> Content:
        if not self._auto:
            return Content("")
        if self._paused:
            return Content.styled("‖ by itself: paused", "$warning")
        left = max(0, self._wait - self._waited // 1000)
        calm = not left or self._choices.motion is Motion.REDUCED
        return Content.styled("▸ by itself" if calm else f"▸ by itself in {left} s", "$primary")

    def _elapsed(self) -> Content:
        if not self._clock or self._question is None or self._question.teach:
            return Content("")
        took = milliseconds(self.app.now()) - self._question.shown_at if self._took is None else self._took
        seconds = max(0, took) // 1000
        if self._choices.motion is Motion.REDUCED and self._took is None:
            seconds -= seconds % _CALM
        return Content.styled(f"{seconds // 60}:{seconds % 60:02}", "$quiet")

    def _left(self) -> Content:
        times = [min(one.event.took, _LONGEST) for one in self.session.results]
        left = self.cards_left
        if len(times) < _FEWEST or not left:
            return Content("")
        return Content.styled(f"{spent(left * sum(times) / len(times) / 1000)} left", "$quiet")

    @property
    def cards_left(self) -> int:
        """How many cards the session still asks."""
        left = self.session.left.total
        limit = self.session.limit
        return left if limit is None else min(left, max(0, limit - len(self.session.results)))
