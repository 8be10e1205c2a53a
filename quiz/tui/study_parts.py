"""The parts of the Study screen that are more than a line of text: progress, options, and the buttons at the bottom."""

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from quiz.cards.choices import Option
from quiz.memory.rating import Rating
from quiz.study.session import Left
from quiz.study.steps import Prospect
from quiz.tui.lines import plain, sides
from quiz.tui.times import interval


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
        left, width = self._left, self.size.width
        words = ("new", "learning", "review") if width >= 56 else ("new", "learn", "rev")
        counts = Content.assemble(
            (f"{left.new} {words[0]}", "$new" if left.new else "$quiet"),
            (" · ", "$quiet"),
            (f"{left.learning} {words[1]}", "$learning" if left.learning else "$quiet"),
            (" · ", "$quiet"),
            (f"{left.review} {words[2]}", "$review" if left.review else "$quiet"),
        )
        return sides(plain(self._title), counts, width)


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
        super().__init__()
        self.place = place

    def compose(self) -> ComposeResult:
        """Lay the row out."""
        yield Static(classes="mark")
        yield Static(classes="words")

    def show(self, option: Option, *, cursor: bool, answered: bool, picked: bool) -> None:
        """Show an option: whether the cursor is on it, and, once the question is answered, what it turned out to be."""
        mark, style, words = f"{self.place + 1}", "bold $primary", ""
        if answered:
            mark, style = ("✓", "bold $success") if option.right else ("✗", "bold $error") if picked else (mark, "$quiet")
            words = "bold $success" if option.right else "$error" if picked else "$quiet"
        text = plain(option.text, words)
        if answered and picked:
            text += Content.styled("  your answer", "$quiet")
        self.query_one(".mark", Static).update(Content.styled(("› " if cursor else "  ") + mark, style))
        self.query_one(".words", Static).update(text)
        self.set_class(cursor, "-cursor")
        self.set_class(answered, "-answered")

    def on_click(self, event: events.Click) -> None:
        """Pick the option."""
        event.stop()
        self.post_message(self.Picked(self.place))


class Options(Vertical):
    """The options of a question."""

    MOST = 4

    def compose(self) -> ComposeResult:
        """Make the rows once; questions with fewer options hide the others."""
        for place in range(self.MOST):
            yield OptionRow(place)

    def show(self, options: tuple[Option, ...], *, cursor: int, answered: bool, picked: Option | None) -> None:
        """Show these options."""
        for row in self.query(OptionRow):
            row.display = row.place < len(options)
            if row.display:
                option = options[row.place]
                row.show(option, cursor=row.place == cursor and not answered, answered=answered, picked=option is picked)


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
        self.add_class("-go")
        for button in self.query(Button):
            button.display = button.rating is None
            if button.rating is None:
                button.update(Content.assemble((label, "bold"), "\n", (key, "$quiet")))

    def show_grades(self, prospects: Mapping[Rating, Prospect], suggested: Rating) -> None:
        """Show the grades, each with its next interval; the suggested one stands out and is pointed at."""
        self.remove_class("-go")
        for button in self.query(Button):
            rating = button.rating
            button.display = rating is not None
            if rating is not None:
                here = rating is suggested
                words = f"{rating.value} {rating.name.title()}"
                head = words if not here else f"› {words} ‹" if self.size.width >= _ROOMY else f"›{words}"
                button.update(
                    Content.assemble((head, "bold"), "\n", (interval(prospects[rating].wait), "" if here else "$quiet"))
                )
                button.set_class(here, "-suggested")
