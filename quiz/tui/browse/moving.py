"""Going through the list of cards by keys, and selecting some of them."""

from quiz.tui.acting import MainScreen
from quiz.tui.browse.results import ResultList


class MovingScreen(MainScreen):
    """A screen with a list of cards."""

    @property
    def results(self) -> ResultList:
        """The list."""
        return self.query_one(ResultList)

    def action_pick(self) -> None:
        """Select the card, and go on to the next."""
        self.results.pick()

    def action_all(self) -> None:
        """Select all."""
        self.results.pick_all()

    def action_none(self) -> None:
        """Select none."""
        self.results.pick_none()

    def action_up(self) -> None:
        """Go up."""
        self.results.move_to(self.results.cursor - 1)

    def action_down(self) -> None:
        """Go down."""
        self.results.move_to(self.results.cursor + 1)

    def action_page_up(self) -> None:
        """Go up by a page."""
        self.results.move_to(self.results.cursor - self.results.page)

    def action_page_down(self) -> None:
        """Go down by a page."""
        self.results.move_to(self.results.cursor + self.results.page)

    def action_first(self) -> None:
        """Go to the first card."""
        self.results.move_to(0)

    def action_last(self) -> None:
        """Go to the last card."""
        self.results.move_to(len(self.results.places) - 1)

    def action_extend_up(self) -> None:
        """Select upward."""
        self.results.move_to(self.results.cursor - 1, extend=True)

    def action_extend_down(self) -> None:
        """Select downward."""
        self.results.move_to(self.results.cursor + 1, extend=True)

    def action_extend_page_up(self) -> None:
        """Select a page upward."""
        self.results.move_to(self.results.cursor - self.results.page, extend=True)

    def action_extend_page_down(self) -> None:
        """Select a page downward."""
        self.results.move_to(self.results.cursor + self.results.page, extend=True)

    def action_extend_first(self) -> None:
        """Select up to the first card."""
        self.results.move_to(0, extend=True)

    def action_extend_last(self) -> None:
        """Select down to the last card."""
        self.results.move_to(len(self.results.places) - 1, extend=True)
