"""Export: a deck is written to a file of another program; each format says what it can hold and what it cannot."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quiz.collection.exporting import ExportReport, export
from quiz.formats.writing import obstacle, writing_formats
from quiz.tui.acting import MainScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.asking import Confirm
from quiz.tui.exchange.path_field import PathField
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import hanging, joined, plain, sides
from quiz.tui.times import count

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from quiz.formats.format import Format
    from quiz.tui.app import QuizApp
    from quiz.tui.work import Watch

_LABEL = 8
_MOST_SKIPPED = 200


class ExportScreen(MainScreen):
    """Writes one deck, or some of its facts, to a file."""

    app: "QuizApp"
    place = "export"
    CSS_PATH = Path(__file__).with_name("exchange.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")
    AUTO_FOCUS = "#formats"

    def __init__(self, deck: str, facts: "AbstractSet[str] | None" = None) -> None:
        """Export the deck with this id; of its facts only those with these keys, where some are named."""
        super().__init__()
        self._deck = deck
        self._facts = facts
        self._formats: list[Format] = writing_formats()
        self._report: ExportReport | None = None
        self._own = ""
        """The path that was offered; one that the learner typed is left alone."""

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="wide"):
            yield Static(id="title")
            yield OptionList(*(Option(plain(one.title), id=one.name) for one in self._formats), id="formats", compact=True)
            yield Static(id="about")
            yield PathField("", "Where to write it")
            yield Static(id="report")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first format."""
        self.query_one(OptionList).highlighted = 0
        self._offer()

    def on_resize(self) -> None:
        """Lay out what depends on the width."""
        self.call_after_refresh(self._write)

    @property
    def _chosen(self) -> "Format":
        return self._formats[self.query_one(OptionList).highlighted or 0]

    @property
    def _path(self) -> Path:
        return Path(self.query_one(PathField).value).expanduser()

    def allowed(self, action: Action) -> bool:
        """Complete only a path; leave the field before choosing a format."""
        if action.place != "export":
            return super().allowed(action)
        if action.name == "complete":
            return self.typing
        return action.name != "file" or not self.typing

    def action_up(self) -> None:
        """Go to the format above."""
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Go to the format below."""
        self.query_one(OptionList).action_cursor_down()

    def action_complete(self) -> None:
        """Complete the path."""
        self.query_one(PathField).complete()

    def action_file(self) -> None:
        """Go to the field of the path."""
        field = self.query_one(PathField).field
        field.focus()
        field.action_select_all()

    def action_back(self) -> None:
        """Leave the field, then the screen."""
        if self.typing:
            self.query_one(OptionList).focus()
        else:
            super().action_back()

    def action_write(self) -> None:
        """Write the file, once it is clear what is replaced."""
        if not self.query_one(PathField).value:
            self._check()
            return
        path, format = self._path, self._chosen
        if wrong := obstacle(path, format, force=True):
            self.query_one(PathField).tell(wrong, wrong=True)
        elif obstacle(path, format):
            text = f"{path} is there already. What is in it will be gone."
            self.app.push_screen(Confirm("Replace it?", text, "Replace"), lambda yes: self._export(force=True) if yes else None)
        else:
            self._export(force=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the format can hold."""
        event.stop()
        self._report = None
        self._offer()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Write the file in this format."""
        event.stop()
        self.action_write()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Check the path."""
        event.stop()
        if event.value != self._own:
            self._own = ""
            self._follow(Path(event.value).suffix.casefold())
        self._report = None
        self._write()
        self._check()

    def _follow(self, ending: str) -> None:
        """Choose the format that an ending tells, unless the chosen one has that ending, too, or is one of a review log."""
        fits = [place for place, one in enumerate(self._formats) if ending in one.extensions and not one.has_reviews]
        if ending and fits and ending not in self._chosen.extensions:
            self.query_one(OptionList).highlighted = fits[0]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file."""
        event.stop()
        self.action_write()

    def _offer(self) -> None:
        """Offer a path with the ending of the format, unless the learner has typed one."""
        field = self.query_one(PathField)
        if not field.value or field.value == self._own:
            name = self._deck.replace("::", "-") + ("-part" if self._facts is not None else "")
            stem = f"{name}-log" if self._chosen.has_reviews else name
            ending = "" if self._chosen.is_folder or not self._chosen.extensions else self._chosen.extensions[0]
            self._own = stem + ending
            field.value = self._own
        self._write()
        self._check()

    def _check(self) -> None:
        field = self.query_one(PathField)
        if not field.value:
            field.tell("Type where to write it.", wrong=True)
            return
        if self.typing and field.value != self._own:
            field.show_matches()
        wrong = obstacle(self._path, self._chosen)
        if wrong:
            field.tell(f"{wrong} You are asked before it is replaced." if wrong.endswith("already.") else wrong, wrong=True)
        elif not self.typing or field.value == self._own:
            kind = "folder" if self._chosen.is_folder and self._path.suffix.casefold() != ".toml" else "file"
            where = " in the folder in which quiz was started" if self._path.parent == Path() else ""
            field.tell(f"A new {kind}{where}.")

    def _export(self, *, force: bool) -> None:
        collection, deck, path, name = self.app.collection, self._deck, self._path, self._chosen.name
        facts = self._facts

        def work(watch: "Watch") -> ExportReport:
            with collection.beside() as own:
                return export(
                    own, deck, path, name, facts=facts, force=force, progress=watch.say, cancelled=lambda: watch.cancelled
                )

        self.app.work(f"Exporting {deck}", work, self._exported)

    def _exported(self, report: ExportReport) -> None:
        self._report = report
        self.query_one(PathField).tell("")
        self._write()
        # In a low window what was written is told below the edge.
        self.call_after_refresh(self.query_one("#report").scroll_visible, animate=False)

    def _write(self) -> None:
        width = max(20, self.query_one(".wide").content_region.width)
        title = next((row.title for row in self.app.collection.decks() if row.deck == self._deck), self._deck)
        title += f" · {count(len(self._facts), 'fact')}" if self._facts is not None else ""
        self.query_one("#title", Static).update(sides(Content.styled("Export", "bold $primary"), plain(title), width))
        rows = [("holds", self._chosen.holds), ("lacks", self._chosen.lacks)]
        self.query_one("#about", Static).update(
            joined(hanging(plain(label, "$quiet"), plain(text), _LABEL, width) for label, text in rows if text)
        )
        report = self._report
        lines = []
        if report is not None:
            lines = [Content(""), plain("✓ ", "$success") + plain(f"Wrote {report} to {report.path}.", "bold")]
            if report.skipped:
                lines += [Content(""), plain(f"{len(report.skipped):,} left out", "bold $warning")]
                lines += [hanging(plain(" "), plain(str(one)), 2, width) for one in report.skipped[:_MOST_SKIPPED]]
        self.query_one("#report", Static).update(Content("\n").join(lines) if lines else Content(""))
