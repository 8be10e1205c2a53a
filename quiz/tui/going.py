"""The ways to the other screens, whose modules are loaded when somebody goes there."""

from typing import TYPE_CHECKING

from quiz.tui.choosing import Choosing

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from typing import TypeVar

    from quiz.tui.work import Watch

    Found = TypeVar("Found")


class Going(Choosing):
    """The part of the app that opens screens over the present one."""

    def browse(self, search: str = "") -> None:
        """Show Browse, with a search in its field."""
        from quiz.tui.browse.screen import BrowseScreen

        self.push_screen(BrowseScreen(search))

    def statistics(self, deck: str | None = None) -> None:
        """Show the statistics of a deck and those below it, or of all decks."""
        from quiz.tui.statistics.screen import StatisticsScreen

        self.push_screen(StatisticsScreen(deck))

    def settings(self, deck: str | None = None) -> None:
        """Show the settings for all decks, or those of one deck."""
        from quiz.tui.settings.screen import SettingsScreen

        self.push_screen(SettingsScreen(deck))

    def import_file(self, path: str = "") -> None:
        """Show Import, with a path in its field."""
        from quiz.tui.exchange.import_screen import ImportScreen

        self.push_screen(ImportScreen(path))

    def export(self, deck: str, facts: "AbstractSet[str] | None" = None) -> None:
        """Show Export of a deck, or of some of its facts by their keys."""
        from quiz.tui.exchange.export_screen import ExportScreen

        self.push_screen(ExportScreen(deck, facts))

    def exam(self, deck: str) -> None:
        """Show an exam on a deck and those below it."""
        from quiz.tui.exam.screen import ExamScreen

        self.push_screen(ExamScreen(deck))

    def work(self, heading: str, work: "Callable[[Watch], Found]", then: "Callable[[Found], object]") -> None:
        """Do long work in a thread, with progress and a way to cancel it; then hand what it returned to `then`.

        The work opens the collection for itself: `with self.app.collection.beside() as own`. A `QuizError` is told.
        """
        from quiz.tui.work import WorkScreen

        self.push_screen(WorkScreen(heading, work, then))
