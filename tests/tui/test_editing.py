"""Editing facts in the app: the form, the learner's own editor, and what becomes of the card and of its memory."""

import sys
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widgets import Input

from quiz.cards.card import Form
from quiz.collection.plan import Plan
from quiz.errors import StoreError
from quiz.facts.deck import Deck
from quiz.memory.events import Retaught
from quiz.tui.app import QuizApp
from quiz.tui.editing import outside
from quiz.tui.editing.screen import FactScreen
from tests.tui.looks import looks
from tests.tui.samples import Clock, Play, Screen, capitals, collection, hostile, played, presidents, scripts


class PlanShown(ModalScreen[Plan]):
    """Stands in for the screen of plans: Enter applies."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "apply"), Binding("escape", "dismiss(None)")]
    seen: ClassVar[list[Plan]] = []

    def __init__(self, plan: Plan, load: object, *, heading: str = "") -> None:
        super().__init__()
        assert load is not None
        assert heading
        self.plan = plan
        self.seen.append(plan)

    def action_apply(self) -> None:
        self.dismiss(self.plan)


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    found = ModuleType("quiz.tui.plans")
    found.PlanScreen = PlanShown  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "quiz.tui.plans", found)
    PlanShown.seen.clear()
    return PlanShown.seen


def stated(screen: Screen, deck: str = "capitals") -> list[str]:
    return [f"{fact.subject}: {fact.value}" for fact in screen.app.collection.deck(deck).facts]


async def fill(screen: Screen, **parts: str) -> None:
    for name, text in parts.items():
        screen.app.screen.query_one(f"#{name}", Input).value = text
    await screen.pilot.pause()


def open_form(deck: Deck, place: int | None = 0, *keys: str, relation: str = "", **parts: str) -> Play:
    async def play(screen: Screen) -> None:
        whole = screen.app.collection.deck(deck.id)
        fact = None if place is None else whole.facts[place]
        screen.app.push_screen(FactScreen(whole, fact, relation=relation))
        await screen.pilot.pause()
        for field in screen.app.screen.query(Input):
            field.cursor_blink = False  # a picture of it is the same at any moment
        await fill(screen, **parts)
        await screen.press(*keys)

    return play


# From the card


def test_a_fact_is_edited_from_its_card_and_undo_takes_it_back() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("e")
        assert "FactScreen" == screen.place
        await screen.press("ctrl+a", "ctrl+k", *"Graz", "ctrl+s")
        assert "StudyScreen" == screen.place
        assert "Austria: Graz" in stated(screen)
        assert "Graz" in screen.text
        await screen.press("space", "space", "3", "u")
        assert "What is the capital of Austria?" in screen.text
        await screen.press("u")
        assert "Austria: Vienna" in stated(screen)
        await screen.press("U")
        assert "Austria: Graz" in stated(screen)

    played(play, capitals())


def test_an_edit_that_costs_a_memory_is_shown_first(plans: list[Plan]) -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space", "3", "u", "1")
        await screen.press("space", "3") if screen.moment() == "reveal" else None
        card = screen.app.collection.cards("capitals")[0]
        assert screen.app.collection.state(card.id).reps
        await open_form(capitals(), 0, "ctrl+s", value="Graz")(screen)
        assert "PlanShown" == screen.place
        await screen.press("escape")
        assert "FactScreen" == screen.place
        assert "Austria: Vienna" in stated(screen)
        await screen.press("ctrl+s", "enter")
        assert "Austria: Graz" in stated(screen)
        assert screen.app.collection.state(card.id).reteach

    found = played(play, capitals())
    assert 2 == len(plans)
    assert 1 == sum(isinstance(event, Retaught) for event in found.events())


def test_a_wrong_answer_is_judged_again_once_the_fact_is_mended() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.TYPED)
        await screen.write("Wiena")
        assert "answered" == screen.moment()
        assert "Right" not in screen.text
        await open_edit(screen)
        await fill(screen, subject="Austria", value="Vienna")
        await screen.press("escape")
        assert "answered" == screen.moment()
        await screen.press("1")

    played(play, capitals())


async def open_edit(screen: Screen) -> None:
    await screen.press("e")
    assert isinstance(screen.app.screen, FactScreen)


def test_an_answer_that_was_shown_stays_shown_after_a_rewording() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("space", "e")
        await fill(screen, at="page 99")
        await screen.press("ctrl+s")
        assert "answered" == screen.moment()
        assert "page 99" in screen.text
        await screen.press("3")
        assert "StudyScreen" == screen.place

    played(play, capitals())


def test_of_a_card_of_several_facts_one_is_chosen() -> None:
    from tests.tui.samples import neighbours

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("e")
        assert "Chile borders Argentina" in screen.text
        await screen.press("down", "enter")
        assert isinstance(screen.app.screen, FactScreen)
        assert "Bolivia" == screen.app.screen.query_one("#value", Input).value

    played(play, neighbours())


def test_a_deleted_fact_takes_its_card_along() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("e", "f8")
        assert "Delete this fact?" in screen.text
        await screen.press("enter")
        assert "Austria: Vienna" not in stated(screen)
        assert "Chile" in screen.text
        await screen.press("u")
        assert "Austria: Vienna" in stated(screen)
        assert "What is the capital of Austria?" in screen.text

    played(play, capitals())


def test_a_fact_is_added_from_the_card() -> None:
    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("a", *"Mali", "tab", "tab", *"Bamako", "ctrl+s")
        assert "Mali: Bamako" in stated(screen)
        assert "1 new card" in screen.text
        await screen.press("u")
        assert "Mali: Bamako" not in stated(screen)

    played(play, capitals())


# The form


def test_what_was_written_is_not_thrown_away_by_one_key() -> None:
    async def play(screen: Screen) -> None:
        await open_form(capitals(), 0, value="Graz")(screen)
        await screen.press("escape")
        assert "Esc again leaves" in screen.text
        await screen.press("x", "escape")
        assert "FactScreen" == screen.place
        await screen.press("escape")
        assert "HomeScreen" == screen.place
        assert "Austria: Vienna" in stated(screen)
        await open_form(capitals(), 0, "escape")(screen)
        assert "HomeScreen" == screen.place

    played(play, capitals())


def test_what_is_wrong_is_told_when_it_is_to_be_saved() -> None:
    async def play(screen: Screen) -> None:
        await open_form(capitals(), None, "ctrl+s")(screen)
        assert "Give the subject." in screen.text
        assert "subject" == (screen.app.focused and screen.app.focused.id)
        await fill(screen, subject="Mali", relation="capital", value="Bamako", since="soon")
        await screen.press("ctrl+s")
        assert "is not a date" in screen.text
        assert "since" == (screen.app.focused and screen.app.focused.id)
        await fill(screen, since="1960")
        await screen.press("ctrl+s")
        assert "Mali: Bamako" in stated(screen)

    played(play, capitals())


def test_choices_are_gone_through_with_the_arrows() -> None:
    async def play(screen: Screen) -> None:
        await open_form(presidents(), None, "tab", "down")(screen)
        form = screen.app.screen
        assert "president" == form.query_one("#relation", Input).value
        await screen.press("tab", "tab", "tab", "tab", "tab", "up", "up")
        assert "disputed" == form.query_one("#status", Input).value

    played(play, presidents())


def test_names_are_completed() -> None:
    async def play(screen: Screen) -> None:
        await open_form(capitals(), None, *"port")(screen)
        await screen.pilot.pause(0.1)
        await screen.press("right")
        assert "Portugal" == screen.app.screen.query_one("#subject", Input).value

    played(play, capitals())


def test_an_edit_that_could_not_be_saved_is_told_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(screen: Screen) -> None:
        await open_form(capitals(), 0, value="Graz")(screen)

        def full(*_: object) -> None:
            raise StoreError("The disk is full.")

        monkeypatch.setattr(type(screen.app.collection), "apply", full)
        await screen.press("ctrl+s")
        assert "Not saved. The disk is full." in screen.text
        assert "FactScreen" == screen.place

    played(play, capitals())


def test_a_large_deck_is_edited_beside_the_screen() -> None:
    from quiz.facts.fact import Fact

    deck = Deck("large", facts=[Fact(f"subject {number}", "capital", f"value {number}") for number in range(900)])

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("e")
        await screen.pilot.pause(0.5)
        assert isinstance(screen.app.screen, FactScreen)
        await fill(screen, value="something else")
        await screen.press("ctrl+s")
        for _ in range(50):
            await screen.pilot.pause(0.1)
            if screen.place == "StudyScreen":
                break
        assert "something else" in " ".join(stated(screen, "large"))
        assert "something else" in screen.text

    played(play, deck)


@pytest.mark.parametrize("size", [(40, 15), (23, 7)])
def test_a_small_screen_is_no_reason_to_crash(size: tuple[int, int]) -> None:
    async def play(screen: Screen) -> None:
        await open_form(hostile(), 0, "tab", "tab", "tab", "tab", value="x")(screen)
        await screen.press("escape", "escape")
        assert "HomeScreen" == screen.place

    played(play, hostile(), scripts(), size=size)


# The learner's own editor


def edits(monkeypatch: pytest.MonkeyPatch, *texts: str | None) -> list[str]:
    """Let an editor write these texts, one after the other; return what it was given."""
    given: list[str] = []
    left = list(texts)

    def run(path: Path) -> None:
        given.append(path.read_text(encoding="utf-8"))
        if (text := left.pop(0)) is not None:
            path.write_text(text, encoding="utf-8")

    from contextlib import nullcontext

    monkeypatch.setenv("VISUAL", "some-editor --wait")
    monkeypatch.setattr(outside, "run_editor", run)
    monkeypatch.setattr(QuizApp, "suspend", lambda _: nullcontext())
    return given


def test_a_fact_is_edited_in_the_learners_own_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    given = edits(monkeypatch, '[[facts]]\nsubject = "Austria"\ncapital = "Graz"\n')

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("E")
        await screen.pilot.pause()
        assert "StudyScreen" == screen.place
        assert "Austria: Graz" in stated(screen)
        await screen.press("u")
        assert "Austria: Vienna" in stated(screen)

    played(play, capitals())
    assert 'capital = "Vienna"' in given[0]


def test_mistakes_are_told_and_the_text_is_edited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = '[[facts]]\nsubject = "Austria"\ncapital = "Graz"\nsince = "soon"\n'
    given = edits(monkeypatch, wrong, wrong.replace("soon", "1918"))

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("E")
        assert "line 4" in screen.text
        assert 'since = "soon"' in screen.text
        await screen.press("enter")
        assert "StudyScreen" == screen.place
        assert "Austria: Graz" in stated(screen)

    played(play, capitals())
    assert wrong == given[1]


def test_an_unchanged_text_changes_nothing_and_a_bad_one_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    edits(monkeypatch, None, "[[facts")

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("E")
        assert "StudyScreen" == screen.place
        assert not screen.study.session.can_undo
        await screen.press("E")
        await screen.press("escape")
        assert "StudyScreen" == screen.place
        assert "is kept in" in " ".join(screen.text.split())

    played(play, capitals())


def test_without_an_editor_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("E")
        assert "No editor is named" in screen.text

    played(play, capitals())


def test_an_editor_that_cannot_be_started_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.errors import UsageError

    monkeypatch.setenv("VISUAL", str(tmp_path / "nowhere"))
    with pytest.raises(UsageError, match="cannot be started"):
        outside.run_editor(tmp_path / "fact.toml")
    monkeypatch.setenv("VISUAL", 'open "')
    monkeypatch.setenv("EDITOR", "false")
    with pytest.raises(UsageError, match="ended with the code 1"):
        outside.run_editor(tmp_path / "fact.toml")


# How it looks


@pytest.mark.parametrize(
    ("deck", "place", "keys", "parts"),
    [
        (capitals(), 0, (), {}),
        (capitals(), None, (), {}),
        (capitals(), 0, ("ctrl+s",), {"since": "soon"}),
        (presidents(), 0, (), {"value": "Chicolini", "until": "2030"}),
        (presidents(), None, (), {"subject": "Freedonia", "relation": "president", "value": "Chicolini", "since": "2015"}),
        (capitals(), 0, ("escape",), {"value": "Graz"}),
        (hostile(), 0, (), {}),
    ],
    ids=["edit", "new", "wrong", "changes", "contradiction", "leaving", "hostile"],
)
def test_the_form(
    deck: Deck, place: int | None, keys: tuple[str, ...], parts: dict[str, str], snapshot: SnapshotAssertion
) -> None:
    looks(lambda: QuizApp(collection(deck), Clock()), open_form(deck, place, *keys, **parts), snapshot)


def test_mistakes_in_a_text(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    wrong = '[[facts]]\nsubject = "Austria"\ncapital = "Graz"\nsince = "soon"\n'
    edits(monkeypatch, wrong, wrong)

    async def play(screen: Screen) -> None:
        await screen.ask(form=Form.REVEAL)
        await screen.press("E")

    looks(lambda: QuizApp(collection(capitals()), Clock()), play, snapshot)
