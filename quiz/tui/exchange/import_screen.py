"""Import: a file is named, looked into, given meaning, compared with what is there, and taken in."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from quiz.collection.import_preview import Preview, preview
from quiz.collection.importing import ImportReport, Wanted, carry_out, prepared
from quiz.errors import QuizError
from quiz.formats.format import ReadOptions
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.asking import Ask
from quiz.tui.exchange import import_choices as choices
from quiz.tui.exchange.columns_view import ColumnsView
from quiz.tui.exchange.import_text import about, cards, changes
from quiz.tui.exchange.path_field import PathField
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides
from quiz.tui.scrolling import Scrolling

if TYPE_CHECKING:
    from quiz.collection.load import Load
    from quiz.tui.app import QuizApp
    from quiz.tui.work import Watch

Stage = Literal["file", "columns", "plan", "done"]
_STEPS: dict[Stage, str] = {"file": "File", "columns": "Meaning", "plan": "Changes", "done": "Done"}
_WORKS: dict[Stage, frozenset[str]] = {
    "file": frozenset({"go", "complete"}),
    "columns": frozenset(
        {"go", "left", "right", "role", "deck", "format", "header", "separator", "encoding", "file", "up", "down", "page_up", "page_down"}
    ),
    "plan": frozenset({"go", "plan", "keep", "file", "up", "down", "page_up", "page_down"}),
    "done": frozenset({"go", "keep", "file", "up", "down", "page_up", "page_down"}),
}
"""What can be done at each stage."""
_LABELS: dict[Stage, str] = {"file": "Look inside", "columns": "See changes", "plan": "Import", "done": "Done"}
_OF_TABLES = frozenset({"left", "right", "role"})
_OF_TEXT = frozenset({"header", "separator", "encoding"})


class ImportScreen(Scrolling, MainScreen):
    """Takes in another program's file."""

    app: "QuizApp"
    place = "import"
    scrolled = "#page"
    CSS_PATH = Path(__file__).with_name("exchange.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("import")
    AUTO_FOCUS = ""

    def __init__(self, path: str = "") -> None:
        """Begin with a path in the field; one that is a file is looked into at once."""
        super().__init__()
        self._path = path
        self.stage: Stage = "file"
        self._options = ReadOptions()
        self._format: str | None = None
        self._found: Preview | None = None
        self._report: ImportReport | None = None
        self._loads: list[Load] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="wide"):
            yield Static(id="title")
            yield PathField(self._path, "A file: CSV, JSON, Anki's notes in plain text, a deck's folder …")
            yield Static(id="hint")
            yield Static(id="about")
            yield ColumnsView(id="columns")
            yield Static(id="cards")
            yield Static(id="report")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for a file, or look into the one that was named."""
        self._go_to("file")
        if self._path:
            self._look()

    def on_resize(self) -> None:
        """Lay out what depends on the size."""
        self.call_after_refresh(self._write)

    # What works

    def allowed(self, action: Action) -> bool:
        """Each stage has actions of its own."""
        if action.place != "import":
            return super().allowed(action)
        if action.name not in _WORKS[self.stage]:
            return False
        found = self._found
        if action.name in _OF_TABLES:
            return found is not None and found.layout is not None
        if action.name in _OF_TEXT:
            is_table = found is not None and found.format.columns is not None and found.format.extra == ""
            return is_table and (action.name == "encoding" or found is None or not found.format.name.startswith("json"))
        if action.name == "complete":
            return self.typing
        if action.name == "plan":
            return self._report is not None and len(self._report.decks) == 1 and not self._report.decks[0].plan.is_empty
        if action.name == "go" and self.stage == "columns":
            return found is not None and not found.problem
        return True

    def label(self, action: Action) -> str:
        """Call Enter what it does."""
        return _LABELS[self.stage] if action.name == "go" else action.label

    # Actions

    def action_go(self) -> None:
        """Go on to the next stage."""
        match self.stage:
            case "file":
                self._look()
            case "columns":
                self._compare()
            case "plan":
                self._import()
            case "done":
                self.app.go_home()

    def action_back(self) -> None:
        """Go back a stage, then to the screen below."""
        if self.stage == "plan":
            self._go_to("columns")
        elif self.stage == "columns":
            self._go_to("file")
        else:
            super().action_back()

    def action_complete(self) -> None:
        """Complete the path."""
        self.query_one(PathField).complete()

    def action_file(self) -> None:
        """Name another file."""
        self._go_to("file")

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
                self.app.push_screen(choices.ask_relation(column), lambda name: self._give(column, choices.role_of(name) if name else None))
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
        present = self._options.header if self._options.header is not None else found is None or found.format.name != "anki-text"
        self._read_with(header=not present, columns={})

    def action_separator(self) -> None:
        """Choose what stands between the cells."""
        ask = choices.ask_separator(self._options.separator)
        self.app.push_screen(ask, lambda sign: None if sign is None else self._read_with(separator=sign or None, columns={}))

    def action_encoding(self) -> None:
        """Choose the encoding."""
        ask = choices.ask_encoding(self._options.encoding)
        self.app.push_screen(ask, lambda name: None if name is None else self._read_with(encoding=name or None))

    def action_plan(self) -> None:
        """Show what happens to which card."""
        report = self._report
        if report is None or not self._loads:
            return
        from quiz.tui.plans import PlanScreen

        def take(plan: object) -> None:
            if plan is not None and self._report is report:
                one = evolve(report.decks[0], plan=plan)
                self._report = evolve(report, decks=(one,))
                self._write()

        self.app.push_screen(PlanScreen(report.decks[0].plan, self._loads[0], heading=f"Import {report.path.name}"), take)

    def action_keep(self) -> None:
        """Write the report to a file."""
        report = self._report
        if report is None:
            return

        def take(name: str | None) -> None:
            if not name:
                return
            from quiz.collection.reports import write_text

            try:
                path = write_text(Path(name).expanduser(), report.as_text())
            except QuizError as error:
                self.app.tell(str(error), failed=True)
            else:
                self.app.tell(f"The report is in {path}.")

        self.app.push_screen(Ask("Save the report", "Write it to:", value=f"{report.path.name}.report.txt"), take)

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

    # The way

    def _go_to(self, stage: Stage) -> None:
        self.stage = stage
        field = self.query_one(PathField)
        field.field.disabled = stage != "file"
        if stage == "file":
            self._report = None
            field.field.focus()
        else:
            self.query_one(ColumnsView).focus() if stage == "columns" else self.set_focus(None)
        self.query_one("#page").scroll_home(animate=False)
        self._write()
        self.keys_changed()

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

    def _read_with(self, **changed: object) -> None:
        """Look into the file anew, with something told otherwise."""
        self._options = evolve(self._options, **changed)  # type: ignore[arg-type]  # the options by their own names
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

    def _wanted(self) -> Wanted:
        options = self._options
        if self._found is not None and self._found.layout is not None:
            options = evolve(options, columns=self._found.layout.roles)
        if self._found is not None and len(self._found.decks) == 1 and options.deck is None and self._found.format.decks is None:
            options = evolve(options, deck=self._found.decks[0])
        return Wanted(Path(self.query_one(PathField).value).expanduser(), self._found.format.name if self._found else self._format, options)

    def _compare(self) -> None:
        """Read the whole file and find out what it would change."""
        wanted, now, collection = self._wanted(), self.app.now(), self.app.collection

        def work(watch: "Watch") -> "tuple[ImportReport, list[Load]]":
            with collection.beside() as own:
                report = prepared(own, wanted, now, watch.say, lambda: watch.cancelled)
                return report, [own.load(one.plan, now) for one in report.decks]

        self.app.work(f"Reading {wanted.path.name}", work, self._compared)

    def _compared(self, found: "tuple[ImportReport, list[Load]]") -> None:
        self._report, self._loads = found
        self._go_to("plan")

    def _import(self) -> None:
        report, now, collection = self._report, self.app.now(), self.app.collection
        if report is None:
            return

        def work(watch: "Watch") -> ImportReport:
            with collection.beside() as own:
                return carry_out(own, report, now, watch.say, lambda: watch.cancelled)

        self.app.work(f"Importing {report.path.name}", work, self._imported)

    def _imported(self, report: ImportReport) -> None:
        self._report = report
        self._go_to("done")

    # What is shown

    def _write(self) -> None:
        width = max(20, self.query_one(".wide").content_region.width)
        steps = Content(" › ").join(
            Content.styled(word, "bold" if stage == self.stage else "$quiet") for stage, word in _STEPS.items()
        )
        self.query_one("#title", Static).update(sides(Content.styled("Import", "bold $primary"), steps, width))
        found, shown = self._found, self.stage
        hint, view = self.query_one("#hint", Static), self.query_one(ColumnsView)
        hint.display = shown == "file"
        hint.update(
            Content.assemble(
                ("Enter", "bold $primary"), " looks into the file and changes nothing yet; ", ("Tab", "bold $primary"), " completes its path.\n",
                "Its format is told by what is in it. You see the cards that come of it, and what changes, before anything is taken in.",
            )
        )  # fmt: skip
        look = shown == "columns" and found is not None
        for part in ("#about", "#columns", "#cards"):
            self.query_one(part).display = look
        if look and found is not None:
            known = {row.deck for row in self.app.collection.decks()}
            self.query_one("#about", Static).update(about(found, self._options, known, width))
            rows = max(2, min(8, (self.size.height - 15) // 2))
            view.show(found.table, found.layout, rows)
            self.query_one("#cards", Static).update(cards(found, width, max(3, self.size.height - 16 - rows)))
        report = self.query_one("#report", Static)
        report.display = shown in {"plan", "done"}
        if report.display and self._report is not None:
            report.update(changes(self._report, self._loads, width))
        elif report.display:
            report.update(plain(""))
