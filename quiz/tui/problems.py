"""A list of what is wrong in the settings file, with lines and what to do."""

from collections.abc import Sequence

from textual.content import Content

from quiz.errors import Problem
from quiz.tui.dialogs import Dialog
from quiz.tui.lines import joined, plain


class ProblemsScreen(Dialog):
    """Tells what is wrong in a file of the learner's."""

    heading = "Problems in the settings"
    opened_by = "app.problems"

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Tell of these problems."""
        super().__init__()
        self._problems = problems

    def text(self, width: int) -> Content:
        """Return the problems, each with its line and what to do."""
        del width
        file = next((one.file for one in self._problems if one.file), "")
        head = plain(file, "$quiet") if file else Content("")
        return joined([head, *map(_told, self._problems)], "\n\n")


def _told(problem: Problem) -> Content:
    place = f"line {problem.line}, " if problem.line else ""
    first = joined([plain("✗", "$error"), plain(f"{place}{problem.where}", "bold")], " ")
    return joined([first, plain(problem.message), plain(problem.hint, "$quiet")])
