"""The parts of the Study screen that are more than a line of text: progress, options, and the buttons at the bottom."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quiz.cards.asking import SEVERAL_PICKS
from quiz.cards.card import Form
from quiz.cards.depicted import depicted
from quiz.memory.rating import Rating
from quiz.study.question import Feedback, Question
from quiz.study.session import Left
from quiz.study.steps import Prospect
from quiz.tui.lines import apart, joined, plain, sides
from quiz.tui.study.slots import SLOTTED, filled, label, slots
from quiz.tui.study.words import left_words
from quiz.tui.styling import styled
from quiz.tui.times import interval

if TYPE_CHECKING:
    from quiz.tui.media.canvas import Depiction, PictureView


class Progress(Widget):
    """One line: which deck, and what the session still holds."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._title = ""
        self._left = Left(0, 0, 0)

    def show(self, title: str, left: Left) -> None:
        """Show these."""
        self._title, self._left = title, left
        self.refresh()

    def render(self) -> Content:
        """Return the line for the present width."""
        width = self.size.width
        return sides(plain(self._title), Content.assemble(*left_words(self._left, width)), width)


class OptionRow(Horizontal):
    """One option of a question; a click picks it."""

    class Picked(Message):
        """The row was clicked."""

        def __init__(self, place: int) -> None:
            """Say which, counted from 0."""
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        """Make the row of one place, counted from 0."""
        self._mark, self._words, self._label = (Static(classes=name) for name in ("mark", "words", "label"))
        self._picture: PictureView | None = None
        super().__init__()
        self.place = place

    def compose(self) -> ComposeResult:
        """Lay the row out; a picture that is wanted already stands in it from the start."""
        yield self._mark
        if self._picture is not None:
            yield self._picture
        yield self._words
        yield self._label

    def show(self, question: Question, picks: tuple[int, ...], key: str, *, cursor: bool) -> None:
        """Show the option before the answer: its key, whether the cursor is on it, and whether it is one of several picks so far.

        Members of a set each say whether they are picked; others only if they are. Where every pick has a place of its own, the
        option says which it has: on narrow screens there is no room for the places beside it.
        """
        picked = self.place in picks
        sign = " ●" if picked else " ○" if question.form is Form.MULTISELECT else ""
        words = styled(apart(question.options[self.place].text), question.card, "bold" if picked else "")
        slot = label(question, picks.index(self.place)) if picked and question.form in SLOTTED else ""
        self._say(f"{key}{sign}", "bold $primary", words, slot, cursor=cursor)
        self.set_class(False, "-answered")  # noqa: FBT003 - as Textual has it

    def show_answered(self, question: Question, *, picked: bool, several: bool) -> None:
        """Show what the option turned out to be once the question is answered."""
        option = question.options[self.place]
        missed = several and option.right and not picked
        mark, style = (
            ("✓", "bold $success") if option.right else ("✗", "bold $error") if picked else (f"{self.place + 1}", "$quiet")
        )
        words = "bold $success" if option.right else "$error" if picked else "$quiet"
        told = "  missing" if missed else "  your answer" if picked else ""
        text = styled(apart(option.text), question.card, words)
        self._say("–" if missed else mark, style, joined([text, Content.styled(told, "$quiet")], ""))
        self.set_class(True, "-answered")  # noqa: FBT003 - as Textual has it

    @property
    def has_picture(self) -> bool:
        """Whether it showed a picture before; it may be hidden."""
        return self._picture is not None

    def show_picture(self, depiction: "Depiction | None", rows: int) -> None:
        """Show the picture that the option stands for, if it is one. What draws it is made when the first one comes."""
        if self._picture is None:
            if depiction is None:
                return
            from quiz.tui.media.canvas import PictureView

            self._picture = PictureView(small=True)
            # A row that is new has no parts yet, and takes the picture in with them.
            if self._mark.is_attached:
                self.mount(self._picture, after=self._mark)
        self.call_after_refresh(self._picture.show, depiction, rows)

    def _say(self, mark: str, style: str, text: Content, slot: str = "", *, cursor: bool = False) -> None:
        self._mark.update(Content.styled(("› " if cursor else "  ") + mark, style))
        self._words.update(text)
        self._label.update(plain(f" {slot}" if slot else "", "$quiet"))
        self.set_class(cursor, "-cursor")

    def on_click(self, event: events.Click) -> None:
        """Pick the option."""
        event.stop()
        self.post_message(self.Picked(self.place))


class Slots(Static):
    """The places of an order, or the items to be matched. A click on a place that is taken takes back what is there."""

    class Taken(Message):
        """A place was clicked."""

        def __init__(self, at: int) -> None:
            """Say which place it is, counted from 0."""
            super().__init__()
            self.at = at

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        """Start empty."""
        super().__init__(id=id)
        self._places: list[Content] = []

    def show(self, question: Question, picks: tuple[int, ...], feedback: Feedback | None, *, answered: bool) -> None:
        """Show what is in the places so far or, once it is answered, what belongs there."""
        self._places = [] if answered else slots(question, picks)
        self.update(filled(question, feedback) if answered else joined(self._places))

    def on_click(self, event: events.Click) -> None:
        """Take back what is in the place that was clicked."""
        event.stop()
        bottom = 0
        for at, place in enumerate(self._places):
            bottom += max(1, len(place.wrap(max(1, self.size.width))))
            if event.y < bottom:
                self.post_message(self.Taken(at))
                return


class Options(Vertical):
    """The options of a question. A row is made when a question first needs it; those with fewer options hide the others."""

    def show(
        self,
        question: Question,
        *,
        cursor: int,
        answered: bool,
        feedback: Feedback | None,
        picks: tuple[int, ...],
        printed: bool = False,
    ) -> None:
        """Show a question's options: the cursor and the picks so far or, once it is answered, what was right and picked.

        Each stands beside the key that picks it or, with `printed`, beside its number on paper.
        """
        several = question.form in SEVERAL_PICKS
        self.set_class(several, "-several")
        made = len(self.query(OptionRow))
        if len(question.options) > made:
            self.mount_all(OptionRow(place) for place in range(made, len(question.options)))
        self._show_pictures(question)
        for row in self.query(OptionRow):
            row.display = row.place < len(question.options)
            if not row.display:
                continue
            if answered:
                picked = feedback is not None and (question.options[row.place] is feedback.picked or row.place in feedback.picks)
                row.show_answered(question, picked=picked, several=several and feedback is not None)
            else:
                row.show(question, picks, self._key(question, row.place, printed=printed), cursor=row.place == cursor)

    def _key(self, question: Question, place: int, *, printed: bool) -> str:
        from quiz.tui.acting import ActingScreen

        if printed or not isinstance(self.screen, ActingScreen):
            return str(place + 1)
        several, true_or_false = question.form in SEVERAL_PICKS, question.form is Form.TRUEFALSE
        return self.screen.option_key(place, several=several, true_or_false=true_or_false)

    def _show_pictures(self, question: Question) -> None:
        pictures = [depicted(question.card, option.text) for option in question.options]
        self.set_class(any(pictures), "-pictures")
        if not any(pictures) and not any(row.has_picture for row in self.query(OptionRow)):
            return
        from quiz.tui.media.canvas import depiction, rows_of_options

        rows = rows_of_options(self.app.size.height)
        for row, picture in zip_longest(self.query(OptionRow), pictures):
            row.show_picture(depiction(self.app, question.card.deck.id, picture) if picture else None, rows)


class Button(Static):
    """A place to click at the bottom of the screen. Its key does the same."""

    class Pressed(Message):
        """The button was clicked."""

        def __init__(self, rating: Rating | None) -> None:
            """Say which grade it stands for, if any."""
            super().__init__()
            self.rating = rating

    ALLOW_SELECT = False

    def __init__(self, rating: Rating | None = None) -> None:
        """Make the button of a grade, or the one that goes on."""
        super().__init__()
        self.rating = rating

    def on_click(self, event: events.Click) -> None:
        """Tell the screen."""
        event.stop()
        self.post_message(self.Pressed(self.rating))


_ROOMY = 52
"""Cells in which four grades have room for what points at one of them from both sides."""


class Buttons(Horizontal):
    """The bottom of the Study screen: one wide button that goes on, or the four grades with what each leads to."""

    def compose(self) -> ComposeResult:
        """Make the buttons once."""
        yield Button()
        for rating in Rating:
            yield Button(rating)

    def show_go(self, key: str, label: str) -> None:
        """Show the button that goes on."""
        # Not by a class: all buttons would be styled anew with every card.
        self.styles.grid_size_columns = 1
        for button in self.query(Button):
            button.display = button.rating is None
            if button.rating is None:
                button.update(Content.assemble((label, "bold"), "\n", (key, "$quiet")))

    def show_grades(self, prospects: Mapping[Rating, Prospect], suggested: Rating, keys: Mapping[Rating, str]) -> None:
        """Show the grades, each with its key, and its next interval where it has one; the suggested one stands out."""
        self.styles.grid_size_columns = len(Rating)
        for button in self.query(Button):
            rating = button.rating
            button.display = rating is not None
            if rating is not None:
                here = rating is suggested
                words = f"{keys[rating]} {rating.name.title()}"
                head = words if not here else f"› {words} ‹" if self.size.width >= _ROOMY else f"›{words}"
                wait = interval(prospects[rating].wait) if rating in prospects else ""
                button.update(Content.assemble((head, "bold"), "\n", (wait, "" if here else "$quiet")))
                button.set_class(here, "-suggested")
