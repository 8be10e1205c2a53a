"""The preview: the card under the cursor as it is asked, in any of its forms, or what is known of it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quiz.cards.card import Form
from quiz.errors import QuizError
from quiz.tui.browse.columns import standing
from quiz.tui.browse.known import known
from quiz.tui.forms import CALLED
from quiz.tui.lines import joined, plain
from quiz.tui.study.preview import card_content

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.collection.collection import Collection
    from quiz.store.search_rows import Row
    from quiz.tui.app import QuizApp


class Pane(VerticalScroll, can_focus=False):
    """Shows one card. It is made anew for each; nothing is written."""

    app: "QuizApp"

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.answered = True
        self.info = False
        self._form: Form | None = None
        self._card: Card | None = None
        self._row: Row | None = None
        self._day = 0

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="pane-head")
        yield Static(id="pane-text")

    @property
    def card(self) -> "Card | None":
        """The card that is shown."""
        return self._card

    @property
    def forms(self) -> list[Form]:
        """The forms that the card can be shown in."""
        if self._card is None:
            return []
        return [form for form in Form if form in self._card.forms or form is Form.REVEAL]

    @property
    def form(self) -> Form | None:
        """The form that is shown: the one that was chosen, where the card allows it."""
        forms = self.forms
        return self._form if self._form in forms else forms[0] if forms else None

    def show(self, collection: "Collection", row: "Row | None", day: int) -> None:
        """Show a card on a study day, from its top; what cannot be read is said in its place."""
        changed = row is None or self._row is None or row.card != self._row.card
        self._row, self._day = row, day
        head, text = self.query_one("#pane-head", Static), self.query_one("#pane-text", Static)
        if row is None:
            self._card = None
            head.update("")
            text.update("")
            return
        try:
            self._card = collection.shelf.asked(row.card)
            width = max(16, self.scrollable_content_region.width - 1)
            content = self._known(collection, width) if self.info else self._asked(collection, width)
        except QuizError as error:
            self._card = None
            content = plain(str(error), "$error")
        head.update(self._head())
        text.update(content)
        if changed:
            self.scroll_home(animate=False)

    def turn(self, collection: "Collection", step: int) -> None:
        """Show another form."""
        forms = self.forms
        if self.form in forms:
            self._form = forms[(forms.index(self.form) + step) % len(forms)]
        self.info = False
        self.show(collection, self._row, self._day)

    def _head(self) -> Content:
        if self._row is None or self._card is None:
            return Content("")
        if self.info:
            return Content.assemble(("info", "bold"), ("  ·  ", "$quiet"), *self._key("info", "card"))
        parts = [Content.styled(CALLED[form], "bold underline" if form is self.form else "$quiet") for form in self.forms]
        side = "answer" if self.answered else "question"
        below = Content.assemble(
            (f"{side}  ·  {standing(self._row.state, self._day)}  ·  ", "$quiet"),
            *self._key("flip", "question" if self.answered else "answer"),
            *(("  ", *self._key("next_form", "next form")) if len(parts) > 1 else ()),
        )
        return joined([joined(parts, "  "), below])

    def _key(self, action: str, label: str) -> "tuple[tuple[str, str], str]":
        """Return the key of an action and what it does: there is seldom room for these in the footer."""
        return (self.app.keymap.key(f"browse.{action}"), "bold $primary"), f" {label}"

    def _asked(self, collection: "Collection", width: int) -> Content:
        if self._card is None or self.form is None:
            return Content("")
        return card_content(collection, self._card, self.form, answered=self.answered, width=width)

    def _known(self, collection: "Collection", width: int) -> Content:
        if self._card is None or self._row is None:
            return Content("")
        return known(collection, self._card, self._row, self._day, width)
