"""Exam: how much of a deck is known. It is set up, sat, and marked on one screen; nothing of it is logged or scheduled."""

from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quiz.study.exam_sheet import Sheet
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.exam.numbers import Numbers, Where
from quiz.tui.exam.printing import ask_where
from quiz.tui.exam.score import figures, headline, relations, reviews
from quiz.tui.exam.setup import LINES, Setup, Wishes
from quiz.tui.exam.sheet_view import SheetView
from quiz.tui.exam.sitting import SittingScreen
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import joined, plain
from quiz.tui.meter import Meter
from quiz.tui.scrolling import Scrolling

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.study.exam import Paper
    from quiz.study.exam_marking import Expected, Marking
    from quiz.tui.work import Watch

_MARGIN = 8
"""Cells at both sides of the column."""
_WIDEST = 82


class ExamScreen(Scrolling, SittingScreen):
    """An exam on a deck and those below it."""

    place = "exam"
    scrolled = "#score"
    CSS_PATH = "exam.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("exam")
    AUTO_FOCUS = ""

    def __init__(self, deck: str) -> None:
        """Begin with the set-up of an exam on `deck`."""
        super().__init__()
        self.deck = deck
        self.wishes = Wishes("")
        self._line = 0
        self._expected: Expected | None = None
        self._marking: Marking | None = None
        self._only_missed = True

    def compose(self) -> ComposeResult:
        """Lay the three parts out; one of them is shown."""
        with VerticalScroll(id="setup", can_focus=False), Vertical(classes="column"):
            yield Static(id="setup-head")
            yield Setup()
            yield Static(id="setup-foot")
        with Vertical(id="sheet"):
            with Vertical(classes="row"), Vertical(id="top", classes="column"):
                yield Where()
                yield Meter(id="sat")
                yield Numbers()
            yield SheetView()
        with VerticalScroll(id="score", can_focus=False), Vertical(classes="column"):
            yield Static(id="score-head")
            yield Horizontal(*(Static(classes="figure") for _ in range(4)), id="figures")
            yield Static(id="relations")
            yield Static(id="reviews")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the set-up; the clock is looked at every second."""
        self.wishes = Wishes(self.app.now().date().isoformat())
        self.set_interval(1.0, self._tick)
        self.paint()

    def on_resize(self) -> None:
        """Lay out what depends on the width, once the parts have theirs."""
        self.call_after_refresh(self.paint)

    @property
    def moment(self) -> str:
        """What the screen is at: the set-up, a question in one of its forms, or the score."""
        if self._marking is not None:
            return "score"
        return "setup" if self.sheet is None else self.asked()

    def allowed(self, action: Action) -> bool:
        """Let an action work at its moments only, and where there is something for it to do."""
        if not super().allowed(action) or self.moment not in action.during:
            return False
        return self.sheet is None or self._marking is not None or self.can_answer(action)

    def label(self, action: Action) -> str:
        """Call things what they do now."""
        if action.name == "only":
            return "Missed only" if not self._only_missed else "All questions"
        if action.name == "next" and self.sheet is not None and self.here + 1 == len(self.sheet.answers):
            return "Hand in"
        return super().label(action)

    def key(self, action: Action) -> str:
        """Name as many digits as there are options."""
        options = len(self.question.options) if self.sheet is not None else 0
        if action.name in {"add", "pick"} and options:
            return evolve(action, keys=action.keys[:options]).key
        return super().key(action)

    # The set-up

    def action_less(self) -> None:
        """Make the chosen line less."""
        self._wish(self.wishes.stepped(LINES[self._line], -1))

    def action_more(self) -> None:
        """Make the chosen line more."""
        self._wish(self.wishes.stepped(LINES[self._line], 1))

    def action_edit(self) -> None:
        """Type what the chosen line is to be."""
        from quiz.tui.asking import Ask

        line, wishes = LINES[self._line], self.wishes
        if line == "difficulty":
            self.action_more()
            return

        def check(text: str) -> str:
            try:
                wishes.typed(line, text)
            except ValueError as error:
                return str(error)
            return ""

        heading = {"questions": "Questions", "forms": "Forms", "minutes": "Minutes, 0 for no limit", "seed": "Seed"}[line]
        done = lambda text: self._wish(wishes.typed(line, text)) if text else None  # noqa: E731
        self.app.push_screen(Ask(heading, value=wishes.value(line), check=check), done)

    def on_setup_chosen(self, message: Setup.Chosen) -> None:
        """Choose the line that was clicked; once more makes it more."""
        if self._line == message.line:
            self.action_more()
        self._line = message.line
        self.paint()

    def action_begin(self) -> None:
        """Draw the paper and sit it."""
        self._draw(lambda paper: self._sit(paper, entering=False))

    def action_enter_paper(self) -> None:
        """Draw the paper and type in what somebody has written on its print."""
        self._draw(lambda paper: self._sit(paper, entering=True))

    def action_print(self) -> None:
        """Write the paper, of the set-up or the one that was sat, to a file, and its key beside it."""
        if self.sheet is not None:
            ask_where(self, self.sheet.paper)
        else:
            self._draw(lambda paper: ask_where(self, paper))

    def _wish(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self.paint()

    def _draw(self, then: "Callable[[Paper], object]") -> None:
        from quiz.collection.exams import expected_of, paper_of

        app, wishes, now = self.app, self.wishes, self.app.now()

        def draw(watch: "Watch") -> "tuple[Paper, Expected]":
            watch.say("Drawing the questions …")
            with app.collection.beside() as own:
                paper = paper_of(
                    own,
                    self.deck,
                    questions=wishes.questions,
                    seed=wishes.seed,
                    forms=wishes.forms,
                    by_difficulty=wishes.by_difficulty,
                )
                return paper, expected_of(own, paper, now)

        def drawn(found: "tuple[Paper, Expected]") -> None:
            paper, self._expected = found
            then(paper)

        app.work("Exam", draw, drawn)

    # Sitting

    def _sit(self, paper: "Paper", *, entering: bool) -> None:
        seconds = self.wishes.minutes * 60 if self.wishes.minutes and not entering else None
        self.entering = entering
        self.sheet = Sheet(paper, started=self.app.now(), seconds=seconds)
        self.query_one(Input).value = ""
        self.paint()
        self.go_to(0)

    def hand_in(self) -> None:
        """Mark the paper and show the score."""
        if self.sheet is None or self._marking is not None:
            return
        self._marking = self.sheet.marking()
        self._only_missed = any(one.points < 1 for one in self._marking.marked)
        self.set_focus(None)
        self.paint()
        self.query_one("#score").scroll_home(animate=False)

    def _tick(self) -> None:
        if self.sheet is not None and self._marking is None:
            self.paint_clock()

    # The score

    def action_only(self) -> None:
        """Show what was missed, or every question."""
        self._only_missed = not self._only_missed
        self.paint()

    def action_again(self) -> None:
        """Set up another exam: by the next seed, so that it is another paper."""
        self.sheet, self._marking = None, None
        self.wishes = evolve(self.wishes, seed=_after(self.wishes.seed))
        self.paint()

    def action_back(self) -> None:
        """Leave; an exam that is being sat is left only when the learner says so."""
        if self.sheet is None or self._marking is not None:
            self.app.back()
            return
        from quiz.tui.asking import Confirm

        self.keep_typed()
        text = "Its answers are not kept, and there is no score." if self.sheet.given else "Nothing is answered yet."
        self.app.push_screen(Confirm("Leave the exam?", text, "Leave"), lambda yes: self.app.back() if yes else None)

    # Moving

    def action_up(self) -> None:
        """Choose the line or option above, or scroll up."""
        self._move(-1)

    def action_down(self) -> None:
        """Choose the line or option below, or scroll down."""
        self._move(1)

    def _move(self, step: int) -> None:
        if self.moment == "score":
            self.query_one("#score").scroll_relative(y=step, animate=False)
        elif self.sheet is None:
            self._line = min(max(self._line + step, 0), len(LINES) - 1)
            self.paint()
        elif not self.move_cursor(step):
            self.query_one(SheetView).scroll_relative(y=step, animate=False)

    # Painting

    def paint(self) -> None:
        """Show the part that the exam is at."""
        moment = self.moment
        for name, shown in (("setup", moment == "setup"), ("score", moment == "score")):
            self.query_one(f"#{name}").display = shown
        self.query_one("#sheet").display = moment not in {"setup", "score"}
        if moment == "setup":
            self.query_one("#setup-head", Static).update(_head(self._title()))
            self.query_one(Setup).show(self.wishes, self._line)
            self.query_one("#setup-foot", Static).update(_FOOT)
        elif moment == "score":
            self._paint_score()
        else:
            self.paint_sheet()
        self.keys_changed()

    def _paint_score(self) -> None:
        marking = self._marking
        if marking is None or self.sheet is None:
            return
        width = max(20, min(self.size.width - _MARGIN, _WIDEST))
        self.query_one("#score-head", Static).update(headline(marking, self.sheet.paper.title))
        found = figures(marking, None if self.entering else self._expected)
        for at, box in enumerate(self.query("#figures > Static").results(Static)):
            box.display = at < len(found)
            if box.display:
                box.update(Content.assemble((found[at][0], "bold $primary"), "\n", (found[at][1], "$quiet")))
        self.query_one("#relations", Static).update(relations(marking, width))
        self.query_one("#reviews", Static).update(reviews(marking, width, only_missed=self._only_missed))

    def _title(self) -> str:
        return next((row.title for row in self.app.collection.decks() if row.deck == self.deck), self.deck)


_FOOT = Content.styled(
    "Every question comes first, in any order you like, and what was right at the end. Nothing of it is a review: no due day "
    "moves.",
    "$quiet",
)


def _head(title: str) -> Content:
    return joined([Content.styled("Exam", "bold"), plain(title, "$quiet")], "  ")


def _after(seed: str) -> str:
    """Return the seed of the next paper: the next number, or the number 2 behind other words."""
    head = seed.rstrip("0123456789")
    digits = seed[len(head) :]
    if head.endswith("-") or not digits:
        return f"{seed}.2"
    return f"{head}{int(digits) + 1}"
