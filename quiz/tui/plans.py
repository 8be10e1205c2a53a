"""The plan of a change, before it is carried out: what happens to which card, how much it adds a day, and what may be decided."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from quiz.collection.decisions import decided, options
from quiz.collection.plan import Change, Plan, PlanLine
from quiz.errors import QuizError
from quiz.facts.merging import Conflict
from quiz.tui.acting import ActingScreen
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.asking import Choose
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import fitted, plain
from quiz.tui.plan_list import EFFECT, PlanList
from quiz.tui.plan_text import NO_CARD, counted, daily, deciding, detail
from quiz.tui.rows import Moving, Rows

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.load import Load
    from quiz.tui.app import QuizApp
    from quiz.tui.work import Watch

_LARGE = 2_000
"""Facts from which making a plan takes long enough to show that it is being made."""


class PlanScreen(Moving, ActingScreen[Plan]):
    """Shows a plan and lets lines be decided otherwise. Dismissed with the plan to apply, or with `None`."""

    app: "QuizApp"
    place = "plan"
    CSS_PATH = Path(__file__).with_name("plans.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("plan")
    AUTO_FOCUS = "PlanList"

    def __init__(self, plan: Plan, load: "Load", *, heading: str = "") -> None:
        """Show `plan` and the answers a day that it adds; a heading says what it is the plan of."""
        super().__init__()
        self._first = plan
        self._base = plan
        self._plan = plan
        self._load = load
        self.heading = heading or (f"Add {plan.deck.title}" if plan.replaces is None else f"Changes of {plan.deck.title}")
        self._decisions: dict[str, Change] = {}
        self._same: dict[str, str] = {}
        self._theirs: frozenset[Conflict] = frozenset()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        with Vertical(id="page", classes="column"):
            yield Static(Content.styled(fitted(self.heading, 200).rstrip(), "bold"), id="heading")
            yield Static(id="sum")
            yield Static(id="load")
            yield PlanList()
            yield Static(id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the plan."""
        self.query_one(PlanList).take(self._base, self._first.conflicts)
        self.call_after_refresh(self._write)

    def on_resize(self) -> None:
        """Lay out anew what depends on the width."""
        self.call_after_refresh(self._write)

    # What works

    def allowed(self, action: Action) -> bool:
        """Decide only where there is something to decide."""
        rows = self.query_one(PlanList)
        chosen = rows.chosen
        match action.name:
            case "decide" | "decide_all":
                can = isinstance(chosen, Conflict) or (chosen is not None and len(options(chosen)) > 1)
                return can and (action.name == "decide" or len(rows.alike()) > 1)
            case "same":
                return isinstance(chosen, PlanLine) and chosen.change is Change.ADDED and bool(self._free())
            case "up" | "down" | "page_up" | "page_down" | "first" | "last":
                return rows.count > 1
        return True

    def label(self, action: Action) -> str:
        """Call each key what it does to the chosen line."""
        if action.name == "apply":
            return "Add" if self._plan.replaces is None else "Apply"
        if action.name == "decide":
            chosen = self.query_one(PlanList).chosen
            if isinstance(chosen, Conflict):
                return "Keep yours" if chosen in self._theirs else "Take the new version"
            if isinstance(chosen, PlanLine):
                return deciding(chosen, self._next(chosen))
        return action.label

    # Actions

    def action_apply(self) -> None:
        """Hand back the plan."""
        self.dismiss(self._plan)

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.dismiss(None)

    def action_decide(self) -> None:
        """Decide otherwise about the chosen line: each press goes on to what is possible next."""
        self._decide(one for one in (self.query_one(PlanList).chosen,) if one is not None)

    def action_decide_all(self) -> None:
        """Decide so about the chosen line and all of its group."""
        self._decide(self.query_one(PlanList).alike())

    def action_same(self) -> None:
        """Say which retired card an added one is."""
        chosen = self.query_one(PlanList).chosen
        if not isinstance(chosen, PlanLine):
            return
        card = chosen.card.id
        retired = [(line.card.id, plain(line.text)) for line in self._free()]

        def take(old: str | None) -> None:
            if old is not None:
                self._decisions.pop(card, None)
                self._same[card] = old
                self._settle()

        self.app.push_screen(Choose("Which card was it before?", retired, "Its memory goes on with the new one."), take)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show all of the chosen line."""
        event.stop()
        self._detail()
        self.keys_changed()

    def on_rows_clicked(self, event: Rows.Clicked) -> None:
        """Decide otherwise with a click on what happens to a line."""
        event.stop()
        if event.x >= self.query_one(PlanList).width - EFFECT and self.check_action("decide", ()):
            self.action_decide()

    # Deciding

    def _next(self, line: PlanLine) -> Change:
        possible = options(line)
        present = self._decisions.get(line.card.id, line.change)
        if line.card.id in self._same:
            return line.change
        return possible[(possible.index(present) + 1) % len(possible)]

    def _decide(self, lines: "Iterable[PlanLine | Conflict]") -> None:
        """Decide about lines as the next decision about the chosen one would be."""
        chosen = self.query_one(PlanList).chosen
        if isinstance(chosen, Conflict):
            found = {line for line in lines if isinstance(line, Conflict)}
            self._replan(self._theirs - found if chosen in self._theirs else self._theirs | found)
        elif isinstance(chosen, PlanLine):
            decision = self._next(chosen)
            for line in lines:
                if isinstance(line, PlanLine) and decision in options(line):
                    self._same.pop(line.card.id, None)
                    self._decisions[line.card.id] = decision
                    if decision is line.change:
                        del self._decisions[line.card.id]
            self._settle()

    def _free(self) -> list[PlanLine]:
        """Return the retired lines whose memory no added card has got yet."""
        retired = () if self._base.is_first else self._base.of(Change.RETIRED)
        return [line for line in retired if line.card.id not in self._same.values()]

    def _settle(self) -> None:
        """Make the plan with all decisions, and show it."""
        try:
            self._plan = decided(self._base, self._decisions, self._same)
            self._load = self.app.collection.load(self._plan, self.app.now())
        except QuizError as error:
            self.app.tell(str(error), failed=True)
        self._write()

    def _replan(self, theirs: frozenset[Conflict]) -> None:
        """Plan again with the new version's way in some conflicts."""
        first = self._first
        deck = first.upstream or first.deck

        def plan(collection: "Collection") -> Plan:
            return collection.plan(deck, first.path, take_theirs=[one for one in first.conflicts if one in theirs])

        def beside(watch: "Watch") -> Plan:
            watch.say("Planning again …")
            with self.app.collection.beside() as own:
                return plan(own)

        def take(found: Plan) -> None:
            self._theirs = theirs
            self._base = found
            known = {} if found.is_first else {line.card.id: line for line in found.lines}
            self._decisions = {
                card: change for card, change in self._decisions.items() if card in known and change in options(known[card])
            }
            self._same = {new: old for new, old in self._same.items() if new in known and old in known}
            rows = self.query_one(PlanList)
            rows.take(found, first.conflicts)
            self._settle()

        if len(deck.facts) >= _LARGE:
            self.app.work(self.heading, beside, take)
            return
        try:
            take(plan(self.app.collection))
        except QuizError as error:
            self.app.tell(str(error), failed=True)

    # What is shown

    def _write(self) -> None:
        width = self.query_one("#page").content_region.width
        self.query_one("#sum", Static).update(counted(self._plan, len(self._first.conflicts)))
        self.query_one("#load", Static).update(daily(self._load, width))
        self.query_one(PlanList).show(self._decisions, self._same, self._theirs)
        self._detail()
        self.keys_changed()

    def _detail(self) -> None:
        rows, shown = self.query_one(PlanList), self.query_one("#detail", Static)
        chosen, width = rows.chosen, max(20, shown.content_region.width)
        shown.update(detail(chosen, *rows.effect(chosen), width) if chosen else NO_CARD)
