"""Sitting an exam: from question to question, back and forth, until the paper is handed in or the time is over."""

from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Form
from quiz.study.exam_sheet import Sheet, entered
from quiz.tui.acting import ActingScreen
from quiz.tui.exam.numbers import Numbers, Where
from quiz.tui.exam.sheet_view import SheetView
from quiz.tui.lines import plain
from quiz.tui.meter import Meter
from quiz.tui.study.parts import OptionRow
from quiz.tui.times import count

if TYPE_CHECKING:
    from quiz.study.question import Question, Response
    from quiz.tui.action import Action
    from quiz.tui.app import QuizApp

NO_CURSOR = -1
_HURRY = 60
"""Seconds from which on the time left is a warning."""


class SittingScreen(ActingScreen[None]):
    """The part of the Exam screen that asks. What it needs to know is the sheet and the place on it."""

    app: "QuizApp"
    sheet: Sheet | None = None
    here = 0
    entering = False
    """Whether the answers of a printed paper are typed in."""
    _cursor = NO_CURSOR

    @property
    def question(self) -> "Question":
        """The question that is shown."""
        if self.sheet is None:
            raise RuntimeError("No exam is being sat.")
        return self.sheet.paper.questions[self.here]

    def hand_in(self) -> None:
        """Mark the paper and show the score."""
        raise NotImplementedError

    def asked(self) -> str:
        """Return the moment of the question: its form, or whether the learner types."""
        if self.entering or self.question.form is Form.TYPED:
            return "field" if self.query_one(Input).has_focus else "typed"
        return str(self.question.form)

    def can_answer(self, action: "Action") -> bool:
        """Say whether there is something for an action to do."""
        if action.name == "pick_chosen":
            return self._cursor != NO_CURSOR
        if action.name == "take_back":
            return self.sheet is not None and self.sheet.answers[self.here] is not None
        if action.name == "previous":
            return self.here > 0
        return action.name != "first_open" or bool(self.sheet and self.sheet.open)

    # Going from question to question

    def go_to(self, place: int) -> None:
        """Show another question; what stands in the field is its answer."""
        self.keep_typed()
        if self.sheet is not None and 0 <= place < len(self.sheet.answers):
            self.here, self._cursor = place, NO_CURSOR
            self.paint_sheet()
            self.query_one(SheetView).begin(self.sheet, place)
            self.keys_changed()

    def action_next(self) -> None:
        """Go to the next question; behind the last one the paper can be handed in."""
        if self.sheet is not None and self.here + 1 < len(self.sheet.answers):
            self.go_to(self.here + 1)
        else:
            self.action_hand_in()

    def action_previous(self) -> None:
        """Go to the question before."""
        self.go_to(self.here - 1)

    def action_first_open(self) -> None:
        """Go to the next question without an answer."""
        self.keep_typed()
        if self.sheet is not None and (place := self.sheet.after(self.here)) is not None:
            self.go_to(place)

    def action_go(self) -> None:
        """Ask for a question's number and go to it."""
        from quiz.tui.asking import Ask

        number = len(self.sheet.answers) if self.sheet else 0

        def check(text: str) -> str:
            good = text.strip().isascii() and text.strip().isdigit() and 1 <= int(text) <= number
            return "" if good else f"A number from 1 to {number} is expected."

        asked = Ask("Go to", "The question’s number:", check=check)
        self.app.push_screen(asked, lambda text: self.go_to(int(text) - 1) if text else None)

    def action_flag(self) -> None:
        """Mark the question for a second look, or take the mark off."""
        if self.sheet is not None:
            self.sheet = self.sheet.turned(self.here)
            self.paint_sheet()

    def action_hand_in(self) -> None:
        """Hand the paper in, once the learner has said so."""
        from quiz.tui.asking import Confirm

        self.keep_typed()
        if self.sheet is None:
            return
        unanswered, flagged = len(self.sheet.open), len(self.sheet.flagged)
        missing = f"{count(unanswered, 'question has', 'questions have')} no answer yet."
        parts = [
            missing if unanswered else "Every question has an answer.",
            f"{count(flagged, 'question is', 'questions are')} marked for a second look." if flagged else "",
            "After it, nothing can be changed.",
        ]
        heading = "Mark this paper?" if self.entering else "Hand the paper in?"
        text = " ".join(part for part in parts if part)
        self.app.push_screen(Confirm(heading, text, "Hand in"), lambda yes: self.hand_in() if yes else None)

    # Answering

    def put(self, response: "Response | None") -> None:
        """Keep an answer to the question that is shown."""
        if self.sheet is not None:
            self.sheet = self.sheet.answered(self.here, response)
            self.paint_sheet()
            self.keys_changed()

    def keep_typed(self) -> None:
        """Keep what stands in the field as the answer."""
        field = self.query_one(Input)
        if self.sheet is None or not (self.entering or self.question.form is Form.TYPED):
            return
        self.sheet = self.sheet.answered(self.here, entered(self.question, field.value) if self.entering else field.value)

    def action_pick(self, number: int) -> None:
        """Pick an option, counted from 1."""
        if number <= len(self.question.options):
            self.put(number - 1)

    def action_true(self) -> None:
        """Say that the statement is true."""
        self.action_pick(1)

    def action_false(self) -> None:
        """Say that the statement is false."""
        self.action_pick(2)

    def action_add(self, number: int) -> None:
        """Pick an option, counted from 1, as the next one. One of a set that is picked already is taken back."""
        question, place, picks = self.question, number - 1, self._picks()
        if place >= len(question.options):
            return
        if place in picks:
            if question.form is Form.MULTISELECT:
                self.put(tuple(one for one in picks if one != place))
        elif len(picks) < question.wants:
            self.put((*picks, place))

    def action_pick_chosen(self) -> None:
        """Pick the option under the cursor."""
        self._pick(self._cursor)

    def action_take_back(self) -> None:
        """Take the last pick back."""
        self.put(self._picks()[:-1] if self.question.form in SEVERAL_PICKS else None)

    def action_type(self) -> None:
        """Go back to the answer field."""
        self.query_one(Input).focus()

    def action_leave_field(self) -> None:
        """Leave the answer field."""
        self.keep_typed()
        self.paint_sheet()
        self.set_focus(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with Enter."""
        event.stop()
        self.action_next()

    def on_option_row_picked(self, message: OptionRow.Picked) -> None:
        """Pick what was clicked."""
        if not self.entering:
            self._pick(message.place)

    def on_numbers_chosen(self, message: Numbers.Chosen) -> None:
        """Go to the question that was clicked."""
        self.go_to(message.place)

    def on_key(self, event: events.Key) -> None:
        """Outside the field, a key without a meaning begins to type again."""
        if self.sheet is None or self.asked() != "typed" or not event.is_printable or not event.character:
            return
        if any(event.key in action.keys for action in self.working()):
            return
        event.stop()
        field = self.query_one(Input)
        field.focus()
        field.insert_text_at_cursor(event.character)

    def move_cursor(self, step: int) -> bool:
        """Choose the option above (-1) or below (1); return whether there are options to choose from."""
        if self.entering or not self.question.options:
            return False
        last = len(self.question.options) - 1
        start = self._cursor if self._cursor != NO_CURSOR else (last + 1 if step < 0 else -1)
        self._cursor = min(max(start + step, 0), last)
        self.paint_sheet()
        self.query(OptionRow)[self._cursor].scroll_visible(animate=False)
        self.keys_changed()
        return True

    # Painting

    def paint_sheet(self) -> None:
        """Show the question as it is now."""
        sheet = self.sheet
        if sheet is None:
            return
        self.paint_clock()
        self.query_one("#sat", Meter).show(sheet.given, len(sheet.open))
        self.query_one(Numbers).show(sheet, self.here)
        self.query_one(SheetView).show(sheet, self.here, cursor=self._cursor, entering=self.entering)

    def paint_clock(self) -> None:
        """Show how far one is and the time that is left; hand the paper in when it is over."""
        sheet = self.sheet
        if sheet is None:
            return
        left = sheet.left(self.app.now())
        done = f"{sheet.given} of {len(sheet.answers)} answered"
        hurry = "bold $warning" if left is not None and left < _HURRY else ""
        clock = plain("" if left is None else f"   {left // 60}:{left % 60:02} left", hurry)
        self.query_one(Where).show(plain(sheet.paper.title), plain(done) + clock)
        if left == 0:
            self.keep_typed()
            self.app.tell("The time is over: the paper was handed in.")
            self.hand_in()

    def _pick(self, place: int) -> None:
        if self.question.form in SEVERAL_PICKS:
            self.action_add(place + 1)
        else:
            self.action_pick(place + 1)

    def _picks(self) -> tuple[int, ...]:
        answer = self.sheet.answers[self.here] if self.sheet else None
        return answer if isinstance(answer, tuple) else ()
