"""Every error that a user can meet: what happened, where, and how to mend it."""

from typing import Literal

from attrs import field, frozen

Severity = Literal["error", "warning"]


@frozen
class Edit:
    """One change to a file that mends a problem and leaves its author nothing to choose."""

    do: Literal["word", "clean", "put", "item", "table", "drop", "double"]
    """What is done to what stands at `path`.

    `word`: the text `old`, the last key of the path or inside its value, becomes `new`. `clean`: it loses what a terminal would
    obey. `put`: its value becomes `new`. `item`: its array gets the item `new`. `table`: it is declared with the pairs `new`.
    `drop`: the record or row goes. `double`: its header gets two brackets.
    """
    path: tuple[str | int, ...]
    """Keys and indexes from the top of a deck's file; or `"row"`, the line of a table's file, and perhaps more."""
    old: str = ""
    new: object = None


@frozen
class Problem:
    """One thing wrong in a file, told so that its author can mend it without guessing."""

    code: str
    """A stable, short name of the kind of problem, such as `unknown-source`."""
    message: str
    """What was found and what was expected, in one sentence."""
    hint: str = ""
    """What to do about it."""
    file: str = ""
    """The file's name as the user gave it; empty when there is no file."""
    line: int | None = None
    """The line in that file, counted from 1."""
    where: str = ""
    """The place inside the file's data, such as `facts[12].capital`."""
    severity: Severity = "error"
    fix: tuple[Edit, ...] = field(default=(), eq=False, repr=False)
    """What mends it, where that is mechanical; `quiz check --fix` does it. Without edits it takes a person."""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        head = f"{place}: " if place else ""
        inside = f" [{self.where}]" if self.where else ""
        tail = f"\n    {self.hint}" if self.hint else ""
        return f"{head}{self.severity}: {self.message}{inside}{tail}"


class QuizError(Exception):
    """The base of every error that quiz raises on purpose. Its text is fit to show to a user."""

    exit_code = 1


class UsageError(QuizError, ValueError):
    """A call or a command that cannot be meant as it stands."""

    exit_code = 2


class SearchError(UsageError):
    """A search that cannot be meant. It says where in the text the mistake is."""

    def __init__(self, reason: str, place: int) -> None:
        self.reason = reason
        """What is wrong, and how to mend it."""
        self.place = place
        """The character at which it is, counted from 0."""
        super().__init__(f"In the search, at character {place + 1}: {reason}.")


class DeckError(QuizError, ValueError):
    """A deck that cannot be loaded. It carries every problem that was found, not only the first."""

    def __init__(self, problems: "tuple[Problem, ...] | list[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ReviewLogError(DeckError):
    """A review log that cannot be read. It carries every problem that was found."""


class SettingsError(QuizError, ValueError):
    """Settings that cannot be used. It carries every problem that was found, not only the first."""

    def __init__(self, problems: "tuple[Problem, ...] | list[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotFoundError(QuizError, LookupError):
    """A deck, card or other named thing that is not there."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class StoreError(QuizError, OSError):
    """The collection's file could not be read or written. Nothing was lost or half-written."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class StoppedError(StoreError):
    """Reading a collection was stopped because nobody wanted it any longer. Nothing was written."""


class NewerCollectionError(StoreError):
    """The collection was written by a newer quiz; it was left as it was."""


class UnknownEventError(QuizError, ValueError):
    """An event that this quiz cannot read: of a kind that only a newer one knows, or damaged."""


class SessionError(QuizError, RuntimeError):
    """A session was asked for something that its present moment does not allow."""


class FormatError(QuizError, ValueError):
    """A file that cannot be read as any format, or that a format cannot write. Nothing was changed."""


class ExchangeCancelledError(QuizError):
    """An import or an export was stopped because nobody wanted it any longer. Nothing was changed."""


class FittingError(QuizError, RuntimeError):
    """Parameters of the memory model could not be fitted; those in use are what they were."""


class FittingCancelledError(FittingError):
    """A fit was stopped because nobody wanted it any longer."""


@frozen
class ProblemList:
    """Collects problems while a file is read, so that all of them are reported together."""

    found: list[Problem] = field(factory=list)

    def add(self, problem: Problem) -> None:
        """Note one problem and go on."""
        self.found.append(problem)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid using the file; warnings are left out."""
        return tuple(p for p in self.found if p.severity == "error")
