"""Browse: search all cards, look at them, and change them."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from quiz.errors import QuizError
from quiz.memory.fsrs import retrievability
from quiz.store.search_rows import Row
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.browse.columns import View
from quiz.tui.browse.field import SearchField
from quiz.tui.browse.heads import Heads
from quiz.tui.browse.pane import Pane
from quiz.tui.browse.results import ResultList
from quiz.tui.browse.searching import SearchingScreen
from quiz.tui.browse.tidying import Tidying
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import joined

_SETTLED = 0.06
"""Seconds that the cursor rests before the preview follows it, so that it can run through the list."""
_TYPED = 0.3
"""The same while a search is typed: a card is made of its deck, which may hold up a key."""
_WIDE = 110
_WITH_SELECTION = frozenset({
    "none", "study", "suspend", "bury", "mark", "due", "reset", "tags", "delete", "export", "undo", "all", "help",
})  # fmt: skip
"""What the footer shows while cards are selected."""
_OF_PANE = frozenset({"flip", "next_form", "last_form", "scroll_down", "scroll_up"})


class BrowseScreen(SearchingScreen):
    """Where cards are searched, looked at and changed."""

    place = "browse"
    CSS_PATH = "browse.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("browse")
    AUTO_FOCUS = ""

    def __init__(self, search: str = "") -> None:
        """Begin with a search, and the cards that it finds; without one, in the field."""
        super().__init__(search)
        self._search = search
        self._paned: bool | None = None
        """Whether the learner wants the preview; nothing: as there is room."""
        self._timer: Timer | None = None
        self._view: View | None = None
        self._tidying = Tidying(self.set_timer)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield Static(id="title")
        with Horizontal(id="searching"):
            yield Static("/", id="sign")
            yield SearchField(self._search, self.searcher.hold)
        yield Static(id="told")
        with Horizontal(id="body"):
            with Vertical(id="list"):
                yield Heads()
                yield ResultList(self._fetch)
                yield Static(id="empty")
            yield Pane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Search."""
        self._tidying.begin()
        self._look()
        self.query_one("#empty").display = False
        (self.results if self._search else self.field).focus()
        self.search(eager=True)
        self._lay_out()

    def on_unmount(self) -> None:
        """Search no more."""
        self.searcher.close()
        self._tidying.end()

    def on_screen_resume(self) -> None:
        """Show what was done elsewhere."""
        if self.wish.number:
            self._look()
            self.search_again()

    def on_resize(self) -> None:
        """Lay out what depends on the size, once the parts have theirs."""
        self.call_after_refresh(self._lay_out)

    def _look(self) -> None:
        """Keep what the rows need to know of the day and of the decks."""
        collection = self.app.collection
        day = collection.day(self.app.now())
        titles = {row.deck: row.title for row in collection.decks()}
        settings = {deck: collection.settings_of(deck) for deck in titles}

        def recall(row: Row) -> float | None:
            memory, last = row.state.memory, row.state.last_day
            if memory is None or last is None or row.deck not in settings:
                return None
            return retrievability(memory.stability, day - last, settings[row.deck].parameters)

        def leech(row: Row) -> bool:
            least = settings[row.deck].leech_lapses if row.deck in settings else 0
            return bool(least) and row.state.lapses >= least

        self.results.view = View(day, lambda deck: titles.get(deck, deck), recall, leech)

    def _fetch(self, places: "Sequence[int]") -> dict[int, Row]:
        from quiz.store.search_rows import rows

        try:
            return rows(self.app.collection.store.database, places)
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return {}

    # What is shown

    @property
    def paned(self) -> bool:
        """Whether the preview is shown."""
        return self.size.width >= _WIDE if self._paned is None else self._paned

    def _lay_out(self) -> None:
        self.set_class(self.paned, "-paned")
        self.write_title()
        self.write_told()
        self.call_after_refresh(self._show_pane)

    def cursor_moved(self) -> None:
        """The preview follows once the cursor rests."""
        if self._timer is not None:
            self._timer.stop()
        wait = _TYPED if self.typing else _SETTLED
        self._timer = self.set_timer(wait, self._show_pane) if self.paned else None
        self._tidying.stirred()
        self._say_empty()
        self.keys_changed()

    def on_result_list_moved(self) -> None:
        """Follow the cursor."""
        self.write_title()
        self.cursor_moved()

    def on_result_list_opened(self) -> None:
        """Show the preview."""
        self._paned = True
        self._lay_out()

    def states_changed(self) -> None:
        """Show what is remembered of the cards now."""
        self._look()
        self.results.forget_rows()
        self._show_pane()
        self.keys_changed()

    def _show_pane(self) -> None:
        if self.paned and self.is_mounted:
            collection = self.app.collection
            self.query_one(Pane).show(collection, self.results.row(), collection.day(self.app.now()))

    def _say_empty(self) -> None:
        """Say what to do where nothing is found."""
        empty = self.query_one("#empty", Static)
        nothing = not self.results.places and self.found == 0
        empty.display = nothing
        self.results.display = self.query_one(Heads).display = not nothing
        self.query_one(Pane).set_class(nothing, "-nothing")
        if nothing:
            empty.update(
                _nothing(
                    self.field.value,
                    any_decks=bool(self.app.collection.decks()),
                    key=self.keymap.key("browse.ready", typing=True),
                )
            )

    # What can be done

    def allowed(self, action: Action) -> bool:
        """Keys of the field work in the field, those of cards where there is a card."""
        name, typing = action.name, self.typing
        if action.id == "go.back":
            return not typing
        if action.place != "browse":
            return super().allowed(action)
        if action.during and ("field" if typing else "cards") not in action.during:
            return False
        match name:
            case "complete":
                return self._completion is not None
            case "none":
                return bool(self.results.chosen)
            case "undo":
                return self.can_undo
            case "search" | "results" | "ready":
                return True
            case _:
                return bool(self.results.places) and (name not in _OF_PANE or self.paned)

    def offered(self) -> list[Action]:
        """Show what can be done with the selection, while there is one."""
        found = super().offered()
        if not self.results.chosen or self.typing:
            return found
        return [one for one in found if one.name in _WITH_SELECTION]

    def label(self, action: Action) -> str:
        """Say what a key does to what is selected."""
        if action.name == "preview" and self.paned:
            return "Close" if self.size.width < _WIDE else "Hide"
        return action.label

    def action_preview(self) -> None:
        """Show or hide the preview."""
        self._paned = not self.paned
        self._lay_out()
        self.keys_changed()

    def action_info(self) -> None:
        """Show what is known of the card, or the card again."""
        pane = self.query_one(Pane)
        pane.info = not (pane.info and self.paned)
        self._paned = True
        self._lay_out()
        self.keys_changed()

    def action_flip(self) -> None:
        """Show the question, or the answer."""
        pane = self.query_one(Pane)
        pane.answered, pane.info = not pane.answered, False
        self._show_pane()

    def action_next_form(self) -> None:
        """Show the card in its next form."""
        self.query_one(Pane).turn(self.app.collection, 1)

    def action_last_form(self) -> None:
        """Show the card in the form before."""
        self.query_one(Pane).turn(self.app.collection, -1)

    def action_scroll_down(self) -> None:
        """Scroll the preview down."""
        self.query_one(Pane).scroll_relative(y=3, animate=False)

    def action_scroll_up(self) -> None:
        """Scroll the preview up."""
        self.query_one(Pane).scroll_relative(y=-3, animate=False)

    def action_back(self) -> None:
        """Select none, where some are selected; else go back to the screen below."""
        if self.results.chosen:
            self.results.pick_none()
        else:
            super().action_back()

    # Facts and study

    def action_edit(self) -> None:
        """Edit the fact behind the card."""
        row = self.results.row()
        if row is None:
            return
        deck = self.app.collection.deck(row.deck)
        facts = [fact for fact in deck.facts if fact.key in row.facts]
        if len(facts) == 1:
            self._edit(row.deck, facts[0].key)
            return
        from quiz.cards.wording import statement
        from quiz.tui.asking import Choose

        names = [(fact.key, statement(fact, deck.relations[fact.relation])) for fact in facts]
        self.app.push_screen(Choose("Which fact?", names), lambda key: self._edit(row.deck, key) if key else None)

    def _edit(self, deck: str, key: str) -> None:
        from quiz.tui.editing.screen import FactScreen

        whole = self.app.collection.deck(deck)
        fact = next((fact for fact in whole.facts if fact.key == key), None)
        if fact is not None:
            self.app.push_screen(FactScreen(whole, fact), self._edited)

    def action_add(self) -> None:
        """Add a fact to the card's deck, of its relation."""
        from quiz.tui.editing.screen import FactScreen

        row = self.results.row()
        if row is not None:
            self.app.push_screen(FactScreen(self.app.collection.deck(row.deck), None, relation=row.relation), self._edited)

    def _edited(self, changed: bool | None) -> None:  # noqa: FBT001 - what the dialog returns
        if changed:
            self.search_again()

    def action_study(self) -> None:
        """Study what is selected, or all that was found."""
        self._study(cram=False)

    def action_cram(self) -> None:
        """Practise what is selected, or all that was found."""
        self._study(cram=True)

    def _study(self, *, cram: bool) -> None:
        from quiz.collection.searching import MOST
        from quiz.store.search_rows import cards

        results = self.results
        places = results.taken() if results.chosen else list(results.places)
        if len(places) > MOST:
            self.app.tell(f"A session takes at most {MOST:,} cards: these are the first of {len(places):,}.")
        chosen = cards(self.app.collection.store.database, places[:MOST])
        self.app.study(None, lambda collection, now: collection.custom(now=now, cards=chosen, cram=cram))


def _nothing(search: str, *, any_decks: bool, key: str) -> Content:
    """Return what to do where no card is found."""
    if not any_decks:
        return Content("No cards yet: add a deck on Home first.")
    if not search.strip():
        return Content("The decks have no cards that can be asked.")
    return joined(
        [
            Content.styled("No card is found.", "bold"),
            Content.assemble(
                "Take a word away, or press ", (key, "bold $primary"), " for ready-made searches, decks, tags and relations."
            ),
        ]
    )
