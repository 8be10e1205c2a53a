"""Above a question: how far one is, and the numbers of all questions: which are answered, which are marked."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from quiz.study.exam_sheet import Sheet
from quiz.tui.lines import sides


class Where(Widget):
    """One line: what is sat, and how far one is."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._left = self._right = Content("")

    def show(self, left: Content, right: Content) -> None:
        """Show one text at the left end and another at the right."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """Return the line for the present width."""
        return sides(self._left, self._right, self.size.width)


class Numbers(Widget):
    """One line; a click goes to a question."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A number was clicked."""

        def __init__(self, place: int) -> None:
            """Say which, counted from 0."""
            super().__init__()
            self.place = place

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._sheet: Sheet | None = None
        self._here = 0
        self._spans: list[tuple[int, int, int]] = []

    def show(self, sheet: Sheet, here: int) -> None:
        """Show a sheet and where one is on it."""
        self._sheet, self._here = sheet, here
        self.refresh()

    def render(self) -> Content:
        """Return as many numbers around the present one as there is room for."""
        sheet = self._sheet
        if sheet is None:
            return Content("")
        first, last = self._range(sheet, self.size.width)
        pieces: list[str | tuple[str, str]] = ["…" if first else ""]
        at = len(pieces[0])
        self._spans = []
        for place in range(first, last):
            sign = "★" if place in sheet.flagged else "○" if sheet.answers[place] is None else "●"
            text = f" {sign}{place + 1} "
            style = {"★": "$warning", "○": "$quiet", "●": ""}[sign] if place != self._here else "bold $chosen on $primary"
            pieces.append((text, style))
            self._spans.append((at, at + len(text), place))
            at += len(text)
        pieces.append("…" if last < len(sheet.answers) else "")
        return Content.assemble(*pieces)

    def on_click(self, event: events.Click) -> None:
        """Go to the question that was clicked."""
        event.stop()
        for start, end, place in self._spans:
            if start <= event.x < end:
                self.post_message(self.Chosen(place))

    def _range(self, sheet: Sheet, width: int) -> tuple[int, int]:
        """Return which numbers fit, by places; the present one stands in the middle where not all do."""
        number = len(sheet.answers)
        each = len(str(number)) + 3
        room = max(1, (width - 2) // each)
        first = min(max(0, self._here - room // 2), max(0, number - room))
        return first, min(number, first + room)
