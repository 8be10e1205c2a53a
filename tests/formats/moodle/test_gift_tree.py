"""GIFT as a tree, by the language's documentation and by the trees of another grammar."""

import json
from pathlib import Path
from typing import Any

import pytest

from quiz.errors import FormatError
from quiz.formats.moodle.gift_tree import Mistake, parse, read


def data(text: str) -> dict[str, Any]:
    (found,) = parse(text)
    return found.as_data()


def words(text: str, format: str = "moodle") -> dict[str, str]:
    return {"format": format, "text": text}


def _choice(sign: str, text: str | dict[str, Any], weight: float | None, feedback: str | None, format: str) -> dict[str, Any]:
    return {
        "isCorrect": sign == "=",
        "weight": weight,
        "text": words(text, format) if isinstance(text, str) else text,
        "feedback": None if feedback is None else words(feedback, format),
    }


def right(
    text: str | dict[str, Any], *, weight: float | None = None, feedback: str | None = None, format: str = "moodle"
) -> dict[str, Any]:
    return _choice("=", text, weight, feedback, format)


def wrong(
    text: str | dict[str, Any], *, weight: float | None = None, feedback: str | None = None, format: str = "moodle"
) -> dict[str, Any]:
    return _choice("~", text, weight, feedback, format)


def asked(
    type: str, stem: str, *, format: str = "moodle", title: str | None = None, middle: bool = False, **more: object
) -> dict[str, Any]:
    known = {"id": None, "tags": None, "type": type, "title": title, "stem": words(stem, format), "hasEmbeddedAnswers": middle}
    return known | ({} if type == "Description" else {"globalFeedback": None}) | more


def test_every_file_of_the_other_grammar_has_its_tree(corpus: Path) -> None:
    files = sorted((corpus / "text" / "gift" / "pegjs").glob("*.gift"))
    assert files
    for file in files:
        expected = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        assert expected == [one.as_data() for one in parse(file.read_bytes().decode())], file.name


def test_moodles_own_examples_are_counted_by_hand(corpus: Path) -> None:
    types = [one.type for one in parse((corpus / "text" / "gift" / "moodle_examples.txt").read_text(encoding="utf-8"))]
    counted = {"MC": 18, "Short": 9, "Numerical": 8, "TF": 5, "Matching": 3}
    assert counted == {type: types.count(type) for type in counted}
    assert 43 == len(types)


CASES = {
    # what is written, and its tree
    "Who?{~Ann ~Ben =Cy}": asked("MC", "Who?", choices=[wrong("Ann"), wrong("Ben"), right("Cy")]),
    "It is {~red =blue} there.": asked("MC", "It is _____ there.", middle=True, choices=[wrong("red"), right("blue")]),
    "{=Asia} is large.": asked("Short", "_____ is large.", middle=True, choices=[right("Asia")]),
    "Two?{=two =2}": asked("Short", "Two?", choices=[right("two"), right("2")]),
    "Two?{two}": asked("Short", "Two?", choices=[right("two")]),
    "Two?{two#yes!}": asked("Short", "Two?", choices=[right("two", feedback="yes!")]),
    "Day?{Tuesday}": asked("Short", "Day?", choices=[right("Tuesday")]),
    "Word?{true}": asked("Short", "Word?", choices=[right("true")]),
    "So.{T}": asked("TF", "So.", isTrue=True, trueFeedback=None, falseFeedback=None),
    "So.{FALSE#no#yes}": asked("TF", "So.", isTrue=False, trueFeedback=words("no"), falseFeedback=words("yes")),
    "So.{TRUE#no#yes####all}": asked(
        "TF", "So.", isTrue=True, trueFeedback=words("yes"), falseFeedback=words("no"), globalFeedback=words("all")
    ),
    "So.{F##yes}": asked("TF", "So.", isTrue=False, trueFeedback=None, falseFeedback=words("yes")),
    "N?{#3}": asked("Numerical", "N?", choices={"type": "simple", "number": 3}),
    "N?{#-3.50:0.25}": asked("Numerical", "N?", choices={"type": "range", "number": -3.5, "range": 0.25}),
    "N?{# 1..5 }": asked("Numerical", "N?", choices={"type": "high-low", "numberLow": 1, "numberHigh": 5}),
    "N?{#-1.5..2.5}": asked("Numerical", "N?", choices={"type": "high-low", "numberLow": -1.5, "numberHigh": 2.5}),
    "N?{#=1822:0#yes =%50%1822:2 ~#no}": asked(
        "Numerical",
        "N?",
        choices=[
            right({"type": "range", "number": 1822, "range": 0}, feedback="yes"),
            right({"type": "range", "number": 1822, "range": 2}, weight=50),
            wrong("*", feedback="no"),
        ],
    ),
    "N?{#3:2~#no}": asked(
        "Numerical", "N?", choices=[right({"type": "range", "number": 3, "range": 2}), wrong("*", feedback="no")]
    ),
    "M{=a -> b\n= c->d e}": asked(
        "Matching",
        "M",
        matchPairs=[{"subquestion": words("a"), "subanswer": "b"}, {"subquestion": words("c"), "subanswer": "d e"}],
    ),
    "M{=[html]<b>a</b> -> \\{b\\} = -> c}": asked(
        "Matching",
        "M",
        matchPairs=[{"subquestion": words("<b>a</b>", "html"), "subanswer": "{b}"}, {"subquestion": words(""), "subanswer": "c"}],
    ),
    "Write.{}": asked("Essay", "Write."),
    "Write.{####Well done}": asked("Essay", "Write.", globalFeedback=words("Well done")),
    "Only read this.": asked("Description", "Only read this."),
    "::A \\:\\: title::[markdown]*q*{=a}": asked(
        "Short", "*q*", title="A :: title", format="markdown", choices=[right("a", format="markdown")]
    ),
    "::T::\n\n": asked("Description", "", title="T"),
    "[plain]a{~[html]<i>b</i>#[markdown]c =d}": asked(
        "MC",
        "a",
        format="plain",
        choices=[
            {**wrong("<i>b</i>", format="html"), "feedback": words("c", "markdown")},
            right("d", format="plain"),
        ],
    ),
    "\\~\\=\\#\\{\\}\\:\\\\\\n\\x{=\\=}": asked("Short", "~=#{}:\\\n\\x", choices=[right("=")]),
    "Two\nlines  and\tmore{=a\nb}": asked("Short", "Two lines and\tmore", choices=[right("a b")]),
    "[html]Two\nlines{=a}": asked("Short", "Two\nlines", format="html", choices=[right("a", format="html")]),
    "P?{~%50%a ~%-33.33333%b ~%0%c =%100%d}": asked(
        "MC",
        "P?",
        choices=[
            wrong("a", weight=50),
            wrong("b", weight=-33.33333),
            wrong("c", weight=0),
            right("d", weight=100),
        ],
    ),
    "A colon: here and 10:30?{=a:b}": asked("Short", "A colon: here and 10:30?", choices=[right("a:b")]),
    "Blank\n\n": asked("Description", "Blank"),
    "Q{\n~a\n\n~b\n\n=c\n}": asked("MC", "Q", choices=[wrong("a"), wrong("b"), right("c")]),
    "// a remark\nQ{\n// another\n=a\n// one more\n}\n// the last": asked("Short", "Q", choices=[right("a")]),
    "// [id:a\\]b] [tag:x y] [tag:z]\n// words\nQ{T}": asked(
        "TF", "Q", id="a]b", tags=["x y", "z"], isTrue=True, trueFeedback=None, falseFeedback=None
    ),
    "\ufeffQ{T}\r\n": asked("TF", "Q", isTrue=True, trueFeedback=None, falseFeedback=None),
    "Q\r\nmore{\r\n=a\r\n}\r\n": asked("Short", "Q more", choices=[right("a")]),
    "Old\rMac{T}\r": asked("TF", "Old Mac", isTrue=True, trueFeedback=None, falseFeedback=None),
    "$CATEGORY: $course$/a\\=b // c": {"type": "Category", "title": "$course$/a\\=b // c"},
}


@pytest.mark.parametrize("text", CASES)
def test_each_part_of_the_language_has_its_place(text: str) -> None:
    assert CASES[text] == data(text)


def test_blank_lines_titles_and_categories_stand_between_questions() -> None:
    text = "$CATEGORY: x\n::A::a{T}\n::B::b{F}\n$CATEGORY: y\n\nc{T}\n\n\n \t\nd"
    assert [("Category", "x"), ("TF", "A"), ("TF", "B"), ("Category", "y"), ("TF", None), ("Description", None)] == [
        (one.type, one.title) for one in parse(text)
    ]
    assert [1, 2, 3, 4, 6, 10] == [one.line for one in parse(text)]


def test_questions_below_each_other_need_no_blank_line() -> None:
    text = (
        "// [id:n1] [tag:sea]\nWhat ebbs? {=water ~rock}\n// remark\n"
        "Where is\nthe mole? {\n=north\n~south\n}  \n[html]<b>7</b>? {#7}\n"
    )
    found = parse(text)
    assert [("MC", 2, "n1"), ("MC", 4, None), ("Numerical", 9, None)] == [(one.type, one.line, one.id) for one in found]
    assert ["What ebbs?", "Where is the mole?", "<b>7</b>?"] == [one.stem.text for one in found if one.stem]


@pytest.mark.parametrize("text", ["a {=x} b\nC {=y}", "A {=x} B {=y}", "A {=x}\nand b {=y} too", "A {=x}\nB {=y {=z}"])
def test_a_question_with_two_groups_of_answers_is_a_mistake(text: str) -> None:
    (mistake,) = read(text)
    assert isinstance(mistake, Mistake)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a{T}\n\nb{=x\n\nc{T}", 3, "is not closed"),
        ("a}b", 1, "that nothing opens"),
        ("a{=\\\\{b}", 1, "opens within the answers"),
        ("a{T}\nb{F}", 2, "a second time"),
        ("a{#}", 1, "A number is missing"),
        ("a\n{#\n=3.1.4}", 3, "is no number"),
        ("a{#5..1}", 1, "the smaller number first"),
        ("a{=b->c\n=d}", 2, "This is no pair"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_costs_nothing_else(text: str, line: int, reason: str) -> None:
    found = list(read(f"first{{T}}\n\n{text}\n\nlast{{T}}"))
    (mistake,) = [one for one in found if isinstance(one, Mistake)]
    assert line + 2 == mistake.line
    assert reason in mistake.reason
    assert not isinstance(found[0], Mistake)
    assert not isinstance(found[-1], Mistake)
    with pytest.raises(FormatError, match=f"line {line + 2}"):
        parse(f"first{{T}}\n\n{text}\n\nlast{{T}}")
