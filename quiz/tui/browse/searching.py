"""The search field of Browse: what is typed is searched at once and completed with Tab, and what is wrong is said below it."""

from typing import TYPE_CHECKING

from attrs import evolve
from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Input, Static

from quiz.errors import QuizError, SearchError
from quiz.store.search_sorts import SORTS
from quiz.tui.browse.changing_facts import ChangingFactsScreen
from quiz.tui.browse.columns import LEGEND
from quiz.tui.browse.completing import Completion, completion
from quiz.tui.browse.field import SearchField
from quiz.tui.browse.former import Former
from quiz.tui.browse.heads import Heads
from quiz.tui.browse.ready import ReadyScreen
from quiz.tui.browse.searcher import Failed, Indexing, Page, Searcher, Wish
from quiz.tui.lines import joined, plain, sides
from quiz.tui.times import count

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGN = 2
"""Cells before the field."""


class SearchingScreen(ChangingFactsScreen):
    """A screen with a search field, and the cards that are found."""

    def __init__(self, search: str = "") -> None:
        """Begin with a search."""
        super().__init__()
        self.wish = Wish(0, search, self.app.now())
        self.found: int | None = None
        """How many cards were found; nothing while that is being counted."""
        self._error: QuizError | None = None
        self._told = Content(" ")
        self._completion: Completion | None = None
        self._completed = ("", -1)
        """What the last completion made, and which of the candidates it was."""
        self._names: dict[str, list[str]] = {}
        self._keep: int | None = None
        """The place of the card that is to have the cursor again."""
        self.former = Former(self.app.collection.store.path)
        self.searcher = Searcher(self.app.collection, self.post_message)

    @property
    def field(self) -> SearchField:
        """The search field."""
        return self.query_one(SearchField)

    # Searching

    def search(self, *, eager: bool = False) -> None:
        """Search for what stands in the field, in the present order."""
        self.wish = evolve(self.wish, number=self.wish.number + 1, text=self.field.value, now=self.app.now(), eager=eager)
        self.searcher.want(self.wish)

    def search_again(self) -> None:
        """Search once more, read the rows again, and put the cursor back on its card."""
        row = self.results.row()
        self._keep = None if row is None else row.place
        self.results.forget_rows()
        self._names.clear()
        self.search(eager=True)

    def put(self, text: str) -> None:
        """Put a search into the field and make it."""
        self.field.value = text
        self.field.cursor_position = len(text)
        self.search(eager=True)

    def order(self, sort: str, *, down: bool) -> None:
        """Put the cards in another order; the cursor goes along with its card."""
        self.wish = evolve(self.wish, order=sort, down=down)
        self.query_one(Heads).show(sort, down=down)
        row = self.results.row()
        self._keep = None if row is None else row.place
        self.search(eager=True)

    def on_page(self, message: Page) -> None:
        """Show what was found."""
        if message.wish.number != self.wish.number:
            return
        results = self.results
        if message.first:
            self._error = None
            if self._keep is None:
                results.chosen.clear()
            results.begin(message.found, message.wish.order, more=not message.last)
            self.call_after_refresh(self.searcher.go_on)
        else:
            results.more(message.found)
        if message.last:
            self.found = len(results.places)
            if self._keep is not None:
                results.go_to_place(self._keep)
                self._keep = None
            elif results.chosen and not message.wish.text:
                results.chosen &= set(results.places)
        else:
            self.found = None
        self.write_told()
        self.write_title()
        self.cursor_moved()

    def on_failed(self, message: Failed) -> None:
        """Say what is wrong; the cards that were found last stay."""
        if message.wish.number == self.wish.number:
            self._say_wrong(message.error)

    def on_indexing(self, message: Indexing) -> None:
        """Say how far the index is."""
        share = f"{message.done / message.total:.0%}" if message.total else ""
        self._told = plain(f"Reading the cards of {message.deck} for searches … {share}".rstrip(), "$quiet")
        self.query_one("#told", Static).update(self._told)

    def cursor_moved(self) -> None:
        """Another card is under the cursor, or another is selected."""
        raise NotImplementedError

    def _say_wrong(self, error: QuizError) -> None:
        self._error = error
        self.write_told()

    # The field

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what stands there now."""
        event.stop()
        self._look_for_completions()
        if event.value != self.wish.text or self.wish.number == 0:
            self.search()
        self.write_told()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the cards."""
        event.stop()
        self.action_results()

    def on_key(self, event: events.Key) -> None:
        """The completions are those of the cursor's place."""
        if self.typing and event.key in {"left", "right", "home", "end"}:
            self.call_after_refresh(self._look_for_completions)

    def action_search(self) -> None:
        """Go to the field."""
        self.field.focus()

    def action_results(self) -> None:
        """Go to the cards, and remember the search."""
        if self._error is None:
            self.former.remember(self.field.value)
        self.results.focus()
        self.call_after_refresh(self.write_told)  # once the focus is there

    def action_complete(self) -> None:
        """Complete what stands before the cursor; again, with the next candidate."""
        field = self.field
        found, number = self._completion, 0
        if found is None:
            self.action_results()
            return
        if self._completed[0] == field.value:
            number = self._completed[1] + 1
        text, cursor = found.applied(field.value, number)
        self._completed = (text, number)
        self._completion = Completion(found.start, cursor, found.candidates)
        field.value = text
        field.cursor_position = cursor

    def action_ready(self) -> None:
        """Choose a search."""
        titles = {row.deck: row.title for row in self.app.collection.decks()}
        recent = self.former.searches()
        self.app.push_screen(ReadyScreen(recent, self._all_names(), titles), self._chosen)

    def _chosen(self, text: str | None) -> None:
        if text is not None:
            self.former.remember(text)
            self.put(text)
            self.results.focus()

    def _look_for_completions(self) -> None:
        field = self.field
        if self._completed[0] == field.value and self._completion is not None:
            return
        self._completed = ("", -1)
        self._completion = completion(field.value, field.cursor_position, self._all_names())
        self.write_told()

    def _all_names(self) -> "dict[str, list[str]]":
        from quiz.store.search_rows import names

        if not self._names:
            try:
                found = names(self.app.collection.store.database)
            except QuizError:
                return {}
            found["deck"] = [row.deck for row in self.app.collection.decks()]
            self._names = found
        return self._names

    # What is said

    def write_told(self) -> None:
        """Write the lines below the field: what is wrong, and what the word before the cursor can become."""
        width = max(20, self.size.width - 4)
        offered = self._completion if self.typing else None
        wrong = Content("")
        if isinstance(self._error, SearchError):
            # What is being typed is not wrong yet, as long as it can become something.
            if offered is None or self._error.place < offered.start - 1:
                wrong = _pointing(self._error, self._error.place - round(self.field.scroll_offset.x), width)
        elif self._error is not None:
            wrong = plain(f"✗ {self._error}", "$error")
        hint = (
            _candidates(offered.candidates, self._completed[1], width, self.keymap.key("browse.complete"))
            if offered
            else Content("")
        )
        if not wrong and not hint and self.results.places and width >= len(LEGEND):
            hint = plain(LEGEND, "$quiet")
        found = joined([wrong, hint]) or Content(" ")
        if found != self._told:
            # Laying the screen out anew takes longer than a key may.
            self.query_one("#told", Static).update(found, layout=_height(found, width) != _height(self._told, width))
            self._told = found

    def write_title(self) -> None:
        """Write the first line: how many cards were found, and how many are selected."""
        shown = len(self.results.places)
        parts = [count(shown, "card") if self.found is not None else f"{shown:,}+ cards"]
        if self.results.chosen:
            parts.insert(0, f"{len(self.results.chosen):,} selected")
        if self.wish.order != "position" or self.wish.down:
            from quiz.tui.browse.columns import name_of

            parts.append(f"by {name_of(self.wish.order)} {'▼' if self.wish.down else '▲'}")
        quiet = Content.styled(" · ".join(parts), "bold" if self.results.chosen else "$quiet")
        width = self.query_one("#title").content_region.width or self.size.width - 4
        self.query_one("#title", Static).update(sides(Content.styled("Browse", "bold $primary"), quiet, width), layout=False)

    # The order

    def on_heads_chosen(self, message: Heads.Chosen) -> None:
        """Sort by a column; by the same one again, the other way round."""
        message.stop()
        same = message.sort == self.wish.order
        self.order(message.sort, down=not self.wish.down if same else SORTS[message.sort].down)

    def action_turn(self) -> None:
        """Turn the order round."""
        self.order(self.wish.order, down=not self.wish.down)

    def action_sort(self) -> None:
        """Choose by what the cards are ordered."""
        from quiz.tui.asking import Choose
        from quiz.tui.browse.columns import name_of

        names = [(sort, f"{name_of(sort)}{_MEANS.get(sort, '')}") for sort in SORTS]
        self.app.push_screen(
            Choose("Order by", names, chosen=self.wish.order),
            lambda found: self.order(found, down=SORTS[found].down) if found else None,
        )


_MEANS = {
    "position": ", and place in it", "due": " day", "recall": ": chance of recall now", "stability": " in days",
    "lapses": ": how often forgotten", "reps": ": how often", "edited": ": last worded", "interval": " between answers",
}  # fmt: skip


def _height(content: Content, width: int) -> int:
    return len(content.wrap(width))


def _pointing(error: SearchError, at: int, width: int) -> Content:
    """Return what is wrong with a sign below the place where it is: on one line, where it has room on either side of the sign."""
    at = min(max(at + _SIGN, 0), width - 1)
    reason = f"{error.reason[:1].upper()}{error.reason[1:]}."
    words = plain(reason, "$error")
    if at + 2 + words.cell_length <= width:
        return plain(f"{' ' * at}▲ ", "$error") + words
    if words.cell_length + 1 <= at:
        return plain(" " * (at - words.cell_length - 1), "$error") + words + plain(" ▲", "$error")
    return plain(f"{' ' * at}▲\n", "$error") + words


def _candidates(candidates: "Sequence[str]", chosen: int, width: int, key: str) -> Content:
    """Return the candidates as one line, the one that was taken last standing out."""
    first = max(0, (chosen % len(candidates)) - 2) if chosen >= 0 else 0
    parts = [Content.styled(key, "bold $primary")]
    room = width - cell_len(key) - 3
    for number, word in list(enumerate(candidates))[first:]:
        piece = plain(word, "bold underline" if chosen >= 0 and number == chosen % len(candidates) else "$quiet")
        if piece.cell_length + 2 > room:
            parts.append(Content.styled("…", "$quiet"))
            break
        parts.append(piece)
        room -= piece.cell_length + 2
    return joined(parts, "  ")
