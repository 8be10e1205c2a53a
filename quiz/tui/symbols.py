"""Which signs charts are drawn with: as the learner likes it, or as the terminal can write."""

from typing import TYPE_CHECKING

from quiz.collection.app_choices import Symbols
from quiz.study.charts import ASCII, BLOCKS, Marks

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp


def marks_of(app: "QuizApp") -> Marks:
    """Return the marks of the app's charts."""
    return ASCII if app.choices.symbols is Symbols.ASCII else BLOCKS
