"""Writing a paper and its answer key to files."""

from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.study.exam import Paper
    from quiz.tui.exam.screen import ExamScreen

_ENDINGS = (".html", ".htm", ".md", ".txt")
_TEXT = "A page to print (.html), Markdown (.md) or plain text (.txt). The answer key goes beside it, with -key in its name."


def ask_where(screen: "ExamScreen", paper: "Paper") -> None:
    """Ask for a file's name, and write the paper there and its key beside it; a file that is there is asked about."""
    from quiz.tui.asking import Ask, Confirm

    def named(text: str | None) -> None:
        if text is None:
            return
        path = Path(text).expanduser()
        from quiz.collection.exams import key_beside

        there = [one for one in (path, key_beside(path)) if one.exists()]
        if there:
            names = " and ".join(one.name for one in there)
            asked = Confirm("Write over it?", f"{names} in {path.parent.absolute()} will be replaced.", "Replace")
            screen.app.push_screen(asked, lambda yes: _write(screen, paper, path) if yes else None)
        else:
            _write(screen, paper, path)

    name = f"{screen.deck.replace('::', '-')}-{paper.code}.html"
    screen.app.push_screen(Ask("Print the paper", _TEXT, value=str(Path.cwd() / name), check=_wrong), named)


def _wrong(text: str) -> str:
    path = Path(text.strip()).expanduser()
    if path.suffix.casefold() not in _ENDINGS:
        return f"The name has to end in one of {', '.join(_ENDINGS)}."
    if not path.parent.is_dir():
        return f"There is no folder {path.parent}."
    return "That is a folder." if path.is_dir() else ""


def _write(screen: "ExamScreen", paper: "Paper", path: Path) -> None:
    from quiz.collection.exams import write_paper

    try:
        key = write_paper(paper, path, screen.app.collection)
    except QuizError as error:
        screen.app.tell(str(error), failed=True)
        return
    screen.app.tell(f"Written: {path.name}, and {key.name} beside it")
