"""A stylesheet reads a source once, and anew with other variables."""

import pytest
from textual.css.errors import StylesheetError
from textual.css.parse import parse

from quiz.tui.app import QuizApp
from quiz.tui.kept_rules import KeptRules
from tests.tui.samples import Clock, capitals, collection

RED, BLUE = "#ff0000", "#0000ff"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note every source that is read."""
    found: list[str] = []

    def noted(scope: str, css: str, *rest: object, **more: object) -> object:
        found.append(css)
        return parse(scope, css, *rest, **more)  # type: ignore[arg-type] # whatever Textual gives

    monkeypatch.setattr("textual.css.stylesheet.parse", noted)
    return found


def rules() -> KeptRules:
    made = KeptRules({"ink": RED})
    made.add_source("Static { color: $ink; }", ("first", ""))
    made.reparse()
    return made


def colours(found: KeptRules) -> list[str]:
    return [rule.styles.color.hex.lower() for rule in found.rules]


def test_another_source_does_not_have_the_first_one_read_again(read: list[str]) -> None:
    found = rules()
    found.add_source("Input { color: #00ff00; }", ("second", ""))
    found.reparse()
    assert ["Static { color: $ink; }", "Input { color: #00ff00; }"] == read
    assert [RED, "#00ff00"] == colours(found)


def test_the_same_variables_change_nothing_and_others_do(read: list[str]) -> None:
    found = rules()
    found.set_variables({"ink": RED})
    found.reparse()
    assert 1 == len(read)
    found.set_variables({"ink": BLUE})
    found.reparse()
    assert [BLUE] == colours(found)


def test_what_is_wrong_leaves_the_rules_as_they_were() -> None:
    found = rules()
    found.add_source("Input { color: no-colour; }", ("wrong", ""))
    with pytest.raises(StylesheetError):
        found.reparse()
    del found.source["wrong", ""]
    assert [RED] == colours(found)


def test_the_app_has_one() -> None:
    assert isinstance(QuizApp(collection(capitals()), Clock()).stylesheet, KeptRules)
