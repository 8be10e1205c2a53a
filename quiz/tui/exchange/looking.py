"""Looking into a file before it is imported, and what can be told of it: columns, deck, format, separator, encoding."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve
from textual.widgets import Input
from textual.worker import get_current_worker

from quiz.collection.import_preview import Preview, preview
from quiz.errors import QuizError
from quiz.formats.format import ReadOptions
from quiz.formats.reading import PAIRS
from quiz.tui.acting import MainScreen
from quiz.tui.asking import Choose
from quiz.tui.exchange import import_choices as choices
from quiz.tui.exchange.columns_view import ColumnsView
from quiz.tui.exchange.path_field import PathField
from quiz.tui.exchange.stages import Stage
from quiz.tui.scrolling import Scrolling

if TYPE_CHECKING:
    from quiz.tui.app import QuizApp


class Looking(Scrolling, MainScreen):
    """The part of Import that looks into a file. Whatever is told of the file, it is looked into anew."""

    app: "QuizApp"
    scrolled = "#page"

    def __init__(self, path: str = "") -> None:
        """Begin with a path in the field."""
        super().__init__()
        self._path = path
        self.stage: Stage = "file"
        self._options = ReadOptions()
        self._format: str | None = None
        self._found: Preview | None = None

    def _go_to(self, stage: Stage) -> None:
        """Show a stage."""
        raise NotImplementedError

    # What can be told of the file

    def action_left(self) -> None:
        """Choose the column on the left."""
        self.query_one(ColumnsView).move(-1)

    def action_right(self) -> None:
        """Choose the column on the right."""
        self.query_one(ColumnsView).move(1)

    def action_role(self) -> None:
        """Say what the chosen column holds."""
        column = self.query_one(ColumnsView).column
        if column is None or self._found is None:
            return

        def take(role: str | None) -> None:
            if role == choices.OTHER:
                self.app.push_screen(
                    choices.ask_relation(column), lambda name: self._give(column, choices.role_of(name) if name else None)
                )
            else:
                self._give(column, role)

        self.app.push_screen(choices.ask_role(self._found, column), take)

    def action_deck(self) -> None:
        """Choose the deck."""
        if self._found is None:
            return

        def take(deck: str | None) -> None:
            if deck == choices.OTHER:
                self.app.push_screen(choices.ask_deck_name(), lambda name: self._read_with(deck=name) if name else None)
            elif deck is not None:
                self._read_with(deck=deck)

        known = [(row.deck, row.title) for row in self.app.collection.decks()]
        self.app.push_screen(choices.ask_deck(self._found, known), take)

    def action_format(self) -> None:
        """Choose the format."""

        def take(name: str | None) -> None:
            if name is not None:
                self._format = name
                self._read_with(columns={}, header=None)

        if self._found is not None:
            self.app.push_screen(choices.ask_format(self._found), take)

    def action_header(self) -> None:
        """Say otherwise whether the first row names the columns."""
        found = self._found
        present = self._options.header if self._options.header is not None else found is None or found.has_header
        self._read_with(header=not present, columns={})

    def action_separator(self) -> None:
        """Choose what stands between the cells."""
        ask = choices.ask_separator(self._options.separator)
        self._ask_sign(ask, "What stands between the cells?", lambda sign: self._read_divided(separator=sign))

    def action_rows(self) -> None:
        """Choose what stands between pairs of terms and definitions."""
        ask = choices.ask_rows(self._options.row_separator)
        self._ask_sign(ask, "What stands between the rows?", lambda sign: self._read_divided(row_separator=sign))

    def _ask_sign(self, ask: Choose, question: str, then: Callable[[str | None], None]) -> None:
        """Ask for a sign among some, or for one that is typed; nothing stands for one that is to be found out."""

        def take(sign: str | None) -> None:
            if sign == choices.OTHER:
                self.app.push_screen(choices.ask_sign(question), lambda typed: then(typed) if typed else None)
            elif sign is not None:
                then(sign or None)

        self.app.push_screen(ask, take)

    def _read_divided(self, **signs: Any) -> None:  # noqa: ANN401 - the options by their own names
        """Look into the file anew, divided by other signs: as pairs, where only they are divided so."""
        options = evolve(self._options, **signs)
        if options.row_separator or len(options.separator or "") > 1:
            self._format = PAIRS
        elif self._format == PAIRS:
            self._format = None
        self._read_with(**signs, columns={})

    def action_encoding(self) -> None:
        """Choose the encoding."""
        ask = choices.ask_encoding(self._options.encoding)
        self.app.push_screen(ask, lambda name: None if name is None else self._read_with(encoding=name or None))

    # Messages

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the path may be completed to."""
        event.stop()
        if self.stage == "file":
            self.query_one(PathField).show_matches()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Look into the file."""
        event.stop()
        self._look()

    def on_columns_view_chosen(self) -> None:
        """Ask what the clicked column holds."""
        self.action_role()

    # Looking

    def _look(self) -> None:
        """Look into the file that is named."""
        value = self.query_one(PathField).value
        if not value:
            self.query_one(PathField).tell("Type the path of a file.", wrong=True)
            return
        self._options, self._format = ReadOptions(), None
        self._read()

    def _give(self, column: str, role: str | None) -> None:
        """Give a column a role; the one that had a role of which there is one gets another."""
        if role is None or self._found is None or self._found.layout is None:
            return
        roles = dict(self._found.layout.roles)
        for other, known in roles.items():
            if known == role and other != column and role in choices.ONCE:
                roles[other] = choices.role_of(other)
        roles[column] = role
        self._read_with(columns=roles)

    def _read_with(self, **changed: Any) -> None:  # noqa: ANN401 - the options by their own names
        """Look into the file anew, with something told otherwise."""
        self._options = evolve(self._options, **changed)
        self._read()

    def _read(self) -> None:
        self.query_one(PathField).tell("Looking into the file …")
        path, name, options = Path(self.query_one(PathField).value).expanduser(), self._format, self._options
        self.run_worker(lambda: self._look_into(path, name, options), thread=True, exclusive=True, group="look")

    def _look_into(self, path: Path, name: str | None, options: ReadOptions) -> None:
        """Read the beginning of a file, in a thread of its own."""
        worker = get_current_worker()
        try:
            found: Preview | QuizError = preview(path, name, options)
        except QuizError as error:
            found = error
        if not worker.is_cancelled:
            self.app.call_from_thread(self._seen, found)

    def _seen(self, found: Preview | QuizError) -> None:
        if not self.is_mounted:
            return
        field = self.query_one(PathField)
        if isinstance(found, QuizError):
            if self.stage == "file":
                field.tell(str(found), wrong=True)
            else:
                self.app.tell(str(found), failed=True)
                field.tell("")
            return
        self._found = found
        field.tell("")
        self._go_to("columns")
