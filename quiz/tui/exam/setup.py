"""What an exam is to be: so many questions, in these forms, within that time, by that seed."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve, frozen
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quiz.cards.card import Form
from quiz.study.exam import GRADED
from quiz.text.safe import safe_line
from quiz.tui.lines import hanging, joined, plain

MOST_QUESTIONS: Final = 1000
MOST_MINUTES: Final = 600
_STEPS: Final = (5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000)
_MINUTES: Final = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180)
_CHOICES: Final[Sequence[tuple[Form, ...]]] = ((), *((form,) for form in (*GRADED, Form.TRUEFALSE)))
_NAMES: Final = {
    Form.CHOICE: "choice",
    Form.TYPED: "typed",
    Form.MULTISELECT: "multiselect",
    Form.ORDERING: "ordering",
    Form.MATCHING: "matching",
    Form.TRUEFALSE: "truefalse",
}
LINES: Final = ("questions", "forms", "minutes", "seed", "difficulty")
_LABELS: Final = ("Questions", "Forms", "Time", "Seed", "Cards")
_INDENT: Final = 14


@frozen
class Wishes:
    """What was chosen so far."""

    seed: str
    questions: int = 20
    forms: tuple[Form, ...] = ()
    """Nothing for all that can be marked."""
    minutes: int = 0
    """0 for no limit."""
    by_difficulty: bool = False

    def stepped(self, line: str, step: int) -> "Wishes":
        """Return them with a line made more (1) or less (-1), or another one."""
        match line:
            case "questions":
                return evolve(self, questions=_next(_STEPS, self.questions, step))
            case "forms":
                at = _CHOICES.index(self.forms) if self.forms in _CHOICES else 0
                return evolve(self, forms=_CHOICES[(at + step) % len(_CHOICES)])
            case "minutes":
                return evolve(self, minutes=_next(_MINUTES, self.minutes, step))
            case "seed":
                number = int(self.seed) + step if self.seed.isdigit() and len(self.seed) < 10 else 1
                return evolve(self, seed=str(max(0, number)))
            case _:
                return evolve(self, by_difficulty=not self.by_difficulty)

    def typed(self, line: str, text: str) -> "Wishes":
        """Return them with a line as it was typed. Raises `ValueError`, which says what was expected."""
        match line:
            case "questions":
                return evolve(self, questions=_number(text, 1, MOST_QUESTIONS))
            case "minutes":
                return evolve(self, minutes=_number(text, 0, MOST_MINUTES))
            case "forms":
                return evolve(self, forms=_forms(text))
            case "seed":
                return evolve(self, seed=safe_line(text))
            case _:
                return self.stepped(line, 1)

    def value(self, line: str) -> str:
        """Return a line as it is typed."""
        if line == "forms":
            return ", ".join(_NAMES[form] for form in self.forms or GRADED)
        return str(getattr(self, line))


class Setup(Widget, can_focus=False):
    """The lines of the set-up, one of them chosen."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, line: int) -> None:
            """Say which, counted from 0."""
            super().__init__()
            self.line = line

    def __init__(self) -> None:
        """Start without anything to show."""
        super().__init__()
        self._wishes = Wishes("")
        self._cursor = 0
        self._tops: list[int] = []

    def show(self, wishes: Wishes, cursor: int) -> None:
        """Show these, with the cursor on a line."""
        self._wishes, self._cursor = wishes, cursor
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the lines, each with what it means."""
        width = max(20, self.size.width)
        parts: list[Content] = []
        self._tops = []
        top = 0
        for at, line in enumerate(LINES):
            chosen = at == self._cursor
            value, why = _told(self._wishes, line)
            label = Content.styled(("› " if chosen else "  ") + _LABELS[at], "bold $primary" if chosen else "$quiet")
            arrows = [Content.styled("‹", "$primary"), plain(value, "bold"), Content.styled("›", "$primary")]
            shown = joined(arrows, " ") if chosen else plain(value)
            part = hanging(label, joined([shown, Content.styled(why, "$quiet")]), _INDENT, width)
            self._tops.append(top)
            top += part.plain.count("\n") + 2
            parts.append(part)
        return joined(parts, "\n\n")

    def on_click(self, event: events.Click) -> None:
        """Choose the line that was clicked."""
        event.stop()
        self.post_message(self.Chosen(max(at for at, top in enumerate(self._tops or [0]) if top <= max(0, event.y))))


def _told(wishes: Wishes, line: str) -> tuple[str, str]:
    match line:
        case "questions":
            return str(wishes.questions), "fewer where the deck has not as many to ask"
        case "forms":
            forms = " · ".join(_NAMES[form] for form in wishes.forms)
            return forms or "all that can be marked", "a card is asked in one of those that it allows"
        case "minutes":
            return (f"{wishes.minutes} min" if wishes.minutes else "no limit"), "when it is over, the paper is handed in"
        case "seed":
            return wishes.seed or "none", "the same seed draws the same paper of the same deck"
        case _:
            if wishes.by_difficulty:
                return "easy, middling and hard in turn", "as you found them: others get another paper"
            return "as they come", "in proportion to the deck’s relations"


def _next(steps: Sequence[int], value: int, step: int) -> int:
    if step > 0:
        return next((one for one in steps if one > value), steps[-1])
    return next((one for one in reversed(steps) if one < value), steps[0])


def _number(text: str, least: int, most: int) -> int:
    if not (text.strip().isascii() and text.strip().isdigit() and least <= int(text) <= most):
        raise ValueError(f"A number from {least} to {most:,} is expected.")
    return int(text)


def _forms(text: str) -> tuple[Form, ...]:
    by_name = {name: form for form, name in _NAMES.items()}
    words = text.replace(",", " ").split()
    unknown = next((word for word in words if word not in by_name), None)
    if unknown is not None or not words:
        raise ValueError(f"Expected some of these: {', '.join(by_name)}.")
    found = tuple(dict.fromkeys(by_name[word] for word in words))
    return () if set(found) == set(GRADED) else found
