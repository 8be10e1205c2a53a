"""Import: a file is named, looked into, given meaning, compared with what is there, and taken in."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.collection.importing import ImportReport, Wanted, carry_out, prepared
from quiz.errors import QuizError
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.asking import Ask
from quiz.tui.exchange.columns_view import ColumnsView
from quiz.tui.exchange.import_text import about, cards, changes
from quiz.tui.exchange.looking import Looking
from quiz.tui.exchange.path_field import PathField
from quiz.tui.exchange.stages import LABELS, Stage, steps, works
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain, sides

if TYPE_CHECKING:
    from quiz.collection.load import Load
    from quiz.collection.plan import Plan
    from quiz.tui.app import QuizApp
    from quiz.tui.work import Watch

_TALL = 34
_AROUND = 17
"""Lines of the screen that are no rows of the table and no cards."""
_HINT = "Its format is told by what is in it. You see the cards that come of it, and what changes, before anything is taken in."


class ImportScreen(Looking):
    """Takes in another program's file."""

    app: "QuizApp"
    place = "import"
    CSS_PATH = Path(__file__).with_name("exchange.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("import")
    AUTO_FOCUS = ""

    def __init__(self, path: str = "") -> None:
        """Begin with a path in the field; one that is a file is looked into at once."""
        super().__init__(path)
        self._report: ImportReport | None = None
        self._loads: list[Load] = []

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="wide"):
            yield Static(id="title")
            yield PathField(self._path, "A file: an Anki package, CSV, JSON, GIFT, Markdown, a deck …")
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
        return works(action, self.stage, self._found, self._report, typing=self.typing)

    def label(self, action: Action) -> str:
        """Call Enter what it does."""
        return LABELS[self.stage] if action.name == "go" else action.label

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

    def action_plan(self) -> None:
        """Show what happens to which card."""
        report = self._report
        if report is None or not self._loads:
            return
        from quiz.tui.plans import PlanScreen

        def take(plan: "Plan | None") -> None:
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

    def _wanted(self) -> Wanted:
        options = self._options
        if self._found is not None and self._found.layout is not None:
            options = evolve(options, columns=self._found.layout.roles)
        if self._found is not None and len(self._found.decks) == 1 and options.deck is None and self._found.format.decks is None:
            options = evolve(options, deck=self._found.decks[0])
        return Wanted(
            Path(self.query_one(PathField).value).expanduser(), self._found.format.name if self._found else self._format, options
        )

    def _compare(self) -> None:
        """Read the whole file and find out what it would change."""
        from quiz.collection.import_load import loads

        wanted, now, collection = self._wanted(), self.app.now(), self.app.collection

        def work(watch: "Watch") -> "tuple[ImportReport, list[Load]]":
            with collection.beside() as own:
                report = prepared(own, wanted, now, watch.say, lambda: watch.cancelled)
                return report, loads(own, report, now)

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
        self.query_one("#title", Static).update(sides(Content.styled("Import", "bold $primary"), steps(self.stage, width), width))
        found, shown = self._found, self.stage
        hint, view = self.query_one("#hint", Static), self.query_one(ColumnsView)
        hint.display = shown == "file"
        hint.update(
            Content.assemble(
                (self.keymap.key("import.go", typing=True), "bold $primary"),
                " looks into the file and changes nothing yet; ",
                (self.keymap.key("import.complete", typing=True), "bold $primary"),
                f" completes its path. {_HINT}",
            )
        )
        look = shown == "columns" and found is not None
        for part in ("#about", "#columns", "#cards"):
            self.query_one(part).display = look
        if look and found is not None:
            known = {row.deck for row in self.app.collection.decks()}
            self.query_one("#about", Static).update(about(found, self._options, known, width))
            above = 4 if self.size.height >= _TALL else 0
            room = self.size.height - _AROUND - above - bool(found.rivals) - len(found.notes[:2]) - 2 * bool(found.skipped)
            rows = max(2, min(8, room // 2))
            view.show(found.table, found.layout, rows)
            self.query_one("#cards", Static).update(cards(found, width, max(3, room - min(rows, len(found.table.rows)))))
        report = self.query_one("#report", Static)
        report.display = shown in {"plan", "done"}
        if report.display and self._report is not None:
            report.update(changes(self._report, self._loads, width))
        elif report.display:
            report.update(plain(""))
