"""From a deck to what is done with it elsewhere: the menu, custom study, its cards, figures, options, exam and files."""

from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.errors import QuizError
from quiz.tui.acting import MainScreen
from quiz.tui.asking import Ask, Choose
from quiz.tui.home.actions import MENU
from quiz.tui.home.deck_list import OFFER, DeckList
from quiz.tui.lines import fitted
from quiz.tui.times import count

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection.collection import Collection
    from quiz.collection.deck_tree import Level
    from quiz.collection.sync_report import SyncReport
    from quiz.study.session import Session
    from quiz.tui.work import Watch

_WAYS = (
    ("ahead", "Study ahead: reviews that are due in the coming days"),
    ("forgotten", "What was forgotten today, once more"),
    ("overdue", "What was due before today"),
    ("preview", "Look at new cards without learning them yet"),
    ("tag", "Cards with a tag"),
    ("cram", "Practice: all that waits; answers move neither memory nor due days"),
)
_LONGER = {"add": "Add a deck", "update": "Update from its file", "undo": "Undo the last change", "sync": "Sync your devices"}
"""What the footer and the palette say in fewer words."""
_AHEAD, _PREVIEW = 3, 10
"""Days and cards that are proposed."""
_MOST_DAYS = 36_500
_KEY = 7
"""Cells of a menu's keys."""


class DeckWays(MainScreen):
    """What can be done with the chosen deck without changing it."""

    @property
    def decks(self) -> DeckList:
        """The list of decks."""
        return self.query_one(DeckList)

    @property
    def level(self) -> "Level | None":
        """The chosen row, where it is no offer."""
        return self.decks.level

    @property
    def deck(self) -> str:
        """The id of the chosen row; empty where there is none, or an offer."""
        return self.level.deck if self.level else ""

    @property
    def offer(self) -> str:
        """The id of the deck that the chosen row offers; empty where it offers none."""
        chosen = self.decks.chosen or ""
        return chosen.removeprefix(OFFER) if chosen.startswith(OFFER) else ""

    def refresh_decks(self, choose: str | None = None) -> None:
        """Read the collection again, and put the cursor on a deck."""
        raise NotImplementedError

    def action_menu(self) -> None:
        """List what can be done, each with its key."""
        wanted = {action.name: action for action in self.working() if action.name in MENU}
        lines = [(name, wanted[name]) for name in MENU if name in wanted]
        options = [
            (name, Content.assemble((fitted(self.key(one), _KEY), "bold $primary"), _LONGER.get(name) or self.label(one)))
            for name, one in lines
        ]

        def do(name: str | None) -> None:
            if name is not None:
                self.perform(wanted[name])

        heading = self.level.due.title if self.level else "Decks"
        self.app.push_screen(Choose(fitted(heading, 60).rstrip(), options), do)

    def action_browse_deck(self) -> None:
        """Look through its cards."""
        self.app.browse(f'deck:"{self.deck}"')

    def action_statistics_of_deck(self) -> None:
        """Show its figures."""
        self.app.statistics(self.deck)

    def action_exam(self) -> None:
        """Sit an exam."""
        self.app.exam(self.deck)

    def action_options(self) -> None:
        """Show its settings."""
        self.app.settings(self.deck)

    def action_export(self) -> None:
        """Write it for another program."""
        self.app.export(self.deck)

    def action_import(self) -> None:
        """Take in another program's file."""
        self.app.import_file()

    def action_add_fact(self) -> None:
        """Add a fact to the deck."""
        self.add_fact(self.deck)

    def add_fact(self, deck: str) -> None:
        """Show the form of a new fact of a deck."""
        from quiz.tui.editing.screen import FactScreen

        try:
            found = self.app.collection.deck(deck)
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self.app.push_screen(FactScreen(found, None), lambda _: self.refresh_decks(choose=deck))

    # Custom study

    def action_custom(self) -> None:
        """Ask which cards are wanted."""
        self.app.push_screen(Choose("Custom study", _WAYS, "No limit of the day holds here."), self._custom)

    def _custom(self, way: str | None) -> None:
        deck, app = self.deck, self.app
        match way:
            case "ahead":
                self._number("Study ahead", "Reviews that are due within how many days?", _AHEAD, self._ahead)
            case "preview":
                self._number("Preview", "How many new cards?", _PREVIEW, self._preview)
            case "forgotten":
                app.study(deck, lambda own, now: own.custom(deck, now=now, forgotten=1))
            case "overdue":
                app.study(deck, lambda own, now: own.custom(deck, now=now, overdue=True))
            case "cram":
                app.study(deck, lambda own, now: own.session(deck, now=now, cram=True))
            case "tag":
                self._tag()

    def _ahead(self, days: int) -> None:
        deck = self.deck
        self.app.study(deck, lambda own, now: own.custom(deck, now=now, ahead=days))

    def _preview(self, cards: int) -> None:
        deck = self.deck
        self.app.study(deck, lambda own, now: own.custom(deck, now=now, preview=cards))

    def _tag(self) -> None:
        """Ask for one of the tags of the decks that are meant."""
        own, deck = self.app.collection, self.deck
        try:
            tags = sorted(
                {tag for name in own.named(deck) for fact in own.deck(name).facts for tag in fact.tags}, key=str.casefold
            )
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        if not tags:
            self.app.tell("No fact of this deck has a tag.")
            return

        def chosen(tag: str | None) -> None:
            if tag is not None:
                wanted = tags[int(tag)]
                self.app.study(deck, lambda found, now: _tagged(found, deck, now, wanted))

        self.app.push_screen(Choose("Cards with a tag", [(str(place), tag) for place, tag in enumerate(tags)]), chosen)

    def _number(self, heading: str, text: str, value: int, then: "Callable[[int], None]") -> None:
        def check(written: str) -> str:
            try:
                return "" if 1 <= int(written) <= _MOST_DAYS else f"A number from 1 to {_MOST_DAYS:,} is wanted."
            except ValueError:
                return "A whole number is wanted."

        def take(written: str | None) -> None:
            if written is not None:
                then(int(written))

        self.app.push_screen(Ask(heading, text, value=str(value), check=check), take)

    # Sync

    def action_sync(self) -> None:
        """Ask for the folder, which is remembered, and sync."""
        before = self.app.choices.sync
        text = "A folder that a program such as Syncthing or Dropbox keeps the same on all your devices:"
        self.app.push_screen(Ask("Sync", text, value=before, placeholder="~/Sync/quiz", check=_folder), self._sync)

    def _sync(self, folder: str | None) -> None:
        from quiz.collection.new_decks import expanded

        if folder is None:
            return
        self.app.choose("sync", folder)
        place, now = expanded(folder), self.app.now()

        def sync(watch: "Watch") -> "SyncReport":
            watch.say(f"Syncing with {place} …")
            with self.app.collection.beside() as own:
                return own.sync(place, now)

        self.app.work("Sync", sync, self._synced)

    def _synced(self, report: "SyncReport") -> None:
        self.refresh_decks()
        told = f"Sent {count(report.sent, 'event')}, received {count(report.received, 'event')}."
        skipped = [f"{found.file}: {found.reason}" for found in report.skipped]
        self.app.tell("\n".join([told, *skipped[:5]]), failed=bool(skipped))


def _tagged(collection: "Collection", deck: str, now: datetime, tag: str) -> "Session":
    return collection.custom(deck, now=now, tag=tag)


def _folder(written: str) -> str:
    from quiz.collection.new_decks import expanded

    try:
        return "" if expanded(written.strip()).is_dir() else "There is no such folder."
    except (OSError, ValueError):
        return "This is no path."
